//! Values of a plain enum by their names.

/// Prints and reads the values of an enum that has `ALL` and `name()`; of another word an error is made.
macro_rules! by_name {
    ($named:ident, $error:ident) => {
        $crate::model::by_name!($named, $error, $error);
    };
    ($named:ident, $error:ident, $of:expr) => {
        impl std::fmt::Display for $named {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl std::str::FromStr for $named {
            type Err = $error;

            fn from_str(word: &str) -> Result<Self, $error> {
                let error: fn(String) -> $error = $of;
                Self::ALL.into_iter().find(|one| one.name() == word).ok_or_else(|| error(word.to_owned()))
            }
        }
    };
}

pub(crate) use by_name;
