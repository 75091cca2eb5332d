//! From the flags on currency to the one conversion of a report.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Failure;
use crate::data::{Problems, limits, not_utf8};
use crate::fx::{Exchange, Later, Policy, Rates, RatesFile};
use crate::model::Currency;
use crate::render::Language;
use crate::report::{Note, Words};
use crate::say;

/// Where `update` keeps rates in its folder.
pub const LATER_RATES: &str = "fx/ecb.csv";

/// How amounts are converted.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Currency")]
pub struct Conversion {
    /// Convert amounts: a code or a name (capex list currencies)
    #[arg(short = 'x', long, global = true, value_name = "CURRENCY", display_order = 55)]
    pub currency: Option<String>,
    /// Exchange rate: average (of each quarter), period-end, spot (newest) or constant (one day) [default: average]
    #[arg(long, global = true, value_name = "POLICY", hide_possible_values = true,
        value_parser = super::one_of::<Policy>(Policy::ALL.map(Policy::name)), display_order = 56)]
    pub fx: Option<Policy>,
    /// One rate for everything: the rate published on DATE, or the last one before it
    #[arg(long, global = true, value_name = "DATE", value_parser = super::args::day, display_order = 57)]
    pub fx_date: Option<Date>,
    /// One rate for everything: units of the currency per dollar
    #[arg(long, global = true, value_name = "RATE", value_parser = rate, conflicts_with = "fx_date", display_order = 58)]
    pub fx_rate: Option<Decimal>,
    /// Your own rates: the ECB's eurofxref-hist.csv, or a CSV with `date,currency,per_usd`
    #[arg(long, global = true, value_name = "FILE", display_order = 59)]
    pub rates: Option<PathBuf>,
}

impl Conversion {
    /// The user's own rates, if a file was named; else the bundled ones with those behind them that `update` has kept in a
    /// folder, if it has.
    pub fn own_rates(&self, update: Option<&Path>) -> Result<Option<RatesFile>, Failure> {
        let (path, is_update) = match (&self.rates, update.map(|folder| folder.join(LATER_RATES))) {
            (Some(path), _) => (path.clone(), false),
            (None, Some(path)) if path.exists() => (path, true),
            (None, _) => return Ok(None),
        };
        let name = path.display().to_string();
        let text = limits::read(&path)?;
        let text = String::from_utf8(text).map_err(|error| Problems::from(not_utf8(&name, &error)))?;
        Ok(Some(if is_update {
            Later::read(&name, &text)?.behind_the_bundled()
        } else {
            RatesFile::read(&name, &text)?
        }))
    }

    /// The one rate asked for, or its day, as typed.
    pub fn rate_or_day(&self) -> Option<String> {
        self.fx_rate.map(|rate| rate.to_string()).or_else(|| self.fx_date.map(|day| day.to_string()))
    }

    /// The same of a command about an amount in print, which tries every kind of rate by itself: a flag that would change
    /// nothing is refused.
    pub fn of_print(&self) -> Result<(), Failure> {
        if self.fx.is_none() {
            return Ok(());
        }
        Err(Failure::Usage(say!(claims_take_no_policy)))
    }

    /// The currency asked for. ¥ is the yuan for readers of Chinese, and for others the sign of two.
    fn currency_word(&self, language: Language) -> Result<Option<&str>, Failure> {
        match self.currency.as_deref() {
            Some(sign @ ("¥" | "￥")) => match language.yen_sign() {
                Some(code) => Ok(Some(code)),
                None => Err(Failure::Usage(say!(yen_or_yuan_as_currency, sign))),
            },
            word => Ok(word),
        }
    }

    /// The conversion asked for, at rates known on the as-of day.
    pub fn exchange<'t>(
        &self,
        rates: impl FnOnce() -> Result<Rates<'t>, Failure>,
        as_of: Option<Date>,
        language: Language,
    ) -> Result<Option<Exchange<'t>>, Failure> {
        let Some(word) = self.currency_word(language)? else {
            let idle = [
                ("--fx", self.fx.is_some()),
                ("--fx-date", self.fx_date.is_some()),
                ("--fx-rate", self.fx_rate.is_some()),
            ];
            return match idle.iter().find(|(_, given)| *given) {
                Some((flag, _)) => {
                    let flag = *flag;
                    Err(Failure::Usage(say!(flag_converts_nothing, flag)))
                }
                None => Ok(None),
            };
        };
        let all = rates()?;
        if let Some(rate) = self.fx_rate {
            if let Some(policy) = self.fx.filter(|policy| *policy != Policy::Constant) {
                return Err(Failure::Usage(say!(policy_and_stated_rate, policy = policy.name())));
            }
            // A stated rate needs no table, so it may be of a currency that none has.
            let to = all.currency(word).or_else(|unknown| word.parse().map_err(|_| unknown))?;
            if to == Currency::USD && rate != Decimal::ONE {
                return Err(Failure::Usage(say!(dollar_is_one_dollar, rate = rate.to_string())));
            }
            return Ok(Some(Exchange::stated(to, rate, all)));
        }
        let to = all.currency(word)?;
        let rates = known(all, as_of)?;
        let day = match (self.fx, self.fx_date) {
            (None | Some(Policy::Constant), Some(day)) => day,
            (Some(policy), Some(_)) => {
                return Err(Failure::Usage(say!(policy_and_rate_date, policy = policy.name())));
            }
            (Some(Policy::Constant), None) => {
                return Err(Failure::Usage(say!(constant_needs_rate)));
            }
            (Some(Policy::Spot), None) => rates.last(),
            (policy, None) => return Ok(Some(Exchange::each(rates, to, policy.unwrap_or_default()))),
        };
        let policy = self.fx.unwrap_or(Policy::Constant);
        let exchange = Exchange::on_day(rates, to, policy, day)?;
        Ok(Some(
            exchange.map_err(|missing| {
                Failure::NoData(say!(no_rate_for_day, currency = to, day, reason = missing.words()))
            })?,
        ))
    }
}

/// That the bundled rates stand in for those of an update, which cannot be read.
pub fn bundled_rates_instead(failure: &Failure) -> Note {
    let reason = failure.lines().into_iter().next().unwrap_or(Words::NONE);
    let command = "capex update --rates-only";
    Note::new("fx", say!(updated_rates_damaged, reason, command))
}

/// The rates known on the as-of day; without one, all.
pub fn known(rates: Rates<'_>, as_of: Option<Date>) -> Result<Rates<'_>, Failure> {
    let Some(day) = as_of else { return Ok(rates) };
    let known = rates.known_on(day)?;
    known.map_err(|missing| Failure::NoData(say!(no_rates, reason = missing.words())))
}

/// A stated rate: positive, and within what an exchange rate can be.
fn rate(word: &str) -> Result<Decimal, Words> {
    Rates::parse(word).ok_or_else(|| say!(write_a_rate))
}
