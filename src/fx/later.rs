//! Fixings later than the bundled ones: taken from the European Central Bank's own history, kept in a user's folder, and
//! put behind the bundled ones when rates are read.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::own::RatesFile;
use super::rates::Rates;
use crate::data::{self, Problem, Problems};
use crate::model::Currency;

/// Fixings after the last bundled one, in the shape of the bundled file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The file: the bundled header, then a line for each day.
    pub text: String,
    /// The days, in order.
    pub days: Vec<Date>,
}

impl Later {
    /// The later fixings of a history as the bank publishes it, of which `name` is for messages. A currency that the bank
    /// has dropped has empty cells.
    pub fn of_history(name: &str, text: &str) -> Result<Self, Problems> {
        let file = RatesFile::read(name, text)?;
        let (all, bundled) = (file.rates()?, Rates::bundled()?);
        if all.base() != Currency::EUR {
            return Err(
                Problem::new(name, 1, "not the history of the European Central Bank: no rates for one euro").into()
            );
        }
        let wanted: Vec<Option<usize>> = bundled
            .currencies()
            .skip(1)
            .map(|currency| all.currencies().skip(1).position(|other| other == currency))
            .collect();
        let mut later = Self { text: header().to_owned() + "\n", days: Vec::new() };
        for line in file.text().lines().skip(1) {
            let mut cells = line.split(',');
            let Some(day) = cells.next().and_then(|day| day.parse::<Date>().ok()).filter(|day| *day > bundled.last())
            else {
                continue;
            };
            let cells: Vec<&str> = cells.collect();
            let _ = write!(later.text, "{day}");
            for at in &wanted {
                let cell = at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
                let _ = write!(later.text, ",{cell}");
            }
            later.text.push('\n');
            later.days.push(day);
        }
        Ok(later)
    }

    /// The later fixings of a file as [`Later::text`] has it; days that are bundled by now are left aside.
    pub fn read(name: &str, text: &str) -> Result<Self, Problems> {
        let first = text.lines().next().unwrap_or_default();
        if first != header() {
            return Err(Problem::new(name, 1, format!("the header is `{first}`; expected `{}`", header())).into());
        }
        let mut later = Self { text: header().to_owned() + "\n", days: Vec::new() };
        if text.lines().nth(1).is_none() {
            return Ok(later);
        }
        Rates::open(name, text)?.problems().none()?;
        let newest = Rates::bundled()?.last();
        for line in text.lines().skip(1) {
            let day = line.split(',').next().and_then(|day| day.parse::<Date>().ok()).filter(|day| *day > newest);
            if let Some(day) = day {
                later.days.push(day);
                later.text.push_str(line);
                later.text.push('\n');
            }
        }
        Ok(later)
    }

    /// The bundled rates with these behind them.
    pub fn behind_the_bundled(&self) -> RatesFile {
        let rows = self.text.split_once('\n').map_or("", |(_, rows)| rows);
        let bundled = data::RATES.trim_ascii_end();
        RatesFile::of_bank(format!("{bundled}\n{rows}"))
    }
}

fn header() -> &'static str {
    data::RATES.lines().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const HISTORY: &str = "Date,USD,JPY,BGN,CNY,\n\
        2026-11-03,1.12,176.1,N/A,7.44,\n\
        2026-11-02,1.11,176,1.9558,7.43,\n\
        2026-10-30,1.1172,175.68,1.9558,7.4326,\n";

    #[test]
    fn later_days_are_kept_in_the_shape_of_the_bundled_file() {
        let later = Later::of_history("hist.csv", HISTORY).unwrap();
        assert_eq!(later.days, [date(2026, 11, 2), date(2026, 11, 3)]);
        let lines: Vec<&str> = later.text.lines().collect();
        assert_eq!(lines[0], header());
        assert_eq!(lines[1], "2026-11-02,1.11,7.43,,176,,,,,,,,,,,");
        assert_eq!(Later::read("ecb.csv", &later.text).unwrap(), later);
    }

    #[test]
    fn rates_go_on_where_the_bundled_ones_end() {
        let file = Later::of_history("hist.csv", HISTORY).unwrap().behind_the_bundled();
        let rates = file.rates().unwrap();
        assert_eq!((rates.first(), rates.last()), (Rates::bundled().unwrap().first(), date(2026, 11, 3)));
        assert_eq!(rates.source(), "ECB");
        let quote = rates.on(Currency::EUR, Currency::USD, date(2026, 11, 2)).unwrap().unwrap().quote;
        assert_eq!(quote.rate.to_string(), "1.11");
        assert!(rates.problems().is_empty());
    }

    #[test]
    fn a_file_of_other_columns_or_of_no_rates_is_a_problem() {
        assert!(Later::read("ecb.csv", "date,USD\n2026-11-02,1.1\n").is_err());
        let wrong = format!("{}\n2026-11-02,x,,,,,,,,,,,,,,\n", header());
        let problems = Later::read("ecb.csv", &wrong).unwrap_err();
        assert_eq!(problems.to_string(), "ecb.csv:2:2: `x` is not a rate of exchange");
        assert!(Later::read("ecb.csv", &format!("{}\n", header())).unwrap().days.is_empty());
        assert!(Later::of_history("hist.csv", "date,currency,per_usd\n2026-11-02,EUR,0.9\n").is_err());
    }
}
