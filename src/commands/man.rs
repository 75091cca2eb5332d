//! `capex man`: pages of the manual, one for the program and each command, and one for each topic of the help.

use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man;
use jiff::civil::Date;

use super::{Context, Failure, help};
use crate::data::{Batch, Dataset, OpenError};
use crate::render::roff;
use crate::report::Block;

/// Manual pages.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex man totals > capex-totals.1     man -l capex-totals.1 shows it
  capex man fx > capex-fx.7
  capex man -o man                      every page, in a folder")]
pub struct Args {
    /// A command or a topic [default: the program]
    #[arg(value_name = "COMMAND|TOPIC")]
    pub word: Option<String>,
    /// Write every page to FOLDER (atomically)
    #[arg(
        id = "output",
        short,
        long = "output",
        value_name = "FOLDER",
        conflicts_with = "word",
        help_heading = "Output",
        display_order = 63
    )]
    pub folder: Option<PathBuf>,
}

const PROGRAM: &str = env!("CARGO_PKG_NAME");
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The page asked for; with a folder, nothing, and every page is in it once this returns.
pub fn page(args: &Args, command: &Command, context: &Context<'_>) -> Result<Option<String>, Failure> {
    // Flags that every command takes are told on every page, and `help` is a command like others.
    let mut command = command.clone();
    command.build();
    if let Some(folder) = &args.folder {
        let cannot_write = |error| OpenError::Write(folder.display().to_string(), error);
        let mut batch = Batch::new(folder).map_err(cannot_write)?;
        for (name, text) in all(&command, context)? {
            batch.add(name, &text).map_err(cannot_write)?;
        }
        batch.commit().map_err(cannot_write)?;
        return Ok(None);
    }
    let Some(word) = &args.word else { return of_command(&command, &command, context.data).map(Some) };
    if let Some(of) = command.find_subcommand(word) {
        return of_command(of, &command, context.data).map(Some);
    }
    match of_topic(word, context)? {
        Some(page) => Ok(Some(page)),
        None => Err(help::unknown(word, &command).into()),
    }
}

/// Every page, by file name.
fn all(command: &Command, context: &Context<'_>) -> Result<Vec<(String, String)>, Failure> {
    let data = context.data;
    let mut pages = vec![(format!("{PROGRAM}.1"), of_command(command, command, data)?)];
    for of in command.get_subcommands() {
        pages.push((format!("{PROGRAM}-{}.1", of.get_name()), of_command(of, command, data)?));
    }
    for (name, _) in help::topics() {
        pages.extend(of_topic(name, context)?.map(|page| (format!("{PROGRAM}-{name}.7"), page)));
    }
    Ok(pages)
}

/// The day a page is of, which is that of the newest document: it knows no later one, and the clock is not asked.
fn day(data: &Dataset) -> Result<Date, Failure> {
    Ok(data.all_sources()?.iter().map(|source| source.published).max().unwrap_or(Date::ZERO))
}

fn of_topic(word: &str, context: &Context<'_>) -> Result<Option<String>, Failure> {
    let Some(article) = help::topic(word, context)? else { return Ok(None) };
    Ok(Some(roff::page(&article, PROGRAM, VERSION, day(context.data)?)))
}

/// The page of a command: what clap knows of it, then its examples and the rest of its help, then where else to look.
fn of_command(command: &Command, program: &Command, data: &Dataset) -> Result<String, Failure> {
    let is_program = command.get_name() == program.get_name();
    let man = Man::new(command.clone()).date(day(data)?.to_string()).source(format!("{PROGRAM} {VERSION}"));
    let mut page = Vec::new();
    man.render_title(&mut page).map_err(anyhow::Error::from)?;
    man.render_name_section(&mut page).map_err(anyhow::Error::from)?;
    man.render_synopsis_section(&mut page).map_err(anyhow::Error::from)?;
    man.render_description_section(&mut page).map_err(anyhow::Error::from)?;
    if is_program {
        man.render_subcommands_section(&mut page).map_err(anyhow::Error::from)?;
    }
    man.render_options_section(&mut page).map_err(anyhow::Error::from)?;
    let mut page = String::from_utf8(page).map_err(anyhow::Error::from)?;
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    page.push_str(&roff::sections(&blocks(&after)));
    page.push_str(&roff::sections(&see_also(command, program)));
    Ok(roff::joined(&page))
}

/// What stands after a command's help: a paragraph that opens with `Examples:` or the like is a section of its own, and
/// what is indented below it stays as it is; so does the rest, which is laid out by hand.
fn blocks(after: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in after.split("\n\n").filter(|part| !part.is_empty()) {
        let lines: Vec<String> = part.lines().map(str::to_owned).collect();
        match lines.split_first() {
            Some((heading, rest)) if heading.ends_with(':') && rest.iter().all(|line| line.starts_with("  ")) => {
                blocks.push(Block::Heading(heading.trim_end_matches(':').to_owned()));
                blocks.push(Block::Literal(rest.iter().map(|line| line.trim_start_matches("  ").to_owned()).collect()));
            }
            _ if blocks.is_empty() => blocks.extend([Block::Heading("Notes".to_owned()), Block::Literal(lines)]),
            _ => blocks.push(Block::Literal(lines)),
        }
    }
    blocks
}

fn see_also(command: &Command, program: &Command) -> Vec<Block> {
    let program_page = Some(format!("{PROGRAM}(1)")).filter(|_| command.get_name() != program.get_name());
    let pages = program_page.into_iter().chain(help::topics().map(|(name, _)| format!("{PROGRAM}-{name}(7)")));
    let pages = pages.collect::<Vec<_>>().join(", ");
    vec![Block::Heading("See also".to_owned()), Block::Paragraph(pages)]
}
