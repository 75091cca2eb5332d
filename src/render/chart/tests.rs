//! Charts as they are drawn.

use super::*;
use crate::render::ascii::ascii;
use crate::render::fixture::{change, millions};
use crate::render::{Language, Scale};
use crate::report::{
    Bar, Bars, Grid, Group, GuidanceRanges, Heading, Mark, Series, StatedRange, Stop, Timeline, Words,
};
use jiff::civil::date;
use proptest::prelude::*;

fn drawn(chart: &Chart, width: usize) -> String {
    let mut page = Grid { columns: vec![Heading::number("")], rows: Vec::new() };
    page.push(vec![millions(1)]);
    let scale = Scale::default().settle(&page, Language::En);
    lines(chart, &scale, Some(width)).into_iter().map(|line| line.text + "\n").collect()
}

/// Billions, partial where a star follows, approximate where `≈` precedes, missing where there is a dash.
fn figure(text: &str) -> Cell {
    let mark = match (text.ends_with('*'), text.starts_with('≈')) {
        (true, _) => Mark::Partial,
        (_, true) => Mark::Approximate,
        _ => Mark::None,
    };
    match text.trim_matches(['*', '≈']).parse::<Decimal>() {
        Ok(billions) => Cell::from(crate::model::Money::usd(billions * Decimal::from(1_000_000_000))).marked(mark),
        Err(_) => Cell::missing("not disclosed"),
    }
}

fn bars(figures: &[(&str, Cell)]) -> Chart {
    let bar = |(at, (name, figure)): (usize, &(&str, Cell))| Bar {
        name: (*name).into(),
        color: SeriesColor::Company(at),
        figure: figure.clone(),
        asides: vec![change("0.5")],
    };
    let bars = figures.iter().enumerate().map(bar).collect();
    let groups = vec![Group { heading: Words::NONE, bars, total: None }];
    Chart::Bars(Bars { headings: vec!["2025".into(), "YoY".into()], groups })
}

/// Series of quarters from the first of 2024.
fn timeline(series: &[(&str, &[Cell])], sums: Option<&[Cell]>) -> Chart {
    let count = series.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let stop = |at: usize| Stop { year: (2024 + at / 4).to_string(), part: format!("Q{}", at % 4 + 1) };
    let one = |(at, (name, cells)): (usize, &(&str, &[Cell]))| Series {
        name: (*name).into(),
        color: SeriesColor::Company(at),
        figures: cells.to_vec(),
    };
    Chart::Timeline(Timeline {
        stops: (0..count).map(stop).collect(),
        series: series.iter().enumerate().map(one).collect(),
        sums: sums.map(<[Cell]>::to_vec),
    })
}

fn figures(texts: &str) -> Vec<Cell> {
    texts.split(' ').map(figure).collect()
}

fn changes(texts: &str) -> Vec<Cell> {
    let cell = |text: &str| if text == "–" { Cell::missing("no figure") } else { change(text) };
    texts.split(' ').map(cell).collect()
}

fn stated_range(day: (i16, i8, i8), low: &str, high: &str, words: &str) -> StatedRange {
    let end = |text: &str| if text.is_empty() { Cell::BLANK } else { figure(text) };
    StatedRange { day: date(day.0, day.1, day.2), low: end(low), high: end(high), words: words.into() }
}

fn ranges() -> Chart {
    Chart::Guidance(vec![GuidanceRanges {
        heading: "Meta, FY2025".into(),
        color: SeriesColor::Company(3),
        said: vec![
            stated_range((2024, 10, 30), "", "", "higher than the previous year"),
            stated_range((2025, 1, 29), "60", "65", "60.0 to 65.0"),
            stated_range((2025, 4, 30), "64", "72", "64.0 to 72.0"),
            stated_range((2025, 7, 30), "70", "", "at least 70.0"),
            stated_range((2025, 8, 30), "", "75", "up to 75.0"),
            stated_range((2025, 10, 29), "71", "71", "about 71.0"),
        ],
        outcome: Some((date(2026, 1, 29), figure("72.2"))),
    }])
}

fn marked() -> Chart {
    bars(&[
        ("Amazon", figure("128.3")),
        ("Microsoft", figure("≈118")),
        ("Alphabet", figure("45.2*")),
        ("Meta", figure("–")),
    ])
}

#[test]
fn a_sparkline_stands_on_zero() {
    assert_eq!(sparkline(&figures("9.2 14.8 – 17 40 -3 0")), "▂▃–▃█▁▁");
    assert_eq!(sparkline(&figures("– –")), "––");
    assert_eq!(sparkline(&figures("-1 -2")), "▁▁");
    assert_eq!(sparkline(&[]), "");
}

#[test]
fn bars_begin_at_zero_and_show_their_marks() {
    insta::assert_snapshot!(drawn(&marked(), 80), @r"
                                                                        2025     YoY
    Amazon    │█████████████████████████████████████████████▍          128.3  +50.0%
    Microsoft │█████████████████████████████████████████▊             ≈118.0  +50.0%
    Alphabet  │╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱                                        45.2*  +50.0%
    Meta      │–                                                           –  +50.0%
              └─────────────────┴────────────────┴─────────────────┴
              0                50               100               150
    ");
    insta::assert_snapshot!(drawn(&marked(), 40), @r"
                                2025     YoY
    Amazon    │████████▍       128.3  +50.0%
    Microsoft │███████▋       ≈118.0  +50.0%
    Alphabet  │╱╱╱             45.2*  +50.0%
    Meta      │–                   –  +50.0%
              └─────┴──────┴
              0    100    200
    ");
    insta::assert_snapshot!(ascii(&drawn(&marked(), 40)), @r"
                                2025     YoY
    Amazon    |########|       128.3  +50.0%
    Microsoft |########       ~118.0  +50.0%
    Alphabet  |///             45.2*  +50.0%
    Meta      |-                   -  +50.0%
              +-----+------+
              0    100    200
    ");
}

#[test]
fn negative_bars_lie_to_the_left_of_zero() {
    let chart = bars(&[("Amazon", change("-0.174")), ("Microsoft", change("0.451")), ("Meta", change("-0.004"))]);
    insta::assert_snapshot!(drawn(&chart, 60), @r"
                                                    2025     YoY
    Amazon       ████████│                        -17.4%  +50.0%
    Microsoft            │███████████████████▉    +45.1%  +50.0%
    Meta                ▐│                         -0.4%  +50.0%
              └──────────┴──────────┴──────────┴
            -25%        0%        +25%       +50%
    ");
}

#[test]
fn series_that_add_up_are_stacked_under_their_sum() {
    let series: [(&str, &[Cell]); 3] = [
        ("Amazon", &figures("26.2 24 31 34.2")),
        ("Microsoft", &figures("19 22 24 35*")),
        ("Meta", &figures("8 – 16 19")),
    ];
    let sums = figures("53.2 46* ≈71 88.2*");
    insta::assert_snapshot!(drawn(&timeline(&series, Some(&sums)), 60), @r"
    100 ┤
        │                            88.2*
        │                           ▒▒▒▒▒▒
        │                           ▒▒▒▒▒▒
     80 ┤                           ▒▒▒▒▒▒
        │                   ≈71.0   ▒▒▒▒▒▒
        │                  ▒▒▒▒▒▒   ▓╱▓╱▓╱
        │                  ▒▒▒▒▒▒   ╱▓╱▓╱▓
     60 ┤ 53.2             ▒▒▒▒▒▒   ▓╱▓╱▓╱
        │▒▒▒▒▒▒            ▓▓▓▓▓▓   ╱▓╱▓╱▓
        │▒▒▒▒▒▒    46.0*   ▓▓▓▓▓▓   ▓╱▓╱▓╱
        │▓▓▓▓▓▓   ▓▓▓▓▓▓   ▓▓▓▓▓▓   ╱▓╱▓╱▓
     40 ┤▓▓▓▓▓▓   ▓▓▓▓▓▓   ▓▓▓▓▓▓   ▓╱▓╱▓╱
        │▓▓▓▓▓▓   ▓▓▓▓▓▓   ▓▓▓▓▓▓   ██████
        │▓▓▓▓▓▓   ▓▓▓▓▓▓   ██████   ██████
        │██████   ██████   ██████   ██████
     20 ┤██████   ██████   ██████   ██████
        │██████   ██████   ██████   ██████
        │██████   ██████   ██████   ██████
        │██████   ██████   ██████   ██████
      0 ┼────────────────────────────────────
           Q1       Q2       Q3       Q4
         2024

    2024Q4: █ Amazon 34.2  ▓ Microsoft 35.0*  ▒ Meta 19.0
    ");
}

#[test]
fn small_parts_have_cells_too() {
    let series: [(&str, &[Cell]); 4] = [
        ("Amazon", &figures("13.4 0.9 0.4 60")),
        ("Microsoft", &figures("11.5 0.6 3 60")),
        ("Alphabet", &figures("11 0.5 4 74.9")),
        ("Meta", &figures("7.9 0.4 2 0.1")),
    ];
    let sums = figures("43.8 2.4 9.4 195");
    insta::assert_snapshot!(drawn(&timeline(&series, Some(&sums)), 50), @r"
                                     195.0
    200 ┤                           ▒▒▒▒▒░
        │                           ▒▒▒▒▒▒
        │                           ▒▒▒▒▒▒
        │                           ▒▒▒▒▒▒
        │                           ▒▒▒▒▒▒
    150 ┤                           ▒▒▒▒▒▒
        │                           ▒▒▒▒▒▒
        │                           ▓▒▒▒▒▒
        │                           ▓▓▓▓▓▓
        │                           ▓▓▓▓▓▓
    100 ┤                           ▓▓▓▓▓▓
        │                           ▓▓▓▓▓▓
        │                           ▓▓▓▓▓▓
        │                           ▓▓▓▓▓▓
        │                           ██████
     50 ┤ 43.8                      ██████
        │░░░░░░                     ██████
        │▒▒▒▒▒▒                     ██████
        │▓▓▓▓▓▓     2.4      9.4    ██████
        │██████   ██▓▓▒░   █▓▓▒▒░   ██████
      0 ┼────────────────────────────────────
           Q1       Q2       Q3       Q4
         2024

    2024Q4: █ Amazon 60.0  ▓ Microsoft 60.0
            ▒ Alphabet 74.9  ░ Meta 0.1
    ");
    insta::assert_snapshot!(drawn(&timeline(&series, Some(&sums)), 30), @r"
                           195.0
    200 ┤                  ▒▒▒░
        │                  ▒▒▒▒
        │                  ▒▒▒▒
        │                  ▒▒▒▒
        │                  ▒▒▒▒
    150 ┤                  ▒▒▒▒
        │                  ▒▒▒▒
        │                  ▒▒▒▒
        │                  ▓▓▓▓
        │                  ▓▓▓▓
    100 ┤                  ▓▓▓▓
        │                  ▓▓▓▓
        │                  ▓▓▓▓
        │                  ▓▓▓▓
        │                  ████
     50 ┤43.8              ████
        │░░░░              ████
        │▒▒▒▒              ████
        │▓▓▓▓   2.4   9.4  ████
        │████  █▓▒░  █▓▒░  ████
      0 ┼────────────────────────
          Q1    Q2    Q3    Q4
         2024

    2024Q4: █ Amazon 60.0
            ▓ Microsoft 60.0
            ▒ Alphabet 74.9
            ░ Meta 0.1
    ");
}

#[test]
fn too_many_stops_for_their_parts_are_drawn_undivided() {
    let small = figures("2 ".repeat(30).trim());
    let large = figures(&["2 ".repeat(29), "90".to_owned()].concat());
    let sums = figures(&["4 ".repeat(29), "92".to_owned()].concat());
    let chart = timeline(&[("Amazon", &large), ("Meta", &small)], Some(&sums));
    insta::assert_snapshot!(drawn(&chart, 70), @r"
    100 ┤
        │
        │                                                          ▓
        │                                                          █
     80 ┤                                                          █
        │                                                          █
        │                                                          █
        │                                                          █
     60 ┤                                                          █
        │                                                          █
        │                                                          █
        │                                                          █
     40 ┤                                                          █
        │                                                          █
        │                                                          █
        │                                                          █
     20 ┤                                                          █
        │                                                          █
        │                                                          █
        │┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ ┃ █
      0 ┼────────────────────────────────────────────────────────────
         2024    2025    2026    2027    2028    2029    2030    2031

    2031Q2: █ Amazon 90.0  ▓ Meta 2.0    total 92.0  ┃ too small to divide
    ");
    assert!(ascii(&drawn(&chart, 70)).contains("! too small to divide"));
}

#[test]
fn growth_is_drawn_company_by_company_above_and_below_zero() {
    let series: [(&str, &[Cell]); 2] =
        [("Amazon", &changes("0.61 -0.17 – 0.64")), ("Meta", &changes("– -0.4 0.02 -0.85"))];
    insta::assert_snapshot!(drawn(&timeline(&series, None), 60), @r"
           Amazon +64.0%              Meta -85.0%
    +100% ┤
          │
          │▅▅▅▅              ▇▇▇▇
     +50% ┤████              ████
          │████              ████
          │████          –   ████       –         ▁▁▁▁
       0% ┼────────────────────────   ────────────────────────
          │      ████                       ████        ████
          │                                 ████        ████
     -50% ┤                                 ▀▀▀▀        ████
          │                                             ████
          │                                             ████
    -100% ┤                                             ▀▀▀▀
            Q1    Q2    Q3    Q4       Q1    Q2    Q3    Q4
           2024                       2024
    ");
}

#[test]
fn one_company_has_its_figures_on_its_columns() {
    insta::assert_snapshot!(drawn(&timeline(&[("Meta", &figures("6.7 8.5 9.2 ≈14.8 13.7*"))], None), 48), @r"
        Meta
                                 ≈14.8
    15 ┤                        ▆▆▆▆▆▆   13.7*
       │                        ██████  ╱╱╱╱╱╱
       │                        ██████  ╱╱╱╱╱╱
       │                        ██████  ╱╱╱╱╱╱
       │                  9.2   ██████  ╱╱╱╱╱╱
    10 ┤          8.5   ▂▂▂▂▂▂  ██████  ╱╱╱╱╱╱
       │        ▄▄▄▄▄▄  ██████  ██████  ╱╱╱╱╱╱
       │  6.7   ██████  ██████  ██████  ╱╱╱╱╱╱
       │▆▆▆▆▆▆  ██████  ██████  ██████  ╱╱╱╱╱╱
       │██████  ██████  ██████  ██████  ╱╱╱╱╱╱
     5 ┤██████  ██████  ██████  ██████  ╱╱╱╱╱╱
       │██████  ██████  ██████  ██████  ╱╱╱╱╱╱
       │██████  ██████  ██████  ██████  ╱╱╱╱╱╱
       │██████  ██████  ██████  ██████  ╱╱╱╱╱╱
       │██████  ██████  ██████  ██████  ╱╱╱╱╱╱
     0 ┼────────────────────────────────────────
          Q1      Q2      Q3      Q4      Q1
        2024                            2025
    ");
}

#[test]
fn a_series_without_any_figure_is_gaps_and_no_scale() {
    insta::assert_snapshot!(drawn(&timeline(&[("Meta", &figures("– – –"))], None), 40), @r"
     Meta

    │   –        –        –
    ┼───────────────────────────
       Q1       Q2       Q3
     2024
    ");
    insta::assert_snapshot!(drawn(&bars(&[("Meta", figure("–"))]), 40), @r"
                                2025     YoY
    Meta │–                        –  +50.0%
    ");
}

#[test]
fn one_quarter_is_one_column() {
    insta::assert_snapshot!(drawn(&timeline(&[("Meta", &figures("22.1"))], None), 40), @r"
        Meta

    25 ┤ 22.1
       │▂▂▂▂▂▂
       │██████
    20 ┤██████
       │██████
       │██████
    15 ┤██████
       │██████
       │██████
    10 ┤██████
       │██████
       │██████
     5 ┤██████
       │██████
       │██████
     0 ┼─────────
          Q1
        2024
    ");
}

#[test]
fn more_quarters_than_columns_go_on_below() {
    let cells: Vec<Cell> = (1..=60).map(|billions| millions(billions * 1_000)).collect();
    let drawn = drawn(&timeline(&[("Meta", &cells)], None), 40);
    assert_eq!(drawn.lines().filter(|line| line.contains('┼')).count(), 2, "{drawn}");
    assert!(drawn.lines().all(|line| line.width() <= 40), "{drawn}");
}

#[test]
fn statements_reach_as_far_as_they_said_and_close_on_the_outcome() {
    insta::assert_snapshot!(drawn(&ranges(), 80), @r"
    Meta, FY2025
    2024-10-30     higher than the previous year
    2025-01-29     ├───────────────┤                       ┊           60.0 to 65.0
    2025-04-30                  ├─────────────────────────┤┊           64.0 to 72.0
    2025-07-30                                      ├───────────────▶  at least 70.0
    2025-08-30     ◀────────────────────────────────────────────────┤  up to 75.0
    2025-10-29                                         ●   ┊           about 71.0
    2026-01-29                                             ◆           outcome 72.2
                └╱╱┴───────┴───────┴───────┴────────┴───────┴───────┴
                0 60.0   62.5    65.0    67.5     70.0    72.5    75.0
    ");
    insta::assert_snapshot!(drawn(&ranges(), 40), @r"
    Meta, FY2025
    2024-10-30     higher than the previous
                   year
    2025-01-29     ├─┤  ┊      60.0 to 65.0
    2025-04-30       ├──┤      64.0 to 72.0
    2025-07-30         ├────▶  at least 70.0
    2025-08-30     ◀──────┤    up to 75.0
    2025-10-29          ●      about 71.0
    2026-01-29          ◆      outcome 72.2
                └╱╱┴───┴────┴
                0 60  70   80
    ");
    insta::assert_snapshot!(ascii(&drawn(&ranges(), 60)), @r"
    Meta, FY2025
    2024-10-30     higher than the previous year
    2025-01-29     +---------+             :       60.0 to 65.0
    2025-04-30             +--------------+:       64.0 to 72.0
    2025-07-30                        +--------->  at least 70.0
    2025-08-30     <----------------------------+  up to 75.0
    2025-10-29                          o  :       about 71.0
    2026-01-29                             X       outcome 72.2
                +//+---------+--------+---------+
                0 60        65       70        75
    ");
}

proptest! {
    #[test]
    fn charts_fit_their_width(
        rows in prop::collection::vec(prop::collection::vec(prop::option::of(-200_000_i64..400_000), 1..50), 1..6),
        stacked in any::<bool>(),
        width in 40_usize..170,
    ) {
        let stops = rows[0].len();
        let cell = |amount: Option<&Option<i64>>| match amount {
            Some(Some(amount)) => millions(if stacked { amount.abs() } else { *amount }),
            _ => Cell::missing("not disclosed"),
        };
        let cells: Vec<Vec<Cell>> = rows.iter().map(|row| (0..stops).map(|at| cell(row.get(at))).collect()).collect();
        let series: Vec<(&str, &[Cell])> = cells.iter().map(|cells| ("Company", &cells[..])).collect();
        let bars = bars(&cells.iter().map(|cells| ("Company", cells[0].clone())).collect::<Vec<_>>());
        for chart in [timeline(&series, stacked.then_some(&cells[0])), bars] {
            let drawn = drawn(&chart, width);
            for line in drawn.lines() {
                prop_assert!(line.width() <= width, "{line}");
            }
            prop_assert!(ascii(&drawn).is_ascii(), "{}", ascii(&drawn));
            prop_assert_eq!(ascii(&drawn).lines().count(), drawn.lines().count());
        }
    }
}
