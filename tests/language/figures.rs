//! A Chinese page has the figures of the English one.

use rust_decimal::Decimal;

use capex::commands::table::RateUse;

use crate::reports::reports;
use crate::{markdown, stdout};

/// Currencies that rates are of.
const CURRENCIES: [&str; 4] = ["USD", "EUR", "CNY", "JPY"];

/// The figures in a text: a billion is ten of what Chinese counts in, a rate per dollar is one for 1 dollar, months have
/// numbers, a fiscal year is a year, what follows a letter is a label.
pub fn figures(text: &str) -> Vec<Decimal> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let months = (1..).zip(MONTHS).map(|(number, name)| (format!(" {name}"), format!(" {number}")));
    let text = months.fold(text.to_owned(), |text, (name, number)| text.replace(&name, &number));
    let text = text.replace("FY", " ").replace(" per {base}", " for 1 {base}");
    let per = CURRENCIES.iter().fold(text, |text, code| text.replace(&format!(" per {code}"), " for 1 USD"));
    let mut figures = Vec::new();
    let mut rest = per.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let label = rest[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        rest = &rest[at..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let digits = rest[..end].trim_end_matches(['.', ',']);
        rest = &rest[end..];
        let Ok(figure) = digits.replace(',', "").parse::<Decimal>() else { continue };
        let unit = rest
            .trim_start_matches(" to ")
            .trim_start_matches('–')
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let scale = if [" billion", " bn", " 十亿"].iter().any(|name| unit.starts_with(name)) { 10 } else { 1 };
        if !label {
            figures.push(figure * Decimal::from(scale));
        }
    }
    figures
}

#[test]
fn figures_are_those_of_the_english_page() {
    let (reports, folder) = reports();
    for report in &reports {
        let english = markdown(report, &folder, "en");
        // A Chinese page counts in 亿; claims are in the unit that they are printed in.
        let is_in_own_unit = report.traits.rates == RateUse::OfPrint || report.words.iter().any(|word| word == "-u");
        let unit = if is_in_own_unit { vec![] } else { vec!["-u", report.traits.unit.name()] };
        let chinese = stdout(report.run(&folder).args(["-f", "markdown", "--lang", "zh"]).args(unit)).replace('\\', "");
        let (table, prose): (Vec<&str>, Vec<&str>) = english.lines().partition(|line| line.starts_with('|'));
        let (own_table, own_prose): (Vec<&str>, Vec<&str>) = chinese.lines().partition(|line| line.starts_with('|'));
        assert_eq!((table.len(), prose.len()), (own_table.len(), own_prose.len()), "{report}");
        // Words change places in a sentence, and so may figures; in a cell that is a sentence too.
        let sorted = |line: &str| {
            let mut figures = figures(line);
            figures.sort_unstable();
            figures
        };
        let cells = |line: &str| line.split('|').map(sorted).collect::<Vec<_>>();
        for (english, chinese) in table.iter().zip(&own_table) {
            assert_eq!(cells(chinese), cells(english), "{report}:\n{english}\n{chinese}");
        }
        for (english, chinese) in prose.iter().zip(&own_prose) {
            assert_eq!(sorted(chinese), sorted(english), "{report}:\n{english}\n{chinese}");
        }
    }
}
