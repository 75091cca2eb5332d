//! Which periods a query is about: `2025`, `2019..2025`, `2024,2025`, `latest`, `last8q`.

use std::str::FromStr;

use super::period::{BadPeriod, Part, Period, Stretch};
use super::words::Words;
use crate::say;

/// A period expression as typed: a list of terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window(Vec<Term>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Term {
    One(Edge),
    /// Inclusive; an open end is the newest period.
    Range(Period, Edge),
    Last(u16, Grain),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    At(Period),
    Latest,
}

/// What a period is cut into or widened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// Discrete quarters.
    Quarters,
    /// Whole years.
    Years,
    /// The trailing twelve months to the end of each quarter.
    TrailingYears,
}

/// A period expression that could not be read or resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words())]
pub enum BadWindow {
    /// One of its periods.
    Period(#[from] BadPeriod),
    /// A range whose ends are of two kinds.
    Ends(Period, Period),
    /// A range that runs backwards.
    Backwards(Period, Period),
    /// More periods than a report can hold.
    Long(String),
}

impl BadWindow {
    /// Why the expression gives no periods.
    pub fn words(&self) -> Words {
        match self {
            Self::Period(error) => error.words(),
            Self::Ends(first, last) => say!(ends_of_two_kinds, first = first.to_string(), last = last.to_string()),
            Self::Backwards(first, last) => say!(runs_backwards, first = first.to_string(), last = last.to_string()),
            Self::Long(typed) => say!(too_many_periods, typed),
        }
    }
}

/// The most periods a query may ask for: a century of quarters.
const MOST: u16 = 400;

impl FromStr for Window {
    type Err = BadWindow;

    fn from_str(typed: &str) -> Result<Self, BadWindow> {
        typed.split(',').map(|term| Term::read(term.trim())).collect::<Result<_, _>>().map(Self)
    }
}

impl Term {
    fn read(word: &str) -> Result<Self, BadWindow> {
        if let Some((count, grain)) = last(word) {
            return if count > MOST { Err(BadWindow::Long(word.to_owned())) } else { Ok(Self::Last(count, grain)) };
        }
        let Some((start, end)) = word.split_once("..") else { return Edge::read(word).map(Self::One) };
        let start: Period = start.parse()?;
        match if end.is_empty() { Edge::Latest } else { Edge::read(end)? } {
            Edge::Latest => Ok(Self::Range(start, Edge::Latest)),
            Edge::At(end) => {
                if start.is_fiscal() != end.is_fiscal() || kind(start) != kind(end) {
                    return Err(BadWindow::Ends(start, end));
                }
                if end < start {
                    return Err(BadWindow::Backwards(start, end));
                }
                Ok(Self::Range(start, Edge::At(end)))
            }
        }
    }
}

impl Edge {
    fn read(word: &str) -> Result<Self, BadWindow> {
        if word.eq_ignore_ascii_case("latest") { Ok(Self::Latest) } else { Ok(Self::At(word.parse()?)) }
    }
}

/// Reads `last8q` or `last5y`.
fn last(word: &str) -> Option<(u16, Grain)> {
    let word = word.to_ascii_lowercase();
    let rest = word.strip_prefix("last")?;
    let grain = if rest.ends_with('q') { Grain::Quarters } else { Grain::Years };
    let count = rest.strip_suffix(['q', 'y'])?.parse().ok()?;
    (count > 0).then_some((count, grain))
}

/// A rank that is equal for periods of equal length.
fn kind(period: Period) -> u8 {
    match period.stretch().part {
        Part::Year => 0,
        Part::Half(_) => 1,
        Part::Quarter(_) => 2,
        Part::TrailingYear(_) => 3,
    }
}

impl Window {
    /// The newest quarter.
    pub fn latest() -> Self {
        Self(vec![Term::One(Edge::Latest)])
    }

    /// The newest `count` quarters or years.
    pub fn last(count: u16, grain: Grain) -> Self {
        Self(vec![Term::Last(count, grain)])
    }

    /// The periods meant, in the order asked for, each once. `newest` tells the newest quarter that is known, reckoned as
    /// the report reckons, and is asked only where a term reaches to it; `fiscal` reads plain years as each company's own.
    pub fn resolve<E: From<BadWindow>>(
        &self,
        newest: impl Fn() -> Result<Period, E>,
        fiscal: bool,
        grain: Option<Grain>,
    ) -> Result<Vec<Period>, E> {
        let own = |period: Period| if fiscal { period.fiscal() } else { period };
        let mut periods = Vec::new();
        for term in &self.0 {
            match *term {
                Term::One(Edge::At(period)) => periods.push(own(period)),
                Term::One(Edge::Latest) => {
                    periods.push(newest_of(newest()?, if grain == Some(Grain::Years) { 0 } else { 2 }));
                }
                Term::Range(start, end) => {
                    let start = own(start);
                    let end = match end {
                        Edge::At(end) => own(end),
                        Edge::Latest => newest_of(newest()?, kind(start)),
                    };
                    extend(&mut periods, start, end)?;
                }
                Term::Last(count, unit) => {
                    let newest = newest_of(newest()?, if unit == Grain::Years { 0 } else { 2 });
                    let first = (1..count).fold(newest, |period, _| period.previous());
                    extend(&mut periods, first, newest)?;
                }
            }
        }
        let mut cut: Vec<Period> = Vec::new();
        for period in periods {
            for piece in cut_to(period, grain) {
                if !cut.contains(&piece) {
                    cut.push(piece);
                }
            }
        }
        match cut.first() {
            Some(first) if cut.len() > usize::from(MOST) => Err(BadWindow::Long(format!("{first}..")).into()),
            _ => Ok(cut),
        }
    }
}

/// The newest whole period of a kind that ends no later than the newest quarter does.
fn newest_of(newest: Period, kind: u8) -> Period {
    let Stretch { year, part } = newest.stretch();
    let Part::Quarter(quarter) = part else { return newest };
    newest.with(match kind {
        0 => Stretch { year: if quarter == 4 { year } else { year - 1 }, part: Part::Year },
        1 if quarter == 4 => Stretch { year, part: Part::Half(2) },
        1 if quarter >= 2 => Stretch { year, part: Part::Half(1) },
        1 => Stretch { year: year - 1, part: Part::Half(2) },
        2 => Stretch { year, part },
        _ => Stretch { year, part: Part::TrailingYear(quarter) },
    })
}

fn extend(periods: &mut Vec<Period>, start: Period, end: Period) -> Result<(), BadWindow> {
    let mut back = Vec::new();
    let mut period = end;
    while period >= start {
        back.push(period);
        if back.len() > usize::from(MOST) {
            return Err(BadWindow::Long(format!("{start}..{end}")));
        }
        period = period.previous();
    }
    periods.extend(back.into_iter().rev());
    Ok(())
}

fn cut_to(period: Period, grain: Option<Grain>) -> Vec<Period> {
    let Stretch { year, part } = period.stretch();
    let at = |part| period.with(Stretch { year, part });
    match grain {
        None => vec![period],
        Some(Grain::Years) => vec![at(Part::Year)],
        Some(Grain::TrailingYears) => vec![at(Part::TrailingYear(part.last_quarter()))],
        Some(Grain::Quarters) => {
            let newest = at(Part::Quarter(part.last_quarter()));
            let mut quarters: Vec<_> = std::iter::successors(Some(newest), |quarter| Some(quarter.previous()))
                .take(part.len_in_quarters())
                .collect();
            quarters.reverse();
            quarters
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn resolved(expression: &str, fiscal: bool, grain: Option<Grain>) -> String {
        let newest: Period = "2026Q2".parse().unwrap();
        let newest = if fiscal { newest.fiscal() } else { newest };
        let periods = expression.parse::<Window>().and_then(|window| window.resolve(|| Ok(newest), fiscal, grain));
        match periods {
            Ok(periods) => periods.iter().map(Period::to_string).collect::<Vec<_>>().join(" "),
            Err(error) => format!("error: {error}"),
        }
    }

    #[test]
    fn expressions_name_periods() {
        assert_eq!(resolved("2024,2025", false, None), "2024 2025");
        assert_eq!(resolved("2023..2025", false, None), "2023 2024 2025");
        assert_eq!(resolved("2025Q3..", false, None), "2025Q3 2025Q4 2026Q1 2026Q2");
        assert_eq!(resolved("2025H1..latest", false, None), "2025H1 2025H2 2026H1");
        assert_eq!(resolved("last3q", false, None), "2025Q4 2026Q1 2026Q2");
        assert_eq!(resolved("last2y", false, None), "2024 2025");
        assert_eq!(resolved("latest", false, None), "2026Q2");
        assert_eq!(resolved("latest,2026Q2", false, None), "2026Q2");
        assert_eq!(resolved("FY2024..FY2025", false, None), "FY2024 FY2025");
    }

    #[test]
    fn a_grain_cuts_or_widens() {
        assert_eq!(resolved("2025", false, Some(Grain::Quarters)), "2025Q1 2025Q2 2025Q3 2025Q4");
        assert_eq!(resolved("latest", false, Some(Grain::TrailingYears)), "TTM2026Q2");
        assert_eq!(resolved("latest", false, Some(Grain::Years)), "2025");
        assert_eq!(resolved("2025Q1..2025Q4", false, Some(Grain::Years)), "2025");
        assert_eq!(resolved("2025", true, Some(Grain::Quarters)), "FY2025Q1 FY2025Q2 FY2025Q3 FY2025Q4");
    }

    #[test]
    fn what_cannot_be_meant_is_said() {
        assert_eq!(
            resolved("2025..2019", false, None),
            "error: `2025..2019` runs backwards; did you mean `2019..2025`?"
        );
        assert!(resolved("2019..2025Q1", false, None).contains("not of one kind"));
        assert!(resolved("last9999q", false, None).contains("too many periods"));
        assert!(resolved("1001..2025", false, None).contains("too many periods"));
        assert!(resolved("2024,,2025", false, None).contains("is not a period"));
    }

    proptest! {
        #[test]
        fn no_expression_panics(expression in "[0-9FYQHTMlastqy.,]{0,16}") {
            let _ = resolved(&expression, false, Some(Grain::Quarters));
        }
    }
}
