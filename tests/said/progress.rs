//! Guidance against actuals, from the quarters that `show` prints.

use rust_decimal::Decimal;

use crate::program::{MILLION, Row, assert_close, of, row, rows};

/// The guidance for 2026, by hand: company, low and high end in billions, and what the first half came to in millions.
const FOR_2026: [(&str, i64, i64, i64); 4] =
    [("AMZN", 220, 220, 96_310), ("MSFT", 175, 175, 72_900), ("GOOGL", 195, 205, 80_598), ("META", 130, 145, 50_918)];

/// The sum of a company's quarters, in dollars.
fn quarters(company: &str, periods: &str) -> i64 {
    rows(&format!("show {company} -Q -p {periods}")).iter().map(|row| row.value().expect("a quarter")).sum()
}

#[test]
fn what_is_left_of_2026_and_the_growth_it_implies() {
    let progress = rows("guidance --progress -y 2026 --as-of 2026-09-30");
    assert_eq!(progress.len(), FOR_2026.len());
    for (company, low, high, first_half) in FOR_2026 {
        let row = of(&progress, company);
        let spent = quarters(company, "2026Q1,2026Q2");
        assert_eq!(spent, first_half * MILLION, "{company}");
        assert_eq!((row.dollars("actual"), row.text("quarters")), (Some(spent), "2/4"), "{company}");
        let second_half_of_2025 = quarters(company, "2025Q3,2025Q4");
        for (end, left, growth) in
            [(low, "remaining_low", "implied_growth_low"), (high, "remaining_high", "implied_growth_high")]
        {
            let rest = end * 1_000 * MILLION - spent;
            assert_eq!(row.dollars(left), Some(rest), "{company}: {left}");
            let implied = Decimal::from(rest) / Decimal::from(second_half_of_2025) - Decimal::ONE;
            assert_close(row.fraction(growth).expect(growth), implied, "0.000001");
        }
    }
}

#[test]
fn what_was_left_on_1_june_2026_is_set_against_three_quarters_of_2025() {
    let progress = rows("guidance --progress -y 2026 --as-of 2026-06-01 meta");
    let row = &progress[0];
    let spent = quarters("meta", "2026Q1");
    assert_eq!((row.dollars("actual"), row.text("quarters")), (Some(spent), "1/4"));
    assert_eq!(row.dollars("remaining_low"), Some(125_000 * MILLION - spent));
    let growth = Decimal::from(125_000 * MILLION - spent) / Decimal::from(quarters("meta", "2025Q2..2025Q4"));
    assert_close(row.fraction("implied_growth_low").expect("growth"), growth - Decimal::ONE, "0.000001");
}

#[test]
fn at_least_leaves_no_high_end_to_spend_up_to() {
    let row = row("guidance --progress -y 2023 --as-of 2023-08-15 amzn");
    assert_eq!(row.dollars("remaining_low"), Some(50_000 * MILLION - row.dollars("actual").expect("two quarters")));
    assert_eq!((row.dollars("remaining_high"), row.fraction("implied_growth_high")), (None, None));
}

#[test]
fn before_a_year_begins_all_of_it_is_left() {
    let progress = rows("guidance --progress -y 2025 --as-of 2025-01-31");
    let meta = of(&progress, "META");
    assert_eq!((meta.dollars("actual"), meta.text("quarters")), (None, "0/4"));
    assert_eq!(meta.dollars("remaining_low"), Some(60_000 * MILLION));
    assert_eq!(meta.dollars("remaining_high"), Some(65_000 * MILLION));
}

#[test]
fn a_finished_year_is_set_against_the_first_and_the_last_guidance() {
    let expected = [
        // Company, year, outcome, first and last guidance in billions, and where it landed.
        ("AMZN", 2025, 128_320, (105, "above"), "above"),
        ("MSFT", 2025, 88_200, (80, "above"), "within"),
        ("GOOGL", 2025, 91_447, (75, "above"), "within"),
        ("META", 2025, 72_215, (60, "above"), "above"),
        ("META", 2024, 39_225, (30, "above"), "within"),
        ("META", 2023, 28_103, (34, "below"), "within"),
        ("META", 2022, 32_036, (29, "within"), "within"),
        ("AMZN", 2023, 48_443, (50, "below"), "below"),
    ];
    for (company, year, outcome, (first, against_first), against_last) in expected {
        let row = row(&format!("guidance --progress -y {year} {company}"));
        assert_eq!((row.dollars("actual"), row.text("quarters")), (Some(outcome * MILLION), "4/4"), "{company} {year}");
        assert_eq!(row.dollars("first_low").map(|low| low / MILLION / 1_000), Some(first), "{company} {year}");
        let landed = (row.text("against_first"), row.text("against_last"));
        assert_eq!(landed, (against_first, against_last), "{company} {year}");
        assert!(nothing_left(&row), "{company} {year}");
    }
}

/// Whether no cell says that something is still to be spent.
fn nothing_left(row: &Row) -> bool {
    ["remaining_low", "remaining_high", "implied_growth_low", "implied_growth_high"]
        .iter()
        .all(|column| row.text(column).is_empty())
}

#[test]
fn a_direction_has_no_amount_left() {
    let row = row("guidance --progress -y 2024 --as-of 2024-08-01 googl");
    assert_eq!((row.text("bound"), row.text("quarters")), ("direction", "2/4"));
    assert!(nothing_left(&row), "{row:?}");
}
