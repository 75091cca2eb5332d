//! The day on which an update runs.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Today, at the meridian: where it is later already, no rates of that day are published yet.
pub fn today() -> Date {
    Offset::UTC.to_datetime(Timestamp::now()).date()
}
