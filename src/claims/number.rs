//! Numbers as they were printed: the last digit says how precise they claim to be.
//!
//! Nothing here rounds. Whether a figure rounds to a printed number is decided by the two ends of the stretch of figures
//! that do.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use crate::fx::Rates;
use crate::model::Currency;

/// What a printed number is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Whole units of the currency: dollars, yuan.
    Ones,
    /// Thousands.
    K,
    /// 万, 10^4.
    Wan,
    /// Millions.
    M,
    /// 亿, 10^8.
    Yi,
    /// Billions, 10^9.
    Bn,
    /// Trillions, 10^12.
    Tn,
    /// 万亿, 10^12.
    Wanyi,
    /// Hundredths, for growth, shares and ratios.
    Percent,
    /// Plain fractions, for growth, shares and ratios: 0.63 is 63 percent.
    Fraction,
}

/// A number with its unit, digit for digit as printed: 78.0 is not 78.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printed {
    number: Decimal,
    unit: Unit,
}

/// An amount or a rate as typed: `26.3bn`, `1,919亿元`, `64.2%`, `CNY 2.3 tn`, `246`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed {
    /// The digits, with the sign.
    pub number: Decimal,
    /// The unit, if it was typed.
    pub unit: Option<Unit>,
    /// The currency, if it was typed.
    pub currency: Option<Currency>,
}

/// A number that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// No number at all.
    #[error("`{0}` is not a number; write 246, 26.3bn, 1,919亿元 or 64.2%")]
    Shape(String),
    /// A comma that does not stand before three digits.
    #[error("`{0}`: a comma groups thousands; write decimals behind a point")]
    Comma(String),
    /// A word after the number that is neither unit nor currency.
    #[error("`{typed}`: `{rest}` is neither a unit ({units}) nor a currency (capex list currencies)", units = Unit::names())]
    Rest {
        /// The number as typed.
        typed: String,
        /// What of it was not understood.
        rest: String,
    },
    /// Beyond what sums of many can hold.
    #[error("`{0}` is beyond a quadrillion, or has more than ten decimals")]
    Size(String),
}

/// A word that names no unit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown unit `{0}`; it is one of {units}", units = Unit::names())]
pub struct BadUnit(pub String);

/// A quadrillion: a thousand times any figure a company reports.
const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// The most decimals of a printed number.
const MOST_DECIMALS: u32 = 10;

/// Words for units; of several that begin a text, the first is meant, so longer words stand before their beginnings.
const WORDS: &[(&str, Unit)] = &[
    ("percent", Unit::Percent),
    ("per cent", Unit::Percent),
    ("pct", Unit::Percent),
    ("%", Unit::Percent),
    ("％", Unit::Percent),
    ("fraction", Unit::Fraction),
    ("trillion", Unit::Tn),
    ("billion", Unit::Bn),
    ("million", Unit::M),
    ("thousand", Unit::K),
    ("wanyi", Unit::Wanyi),
    ("万亿", Unit::Wanyi),
    ("萬億", Unit::Wanyi),
    ("wan", Unit::Wan),
    ("万", Unit::Wan),
    ("萬", Unit::Wan),
    ("yi", Unit::Yi),
    ("亿", Unit::Yi),
    ("億", Unit::Yi),
    ("tn", Unit::Tn),
    ("bn", Unit::Bn),
    ("mn", Unit::M),
    ("m", Unit::M),
    ("k", Unit::K),
];

impl Unit {
    /// The units of amounts and of rates, smallest first.
    pub const ALL: [Self; 10] = [
        Self::Ones,
        Self::K,
        Self::Wan,
        Self::M,
        Self::Yi,
        Self::Bn,
        Self::Tn,
        Self::Wanyi,
        Self::Percent,
        Self::Fraction,
    ];

    /// The word for it in a claims file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ones => "usd",
            Self::K => "k",
            Self::Wan => "wan",
            Self::M => "m",
            Self::Yi => "yi",
            Self::Bn => "bn",
            Self::Tn => "tn",
            Self::Wanyi => "wanyi",
            Self::Percent => "percent",
            Self::Fraction => "fraction",
        }
    }

    /// What a reader sees behind a number.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Ones | Self::Fraction => "",
            Self::Percent => "%",
            Self::Wan => " 万",
            Self::Yi => " 亿",
            Self::Wanyi => " 万亿",
            Self::K => " k",
            Self::M => " m",
            Self::Bn => " bn",
            Self::Tn => " tn",
        }
    }

    /// Whether amounts of money are counted in it, rather than rates.
    pub fn is_of_money(self) -> bool {
        !matches!(self, Self::Percent | Self::Fraction)
    }

    /// One of it, in whole units of a currency or as a fraction.
    pub fn size(self) -> Decimal {
        match self {
            Self::Percent => Decimal::new(1, 2),
            Self::Ones | Self::Fraction => Decimal::ONE,
            Self::K => Decimal::from(1_000),
            Self::Wan => Decimal::from(10_000),
            Self::M => Decimal::from(1_000_000),
            Self::Yi => Decimal::from(100_000_000),
            Self::Bn => Decimal::from(1_000_000_000),
            Self::Tn | Self::Wanyi => Decimal::from(1_000_000_000_000_i64),
        }
    }

    fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }
}

impl FromStr for Unit {
    type Err = BadUnit;

    fn from_str(typed: &str) -> Result<Self, BadUnit> {
        let word = typed.trim().to_lowercase();
        let named = Self::ALL.into_iter().find(|unit| unit.name() == word);
        let known = || WORDS.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit);
        named.or_else(known).ok_or_else(|| BadUnit(typed.trim().to_owned()))
    }
}

impl Printed {
    /// A number in a unit; refused beyond a quadrillion whole units or ten decimals.
    pub fn new(number: Decimal, unit: Unit) -> Result<Self, BadNumber> {
        let value = number.checked_mul(unit.size()).filter(|value| value.abs() < LARGEST);
        if value.is_none() || number.scale() > MOST_DECIMALS {
            return Err(BadNumber::Size(number.to_string()));
        }
        Ok(Self { number, unit })
    }

    /// Its unit.
    pub fn unit(&self) -> Unit {
        self.unit
    }

    /// Its decimals as printed.
    pub fn places(&self) -> u32 {
        self.number.scale()
    }

    /// What it says, in whole units of a currency or as a fraction.
    pub fn value(&self) -> Decimal {
        (self.number * self.unit.size()).normalize()
    }

    /// What its last digit counts: of 26.3 bn, a tenth of a billion. A number of 亿 that ends in 0 may be rounded to ten,
    /// as 2500亿美元 is for 250 billion dollars.
    pub fn step(&self) -> Decimal {
        self.in_billions().map_or(self.unit.size() * Decimal::new(1, self.number.scale()), |_| Unit::Bn.size())
    }

    /// A number of 亿 that ends in 0, as billions.
    pub fn in_billions(&self) -> Option<Self> {
        let whole = self.unit == Unit::Yi && self.number.scale() == 0 && !self.number.is_zero();
        let number = (self.number / Decimal::TEN).normalize();
        (whole && number.scale() == 0).then_some(Self { number, unit: Unit::Bn })
    }

    /// Whether a figure is the number only if that is rounded to ten.
    pub fn is_only_in_tens(&self, figure: Decimal) -> bool {
        let half = self.unit.size() / Decimal::TWO;
        self.in_billions().is_some() && self.is(figure) && (figure - self.value()).abs() > half
    }

    /// Half a step of its last digit.
    fn half(&self) -> Decimal {
        self.step() / Decimal::TWO
    }

    /// Between what figures lie that round to it; its ends may round to another.
    pub(super) fn ends(&self) -> (Decimal, Decimal) {
        (self.value() - self.half(), self.value() + self.half())
    }

    /// Whether a figure, rounded to the printed digits with halves away from zero, is the printed number: 63 is 62.5 and
    /// more and less than 63.5.
    pub fn is(&self, figure: Decimal) -> bool {
        self.is_at_least(figure) && self.is_at_most(figure)
    }

    /// Whether a figure, so rounded, is the printed number or more.
    pub fn is_at_least(&self, figure: Decimal) -> bool {
        let low = self.value() - self.half();
        if self.value() > Decimal::ZERO { figure >= low } else { figure > low }
    }

    /// Whether a figure, so rounded, is the printed number or less.
    pub fn is_at_most(&self, figure: Decimal) -> bool {
        let high = self.value() + self.half();
        if self.value() < Decimal::ZERO { figure <= high } else { figure < high }
    }

    /// Whether a figure is within one percent of an amount, or within one percentage point of a rate.
    pub fn is_close(&self, figure: Decimal) -> bool {
        let base = if self.unit.is_of_money() { self.value().abs() } else { Decimal::ONE };
        let allowed = base * Decimal::new(1, 2);
        (figure - self.value()).abs() <= allowed
    }
}

/// As printed: `26.3 bn`, `63%`.
impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, self.unit.symbol())
    }
}

impl FromStr for Typed {
    type Err = BadNumber;

    fn from_str(typed: &str) -> Result<Self, BadNumber> {
        let shape = || BadNumber::Shape(typed.trim().to_owned());
        let text = typed.trim();
        let is_of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let start = text.find(is_of_number).ok_or_else(shape)?;
        let (before, rest) = text.split_at(start);
        let (digits, after) = rest.split_at(rest.find(|c| !is_of_number(c)).unwrap_or(rest.len()));
        let (negative, before) = sign(before);
        let number: Decimal = if digits.contains(',') {
            Decimal::from_str_exact(&ungrouped(digits).ok_or_else(|| BadNumber::Comma(text.to_owned()))?)
        } else {
            Decimal::from_str_exact(digits)
        }
        .map_err(|_| shape())?;
        if digits.ends_with('.') || digits.starts_with('.') {
            return Err(shape());
        }
        let (unit, after) = split_unit(after);
        let mut currency = None;
        for word in [before, after].map(str::trim).into_iter().filter(|word| !word.is_empty()) {
            let found = currency_of(word).filter(|_| currency.is_none());
            let unknown = || BadNumber::Rest { typed: text.to_owned(), rest: word.to_owned() };
            currency = Some(found.ok_or_else(unknown)?);
        }
        Ok(Self { number: if negative { -number } else { number }, unit, currency })
    }
}

/// Takes a sign off what stands before the digits, at either end.
fn sign(before: &str) -> (bool, &str) {
    let before = before.trim();
    for (mark, negative) in [('-', true), ('−', true), ('+', false)] {
        if let Some(rest) = before.strip_prefix(mark).or_else(|| before.strip_suffix(mark)) {
            return (negative, rest.trim());
        }
    }
    (false, before)
}

/// The digits without the commas that group them; none if one stands elsewhere.
fn ungrouped(digits: &str) -> Option<String> {
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()));
    let good = first.is_some() && groups.all(|group| group.len() == 3) && !fraction.is_some_and(|f| f.contains(','));
    good.then(|| digits.replace(',', ""))
}

/// The unit that a text begins with, and the rest.
fn split_unit(text: &str) -> (Option<Unit>, &str) {
    let text = text.trim_start();
    for (word, unit) in WORDS {
        let Some((head, rest)) = text.split_at_checked(word.len()) else { continue };
        // A Latin word ends where its letters do: `m` is not the beginning of `mxn`.
        let is_whole = !word.is_ascii() || *word == "%" || !rest.starts_with(|c: char| c.is_ascii_alphabetic());
        if head.to_lowercase() == *word && is_whole {
            return (Some(*unit), rest);
        }
    }
    (None, text)
}

/// The currency a word means; `$` is the dollar's sign.
fn currency_of(word: &str) -> Option<Currency> {
    if matches!(word, "$" | "US$") {
        return Some(Currency::USD);
    }
    if word.eq_ignore_ascii_case(Currency::USD.code()) {
        return Some(Currency::USD);
    }
    Rates::bundled().ok()?.currency(word).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_decimal::RoundingStrategy::MidpointAwayFromZero;

    fn typed(text: &str) -> String {
        match text.parse::<Typed>() {
            Ok(Typed { number, unit, currency }) => {
                let unit = unit.map_or("-", Unit::name);
                format!("{number} {unit} {}", currency.map_or("-".to_owned(), |currency| currency.to_string()))
            }
            Err(error) => error.to_string(),
        }
    }

    fn printed(text: &str, unit: Unit) -> Printed {
        Printed::new(text.parse().unwrap(), unit).unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn numbers_are_read_as_the_press_writes_them() {
        for (text, expected) in [
            ("246", "246 - -"),
            ("26.3bn", "26.3 bn -"),
            ("$26.30 billion", "26.30 bn USD"),
            ("US$ 1.8tn", "1.8 tn USD"),
            ("1,919亿元", "1919 yi CNY"),
            ("2.3万亿元人民币", "`2.3万亿元人民币`: `元人民币` is neither a unit"),
            ("1.8 万亿 人民币", "1.8 wanyi CNY"),
            ("CNY 191.9bn", "191.9 bn CNY"),
            ("191.9bn cny", "191.9 bn CNY"),
            ("2.3 tn yuan", "2.3 tn CNY"),
            ("5 mxn", "5 - MXN"),
            ("64.2%", "64.2 percent -"),
            ("-3.0%", "-3.0 percent -"),
            ("+63 percent", "63 percent -"),
            ("-$1bn", "-1 bn USD"),
            ("1,234,567.5", "1234567.5 - -"),
        ] {
            assert!(typed(text).starts_with(expected), "{text}: {}", typed(text));
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        for text in ["", "bn", "1.2.3", "26.", ".5", "--", "1,2,3.", "NaN", "1e9x"] {
            assert!(text.parse::<Typed>().is_err(), "{text}");
        }
        assert_eq!(typed("26,3bn"), "`26,3bn`: a comma groups thousands; write decimals behind a point");
        assert!(typed("26.3bm").starts_with("`26.3bm`: `bm` is neither a unit (usd, k, "), "{}", typed("26.3bm"));
    }

    #[test]
    fn the_last_digit_decides() {
        let sixty_three = printed("63", Unit::Percent);
        for (figure, is) in [("0.62499", false), ("0.625", true), ("0.6349", true), ("0.635", false)] {
            assert_eq!(sixty_three.is(decimal(figure)), is, "{figure}");
        }
        let revenue = printed("637.959", Unit::Bn);
        assert!(revenue.is(decimal("637959000000")) && !revenue.is(decimal("637960000000")));
        assert!(!printed("78.0", Unit::Bn).is(decimal("78200000000")));
        assert!(printed("78", Unit::Bn).is(decimal("78200000000")));
    }

    #[test]
    fn close_is_a_percent_of_an_amount_and_a_point_of_a_rate() {
        assert!(printed("151", Unit::Bn).is_close(decimal("149997000000")));
        assert!(!printed("300", Unit::Bn).is_close(decimal("296900000000")));
        assert!(printed("63", Unit::Percent).is_close(decimal("0.637")));
        assert!(!printed("15", Unit::Percent).is_close(decimal("0.1601")));
        assert!(printed("0.15", Unit::Fraction).is_close(decimal("0.153")));
        assert!(!printed("0.15", Unit::Fraction).is_close(decimal("0.1601")));
    }

    /// As in billions: 2500亿 is 2495 and more and less than 2505, and 2500.0亿 and 2505亿 are what they say.
    #[test]
    fn a_number_of_yi_that_ends_in_0_may_be_rounded_to_ten() {
        for (number, figure, is) in [
            ("2500", "250400000000", true),
            ("2500", "249500000000", true),
            ("2500", "250500000000", false),
            ("2500", "249499999999", false),
            ("2500.0", "250400000000", false),
            ("2504", "250400000000", true),
            ("2505", "250400000000", false),
            ("-20", "-2400000000", true),
            ("10", "1400000000", true),
            ("0", "400000000", false),
        ] {
            assert_eq!(printed(number, Unit::Yi).is(decimal(figure)), is, "{number} {figure}");
        }
        let number = printed("2500", Unit::Yi);
        assert!(number.is_only_in_tens(decimal("250400000000")) && !number.is_only_in_tens(decimal("250030000000")));
        assert_eq!(number.in_billions(), Some(printed("250", Unit::Bn)));
        assert_eq!(printed("250", Unit::Bn).in_billions(), None);
    }

    #[test]
    fn what_overflows_is_refused() {
        assert!(Printed::new(Decimal::from(1_000_000), Unit::Tn).is_err());
        assert!(Printed::new(decimal("0.00000000001"), Unit::Bn).is_err());
        assert!(Printed::new(Decimal::MAX, Unit::Tn).is_err());
    }

    fn any_unit() -> impl Strategy<Value = Unit> {
        prop::sample::select(Unit::ALL.to_vec())
    }

    proptest! {
        /// The same as rounding the figure and comparing, which is how it would be printed.
        #[test]
        fn a_figure_is_what_it_rounds_to(
            mantissa in -100_000_i64..100_000, scale in 0_u32..4, unit in any_unit(), off in -3_000_i64..3_000,
        ) {
            let Ok(printed) = Printed::new(Decimal::new(mantissa, scale), unit) else { return Ok(()) };
            // A thousandth of the last digit at a time, so that the ends are met.
            let figure = printed.value() + unit.size() * Decimal::new(off, scale + 3);
            let in_tens = unit == Unit::Yi && scale == 0 && mantissa % 10 == 0 && mantissa != 0;
            let (step, scale) = if in_tens { (unit.size() * Decimal::TEN, 0) } else { (unit.size(), scale) };
            let rounded = (figure / step).round_dp_with_strategy(scale, MidpointAwayFromZero);
            let number = if in_tens { Decimal::from(mantissa / 10) } else { Decimal::new(mantissa, scale) };
            prop_assert_eq!(printed.is(figure), rounded == number);
            prop_assert_eq!(printed.is_at_least(figure), rounded >= number);
            prop_assert_eq!(printed.is_at_most(figure), rounded <= number);
        }

        #[test]
        fn a_printed_number_is_itself_and_close_to_itself(mantissa in -10_i64.pow(6)..10_i64.pow(6), scale in 0_u32..6, unit in any_unit()) {
            let Ok(printed) = Printed::new(Decimal::new(mantissa, scale), unit) else { return Ok(()) };
            prop_assert!(printed.is(printed.value()) && printed.is_close(printed.value()));
        }

        #[test]
        fn a_printed_number_reads_back(mantissa in -10_i64.pow(6)..10_i64.pow(6), scale in 0_u32..6, unit in any_unit()) {
            let Ok(printed) = Printed::new(Decimal::new(mantissa, scale), unit) else { return Ok(()) };
            let typed: Typed = printed.to_string().parse().unwrap();
            prop_assert_eq!(typed.number, Decimal::new(mantissa, scale));
            prop_assert_eq!(typed.number.scale(), scale);
            if !matches!(unit, Unit::Ones | Unit::Fraction) {
                prop_assert_eq!(typed.unit, Some(unit));
            }
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,20}") {
            let _ = text.parse::<Typed>();
            let _ = text.parse::<Unit>();
        }
    }
}
