//! What the program says, by ids that the compiler knows: `data/i18n/phrases.csv`.

use std::borrow::Cow;

use super::{Language, Say};

/// A phrase of `data/i18n/phrases.csv`.
pub struct Phrase {
    /// In each language, with places such as `{company}`.
    pub texts: [&'static str; Language::COUNT],
    places: &'static [&'static str],
}

/// The phrases by their ids, which the build script makes of `data/i18n/phrases.csv`.
#[expect(non_upper_case_globals, reason = "ids are written as in the file")]
#[expect(clippy::doc_markdown, reason = "a phrase is no Markdown")]
#[cfg_attr(not(feature = "update"), allow(dead_code, reason = "some are of updates"))]
pub mod phrases {
    use super::Phrase;

    include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
}

/// Words of a phrase, by its id: `say!(gave_no_guidance, companies = names, period)`.
///
/// Each of its places is named, in any order, with what goes there; a place that is named as a variable takes it. An id
/// that is not in `data/i18n/phrases.csv`, or places that are not the phrase's, do not compile.
macro_rules! say {
    ($phrase:ident $(, $place:ident $(= $value:expr)?)* $(,)?) => {
        $crate::model::Words::Say($crate::model::Say {
            texts: {
                const _: () = assert!(
                    $crate::model::phrases::$phrase.has_places(&[$(stringify!($place)),*]),
                    "these are not the places of the phrase"
                );
                &$crate::model::phrases::$phrase.texts
            },
            places: vec![$((stringify!($place), $crate::say!(@ $place $(= $value)?))),*],
        })
    };
    (@ $place:ident = $value:expr) => { ::std::convert::Into::<$crate::model::Words>::into($value) };
    (@ $place:ident) => { ::std::convert::Into::<$crate::model::Words>::into($place) };
}
pub(crate) use say;

impl Say {
    /// The phrase in a language. What stands in it between `[[` and `]]` names commands: it is left out for readers who
    /// cannot type them.
    pub fn text(&self, language: Language, with_commands: bool) -> Cow<'static, str> {
        let text: &&str = language.of(self.texts);
        if !text.contains("[[") {
            return Cow::Borrowed(text);
        }
        let mut pieces = text.split("[[");
        let mut kept = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (commands, rest) = piece.split_once("]]").unwrap_or((piece, ""));
            kept += if with_commands { commands } else { "" };
            kept += rest;
        }
        Cow::Owned(kept)
    }
}

impl Phrase {
    /// Whether these are its places, in any order.
    pub const fn has_places(&self, names: &[&str]) -> bool {
        self.places.len() == names.len() && has_all(names, self.places)
    }
}

const fn has_all(names: &[&str], wanted: &[&str]) -> bool {
    match wanted {
        [] => true,
        [first, rest @ ..] => has(names, first) && has_all(names, rest),
    }
}

const fn has(names: &[&str], wanted: &str) -> bool {
    match names {
        [] => false,
        [first, rest @ ..] => is_same(first.as_bytes(), wanted.as_bytes()) || has(rest, wanted),
    }
}

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    match (one, other) {
        ([], []) => true,
        ([first, one @ ..], [second, other @ ..]) => *first == *second && is_same(one, other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Words;
    use super::*;

    #[test]
    fn places_are_named_and_taken_in_any_order() {
        let company = "Meta";
        let Words::Say(said) = say!(company_and_reason, company, reason = "7") else { panic!() };
        assert_eq!(said.places, [("company", Words::from("Meta")), ("reason", Words::from("7"))]);
        assert_eq!(say!(company_and_reason, reason = "7", company).to_string(), "Meta: 7");
    }

    #[test]
    fn a_phrase_has_its_places_and_no_others() {
        let has = |names: &[&str]| phrases::company_and_reason.has_places(names);
        assert!(has(&["company", "reason"]) && has(&["reason", "company"]));
        for others in
            [&["reason"] as &[&str], &["reason", "reasons"], &["company", "reason", "day"], &["reason"; 2], &[]]
        {
            assert!(!has(others), "{others:?}");
        }
    }

    #[test]
    fn a_phrase_has_a_text_in_each_language() {
        assert_eq!(phrases::LANGUAGES, Language::ALL.map(Language::name));
    }
}
