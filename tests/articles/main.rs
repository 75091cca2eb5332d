//! Articles with a row for every number in them, worked out by hand: what is found, what is confirmed, and that a right figure
//! is never contradicted.

#[path = "../common/mod.rs"]
mod common;
mod golden;
mod hostile;
mod mutation;
mod program;
mod table;
