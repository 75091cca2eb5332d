//! Holds the design against the code: which module may use which, and what belongs in one place only.
//!
//! Read from the text of `src/`, without comments, strings and test modules; a dependency between modules is a path
//! that begins with `crate::`.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::literal_end;

/// Each module of the crate and the modules it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("report", &["model"]),
    ("render", &["report", "model"]),
    ("data", &["hidden", "interruption", "model"]),
    ("derive", &["data", "model"]),
    ("analysis", &["derive", "data", "fx", "model"]),
    ("fx", &["data", "model"]),
    ("claims", &["analysis", "data", "derive", "fx", "model"]),
    ("sec", &["derive", "data", "fx", "model"]),
    ("commands", &["analysis", "claims", "config", "data", "derive", "fx", "model", "render", "report", "sec"]),
    ("cli", &["commands", "config", "model", "render", "report"]),
    ("output", &["hidden", "interruption", "model", "render"]),
    ("config", &[]),
    ("hidden", &[]),
    ("home", &["config"]),
    ("interruption", &[]),
];

/// What is used in some places only: the words that give it away, and the places.
const BELONGS: &[(&str, &[&str], &[&str])] = &[
    ("clap", &["clap"], &["cli.rs", "commands/", "main.rs"]),
    ("completions", &["clap_complete"], &["commands/completions/"]),
    ("the manual", &["clap_mangen", "Roff"], &["commands/man.rs", "render/roff.rs"]),
    ("csv", &["csv", "csv_core"], &["claims/read.rs", "data/", "render/"]),
    ("serde_json", &["serde_json"], &["claims/read.rs", "render/", "sec/"]),
    ("zip files", &["ZipArchive"], &["sec/"]),
    ("the network", &["ureq", "std::net", "TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"], &["sec/update/"]),
    ("gzip", &["flate2"], &["sec/body.rs", "sec/update/", "render/page/pack.rs"]),
    ("xml", &["quick_xml"], &["claims/article/markup.rs", "sec/instance/"]),
    ("searching for many words", &["aho_corasick"], &["claims/article/cues.rs"]),
    ("a progress bar", &["indicatif"], &["sec/update/progress.rs"]),
    ("signals", &["signal_hook"], &["interruption.rs"]),
    ("the place of users' data", &["etcetera"], &["home.rs"]),
    ("comfy_table", &["comfy_table"], &["render/"]),
    ("pictures", &["tiny_skia", "ttf_parser", "fontdb"], &["render/picture/"]),
    ("printing", &["print", "println", "eprint", "eprintln", "dbg", "stdout", "stderr"], &["main.rs", "output.rs"]),
    (
        "floating point",
        &["f32", "f64"],
        &[
            "analysis/change.rs",
            "data/lookup.rs",
            "render/xlsx/",
            "render/picture/",
            "render/svg.rs",
            "render/page/mod.rs",
        ],
    ),
    (
        "the environment",
        &["env::var", "env::var_os", "env::args", "env::args_os"],
        &["home.rs", "output.rs", "main.rs", "sec/update/proxy.rs"],
    ),
    ("a clock", &["SystemTime", "Instant", "Zoned", "Timestamp"], &["sec/update/pace.rs", "sec/update/today.rs"]),
];

/// Lines of a file without its tests; more is a sign of two things in one place.
const LONGEST: usize = 400;

struct Source {
    /// From `src/`, with slashes.
    name: String,
    /// What is compiled into the program, without comments and the insides of strings.
    code: String,
    /// Lines above the tests.
    lines: usize,
}

impl Source {
    fn read(root: &Path, path: &Path) -> Self {
        let text = fs::read_to_string(path).expect("a source file");
        let name = path.strip_prefix(root).expect("a file below src").to_string_lossy().replace('\\', "/");
        let program = text.split("#[cfg(test)]\nmod tests").next().expect("a part");
        Self { name, code: bare(program), lines: program.lines().count() }
    }

    /// The module of the crate that the file belongs to.
    fn module(&self) -> &str {
        self.name.split('/').next().expect("a part").trim_end_matches(".rs")
    }

    /// Whether the code has a word, or a path of words, of its own.
    fn has(&self, word: &str) -> bool {
        let inner = |c: char| c.is_alphanumeric() || c == '_';
        self.code
            .match_indices(word)
            .any(|(at, _)| !self.code[..at].ends_with(inner) && !self.code[at + word.len()..].starts_with(inner))
    }

    /// The modules of the crate that its paths begin with.
    fn uses(&self) -> BTreeSet<&str> {
        let names =
            self.code.match_indices("crate::").flat_map(|(at, path)| first_names(&self.code[at + path.len()..]));
        // An exported macro has the crate's own path, wherever it is defined.
        names.map(|name| if name == "say" { "model" } else { name }).collect()
    }
}

/// The first name of a path, or of each path in braces.
fn first_names(path: &str) -> Vec<&str> {
    let end = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let Some(group) = path.strip_prefix('{') else { return vec![&path[..end(path)]] };
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && c.is_alphabetic() => {
                names.push(&group[at..at + end(&group[at..])]);
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// Rust text without comments and without what stands in strings and characters.
fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = skipped(rest);
        if skipped == 0 {
            bare.push(c);
        }
        rest = &rest[skipped.max(c.len_utf8())..];
    }
    bare
}

/// How many bytes at the start of a text are a comment or a literal; 0 where code begins.
fn skipped(text: &str) -> usize {
    let to = |begin: &str, end: &str| {
        let inside = text.strip_prefix(begin)?;
        Some(inside.find(end).map_or(text.len(), |at| begin.len() + at + end.len()))
    };
    let raw = || to("r#\"", "\"#").or_else(|| to("r\"", "\""));
    let comment = || to("//", "\n").or_else(|| to("/*", "*/"));
    let character = || to("'\"", "'");
    let string = || text.starts_with('"').then(|| literal_end(text));
    comment().or_else(raw).or_else(character).or_else(string).unwrap_or(0)
}

/// Every source file of the crate; the build script is not part of it, nor are tests in files of their own.
fn sources() -> Vec<Source> {
    fn below(folder: &Path, paths: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                below(&path, paths);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                paths.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    below(&root, &mut paths);
    paths.sort();
    let is_program = |path: &&PathBuf| !path.ends_with("data/build.rs") && !path.ends_with("tests.rs");
    paths.iter().filter(is_program).map(|path| Source::read(&root, path)).collect()
}

fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn modules_use_only_what_is_below_them() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !matches!(source.name.as_str(), "main.rs" | "lib.rs")) {
        let module = source.module();
        let Some((_, may)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("src/{}: say in tests/layers.rs what `{module}` may use", source.name));
            continue;
        };
        for used in source.uses() {
            if used != module && !may.contains(&used) {
                wrong.push(format!("src/{}: `{module}` may not use `{used}`", source.name));
            }
        }
    }
    none(&wrong);
}

#[test]
fn each_outside_thing_has_its_place() {
    let (mut wrong, sources) = (Vec::new(), sources());
    for source in &sources {
        for (thing, words, places) in BELONGS {
            if places.iter().any(|place| source.name.starts_with(place)) {
                continue;
            }
            for word in words.iter().filter(|word| source.has(word)) {
                wrong.push(format!("src/{}: {thing} (`{word}`) belongs in {places:?}", source.name));
            }
        }
    }
    // A place without the thing is an old permission, and a thing in no place a word that gives nothing away.
    for (thing, words, places) in BELONGS {
        for place in *places {
            let mut there = sources.iter().filter(|source| source.name.starts_with(place));
            if !there.any(|source| words.iter().any(|word| source.has(word))) {
                wrong.push(format!("tests/layers.rs: {thing} is no longer in `{place}`"));
            }
        }
    }
    none(&wrong);
}

#[test]
fn files_stay_small() {
    let long =
        |source: &Source| (source.lines > LONGEST).then(|| format!("src/{}: {} lines", source.name, source.lines));
    none(&sources().iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn every_module_is_in_the_table_and_there() {
    let sources = sources();
    let there: BTreeSet<&str> =
        sources.iter().map(Source::module).filter(|name| !["lib", "main"].contains(name)).collect();
    let listed: BTreeSet<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
    assert_eq!(there, listed);
}

/// The reader of this file, on text that tries to mislead it.
#[test]
fn paths_and_words_are_read_as_rust_reads_them() {
    let source = Source {
        name: "render/table.rs".to_owned(),
        code: bare(
            "//! crate::data\nuse crate::{report::{Cell, Grid}, model::Money};\nfn f() { crate::cli::g(\"crate::fx \\\" f64\", '\"', r#\"f32\"#) }\n/* f64 */ let my_f64 = 1;",
        ),
        lines: 0,
    };
    assert_eq!(source.uses().into_iter().collect::<Vec<_>>(), ["cli", "model", "report"]);
    assert!(!source.has("f64") && !source.has("f32") && source.has("Money") && source.has("cli::g"));
    assert_eq!(source.module(), "render");
}
