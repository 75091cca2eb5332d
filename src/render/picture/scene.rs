//! What a picture is made of: shapes and texts on places, in the order they lie on each other.

use crate::report::SeriesColor;

/// What a shape is drawn with; a theme gives each its colour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render) enum Ink {
    /// Words, and lines that carry meaning.
    Dark,
    /// What explains.
    Soft,
    /// Lines that only guide the eye.
    Faint,
    /// The ground.
    Ground,
    /// A company's own, or that of several together.
    Series(SeriesColor),
    /// The same, where quarters are missing.
    Pale(SeriesColor),
    /// Words on it.
    On(SeriesColor),
}

/// An outline, in units from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) enum Outline {
    /// Left, top, width, height.
    Rect(f64, f64, f64, f64),
    /// From point to point.
    Line(Vec<(f64, f64)>),
    /// The same, closed.
    Polygon(Vec<(f64, f64)>),
    /// A middle and a radius.
    Circle(f64, f64, f64),
}

/// The side of a text that stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum Anchor {
    Start,
    Middle,
    End,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) struct TextLine {
    /// Where it is anchored, and the line it stands on.
    pub at: (f64, f64),
    pub text: String,
    pub style: TextStyle,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render) struct TextStyle {
    pub size: f64,
    pub is_bold: bool,
    pub anchor: Anchor,
    pub ink: Ink,
}

/// A shape of a picture.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::render) enum Shape {
    /// Outlines that are filled, drawn along, or both.
    Path {
        outlines: Vec<Outline>,
        fill: Option<Ink>,
        stroke: Option<(Ink, f64)>,
    },
    Text(TextLine),
    /// A place that tells its figures when it is pointed at: left, top, width, height. A picture of pixels has none.
    Hit([f64; 4], String),
}

/// The shapes of a picture, those below first.
#[derive(Debug, Default)]
pub(in crate::render) struct ShapeList {
    pub shapes: Vec<Shape>,
}

/// A part of a picture: left, top, width, height.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Area {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub fn right(&self) -> f64 {
        self.left + self.width
    }

    pub fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

impl TextStyle {
    pub fn new(size: f64, ink: Ink) -> Self {
        Self { size, is_bold: false, anchor: Anchor::Start, ink }
    }

    pub fn bold(self) -> Self {
        Self { is_bold: true, ..self }
    }

    pub fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }
}

impl ShapeList {
    /// The same picture in as few shapes as it takes: texts lie on everything else, those that look alike together, and places
    /// that tell their figures on them.
    pub fn arranged(self) -> Self {
        let mut arranged = Self::default();
        let (mut texts, mut hits): (Vec<TextLine>, Vec<Shape>) = (Vec::new(), Vec::new());
        for shape in self.shapes {
            match shape {
                Shape::Text(line) => texts.push(line),
                Shape::Hit(..) => hits.push(shape),
                Shape::Path { outlines, fill, stroke } => {
                    for outline in outlines {
                        arranged.path(outline, fill, stroke);
                    }
                }
            }
        }
        while let Some(style) = texts.first().map(|line| line.style) {
            let (alike, others) = texts.into_iter().partition(|line| line.style == style);
            let alike: Vec<TextLine> = alike;
            arranged.shapes.extend(alike.into_iter().map(Shape::Text));
            texts = others;
        }
        arranged.shapes.extend(hits);
        arranged
    }

    /// Outlines of one look; those that follow others of the same look join them.
    fn path(&mut self, outline: Outline, fill: Option<Ink>, stroke: Option<(Ink, f64)>) {
        if let Some(Shape::Path { outlines, fill: own, stroke: around }) = self.shapes.last_mut()
            && (*own, *around) == (fill, stroke)
        {
            outlines.push(outline);
        } else {
            self.shapes.push(Shape::Path { outlines: vec![outline], fill, stroke });
        }
    }

    pub fn fill(&mut self, outline: Outline, ink: Ink) {
        self.path(outline, Some(ink), None);
    }

    pub fn line(&mut self, points: Vec<(f64, f64)>, ink: Ink, width: f64) {
        self.path(Outline::Line(points), None, Some((ink, width)));
    }

    pub fn outlined(&mut self, outline: Outline, fill: Ink, edge: Ink, width: f64) {
        self.path(outline, Some(fill), Some((edge, width)));
    }

    /// A text on a line.
    pub fn text(&mut self, text: &str, at: (f64, f64), style: TextStyle) {
        if !text.is_empty() {
            self.shapes.push(Shape::Text(TextLine { at, text: text.to_owned(), style }));
        }
    }

    /// A text whose letters have their middle at a height.
    pub fn text_beside(&mut self, text: &str, (x, middle): (f64, f64), style: TextStyle) {
        self.text(text, (x, middle + style.size * 0.36), style);
    }

    pub fn hit(&mut self, area: Area, text: String) {
        self.shapes.push(Shape::Hit([area.left, area.top, area.width, area.height], text));
    }
}
