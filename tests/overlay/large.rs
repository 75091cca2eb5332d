//! A file too large to be held in memory gives what a small one gives.

use std::fmt::Write as _;

use super::{Folder, column};

const COMPANIES: usize = 400;

/// Forty quarters of ten years, in order of time.
fn quarters() -> Vec<(String, String, String)> {
    let mut quarters = Vec::new();
    for year in 2014..2024 {
        for (first, last) in [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")] {
            quarters.push((format!("{year}-{first}"), format!("{year}-{last}"), format!("{}-03-01", year + 1)));
        }
    }
    quarters
}

/// A file of some 8 MB: by company, metric and day, or the other way round, in which no two rows of a company are
/// neighbours.
fn facts(by_company: bool) -> String {
    let mut text = "company,metric,start,end,value,currency,published,note\n".to_owned();
    let mut row = |company: usize, metric: &str, (start, end, published): &(String, String, String)| {
        let value = (company + 1) * 1_000_000;
        writeln!(text, "C{company:03},{metric},{start},{end},{value},USD,{published},{:>180}", "a note").unwrap();
    };
    let metrics = ["revenue", "ppe_purchases"];
    if by_company {
        for company in 0..COMPANIES {
            for metric in metrics {
                for quarter in &quarters() {
                    row(company, metric, quarter);
                }
            }
        }
    } else {
        for quarter in quarters().iter().rev() {
            for metric in metrics {
                for company in 0..COMPANIES {
                    row(company, metric, quarter);
                }
            }
        }
    }
    text
}

fn folder(by_company: bool) -> Folder {
    let mut companies = "ticker,name,fiscal_year_end\n".to_owned();
    for company in 0..COMPANIES {
        writeln!(companies, "C{company:03},Company {company:03},12-31").unwrap();
    }
    let folder = Folder::with(&[("companies.csv", &companies), ("facts.csv", &facts(by_company))]);
    let large = std::fs::metadata(folder.0.join("facts.csv")).expect("the file").len();
    assert!(large > 1 << 22, "{large} bytes are held in memory");
    folder
}

#[test]
fn every_company_has_its_figures_in_whatever_order_they_stand() {
    let mut answers = Vec::new();
    for by_company in [true, false] {
        let folder = folder(by_company);
        let answer = folder.answer("totals -y 2020 -b cash -f csv --data companies.csv --data facts.csv");
        let row =
            |ticker: &str| answer.lines().find(|line| line.starts_with(ticker)).map(str::to_owned).expect("a row");
        assert!(row("C000,").starts_with("C000,2020,capex,cash,USD,4000000,"), "{}", row("C000,"));
        assert!(row("C399,").starts_with("C399,2020,capex,cash,USD,1600000000,"), "{}", row("C399,"));
        assert_eq!(answer.lines().count(), COMPANIES + 4 + 2);
        assert_eq!(column(&answer, "origin").iter().filter(|origin| **origin == "user").count(), COMPANIES + 1);
        answers.push(answer);
    }
    assert!(answers[0] == answers[1]);
}

/// A note names a few of the companies that share a reason, not four hundred.
#[test]
fn notes_stay_short() {
    let folder = folder(true);
    let output = folder.run("totals -y 2020 -f csv --data companies.csv --data facts.csv");
    let notes = String::from_utf8_lossy(&output.stderr);
    assert!(notes.contains("and 396 more, 2020: "), "{notes}");
    assert!(notes.lines().count() < 12, "{notes}");
    assert!(notes.contains("This total mixes five company definitions"), "{notes}");
}

#[test]
fn a_slip_deep_inside_is_told_with_its_line_and_column() {
    let folder = folder(true);
    let text = facts(true);
    let line = 1 + text.lines().position(|row| row.starts_with("C200,revenue,2018-01-01")).expect("the row");
    folder.write(
        "facts.csv",
        text.replace("C200,revenue,2018-01-01,2018-03-31,201000000", "C200,revenue,2018-01-01,2018-03-31,2O1000000"),
    );
    let complaint = folder.failure("show c200 -m revenue -p 2018 --data companies.csv --data facts.csv", 4);
    assert!(complaint.contains(&format!("facts.csv:{line}:5: value `2O1000000`")), "{complaint}");
    // Other companies' figures do not rest on it.
    folder.answer("show c201 -m revenue -p 2018 --data companies.csv --data facts.csv");
    let complaint = folder.failure("validate companies.csv facts.csv", 4);
    assert!(complaint.contains(&format!("facts.csv:{line}:5:")), "{complaint}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_read_once() {
    let folder = folder(true);
    let mut shell = assert_cmd::Command::new("bash");
    let command = format!(
        "cat facts.csv | {} totals c001 -y 2020 -b cash -f csv --data companies.csv --data /dev/stdin",
        env!("CARGO_BIN_EXE_capex")
    );
    let output = shell.args(["-c", &command]).current_dir(&folder.0).env_remove("CAPEX_DATA").output().expect("run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(column(&String::from_utf8_lossy(&output.stdout), "value")[0], "8000000");
}
