//! Languages, and what the data says in each.

use std::fmt;

use super::{by_name, named};

named! {
    /// A language of pages and messages. Machine formats are English whatever it is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Language {
        /// English.
        #[default]
        En = "en",
        /// Simplified Chinese.
        Zh = "zh",
    }
}

/// A word that names no language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown language `{0}`; the languages are {names}", names = Language::ALL.map(Language::name).join(", "))]
pub struct UnknownLanguage(pub String);

impl Language {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The language's own among texts in each language.
    pub fn of<T>(self, [en, zh]: &[T; Self::COUNT]) -> &T {
        match self {
            Self::En => en,
            Self::Zh => zh,
        }
    }

    /// Whether amounts are counted in 万 and 亿 rather than in thousands, millions and billions.
    pub fn counts_in_yi(self) -> bool {
        self == Self::Zh
    }

    /// The code of the currency that ¥ means to its readers, where no other word tells; none where it is a sign of two.
    pub fn yen_sign(self) -> Option<&'static str> {
        match self {
            Self::Zh => Some("CNY"),
            Self::En => None,
        }
    }

    /// Every language but English.
    pub fn others() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|language| *language != Self::En)
    }

    /// The language of a POSIX locale such as `zh_CN.UTF-8`, if it is one of these.
    pub fn of_locale(locale: &str) -> Option<Self> {
        let tag = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|language| tag.eq_ignore_ascii_case(language.name()))
    }
}

by_name!(Language, UnknownLanguage);

/// A name or a remark of the data in each language; where it has none in a language, the English one stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Localized([String; Language::COUNT]);

impl Localized {
    /// A text from what there is of it in each language, which may be empty.
    pub fn new(text: impl FnMut(Language) -> String) -> Self {
        Self(Language::ALL.map(text))
    }

    /// In English.
    pub fn english(&self) -> &str {
        self.given(Language::En)
    }

    /// In a language, or else in English.
    pub fn of(&self, language: Language) -> &str {
        let text = self.given(language);
        if text.is_empty() { self.english() } else { text }
    }

    /// In a language; empty where the data has none.
    pub fn given(&self, language: Language) -> &str {
        language.of::<String>(&self.0)
    }

    /// Gives it in a language.
    pub fn set(&mut self, language: Language, text: &str) {
        if let Some((_, own)) = Language::ALL.into_iter().zip(&mut self.0).find(|(of, _)| *of == language) {
            text.clone_into(own);
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.english().is_empty()
    }

    /// What there is of it, in every language.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str).filter(|text| !text.is_empty())
    }
}

/// In English.
impl fmt::Display for Localized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.english())
    }
}

/// A text that is the same in every language, or that there is in English alone.
impl<T: Into<String>> From<T> for Localized {
    fn from(text: T) -> Self {
        let mut english = Some(text.into());
        Self::new(|_| english.take().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_languages() {
        for (locale, language) in [
            ("zh_CN.UTF-8", Some(Language::Zh)),
            ("zh-Hans", Some(Language::Zh)),
            ("ZH", Some(Language::Zh)),
            ("en_GB", Some(Language::En)),
            ("de_DE.UTF-8", None),
            ("C", None),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("zhuang", None),
            ("", None),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn english_stands_where_the_data_has_no_other() {
        let name = Localized::from("Amazon");
        assert_eq!((name.of(Language::Zh), name.given(Language::Zh)), ("Amazon", ""));
        let name = Localized::new(|language| if language == Language::Zh { "亚马逊" } else { "Amazon" }.to_owned());
        assert_eq!((name.english(), name.of(Language::Zh)), ("Amazon", "亚马逊"));
        assert_eq!(name.all().collect::<Vec<_>>(), ["Amazon", "亚马逊"]);
    }
}
