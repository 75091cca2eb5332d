//! The unit money is shown in on a page. Machine formats always give whole units of the currency.

use rust_decimal::Decimal;

use super::language::Language;
use super::number;
use crate::model::{Currency, Money, by_name};
use crate::report::{Grid, Quantity, Value, Words};

/// The most decimals a page prints; an exact decimal holds no more.
const MAX_PLACES: u32 = 28;

/// A display unit for money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Whole units of the currency: dollars, yuan.
    Ones,
    /// Thousands.
    K,
    /// Millions.
    M,
    /// Billions, 10^9.
    #[default]
    Bn,
    /// Trillions, 10^12.
    Tn,
    /// 亿, 10^8.
    Yi,
    /// 万亿, 10^12.
    Wanyi,
    /// The smallest of ones, thousands, millions, billions and trillions in which the page's largest amount has at
    /// most four digits before the point.
    Auto,
}

/// A word that names no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown unit `{0}`; it is one of {names}", names = Unit::ALL.map(Unit::name).join(", "))]
pub struct UnknownUnit(pub String);

/// The unit asked for and, where given, the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scale {
    /// The unit.
    pub unit: Unit,
    /// Decimals; `None` is the unit's own: 1 for billions and 亿, 3 for trillions and 万亿, else none.
    pub precision: Option<u32>,
}

/// A scale settled for one page: every amount on it is printed alike.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageScale {
    /// The currency of the page's money, which its heading names; `None` if it shows no money.
    currency: Option<Currency>,
    size: Size,
    /// The language of the page.
    pub language: Language,
}

/// A unit by its size.
#[derive(Debug, Clone, Copy)]
struct Size {
    power: u32,
    places: u32,
    symbol: &'static str,
}

/// The units `auto` chooses from, smallest first.
const LADDER: [Unit; 5] = [Unit::Ones, Unit::K, Unit::M, Unit::Bn, Unit::Tn];

impl Unit {
    /// Every unit, in the order they are listed to a reader.
    pub const ALL: [Self; 8] = [Self::Ones, Self::K, Self::M, Self::Bn, Self::Tn, Self::Yi, Self::Wanyi, Self::Auto];

    /// The unit, and the decimals, in which a language shows by itself what English shows in this one. Chinese counts money in
    /// 亿; two decimals of them are whole millions.
    pub fn usual_in(self, language: Language) -> Scale {
        let (unit, precision) = match self {
            Self::Bn if language.counts_in_yi() => (Self::Yi, None),
            Self::M if language.counts_in_yi() => (Self::Yi, Some(2)),
            unit => (unit, None),
        };
        Scale { unit, precision }
    }

    /// The word that selects the unit.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ones => "usd",
            Self::K => "k",
            Self::M => "m",
            Self::Bn => "bn",
            Self::Tn => "tn",
            Self::Yi => "yi",
            Self::Wanyi => "wanyi",
            Self::Auto => "auto",
        }
    }

    /// The unit itself, or the one `auto` comes to where `largest` is the page's largest amount.
    fn settle(self, precision: Option<u32>, largest: Decimal) -> Size {
        let (power, places, symbol) = match self {
            Self::Ones => (0, 0, ""),
            Self::K => (3, 0, "k"),
            Self::M => (6, 0, "m"),
            Self::Bn => (9, 1, "bn"),
            Self::Tn => (12, 3, "tn"),
            Self::Yi => (8, 1, "亿"),
            Self::Wanyi => (12, 3, "万亿"),
            Self::Auto => {
                let steps = LADDER.map(|unit| unit.settle(precision, largest));
                let [.., last] = steps;
                return steps.into_iter().find(|step| step.whole_digits(largest) <= 4).unwrap_or(last);
            }
        };
        Size { power, places: precision.unwrap_or(places).min(MAX_PLACES), symbol }
    }
}

impl Scale {
    /// The scale of one page.
    pub(super) fn settle(self, page: &Grid, language: Language) -> PageScale {
        let mut amounts = Vec::new();
        for cell in page.rows.iter().flat_map(|row| &row.cells) {
            collect(&cell.value, &mut amounts);
        }
        let largest = amounts.iter().map(|money| money.amount.abs()).max().unwrap_or_default();
        let currency = amounts.first().map(|money| money.currency);
        PageScale { currency, size: self.unit.settle(self.precision, largest), language }
    }
}

/// The amounts in a value, those in a phrase included.
fn collect(value: &Value, amounts: &mut Vec<Money>) {
    match value {
        Value::Figure(Quantity::Money(money)) => amounts.push(*money),
        Value::Phrase(words) => collect_from(words, amounts),
        _ => {}
    }
}

fn collect_from(words: &Words, amounts: &mut Vec<Money>) {
    match words {
        Words::Figure(Quantity::Money(money)) => amounts.push(*money),
        Words::List(_, parts) => parts.iter().for_each(|part| collect_from(part, amounts)),
        Words::Say(said) => said.places.iter().for_each(|(_, part)| collect_from(part, amounts)),
        Words::Apart { amount, .. } => amounts.push(*amount),
        Words::Capitalised(words) => collect_from(words, amounts),
        Words::Each(words) => words.iter().for_each(|part| collect_from(part, amounts)),
        Words::Option(option) => collect_from(&option.name, amounts),
        Words::Figure(_) | Words::Text(_) | Words::Name { .. } | Words::Day(_) | Words::Period(_) => {}
    }
}

impl PageScale {
    /// The unit as the page names it, `USD bn` or `CNY 亿`; `None` on a page without money.
    pub(super) fn label(&self) -> Option<String> {
        self.currency.map(|currency| self.language.unit(self.size.symbol, currency))
    }

    /// The format in which a spreadsheet shows a whole amount in the page's unit.
    pub(super) fn in_spreadsheet(&self, money: Money) -> String {
        self.spreadsheet_format(money, self.size.places.min(self.size.power + money.currency.minor_units()))
    }

    /// The same without decimals, for an axis.
    pub(super) fn on_axis(&self, money: Money) -> String {
        self.spreadsheet_format(money, 0)
    }

    fn spreadsheet_format(&self, money: Money, places: u32) -> String {
        let places = places as usize;
        let decimals = if places == 0 { String::new() } else { format!(".{}", "0".repeat(places)) };
        // A spreadsheet scales by thousands; of 亿 the last two digits before the point of a million are decimals.
        let number = match self.size.power {
            0 => format!("#,##0{decimals}"),
            8 => "0\\.00,,".to_owned(),
            power => format!("#,##0{decimals}{}", ",".repeat(power as usize / 3)),
        };
        if self.currency.is_none_or(|currency| currency == money.currency) {
            number
        } else {
            format!("{number}\" {}\"", money.currency.code())
        }
    }

    /// A tick of an axis on which figures such as `like` stand: money in the page's unit, a change with its sign.
    pub(super) fn tick(&self, like: Option<&Value>, tick: Decimal, step: Decimal) -> String {
        match like.and_then(Value::figure) {
            Some(Quantity::Change(_)) => {
                let plus = if tick > Decimal::ZERO { "+" } else { "" };
                format!("{plus}{}%", number::tick(tick, 2, step))
            }
            Some(Quantity::Share(_)) => format!("{}%", number::tick(tick, 2, step)),
            Some(Quantity::Money(_)) => number::tick(tick, -i64::from(self.size.power), step),
            _ => number::tick(tick, 0, step),
        }
    }

    /// An amount as the page prints it: bare, as the heading names the unit, or with a unit the heading does not name.
    pub(super) fn money(&self, money: Money) -> String {
        // No digit is of less than the currency is divided into: a yen is not divided.
        let places = self.size.places.min(self.size.power + money.currency.minor_units());
        let number = Size { places, ..self.size }.money(money.amount);
        if self.currency == Some(money.currency) {
            number
        } else {
            self.language.amount(&number, self.size.symbol, money.currency)
        }
    }
}

impl Size {
    fn money(&self, amount: Decimal) -> String {
        number::money(amount, self.power, self.places)
    }

    /// Digits before the point of a printed amount; counted after rounding, which can add one.
    fn whole_digits(&self, amount: Decimal) -> usize {
        let printed = self.money(amount.abs());
        printed.chars().take_while(|&c| c != '.').filter(char::is_ascii_digit).count()
    }
}

by_name!(Unit, UnknownUnit);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Heading;
    use proptest::prelude::*;

    fn page(amounts: &[i64]) -> Grid {
        let mut page = Grid { columns: vec![Heading::number("")], rows: Vec::new() };
        for &amount in amounts {
            page.push(vec![Money::usd(amount.into()).into()]);
        }
        page
    }

    fn auto(amounts: &[i64]) -> String {
        Scale { unit: Unit::Auto, precision: None }.settle(&page(amounts), Language::En).label().unwrap()
    }

    #[test]
    fn every_name_reads_back() {
        for unit in Unit::ALL {
            assert_eq!(unit.name().parse(), Ok(unit));
        }
        assert_eq!(
            "mm".parse::<Unit>().unwrap_err().to_string(),
            "unknown unit `mm`; it is one of usd, k, m, bn, tn, yi, wanyi, auto"
        );
    }

    #[test]
    fn headings_name_currency_and_unit() {
        let label = |unit| Scale { unit, precision: None }.settle(&page(&[1]), Language::En).label().unwrap();
        assert_eq!(Unit::ALL.map(label), ["USD", "USD k", "USD m", "USD bn", "USD tn", "USD 亿", "USD 万亿", "USD"]);
    }

    #[test]
    fn auto_looks_at_the_largest_amount_of_the_page() {
        assert_eq!(auto(&[9_999]), "USD");
        assert_eq!(auto(&[10_000]), "USD k");
        assert_eq!(auto(&[9_223_000_000, 235_000_000]), "USD m");
        assert_eq!(auto(&[-128_320_000_000, 39_200_000]), "USD bn");
        assert_eq!(auto(&[10_000_000_000_000]), "USD tn");
    }

    #[test]
    fn auto_counts_the_digits_that_are_printed() {
        // 9,999.6 million would be printed as 10,000.
        assert_eq!(auto(&[9_999_600_000]), "USD bn");
        let exact = Scale { unit: Unit::Auto, precision: Some(1) };
        assert_eq!(exact.settle(&page(&[9_999_600_000]), Language::En).label().unwrap(), "USD m");
    }

    proptest! {
        #[test]
        fn auto_prints_one_to_four_digits(amount in -10_i64.pow(16) + 1..10_i64.pow(16)) {
            let scale = Scale { unit: Unit::Auto, precision: Some(3) }.settle(&page(&[amount]), Language::En);
            prop_assert!((1..=4).contains(&scale.size.whole_digits(amount.into())));
        }
    }
}
