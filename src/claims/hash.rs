//! A fast hash map for the small keys of a search. It does not resist keys made to collide, and no key here is a user's.

use std::collections;
use std::hash::{BuildHasherDefault, Hasher};

/// A map with a fast hash.
pub(super) type HashMap<K, V> = collections::HashMap<K, V, BuildHasherDefault<FastHasher>>;

/// Hashes a few numbers quickly.
#[derive(Debug, Default)]
pub(super) struct FastHasher(u64);

impl Hasher for FastHasher {
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
