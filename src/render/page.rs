//! A self-contained page: reports, switches among them, charts; no network, no external script, no font.
//!
//! Every view is in the page; the switches show one of each section. Without scripts the first of each is there.

use std::fmt::Write as _;

use super::html::{escape, fragment};
use super::{Language, Style, prose};
use crate::report::{Page, Section, Switch, Words};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page as one file of HTML.
pub fn page(page: &Page, style: &Style) -> String {
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
        out += &views(index, section, &page.switches, style);
    }
    out += "</main>\n";
    out += &sources(page, language);
    let _ = write!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
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

/// A section with all its views, of which the first combination of options is shown.
fn views(index: usize, section: &Section, switches: &[Switch], style: &Style) -> String {
    let heading = words(&section.heading, style.language);
    let mut out = format!("<section aria-labelledby=\"s{index}\">\n<h2 id=\"s{index}\">{heading}</h2>\n");
    let is_first = |options: &[(&str, String)]| {
        options.iter().all(|(id, value)| {
            let switch = switches.iter().find(|switch| switch.id == *id);
            switch.and_then(|switch| switch.options.first()).is_some_and(|(first, _)| first == value)
        })
    };
    // What several combinations show alike is in the page once.
    let mut shown: Vec<(String, Vec<String>, bool)> = Vec::new();
    for (options, report) in &section.views {
        let view = fragment(report, style);
        let when: Vec<String> = options.iter().map(|(id, value)| format!("{id}={}", escape(value))).collect();
        match shown.iter_mut().find(|(known, ..)| *known == view) {
            Some((_, whens, first)) => {
                whens.push(when.join(" "));
                *first |= is_first(options);
            }
            None => shown.push((view, vec![when.join(" ")], is_first(options))),
        }
    }
    for (view, whens, first) in &shown {
        let hidden = if *first { "" } else { " hidden" };
        let _ = writeln!(out, "<div class=\"view\" data-when=\"{}\"{hidden}>\n{view}</div>", whens.join(";"));
    }
    let otherwise = words(&section.otherwise, style.language);
    let hidden = if shown.iter().any(|(.., first)| *first) { " hidden" } else { "" };
    let _ = writeln!(out, "<p class=\"otherwise\"{hidden}>{otherwise}</p>");
    out + "</section>\n"
}

/// Every document behind any view, once.
fn sources(page: &Page, language: Language) -> String {
    let mut all = Vec::new();
    for source in page.sections.iter().flat_map(|section| &section.views).flat_map(|(_, report)| &report.sources) {
        if !all.contains(&source) {
            all.push(source);
        }
    }
    if all.is_empty() {
        return String::new();
    }
    all.sort_by(|one, other| (&one.company, other.published, &one.id).cmp(&(&other.company, one.published, &other.id)));
    let heading = escape(language.words("Documents"));
    let mut out = format!("<footer>\n<details>\n<summary><h2>{heading}</h2></summary>\n<ul class=\"sources\">\n");
    out.extend(all.into_iter().map(super::html::document));
    out + "</ul>\n</details>\n</footer>\n"
}
