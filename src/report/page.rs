//! Several reports on one page, among which a reader chooses.

use super::Report;
use super::words::Words;

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

impl Page {
    /// The page with each of its reports changed.
    #[must_use]
    pub fn each(mut self, change: impl Fn(Report) -> Report) -> Self {
        for section in &mut self.sections {
            section.views = std::mem::take(&mut section.views)
                .into_iter()
                .map(|(options, report)| (options, change(report)))
                .collect();
        }
        self
    }
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
    /// The reports, each with the options it is for: a switch's id and an option's word.
    pub views: Vec<(Vec<(&'static str, String)>, Report)>,
}
