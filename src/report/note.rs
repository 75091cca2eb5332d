//! What a reader must know beside the figures.

use crate::model::Words;

/// A remark under a report: one paragraph, whose figures are still exact.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// A stable word for programs: what the note is about, such as `basis`, `missing`, `fx` or `written`. Of these `warning`
    /// alone changes how a page shows it.
    pub kind: &'static str,
    /// The paragraph.
    pub words: Words,
    /// The same in a line, for a picture without room for the paragraph.
    pub brief: Option<Words>,
}

impl Note {
    /// A note of a kind.
    pub fn new(kind: &'static str, words: impl Into<Words>) -> Self {
        Self { kind, words: words.into(), brief: None }
    }

    /// The note, and what stands for it where there is no room.
    #[must_use]
    pub fn in_brief(self, words: Words) -> Self {
        Self { brief: Some(words), ..self }
    }
}
