//! What a reader must know beside the figures.

use super::words::Words;

/// A remark under a report: one paragraph, whose figures are still exact.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// A stable word for programs: `basis`, `calendar`, `definition`, `approximation`, `partial`, `missing`, `data`.
    pub kind: &'static str,
    /// The paragraph.
    pub words: Words,
}

impl Note {
    /// A note of a kind.
    pub fn new(kind: &'static str, words: impl Into<Words>) -> Self {
        Self { kind, words: words.into() }
    }
}
