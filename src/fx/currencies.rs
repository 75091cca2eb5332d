//! Names of currencies.

use crate::data::{self, Header, Problems, TextFile};
use crate::model::Currency;

const COLUMNS: &Header = &Header::exact(&["code", "name", "name_zh", "aliases", "minor_units"]);

/// What a currency is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyName {
    /// Its code.
    pub code: Currency,
    /// Name in English.
    pub name: String,
    /// Name in Chinese.
    pub name_zh: String,
    /// Other words for it, in lower case.
    pub aliases: Vec<String>,
}

impl CurrencyName {
    /// Every word that means the currency, in lower case.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let names = [self.code.code(), &self.name, &self.name_zh].map(str::to_lowercase);
        names.into_iter().chain(self.aliases.iter().cloned())
    }
}

/// The currencies there are bundled rates of, the euro first.
pub fn currencies() -> Result<Vec<CurrencyName>, Problems> {
    let mut problems = Problems::default();
    let mut currencies = Vec::new();
    TextFile::bundled("data/fx/currencies.csv", data::CURRENCIES).rows(COLUMNS, &mut problems, |row| {
        let [code, name, name_zh, aliases, _] = row.cells();
        currencies.push(CurrencyName {
            code: code.parse()?,
            name: name.required()?.to_owned(),
            name_zh: name_zh.required()?.to_owned(),
            aliases: aliases.text().split('|').filter(|word| !word.is_empty()).map(str::to_lowercase).collect(),
        });
        Ok(())
    });
    problems.none()?;
    Ok(currencies)
}
