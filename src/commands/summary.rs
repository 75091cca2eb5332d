//! `capex` alone: half a screen of where things stand.

use super::query::{Query, documents, mark};
use super::{Context, Failure, words};
use crate::analysis::{change, total, year_on_year};
use crate::cli::Periods;
use crate::derive::{Figure, Gap};
use crate::model::{Company, FiscalQuarter, Money, Part, Period, Stretch, Window};
use crate::report::{Cell, Column, Grid, Note, Report, Role, Value};

const RECORDS: &[&str] = &[
    "company",
    "metric",
    "basis",
    "currency",
    "quarter",
    "value",
    "yoy",
    "ttm_period",
    "ttm",
    "ttm_yoy",
    "status",
    "published",
];

struct Line<'d> {
    company: &'d Company,
    quarter: Period,
    figure: Result<Figure, Gap>,
    trailing: Result<Figure, Gap>,
}

/// The report.
pub fn report(context: &Context<'_>) -> Result<Report, Failure> {
    let mut query = Query::new(context, &[], "capex", &Periods::default(), &Window::latest())?;
    let lines: Vec<Line<'_>> = query.companies.iter().filter_map(|&company| line(&query, company)).collect();
    let mut page = Grid { columns: vec![Column::text("Company"), Column::text("Quarter")], rows: Vec::new() };
    page.columns.extend(["Capex", "YoY", "Twelve months", "YoY"].map(Column::number));
    page.columns.push(Column::text(""));
    let mut records = Grid::of_records(RECORDS);
    for line in &lines {
        let [value, growth, trailing, trailing_growth] = cells(&query, line);
        let name = words::other_name(line.company, line.quarter).map_or(Cell::BLANK, Cell::text);
        page.push(vec![
            Cell::text(line.company.name.clone()),
            Cell::text(words::label(line.quarter)),
            value.clone(),
            growth.clone(),
            trailing.clone(),
            trailing_growth.clone(),
            name,
        ]);
        let known = line.figure.as_ref().ok();
        records.push(vec![
            Cell::text(line.company.ticker.clone()),
            Cell::text("capex"),
            query.basis_cell(),
            query.currency_cell(),
            Cell::text(line.quarter.to_string()),
            value,
            growth,
            Cell::text(trailing_to(line.quarter).to_string()),
            trailing,
            trailing_growth,
            Cell::text(known.map_or("missing".to_owned(), |figure| figure.status().to_string())),
            known.map_or(Cell::BLANK, |figure| Cell::from(figure.working.published())),
        ]);
    }
    if let Some(cells) = total_cells(&query, &lines) {
        page.push_as(Role::Total, cells);
    }
    query.periods = lines.iter().map(|line| line.quarter).max().into_iter().collect();
    query.notes.push(Note::new(
        "basis",
        "Each company's own definition. Next: capex totals -y 2025, capex show -Q, capex cloud, capex --help.",
    ));
    query.notes.push(query.data_note(lines.iter().map(|line| &line.figure)));
    let figures = lines.iter().flat_map(|line| [&line.figure, &line.trailing]).flatten();
    let documents = documents(figures);
    let as_of = context.as_of.map_or_else(String::new, |day| format!(", as known on {day}"));
    let title = format!("Capital expenditures, latest quarter, {}{as_of}", context.basis.words());
    query.report(title, page, records, &documents)
}

/// A company's newest quarter, which need not be another's.
fn line<'d>(query: &Query<'d>, company: &'d Company) -> Option<Line<'d>> {
    let end = query.engine.data_end(company, query.metric, query.context.basis)?;
    let fiscal: FiscalQuarter = company.calendar.quarter_ending(end)?;
    let quarter = if query.context.fiscal {
        Period::Fiscal(Stretch { year: fiscal.year(), part: Part::Quarter(fiscal.number()) })
    } else {
        let calendar = company.calendar.calendar_quarter(fiscal);
        Period::Calendar(Stretch { year: calendar.year(), part: Part::Quarter(calendar.number()) })
    };
    let trailing = query.figure(company, trailing_to(quarter));
    Some(Line { company, quarter, figure: query.figure(company, quarter), trailing })
}

fn trailing_to(quarter: Period) -> Period {
    let Stretch { year, part } = quarter.stretch();
    quarter.with(Stretch { year, part: Part::TrailingYear(part.last_quarter()) })
}

fn cells(query: &Query<'_>, line: &Line<'_>) -> [Cell; 4] {
    let growth = |outcome: &Result<Figure, Gap>| match outcome {
        Err(gap) => Cell::missing(gap.to_string()),
        Ok(figure) => {
            let prior = year_on_year(&query.engine, line.company, query.metric, query.context.basis, figure);
            match prior.and_then(|prior| change(prior.working.value, figure.working.value)) {
                Ok(change) => Value::Change(change).into(),
                Err(unlike) => Cell::missing(unlike.to_string()),
            }
        }
    };
    [query.cell(&line.figure), growth(&line.figure), query.cell(&line.trailing), growth(&line.trailing)]
}

/// The total row, if every company's newest quarter is the same.
fn total_cells(query: &Query<'_>, lines: &[Line<'_>]) -> Option<Vec<Cell>> {
    let quarter = lines.first()?.quarter;
    if lines.iter().any(|line| line.quarter != quarter) {
        return None;
    }
    let mut cells = vec![Cell::text("Total"), Cell::text(words::label(quarter))];
    for period in [quarter, trailing_to(quarter)] {
        let figures = query.figures(period);
        let sum = total(period, &figures).filter(crate::analysis::Total::is_whole)?;
        let value = Cell::from(Money::usd(sum.value()));
        let marks = figures.iter().filter_map(|(_, outcome)| outcome.as_ref().ok().map(mark));
        cells.push(value.marked(marks.max_by_key(|mark| *mark as u8).unwrap_or_default()));
        let before = total(period.plus_years(-1), &query.figures(period.plus_years(-1)));
        cells.push(
            match before.filter(crate::analysis::Total::is_whole).map(|before| change(before.value(), sum.value())) {
                Some(Ok(change)) => Value::Change(change).into(),
                _ => Cell::missing("a company has no figure a year before"),
            },
        );
    }
    cells.push(Cell::BLANK);
    Some(cells)
}
