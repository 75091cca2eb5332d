//! Maps of a search, which looks up some hundred thousand small keys and nothing that a stranger has made up.

use std::collections;
use std::hash::{BuildHasherDefault, Hasher};

/// A map by such keys.
pub(super) type HashMap<K, V> = collections::HashMap<K, V, BuildHasherDefault<Quick>>;

/// A hash of few numbers in few steps.
#[derive(Debug, Default)]
pub(super) struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64((*byte).into());
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}
