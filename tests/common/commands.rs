//! The commands, from the program's own table, and the examples in their help: a new command is in every test that reads them.

#![allow(dead_code, reason = "shared, and no test uses all of it")]

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::{fmt, fs};

use capex::cli::Cli;
use capex::commands::table::{COMMANDS, Formats, Traits};
use capex::commands::{export, help, list};

use clap::ValueEnum;

use crate::common::{Folder, capex, stdout};

/// The names of the commands, in the order of the help.
pub fn names() -> Vec<&'static str> {
    COMMANDS.iter().map(|command| command.name).filter(|name| !name.is_empty()).collect()
}

/// The names of the topics of the help.
pub fn topics() -> Vec<&'static str> {
    help::topics().map(|(name, _)| name).collect()
}

/// The lines that a help text gives as examples, without the remarks, which two blanks set apart.
pub fn examples_in(help: &str) -> Vec<String> {
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1).take_while(|line| !line.is_empty());
    lines.filter_map(|line| line.trim_start().split("  ").next()).map(str::to_owned).collect()
}

/// A line for all that `list` lists.
pub fn lists() -> Vec<Example> {
    each::<list::ListedSet>("list")
}

/// A line for each set that `export` writes.
pub fn exports() -> Vec<Example> {
    each::<export::Set>("export")
}

fn each<T: ValueEnum>(command: &str) -> Vec<Example> {
    let words = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    words.map(|word| Example::new(&format!("{command} {}", word.get_name()))).collect()
}

/// A command line.
#[derive(Debug)]
pub struct Example {
    /// How its command answers, as it is called.
    pub traits: Traits,
    /// What is typed after `capex`.
    pub words: Vec<String>,
}

impl Example {
    /// Reads what is typed after `capex`, without the file that the answer is written to.
    pub fn new(typed: &str) -> Self {
        let typed = typed.split(" > ").next().expect("a part");
        let mut words: Vec<String> = typed.split_whitespace().map(|word| word.trim_matches('\'').to_owned()).collect();
        if let Some(at) = words.iter().position(|word| word == "-o") {
            words.drain(at..at + 2);
        }
        let line: Vec<OsString> = ["capex".into()].into_iter().chain(words.iter().map(OsString::from)).collect();
        // A company by itself is its summary, which the data tells.
        let of_company = || [&line[..1], &["summary".into()], &line[1..]].concat();
        let cli = Cli::read(&line).or_else(|_| Cli::read(&of_company()));
        let cli = cli.unwrap_or_else(|error| panic!("{typed}: {error}"));
        Self { traits: cli.traits, words }
    }

    /// Whether the answer is a report, which comes in every format.
    pub fn is_report(&self) -> bool {
        matches!(self.traits.formats, Formats::Any(_) | Formats::Pictures)
    }

    /// Whether a format is asked for.
    pub fn has_format(&self) -> bool {
        self.words.iter().any(|word| word == "-f" || word == "--json")
    }

    /// The program with the words, in the folder of [`inputs`].
    pub fn run(&self, folder: &Folder) -> Command {
        let mut command = capex();
        command.args(&self.words).current_dir(&folder.0);
        if self.traits.name == "add" {
            // A row is added once, and an example is run many times.
            command.env("CAPEX_HOME", "home").arg("--dry-run");
        }
        if self.words.iter().map(String::as_str).eq(["list", "own"]) {
            command.env("CAPEX_HOME", "home");
        }
        command
    }
}

/// As one types it after `capex`.
impl fmt::Display for Example {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words.join(" "))
    }
}

/// The examples of every command but `update`, which asks a server: tests/update runs those.
pub fn examples() -> Vec<Example> {
    let tree = Cli::tree();
    let mut examples: Vec<Example> = Vec::new();
    for command in COMMANDS.iter().filter(|command| command.name != "update") {
        let of = if command.name.is_empty() { Some(&tree) } else { tree.find_subcommand(command.name) };
        let help = of.and_then(|of| of.get_after_help()).map(ToString::to_string).unwrap_or_default();
        for typed in examples_in(&help) {
            let example = Example::new(typed.trim_start_matches("capex"));
            if examples.iter().all(|other| other.words != example.words) {
                examples.push(example);
            }
        }
        assert!(examples.iter().any(|example| example.traits.name == command.name), "`{}` has examples", command.name);
    }
    examples
}

/// The first example of each command that asks for no format.
pub fn one_of_each() -> Vec<Example> {
    let (mut examples, mut seen) = (examples(), BTreeSet::new());
    examples.retain(|example| !example.has_format() && seen.insert(example.traits.name));
    assert_eq!(examples.len(), COMMANDS.len() - 1, "of every command but `update`");
    examples
}

/// A folder with the files that examples read.
pub fn inputs() -> Folder {
    let (folder, root) = (Folder::new(), Path::new(env!("CARGO_MANIFEST_DIR")));
    for name in ["data", "examples"] {
        symlink(root.join(name), folder.path(name)).expect("a link into the repository");
    }
    let instance = "amzn-20221231_htm.xml";
    symlink(root.join("tests/fixtures/instances").join(instance), folder.path(instance)).expect("a link");
    let files = [
        ("alphabet.json", "CIK0001652044.json"),
        ("meta.json", "CIK0001326801.json"),
        ("nvidia-tags.json", "CIK0001045810.json"),
    ];
    let mut zip = zip::ZipWriter::new(fs::File::create(folder.path("companyfacts.zip")).expect("a file"));
    for (fixture, name) in files {
        let bytes = fs::read(root.join("tests/fixtures/companyfacts").join(fixture)).expect("a fixture");
        folder.write(name, &bytes);
        folder.write(&format!("downloads/{name}"), &bytes);
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        zip.write_all(&bytes).expect("its bytes");
    }
    zip.finish().expect("a zip");
    let added =
        "company,announced,period,low,high,bound,basis\nMETA,2030-10-30,FY2031,2000000000,3000000000,range,headline\n";
    folder.write("home/own/guidance.csv", added);
    for (fixture, name) in [("wire-en-2025-10-31.md", "article.md"), ("list-en-2024-11-01.html", "article.html")] {
        folder.write(name, fs::read(root.join("tests/fixtures/articles").join(fixture)).expect("a fixture"));
    }
    folder.write("claims.csv", stdout(capex().args(["check", "--example"])));
    folder
}
