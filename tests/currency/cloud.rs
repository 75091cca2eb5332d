//! Cloud revenue and what is set beside it.

use rust_decimal::Decimal;

use crate::arithmetic::{assert_same, pairs};
use crate::fixings::FOREIGN;
use crate::program::{Row, assert_close, of};
use crate::runs::rows;

fn amount(row: &Row, column: &str) -> Option<Decimal> {
    row.fraction(column)
}

#[test]
fn amounts_are_those_of_show_and_ratios_stay() {
    for (year, code) in (2019..=2025).zip(FOREIGN) {
        let report = format!("cloud -y {year}");
        let figures = |metric: &str, year| rows(&format!("show -m {metric} -Y -p {year} -x {code}"));
        let (cloud, before) = (figures("cloud", year), figures("cloud", year - 1));
        let (income, capex) = (figures("cloud-income", year), figures("capex", year));
        for (dollars, row) in pairs(rows(&report), rows(&format!("{report} -x {code}"))) {
            let company = row.text("company");
            assert_same(
                &dollars,
                &row,
                &["yoy", "share_of_revenue", "margin", "capex_per_cloud", "quarters", "status", "published"],
            );
            let figure = of(&cloud, company);
            assert_eq!(row.text("cloud"), figure.text("value"), "{row:?}");
            assert_same(figure, &row, &["reported", "rate", "fx", "fx_from", "fx_to", "fx_source"]);
            assert_eq!(row.text("capex"), of(&capex, company).text("value"), "{row:?}");
            assert_eq!(row.text("capex_rate"), of(&capex, company).text("rate"), "{row:?}");
            if let Some(income) = income.iter().find(|row| row.text("company") == company) {
                assert_eq!(row.text("operating_income"), income.text("value"), "{row:?}");
                assert_eq!(row.text("operating_income_rate"), income.text("rate"), "{row:?}");
            }
            if let (Some(value), Some(prior)) = (amount(&row, "cloud"), amount(&row, "prior")) {
                assert_eq!(Some(prior), amount(of(&before, company), "value"), "{row:?}");
                let growth = amount(&row, "yoy_converted").expect("growth");
                assert_close(growth, value / prior - Decimal::ONE, "0.000001");
            }
        }
    }
}
