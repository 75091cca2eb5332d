//! Columns stand in line, though a Chinese character takes two of a terminal's.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr as _;

use crate::reports::reports;
use crate::{markdown, stdout};

/// The tables of a Markdown page as cells, headings first, and whether each column keeps to the right.
fn cells(markdown: &str) -> (Vec<Vec<String>>, Vec<bool>) {
    let line = |line: &str| -> Vec<String> {
        let cells = line.trim_start_matches("| ").trim_end_matches(" |").split(" | ");
        cells.map(|cell| cell.trim().trim_start_matches("**").trim_end_matches("**").to_owned()).collect()
    };
    let mut rows: Vec<Vec<String>> = markdown.lines().filter(|line| line.starts_with('|')).map(line).collect();
    let rule = rows.remove(1);
    (rows, rule.iter().map(|cell| cell.ends_with(':')).collect())
}

/// The columns of the terminal where a cell begins and ends; `None` for an empty one.
type Edges = Option<(usize, usize)>;

/// The columns of the terminal where each cell of a row begins and ends in a line, if all are in it.
fn edges(cells: &[String], line: &str) -> Option<Vec<Edges>> {
    let mut from = 0;
    let edge = |cell: &String| {
        if cell.is_empty() {
            return Some(None);
        }
        let at = from + line[from..].find(cell.as_str())?;
        from = at + cell.len();
        Some(Some((line[..at].width(), line[..from].width())))
    };
    cells.iter().map(edge).collect()
}

#[test]
fn columns_stand_in_line() {
    let (reports, folder) = reports();
    for columns in [80, 200] {
        let mut checked = 0;
        for report in reports.iter().filter(|report| report.to_string() != "list sources") {
            let (rows, is_right) = cells(&markdown(report, &folder, "zh"));
            let page =
                stdout(report.run(&folder).args(["-f", "table", "--lang", "zh"]).env("COLUMNS", columns.to_string()));
            for line in page.lines() {
                assert!(line.width() <= columns, "{report} at {columns}: {line}");
            }
            // The rows in order, each in the next line that holds it; a page in blocks or with folded cells holds none.
            let mut lines = page.lines();
            let found: Option<Vec<_>> = rows.iter().map(|row| lines.find_map(|line| edges(row, line))).collect();
            let Some(found) = found else { continue };
            for (column, is_right) in is_right.iter().enumerate() {
                let is_section = |row: &Vec<String>| row.len() > 1 && row[1..].iter().all(String::is_empty);
                let plain = rows.iter().zip(&found).filter(|(row, _)| !is_section(row));
                // A star stands behind a number, whose last digits are in line.
                let edge = |(row, edges): (&Vec<String>, &Vec<Edges>)| {
                    let (begin, end) = edges[column]?;
                    let star = usize::from(row[column].ends_with('*'));
                    Some(if *is_right { end - star } else { begin })
                };
                let edges: BTreeSet<usize> = plain.filter_map(edge).collect();
                // Indented steps of an explanation begin two further in.
                let is_explained = report.traits.name == "explain" && column == 0;
                assert!(edges.len() <= 1 || is_explained, "{report} at {columns}, column {column}: {edges:?}\n{page}");
            }
            checked += 1;
        }
        assert!(checked >= if columns == 200 { 50 } else { 20 }, "{checked} pages were checked at {columns}");
    }
}
