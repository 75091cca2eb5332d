//! Simplified Chinese.
//!
//! The terms are those of Chinese filings and the financial press. Figures, days in tables, labels such as `2025Q3` and
//! `TTM`, words to be typed, and names of documents stay as they are.

mod charts;
mod claims;
mod data;
mod files;
mod import;
mod messages;
mod notes;
mod own_data;
mod pages;
mod update;

use std::sync::LazyLock;

use jiff::civil::Date;

use super::{Entries, Tongue};
use crate::model::Currency;

/// Every entry: English, Chinese.
pub(super) const TABLES: &[Entries] = &[
    pages::WORDS,
    notes::WORDS,
    messages::WORDS,
    claims::WORDS,
    charts::WORDS,
    data::WORDS,
    files::WORDS,
    own_data::WORDS,
    import::WORDS,
    update::WORDS,
];

pub(super) static TONGUE: Tongue = Tongue {
    words: LazyLock::new(|| Tongue::words(TABLES)),
    and: ["、", "和"],
    or: "或",
    item: "、",
    comma: "，",
    semicolon: "；",
    then: "；之后为",
    sentence: "",
    is_spaced,
    day: |day: Date| day.strftime("%Y 年 %-m 月 %-d 日").to_string(),
    unit,
};

/// A space stands between an ideograph and a Latin word or a figure.
fn is_spaced(before: char, after: char) -> bool {
    let ideograph = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}');
    let latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '%' | '≈');
    (ideograph(before) && latin(after)) || (latin(before) && ideograph(after))
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
    let code = currency.code();
    match CURRENCIES.iter().find(|(known, _)| *known == code) {
        Some((_, name)) => format!("{size}{name}"),
        None => format!("{size} {code}").trim_start().to_owned(),
    }
}

/// What amounts of a currency are counted in; a currency that is not here keeps its code.
const CURRENCIES: [(&str, &str); 16] = [
    ("AUD", "澳大利亚元"),
    ("BRL", "巴西雷亚尔"),
    ("CAD", "加拿大元"),
    ("CHF", "瑞士法郎"),
    ("CNY", "元"),
    ("EUR", "欧元"),
    ("GBP", "英镑"),
    ("HKD", "港元"),
    ("INR", "印度卢比"),
    ("JPY", "日元"),
    ("KRW", "韩元"),
    ("MXN", "墨西哥比索"),
    ("NOK", "挪威克朗"),
    ("SEK", "瑞典克朗"),
    ("SGD", "新加坡元"),
    ("USD", "美元"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Language;
    use crate::report::Join;

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
