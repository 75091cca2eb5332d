//! Several reports on one page, among which a reader chooses.

use super::Report;
use crate::model::Words;

/// A page of reports.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is about.
    pub title: Words,
    /// What a reader can choose.
    pub switches: Vec<Switch>,
    /// The sections, in order.
    pub sections: Vec<Section>,
}

/// A choice of one among several.
#[derive(Debug, Clone)]
pub struct Switch {
    /// Its name for programs, such as `basis`.
    pub id: &'static str,
    /// Its name for people.
    pub label: Words,
    /// Each option's word for programs, and its name for people. The first is chosen at first.
    pub options: Vec<(String, Words)>,
}

/// A part of a page: one report for each combination of the switches it depends on.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its heading.
    pub heading: Words,
    /// What to say where there is no report for a combination.
    pub otherwise: Words,
    /// The reports.
    pub views: Vec<View>,
}

/// A report for one combination of options.
#[derive(Debug, Clone)]
pub struct View {
    /// The options it is for: a switch's id and an option's word.
    pub options: Vec<(&'static str, String)>,
    /// What its title does not say of the reading, such as calendar and currency.
    pub reading: Words,
    /// The report.
    pub report: Report,
}
