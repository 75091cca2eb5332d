//! What Amazon, Microsoft, Alphabet and Meta spend on capital equipment, under every published definition.
//!
//! ```text
//! data files ─load→ Dataset ─derive→ Figure ─analyse→ Report ─render→ bytes
//! ```
//!
//! [`model`] is the vocabulary and knows nothing else here; [`data`] reads files; [`derive`] works figures out from facts
//! as filed; [`analysis`] compares and adds them; [`fx`] knows exchange rates; [`commands`] put them into a [`report::Report`]; [`render`] prints it.

pub mod analysis;
pub mod claims;
pub mod cli;
pub mod commands;
pub mod data;
pub mod derive;
pub mod fx;
pub mod home;
pub mod model;
pub mod output;
pub mod render;
pub mod report;
pub mod sec;
