//! Adds a company to the bundled data and compares it: `cargo run --example add_a_company`.
//!
//! The three files could as well be on a disk ([`Dataset::overlaid`]); `data/README.md` has their columns. The company is
//! made up: its year ends with May, so its figures are asked for by its own year.

use std::error::Error;

use capex::data::Dataset;
use capex::derive::Engine;
use capex::model::{Basis, Period};

const COMPANIES: &str = "\
ticker,name,fiscal_year_end
ACME,Acme Compute,05-31
";

/// Cash flow statements give the year to date; `capex` finds the quarters itself.
const FACTS: &str = "\
company,metric,start,end,value,currency,published
ACME,ppe_purchases,2024-06-01,2024-08-31,100000000,USD,2024-09-20
ACME,ppe_purchases,2024-06-01,2024-11-30,250000000,USD,2024-12-20
ACME,ppe_purchases,2024-06-01,2025-05-31,700000000,USD,2025-06-20
";

/// What the company itself calls its capital expenditures.
const DEFINITIONS: &str = "\
company,metric,basis,formula,words
ACME,capex,headline,+ppe_purchases,purchases of property and equipment
";

fn main() -> Result<(), Box<dyn Error>> {
    let files = [("companies.csv", COMPANIES), ("facts.csv", FACTS), ("definitions.csv", DEFINITIONS)];
    let data = Dataset::with_texts(files.map(|(name, text)| (name, text.to_owned())))?;
    let capex = data.metric("capex")?;
    let companies = [data.company("acme")?, data.company("microsoft")?];
    let engine = Engine::load(&data, None, &companies, &[&capex.id], &Basis::ALL)?;

    for period in ["FY2025Q1", "FY2025Q2", "FY2025Q3", "FY2025"] {
        let period: Period = period.parse()?;
        for company in companies {
            match engine.figure(company, capex, Basis::Headline, period) {
                Ok(figure) => println!("{period} {}: {} US dollars", company.name, figure.working.value),
                Err(gap) => println!("{period} {}: missing, {gap}", company.name),
            }
        }
    }
    Ok(())
}
