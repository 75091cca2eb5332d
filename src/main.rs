//! Parses the command line, runs the command, prints, and sets the exit code.
//!
//! Nothing here knows a figure, a file format or what a command does: it only decides who is called, and with what.

// As in the library: what a user gives must never end in a panic.
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

use std::env;
use std::ffi::OsString;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::error::ErrorKind;

use capex::cli::{self, Cli, Color};
use capex::commands::table::RateUse;
use capex::commands::{self, Answer, Context, Failure};
use capex::config::Config;
use capex::data::Dataset;
use capex::home;
use capex::output::{self, Destination};
use capex::render::{self, Format, Language, RowWriter, Scale, Style};
use capex::report::Report;

/// That of musl asks the system for every few pages, which takes longer than a short answer.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    Cli::answer_shell(at_hand);
    let words: Vec<OsString> = env::args_os().collect();
    let mut cli = match Cli::read(&words).or_else(|error| of_summary(error, &words)) {
        Ok(cli) => cli,
        Err(error) => return misused(&error, &words),
    };
    let settled = settings().and_then(|config| cli.global.settle(&config).map(|()| config));
    let config = match settled {
        Ok(config) => config,
        Err(failure) => return complain(&failure.message(Language::En), failure.exit_code()),
    };
    let home = home::folder();
    match run(&cli, &config, home.as_deref()) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            let failure = match &home {
                Some(folder) if cli.reads_updates() => failure.of_update(folder),
                _ => failure,
            };
            let language = language(&cli, cli.format().unwrap_or_default());
            complain(&failure.message(language), failure.exit_code())
        }
    }
}

/// The command line as one for a summary, where a company stands in the place of the command.
fn of_summary(error: clap::Error, words: &[OsString]) -> Result<Cli, clap::Error> {
    let data = (error.kind() == ErrorKind::InvalidSubcommand).then(at_hand).flatten();
    match data.and_then(|data| commands::of_summary(&error, words, &data)) {
        Some(words) => Cli::read(&words),
        None => Err(error),
    }
}

/// Help, the version, or what is wrong with the command line: as clap has it, except in another language and where the data
/// knows better.
fn misused(error: &clap::Error, words: &[OsString]) -> ExitCode {
    let language = output::language_asked_for().or_else(output::language).unwrap_or_default();
    let left_out = (error.kind() == ErrorKind::InvalidSubcommand).then(at_hand).flatten();
    if let Some(words) = left_out.and_then(|data| commands::command_left_out(error, words, &data)) {
        return complain(&render::plain(&words, language), Failure::Usage(words).exit_code());
    }
    match commands::misuse(error) {
        Some(words) if language != Language::En => {
            complain(&render::plain(&words, language), Failure::Usage(words).exit_code())
        }
        _ => error.exit(),
    }
}

fn complain(message: &str, exit_code: u8) -> ExitCode {
    // Standard error may be closed too; there is then nobody to tell.
    let _ = writeln!(std::io::stderr(), "capex: {}", output::harmless(message));
    ExitCode::from(exit_code)
}

/// The language asked for, else the locale's for what a person reads; machine formats have none.
fn language(cli: &Cli, format: Format) -> Language {
    let by_locale = if format == Format::Table { output::language() } else { None };
    cli.global.lang.or(by_locale).unwrap_or_default()
}

/// Runs the command and prints its answer; the exit code is that of the answer.
fn run(cli: &Cli, config: &Config, home: Option<&Path>) -> Result<u8, Failure> {
    let global = &cli.global;
    let traits = cli.traits;
    let destination = cli.output().map_or(Destination::Stdout, |path| Destination::File(path.to_owned()));
    let format = cli.format()?;
    let update = home.filter(|folder| cli.reads_updates() && folder.is_dir());
    let overlays: Vec<PathBuf> =
        config.data.iter().cloned().chain(home::standing()).chain(global.data.iter().cloned()).collect();
    let data = if update.is_none() && overlays.is_empty() {
        Dataset::bundled()?
    } else {
        match Dataset::overlaid(update, &overlays) {
            Ok(data) if !data.is_damaged() || traits.figures => data,
            Err(error) if traits.figures => return Err(error.into()),
            // What an update brought is no part of the answer, and may be broken.
            _ => Dataset::overlaid(None, &overlays)?,
        }
    };
    let mut broken_rates: Option<Failure> = None;
    let own_rates = match global.conversion.own_rates(update.filter(|_| cli.needs_rates())) {
        Err(failure) if cli.may_do_without_rates() => {
            broken_rates = Some(failure);
            None
        }
        rates => rates?,
    };
    let exchange = if traits.rates == RateUse::OfPrint {
        global.conversion.of_print()?;
        None
    } else {
        global.conversion.exchange(|| commands::rates(own_rates.as_ref()), global.as_of, language(cli, format))?
    };
    let context = Context {
        data: &data,
        basis: global.basis,
        fiscal: global.fiscal,
        as_of: global.as_of,
        home,
        config,
        own_rates: own_rates.as_ref(),
        conversion: &global.conversion,
        files: &global.data,
        exchange: exchange.as_ref(),
        unit: global.unit,
        language: language(cli, format),
        documents: traits.documents && format.has_sources(),
        links: false,
        engine: None,
        origin: traits.origin,
        is_drawn: false,
        machine: format.is_machine(),
        rows: RowWriter::new(format, global.raw_text, global.no_header),
        is_page: (!format.is_machine() || format == Format::Xlsx) && global.shape.columns.is_none(),
        is_records: format.is_machine() || global.shape.columns.is_some(),
        shape: &global.shape,
    };
    let mut answer = cli::run(cli, &context)?.shaped(&global.shape)?;
    if let Some(failure) = broken_rates {
        answer = answer.noted(commands::bundled_rates_instead(&failure));
    }
    if let Answer::WithClaims(inner, file, claims) = answer {
        let style = Style { scale: Scale::default(), ..Style::default() };
        let rendered = render::render(&claims, Format::Csv, &style)?;
        let written = output::write(&rendered, &Destination::File(file));
        written.map_err(|error| Failure::Failed((&error).into()))?;
        answer = *inner;
    }
    let color = match global.color {
        None | Some(Color::Auto) => ColorChoice::Auto,
        Some(Color::Always) => ColorChoice::Always,
        Some(Color::Never) => ColorChoice::Never,
    };
    let screen = output::screen(color, &destination);
    let language = traits.language.unwrap_or_else(|| language(cli, format));
    let scale = global.unit.map_or_else(|| traits.unit.usual_in(language), |unit| Scale { unit, precision: None });
    let style = Style {
        scale: Scale { precision: global.precision.or(scale.precision), ..scale },
        language,
        color: screen.color,
        ascii: global.ascii || (answer.report().is_some_and(Report::is_drawn) && !output::is_utf8()),
        width: screen.width,
        raw_text: global.raw_text,
        no_header: global.no_header,
    };
    let code = answer.exit_code();
    let mut rendered = match answer {
        Answer::Report(report) | Answer::Contradicted(report) | Answer::Incomplete(report) => {
            render::render(&report, format, &style)?
        }
        Answer::Rows(report, text) => RowWriter::rendered(text, &report.notes),
        Answer::Page(page) => render::render_page(&page, format, &style)?,
        Answer::Article(text) => render::render_article(&text, &style),
        Answer::Help(text) if style.color => text.ansi().to_string().into(),
        Answer::Help(text) => text.to_string().into(),
        Answer::Text(text) => text.into(),
        Answer::Nothing | Answer::WithClaims(..) => return Ok(0),
    };
    if global.quiet {
        rendered.aside.clear();
    }
    output::write(&rendered, &destination).map_err(|error| Failure::Failed((&error).into()))?;
    Ok(code)
}

/// The user's settings: of variables, then of the file.
fn settings() -> Result<Config, Failure> {
    let above = home::settings();
    let Some(path) = home::config() else { return Ok(above) };
    Config::read(&path).map(|config| above.over(config)).map_err(|error| Failure::Usage(error.to_string().into()))
}

/// The data of a command without flags; where what lies over the bundled data is broken, the bundled data.
fn at_hand() -> Option<Dataset> {
    let update = home::folder().filter(|folder| folder.is_dir());
    Dataset::overlaid(update.as_deref(), &home::standing()).ok().or_else(|| Dataset::bundled().ok())
}
