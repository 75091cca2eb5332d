//! Tags of the SEC's XBRL data.

use jiff::civil::Date;

use super::metric::MetricId;

/// That a tag of the us-gaap taxonomy holds a metric, in the filings of a range of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Ticker of the company; `None` for any that has no row of its own for the tag.
    pub company: Option<String>,
    /// The metric it holds.
    pub metric: MetricId,
    /// The concept, such as `PaymentsToAcquirePropertyPlantAndEquipment`.
    pub name: String,
    /// First day of filings in which it does; `None` means since ever.
    pub from: Option<Date>,
    /// Last day of filings in which it does; `None` means to this day.
    pub to: Option<Date>,
    /// Whether its amounts are never below zero: revenue and payments, not income.
    pub is_positive: bool,
}

impl Tag {
    /// Whether it holds the metric in a filing of a day.
    pub fn covers(&self, filed: Date) -> bool {
        self.from.is_none_or(|from| from <= filed) && self.to.is_none_or(|to| filed <= to)
    }
}
