//! How much a chart shows. More is refused before it is drawn: a picture grows with each company and statement, to
//! gigabytes, and nobody could tell them apart.

use std::collections::BTreeSet;

use crate::commands::Failure;
use crate::report::{Chart, SeriesColor};
use crate::say;

/// The most companies of a chart or a page of charts: as many as have a line each on a screen.
const MOST_COMPANIES: usize = 30;

/// The most statements of a chart: half as many again as the bundled data holds, from 2020 on.
const MOST_STATEMENTS: usize = 200;

/// Refuses a page of too many companies.
pub fn page(companies: usize) -> Result<(), Failure> {
    if companies <= MOST_COMPANIES {
        return Ok(());
    }
    Err(Failure::Usage(say!(
        too_many_companies_for_page,
        count = companies.to_string(),
        most = MOST_COMPANIES.to_string()
    )))
}

/// Refuses a chart of too many companies.
pub fn companies(chart: &Chart) -> Result<(), Failure> {
    let colors: Vec<SeriesColor> = match chart {
        Chart::Bars(bars) => bars.groups.iter().flat_map(|group| &group.bars).map(|bar| bar.color).collect(),
        Chart::Timeline(timeline) => timeline.series.iter().map(|series| series.color).collect(),
        Chart::Guidance(guidance) => guidance.iter().map(|ranges| ranges.color).collect(),
    };
    let place = |color: &SeriesColor| if let SeriesColor::Company(place) = color { Some(*place) } else { None };
    let count = colors.iter().filter_map(place).collect::<BTreeSet<_>>().len();
    if count <= MOST_COMPANIES {
        return Ok(());
    }
    Err(Failure::Usage(say!(
        too_many_companies_for_chart,
        count = count.to_string(),
        most = MOST_COMPANIES.to_string()
    )))
}

/// Refuses a chart of too many statements.
pub fn statements(count: usize) -> Result<(), Failure> {
    if count <= MOST_STATEMENTS {
        return Ok(());
    }
    Err(Failure::Usage(say!(
        too_many_statements_for_chart,
        count = count.to_string(),
        most = MOST_STATEMENTS.to_string()
    )))
}
