//! Growth, totals, shares and conversions: comparisons that hold only between like and like.
//!
//! Nothing here reads a file, and nothing rounds but the root that a compound rate takes. What cannot be compared is an error
//! with its reason, never a number.

mod change;
mod convert;
mod guidance;
mod observation;
mod total;

pub use change::{Unlike, annual_growth, change, comparable, previous, year_on_year};
pub use convert::{Amount, Converted, convert, parts};
pub use guidance::{
    Announcement, Change, Landing, PeriodGuidance, is_over_beside, landing, matched_period, spoken_of, standing,
};
pub use observation::{
    Known, Observation, YearOnYear, amount_of, compare, converted_change, money_of, no_figure, observe, of_company,
    quarters_in, reported_change, sum_of,
};
pub use total::Total;
