//! The SVG format: the chart as a picture whose text is text.

use std::fmt::Write as _;

use super::Style;
use super::html::escape;
use super::picture::{
    Anchor, Ink, Outline, Picture, Shape, TextStyle, color, described, is_deep, picture, within as chart_within,
};
use crate::report::{Report, SeriesColor, Theme};

/// How a picture is written down.
#[derive(Clone, Copy)]
enum Place {
    /// To stand by itself, in colours of its own.
    Alone(Theme),
    /// In a page, which has colours for a light and a dark ground, and says what the picture is. Places are whole pixels.
    InPage,
}

/// The picture, ending with a newline.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<String> {
    let picture = picture(report, style)?;
    let own = (picture.width, picture.height);
    let (across, down) = picture.size.map_or(own, |(across, down)| (across.into(), down.into()));
    let size = format!(" width=\"{across:.0}\" height=\"{down:.0}\"");
    alone(&picture, report, style, &size)
}

/// The picture as wide as its place in a page of others, on a ground of its own.
pub(super) fn fitting(report: &Report, style: &Style) -> anyhow::Result<String> {
    alone(&picture(report, style)?, report, style, "")
}

fn alone(picture: &Picture, report: &Report, style: &Style, size: &str) -> anyhow::Result<String> {
    let [name, description] = described(report, style)?;
    let place = Place::Alone(picture.theme);
    let view = place.view(picture);
    // Those who hear it read out hear its name and its figures first.
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"{}\" role=\"img\"{size}{view} \
         font-family=\"'Open Sans', sans-serif\">\n<title>{}</title>\n<desc>{}</desc>\n{}</svg>\n",
        style.language,
        escape(&name),
        escape(&description),
        place.shapes(picture)
    ))
}

/// The chart alone, so many units across, to stand in a page: in the page's own letters and colours. Two elements of the page
/// say what it is called and what its figures are, and of several drawings of one chart the first tells them when pointed at.
pub(super) fn within(
    report: &Report,
    style: &Style,
    (width, is_first): (f64, bool),
    class: &str,
    [name, told]: [&str; 2],
) -> anyhow::Result<String> {
    let mut picture = chart_within(report, style, width)?;
    for shape in picture.scene.shapes.iter_mut().filter(|_| !is_first) {
        if let Shape::Hit(_, told) = shape {
            told.clear();
        }
    }
    let view = Place::InPage.view(&picture);
    Ok(format!(
        "<svg class=\"{class}\" role=\"img\" aria-labelledby=\"{name}\" aria-describedby=\"{told}\"{view}>{}</svg>\n",
        Place::InPage.shapes(&picture)
    ))
}

impl Place {
    fn view(self, picture: &Picture) -> String {
        format!(" viewBox=\"0 0 {} {}\"", self.number(picture.width), self.number(picture.height))
    }

    fn shapes(self, picture: &Picture) -> String {
        let between = if matches!(self, Self::Alone(_)) { "\n" } else { "" };
        let mut out = String::new();
        // Texts that look alike share what says how.
        let mut look = String::new();
        for shape in &picture.scene.shapes {
            let own = if let Shape::Text(line) = shape { self.look(&line.style) } else { String::new() };
            if own != look {
                let (end, begin) = (if look.is_empty() { "" } else { "</g>" }, if own.is_empty() { "" } else { "<g" });
                let tag = if own.is_empty() { "" } else { ">" };
                let _ = write!(out, "{end}{begin}{own}{tag}");
                look = own;
            }
            out += &self.shape(shape);
            out += between;
        }
        out + if look.is_empty() { "" } else { "</g>" } + between
    }

    fn shape(self, shape: &Shape) -> String {
        match shape {
            Shape::Path { outlines, fill, stroke } => {
                let fill = fill.map_or_else(|| " fill=\"none\"".to_owned(), |ink| self.paint("fill", ink));
                let stroke = stroke.map(|(ink, width)| {
                    let is_usual = (width - 1.0).abs() < f64::EPSILON;
                    let width = if is_usual { String::new() } else { format!(" stroke-width=\"{width}\"") };
                    self.paint("stroke", ink) + &width
                });
                let data: String = outlines.iter().map(|outline| self.data(outline)).collect();
                format!("<path{fill}{} d=\"{data}\"/>", stroke.unwrap_or_default())
            }
            Shape::Text(line) => {
                let [x, y] = [line.at.0, line.at.1].map(|at| self.number(at));
                format!("<text x=\"{x}\" y=\"{y}\">{}</text>", escape(&line.text))
            }
            Shape::Hit(places, told) => {
                let [left, top, width, height] = places.map(|at| self.number(at));
                let title = if told.is_empty() { String::new() } else { format!("<title>{}</title>", escape(told)) };
                format!(
                    "<rect class=\"hit\" fill=\"transparent\" x=\"{left}\" y=\"{top}\" width=\"{width}\" \
                     height=\"{height}\">{title}</rect>"
                )
            }
        }
    }

    fn look(self, style: &TextStyle) -> String {
        let weight = if style.is_bold { " font-weight=\"600\"" } else { "" };
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        format!("{} font-size=\"{}\"{weight}{anchor}", self.paint("fill", style.ink), style.size)
    }

    /// An attribute with a colour.
    fn paint(self, name: &str, ink: Ink) -> String {
        let (_, opacity) = color(ink, Theme::Light);
        let opacity = if opacity < 1.0 { format!(" {name}-opacity=\"{opacity}\"") } else { String::new() };
        let color = match self {
            Self::Alone(theme) => {
                let [red, green, blue] = color(ink, theme).0;
                format!("#{red:02x}{green:02x}{blue:02x}")
            }
            Self::InPage => format!("var(--{})", property(ink)),
        };
        format!(" {name}=\"{color}\"{opacity}")
    }

    /// An outline as a path has it.
    fn data(self, outline: &Outline) -> String {
        match outline {
            Outline::Rect(left, top, width, height) => {
                // Its edges are rounded, and not its width: what lies beside it touches it, or does not, as it should.
                let [left, top] = [*left, *top];
                let [right, bottom] = [self.rounded(left + width), self.rounded(top + height)];
                let [left, top] = [left, top].map(|at| self.rounded(at));
                let [across, down] = [right - left, bottom - top].map(|at| self.number(at));
                let [left, top] = [left, top].map(|at| self.number(at));
                format!("M{left} {top}h{across}v{down}h-{across}z")
            }
            Outline::Circle(x, y, radius) => {
                let [left, y, across] = [x - radius, *y, radius * 2.0].map(|at| self.number(at));
                format!("M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 -{across} 0z")
            }
            Outline::Line(points) => self.line(points),
            Outline::Polygon(points) => self.line(points) + "z",
        }
    }

    fn line(self, points: &[(f64, f64)]) -> String {
        let point = |(x, y): &(f64, f64)| format!("{} {}", self.number(*x), self.number(*y));
        format!("M{}", points.iter().map(point).collect::<Vec<_>>().join("L"))
    }

    /// A place to a whole unit in a page, else to a tenth of one.
    fn rounded(self, at: f64) -> f64 {
        if matches!(self, Self::InPage) { at.round() } else { (at * 10.0).round() / 10.0 }
    }

    fn number(self, at: f64) -> String {
        let text = format!("{}", self.rounded((at * 10.0).round() / 10.0));
        if text == "-0" { "0".to_owned() } else { text }
    }
}

/// What a page calls a colour.
fn property(ink: Ink) -> &'static str {
    match ink {
        Ink::Dark => "ink",
        Ink::Soft => "dim",
        Ink::Faint => "line",
        Ink::Ground => "back",
        Ink::Series(SeriesColor::Beside) | Ink::Pale(SeriesColor::Beside) => "grey",
        Ink::Series(series) | Ink::Pale(series) => series.pick(&["c0", "c1", "c2", "c3", "c4", "c5"]).unwrap_or("ink"),
        Ink::On(series) => {
            if is_deep(series) {
                "white"
            } else {
                "black"
            }
        }
    }
}
