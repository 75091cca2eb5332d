//! A claims file as an answer; and a small one that explains itself, which says in words how to write each kind of claim.

use super::super::columns::CLAIMS_FILE;
use crate::claims::{ClaimField, Fields, rows};
use crate::data::Dataset;
use crate::report::{Cell, Drawing, Grid, Heading, Report};
use crate::say;

/// One claim of each kind.
const EXAMPLE: &str = include_str!("example.csv");

/// The columns of a claims file, in the order of its fields.
pub fn columns() -> Vec<Heading> {
    CLAIMS_FILE.iter().copied().map(Heading::record).collect()
}

/// The example as a report, in any format.
pub fn report() -> Report {
    of_claims(rows(EXAMPLE))
}

/// A claims file as a report: a row for the fields of each claim.
pub fn of_claims<'t>(claims: impl IntoIterator<Item = Fields<'t>>) -> Report {
    let mut grid = Grid { columns: columns(), rows: Vec::new() };
    for claim in claims {
        grid.push(ClaimField::ALL.map(|field| Cell::optional(Some(claim.get(field)))).into());
    }
    Report {
        title: say!(title_claims_file),
        page: grid.clone(),
        chart: None,
        drawing: Drawing::default(),
        records: grid,
        notes: Vec::new(),
        sources: Vec::new(),
        query: Vec::new(),
        as_of: None,
        data_version: Dataset::version().to_owned(),
        names: Vec::new(),
    }
}
