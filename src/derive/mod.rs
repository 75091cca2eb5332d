//! From facts as filed to figures: discrete quarters, years, trailing twelve months, and capex on each basis.
//!
//! Two ideas carry it. Within a fiscal year, quarter ends are points and facts are known distances between them, so any
//! quarter, half or year is a path of facts, some walked backwards (a fourth quarter is the year less nine months). And
//! values belong to epochs: each restatement opens a new one, and a path never leaves its epoch, so a restated figure is
//! never combined with one that was not.
//!
//! Every figure carries the tree of facts it was worked out from. Nothing here rounds.

mod bounds;
mod check;
mod engine;
mod epoch;
mod gap;
mod ledger;
mod load;
mod marks;
mod range;
mod working;
mod year;

pub use check::{contradicted, contradictions};
pub use engine::{Engine, Figure, Status};
pub use epoch::{Entry, Footings, epochs};
pub use gap::Gap;
pub use ledger::{Ledger, Loop};
pub use working::{Approximation, Filed, How, Recast, Working};

pub(crate) use bounds::{Bounds, Series};
pub(crate) use load::rests_on;
pub(crate) use range::Range;
