//! Whose a row of data is.

use std::fmt;
use std::sync::Arc;

/// Where a row of data comes from: the program, or a user's file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// The data inside the program.
    #[default]
    Bundled,
    /// A user's file, by the name it was given with.
    User(Arc<str>),
}

impl Origin {
    /// Whether the row is a user's.
    pub fn is_user(&self) -> bool {
        matches!(self, Self::User(_))
    }

    /// The user's file, if the row is a user's.
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Bundled => None,
            Self::User(file) => Some(file),
        }
    }
}

/// `bundled` or `user`, as machine formats print it.
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_user() { "user" } else { "bundled" })
    }
}
