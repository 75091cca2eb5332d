//! Growth, totals and shares: comparisons that hold only between like and like.

mod change;
mod total;

pub use change::{Unlike, annual_growth, change, year_on_year};
pub use total::{Total, total};
