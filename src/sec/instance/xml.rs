//! XML as instances have it, read in one pass over borrowed text: elements, attributes, text, and where they stand.
//!
//! Nothing is expanded, fetched or held: a document type is refused, of entities the five of XML itself are known, and the
//! depth is limited. What is wrong is a problem with its line and column.

use std::borrow::Cow;

use quick_xml::Error;
use quick_xml::errors::IllFormedError;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

use crate::data::Problem;
use crate::model::Words;
use crate::say;

/// Elements within elements, at most: instances have six levels.
const DEEPEST: usize = 32;

/// Bytes of text in an element whose text is looked at, at most.
const LONGEST_TEXT: usize = 4096;

/// Characters of a word in a message, at most.
const SHOWN: usize = 40;

/// A part of a document.
pub enum XmlNode<'b> {
    /// An element begins.
    Start(BytesStart<'b>),
    /// The element that began last and has not ended yet ends.
    End,
    /// Text in an element.
    Text(Cow<'b, str>),
    /// The end of the document.
    Eof,
}

/// Where a name belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taxonomy {
    /// The elements of instances themselves.
    Instance,
    /// Dimensions of contexts.
    Dimensions,
    /// Currencies.
    Currency,
    /// A standard taxonomy, whatever its year: us-gaap, srt, dei, …
    Standard,
    /// Any other, such as a company's own.
    Own,
}

const INSTANCE: &str = "http://www.xbrl.org/2003/instance";
const DIMENSIONS: &str = "http://xbrl.org/2006/xbrldi";
const CURRENCY: &str = "http://www.xbrl.org/2003/iso4217";

/// Where the standard taxonomies are from; `xbrl.us` had us-gaap up to 2009.
const STANDARD: [&str; 4] = ["http://fasb.org/", "http://xbrl.sec.gov/", "http://xbrl.us/", "http://xbrl.fasb.org/"];

impl Taxonomy {
    fn of(namespace: &str) -> Self {
        match namespace {
            INSTANCE => Self::Instance,
            DIMENSIONS => Self::Dimensions,
            CURRENCY => Self::Currency,
            other if STANDARD.iter().any(|begin| other.starts_with(begin)) => Self::Standard,
            _ => Self::Own,
        }
    }
}

/// A document that is being read.
pub struct Xml<'b> {
    /// The name of the file, for messages.
    name: &'b str,
    text: &'b str,
    reader: NsReader<&'b [u8]>,
    depth: usize,
}

impl<'b> Xml<'b> {
    /// The document of a text; `name` is for messages.
    pub fn new(name: &'b str, text: &'b str) -> Self {
        let mut reader = NsReader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = false;
        Self { name, text, reader, depth: 0 }
    }

    /// How many elements have begun and not ended.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The place reached, in bytes.
    pub fn place(&self) -> u64 {
        self.reader.buffer_position()
    }

    /// The next part.
    pub fn next(&mut self) -> Result<XmlNode<'b>, Problem> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.unreadable(&error))?;
            return Ok(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.problem(say!(xml_too_deep, most = DEEPEST.to_string())));
                    }
                    XmlNode::Start(start)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlNode::End
                }
                Event::Text(text) => XmlNode::Text(text.into_inner()),
                Event::CData(text) => XmlNode::Text(text.into_inner()),
                Event::GeneralRef(entity) => {
                    let letter = entity.resolve_char_ref().map_err(|error| self.unreadable(&error))?;
                    match (letter, resolve_predefined_entity(&entity)) {
                        (Some(letter), _) => XmlNode::Text(letter.to_string().into()),
                        (None, Some(text)) => XmlNode::Text(text.into()),
                        (None, None) => {
                            return Err(self.problem(say!(xml_unknown_entity, name = shown(&entity))));
                        }
                    }
                }
                Event::DocType(_) => return Err(self.problem(say!(xml_has_doctype))),
                Event::Decl(declaration) => {
                    self.check(&declaration)?;
                    continue;
                }
                Event::Eof if self.depth > 0 => {
                    let message = format!("{} elements are not closed", self.depth);
                    return Err(self.problem(say!(file_ends_too_early, message)));
                }
                Event::Eof => XmlNode::Eof,
                Event::Empty(_) | Event::Comment(_) | Event::PI(_) => continue,
            });
        }
    }

    /// Reads on to the end of the element that began last, whatever is in it.
    pub fn skip(&mut self) -> Result<(), Problem> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that began last, without blanks around it, up to its end. Other elements in it are a problem.
    pub fn content(&mut self) -> Result<String, Problem> {
        let mut content = String::new();
        loop {
            match self.next()? {
                XmlNode::Text(text) => content.push_str(&text),
                XmlNode::Start(start) => {
                    return Err(self.problem(say!(xml_element_in_text, element = shown(start.name().0))));
                }
                XmlNode::End | XmlNode::Eof => {
                    content.truncate(content.trim_ascii_end().len());
                    let blanks = content.len() - content.trim_ascii_start().len();
                    content.drain(..blanks);
                    return Ok(content);
                }
            }
            if content.len() > LONGEST_TEXT {
                return Err(self.problem(say!(xml_text_too_long, most = LONGEST_TEXT.to_string())));
            }
        }
    }

    /// The value of an attribute, by its name as written; the attributes of an element are each there only once.
    pub fn attribute(&self, start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Problem> {
        let mut found = None;
        for attribute in start.attributes() {
            let attribute: Attribute<'_> = attribute.map_err(|error| self.unreadable(&error.into()))?;
            if attribute.key.0 == name {
                let value =
                    attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| self.unreadable(&error))?;
                found = Some(value.trim_ascii().to_owned());
            }
        }
        Ok(found)
    }

    /// The value of an attribute that must be there.
    pub fn required(&self, start: &BytesStart<'_>, name: &str) -> Result<String, Problem> {
        self.attribute(start, name)?
            .ok_or_else(|| self.problem(say!(xml_attribute_missing, element = shown(start.name().0), attribute = name)))
    }

    /// Whether an element says that it holds nothing.
    pub fn is_nil(&self, start: &BytesStart<'_>) -> bool {
        start.attributes().has_nil(self.reader.resolver())
    }

    /// Where a name belongs, and the name without its prefix.
    pub fn resolve<'n>(&self, name: &'n str) -> Result<(Taxonomy, &'n str), Problem> {
        let (namespace, local) = self.reader.resolver().resolve_element(QName(name));
        match namespace {
            ResolveResult::Bound(namespace) => Ok((Taxonomy::of(namespace.0), local.into_inner())),
            ResolveResult::Unbound => Ok((Taxonomy::Own, local.into_inner())),
            ResolveResult::Unknown(prefix) => Err(self.problem(say!(xml_prefix_not_declared, prefix = shown(&prefix)))),
        }
    }

    /// A problem at the place reached.
    pub fn problem(&self, message: Words) -> Problem {
        self.problem_at(self.place(), message)
    }

    /// A problem at a place.
    pub fn problem_at(&self, place: u64, message: Words) -> Problem {
        let before = usize::try_from(place).ok().and_then(|place| self.text.as_bytes().get(..place));
        Problem::after(self.name, before.unwrap_or(self.text.as_bytes()), message)
    }

    /// What the reader finds wrong.
    fn unreadable(&self, error: &Error) -> Problem {
        let message = shown_at_length(&error.to_string());
        let is_cut = match error {
            Error::Syntax(_) => true,
            Error::IllFormed(error) => {
                matches!(error, IllFormedError::MissingEndTag(_) | IllFormedError::UnclosedReference)
            }
            _ => false,
        };
        let words = if is_cut { say!(file_ends_too_early, message) } else { say!(not_xml, message) };
        let place = self.reader.error_position();
        self.problem_at(if place == 0 { self.place() } else { place }, words)
    }

    /// The text is UTF-8; a declaration of another encoding would make other letters of it, but of ASCII.
    fn check(&self, declaration: &BytesDecl<'_>) -> Result<(), Problem> {
        let Some(encoding) = declaration.encoding() else { return Ok(()) };
        let encoding = encoding.map_err(|error| self.unreadable(&error.into()))?;
        let is_utf8 = ["utf-8", "utf8"].iter().any(|name| encoding.eq_ignore_ascii_case(name));
        let is_of_ascii = !encoding.to_ascii_lowercase().starts_with("utf-") && self.text.is_ascii();
        if is_utf8 || is_of_ascii {
            return Ok(());
        }
        Err(self.problem(say!(xml_other_encoding, encoding = shown(&encoding))))
    }
}

/// A word of a file for a message.
pub fn shown(word: &str) -> String {
    word.chars().take(SHOWN).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A message of the reader, which may quote the file.
fn shown_at_length(message: &str) -> String {
    message.chars().take(200).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}
