//! The SEC's companyfacts and the instances of filings: from JSON and XML to facts in the schema of `data/`.
//!
//! ```text
//! file or member of a zip ─json→ CompanyFacts ─figures, proof→ Figure ─import→ facts, sources, what is new
//! instance of a filing ─instance→ CompanyFacts
//! ```
//!
//! Nothing here writes a file or prints. What a filing calls its own fiscal year and period is never looked at: a figure is
//! told by its days. A figure that other figures contradict is left out, with the reason, and never mended.

mod archive;
mod body;
mod bounds;
mod choice;
mod company_facts;
mod compare;
mod distances;
mod figures;
mod filing;
mod identify;
mod import;
mod instance;
mod json;
mod proof;
mod scalar;
mod sources;
mod unread;
mod unusable;
#[cfg(feature = "update")]
pub mod update;
mod year;

pub use archive::{Archive, LARGEST_FILE, OpenArchive, read_limited, twice, unpacked};
pub use company_facts::{CompanyFacts, Reported};
pub use compare::{Compared, Covered};
pub use figures::{FiledFigure, Reason};
pub use filing::{Accession, Filing, Form};
pub use identify::KnownFiling;
pub use import::{FigureStatus, Import, Importer};
pub use instance::{Instance, begins_instance, is_xml};
pub use proof::Contradiction;
pub use unusable::Unusable;
