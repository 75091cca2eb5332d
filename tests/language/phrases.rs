//! Each phrase, and each word of the data, says the same in both languages.

use crate::data;
use crate::figures::figures;

/// What goes wrong when one who translates looks at the words alone.
fn alike(english: &str, other: &str) -> bool {
    let sorted = |text: &str| {
        let mut figures = figures(text);
        figures.sort_unstable();
        figures
    };
    let quotes = |text: &str| text.matches('`').count();
    let indent = |text: &str| text.len() - text.trim_start_matches(' ').len();
    sorted(english) == sorted(other)
        && quotes(english) == quotes(other)
        && english.ends_with('.') == other.ends_with('。')
        && (indent(english) == indent(other) || other.starts_with('（'))
        && other.trim_end() == other
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn a_phrase_has_the_figures_and_marks_of_its_english() {
    let (english, chinese) = (data("i18n/phrases.csv", &["en"]), data("i18n/phrases.csv", &["zh"]));
    assert!(english.len() > 500 && english.len() == chinese.len());
    let pairs = english.iter().zip(&chinese).filter(|(english, chinese)| !alike(english, chinese));
    none(&pairs.map(|(english, chinese)| format!("{english}\n{chinese}")).collect::<Vec<_>>());
}

/// The reader of the data holds that none is empty; `data` leaves out what is, in both columns.
#[test]
fn a_word_of_the_data_has_its_chinese_with_the_same_figures() {
    for (file, column) in [
        ("companies.csv", "name"),
        ("metrics.csv", "name"),
        ("metrics.csv", "short"),
        ("metrics.csv", "words"),
        ("definitions.csv", "words"),
        ("guidance.csv", "note"),
        ("fx/currencies.csv", "name"),
    ] {
        let (english, chinese) = (data(file, &[column]), data(file, &[&format!("{column}_zh")]));
        assert_eq!(english.len(), chinese.len(), "{file}: {column}");
        let pairs = english.iter().zip(&chinese).filter(|(english, chinese)| !alike(english, chinese));
        none(&pairs.map(|(english, chinese)| format!("{file}: {english}\n{chinese}")).collect::<Vec<_>>());
    }
}
