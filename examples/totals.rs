//! Totals capital expenditures on every basis, for the calendar year given: `cargo run --example totals -- 2024`.

use std::env;
use std::error::Error;

use capex::analysis::{Total, compare};
use capex::data::Dataset;
use capex::derive::{Engine, Status};
use capex::model::{Basis, Company, Period};

fn main() -> Result<(), Box<dyn Error>> {
    let period: Period = env::args().nth(1).as_deref().unwrap_or("2024").parse()?;
    let data = Dataset::bundled()?;
    let capex = data.metric("capex")?;
    let companies: Vec<&Company> = data.reporting(capex);
    let engine = Engine::load(&data, None, &companies, &[&capex.id], &Basis::ALL)?;

    for basis in Basis::ALL {
        let figures: Vec<_> =
            companies.iter().map(|company| compare(&engine, None, company, capex, Some(basis), period)).collect();
        // Missing is missing: a sum with a company or a quarter missing says so.
        match Total::of(&figures) {
            Some(Total { working, status: Status::Partial, quarters, of, .. }) => {
                println!("{period} {basis}: {} US dollars, of {quarters} of {of} quarters", working.value);
            }
            Some(total) => println!("{period} {basis}: {} US dollars", total.working.value),
            None => println!("{period} {basis}: no figure"),
        }
    }
    Ok(())
}
