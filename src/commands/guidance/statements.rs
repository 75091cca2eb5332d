//! The statements a query is about, and what was spent in the periods they are about.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::positional::Positional;
use super::super::shape::SortFigures;
use super::super::{Context, Failure, words};
use super::Args;
use crate::analysis::{
    Known, Observation, PeriodGuidance, matched_period, money_of, observe, reported_change, spoken_of,
};
use crate::derive::{Engine, Status};
use crate::model::{Basis, CalendarQuarter, Company, CompanyGroup, KnownEnd, Metric, MetricId, Period, Statement};
use crate::report::Words;
use crate::say;

/// What companies said by a day, and the periods asked about.
pub struct GuidanceQuery<'d> {
    pub context: Context<'d>,
    pub engine: Engine<'d>,
    pub capex: &'d Metric,
    /// What each company said by the day, in order of announcement.
    pub by_company: Vec<(&'d Company, Vec<Statement>)>,
    /// The groups that some of the companies were named by.
    pub groups: Vec<&'d CompanyGroup>,
    /// The periods asked about.
    pub periods: Vec<Period>,
    /// The day ages are counted to: the as-of date, else that of the newest statement.
    pub today: Date,
}

impl<'d> GuidanceQuery<'d> {
    /// Reads the statements; without periods, those on the year of the newest statement and the next are asked about.
    pub fn new(args: &Args, context: &Context<'d>) -> Result<Self, Failure> {
        let data = context.data;
        let Positional { companies, groups, periods: typed, .. } = Positional::read(data, &args.companies)?;
        let companies =
            if companies.is_empty() { data.default_companies().collect() } else { context.in_order(companies) };
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
                Some(day) => say!(no_guidance_given_by, day),
                None => say!(no_guidance_yet),
            }));
        };
        let capex = data.metric_by_id(&MetricId::capex());
        let engine = match context.engine {
            Some(engine) => engine.clone(),
            None => Engine::load(data, context.as_of, &companies, &[&capex.id], &Basis::ALL)?,
        };
        let quarter = CalendarQuarter::of(newest);
        let own = |period: Period| if context.fiscal { period.fiscal() } else { period };
        let this_quarter = own(quarter.into());
        let periods = match args.when.or(typed)? {
            Some(window) => {
                let spoken_of = by_company.iter().flat_map(|(_, statements)| statements);
                let years = spoken_of.map(|statement| statement.period.part_of_year().year);
                let oldest = years.min().map_or(this_quarter, |year| own(CalendarQuarter::new(year, 1).into()));
                let known = |end| {
                    Ok(match end {
                        KnownEnd::Oldest => oldest,
                        KnownEnd::Newest => this_quarter,
                    })
                };
                window.resolve::<Failure>(known, context.fiscal, None)?
            }
            None => [newest.year(), newest.year() + 1].map(|year| own(Period::year(year))).into(),
        };
        let today = context.as_of.unwrap_or(newest);
        let mut statements = Self { context: *context, engine, capex, by_company, groups, periods, today };
        statements.sort();
        Ok(statements)
    }

    /// Puts the companies in the order asked for, by what stands for the last period that has a figure.
    fn sort(&mut self) {
        let Some(sort) = self.context.shape.sort else { return };
        let of_period = |&asked: &Period| -> Vec<(&Company, SortFigures)> {
            let figures =
                |(company, said): &(&'d Company, Vec<Statement>)| (*company, self.sort_figures(company, said, asked));
            self.by_company.iter().map(figures).collect()
        };
        let is_known = |all: &Vec<(&Company, SortFigures)>| all.iter().any(|(_, figures)| figures.value.is_some());
        let known = self.periods.iter().rev().map(of_period).find(is_known).unwrap_or_default();
        let known: HashMap<String, SortFigures> =
            known.into_iter().map(|(company, figures)| (company.ticker.clone(), figures)).collect();
        let figures = |one: &(&Company, _)| known.get(&one.0.ticker).copied().unwrap_or_default();
        sort.order(&mut self.by_company, |one| one.0, figures);
    }

    /// What a company is sorted by: the upper end of what stands for a period, else the lower one.
    fn sort_figures(&self, company: &Company, said: &[Statement], asked: Period) -> SortFigures {
        let standing = matched_period(said, company.calendar, asked)
            .and_then(|period| PeriodGuidance::new(company, said, asked, period))
            .map(|guidance| guidance.standing.statement);
        let Some((statement, end)) = standing.and_then(|one| Some((one, one.high.or(one.low)?))) else {
            return SortFigures::default();
        };
        let end = Ok(self.context.on_day(end, statement.announced));
        let value = money_of(&end).ok().map(|money| money.amount);
        SortFigures { value, yoy: reported_change(&self.prior(company, statement), &end).ok() }
    }

    /// The statements on each period asked about, by period and company; companies that said nothing are left out.
    pub fn matched(&self) -> Result<Vec<PeriodGuidance<'_>>, Failure> {
        self.on_periods(|company, statements, asked| {
            matched_period(statements, company.calendar, asked).into_iter().collect()
        })
    }

    /// The same with every period that could be meant: a company's own year and the calendar's, where it spoke of both.
    pub fn all(&self) -> Result<Vec<PeriodGuidance<'_>>, Failure> {
        self.on_periods(|company, statements, asked| spoken_of(statements, company.calendar, asked))
    }

    fn on_periods(
        &self,
        meant: impl Fn(&Company, &[Statement], Period) -> Vec<Period>,
    ) -> Result<Vec<PeriodGuidance<'_>>, Failure> {
        let mut all = Vec::new();
        for &asked in &self.periods {
            for (company, statements) in &self.by_company {
                let periods = meant(company, statements, asked).into_iter();
                all.extend(periods.filter_map(|period| PeriodGuidance::new(company, statements, asked, period)));
            }
        }
        if all.is_empty() {
            let periods = words::periods(&self.periods);
            return Err(Failure::NoData(match self.context.as_of {
                Some(day) => say!(no_guidance_for_periods_by, periods, day),
                None => say!(no_guidance_for_periods, periods),
            }));
        }
        Ok(all)
    }

    /// Companies that said nothing on a period.
    pub fn silent(&self, asked: Period) -> Vec<&Company> {
        let nothing = |(company, statements): &&(&Company, Vec<Statement>)| {
            matched_period(statements, company.calendar, asked).is_none()
        };
        self.by_company.iter().filter(nothing).map(|(company, _)| *company).collect()
    }

    /// What was spent in a period, on the basis of a statement.
    pub fn spent<'s>(&'s self, company: &'s Company, statement: &Statement, period: Period) -> Observation<'s> {
        observe(&self.engine, self.context.exchange, company, self.capex, Some(statement.basis), period)
    }

    /// What was spent in the year before the period a statement is about, on its basis, if all of it is known.
    pub fn prior(&self, company: &Company, statement: &Statement) -> Known {
        let before = self.spent(company, statement, statement.period.plus_years(-1));
        if before.status() == Status::Partial { Err(say!(year_before_is_partial)) } else { before.amount }
    }

    /// What the quarters without a figure were a year before the period a statement is about, on its basis.
    pub fn rest_before(
        &self,
        company: &Company,
        statement: &Statement,
        spent: &Observation<'_>,
    ) -> Result<Decimal, Words> {
        let present = spent.figure.as_ref().map_or(&[][..], |figure| &figure.quarters);
        let mut rest = statement.period.quarters(company.calendar);
        rest.retain(|quarter| !present.contains(quarter));
        if rest.is_empty() {
            return Err(say!(period_is_over));
        }
        let before: Vec<_> = rest.into_iter().map(|quarter| company.calendar.later(quarter, -4)).collect();
        match self.engine.over(company, self.capex, statement.basis, &before) {
            Ok(figure) if figure.is_whole() => Ok(figure.working.value),
            Ok(_) => Err(say!(year_before_not_known)),
            Err(gap) => Err(say!(year_before_is_missing, gap)),
        }
    }
}
