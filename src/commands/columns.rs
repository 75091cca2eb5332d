//! Columns of the output contract, by name and meaning: those that several commands have, and in a module those of one.
//!
//! The build script makes them of `columns.csv` beside this file. It holds the whole contract, which scripts depend on, but for
//! the tables of `data/`, whose columns `data/datapackage.json` describes.

include!(concat!(env!("OUT_DIR"), "/answers.rs"));
