//! The proof: quarters against years, year-to-date figures against quarters.
//!
//! Within a fiscal year the ends of quarters are points and figures are distances between them, as in `derive`. Figures on
//! one vintage must agree on every distance: those that one day's filings print together, and those that the engine would
//! combine, which are the values of one vintage. Filers do get it wrong: an annual report of Amazon's tags the quarters of two
//! years the wrong way round, and nothing but a sum shows it.
//!
//! Where figures disagree, one that another sum confirms is not suspected, and of those that are, the ones that the fewest
//! filings give are left out. One that shows how it came to be wrong is left out before all: another filing gives its span the
//! amount that the others call for, or the sign is the wrong way round, or the unit, or it is the amount of a longer span of the
//! same filing, dated wrongly. Without one that all the others can be right is preferred. Figures of which all that cannot be
//! told are left out together: which of them is wrong cannot be known. What later filings print again of it is taken back where the
//! figures of a later vintage confirm it.

use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::bounds::Bounds;
use super::distances::Distances;
use crate::derive::{Entry, Point, vintages_of};

/// A figure of one metric and fiscal year, as one day's filings give it.
#[derive(Debug, Clone, Copy)]
pub struct Stated {
    /// The points it lies between.
    pub from: Point,
    /// The later one.
    pub to: Point,
    /// US dollars.
    pub value: Decimal,
    /// The unit the filing rounds to: one, a thousand, a million.
    pub unit: Decimal,
    /// The day it was filed.
    pub filed: Date,
}

/// What becomes of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofVerdict {
    /// It is a fact: the first value of its span, or one that differs from the value before (`restated`).
    Fact {
        /// Whether an earlier filing gave the span another value.
        restated: bool,
        /// The day of the last filing that repeats it.
        last_printed: Date,
    },
    /// It repeats the value that stands.
    Repeats,
    /// It fails its proof.
    Contradicted(Contradiction),
}

/// That a figure and the figures around it do not add up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What the figures around it give.
    pub other: Decimal,
    /// How far they might have been apart for rounding.
    pub allowed: Decimal,
}

/// Judges the figures of one metric and fiscal year, which are in the order of filing. `is_positive` is of a metric that is
/// never below zero.
pub fn prove(stated: &[Stated], is_positive: bool) -> Vec<ProofVerdict> {
    let mut contradicted: Vec<Option<Contradiction>> = vec![None; stated.len()];
    turned(stated, &mut contradicted);
    loop {
        let runs = runs(stated, &contradicted);
        let suspects = suspects(stated, &runs, &contradicted, is_positive);
        let run_of = |index: usize| runs.iter().find(|run| run.members.contains(&index));
        let support = |index: usize| run_of(index).map_or(0, |run| run.support);
        let Some(least) = suspects.iter().map(|(index, _)| support(*index)).min() else {
            readmit(stated, &mut contradicted, is_positive);
            return verdicts(stated, &self::runs(stated, &contradicted), contradicted);
        };
        for (index, contradiction) in suspects {
            if support(index) == least {
                for &member in run_of(index).map_or(&[index][..], |run| &run.members) {
                    if let Some(slot) = contradicted.get_mut(member) {
                        slot.get_or_insert_with(|| contradiction.clone());
                    }
                }
            }
        }
    }
}

/// Takes back what later filings print again of the figures that were left out, a filing day at a time, where it is confirmed by
/// then. A year is recast part by part: a figure that was first printed beside parts from before is right beside those from after.
fn readmit(stated: &[Stated], contradicted: &mut Vec<Option<Contradiction>>, is_positive: bool) {
    let is_out = |index: usize| contradicted.get(index).is_some_and(Option::is_some);
    let repeats: Vec<(usize, Date)> = stated
        .iter()
        .enumerate()
        .filter(|(index, figure)| {
            let mut before = stated.iter().enumerate().take(*index);
            let is_like =
                |other: &Stated| (other.from, other.to, other.value) == (figure.from, figure.to, figure.value);
            is_out(*index) && before.any(|(at, other)| is_out(at) && is_like(other) && other.filed < figure.filed)
        })
        .map(|(index, figure)| (index, figure.filed))
        .collect();
    for of_day in repeats.chunk_by(|one, other| one.1 == other.1) {
        let mut with = contradicted.clone();
        for (index, _) in of_day {
            if let Some(slot) = with.get_mut(*index) {
                *slot = None;
            }
        }
        let runs = runs(stated, &with);
        let sets = must_agree(stated, &runs, &with);
        let is_right = of_day.iter().all(|(index, _)| is_confirmed(*index, stated, &runs, &sets));
        if is_right && suspects(stated, &runs, &with, is_positive).is_empty() {
            *contradicted = with;
        }
    }
}

/// Whether a sum of others of its vintage, a later one than the first, comes to a figure.
fn is_confirmed(index: usize, stated: &[Stated], runs: &[ValueRun], sets: &[(bool, Vec<usize>)]) -> bool {
    let Some(first) = runs.iter().find(|run| run.members.contains(&index)).and_then(|run| run.members.first()) else {
        return false;
    };
    sets.iter().filter(|(is_later, set)| *is_later && set.contains(first)).any(|(_, set)| {
        let figures: Vec<(usize, &Stated)> = set.iter().filter_map(|&at| Some((at, stated.get(at)?))).collect();
        let allowed = figures.iter().map(|(_, figure)| figure.unit).max().unwrap_or_default() * Decimal::TWO;
        let of_vintage = Distances::of(&figures, allowed);
        let figure = figures.iter().find(|(at, _)| at == first).map(|(_, figure)| *figure);
        figure.is_some_and(|figure| of_vintage.without(figure).iter().any(|sum| (*sum - figure.value).abs() <= allowed))
    })
}

/// A value of a span that filings in a row agree on.
struct ValueRun {
    /// Indices of the figures; the first is the fact.
    members: Vec<usize>,
    /// Filing days that give it.
    support: usize,
    /// Whether another value of the span stood before.
    restated: bool,
}

fn runs(stated: &[Stated], contradicted: &[Option<Contradiction>]) -> Vec<ValueRun> {
    let mut runs: Vec<ValueRun> = Vec::new();
    let mut standing: [[Option<usize>; 5]; 5] = Default::default();
    for (index, (figure, out)) in stated.iter().zip(contradicted).enumerate() {
        if out.is_some() {
            continue;
        }
        let Some(slot) = standing.get_mut(usize::from(figure.from)).and_then(|row| row.get_mut(usize::from(figure.to)))
        else {
            continue;
        };
        let before = slot.and_then(|at| runs.get_mut(at));
        let restated = before.is_some();
        if let Some(run) = before
            && let Some(&last) = run.members.last()
            && let Some(first) = run.members.first().and_then(|&first| stated.get(first))
            && same(first, figure)
        {
            run.support += usize::from(stated.get(last).is_some_and(|last| last.filed != figure.filed));
            run.members.push(index);
            continue;
        }
        *slot = Some(runs.len());
        runs.push(ValueRun { members: vec![index], support: 1, restated });
    }
    runs
}

/// Whether two values are one figure, perhaps printed to different units.
fn same(one: &Stated, other: &Stated) -> bool {
    let apart = (one.value - other.value).abs();
    apart.is_zero() || (one.unit != other.unit && apart * Decimal::TWO <= one.unit.max(other.unit))
}

fn verdicts(stated: &[Stated], runs: &[ValueRun], contradicted: Vec<Option<Contradiction>>) -> Vec<ProofVerdict> {
    let mut verdicts: Vec<ProofVerdict> = contradicted
        .into_iter()
        .map(|contradiction| contradiction.map_or(ProofVerdict::Repeats, ProofVerdict::Contradicted))
        .collect();
    for run in runs {
        if let Some(verdict) = run.members.first().and_then(|&first| verdicts.get_mut(first))
            && let Some(last) = run.members.last().and_then(|&last| stated.get(last))
        {
            *verdict = ProofVerdict::Fact { restated: run.restated, last_printed: last.filed };
        }
    }
    verdicts
}

/// Leaves out what filings of the same span show to be a slip: the opposite sign, of the two the one that fewer filings give or,
/// where that does not tell, the earlier; and what a single day's filings give between two that agree with each other.
fn turned(stated: &[Stated], contradicted: &mut [Option<Contradiction>]) {
    for (figure, slot) in stated.iter().zip(contradicted) {
        let of_span = || stated.iter().filter(|other| (other.from, other.to) == (figure.from, figure.to));
        let filings = |value: Decimal| {
            let mut days: Vec<Date> = of_span().filter(|one| one.value == value).map(|one| one.filed).collect();
            days.dedup();
            (days.len(), days.last().copied())
        };
        let is_opposite = |other: &&Stated| other.value == -figure.value && figure.value.abs() > figure.unit;
        let opposite = of_span().find(is_opposite).filter(|other| filings(figure.value) < filings(other.value));
        let before = of_span().rfind(|other| other.filed < figure.filed);
        let after = of_span().find(|other| other.filed > figure.filed);
        let around = before.zip(after).filter(|(before, after)| {
            before.value == after.value && !same(before, figure) && filings(figure.value).0 == 1
        });
        if let Some(other) = opposite.or(around.map(|(before, _)| before)) {
            *slot = Some(Contradiction { other: other.value, allowed: figure.unit });
        }
    }
}

/// The figures that others of the same vintage contradict and none confirms; where each contradicted figure is confirmed by
/// some other, all of them. Those that show how they came to be wrong come before all others.
fn suspects(
    stated: &[Stated],
    runs: &[ValueRun],
    contradicted: &[Option<Contradiction>],
    is_positive: bool,
) -> Vec<(usize, Contradiction)> {
    let (mut doubtful, mut suspects, mut evident) = (Vec::new(), Vec::new(), Vec::new());
    for (is_later, vintage) in must_agree(stated, runs, contradicted) {
        let figures: Vec<(usize, &Stated)> =
            vintage.iter().filter_map(|&index| Some((index, stated.get(index)?))).collect();
        // A single figure, or figures of which none closes a circle, cannot disagree.
        if figures.len() < 2 {
            continue;
        }
        let unit = figures.iter().map(|(_, figure)| figure.unit).max().unwrap_or_default();
        // Two figures that round separately can be one unit apart, five figures of a circle two.
        let allowed = unit * Decimal::TWO;
        let distances = Distances::of(&figures, allowed);
        let mut found = Vec::new();
        for &(index, figure) in &figures {
            let sums = distances.without(figure);
            let apart = |sum: &&Decimal| (**sum - figure.value).abs() > allowed;
            if let Some(&other) = sums.iter().find(apart).or(distances.rival(figure)) {
                let suspect = (index, Contradiction { other, allowed });
                if sums.iter().any(|sum| !apart(&sum)) {
                    doubtful.push(suspect);
                } else {
                    let shows = sums.iter().any(|&sum| shows_why(figure, sum, allowed, stated));
                    found.push((suspect, shows));
                }
            }
        }
        // Parts from before a restatement may well be more than a whole from after it.
        if found.is_empty() && is_positive && !is_later {
            found.extend(misplaced(&figures, allowed, stated));
        }
        let support = |index: usize| runs.iter().find(|run| run.members.contains(&index)).map_or(0, |run| run.support);
        let least = found.iter().map(|((index, _), _)| support(*index)).min();
        let alone: Vec<(bool, bool)> = found
            .iter()
            .map(|((index, _), _)| (is_alone(*index, &figures, is_positive), Some(support(*index)) == least))
            .collect();
        let is_one = alone.iter().filter(|(alone, is_least)| *alone && *is_least).count() == 1;
        for ((suspect, shows), (alone, is_least)) in found.into_iter().zip(alone) {
            if alone && shows {
                evident.push(suspect.clone());
            }
            if !is_one || alone || !is_least {
                suspects.push(suspect);
            }
        }
    }
    [evident, suspects, doubtful].into_iter().find(|suspects| !suspects.is_empty()).unwrap_or_default()
}

/// Whether a figure shows how it came to be wrong, given what the others call for.
fn shows_why(figure: &Stated, sum: Decimal, allowed: Decimal, stated: &[Stated]) -> bool {
    let near = |one: Decimal, other: Decimal, allowed: Decimal| (one - other).abs() <= allowed;
    let thousand = Decimal::ONE_THOUSAND;
    let turned = near(sum, -figure.value, allowed);
    let other_unit = near(sum, figure.value * thousand, thousand) || near(sum * thousand, figure.value, thousand);
    let given_elsewhere = || {
        let same_span = stated.iter().filter(|other| (other.from, other.to) == (figure.from, figure.to));
        same_span.filter(|other| other.filed != figure.filed).any(|other| near(other.value, sum, allowed))
    };
    let of_longer_span = || {
        let contains = |other: &Stated| other.from <= figure.from && figure.to <= other.to;
        let longer = |other: &&Stated| contains(other) && other.to - other.from > figure.to - figure.from;
        stated.iter().filter(longer).any(|other| other.filed == figure.filed && other.value == figure.value)
    };
    !figure.value.is_zero() && (turned || other_unit || of_longer_span()) || given_elsewhere()
}

/// Whether all others of a vintage can be right without a figure and its like.
fn is_alone(index: usize, figures: &[(usize, &Stated)], is_positive: bool) -> bool {
    let Some((_, figure)) = figures.iter().find(|(of, _)| *of == index) else { return false };
    let is_like = |other: &Stated| (other.from, other.to, other.value) == (figure.from, figure.to, figure.value);
    bounds(figures.iter().map(|(_, other)| *other).filter(|other| !is_like(other)), is_positive).is_possible()
}

/// Of a metric that is never below zero: the figures without which the others can be right, where not all can; and whether
/// another filing gives a span an amount that could be right.
fn misplaced(figures: &[(usize, &Stated)], allowed: Decimal, stated: &[Stated]) -> Vec<((usize, Contradiction), bool)> {
    if bounds(figures.iter().map(|(_, figure)| *figure), true).is_possible() {
        return Vec::new();
    }
    let suspect = |index: usize, figure: &Stated| {
        let rest = bounds(figures.iter().filter(|(of, _)| *of != index).map(|(_, other)| *other), true);
        let instead = |value: Decimal| rest.instead_of(figure.from, figure.to, dollars(value));
        let other = Decimal::from(instead(figure.value)?);
        let of_span = stated.iter().filter(|other| (other.from, other.to) == (figure.from, figure.to));
        let corrected = of_span.filter(|other| other.filed != figure.filed).any(|other| instead(other.value).is_none());
        Some(((index, Contradiction { other, allowed }), corrected))
    };
    figures.iter().filter_map(|(index, figure)| suspect(*index, figure)).collect()
}

fn bounds<'f>(figures: impl Iterator<Item = &'f Stated>, is_positive: bool) -> Bounds {
    let given = |figure: &Stated| (figure.from, figure.to, dollars(figure.value), dollars(figure.unit));
    Bounds::of(figures.map(given), is_positive)
}

/// Whole dollars, which is what figures are in.
fn dollars(value: Decimal) -> i64 {
    value.to_i64().unwrap_or_default()
}

/// The sets of figures that must agree: of one day's filings, and of one vintage; and whether that is a later one than the first.
fn must_agree(stated: &[Stated], runs: &[ValueRun], contradicted: &[Option<Contradiction>]) -> Vec<(bool, Vec<usize>)> {
    let mut sets: Vec<(bool, Vec<usize>)> = Vec::new();
    let standing = || stated.iter().zip(contradicted).enumerate().filter(|(_, (_, out))| out.is_none());
    let mut day = None;
    for (index, (figure, _)) in standing() {
        if day == Some(figure.filed)
            && let Some((_, last)) = sets.last_mut()
        {
            last.push(index);
        } else {
            day = Some(figure.filed);
            sets.push((false, vec![index]));
        }
    }
    let mut facts: Vec<(usize, &Stated, bool)> = runs
        .iter()
        .filter_map(|run| run.members.first().and_then(|&first| Some((first, stated.get(first)?, run.restated))))
        .collect();
    facts.sort_by_key(|(_, figure, restated)| (figure.filed, *restated));
    let entries: Vec<_> = facts
        .iter()
        .map(|(_, figure, restated)| Entry {
            span: (figure.from, figure.to),
            published: figure.filed,
            last_printed: None,
            restated: *restated,
        })
        .collect();
    let vintages: Vec<_> = vintages_of(&entries).into_iter().map(|vintages| vintages.into_inner().0).collect();
    let last = vintages.iter().copied().max().unwrap_or_default();
    sets.extend((0..=last).map(|vintage| {
        let of_vintage = facts.iter().zip(&vintages).filter(|(_, of)| **of == vintage);
        (vintage > 0, of_vintage.map(|((index, ..), _)| *index).collect())
    }));
    sets
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SPANS: [(&str, Point, Point); 8] = [
        ("Q1", 0, 1),
        ("6M", 0, 2),
        ("9M", 0, 3),
        ("FY", 0, 4),
        ("Q2", 1, 2),
        ("Q3", 2, 3),
        ("Q4", 3, 4),
        ("H2", 2, 4),
    ];

    /// Figures in millions, as `2012-01-31 Q1 100`; the verdicts as `fact`, `restated`, `repeats`, `out`.
    fn judged(lines: &str) -> Vec<&'static str> {
        let stated: Vec<Stated> = lines
            .lines()
            .map(|line| {
                let words: Vec<&str> = line.split_whitespace().collect();
                let (_, from, to) = SPANS.iter().find(|(name, ..)| *name == words[1]).unwrap();
                let million = Decimal::from(1_000_000);
                let value = words[2].parse::<Decimal>().unwrap() * million;
                Stated { from: *from, to: *to, value, unit: million, filed: words[0].parse().unwrap() }
            })
            .collect();
        let word = |verdict: &ProofVerdict| match verdict {
            ProofVerdict::Fact { restated: false, .. } => "fact",
            ProofVerdict::Fact { restated: true, .. } => "restated",
            ProofVerdict::Repeats => "repeats",
            ProofVerdict::Contradicted(_) => "out",
        };
        prove(&stated, true).iter().map(word).collect()
    }

    #[test]
    fn quarters_that_an_annual_report_swaps_are_left_out_and_the_year_is_not() {
        // Amazon's net sales of 2011, from the annual reports for 2011, 2012 (the quarters are those of 2012) and 2013.
        let verdicts = judged(
            "2012-02-01 Q1 9857\n2012-02-01 Q2 9913\n2012-02-01 Q3 10876\n2012-02-01 Q4 17431\n2012-02-01 FY 48077
2013-01-30 Q1 13185\n2013-01-30 Q2 12834\n2013-01-30 Q3 13806\n2013-01-30 Q4 21268\n2013-01-30 FY 48077
2014-01-31 FY 48077",
        );
        assert_eq!(verdicts[..5], ["fact"; 5]);
        assert_eq!(verdicts[5..9], ["out"; 4]);
        assert_eq!(verdicts[9..], ["repeats"; 2]);
    }

    #[test]
    fn a_figure_is_left_out_if_others_confirm_the_rest() {
        // A half-year taken for the third quarter.
        let verdicts = judged(
            "2024-04-25 Q1 10\n2024-07-25 Q2 11\n2024-07-25 6M 21\n2024-10-25 Q3 21\n2024-10-25 9M 33\n2025-01-30 FY 46
2025-10-25 Q3 12\n2025-10-25 9M 33",
        );
        assert_eq!(verdicts, ["fact", "fact", "fact", "out", "fact", "fact", "fact", "repeats"]);
    }

    #[test]
    fn of_two_that_disagree_with_nothing_to_tell_them_apart_neither_stands() {
        let verdicts =
            judged("2024-04-25 Q1 10\n2024-07-25 Q2 11\n2024-07-25 6M 21\n2024-10-25 Q3 15\n2024-10-25 9M 33");
        assert_eq!(verdicts, ["fact", "fact", "fact", "out", "out"]);
    }

    #[test]
    fn a_restatement_is_a_vintage_of_its_own() {
        // Amazon's operating cash flow of 2017: nine months restated a year later, then the year.
        let verdicts = judged(
            "2017-10-27 9M 6090\n2018-02-02 FY 18434\n2018-10-26 9M 6007\n2019-02-01 FY 18365\n2020-01-31 FY 18365",
        );
        assert_eq!(verdicts, ["fact", "fact", "restated", "restated", "repeats"]);
    }

    #[test]
    fn what_is_first_printed_beside_parts_from_before_a_recast_is_right_beside_those_from_after() {
        // General Electric's revenue of 2019: the third quarter and nine months were recast at once, the parts before a year later.
        let verdicts = judged(
            "2019-04-30 Q1 27286\n2019-07-31 6M 56117\n2019-07-31 Q2 28831\n2019-10-30 9M 68976\n2019-10-30 Q3 23360
2020-02-24 FY 95214\n2020-04-29 Q1 22202\n2020-07-29 6M 45616\n2020-07-29 Q2 23414\n2020-10-28 9M 68976
2020-10-28 Q3 23360\n2021-02-12 FY 95214\n2022-02-11 FY 90221",
        );
        assert_eq!(verdicts[..6], ["fact", "fact", "fact", "out", "out", "fact"]);
        assert_eq!(verdicts[6..9], ["restated"; 3]);
        assert_eq!(verdicts[9..], ["fact", "fact", "repeats", "restated"]);
        // Without the second quarter as recast, nothing confirms them.
        let verdicts = judged(
            "2019-04-30 Q1 27286\n2019-07-31 6M 56117\n2019-07-31 Q2 28831\n2019-10-30 9M 68976\n2019-10-30 Q3 23360
2020-04-29 Q1 22202\n2020-10-28 9M 68976\n2020-10-28 Q3 23360",
        );
        assert_eq!(verdicts, ["fact", "fact", "fact", "out", "out", "restated", "out", "out"]);
    }

    #[test]
    fn rounding_is_no_contradiction_and_no_restatement() {
        // Amazon's net sales of 2013: the quarters round to one million more than the year.
        let verdicts = judged(
            "2014-01-31 Q1 16070\n2014-01-31 Q2 15704\n2014-01-31 Q3 17092\n2014-01-31 Q4 25587\n2014-01-31 FY 74452",
        );
        assert_eq!(verdicts, ["fact"; 5]);
        let in_thousands = Stated {
            from: 0,
            to: 4,
            value: Decimal::from(1_234_567_000),
            unit: Decimal::from(1_000),
            filed: "2020-02-01".parse().unwrap(),
        };
        let in_millions = Stated {
            value: Decimal::from(1_235_000_000),
            unit: Decimal::from(1_000_000),
            filed: "2021-02-01".parse().unwrap(),
            ..in_thousands
        };
        assert_eq!(prove(&[in_thousands, in_millions], true)[1], ProofVerdict::Repeats);
    }

    #[test]
    fn two_values_of_one_span_on_one_day_need_another_filing_to_choose() {
        assert_eq!(judged("2024-01-30 FY 100\n2024-01-30 FY 140"), ["out", "out"]);
        assert_eq!(judged("2024-01-30 FY 100\n2024-01-30 FY 140\n2025-01-30 FY 140"), ["out", "fact", "repeats"]);
    }

    fn figures() -> impl Strategy<Value = Vec<Stated>> {
        let figure = (0_usize..8, 0_i64..4, 0_i8..6).prop_map(|(span, value, month)| {
            let (_, from, to) = SPANS[span];
            let million = Decimal::from(1_000_000);
            let value = Decimal::from(i64::from(to - from) * 100 + value * 10) * million;
            Stated { from, to, value, unit: million, filed: Date::new(2024, month + 1, 1).unwrap() }
        });
        prop::collection::vec(figure, 0..14).prop_map(|mut figures| {
            figures.sort_by_key(|figure| figure.filed);
            figures
        })
    }

    proptest! {
        #[test]
        fn what_stands_agrees_on_every_vintage(stated in figures()) {
            let verdicts = prove(&stated, false);
            let out = |verdict: &ProofVerdict| match verdict {
                ProofVerdict::Contradicted(contradiction) => Some(contradiction.clone()),
                _ => None,
            };
            let contradicted: Vec<_> = verdicts.iter().map(out).collect();
            prop_assert!(suspects(&stated, &runs(&stated, &contradicted), &contradicted, false).is_empty());
        }

        #[test]
        fn figures_that_all_agree_all_stand(quarters in prop::collection::vec(-500_i64..500, 4), days in prop::collection::vec(0_i8..6, 8)) {
            let million = Decimal::from(1_000_000);
            let mut stated: Vec<Stated> = SPANS
                .iter()
                .zip(&days)
                .map(|((_, from, to), day)| {
                    let sum: i64 = quarters[usize::from(*from)..usize::from(*to)].iter().sum();
                    let filed = Date::new(2024, day + 1, 1).unwrap();
                    Stated { from: *from, to: *to, value: Decimal::from(sum) * million, unit: million, filed }
                })
                .collect();
            stated.sort_by_key(|figure| figure.filed);
            let is_fact = |verdict: &ProofVerdict| matches!(verdict, ProofVerdict::Fact { restated: false, .. });
            prop_assert!(prove(&stated, false).iter().all(is_fact));
        }
    }
}
