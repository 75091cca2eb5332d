//! Simplified Chinese.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::Tongue;
use crate::model::Currency;

pub(super) static TONGUE: Tongue = Tongue {
    words: LazyLock::new(|| HashMap::from(WORDS)),
    and: ["、", "和"],
    or: "或",
    comma: "，",
    semicolon: "；",
    then: "；之后为",
    sentence: "",
    day: |day: Date| day.strftime("%Y年%-m月%-d日").to_string(),
    unit,
};

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
    let name = CURRENCIES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name);
    format!("{size}{name}")
}

/// What an amount in a currency is counted in.
const CURRENCIES: [(&str, &str); 4] = [("USD", "美元"), ("CNY", "元"), ("EUR", "欧元"), ("JPY", "日元")];

/// English, Chinese.
const WORDS: [(&str, &str); 1] = [("Company", "公司")];
