//! Plain words: what the house does not say any more is nowhere that a user can meet it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::commands::{names, topics};
use crate::words::Latin;
use crate::{capex, data, stdout};

/// English that is not said, as it is written inside a sentence. Each makes a reader stop: a word of the house's own, a
/// metaphor, an inversion.
const ENGLISH: &[&str] = &[
    "all in all",
    "all of it or nothing",
    "all or nothing",
    "arithmetic and documents",
    "as the company said",
    "as the press had it",
    "at its word",
    "bars those who",
    "capital equipment",
    "cannot be meant",
    "comes nearer",
    "declared stand-in",
    "definitions are added here",
    "do not go with",
    "fail their proof",
    "figure for figure",
    "footing",
    "half a screen",
    "held against",
    "in the end made of",
    "is given up",
    "is here twice",
    "is there twice",
    "it would hold under",
    "its own word",
    "know only what was",
    "laid over",
    "lay a file",
    "lay over",
    "leave aside",
    "leaves it aside",
    "leaves this folder aside",
    "leaves those out",
    "left, high",
    "left, low",
    "manners",
    "no reading gives",
    "on one, cash purchases",
    "only complains",
    "own year",
    "over a year before",
    "over those companies' own years",
    "print this figure",
    "quarter on quarter",
    "readings tried",
    "reckon",
    "rest on your data",
    "rests on your data",
    "set aside",
    "spoke",
    "spoken",
    "stands in for",
    "stood on a line",
    "the documents round",
    "took it for",
    "under another reading",
    "usual reading",
    "was over on",
    "what comes",
    "what is wanted",
    "what there is",
    "what was known when",
    "what was said on",
    "what was typed",
    "where things stand",
    "whoever's",
    "year on year",
    "your rows win",
];

/// What is not said at the beginning of a line or a cell: headings that are half a sentence.
const HEADINGS: &[&str] = &["Said", "For", "Over the year before", "Left", "By", "Id", "Url", "Cik", "Words"];

/// Chinese that is not said.
const CHINESE: &[&str] = &[
    "算式与文件",
    "对照数据核对",
    "说法",
    "所称",
    "数据所示",
    "增速：",
    "综合汇率",
    "历次表述",
    "此前表述",
    "仅有方向",
    "剩余（最低）",
    "剩余（最高）",
    "剩余季度同比",
    "距今天数",
    "已声明的替代数据",
    "口径有变",
    "电话会议所述",
    "现状",
    "指引的结果",
    "十亿",
    "读法",
];

/// Pages and files that a user reads, each with its name.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<PathBuf> = ["README.md", "CHANGELOG.md", "data/README.md"].map(|name| root.join(name)).into();
    for folder in ["tests/transcripts", "examples"] {
        let entries = fs::read_dir(root.join(folder)).expect("the folder").map(|entry| entry.expect("an entry").path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    let file = |path: PathBuf| (path.display().to_string(), fs::read_to_string(path).expect("a text"));
    let mut pages: Vec<(String, String)> = files.into_iter().map(file).collect();
    let words =
        ["", "help"].into_iter().chain(names()).flat_map(|name| [format!("{name} -h"), format!("{name} --help")]);
    for arguments in words.chain(topics().into_iter().map(|topic| format!("help {topic}"))) {
        pages.push((format!("capex {arguments}"), stdout(&mut capex(&arguments))));
    }
    pages
}

/// The words of the data and of the program, in a language.
fn texts(language: &str) -> Vec<String> {
    let column = |name: &str| if language == "en" { name.to_owned() } else { format!("{name}_{language}") };
    let mut texts = data("i18n/phrases.csv", &[language]);
    for (file, name) in [
        ("companies.csv", "name"),
        ("metrics.csv", "name"),
        ("metrics.csv", "short"),
        ("metrics.csv", "words"),
        ("definitions.csv", "words"),
        ("guidance.csv", "note"),
    ] {
        texts.extend(data(file, &[&column(name)]));
    }
    texts
}

/// On one line, so that no end of a line hides two words from each other.
fn unwrapped(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words stand in a text as words, not inside others.
fn says(text: &str, words: &str) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(words).any(|(at, _)| {
        !is_letter(text[..at].chars().next_back()) && !is_letter(text[at + words.len()..].chars().next())
    })
}

#[test]
fn english_is_plain() {
    let mut wrong = Vec::new();
    let texts = texts("en").into_iter().map(|text| ("data".to_owned(), text));
    for (name, text) in pages().into_iter().chain(texts) {
        let one_line = unwrapped(&text).to_lowercase();
        wrong.extend(ENGLISH.iter().filter(|&&words| says(&one_line, words)).map(|words| format!("{name}: {words}")));
        let quoted = one_line.match_indices("` is no ").filter(|(at, _)| !one_line[at + 8..].starts_with("longer"));
        wrong.extend(quoted.map(|(at, _)| format!("{name}: {}", &one_line[at..])));
    }
    let headings = data("i18n/phrases.csv", &["en"]);
    wrong.extend(headings.iter().filter(|text| HEADINGS.contains(&text.as_str())).cloned());
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn chinese_is_natural() {
    let mut wrong = Vec::new();
    let texts = texts("zh").into_iter().map(|text| ("data".to_owned(), text));
    for (name, text) in pages().into_iter().chain(texts) {
        wrong.extend(CHINESE.iter().filter(|&&words| text.contains(words)).map(|words| format!("{name}: {words}")));
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// A mark of Latin print between two Chinese characters or beside one, except where something is typed.
#[test]
fn chinese_has_its_own_marks() {
    let is_chinese = |c: Option<char>| c.is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let mut wrong = Vec::new();
    for text in texts("zh") {
        let bare: String = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
        for (at, mark) in bare.char_indices().filter(|(_, c)| matches!(c, ',' | ';' | ':' | '?' | '!' | '(' | ')')) {
            let (before, after) = (bare[..at].chars().next_back(), bare[at + mark.len_utf8()..].chars().next());
            if is_chinese(before) || is_chinese(after) {
                wrong.push(text.clone());
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// Words of the transcript that are no English: what is typed, names of flags and of their values.
const IDENTIFIERS: &[&str] = &[
    "AAPL",
    "COMPANY",
    "PERIOD",
    "capex",
    "update",
    "guidance",
    "value",
    "total",
    "change",
    "bash",
    "zsh",
    "fish",
    "powershell",
    "elvish",
    "companies",
    "metrics",
    "bases",
    "definitions",
    "groups",
    "periods",
    "sources",
    "currencies",
    "own",
    "b",
    "os",
    "error",
];

#[test]
fn the_transcript_in_chinese_holds_every_command_and_no_english() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts/chinese.md");
    let text = fs::read_to_string(path).expect("the transcript");
    for name in names() {
        assert!(text.contains(&format!("capex {name}")), "{name}");
    }
    let (pages, _) = text.split_once("## Machine formats").expect("pages, then machine formats");
    let mut latin = Latin::read();
    latin.allow(IDENTIFIERS.iter().copied());
    let mut is_page = false;
    let mut shown = Vec::new();
    for line in pages.lines() {
        is_page ^= line.starts_with("```");
        if is_page && !["```", "$ ", "? "].iter().any(|mark| line.starts_with(mark)) {
            shown.push(line.trim_start_matches("capex: "));
        }
    }
    assert!(shown.len() > 300, "{}", shown.len());
    // A document's name may be cut by the end of a line of a narrow page.
    assert_eq!(latin.left(&shown.join("\n")), [""; 0]);
}
