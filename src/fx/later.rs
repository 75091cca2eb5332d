//! Fixings later than the bundled ones: taken from the European Central Bank's own history, kept in a user's folder, and
//! put behind the bundled ones when rates are read.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::doubt::{self, Doubt};
use super::own::RatesFile;
use super::rates::Rates;
use crate::data::{self, Problem, Problems};
use crate::model::Currency;
use crate::say;

/// Fixings after the last bundled one, in the shape of the bundled file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The file: the bundled header, then a line for each day.
    pub text: String,
    /// The days, in order.
    pub days: Vec<Date>,
    /// What is doubtful about fixings, those that were left out among them.
    pub doubts: Vec<Doubt>,
}

impl Later {
    /// The later fixings of a history as the bank publishes it, of which `name` is for messages, up to today. A currency
    /// that the bank has dropped has empty cells.
    pub fn of_history(name: &str, text: &str, today: Date) -> Result<Self, Problems> {
        let file = RatesFile::read(name, text)?;
        let (all, bundled) = (file.rates()?, Rates::bundled()?);
        if all.base() != Currency::EUR {
            return Err(Problem::new(name, 1, say!(not_history_of_ecb)).into());
        }
        let wanted: Vec<Option<usize>> = bundled
            .currencies()
            .skip(1)
            .map(|currency| all.currencies().skip(1).position(|other| other == currency))
            .collect();
        let mut text = header().to_owned() + "\n";
        for (day, cells) in doubt::lines(file.text()) {
            let _ = write!(text, "{day}");
            for at in &wanted {
                let cell = at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
                let _ = write!(text, ",{cell}");
            }
            text.push('\n');
        }
        let mut later = Self::of_lines(&text, bundled.last(), Some(today));
        later.doubts.splice(..0, doubt::contradictions(&text));
        Ok(later)
    }

    /// The later fixings of a file as [`Later::text`] has it; days that are bundled by now are left aside.
    pub fn read(name: &str, text: &str) -> Result<Self, Problems> {
        let first = text.lines().next().unwrap_or_default();
        if first != header() {
            let shown: String = first.chars().take(80).collect();
            return Err(Problem::new(name, 1, say!(header_expected, shown, header = header().to_string())).into());
        }
        if text.lines().nth(1).is_some() {
            Rates::open(name, text)?.problems().none()?;
        }
        Ok(Self::of_lines(text, Rates::bundled()?.last(), None))
    }

    /// The lines after a day that can be right.
    fn of_lines(text: &str, after: Date, today: Option<Date>) -> Self {
        let mut later = Self { text: header().to_owned() + "\n", days: Vec::new(), doubts: Vec::new() };
        for (line, (day, _)) in text.lines().skip(1).zip(doubt::lines(text)).filter(|(_, (day, _))| *day > after) {
            if let Some(doubt) = doubt::of_day(day, today) {
                later.doubts.push(doubt);
            } else {
                later.days.push(day);
                later.text.push_str(line);
                later.text.push('\n');
            }
        }
        later.doubts.extend(doubt::jumps(&later.text));
        later
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
    use jiff::ToSpan as _;
    use jiff::civil::{Weekday, date};

    /// The last bundled day, two working days behind it, and a Sunday after these.
    fn days() -> [Date; 4] {
        let last = Rates::bundled().unwrap().last();
        let is_working = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let mut after = last.series(1.day()).skip(1).filter(is_working);
        let [one, two] = [after.next().unwrap(), after.next().unwrap()];
        [last, one, two, two.nth_weekday(1, Weekday::Sunday).unwrap()]
    }

    /// The bank's file, and the working days behind the bundled ones.
    fn later() -> (Later, [Date; 2]) {
        let [last, one, two, sunday] = days();
        let history = format!(
            "Date,USD,JPY,BGN,CNY,\n{two},1.12,176.1,N/A,7.44,\n{one},1.11,176,1.9558,7.43,\n{last},{},,1.9558,,\n",
            bundled("USD")
        );
        (Later::of_history("hist.csv", &history, sunday).unwrap(), [one, two])
    }

    /// The last bundled rate of a currency, against the euro.
    fn bundled(currency: &str) -> rust_decimal::Decimal {
        let [last, ..] = days();
        let rates = Rates::bundled().unwrap();
        rates.on(Currency::EUR, currency.parse().unwrap(), last).unwrap().unwrap().quote.rate
    }

    #[test]
    fn later_days_are_kept_in_the_shape_of_the_bundled_file() {
        let (later, [one, two]) = later();
        assert_eq!(later.days, [one, two]);
        let lines: Vec<&str> = later.text.lines().collect();
        assert_eq!(lines[0], header());
        assert_eq!(lines[1], format!("{one},1.11,7.43,,176,,,,,,,,,,,"));
        assert_eq!(Later::read("ecb.csv", &later.text).unwrap(), later);
    }

    #[test]
    fn rates_go_on_where_the_bundled_ones_end() {
        let (later, [one, two]) = later();
        let file = later.behind_the_bundled();
        let rates = file.rates().unwrap();
        assert_eq!((rates.first(), rates.last()), (Rates::bundled().unwrap().first(), two));
        assert_eq!(rates.source(), "ECB");
        let quote = rates.on(Currency::EUR, Currency::USD, one).unwrap().unwrap().quote;
        assert_eq!(quote.rate.to_string(), "1.11");
        assert!(rates.problems().is_empty());
    }

    #[test]
    fn a_file_of_other_columns_or_of_no_rates_is_a_problem() {
        assert!(Later::read("ecb.csv", "date,USD\n2026-11-02,1.1\n").is_err());
        let wrong = format!("{}\n2026-11-02,x,,,,,,,,,,,,,,\n", header());
        let problems = Later::read("ecb.csv", &wrong).unwrap_err();
        assert_eq!(problems.to_string(), "ecb.csv:2:2: `x` is not an exchange rate");
        assert!(Later::read("ecb.csv", &format!("{}\n", header())).unwrap().days.is_empty());
        assert!(
            Later::of_history("hist.csv", "date,currency,per_usd\n2026-11-02,EUR,0.9\n", date(2026, 11, 30)).is_err()
        );
    }

    #[test]
    fn what_cannot_be_right_is_left_out_and_what_is_unusual_is_named() {
        let ([day, _, _, sunday], currency, cny) = (days(), Currency::USD, bundled("CNY"));
        let [today, tomorrow] = [1, 2].map(|after| sunday + after.days());
        let bundled = bundled("USD");
        let (double, other) = (bundled + bundled, bundled + rust_decimal::Decimal::new(1, 4));
        let history = format!(
            "Date,USD,CNY\n{tomorrow},1.2,{cny}\n{today},{double},{cny}\n{sunday},1.1,{cny}\n{day},{other},{cny}\n"
        );
        let later = Later::of_history("hist.csv", &history, today).unwrap();
        assert_eq!(later.days, [today]);
        assert_eq!(
            later.doubts,
            [
                Doubt::Contradicts { day, currency, rate: other, bundled },
                Doubt::Weekend(sunday),
                Doubt::Future(tomorrow),
                Doubt::Jump { day: today, currency, change: rust_decimal::Decimal::ONE },
            ]
        );
    }

    #[test]
    fn the_bundled_fixings_give_no_doubt() {
        assert_eq!(doubt::contradictions(data::RATES), []);
        assert!(doubt::lines(data::RATES).all(|(day, _)| doubt::of_day(day, None).is_none()));
        assert_eq!(
            doubt::jumps(data::RATES)
                .iter()
                .filter(|doubt| matches!(doubt, Doubt::Jump { day, .. } if *day > date(2012, 1, 3)))
                .count(),
            0
        );
    }
}
