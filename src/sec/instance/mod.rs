//! A filing's extracted XBRL instance: every fact that it tags, with the dimensions that companyfacts lack.
//!
//! Contexts say which company, period and dimensions a fact is of, units what it is in; facts that are looked for are kept,
//! all else is passed over. An instance names its form and not its accession number or its day: those are its filing's. Names
//! are compared without their prefixes and the years of their taxonomies.

mod context;
mod found;
mod xml;

use std::collections::HashMap;

use jiff::civil::Date;

use super::company_facts::{CompanyFacts, Reported};
use super::filing::{Filing, Form};
use super::unread::NotRead;
use crate::data::{Problem, limits};
use crate::model::{Currency, Dimensions, Element, Span, Words, iso_day};
use crate::say;

use context::{InstanceContext, InstanceUnit, context, id, not_a_day, unit};
use found::{Found, FoundAmount, once};
use xml::{Taxonomy, Xml, XmlNode, shown};

/// What an instance says of the elements asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Central Index Key.
    pub cik: u64,
    /// The company's name; empty where the instance has none.
    pub name: String,
    /// The name of its form, if it has one.
    pub form: Option<String>,
    /// The last day that the filing is about.
    pub period_end: Option<Date>,
    /// Month and day on which fiscal years end, if it says so.
    year_end: Option<(i8, i8)>,
    /// Amounts in US dollars, by the place of their element in the list asked for; each once.
    amounts: Vec<(usize, FoundAmount)>,
    /// The same in other currencies, with the unit.
    others: Vec<(usize, String, FoundAmount)>,
    /// Whether it declares no units, as a cut copy, so that they were told by their names.
    pub has_no_units: bool,
}

/// The beginning of instances and of no other file that is read.
pub fn is_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let is_utf16 = bytes.starts_with(b"\xff\xfe<\0") || bytes.starts_with(b"\xfe\xff\0<");
    is_utf16 || (bytes.starts_with(b"<") && !is_web_page(bytes))
}

/// Whether a file that begins so is an instance, and not another of the XML files of a filing.
pub fn begins_instance(beginning: &[u8]) -> bool {
    let end = std::str::from_utf8(beginning).map_or_else(|error| error.valid_up_to(), str::len);
    let text = beginning.get(..end).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
    Reader::new(Xml::new("", text), &[]).root().is_ok()
}

fn is_web_page(bytes: &[u8]) -> bool {
    let begins = |with: &[u8]| bytes.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    begins(b"<!doctype html") || begins(b"<html")
}

impl Instance {
    /// Reads an instance, of which `name` is for messages; `elements` are wanted.
    pub fn read(name: &str, bytes: &[u8], elements: &[Element]) -> Result<Self, Problem> {
        let text = text(name, bytes)?;
        Reader::new(Xml::new(name, text), elements).read()
    }

    /// The last day that it is about: as it says, or that its amounts reach.
    pub fn reach(&self) -> Option<Date> {
        self.period_end.or_else(|| self.amounts.iter().map(|(_, amount)| amount.span.end).max())
    }

    /// Its amounts as those of a filing.
    pub fn of(self, filing: Filing) -> CompanyFacts {
        let reported = |amount: &FoundAmount| Reported {
            span: amount.span,
            value: amount.value,
            rounded_to: amount.rounded_to(),
            accession: filing.accession,
            form: filing.form,
            filed: filing.filed,
        };
        let year_end = self.reach().zip(self.year_end).and_then(|(reach, (month, day))| {
            // The 29th of February is there in some years only.
            (0..4).find_map(|back| Date::new(reach.year() - back, month, day).ok())
        });
        let mut tags: Vec<(usize, Vec<Reported>)> = Vec::new();
        for (element, amount) in &self.amounts {
            match tags.last_mut().filter(|(of, _)| of == element) {
                Some((_, list)) => list.push(reported(amount)),
                None => tags.push((*element, vec![reported(amount)])),
            }
        }
        let mut others: Vec<(usize, String, Vec<_>)> = Vec::new();
        for (element, unit, amount) in self.others {
            let place = (filing.accession, amount.span);
            match others.iter_mut().find(|(of, is, _)| *of == element && *is == unit) {
                Some((_, _, places)) => places.push(place),
                None => others.push((element, unit, vec![place])),
            }
        }
        let unread = NotRead::of(&tags, &others, None, false);
        CompanyFacts { cik: self.cik, name: self.name, tags, unread, year_end, is_of_filings: true }
    }
}

/// The text of a file.
fn text<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Problem> {
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Problem::after(name, b"", say!(xml_other_encoding, encoding = "UTF-16")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map_err(|error| Problem::after(name, bytes.get(..error.valid_up_to()).unwrap_or_default(), say!(not_utf8)))
}

/// Facts about the filing itself, which are of the taxonomy `dei`.
const ABOUT: [&str; 5] = [
    "EntityCentralIndexKey",
    "EntityRegistrantName",
    "DocumentType",
    "DocumentPeriodEndDate",
    "CurrentFiscalYearEndDate",
];

/// Elements by name without prefix: their places in the list asked for.
type ElementPlaces<'t> = HashMap<&'t str, Vec<usize>>;

/// An instance that is being read.
struct Reader<'b, 't> {
    xml: Xml<'b>,
    /// The elements wanted by name, of standard taxonomies and of a company's own: their places.
    standard: ElementPlaces<'t>,
    own: ElementPlaces<'t>,
    /// The dimensions of the elements; the first are none.
    dimensions: Vec<&'t Dimensions>,
    elements: &'t [Element],
    contexts: HashMap<String, InstanceContext>,
    units: HashMap<String, InstanceUnit>,
    found: Vec<Found>,
    /// Facts about the filing: name, context, text and place.
    about: Vec<(&'static str, String, String, u64)>,
}

/// No dimensions.
static NONE: Dimensions = Dimensions(Vec::new());

impl<'b, 't> Reader<'b, 't> {
    fn new(xml: Xml<'b>, elements: &'t [Element]) -> Self {
        let (mut standard, mut own) = (ElementPlaces::new(), ElementPlaces::new());
        let mut dimensions: Vec<&Dimensions> = vec![&NONE];
        for (place, element) in elements.iter().enumerate() {
            let names = if element.name.prefix.is_some() { &mut own } else { &mut standard };
            names.entry(&element.name.local).or_default().push(place);
            if !dimensions.contains(&&element.dimensions) {
                dimensions.push(&element.dimensions);
            }
        }
        let (contexts, units) = Default::default();
        Self { xml, standard, own, dimensions, elements, contexts, units, found: Vec::new(), about: Vec::new() }
    }

    fn read(mut self) -> Result<Instance, Problem> {
        self.root()?;
        while self.xml.depth() > 0 {
            let XmlNode::Start(start) = self.xml.next()? else { continue };
            let (taxonomy, local) = self.xml.resolve(start.name().0)?;
            match (taxonomy, local) {
                (Taxonomy::Instance, "context") => {
                    let id = id(&self.xml, &start)?;
                    let context = context(&mut self.xml, &self.dimensions)?;
                    if self.contexts.insert(id.clone(), context).is_some() {
                        return Err(self.xml.problem(say!(instance_id_twice, id = shown(&id))));
                    }
                }
                (Taxonomy::Instance, "unit") => {
                    let id = id(&self.xml, &start)?;
                    let unit = unit(&mut self.xml)?;
                    if self.units.insert(id.clone(), unit).is_some() {
                        return Err(self.xml.problem(say!(instance_id_twice, id = shown(&id))));
                    }
                }
                (Taxonomy::Standard, local) if ABOUT.contains(&local) => {
                    let Some(name) = ABOUT.into_iter().find(|name| *name == local) else { continue };
                    let context = self.xml.required(&start, "contextRef")?;
                    let text = self.xml.content()?;
                    self.about.push((name, context, text, self.xml.place()));
                }
                (Taxonomy::Standard | Taxonomy::Own, local) => {
                    let names = if taxonomy == Taxonomy::Own { &self.own } else { &self.standard };
                    match names.get(local).and_then(|places| places.first()) {
                        Some(&first) if !self.xml.is_nil(&start) => {
                            let found = Found::read(&mut self.xml, &start, first)?;
                            self.found.push(found);
                        }
                        _ => self.xml.skip()?,
                    }
                }
                _ => self.xml.skip()?,
            }
        }
        loop {
            match self.xml.next()? {
                XmlNode::Eof => break,
                XmlNode::Text(text) if text.trim_ascii().is_empty() => {}
                _ => return Err(self.xml.problem(say!(xml_goes_on))),
            }
        }
        self.instance()
    }

    /// Reads up to the start of the root, which must be an instance's.
    fn root(&mut self) -> Result<(), Problem> {
        loop {
            match self.xml.next()? {
                XmlNode::Start(start) => {
                    let root = start.name().0.to_owned();
                    return match self.xml.resolve(&root)? {
                        (Taxonomy::Instance, "xbrl") => Ok(()),
                        _ => Err(self.xml.problem(say!(xml_is_no_instance, root = shown(&root)))),
                    };
                }
                XmlNode::Text(text) if text.trim_ascii().is_empty() => {}
                _ => return Err(self.xml.problem(say!(file_is_empty))),
            }
        }
    }

    /// What was read, put together.
    fn instance(self) -> Result<Instance, Problem> {
        let Self { xml, contexts, units, about, .. } = &self;
        let context_of = |id: &str, place: u64| {
            let unknown = || xml.problem_at(place, say!(instance_without_context, id = shown(id)));
            contexts.get(id).ok_or_else(unknown)
        };
        let mut said: HashMap<&str, (&str, u64)> = HashMap::new();
        for (name, context, text, place) in about {
            // With a dimension, it is of a part of the company.
            if context_of(context, *place)?.dimensions == Some(0) && !text.is_empty() {
                said.entry(name).or_insert((text, *place));
            }
        }
        let text = |name: &str| said.get(name).map(|(text, _)| (*text).to_owned());
        let cik = self.cik(said.get("EntityCentralIndexKey").copied())?;
        let mut amounts = Vec::new();
        let mut others = Vec::new();
        for found in &self.found {
            let context = context_of(&found.context, found.place)?;
            let by_name = Some(&found.unit).filter(|_| units.is_empty()).and_then(|id| InstanceUnit::by_name(id));
            let no_unit = || xml.problem_at(found.place, say!(instance_without_unit, id = shown(&found.unit)));
            let unit = units.get(&found.unit).or(by_name.as_ref()).ok_or_else(no_unit)?;
            let dimensions = context.dimensions.and_then(|place| self.dimensions.get(place));
            let (Some(dimensions), (start, Some(end))) = (dimensions, context.period) else { continue };
            let Some(element) = self.element(found.element, dimensions).filter(|_| context.cik == cik) else {
                continue;
            };
            let span = Span { start: start.unwrap_or(end), end };
            let amount = FoundAmount { span, value: found.value, decimals: found.decimals };
            match unit {
                InstanceUnit::Currency(currency) if currency == Currency::USD.code() => amounts.push((element, amount)),
                InstanceUnit::Currency(unit) | InstanceUnit::Other(unit) => {
                    others.push((element, unit.clone(), amount));
                }
            }
        }
        once(&mut amounts);
        let name = text("EntityRegistrantName").unwrap_or_default();
        if let Some(message) = limits::name(&name) {
            let place = said.get("EntityRegistrantName").map_or(0, |(_, place)| *place);
            return Err(xml.problem_at(place, say!(instance_bad_name, message)));
        }
        let day = |name: &str, read: fn(&str) -> Option<Date>| match said.get(name) {
            Some((text, place)) => read(text).map(Some).ok_or_else(|| xml.problem_at(*place, not_a_day(text))),
            None => Ok(None),
        };
        let period_end = day("DocumentPeriodEndDate", iso_day)?;
        // `--12-31`, in any year that has all days.
        let year_end = day("CurrentFiscalYearEndDate", |text| iso_day(&format!("2000{}", text.get(1..)?)))?;
        let year_end = year_end.map(|day| (day.month(), day.day()));
        let has_no_units = units.is_empty();
        Ok(Instance { cik, name, form: text("DocumentType"), period_end, year_end, amounts, others, has_no_units })
    }

    /// The element of a name, by the first of that name, that has these dimensions.
    fn element(&self, first: usize, dimensions: &Dimensions) -> Option<usize> {
        let name = &self.elements.get(first)?.name;
        let names = if name.prefix.is_some() { &self.own } else { &self.standard };
        let has = |place: &&usize| self.elements.get(**place).is_some_and(|element| element.dimensions == *dimensions);
        names.get(&*name.local)?.iter().find(has).copied()
    }

    /// The company: the one that the filing names, else the one of all contexts.
    fn cik(&self, said: Option<(&str, u64)>) -> Result<u64, Problem> {
        if let Some((text, place)) = said {
            let is_plain = text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
            let cik = text.parse().ok().filter(|&cik| is_plain && cik > 0);
            return cik.ok_or_else(|| self.xml.problem_at(place, say!(instance_of_no_cik, word = shown(text))));
        }
        let mut ciks: Vec<u64> = self.contexts.values().map(|context| context.cik).collect();
        ciks.sort_unstable();
        ciks.dedup();
        match ciks.as_slice() {
            [cik] => Ok(*cik),
            [one, other, ..] => {
                Err(self.xml.problem(say!(instance_of_two_companies, one = one.to_string(), other = other.to_string())))
            }
            [] => Err(self.xml.problem(say!(instance_without_contexts))),
        }
    }
}

impl Instance {
    /// The form of its filing: as it says, or else as is known of it.
    pub fn form(&self, known: Option<Form>) -> Result<Option<Form>, Words> {
        let Some(name) = &self.form else { return Ok(known) };
        let form =
            Form::of(name).ok_or_else(|| say!(figures_in_other_forms, form = shown(name), forms = Form::names()))?;
        match known.filter(|known| *known != form) {
            Some(known) => Err(say!(instance_of_other_form, form = form.to_string(), known = known.to_string())),
            None => Ok(Some(form)),
        }
    }
}
