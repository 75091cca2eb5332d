//! Whatever is done to the files, the answer is good or bad.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;

use super::*;

/// A random edit of a file.
#[derive(Debug, Clone)]
enum Edit {
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
    CutOff(Index),
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match self {
            Self::Put(at, byte) => bytes[at.index(length)] = *byte,
            Self::Insert(at, inserted) => {
                let at = at.index(length);
                bytes.splice(at..at, inserted.iter().copied());
            }
            Self::Remove(at, count) => {
                let at = at.index(length);
                bytes.drain(at..length.min(at + count));
            }
            Self::Repeat(at, count) => {
                let at = at.index(length);
                let repeated = bytes[at..length.min(at + count)].to_vec();
                bytes.splice(at..at, repeated);
            }
            Self::CutOff(at) => bytes.truncate(at.index(length)),
        }
    }
}

/// Any byte, and more often one that means something in these files.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![any::<u8>(), prop::sample::select(b"\",\n\r\0-+./|0129FYQHe".to_vec())]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<Index>(), byte()).prop_map(|(at, byte)| Edit::Put(at, byte)),
        3 => (any::<Index>(), prop::collection::vec(byte(), 1..12)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        3 => (any::<Index>(), 1..400_usize).prop_map(|(at, count)| Edit::Remove(at, count)),
        2 => (any::<Index>(), 1..400_usize).prop_map(|(at, count)| Edit::Repeat(at, count)),
        1 => any::<Index>().prop_map(Edit::CutOff),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(2025),
        failure_persistence: None,
        max_shrink_iters: 20,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_the_bytes_the_answer_is_good_or_bad_and_never_a_panic(
        edits in prop::collection::vec((prop::sample::select(FILES.to_vec()), edit()), 1..4)
    ) {
        let copy = Copy::new();
        for (file, edit) in edits {
            copy.edit(file, |mut bytes| {
                edit.apply(&mut bytes);
                bytes
            });
        }
        copy.validate();
    }
}
