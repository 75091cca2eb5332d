//! Files of rates with something wrong: refused whole, with the place, and never half used.

use crate::common::capex;
use crate::rates_of_ones_own::written;

/// What the program does with a file of rates: exit code, standard output, standard error.
fn run(file: &str, command: &str) -> (Option<i32>, String, String) {
    let output = capex()
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .args(command.split_whitespace())
        .args(["--rates", file])
        .output()
        .expect("run");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Asserts that a file is refused with a message that begins at a place and holds some words.
#[track_caller]
fn assert_refused(name: &str, bytes: &[u8], place: &str, words: &str) {
    let file = format!("broken-{name}.csv");
    written(&file, bytes);
    for command in ["totals -y 2024 -x CNY", "show -y 2024 -x CNY -f json", "rates CNY", "guidance -x CNY -f csv"] {
        let (code, out, complaint) = run(&file, command);
        assert_eq!((code, &*out), (Some(4), ""), "{name}, {command}: {complaint}");
        assert!(complaint.starts_with(&format!("capex: {file}:{place}: ")), "{name}, {command}: {complaint}");
        assert!(complaint.contains(words), "{name}, {command}: {complaint}");
    }
}

#[test]
fn plain_lists() {
    let refused = |name: &str, lines: &str, place: &str, words: &str| {
        assert_refused(&format!("list-{name}"), format!("date,currency,per_usd\n{lines}").as_bytes(), place, words);
    };
    let good = "2024-10-01,CNY,7.0111";
    refused("day", "2024-13-01,CNY,7\n", "2:1", "2024-13-01");
    refused("day-form", "01.10.2024,CNY,7\n", "2:1", "01.10.2024");
    refused("no-day", ",CNY,7\n", "2:1", "");
    refused("word", "2024-10-01,CNY,seven\n", "2:3", "`seven`");
    refused("zero", &format!("{good}\n2024-10-02,CNY,0\n"), "3:3", "`0`");
    refused("zeros", "2024-10-01,CNY,0.000\n", "2:3", "`0.000`");
    refused("negative", "2024-10-01,CNY,-7\n", "2:3", "`-7`");
    refused("empty-cell", "2024-10-01,CNY,\n", "2:3", "");
    refused("exponent", "2024-10-01,CNY,7e0\n", "2:3", "`7e0`");
    refused("comma", "2024-10-01,CNY,\"7,1\"\n", "2:3", "`7,1`");
    refused("infinite", "2024-10-01,CNY,inf\n", "2:3", "`inf`");
    refused("huge", &format!("2024-10-01,CNY,{}\n", "9".repeat(40)), "2:3", "");
    refused("tiny", &format!("2024-10-01,CNY,0.{}1\n", "0".repeat(40)), "2:3", "");
    refused("twice", &format!("{good}\n2024-10-02,CNY,7\n{good}\n"), "4:1", "second rate of CNY for 2024-10-01");
    refused("cells", &format!("{good}\n2024-10-02,CNY,7,8\n"), "3", "4 cells");
    refused("few-cells", "2024-10-01,CNY\n", "2", "2 cells");
    refused("dollar", &format!("{good}\n2024-10-01,USD,1\n"), "3:2", "dollar");
    refused("code", "2024-10-01,YUAN,7\n", "2:2", "`YUAN`");
    refused("quote", "2024-10-01,CNY,\"7\n2024-10-02,CNY,7\n", "2", "quote");
    refused("only-header", "", "1", "no rates below the header");
}

#[test]
fn histories() {
    let refused = |name: &str, lines: &str, place: &str, words: &str| {
        assert_refused(&format!("history-{name}"), format!("Date,USD,CNY,\n{lines}").as_bytes(), place, words);
    };
    let good = "2024-10-02,1.1,7.7,\n2024-10-01,1.1,7.8,\n";
    refused("day", "2024-02-30,1.1,7.7,\n", "2:1", "`2024-02-30`");
    refused("day-form", "2 October 2024,1.1,7.7,\n", "2:1", "`2 October 2024`");
    refused("word", "2024-10-02,1.1,x,\n", "2:3", "`x`");
    refused("zero", "2024-10-02,0,7.7,\n", "2:2", "`0`");
    refused("negative", &format!("2024-10-03,1.1,-7.7,\n{good}"), "2:3", "`-7.7`");
    refused("huge", &format!("2024-10-02,{},7.7,\n", "9".repeat(40)), "2:2", "`999");
    refused("cells", &format!("{good}2024-09-30,1.1,7.7,8.8,\n"), "4", "4 cells");
    refused("twice", &format!("{good}2024-10-01,1.1,7.8,\n"), "4:1", "2024-10-01");
    refused("out-of-order", &format!("{good}2024-10-03,1.1,7.8,\n"), "4:1", "2024-10-03");
    refused("rising-then-falling", "2024-10-01,1.1,7,\n2024-10-02,1.1,7,\n2024-09-30,1.1,7,\n", "4:1", "2024-09-30");
    refused("only-header", "", "1", "no rates below the header");
    refused("semicolons", "2024-10-02;1,1;7,7\n", "2:1", "`2024-10-02;1`");
}

#[test]
fn headers() {
    let line = "2024-10-02,1.1,7.7,\n";
    assert_refused("empty", b"", "1", "header");
    assert_refused("blank", b"\n\n\n", "1", "header");
    assert_refused("html", b"<!DOCTYPE html>\n", "1", "<!DOCTYPE html>");
    assert_refused("no-header", line.as_bytes(), "1", "2024-10-02");
    assert_refused("codes", format!("Date,USD,C1,\n{line}").as_bytes(), "1", "`C1`");
    assert_refused("two-columns", format!("Date,USD,CNY,CNY,\n{line}").as_bytes(), "1", "`CNY` has two columns");
    assert_refused("base", format!("Date,EUR,CNY,\n{line}").as_bytes(), "1", "`EUR`");
    assert_refused("no-dollar", b"Date,CNY,\n2024-10-02,7.7,\n", "1", "`USD`");
    assert_refused("no-currency", b"Date,\n2024-10-02,\n", "1", "header");
    assert_refused("lacks", b"date,currency\n2024-10-02,CNY\n", "1", "`per_usd`");
    assert_refused("unknown", b"date,currency,per_eur\n2024-10-02,CNY,7\n", "1", "`per_eur`");
}

#[test]
fn bytes_that_are_no_text() {
    assert_refused("latin", b"date,currency,per_usd\n2024-10-01,CNY,7\n2024-10-02,CNY,\xa57\n", "3", "not UTF-8");
    assert_refused("zip", b"PK\x03\x04\x14\xff\xfe", "1", "not UTF-8");
}

#[test]
fn every_mistake_is_told_at_once() {
    written("broken-many.csv", b"date,currency,per_usd\n2024-10-01,CNY,0\nx,CNY,7\n2024-10-03,USD,1\n");
    let (code, out, complaint) = run("broken-many.csv", "totals -y 2024 -x CNY");
    assert_eq!((code, &*out), (Some(4), ""));
    let places = ["broken-many.csv:2:3: ", "broken-many.csv:3:1: ", "broken-many.csv:4:2: "];
    assert!(places.iter().all(|place| complaint.contains(place)), "{complaint}");
}

#[test]
fn a_file_that_is_not_there() {
    for file in ["no-such-rates.csv", "."] {
        let (code, out, complaint) = run(file, "totals -y 2024 -x CNY");
        assert_eq!((code, &*out), (Some(1), ""), "{complaint}");
        assert!(complaint.starts_with(&format!("capex: cannot read `{file}`")), "{complaint}");
    }
}

#[test]
fn what_is_no_mistake() {
    for (name, bytes) in [
        ("mark-and-crlf", &b"\xef\xbb\xbfdate,currency,per_usd\r\n2024-12-31,CNY,7.3\r\n"[..]),
        ("blank-lines", b"date,currency,per_usd\n\n2024-12-31,CNY,7.3\n\n"),
        ("small-code", b"date,currency,per_usd\n2024-12-31,cny,7.3\n"),
        ("no-last-line-end", b"date,currency,per_usd\n2024-12-31,CNY,7.3"),
        ("quoted", b"date,currency,per_usd\n\"2024-12-31\",\"CNY\",\"7.3\"\n"),
        ("history", b"Date,USD,CNY,\n2024-12-31,1,7.3,\n"),
        ("history-mark-and-crlf", b"\xef\xbb\xbfDate,USD,CNY,\r\n2024-12-31,1,7.3,\r\n"),
        ("history-rising", b"Date,USD,CNY\n2024-12-30,1,7.2\n2024-12-31,1,7.3\n"),
        ("history-spaces", b"Date, USD, CNY, \n2024-12-31, 1, 7.3, \n"),
        ("history-gone", b"Date,USD,CNY,EEK,\n2024-12-31,1,7.3,N/A,\n2024-12-30,1,7.3,,\n"),
    ] {
        let file = format!("fine-{name}.csv");
        written(&file, bytes);
        let (code, out, complaint) = run(&file, "show meta -p 2024 -x CNY --fx spot -f csv");
        assert_eq!(code, Some(0), "{name}: {complaint}");
        // 39,225 million dollars at 7.3.
        assert!(out.contains(",286342500000,"), "{name}: {out}");
    }
}
