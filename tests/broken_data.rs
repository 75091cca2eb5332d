//! Broken data is refused with its file and line, and never brings the program down.
//!
//! Each test breaks a copy of `data/` in one way and runs `capex validate` on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use assert_cmd::Command;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;

const META: &str = "facts/META.csv";
const COMPANIES: &str = "companies.csv";
const METRICS: &str = "metrics.csv";
const DEFINITIONS: &str = "definitions.csv";
const SOURCES: &str = "sources.csv";
const GUIDANCE: &str = "guidance.csv";

/// The files that a test may break.
const FILES: [&str; 9] =
    [META, "facts/AMZN.csv", "facts/GOOGL.csv", "facts/MSFT.csv", COMPANIES, METRICS, DEFINITIONS, SOURCES, GUIDANCE];

/// A fact, as `data/facts/META.csv` has it.
const FACT: &str = "revenue,2023-01-01,2023-03-31,28645000000,USD,,2023-04-27,meta-2023-04-27-10-q,filing,,";

/// A statement, as `data/guidance.csv` has it.
const SAID: &str = "META,2025-01-24,FY2025,60000000000,65000000000,range,,,,headline,,meta-2025-01-24-press,company,";

/// A run that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(5);

/// A copy of the data, removed with the value.
struct Copy(PathBuf);

impl Copy {
    fn new() -> Self {
        static COPIES: AtomicUsize = AtomicUsize::new(0);
        let name = format!("broken-{}-{}", std::process::id(), COPIES.fetch_add(1, Ordering::Relaxed));
        let copy = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data"), &copy.0.join("mine"));
        copy
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.join("mine").join(file)
    }

    fn edit(&self, file: &str, edit: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let path = self.path(file);
        let bytes = fs::read(&path).expect("the file");
        fs::write(path, edit(bytes)).expect("the edited file");
    }

    /// Runs the check, which must end in time, without a panic, and with nothing on standard output.
    #[track_caller]
    fn validate(&self) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
        program.env("CAPEX_HOME", "");
        let output = program.args(["validate", "mine"]).current_dir(&self.0).timeout(PATIENCE).output().expect("run");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1 | 4)), "{:?}: {complaint}", output.status);
        assert!(!complaint.contains("panicked"), "{complaint}");
        assert_eq!(complaint.is_empty(), output.status.success(), "{:?}: {complaint}", output.status);
        assert!(output.stdout.is_empty(), "{}", String::from_utf8_lossy(&output.stdout));
        output
    }

    #[track_caller]
    fn is_accepted(&self) {
        let output = self.validate();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Asserts that a problem of this file and line, and in these words, is among those found.
    #[track_caller]
    fn is_refused(&self, file: &str, line: usize, words: &str) {
        let output = self.validate();
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(4), "accepted, or not read: {complaint}");
        let place = format!("mine/{file}:{line}:");
        let found = complaint.lines().any(|problem| problem.contains(&place) && problem.contains(words));
        assert!(found, "nothing at {place} says `{words}`:\n{complaint}");
    }

    /// Asserts that it could not be read, and that the message names the file.
    #[track_caller]
    fn is_unreadable(&self, file: &str) {
        let output = self.validate();
        let complaint = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(1), "{complaint}");
        assert!(complaint.contains(&format!("mine/{file}")), "{complaint}");
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder for the copy");
    for entry in fs::read_dir(from).expect("the data") {
        let path = entry.expect("an entry").path();
        let copy = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).expect("a copy");
        }
    }
}

/// A copy with one passage replaced, and where that was.
struct Changed {
    copy: Copy,
    file: &'static str,
    line: usize,
}

/// Replaces a passage that occurs once.
#[track_caller]
fn change(file: &'static str, from: &str, to: &str) -> Changed {
    let copy = Copy::new();
    let text = fs::read_to_string(copy.path(file)).expect("the file");
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {file}");
    let line = 1 + text[..text.find(from).expect("the passage")].matches('\n').count();
    fs::write(copy.path(file), text.replace(from, to)).expect("the edited file");
    Changed { copy, file, line }
}

impl Changed {
    /// Asserts that the line of the change is refused in these words.
    #[track_caller]
    fn is_refused(&self, words: &str) {
        self.copy.is_refused(self.file, self.line, words);
    }

    /// Asserts that the line after the change is refused in these words.
    #[track_caller]
    fn is_refused_below(&self, words: &str) {
        self.copy.is_refused(self.file, self.line + 1, words);
    }

    /// Asserts that one fault is one problem.
    #[track_caller]
    fn is_refused_once(&self, words: &str) {
        self.is_refused(words);
        let complaint = String::from_utf8(self.copy.validate().stderr).expect("UTF-8");
        let problems = complaint.lines().filter(|line| line.contains("mine/")).count();
        assert!(problems == 1, "{problems} problems, the first of them:\n{}", first_lines(&complaint));
    }
}

fn first_lines(text: &str) -> String {
    text.lines().take(5).collect::<Vec<_>>().join("\n")
}

/// A fact changed in one cell or more.
#[track_caller]
fn fact(from: &str, to: &str) -> Changed {
    assert!(FACT.contains(from), "`{from}` in the fact");
    change(META, FACT, &FACT.replacen(from, to, 1))
}

/// A statement changed in one cell or more.
#[track_caller]
fn said(from: &str, to: &str) -> Changed {
    assert!(SAID.contains(from), "`{from}` in the statement");
    change(GUIDANCE, SAID, &SAID.replacen(from, to, 1))
}

#[test]
fn the_data_as_it_is_is_accepted() {
    Copy::new().is_accepted();
}

mod facts {
    use super::*;

    #[test]
    fn of_an_unknown_metric() {
        change(META, "revenue,2026-04-01,2026-06-30", "sales,2026-04-01,2026-06-30")
            .is_refused_once("unknown metric `sales`");
    }

    #[test]
    fn of_an_unknown_source() {
        fact("meta-2023-04-27-10-q", "meta-2023-04-27-10-x").is_refused_once("unknown source `meta-2023-04-27-10-x`");
    }

    #[test]
    fn from_the_document_of_another_company() {
        fact("2023-04-27,meta-2023-04-27-10-q", "2023-04-25,msft-2023-04-25-call").is_refused_once("is about MSFT");
    }

    #[test]
    fn published_on_another_day_than_their_document() {
        fact("2023-04-27,meta", "2023-04-28,meta").is_refused_once("published 2023-04-28");
    }

    #[test]
    fn published_before_their_period_ended() {
        fact("2023-04-27,meta", "2023-03-30,meta").is_refused("before the span ended");
    }

    #[test]
    fn of_trailing_twelve_months() {
        fact("2023-01-01", "2022-04-01").is_refused_once("trailing-twelve-month");
    }

    #[test]
    fn of_a_span_that_is_no_whole_quarters() {
        fact("2023-01-01", "2023-01-02").is_refused_once("not whole fiscal quarters");
    }

    #[test]
    fn that_end_before_they_start() {
        fact("2023-01-01", "2023-07-01").is_refused_once("before it starts");
    }

    #[test]
    fn that_do_not_add_up() {
        fact("28645000000", "28655000000").is_refused("do not add up");
    }

    #[test]
    fn that_differ_by_rounding_are_accepted() {
        fact("28645000000", "28646000000").copy.is_accepted();
    }

    #[test]
    fn that_repeat_a_value() {
        fact(FACT, &format!("{FACT}\n{FACT}")).is_refused_below("repeats the value");
    }

    #[test]
    fn that_give_a_span_a_second_value_unmarked() {
        let second = FACT.replace("28645000000", "28700000000");
        fact(FACT, &format!("{FACT}\n{second}")).is_refused_below("marked restated");
    }

    #[test]
    fn out_of_order() {
        let later = "revenue,2026-04-01,2026-06-30";
        let text = fs::read_to_string(Copy::new().path(META)).expect("the file");
        let last = text.lines().find(|line| line.starts_with(later)).expect("the last quarter");
        fact(FACT, &format!("{last}\n{FACT}")).is_refused_below("out of order");
    }

    #[test]
    fn in_another_currency() {
        fact("USD", "CNY").is_refused_once("CNY");
    }

    #[test]
    fn in_no_currency() {
        fact("USD", "").is_refused_once("currency is missing");
    }

    #[test]
    fn in_fractions_of_a_dollar() {
        fact("28645000000", "28645000000.5").is_refused_once("not in whole dollars");
    }

    #[test]
    fn on_a_day_that_is_none() {
        fact("2023-03-31", "2023-02-30").is_refused_once("2023-02-30");
    }

    #[test]
    fn on_a_day_written_in_another_way() {
        fact("2023-03-31", "31/03/2023").is_refused_once("31/03/2023");
    }

    #[test]
    fn on_a_day_with_an_hour() {
        fact("2023-03-31", "2023-03-31T00:00").is_refused_once("2023-03-31T00:00");
    }

    #[test]
    fn without_a_value() {
        fact("28645000000", "").is_refused_once("value");
    }

    #[test]
    fn whose_value_is_no_number() {
        for value in ["abc", "NaN", "inf", "0x10", "28.645.000.000", "--1", "28645000000-"] {
            fact("28645000000", value).is_refused_once(&format!("`{value}`"));
        }
    }

    #[test]
    fn whose_value_other_readers_would_not_take_for_a_number() {
        for value in [" 28645000000", "28645000000 ", "28_645_000_000"] {
            fact("28645000000", value).is_refused_once("value");
        }
    }

    #[test]
    fn whose_value_has_thousands_marks() {
        fact("28645000000", "\"28,645,000,000\"").is_refused_once("28,645,000,000");
    }

    #[test]
    fn whose_value_is_too_large_for_a_number() {
        fact("28645000000", &"9".repeat(60)).is_refused_once("value");
    }

    #[test]
    fn whose_value_is_as_large_as_a_number_can_be() {
        for value in ["79228162514264337593543950335", "-79228162514264337593543950335"] {
            fact("28645000000", value).is_refused("");
        }
    }

    #[test]
    fn of_an_unknown_confidence() {
        fact("filing", "hearsay").is_refused_once("hearsay");
    }

    #[test]
    fn that_are_unverified_do_not_ship() {
        fact("filing", "unverified").is_refused_once("unverified");
    }

    #[test]
    fn restated_in_another_word_than_yes() {
        fact("filing,,", "filing,maybe,").is_refused_once("maybe");
    }

    #[test]
    fn of_a_company_that_there_is_not() {
        let copy = Copy::new();
        fs::copy(copy.path(META), copy.path("facts/NVDA.csv")).expect("a copy");
        copy.is_refused("facts/NVDA.csv", 1, "NVDA");
    }

    #[test]
    fn of_one_company_in_the_file_of_another() {
        let copy = Copy::new();
        fs::copy(copy.path(META), copy.path("facts/AMZN.csv")).expect("a copy");
        copy.is_refused("facts/AMZN.csv", 2, "is about META");
    }
}

mod files {
    use super::*;

    #[test]
    fn with_a_column_missing() {
        change(META, ",confidence,restated,", ",confidence,").is_refused_once("restated");
    }

    #[test]
    fn with_a_column_too_many() {
        change(META, "restated,note\n", "restated,note,extra\n").is_refused_once("extra");
    }

    #[test]
    fn with_columns_in_another_order() {
        change(GUIDANCE, "company,announced,", "announced,company,").is_refused_once("announced,company");
    }

    #[test]
    fn with_a_cell_missing() {
        fact("filing,,", "filing,").is_refused_once("10 cells; expected 11");
    }

    #[test]
    fn with_a_cell_too_many() {
        fact("filing,,", "filing,,,").is_refused_once("12 cells; expected 11");
    }

    #[test]
    fn with_nul_bytes() {
        fact("revenue", "rev\0enue").is_refused("control character (U+0000)");
        for file in FILES {
            let copy = Copy::new();
            copy.edit(file, |bytes| vec![0; bytes.len()]);
            copy.is_refused(file, 1, "header");
        }
    }

    #[test]
    fn with_nul_bytes_do_not_reach_the_terminal() {
        let output = fact("revenue", "rev\0\u{1b}[31menue").copy.validate();
        let raw = output.stderr.iter().any(|byte| byte.is_ascii_control() && *byte != b'\n');
        assert!(!raw, "{:?}", String::from_utf8_lossy(&output.stderr));
    }

    #[test]
    fn that_are_not_utf_8() {
        for file in FILES {
            let copy = Copy::new();
            let lines = fs::read_to_string(copy.path(file)).expect("the file").lines().count();
            copy.edit(file, |bytes| [&bytes[..], b"\xff\xfe\n"].concat());
            copy.is_refused(file, lines + 1, "not UTF-8");
        }
    }

    #[test]
    fn in_utf_16() {
        let copy = Copy::new();
        copy.edit(COMPANIES, |bytes| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        });
        copy.is_refused(COMPANIES, 1, "not UTF-8");
    }

    #[test]
    fn with_a_quote_that_is_never_closed_in_the_first_cell() {
        fact("revenue", "\"revenue").is_refused("quote not closed");
    }

    #[test]
    fn with_a_quote_that_is_never_closed_in_the_last_cell() {
        // Everything below would become a note.
        fact("filing,,", "filing,,\"see below").is_refused("quote");
        said("company,", "company,\"see below").is_refused("quote");
    }

    #[test]
    fn that_are_empty() {
        for file in FILES {
            let copy = Copy::new();
            copy.edit(file, |_| Vec::new());
            copy.is_refused(file, 1, "header");
        }
    }

    #[test]
    fn that_are_missing() {
        for file in [COMPANIES, METRICS, DEFINITIONS, SOURCES, GUIDANCE] {
            let copy = Copy::new();
            fs::remove_file(copy.path(file)).expect("removed");
            copy.is_unreadable(file);
        }
    }

    #[test]
    fn of_facts_missing_for_a_company() {
        let copy = Copy::new();
        fs::remove_file(copy.path(META)).expect("removed");
        let output = copy.validate();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && complaint.contains("META"), "META has no facts, and nothing is said");
    }

    #[test]
    fn that_are_folders() {
        let copy = Copy::new();
        fs::remove_file(copy.path(SOURCES)).expect("removed");
        fs::create_dir(copy.path(SOURCES)).expect("a folder");
        copy.is_unreadable(SOURCES);
    }

    #[test]
    fn with_crlf_line_ends_are_accepted() {
        let copy = Copy::new();
        for file in FILES {
            copy.edit(file, |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\n', "\r\n").into_bytes());
        }
        copy.is_accepted();
    }

    #[test]
    fn with_crlf_line_ends_keep_their_line_numbers() {
        let changed = fact("2023-03-31", "2023-02-30");
        changed.copy.edit(META, |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\n', "\r\n").into_bytes());
        changed.is_refused_once("2023-02-30");
    }

    #[test]
    fn with_blank_lines_keep_their_line_numbers() {
        let changed = fact("2023-03-31", "2023-02-30");
        let blank = |bytes| String::from_utf8(bytes).expect("UTF-8").replacen("\nrevenue,", "\n\n\nrevenue,", 3);
        changed.copy.edit(META, |bytes| blank(bytes).into_bytes());
        changed.copy.is_refused(META, changed.line + 6, "2023-02-30");
    }

    #[test]
    fn with_a_blank_line_above_a_row_name_the_line_of_the_row() {
        fact(FACT, &format!("\n{}", FACT.replace("28645000000", "abc"))).is_refused_below("`abc`");
    }

    #[test]
    fn with_a_byte_order_mark_are_accepted() {
        let copy = Copy::new();
        for file in FILES {
            copy.edit(file, |bytes| [b"\xef\xbb\xbf", &bytes[..]].concat());
        }
        copy.is_accepted();
    }

    #[test]
    fn without_a_last_line_end_are_accepted() {
        let copy = Copy::new();
        for file in FILES {
            copy.edit(file, |bytes| bytes[..bytes.len() - 1].to_vec());
        }
        copy.is_accepted();
    }

    #[test]
    fn with_cr_line_ends_are_refused_in_a_few_words() {
        let copy = Copy::new();
        copy.edit(META, |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\n', "\r").into_bytes());
        let output = copy.validate();
        assert_eq!(output.status.code(), Some(4));
        assert!(output.stderr.len() < 1_000, "{} bytes of message", output.stderr.len());
    }
}

mod definitions {
    use super::*;

    const CASH: &str = "META,capex,cash,2021-01-01,2023-12-31,+ppe_purchases,";
    const NET: &str = "META,capex,net,,,+ppe_purchases_net,";

    #[test]
    fn with_a_gap_between_them() {
        change(DEFINITIONS, CASH, &CASH.replace("2021-01-01", "2021-04-01")).is_refused_once("gap");
    }

    #[test]
    fn that_overlap() {
        change(DEFINITIONS, CASH, &CASH.replace("2021-01-01", "2020-10-01")).is_refused_once("overlap");
    }

    #[test]
    fn that_end_before_they_begin() {
        change(DEFINITIONS, CASH, &CASH.replace("2023-12-31", "2020-12-31")).is_refused("2020-12-31");
    }

    #[test]
    fn that_end() {
        let leases = "META,capex,leases,,,";
        change(DEFINITIONS, leases, "META,capex,leases,,2027-12-31,")
            .is_refused_once("META capex has no definition after 2027-12-31");
    }

    #[test]
    fn of_an_unknown_metric() {
        change(DEFINITIONS, "GOOGL,cloud_revenue,", "GOOGL,cloud_revenues,")
            .is_refused_once("unknown metric `cloud_revenues`");
    }

    #[test]
    fn of_an_unknown_company() {
        change(DEFINITIONS, "GOOGL,cloud_revenue,", "GOOG,cloud_revenue,").is_refused_once("unknown company `GOOG`");
    }

    #[test]
    fn of_an_unknown_basis() {
        change(DEFINITIONS, "GOOGL,capex,cash,", "GOOGL,capex,cahs,").is_refused_once("unknown basis `cahs`");
    }

    #[test]
    fn by_an_unknown_metric() {
        change(DEFINITIONS, NET, &NET.replace("_net", "_nett")).is_refused_once("unknown metric `ppe_purchases_nett`");
    }

    #[test]
    fn by_nonsense() {
        for formula in ["", "+", "hello / + world", "ppe_purchases_net", "+ppe_purchases_net +", "++", "ppe / "] {
            let nonsense = NET.replace("+ppe_purchases_net", formula);
            change(DEFINITIONS, NET, &nonsense).is_refused("is not a formula");
        }
    }

    #[test]
    fn by_themselves() {
        change(DEFINITIONS, NET, &NET.replace("+ppe_purchases_net", "+capex")).is_refused("");
    }

    #[test]
    fn of_a_basis_missing_for_a_company() {
        let copy = Copy::new();
        copy.edit(DEFINITIONS, |bytes| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let kept = text.split_inclusive('\n').filter(|line| !line.starts_with("META,capex,net,"));
            kept.collect::<String>().into_bytes()
        });
        copy.is_refused(DEFINITIONS, 1, "META has no definition of capex on the basis net");
    }
}

mod metrics {
    use super::*;

    const FREE_CASH_FLOW: &str = "+operating_cash_flow -capex";

    #[test]
    fn of_an_unknown_kind() {
        change(METRICS, "营收,flow", "营收,flux").is_refused("unknown kind `flux`");
    }

    #[test]
    fn twice() {
        change(METRICS, "\nrevenue,revenue,", "\nnet_income,revenue,").copy.is_refused(METRICS, 7, "is here twice");
    }

    #[test]
    fn by_an_unknown_metric() {
        change(METRICS, FREE_CASH_FLOW, "+operating_cash_flow -capexx").is_refused_once("unknown metric `capexx`");
    }

    #[test]
    fn by_nonsense() {
        change(METRICS, FREE_CASH_FLOW, "/ / /").is_refused_once("is not a formula");
    }

    #[test]
    fn by_themselves() {
        change(METRICS, FREE_CASH_FLOW, "+operating_cash_flow -free_cash_flow").is_refused("");
    }

    #[test]
    fn by_each_other() {
        let changed = change(METRICS, FREE_CASH_FLOW, "+operating_cash_flow -capex_to_revenue");
        changed.copy.edit(METRICS, |bytes| {
            String::from_utf8(bytes)
                .expect("UTF-8")
                .replace("capex / revenue,", "free_cash_flow / revenue,")
                .into_bytes()
        });
        changed.is_refused("");
    }
}

mod companies {
    use super::*;

    #[test]
    fn two_of_one_name() {
        change(COMPANIES, "google|goog|", "facebook|goog|").copy.is_refused(COMPANIES, 5, "`facebook`");
        change(COMPANIES, "GOOGL,Alphabet,", "GOOGL,Amazon,").is_refused("`amazon`");
        change(COMPANIES, "google|goog|", "google|AMZN|").is_refused("`amzn`");
    }

    #[test]
    fn twice() {
        change(COMPANIES, "META,Meta,", "AMZN,Meta,").is_refused("`AMZN` is here twice");
    }

    #[test]
    fn whose_year_ends_on_a_day_that_is_none() {
        for day in ["02-30", "13-01", "00-00", "12-30", "12-31-", "December", "1231", ""] {
            change(COMPANIES, "1326801,12-31", &format!("1326801,{day}")).is_refused("fiscal_year_end");
        }
    }

    #[test]
    fn whose_key_is_no_number() {
        for key in ["13268x1", "-1326801", "99999999999999999999", "0"] {
            change(COMPANIES, "1326801,", &format!("{key},")).is_refused_once("cik");
        }
    }
}

mod sources {
    use super::*;

    const FIRST: &str = "amzn-2014-10-24-10-q,AMZN,\"Form 10-Q, quarter to 2014-09-30\",2014-10-24,";

    #[test]
    fn on_a_day_that_is_none() {
        change(SOURCES, FIRST, &FIRST.replace("09-30\",2014-10-24", "09-30\",2014-10-32")).is_refused("2014-10-32");
    }

    #[test]
    fn of_an_unknown_company() {
        change(SOURCES, FIRST, &FIRST.replace("AMZN", "AMZ")).is_refused("unknown company `AMZ`");
    }

    #[test]
    fn out_of_order() {
        change(SOURCES, FIRST, &FIRST.replace("amzn-2014", "zmzn-2014")).is_refused_below("sorted");
    }

    #[test]
    fn out_of_order_do_not_hide_the_rest() {
        let output = change(SOURCES, FIRST, &FIRST.replace("amzn-2014", "zmzn-2014")).copy.validate();
        let complaint = String::from_utf8_lossy(&output.stderr);
        let problems = complaint.lines().count();
        // The row itself, and the facts that named it.
        assert!(problems < 20, "{problems} problems, the first of them:\n{}", first_lines(&complaint));
    }

    #[test]
    fn twice() {
        let copy = change(SOURCES, FIRST, FIRST).copy;
        copy.edit(SOURCES, |bytes| {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let row = text.lines().nth(1).expect("a row");
            text.replacen(row, &format!("{row}\n{row}"), 1).into_bytes()
        });
        copy.is_refused(SOURCES, 3, "amzn-2014-10-24-10-q");
    }

    #[test]
    fn whose_accession_number_is_none() {
        change(SOURCES, "2014-10-24,0001018724-14-000055,", "2014-10-24,0001018724-14-55,")
            .is_refused("0001018724-14-55");
    }
}

mod guidance {
    use super::*;

    #[test]
    fn whose_low_end_is_above_its_high_end() {
        said("60000000000,65000000000", "65000000000,60000000000").is_refused_once("low and high");
    }

    #[test]
    fn of_an_unknown_bound() {
        said("range", "roughly").is_refused_once("unknown bound `roughly`");
    }

    #[test]
    fn whose_ends_do_not_go_with_its_bound() {
        for (from, to) in [
            ("60000000000,65000000000,range", "60000000000,,range"),
            ("60000000000,65000000000,range", "60000000000,65000000000,about"),
            ("60000000000,65000000000,range", "60000000000,65000000000,at_least"),
            ("60000000000,65000000000,range", ",60000000000,at_least"),
            ("60000000000,65000000000,range", "60000000000,,up_to"),
            ("60000000000,65000000000,range", "60000000000,65000000000,run_rate"),
            ("60000000000,65000000000,range,", "60000000000,65000000000,direction,higher"),
            ("60000000000,65000000000,range,", ",,direction,"),
        ] {
            said(from, to).is_refused_once("do not go with");
        }
    }

    #[test]
    fn with_a_direction_beside_figures() {
        said("range,,", "range,higher,").is_refused_once("direction");
    }

    #[test]
    fn from_an_unknown_source() {
        said("meta-2025-01-24-press", "meta-2025-01-25-press").is_refused_once("unknown source");
    }

    #[test]
    fn from_the_document_of_another_company_or_day() {
        said("meta-2025-01-24-press", "msft-2025-01-22-press").is_refused_once("msft-2025-01-22-press");
        said("META,2025-01-24", "META,2025-01-25").is_refused_once("meta-2025-01-24-press");
    }

    #[test]
    fn on_a_span_that_is_none() {
        for period in ["2024..2025", "next year", "FY2025Q5", "2025H3", "latest", "last8q", ""] {
            said("FY2025", period).is_refused_once("period");
        }
    }

    #[test]
    fn on_a_year_of_two_digits() {
        said("FY2025", "FY25").is_refused_once("FY25");
    }

    #[test]
    fn in_words_that_the_schema_does_not_have() {
        said("headline", "headlines").is_refused_once("headlines");
        said("headline,,", "headline,nope,").is_refused_once("nope");
        said(",company,", ",rumour,").is_refused_once("rumour");
        said(",company,", ",unverified,").is_refused_once("unverified");
        let direction = "AMZN,2023-04-27,FY2023,,,direction,lower,,previous year,";
        change(GUIDANCE, direction, &direction.replace("lower", "sideways")).is_refused_once("sideways");
        change(GUIDANCE, direction, &direction.replace("lower,,", "lower,sluggish,")).is_refused_once("sluggish");
    }

    #[test]
    fn compared_with_something_that_the_schema_does_not_have() {
        let direction = "AMZN,2023-04-27,FY2023,,,direction,lower,,previous year,";
        change(GUIDANCE, direction, &direction.replace("previous year", "previous decade"))
            .is_refused_once("previous decade");
    }

    #[test]
    fn of_a_negative_amount() {
        said("60000000000,65000000000", "-60000000000,65000000000").is_refused_once("-60000000000");
    }

    #[test]
    fn of_a_fraction_of_a_dollar() {
        said("60000000000,65000000000", "60000000000.5,65000000000").is_refused_once("60000000000.5");
    }

    #[test]
    fn of_an_amount_too_large_for_a_number() {
        said("65000000000", &"9".repeat(40)).is_refused_once("high");
    }

    #[test]
    fn announced_on_a_day_with_an_hour() {
        said("META,2025-01-24", "META,2025-01-24T09:00").is_refused("2025-01-24T09:00");
    }

    #[test]
    fn of_an_unknown_company() {
        said("META,", "MEAT,").is_refused("unknown company `MEAT`");
    }

    #[test]
    fn out_of_order() {
        let first = "META,2020-01-29,FY2020,";
        change(GUIDANCE, first, &format!("{SAID}\n{first}")).is_refused_below("out of order");
    }

    #[test]
    fn said_twice_on_one_occasion() {
        said(SAID, &format!("{SAID}\n{SAID}")).is_refused_below("");
    }
}

mod folders {
    use super::*;

    #[track_caller]
    fn refused(folder: &str) -> String {
        let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
        program.env("CAPEX_HOME", "");
        let output = program.args(["validate", folder]).timeout(PATIENCE).output().expect("run");
        assert_eq!(output.status.code(), Some(1), "{folder}");
        assert!(output.stdout.is_empty(), "{folder}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    #[test]
    fn that_are_not_there() {
        assert!(refused("no-such-folder").contains("no-such-folder"));
    }

    #[test]
    fn that_are_files_of_something_else() {
        let copy = Copy::new();
        let file = copy.path("fx/ecb.csv").display().to_string();
        let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
        program.env("CAPEX_HOME", "");
        let output = program.args(["validate", &file]).timeout(PATIENCE).output().expect("run");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{complaint}");
        assert!(complaint.contains("fx/ecb.csv:1: the header"), "{complaint}");
    }

    #[test]
    fn that_are_empty() {
        let copy = Copy::new();
        fs::remove_dir_all(copy.0.join("mine")).expect("removed");
        fs::create_dir(copy.0.join("mine")).expect("a folder");
        assert_eq!(copy.validate().status.code(), Some(1));
    }
}

/// A random edit of a file.
#[derive(Debug, Clone)]
enum Edit {
    Put(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
    CutOff(Index),
}

impl Edit {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        match self {
            Self::Put(at, byte) => bytes[at.index(length)] = *byte,
            Self::Insert(at, inserted) => {
                let at = at.index(length);
                bytes.splice(at..at, inserted.iter().copied());
            }
            Self::Remove(at, count) => {
                let at = at.index(length);
                bytes.drain(at..length.min(at + count));
            }
            Self::Repeat(at, count) => {
                let at = at.index(length);
                let repeated = bytes[at..length.min(at + count)].to_vec();
                bytes.splice(at..at, repeated);
            }
            Self::CutOff(at) => bytes.truncate(at.index(length)),
        }
    }
}

/// Any byte, and more often one that means something in these files.
fn byte() -> impl Strategy<Value = u8> {
    prop_oneof![any::<u8>(), prop::sample::select(b"\",\n\r\0-+./|0129FYQHe".to_vec())]
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => (any::<Index>(), byte()).prop_map(|(at, byte)| Edit::Put(at, byte)),
        3 => (any::<Index>(), prop::collection::vec(byte(), 1..12)).prop_map(|(at, bytes)| Edit::Insert(at, bytes)),
        3 => (any::<Index>(), 1..400_usize).prop_map(|(at, count)| Edit::Remove(at, count)),
        2 => (any::<Index>(), 1..400_usize).prop_map(|(at, count)| Edit::Repeat(at, count)),
        1 => any::<Index>().prop_map(Edit::CutOff),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 60,
        rng_seed: RngSeed::Fixed(2025),
        failure_persistence: None,
        max_shrink_iters: 20,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_the_bytes_the_answer_is_good_or_bad_and_never_a_panic(
        edits in prop::collection::vec((prop::sample::select(FILES.to_vec()), edit()), 1..4)
    ) {
        let copy = Copy::new();
        for (file, edit) in edits {
            copy.edit(file, |mut bytes| {
                edit.apply(&mut bytes);
                bytes
            });
        }
        copy.validate();
    }
}
