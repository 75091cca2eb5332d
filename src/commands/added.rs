//! The rows that a user added one by one, as `capex add` and `capex list own` show them.

use rust_decimal::Decimal;

use super::columns::{BASIS, COMPANY, CURRENCY, END, NOTE, PERIOD, PUBLISHED, START, URL, own};
use super::frame::Column;
use super::{Context, Failure, counted, words};
use crate::claims::PrintedUnit;
use crate::data::{AddedRow, OwnRow};
use crate::model::{Company, Currency, Kind, Metric, Part, PartOfYear, Period, Source, Span, Statement};
use crate::report::{Cell, Note, Words};
use crate::say;

/// A row with what is shown beside it.
pub struct AddedLine<'d> {
    pub company: &'d Company,
    pub row: AddedRow,
    /// Its metric; none of guidance.
    pub metric: Option<&'d Metric>,
    pub source: Option<Source>,
    pub state: RowState,
    /// What the data says of the same.
    pub beneath: Option<AddedRow>,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// It is new.
    Added,
    /// It takes the place of another.
    Replaced,
    /// It is removed.
    Removed,
    /// Reports use it.
    Used,
    /// The data says the same by now, so it is not used.
    Same,
    /// The data says something else.
    Differs,
}

impl RowState {
    fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Replaced => "replaced",
            Self::Removed => "removed",
            Self::Used => "used",
            Self::Same => "same",
            Self::Differs => "differs",
        }
    }
}

/// The columns of the output contract.
pub fn records<'d>() -> Vec<Column<AddedLine<'d>>> {
    vec![
        Column::record(COMPANY, |line, _| Cell::text(&*line.company.ticker)),
        Column::record(own::ROW, |line, _| Cell::text(if line.metric.is_some() { "fact" } else { "guidance" })),
        Column::record(own::METRIC, |line, _| Cell::optional(line.metric.map(|metric| &*metric.flag))),
        Column::record(BASIS, |line, _| Cell::optional(line.statement().map(|said| said.basis.name()))),
        Column::record(PERIOD, |line, _| line.period()),
        Column::record(START, |line, _| {
            let span = line.span();
            if span.is_day() { Cell::BLANK } else { span.start.into() }
        }),
        Column::record(END, |line, _| line.span().end.into()),
        Column::record(CURRENCY, |line, _| {
            let is_amount = line.metric.is_none_or(|metric| metric.kind.is_amount());
            if is_amount { Cell::text(Currency::USD.code()) } else { Cell::BLANK }
        }),
        Column::record(own::VALUE, |line, _| match (&line.row, line.metric) {
            (AddedRow::Fact(fact), Some(metric)) => {
                Cell::from(metric.kind.quantity(fact.value)).of_user(line.is_used())
            }
            _ => Cell::BLANK,
        }),
        Column::record(own::LOW, |line, _| line.end(|said| said.low)),
        Column::record(own::HIGH, |line, _| line.end(|said| said.high)),
        Column::record(own::BOUND, |line, _| {
            Cell::optional(line.statement().map(|said| said.bound.to_string())).of_user(line.is_used())
        }),
        Column::record(own::DIRECTION, |line, _| {
            Cell::optional(line.statement().and_then(|said| said.direction).map(|direction| direction.to_string()))
        }),
        Column::record(PUBLISHED, |line, _| line.published().into()),
        Column::record(own::SOURCE, |line, _| Cell::text(line.row.source())),
        Column::record(own::DOCUMENT, |line, _| Cell::optional(line.source.as_ref().map(|source| &*source.document))),
        Column::record(URL, |line, _| Cell::optional(line.source.as_ref().and_then(|source| source.url.as_deref()))),
        Column::record(NOTE, |line, _| match &line.row {
            AddedRow::Fact(fact) => Cell::optional(Some(&*fact.note)),
            AddedRow::Statement(said) => Cell::optional(Some(said.note.english())),
        }),
        Column::record(own::STATE, |line, _| Cell::text(line.state.name())),
    ]
}

/// The page.
pub fn page<'d>() -> Vec<Column<AddedLine<'d>>> {
    vec![
        Column::text(say!(heading_company), |line, _| Cell::say(words::company(line.company))),
        Column::text(say!(heading_metric), |line, _| Cell::say(line.what())),
        Column::text(say!(heading_period), |line, _| line.period()),
        Column::text(say!(heading_figure), |line, _| Cell::say(figure(&line.row, line.metric)).of_user(line.is_used())),
        Column::text(say!(heading_published), |line, _| line.published().into()),
        Column::text(say!(heading_source), |line, _| {
            Cell::text(line.source.as_ref().map_or(line.row.source(), |source| &*source.document))
        }),
        Column::text("", |line, _| match (&line.beneath, line.state) {
            (_, RowState::Same) => Cell::say(say!(own_row_is_in_data)),
            (Some(beneath), RowState::Differs) => {
                Cell::say(say!(own_row_unlike_data, figure = figure(beneath, line.metric)))
            }
            _ => Cell::BLANK,
        }),
    ]
}

impl<'d> AddedLine<'d> {
    /// A row as a command adds or removes it.
    pub fn new(company: &'d Company, row: AddedRow, state: RowState, context: &Context<'d>) -> Self {
        let metric = metric_of(&row, context);
        Self { company, row, metric, source: None, state, beneath: None }
    }

    /// Every row that was added, with its document.
    pub fn all(context: &Context<'d>) -> Result<Vec<Self>, Failure> {
        let data = context.data;
        let documents = data.all_sources()?;
        let line = |OwnRow { company, row, beneath }: OwnRow<'d>| {
            let state = match &beneath {
                None => RowState::Used,
                Some(beneath) if beneath.agrees_with(&row) => RowState::Same,
                Some(_) => RowState::Differs,
            };
            let source = documents.iter().find(|source| source.id == row.source()).cloned();
            Self { source, state, beneath, ..Self::new(company, row, state, context) }
        };
        let mut lines: Vec<Self> = data.added_rows()?.into_iter().map(line).collect();
        lines.retain(|line| context.as_of.is_none_or(|day| line.published() <= day));
        Ok(lines)
    }

    /// Whether it is part of figures.
    fn is_used(&self) -> bool {
        matches!(self.state, RowState::Used | RowState::Differs)
    }

    fn statement(&self) -> Option<&Statement> {
        if let AddedRow::Statement(statement) = &self.row { Some(statement) } else { None }
    }

    fn end(&self, end: fn(&Statement) -> Option<Decimal>) -> Cell {
        let end = self.statement().and_then(end);
        end.map_or(Cell::BLANK, |end| Kind::Flow.quantity(end).into())
    }

    fn published(&self) -> jiff::civil::Date {
        match &self.row {
            AddedRow::Fact(fact) => fact.published,
            AddedRow::Statement(said) => said.announced,
        }
    }

    fn span(&self) -> Span {
        match &self.row {
            AddedRow::Fact(fact) => fact.span,
            AddedRow::Statement(said) => said.period.span(self.company.calendar),
        }
    }

    /// Its period; of a balance the day.
    fn period(&self) -> Cell {
        match &self.row {
            AddedRow::Fact(fact) => {
                period(self.company, fact.span).map_or_else(|| Cell::text(fact.span.end.to_string()), Cell::from)
            }
            AddedRow::Statement(said) => said.period.into(),
        }
    }

    fn what(&self) -> Words {
        self.metric.map_or_else(|| say!(heading_guided), words::metric_name)
    }

    /// The command that removes it.
    fn removal(&self) -> Words {
        let (ticker, period) = (self.company.ticker.to_lowercase(), Words::from(self.period().value).to_string());
        Words::command(&match self.metric {
            Some(metric) => format!("capex add fact {ticker} {} {period} --remove", metric.flag),
            None => format!("capex add guidance {ticker} {period} --published {} --remove", self.published()),
        })
    }

    /// What it says, in a sentence: `Microsoft, capital expenditures as stated, 2026Q3: 34.9 bn`.
    pub fn words(&self) -> Words {
        let of = Words::commas([words::company(self.company), self.what(), self.period().value.into()]);
        say!(own_row, of, figure = figure(&self.row, self.metric))
    }
}

/// What the data says otherwise than rows that were added.
pub fn contradicted(context: &Context<'_>) -> Vec<Note> {
    if !context.data.has_added_rows() {
        return Vec::new();
    }
    // A row that cannot be read is told by whoever needs it.
    let lines = AddedLine::all(context).unwrap_or_default();
    let words = |line: &AddedLine<'_>| {
        let beneath = line.beneath.as_ref().filter(|_| line.state == RowState::Differs)?;
        let (row, figure, source) = (line.words(), figure(beneath, line.metric), beneath.source().to_owned());
        Some(Note::new("own", say!(own_row_contradicted, row, figure, source, command = line.removal())))
    };
    lines.iter().filter_map(words).collect()
}

/// The figure of a row, in billions or percent.
pub fn figure(row: &AddedRow, metric: Option<&Metric>) -> Words {
    let amount = |dollars: Decimal| printed(dollars, PrintedUnit::Bn);
    match row {
        AddedRow::Fact(fact) if metric.is_none_or(|metric| metric.kind.is_amount()) => amount(fact.value),
        AddedRow::Fact(fact) => printed(fact.value, PrintedUnit::Percent),
        AddedRow::Statement(said) => match (said.low, said.high) {
            (Some(low), Some(high)) if low != high => words::range(amount(low), amount(high)),
            (Some(end), _) | (None, Some(end)) => say!(manner_and_amount, manner = said.manner(), amount = amount(end)),
            (None, None) => said.manner(),
        },
    }
}

fn printed(value: Decimal, unit: PrintedUnit) -> Words {
    let number = (value / unit.size()).normalize();
    counted::exact(value, unit, number.scale(), Currency::USD)
}

/// The metric of a fact.
pub fn metric_of<'d>(row: &AddedRow, context: &Context<'d>) -> Option<&'d Metric> {
    if let AddedRow::Fact(fact) = row { Some(context.data.metric_by_id(&fact.metric)) } else { None }
}

/// The part of a year that days are, in calendar quarters where the company's are; none of other days.
fn period(company: &Company, span: Span) -> Option<Period> {
    let (first, last) = company.calendar.ends_of(span)?;
    let part = match (first.number(), last.number()) {
        (1, 4) => Part::Year,
        (1, 3) => Part::NineMonths,
        (1, 2) => Part::Half(1),
        (3, 4) => Part::Half(2),
        (first, last) if first == last => Part::Quarter(first),
        _ => return None,
    };
    Some(match part {
        Part::Quarter(_) if company.calendar.has_calendar_quarters() => company.calendar.calendar_quarter(last).into(),
        part => Period::Fiscal(PartOfYear { year: last.year(), part }),
    })
}
