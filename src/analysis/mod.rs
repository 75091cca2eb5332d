//! Growth, totals, shares and conversions: comparisons that hold only between like and like.

// A panic is no answer to input.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

mod change;
mod convert;
mod guidance;
mod total;

pub use change::{Unlike, annual_growth, change, year_on_year};
pub use convert::{Amount, Converted, convert, parts};
pub use guidance::{Change, Landing, changes, landing, matched_period, standing};
pub use total::{Total, total};
