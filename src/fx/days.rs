//! Which days have a fixing, as far as that can be known without the file.

use jiff::civil::{Date, Weekday};

/// Days from one to another.
pub(super) fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// Whether a day never has a fixing: weekends, and the fixed holidays of the euro's payment system. Easter's are left
/// out: taking them for days that should have a fixing can make a rate missing, never wrong.
fn is_holiday(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
        || matches!((day.month(), day.day()), (1 | 5, 1) | (12, 25 | 26))
}

/// The last of the days without a fixing that follow a day.
pub(super) fn closed(mut day: Date) -> Date {
    while let Some(next) = day.tomorrow().ok().filter(|next| is_holiday(*next)) {
        day = next;
    }
    day
}

/// The first of the days without a fixing that lead up to a day.
pub(super) fn opened(mut day: Date) -> Date {
    while let Some(before) = day.yesterday().ok().filter(|before| is_holiday(*before)) {
        day = before;
    }
    day
}
