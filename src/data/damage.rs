//! What of the folder of updates cannot be read. A command that needs it says so; all others answer.

use super::problem::Problems;

/// The parts of the folder that cannot be read, and what is wrong with each.
#[derive(Debug, Default)]
pub struct Damage {
    /// By ticker.
    facts: Vec<(String, Problems)>,
    documents: Problems,
}

impl Damage {
    /// Notes that the facts of a company cannot be read.
    pub fn add_facts(&mut self, ticker: String, problems: Problems) {
        self.facts.push((ticker, problems));
    }

    /// Notes that the list of documents, or that of what was left out, cannot be read.
    pub fn add_documents(&mut self, problems: Problems) {
        self.documents.extend(problems);
    }

    /// What is wrong with the facts of a company.
    pub fn of_facts(&self, ticker: &str) -> Option<&Problems> {
        self.facts.iter().find(|(of, _)| of == ticker).map(|(_, problems)| problems)
    }

    /// What is wrong with the list of documents.
    pub fn of_documents(&self) -> &Problems {
        &self.documents
    }

    /// Everything that is wrong.
    pub fn all(&self) -> Problems {
        let mut all = self.documents.clone();
        self.facts.iter().for_each(|(_, problems)| all.extend(problems.clone()));
        all
    }
}
