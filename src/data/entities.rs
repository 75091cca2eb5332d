//! `companies.csv` and `metrics.csv`.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU64;

use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::{DataRow, Field};
use super::table::{self, field};
use super::text::TextFile;
use crate::model::{Company, Definition, FiscalCalendar, Formula, Kind, Language, Metric, MetricId, Sum};
use crate::say;

/// The columns of a file of companies; of a user's company the ticker, the name and the end of the year will do.
pub static COMPANY: Header = Header {
    columns: &["ticker", "name", "aliases", "cik", "fiscal_year_end", "cloud_series", "sites"],
    optional: &["aliases", "cik", "cloud_series", "sites"],
    beside: &["origin"],
    localized: &["name"],
};
/// The columns of a file of metrics.
pub static METRIC: Header = Header {
    columns: &["id", "flag", "name", "short", "kind", "formula", "identity", "words", "basis", "aliases"],
    optional: &["short", "formula", "identity", "words", "basis", "aliases"],
    beside: &["origin"],
    localized: &["name", "short", "words"],
};

/// Words that stand for all companies or none, and can name no company.
pub const RESERVED: [&str; 2] = [Definition::ANY_COMPANY, "TOTAL"];

/// Lays the companies of a file over those known, by ticker.
pub fn companies(file: &TextFile, companies: &mut Vec<Company>, problems: &mut Problems) {
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for known in &*companies {
        names.extend(known.names().map(|name| (name, known.ticker.clone())));
    }
    let mut places: BTreeMap<String, usize> =
        companies.iter().enumerate().map(|(place, known)| (known.ticker.clone(), place)).collect();
    let mut here: BTreeSet<String> = BTreeSet::new();
    file.rows(&COMPANY, problems, |row| {
        let company = company(row)?;
        if RESERVED.contains(&&*company.ticker) {
            return Err(row.problem(say!(ticker_stands_for_all, ticker = &company.ticker)));
        }
        if !here.insert(company.ticker.clone()) {
            return Err(row.problem(say!(occurs_twice, id = &company.ticker)));
        }
        if !file.is_bundled() {
            let of_other = |name: &String| names.get(name).is_some_and(|ticker| *ticker != company.ticker);
            if let Some(name) = company.names().find(of_other) {
                return Err(row.problem(say!(name_means_other_company, name)));
            }
            names.extend(company.names().map(|name| (name, company.ticker.clone())));
        }
        if let Some(known) = places.get(&company.ticker).and_then(|&place| companies.get_mut(place)) {
            *known = company;
        } else {
            places.insert(company.ticker.clone(), companies.len());
            companies.push(company);
        }
        Ok(())
    });
}

/// A file of the given companies.
pub fn companies_text(companies: &[Company]) -> String {
    let row = |company: &Company| {
        let names = Language::ALL.map(|language| company.name.of(language).to_owned());
        let rest = [
            company.aliases.join("|"),
            field(company.cik),
            company.calendar.to_string(),
            field(company.cloud_series.as_ref()),
            company.sites.join("|"),
        ];
        [company.ticker.clone()].into_iter().chain(names).chain(rest).collect()
    };
    let columns = COMPANY.names();
    table::text(&columns.split(',').collect::<Vec<_>>(), companies.iter().map(row))
}

fn company(row: &DataRow<'_>) -> Result<Company, Problem> {
    let [ticker, name, aliases, cik, fiscal_year_end, cloud_series, sites] = row.cells();
    Ok(Company {
        ticker: ticker.name()?.to_owned(),
        name: row.names(name)?,
        aliases: aliases.names()?.map(str::to_lowercase).collect(),
        cik: cik.parse_optional::<NonZeroU64>()?.map(NonZeroU64::get),
        calendar: calendar(fiscal_year_end)?,
        cloud_series: cloud_series.name_optional()?.map(str::to_owned),
        sites: sites.several().map(str::to_owned).collect(),
        origin: row.origin().clone(),
    })
}

/// When the years end, and ended before: `06-30`, `~09-30`, `09-30|12-31 to 2022-12-31`.
fn calendar(field: Field<'_>) -> Result<FiscalCalendar, Problem> {
    field.text().parse().map_err(|error| field.problem(say!(fiscal_year_end_wrong, error = &error)))
}

/// Lays the metrics of a file over those known, by identifier.
pub fn metrics(file: &TextFile, metrics: &mut Vec<Metric>, problems: &mut Problems) {
    let mut here: Vec<(MetricId, u64)> = Vec::new();
    file.rows(&METRIC, problems, |row| {
        let metric = metric(row)?;
        let has_other = |known: &Metric| known.id != metric.id && known.flag == metric.flag;
        if here.iter().any(|(id, _)| *id == metric.id) || metrics.iter().any(has_other) {
            return Err(row.problem(say!(occurs_twice, id = metric.id.as_str())));
        }
        here.push((metric.id.clone(), row.line));
        match metrics.iter_mut().find(|known| known.id == metric.id) {
            Some(known) => *known = metric,
            None => metrics.push(metric),
        }
        Ok(())
    });
    for (id, line) in &here {
        let Some(metric) = metrics.iter().find(|metric| metric.id == *id) else { continue };
        let identity = || metric.identity.iter().flatten().map(|component| &component.metric);
        if identity().any(MetricId::is_capex) {
            let message = say!(capex_in_identity);
            problems.push(Problem::new(file.name(), *line, message));
        }
        for id in metric.formula.iter().flat_map(Formula::metrics).chain(identity()) {
            match metrics.iter().find(|known| known.id == *id) {
                None => problems.push(Problem::new(file.name(), *line, say!(unknown_metric, metric = id.as_str()))),
                // One step of computation: a chain would need an order, and could run in a circle.
                Some(part) if part.formula.is_some() => {
                    problems.push(Problem::new(file.name(), *line, say!(component_is_computed, id = id.as_str())));
                }
                Some(_) => {}
            }
        }
    }
}

fn metric(row: &DataRow<'_>) -> Result<Metric, Problem> {
    let [id, flag, name, short, kind, formula, identity, words, basis, aliases] = row.cells();
    Ok(Metric {
        id: id.name()?.into(),
        flag: flag.name()?.to_owned(),
        name: row.names(name)?,
        short: short.optional().map(|_| row.names(short)).transpose()?,
        kind: match kind.text() {
            "flow" => Kind::Flow,
            "balance" => Kind::Balance,
            "growth" => Kind::Growth,
            "ratio" => Kind::Ratio,
            other => return Err(kind.problem(say!(unknown_kind, other))),
        },
        formula: formula.parse_optional()?,
        identity: identity.parse_optional::<Sum>()?.map(|Sum(components)| components),
        basis: basis.parse_optional()?,
        aliases: aliases.several().map(str::to_lowercase).collect(),
        words: row.localized(words)?,
        origin: row.origin().clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn the_bundled_companies_are_written_as_they_were_read() {
        let mut known = Vec::new();
        companies(&TextFile::new("companies.csv", bundled::COMPANIES), &mut known, &mut Problems::default());
        assert_eq!(companies_text(&known), bundled::COMPANIES);
    }

    #[test]
    fn a_year_of_52_or_53_weeks_is_read_and_written() {
        let text = bundled::COMPANIES.replace("1326801,12-31", "1326801,~12-31");
        let (mut known, mut problems) = (Vec::new(), Problems::default());
        companies(&TextFile::new("companies.csv", text.clone()), &mut known, &mut problems);
        assert!(problems.is_empty() && known[3].calendar.counts_weeks());
        assert_eq!(companies_text(&known), text);
    }
}
