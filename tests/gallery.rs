//! Every error message that the program can print is printed by some test.
//!
//! The messages are collected from the text of `src/`, at the places where errors are made, and looked for in the pages and
//! tests of `tests/` with any words in their places. One that is nowhere has never been read by anybody.

#![cfg(unix)]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use common::literal_end;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Where errors are made. What stands in the brackets that each opens is a message.
const MADE: &[&str] = &[
    "#[error(",
    "Failure::Usage(",
    "Failure::NoData(",
    "Problem::new(",
    "anyhow!(",
    "bail!(",
    ".context(",
    ".with_context(",
    ".problem(",
    ".bad(",
    "io::Error::new(",
    "io::Error::other(",
];

/// Files whose every sentence is part of an error.
const REASONS: &[&str] = &[
    "claims/builder.rs",
    "claims/consistency.rs",
    "claims/lexicon.rs",
    "claims/printed.rs",
    "claims/typed.rs",
    "claims/unanswerable.rs",
    "claims/unit.rs",
    "claims/vocabulary.rs",
    "commands/misuse.rs",
    "sec/update/client.rs",
    "sec/update/contact.rs",
    "sec/update/proxy.rs",
    "sec/update/site.rs",
];

/// Messages that no command can be made to print, and why.
const UNSEEN: &[(&str, &str)] = &[
    ("a comparison", "what a word is not, in a message that a test shows"),
    ("a source of guidance", "what a word is not, in a message that a test shows"),
    (
        "cannot add {right} to {left}: convert one of them first",
        "a report is in one currency; a test of the module shows it",
    ),
    ("no completions for `{name}`", "clap compares the word with the list first, and says it"),
    ("unknown format `{0}`; it is one of {names}", "clap compares the word with the list first, and says it"),
    ("unknown language `{0}`; the languages are {names}", "clap compares the word with the list first, and says it"),
    ("it names no file", "clap takes no empty name, and a name that ends in `..` is a folder's"),
    ("the data has no CIK for `{word}`", "each bundled company has one"),
    ("cannot be read: {error}", "a disk that fails between the opening of a file and its reading"),
    (
        "this capex was built without update; build it in with cargo install --path . --features update, or fetch the files yourself and read them with capex import",
        "tests run the program as it is built by default",
    ),
    ("this report has no chart", "the program asks for a picture only of a report with a chart"),
    ("a picture without pixels", "sizes are from 200 pixels"),
];

fn files(folder: &str, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(ROOT).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|of| extensions.iter().any(|extension| of == *extension)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Every phrase by its id: in English and in Chinese.
fn phrases() -> &'static BTreeMap<String, (String, String)> {
    static PHRASES: LazyLock<BTreeMap<String, (String, String)>> = LazyLock::new(|| {
        let mut file = csv::Reader::from_path(Path::new(ROOT).join("data/i18n/phrases.csv")).expect("the phrases");
        file.deserialize().map(|row| row.expect("a phrase")).map(|(id, en, zh)| (id, (en, zh))).collect()
    });
    &PHRASES
}

/// The identifier that a text begins with.
fn id(code: &str) -> Option<&str> {
    let code = code.trim_start();
    let end = code.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    code.get(..end).filter(|id| !id.is_empty())
}

/// The string literals at the beginning of a text, as they are written, and its phrases in English, up to where its first
/// bracket closes; comments are none.
fn literals(code: &str) -> Vec<String> {
    let (mut found, mut depth) = (Vec::new(), 0);
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        if rest.starts_with("//") {
            taken = rest.find('\n').unwrap_or(rest.len());
        } else if ["'\"'", "'('", "')'", "'['", "']'", "'{'", "'}'"].iter().any(|quoted| rest.starts_with(quoted)) {
            taken = 3;
        } else if let Some(id) = rest.strip_prefix("say!(").and_then(|rest| id(rest)) {
            found.extend(phrases().get(id).map(|(english, _)| english.clone()));
            taken = "say!".len();
        } else if c == '"' {
            let end = literal_end(rest);
            found.push(unescaped(&rest[1..end - 1]));
            taken = end;
        } else if "([{".contains(c) {
            depth += 1;
        } else if ")]}".contains(c) {
            depth -= 1;
            if depth == 0 {
                break;
            }
        }
        rest = &rest[taken..];
    }
    found
}

/// What a literal says: line ends that are continued, and quotes.
fn unescaped(literal: &str) -> String {
    let lines: Vec<&str> = literal.split("\\\n").collect();
    let joined: String =
        lines.iter().enumerate().map(|(at, line)| if at == 0 { line } else { line.trim_start() }).collect();
    joined.replace("\\\"", "\"")
}

/// The parts of a message between its places.
fn parts(message: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in message.split('{') {
        let part = piece.split_once('}').map_or(piece, |(_, part)| part);
        parts.push(part);
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// Whether a line says a message: its parts, one after another.
fn says(line: &str, message: &str) -> bool {
    let mut rest = line;
    parts(message).into_iter().all(|part| match rest.split_once(part) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

/// The messages of the program, each with the file that makes it.
fn messages() -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    for path in files("src", &["rs"]) {
        let text = fs::read_to_string(&path).expect("a source file");
        let code = text.split("#[cfg(test)]\nmod tests").next().expect("a part");
        let name = path.strip_prefix(Path::new(ROOT).join("src")).expect("a file of src").display().to_string();
        let said = REASONS.contains(&name.as_str()).then_some("say!(");
        for made in MADE.iter().copied().chain(said) {
            for (at, _) in code.match_indices(made) {
                let from = if made == "say!(" { at } else { at + made.len() - 1 };
                for literal in literals(&code[from..]) {
                    // A word or two is a name of something; what has only places is another message.
                    let words: String = parts(&literal).concat();
                    if words.trim().contains(' ') {
                        messages.insert(literal, name.clone());
                    }
                }
            }
        }
    }
    messages
}

#[test]
fn every_message_is_shown() {
    let messages = messages();
    assert!(messages.len() > 120, "{} messages were found", messages.len());
    let translations: BTreeMap<&str, &str> = phrases().values().map(|(en, zh)| (&**en, &**zh)).collect();
    let shown: Vec<String> = files("tests", &["md", "rs"])
        .into_iter()
        .filter(|path| !path.ends_with("gallery.rs"))
        .flat_map(|path| {
            let text = fs::read_to_string(path).expect("a page or a test");
            unescaped(&text).lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let is_shown = |message: &str| shown.iter().any(|line| says(line, message));
    let mut wrong = Vec::new();
    for (message, file) in &messages {
        let is_shown = is_shown(message) || translations.get(&**message).is_some_and(|other| is_shown(other));
        let is_unseen = UNSEEN.iter().any(|(unseen, _)| unseen == message);
        match (is_shown, is_unseen) {
            (false, false) => wrong.push(format!("src/{file}: no test shows `{message}`")),
            (true, true) => wrong.push(format!("`{message}` is shown after all; take it off the list of the unseen")),
            _ => {}
        }
    }
    let stale = UNSEEN.iter().filter(|(message, _)| !messages.contains_key(*message));
    wrong.extend(stale.map(|(message, _)| format!("nothing says `{message}` any more")));
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The reader of this file, on messages that try to mislead it.
#[test]
fn messages_are_found_in_code_and_on_pages() {
    let code = "(say!(\n    \"no {metric}: \\\"{reason}\\\"\", // \"not this\"\n    reason = f(')')\n), \"and \\\n       more\") \"not this\"";
    assert_eq!(literals(code), ["no {metric}: \"{reason}\"", "and more"]);
    assert!(says(
        "capex: no data for 2027 yet; the newest quarter is 2026Q2",
        "no data for {periods} yet; the newest {quarter}"
    ));
    assert!(!says("capex: yet no data for 2027", "no data for {periods} yet"));
}
