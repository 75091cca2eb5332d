//! Figures in tables: a cell is read by the words over its column, at the head of its row, and before the table.

use rust_decimal::Decimal;

use super::super::unit::PrintedUnit;
use super::super::vocabulary::Measure;
use super::cues::{Cue, CueKind, CueTable};
use super::numerals::{self, PrintedFigure, RangePart};
use super::passages::Passage;
use super::period_names;
use super::periods::{Settled, Stretch, When};
use super::ratios::ratio_of;
use super::scene::{CAPEX, GUIDANCE, Scene, Sense};
use super::senses::Outcome;

/// What words say of a row, a column or a whole table.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own")]
pub(super) struct Head<'l> {
    pub who: Option<Vec<&'l str>>,
    pub is_total: bool,
    pub is_outside: bool,
    pub metric: Option<&'l str>,
    /// Whether it names a cloud business.
    pub is_cloud: bool,
    /// What the metric is divided by.
    pub under: Option<&'l str>,
    pub when: Option<When>,
    /// Whether an older statement of a plan is meant.
    is_older: bool,
    pub is_change: bool,
    /// Whether the change is on the quarter before.
    is_quarterly: bool,
    pub unit: Option<PrintedUnit>,
    /// Whether it has words, and none that the lexicon knows.
    is_foreign: bool,
}

impl<'l> Head<'l> {
    pub fn of(text: &str, table: &'l CueTable) -> Self {
        let cues = table.find(text);
        let word = |kind: CueKind| cues.iter().find(|cue| cue.kind == kind).map(|cue| cue.meaning);
        let figures = numerals::figures(text, &cues);
        let cloud = word(CueKind::Cloud).map(|_| "cloud");
        let mut metrics = cues.iter().filter(|cue| cue.kind == CueKind::Metric).map(|cue| cue.meaning);
        let (metric, last) = (metrics.next(), metrics.next_back());
        let is_part = word(CueKind::Share).is_some() || word(CueKind::Ratio).is_some();
        let (metric, under) = match (metric, last) {
            // A part of revenue: of what the column to the left is of.
            (Some(under @ ("revenue" | "ocf")), None) if is_part => (None, Some(under)),
            (Some(over), Some(under)) if ratio_of(over, under).is_some() => (metric, last),
            _ => (metric, None),
        };
        let is_loose = |cue: &&Cue<'_>| figures.iter().all(|figure| figure.end <= cue.start || figure.start >= cue.end);
        let mut scales = cues.iter().filter(|cue| cue.kind == CueKind::Scale).filter(is_loose);
        let who = cues.iter().find(|cue| {
            matches!(cue.kind, CueKind::Company | CueKind::Cloud | CueKind::Group)
                && !matches!(cue.meaning, "same" | "-")
        });
        let named = period_names::periods(text, &cues, &figures);
        Self {
            who: who.map(|cue| cue.meaning.split(' ').filter(|ticker| *ticker != "rest").collect()),
            is_total: word(CueKind::Total).is_some(),
            is_outside: word(CueKind::Outside).is_some() || word(CueKind::Topic).is_some(),
            under,
            is_cloud: cloud.is_some(),
            metric: metric.map(|metric| metric.trim_end_matches(['!', '-'])).or(cloud),
            when: named.iter().map(|period| period.when).next(),
            is_change: cues.iter().any(|cue| matches!(cue.kind, CueKind::Label | CueKind::Growth)),
            is_older: word(CueKind::Former).is_some() || word(CueKind::Month).is_some() || word(CueKind::Ago).is_some(),
            is_quarterly: cues.iter().any(|cue| cue.kind == CueKind::Growth && cue.meaning == "qoq"),
            unit: scales.find_map(|cue| cue.meaning.parse().ok()),
            is_foreign: cues.is_empty() && named.is_empty() && text.contains(char::is_alphabetic),
        }
    }
}

/// A figure of a table: its row, the figure with places in the row's text, and what became of it.
pub(super) type CellFigure = (usize, PrintedFigure, Outcome);

/// The figures of the rows of a table.
pub(super) fn read<'l>(rows: &[&Passage], table: &'l CueTable, scene: &Scene<'l, '_>) -> Vec<CellFigure> {
    let context = &scene.head;
    let cells: Vec<Vec<(usize, &str)>> = rows.iter().map(|row| row.cells()).collect();
    let Some(first) = cells.first() else { return Vec::new() };
    let mut columns: Vec<Head<'l>> = first.iter().map(|(_, text)| Head::of(text, table)).collect();
    // A column of a change, or of a year before, is of the metric to its left.
    let (mut metric, mut unit) = (context.metric, None);
    for column in &mut columns {
        metric = column.metric.or(metric);
        unit = column.unit.or(unit).filter(|unit| unit.is_of_money());
        (column.metric, column.unit) = (metric, column.unit.or(unit.filter(|_| !column.is_change)));
    }
    let heads: Vec<Head<'l>> =
        cells.iter().map(|row| row.first().map_or_else(Head::default, |(_, text)| Head::of(text, table))).collect();
    let mut all: Vec<&'l str> = Vec::new();
    for ticker in heads.iter().skip(1).filter_map(|head| head.who.as_ref()).filter(|who| who.len() == 1).flatten() {
        if !all.contains(ticker) && scene.data.company(ticker).is_ok() {
            all.push(ticker);
        }
    }
    let mut found = Vec::new();
    for (place, (row, head)) in cells.iter().zip(&heads).enumerate().skip(1) {
        for ((start, text), column) in row.iter().zip(&columns).skip(1) {
            let cues = table.find(text);
            for figure in in_cell(text, &cues, column, context) {
                let shifted = PrintedFigure { start: figure.start + start, end: figure.end + start, ..figure };
                let outcome = outcome(&shifted, head, column, &columns, context, &all, scene);
                found.push((place, shifted, outcome));
            }
        }
    }
    found
}

/// The one figure of a cell, or the ends of its range; without a unit, in that of its column or of the table.
fn in_cell(text: &str, cues: &[Cue<'_>], column: &Head<'_>, context: &Head<'_>) -> Vec<PrintedFigure> {
    let usual = if column.is_change { Some(PrintedUnit::Percent) } else { context.unit };
    let unit = column.unit.or(usual);
    let mut figures = numerals::figures_in(text, cues, unit);
    figures.retain(|figure| figure.unit.is_some());
    let is_range = figures.iter().filter(|figure| figure.range.is_some()).count() == 2;
    let is_one = figures.len() == 1 || (figures.len() == 2 && is_range);
    if is_one && figures.iter().all(|figure| !figure.is_words) { figures } else { Vec::new() }
}

fn outcome<'l>(
    figure: &PrintedFigure,
    row: &Head<'l>,
    column: &Head<'l>,
    columns: &[Head<'l>],
    context: &Head<'l>,
    all: &[&'l str],
    scene: &Scene<'l, '_>,
) -> Outcome {
    if row.is_outside || column.is_outside {
        return Outcome::LeftOut;
    }
    let of_scene = || {
        let who = scene.who.as_ref().map(|(who, _)| who).or(scene.subject.as_ref())?;
        Some(who.tickers.clone())
    };
    let total = || (row.is_total && !all.is_empty()).then(|| all.to_vec());
    let of_head = row.who.clone().or_else(|| column.who.clone());
    let Some(tickers) = of_head.or_else(total).or_else(|| context.who.clone()).or_else(of_scene) else {
        return Outcome::LeftOut;
    };
    if tickers.is_empty() || tickers.iter().any(|ticker| scene.data.company(ticker).is_err()) {
        return Outcome::LeftOut;
    }
    if column.is_foreign && columns.iter().any(|column| column.when.is_some()) {
        return Outcome::Unclear;
    }
    let Some(moment) = scene.moment(&tickers) else { return Outcome::Unclear };
    let metric = match row.metric.or(column.metric).unwrap_or(CAPEX) {
        "cloud" => column.metric.unwrap_or("cloud"),
        "intelligent-cloud" => match column.metric {
            Some("operating-income" | "profit") => "intelligent-cloud-income",
            Some("margin") => "margin",
            _ => "intelligent-cloud",
        },
        metric => metric,
    };
    let metric = match metric {
        "revenue" if row.is_cloud || column.is_cloud => "cloud",
        "operating-income" | "profit" if row.is_cloud || column.is_cloud => "cloud-income",
        metric => metric,
    };
    let under = row.under.or(column.under).filter(|_| figure.is_rate());
    let ratio = under.and_then(|under| ratio_of(metric, under));
    let settle = |when: When| moment.settle(when, false);
    let usual = || {
        let newest = |one: &Settled| (one.year, one.text());
        let named = columns.iter().filter_map(|column| column.when).filter_map(settle).max_by_key(newest);
        let of_context = context.when.and_then(settle);
        of_context.or(named)
    };
    let base = || usual().unwrap_or_else(|| moment.quarter(0));
    // A part of a year that the words before the table name is meant of each year.
    let part = context.when;
    let of_part = |when: When| match (when, part) {
        (When::Named(year @ Some(_), Stretch::Year, fiscal), Some(When::Named(None, stretch, _))) => {
            When::Named(year, stretch, fiscal)
        }
        _ => when,
    };
    let period = match row.when.or(column.when).map(of_part) {
        Some(When::Ago(quarters)) => base().before(quarters),
        Some(when) => settle(when).unwrap_or_else(base),
        None => base(),
    };
    let is_rate = figure.is_rate();
    let measure = match metric {
        _ if ratio.is_some() => Measure::Ratio,
        _ if is_rate && (column.is_quarterly || row.is_quarterly) => Measure::Qoq,
        _ if is_rate && (column.is_change || row.is_change) => Measure::Yoy,
        "azure-growth" | "intensity" if is_rate => Measure::Value,
        "margin" if is_rate => return Outcome::LeftOut,
        _ if is_rate => Measure::Yoy,
        _ if tickers.len() > 1 => Measure::Total,
        _ => Measure::Value,
    };
    let runs = period.end(moment.calendar).is_none_or(|end| end >= scene.day);
    let value = figure.value().map_or(Decimal::ZERO, |value| value.abs());
    if runs && metric == CAPEX && !is_rate {
        let measure = match (figure.range, tickers.len()) {
            (Some(RangePart::Low), 1) => Measure::Low,
            (Some(RangePart::High), 1) => Measure::High,
            (Some(RangePart::Low), _) => Measure::TotalLow,
            (Some(RangePart::High), _) => Measure::TotalHigh,
            (None, _) => measure,
        };
        let is_older = row.is_older || column.is_older;
        return Outcome::Senses(vec![Sense { measure, is_older, ..Sense::new(&tickers, GUIDANCE, period, 0) }]);
    }
    if runs || (!is_rate && value < Decimal::from(1_000_000)) || metric == "operating-income" {
        return Outcome::Unclear;
    }
    let metric = ratio.unwrap_or_else(|| metric.to_owned());
    Outcome::Senses(vec![Sense { measure, ..Sense::new(&tickers, &metric, period, 0) }])
}
