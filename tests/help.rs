//! The help as a terminal shows it: of every command and topic, at the usual width and at the widest.

#![cfg(unix)]

#[path = "common/commands.rs"]
mod commands;
mod common;

use unicode_width::UnicodeWidthStr as _;

use commands::{names, topics};
use common::{capex, stdout};

/// The help of the program, of each command and of each topic, with the words that are typed for it.
fn helps(columns: usize) -> Vec<(String, String)> {
    let flags = ["-h", "--help"];
    let of_commands = [""].into_iter().chain(names()).flat_map(|name| flags.map(|flag| format!("{name} {flag}")));
    let of_topics = topics().into_iter().map(|topic| format!("help {topic}"));
    of_commands
        .chain(of_topics)
        .map(|typed| {
            let mut command = capex();
            command.args(typed.split_whitespace()).env("COLUMNS", columns.to_string()).env("NO_COLOR", "1");
            (typed, stdout(&mut command))
        })
        .collect()
}

/// Columns before the first letter.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line is typed or has a form of its own, so that it is not broken.
fn is_typed(line: &str) -> bool {
    let line = line.trim_start();
    ["capex ", "CAPEX_", "Usage:", "find ", "xargs "].iter().any(|begin| line.starts_with(begin))
        || line.contains(" = ")
        || line.contains("<(capex")
}

/// The column where the text of a row begins: behind a term and two blanks, else at the first letter.
fn text_at(line: &str) -> usize {
    let begin = indent(line);
    let row = &line[begin..];
    match row.rfind("  ") {
        Some(at) => line[..begin + at + 2].width(),
        None => begin,
    }
}

#[test]
fn a_short_help_fits_a_screen_and_hides_what_the_long_one_hides() {
    let texts = helps(80);
    for (typed, text) in texts.iter().filter(|(typed, _)| typed.ends_with(" -h")) {
        // The program's own lists the commands.
        let most = if typed == " -h" { 40 } else { 32 };
        assert!(text.lines().count() <= most, "capex {typed}: {} lines", text.lines().count());
        let long = typed.replace("-h", "--help");
        let (_, long) = texts.iter().find(|(typed, _)| *typed == long).expect("the long help");
        let options = text.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options {
            assert!(long.contains(option), "capex {typed}: {option}");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for columns in [80, 100] {
        for (typed, text) in helps(columns) {
            for line in text.lines().filter(|line| !is_typed(line)) {
                let can_break = line.trim().contains(' ');
                assert!(line.width() <= columns || !can_break, "capex {typed} at {columns}: {line}");
                assert_eq!(line, line.trim_end(), "capex {typed} at {columns}");
            }
        }
    }
}

/// A paragraph is broken by the width alone: the first word of a line would not fit behind the line before.
#[test]
fn a_line_ends_where_the_next_word_does_not_fit() {
    let mut wrong = Vec::new();
    for columns in [80, 100] {
        for (typed, text) in helps(columns) {
            let lines: Vec<&str> = text.lines().collect();
            for pair in lines.windows(2) {
                let [line, next] = [pair[0], pair[1]];
                let goes_on = !line.is_empty()
                    && !next.is_empty()
                    && indent(next) == text_at(line)
                    && text_at(next) == indent(next)
                    && !line.ends_with(':')
                    && ![line, next].into_iter().any(is_typed);
                let word = next.split_whitespace().next().unwrap_or_default();
                if goes_on && line.width() + 1 + word.width() <= columns {
                    wrong.push(format!("capex {typed} at {columns}:\n{line}\n{next}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
