//! The SVG format: the chart as a picture whose text is text.

use std::fmt::Write as _;

use super::Style;
use super::html::escape;
use super::picture::{Anchor, Ink, Outline, Picture, Shape, color, picture, within as chart_within};
use crate::report::{Report, SeriesColor, Theme};

/// Where colours come from.
#[derive(Clone, Copy)]
enum Colors {
    /// From the picture itself.
    Fixed(Theme),
    /// From the page around it, which has those of a light and a dark ground.
    OfPage,
}

/// The picture, ending with a newline.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<String> {
    let picture = picture(report, style, style.language)?;
    let (across, down) = picture.size.map_or((picture.width, picture.height), |(across, down)| (across.into(), down.into()));
    let size = format!(" width=\"{}\" height=\"{}\"", short(across), short(down));
    Ok(alone(&picture, style, &size))
}

/// The picture as wide as its place in a page of others, on a light ground of its own.
pub(super) fn fitting(report: &Report, style: &Style) -> anyhow::Result<String> {
    Ok(alone(&picture(report, style, style.language)?, style, ""))
}

fn alone(picture: &Picture, style: &Style, size: &str) -> String {
    let open = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{}\"{size} font-family=\"'Open Sans', sans-serif\"",
        style.language
    );
    written(picture, &open, Colors::Fixed(picture.theme))
}

/// The chart alone, so many units across, to stand in a page: in the page's own letters and colours.
pub(super) fn within(report: &Report, style: &Style, width: f64, class: &str, name: &str) -> anyhow::Result<String> {
    let picture = chart_within(report, style, width, name)?;
    Ok(written(&picture, &format!("<svg class=\"{class}\""), Colors::OfPage))
}

/// A picture with its name and its figures in words, for those who hear a page read out, as the first things in it.
fn written(picture: &Picture, open: &str, colors: Colors) -> String {
    let mut out = format!(
        "{open} role=\"img\" viewBox=\"0 0 {} {}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        short(picture.width),
        short(picture.height),
        escape(&picture.name),
        escape(&picture.description)
    );
    // Texts that look alike share what says how.
    let mut look = String::new();
    for shape in &picture.scene.shapes {
        let own = if let Shape::Text(line) = shape { look_of(line.style.is_bold, line.style.size, line.style.anchor, paint("fill", line.style.ink, colors)) } else { String::new() };
        if own != look {
            out += if look.is_empty() { "" } else { "</g>\n" };
            if !own.is_empty() {
                let _ = writeln!(out, "<g{own}>");
            }
            look = own;
        }
        match shape {
            Shape::Path { outlines, fill, stroke } => {
                let fill = fill.map_or_else(|| " fill=\"none\"".to_owned(), |ink| paint("fill", ink, colors));
                let stroke = stroke.map(|(ink, width)| {
                    let width = if width == 1.0 { String::new() } else { format!(" stroke-width=\"{}\"", short(width)) };
                    paint("stroke", ink, colors) + &width
                });
                let data: String = outlines.iter().map(data).collect();
                let _ = writeln!(out, "<path{fill}{} d=\"{data}\"/>", stroke.unwrap_or_default());
            }
            Shape::Text(line) => {
                let (x, y) = (short(line.at.0), short(line.at.1));
                let _ = writeln!(out, "<text x=\"{x}\" y=\"{y}\">{}</text>", escape(&line.text));
            }
            Shape::Hit([left, top, width, height], told) => {
                let [left, top, width, height] = [left, top, width, height].map(|at| short(*at));
                let _ = writeln!(
                    out,
                    "<rect class=\"hit\" fill=\"transparent\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"><title>{}</title></rect>",
                    escape(told)
                );
            }
        }
    }
    out + if look.is_empty() { "</svg>\n" } else { "</g>\n</svg>\n" }
}

fn look_of(is_bold: bool, size: f64, anchor: Anchor, fill: String) -> String {
    let weight = if is_bold { " font-weight=\"600\"" } else { "" };
    let anchor = match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    format!("{fill} font-size=\"{}\"{weight}{anchor}", short(size))
}

/// An attribute with a colour.
fn paint(name: &str, ink: Ink, colors: Colors) -> String {
    let opacity = color(ink, Theme::Light).1;
    let opacity = if opacity < 1.0 { format!(" {name}-opacity=\"{}\"", short(opacity)) } else { String::new() };
    let color = match colors {
        Colors::Fixed(theme) => {
            let [red, green, blue] = color(ink, theme).0;
            format!("#{red:02x}{green:02x}{blue:02x}")
        }
        Colors::OfPage => format!("var(--{})", property(ink)),
    };
    format!(" {name}=\"{color}\"{opacity}")
}

/// What a page calls a colour.
fn property(ink: Ink) -> &'static str {
    match ink {
        Ink::Dark => "ink",
        Ink::Soft => "dim",
        Ink::Faint => "line",
        Ink::Ground => "back",
        Ink::Series(series) | Ink::Pale(series) => series_property(series),
    }
}

fn series_property(series: SeriesColor) -> &'static str {
    series.pick(&["c0", "c1", "c2", "c3", "c4", "c5"]).unwrap_or("ink")
}

/// An outline as a path has it.
fn data(outline: &Outline) -> String {
    match outline {
        Outline::Rect(left, top, width, height) => {
            let [left, top, width, height] = [left, top, width, height].map(|at| short(*at));
            format!("M{left} {top}h{width}v{height}h-{width}z")
        }
        Outline::Circle(x, y, radius) => {
            let [left, y, radius, across] = [x - radius, *y, *radius, radius * 2.0].map(short);
            format!("M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0z")
        }
        Outline::Line(points) => line(points),
        Outline::Polygon(points) => line(points) + "z",
    }
}

fn line(points: &[(f64, f64)]) -> String {
    let point = |(x, y): &(f64, f64)| format!("{} {}", short(*x), short(*y));
    format!("M{}", points.iter().map(point).collect::<Vec<_>>().join("L"))
}

/// A place to a tenth of a unit.
fn short(at: f64) -> String {
    let text = format!("{at:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
