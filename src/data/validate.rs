//! Checks that need no arithmetic: references, order, duplicates, spans, dates, units.
//!
//! Whether quarters add up to their years is checked where they are added, in `derive`.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::check::faults;
use super::problem::{Problem, Problems};
use super::text::TextFile;
use super::{Dataset, Tags, facts, guidance, layers, sources};
use crate::model::{Basis, Company, Definition, Fact, MetricId, Source, Statement, Words};
use crate::say;

/// What is wrong with a whole set.
pub fn problems(data: &Dataset) -> Problems {
    let mut problems = Problems::default();
    let documents = documents(data, data.sources.iter().collect(), &mut problems);
    let documents = by_id(&documents);
    let capex = MetricId::capex();
    for company in &data.companies {
        let own = data.definitions.own(&company.ticker);
        for basis in Basis::ALL {
            let has_basis = |one: &Arc<Definition>| one.metric == capex && one.basis == Some(basis);
            if !own.iter().any(has_basis) {
                let message = say!(basis_without_definition, ticker = &company.ticker, basis = basis.name());
                problems.push(Problem::new(&*data.definitions_file, 1, message));
            }
        }
    }
    for file in &data.tags {
        problems.extend(Tags::problems(file, data));
    }
    for file in &data.guidance {
        statements(data, file, &documents, &mut problems);
    }
    for company in &data.companies {
        if !data.facts.iter().any(|(ticker, _)| *ticker == company.ticker) {
            let message = say!(no_facts_file, ticker = &company.ticker);
            problems.push(Problem::new(&*data.companies_file, 1, message));
        }
    }
    for (ticker, file) in &data.facts {
        let Some(company) = data.companies.iter().find(|company| company.ticker == *ticker) else {
            problems.push(Problem::new(file.name(), 1, say!(no_company_has_ticker, ticker)));
            continue;
        };
        let facts = facts::all(file, &mut problems);
        let mut complain = |fact: &Fact, message: Words| problems.push(Problem::new(file.name(), fact.line, message));
        for fact in &facts {
            for message in one(data, company, &documents, fact) {
                complain(fact, message);
            }
        }
        for [before, fact] in facts.array_windows() {
            if let Some(message) = order(before, fact) {
                complain(fact, message);
            }
        }
    }
    problems
}

/// What is wrong with a user's files, together with the rows that they do not replace. Their rows need not be in order.
pub fn user_problems(data: &Dataset) -> Problems {
    let mut problems = data.damage.all();
    let of_user = |file: &&TextFile| file.origin().is_user();
    documents(data, data.sources.iter().filter(of_user).collect(), &mut problems);
    // What keeps them from being read has been told.
    let Ok(documents) = data.all_sources() else { return problems };
    let documents = by_id(&documents);
    for file in data.tags.iter().filter(of_user) {
        problems.extend(Tags::problems(file, data));
    }
    for file in data.guidance.iter().filter(of_user) {
        statements(data, file, &documents, &mut problems);
    }
    for company in &data.companies {
        for file in data.user_facts.iter().filter(|file| file.has_company(&company.ticker)) {
            let mut facts = file.facts(&company.ticker, None, &mut problems);
            facts.sort_by(|one, other| layers::order(one).cmp(&layers::order(other)));
            let mut complain = |fact: &Fact, message| problems.push(Problem::new(file.name(), fact.line, message));
            for fact in facts.iter().filter(|fact| *fact.source != *file.name()) {
                if let Some(message) = document_faults(company, &documents, fact) {
                    complain(fact, message);
                }
            }
            for [before, fact] in facts.array_windows() {
                if layers::order(before) == layers::order(fact) && before.value == fact.value {
                    complain(fact, say!(repeats_line, line = before.line.to_string()));
                }
            }
        }
        if data.user_facts.iter().any(|file| file.has_company(&company.ticker)) {
            problems.extend(data.all_facts(company).err().unwrap_or_default());
        }
    }
    problems
}

/// The documents of some files, each about a company that there is.
fn documents(data: &Dataset, files: Vec<&TextFile>, problems: &mut Problems) -> Vec<Source> {
    let mut all = Vec::new();
    let tickers: HashSet<&str> = data.companies.iter().map(|company| &*company.ticker).collect();
    for file in files {
        let documents = sources::sources(file, problems);
        for source in documents.iter().filter(|source| !tickers.contains(&*source.company)) {
            problems.push(Problem::new(file.name(), source.line, say!(unknown_company, company = &source.company)));
        }
        all.extend(documents);
    }
    all
}

fn by_id(documents: &[Source]) -> HashMap<&str, &Source> {
    documents.iter().map(|source| (source.id.as_str(), source)).collect()
}

/// What is wrong with a file of forward statements: references, dates, order.
fn statements(data: &Dataset, file: &TextFile, documents: &HashMap<&str, &Source>, problems: &mut Problems) {
    let statements = guidance::all(file, problems);
    let rank = |ticker: &str| data.companies.iter().position(|company| company.ticker == ticker);
    let key = |statement: &Statement| (rank(&statement.company), statement.announced);
    let mut complain = |statement: &Statement, message: Words| {
        problems.push(Problem::new(file.name(), statement.line, message));
    };
    for statement in &statements {
        if rank(&statement.company).is_none() {
            complain(statement, say!(unknown_company, company = &statement.company));
        }
        match documents.get(&*statement.source) {
            _ if *statement.source == *file.name() => {}
            None => complain(statement, say!(unknown_source, source = &*statement.source)),
            Some(source) if source.published != statement.announced || source.company != statement.company => {
                complain(statement, say!(source_of_other_day, source = &*statement.source));
            }
            Some(_) => {}
        }
    }
    for [before, statement] in statements.array_windows() {
        if !file.origin().is_user() && key(statement) < key(before) {
            complain(statement, say!(statements_out_of_order));
        }
        let same = |of: &Statement| (of.company.clone(), of.announced, of.period, of.confidence, of.low, of.high);
        if same(before) == same(statement) {
            complain(statement, say!(repeats_line, line = before.line.to_string()));
        }
    }
}

/// What is wrong with a fact by itself.
fn one(data: &Dataset, company: &Company, documents: &HashMap<&str, &Source>, fact: &Fact) -> Vec<Words> {
    let metric = data.metrics.iter().find(|metric| metric.id == fact.metric);
    let mut messages = faults(company, metric, fact);
    messages.extend(document_faults(company, documents, fact));
    messages
}

/// What is wrong with the document of a fact.
fn document_faults(company: &Company, documents: &HashMap<&str, &Source>, fact: &Fact) -> Option<Words> {
    match documents.get(&*fact.source) {
        None => Some(say!(unknown_source, source = &*fact.source)),
        Some(source) if source.company != company.ticker => {
            Some(say!(source_about_other, source = &*fact.source, company = &source.company))
        }
        Some(source) if source.published != fact.published => {
            Some(say!(published_unlike_source, day = fact.published, source = &*fact.source, other = source.published))
        }
        Some(_) => None,
    }
}

/// What is wrong with a fact after another.
fn order(before: &Fact, fact: &Fact) -> Option<Words> {
    let key = |fact: &Fact| (fact.metric.clone(), fact.span.end, fact.span.start, fact.published);
    if key(fact) < key(before) {
        return Some(say!(facts_out_of_order));
    }
    if fact.metric != before.metric || fact.span != before.span {
        return None;
    }
    if fact.value == before.value {
        return Some(say!(repeats_value_of_line, line = before.line.to_string()));
    }
    (!fact.restated).then(|| say!(overlaps_line, line = before.line.to_string()))
}
