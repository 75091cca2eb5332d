//! Broken rows of `metrics.csv`.

use super::*;

const FREE_CASH_FLOW: &str = "+operating_cash_flow -capex";

#[test]
fn of_an_unknown_kind() {
    change(METRICS, "营收,flow", "营收,flux").is_refused("unknown kind `flux`");
}

#[test]
fn twice() {
    change(METRICS, "\nrevenue,revenue,", "\nnet_income,revenue,").copy.is_refused(METRICS, 7, "occurs twice");
}

#[test]
fn by_an_unknown_metric() {
    change(METRICS, FREE_CASH_FLOW, "+operating_cash_flow -capexx").is_refused_once("unknown metric `capexx`");
}

#[test]
fn by_nonsense() {
    change(METRICS, FREE_CASH_FLOW, "/ / /").is_refused_once("is not a formula");
}

#[test]
fn by_themselves() {
    change(METRICS, FREE_CASH_FLOW, "+operating_cash_flow -free_cash_flow").is_refused("");
}

#[test]
fn by_each_other() {
    let changed = change(METRICS, FREE_CASH_FLOW, "+operating_cash_flow -capex_to_revenue");
    changed.copy.edit(METRICS, |bytes| {
        String::from_utf8(bytes).expect("UTF-8").replace("capex / revenue,", "free_cash_flow / revenue,").into_bytes()
    });
    changed.is_refused("");
}
