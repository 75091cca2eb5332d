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
    use jiff::civil::date;

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
