//! `groups.csv`: companies that are asked for with one word.

use super::Dataset;
use super::header::Header;
use super::lookup::{Unknown, near_ticker, unknown_company};
use super::problem::{Problem, Problems};
use super::row::DataRow;
use super::text::TextFile;
use crate::model::{Company, CompanyGroup, Metric, PeriodExpr};
use crate::say;

/// The columns of a file of groups.
pub static GROUP: Header = Header {
    columns: &["id", "name", "aliases", "members"],
    optional: &["aliases"],
    beside: &["origin"],
    localized: &["name"],
};

/// Lays the groups of a file over those known, by identifier; those of the program keep their companies. A word means one
/// thing: a company, a group or a period.
pub fn groups(file: &TextFile, companies: &[Company], groups: &mut Vec<CompanyGroup>, problems: &mut Problems) {
    let before = groups.len();
    file.rows(&GROUP, problems, |row| {
        let group = group(row, companies)?;
        let place = groups.iter().position(|known| known.id == group.id && known.may_become(&group));
        let other = |name: &String| {
            let means = |(at, known): (usize, &CompanyGroup)| Some(at) != place && known.answers_to(name);
            companies.iter().any(|company| company.answers_to(name))
                || groups.iter().enumerate().any(means)
                || name.parse::<PeriodExpr>().is_ok()
        };
        // Those inside the program are checked by its tests.
        if let Some(name) = group.names().find(|name| !file.is_bundled() && other(name)) {
            return Err(row.problem(say!(name_means_other_thing, name)));
        }
        match place.filter(|&place| place < before).and_then(|place| groups.get_mut(place)) {
            Some(known) => *known = group,
            None if place.is_some() => return Err(row.problem(say!(occurs_twice, id = &group.id))),
            None => groups.push(group),
        }
        Ok(())
    });
}

fn group(row: &DataRow<'_>, companies: &[Company]) -> Result<CompanyGroup, Problem> {
    let [id, name, aliases, members] = row.cells();
    members.required()?;
    let tickers: Vec<String> = members.several().map(str::to_owned).collect();
    let is_known = |ticker: &str| companies.iter().any(|company| company.ticker == ticker);
    if let Some(ticker) = tickers.iter().find(|ticker| !is_known(ticker)) {
        return Err(members.problem(match near_ticker(ticker, companies) {
            Some(near) => say!(unknown_company_near, ticker, near),
            None => say!(unknown_company, company = ticker),
        }));
    }
    Ok(CompanyGroup {
        id: id.name()?.to_lowercase(),
        name: row.names(name)?,
        aliases: aliases.names()?.map(str::to_lowercase).collect(),
        members: tickers,
        origin: row.origin().clone(),
    })
}

impl Dataset {
    /// All groups of companies, in the order of the data.
    pub fn groups(&self) -> &[CompanyGroup] {
        &self.groups
    }

    /// The companies meant where none is named: those of the first group, and those a user added.
    pub fn default_companies(&self) -> impl Iterator<Item = &Company> {
        let group = self.groups.first();
        let is_in = move |company: &&Company| group.is_none_or(|group| group.members.contains(&company.ticker));
        let (bundled, added) =
            self.companies.split_at_checked(self.bundled_companies).unwrap_or((&self.companies, &[]));
        bundled.iter().filter(is_in).chain(added)
    }

    /// The companies a metric is reported by where none is named: those of [`default_companies`](Self::default_companies),
    /// and of a metric that none of them reports, any other.
    pub fn reporting(&self, metric: &Metric) -> Vec<&Company> {
        let reports = |company: &&Company| self.reports(company, metric);
        let usual: Vec<&Company> = self.default_companies().filter(reports).collect();
        if usual.is_empty() { self.companies.iter().filter(reports).collect() } else { usual }
    }

    /// The companies of a group, in the order of the data.
    pub fn members<'a>(&'a self, group: &'a CompanyGroup) -> impl Iterator<Item = &'a Company> {
        self.companies.iter().filter(|company| group.members.contains(&company.ticker))
    }

    /// The group a user's word means.
    pub fn group(&self, word: &str) -> Option<&CompanyGroup> {
        self.groups.iter().find(|group| group.answers_to(word))
    }

    /// The companies a user's word means: one, or those of a group.
    pub fn companies_named(&self, word: &str) -> Result<Vec<&Company>, Unknown> {
        match (self.company(word), self.group(word)) {
            (Ok(company), _) => Ok(vec![company]),
            (Err(_), Some(group)) => Ok(self.members(group).collect()),
            (Err(_), None) => Err(unknown_company(word, &self.companies, &self.groups)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::data::Dataset;

    #[test]
    fn each_word_for_a_group_means_that_group_alone() {
        let data = Dataset::bundled().unwrap();
        for group in data.groups() {
            for name in group.names() {
                assert!(data.company(&name).is_err() && name.parse::<crate::model::PeriodExpr>().is_err(), "{name}");
                let named: Vec<_> = data.groups().iter().filter(|other| other.answers_to(&name)).collect();
                assert_eq!(named, [group], "{name}");
            }
            assert!(group.members.iter().all(|ticker| data.company(ticker).is_ok()), "{}", group.id);
        }
    }
}
