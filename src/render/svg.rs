//! The SVG format: the chart as a picture whose text is text.

use plotters::prelude::{IntoDrawingArea as _, SVGBackend};

use super::Style;
use super::html::escape;
use super::picture::{GROUND, Picture};
use crate::report::Report;

/// Attributes that say what a style sheet says for all charts of a page, or what goes without saying.
const IDLE: [&str; 7] = [
    " xmlns=\"http://www.w3.org/2000/svg\"",
    " font-family=\"sans-serif\"",
    " font-size=\"14\"",
    " opacity=\"1\"",
    " fill=\"none\"",
    " stroke=\"none\"",
    " stroke-width=\"1\"",
];

/// The picture, ending with a newline.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<String> {
    let picture = Picture::new(report, style, style.language)?;
    let name = super::prose::plain(&report.title, style.language);
    let drawing = named(&drawn(&picture)?, &escape(&name), &escape(&picture.description()));
    Ok(drawing.replacen("<svg ", &format!("<svg xml:lang=\"{}\" ", style.language), 1))
}

/// The picture as wide as its place in a page of others, on a light ground of its own.
pub(super) fn fitting(report: &Report, style: &Style) -> anyhow::Result<String> {
    let drawing = render(report, style)?;
    let (open, rest) = drawing.split_once(" viewBox").unwrap_or((&drawing, ""));
    let (open, _size) = open.split_once(" width").unwrap_or((open, ""));
    Ok([open, " viewBox", rest].concat())
}

/// The chart alone, so many pixels across, to stand in a page: in the page's own letters and, but for the colours of
/// companies, in the colours it has for a light and a dark ground.
pub(super) fn within(report: &Report, style: &Style, width: u32, class: &str, name: &str) -> anyhow::Result<String> {
    let picture = Picture::within(report, style, style.language, width)?;
    let mut drawing = drawn(&picture)?;
    for (color, property) in GROUND {
        let fixed = format!("\"#{:02X}{:02X}{:02X}\"", color.0, color.1, color.2);
        drawing = drawing.replace(&fixed, &format!("\"var({property})\""));
    }
    for idle in IDLE {
        drawing = drawing.replace(idle, "");
    }
    let drawing = drawing.replace(">\n", ">").replace("\n</text>", "</text>").replace(" \"/>", "\"/>");
    let drawing = drawing.replacen("<svg ", &format!("<svg class=\"{class}\" "), 1);
    Ok(named(&drawing, name, &escape(&picture.description())))
}

fn drawn(picture: &Picture<'_>) -> anyhow::Result<String> {
    let mut drawing = String::new();
    picture.draw(&SVGBackend::with_string(&mut drawing, picture.size()).into_drawing_area())?;
    Ok(drawing)
}

/// A picture with its name and its figures in words, escaped both, for those who hear a page read out, as the first things in it.
fn named(drawing: &str, name: &str, description: &str) -> String {
    let (open, rest) = drawing.split_once('>').unwrap_or((drawing, ""));
    let open = open.replacen("<svg ", "<svg role=\"img\" ", 1);
    format!("{open}>\n<title>{name}</title>\n<desc>{description}</desc>{rest}")
}
