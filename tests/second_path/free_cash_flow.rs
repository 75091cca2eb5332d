//! Free cash flow as each company reports it, by hand from its cash-flow statements, in millions.

use rust_decimal::Decimal;

use crate::common::{capex, stdout};
use crate::program::{MILLION, Row, assert_close, assert_millions, row, rows};

/// Company, period, operating cash flow, and what the company subtracts from it.
const REPORTED: [(&str, &str, i64, &[i64]); 16] = [
    // Amazon: purchases less proceeds from sales and incentives.
    ("amzn", "2018", 30_723, &[13_427, -2_104]),
    ("amzn", "2022", 46_752, &[63_645, -5_324]),
    ("amzn", "2024", 115_877, &[82_999, -5_341]),
    ("amzn", "2025", 139_514, &[131_819, -3_499]),
    ("amzn", "2026Q1", 26_032, &[44_203, -969]),
    // Microsoft: additions to property and equipment.
    ("msft", "FY2020", 60_675, &[15_441]),
    ("msft", "FY2024", 118_548, &[44_477]),
    ("msft", "FY2025", 136_162, &[64_551]),
    ("msft", "FY2026", 182_935, &[115_948]),
    ("msft", "2025", 136_162 - 56_471 + 80_815, &[64_551 - 30_727 + 49_270]),
    // Alphabet: purchases, gross even where proceeds were printed.
    ("googl", "2018", 47_971, &[25_139]),
    ("googl", "2025", 164_713, &[91_447]),
    ("googl", "2026H1", 84_859, &[80_598]),
    // Meta: net purchases, and since 2019 principal payments on finance leases.
    ("meta", "2018", 29_274, &[13_915]),
    ("meta", "2022", 50_475, &[31_186, 850]),
    ("meta", "2025", 115_800, &[69_691, 2_524]),
];

#[test]
fn as_each_company_reports_it() {
    for (company, period, operating, less) in REPORTED {
        let expected = operating - less.iter().sum::<i64>();
        let row = row(&format!("show {company} -m fcf -p {period}"));
        assert_eq!((row.value(), row.text("basis")), (Some(expected * MILLION), ""), "{company} {period}");
    }
    assert_millions("show msft -m fcf -p FY2025", 71_611);
}

#[test]
fn every_command_gives_the_same() {
    let total = 11_194 + 77_412 + 73_266 + 43_585;
    let totals = rows("totals -m fcf -y 2025");
    assert_eq!(totals.last().and_then(Row::value), Some(total * MILLION));
    for command in ["growth -m fcf -y 2025", "chart totals -m fcf -y 2025"] {
        let rows = rows(command);
        assert_eq!(rows.last().and_then(Row::value), Some(total * MILLION), "{command}");
    }
    let explained = rows("explain msft FY2025 -m fcf");
    assert_eq!((explained[0].text("basis"), explained[0].value()), ("", Some(71_611 * MILLION)));
    let verdict = row("check msft -m fcf --value 71.6 -p FY2025");
    assert_eq!((verdict.text("verdict"), verdict.text("reading")), ("confirmed", "as reported, fiscal year"));
    let found = rows("find 71.6 msft -m fcf");
    assert_eq!((found[0].text("basis"), found[0].value()), ("", Some(71_611 * MILLION)));
}

#[test]
fn on_a_basis_it_is_operating_cash_flow_less_capital_expenditures() {
    // Cash, net and leases; the two of Alphabet's bases are one.
    for (company, period, operating, capex) in [
        ("msft", "FY2025", 136_162, [64_551, 64_551, 64_551 + 2_283]),
        ("amzn", "2025", 139_514, [131_819, 131_819 - 3_499, 131_819 - 3_499 + 1_557]),
        ("googl", "2025", 164_713, [91_447, 91_447, 91_447 + 1_988]),
        ("meta", "2022", 50_475, [31_431, 31_186, 31_186 + 850]),
    ] {
        for (basis, capex) in ["cash", "net", "leases"].into_iter().zip(capex) {
            let row = row(&format!("show {company} -m fcf -p {period} -b {basis}"));
            assert_eq!((row.value(), row.text("basis")), (Some((operating - capex) * MILLION), basis), "{company}");
        }
    }
}

#[test]
fn on_headline_it_is_answered_with_a_warning() {
    // Four quarters as stated on calls: 20.0, 22.6, 21.4 and 24.2 billion.
    assert_millions("show msft -m fcf -p FY2025 -b headline", 136_162 - 88_200);
    let page = |arguments: &str| stdout(capex().args(arguments.split(' ')));
    let warning = "can include finance leases, for which no cash was";
    for metric in ["fcf", "capex-to-ocf"] {
        let named = page(&format!("show msft -p FY2025 -m {metric} -b headline"));
        assert!(named.lines().next().expect("a heading").contains("as each company reports them"), "{named}");
        assert!(named.contains(warning), "{named}");
        assert!(!page(&format!("show msft -p FY2025 -m {metric}")).contains(warning));
    }
    assert!(!page("show msft -p FY2025 -m intensity -b headline").contains(warning));
    let usual = page("show msft -p FY2025 -m fcf");
    assert!(usual.lines().next().expect("a heading").contains("as each company reports it"), "{usual}");
}

#[test]
fn capex_to_operating_cash_flow_is_on_cash() {
    let ratio = row("show msft -m capex-to-ocf -p FY2025");
    assert_eq!(ratio.text("basis"), "cash");
    let expected = Decimal::from(64_551) / Decimal::from(136_162);
    assert_close(ratio.fraction("value").expect("a ratio"), expected, "0.000001");
    let stated = row("show msft -m capex-to-ocf -p FY2025 -b headline").fraction("value").expect("a ratio");
    assert_close(stated, Decimal::from(88_200) / Decimal::from(136_162), "0.000001");
}
