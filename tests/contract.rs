//! What scripts and terminals rely on, whatever the command: streams, files, colour, width, and examples that run.

#![cfg(unix)]

#[path = "common/commands.rs"]
mod commands;
mod common;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use capex::commands::table::{Formats, OutputTo};
use capex::render::Format;
use commands::{Example, examples_in, inputs, names, one_of_each};
use common::{Folder, stdout};
use unicode_width::UnicodeWidthStr;

/// Reports that are laid out otherwise than the first example of their command.
const OTHERS: &[&str] = &[
    "totals -y 2026",
    "totals -y 2018",
    "totals -Q -p last4q",
    "totals 微软 -u yi",
    "show -m cloud -Y",
    "show amzn -Q -p 2022Q1..2023Q4",
    "growth -Q -p last8q",
    "cloud -Q -p last4q",
    "guidance --history -p 2025",
    "guidance --progress",
    "guidance --total -y 2026",
    "explain msft 2025",
    "check --total 223 -y 2024",
    "check --total 410 --yoy 67 -y 2025",
    "check examples/2025-02-08-big-four.csv",
    "find 118 msft",
    "list metrics",
    "list definitions",
];

/// A report of each command, and the others; and the folder to run them in.
fn reports() -> (Vec<Example>, Folder) {
    let of_each = one_of_each().into_iter().filter(Example::is_report);
    (of_each.chain(OTHERS.iter().map(|typed| Example::new(typed))).collect(), inputs())
}

/// The report as a page, also where it is usually a file for programs.
fn page(report: &Example, folder: &Folder) -> Command {
    let mut command = report.run(folder);
    if report.traits.formats != Formats::Pictures {
        command.args(["-f", "table"]);
    }
    command
}

fn capex(arguments: &[&str]) -> Command {
    let mut command = common::capex();
    command.args(arguments);
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the program")
}

impl Folder {
    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("the folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        names
    }
}

#[test]
fn a_reader_that_closes_the_pipe_early_ends_the_program_quietly() {
    // Long enough that the program is still writing when the pipe closes.
    let mut child = capex(&["export", "facts"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("capex");
    let mut line = String::new();
    BufReader::with_capacity(16, child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    assert!(line.starts_with("company,metric,start,end,value"), "{line}");
    let mut complaint = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut complaint).expect("UTF-8");
    assert_eq!(complaint, "");
    assert_eq!(child.wait().expect("an exit status").code(), Some(0));
}

#[test]
fn closed_standard_error_does_not_hurt_the_answer() {
    let mut command = Command::new("sh");
    command.args(["-c", "exec \"$0\" totals -y 2025 -f csv 2>&-", env!("CARGO_BIN_EXE_capex")]);
    assert_eq!(stdout(&mut command), stdout(&mut capex(&["totals", "-y", "2025", "-f", "csv"])));
}

#[test]
fn a_file_holds_what_a_pipe_carries() {
    let (mut reports, folder) = reports();
    reports.retain(|report| report.traits.output == OutputTo::File);
    for (at, report) in reports.iter().enumerate() {
        for format in ["table", "csv", "tsv", "json", "ndjson", "markdown"] {
            let path = folder.0.join(format!("{at}.{format}"));
            let piped = stdout(report.run(&folder).args(["-f", format]));
            assert_eq!(stdout(report.run(&folder).args(["-f", format, "-o"]).arg(&path)), "", "{report}");
            assert_eq!(fs::read_to_string(&path).expect("the file"), piped, "{report} {format}");
        }
    }
}

#[test]
fn a_file_is_named_by_its_format_and_left_alone_on_failure() {
    let folder = Folder::new();
    let path = folder.0.join("totals.csv");
    fs::write(&path, "mine").expect("a file");
    let failing: &[&[&str]] = &[&["totals", "-p", "2027"], &["totals", "amzon"], &["totals", "-b", "chash"]];
    for arguments in failing {
        let output = output(capex(arguments).arg("-o").arg(&path));
        assert!(!output.status.success(), "{arguments:?}");
        assert_eq!(fs::read_to_string(&path).expect("the file"), "mine", "{arguments:?}");
    }
    let output = output(capex(&["totals", "-p", "2027", "-o"]).arg(folder.0.join("new.csv")));
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(folder.names(), ["totals.csv"]);
}

#[test]
fn colour_follows_the_flag_then_the_environment_and_never_enters_data() {
    let colours = |command: &mut Command| stdout(command).contains('\u{1b}');
    let table: &[&str] = &["totals", "-y", "2025"];
    assert!(!colours(&mut capex(table)), "a pipe has none");
    assert!(colours(capex(table).env("CLICOLOR_FORCE", "1")));
    assert!(!colours(capex(table).env("NO_COLOR", "1")));
    assert!(!colours(capex(table).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1")));
    assert!(colours(capex(table).args(["--color", "always"]).env("NO_COLOR", "1")));
    assert!(!colours(capex(table).args(["--color", "never"]).env("CLICOLOR_FORCE", "1")));
    for format in ["csv", "tsv", "json", "ndjson", "markdown"] {
        assert!(!colours(capex(table).args(["--color", "always", "-f", format])), "{format}");
    }
}

#[test]
fn colour_changes_no_character() {
    let (reports, folder) = reports();
    for report in &reports {
        let plain = stdout(&mut page(report, &folder));
        let coloured = stdout(page(report, &folder).args(["--color", "always"]));
        assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain, "{report}");
    }
}

#[test]
fn a_page_fits_its_columns_and_has_no_trailing_blanks() {
    // Every width is tried, each with a quarter of the reports.
    let (reports, folder) = reports();
    for (at, report) in reports.iter().enumerate() {
        for columns in (40 + at % 4..=200).step_by(4) {
            let page = stdout(page(report, &folder).env("COLUMNS", columns.to_string()));
            for line in page.lines() {
                assert!(line.width() <= columns, "{report} at {columns}: {} wide: {line}", line.width());
                assert_eq!(line, line.trim_end(), "{report} at {columns}");
            }
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{report} at {columns}");
        }
    }
}

#[test]
fn a_narrow_page_says_what_a_wide_one_says() {
    let figures = |page: &str| {
        let mut figures: Vec<String> = page
            .split_whitespace()
            .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
            .map(str::to_owned)
            .collect();
        figures.sort();
        figures.dedup();
        figures
    };
    let (mut reports, folder) = reports();
    // A narrow chart has fewer labels, and of a data file the addresses are broken.
    reports.retain(|report| report.traits.formats == Formats::Any(Format::Table));
    for report in &reports {
        let wide = stdout(&mut page(report, &folder));
        // So is a word that is longer than the line.
        let longest = wide.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or_default();
        for columns in [60, 80, 100, 120].into_iter().filter(|columns| *columns >= longest) {
            let narrow = stdout(page(report, &folder).env("COLUMNS", columns.to_string()));
            assert_eq!(figures(&narrow), figures(&wide), "{report} at {columns}");
        }
    }
}

#[test]
fn companies_answer_to_their_chinese_names() {
    let by = |name: &str| stdout(&mut capex(&["totals", name, "-y", "2025"]));
    for (chinese, ticker) in
        [("亚马逊", "AMZN"), ("微软", "MSFT"), ("谷歌", "GOOGL"), ("脸书", "META"), ("微軟", "msft")]
    {
        assert_eq!(by(chinese), by(ticker), "{chinese}");
    }
    let output = output(&mut capex(&["totals", "微软公司"]));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`微软公司`"));
}

#[test]
fn neither_zone_nor_terminal_nor_a_locale_without_pages_changes_the_answer() {
    let (reports, folder) = reports();
    for report in &reports {
        let plain = stdout(&mut report.run(&folder));
        let elsewhere = stdout(
            report
                .run(&folder)
                .env("LANG", "de_DE.UTF-8")
                .env("TZ", "Asia/Shanghai")
                .env("TERM", "xterm")
                .env("PAGER", "cat"),
        );
        assert_eq!(elsewhere, plain, "{report}");
    }
}

#[test]
fn every_example_in_the_help_runs() {
    let folder = inputs();
    let program = Path::new(env!("CARGO_BIN_EXE_capex")).parent().expect("a folder").display().to_string();
    let path = format!("{program}:{}", std::env::var("PATH").unwrap_or_default());
    // Those of `update` are run in tests/update, where there is a server to fetch from: no test leaves this machine.
    for command in names().into_iter().filter(|name| *name != "update").map(Some).chain([None]) {
        let examples = examples_in(&stdout(capex(&[]).args(command).arg("--help")));
        assert!(!examples.is_empty(), "{command:?} has examples");
        for typed in examples {
            let mut shell = Command::new("sh");
            let home = if command == Some("add") { "home" } else { "" };
            shell.args(["-c", &typed]).current_dir(&folder.0).env("PATH", &path).env("CAPEX_HOME", home);
            let output = output(&mut shell);
            // A contradicted claim is an answer.
            let answered = matches!(output.status.code(), Some(0 | 5));
            assert!(answered, "`{typed}`: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
}
