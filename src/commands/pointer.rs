//! The command that explains a figure of a report: with every flag that the figure depends on.

use std::path::Path;

use super::Context;
use super::query::Query;
use crate::model::{Metric, Period};
use crate::report::Words;

impl Query<'_> {
    /// The command that explains the newest figure of the report: of the first company that has it.
    pub fn pointer(&self) -> Words {
        let of_period = |&period: &Period| {
            let company = self.companies.iter().find(|company| self.figure(company, period).is_ok())?;
            Some(self.context.pointer(&company.ticker, self.metric, period))
        };
        self.periods
            .iter()
            .rev()
            .map(|period| period.last_of_run())
            .find_map(|period| of_period(&period))
            .unwrap_or(Words::NONE)
    }
}

impl Context<'_> {
    /// The command that explains a company's figure, read as this report reads it.
    pub fn pointer(&self, ticker: &str, metric: &Metric, period: Period) -> Words {
        let mut words = vec![format!("capex explain {} {period}", ticker.to_lowercase())];
        if !metric.id.is_capex() {
            words.push(format!("-m {}", metric.flag));
        }
        let basis = self.basis.filter(|_| self.data.is_on_basis(metric));
        words.extend(basis.map(|basis| format!("-b {basis}")));
        if let Some(exchange) = self.exchange {
            words.push(format!("-x {}", exchange.currency()));
            words.extend(self.conversion.fx.map(|policy| format!("--fx {}", policy.name())));
            words.extend(self.conversion.fx_date.map(|day| format!("--fx-date {day}")));
            words.extend(self.conversion.fx_rate.map(|rate| format!("--fx-rate {rate}")));
            words.extend(self.conversion.rates.iter().map(|file| format!("--rates {}", quoted(file))));
        }
        words.extend(self.as_of.map(|day| format!("--as-of {day}")));
        words.extend(self.files.iter().map(|file| format!("--data {}", quoted(file))));
        Words::command(&words.join(" "))
    }
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "_./-+=:,@%".contains(c);
    if !path.is_empty() && path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}
