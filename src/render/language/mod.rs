//! How each language joins words, and writes days and units of money. What it says is in `data/i18n/phrases.csv`.
//!
//! Another language is a file beside `zh.rs`, its name in [`Language`], and its columns in the data. Nothing here rounds a
//! figure or knows what a report is about.

mod en;
mod zh;

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use crate::model::Currency;
pub use crate::model::Language;
use crate::report::Join;

/// Words, names and templates in English and in a language; places keep their names and may change their order.
type Entries = &'static [(&'static str, &'static str)];

static WORDS: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| zh::TABLES.iter().flat_map(|entries| entries.iter().copied()).collect());

/// The rules of a language.
struct Locale {
    /// What stands between the first several of a list, and before the last.
    between: fn(Join) -> [&'static str; 2],
    /// Whether a space belongs between two characters where a piece of text is put beside another.
    is_spaced: fn(char, char) -> bool,
    day: fn(Date) -> String,
    /// The unit of money that a heading names, from a unit's symbol such as `bn` and a currency.
    unit: fn(&str, Currency) -> String,
    /// A number with such a unit.
    amount: fn(&str, &str, Currency) -> String,
}

impl Language {
    fn locale(self) -> &'static Locale {
        match self {
            Self::En => &en::LOCALE,
            Self::Zh => &zh::LOCALE,
        }
    }

    /// Words or a template in the language; English where it has none.
    pub(in crate::render) fn words(self, english: &str) -> &str {
        if self == Self::En { english } else { WORDS.get(english).copied().unwrap_or(english) }
    }

    /// Texts joined as the language joins them.
    pub(in crate::render) fn join(self, how: Join, texts: &[String]) -> String {
        let [between, last] = (self.locale().between)(how);
        let mut joined = String::new();
        for (index, text) in texts.iter().enumerate() {
            if index > 0 {
                self.append(&mut joined, if index + 1 == texts.len() { last } else { between });
            }
            self.append(&mut joined, text);
        }
        joined
    }

    /// Puts a piece at the end of a text, after a space where the language wants one between the two.
    pub(in crate::render) fn append(self, text: &mut String, piece: &str) {
        if let (Some(before), Some(after)) = (text.chars().next_back(), piece.chars().next())
            && (self.locale().is_spaced)(before, after)
        {
            text.push(' ');
        }
        text.push_str(piece);
    }

    /// A day in words: `30 June 2026`.
    pub(in crate::render) fn day(self, day: Date) -> String {
        (self.locale().day)(day)
    }

    /// The unit of a page's money: `USD bn`.
    pub(in crate::render) fn unit(self, symbol: &str, currency: Currency) -> String {
        (self.locale().unit)(symbol, currency)
    }

    /// An amount in a unit that no heading names: `USD 5.5 bn`.
    pub(in crate::render) fn amount(self, number: &str, symbol: &str, currency: Currency) -> String {
        (self.locale().amount)(number, symbol, currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use rust_decimal::Decimal;

    const ROOT: &str = env!("CARGO_MANIFEST_DIR");

    /// Every language but English, with its entries.
    fn all() -> impl Iterator<Item = (Language, Vec<(&'static str, &'static str)>)> {
        let tables = |language| match language {
            Language::En => None,
            Language::Zh => Some((language, zh::TABLES.concat())),
        };
        Language::ALL.into_iter().filter_map(tables)
    }

    fn none(wrong: &[String]) {
        assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
    }

    /// The places of a template, sorted.
    fn places(template: &str) -> Vec<&str> {
        let mut places: Vec<&str> =
            template.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        places.sort_unstable();
        places
    }

    /// The figures in a text, sorted: a billion is ten of what Chinese counts in, and a month has a number there. What
    /// follows a letter is a label.
    fn figures(text: &str) -> Vec<Decimal> {
        let months = [("January", "1 月"), ("August", "8 月")];
        let text = months.iter().fold(text.to_owned(), |text, (english, chinese)| text.replace(english, chinese));
        let mut figures = Vec::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            let label = rest[..at].ends_with(|c: char| c.is_ascii_alphabetic());
            rest = &rest[at..];
            let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
            let digits = rest[..end].trim_end_matches(['.', ',']);
            rest = &rest[end..];
            let Ok(figure) = digits.replace(',', "").parse::<Decimal>() else { continue };
            // Of `91.2 to 91.4 billion` both are billions.
            let unit = rest.trim_start_matches(" to ").trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
            let billions = unit.starts_with(" billion");
            let scale = if billions { 10 } else { 1 };
            if !label {
                figures.push(figure * Decimal::from(scale));
            }
        }
        figures.sort_unstable();
        figures
    }

    /// What stands in quotation marks in Rust text, and whether it is the template of a `say!`.
    fn literals(code: &str) -> Vec<(String, bool)> {
        let (mut literals, mut rest) = (Vec::new(), code);
        let mut before = String::new();
        while let Some(c) = rest.chars().next() {
            if rest.starts_with("//") {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
            } else if rest.starts_with("'\"'") {
                rest = &rest[3..];
            } else if c == '"' {
                let (literal, after) = literal(&rest[1..]);
                literals.push((literal, before.trim_end().ends_with("say!(")));
                rest = after;
                before.clear();
            } else {
                before.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        literals
    }

    /// A string up to its closing quotation mark, and what follows.
    fn literal(text: &str) -> (String, &str) {
        let (mut literal, mut chars) = (String::new(), text.chars());
        while let Some(c) = chars.next() {
            match c {
                '"' => break,
                '\\' => match chars.next() {
                    Some('\n') => chars = chars.as_str().trim_start().chars(),
                    Some('n') => literal.push('\n'),
                    Some(other) => literal.push(other),
                    None => break,
                },
                c => literal.push(c),
            }
        }
        (literal, chars.as_str())
    }

    /// The strings of the program, without tests and tables of words.
    fn program() -> Vec<(String, bool)> {
        fn below(folder: &Path, found: &mut Vec<(String, bool)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() && !path.ends_with("render/language") {
                    below(&path, found);
                } else if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("fixture.rs") {
                    let text = fs::read_to_string(&path).unwrap();
                    found.extend(literals(text.split("#[cfg(test)]\nmod tests").next().unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        below(&Path::new(ROOT).join("src"), &mut found);
        found
    }

    /// The cells of columns of a data file that are not empty.
    fn data(file: &str, columns: &[&str]) -> Vec<String> {
        let mut reader = csv::Reader::from_path(Path::new(ROOT).join("data").join(file)).unwrap();
        let heads = reader.headers().unwrap().clone();
        let at: Vec<usize> = columns.iter().map(|name| heads.iter().position(|head| head == *name).unwrap()).collect();
        let rows = reader.records().map(Result::unwrap);
        rows.flat_map(|row| at.iter().map(|&at| row[at].to_owned()).collect::<Vec<_>>())
            .filter(|cell| !cell.is_empty())
            .collect()
    }

    /// The words of data files that reach a page and have no column for another language.
    fn data_words() -> Vec<String> {
        data("guidance.csv", &["versus"])
    }

    #[test]
    fn a_translation_has_the_places_figures_and_marks_of_its_english() {
        let mut wrong = Vec::new();
        for (english, other) in all().flat_map(|(_, entries)| entries) {
            let quotes = |text: &str| text.matches('`').count();
            let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
            let bracketed = other.starts_with('（');
            let alike = places(english) == places(other)
                && figures(english) == figures(other)
                && quotes(english) == quotes(other)
                && english.ends_with('.') == other.ends_with('。')
                && (indent(english) == indent(other) || bracketed)
                && other.trim_end() == other
                && !other.is_empty();
            if !alike {
                wrong.push(format!("{english}\n{other}"));
            }
        }
        none(&wrong);
    }

    #[test]
    fn nothing_is_translated_twice() {
        for (_, entries) in all() {
            let mut seen = BTreeSet::new();
            none(
                &entries
                    .iter()
                    .filter(|entry| !seen.insert(entry.0))
                    .map(|entry| entry.0.to_owned())
                    .collect::<Vec<_>>(),
            );
            assert_eq!(super::WORDS.len(), entries.len());
        }
    }

    #[test]
    fn every_template_and_every_word_of_the_data_is_translated() {
        let templates = program().into_iter().filter(|(_, is_template)| *is_template).map(|(literal, _)| literal);
        let needed: BTreeSet<String> = templates.chain(data_words()).collect();
        assert!(needed.len() > 150, "{}", needed.len());
        for (_, entries) in all() {
            let known: BTreeSet<&str> = entries.iter().map(|entry| entry.0).collect();
            none(&needed.iter().filter(|text| !known.contains(text.as_str())).cloned().collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_translated_that_is_never_said() {
        // Headings of lists are made of the columns' names.
        let heading = |name: &str| name.replace('_', " ");
        let said: BTreeSet<String> = program().into_iter().map(|(literal, _)| literal).chain(data_words()).collect();
        let headings: BTreeSet<String> = said.iter().map(|literal| heading(literal)).collect();
        // The system and the reader of numbers have their own words.
        let of_others = |english: &str| english.contains(" (os error ") || english.starts_with("Invalid decimal: ");
        let is_said =
            |english: &str| said.contains(english) || headings.contains(&english.to_lowercase()) || of_others(english);
        for (_, entries) in all() {
            none(&entries.iter().filter(|entry| !is_said(entry.0)).map(|entry| entry.0.to_owned()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_typed_is_never_translated() {
        use crate::model::Basis;
        use crate::render::{Format, Unit};

        let mut typed = data("metrics.csv", &["id", "flag"]);
        typed.extend(data("companies.csv", &["ticker"]));
        typed.extend(Basis::ALL.map(|basis| basis.name().to_owned()));
        typed.extend(Format::ALL.map(|format| format.name().to_owned()));
        typed.extend(Unit::ALL.map(|unit| unit.name().to_owned()));
        for (language, _) in all() {
            for word in &typed {
                assert_eq!(language.words(word), word);
            }
        }
    }
}
