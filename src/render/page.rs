//! A self-contained page: reports, switches among them, charts; no network, no external script, no font.
//!
//! Every view is in the page; the switches show one of each section. Without scripts the first of each is there.

use std::fmt::Write as _;

use super::html::{escape, fragment};
use super::{Language, Style, picture, prose, svg};
use crate::report::{Chart, Page, Report, Section, Switch, View, Words};
use crate::say;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Pixels across of a chart on a screen, and on a phone.
const WIDE: u32 = 1080;
const NARROW: u32 = 440;

/// The page as one file of HTML.
pub fn page(page: &Page, style: &Style) -> anyhow::Result<String> {
    let language = style.language;
    let title = words(&page.title, language);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>{title}</h1>\n"
    );
    out += "<form>\n";
    out.extend(page.switches.iter().map(|one| switch(one, language)));
    out += "</form>\n<p id=\"reading\" role=\"status\"></p>\n</header>\n<main>\n";
    for (index, section) in page.sections.iter().enumerate() {
        out += &views(index, section, &page.switches, style)?;
    }
    out += "</main>\n";
    out += &sources(page, language);
    let _ = write!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    Ok(out)
}

fn words(words: &Words, language: Language) -> String {
    escape(&prose::plain(words, language))
}

fn switch(switch: &Switch, language: Language) -> String {
    let id = switch.id;
    let mut out = format!("<fieldset><legend>{}</legend>\n", words(&switch.label, language));
    for (index, (value, label)) in switch.options.iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let (value, label) = (escape(value), words(label, language));
        let _ = writeln!(
            out,
            "<label><input type=\"radio\" name=\"{id}\" value=\"{value}\"{checked}> <span>{label}</span></label>"
        );
    }
    out + "</fieldset>\n"
}

/// What a section shows under some combinations of options: each is in the page once.
#[derive(Default)]
struct Shown {
    /// What is shown, under which combinations, and whether the first is among them.
    views: Vec<(String, Vec<String>, bool)>,
}

impl Shown {
    fn add(&mut self, html: String, view: &View, switches: &[Switch]) {
        let options = &view.options;
        let when: Vec<String> = options.iter().map(|(id, value)| format!("{id}={}", escape(value))).collect();
        let is_first = options.iter().all(|(id, value)| {
            let switch = switches.iter().find(|switch| switch.id == *id);
            switch.and_then(|switch| switch.options.first()).is_some_and(|(first, _)| first == value)
        });
        match self.views.iter_mut().find(|(known, ..)| *known == html) {
            Some((_, whens, first)) => {
                whens.push(when.join(" "));
                *first |= is_first;
            }
            None => self.views.push((html, vec![when.join(" ")], is_first)),
        }
    }

    fn write(&self, class: &str, out: &mut String) {
        for (html, whens, first) in &self.views {
            let hidden = if *first { "" } else { " hidden" };
            let _ = writeln!(out, "<div class=\"{class}\" data-when=\"{}\"{hidden}>\n{html}</div>", whens.join(";"));
        }
    }
}

/// A section with all its charts and tables, of which those of the first combination of options are shown.
fn views(index: usize, section: &Section, switches: &[Switch], style: &Style) -> anyhow::Result<String> {
    let heading = words(&section.heading, style.language);
    let mut out = format!("<section aria-labelledby=\"s{index}\">\n<h2 id=\"s{index}\">{heading}</h2>\n");
    let (mut charts, mut tables) = (Shown::default(), Shown::default());
    for view in &section.views {
        if let Some(drawn) = view.report.chart.as_ref().filter(|chart| !chart.figures().is_empty()) {
            charts.add(chart(drawn, &view.report, &view.reading, style)?, view, switches);
        }
        tables.add(fragment(&view.report, style), view, switches);
    }
    charts.write("chart", &mut out);
    tables.write("view", &mut out);
    let otherwise = words(&section.otherwise, style.language);
    let hidden = if tables.views.iter().any(|(.., first)| *first) { " hidden" } else { "" };
    let _ = writeln!(out, "<p class=\"otherwise\"{hidden}>{otherwise}</p>");
    Ok(out + "</section>\n")
}

/// A report's chart as it fits a screen and as it fits a phone, of which a style sheet shows one.
fn chart(drawn: &Chart, report: &Report, reading: &Words, style: &Style) -> anyhow::Result<String> {
    let name = words(&say!(title_and_reading, title = &report.title, reading), style.language);
    let mut out = "<figure>\n".to_owned();
    let (unit, key) = picture::caption(drawn, &style.scale.settle(&report.page, style.language));
    let unit = unit.map(|unit| format!("<span class=\"unit\">{}</span>", escape(&unit)));
    let caption: Vec<String> = unit.into_iter().chain(key.map(|key| escape(&key))).collect();
    if !caption.is_empty() {
        let _ = writeln!(out, "<figcaption>{}</figcaption>", caption.join(" "));
    }
    for (class, width) in [("wide", WIDE), ("narrow", NARROW)] {
        out += &svg::within(report, style, width, class, &name)?;
        out += "\n";
    }
    Ok(out + "</figure>\n")
}

/// Every document behind any view, once.
fn sources(page: &Page, language: Language) -> String {
    let mut all = Vec::new();
    for source in page.sections.iter().flat_map(|section| &section.views).flat_map(|view| &view.report.sources) {
        if !all.contains(&source) {
            all.push(source);
        }
    }
    if all.is_empty() {
        return String::new();
    }
    all.sort_by(|one, other| (&one.company, other.published, &one.id).cmp(&(&other.company, one.published, &other.id)));
    let heading = words(&say!(title_documents), language);
    let mut out = format!("<footer>\n<details>\n<summary><h2>{heading}</h2></summary>\n<ul class=\"sources\">\n");
    out.extend(all.into_iter().map(|source| super::html::document(source, language)));
    out + "</ul>\n</details>\n</footer>\n"
}
