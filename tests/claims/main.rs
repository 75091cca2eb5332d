//! Published claims through the program: verdicts, readings, broken files, and the way back from a number.
//!
//! Figures and verdicts are typed by hand from filings, calls and an article of 8 February 2025; nothing of the crate is
//! imported.

mod article;
mod broken;
#[path = "../common/mod.rs"]
mod common;
mod finding;
mod flags;
mod kinds;
mod large;
mod program;
mod readings;
mod verdicts;
