//! Who asks: the contact that the SEC demands of every program.

use std::fmt;
use std::str::FromStr;

/// An e-mail address at which the SEC can reach whoever runs the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact(String);

/// Why a word is no contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadContact {
    /// It would break the request, or be a header of its own.
    Character,
    /// No address is in it.
    NoAddress,
}

/// Longer than any address, with a name before it.
const LONGEST: usize = 320;

impl Contact {
    /// How the program names itself: `capex/0.1.0 (jane@example.com)`.
    pub fn user_agent(&self) -> String {
        format!("capex/{} ({})", env!("CARGO_PKG_VERSION"), self.0)
    }
}

impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address, perhaps after a name: `Jane Doe jane@example.com`. Parentheses would end the comment it is put into.
impl FromStr for Contact {
    type Err = BadContact;

    fn from_str(text: &str) -> Result<Self, BadContact> {
        let text = text.trim_matches(' ');
        let plain =
            |letter: char| letter.is_ascii() && !letter.is_ascii_control() && !matches!(letter, '(' | ')' | '\\');
        if !text.chars().all(plain) || text.len() > LONGEST {
            return Err(BadContact::Character);
        }
        let is_address = |word: &str| {
            word.split_once('@').is_some_and(|(name, host)| {
                let inner = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.');
                inner(name) && inner(host) && host.contains('.') && !host.contains('@')
            })
        };
        if text.split(' ').any(is_address) { Ok(Self(text.to_owned())) } else { Err(BadContact::NoAddress) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_contact_with_or_without_a_name() {
        let agent = |text: &str| text.parse::<Contact>().map(|contact| contact.user_agent());
        let expected = format!("capex/{} (jane@example.com)", env!("CARGO_PKG_VERSION"));
        assert_eq!(agent(" jane@example.com "), Ok(expected));
        assert!(agent("Example Ltd jane.doe@mail.example.com").is_ok());
        for text in ["", " ", "jane", "jane@", "@example.com", "jane@localhost", "a@b@c.d", "jane@.com"] {
            assert_eq!(agent(text), Err(BadContact::NoAddress), "{text}");
        }
    }

    #[test]
    fn nothing_that_could_break_out_of_the_header_is_taken() {
        let long = format!("{}@example.com", "x".repeat(LONGEST));
        for text in ["a@b.c\r\nHost: evil", "a@b.c\n", "a@b.c\0", "a@b.c)", "ä@b.c", "a@b.c\x7f", &long] {
            assert_eq!(text.parse::<Contact>(), Err(BadContact::Character), "{text:?}");
        }
    }
}
