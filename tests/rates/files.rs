//! Files of one's own: what is refused, with file and line, and what a file need not have.

use capex::fx::{Missing, Rates};
use capex::model::Currency;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::{code, day, found, missing, span};

/// What a text is refused for.
fn refused(text: &str) -> String {
    Rates::open("my.csv", text).expect_err(text).to_string()
}

#[test]
fn a_broken_file_is_refused_with_file_and_line() {
    assert!(refused("").starts_with("my.csv:1: the header is ``; expected "));
    assert!(refused("date\n2025-01-02\n").starts_with("my.csv:1: the header is `date`"));
    assert!(refused("date,USD\n").contains("no rates below the header"));
    assert!(refused("date,usd\n2025-01-02,1\n").contains("`usd` is not a currency code"));
    assert!(refused("date,USD,CNY,USD\n2025-01-02,1,1,1\n").contains("`USD` has two columns"));
    assert!(refused("date,EUR\n2025-01-02,1\n").contains("`EUR` takes no column"));
    assert_eq!(
        refused("date,USD\n2025-01-02,1\n\n2025-01-03,1\n"),
        "my.csv:3:1: `` is not a date; write it as 2025-02-07"
    );
    assert!(refused("date,USD\n2025-02-30,1\n").starts_with("my.csv:2:1: `2025-02-30` is not a date"));
    assert!(refused("date,USD\n2025-01-02,1\n02/01/2025,1\n").starts_with("my.csv:3:1: `02/01/2025` is not a date"));
    for unsorted in ["2025-01-03,1\n2025-01-02,1\n2025-01-06,1", "2025-01-03,1\n2025-01-03,1"] {
        assert!(refused(&format!("date,USD\n{unsorted}\n")).starts_with("my.csv:3:1: "), "{unsorted}");
    }
}

#[test]
fn a_cell_that_is_no_rate_is_a_problem_when_it_is_needed() {
    for cell in ["x", "0", "-1", "1e3", "1,1", "99999999999", "0.0000000000000001", "N/A"] {
        let text = format!("date,USD,CNY\n2025-01-02,1.1,7.5\n2025-01-03,1.2,{cell}\n");
        let rates = Rates::open("my.csv", &text).expect("lines in order");
        if cell == "1,1" {
            assert_eq!(rates.problems().to_string(), "my.csv:3: 4 cells; expected 3");
            continue;
        }
        let message = format!("my.csv:3:3: `{cell}` is not an exchange rate");
        let on = |to: &str| rates.on(code("EUR"), code(to), day("2025-01-03"));
        assert!(on("USD").is_ok(), "{cell}");
        assert_eq!(on("CNY").expect_err(cell).to_string(), message);
        assert_eq!(rates.problems().to_string(), message);
    }
    let short = Rates::open("my.csv", "date,USD,CNY\n2025-01-03,1.2\n").expect("a line");
    let error = short.on(Currency::USD, code("CNY"), day("2025-01-03")).expect_err("a short line");
    assert_eq!(error.to_string(), "my.csv:2: 2 cells; expected at least 3");
}

#[test]
fn a_file_of_one_line_is_a_file() {
    for text in
        ["date,USD\n2025-01-03,1.25", "\u{feff}date,USD\r\n2025-01-03, 1.25 \r\n\r\n", "Date,USD\n2025-01-03,1.25\n\n"]
    {
        let rates = Rates::open("my.csv", text).expect(text);
        let (eur, usd) = (code("EUR"), Currency::USD);
        assert_eq!(found(rates.on(eur, usd, day("2025-01-05"))).quote.rate.to_string(), "1.25");
        assert_eq!(found(rates.on(usd, eur, day("2025-01-03"))).quote.rate.to_string(), "0.8");
        let average = found(rates.average(eur, usd, span("2025-01-03", "2025-01-05")));
        assert_eq!((average.rate.to_string(), average.days), ("1.25".to_owned(), 1));
        assert_eq!(missing(rates.on(eur, usd, day("2025-01-06"))), Missing::After(day("2025-01-03")));
        assert_eq!(rates.source(), "my.csv");
    }
}

#[test]
fn a_currency_that_ends_before_the_file_has_no_average() {
    let line = |at: Date| format!("{at},1.1,{}", if at < day("2025-06-10") { "90" } else { "" });
    let lines: Vec<String> = (0..26).map(|n| line(day("2025-06-02").saturating_add(n.days()))).collect();
    let text = format!("date,USD,RUB\n{}\n", lines.join("\n"));
    let rates = Rates::open("my.csv", &text).expect("rates");
    let june = span("2025-06-02", "2025-06-27");
    let looked = rates.average(Currency::USD, code("RUB"), june);
    assert_eq!(missing(looked), Missing::Between(day("2025-06-09"), day("2025-06-27")));
    assert_eq!(
        missing(rates.end(Currency::USD, code("RUB"), june)),
        Missing::Between(day("2025-06-19"), day("2025-06-27"))
    );
    assert!(rates.on(Currency::USD, code("RUB"), day("2025-06-16")).expect("a good file").is_ok());
    assert!(rates.on(Currency::USD, code("RUB"), day("2025-06-17")).expect("a good file").is_err());
}
