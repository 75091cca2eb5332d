//! The table of a workbook where the records are figures of companies over periods: periods down, companies across, and under
//! the figures their growth and shares, each a block of rows.

use std::collections::HashMap;

use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Formula, IgnoreError, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::chart::{ChartData, draw};
use super::formula::{compound, exact, growth, if_same};
use super::records::{TOP, years_between};
use super::sheet::{LINE, SOFT, figure, for_print, format_on_page, heading, place, reference, room, text_of};
use crate::model::Period;
use crate::render::prose;
use crate::render::unit::PageScale;
use crate::render::{Style, cell};
use crate::report::{Cell, Grid, Mark, Quantity, Report, Role, Value, Words};
use crate::say;

/// Rows above the blocks: the title, a blank one, the names.
const ABOVE: usize = 3;
/// The measures that there can be a block of, by their columns; the first is the figure itself.
const MEASURES: [&str; 5] = ["value", "yoy", "share", "qoq", "cagr"];

/// The most columns of a table to look at.
const MOST_COLUMNS: usize = 256;

/// A column: of which metric, on which basis, of which company, or of all.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    metric: String,
    basis: String,
    company: Option<String>,
}

/// Where the record of a column and period is.
type Index = HashMap<(Key, Period), usize>;

/// Records as a table.
pub(super) struct Pivot<'g> {
    grid: &'g Grid,
    periods: Vec<Period>,
    keys: Vec<Key>,
    records: Index,
    /// The period before the only one, of which the records have the figures beside it.
    before: Option<Period>,
}

/// A block of rows: a measure, its periods, and the row of the first of them.
struct MeasureRows {
    measure: &'static str,
    first: usize,
    periods: Vec<Period>,
}

impl<'g> Pivot<'g> {
    /// The records as a table; `None` if they are of something else, several are of one company and period, or too many
    /// columns would stand side by side.
    pub(super) fn of(grid: &'g Grid) -> Option<Self> {
        let column = |id: &str| grid.columns.iter().position(|column| column.id == id);
        let (company, period, _) = (column("company")?, column("period")?, column("value")?);
        // Figures over time say how much of a period they cover, or which they compare with.
        column("quarters").or_else(|| column("prior_period"))?;
        let (mut periods, mut keys, mut records) = (Vec::new(), Vec::<Key>::new(), Index::new());
        for (index, row) in grid.rows.iter().enumerate() {
            let text = |at: Option<usize>| at.and_then(|at| text_of(&row.cell(at).value));
            let key = Key {
                metric: text(column("metric")).unwrap_or_default(),
                basis: text(column("basis")).unwrap_or_default(),
                company: text(Some(company)).filter(|_| row.role != Role::Total),
            };
            let period = row.cell(period).value.period()?;
            if !periods.contains(&period) {
                periods.push(period);
            }
            if !keys.contains(&key) {
                keys.push(key.clone());
                if keys.len() > MOST_COLUMNS {
                    return None;
                }
            }
            if records.insert((key, period), index).is_some() {
                return None;
            }
        }
        let metrics: Vec<String> = keys.iter().map(|key| key.metric.clone()).collect();
        let place = |metric: &String| metrics.iter().position(|other| other == metric);
        keys.sort_by_key(|key| (place(&key.metric), key.company.is_none()));
        let mut pivot = Self { grid, periods, keys, records, before: None };
        pivot.before = pivot.period_before();
        (!pivot.keys.is_empty()).then_some(pivot)
    }

    fn column(&self, id: &str) -> Option<usize> {
        self.grid.columns.iter().position(|column| column.id == id)
    }

    fn cell(&self, key: &Key, period: Period, id: &str) -> Option<&Cell> {
        let index = self.records.get(&(key.clone(), period))?;
        Some(self.grid.rows.get(*index)?.cell(self.column(id)?))
    }

    fn number(&self, key: &Key, period: Period, id: &str) -> Option<Decimal> {
        self.cell(key, period, id).and_then(exact)
    }

    /// The year before the only period, where all figures beside it are of the whole of it.
    fn period_before(&self) -> Option<Period> {
        let [period] = self.periods.as_slice() else { return None };
        let is_whole = |key: &Key| self.cell(key, *period, "value").is_some_and(|cell| cell.mark != Mark::Partial);
        let is_there = |key: &Key| self.number(key, *period, "prior").is_some();
        (self.keys.iter().all(is_whole) && self.keys.iter().all(is_there)).then(|| period.plus_years(-1))
    }

    /// The periods down the table.
    fn rows(&self) -> impl Iterator<Item = Period> {
        self.before.iter().chain(&self.periods).copied()
    }

    /// The cell of a block's column in a row.
    fn shown(&self, measure: &str, key: &Key, period: Period) -> Option<&Cell> {
        if self.before == Some(period) {
            let only = *self.periods.first()?;
            return if measure == "value" { self.cell(key, only, "prior") } else { None };
        }
        self.cell(key, period, measure)
    }

    fn blocks(&self) -> Vec<MeasureRows> {
        let mut blocks: Vec<MeasureRows> = Vec::new();
        // The row that says what a block is.
        let mut head = ABOVE;
        for measure in MEASURES {
            let is_there = |period: &Period| {
                let mut cells = self.keys.iter().filter_map(|key| self.shown(measure, key, *period));
                cells.any(|cell| !matches!(cell.value, Value::Blank))
            };
            let periods: Vec<Period> = self.rows().filter(is_there).collect();
            if periods.is_empty() {
                continue;
            }
            let first = head + 1;
            // A blank row between two blocks.
            head = first + periods.len() + 1;
            blocks.push(MeasureRows { measure, first, periods });
        }
        blocks
    }

    /// The place of a column.
    fn at(&self, key: &Key) -> Option<usize> {
        Some(1 + self.keys.iter().position(|other| other == key)?)
    }

    /// Writes the table, and beside it a chart of the figures.
    pub(super) fn write(
        &self,
        sheet: &mut Worksheet,
        report: &Report,
        place_of_records: (&str, usize),
        style: &Style,
    ) -> Result<(), XlsxError> {
        let scale = style.scale.settle(self.grid, style.language);
        let blocks = self.blocks();
        let title = prose::page(&report.title, &scale);
        let bold = Format::new().set_bold().set_font_size(14);
        sheet.write_string_with_format(0, 0, super::sheet::text(&title), &bold)?;
        let head = place(ABOVE - 1, 0)?.0;
        let names: Vec<String> = self.keys.iter().map(|key| self.heading(key, report, &scale)).collect();
        sheet.write_string_with_format(head, 0, prose::page(&say!(heading_period), &scale), &heading(false))?;
        let lines = names.iter().map(|name| name.split(' ').count()).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(head, LINE * u32::try_from(lines).unwrap_or(1).min(5))?;
        }
        for (at, name) in (1..).zip(&names) {
            sheet.write_string_with_format(head, at, name, &heading(true))?;
        }
        for block in &blocks {
            let line = place(block.first - 1, 0)?.0;
            let what = Format::new().set_bold().set_font_color(SOFT);
            sheet.write_string_with_format(line, 0, self.name_of(block, &scale), &what)?;
            for (line, &period) in (block.first..).zip(&block.periods) {
                sheet.write_string(place(line, 0)?.0, 0, period.label())?;
                for key in &self.keys {
                    let Some(cell) = self.shown(block.measure, key, period) else { continue };
                    let format = format_on_page(cell, &scale);
                    let format = if key.company.is_none() { format.set_bold() } else { format };
                    let formula = self.formula(&blocks, block, key, line, period, place_of_records);
                    let Some(at) = self.at(key) else { continue };
                    figure(sheet, place(line, at)?, &cell.value, formula, &format)?;
                }
            }
        }
        let last = blocks.last().map_or(ABOVE, |block| block.first + block.periods.len());
        let (last, _) = place(last, 0)?;
        sheet.ignore_error_range(0, 0, last, 0, IgnoreError::NumberStoredAsText)?;
        if let Some(block) = blocks.first().filter(|block| block.measure == "value") {
            self.draw(sheet, block, report, &title, &scale)?;
        }
        sheet.set_freeze_panes(head + 1, 1)?;
        for_print(sheet, "", head..=head, &self.widths(&blocks, &names, &scale))
    }

    fn widths(&self, blocks: &[MeasureRows], names: &[String], scale: &PageScale) -> Vec<f64> {
        let words = blocks.iter().map(|block| self.name_of(block, scale).width());
        let periods = self.rows().map(|period| period.to_string().len() + 4);
        let first = room(words.chain(periods).max().unwrap_or(0));
        let columns = self.keys.iter().zip(names).map(|(key, name)| {
            let cells = blocks.iter().flat_map(|block| {
                block.periods.iter().filter_map(move |period| self.shown(block.measure, key, *period))
            });
            let printed = cells.map(|cell| cell::page(cell, scale).width()).max().unwrap_or(0);
            let words = name.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
            room(printed.max(words).max(6))
        });
        std::iter::once(first).chain(columns).collect()
    }

    /// Draws the figures: of one metric under its name, of several under the title.
    fn draw(
        &self,
        sheet: &mut Worksheet,
        block: &MeasureRows,
        report: &Report,
        title: &str,
        scale: &PageScale,
    ) -> Result<(), XlsxError> {
        let parts = self.keys.iter().filter(|key| key.company.is_some()).count();
        let metric = self.keys.first().map(|key| &*key.metric).unwrap_or_default();
        let is_one = self.keys.iter().all(|key| key.metric == metric);
        let name = report.name(metric).filter(|_| is_one).map(|words| prose::page(words, scale));
        let rows = (block.first, block.first + block.periods.len() - 1);
        let drawn = ChartData {
            sheet: &sheet.name(),
            title: name.as_deref().unwrap_or(title),
            unit: self.name_of(block, scale),
            columns: (1..=parts).collect(),
            rows,
            heads: ABOVE - 1,
            is_stacked: self.keys.len() > parts && is_one && rows.1 > rows.0,
            number_format: self.number_format(block, scale),
        };
        draw(sheet, &drawn, (ABOVE - 1, self.keys.len() + 2))
    }

    fn number_format(&self, block: &MeasureRows, scale: &PageScale) -> String {
        match self.figures(block).next() {
            Some(Quantity::Money(money)) => scale.on_axis(money),
            Some(Quantity::Change(_) | Quantity::Share(_)) => "0%".to_owned(),
            _ => "0.0".to_owned(),
        }
    }

    fn figures(&self, block: &MeasureRows) -> impl Iterator<Item = Quantity> {
        let cells = self.periods.iter().flat_map(|period| self.keys.iter().map(move |key| (key, period)));
        cells.filter_map(|(key, period)| self.cell(key, *period, block.measure)?.value.figure())
    }

    /// What a block is of: the unit of the figures, or the name of the measure.
    fn name_of(&self, block: &MeasureRows, scale: &PageScale) -> String {
        let words: Words = match block.measure {
            "yoy" => say!(heading_year_over_year),
            "share" => say!(heading_share),
            "qoq" => say!(heading_quarter_over_quarter),
            "cagr" => say!(heading_per_year),
            _ => {
                let has_money = self.figures(block).any(|figure| matches!(figure, Quantity::Money(_)));
                return scale.label().filter(|_| has_money).unwrap_or_else(|| "%".to_owned());
            }
        };
        prose::page(&words, scale)
    }

    /// The company's name, under that of the metric where there are several.
    fn heading(&self, key: &Key, report: &Report, scale: &PageScale) -> String {
        let name = |id: &str| report.name(id).map(|words| prose::page(words, scale));
        let company = match &key.company {
            None => prose::page(&say!(total), scale),
            Some(company) => name(company).unwrap_or_else(|| company.clone()),
        };
        let several = |of: fn(&Key) -> &String| self.keys.iter().any(|other| of(other) != of(key));
        let mut words = Vec::new();
        if several(|key| &key.metric) {
            words.push(name(&key.metric).unwrap_or_else(|| key.metric.clone()));
        }
        words.push(company);
        words.join(" – ")
    }

    /// The formula of a cell, if there is one that gives its figure.
    fn formula(
        &self,
        blocks: &[MeasureRows],
        block: &MeasureRows,
        key: &Key,
        line: usize,
        period: Period,
        (records, others): (&str, usize),
    ) -> Option<Formula> {
        let own = exact(self.shown(block.measure, key, period)?)?;
        let values = blocks.iter().find(|block| block.measure == "value")?;
        let row_of = |period: Period| Some(values.first + values.periods.iter().position(|other| *other == period)?);
        let value = |key: &Key, period: Period| self.shown("value", key, period).and_then(exact);
        let here = reference(row_of(period)?, self.at(key)?);
        // A figure of another period: on this sheet where it is there, else among the records.
        let beside = |other: Period, figure: Decimal| {
            let row = row_of(other).filter(|_| value(key, other) == Some(figure))?;
            Some(reference(row, self.at(key)?))
        };
        match block.measure {
            "value" if key.company.is_none() => {
                let is_part = |other: &&Key| other.metric == key.metric && other.basis == key.basis && *other != key;
                let parts: Vec<&Key> = self.keys.iter().filter(is_part).collect();
                let (first, last) = (self.at(parts.first()?)?, self.at(parts.last()?)?);
                let is_run = last - first + 1 == parts.len();
                let sum: Decimal = parts.iter().filter_map(|part| value(part, period)).sum();
                let sum = is_run.then_some(sum);
                if_same(own, sum, || format!("=SUM({}:{})", reference(line, first), reference(line, last)))
            }
            "yoy" => {
                let prior = self.number(key, period, "prior")?;
                let from = beside(period.plus_years(-1), prior).or_else(|| {
                    let index = self.records.get(&(key.clone(), period))?;
                    let cell = reference(others + index + TOP, self.column("prior")?);
                    Some(format!("{records}!{cell}"))
                })?;
                if_same(own, growth(value(key, period)?, prior), || format!("={here}/{from}-1"))
            }
            "share" => {
                let whole = self.keys.iter().find(|other| other.company.is_none() && other.metric == key.metric)?;
                let share = value(key, period)?.checked_div(value(whole, period)?);
                let whole = reference(row_of(period)?, self.at(whole)?);
                if_same(own, share, || format!("={here}/{whole}"))
            }
            "qoq" => {
                let before = period.previous();
                let earlier = value(key, before)?;
                let from = beside(before, earlier)?;
                if_same(own, growth(value(key, period)?, earlier), || format!("={here}/{from}-1"))
            }
            "cagr" => {
                let first = self.cell(key, period, "cagr_from")?.value.period()?;
                let years = years_between(first, period)?;
                let earlier = value(key, first)?;
                let from = beside(first, earlier)?;
                let rate = compound(value(key, period)?, earlier, years);
                if_same(own, rate, || format!("=({here}/{from})^(1/{years})-1"))
            }
            _ => None,
        }
    }
}
