//! Words that can be typed beside the program's own, in any language: the build script makes a list of each kind from
//! `data/i18n/typed.csv`. A list has each word, in small letters, and what it stands for.

include!(concat!(env!("OUT_DIR"), "/typed.rs"));

/// What a word of a list stands for.
pub fn meaning(words: &[(&str, &'static str)], typed: &str) -> Option<&'static str> {
    words.iter().find(|(word, _)| *word == typed).map(|(_, meaning)| *meaning)
}
