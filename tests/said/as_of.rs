//! What holds on every day for every command: nothing later is known, and everything earlier is.

use crate::common::capex;
use crate::program::csv;

/// Each command, as one would type it.
const COMMANDS: [&str; 20] = [
    "",
    "totals -y 2025",
    "totals -Q -p last4q",
    "show -Q -p last8q",
    "show -Y -m revenue -p 2015..2025",
    "growth -p 2019..2025",
    "cloud -y 2025",
    "guidance",
    "guidance -p 2020..2027",
    "guidance --history -p 2020..2027",
    "guidance --progress -p 2024..2026",
    "guidance --total -y 2025",
    "guidance --total -y 2026",
    "explain meta 2022Q4",
    "explain msft 2025",
    "list sources",
    "list periods",
    "list definitions",
    "export facts",
    "export facts msft",
];

/// A run of the program: exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = capex().args(arguments).output().expect("run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// A command on a day.
fn on<'a>(command: &'a str, day: &'a str) -> Vec<&'a str> {
    command.split_whitespace().chain(["--as-of", day]).collect()
}

/// The cells of a CSV report, each with its column.
fn cells(report: &str) -> Vec<(String, String)> {
    let mut reader = csv::Reader::from_reader(report.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let records = reader.records().map(|record| record.expect("a row"));
    records.flat_map(|row| pairs(&header, &row)).collect()
}

fn pairs(header: &csv::StringRecord, row: &csv::StringRecord) -> Vec<(String, String)> {
    header.iter().zip(row).map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect()
}

#[test]
fn with_no_day_given_everything_said_and_published_is_known() {
    for command in COMMANDS {
        // The age of a statement is counted to the day; with none given, to the newest statement.
        let ageless = |report: String| -> Vec<_> {
            cells(&report).into_iter().filter(|(column, _)| column != "age_days").collect()
        };
        let latest = ageless(csv(command));
        assert_eq!(latest, ageless(csv(&format!("{command} --as-of 2026-11-24"))), "{command}");
        assert!(!latest.is_empty(), "{command}");
    }
}

#[test]
fn nothing_published_or_announced_after_the_day_is_shown() {
    let dated = ["published", "announced", "first_announced", "guidance_announced", "last", "from"];
    for day in ["2022-11-01", "2025-02-08", "2026-04-29"] {
        for command in COMMANDS {
            for (column, cell) in cells(&csv(&format!("{command} --as-of {day}"))) {
                if dated.contains(&&*column) {
                    assert!(cell.split(' ').all(|date| date <= day), "{command} on {day}: {column} is {cell}");
                }
                if column == "source" || column == "guidance_source" {
                    assert!(cell.split_whitespace().all(|id| day_of(id) <= day), "{command} on {day}: {cell}");
                }
            }
        }
    }
}

/// The day in the name of a document: `meta-2025-01-30-10-k` is of 2025-01-30.
fn day_of(source: &str) -> &str {
    let day = source.split_once('-').expect("ticker, day, kind").1;
    &day[.."2025-01-30".len()]
}

#[test]
fn a_day_that_is_none_is_refused_with_an_example_of_one() {
    for command in COMMANDS {
        for bad in ["tomorrow", "2025-02-30"] {
            let (code, out, complaint) = run(&on(command, bad));
            assert_eq!((code, &*out), (Some(2), ""), "{command} --as-of {bad}");
            assert!(complaint.contains(bad) && complaint.contains("2025-02-08"), "{complaint}");
        }
    }
}

#[test]
fn a_day_is_written_in_one_way() {
    for bad in ["", "2025-2-8", "08/02/2025", "2025-02", "2025Q1", "20250208x", "2025-02-08T12:00", "10000-01-01"] {
        let (code, out, complaint) = run(&["totals", "-y", "2024", "--as-of", bad]);
        assert_eq!((code, &*out), (Some(2), ""), "`{bad}`: {complaint}");
    }
}

#[test]
fn a_day_to_come_knows_what_is_known_today() {
    for command in COMMANDS.iter().filter(|command| !["", "guidance"].contains(command)) {
        let (code, out, complaint) = run(&on(command, "2099-12-31"));
        assert!(code == Some(0) && !out.is_empty(), "{command}: {complaint}");
    }
}

#[test]
fn a_day_before_any_document_has_no_answer() {
    for command in COMMANDS.iter().filter(|command| !command.starts_with("list ")) {
        let (code, out, complaint) = run(&on(command, "1990-01-01"));
        assert_eq!((code, &*out), (Some(3), ""), "{command}");
        assert!(complaint.contains("1990-01-01"), "{command}: {complaint}");
    }
}

#[test]
fn a_day_before_any_document_has_nothing_to_list() {
    let answered: Vec<_> = ["list sources", "list periods"]
        .into_iter()
        .filter(|list| {
            let (code, out, _) = run(&on(list, "1990-01-01"));
            (code, &*out) != (Some(3), "")
        })
        .collect();
    assert_eq!(answered, [""; 0], "exit 3 and nothing on standard output");
}

#[test]
fn the_heading_states_the_day() {
    for command in COMMANDS.iter().filter(|command| !command.starts_with("export")) {
        let (_, page, _) = run(&on(command, "2026-08-08"));
        assert!(page.lines().take(3).any(|line| line.contains("2026-08-08")), "{command}: {page}");
        let (_, json, _) = run(&[&on(command, "2026-08-08")[..], &["-f", "json"]].concat());
        assert!(json.contains("\"as_of\": \"2026-08-08\""), "{command}");
    }
}
