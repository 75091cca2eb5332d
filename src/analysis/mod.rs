//! Growth, totals and shares: comparisons that hold only between like and like.

mod change;
mod guidance;
mod total;

pub use change::{Unlike, annual_growth, change, year_on_year};
pub use guidance::{Change, Landing, changes, landing, matched_period, standing};
pub use total::{Total, total};
