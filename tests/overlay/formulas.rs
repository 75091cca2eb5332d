//! A text from somebody's file can neither become a formula in a spreadsheet nor command a terminal.

use super::Folder;

const COMPANIES: &str = "ticker,name,fiscal_year_end\nEVIL,=cmd|' /C calc'!A0,12-31\n";

fn evil() -> Folder {
    let note = |text: &str, month: u8, days: u8| {
        format!("EVIL,revenue,2025-{month:02}-01,2025-{:02}-{days},-1000000,USD,2026-02-01,{text}\n", month + 2)
    };
    let rows = [note("=1+1", 1, 31), note("+1", 4, 30), note("-1", 7, 30), note("@SUM(A1)", 10, 31)].concat();
    Folder::with(&[
        ("c.csv", COMPANIES),
        ("f.csv", &format!("company,metric,start,end,value,currency,published,note\n{rows}")),
    ])
}

#[test]
fn texts_are_disarmed_and_numbers_are_not() {
    let folder = evil();
    let answer = folder.answer("export facts evil --data c.csv --data f.csv");
    for armed in [",=", ",+", ",@", ",-1,"] {
        assert!(!answer.contains(armed), "{armed}: {answer}");
    }
    assert!(answer.contains(",-1000000,USD,") && answer.contains(",'=1+1,") && answer.contains(",'-1,"), "{answer}");
    assert!(folder.answer("export companies evil --data c.csv").contains(",'=cmd|' /C calc'!A0,"));
    assert!(folder.answer("export facts evil -f tsv --data c.csv --data f.csv").contains("\t'@SUM(A1)\t"));
}

#[test]
fn raw_text_leaves_them() {
    let answer = evil().answer("export facts evil --raw-text --data c.csv --data f.csv");
    assert!(answer.contains(",=1+1,") && answer.contains(",-1,"), "{answer}");
}

/// The mark is taken away again, so that texts come back as they were: formulas of definitions above all.
#[test]
fn what_was_disarmed_reads_back() {
    let folder = evil();
    folder.write("again.csv", folder.answer("export facts evil --data c.csv --data f.csv"));
    let again = folder.answer("export facts evil -f json --data c.csv --data again.csv");
    assert!(again.contains("\"note\":\"=1+1\""), "{again}");
    folder.write("definitions.csv", folder.answer("export definitions"));
    assert!(folder.answer("export definitions").contains(",'+ppe_purchases,"));
    assert!(folder.answer("export definitions --raw-text").contains(",+ppe_purchases,"));
    assert!(folder.run("validate definitions.csv").status.success());
}

/// Nothing of a file that holds control characters is ever printed but where they stand.
#[test]
fn control_characters_never_reach_the_terminal() {
    let header = "company,metric,start,end,value,currency,published,note\n";
    for control in ["\u{1b}]0;owned\u{7}", "\u{9b}31m", "\u{8}", "\u{7f}", "\t"] {
        let folder = Folder::with(&[(
            "f.csv",
            &format!("{header}META,revenue,2029-07-01,2029-09-30,1000000,USD,2029-10-28,{control}\n"),
        )]);
        for command in
            ["show meta -m revenue -p 2029Q3 --data f.csv", "export facts meta --data f.csv", "validate f.csv"]
        {
            let complaint = folder.failure(command, 4);
            assert!(complaint.contains("f.csv:2:8: a cell has a control character (U+"), "{complaint:?}");
            assert!(!complaint.chars().any(|letter| letter.is_control() && letter != '\n'), "{complaint:?}");
        }
        folder.write("\u{1b}[31m.csv", format!("{header}META,revenue,2029-07-01,2029-09-30,1000000,USD,2029-10-28,\n"));
        let named = folder.answer("show meta -m revenue -p 2029Q3 -f csv --data \u{1b}[31m.csv");
        assert!(named.contains(",\u{fffd}[31m.csv,") && !named.contains('\u{1b}'), "{named:?}");
        folder.write("f.csv", format!("company,metric,st{control}art\n"));
        let complaint = folder.failure("validate f.csv", 4);
        assert!(!complaint.chars().any(|letter| letter.is_control() && letter != '\n'), "{complaint:?}");
    }
}
