//! Several reports on one page, among which a reader chooses.

use std::sync::Arc;

use super::{Cell, Report};
use crate::model::{Source, Words};

/// A page of reports.
#[derive(Debug, Clone)]
pub struct Page {
    /// What it is about.
    pub title: Words,
    /// To which day its figures reach, and what made it.
    pub about: Words,
    /// What is said first, one for each combination of the switches it depends on.
    pub findings: Vec<FindingView>,
    /// What a reader can choose.
    pub switches: Vec<Switch>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// The documents behind its figures, each once.
    pub sources: Vec<Source>,
    /// How the figures are made, in paragraphs.
    pub method: Vec<Words>,
    /// Words and marks of the page, and what each means.
    pub terms: Vec<(Words, Words)>,
}

/// A choice of one among several.
#[derive(Debug, Clone)]
pub struct Switch {
    /// Its name for programs, such as `basis`.
    pub id: &'static str,
    /// Its name for people.
    pub label: Words,
    /// The options; the first is chosen at first.
    pub options: Vec<SwitchOption>,
}

/// An option of a switch.
#[derive(Debug, Clone)]
pub struct SwitchOption {
    /// Its word for programs, such as `cash`.
    pub value: String,
    /// Its name for people, in a word or two.
    pub name: Words,
    /// What it means, in a line.
    pub help: Words,
}

/// Options of some switches: a switch's id and an option's word. What has them is for every combination that has them too.
pub type Options = Vec<(&'static str, String)>;

/// A part of a page: one report for each combination of the switches it depends on.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name for programs, such as `trend`.
    pub id: &'static str,
    /// Its heading.
    pub heading: Words,
    /// What to say where there is no report for a combination.
    pub otherwise: Words,
    /// The reports.
    pub views: Vec<View>,
}

/// A report for some combinations of options.
#[derive(Debug, Clone)]
pub struct View {
    /// The options it is for.
    pub options: Options,
    /// What its title does not say of the reading, such as calendar and currency.
    pub reading: Words,
    /// The report.
    pub report: Report,
}

/// What is said first under some combinations of options.
#[derive(Debug, Clone)]
pub struct FindingView {
    /// The options it is for.
    pub options: Options,
    /// What is said.
    pub finding: Finding,
}

/// A sentence and the figures that matter most.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The sentence.
    pub sentence: Words,
    /// The figures.
    pub figures: Vec<KeyFigure>,
    /// What must be said beside them.
    pub notes: Vec<Words>,
}

/// A figure that stands out.
#[derive(Debug, Clone)]
pub struct KeyFigure {
    /// The figure, or why it is missing.
    pub value: Cell,
    /// What it is: its period, and how it compares.
    pub label: Words,
    /// The basis it is on.
    pub basis: Words,
}

impl Page {
    /// Every document that a view or a finding names, each once.
    pub fn documents(&self) -> Vec<Arc<str>> {
        let figures = self.findings.iter().flat_map(|one| &one.finding.figures).map(|figure| &figure.value);
        let views = self.sections.iter().flat_map(|section| &section.views);
        let cells = views.flat_map(|view| &view.report.page.rows).flat_map(|row| &row.cells);
        let named = figures.chain(cells).filter_map(|cell| cell.documents.as_deref()).flatten();
        let all: std::collections::BTreeSet<&Arc<str>> = named.collect();
        all.into_iter().cloned().collect()
    }
}
