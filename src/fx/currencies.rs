//! Names of currencies.

use crate::data::{self, Header, Problems, TextFile};
use crate::model::{Currency, Localized};

const COLUMNS: &Header = &Header { localized: &["name"], ..Header::exact(&["code", "name", "aliases", "minor_units"]) };

/// What a currency is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyName {
    /// Its code.
    pub code: Currency,
    /// Name for people.
    pub name: Localized,
    /// Other words for it, in lower case.
    pub aliases: Vec<String>,
}

impl CurrencyName {
    /// Every word that means the currency, in lower case.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let names = std::iter::once(self.code.code()).chain(self.name.all()).map(str::to_lowercase);
        names.chain(self.aliases.iter().cloned())
    }
}

/// The currencies there are bundled rates of, the euro first.
pub fn currencies() -> Result<Vec<CurrencyName>, Problems> {
    let mut problems = Problems::default();
    let mut currencies = Vec::new();
    TextFile::new("data/fx/currencies.csv", data::CURRENCIES).rows(COLUMNS, &mut problems, |row| {
        let [code, name, aliases, _] = row.cells();
        currencies.push(CurrencyName {
            code: code.parse()?,
            name: row.names(name)?,
            aliases: aliases.text().split('|').filter(|word| !word.is_empty()).map(str::to_lowercase).collect(),
        });
        Ok(())
    });
    problems.none()?;
    Ok(currencies)
}
