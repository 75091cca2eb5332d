//! The documents of imported facts: filings as rows of `sources.csv`.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::company_facts::CompanyFacts;
use super::figures::FiledFigure;
use super::filing::{Accession, Form, FormKind};
use crate::model::{Company, Fact, FiscalCalendar, FiscalQuarter, Origin, Source};

/// The documents of a company, its bundled ones first.
pub struct Documents<'d> {
    company: &'d Company,
    cik: u64,
    /// The last day that figures of a filing reach, which names the filing.
    reach: HashMap<Accession, Date>,
    bundled: Vec<&'d Source>,
    made: Vec<Source>,
    ids: HashMap<Accession, Arc<str>>,
}

impl<'d> Documents<'d> {
    /// The documents that facts of a file can have.
    pub fn new(company: &'d Company, file: &CompanyFacts, bundled: &'d [Source]) -> Self {
        let mut reach: HashMap<Accession, Date> = HashMap::new();
        for reported in file.tags.iter().flat_map(|(_, reported)| reported) {
            let end = reported.span.end;
            if end < reported.filed {
                reach.entry(reported.accession).and_modify(|last| *last = end.max(*last)).or_insert(end);
            }
        }
        let bundled = bundled.iter().filter(|source| source.company == company.ticker).collect();
        Self { company, cik: file.cik, reach, bundled, made: Vec::new(), ids: HashMap::new() }
    }

    /// The identifier of the filing a figure was first in.
    pub fn id(&mut self, figure: &FiledFigure<'_>) -> Arc<str> {
        if let Some(id) = self.ids.get(&figure.accession) {
            return Arc::clone(id);
        }
        let id: Arc<str> = self.bundled(figure).unwrap_or_else(|| self.make(figure)).into();
        self.ids.insert(figure.accession, Arc::clone(&id));
        id
    }

    /// The documents of facts, by identifier.
    pub fn of(self, facts: &[Fact]) -> Vec<Source> {
        let mut ids: Vec<&str> = facts.iter().map(|fact| &*fact.source).collect();
        ids.sort_unstable();
        ids.dedup();
        let all = || self.made.iter().chain(self.bundled.iter().copied());
        ids.into_iter().filter_map(|id| all().find(|source| source.id == id).cloned()).collect()
    }

    /// The bundled document that is the filing. One that stands for an earlier, unseen document (`later-`) is not.
    fn bundled(&self, figure: &FiledFigure<'_>) -> Option<String> {
        let accession = figure.accession.to_string();
        let same = |source: &&&Source| {
            source.published == figure.filed
                && source.accession.as_deref() == Some(&*accession)
                && !source.id.contains("-later-")
        };
        self.bundled.iter().find(same).map(|source| source.id.clone())
    }

    fn make(&mut self, figure: &FiledFigure<'_>) -> String {
        let stem = format!("{}-{}-{}", self.company.ticker.to_lowercase(), figure.filed, figure.form.id());
        let taken = |id: &str| self.made.iter().chain(self.bundled.iter().copied()).any(|source| source.id == id);
        let numbered = (2..).map(|number| format!("{stem}-{number}"));
        let id = std::iter::once(stem.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(stem);
        let reach = self.reach.get(&figure.accession).copied().unwrap_or(figure.span.end);
        let document = title(figure.form, reach, self.company.calendar);
        let (cik, digits) = (self.cik, figure.accession.digits());
        let accession = figure.accession.to_string();
        let url = format!("https://www.sec.gov/Archives/edgar/data/{cik}/{digits}/{accession}-index.htm");
        self.made.push(Source {
            id: id.clone(),
            company: self.company.ticker.clone(),
            document,
            published: figure.filed,
            accession: Some(accession),
            url: Some(url),
            read_at: None,
            line: 0,
            origin: Origin::Bundled,
        });
        id
    }
}

/// What a filing is called whose figures reach to a day.
pub fn title(form: Form, reach: Date, calendar: FiscalCalendar) -> String {
    let quarter = calendar.quarter_ending(reach);
    let year = quarter.map_or(reach.year(), FiscalQuarter::year);
    match form.kind {
        FormKind::Annual if quarter.is_some_and(|quarter| calendar.is_in_transition(quarter)) => {
            format!("Form {form}, transition period to {reach}")
        }
        FormKind::Annual => format!("Form {form}, fiscal year {year}"),
        FormKind::Quarterly => format!("Form {form}, quarter to {reach}"),
        FormKind::Current => format!("Form {form}, figures to {reach}"),
    }
}
