//! Broken rows of `definitions.csv`.

use super::*;

const CASH: &str = "META,capex,cash,2021-01-01,2023-12-31,+ppe_purchases,";
const NET: &str = "META,capex,net,,,+ppe_purchases_net,";

#[test]
fn with_a_gap_between_them() {
    change(DEFINITIONS, CASH, &CASH.replace("2021-01-01", "2021-04-01")).is_refused_once("gap");
}

#[test]
fn that_overlap() {
    change(DEFINITIONS, CASH, &CASH.replace("2021-01-01", "2020-10-01")).is_refused_once("overlap");
}

#[test]
fn that_end_before_they_begin() {
    change(DEFINITIONS, CASH, &CASH.replace("2023-12-31", "2020-12-31")).is_refused("2020-12-31");
}

#[test]
fn that_end() {
    let leases = "META,capex,leases,,,";
    change(DEFINITIONS, leases, "META,capex,leases,,2027-12-31,")
        .is_refused_once("META capex has no definition after 2027-12-31");
}

#[test]
fn of_an_unknown_metric() {
    change(DEFINITIONS, "GOOGL,cloud_revenue,", "GOOGL,cloud_revenues,")
        .is_refused_once("unknown metric `cloud_revenues`");
}

#[test]
fn of_an_unknown_company() {
    change(DEFINITIONS, "GOOGL,cloud_revenue,", "GOOG,cloud_revenue,").is_refused_once("unknown company `GOOG`");
}

#[test]
fn of_an_unknown_basis() {
    change(DEFINITIONS, "GOOGL,capex,cash,", "GOOGL,capex,cahs,").is_refused_once("unknown basis `cahs`");
}

#[test]
fn by_an_unknown_metric() {
    change(DEFINITIONS, NET, &NET.replace("_net", "_nett")).is_refused_once("unknown metric `ppe_purchases_nett`");
}

#[test]
fn by_nonsense() {
    for formula in ["", "+", "hello / + world", "ppe_purchases_net", "+ppe_purchases_net +", "++", "ppe / "] {
        let nonsense = NET.replace("+ppe_purchases_net", formula);
        change(DEFINITIONS, NET, &nonsense).is_refused("is not a formula");
    }
}

#[test]
fn by_themselves() {
    change(DEFINITIONS, NET, &NET.replace("+ppe_purchases_net", "+capex")).is_refused("");
}

#[test]
fn of_a_basis_missing_for_a_company() {
    let copy = Copy::new();
    copy.edit(DEFINITIONS, |bytes| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let kept = text.split_inclusive('\n').filter(|line| !line.starts_with("META,capex,net,"));
        kept.collect::<String>().into_bytes()
    });
    copy.is_refused(DEFINITIONS, 1, "META has no definition of capex on the basis net");
}
