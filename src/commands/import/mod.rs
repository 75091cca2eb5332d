//! `capex import`: files of the SEC's companyfacts data, read into facts.

pub(super) mod figure;
mod inputs;
mod page;
pub(super) mod repeated_notes;
pub(super) mod wanted;

use std::path::PathBuf;

use super::{Context, Failure};
use crate::data::{Folder, Problem, Problems};
use crate::report::{Report, Words};
use crate::sec::{Import, Importer};

use inputs::Inputs;
use page::ImportReport;
use wanted::{Wanted, name_apart};

/// Read files of the SEC's companyfacts data into facts.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex import CIK0001652044.json   the figures of the file, and which are new
  capex import CIK0001652044.json -o mine       write it as data files
  capex import downloads -f csv                 every file of a folder
  capex import CIK0001045810.json --company NVDA
  capex import companyfacts.zip --company NVDA=1045810 -o mine")]
pub struct Args {
    /// Companyfacts files, folders of them, the SEC's companyfacts.zip, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only this company (repeatable): its ticker or name, its CIK, or TICKER=CIK where it is not bundled; of a single
    /// file TICKER=NAME
    #[arg(long, value_name = "COMPANY")]
    pub company: Vec<String>,
    /// Every company of a companyfacts.zip; unreadable ones are listed and left out
    #[arg(long, conflicts_with = "company")]
    pub all: bool,
    /// Write only what the bundled data does not have
    #[arg(long, requires = "output")]
    pub only_new: bool,
    /// Write data files to FOLDER (atomically)
    #[arg(id = "output", short, long = "output", value_name = "FOLDER", help_heading = "Output", display_order = 63)]
    pub folder: Option<PathBuf>,
}

/// The report; with a folder, the facts are in it once this returns.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let importer = Importer::new(context.data, context.as_of)?;
    let mut wanted = Wanted::of(args, context.data)?;
    let mut folder = args.folder.as_deref().map(Folder::open).transpose()?;
    let mut page = ImportReport::new(args, context);
    let mut inputs = Inputs::new(&args.files, args.all);
    while let Some((name, bytes)) = inputs.next(&wanted)? {
        let of_file = importer.read(&name, &bytes).map_err(Problems::from).and_then(|file| {
            if !wanted.has(file.cik) {
                return Ok(None);
            }
            let ticker = wanted.ticker(file.cik);
            let import = importer.import(file, ticker);
            import.map(Some).map_err(|error| Problem::new(&*name, 1, Words::sentences(error.lines())).into())
        });
        match of_file {
            Ok(None) => {}
            Ok(Some(mut import)) => {
                wanted.found(&import.company, &name)?;
                if let Some(name) = wanted.name() {
                    import.company.name = name.into();
                }
                if let Some(folder) = &mut folder {
                    if !import.bundled {
                        name_apart(&mut import.company, context.data.companies().iter().chain(folder.companies()))?;
                    }
                    write(folder, &import, args.only_new)?;
                }
                page.add(&import);
            }
            Err(problems) if args.all => page.leave_out(&problems),
            Err(problems) => return Err(problems.into()),
        }
        inputs.take_back(bytes);
    }
    wanted.all_found()?;
    if let Some(folder) = folder {
        folder.write()?;
    }
    Ok(page.report())
}

/// Adds what an import gives to the folder; the bundled data lists its own companies.
fn write(folder: &mut Folder, import: &Import<'_>, only_new: bool) -> Result<(), Failure> {
    let facts: Vec<_> = import.facts.iter().filter(|fact| !only_new || import.is_new(fact)).cloned().collect();
    let used = |id: &str| facts.iter().any(|fact| *fact.source == *id);
    let sources: Vec<_> = import.sources.iter().filter(|source| used(&source.id)).cloned().collect();
    if !facts.is_empty() {
        folder.add(&import.company, !import.bundled, &facts, &sources)?;
        folder.note_left_out(&import.company, import.left_out());
    }
    Ok(())
}
