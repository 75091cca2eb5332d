//! What a company has not published yet of a quarter that it has reported in part, and the command that adds it.

use super::query::Query;
use super::words;
use crate::analysis::{money_of, observe};
use crate::derive::Gap;
use crate::model::{Basis, Company, FiscalQuarter, Metric, Money, Period};
use crate::report::Words;
use crate::say;

impl Query<'_> {
    /// That a company has reported a quarter but not the figure asked about, with the command that adds it, and beside capital
    /// expenditures with what its cash-flow statement has; `None` of any other quarter than the next one to come.
    pub fn awaited(&self, company: &Company, period: Period) -> Option<Words> {
        let Err(Gap::AfterData(last)) = self.figure(company, period) else { return None };
        let quarter = *period.quarters(company.calendar).last()?;
        let newest = company.calendar.quarter_ending(last)?;
        if !period.is_quarter() || company.calendar.later(newest, 1) != quarter || !self.has_reported(company, quarter)
        {
            return None;
        }
        let command = |metric: &Metric| {
            let (ticker, flag) = (company.ticker.to_lowercase(), &metric.flag);
            Words::command(&format!("capex add fact {ticker} {flag} {period} VALUE --published DATE --source URL"))
        };
        let lacking = self.lacking(company, quarter);
        if lacking.is_empty() {
            return None;
        }
        let commands = Words::and(lacking.into_iter().map(command));
        let name = words::company(company);
        Some(match self.on_cash(company, period) {
            Some(cash) => say!(awaited_beside_cash, company = name, period, cash, commands),
            None => say!(awaited, company = name, period, commands),
        })
    }

    /// Whether there is any figure of a company that reaches to the end of a quarter.
    fn has_reported(&self, company: &Company, quarter: FiscalQuarter) -> bool {
        let end = company.calendar.span(quarter).end;
        if self.context.data.ends_before(company, end) {
            return false;
        }
        let is_known = |day| self.context.as_of.is_none_or(|as_of| day <= as_of);
        let facts = self.context.data.all_facts(company).unwrap_or_default();
        facts.iter().any(|fact| fact.span.end >= end && is_known(fact.published))
    }

    /// The filed metrics that a company's figure of a quarter lacks.
    fn lacking(&self, company: &Company, quarter: FiscalQuarter) -> Vec<&Metric> {
        let data = self.context.data;
        let span = company.calendar.span(quarter);
        let metrics: Vec<&Metric> = match self.engine.definition(company, &self.metric.id, self.basis, span) {
            Ok(Some(definition)) => definition.formula.iter().map(|part| data.metric_by_id(&part.metric)).collect(),
            Ok(None) => vec![self.metric],
            Err(_) => Vec::new(),
        };
        let is_filed = metrics.iter().all(|metric| metric.formula.is_none() && !metric.id.is_capex());
        let lacks = |metric: &&Metric| is_filed && self.engine.over(company, metric, None, &[quarter]).is_err();
        metrics.into_iter().filter(lacks).collect()
    }

    /// Capital expenditures on cash alone, beside those on another basis.
    fn on_cash(&self, company: &Company, period: Period) -> Option<Money> {
        let cash = Some(Basis::Cash).filter(|cash| self.metric.id.is_capex() && self.basis != Some(*cash));
        let engine = self.on_other_bases([company])?;
        let observed = observe(&engine, self.context.exchange, company, self.metric, Some(cash?), period);
        observed.figure.as_ref().ok().filter(|figure| figure.is_whole())?;
        money_of(&observed.amount).ok()
    }
}
