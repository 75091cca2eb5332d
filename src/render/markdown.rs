//! The Markdown format: the page as a GitHub table, for a document or an issue.

use super::Style;
use super::cell::{self, one_line};
use super::prose;
use super::unit::PageScale;
use crate::report::{Align, Grid, Report, Role, Row};

/// The title, the table and the notes as a list, a blank line between.
pub(super) fn render(report: &Report, style: &Style) -> String {
    let scale = style.scale.settle(&report.page, style.language);
    let unit = scale.label().map(|unit| format!(" ({unit})"));
    let title = format!("**{}**{}\n", escape(&prose::page(&report.title, &scale)), unit.unwrap_or_default());
    let notes: String = report
        .notes
        .iter()
        .map(|note| prose::page(&note.words, &scale))
        .map(|note| ["- ", &escape(&note), "\n"].concat())
        .collect();

    let parts = [title, table(&report.page, &scale), notes];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn table(page: &Grid, scale: &PageScale) -> String {
    if page.columns.is_empty() {
        return String::new();
    }
    let headings = line(page.columns.iter().map(|column| escape(&prose::page(&column.label, scale))));
    let rule = line(page.columns.iter().map(|column| match column.align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    }));
    let rows = page.rows.iter().map(|row| line(cells(row, page.columns.len(), scale)));
    [headings, rule].into_iter().chain(rows).collect()
}

fn cells(row: &Row, count: usize, scale: &PageScale) -> Vec<String> {
    match row.role {
        Role::Plain => row.cells.iter().map(|cell| escape(&cell::page(cell, scale))).collect(),
        Role::Total => row.cells.iter().map(|cell| bold(&cell::page(cell, scale))).collect(),
        // GitHub's tables have no cell that spans columns.
        Role::Section => {
            let mut cells = vec![bold(&cell::section(row, scale))];
            cells.resize(count, String::new());
            cells
        }
    }
}

fn line(cells: impl IntoIterator<Item = String>) -> String {
    format!("| {} |\n", cells.into_iter().collect::<Vec<_>>().join(" | "))
}

fn bold(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("**{}**", escape(text)) }
}

/// The text on one line, and read as text: what would end a cell or begin a style, a link or a tag is escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '`' | '~' | '<' | '[') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;

    #[test]
    fn a_report_is_a_title_a_table_and_a_list() {
        insta::assert_snapshot!(render(&fixture::totals(), &Style::default()), @r"
        **Capital expenditures, calendar 2025, as each company reports them** (USD bn)

        | Company | 2025 | 2024 | YoY | Share |  |
        | --- | ---: | ---: | ---: | ---: | --- |
        | Amazon | 128.3 | ≈78.2 | +64.1% | 31.3% |  |
        | Microsoft | 118.0\* | 75.6 | +56.1% | 28.8% | FY25 Q3 – FY26 Q2 |
        | Meta | – | 39.2 | – |  |  |
        | **Total** | **246.3\*** | **193.0** | **-3.0%** | **100.0%** |  |

        - This total mixes four company definitions (capex list definitions). On one common definition (cash purchases): 376.1, +64.7%.
        - Meta's fourth quarter is not yet filed.
        ");
    }

    #[test]
    fn sections_and_special_characters_stay_in_their_cell() {
        let mut report = fixture::empty();
        report.page = fixture::page(&[&["a|b", ">n"], &["net_income *"], &["<x>\n[y](z)", "1"]]);
        insta::assert_snapshot!(render(&report, &Style::default()), @r"
        **Nothing**

        | a\|b | n |
        | --- | ---: |
        | **net\_income \*** |  |
        | \<x> \[y](z) | 1 |
        ");
    }
}
