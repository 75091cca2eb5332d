//! The SEC's companyfacts JSON, read in one pass over borrowed text.
//!
//! Of some five hundred concepts a company tags, a dozen hold metrics; the rest is skipped without being looked into.
//! Nothing here judges a figure: what is wrong with the form of the file is an error with its line and column.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, de};

use super::company_facts::{CompanyFacts, Reported};
use super::scalar::{AccessionNumber, Cik, Day, FormName, JsonAmount, JsonKey};
use super::unread::{NotRead, StatedAt};
use crate::data::{Problem, limits};
use crate::model::{Currency, Element, Span, Words};
use crate::say;

impl CompanyFacts {
    /// Reads a file, of which `name` is for messages. `elements` are wanted, in order; amounts in forms that do not count are
    /// left aside.
    pub fn read(name: &str, bytes: &[u8], elements: &[Element]) -> Result<Self, Problem> {
        let text = text(name, bytes)?;
        let mut reader = serde_json::Deserializer::from_str(text);
        let read = WholeFile { elements }.deserialize(&mut reader).and_then(|company| reader.end().map(|()| company));
        read.map_err(|error| problem(name, &error))
    }
}

/// The text of a file. What people save in its place is told by its first bytes.
fn text<'b>(name: &str, bytes: &'b [u8]) -> Result<&'b str, Problem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = |message: Words| Problem { column: Some(1), ..Problem::new(name, 1, message) };
    match bytes.trim_ascii_start() {
        [] => return Err(first(say!(file_is_empty))),
        [0x1f, 0x8b, ..] => return Err(first(say!(is_gzip))),
        [b'<', ..] => {
            return Err(first(say!(is_web_page)));
        }
        _ => {}
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Problem::after(name, good, say!(not_utf8))
    })
}

/// An error of the JSON reader with its place before it, where all messages have it.
pub(super) fn problem(name: &str, error: &serde_json::Error) -> Problem {
    let place = format!(" at line {} column {}", error.line(), error.column());
    let message = error.to_string();
    let message = message.strip_suffix(&place).unwrap_or(&message);
    let message = match error.classify() {
        serde_json::error::Category::Data => message.into(),
        serde_json::error::Category::Eof => say!(file_ends_too_early, message),
        _ => say!(not_json, message),
    };
    Problem { column: Some(error.column().max(1)), ..Problem::new(name, error.line().max(1) as u64, message) }
}

/// The whole file.
struct WholeFile<'t> {
    elements: &'t [Element],
}

impl<'de> DeserializeSeed<'de> for WholeFile<'_> {
    type Value = CompanyFacts;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<CompanyFacts, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for WholeFile<'_> {
    type Value = CompanyFacts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a company's facts: an object with `cik`, `entityName` and `facts`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<CompanyFacts, A::Error> {
        let mut cik: Option<Cik> = None;
        let mut name: Option<Option<Cow<'de, str>>> = None;
        let mut amounts: Option<Amounts> = None;
        while let Some(key) = map.next_key::<JsonKey<'de>>()? {
            match &*key.0 {
                "cik" => once(&mut cik, "cik", map.next_value()?)?,
                "entityName" => once(&mut name, "entityName", map.next_value()?)?,
                "facts" => once(&mut amounts, "facts", map.next_value_seed(Taxonomies { elements: self.elements })?)?,
                _ => skip(&mut map)?,
            }
        }
        let Cik(cik) = cik.ok_or_else(|| A::Error::missing_field("cik"))?;
        let amounts = amounts.ok_or_else(|| A::Error::missing_field("facts"))?;
        let name = name.flatten().unwrap_or_default().into_owned();
        if let Some(message) = limits::name(&name) {
            return Err(A::Error::custom(format!("`entityName` is {message}")));
        }
        let Amounts { dollars, others, form, ifrs } = amounts;
        let unread = NotRead::of(&dollars, &others, form, ifrs);
        let mut facts = CompanyFacts { cik, name, tags: dollars, unread, year_end: None, is_of_filings: false };
        facts.drop_rounded();
        Ok(facts)
    }
}

/// What was read of the tags asked for.
#[derive(Default)]
struct Amounts {
    dollars: Vec<(usize, Vec<Reported>)>,
    /// By tag and currency, the spans that filings give amounts of.
    others: Vec<(usize, String, Vec<StatedAt>)>,
    form: Option<String>,
    ifrs: bool,
}

/// `facts`: taxonomies by name, of which us-gaap counts.
struct Taxonomies<'t> {
    elements: &'t [Element],
}

impl<'de> DeserializeSeed<'de> for Taxonomies<'_> {
    type Value = Amounts;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Amounts, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Taxonomies<'_> {
    type Value = Amounts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of taxonomies")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Amounts, A::Error> {
        let mut amounts: Option<Amounts> = None;
        let mut ifrs = false;
        while let Some(key) = map.next_key::<JsonKey<'de>>()? {
            if key.0 == "us-gaap" {
                once(&mut amounts, "us-gaap", map.next_value_seed(Concepts { elements: self.elements })?)?;
            } else {
                ifrs |= key.0 == "ifrs-full";
                skip(&mut map)?;
            }
        }
        Ok(Amounts { ifrs, ..amounts.unwrap_or_default() })
    }
}

/// `us-gaap`: concepts by name.
struct Concepts<'t> {
    elements: &'t [Element],
}

impl<'de> DeserializeSeed<'de> for Concepts<'_> {
    type Value = Amounts;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Amounts, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Concepts<'_> {
    type Value = Amounts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of concepts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Amounts, A::Error> {
        let mut amounts = Amounts::default();
        while let Some(key) = map.next_key::<JsonKey<'de>>()? {
            let wanted = (&*key.0, false, false);
            let place = |element: &Element| {
                let (name, dimensions) = (&element.name, &element.dimensions.0);
                (&*name.local, name.prefix.is_some(), !dimensions.is_empty()).cmp(&wanted)
            };
            let Ok(tag) = self.elements.binary_search_by(place) else {
                skip(&mut map)?;
                continue;
            };
            let repeated = amounts.dollars.iter().map(|(of, _)| of).chain(amounts.others.iter().map(|(of, ..)| of));
            if repeated.into_iter().any(|of| *of == tag) {
                return Err(A::Error::custom(format_args!("`{}` occurs twice", key.0)));
            }
            let Units { dollars, others } = map.next_value::<Concept>()?.units;
            if let Some(List { reported, form }) = dollars {
                amounts.dollars.push((tag, reported));
                amounts.form = amounts.form.or(form);
            }
            amounts.others.extend(others.into_iter().map(|(unit, places)| (tag, unit, places)));
        }
        Ok(amounts)
    }
}

/// A concept: label and description are of no use here.
#[derive(Deserialize)]
#[serde(expecting = "a concept: an object with `units`")]
struct Concept {
    units: Units,
}

/// Amounts by unit.
struct Units {
    dollars: Option<List>,
    /// The others; of a currency with the spans that filings give amounts of.
    others: Vec<(String, Vec<StatedAt>)>,
}

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByUnit;

        impl<'de> Visitor<'de> for ByUnit {
            type Value = Units;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of units")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Units, A::Error> {
                let mut units = Units { dollars: None, others: Vec::new() };
                while let Some(key) = map.next_key::<JsonKey<'de>>()? {
                    if key.0 == "USD" {
                        once(&mut units.dollars, "USD", map.next_value()?)?;
                    } else if key.0.parse::<Currency>().is_ok() {
                        let elements: Vec<Elsewhere> = map.next_value()?;
                        units.others.push((key.0.into_owned(), elements.iter().filter_map(Elsewhere::place).collect()));
                    } else {
                        skip(&mut map)?;
                        units.others.push((key.0.into_owned(), Vec::new()));
                    }
                }
                Ok(units)
            }
        }

        deserializer.deserialize_map(ByUnit)
    }
}

/// The amounts in US dollars.
struct List {
    reported: Vec<Reported>,
    /// The first form that does not count.
    form: Option<String>,
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements;

        impl<'de> Visitor<'de> for Elements {
            type Value = List;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of facts")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<List, A::Error> {
                let (mut reported, mut other_form) = (Vec::new(), None);
                while let Some(element) = elements.next_element::<Listed>()? {
                    let span = span(element.start.as_ref(), &element.end);
                    if span.end < span.start {
                        return Err(A::Error::custom(format_args!("ends on {}, before it starts", span.end)));
                    }
                    let form = match element.form {
                        FormName::Counts(form) => form,
                        FormName::Other(name) => {
                            other_form.get_or_insert(name);
                            continue;
                        }
                    };
                    reported.push(Reported {
                        span,
                        value: element.val.0,
                        rounded_to: None,
                        accession: element.accn.0,
                        form,
                        filed: element.filed.0,
                    });
                }
                Ok(List { reported, form: other_form })
            }
        }

        deserializer.deserialize_seq(Elements)
    }
}

/// A fact as the file has it. `fy`, `fp` and `frame` are labels of the filing and of the last repetition, and not read.
#[derive(Deserialize)]
#[serde(expecting = "a fact: an object with `end`, `val`, `accn`, `form` and `filed`")]
struct Listed {
    start: Option<Day>,
    end: Day,
    val: JsonAmount,
    accn: AccessionNumber,
    form: FormName,
    filed: Day,
}

/// A fact in another currency, of which the amount is not read.
#[derive(Deserialize)]
#[serde(expecting = "a fact: an object with `end`, `accn` and `form`")]
struct Elsewhere {
    start: Option<Day>,
    end: Day,
    accn: AccessionNumber,
    form: FormName,
}

impl Elsewhere {
    fn place(&self) -> Option<StatedAt> {
        let counts = matches!(self.form, FormName::Counts(_));
        counts.then(|| (self.accn.0, span(self.start.as_ref(), &self.end)))
    }
}

/// The days of a fact, which at a point in time has no first one.
fn span(start: Option<&Day>, end: &Day) -> Span {
    Span { start: start.unwrap_or(end).0, end: end.0 }
}

/// Keeps the value of a key that may be there only once.
fn once<T, E: de::Error>(place: &mut Option<T>, key: &str, value: T) -> Result<(), E> {
    if place.replace(value).is_some() {
        return Err(E::custom(format_args!("`{key}` occurs twice")));
    }
    Ok(())
}

fn skip<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}
