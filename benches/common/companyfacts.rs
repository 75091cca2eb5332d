//! A made-up file of the SEC's, of the shape and size of a large company's.

use std::fmt::Write as _;

/// A file of a company that has filed for seventeen years: five hundred concepts that hold no metric, and those that do.
pub fn made_up() -> String {
    let metrics = [
        "FinanceLeasePrincipalPayments",
        "NetCashProvidedByUsedInOperatingActivities",
        "NetIncomeLoss",
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "Revenues",
    ];
    let others = (0..500).map(|number| format!("OtherConceptOfTheTaxonomyNumber{number}"));
    let mut names: Vec<String> = metrics.into_iter().map(str::to_owned).chain(others).collect();
    names.sort();
    let mut file = r#"{"cik":1234567,"entityName":"MADE-UP CORP","facts":{"us-gaap":{"#.to_owned();
    for (at, name) in names.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        let label = "a sentence or two on what the concept means, as the taxonomy has them for each of its concepts. ";
        write!(file, r#"{comma}"{name}":{{"label":"{name}","description":"{}","units":{{"USD":["#, label.repeat(3))
            .expect("a string");
        facts(&mut file, at);
        file.push_str("]}}");
    }
    file.push_str("}}}");
    file
}

/// Quarterly and annual reports with this year's figures and last year's, quarters and year-to-date.
fn facts(file: &mut String, at: usize) {
    let mut first = true;
    for year in 2009..2026 {
        for quarter in 1..=4 {
            let (form, period, filed) = match quarter {
                1 => ("10-Q", "Q1", format!("{year}-04-25")),
                2 => ("10-Q", "Q2", format!("{year}-07-25")),
                3 => ("10-Q", "Q3", format!("{year}-10-25")),
                _ => ("10-K", "FY", format!("{}-02-01", year + 1)),
            };
            for of in [year - 1, year] {
                let starts = if quarter == 4 { vec![1] } else { vec![1, quarter] };
                for start in starts.into_iter().take(if quarter == 1 { 1 } else { 2 }) {
                    let amount: usize = (start..=quarter)
                        .map(|quarter: usize| {
                            1_000 + at * 7 + (usize::try_from(of).unwrap_or(0) - 2000) * 31 + quarter * 13
                        })
                        .sum();
                    let begin = ["01-01", "04-01", "07-01", "10-01"][start - 1];
                    let end = ["03-31", "06-30", "09-30", "12-31"][quarter - 1];
                    let comma = if first { "" } else { "," };
                    first = false;
                    write!(
                        file,
                        r#"{comma}{{"start":"{of}-{begin}","end":"{of}-{end}","val":{amount}000000,"accn":"0001234567-{:02}-{:06}","fy":{year},"fp":"{period}","form":"{form}","filed":"{filed}","frame":"CY{of}Q{quarter}"}}"#,
                        year - 2000,
                        year * 10 + i32::try_from(quarter).unwrap_or(0)
                    )
                    .expect("a string");
                }
            }
        }
    }
}
