//! Ways in which a user's file can be wrong: each is told with its file, line and, where a cell is at fault, its
//! column, by `validate` and by any report that needs the row.

use super::Folder;

const FACTS: &str = "company,metric,start,end,value,currency,published,source,restated,note";
const GOOD: &str = "META,revenue,2029-07-01,2029-09-30,66000000000,USD,2029-10-28,,,";

/// Asserts what `validate`, and a report on Meta's revenue, say of a file.
#[track_caller]
fn refused(name: &str, text: impl AsRef<[u8]>, said: &str) {
    let folder = Folder::with(&[]);
    folder.write(name, text);
    for command in [format!("validate {name}"), format!("show meta -m revenue -Q -p last8q --data {name}")] {
        let complaint = folder.failure(&command, 4);
        assert!(complaint.lines().any(|line| line.contains(said)), "{command} does not say `{said}`:\n{complaint}");
        assert!(!complaint.contains("panicked"), "{complaint}");
    }
}

/// The same of one row of facts, which is line 3.
#[track_caller]
fn fact(from: &str, to: &str, said: &str) {
    assert_eq!(GOOD.matches(from).count(), 1, "`{from}`");
    let text = format!(
        "{FACTS}\nMETA,net_income,2029-07-01,2029-09-30,1000000,USD,2029-10-28,,,\n{}\n",
        GOOD.replace(from, to)
    );
    refused("f.csv", text, said);
}

mod facts {
    use super::*;

    #[test]
    fn of_a_company_that_there_is_not() {
        fact("META,", "METAA,", "f.csv:3:1: unknown company `METAA`; did you mean `META`?");
    }

    #[test]
    fn of_a_metric_that_there_is_not() {
        fact("revenue", "revenu", "f.csv:3:2: unknown metric `revenu`; did you mean `revenue`?");
    }

    #[test]
    fn in_fractions_of_a_dollar() {
        fact("66000000000", "66000000000.5", "f.csv:3: the value 66000000000.5 is not in whole dollars");
    }

    #[test]
    fn of_a_computed_metric() {
        let folder = Folder::with(&[("f.csv", &format!("{FACTS}\n{}\n", GOOD.replace("revenue", "capex")))]);
        assert!(folder.failure("validate f.csv", 4).contains("f.csv:2: `capex` is computed and cannot be a fact"));
    }

    #[test]
    fn on_a_day_that_is_none() {
        fact("2029-09-30", "2029-09-31", "f.csv:3:4: end `2029-09-31`");
    }

    #[test]
    fn on_a_day_written_in_another_way() {
        fact("2029-07-01", "7/1/2026", "f.csv:3:3: start `7/1/2026`");
    }

    #[test]
    fn whose_value_is_no_number() {
        fact("66000000000", "66bn", "f.csv:3:5: value `66bn`");
    }

    #[test]
    fn whose_value_is_empty() {
        fact("66000000000", "", "f.csv:3:5: value ``");
    }

    #[test]
    fn whose_value_is_beyond_all_measure() {
        fact("66000000000", "66000000000000000", "f.csv:3:5: value `66000000000000000` is more than a quadrillion");
    }

    #[test]
    fn in_another_currency() {
        fact("USD", "EUR", "f.csv:3: the currency is EUR; META reports in USD");
    }

    #[test]
    fn that_end_before_they_start() {
        fact("2029-09-30", "2029-06-30", "f.csv:3:4: ends on 2029-06-30, before it starts");
    }

    #[test]
    fn that_are_no_whole_quarters() {
        fact("2029-09-30", "2029-08-31", "f.csv:3: 2029-07-01 to 2029-08-31 are not whole fiscal quarters");
    }

    #[test]
    fn that_overlap_two_years() {
        fact("2029-07-01", "2028-10-01", "f.csv:3: 2028-10-01 to 2029-09-30 overlap two fiscal years");
    }

    #[test]
    fn that_were_published_too_early() {
        fact("2029-10-28", "2029-09-30", "f.csv:3: published 2029-09-30, before the period ended");
    }

    #[test]
    fn that_give_a_span_a_second_value() {
        fact(
            "2029-10-28,,,",
            "2029-10-28,,,\nMETA,revenue,2029-07-01,2029-09-30,67000000000,USD,2029-11-28,,,",
            "f.csv:4: revenue of 2029-07-01 to 2029-09-30 is 67000000000, and 66000000000 on line 3: mark the later one restated",
        );
    }

    #[test]
    fn that_are_restated_in_another_word() {
        fact("2029-10-28,,,", "2029-10-28,,true,", "f.csv:3:9: restated is `true`; write yes or nothing");
    }

    #[test]
    fn with_a_cell_too_few() {
        fact(",USD,", ",", "f.csv:3: 9 cells; expected 10");
    }

    #[test]
    fn with_a_quote_never_closed() {
        fact("2029-10-28,,,", "2029-10-28,,,\"note", "f.csv:3: a cell has a line break; is a quote not closed?");
    }

    /// Only `validate` looks the document up.
    #[test]
    fn of_a_document_that_there_is_not() {
        let folder = Folder::with(&[("f.csv", &format!("{FACTS}\n{}\n", GOOD.replace("28,,", "28,nowhere,")))]);
        assert!(folder.failure("validate f.csv", 4).contains("f.csv:2: unknown source `nowhere`"));
    }

    /// Only `validate` adds up.
    #[test]
    fn that_do_not_add_up() {
        let folder = Folder::with(&[(
            "f.csv",
            &format!(
                "{FACTS}\n{GOOD}\nMETA,revenue,2029-01-01,2029-09-30,1000000,USD,2029-10-28,,,\n\
                META,revenue,2029-01-01,2029-06-30,1000000,USD,2029-07-28,,,\n"
            ),
        )]);
        let complaint = folder.failure("validate f.csv", 4);
        assert!(
            complaint.contains("f.csv:3: revenue of 2029-01-01 to 2029-09-30 is 1000000")
                && complaint.contains("do not add up"),
            "{complaint}"
        );
    }

    /// Only `validate` minds.
    #[test]
    fn that_are_there_twice() {
        let folder = Folder::with(&[("f.csv", &format!("{FACTS}\n{GOOD}\n{GOOD}\n"))]);
        assert!(folder.failure("validate f.csv", 4).contains("f.csv:3: repeats line 2"));
    }
}

mod files {
    use super::*;

    #[test]
    fn of_an_unknown_kind() {
        refused("f.csv", "a,b,c\n1,2,3\n", "f.csv:1: the header `a,b,c` is not that of a data file");
        refused("f.csv", "", "f.csv:1: the header `` is not that of a data file");
    }

    #[test]
    fn with_a_column_misspelt() {
        refused(
            "f.csv",
            format!("{}\n{GOOD}\n", FACTS.replace("value", "valeu")),
            "f.csv:1: the header has an unknown column `valeu`",
        );
    }

    #[test]
    fn with_a_column_missing() {
        refused(
            "f.csv",
            "company,metric,start,end,value,published\n",
            "f.csv:1: the header lacks the column `currency`",
        );
    }

    #[test]
    fn with_a_column_twice() {
        refused("f.csv", format!("{FACTS},note\n"), "columns out of order or repeated");
    }

    #[test]
    fn that_are_not_utf_8() {
        refused("f.csv", [FACTS.as_bytes(), b"\nMETA,revenue,\xff\n"].concat(), "f.csv:2: not UTF-8 text");
    }

    #[test]
    fn of_facts_that_do_not_name_their_company() {
        let header = FACTS.strip_prefix("company,").expect("a column");
        refused(
            "f.csv",
            format!("{header}\n{}\n", &GOOD[5..]),
            "f.csv:2: the file has no column `company`, and its name `f` is not a ticker",
        );
    }

    #[test]
    fn that_are_not_there_or_hold_nothing() {
        let folder = Folder::with(&[("empty/readme.txt", "")]);
        assert!(folder.failure("totals --data nowhere.csv", 1).contains("cannot read `nowhere.csv`"));
        let said = "capex: `empty` has no CSV file; for the format see capex export\n";
        assert_eq!(folder.failure("totals --data empty", 1), said);
    }
}

mod others {
    use super::*;

    #[test]
    fn companies_whose_year_ends_within_a_month() {
        refused(
            "c.csv",
            "ticker,name,fiscal_year_end\nORCL,Oracle,05-15\n",
            "c.csv:2:3: fiscal_year_end `05-15` is not the last day of a month",
        );
    }

    #[test]
    fn companies_by_a_name_already_taken() {
        refused(
            "c.csv",
            "ticker,name,fiscal_year_end\nFB,Facebook,12-31\n",
            "c.csv:2: `fb` already means another company",
        );
        let said = "c.csv:2: `TOTAL` cannot be a ticker: it stands for all companies";
        refused("c.csv", "ticker,name,fiscal_year_end\nTOTAL,Total,12-31\n", said);
    }

    #[test]
    fn definitions_that_end_or_are_of_nothing() {
        let header = "company,metric,basis,from,to,formula,words";
        refused(
            "d.csv",
            format!("{header}\nMETA,capex,cash,,2025-12-31,+ppe_purchases,w\n"),
            "d.csv:2: META capex has no definition after 2025-12-31",
        );
        refused("d.csv", format!("{header}\nMETA,capex,cash,,,+ppe,w\n"), "d.csv:2: unknown metric `ppe`");
        let row = "META,capex,cash,,,+ppe_purchases,w\n";
        let twice = format!("{header}\n{row}META,capex,net,,,+ppe_purchases,w\n{row}");
        refused("d.csv", twice, "d.csv:4: the series occurs twice: keep its definitions together, by date");
    }

    #[test]
    fn definitions_that_run_in_a_circle() {
        let header = "company,metric,basis,formula,words";
        let circle = "META,revenue,,+net_income,w\nMETA,net_income,,+revenue,w";
        refused("d.csv", format!("{header}\n{circle}\n"), "d.csv:3: `net_income` is defined in terms of itself");
        let through_any = "META,capex,headline,+revenue,w\n*,revenue,,+capex,w";
        refused("d.csv", format!("{header}\n{through_any}\n"), "d.csv:3: `revenue` is defined in terms of itself");
    }

    #[test]
    fn metrics_whose_identity_is_of_capex() {
        let text = "id,flag,name,kind,identity\nrest,rest,rest,flow,+revenue -capex\n";
        refused("m.csv", text, "m.csv:2: capex is not filed under its own name, so it cannot be part of an identity");
    }

    #[test]
    fn metrics_by_a_flag_already_taken() {
        refused("m.csv", "id,flag,name,kind\nsales,revenue,sales,flow\n", "m.csv:2: `sales` occurs twice");
    }

    #[test]
    fn statements_that_do_not_hold_together() {
        let header = "company,announced,period,low,high,bound,basis,currency";
        let folder = Folder::with(&[(
            "g.csv",
            &format!(
                "{header}\nMETA,2026-10-28,FY2027,2,1,range,headline,\nMETA,2026-10-28,FY2027,1,1,about,headline,EUR\n"
            ),
        )]);
        for command in ["validate g.csv", "guidance meta --data g.csv"] {
            let complaint = folder.failure(command, 4);
            assert!(
                complaint.contains("g.csv:2:6: low and high, or direction, do not match the bound range"),
                "{complaint}"
            );
            assert!(complaint.contains("g.csv:3:8: the currency is EUR; guidance is kept in USD"), "{complaint}");
        }
    }

    #[test]
    fn statements_of_a_company_that_there_is_not() {
        let text = "company,announced,period,low,high,bound,basis\nNVDA,2026-10-28,FY2027,1,1,about,headline\n";
        refused("g.csv", text, "g.csv:2:1: unknown company `NVDA`");
    }

    #[test]
    fn documents_of_a_company_that_there_is_not() {
        let folder = Folder::with(&[("s.csv", "id,company,document,published\nx,NOBODY,Form 10-K,2026-01-01\n")]);
        assert!(folder.failure("validate s.csv", 4).contains("s.csv:2: unknown company `NOBODY`"));
    }
}
