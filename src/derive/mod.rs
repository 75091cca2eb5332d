//! From facts as filed to figures: discrete quarters, years, trailing twelve months, and capex on each basis.
//!
//! Two ideas carry it. Within a fiscal year, quarter ends are points and facts are known distances between them, so any
//! quarter, half or year is a path of facts, some walked backwards (a fourth quarter is the year less nine months). And
//! values belong to vintages: each restatement opens a new one, and a path never leaves its vintage, so a restated figure is
//! never combined with one that was not.
//!
//! Every figure carries the tree of facts it was worked out from. Nothing here rounds.

mod check;
mod engine;
mod figure;
mod gap;
mod ledger;
mod load;
mod redefined;
mod vintage;
mod working;
mod year;

pub use check::{contradicted, contradictions};
pub use engine::Engine;
pub use figure::{Figure, Status};
pub use gap::Gap;
pub use ledger::{Ledger, Loop};
pub use vintage::{Entry, Vintages, vintages_of};
pub use working::{Approximation, Filed, How, Recast, Working, documents};
pub use year::Point;

pub(crate) use engine::runs;
pub(crate) use load::{ANY_BASIS, ByMetric, Published, by_metric, published, rests_on};
