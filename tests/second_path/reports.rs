//! The reports of the documentation, recomputed from typed figures, in millions.

use rust_decimal::Decimal;

use crate::program::{MILLION, assert_close, assert_series, of, row, rows};

/// Eight quarters to June 2026: Amazon's and Microsoft's as stated.
const AMAZON: [i64; 8] = [21_400, 26_300, 24_255, 31_368, 34_228, 38_469, 43_234, 53_076];
const MICROSOFT: [i64; 8] = [20_000, 22_600, 21_400, 24_200, 34_900, 37_500, 31_900, 41_000];

/// Alphabet's cash-flow statements run from January: each quarter is a difference.
const ALPHABET: [i64; 8] = [
    38_259 - 25_198,
    52_535 - 38_259,
    17_197,
    39_643 - 17_197,
    63_596 - 39_643,
    91_447 - 63_596,
    35_674,
    80_598 - 35_674,
];

/// So do Meta's: net purchases and principal payments on finance leases.
const META: [i64; 8] = [
    22_831 - 14_573 + 1_558 - 614,
    37_256 - 22_831 + 1_969 - 1_558,
    12_941 + 751,
    29_479 - 12_941 + 1_225 - 751,
    48_308 - 29_479 + 1_770 - 1_225,
    69_691 - 48_308 + 2_524 - 1_770,
    18_997 + 843,
    30_116 + 962,
];

#[test]
fn the_last_eight_quarters() {
    let expected = [AMAZON, MICROSOFT, ALPHABET, META].concat();
    assert_series("show -Q -p last8q --as-of 2026-09-30", &expected);
}

#[test]
fn trailing_twelve_months_are_the_last_four_quarters() {
    let expected = [AMAZON, MICROSOFT, ALPHABET, META].map(|quarters| quarters[4..].iter().sum());
    assert_series("show --ttm -p latest --as-of 2026-09-30", &expected);
    assert_eq!(expected, [169_007, 145_300, 132_402, 92_429]);
}

#[test]
fn cloud_revenue_by_year() {
    let aws = [45_370, 62_202, 80_096, 90_757, 107_556, 128_725];
    // Microsoft Cloud in tenths of a billion, by calendar quarter.
    let microsoft_cloud = [
        133 + 143 + 152 + 167,
        177 + 195 + 207 + 221,
        234 + 250 + 257 + 271,
        285 + 303 + 318 + 337,
        351 + 368 + 389 + 409,
        424 + 467 + 491 + 515,
    ]
    .map(|tenths| tenths * 100);
    let google_cloud = [13_059, 19_206, 26_280, 33_088, 43_229, 58_705];
    assert_series("show -m cloud -Y", &[aws, microsoft_cloud, google_cloud].concat());
}

#[test]
fn compound_growth_from_2019_to_2025() {
    let rows = rows("growth -p 2019..2025");
    for (company, in_2019, in_2025, cagr) in [
        ("AMZN", 25_605, 128_320, "0.308162"),
        ("MSFT", 18_000, 118_000, "0.368049"),
        ("GOOGL", 23_548, 91_447, "0.253726"),
        ("META", 15_654, 72_215, "0.290230"),
        ("TOTAL", 82_807, 409_982, "0.305518"),
    ] {
        let of_year = |year: &str| {
            rows.iter().find(|row| row.text("company") == company && row.text("period") == year).expect("a row")
        };
        assert_eq!(of_year("2019").value(), Some(in_2019 * MILLION), "{company}");
        assert_eq!(of_year("2025").value(), Some(in_2025 * MILLION), "{company}");
        let printed = of_year("2025").fraction("cagr").expect("compound growth");
        assert_close(printed, cagr.parse().expect("a number"), "0.000001");
        // Six years at that rate lead from the one to the other.
        let grown = (0..6).fold(Decimal::from(in_2019), |amount, _| amount * (Decimal::ONE + printed));
        assert_close(grown / Decimal::from(in_2025), Decimal::ONE, "0.00001");
    }
}

#[test]
fn growth_of_2025_over_2024_and_of_a_quarter_over_the_one_before() {
    let rows = rows("growth -p 2025");
    for (company, yoy) in [("AMZN", "0.640921"), ("MSFT", "0.560847"), ("GOOGL", "0.740687"), ("META", "0.841045")] {
        assert_close(of(&rows, company).fraction("yoy").expect("growth"), yoy.parse().expect("a number"), "0.000001");
    }
    let quarter = row("growth msft -Q -p 2026Q1 -b cash");
    let ratio = |value: i64, prior: i64| Decimal::from(value) / Decimal::from(prior) - Decimal::ONE;
    assert_close(quarter.fraction("qoq").expect("growth"), ratio(30_876, 29_876), "0.000001");
    assert_close(quarter.fraction("yoy").expect("growth"), ratio(30_876, 16_745), "0.000001");
}

#[test]
fn clouds_of_2025() {
    let rows = rows("cloud -y 2025");
    let microsofts_revenue = 70_066 + (281_724 - 205_283) + 77_673 + 81_273;
    for (company, cloud, prior, revenue, capex, income) in [
        ("AMZN", 128_725, 107_556, 716_924, 128_320, Some(45_606)),
        ("MSFT", 189_700, 151_700, microsofts_revenue, 118_000, None),
        ("GOOGL", 58_705, 43_229, 402_836, 91_447, Some(13_910)),
    ] {
        let row = of(&rows, company);
        let ratio = |amount: i64, base: i64| Decimal::from(amount) / Decimal::from(base);
        let fraction = |column: &str| row.fraction(column).expect("a number");
        for (column, amount) in [("cloud", cloud), ("prior", prior), ("capex", capex)] {
            assert_eq!(row.dollars(column), Some(amount * MILLION), "{company} {column}");
        }
        assert_eq!(row.dollars("operating_income"), income.map(|amount| amount * MILLION), "{company}");
        assert_close(fraction("yoy"), ratio(cloud, prior) - Decimal::ONE, "0.000001");
        assert_close(fraction("share_of_revenue"), ratio(cloud, revenue), "0.000001");
        assert_close(fraction("capex_per_cloud"), ratio(capex, cloud), "0.000001");
        assert_eq!(row.fraction("margin").is_some(), income.is_some(), "{company}");
        if let Some(income) = income {
            assert_close(fraction("margin"), ratio(income, cloud), "0.000001");
        }
    }
}

#[test]
fn metas_free_cash_flow_is_its_operating_cash_flow_less_its_headline() {
    let operating_2022 = [14_076, 12_197, 9_691, 50_475 - 35_964];
    let headline_2022 = [5_315 + 233, 7_528 + 219, 9_355 + 163, 9_223];
    let operating_2025 = [24_026, 49_587 - 24_026, 79_586 - 49_587, 115_800 - 79_586];
    let headline_2025 = &META[2..6];
    let less = |operating: [i64; 4], headline: &[i64]| -> Vec<_> {
        operating.iter().zip(headline).map(|(operating, headline)| operating - headline).collect()
    };
    assert_series("show meta -m fcf -Q -p 2022", &less(operating_2022, &headline_2022));
    assert_series("show meta -m fcf -Q -p 2025", &less(operating_2025, headline_2025));
    assert_series("show meta -m fcf -Q -p 2026H1", &[32_226 - META[6], 31_862 - META[7]]);
}

#[test]
fn capital_intensity_is_capex_over_revenue() {
    let ratio = row("show googl -m intensity -y 2025").fraction("value").expect("a ratio");
    assert_close(ratio, Decimal::from(91_447) / Decimal::from(402_836), "0.000001");
}
