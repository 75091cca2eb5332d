//! `companies.csv` and `metrics.csv`.

use jiff::civil::date;

use super::problem::{Problem, Problems};
use super::text::{Row, TextFile};
use crate::model::{Company, Component, FiscalCalendar, Formula, Kind, Metric};

const COMPANY: &[&str] = &["ticker", "name", "name_zh", "aliases", "cik", "fiscal_year_end", "cloud_series"];
const METRIC: &[&str] = &["id", "flag", "name", "name_zh", "kind", "formula", "identity", "words"];

pub fn companies(file: &TextFile, problems: &mut Problems) -> Vec<Company> {
    let mut companies: Vec<Company> = Vec::new();
    file.rows(COMPANY, problems, |row| {
        let company = company(row)?;
        if companies.iter().any(|known| known.ticker == company.ticker) {
            return Err(row.problem_at("ticker", format!("`{}` is here twice", company.ticker)));
        }
        if let Some(name) = company.names().find(|name| companies.iter().any(|known| known.answers_to(name))) {
            return Err(row.problem_at("aliases", format!("`{name}` already means another company")));
        }
        companies.push(company);
        Ok(())
    });
    companies
}

fn company(row: &Row<'_>) -> Result<Company, Problem> {
    let optional = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Company {
        ticker: row.required("ticker")?.to_owned(),
        name: row.required("name")?.to_owned(),
        name_zh: row.required("name_zh")?.to_owned(),
        aliases: row.get("aliases").split('|').filter(|alias| !alias.is_empty()).map(str::to_lowercase).collect(),
        cik: row.parse_optional("cik")?,
        calendar: calendar(row)?,
        cloud_series: optional(row.get("cloud_series")),
    })
}

/// `12-31`, `06-30`: the last day of a month (`02-28` for February).
fn calendar(row: &Row<'_>) -> Result<FiscalCalendar, Problem> {
    let text = row.get("fiscal_year_end");
    let month_day = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    month_day
        .filter(|&(month, day): &(i8, i8)| (1..=12).contains(&month) && day == date(2025, month, 1).days_in_month())
        .and_then(|(month, _)| FiscalCalendar::ending_in(month))
        .ok_or_else(|| {
            let message = format!("fiscal_year_end `{text}` is not the last day of a month, such as 06-30");
            row.problem_at("fiscal_year_end", message)
        })
}

pub fn metrics(file: &TextFile, problems: &mut Problems) -> Vec<Metric> {
    let mut metrics: Vec<Metric> = Vec::new();
    let mut lines = Vec::new();
    file.rows(METRIC, problems, |row| {
        let metric = metric(row)?;
        if metrics.iter().any(|known| known.id == metric.id || known.flag == metric.flag) {
            return Err(row.problem_at("id", format!("`{}` is here twice", metric.id)));
        }
        metrics.push(metric);
        lines.push(row.line);
        Ok(())
    });
    for (metric, line) in metrics.iter().zip(lines) {
        let identity = metric.identity.iter().flatten().map(|component| &component.metric);
        for id in metric.formula.iter().flat_map(Formula::metrics).chain(identity) {
            if !metrics.iter().any(|known| known.id == *id) {
                problems.push(Problem::new(file.name(), line, format!("unknown metric `{id}`")));
            }
        }
    }
    metrics
}

fn metric(row: &Row<'_>) -> Result<Metric, Problem> {
    let kind = match row.get("kind") {
        "flow" => Kind::Flow,
        "growth" => Kind::Growth,
        "ratio" => Kind::Ratio,
        other => return Err(row.problem_at("kind", format!("unknown kind `{other}`; use flow, growth or ratio"))),
    };
    let read = |column: &'static str| Some(row.get(column)).filter(|text| !text.is_empty());
    let formula =
        read("formula").map(Formula::read).transpose().map_err(|error| row.problem_at("formula", error.to_string()))?;
    let identity = read("identity")
        .map(Component::read_sum)
        .transpose()
        .map_err(|error| row.problem_at("identity", error.to_string()))?;
    Ok(Metric {
        id: row.required("id")?.into(),
        flag: row.required("flag")?.to_owned(),
        name: row.required("name")?.to_owned(),
        name_zh: row.required("name_zh")?.to_owned(),
        kind,
        formula,
        identity,
        words: row.get("words").to_owned(),
    })
}
