//! The HTML format: a fragment to put into a page of one's own: the chart where there is one, title, table, notes, documents.
//!
//! Captions, header cells with a scope and the page's language, for screen readers; classes, and no style.

use std::fmt::Write as _;

use super::Style;
use super::cell;
use super::language::Language;
use super::prose;
use super::svg;
use super::unit::PageScale;
use crate::model::{Source, say};
use crate::report::{Align, Cell, Grid, Quantity, Report, Role, Row, Value};

/// The fragment with its chart and its documents, ending with a newline.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<String> {
    let mut out = format!("<section class=\"capex\" lang=\"{}\">\n", style.language);
    if report.chart.is_some() {
        out += &svg::fitting(report, style)?;
    }
    out += &fragment(report, style);
    if !report.sources.is_empty() {
        out += "<ul class=\"sources\">\n";
        out.extend(report.sources.iter().map(|source| document(source, &source.id, style.language)));
        out += "</ul>\n";
    }
    Ok(out + "</section>\n")
}

/// The table and its notes.
fn fragment(report: &Report, style: &Style) -> String {
    let scale = style.scale.settle(&report.page, style.language);
    let mut out = table(report, &scale);
    if !report.notes.is_empty() {
        out += "<ul class=\"notes\">\n";
        for note in &report.notes {
            let _ = writeln!(out, "<li class=\"{}\">{}</li>", note.kind, escape(&prose::page(&note.words, &scale)));
        }
        out += "</ul>\n";
    }
    out
}

fn table(report: &Report, scale: &PageScale) -> String {
    let unit =
        scale.label().map(|unit| format!(" <span class=\"unit\">({})</span>", escape(&unit))).unwrap_or_default();
    let title = escape(&prose::page(&report.title, scale));
    // A table wider than the page scrolls by itself, also by keyboard.
    let mut out = format!(
        "<figure>\n<figcaption>{title}{unit}</figcaption>\n\
         <div class=\"scroll\" role=\"region\" aria-label=\"{title}\" tabindex=\"0\">\n<table aria-label=\"{title}\">\n"
    );
    if !report.page.columns.is_empty() {
        out += "<thead>\n<tr>";
        for column in &report.page.columns {
            let text = escape(&prose::page(&column.label, scale));
            // A heading without words heads nothing.
            let tag = if text.is_empty() { "<td></td>".to_owned() } else { heading("col", column.align, &text) };
            out += &tag;
        }
        out += "</tr>\n</thead>\n<tbody>\n";
        out.extend(report.page.rows.iter().map(|row| line(row, &report.page, scale)));
        out += "</tbody>\n";
    }
    out + "</table>\n</div>\n</figure>\n"
}

fn line(row: &Row, page: &Grid, scale: &PageScale) -> String {
    if row.role == Role::Section {
        let text = escape(&cell::section(row, scale));
        return format!(
            "<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"{}\">{text}</th></tr>\n",
            page.columns.len()
        );
    }
    let cells = row.cells.iter().zip(&page.columns).enumerate().map(|(index, (cell, column))| {
        let text = escape(&cell::page(cell, scale));
        if index == 0 && !text.is_empty() {
            heading("row", column.align, &text)
        } else {
            data(cell, column.align, &text, scale)
        }
    });
    let class = if row.role == Role::Total { " class=\"total\"" } else { "" };
    format!("<tr{class}>{}</tr>\n", cells.collect::<String>())
}

fn heading(scope: &str, align: Align, text: &str) -> String {
    format!("<th scope=\"{scope}\"{}>{text}</th>", class(align))
}

/// A cell; a missing figure says why when it is pointed at.
fn data(cell: &Cell, align: Align, text: &str, scale: &PageScale) -> String {
    match &cell.value {
        Value::Missing(reason) => {
            format!("<td{} title=\"{}\">{text}</td>", class(align), escape(&prose::page(reason, scale)))
        }
        Value::Figure(Quantity::Date(_)) => format!("<td class=\"date\">{text}</td>"),
        _ => format!("<td{}>{text}</td>", class(align)),
    }
}

fn class(align: Align) -> &'static str {
    if align == Align::Right { " class=\"number\"" } else { "" }
}

/// A document as an item of a list: at its issuer, and the copy it was read in.
pub(super) fn document(source: &Source, id: &str, language: Language) -> String {
    let name = escape(&format!("{}, {}", source.document, source.published));
    let mut item = format!("<li id=\"{}\">{} ", escape(id), escape(&source.company));
    item += &link(source.url.as_deref(), &name);
    if let Some(host) = source.read_at_host() {
        let copy = link(source.read_at.as_deref(), &escape(host));
        let _ = write!(item, " ({} {copy})", escape(&prose::plain(&say!(read_at), language)));
    }
    item + "</li>\n"
}

/// A name that leads to an address, where there is one.
fn link(address: Option<&str>, name: &str) -> String {
    match address.filter(|address| address.starts_with("https://") || address.starts_with("http://")) {
        Some(address) => format!("<a href=\"{}\">{name}</a>", escape(address)),
        None => name.to_owned(),
    }
}

/// Text as text, on one line: nothing in it begins a tag, an entity or the end of an attribute.
pub(super) fn escape(text: &str) -> String {
    entities(&cell::one_line(text))
}

/// The same of a text that is on one line.
pub(super) fn entities(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\'' => escaped += "&#39;",
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::fixture;
    use crate::report::Words;
    use proptest::prelude::*;

    #[test]
    fn a_report_is_a_captioned_table_with_notes_and_documents() {
        insta::assert_snapshot!(render(&fixture::totals(), &Style::default()).unwrap(), @r#"
        <section class="capex" lang="en">
        <figure>
        <figcaption>Capital expenditures, calendar 2025, as each company reports them <span class="unit">(USD bn)</span></figcaption>
        <div class="scroll" role="region" aria-label="Capital expenditures, calendar 2025, as each company reports them" tabindex="0">
        <table aria-label="Capital expenditures, calendar 2025, as each company reports them">
        <thead>
        <tr><th scope="col">Company</th><th scope="col" class="number">2025</th><th scope="col" class="number">2024</th><th scope="col" class="number">YoY</th><th scope="col" class="number">Share</th><td></td></tr>
        </thead>
        <tbody>
        <tr><th scope="row">Amazon</th><td class="number">128.3</td><td class="number">≈78.2</td><td class="number">+64.1%</td><td class="number">31.3%</td><td></td></tr>
        <tr><th scope="row">Microsoft</th><td class="number">118.0*</td><td class="number">75.6</td><td class="number">+56.1%</td><td class="number">28.8%</td><td>FY25 Q3 – FY26 Q2</td></tr>
        <tr><th scope="row">Meta</th><td class="number" title="not yet filed">–</td><td class="number">39.2</td><td class="number" title="2025 is missing">–</td><td class="number"></td><td></td></tr>
        <tr class="total"><th scope="row">Total</th><td class="number">246.3*</td><td class="number">193.0</td><td class="number">-3.0%</td><td class="number">100.0%</td><td></td></tr>
        </tbody>
        </table>
        </div>
        </figure>
        <ul class="notes">
        <li class="basis">This total mixes four company definitions (capex list definitions). On one common definition (cash purchases): 376.1, +64.7%.</li>
        <li class="warning">Meta&#39;s fourth quarter is not yet filed.</li>
        </ul>
        <ul class="sources">
        <li id="amzn-2026-02-06-10-k">AMZN <a href="https://www.sec.gov/">10-K 2025, 2026-02-06</a></li>
        </ul>
        </section>
        "#);
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_place(text in "[a-z<>&\"' /=\n]{0,30}") {
            let mut report = fixture::totals();
            report.title = Words::from(text.as_str());
            report.page.rows[0].cells[0] = Cell::text(text.clone());
            report.notes[0].words = Words::from(text.as_str());
            let tags = |report: &Report| render(report, &Style::default()).unwrap().matches('<').count();
            prop_assert_eq!(tags(&report), tags(&fixture::totals()));
        }
    }
}
