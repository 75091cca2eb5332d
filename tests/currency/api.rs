//! What holds of conversion for any amounts and rates, through the library and, for stated rates, the program.

use std::fmt::Write as _;

use capex::analysis::{Amount, convert};
use capex::data::Dataset;
use capex::fx::{Applied, Exchange, Missing, Policy, Rates, RatesFile};
use capex::model::{Currency, FiscalQuarter, Span};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::fixings::{FIXINGS, FOREIGN, on, to_minor_units};
use crate::runs::rows;

/// Made-up rates of two currencies for a dollar, and dollars for a euro, on days that follow each other.
#[derive(Debug, Clone)]
struct Made {
    /// Day, dollars for one euro, and units of AAA and BBB for one dollar.
    days: Vec<(Date, Decimal, Decimal, Decimal)>,
}

impl Made {
    /// As a plain list, in the order of the days.
    fn list(&self) -> String {
        let mut text = "date,currency,per_usd\n".to_owned();
        for (day, _, a, b) in &self.days {
            let _ = writeln!(text, "{day},AAA,{a}\n{day},BBB,{b}");
        }
        text
    }

    /// As the European Central Bank would publish it: against the euro, newest first.
    fn history(&self) -> String {
        let mut text = "Date,USD,AAA,BBB,\n".to_owned();
        for (day, dollars, a, b) in self.days.iter().rev() {
            let _ = writeln!(text, "{day},{dollars},{},{},", a * dollars, b * dollars);
        }
        text
    }

    /// All of the days.
    fn span(&self) -> Span {
        Span { start: self.days[0].0, end: self.days[self.days.len() - 1].0 }
    }
}

prop_compose! {
    fn made()(
        first in 0_i32..300,
        rates in prop::collection::vec((1_i32..6, 5_000_i64..20_000, 1_i64..5_000_000, 1_i64..9_000), 2..40),
    ) -> Made {
        let mut day = date(2024, 1, 1).saturating_add(first.days());
        let mut days = Vec::new();
        for (step, dollars, a, b) in rates {
            days.push((day, Decimal::new(dollars, 4), Decimal::new(a, 3), Decimal::new(b, 4)));
            day = day.saturating_add(step.days());
        }
        Made { days }
    }
}

fn code(code: &str) -> Currency {
    code.parse().expect("a code")
}

/// The rate of a policy over a span.
fn rate(file: &RatesFile, to: &str, policy: Policy, span: Span) -> Result<Applied, Missing> {
    Exchange::each(file.rates().expect("rates"), code(to), policy).over(span)
}

/// Four quarters of a fiscal year of Microsoft, which begins in the calendar year before.
fn quarters(year: i16) -> Vec<FiscalQuarter> {
    (1..=4).map(|number| FiscalQuarter::new(year, number)).collect()
}

/// Converts a year of Microsoft with these dollars in its quarters, and some that no quarter explains.
fn year(to: &str, year: i16, dollars: &[i64], rest: i64) -> Amount {
    thread_local!(static DATA: Dataset = Dataset::bundled().expect("the data"));
    let company = DATA.with(|data| data.company("msft").expect("a company").clone());
    let exchange = Exchange::each(Rates::bundled().expect("rates"), code(to), Policy::Average);
    let of = |quarter: &FiscalQuarter| Decimal::from(dollars[usize::from(quarter.number()) - 1]);
    let all = Decimal::from(dollars.iter().sum::<i64>() + rest);
    convert(&exchange, &company, &quarters(year), all, |some| Some(some.iter().map(of).sum()))
}

fn money(amount: Amount) -> Decimal {
    amount.money.expect("a rate").amount
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_list_and_a_history_of_the_same_rates_are_the_same(made in made(), policy in prop::sample::select(vec![Policy::Average, Policy::PeriodEnd])) {
        let list = RatesFile::read("list.csv", &made.list()).expect("a good list");
        let history = RatesFile::read("history.csv", &made.history()).expect("a good history");
        for to in ["AAA", "BBB"] {
            let (one, other) = (rate(&list, to, policy, made.span()), rate(&history, to, policy, made.span()));
            prop_assert_eq!(one, other);
            let of = |(_, _, a, b): &(Date, Decimal, Decimal, Decimal)| if to == "AAA" { *a } else { *b };
            let rates: Vec<Decimal> = made.days.iter().map(of).collect();
            let expected = match policy {
                Policy::PeriodEnd => rates[rates.len() - 1],
                _ => rates.iter().sum::<Decimal>() / Decimal::from(rates.len()),
            };
            prop_assert_eq!(one.map(|applied| applied.rate), Ok(expected));
        }
    }

    #[test]
    fn no_slip_in_a_file_ends_the_program(made in made(), at in any::<prop::sample::Index>(), slip in "[0-9.,\n\rN/A x-]{0,3}", of_list: bool) {
        let mut text = if of_list { made.list() } else { made.history() };
        let at = at.index(text.len());
        text.replace_range(at..=at, &slip);
        match RatesFile::read("slip.csv", &text) {
            Err(problems) => {
                prop_assert!(problems.list().iter().all(|problem| problem.file == "slip.csv" && problem.line >= 1));
            }
            Ok(file) => {
                let rates = || file.rates().expect("a file that was read");
                for to in rates().currencies().collect::<Vec<_>>() {
                    for policy in [Policy::Average, Policy::PeriodEnd] {
                        let exchange = Exchange::each(rates(), to, policy);
                        let _ = (exchange.over(made.span()), exchange.on(made.span().end));
                    }
                }
            }
        }
    }

    #[test]
    fn parts_convert_to_the_whole(
        to in prop::sample::select(FOREIGN.to_vec()),
        of in 2016_i16..=2026,
        one in prop::collection::vec(-90_000_000_000_i64..90_000_000_000, 4),
        other in prop::collection::vec(-90_000_000_000_i64..90_000_000_000, 4),
        rest in -5_000_000_000_i64..5_000_000_000,
    ) {
        let both: Vec<i64> = one.iter().zip(&other).map(|(one, other)| one + other).collect();
        let (sum, whole) = (year(to, of, &one, rest).plus(year(to, of, &other, 0)), year(to, of, &both, rest));
        prop_assert_eq!(sum.reported, whole.reported);
        // Each product keeps 28 digits.
        prop_assert!((money(sum) - money(whole)).abs() < Decimal::new(1, 9), "{:?} {:?}", sum, whole);
        prop_assert_eq!(money(year(to, of, &[0; 4], 0)), Decimal::ZERO);
    }

    #[test]
    fn a_year_lies_between_its_quarters(to in prop::sample::select(FOREIGN.to_vec()), of in 2016_i16..=2026, dollars in prop::collection::vec(1_i64..90_000_000_000, 4), rest in 0_i64..5_000_000_000) {
        let alone = |at: usize| {
            let mut one = [0; 4];
            one[at] = 1_000_000_000;
            year(to, of, &one, 0).rate().expect("a rate")
        };
        let rates = [0, 1, 2, 3].map(alone);
        let rate = year(to, of, &dollars, rest).rate().expect("a rate");
        let slack = Decimal::new(1, 18);
        prop_assert!(rates.iter().min().expect("four") - slack <= rate, "{} {:?}", rate, rates);
        prop_assert!(rate <= rates.iter().max().expect("four") + slack, "{} {:?}", rate, rates);
    }

    #[test]
    fn there_and_back_within_the_smallest_unit(
        code in prop::sample::select(FOREIGN.to_vec()),
        at in any::<prop::sample::Index>(),
        later in 0_i32..4,
        dollars in 1_i64..500_000_000_000,
    ) {
        let fixing = FIXINGS[at.index(FIXINGS.len())].day;
        let day = fixing.saturating_add(later.days());
        let rates = Rates::bundled().expect("rates");
        let to: Currency = code.parse().expect("a code");
        // Past the last fixing a day is known only if nothing was to follow.
        if let Ok(there) = rates.on(Currency::USD, to, day).expect("a good file") {
            prop_assert_eq!(there.quote.rate, on(code, day).rate);
            let back = rates.on(to, Currency::USD, day).expect("a good file").expect("a rate").quote.rate;
            let dollars = Decimal::from(dollars);
            let returned = to_minor_units(dollars * there.quote.rate, code) * back;
            let unit = if matches!(code, "JPY" | "KRW") { Decimal::ONE } else { Decimal::new(1, 2) };
            prop_assert!((returned - dollars).abs() <= unit * back, "{} {} {}", code, dollars, returned);
        }
    }

    #[test]
    fn dollars_in_dollars_are_untouched(dollars in any::<i64>(), policy in prop::sample::select(Policy::ALL.to_vec()), days in 0_i32..30_000) {
        let day = date(1990, 1, 1).saturating_add(days.days());
        let exchange = Exchange::each(Rates::bundled().expect("rates"), Currency::USD, policy);
        let applied = exchange.over(Span { start: day, end: day.saturating_add(90.days()) }).expect("no rate is needed");
        let amount = Amount::at(Decimal::from(dollars), Currency::USD, applied);
        prop_assert_eq!((money(amount), amount.reported, amount.days), (Decimal::from(dollars), Decimal::from(dollars), None));
        prop_assert_eq!(exchange.on(day).expect("no rate is needed"), applied);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_program_multiplies_by_a_stated_rate_and_rounds_once(digits in 1_i64..1_000_000_000_000, places in 6_u32..13, code in prop::sample::select(vec!["CNY", "KRW"])) {
        let stated = Decimal::new(digits, places);
        prop_assume!(stated >= Decimal::new(1, 6));
        let rows = rows(&format!("show -Y -p 2023..2025 -x {code} --fx-rate {stated}"));
        prop_assert_eq!(rows.len(), 12, "three years of four companies");
        for row in rows {
            let dollars = row.fraction("reported").expect("dollars");
            prop_assert_eq!(row.fraction("value"), Some(to_minor_units(dollars * stated, code)), "{} × {}", dollars, stated);
        }
    }
}
