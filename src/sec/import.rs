//! A company's filings beside the bundled data: what is new, what was restated, what is the same.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::company_facts::CompanyFacts;
use super::compare::{Compared, Covered, compare};
use super::figures::{FiledFigure, Reason, figures};
use super::filing::Accession;
use super::identify::{KnownFiling, filing};
use super::instance::Instance;
use super::sources::Documents;
use super::unread::NotRead;
use super::unusable::Unusable;
use super::year::fiscal_calendar;
use crate::data::{Dataset, Problem, Problems, Tags};
use crate::derive::{Ledger, contradicted};
use crate::model::{
    Company, Confidence, Currency, Element, Fact, Kind, LeftOut, MetricId, Origin, Source, Span, Tag, Words,
};

/// What a companyfacts file holds for the data.
#[derive(Debug)]
pub struct Import<'t> {
    /// The company: the bundled row, or one made from the file.
    pub company: Company,
    /// Whether the bundled data has the company.
    pub bundled: bool,
    /// Its figures, by metric, end, start and filing, each with what becomes of it.
    pub figures: Vec<(FiledFigure<'t>, FigureStatus)>,
    /// The facts, in the order of a facts file.
    pub facts: Vec<Fact>,
    /// The documents of the facts, by identifier.
    pub sources: Vec<Source>,
    /// What the facts of each metric cover.
    pub covered: Vec<Covered>,
    /// How the bundled quarters compare; of single filings, those that they give.
    pub quarters: Vec<Compared>,
    /// Whether it is of single filings.
    pub is_of_filings: bool,
}

/// What becomes of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureStatus {
    /// The bundled data has it.
    Reproduced,
    /// The bundled data has nothing for the span.
    New,
    /// The bundled data has an earlier value for the span.
    Restated,
    /// It is not taken; the figure says why.
    LeftOut,
}

impl Import<'_> {
    /// The figures that are left out, but for those of spans that a fact gives and columns of trailing twelve months.
    pub fn left_out(&self) -> Vec<LeftOut> {
        let given: HashSet<(&MetricId, Span)> = self.facts.iter().map(|fact| (&fact.metric, fact.span)).collect();
        let left_out = self.figures.iter().filter_map(|(figure, _)| {
            let why = figure.left_out.as_ref()?.why()?;
            (!given.contains(&(figure.metric, figure.span))).then(|| LeftOut {
                company: self.company.ticker.clone(),
                metric: figure.metric.clone(),
                span: figure.span,
                value: figure.value,
                filed: figure.filed,
                why,
            })
        });
        left_out.collect()
    }

    /// Whether a fact is one that the bundled data does not have, or lacks the day of that tells what it belongs with.
    pub fn is_new(&self, fact: &Fact) -> bool {
        self.figures.iter().any(|(figure, status)| {
            let same = (figure.metric, figure.span, figure.filed) == (&fact.metric, fact.span, fact.published);
            same && (matches!(status, FigureStatus::New | FigureStatus::Restated) || fact.last_printed.is_some())
        })
    }
}

impl FigureStatus {
    /// The word for it in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reproduced => "reproduced",
            Self::New => "new",
            Self::Restated => "restated",
            Self::LeftOut => "left_out",
        }
    }
}

/// What files are read with and held against.
#[derive(Debug)]
pub struct Importer<'d> {
    data: &'d Dataset,
    as_of: Option<Date>,
    tags: Tags,
    elements: Vec<Element>,
    /// The elements that hold balances, by their places.
    balances: HashSet<usize>,
    sources: Vec<Source>,
}

impl<'d> Importer<'d> {
    /// An importer beside the bundled data. Filings and bundled facts after `as_of` are left aside.
    pub fn new(data: &'d Dataset, as_of: Option<Date>) -> Result<Self, Problems> {
        let tags = data.tags()?;
        let elements = tags.elements();
        let is_balance = |element: &Element| {
            let metrics = || data.metrics().iter().filter(|metric| metric.kind == Kind::Balance);
            tags.of_element(element).any(|tag| metrics().any(|metric| metric.id == tag.metric))
        };
        let balances =
            (0..).zip(&elements).filter(|(_, element)| is_balance(element)).map(|(place, _)| place).collect();
        Ok(Self { data, as_of, elements, balances, tags, sources: data.all_sources()? })
    }

    /// Reads a file, of which `name` is for messages.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<CompanyFacts, Problem> {
        let facts = CompanyFacts::read(name, bytes, &self.elements)?;
        Ok(facts.of_kinds(|element| self.balances.contains(&element)))
    }

    /// Reads a filing's instance, of which `name` is for messages.
    pub fn instance(&self, name: &str, bytes: &[u8]) -> Result<Instance, Problem> {
        Instance::read(name, bytes, &self.elements)
    }

    /// What an instance holds, as of its filing.
    pub fn of_filing(&self, instance: Instance, known: KnownFiling) -> Result<CompanyFacts, Words> {
        let company = self.data.companies().iter().find(|company| company.cik == Some(instance.cik));
        let ticker = company.map(|company| &*company.ticker);
        let documents = self.sources.iter().filter(|source| Some(&*source.company) == ticker);
        let filing = filing(&instance, known, company.map(|company| company.calendar), documents)?;
        Ok(instance.of(filing).of_kinds(|element| self.balances.contains(&element)))
    }

    /// What the data knows of a company's filings: their accession numbers; and whether some of its figures are in instances
    /// only. `None` if it does not have the company.
    pub fn known_filings(&self, cik: u64) -> Option<(HashSet<Accession>, bool)> {
        let company = self.data.companies().iter().find(|company| company.cik == Some(cik))?;
        let of_company = self.sources.iter().filter(|source| source.company == company.ticker);
        let accessions = of_company.filter_map(|source| source.accession.as_deref()?.parse().ok()).collect();
        let is_in_instances = |tag: &Tag| tag.company.is_some() && tag.element.plain().is_none();
        Some((accessions, self.tags.of_company(&company.ticker).any(is_in_instances)))
    }

    /// Works a file out. `ticker` names a company that is not bundled; without one it is called by its key,
    /// `CIK0001234567`.
    pub fn import(&self, file: CompanyFacts, ticker: Option<&str>) -> Result<Import<'_>, Unusable> {
        import(file, ticker, self)
    }
}

fn import<'i>(
    mut file: CompanyFacts,
    ticker: Option<&str>,
    importer: &'i Importer<'_>,
) -> Result<Import<'i>, Unusable> {
    let Importer { data, as_of, tags, elements, sources, .. } = importer;
    let known_by = |day: Date| as_of.is_none_or(|as_of| day <= as_of);
    if file.tags.iter().all(|(_, reported)| reported.is_empty()) {
        return Err(match file.unread {
            NotRead { foreign: Some((tag, unit)), .. } => Unusable::Foreign {
                tag: elements.get(tag).map(|element| element.name.to_string()).unwrap_or_default(),
                unit,
            },
            NotRead { form: Some(form), .. } => Unusable::Form(form),
            NotRead { ifrs: true, .. } => Unusable::Ifrs,
            NotRead { .. } => Unusable::NoTags,
        });
    }
    if let Some(currency) = file.unread.translated_from.take() {
        return Err(Unusable::Translated(currency));
    }
    let bundled = data.companies().iter().find(|company| company.cik == Some(file.cik));
    let company = match bundled {
        Some(company) => company.clone(),
        None => outsider(&file, ticker).ok_or(Unusable::NoYear)?,
    };
    let own: Vec<&Tag> = tags.of_company(&company.ticker).collect();
    let filed = file.tags.iter().flat_map(|(_, reported)| reported).map(|reported| reported.filed).max();
    if let (Some(day), Some(newest)) = (filed, sources.iter().map(|source| source.published).max())
        && newest.checked_add(1.year()).is_ok_and(|last| day > last)
    {
        return Err(Unusable::Future { day, newest });
    }
    for (_, reported) in &mut file.tags {
        reported.retain(|reported| known_by(reported.filed));
    }
    let found = figures(&file, company.calendar, &own, elements)?;
    let metrics: Vec<&MetricId> = {
        let mut metrics: Vec<_> = own.iter().map(|tag| &tag.metric).collect();
        metrics.sort_unstable();
        metrics.dedup();
        metrics
    };
    let mut known: Vec<Fact> = if bundled.is_some() { data.facts(&company, &metrics)? } else { Vec::new() };
    known.retain(|fact| known_by(fact.published));
    let mut documents = Documents::new(&company, &file, sources);
    let mut import = Import {
        company: company.clone(),
        bundled: bundled.is_some(),
        figures: Vec::with_capacity(found.len()),
        facts: Vec::new(),
        sources: Vec::new(),
        covered: Vec::new(),
        quarters: Vec::new(),
        is_of_filings: file.is_of_filings,
    };
    for of_metric in found.chunk_by(|one, next| one.metric == next.metric) {
        let Some(metric) = of_metric.first().map(|figure| figure.metric) else { continue };
        let known: Vec<&Fact> = known.iter().filter(|fact| fact.metric == *metric).collect();
        let fact = |figure: &FiledFigure<'_>, documents: &mut Documents<'_>| fact(figure, documents.id(figure));
        let proven: Vec<Fact> = of_metric
            .iter()
            .filter(|figure| figure.left_out.is_none())
            .map(|figure| fact(figure, &mut documents))
            .collect();
        let (covered, compared) = compare(&company, metric, &known, proven);
        import.covered.extend(covered);
        // A filing lacks most quarters and is not to be blamed for it.
        import.quarters.extend(compared.into_iter().filter(|quarter| !file.is_of_filings || quarter.file.is_some()));
        let mut judged: Vec<(FiledFigure<'i>, FigureStatus)> =
            of_metric.iter().cloned().map(|figure| beside(figure, &known)).collect();
        keep_what_adds_up(&company, metric, &known, &mut judged, |figure| fact(figure, &mut documents));
        for (figure, status) in &judged {
            match status {
                FigureStatus::LeftOut => {}
                FigureStatus::Reproduced => {
                    let same = known.iter().find(|fact| fact.span == figure.span && is_same(fact, figure));
                    let last_printed = Some(figure.last_printed).filter(|day| beside_restated(figure, &judged, *day));
                    import.facts.extend(same.map(|&fact| Fact { last_printed, ..fact.clone() }));
                }
                FigureStatus::New => import.facts.push(fact(figure, &mut documents)),
                FigureStatus::Restated => import.facts.push(Fact { restated: true, ..fact(figure, &mut documents) }),
            }
        }
        import.figures.append(&mut judged);
    }
    import.facts.sort_by(|one, next| {
        let key = |fact: &Fact| (fact.metric.clone(), fact.span.end, fact.span.start, fact.published, fact.restated);
        key(one).cmp(&key(next))
    });
    import.facts.dedup();
    import.sources = documents.of(&import.facts);
    Ok(import)
}

/// The row of a company that the bundled data does not have; `None` if its fiscal year cannot be told.
fn outsider(file: &CompanyFacts, ticker: Option<&str>) -> Option<Company> {
    let ticker = ticker.map_or_else(|| format!("CIK{:010}", file.cik), str::to_owned);
    let name: String = file.name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { ticker.clone() } else { name };
    Some(Company {
        ticker,
        name: name.into(),
        aliases: Vec::new(),
        cik: Some(file.cik),
        calendar: fiscal_calendar(file)?,
        cloud_series: None,
        sites: Vec::new(),
        origin: Origin::Bundled,
    })
}

fn fact(figure: &FiledFigure<'_>, source: Arc<str>) -> Fact {
    Fact {
        metric: figure.metric.clone(),
        span: figure.span,
        value: figure.value.normalize(),
        currency: Some(Currency::USD),
        rounded_to: figure.rounded_to,
        published: figure.filed,
        source,
        confidence: Confidence::Filing,
        restated: figure.restated,
        last_printed: Some(figure.last_printed).filter(|day| *day > figure.filed),
        note: String::new(),
        line: 0,
        origin: Origin::Bundled,
    }
}

/// Whether a figure that was printed again on a day stands beside one of its year that the file restates, and the bundled
/// data does not have: the day then tells that it belongs with that one.
fn beside_restated(figure: &FiledFigure<'_>, judged: &[(FiledFigure<'_>, FigureStatus)], printed: Date) -> bool {
    let year = |figure: &FiledFigure<'_>| figure.quarters.map(|(first, _)| first.year());
    judged.iter().any(|(other, status)| {
        let restated = *status == FigureStatus::Restated || (*status == FigureStatus::New && other.restated);
        restated && year(other) == year(figure) && figure.filed < other.filed && other.filed <= printed
    })
}

/// Whether a fact and a figure of its span are one amount, perhaps rounded to different units.
fn is_same(fact: &Fact, figure: &FiledFigure<'_>) -> bool {
    let apart = (fact.value - figure.value).abs();
    let unit = |rounded: Option<Decimal>| rounded.unwrap_or_default();
    let (one, other) = (unit(fact.rounded_to), unit(figure.rounded_to));
    apart.is_zero() || (one != other && apart * Decimal::TWO <= one.max(other))
}

/// A figure beside the bundled facts of its metric.
fn beside<'t>(mut figure: FiledFigure<'t>, known: &[&Fact]) -> (FiledFigure<'t>, FigureStatus) {
    if figure.left_out.is_some() {
        return (figure, FigureStatus::LeftOut);
    }
    let of_span = || known.iter().filter(|fact| fact.span == figure.span);
    let status = if of_span().any(|fact| is_same(fact, &figure)) {
        FigureStatus::Reproduced
    } else if let Some(later) = of_span().find(|fact| fact.published >= figure.filed) {
        figure.left_out = Some(Reason::Bundled { value: later.value, published: later.published });
        FigureStatus::LeftOut
    } else if of_span().next().is_some() {
        FigureStatus::Restated
    } else {
        FigureStatus::New
    };
    (figure, status)
}

/// Leaves out what would contradict the bundled facts.
fn keep_what_adds_up(
    company: &Company,
    metric: &MetricId,
    known: &[&Fact],
    judged: &mut [(FiledFigure<'_>, FigureStatus)],
    mut fact: impl FnMut(&FiledFigure<'_>) -> Fact,
) {
    // Facts of the file are told from bundled ones, which have a line in a file.
    const OF_FILE: u64 = 0;
    if known.is_empty() {
        return;
    }
    loop {
        let added: Vec<Fact> = judged
            .iter()
            .filter(|(_, status)| matches!(status, FigureStatus::New | FigureStatus::Restated))
            .map(|(figure, status)| Fact {
                restated: figure.restated || *status == FigureStatus::Restated,
                line: OF_FILE,
                ..fact(figure)
            })
            .collect();
        if added.is_empty() {
            return;
        }
        let together = known.iter().map(|&fact| fact.clone()).chain(added).collect();
        let ledger = Ledger::new(company, metric, together, None);
        let wrong: BTreeMap<(Span, Decimal), Decimal> = contradicted(&ledger)
            .into_iter()
            .flat_map(|wrong| {
                let facts = wrong.other.facts().into_iter().chain([&wrong.fact]);
                let of_file = facts.filter(|fact| fact.line == OF_FILE);
                of_file.map(|fact| ((fact.span, fact.value), wrong.other.value)).collect::<Vec<_>>()
            })
            .collect();
        let mut left = false;
        for (figure, status) in judged.iter_mut().filter(|(_, status)| *status != FigureStatus::LeftOut) {
            if let Some(other) = wrong.get(&(figure.span, figure.value.normalize())) {
                figure.left_out = Some(Reason::BundledSum(*other));
                *status = FigureStatus::LeftOut;
                left = true;
            }
        }
        if !left {
            return;
        }
    }
}
