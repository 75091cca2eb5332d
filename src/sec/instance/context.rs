//! Contexts and units of an instance: what a fact is of.

use jiff::civil::Date;
use quick_xml::events::BytesStart;

use super::xml::{Taxonomy, Xml, XmlNode, shown};
use crate::data::Problem;
use crate::model::{Currency, Dimensions, Words, XbrlName, iso_day};
use crate::say;

/// What a fact is of.
#[derive(Debug, Clone)]
pub struct InstanceContext {
    /// The company, by its Central Index Key.
    pub cik: u64,
    /// First and last day; the first is `None` at a point in time, both where the period has no end.
    pub period: (Option<Date>, Option<Date>),
    /// Which of the dimensions looked for it has, exactly, by their place; `None` if it has others.
    pub dimensions: Option<usize>,
}

/// What an amount is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstanceUnit {
    /// A currency, by its code.
    Currency(String),
    /// Shares, dollars per share, numbers and the rest, by what it is called.
    Other(String),
}

impl InstanceUnit {
    /// The unit that an identifier such as `usd` or `U_USD` names.
    pub fn by_name(id: &str) -> Option<Self> {
        let code = id.rsplit(['_', '-']).next()?.to_ascii_uppercase();
        code.parse::<Currency>().ok().map(|_| Self::Currency(code))
    }
}

/// A dimension of a context: whether the axis is of a company's own and its name, and the same of the member; `None` of a
/// typed axis.
type Dimension = ((bool, String), Option<(bool, String)>);

/// Reads a context, of which the start has been read. `wanted` are the dimensions looked for.
pub fn context(xml: &mut Xml<'_>, wanted: &[&Dimensions]) -> Result<InstanceContext, Problem> {
    let outside = xml.depth() - 1;
    let (mut cik, mut start, mut end, mut is_forever) = (None, None, None, false);
    // `None` once there is something that is no dimension.
    let mut dimensions: Option<Vec<Dimension>> = Some(Vec::new());
    while xml.depth() > outside {
        let XmlNode::Start(element) = xml.next()? else { continue };
        let (taxonomy, local) = xml.resolve(element.name().0)?;
        match (taxonomy, local) {
            (Taxonomy::Instance, "entity" | "segment" | "scenario" | "period") => {}
            (Taxonomy::Instance, "identifier") => cik = Some(read_cik(xml)?),
            (Taxonomy::Instance, "startDate") => start = Some(read_day(xml)?),
            (Taxonomy::Instance, "endDate" | "instant") => end = Some(read_day(xml)?),
            (Taxonomy::Instance, "forever") => {
                is_forever = true;
                xml.skip()?;
            }
            (Taxonomy::Dimensions, "explicitMember" | "typedMember") => {
                let axis = xml.required(&element, "dimension")?;
                let axis = name(xml, &axis)?;
                let member = if local == "explicitMember" {
                    let member = xml.content()?;
                    Some(name(xml, &member)?)
                } else {
                    xml.skip()?;
                    None
                };
                if let Some(known) = &mut dimensions {
                    known.push((axis, member));
                }
            }
            _ => {
                dimensions = None;
                xml.skip()?;
            }
        }
    }
    let cik = cik.ok_or_else(|| xml.problem(say!(context_without, what = "identifier")))?;
    let period = match (start, end) {
        (Some(first), Some(last)) if last < first => {
            return Err(xml.problem(say!(ends_before_it_starts, day = last)));
        }
        (start, Some(end)) => (start, Some(end)),
        (None, None) if is_forever => (None, None),
        (_, None) => return Err(xml.problem(say!(context_without, what = "endDate"))),
    };
    let place = |dimensions: Vec<Dimension>| wanted.iter().position(|wanted| is_exactly(&dimensions, wanted));
    Ok(InstanceContext { cik, period, dimensions: dimensions.and_then(place) })
}

/// Whether the dimensions of a context are those, no more and no less.
fn is_exactly(dimensions: &[Dimension], Dimensions(wanted): &Dimensions) -> bool {
    let same =
        |(is_own, local): &(bool, String), name: &XbrlName| (*is_own, local) == (name.prefix.is_some(), &name.local);
    let has = |(axis, member): &(XbrlName, Option<XbrlName>)| {
        dimensions.iter().any(|(of, is)| {
            let is_same = match (is, member) {
                (Some(is), Some(member)) => same(is, member),
                (None, None) => true,
                _ => false,
            };
            is_same && same(of, axis)
        })
    };
    dimensions.len() == wanted.len() && wanted.iter().all(has)
}

/// A name as dimensions have it: whether it is of a company's own, and without its prefix.
fn name(xml: &Xml<'_>, word: &str) -> Result<(bool, String), Problem> {
    let (taxonomy, local) = xml.resolve(word)?;
    Ok((taxonomy == Taxonomy::Own, local.to_owned()))
}

/// Reads a Central Index Key, of which the start of the element has been read.
pub fn read_cik(xml: &mut Xml<'_>) -> Result<u64, Problem> {
    let text = xml.content()?;
    let is_plain = text.len() <= 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let cik = text.parse().ok().filter(|&cik| is_plain && cik > 0);
    cik.ok_or_else(|| xml.problem(say!(instance_of_no_cik, word = shown(&text))))
}

/// Reads a day, of which the start of the element has been read.
pub fn read_day(xml: &mut Xml<'_>) -> Result<Date, Problem> {
    let text = xml.content()?;
    iso_day(&text).ok_or_else(|| xml.problem(not_a_day(&text)))
}

/// That a word is not a day.
pub fn not_a_day(word: &str) -> Words {
    say!(instance_not_a_day, word = shown(word))
}

/// Reads a unit, of which the start has been read.
pub fn unit(xml: &mut Xml<'_>) -> Result<InstanceUnit, Problem> {
    let outside = xml.depth() - 1;
    let (mut measures, mut is_fraction) = (Vec::new(), false);
    while xml.depth() > outside {
        let XmlNode::Start(element) = xml.next()? else { continue };
        match xml.resolve(element.name().0)? {
            (Taxonomy::Instance, "measure") => {
                let measure = xml.content()?;
                let (taxonomy, local) = xml.resolve(&measure)?;
                measures.push((taxonomy == Taxonomy::Currency, local.to_owned()));
            }
            (Taxonomy::Instance, "divide") => is_fraction = true,
            _ => {}
        }
    }
    Ok(match measures.as_slice() {
        [(true, currency)] if !is_fraction => InstanceUnit::Currency(shown(currency)),
        measures => {
            InstanceUnit::Other(shown(&measures.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join("/")))
        }
    })
}

/// The attribute that names a context or a unit.
pub fn id(xml: &Xml<'_>, start: &BytesStart<'_>) -> Result<String, Problem> {
    xml.required(start, "id")
}
