//! Who asks: the contact that the SEC demands of every program.

use std::fmt;
use std::str::FromStr;

use crate::model::Words;
use crate::say;

/// An e-mail address at which the SEC can reach whoever runs the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact(String);

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
    type Err = Words;

    fn from_str(typed: &str) -> Result<Self, Words> {
        let text = typed.trim_matches(' ');
        let plain =
            |letter: char| letter.is_ascii() && !letter.is_ascii_control() && !matches!(letter, '(' | ')' | '\\');
        // Another character would break the request, or be a header of its own.
        if !text.chars().all(plain) || text.len() > LONGEST {
            return Err(say!(contact_not_sendable, typed));
        }
        let is_address = |word: &str| {
            word.split_once('@').is_some_and(|(name, host)| {
                let inner = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.');
                inner(name) && inner(host) && host.contains('.') && !host.contains('@')
            })
        };
        if text.split(' ').any(is_address) {
            Ok(Self(text.to_owned()))
        } else {
            Err(say!(contact_not_an_address, typed))
        }
    }
}
