//! Capital expenditures, guidance and cloud revenue of Amazon, Microsoft, Alphabet and Meta, on every published definition.
//!
//! ```text
//! data files ─load→ Dataset ─derive→ Figure ─analyse→ Report ─render→ bytes
//! ```
//!
//! # From another program
//!
//! [`model`] is the vocabulary: companies, periods, bases, money. [`data`] holds the dataset, bundled or with one's own
//! files. [`mod@derive`] works figures out from facts as filed, each with the tree of facts it comes from.
//! [`analysis`] compares and adds figures, [`fx`] converts them, and [`claims`] holds printed figures against them.
//!
//! ```
//! use capex::data::Dataset;
//! use capex::derive::{Engine, Status};
//! use capex::model::{Basis, Period};
//!
//! let data = Dataset::bundled()?;
//! let (meta, capex) = (data.company("meta")?, data.metric("capex")?);
//! let engine = Engine::load(&data, None, &[meta], &[&capex.id], &Basis::ALL)?;
//!
//! let figure = engine.figure(meta, capex, Basis::Cash, "2022Q4".parse::<Period>()?)?;
//! assert_eq!(figure.working.value.to_string(), "9043000000");
//! assert_eq!(figure.status(), Status::Derived, "a year less its first nine months");
//!
//! for fact in figure.working.facts() {
//!     println!("{} {}: {}, published {}", fact.metric, fact.span, fact.value, fact.published);
//! }
//!
//! // A figure that does not exist has a reason and is never 0.
//! let gap = engine.figure(meta, capex, Basis::Cash, "2031".parse::<Period>()?).unwrap_err();
//! assert!(gap.to_string().starts_with("no figure after "));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Amounts are whole US dollars and rates are fractions, both exact decimals; nothing rounds but the program's printing.
//! Errors are values with the words that the program prints. With `default-features = false` that is the whole crate. The
//! feature `cli`, on by default, adds the program: the command line, the commands, reports and their formats, files of the
//! SEC, the folder of updates; these modules are public for the program's own binary and tests, and change without notice.

// What a user gives must never end in a panic. Where an index is right by construction, its function says why.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]
pub mod analysis;
pub mod claims;
pub mod data;
pub mod derive;
pub mod fx;
pub mod model;

// The program.
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "cli")]
pub mod commands;
#[cfg(feature = "cli")]
pub mod config;
#[cfg(feature = "cli")]
pub mod home;
#[cfg(feature = "cli")]
pub mod output;
#[cfg(feature = "cli")]
pub mod render;
#[cfg(feature = "cli")]
pub mod report;
#[cfg(feature = "cli")]
pub mod sec;

mod hidden;
mod interruption;

pub(crate) use model::say;
