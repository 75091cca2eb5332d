//! The tests of updates bring a quarter and days that are not bundled yet. They are written as if the quarter were July to
//! September 2026 and the last bundled exchange rates those of 30 October 2026; once newer data is bundled, both follow it.

use std::fs;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};

use super::common::{capex, stdout};

/// The first day of the first quarter whose capital expenditures of Alphabet are not bundled.
static FIRST: LazyLock<Date> = LazyLock::new(|| {
    let last = cells("facts/GOOGL.csv", |row| row.starts_with("ppe_purchases,"))
        .iter()
        .map(|row| row[2].parse::<Date>().expect("a last day"))
        .max();
    last.expect("figures of Alphabet").tomorrow().expect("a day")
});

/// The last row of exchange rates: the day, then units for one euro, in the order of the header.
static RATES: LazyLock<Vec<String>> = LazyLock::new(|| cells("fx/ecb.csv", |_| true).pop().expect("rates"));

/// The cells of the rows of a bundled file that are wanted, of which those looked at hold neither commas nor quotes.
fn cells(file: &str, is_wanted: fn(&str) -> bool) -> Vec<Vec<String>> {
    let path = format!("{}/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).expect("a bundled file");
    text.lines().filter(|row| is_wanted(row)).map(|row| row.split(',').map(str::to_owned).collect()).collect()
}

/// What Alphabet's quarters of the year add up to before the quarter to come, in dollars.
fn so_far(metric: &str) -> i64 {
    let first = *FIRST;
    let quarters = (1..=4).take_while(|quarter| quarter * 3 < first.month());
    let of = |quarter: i8| {
        let words = format!("show googl -p {}Q{quarter} -m {metric} -f csv --columns value", first.year());
        let csv = stdout(capex().args(words.split(' ')));
        csv.lines().nth(1).and_then(|value| value.parse::<i64>().ok()).expect("a value")
    };
    quarters.map(of).sum()
}

static CHANGES: LazyLock<(AhoCorasick, Vec<String>)> = LazyLock::new(|| {
    let first = *FIRST;
    let (year, quarter) = (first.year(), (first.month() + 2) / 3);
    let next = first + 3.months();
    let (last, later) = (next.yesterday().expect("a day"), next + 1.month());
    let filed = |day: i8| date(next.year(), next.month(), day);
    let rates = |column: &str| {
        let header = cells("fx/ecb.csv", |row| row.starts_with("date,")).pop().expect("a header");
        RATES[header.iter().position(|name| name == column).expect("the currency")].clone()
    };
    let fixing: Date = RATES[0].parse().expect("a day");
    let after = |day: Date| {
        let is_working = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        day.series(1.day()).skip(1).find(is_working).expect("a working day")
    };
    let (one, two) = (after(fixing), after(after(fixing)));
    let weekend = two.nth_weekday(1, Weekday::Saturday).expect("a day");
    let today = (later + 29.days()).max(two + 27.days());
    let tomorrow = today.tomorrow().expect("a day");
    let compact = |day: Date| day.strftime("%Y%m%d").to_string();
    let long = |day: Date| day.strftime("%-d %B %Y").to_string();
    let short = filed(28).strftime("%y").to_string();
    let fiscal = match quarter {
        1 => format!("FY{year}Q1"),
        4 => format!("FY{year}"),
        _ => format!("FY{year}Q1..FY{year}Q{quarter}"),
    };
    let purchases = so_far("capex -b cash") + 50_000_000_000;
    let changes: Vec<(&str, String)> = vec![
        ("2026Q3", format!("{year}Q{quarter}")),
        ("FY2026Q1..FY2026Q3", fiscal),
        ("-y 2026", format!("-y {year}")),
        ("calendar 2026", format!("calendar {year}")),
        ("3 of 4", format!("{quarter} of 4")),
        ("2026-01-01", date(year, 1, 1).to_string()),
        ("2026-07-01", first.to_string()),
        ("2026-09-30", last.to_string()),
        ("20260930", compact(last)),
        ("2026-10-01", next.to_string()),
        ("2026-10-27", filed(27).to_string()),
        ("20261027", compact(filed(27))),
        ("2026-10-28", filed(28).to_string()),
        ("2026-10-29", filed(29).to_string()),
        ("2028-10-28", (filed(28) + 2.years()).to_string()),
        ("-26-0009", format!("-{short}-0009")),
        ("-26-0010", format!("-{short}-0010")),
        ("26000998", format!("{short}000998")),
        ("26000999", format!("{short}000999")),
        ("130598000000", purchases.to_string()),
        ("130.6*", format!("{:.1}{}", billions(purchases), if quarter == 4 { "" } else { "*" })),
        ("140598000000", (purchases + 10_000_000_000).to_string()),
        ("140.6*", format!("{:.1}{}", billions(purchases) + 10.0, if quarter == 4 { "" } else { "*" })),
        ("21586000000", (so_far("depreciation") + 8_000_000_000).to_string()),
        // Days of the exchange rates.
        ("2026-10-30", fixing.to_string()),
        ("30 October 2026", long(fixing)),
        ("2026-11-02", one.to_string()),
        ("2026-11-03", two.to_string()),
        ("3 November 2026", long(two)),
        ("2026-11-07", weekend.to_string()),
        ("7 November 2026", long(weekend)),
        ("2026-11-30", today.to_string()),
        ("2026-12-01", tomorrow.to_string()),
        ("1 December 2026", long(tomorrow)),
        ("1.1172", rates("USD")),
        ("175.68", rates("JPY")),
        ("7.4326", rates("CNY")),
    ];
    let (from, to): (Vec<&str>, Vec<String>) = changes.into_iter().unzip();
    let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(from).expect("few words");
    (automaton, to)
});

#[allow(clippy::cast_precision_loss, reason = "to one decimal")]
fn billions(dollars: i64) -> f64 {
    dollars as f64 / 1e9
}

/// A text about the quarter and the days of the tests, about those to come instead.
pub fn to_come(text: &str) -> String {
    CHANGES.0.replace_all(text, &CHANGES.1)
}
