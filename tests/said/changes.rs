//! How each statement changed the one before, typed by hand in billions.

use rust_decimal::Decimal;

use crate::program::{Row, rows};

/// The statements of a history and its outcome, as `day low–high change`; `–` alone where only a direction was given.
fn told(arguments: &str) -> Vec<String> {
    let told = rows(&format!("guidance --history {arguments}"));
    told.iter().filter(|row| row.text("confidence") != "secondary").map(line).collect()
}

fn line(row: &Row) -> String {
    let end = |column: &str| match row.dollars(column) {
        Some(dollars) => Decimal::new(dollars, 9).normalize().to_string(),
        None => String::new(),
    };
    format!("{} {}–{} {}", row.text("announced"), end("low"), end("high"), row.text("change"))
}

#[test]
fn meta_on_2020() {
    let expected = [
        "2020-01-29 17–19 initiated",
        "2020-04-29 14–16 lowered",
        "2020-07-30 16–16 low end raised",
        "2020-10-29 16–16 reiterated",
        "2021-01-28 15.719–15.719 within the last",
    ];
    assert_eq!(told("-p 2020 meta"), expected);
}

#[test]
fn meta_on_2021() {
    let expected = [
        "2020-10-29 21–23 initiated",
        "2021-01-27 21–23 reiterated",
        "2021-04-28 19–21 lowered",
        "2021-07-28 19–21 reiterated",
        "2021-10-25 19–19 high end lowered",
    ];
    assert_eq!(told("-p 2021 meta")[..5], expected);
}

#[test]
fn meta_on_2022() {
    let expected = [
        "2021-10-25 29–34 initiated",
        "2022-02-02 29–34 reiterated",
        "2022-04-27 29–34 reiterated",
        "2022-07-27 30–34 low end raised",
        "2022-10-26 32–33 narrowed",
    ];
    assert_eq!(told("-p 2022 meta")[..5], expected);
}

#[test]
fn meta_on_2023() {
    let expected = [
        "2022-10-26 34–39 initiated",
        "2022-11-09 34–37 high end lowered",
        "2023-02-01 30–33 lowered",
        "2023-04-26 30–33 reiterated",
        "2023-07-26 27–30 lowered",
        "2023-10-25 27–29 high end lowered",
    ];
    assert_eq!(told("-p 2023 meta")[..6], expected);
}

#[test]
fn meta_on_2024() {
    let expected = [
        "2023-07-26 – direction only",
        "2023-10-25 30–35 initiated",
        "2024-02-01 30–37 high end raised",
        "2024-04-24 35–40 raised",
        "2024-07-31 37–40 low end raised",
        "2024-10-30 38–40 low end raised",
        "2025-01-30 39.225–39.225 within the last",
    ];
    assert_eq!(told("-p 2024 meta"), expected);
}

#[test]
fn meta_on_2025() {
    let expected = [
        "2024-04-24 – direction only",
        "2024-07-31 – reiterated",
        "2024-10-30 – reiterated",
        "2025-01-24 60–65 initiated",
        "2025-01-29 60–65 reiterated",
        "2025-01-30 60–65 reiterated",
        "2025-04-30 64–72 raised",
        "2025-07-30 66–72 low end raised",
        "2025-10-29 70–72 low end raised",
        "2026-01-29 72.215–72.215 above the last",
    ];
    assert_eq!(told("-p 2025 meta"), expected);
}

#[test]
fn meta_on_2025_names_its_documents() {
    let rows = rows("guidance --history -p 2025 meta");
    let sources: Vec<_> = rows.iter().skip(3).map(|row| row.text("source")).collect();
    let expected = [
        "meta-2025-01-24-press",
        "meta-2025-01-29-later-press",
        "meta-2025-01-30-10-k",
        "meta-2025-04-30-press",
        "meta-2025-07-30-press",
        "meta-2025-10-29-third-party",
        "meta-2026-01-29-10-k",
    ];
    assert_eq!(sources, expected);
}

#[test]
fn meta_on_2026() {
    let expected = [
        "2025-07-30 – direction only",
        "2025-10-29 – reiterated",
        "2026-01-28 115–135 initiated",
        "2026-04-29 125–145 raised",
        "2026-07-29 130–145 low end raised",
    ];
    assert_eq!(told("-p 2026 meta --as-of 2026-09-30"), expected);
}

#[test]
fn amazon_on_2023() {
    let expected = [
        "2023-04-27 – direction only",
        "2023-08-03 50– initiated",
        "2023-10-26 50–50 narrowed",
        "2024-02-01 48.443–48.443 below the last",
    ];
    assert_eq!(told("-p 2023 amzn"), expected);
}

#[test]
fn amazon_on_2025() {
    let expected = [
        "2024-10-31 – direction only",
        "2025-02-06 105.2–105.2 initiated",
        "2025-05-01 – direction only",
        "2025-10-30 125–125 raised",
        "2026-02-06 128.32–128.32 above the last",
    ];
    assert_eq!(told("-p 2025 amzn"), expected);
}

#[test]
fn amazon_on_2026_keeps_200_while_its_plan_is_unchanged() {
    let expected = [
        "2025-10-30 – direction only",
        "2026-02-05 200–200 initiated",
        "2026-04-29 – reiterated",
        "2026-07-30 220–220 raised",
    ];
    assert_eq!(told("-p 2026 amzn --as-of 2026-09-30"), expected);
}

#[test]
fn alphabet_on_2023_passes_from_similar_to_higher() {
    assert_eq!(told("-p 2023 googl")[..2], ["2023-02-02 – direction only", "2023-04-25 – raised"]);
}

#[test]
fn alphabet_on_2025() {
    let expected = [
        "2024-10-29 – direction only",
        "2025-02-04 75–75 initiated",
        "2025-04-24 75–75 reiterated",
        "2025-07-23 85–85 raised",
        "2025-10-29 91–93 raised",
        "2026-02-05 91.447–91.447 within the last",
    ];
    assert_eq!(told("-p 2025 googl"), expected);
}

#[test]
fn alphabet_on_2026_compares_only_in_part_once_its_perimeter_has_moved() {
    let expected = [
        "2025-07-23 – direction only",
        "2025-10-29 – reiterated",
        "2026-02-04 175–185 initiated",
        "2026-04-29 180–190 raised",
        "2026-06-01 180–190 reiterated",
        "2026-07-22 195–205 raised",
    ];
    assert_eq!(told("-p 2026 googl --as-of 2026-09-30"), expected);
    let rows = rows("guidance --history -p 2026 googl --as-of 2026-09-30");
    let comparable: Vec<_> = rows.iter().map(|row| row.text("comparable")).collect();
    assert_eq!(comparable, ["", "", "", "partly", "", ""]);
    assert!(rows[3].text("note").contains("Intersect"), "{:?}", rows[3]);
}

#[test]
fn microsoft_on_2025_gave_only_directions_on_its_calls() {
    let expected = [
        "2024-04-25 – direction only",
        "2024-07-30 – reiterated",
        "2025-01-03 80–80 initiated",
        "2025-01-22 80–80 reiterated",
    ];
    assert_eq!(told("-p FY2025 msft")[..4], expected);
    let of_80 = rows("guidance --history -p FY2025 msft");
    for row in of_80.iter().filter(|row| row.dollars("low") == Some(80_000_000_000)) {
        assert!(row.text("note").contains("AI data centers"), "{row:?}");
    }
}

#[test]
fn microsoft_on_fiscal_2026_passes_from_slower_to_faster_growth() {
    let rows = rows("guidance --history -p FY2026 msft");
    let pace: Vec<_> = rows.iter().map(|row| (row.text("pace"), row.text("change"))).collect();
    let expected =
        [("slower", "direction only"), ("slower", "reiterated"), ("slower", "reiterated"), ("faster", "raised")];
    assert_eq!(pace[..4], expected);
}

#[test]
fn an_outcome_is_known_only_once_it_is_published() {
    assert!(told("-p 2025 meta --as-of 2026-01-27").iter().all(|line| !line.contains("72.215")));
    assert_eq!(told("-p 2025 meta --as-of 2026-01-29").pop().unwrap(), "2026-01-29 72.215–72.215 above the last");
}
