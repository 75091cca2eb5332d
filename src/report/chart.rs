//! A chart as a value: what is drawn, in exact figures.
//!
//! Nothing here knows of lines, columns or pixels; a renderer gives a chart its shape, and rounds only what it prints.

use jiff::civil::Date;

use super::cell::{Cell, Mark, Value};
use crate::model::{Quantity, Words};

/// A picture of a report's figures. What is missing stays a missing cell: a gap, never a zero.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// A bar for each figure.
    Bars(Bars),
    /// Figures over time.
    Timeline(Timeline),
    /// What was said ahead, by day, and how it turned out.
    Guidance(Vec<GuidanceRanges>),
}

/// How a chart is drawn that is kept by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawing {
    /// A title in place of the report's own, which then stands below it.
    pub title: Option<String>,
    /// Pixels across and down; as many as it takes without.
    pub size: Option<(u32, u32)>,
    /// Its ground.
    pub theme: Theme,
}

/// A ground, and the colours that are seen on it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// Dark letters on white.
    #[default]
    Light,
    /// Light letters on black.
    Dark,
}

/// Whose figure it is: decides colour and fill, so that a company looks alike in every chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeriesColor {
    /// A company, by its place in the data.
    Company(usize),
    /// Several companies together.
    Sum,
    /// What a company's figure is compared with, such as its revenue.
    Beside,
}

/// Bars with their figures beside them, on one scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Over the figures and each of their asides; may be empty.
    pub headings: Vec<Words>,
    /// Bars that stand together, such as those of one period.
    pub groups: Vec<Group>,
}

/// Bars that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Over the bars; empty where there is one group.
    pub heading: Words,
    /// The bars, top to bottom.
    pub bars: Vec<Bar>,
    /// Their sum, which is printed and not drawn: it would dwarf them.
    pub total: Option<Bar>,
}

/// A figure with a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What stands before the bar.
    pub name: Words,
    /// Whose it is.
    pub color: SeriesColor,
    /// The figure that is drawn.
    pub figure: Cell,
    /// Figures that are printed beside it, such as its growth.
    pub asides: Vec<Cell>,
}

/// Series of figures over the same periods.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// The periods, oldest first.
    pub stops: Vec<Stop>,
    /// A figure for each stop, by series.
    pub series: Vec<Series>,
    /// The sums of the stops, where the series add up and none falls below zero: they are then stacked. Without sums each
    /// series stands by itself.
    pub sums: Option<Vec<Cell>>,
}

/// A period on the axis of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The year it belongs to, such as `2025` or `FY2025`.
    pub year: String,
    /// The part of the year, such as `Q3`; empty for a whole year.
    pub part: String,
}

/// The figures of one company, or of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Whose they are, in words.
    pub name: Words,
    /// Whose they are.
    pub color: SeriesColor,
    /// One for each stop.
    pub figures: Vec<Cell>,
}

/// A company's statements on one period.
#[derive(Debug, Clone, PartialEq)]
pub struct GuidanceRanges {
    /// The company and the period.
    pub heading: Words,
    /// Whose statements they are.
    pub color: SeriesColor,
    /// The statements, oldest first.
    pub said: Vec<StatedRange>,
    /// What was spent, partial until the period is over, and the day that was published.
    pub outcome: Option<(Date, Cell)>,
}

/// How far a statement reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedRange {
    /// The day of the statement.
    pub day: Date,
    /// The lower end; blank where none was given.
    pub low: Cell,
    /// The upper end; blank where none was given, the lower end again where one figure was.
    pub high: Cell,
    /// The statement in a few words, figures included.
    pub words: Words,
}

impl SeriesColor {
    /// A company's own of some colours or fills, which begin anew after the last; anything else has none.
    pub fn pick<T: Copy>(self, all: &[T]) -> Option<T> {
        match self {
            Self::Company(place) => all.iter().cycle().nth(place).copied(),
            Self::Sum | Self::Beside => None,
        }
    }
}

impl Chart {
    /// Every figure that is drawn.
    pub fn figures(&self) -> Vec<&Cell> {
        match self {
            Self::Bars(bars) => bars.groups.iter().flat_map(|group| &group.bars).map(|bar| &bar.figure).collect(),
            Self::Timeline(timeline) => timeline.series.iter().flat_map(|series| &series.figures).collect(),
            Self::Guidance(guidance) => guidance.iter().flat_map(GuidanceRanges::figures).collect(),
        }
    }

    /// Whether a figure, or a sum of figures, carries a mark.
    pub fn is_marked(&self, mark: Mark) -> bool {
        let sums: Vec<&Cell> = match self {
            Self::Timeline(timeline) => timeline.sums.iter().flatten().collect(),
            Self::Bars(bars) => bars.groups.iter().filter_map(|group| Some(&group.total.as_ref()?.figure)).collect(),
            Self::Guidance(_) => Vec::new(),
        };
        self.figures().into_iter().chain(sums).any(|cell| cell.mark == mark && !matches!(cell.value, Value::Missing(_)))
    }
}

impl Stop {
    /// The period as a whole, such as `2025Q3`.
    pub fn label(&self) -> String {
        [self.year.as_str(), &self.part].concat()
    }
}

impl GuidanceRanges {
    /// The ends that were given, and the outcome.
    pub fn figures(&self) -> impl Iterator<Item = &Cell> {
        let ends = self.said.iter().flat_map(|said| [&said.low, &said.high]);
        ends.chain(self.outcome.iter().map(|(_, outcome)| outcome))
    }
}

impl Timeline {
    /// Whether amounts are drawn, rather than ratios or growth.
    pub fn is_of_money(&self) -> bool {
        self.series
            .iter()
            .flat_map(|series| &series.figures)
            .any(|cell| matches!(cell.value, Value::Figure(Quantity::Money(_))))
    }

    /// Whether the series are drawn on top of each other.
    pub fn is_stacked(&self) -> bool {
        self.sums.is_some()
    }
}
