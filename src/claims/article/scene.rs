//! Who and what a figure of a sentence is about: the words nearest to it, and what the sentences before were about.

use super::super::vocabulary::Measure;
use super::numerals::PrintedFigure;
use super::periods::{Moment, Settled, When};
use super::tables::Head;
use crate::data::Dataset;

/// The flag of capital expenditures, which figures without a word on them are.
pub(super) const CAPEX: &str = "capex";

/// The metric of plans in a claims file.
pub(super) const GUIDANCE: &str = "guidance";

/// Companies that a sentence names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Who<'l> {
    /// Their tickers; none where one of them is not in the data.
    pub tickers: Vec<&'l str>,
    /// Whether they are one group.
    pub is_group: bool,
    /// Whether the lexicon has a ticker for them.
    pub is_known: bool,
}

/// One way of reading a figure, as a claims file states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sense {
    /// Tickers, parted by blanks.
    pub companies: String,
    /// How many they are.
    pub count: usize,
    /// Metric, or two of a ratio.
    pub metric: String,
    /// The period.
    pub period: Settled,
    /// What is asked of the figures.
    pub measure: Measure,
    /// The period before, where it is named.
    pub from_period: Option<Settled>,
    /// The basis the text states.
    pub basis: Option<String>,
    /// Whether the statement of a plan before the newest is meant.
    pub is_former: bool,
    /// Whether an older statement of a plan can be meant.
    pub is_older: bool,
    /// How far the words are from saying so: tens, the nearest 0.
    pub cost: u32,
    /// Whether the quantity is one that the words give without a minus.
    pub is_negative: bool,
}

impl Sense {
    /// The cost of a reading that says only that nobody can tell what a figure is about.
    pub const UNCLEAR: u32 = 1_000;

    /// The plain figure of companies.
    pub fn new(tickers: &[&str], metric: &str, period: Settled, cost: u32) -> Self {
        Self {
            companies: tickers.join(" "),
            count: tickers.len(),
            metric: metric.to_owned(),
            period,
            measure: if tickers.len() == 1 { Measure::Value } else { Measure::Total },
            from_period: None,
            basis: None,
            is_former: false,
            is_older: false,
            cost,
            is_negative: false,
        }
    }

    /// Whether it is one metric over another.
    pub fn is_ratio(&self) -> bool {
        self.metric.contains('/')
    }

    /// The same of a figure that the data does not hold: its measure is that of its unit.
    pub fn of_unknown(self, figure: &PrintedFigure) -> Self {
        let measure = match figure {
            figure if figure.is_multiple() => Measure::Multiple,
            figure if figure.is_rate() => Measure::Yoy,
            _ => self.measure,
        };
        Self { measure, ..self }
    }
}

/// What has been spoken of so far.
pub(super) struct Scene<'l, 'd> {
    pub data: &'d Dataset,
    /// The article's day.
    pub day: jiff::civil::Date,
    /// Whom the text is about, and for how many sentences it has not said so.
    pub who: Option<(Who<'l>, u32)>,
    /// The company that the text is about: the first one that it names, if no other begins it.
    pub subject: Option<Who<'l>>,
    /// The last group.
    pub group: Vec<&'l str>,
    /// The companies named one by one since the last group or heading.
    pub one_by_one: Vec<&'l str>,
    /// The companies in the order in which they were last named.
    pub order: Vec<&'l str>,
    /// The periods that the figures of the last list were told of.
    pub told_of: Vec<When>,
    /// Whether a cloud business was spoken of last.
    pub is_of_cloud: bool,
    /// Whether capital expenditures were spoken of.
    pub is_on_capex: bool,
    /// The last company alone.
    pub company: Option<&'l str>,
    /// The last period that a sentence named.
    pub spoken_of: Option<When>,
    /// How the last amount was read.
    pub main: Option<Sense>,
    /// How the last amount of a group was.
    pub whole: Option<Sense>,
    /// What the text before a list or a table says of it.
    pub head: Head<'l>,
    /// Whether an item of a list is read.
    pub in_list: bool,
    /// The company that speaks, in a call or a letter.
    pub speaker: Option<&'l str>,
}

impl<'d> Scene<'_, 'd> {
    pub fn new(data: &'d Dataset, day: jiff::civil::Date) -> Self {
        Self {
            data,
            day,
            who: None,
            subject: None,
            group: Vec::new(),
            one_by_one: Vec::new(),
            order: Vec::new(),
            told_of: Vec::new(),
            is_of_cloud: false,
            is_on_capex: false,
            company: None,
            spoken_of: None,
            main: None,
            whole: None,
            head: Head::default(),
            in_list: false,
            speaker: None,
        }
    }

    /// The calendar that periods of these companies are named in.
    pub fn moment(&self, tickers: &[&str]) -> Option<Moment> {
        let company = match tickers {
            [one] => self.data.company(one).ok(),
            _ => None,
        };
        let calendar = company.or_else(|| self.data.companies().iter().find(|one| one.calendar.is_calendar_year()))?;
        Some(Moment { day: self.day, calendar: calendar.calendar })
    }
}
