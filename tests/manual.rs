//! Pages of the manual and of the help: each is there, renders without a warning, and its examples run.

#![cfg(unix)]

#[path = "common/commands.rs"]
mod commands;
mod common;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use commands::{examples_in, inputs, names, topics};
use common::{Folder, skipped, stdout};

fn capex(arguments: &[&str]) -> Command {
    let mut command = common::capex();
    command.args(arguments).env("NO_COLOR", "1");
    command
}

#[test]
fn a_folder_takes_a_page_for_each_command_and_topic() {
    let folder = Folder::new();
    let output = capex(&["man", "-o", "pages"]).current_dir(&folder.0).output().expect("the program");
    assert!(output.status.success() && output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let entries = fs::read_dir(folder.path("pages")).expect("the folder");
    let written: BTreeSet<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    let mut expected: BTreeSet<String> = names().iter().map(|name| format!("capex-{name}.1")).collect();
    expected.insert("capex.1".to_owned());
    expected.extend(topics().iter().map(|topic| format!("capex-{topic}.7")));
    assert_eq!(written, expected);
    for name in &written {
        let one = match name.trim_start_matches("capex-").split_once('.') {
            Some((word, _)) if *name != "capex.1" => stdout(&mut capex(&["man", word])),
            _ => stdout(&mut capex(&["man"])),
        };
        assert_eq!(fs::read_to_string(folder.path("pages").join(name)).expect("a page"), one, "{name}");
    }
    // A second time, over what is there.
    assert!(capex(&["man", "-o", "pages"]).current_dir(&folder.0).status().expect("the program").success());
}

/// Runs a renderer on a page; `None` if it is not installed.
fn rendered(program: &str, arguments: &[&str], page: &str) -> Option<Output> {
    let child = Command::new(program)
        .args(arguments)
        .env("MANWIDTH", "100")
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.ok()?;
    child.stdin.take().expect("a pipe").write_all(page.as_bytes()).expect("the page is read");
    Some(child.wait_with_output().expect("its output"))
}

#[test]
fn every_page_renders_without_a_warning() {
    let renderers: [(&str, &[&str]); 3] = [
        ("groff", &["-ww", "-k", "-man", "-Tutf8"]),
        ("man", &["--warnings", "-l", "-"]),
        ("mandoc", &["-T", "lint", "-W", "warning"]),
    ];
    let mut pages = vec![("capex", stdout(&mut capex(&["man"])))];
    for word in names().into_iter().chain(topics()) {
        pages.push((word, stdout(&mut capex(&["man", word]))));
    }
    for (program, arguments) in renderers {
        for (name, page) in &pages {
            let Some(output) = rendered(program, arguments, page) else {
                skipped(program);
                break;
            };
            let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
            let said = if program == "mandoc" { &out } else { &err };
            assert!(output.status.success() && said.is_empty(), "{program} on {name}: {said}");
            // A terminal's bold is a letter, a backspace and the letter again.
            let bold: Vec<&str> = out.split('\u{8}').collect();
            let out: String = bold
                .iter()
                .enumerate()
                .map(|(at, part)| {
                    if at + 1 < bold.len() {
                        &part[..part.len() - part.chars().last().map_or(0, char::len_utf8)]
                    } else {
                        part
                    }
                })
                .collect();
            let last = if topics().contains(name) { "EXAMPLES" } else { "SEE ALSO" };
            if program != "mandoc" {
                assert!(out.contains("NAME") && out.contains(last), "{name}: {out}");
            }
        }
    }
}

#[test]
fn a_topic_is_the_same_text_in_the_help_and_in_the_manual() {
    let words = |text: &str| -> Vec<String> {
        let letters = |c: char| c.is_alphanumeric();
        text.split(|c| !letters(c)).filter(|word| word.len() > 2).map(str::to_lowercase).collect()
    };
    for topic in topics() {
        let page = stdout(&mut capex(&["man", topic]));
        let Some(output) = rendered("groff", &["-k", "-man", "-Tutf8", "-P-cbou", "-rHY=0"], &page) else {
            skipped("groff");
            return;
        };
        let page = words(&String::from_utf8_lossy(&output.stdout));
        let page: BTreeSet<&String> = page.iter().collect();
        let help = words(&stdout(&mut capex(&["help", topic])));
        let missing: Vec<&String> = help.iter().filter(|word| !page.contains(word)).collect();
        assert!(help.len() > 100 && missing.is_empty(), "{topic}: {missing:?}");
    }
}

#[test]
fn help_on_a_command_is_that_command_s_own() {
    for name in names() {
        let help = stdout(&mut capex(&["help", name]));
        assert_eq!(help, stdout(&mut capex(&[name, "--help"])), "{name}");
    }
    let help = stdout(&mut capex(&["help"]));
    assert!(help.starts_with(stdout(&mut capex(&["--help"])).trim_end()), "{help}");
    for topic in topics() {
        assert!(help.lines().any(|line| line.trim_start().starts_with(topic)), "{topic}: {help}");
        assert!(stdout(&mut capex(&["--help"])).contains(topic), "{topic}");
    }
}

#[test]
fn a_topic_fits_the_terminal() {
    for topic in topics() {
        for columns in ["40", "80"] {
            let text = stdout(capex(&["help", topic]).env("COLUMNS", columns));
            let width: usize = columns.parse().expect("a number");
            let prose = text.lines().filter(|line| !line.contains("capex "));
            for line in prose {
                assert!(line.chars().count() <= width && line == line.trim_end(), "{topic} at {columns}: {line}");
            }
        }
    }
}

#[test]
fn every_example_of_a_topic_runs() {
    let folder = inputs();
    let program = Path::new(env!("CARGO_BIN_EXE_capex")).parent().expect("a folder").display().to_string();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    for topic in topics() {
        let text = stdout(&mut capex(&["help", topic]));
        let examples = examples_in(&text);
        assert!(examples.len() >= 4, "{topic}: {text}");
        for typed in examples {
            let output = Command::new("sh")
                .args(["-c", &typed])
                .current_dir(&folder.0)
                .env("PATH", &path)
                .env("CAPEX_HOME", "")
                .output()
                .expect("sh");
            assert!(
                matches!(output.status.code(), Some(0 | 5)),
                "`{typed}`: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn the_checksum_is_what_sha256sum_says() {
    let shell = "find data -name '*.csv' -o -name '*.json' | LC_ALL=C sort | xargs sha256sum | sha256sum";
    let output = Command::new("sh").args(["-c", shell]).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("sh");
    let Some(sum) = String::from_utf8_lossy(&output.stdout).split_whitespace().next().map(str::to_owned) else {
        skipped("sha256sum");
        return;
    };
    assert!(stdout(&mut capex(&["version"])).contains(&format!("SHA-256   {sum}\n")));
    let help = stdout(&mut capex(&["version", "--help"]));
    assert!(help.split_whitespace().collect::<Vec<_>>().join(" ").contains(shell), "{help}");
    let json = stdout(&mut capex(&["version", "--json"]));
    assert!(json.contains(&format!("\"data_checksum\":\"sha256:{sum}\"")), "{json}");
    assert_eq!(stdout(&mut capex(&["version", "-f", "json"])), json);
}
