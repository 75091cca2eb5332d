//! The statements a query is about, and how one becomes cells and words.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::amounts::{Known, amount_cell};
use super::super::chart::bounds;
use super::super::{Context, Failure, words};
use super::Args;
use crate::analysis::{Amount, Change, change, changes, matched_period, standing};
use crate::data::Dataset;
use crate::derive::{Engine, Figure, Gap};
use crate::model::{Basis, CalendarQuarter, Company, Metric, MetricId, Part, Period, Statement, Stretch};
use crate::report::{Cell, Derived, Grid, Note, Quantity, QueryValue, Report, Value, Words};
use crate::say;

/// The columns of the output contract.
pub const RECORDS: &[&str] = &[
    "company",
    "period",
    "announced",
    "low",
    "high",
    "bound",
    "direction",
    "change",
    "basis",
    "currency",
    "confidence",
    "source",
];

/// What has been appended to them.
const APPENDED: &[&str] =
    &["asked", "role", "pace", "versus", "comparable", "prior", "growth_low", "growth_high", "age_days", "note"];

/// What is appended where amounts were converted.
const FX: &[&str] = &["low_reported", "high_reported", "rate", "fx", "fx_from", "fx_to", "fx_source", "prior_rate"];

/// What companies said by a day, and the periods asked about.
pub struct Said<'d> {
    pub context: Context<'d>,
    pub engine: Engine<'d>,
    pub capex: &'d Metric,
    /// What each company said by the day, in order of announcement.
    pub by_company: Vec<(&'d Company, Vec<Statement>)>,
    /// The periods asked about.
    pub periods: Vec<Period>,
    /// The day ages are counted to: the as-of date, else that of the newest statement.
    pub today: Date,
}

/// The statements of a company on one of the periods asked about.
pub struct Topic<'s> {
    pub company: &'s Company,
    /// The period asked about.
    pub asked: Period,
    /// The period under which the company spoke of it.
    pub period: Period,
    /// What was said on it, in order of announcement.
    pub statements: Vec<&'s Statement>,
    /// The one that stands for the period.
    pub standing: &'s Statement,
}

impl<'d> Said<'d> {
    /// Reads the statements; without periods, those on the year of the newest statement and the next are asked about.
    pub fn new(args: &Args, context: &Context<'d>) -> Result<Self, Failure> {
        let data = context.data;
        let companies = context.companies(&args.companies)?;
        let mut by_company = Vec::new();
        for &company in &companies {
            let mut statements = data.guidance(company)?;
            statements.retain(|statement| context.as_of.is_none_or(|day| statement.announced <= day));
            by_company.push((company, statements));
        }
        let newest =
            by_company.iter().flat_map(|(_, statements)| statements).map(|statement| statement.announced).max();
        let Some(newest) = newest else {
            return Err(Failure::NoData(match context.as_of {
                Some(day) => say!("no guidance had been given by {day}", day),
                None => say!("no guidance had been given"),
            }));
        };
        let capex = data.metric_by_id(&MetricId::capex());
        let engine = Engine::load(data, context.as_of, &companies, &[&capex.id], &Basis::ALL)?;
        let quarter = CalendarQuarter::of(newest);
        let own = |period: Period| if context.fiscal { period.fiscal() } else { period };
        let part = Part::Quarter(quarter.number());
        let this_quarter = own(Period::Calendar(Stretch { year: quarter.year(), part }));
        let periods = match args.when.window() {
            Some(window) => window.resolve::<Failure>(|| Ok(this_quarter), context.fiscal, None)?,
            None => [newest.year(), newest.year() + 1].map(|year| own(Period::year(year))).into(),
        };
        let today = context.as_of.unwrap_or(newest);
        Ok(Self { context: *context, engine, capex, by_company, periods, today })
    }

    /// The statements on each period asked about, by period and company; companies that said nothing are left out.
    pub fn topics(&self) -> Vec<Topic<'_>> {
        self.topics_of(|company, statements, asked| {
            matched_period(statements, company.calendar, asked).into_iter().collect()
        })
    }

    /// Refuses to draw more statements than a chart can show.
    pub fn is_drawable(&self) -> Result<(), Failure> {
        let count = self.all_topics().iter().map(|topic| topic.statements.len()).sum();
        if self.context.machine { Ok(()) } else { bounds::statements(count) }
    }

    /// The same with every period that could be meant: a company's own year and the calendar's, where it spoke of both.
    pub fn all_topics(&self) -> Vec<Topic<'_>> {
        self.topics_of(|company, statements, asked| {
            let quarters = |period: Period| period.quarters(company.calendar);
            let own = asked.fiscal();
            let mut periods = vec![asked];
            if asked.stretch().part == Part::Year && quarters(own) != quarters(asked) {
                periods.insert(0, own);
            }
            periods.retain(|&period| statements.iter().any(|said| quarters(said.period) == quarters(period)));
            periods
        })
    }

    fn topics_of(&self, periods: impl Fn(&Company, &[Statement], Period) -> Vec<Period>) -> Vec<Topic<'_>> {
        let mut topics = Vec::new();
        for &asked in &self.periods {
            for (company, statements) in &self.by_company {
                for period in periods(company, statements, asked) {
                    let quarters = period.quarters(company.calendar);
                    let same = |said: &&Statement| said.period.quarters(company.calendar) == quarters;
                    let statements: Vec<&Statement> = statements.iter().filter(same).collect();
                    let Some(standing) = standing(&statements) else { continue };
                    let period = statements.first().map_or(period, |statement| statement.period);
                    topics.push(Topic { company, asked, period, statements, standing });
                }
            }
        }
        topics
    }

    /// Companies that said nothing on a period.
    pub fn silent(&self, asked: Period) -> Vec<&Company> {
        let nothing = |(company, statements): &&(&Company, Vec<Statement>)| {
            matched_period(statements, company.calendar, asked).is_none()
        };
        self.by_company.iter().filter(nothing).map(|(company, _)| *company).collect()
    }

    /// What was spent in the period a statement is about, on its basis.
    pub fn actual(&self, company: &Company, statement: &Statement) -> Result<Figure, Gap> {
        self.engine.figure(company, self.capex, statement.basis, statement.period)
    }

    /// What was spent in the year before the period a statement is about, on its basis, if all of it is known.
    pub fn prior(&self, company: &Company, statement: &Statement) -> Known {
        let before = statement.period.plus_years(-1);
        let figure = self.engine.figure(company, self.capex, statement.basis, before)?;
        if figure.is_whole() {
            Ok(self.amount(company, statement, &figure))
        } else {
            Err(say!("the year before is partial"))
        }
    }

    /// A figure on a statement's basis in the report's currency.
    pub fn amount(&self, company: &Company, statement: &Statement, figure: &Figure) -> Amount {
        let amount = self.context.over_quarters(company, &figure.quarters, figure.working.value, |quarters| {
            let figure = self.engine.over(company, self.capex, statement.basis, quarters).ok()?;
            figure.is_whole().then_some(figure.working.value)
        });
        amount.of_user(figure.working.of_user)
    }

    /// An end of a range at the rate of the statement's day; blank where none was given, which is no gap in the data.
    pub fn end(&self, statement: &Statement, end: Option<Decimal>) -> Cell {
        end.map_or(Cell::BLANK, |end| amount_cell(&Ok(self.context.on_day(end, statement.announced))))
    }

    /// The cells of the output contract for a statement, whose change is known only beside the others on its period.
    pub fn cells(&self, topic: &Topic<'_>, statement: &Statement) -> Vec<Cell> {
        vec![
            Cell::text(topic.company.ticker.clone()),
            Cell::text(statement.period.to_string()),
            Cell::from(statement.announced),
            self.end(statement, statement.low),
            self.end(statement, statement.high),
            Cell::text(statement.bound.to_string()).of_user(statement.origin.is_user()),
            statement.direction.map_or(Cell::BLANK, |direction| Cell::text(direction.to_string())),
            topic.change(statement).map_or(Cell::BLANK, |change| Cell::text(change.to_string())),
            Cell::text(statement.basis.name()),
            Cell::text(self.context.currency().code()),
            Cell::text(statement.confidence.name()),
            Cell::text(&*statement.source),
        ]
    }

    /// The appended cells for a statement.
    pub fn appended(&self, topic: &Topic<'_>, statement: &Statement, role: &str) -> Vec<Cell> {
        let text = |text: String| if text.is_empty() { Cell::BLANK } else { Cell::text(text) };
        let prior = self.prior(topic.company, statement).map(|prior| prior.reported);
        let growth = |end: Option<Decimal>| match (end, &prior) {
            (None, _) => Cell::BLANK,
            (Some(end), Ok(prior)) => match change(*prior, end) {
                Ok(growth) => Quantity::Change(growth).into(),
                Err(unlike) => Cell::missing(unlike),
            },
            (Some(_), Err(reason)) => Cell::missing(reason.clone()),
        };
        vec![
            Cell::text(topic.asked.to_string()),
            Cell::text(role),
            statement.pace.map_or(Cell::BLANK, |pace| Cell::text(pace.to_string())),
            text(statement.versus.clone()),
            text(statement.comparable.to_string()),
            amount_cell(&self.prior(topic.company, statement)),
            growth(statement.low),
            growth(statement.high),
            Cell::count(self.age(statement)),
            text(statement.note.clone()),
        ]
    }

    /// The columns of a report, its own between those that all share.
    pub fn columns(&self, own: &[&'static str], last: &[&'static str]) -> Grid {
        let converted: &[&str] = if self.context.exchange.is_some() { FX } else { &[] };
        Grid::of_records(&[RECORDS, own, APPENDED, last, converted].concat()).deriving(&[
            ("growth_low", Derived::Change { of: "low", from: "prior" }),
            ("growth_high", Derived::Change { of: "high", from: "prior" }),
        ])
    }

    /// Days since a statement was made.
    pub fn age(&self, statement: &Statement) -> i32 {
        statement.announced.until(self.today).map_or(0, |span| span.get_days())
    }

    /// The title: what, on which basis, and the day whose knowledge counts.
    pub fn title(&self, what: &'static str) -> Words {
        let periods = words::periods(&self.periods);
        let mut bases: Vec<Basis> = self.by_company.iter().flat_map(|(_, said)| said).map(|said| said.basis).collect();
        bases.dedup();
        let what = match bases.as_slice() {
            [one] => say!("{what} {basis}", what, basis = one.words()),
            _ => what.into(),
        };
        words::as_known(Words::commas([what, periods]), self.context.as_of)
    }

    /// A report on these statements.
    pub fn report(self, title: Words, page: Grid, records: Grid, notes: Vec<Note>) -> Result<Report, Failure> {
        let at = records.columns.iter().position(|column| column.id == "source");
        let named = records.rows.iter().filter_map(|row| match &row.cells.get(at?)?.value {
            Value::Text(ids) => Some(ids.split(' ').map(Arc::from)),
            _ => None,
        });
        let mut ids: Vec<Arc<str>> = named.flatten().collect();
        ids.sort();
        ids.dedup();
        let sources = if self.context.documents { self.context.data.sources(&ids)? } else { Vec::new() };
        let tickers = self.by_company.iter().map(|(company, _)| company.ticker.clone()).collect();
        Ok(Report {
            title,
            page,
            chart: None,
            records,
            notes,
            sources,
            query: vec![
                ("metric", QueryValue::Text("guidance".to_owned())),
                ("companies", QueryValue::List(tickers)),
                ("periods", QueryValue::List(self.periods.iter().map(Period::to_string).collect())),
                ("calendar", QueryValue::Text(if self.context.fiscal { "fiscal" } else { "calendar" }.to_owned())),
            ]
            .into_iter()
            .chain(self.context.fx_query())
            .collect(),
            as_of: self.context.as_of,
            data_version: Dataset::version().to_owned(),
        })
    }

    /// The failure to have a statement at all.
    pub fn nothing(&self) -> Failure {
        let periods = words::periods(&self.periods);
        Failure::NoData(match self.context.as_of {
            Some(day) => say!("no guidance for {periods} had been given by {day}", periods, day),
            None => say!("no guidance for {periods} had been given", periods),
        })
    }
}

impl<'s> Topic<'s> {
    /// How a statement differs from the company's one before.
    pub fn change(&self, statement: &Statement) -> Option<Change> {
        let mut changes = self.statements.iter().zip(changes(&self.statements));
        changes.find(|(one, _)| std::ptr::eq(**one, statement))?.1
    }

    /// What others said on the standing statement's day or later, which is shown beside it.
    pub fn others(&self) -> Vec<&'s Statement> {
        let standing = self.standing;
        let beside = |statement: &&&Statement| {
            !statement.is_the_companys() && **statement != standing && statement.announced >= standing.announced
        };
        self.statements.iter().filter(beside).copied().collect()
    }

    /// The statement before another, of those with a figure.
    pub fn before(&self, statement: &Statement) -> Option<&'s Statement> {
        let own = |one: &&&Statement| one.has_figure() && one.is_the_companys() && one.announced < statement.announced;
        self.statements.iter().rev().find(own).copied()
    }
}
