//! A self-contained page: a finding, reports, switches among them, charts; no network, no external script, no font.
//!
//! What is shown first is in the page as it stands, and reads in full without scripts. What the switches lead to is beside it
//! as data: every text as it will be shown, and drawings, which repeat each other, packed.

mod pack;
mod sparkline;
mod table;

use std::fmt::Write as _;

use super::html::{document, escape};
use super::unit::PageScale;
use super::{Language, Style, picture, prose, svg};
use crate::report::{Chart, FindingView, Grid, KeyFigure, Options, Page, Section, Switch, View, Words};
use crate::say;
use pack::Pack;

const STYLE: &str = include_str!("page.css");
/// What drawings need of it, which is saved with them.
const DRAWING: &str = include_str!("drawing.css");
const SCRIPT: &str = include_str!("page.js");

/// Pixels across of a chart on a screen, and on a phone.
const WIDE: f64 = 920.0;
const NARROW: f64 = 440.0;

/// The page as one file of HTML.
pub fn page(page: &Page, style: &Style) -> anyhow::Result<String> {
    let language = style.language;
    let mut pack = Pack::new(&page.switches, &page.sources);
    let finding = findings(page, &mut pack, style);
    let mut sections = String::new();
    for section in &page.sections {
        sections += &views(section, &mut pack, style)?;
    }
    let title = words(&page.title, language);
    let about = words(&page.about, language);
    let labels = labels(language);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{}</style>\n<style id=\"drawing\">\n{}</style>\n</head>\n<body{labels}>\n\
         <header>\n<h1>{title}</h1>\n<p class=\"about\">{about}</p>\n<div id=\"finding\">\n{finding}</div>\n</header>\n",
        bare_lines(STYLE),
        bare_lines(DRAWING)
    );
    out += "<form aria-label=\"";
    out += &words(&say!(page_switches), language);
    out += "\">\n";
    out.extend(page.switches.iter().map(|one| switch(one, language)));
    let _ = write!(
        out,
        "</form>\n<main>\n<p id=\"reading\" role=\"status\">{}</p>\n{sections}</main>\n",
        reading(page, language)
    );
    out += &footer(page, language);
    let _ = write!(
        out,
        "<dialog id=\"behind\" aria-labelledby=\"behind-what\">\n<h2 id=\"behind-what\"></h2>\n<ul class=\"sources\"></ul>\n\
         <form method=\"dialog\"><button>{}</button></form>\n</dialog>\n",
        words(&say!(page_close), language)
    );
    out += &pack.write()?;
    let _ = write!(out, "<script type=\"module\">\n{}</script>\n</body>\n</html>\n", bare_lines(SCRIPT));
    Ok(out)
}

/// A style sheet or a script without what only its writer needs.
fn bare_lines(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// What the script has to say.
fn labels(language: Language) -> String {
    let all = [
        ("svg", say!(page_save_chart)),
        ("csv", say!(page_save_table)),
        ("notes", say!(page_notes)),
        ("unit", say!(page_unit)),
        ("table", say!(page_table)),
    ];
    all.map(|(name, label)| format!(" data-{name}=\"{}\"", words(&label, language))).concat()
}

/// Words without commands or figures of money.
fn words(words: &Words, language: Language) -> String {
    escape(&prose::picture(words, &bare(language)))
}

/// A scale for words outside a table, where amounts name their unit.
fn bare(language: Language) -> PageScale {
    super::Scale { unit: super::Unit::Bn.usual_in(language).unit, precision: None }.settle(&Grid::default(), language)
}

fn switch(switch: &Switch, language: Language) -> String {
    let id = switch.id;
    let mut out = format!("<fieldset><legend>{}</legend>", words(&switch.label, language));
    for (index, option) in switch.options.iter().enumerate() {
        let checked = if index == 0 { " checked" } else { "" };
        let (value, name, help) = (escape(&option.value), words(&option.name, language), words(&option.help, language));
        let title = if help.is_empty() { String::new() } else { format!(" title=\"{help}\"") };
        let _ = write!(
            out,
            "<label{title}><input type=\"radio\" name=\"{id}\" value=\"{value}\"{checked}><span>{name}</span></label>"
        );
    }
    out + "</fieldset>\n"
}

/// What the options chosen at first mean.
fn reading(page: &Page, language: Language) -> String {
    let first = page.switches.iter().filter_map(|switch| switch.options.first());
    let help = first.map(|option| words(&option.help, language)).filter(|help| !help.is_empty());
    help.collect::<Vec<_>>().join(" · ")
}

/// What is said first; each combination of options has its own.
fn findings(page: &Page, pack: &mut Pack, style: &Style) -> String {
    let mut first = String::new();
    let mut shown = Vec::new();
    for one in &page.findings {
        let html = finding(one, pack, style);
        shown.push((&one.options, pack.text(html)));
    }
    let found: Vec<Option<usize>> =
        pack.each(|choice| shown.iter().find(|(options, _)| fits(options, choice)).map(|(_, at)| *at));
    if let Some(Some(at)) = found.first() {
        pack.text_at(*at).clone_into(&mut first);
    }
    pack.findings = found;
    first
}

/// Whether what is for some options is for a combination of all.
fn fits(options: &Options, choice: &Options) -> bool {
    options.iter().all(|option| choice.contains(option))
}

fn finding(view: &FindingView, pack: &mut Pack, style: &Style) -> String {
    let finding = &view.finding;
    let mut page = Grid { columns: vec![crate::report::Heading::number("")], rows: Vec::new() };
    for figure in &finding.figures {
        page.push(vec![figure.value.clone()]);
    }
    let scale = style.scale.settle(&page, style.language);
    let unit = scale.label().map(|unit| escape(&unit)).unwrap_or_default();
    let bare = style.scale.settle(&Grid::default(), style.language);
    let mut out =
        format!("<p class=\"sentence\">{}</p>\n<dl class=\"figures\">\n", prose::linked(&finding.sentence, &bare));
    out.extend(finding.figures.iter().map(|figure| key_figure(figure, &scale, &unit, pack)));
    out += "</dl>\n";
    if !finding.notes.is_empty() {
        out += "<ul class=\"notes\">";
        out.extend(finding.notes.iter().map(|note| format!("<li>{}</li>", prose::linked(note, &bare))));
        out += "</ul>\n";
    }
    out
}

/// A large number over what it is.
fn key_figure(figure: &KeyFigure, scale: &PageScale, unit: &str, pack: &mut Pack) -> String {
    let text = escape(&super::cell::page(&figure.value, scale));
    let number = match pack.documents_of(&figure.value) {
        Some((first, all)) => format!("<a href=\"#d{first}\" data-d=\"{all}\">{text}</a>"),
        None => text,
    };
    let (unit, reason) = match &figure.value.value {
        crate::report::Value::Missing(reason) => ("", prose::linked(reason, scale)),
        _ => (unit, String::new()),
    };
    let lines = [prose::linked(&figure.label, scale), prose::linked(&figure.basis, scale), reason];
    let lines: String =
        lines.iter().filter(|line| !line.is_empty()).flat_map(|line| ["<span>", line, "</span>"]).collect();
    format!("<div><dd>{number}<small>{unit}</small></dd><dt>{lines}</dt></div>\n")
}

/// A section with all its charts and tables, of which those of the first combination of options are in the page.
fn views(section: &Section, pack: &mut Pack, style: &Style) -> anyhow::Result<String> {
    let language = style.language;
    let mut shown = Vec::new();
    for view in &section.views {
        let drawn = view.report.chart.as_ref().filter(|chart| !chart.figures().is_empty());
        let chart = drawn.map(|drawn| chart(section.id, drawn, view, pack, style)).transpose()?;
        let table = table::Table::new(&view.report, pack, style);
        let table = pack.table(table)?;
        shown.push((view, chart, table));
    }
    let of = |choice: &Options| shown.iter().find(|(view, ..)| fits(&view.options, choice));
    let charts = pack.each(|choice| of(choice).and_then(|(_, chart, _)| *chart));
    let tables = pack.each(|choice| of(choice).map(|(.., table)| *table));
    let (id, heading) = (section.id, words(&section.heading, language));
    let link = words(&say!(page_anchor, section = &section.heading), language);
    let mut out = format!(
        "<section id=\"{id}\" aria-labelledby=\"h-{id}\">\n<h2 id=\"h-{id}\">{heading}<a class=\"anchor\" href=\"#{id}\" aria-label=\"{link}\">#</a></h2>\n"
    );
    let first_chart = charts.first().copied().flatten().map(|at| with_figures(&pack.chart_at(at), id));
    let has_charts = charts.iter().any(Option::is_some);
    if has_charts {
        let hidden = if first_chart.is_some() { "" } else { " hidden" };
        let _ = writeln!(out, "<div class=\"chart\"{hidden}>\n{}</div>", first_chart.unwrap_or_default());
    }
    let first = tables.first().copied().flatten();
    let (table_hidden, otherwise_hidden) = if first.is_some() { ("", " hidden") } else { (" hidden", "") };
    let table = first.map(|at| pack.table_at(at).html(pack, language)).unwrap_or_default();
    let _ = writeln!(out, "<div class=\"view\"{table_hidden}>\n{table}</div>");
    let otherwise = words(&section.otherwise, language);
    let _ = writeln!(out, "<p class=\"otherwise\"{otherwise_hidden}>{otherwise}</p>\n</section>");
    pack.sections.push((charts, tables));
    Ok(out)
}

/// A report's chart as it fits a screen and as it fits a phone, of which a style sheet shows one.
fn chart(id: &str, drawn: &Chart, view: &View, pack: &mut Pack<'_>, style: &Style) -> anyhow::Result<usize> {
    let View { report, reading, .. } = view;
    let name = words(&say!(title_and_reading, title = &report.title, reading), style.language);
    let (unit, key) = picture::caption(drawn, &style.scale.settle(&report.page, style.language));
    let said = [("unit", unit), ("key", key)].into_iter().filter_map(|(class, words)| Some((class, escape(&words?))));
    let said: Vec<String> = said.map(|(class, words)| format!("<span class=\"{class}\">{words}</span>")).collect();
    let label = words(&say!(page_plot), style.language);
    let (name_id, told_id) = (format!("n-{id}"), format!("t-{id}"));
    let before = format!(
        "<figure><figcaption><b id=\"{name_id}\">{name}</b> {}</figcaption><div class=\"plot\" role=\"group\" tabindex=\"0\" aria-label=\"{label}\">",
        said.join(" ")
    );
    let behind = format!("</div><p id=\"{told_id}\" hidden></p></figure>");
    let wide = svg::within(report, style, (WIDE, true), "wide", [&name_id, &told_id])?;
    let narrow = svg::within(report, style, (NARROW, false), "narrow", [&name_id, &told_id])?;
    Ok(pack.chart([&before, &behind], wide, narrow))
}

/// A drawing with its figures in words, which the script puts together for the others: what each of its places tells.
fn with_figures(drawing: &str, id: &str) -> String {
    let told = drawing.split("<title>").skip(1).filter_map(|rest| rest.split("</title>").next());
    let told = told.collect::<Vec<_>>().join("; ");
    let empty = format!("<p id=\"t-{id}\" hidden>");
    drawing.replace(&empty, &format!("{empty}{told}."))
}

/// How the figures are made, what words and marks mean, and every document, once.
fn footer(page: &Page, language: Language) -> String {
    let heading = |phrase: Words| words(&phrase, language);
    let mut out = format!("<footer>\n<section id=\"method\">\n<h2>{}</h2>\n", heading(say!(page_method_heading)));
    out.extend(page.method.iter().map(|one| format!("<p>{}</p>\n", words(one, language))));
    out += "<dl class=\"terms\">\n";
    let term = |(term, meaning): &(Words, Words)| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", words(term, language), words(meaning, language))
    };
    out.extend(page.terms.iter().map(term));
    out += "</dl>\n</section>\n";
    if !page.sources.is_empty() {
        let count = page.sources.len().to_string();
        let heading = heading(say!(page_documents, count));
        let _ =
            write!(out, "<details id=\"documents\">\n<summary><h2>{heading}</h2></summary>\n<ol class=\"sources\">\n");
        out.extend(page.sources.iter().enumerate().map(|(at, source)| document(source, &format!("d{at}"), language)));
        out += "</ol>\n</details>\n";
    }
    out + "</footer>\n"
}
