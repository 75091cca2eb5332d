//! What a user's row takes the place of, and that it never does so silently.

use super::{Folder, column};

const HEADER: &str = "company,metric,start,end,value,currency,published,restated\n";

fn meta(rows: &str) -> Folder {
    Folder::with(&[("own.csv", &format!("{HEADER}{rows}"))])
}

/// Meta printed 69,691 for 2025; the day of publication is the key, so the user's takes its place.
#[test]
fn a_fact_of_the_same_day_takes_the_place_of_the_bundled_one() {
    let folder = meta("");
    let bundled = folder.answer("export facts meta");
    let printed =
        bundled.lines().find(|row| row.starts_with("META,ppe_purchases_net,2025-01-01,2025-12-31,")).expect("a fact");
    let cells: Vec<&str> = printed.split(',').collect();
    let (value, published) = (cells[4], cells[7]);
    folder.write(
        "own.csv",
        format!("{HEADER}META,ppe_purchases_net,2025-01-01,2025-12-31,70000000000,USD,{published},\n"),
    );
    let answer = folder.answer("totals meta -y 2025 -b net -f csv --data own.csv");
    assert_ne!(value, "70000000000");
    assert_eq!(column(&answer, "value")[0], "70000000000");
    assert_eq!(column(&answer, "origin"), ["user", "user"]);
    assert_eq!(column(&answer, "source")[0], "own.csv");
    // What does not rest on it is as it was.
    let other = folder.answer("totals meta -y 2024 -b net -f csv --data own.csv");
    assert_eq!(other, folder.answer("totals meta -y 2024 -b net -f csv"));
}

#[test]
fn a_later_value_must_be_marked_restated() {
    let folder = meta("META,revenue,2024-01-01,2024-12-31,164000000000,USD,2026-08-01,\n");
    let complaint = folder.failure("totals -m revenue -y 2024 --data own.csv", 4);
    assert!(complaint.contains("own.csv:2: revenue of 2024-01-01 to 2024-12-31 is 164000000000"), "{complaint}");
    assert!(complaint.contains("mark the later one restated"), "{complaint}");
    folder.write("own.csv", format!("{HEADER}META,revenue,2024-01-01,2024-12-31,164000000000,USD,2026-08-01,yes\n"));
    let answer =
        |flags: &str| folder.answer(&format!("totals meta -m revenue -p FY2024 -f csv --data own.csv {flags}"));
    assert_eq!(column(&answer(""), "value")[0], "164000000000");
    assert_eq!(column(&answer("--as-of 2026-07-31"), "value")[0], "164501000000");
}

#[test]
fn a_new_quarter_follows_the_bundled_ones() {
    let folder = meta("META,revenue,2029-07-01,2029-09-30,66000000000,USD,2029-10-28,\n");
    let answer = folder.answer("show meta -m revenue -p 2026Q2,2029Q3 -f csv --data own.csv");
    assert_eq!(column(&answer, "period"), ["2026Q2", "2029Q3"]);
    assert_eq!(column(&answer, "origin"), ["bundled", "user"]);
}

#[test]
fn of_two_files_the_later_wins() {
    let row = |value: &str| format!("{HEADER}META,revenue,2029-07-01,2029-09-30,{value},USD,2029-10-28,\n");
    let folder = Folder::with(&[("a.csv", &row("1000000")), ("b.csv", &row("2000000"))]);
    let value = |files: &str| {
        column(&folder.answer(&format!("show meta -m revenue -p 2029Q3 -f csv {files}")), "value")[0].to_owned()
    };
    assert_eq!(value("--data a.csv --data b.csv"), "2000000");
    assert_eq!(value("--data b.csv --data a.csv"), "1000000");
}

#[test]
fn a_file_named_after_its_company_needs_no_column_for_it() {
    let folder = Folder::with(&[(
        "mine/facts/META.csv",
        "metric,start,end,value,currency,published\nrevenue,2029-07-01,2029-09-30,66000000000,USD,2029-10-28\n",
    )]);
    let answer = folder.answer("show meta -m revenue -p 2029Q3 -f csv --data mine");
    assert_eq!(column(&answer, "source"), ["mine/facts/META.csv"]);
}

#[test]
fn a_definition_takes_the_place_of_its_whole_series() {
    let folder = Folder::with(&[(
        "own.csv",
        "company,metric,basis,from,to,formula,stand_in,words\nMETA,capex,headline,,,+ppe_purchases_net,,net purchases alone\n",
    )]);
    let own = folder.answer("totals meta -y 2025 -f csv --data own.csv");
    assert_eq!(column(&own, "value"), column(&folder.answer("totals meta -y 2025 -b net -f csv"), "value"));
    // It is the user's reading, though every fact is bundled.
    assert_eq!(column(&own, "origin"), ["user", "user"]);
    assert_eq!(
        column(&folder.answer("totals meta -y 2025 -b cash -f csv --data own.csv"), "origin"),
        ["bundled", "bundled"]
    );
    let listed = folder.answer("export definitions meta --data own.csv");
    assert_eq!(listed.matches(",headline,").count(), 1, "{listed}");
}

#[test]
fn an_identity_of_what_was_made_a_computed_metric_adds_nothing() {
    let header = "id,flag,name,kind,formula,identity";
    let folder = Folder::with(&[
        ("a.csv", &format!("{header}\npart,part,part,flow,,\nrest,rest,rest,flow,,+revenue -part\n")),
        ("b.csv", &format!("{header}\npart,part,part,flow,+revenue -net_income,\n")),
        (
            "f.csv",
            "company,metric,start,end,value,currency,published\n\
                   META,rest,2025-01-01,2025-03-31,1000000,USD,2025-05-01\n",
        ),
    ]);
    let answer = folder.answer("show meta -m rest -p 2025Q1 -f csv --data a.csv --data b.csv --data f.csv");
    assert_eq!(column(&answer, "value"), ["1000000"]);
}

#[test]
fn a_metric_of_the_user_s_own_is_computed() {
    let folder = Folder::with(&[(
        "own.csv",
        "id,flag,name,kind,formula\nocf_margin,ocf-margin,operating cash flow margin,ratio,operating_cash_flow / revenue\n",
    )]);
    let answer = folder.answer("show meta -m ocf-margin -p 2025 -f csv --data own.csv");
    assert_eq!(column(&answer, "origin"), ["user"]);
    assert!(column(&answer, "value")[0].starts_with("0."), "{answer}");
}

#[test]
fn a_statement_stands_in_guidance() {
    let folder = Folder::with(&[(
        "own.csv",
        "company,announced,period,low,high,bound,basis\nMETA,2029-10-28,FY2026,140000000000,150000000000,range,headline\n",
    )]);
    let answer = folder.answer("guidance meta -y 2026 -f csv --data own.csv");
    assert_eq!(column(&answer, "low"), ["140000000000"]);
    assert_eq!(column(&answer, "confidence"), ["user"]);
    assert_eq!(column(&answer, "origin"), ["user"]);
    let page = folder.answer("guidance meta -y 2026 --data own.csv");
    assert!(page.contains("range†"), "{page}");
}

#[test]
fn names_and_years_of_a_company_can_be_changed() {
    let folder = Folder::with(&[(
        "own.csv",
        "ticker,name,aliases,cik,fiscal_year_end\nMETA,Meta Platforms,facebook|fb,1326801,12-31\n",
    )]);
    let page = folder.answer("totals fb -y 2025 --data own.csv");
    assert!(page.contains("Meta Platforms") && page.contains('†'), "{page}");
}

/// The heading and a note say that the user's data is in use, also where no figure rests on it.
#[test]
fn every_page_says_that_data_is_laid_over() {
    let folder = meta("META,revenue,2029-07-01,2029-09-30,66000000000,USD,2029-10-28,\n");
    for (report, said) in [
        ("", "No figure here uses your data: own.csv."),
        ("totals -y 2025", "No figure here uses your data: own.csv."),
        ("show meta -m revenue -p 2029Q3", "† One figure uses your data: own.csv."),
        ("list periods", "† One row uses your data: own.csv."),
        ("export facts meta -f table", "† One row uses your data: own.csv."),
    ] {
        let page = folder.answer(&format!("{report} --data own.csv"));
        assert!(page.lines().next().is_some_and(|heading| heading.contains(", with your data")), "{report}: {page}");
        assert!(page.contains(said), "{report}: {page}");
    }
    assert!(!folder.answer("totals -y 2025").contains("your data"));
    assert!(!folder.answer("rates eurusd -y 2025 --data own.csv").contains("your data"));
}
