//! `capex import`: the SEC's companyfacts and the instances of filings, read into facts.

pub(super) mod figure;
mod in_order;
mod inputs;
mod page;
pub(super) mod repeated_notes;
pub(super) mod wanted;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::PathBuf;
use std::str::FromStr as _;

use jiff::civil::Date;

use super::frame::heads;
use super::{Context, Failure};
use crate::data::{Folder, Problem, Problems};
use crate::report::{Heading, Report, Words};
use crate::say;
use crate::sec::{Accession, CompanyFacts, Form, Import, Importer, Instance, KnownFiling, Unusable, is_xml};

use in_order::in_order;
use inputs::{Input, InputReader};
use page::ImportReport;
use wanted::{Asked, FoundCompanies, name_apart};

/// Import the SEC's files: companyfacts and XBRL instances.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex import CIK0001652044.json   the figures of the file, and which are new
  capex import CIK0001652044.json -o mine       write it as data files
  capex import amzn-20221231_htm.xml            a filing's instance, with its segments
  capex import downloads -f csv                 every file of a folder
  capex import companyfacts.zip --company NVDA=1045810 -o mine")]
pub struct Args {
    /// Companyfacts files, instances (…_htm.xml), either compressed with gzip, folders of them, the SEC's companyfacts.zip,
    /// or - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only this company or group (repeatable): its ticker or name, its CIK, or TICKER=CIK where it is not bundled; of a single
    /// file TICKER=NAME
    #[arg(long, value_name = "COMPANY")]
    pub company: Vec<String>,
    /// Every company of a companyfacts.zip; unreadable ones are listed and left out
    #[arg(long, conflicts_with = "company")]
    pub all: bool,
    /// Accession number of an instance's filing, where the data does not have it
    #[arg(long, value_name = "NUMBER", value_parser = Accession::from_str)]
    pub accession: Option<Accession>,
    /// Day on which it was filed
    #[arg(long, value_name = "DATE", value_parser = super::args::day)]
    pub filed: Option<Date>,
    /// Its form, where the instance does not say
    #[arg(long, value_name = "FORM", value_parser = form)]
    pub form: Option<Form>,
    /// Write only what the bundled data does not have
    #[arg(long, requires = "output")]
    pub only_new: bool,
    /// Write data files to FOLDER (atomically)
    #[arg(id = "output", short, long = "output", value_name = "FOLDER", help_heading = "Output", display_order = 63)]
    pub folder: Option<PathBuf>,
}

/// The columns of its records, for help.
pub fn columns() -> Vec<Heading> {
    heads(&figure::records()).columns
}

/// A companyfacts file, and what it comes to alone.
type Worked<'i> = (CompanyFacts, Option<Result<Import<'i>, Unusable>>);

/// What was read of a file.
enum ReadFile<'i> {
    /// The instance of a filing.
    Instance(String, Result<Instance, Problem>),
    /// A companyfacts file, and what it comes to where no instance is added to it; nothing of a company that is not wanted.
    Facts(String, Result<Box<Worked<'i>>, Problem>),
}

/// The report; with a folder, the facts are in it once this returns.
pub fn report(args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    context.check_columns(&figure::records())?;
    let importer = Importer::new(context.data, context.as_of)?;
    let known = KnownFiling { accession: args.accession, form: args.form, filed: args.filed };
    let asked = Asked::of(args, context.data)?;
    let inputs = Input::of(&args.files, args.all, &asked)?;
    let mut import = Importing {
        importer: &importer,
        asked: &asked,
        found: FoundCompanies::default(),
        folder: args.folder.as_deref().map(Folder::open).transpose()?,
        page: ImportReport::new(args, context),
        args,
        context,
    };
    // What instances hold, by company, until its companyfacts come.
    let mut of_filings: BTreeMap<u64, (String, CompanyFacts)> = BTreeMap::new();
    let mut instances = 0_usize;
    let worker = || {
        let mut reader = InputReader::default();
        let (importer, asked) = (&importer, &asked);
        move |input| reader.read(input).map(|file| read(importer, asked, file))
    };
    in_order(inputs, worker, |file: Result<ReadFile<'_>, Failure>| match file? {
        ReadFile::Instance(name, instance) => {
            instances += 1;
            of_one_instance(known, instances)?;
            match instance.map_err(Problems::from).and_then(|instance| import.instance(&name, instance, known)) {
                Ok(Some(facts)) => match of_filings.entry(facts.cik) {
                    Entry::Vacant(place) => drop(place.insert((name, facts))),
                    Entry::Occupied(mut place) => {
                        place.get_mut().1.add(facts);
                    }
                },
                Ok(None) => {}
                Err(problems) => import.leave_out(problems)?,
            }
            Ok(())
        }
        ReadFile::Facts(name, Ok(facts)) => {
            let (mut facts, alone) = *facts;
            match of_filings.remove(&facts.cik) {
                Some((_, instance)) => {
                    facts.add(instance);
                    import.add(&name, facts)
                }
                None => alone.map_or(Ok(()), |alone| import.take(&name, alone)),
            }
        }
        ReadFile::Facts(_, Err(problem)) => import.leave_out(problem.into()),
    })?;
    of_one_instance(known, instances)?;
    for (name, facts) in of_filings.into_values() {
        import.add(&name, facts)?;
    }
    asked.all_found(&import.found)?;
    if let Some(folder) = import.folder {
        folder.write()?;
    }
    Ok(import.page.report())
}

/// Reads a file, of which the name is for messages, and works it out as far as it goes without the others.
fn read<'i>(importer: &'i Importer<'_>, asked: &Asked, (name, bytes): (String, &[u8])) -> ReadFile<'i> {
    if is_xml(bytes) {
        let instance = importer.instance(&name, bytes);
        return ReadFile::Instance(name, instance);
    }
    let facts = importer.read(&name, bytes).map(|facts| {
        let alone = asked.has(facts.cik).then(|| importer.import(facts.clone(), asked.ticker(facts.cik)));
        Box::new((facts, alone))
    });
    ReadFile::Facts(name, facts)
}

/// That options which name a filing are given for one instance only.
fn of_one_instance(known: KnownFiling, instances: usize) -> Result<(), Failure> {
    if known == KnownFiling::default() || instances == 1 {
        return Ok(());
    }
    Err(Failure::Usage(say!(options_of_one_instance, count = instances.to_string())))
}

/// An import while files are read.
struct Importing<'c> {
    importer: &'c Importer<'c>,
    asked: &'c Asked,
    found: FoundCompanies,
    folder: Option<Folder>,
    page: ImportReport<'c>,
    args: &'c Args,
    context: &'c Context<'c>,
}

impl Importing<'_> {
    /// What an instance holds, unless its company is not wanted.
    fn instance(
        &mut self,
        name: &str,
        instance: Instance,
        known: KnownFiling,
    ) -> Result<Option<CompanyFacts>, Problems> {
        if !self.asked.has(instance.cik) {
            return Ok(None);
        }
        self.page.instance(name, &instance);
        let facts = self.importer.of_filing(instance, known);
        facts.map(Some).map_err(|message| Problem::new(name, 1, message).into())
    }

    /// Adds what the files of a company hold, if it is wanted.
    fn add(&mut self, name: &str, facts: CompanyFacts) -> Result<(), Failure> {
        if !self.asked.has(facts.cik) {
            return Ok(());
        }
        let ticker = self.asked.ticker(facts.cik);
        self.take(name, self.importer.import(facts, ticker))
    }

    /// Takes what the files of a company come to.
    fn take(&mut self, name: &str, import: Result<Import<'_>, Unusable>) -> Result<(), Failure> {
        let mut import = match import {
            Ok(import) => import,
            Err(error) => return self.leave_out(Problem::new(name, 1, Words::sentences(error.lines())).into()),
        };
        self.found.add(&import.company, name, self.asked)?;
        if let Some(name) = self.asked.name() {
            import.company.name = name.into();
        }
        if let Some(folder) = &mut self.folder {
            if !import.bundled {
                name_apart(&mut import.company, self.context.data.companies().iter().chain(folder.companies()))?;
            }
            write(folder, &import, self.args.only_new, self.context)?;
        }
        self.page.add(&import);
        Ok(())
    }

    /// Notes a file that cannot be read; only where all companies are taken does the import go on.
    fn leave_out(&mut self, problems: Problems) -> Result<(), Failure> {
        if !self.args.all {
            return Err(problems.into());
        }
        self.page.leave_out(&problems);
        Ok(())
    }
}

/// Reads the form of a filing.
fn form(word: &str) -> Result<Form, Words> {
    Form::of(&word.to_uppercase()).ok_or_else(|| say!(not_a_form, word, forms = Form::names()))
}

/// Adds what an import gives to the folder; the bundled data lists its own companies. Where only what the data lacks is
/// taken, a folder that holds the data itself keeps it.
fn write(folder: &mut Folder, import: &Import<'_>, only_new: bool, context: &Context<'_>) -> Result<(), Failure> {
    let facts: Vec<_> = import.facts.iter().filter(|fact| !only_new || import.is_new(fact)).cloned().collect();
    let used = |id: &str| facts.iter().any(|fact| *fact.source == *id);
    let sources: Vec<_> = import.sources.iter().filter(|source| used(&source.id)).cloned().collect();
    if !facts.is_empty() {
        let is_known = only_new && import.bundled;
        let known = if is_known { context.data.all_facts(&import.company)? } else { Vec::new() };
        folder.add(&import.company, !import.bundled, &facts, &sources, &known)?;
        folder.note_left_out(&import.company, import.left_out());
    }
    Ok(())
}
