//! Values of a plain enum by their names.

/// Prints and reads the values of an enum that has `ALL` and `name()`; of another word the error is made.
macro_rules! by_name {
    ($named:ident, $error:ident) => {
        impl std::fmt::Display for $named {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $named {
            type Err = $error;

            fn from_str(word: &str) -> Result<Self, $error> {
                Self::ALL.into_iter().find(|one| one.name() == word).ok_or_else(|| $error(word.to_owned()))
            }
        }
    };
}

pub(crate) use by_name;
