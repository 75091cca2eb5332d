//! Lays a page out in columns: which columns stand side by side, how wide each is, which lines that makes.
//!
//! Numbers are never wrapped or cut. A page wider than the terminal is split by columns into blocks, each
//! beginning with the first column. Nothing here knows of colour; a [`LineKind`] says what a line is.

use std::ops::Range;

use comfy_table::{CellAlignment, Table, presets};
use unicode_width::UnicodeWidthStr;

use super::cell::{self, marks_after};
use super::prose;
use super::unit::PageScale;
use super::wrap::wrap_within;
use crate::report::{Align, Cell, Grid, Heading, Role, SeriesColor};

/// Columns of space between two columns of a table.
const GAP: usize = GAP_PADDING as usize;
const GAP_PADDING: u16 = 2;
/// Columns of a usual terminal: spare columns do not make a page wider.
const USUAL: usize = 80;
/// The narrowest a text column is wrapped to, even if the line then runs over.
const NARROWEST: usize = 12;
/// The room a text column too long for any block must find beside its neighbours, to be wrapped there rather than
/// in a block of its own.
const ROOM_TO_WRAP: usize = 24;
/// The widest that a text column gets, be there ever so much room: what lays columns out counts to 65,535.
const WIDEST: usize = 1_000;
/// The room in which any text column is better wrapped beside its neighbours than moved to a later block.
const ROOM_FOR_PROSE: usize = 40;

/// A line of a page, without trailing spaces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageLine {
    /// The text, unstyled.
    pub text: String,
    /// What it is.
    pub kind: LineKind,
    /// Which parts of it are drawn in color, left to right.
    pub colored: Vec<ColoredPart>,
}

/// A part of a line that is drawn rather than written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ColoredPart {
    /// Where it stands in the line's text.
    pub bytes: Range<usize>,
    /// Whose it is.
    pub color: SeriesColor,
}

/// What a line is; decides how it looks where styles are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    Title,
    Header,
    Plain,
    Total,
    Note,
    Warning,
}

impl PageLine {
    pub(super) fn new(text: impl Into<String>, kind: LineKind) -> Self {
        let mut text = text.into();
        text.truncate(text.trim_end().len());
        Self { text, kind, colored: Vec::new() }
    }

    pub(super) fn blank() -> Self {
        Self::new("", LineKind::Plain)
    }
}

/// A page in lines: the blocks that fit into `width` columns, a blank line between two.
pub(super) fn lines(page: &Grid, scale: &PageScale, width: Option<usize>) -> Vec<PageLine> {
    let limit = width.unwrap_or(usize::MAX);
    let page = TextPage::new(page, scale, limit);
    let blocks = split(&page.columns, limit);
    let blocks = blocks.iter().enumerate().map(|(index, slots)| page.block(slots, index == 0, limit));
    blocks.collect::<Vec<_>>().join(&PageLine::blank())
}

/// A page whose cells have become text.
struct TextPage {
    columns: Vec<TextColumn>,
    rows: Vec<TextRow>,
}

struct TextColumn {
    align: Align,
    /// The heading, then one for each row of the page.
    texts: Vec<String>,
    /// Width of the widest text.
    width: usize,
}

enum TextRow {
    /// The headings or a row of cells, which stand in the columns.
    Cells(LineKind),
    /// A text across all columns; its place in each of them is empty.
    Section(String),
}

/// A column's place in a block.
struct Slot<'p> {
    column: &'p TextColumn,
    width: usize,
}

impl Slot<'_> {
    /// What stands in the column, by row from 0, which is the heading.
    fn text(&self, row: usize) -> &str {
        self.column.texts.get(row).map_or("", String::as_str)
    }
}

impl TextPage {
    fn new(page: &Grid, scale: &PageScale, limit: usize) -> Self {
        let columns = page.columns.iter().enumerate();
        let mut columns: Vec<_> = columns.map(|(at, column)| text_column(page, at, column, scale)).collect();
        let width = columns.iter().map(|column| column.width + GAP).sum::<usize>().saturating_sub(GAP);
        if width > limit.min(USUAL) {
            let mut spare = page.columns.iter().map(|column| column.is_spare);
            columns.retain(|_| !spare.next().unwrap_or(false));
        }
        let rows = page.rows.iter().map(|row| match row.role {
            Role::Plain => TextRow::Cells(LineKind::Plain),
            Role::Total => TextRow::Cells(LineKind::Total),
            Role::Section => TextRow::Section(cell::section(row, scale)),
        });
        Self { columns, rows: std::iter::once(TextRow::Cells(LineKind::Header)).chain(rows).collect() }
    }

    /// The lines of one block. Headings that are all empty are left out, and so is a row that has nothing to say in
    /// a block after the first.
    fn block(&self, slots: &[Slot<'_>], is_first: bool, limit: usize) -> Vec<PageLine> {
        // The first column has been in the first block.
        let own = || slots.iter().skip(usize::from(!is_first));
        let says = |index: usize| own().any(|slot| !slot.text(index).trim().is_empty());
        let is_shown = |(index, row): (usize, &TextRow)| match row {
            TextRow::Cells(LineKind::Header) => says(index).then_some(index),
            TextRow::Cells(_) => (is_first || says(index)).then_some(index),
            TextRow::Section(_) => None,
        };
        let shown: Vec<usize> = self.rows.iter().enumerate().filter_map(is_shown).collect();
        let mut laid_out = shown.iter().zip(tabulate(slots, &shown)).peekable();

        let mut lines = Vec::new();
        for (index, row) in self.rows.iter().enumerate() {
            match row {
                TextRow::Cells(kind) => {
                    let row = laid_out.next_if(|(at, _)| **at == index);
                    lines.extend(row.into_iter().flat_map(|(_, texts)| texts).map(|text| PageLine::new(text, *kind)));
                }
                TextRow::Section(text) => {
                    if index > 1 {
                        lines.push(PageLine::blank());
                    }
                    lines.extend(fold(text, limit).into_iter().map(|text| PageLine::new(text, LineKind::Plain)));
                }
            }
        }
        lines
    }
}

fn text_column(page: &Grid, at: usize, column: &Heading, scale: &PageScale) -> TextColumn {
    let (mut texts, mut marks) = (vec![prose::page(&column.label, scale)], vec![0]);
    for row in &page.rows {
        let cell = if row.role == Role::Section { &Cell::BLANK } else { row.cell(at) };
        texts.push(cell::page(cell, scale));
        marks.push(marks_after(cell).width());
    }
    // Where one number has marks after it, spaces behind all others keep the last digits in line.
    if column.align == Align::Right {
        let most = marks.iter().copied().max().unwrap_or_default();
        texts.iter_mut().zip(marks).for_each(|(text, own)| text.extend(std::iter::repeat_n(' ', most - own)));
    }
    let width = texts.iter().map(|text| text.width()).max().unwrap_or(0);
    TextColumn { align: column.align, texts, width }
}

/// Puts the columns into as few blocks as hold them in order.
fn split(columns: &[TextColumn], limit: usize) -> Vec<Vec<Slot<'_>>> {
    let Some((first, rest)) = columns.split_first() else { return Vec::new() };
    let number = rest.iter().filter(|column| column.align == Align::Right).map(|column| column.width + GAP).max();
    let beside_numbers = limit.saturating_sub(number.unwrap_or(0));
    let first_width = match first.align {
        Align::Left => first.width.min(beside_numbers.max(NARROWEST)).min(WIDEST),
        Align::Right => first.width,
    };
    let begin = || vec![Slot { column: first, width: first_width }];
    let full_room = limit.saturating_sub(first_width + GAP);

    let mut blocks = Vec::new();
    let (mut block, mut room) = (begin(), full_room);
    for column in rest {
        let is_text = column.align == Align::Left;
        let wraps = is_text && column.width > room && (room >= ROOM_FOR_PROSE || column.width > full_room);
        let fits = column.width <= room || (wraps && room >= ROOM_TO_WRAP);
        if !fits && block.len() > 1 {
            blocks.push(std::mem::replace(&mut block, begin()));
            room = full_room;
        }
        let width = if wraps { column.width.min(room.max(NARROWEST)) } else { column.width };
        let width = if is_text { width.min(WIDEST) } else { width };
        block.push(Slot { column, width });
        room = room.saturating_sub(width + GAP);
    }
    blocks.push(block);
    blocks
}

/// Aligns the given rows in the block's columns; returns the lines of each.
fn tabulate(slots: &[Slot<'_>], rows: &[usize]) -> Vec<Vec<String>> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    let mut heights = Vec::with_capacity(rows.len());
    for &row in rows {
        let cells: Vec<_> = slots.iter().map(|slot| fold(slot.text(row), slot.width)).collect();
        heights.push(cells.iter().map(Vec::len).max().unwrap_or(0));
        table.add_row(cells.iter().map(|lines| lines.join("\n")));
    }
    for (index, slot) in slots.iter().enumerate() {
        if let Some(column) = table.column_mut(index) {
            column.set_padding((if index == 0 { 0 } else { GAP_PADDING }, 0));
            column.set_cell_alignment(match slot.column.align {
                Align::Left => CellAlignment::Left,
                Align::Right => CellAlignment::Right,
            });
        }
    }
    let mut lines = table.lines();
    heights.into_iter().map(|height| lines.by_ref().take(height).collect()).collect()
}

fn fold(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width { vec![text.to_owned()] } else { wrap_within(text, width) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;
    use proptest::prelude::*;

    fn shown(page: &Grid, width: Option<usize>) -> String {
        let lines = lines(page, &crate::render::Scale::default().settle(page, crate::render::Language::En), width);
        lines.into_iter().map(|line| line.text + "\n").collect()
    }

    #[test]
    fn a_wide_page_is_split_by_columns() {
        let page = fixture::page(&[
            &["Company", ">2022", ">2023", ">2024", ">2025", ""],
            &["Amazon", "58.3", "48.4", "78.2", "128.3", ""],
            &["Microsoft", "24.9", "35.2", "75.6", "118.0", "FY25 Q3 – FY26 Q2"],
        ]);
        insta::assert_snapshot!(shown(&page, Some(32)), @r"
        Company    2022  2023  2024
        Amazon     58.3  48.4  78.2
        Microsoft  24.9  35.2  75.6

        Company     2025
        Amazon     128.3
        Microsoft  118.0

        Microsoft  FY25 Q3 – FY26 Q2
        ");
    }

    #[test]
    fn a_spare_column_is_left_out_of_a_page_that_is_wide_enough() {
        let mut page = fixture::page(&[&["Company", ">2025", "Trend"], &["Amazon", "128.3", "▂▃█"]]);
        page.columns[2].is_spare = true;
        insta::assert_snapshot!(shown(&page, Some(21)), @r"
        Company   2025  Trend
        Amazon   128.3  ▂▃█
        ");
        insta::assert_snapshot!(shown(&page, Some(20)), @r"
        Company   2025
        Amazon   128.3
        ");
    }

    #[test]
    fn sections_run_across_and_stand_apart() {
        let page = fixture::page(&[
            &["", ">2024", ">2025"],
            &["As reported, each company under its own definition"],
            &["Amazon", "78.2", "128.3"],
            &["On one definition"],
            &["Amazon", "83.0", "131.8"],
        ]);
        insta::assert_snapshot!(shown(&page, Some(32)), @r"
                2024   2025
        As reported, each company under
        its own definition
        Amazon  78.2  128.3

        On one definition
        Amazon  83.0  131.8
        ");
    }

    #[test]
    fn long_text_is_wrapped_beside_its_figure() {
        let page = fixture::page(&[
            &["", ">", ""],
            &["headline", "9,223", "net purchases 8,988 + principal on finance leases 235"],
            &["cash", "9,043", "purchases, gross: year 31,431 − nine months 22,388"],
        ]);
        insta::assert_snapshot!(shown(&page, Some(50)), @r"
        headline  9,223  net purchases 8,988 + principal
                         on finance leases 235
        cash      9,043  purchases, gross: year 31,431 −
                         nine months 22,388
        ");
    }

    #[test]
    fn ideographs_take_two_columns() {
        let page = fixture::page(&[&["公司", ">2025年"], &["亚马逊", "9,223.0"], &["Meta", "72.2"]]);
        insta::assert_snapshot!(shown(&page, None), @r"
        公司     2025年
        亚马逊  9,223.0
        Meta       72.2
        ");
    }

    proptest! {
        #[test]
        fn lines_fit_and_every_cell_is_there(
            rows in prop::collection::vec(prop::collection::vec(-10_i64.pow(15)..10_i64.pow(15), 6), 1..5),
            name in "[A-Za-z亿 ]{0,40}",
            width in 32_usize..120,
        ) {
            let mut page = fixture::page(&[&["Company", ">2020", ">2021", ">2022", ">2023", ">2024", ">2025"]]);
            for row in &rows {
                let numbers = row.iter().map(|&amount| fixture::millions(amount / 1_000_000));
                page.push([Cell::text(name.clone())].into_iter().chain(numbers).collect());
            }
            let shown = shown(&page, Some(width));
            for line in shown.lines() {
                prop_assert!(line.width() <= width, "{line}");
                prop_assert!(!line.ends_with(' '));
            }
            let scale = crate::render::Scale::default().settle(&page, crate::render::Language::En);
            for cell in page.rows.iter().flat_map(|row| &row.cells[1..]) {
                prop_assert!(shown.contains(&cell::page(cell, &scale)));
            }
        }
    }
}
