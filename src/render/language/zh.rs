//! Simplified Chinese.
//!
//! The terms are those of Chinese filings and the financial press. Figures, days in tables, labels such as `2025Q3` and
//! `TTM`, words to be typed, and names of documents stay as they are.

use super::Locale;
use crate::model::{Currency, Language, Part, PartOfYear, Period};
use crate::report::Join;

pub(super) static LOCALE: Locale = Locale {
    between,
    is_spaced,
    day: |day| day.strftime("%Y 年 %-m 月 %-d 日").to_string(),
    period,
    unit,
    amount: |number, symbol, currency| format!("{number} {}", unit(symbol, currency)),
};

fn between(how: Join) -> [&'static str; 2] {
    match how {
        Join::Nothing | Join::Sentences => [""; 2],
        Join::Or => ["或"; 2],
        Join::Items => ["、"; 2],
        Join::Commas => ["，"; 2],
        Join::Then => ["；之后为"; 2],
        Join::Semicolons => ["；"; 2],
        Join::And => ["、", "和"],
    }
}

/// A space stands between an ideograph and a Latin word or a figure.
fn is_spaced(before: char, after: char) -> bool {
    let ideograph = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '%' | '≈' | '≥' | '≤' | '`' | '<' | '>');
    (ideograph(before) && latin(after)) || (latin(before) && ideograph(after))
}

/// `2026 年第二季度`, `2025 财年`, `截至 2026 年第二季度的过去十二个月`.
fn period(period: Period) -> String {
    let PartOfYear { year, part } = period.part_of_year();
    let year = format!("{year} {}", if period.is_fiscal() { "财年" } else { "年" });
    let quarter = |n: u8| format!("第{}季度", ["一", "二", "三", "四"].get(usize::from(n) - 1).unwrap_or(&""));
    match part {
        Part::Year => year,
        Part::Half(1) => format!("{year}上半年"),
        Part::Half(_) => format!("{year}下半年"),
        Part::NineMonths => format!("{year}前三季度"),
        Part::Quarter(n) => year + &quarter(n),
        Part::TrailingYear(n) => format!("截至 {year}{}的过去十二个月", quarter(n)),
        Part::Run(..) => part.ends_of_run(period.part_of_year().year).map_or_else(
            || period.to_string(),
            |[first, last]| {
                let [first, last] = [first, last].map(|end| self::period(period.with(end)));
                format!("{first}至 {last}")
            },
        ),
    }
}

/// `十亿美元`, `亿元`.
fn unit(symbol: &str, currency: Currency) -> String {
    let size = match symbol {
        "k" => "千",
        "m" => "百万",
        "bn" => "十亿",
        "tn" => "万亿",
        other => other,
    };
    match currency.name(Language::Zh) {
        // 人民币 is the currency, and its amounts are counted in 元.
        Some(_) if currency.code() == "CNY" => format!("{size}元"),
        Some(name) => format!("{size}{name}"),
        None => format!("{size} {currency}").trim_start().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Language;
    use crate::report::Join;

    #[test]
    fn a_period_is_said_in_words() {
        let said = |typed: &str| period(typed.parse().unwrap());
        assert_eq!(said("2026"), "2026 年");
        assert_eq!(said("2026Q2"), "2026 年第二季度");
        assert_eq!(said("2025H2"), "2025 年下半年");
        assert_eq!(said("9M2025"), "2025 年前三季度");
        assert_eq!(said("FY2025"), "2025 财年");
        assert_eq!(said("FY2025Q4"), "2025 财年第四季度");
        assert_eq!(said("TTM2026Q2"), "截至 2026 年第二季度的过去十二个月");
    }

    #[test]
    fn a_unit_of_money_is_one_word() {
        let unit = |symbol, code: &str| unit(symbol, code.parse().unwrap());
        assert_eq!(unit("bn", "USD"), "十亿美元");
        assert_eq!(unit("亿", "CNY"), "亿元");
        assert_eq!(unit("万亿", "CNY"), "万亿元");
        assert_eq!(unit("", "JPY"), "日元");
        assert_eq!(unit("m", "TRY"), "百万 TRY");
    }

    #[test]
    fn latin_words_and_figures_stand_apart_and_punctuation_does_not() {
        let and =
            |names: &[&str]| Language::Zh.join(Join::And, &names.iter().map(|&name| name.into()).collect::<Vec<_>>());
        assert_eq!(and(&["亚马逊", "微软", "Meta"]), "亚马逊、微软和 Meta");
        assert_eq!(and(&["Meta", "微软"]), "Meta 和微软");
        assert_eq!(and(&["微软"]), "微软");
        let mut text = "增长".to_owned();
        Language::Zh.append(&mut text, "+64.7%");
        Language::Zh.append(&mut text, "，");
        Language::Zh.append(&mut text, "2025年");
        assert_eq!(text, "增长 +64.7%，2025年");
    }
}
