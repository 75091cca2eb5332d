//! `capex rates`: its records, its page, and what it refuses.

use std::process::Output;

use crate::common;

/// The program's answer to `capex rates` and some arguments.
fn rates(arguments: &[&str]) -> Output {
    common::capex().arg("rates").args(arguments).env("LC_ALL", "C").output().expect("the program")
}

fn printed(arguments: &[&str]) -> String {
    let output = rates(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn refusal(arguments: &[&str], exit: i32) -> String {
    let output = rates(arguments);
    assert_eq!(output.status.code(), Some(exit), "{arguments:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8").trim_end().to_owned()
}

#[test]
fn the_command_prints_ten_digits_for_a_program() {
    assert_eq!(
        printed(&["USDCNY", "-p", "2024Q4,2099", "-f", "csv"]),
        "base,quote,period,average,end,low,high,low_date,high_date,days,first,last,status,source\n\
         USD,CNY,2024Q4,7.187485687,7.299355087,7.018479935,7.299377096,2024-10-03,2024-12-27,64,2024-10-01,2024-12-31,whole,ECB\n\
         USD,CNY,2099,,,,,,,,,,missing,\n"
    );
    let json = printed(&["JPY/USD", "-y", "2024,2099", "-f", "json"]);
    assert!(json.contains(r#""missing":{"average":"no rate after 20"#), "{json}");
    assert!(json.contains(r#""average":0.00661"#), "{json}");
}

#[test]
fn the_command_takes_pairs_in_any_form() {
    let by = |pair: &str| printed(&[pair, "-y", "2024", "-f", "csv"]);
    for same in ["USD/CNY", "usdcny", "CNY", "cny", "yuan", "人民币", "dollar/rmb"] {
        assert_eq!(by(same), by("USDCNY"), "{same}");
    }
    assert!(by("EURUSD").contains("\nEUR,USD,2024,1.08"));
    assert!(by("USDUSD").contains("\nUSD,USD,2024,1,1,1,1,,,,,,whole,\n"));
    assert_eq!(printed(&["CNY", "USDCNY", "-y", "2024", "-f", "csv"]), by("CNY"), "each pair once");
}

#[test]
fn the_page_names_pair_periods_and_day() {
    let first = |arguments: &[&str]| printed(arguments).lines().next().expect("a title").to_owned();
    assert_eq!(first(&["-y", "2024"]), "Exchange rates, calendar 2024");
    let periods = printed(&["CNY", "-f", "csv", "--columns", "period"]);
    let periods: Vec<&str> = periods.lines().skip(1).collect();
    let quarters = format!("{} to {}", periods[0], periods[3]);
    assert_eq!(first(&["CNY"]), format!("Exchange rates, {quarters}, CNY per USD"));
    assert_eq!(
        first(&["CNY", "--as-of", "2025-02-08"]),
        "Exchange rates, 2024Q1 to 2024Q4, CNY per USD, as known on 2025-02-08"
    );
    let page = printed(&["JPY/USD", "CNY", "-y", "2024"]);
    assert!(page.contains(" 0.006611 "), "small rates have more decimals: {page}");
    assert!(page.contains(" 7.1956 "), "{page}");
    assert!(page.contains("European Central Bank"), "{page}");
}

#[test]
fn what_the_command_cannot_answer_it_says() {
    assert!(refusal(&["XYZ"], 2).starts_with("capex: unknown currency `XYZ`; it is one of `EUR`, `USD`, `CNY`"));
    assert_eq!(refusal(&["USDCNH"], 2), "capex: unknown currency `CNH`; did you mean `CNY`?");
    assert_eq!(refusal(&["-p", "1990"], 3), "capex: no exchange rates for calendar 1990: no rate before 2012-01-02");
    assert!(refusal(&["-p", "2099Q4"], 3).starts_with("capex: no exchange rates for 2099Q4: no rate after 20"));
    assert_eq!(refusal(&["--as-of", "2010-01-01"], 3), "capex: no exchange rates: no rate before 2012-01-02");
    assert!(refusal(&["-p", "FY2025"], 2).contains("the days of `FY2025` depend on the company"));
    assert!(refusal(&["--fiscal", "-y", "2025"], 2).contains("the days of `FY2025` depend on the company"));
}
