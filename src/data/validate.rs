//! Checks that need no arithmetic: references, order, duplicates, spans, dates, units.
//!
//! Whether quarters add up to their years is checked where they are added, in `derive`.

use std::collections::HashMap;

use super::problem::{Problem, Problems};
use super::{Dataset, facts, guidance, sources};
use crate::model::{Basis, Company, Currency, Fact, Kind, MetricId, Source, Statement};

pub fn problems(data: &Dataset) -> Problems {
    let mut problems = Problems::default();
    let documents = sources::sources(&data.sources, &mut problems);
    for (at, source) in documents.iter().enumerate() {
        if !data.companies.iter().any(|company| company.ticker == source.company) {
            let message = format!("unknown company `{}`", source.company);
            problems.push(Problem::new(data.sources.name(), at as u64 + 2, message));
        }
    }
    let documents: HashMap<&str, &Source> = documents.iter().map(|source| (source.id.as_str(), source)).collect();
    for company in &data.companies {
        for basis in Basis::ALL {
            if data.definitions_of(company, &MetricId::capex(), basis).next().is_none() {
                let message = format!("{} has no definition of capex on the basis {basis}", company.ticker);
                problems.push(Problem::new(&*data.definitions_file, 1, message));
            }
        }
    }
    statements(data, &documents, &mut problems);
    for company in &data.companies {
        if !data.facts.iter().any(|(ticker, _)| *ticker == company.ticker) {
            let message = format!("no facts file for `{0}`; add facts/{0}.csv", company.ticker);
            problems.push(Problem::new(&*data.companies_file, 1, message));
        }
    }
    for (ticker, file) in &data.facts {
        let Some(company) = data.companies.iter().find(|company| company.ticker == *ticker) else {
            problems.push(Problem::new(file.name(), 1, format!("no company has the ticker `{ticker}`")));
            continue;
        };
        let facts = facts::all(file, &mut problems);
        let mut complain = |fact: &Fact, message: String| problems.push(Problem::new(file.name(), fact.line, message));
        for fact in &facts {
            for message in one(data, company, &documents, fact) {
                complain(fact, message);
            }
        }
        for pair in facts.windows(2) {
            if let Some(message) = order(&pair[0], &pair[1]) {
                complain(&pair[1], message);
            }
        }
    }
    problems
}

/// What is wrong with forward statements: references, dates, order.
fn statements(data: &Dataset, documents: &HashMap<&str, &Source>, problems: &mut Problems) {
    let statements = guidance::all(&data.guidance, problems);
    let rank = |ticker: &str| data.companies.iter().position(|company| company.ticker == ticker);
    let key = |statement: &Statement| (rank(&statement.company), statement.announced);
    let mut complain = |statement: &Statement, message: String| {
        problems.push(Problem::new(data.guidance.name(), statement.line, message));
    };
    for statement in &statements {
        if rank(&statement.company).is_none() {
            complain(statement, format!("unknown company `{}`", statement.company));
        }
        match documents.get(&*statement.source) {
            None => complain(statement, format!("unknown source `{}`", statement.source)),
            Some(source) if source.published != statement.announced || source.company != statement.company => {
                complain(statement, format!("source `{}` is of another day or company", statement.source));
            }
            Some(_) => {}
        }
    }
    for pair in statements.windows(2) {
        if key(&pair[1]) < key(&pair[0]) {
            complain(&pair[1], "out of order: statements are sorted by company and day".to_owned());
        }
        let same = |of: &Statement| (of.company.clone(), of.announced, of.period, of.confidence, of.low, of.high);
        if same(&pair[0]) == same(&pair[1]) {
            complain(&pair[1], format!("repeats line {}", pair[0].line));
        }
    }
}

/// What is wrong with a fact by itself.
fn one(data: &Dataset, company: &Company, documents: &HashMap<&str, &Source>, fact: &Fact) -> Vec<String> {
    let mut messages = Vec::new();
    match data.metrics.iter().find(|metric| metric.id == fact.metric) {
        None => messages.push(format!("unknown metric `{}`", fact.metric)),
        Some(metric) if metric.formula.is_some() || metric.id == MetricId::capex() => {
            messages.push(format!("`{}` is computed and cannot be a fact", metric.id));
        }
        Some(metric) if metric.kind == Kind::Flow => {
            if !fact.value.fract().is_zero() {
                messages.push(format!("the value {} is not in whole dollars", fact.value));
            }
            if fact.currency != Some(Currency::USD) {
                let currency = fact.currency.map_or("missing".to_owned(), |currency| currency.to_string());
                messages.push(format!("the currency is {currency}; {} reports in USD", company.ticker));
            }
        }
        Some(_) if fact.currency.is_some() => messages.push("a rate has no currency".to_owned()),
        Some(_) => {}
    }
    match documents.get(&*fact.source) {
        None => messages.push(format!("unknown source `{}`", fact.source)),
        Some(source) if source.company != company.ticker => {
            messages.push(format!("source `{}` is about {}", fact.source, source.company));
        }
        Some(source) if source.published != fact.published => {
            let message = format!("published {}, but source `{}` on {}", fact.published, fact.source, source.published);
            messages.push(message);
        }
        Some(_) => {}
    }
    let quarters =
        company.calendar.quarter_starting(fact.span.start).zip(company.calendar.quarter_ending(fact.span.end));
    match quarters {
        None => messages.push(format!("{} are not whole fiscal quarters", fact.span)),
        Some((first, last)) if first.year() != last.year() => {
            messages.push(format!("{} overlap two fiscal years (a trailing-twelve-month column?)", fact.span));
        }
        Some(_) => {}
    }
    if fact.published <= fact.span.end {
        messages.push(format!("published {}, before the span ended", fact.published));
    }
    messages
}

/// What is wrong with a fact after another.
fn order(before: &Fact, fact: &Fact) -> Option<String> {
    let key = |fact: &Fact| (fact.metric.clone(), fact.span.end, fact.span.start, fact.published);
    if key(fact) < key(before) {
        return Some("out of order: facts are sorted by metric, end, start and publication".to_owned());
    }
    if fact.metric != before.metric || fact.span != before.span {
        return None;
    }
    if fact.value == before.value {
        return Some(format!("repeats the value of line {}; only a changed value is a new fact", before.line));
    }
    (!fact.restated).then(|| format!("overlaps line {}: a second value of one span is marked restated", before.line))
}
