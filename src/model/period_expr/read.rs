//! How period expressions are typed.

use std::str::FromStr;

use super::super::period::{BadPeriod, Period};
use super::{BadPeriodExpr, Grain, MOST, PeriodExpr, RangeEnd, Term, kind};

impl FromStr for PeriodExpr {
    type Err = BadPeriodExpr;

    fn from_str(typed: &str) -> Result<Self, BadPeriodExpr> {
        typed.split([',', '，', '、']).map(|term| Term::read(term.trim())).collect::<Result<_, _>>().map(Self)
    }
}

impl Term {
    fn read(word: &str) -> Result<Self, BadPeriodExpr> {
        if let Some((count, grain)) = last(word) {
            return if count > MOST { Err(BadPeriodExpr::Long(word.to_owned())) } else { Ok(Self::Last(count, grain)) };
        }
        if word.eq_ignore_ascii_case("all") {
            return Ok(Self::All);
        }
        // The words first: `year to date` is no range.
        if let Some(end) = RangeEnd::named(word) {
            return Ok(Self::One(end));
        }
        let Some((start, end)) = ends(word) else {
            return RangeEnd::read(word).map(Self::One).map_err(|error| with_hyphen(word).unwrap_or(error));
        };
        let start: Option<Period> = if start.is_empty() { None } else { Some(start.parse()?) };
        let end = match (start, end) {
            (None, "") => return Err(BadPeriod::Shape(word.to_owned()).into()),
            (Some(_), "") => RangeEnd::Latest,
            (_, end) => RangeEnd::read(end)?,
        };
        if let (Some(start), RangeEnd::At(end)) = (start, end) {
            if start.is_fiscal() != end.is_fiscal() || kind(start) != kind(end) {
                return Err(BadPeriodExpr::Ends(start, end));
            }
            if end < start {
                return Err(BadPeriodExpr::Backwards(start, end));
            }
        }
        Ok(Self::Range(start, end))
    }
}

/// The two ends of a range: around `..`, `:`, a dash, `to`, 至 or 到; a hyphen only between two years, as `2025-Q3` is a
/// quarter.
fn ends(word: &str) -> Option<(&str, &str)> {
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let years = || word.split_once('-').filter(|(start, end)| is_year(start.trim()) && is_year(end.trim()));
    let to = || {
        let at = word.to_ascii_lowercase().find(" to ")?;
        Some((word.get(..at)?, word.get(at + 4..)?))
    };
    let (start, end) = [":", "–", "—", "至", "到", "~", "～"]
        .iter()
        .fold(word.split_once(".."), |found, mark| found.or_else(|| word.split_once(mark)))
        .or_else(to)
        .or_else(years)?;
    Some((start.trim(), end.trim()))
}

/// The range that two periods around a hyphen were meant as.
fn with_hyphen(word: &str) -> Option<BadPeriodExpr> {
    let hyphens = word.match_indices('-');
    let ends = hyphens.filter_map(|(at, _)| Some((word.get(..at)?, word.get(at + 1..)?)));
    let mut ranges = ends
        .filter_map(|(start, end)| Some(format!("{}..{}", start.parse::<Period>().ok()?, end.parse::<Period>().ok()?)));
    ranges.next().map(BadPeriodExpr::Hyphen)
}

impl RangeEnd {
    fn read(word: &str) -> Result<Self, BadPeriodExpr> {
        match Self::named(word) {
            Some(end) => Ok(end),
            None => Ok(Self::At(word.parse()?)),
        }
    }

    /// The end that a word names by its distance from the newest quarter.
    fn named(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase().replace(['-', '_'], " ");
        Some(match word.split_whitespace().collect::<Vec<_>>().join(" ").as_str() {
            "latest" | "last" | "last quarter" | "latest quarter" | "newest" | "最新" | "最近一季" | "最新季度"
            | "最近一个季度" => Self::Latest,
            "ytd" | "year to date" | "今年以来" | "年初至今" => Self::YearToDate,
            "ttm"
            | "ltm"
            | "trailing twelve months"
            | "last twelve months"
            | "last 12 months"
            | "trailing 12 months"
            | "过去十二个月"
            | "最近十二个月"
            | "近十二个月"
            | "过去12个月"
            | "最近12个月" => Self::TrailingYear,
            _ => return None,
        })
    }
}

/// Reads `last8q`, `last5y`, `last 4 quarters`, `last4`, `last year`, `latest year`.
fn last(word: &str) -> Option<(u16, Option<Grain>)> {
    let word = word.to_ascii_lowercase();
    if matches!(word.as_str(), "latest year" | "去年" | "最近一年") {
        return Some((1, Some(Grain::Years)));
    }
    let rest = word.strip_prefix("last")?.trim();
    let digits = rest.trim_end_matches(|c: char| !c.is_ascii_digit());
    let grain = match rest.strip_prefix(digits)?.trim().trim_start_matches('-') {
        "q" | "quarter" | "quarters" if !digits.is_empty() => Some(Grain::Quarters),
        "y" | "years" if !digits.is_empty() => Some(Grain::Years),
        "year" => Some(Grain::Years),
        "" if !digits.is_empty() => None,
        _ => return None,
    };
    let count = if digits.is_empty() { 1 } else { digits.parse().ok()? };
    (count > 0).then_some((count, grain))
}
