//! `capex add`: figures and guidance that only people say, one line each, kept beside fetched data.
//!
//! A row is checked as `capex validate` checks it, by the same readers, before anything is written.

mod document;
mod read;

use std::path::Path;

use jiff::civil::Date;

use super::added::{self, AddedLine, RowState};
use super::draft::Draft;
use super::frame::{grid, heads};
use super::validate::with_sums;
use super::{Context, Failure, day, one_of};
use crate::data::{AddedRow, Dataset, Lock, OpenError, OwnData, Problem};
use crate::model::{Company, Comparable, Direction, Pace, Versus};
use crate::report::{Heading, Note, QueryValue, Report, Words};
use crate::say;

use read::{About, about};

/// Add a figure or guidance of your own, from a call or a release.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex add fact msft capex-stated 2029Q3 134.9bn --published 2029-10-24 --source call
  capex add guidance meta FY2030 --low 230 --high 245 --announced 2029-10-30 --source call

Amounts are in billions of dollars unless a unit is given. See also: capex list own, capex help own-data")]
pub struct Args {
    /// What to add: fact or guidance
    #[arg(value_name = "WHAT", ignore_case = true, hide_possible_values = true)]
    pub what: AddKind,
    /// COMPANY METRIC PERIOD VALUE of a fact; COMPANY PERIOD of guidance
    #[arg(value_name = "WORD", required = true)]
    pub words: Vec<String>,
    /// Day of publication (also --announced)
    #[arg(long, alias = "announced", value_name = "DATE", value_parser = day, required_unless_present = "remove")]
    pub published: Option<Date>,
    /// Its document: an address, a title or an id (capex list sources)
    #[arg(long, value_name = "URL", required_unless_present = "remove")]
    pub source: Option<String>,
    /// Lower end of guidance, with --high
    #[arg(long, value_name = "AMOUNT", requires = "high")]
    pub low: Option<String>,
    /// Upper end of guidance
    #[arg(long, value_name = "AMOUNT", requires = "low")]
    pub high: Option<String>,
    /// Guidance of one figure
    #[arg(long, value_name = "AMOUNT", conflicts_with_all = ["low", "high"])]
    pub value: Option<String>,
    /// Guidance of a figure or more
    #[arg(long, value_name = "AMOUNT", conflicts_with_all = ["low", "high", "value"])]
    pub at_least: Option<String>,
    /// Guidance of a figure or less
    #[arg(long, value_name = "AMOUNT", conflicts_with_all = ["low", "high", "value", "at_least"], help_heading = super::FURTHER)]
    pub up_to: Option<String>,
    /// A quarter's pace for the period: the quarter times the number of quarters
    #[arg(long, value_name = "AMOUNT", conflicts_with_all = ["low", "high", "value", "at_least", "up_to"],
        help_heading = super::FURTHER)]
    pub run_rate: Option<String>,
    /// Guidance without a figure: higher, lower or similar
    #[arg(long, value_name = "WORD", value_parser = one_of::<Direction>(Direction::ALL.map(Direction::name)),
        hide_possible_values = true, help_heading = super::FURTHER, conflicts_with_all = ["low", "high", "value", "at_least", "up_to", "run_rate"])]
    pub direction: Option<Direction>,
    /// What --direction compares with: previous year, previous quarter, each previous quarter, first half, previous statement
    #[arg(long, value_name = "WORDS", requires = "direction", value_parser = one_of::<Versus>(Versus::ALL.map(Versus::name)),
        hide_possible_values = true, help_heading = super::FURTHER)]
    pub versus: Option<Versus>,
    /// Growth compared with that of the year before: slower or faster
    #[arg(long, value_name = "WORD", hide_possible_values = true, value_parser = one_of::<Pace>(Pace::ALL.map(Pace::name)), help_heading = super::FURTHER)]
    pub pace: Option<Pace>,
    /// Guidance not comparable with the previous statement for the period: no or partly
    #[arg(long, value_name = "WORD", hide_possible_values = true, value_parser = one_of::<Comparable>(["no", "partly"]), help_heading = super::FURTHER)]
    pub comparable: Option<Comparable>,
    /// A remark
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Title of the document, where --source is an address
    #[arg(long, value_name = "TITLE", requires = "source", help_heading = super::FURTHER)]
    pub document: Option<String>,
    /// Take the place of a row that you added, or of the data's
    #[arg(long)]
    pub replace: bool,
    /// Remove a row that you added
    #[arg(long, conflicts_with = "replace")]
    pub remove: bool,
    /// Write nothing; print what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// A kind of row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum AddKind {
    /// A figure of a company
    Fact,
    /// Guidance on capital expenditures
    Guidance,
}

/// The columns of its records, for help.
pub fn columns() -> Vec<Heading> {
    heads(&added::records()).columns
}

/// The report; the row is in its place once this returns.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    context.check_columns(&added::records())?;
    let home = context.home.ok_or_else(|| Failure::Usage(say!(no_folder_for_data)))?;
    // Held to the end: what is read here is what is written over.
    let _lock =
        if args.dry_run { None } else { Some(Lock::take(home).map_err(|error| Failure::Failed((&error).into()))?) };
    let update = home.is_dir().then_some(home);
    // What a file of the command line says is not there with every other command.
    let data = Dataset::overlaid(update, &[]).map_err(|error| Failure::from(error).of_update(home))?;
    let context = &Context { data: &data, ..*context };
    let own = OwnData::open(home, data.companies()).map_err(|error| Failure::from(error).of_update(home))?;
    let about = about(args, context)?;
    if args.remove {
        return remove(args, context, own, &about);
    }
    let (row, source) = read::row(args, context, &about, &own)?;
    let company = about.company();
    let (there, beneath) = stands(company, &row, &own, &data)?;
    if !args.replace {
        refuse(company, there.as_ref(), beneath.as_ref(), context)?;
    }
    let state = if there.is_some() || beneath.is_some() { RowState::Replaced } else { RowState::Added };
    let mut after = own.clone();
    after.put(&company.ticker, row.clone(), source.clone());
    let line = AddedLine { source, ..AddedLine::new(company, row, state, context) };
    let faults = faults(update, &data, &after, context.as_of).map_err(|error| error.of_update(home))?;
    if !faults.is_empty() {
        let row = say!(own_row, of = about.words(), figure = added::figure(&line.row, line.metric));
        return Err(Failure::Usage(say!(own_row_refused, row, reasons = Words::semicolons(faults))));
    }
    write(args, &after)?;
    let mut notes: Vec<Note> = Vec::new();
    if let AddedRow::Fact(fact) = &line.row {
        notes.extend(read::unused(company, fact, context).map(|words| Note::new("own", words)));
    }
    for standing in [there, beneath].into_iter().flatten() {
        let (figure, source) = (added::figure(&standing, line.metric), standing.source().to_owned());
        notes.push(Note::new("own", say!(own_row_takes_place, figure, source)));
    }
    for (file, text) in after.written(&company.ticker, &line.row) {
        notes.push(Note::new("file", say!(row_of_file, file, text)));
    }
    Ok(told(args, context, line, notes))
}

/// Removes a row.
fn remove(args: &Args, context: &Context<'_>, own: OwnData, about: &About<'_>) -> Result<Report, Failure> {
    let company = about.company();
    let mut rows = own.rows(&company.ticker);
    rows.retain(|row| about.means(row, args.published));
    let [row] = &*rows else {
        let words = about.words();
        return Err(match rows.len() {
            0 => Failure::NoData(say!(no_own_row, row = words)),
            count => Failure::Usage(say!(several_own_rows, row = words, count = count.to_string())),
        });
    };
    let source = own.sources().iter().find(|source| source.id == row.source()).cloned();
    let line = AddedLine { source, ..AddedLine::new(company, row.clone(), RowState::Removed, context) };
    let notes = own.written(&company.ticker, row).into_iter().take(1);
    let notes = notes.map(|(file, text)| Note::new("file", say!(row_gone_from_file, file, text))).collect();
    let mut after = own;
    after.remove(&company.ticker, row);
    write(args, &after)?;
    Ok(told(args, context, line, notes))
}

fn write(args: &Args, own: &OwnData) -> Result<(), Failure> {
    if args.dry_run { Ok(()) } else { own.write().map_err(Failure::from) }
}

/// What was done with a row.
fn told(args: &Args, context: &Context<'_>, line: AddedLine<'_>, mut notes: Vec<Note>) -> Report {
    let title = match (args.dry_run, line.state) {
        (true, RowState::Removed) => say!(title_to_remove),
        (true, _) => say!(title_to_add),
        (false, RowState::Removed) => say!(title_removed),
        (false, _) => say!(title_added),
    };
    notes.push(match (args.dry_run, line.state) {
        (true, _) => Note::new("next", say!(nothing_written)),
        (false, RowState::Removed) => Note::new("next", say!(see_own_rows)),
        (false, _) => Note::new("next", say!(own_row_is_used)),
    });
    let lines = [line];
    let kind = match args.what {
        AddKind::Fact => "fact",
        AddKind::Guidance => "guidance",
    };
    context.report(Draft {
        title,
        page: grid(&added::page(), &lines, context),
        records: grid(&added::records(), &lines, context),
        notes,
        query: vec![("add", QueryValue::Text(kind.to_owned()))],
        ..Draft::default()
    })
}

/// The rows that stand where a row is to go: one that was added, and one of the data.
fn stands(
    company: &Company,
    row: &AddedRow,
    own: &OwnData,
    data: &Dataset,
) -> Result<(Option<AddedRow>, Option<AddedRow>), Failure> {
    let there = own.rows(&company.ticker).into_iter().find(|one| one.is_of(row));
    Ok((there, data.beneath(company, row)?))
}

/// Refuses a row where another stands.
fn refuse(
    company: &Company,
    there: Option<&AddedRow>,
    beneath: Option<&AddedRow>,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let words = |standing: &AddedRow| AddedLine::new(company, standing.clone(), RowState::Used, context).words();
    match (there, beneath) {
        (Some(standing), _) => {
            Err(Failure::Usage(say!(own_row_stands, row = words(standing), source = standing.source().to_owned())))
        }
        (None, Some(standing)) => {
            Err(Failure::Usage(say!(data_row_stands, row = words(standing), source = standing.source().to_owned())))
        }
        (None, None) => Ok(()),
    }
}

/// What `capex validate` finds wrong with the data and the rows that is not wrong without them.
fn faults(update: Option<&Path>, data: &Dataset, after: &OwnData, as_of: Option<Date>) -> Result<Vec<Words>, Failure> {
    let found = |data: &Dataset| with_sums(data, data.user_problems(), as_of);
    let before = found(data)?;
    let after = match Dataset::with_own(update, after) {
        Ok(data) => found(&data)?,
        Err(OpenError::Data(problems)) => problems,
        Err(error) => return Err(error.into()),
    };
    let is_old = |one: &Problem| before.list().iter().any(|old| (&old.file, &old.message) == (&one.file, &one.message));
    let new = after.list().iter().filter(|one| !is_old(one));
    Ok(new.map(|problem| problem.message.clone()).collect())
}
