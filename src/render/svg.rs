//! The SVG format: the chart as a picture whose text is text.

use plotters::prelude::{IntoDrawingArea as _, SVGBackend};

use super::Style;
use super::html::escape;
use super::picture::Picture;
use crate::report::Report;

/// The picture, ending with a newline.
pub(super) fn render(report: &Report, style: &Style) -> anyhow::Result<String> {
    let picture = Picture::new(report, style, style.language)?;
    let mut drawing = String::new();
    picture.draw(&SVGBackend::with_string(&mut drawing, picture.size()).into_drawing_area())?;
    // A name for those who hear the page read out, as the first thing in the picture.
    let name = format!("<title>{}</title>\n", escape(&picture.name()));
    let start = drawing.find('>').map_or(0, |end| end + 1);
    drawing.insert_str(start, &format!("\n{}", name.trim_end()));
    Ok(drawing.replacen("<svg ", &format!("<svg role=\"img\" xml:lang=\"{}\" ", style.language), 1))
}
