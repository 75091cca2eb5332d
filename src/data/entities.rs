//! `companies.csv` and `metrics.csv`.

use std::num::NonZeroU64;

use super::problem::{Problem, Problems};
use super::table::{self, field};
use super::text::{Field, Row, TextFile};
use crate::model::{Company, FiscalCalendar, Formula, Kind, Metric, Sum};

const COMPANY: &[&str] = &["ticker", "name", "name_zh", "aliases", "cik", "fiscal_year_end", "cloud_series"];
const METRIC: &[&str] = &["id", "flag", "name", "short", "name_zh", "kind", "formula", "identity", "words"];

pub fn companies(file: &TextFile, problems: &mut Problems) -> Vec<Company> {
    let mut companies: Vec<Company> = Vec::new();
    file.rows(COMPANY, problems, |row| {
        let company = company(row)?;
        if companies.iter().any(|known| known.ticker == company.ticker) {
            return Err(row.problem(format!("`{}` is here twice", company.ticker)));
        }
        if let Some(name) = company.names().find(|name| companies.iter().any(|known| known.answers_to(name))) {
            return Err(row.problem(format!("`{name}` already means another company")));
        }
        companies.push(company);
        Ok(())
    });
    companies
}

/// A file of the given companies.
pub fn companies_text(companies: &[Company]) -> String {
    let row = |company: &Company| {
        vec![
            company.ticker.clone(),
            company.name.clone(),
            company.name_zh.clone(),
            company.aliases.join("|"),
            field(company.cik),
            company.calendar.to_string(),
            field(company.cloud_series.as_ref()),
        ]
    };
    table::text(COMPANY, companies.iter().map(row))
}

fn company(row: &Row<'_>) -> Result<Company, Problem> {
    let [ticker, name, name_zh, aliases, cik, fiscal_year_end, cloud_series] = row.cells();
    Ok(Company {
        ticker: ticker.required()?.to_owned(),
        name: name.required()?.to_owned(),
        name_zh: name_zh.required()?.to_owned(),
        aliases: aliases.text().split('|').filter(|alias| !alias.is_empty()).map(str::to_lowercase).collect(),
        cik: cik.parse_optional::<NonZeroU64>()?.map(NonZeroU64::get),
        calendar: calendar(fiscal_year_end)?,
        cloud_series: cloud_series.optional().map(str::to_owned),
    })
}

/// `12-31`, `06-30`: the last day of a month (`02-28` for February); `~09-30`: within a week of it.
fn calendar(field: Field<'_>) -> Result<FiscalCalendar, Problem> {
    let text = field.text();
    let (near, month) = text.strip_prefix('~').map_or((false, text), |day| (true, day));
    let month: Option<i8> = month.split('-').next().and_then(|month| month.parse().ok());
    month
        .and_then(|month| if near { FiscalCalendar::ending_near(month) } else { FiscalCalendar::ending_in(month) })
        .filter(|calendar| calendar.to_string() == text)
        .ok_or_else(|| {
            field.problem(format!(
                "fiscal_year_end `{text}` is not the last day of a month, such as 06-30, or ~09-30 where the year has 52 or 53 weeks"
            ))
        })
}

pub fn metrics(file: &TextFile, problems: &mut Problems) -> Vec<Metric> {
    let mut metrics: Vec<Metric> = Vec::new();
    let mut lines = Vec::new();
    file.rows(METRIC, problems, |row| {
        let metric = metric(row)?;
        if metrics.iter().any(|known| known.id == metric.id || known.flag == metric.flag) {
            return Err(row.problem(format!("`{}` is here twice", metric.id)));
        }
        metrics.push(metric);
        lines.push(row.line);
        Ok(())
    });
    for (metric, line) in metrics.iter().zip(lines) {
        let identity = metric.identity.iter().flatten().map(|component| &component.metric);
        for id in metric.formula.iter().flat_map(Formula::metrics).chain(identity) {
            match metrics.iter().find(|known| known.id == *id) {
                None => problems.push(Problem::new(file.name(), line, format!("unknown metric `{id}`"))),
                // One step of computation: a chain would need an order, and could run in a circle.
                Some(part) if part.formula.is_some() => {
                    problems.push(Problem::new(file.name(), line, format!("`{id}` is itself computed")));
                }
                Some(_) => {}
            }
        }
    }
    metrics
}

fn metric(row: &Row<'_>) -> Result<Metric, Problem> {
    let [id, flag, name, short, name_zh, kind, formula, identity, words] = row.cells();
    Ok(Metric {
        id: id.required()?.into(),
        flag: flag.required()?.to_owned(),
        name: name.required()?.to_owned(),
        short: short.optional().unwrap_or(name.text()).to_owned(),
        name_zh: name_zh.required()?.to_owned(),
        kind: match kind.text() {
            "flow" => Kind::Flow,
            "growth" => Kind::Growth,
            "ratio" => Kind::Ratio,
            other => return Err(kind.problem(format!("unknown kind `{other}`; use flow, growth or ratio"))),
        },
        formula: formula.parse_optional()?,
        identity: identity.parse_optional::<Sum>()?.map(|Sum(components)| components),
        words: words.text().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn the_bundled_companies_are_written_as_they_were_read() {
        let companies = companies(&TextFile::new("companies.csv", bundled::COMPANIES), &mut Problems::default());
        assert_eq!(companies_text(&companies), bundled::COMPANIES);
    }

    #[test]
    fn a_year_of_52_or_53_weeks_is_read_and_written() {
        let text = bundled::COMPANIES.replace("1326801,12-31", "1326801,~12-31");
        let mut problems = Problems::default();
        let companies = companies(&TextFile::new("companies.csv", text.clone()), &mut problems);
        assert!(problems.is_empty() && companies[3].calendar.counts_weeks());
        assert_eq!(companies_text(&companies), text);
    }
}
