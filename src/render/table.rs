//! The table format: a title, aligned columns and notes, for a terminal.
//!
//! Lines are laid out first and styled last and whole, so a style can never move a column.

use std::fmt::Write as _;

use anstyle::{Ansi256Color, AnsiColor, Style as Ansi};
use unicode_width::UnicodeWidthStr;

use super::Style;
use super::ascii::ascii;
use super::chart;
use super::layout::{self, LineKind, PageLine};
use super::prose;
use super::unit::PageScale;
use super::wrap::wrap;
use crate::report::{Note, Report, SeriesColor};

/// Notes are prose, and longer lines than this are hard to read however wide the terminal.
const NOTE_WIDTH: usize = 100;

/// The page and its notes.
pub(super) fn render(report: &Report, style: &Style) -> String {
    let scale = style.scale.settle(&report.page, style.language);
    let body = match &report.chart {
        Some(chart) => chart::lines(chart, &scale, style.width),
        None => layout::lines(&report.page, &scale, style.width),
    };

    let unit = scale.label().filter(|_| report.chart.as_ref().is_none_or(chart::is_money));
    let mut lines = heading(&prose::page(&report.title, &scale), unit.as_deref(), &body, style.width);
    lines.extend(body);
    if !report.notes.is_empty() {
        lines.push(PageLine::blank());
    }
    lines.extend(report.notes.iter().flat_map(|note| note_lines(note, &scale, style.width)));
    let page: String = lines.iter().map(|line| paint(line, style.color) + "\n").collect();
    if style.ascii { ascii(&page) } else { page }
}

/// The title, and the unit at the table's right edge: beside the title where the width allows it, else below.
fn heading(title: &str, unit: Option<&str>, body: &[PageLine], width: Option<usize>) -> Vec<PageLine> {
    let limit = width.unwrap_or(usize::MAX);
    let edge = body.iter().map(|line| line.text.width()).max().unwrap_or(0).min(limit);
    let beside = unit.map_or(0, |unit| unit.width() + 2);
    if title.width() + beside <= limit {
        let unit = unit.unwrap_or_default();
        let space = edge.max(title.width() + beside) - title.width() - unit.width();
        return vec![PageLine::new([title, &" ".repeat(space), unit].concat(), LineKind::Title)];
    }
    let title = wrap(title, limit).into_iter();
    let unit = unit.map(|unit| " ".repeat(edge.saturating_sub(unit.width())) + unit);
    title.chain(unit).map(|text| PageLine::new(text, LineKind::Title)).collect()
}

fn note_lines(note: &Note, scale: &PageScale, width: Option<usize>) -> Vec<PageLine> {
    let kind = if note.kind == "warning" { LineKind::Warning } else { LineKind::Note };
    let width = width.map_or(NOTE_WIDTH, |width| width.min(NOTE_WIDTH));
    prose::lines(&note.words, scale, width).into_iter().map(|text| PageLine::new(text, kind)).collect()
}

/// Okabe and Ito's colours for all kinds of colour vision, by the nearest of a terminal's 256: orange, sky blue, bluish
/// green, reddish purple, vermilion, blue. Each is readable on black and on white.
const INKS: [u8; 6] = [178, 74, 36, 175, 166, 25];

fn color(color: SeriesColor) -> Ansi {
    color.pick(&INKS).map_or(Ansi::new(), |color| Ansi256Color(color).on_default())
}

/// Bold and dim alone, which every background leaves readable; yellow only for what must not be overlooked. What is
/// drawn has its company's colour.
fn paint(line: &PageLine, color: bool) -> String {
    if color && !line.colored.is_empty() {
        return drawn(line);
    }
    let style = match line.kind {
        LineKind::Title | LineKind::Total => Ansi::new().bold(),
        LineKind::Header | LineKind::Note => Ansi::new().dimmed(),
        LineKind::Warning => AnsiColor::Yellow.on_default(),
        LineKind::Plain => Ansi::new(),
    };
    if color && !line.text.is_empty() { format!("{style}{}{style:#}", line.text) } else { line.text.clone() }
}

/// The line with its colored parts in color.
fn drawn(line: &PageLine) -> String {
    let (mut painted, mut at) = (String::new(), 0);
    for run in &line.colored {
        let style = color(run.color);
        painted += line.text.get(at..run.bytes.start).unwrap_or_default();
        let _ = write!(painted, "{style}{}{style:#}", line.text.get(run.bytes.clone()).unwrap_or_default());
        at = run.bytes.end;
    }
    painted + line.text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Scale, Unit, fixture};
    use crate::report::{Bar, Bars, Cell, Chart, Group, Words};
    use proptest::prelude::*;

    #[test]
    fn a_page_has_a_title_a_unit_marks_and_notes() {
        insta::assert_snapshot!(render(&fixture::totals(), &Style::default()), @r"
        Capital expenditures, calendar 2025, as each company reports them  USD bn
        Company     2025    2024     YoY   Share
        Amazon     128.3   ≈78.2  +64.1%   31.3%
        Microsoft  118.0*   75.6  +56.1%   28.8%  FY25 Q3 – FY26 Q2
        Meta           –    39.2       –
        Total      246.3*  193.0   -3.0%  100.0%

        This total mixes four company definitions (capex list definitions). On one common definition (cash
        purchases): 376.1, +64.7%.
        Meta's fourth quarter is not yet filed.
        ");
    }

    #[test]
    fn a_narrow_page_gives_the_unit_its_own_line() {
        let style = Style { width: Some(48), ..Style::default() };
        insta::assert_snapshot!(render(&fixture::totals(), &style), @r"
        Capital expenditures, calendar 2025, as each
        company reports them
                                          USD bn
        Company     2025    2024     YoY   Share
        Amazon     128.3   ≈78.2  +64.1%   31.3%
        Microsoft  118.0*   75.6  +56.1%   28.8%
        Meta           –    39.2       –
        Total      246.3*  193.0   -3.0%  100.0%

        Microsoft  FY25 Q3 – FY26 Q2

        This total mixes four company definitions (capex
        list definitions). On one common definition
        (cash purchases): 376.1, +64.7%.
        Meta's fourth quarter is not yet filed.
        ");
    }

    #[test]
    fn without_money_there_is_no_unit() {
        let mut report = fixture::totals();
        report.page = fixture::page(&[&["Company", ">Growth"], &["Amazon", "64.1%"]]);
        report.notes.clear();
        insta::assert_snapshot!(render(&report, &Style::default()), @r"
        Capital expenditures, calendar 2025, as each company reports them
        Company  Growth
        Amazon    64.1%
        ");
    }

    #[test]
    fn styles_are_whole_lines_and_no_hue_but_the_warning() {
        let style = Style { color: true, ..Style::default() };
        let painted = render(&fixture::totals(), &style);
        insta::assert_snapshot!(painted.replace('\u{1b}', "␛"), @r"
        ␛[1mCapital expenditures, calendar 2025, as each company reports them  USD bn␛[0m
        ␛[2mCompany     2025    2024     YoY   Share␛[0m
        Amazon     128.3   ≈78.2  +64.1%   31.3%
        Microsoft  118.0*   75.6  +56.1%   28.8%  FY25 Q3 – FY26 Q2
        Meta           –    39.2       –
        ␛[1mTotal      246.3*  193.0   -3.0%  100.0%␛[0m

        ␛[2mThis total mixes four company definitions (capex list definitions). On one common definition (cash␛[0m
        ␛[2mpurchases): 376.1, +64.7%.␛[0m
        ␛[33mMeta's fourth quarter is not yet filed.␛[0m
        ");
        let plain: String = anstream::adapter::strip_str(&painted).to_string();
        assert_eq!(plain, render(&fixture::totals(), &Style::default()));
    }

    #[test]
    fn a_chart_has_the_same_characters_in_colour_and_without() {
        let bar = |at: usize, figure| Bar {
            name: "Meta".into(),
            color: SeriesColor::Company(at),
            figure,
            asides: Vec::new(),
        };
        let bars = vec![bar(3, fixture::millions(72_200)), bar(4, Cell::missing("not filed"))];
        let group = Group { heading: Words::NONE, bars, total: None };
        let bars = Bars { headings: vec!["2025".into()], groups: vec![group] };
        let report = Report { chart: Some(Chart::Bars(bars)), ..fixture::totals() };
        let painted = render(&report, &Style { color: true, ..Style::default() });
        assert!(painted.contains("\u{1b}[38;5;175m██"), "{painted}");
        let plain = render(&report, &Style::default());
        assert_eq!(anstream::adapter::strip_str(&painted).to_string(), plain);
        let ascii = render(&report, &Style { ascii: true, ..Style::default() });
        assert!(ascii.is_ascii() && ascii.contains("|###"), "{ascii}");
    }

    #[test]
    fn an_empty_report_is_its_title() {
        assert_eq!(render(&fixture::empty(), &Style::default()), "Nothing\n");
    }

    proptest! {
        #[test]
        fn the_terminal_is_never_overrun(width in 40_usize..140, precision in 0_u32..4) {
            let scale = Scale { unit: Unit::M, precision: Some(precision) };
            for line in render(&fixture::totals(), &Style { scale, width: Some(width), ..Style::default() }).lines() {
                prop_assert!(line.width() <= width, "{line}");
                prop_assert!(!line.ends_with(' '));
            }
        }
    }
}
