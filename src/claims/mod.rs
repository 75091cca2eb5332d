//! Published claims: reading them from a file, and judging whether they hold and under which reading.
//!
//! A claim is typed data, read with all its problems at once. A reading is a basis, a calendar, a day, a source of plans
//! and a rate of exchange. Judging compares exact figures with the stretch of figures that round to what was printed.
//! Nothing here rounds, prints, or words a sentence for a reader.

mod absent;
mod claim;
mod fields;
mod figures;
mod filter;
mod find;
mod fit;
mod gauge;
mod hash;
mod history;
mod judge;
mod later;
mod meaning;
mod number;
mod plans;
mod range;
mod read;
mod reading;
mod together;
mod verdict;

pub use absent::Absent;
pub use claim::{
    BadWord, Calendar, Claim, Claimed, Comparison, Course, Measure, Question, Rate, SaidBy, Stated, Subject, Term,
};
pub use fields::{COLUMNS, Column, Fields, Slip, Understanding};
pub use figures::Footing;
pub use find::{Find, Hit, Hits};
pub use fit::{distance, may_hold};
pub use gauge::{Found, Gauged, Over, Remark, Rounding};
pub use judge::{Answer, Judge, Outcome};
pub use number::{BadNumber, BadUnit, Printed, Typed, Unit};
pub use plans::Guided;
pub use read::read;
pub use reading::{Axis, Conversion, End, Reading};
pub use verdict::{Judgement, Verdict};
