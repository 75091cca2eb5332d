//! Chinese names of companies and currencies, and units of money.

use crate::{capex, data, stdout};

#[test]
fn chinese_names_are_understood() {
    let typed = stdout(&mut capex("totals 亚马逊 微软 -x 人民币 --lang zh"));
    assert_eq!(typed, stdout(&mut capex("totals amzn msft -x CNY --lang zh")));
    assert!(
        typed.contains("亿元") && !typed.contains("十亿") && typed.contains("亚马逊") && typed.contains("微软"),
        "{typed}"
    );
}

#[test]
fn units_of_money_have_their_chinese_names() {
    let heading = |arguments: &str| {
        let page = stdout(capex(&format!("totals -y 2024 --lang zh {arguments}")).args(["-f", "markdown"]));
        let heading = page.lines().next().expect("a heading").to_owned();
        heading.rsplit_once('(').expect("a unit").1.trim_end_matches(')').to_owned()
    };
    assert_eq!(heading(""), "亿美元");
    assert_eq!(heading("-x CNY"), "亿元");
    assert_eq!(heading("-u bn"), "十亿美元");
    assert_eq!(heading("-u yi"), "亿美元");
    assert_eq!(heading("-u m -x EUR"), "百万欧元");
    assert_eq!(heading("-u usd -x JPY"), "日元");
    assert_eq!(heading("-u wanyi -x CNY"), "万亿元");
    // Every currency has the name that the data gives it, but for 人民币, which is counted in 元.
    let (codes, names) = (data("fx/currencies.csv", &["code"]), data("fx/currencies.csv", &["name_zh"]));
    assert_eq!(codes.len(), names.len());
    for (code, name) in codes.iter().zip(&names) {
        let name = if code == "CNY" { "元" } else { name };
        assert_eq!(heading(&format!("-u yi -x {code}")), format!("亿{name}"));
    }
    assert_eq!(heading("-u yi -x TRY --fx-rate 32"), "亿 TRY");
}

#[test]
fn the_total_of_2024_is_1_8_wanyi_yuan() {
    let page = stdout(&mut capex("totals -y 2024 -x CNY --fx-rate 7.295 --lang zh -u wanyi --precision 1"));
    let total = page.lines().find(|line| line.starts_with("合计")).expect("a total");
    assert_eq!(total.split_whitespace().nth(1), Some("1.8"), "{page}");
    assert!(page.lines().next().expect("a heading").ends_with("万亿元"), "{page}");
}
