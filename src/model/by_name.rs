//! Plain enums whose values have names.

/// Defines an enum, each value with its name: `ALL` of them in order, and `name()`.
macro_rules! named {
    ($(#[$meta:meta])* pub enum $named:ident { $($(#[$of:meta])* $value:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        pub enum $named {
            $($(#[$of])* $value),+
        }

        impl $named {
            /// All of them, in the order in which a reader sees them.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$value),+];

            /// Its name, on the command line, in data and in machine formats.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $name),+
                }
            }
        }
    };
}

/// Prints and reads the values of an enum by their names; of another word an error is made.
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

pub(crate) use {by_name, named};
