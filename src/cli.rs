//! The command line: global flags and one variant per command.
//!
//! Nothing here works anything out or prints; what a command's own flags mean is said in its file in `commands`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory as _, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::commands::table::{DataRead, OutputTo, RateUse, Traits};
use crate::commands::{self, Answer, Context, Failure, OneOf, completions};
use crate::config::Config;
use crate::model::Basis;
use crate::render::{Format, Language, Unit};
use crate::say;

/// Track the capital expenditures, guidance and cloud revenue of Amazon, Microsoft, Alphabet and Meta.
#[derive(Debug, Parser)]
#[command(name = "capex", version, max_term_width = 100, after_help = EXAMPLES, disable_help_flag = true, help_template = TEMPLATE, disable_help_subcommand = true)]
#[command(override_usage = "capex [OPTIONS] [COMMAND]")]
pub struct Cli {
    /// Flags that every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to answer; without one, the summary.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How the command answers, as it is called.
    #[arg(skip)]
    pub traits: Traits,
}

/// Examples stand before the flags: they are what most readers came for.
const TEMPLATE: &str = "{about}{after-help}\n\n{usage-heading} {usage}\n\n{all-args}";

/// Those of the short help.
const FIRST_EXAMPLES: &str = "\
Examples:
  capex totals 2025                 one figure per company and the total
  capex check --total 223 -y 2024   check a published figure";

const EXAMPLES: &str = "\
Examples:
  capex                             latest quarter, twelve months, guidance
  capex amazon                      the same for one company
  capex totals 2025                 one figure per company and the total
  capex totals 2025 -b cash         on one common definition
  capex show last8q                 the last eight quarters
  capex growth 2019..2025           growth, year by year
  capex cloud 2025                  cloud revenue and capital expenditures
  capex guidance 2026 --total       sum of the companies' guidance
  capex chart last12q -Q            a chart; -o chart.svg or chart.png
  capex explain meta 2022Q4         calculation and sources of a figure
  capex check --total 223 -y 2024   check a published figure
  capex totals 2024 -f csv          raw numbers for a spreadsheet";

/// What to answer.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Latest quarter, trailing twelve months, guidance
    Summary(commands::summary::Args),
    /// One figure per company and the total, with growth and share
    Totals(commands::totals::Args),
    /// Companies by periods, for any metric
    Show(commands::show::Args),
    /// Growth: year over year, quarter over quarter, CAGR
    Growth(commands::growth::Args),
    /// Cloud revenue and growth, and capital expenditures per dollar of it
    Cloud(commands::cloud::Args),
    /// Guidance: current, history, progress, total
    Guidance(commands::guidance::Args),
    /// Charts in the terminal, as SVG or as PNG
    Chart(commands::chart::Args),
    /// One figure: calculation, sources, every basis
    Explain(commands::explain::Args),
    /// One interactive HTML page with charts and tables
    Report(commands::report::Args),
    /// Check published figures against the data
    Check(Box<commands::check::Args>),
    /// Find the figures that round to a number
    Find(commands::find::Args),
    /// Exchange rates: average, end and range of a period
    Rates(commands::rates::Args),
    /// List companies, groups, metrics, bases, definitions, periods, sources, currencies, own rows
    List(commands::list::Args),
    /// Export the raw data
    Export(commands::export::Args),
    /// Import the SEC's files: companyfacts and XBRL instances
    Import(commands::import::Args),
    /// Fetch new filings from the SEC and exchange rates from the ECB
    Update(commands::update::Args),
    /// Add a figure or guidance of your own, from a call or a release
    Add(commands::add::Args),
    /// Check data files; prints problems with file and line
    Validate(commands::validate::Args),
    /// Completion script for bash, zsh, fish, PowerShell or Elvish
    Completions(commands::completions::Args),
    /// Manual pages
    Man(commands::man::Args),
    /// Versions of the program and its data, and your settings
    Version(commands::version::Args),
    /// Help on a command or a topic: bases, periods, fx, vintages, claims, articles, output, charts, own-data, data-format
    Help(commands::help::Args),
}

impl Cli {
    /// The file to write the answer to, if one is named; a folder is the command's own.
    pub fn output(&self) -> Option<&Path> {
        self.global.output.as_deref().filter(|_| self.traits.output == OutputTo::File && self.package().is_none())
    }

    /// The folder to write a data package to, if one is asked for.
    pub fn package(&self) -> Option<&Path> {
        let is_package = matches!(&self.command, Some(Command::Export(args)) if args.is_package());
        self.global.output.as_deref().filter(|_| is_package)
    }

    /// The format to write the answer in.
    pub fn format(&self) -> Result<Format, Failure> {
        // Of a package a person wants to know what is in it.
        let is_package = matches!(&self.command, Some(Command::Export(args)) if args.is_package());
        let asked = self.global.format.or(is_package.then_some(Format::Table));
        let format = self.traits.format(asked, self.output())?;
        if self.global.no_header && !format.has_header() {
            return Err(Failure::Usage(say!(no_header_for_csv)));
        }
        self.traits.can_take(&self.global.shape, format)?;
        Ok(format)
    }

    /// The command line as a whole.
    pub fn tree() -> clap::Command {
        Self::command().mut_subcommands(|command| command.help_template(TEMPLATE).disable_help_flag(true))
    }

    /// Answers a shell that asks what a word on the command line may become, and ends the program; else does nothing.
    /// `open` opens the data that words come from.
    pub fn answer_shell(open: completions::Open) {
        completions::answer_shell(|| completions::with_values(Self::tree(), open));
    }

    /// Whether what `capex update` has fetched is read.
    pub fn reads_updates(&self) -> bool {
        !self.global.no_update_data && self.traits.data == DataRead::WithUpdates
    }

    /// Whether exchange rates are needed.
    pub fn needs_rates(&self) -> bool {
        self.global.conversion.currency.is_some() || self.traits.rates != RateUse::ToConvert
    }

    /// Whether the command can answer most questions without the rates that updates brought.
    pub fn may_do_without_rates(&self) -> bool {
        let conversion = &self.global.conversion;
        conversion.currency.is_none() && conversion.rates.is_none() && self.traits.rates == RateUse::OfPrint
    }

    /// The command line as far as the words need it: with no command but the one that comes first. clap gives every
    /// command a copy of every global flag, which takes longer than most answers.
    fn tree_for(words: &[OsString]) -> clap::Command {
        let command = || clap::Command::new("capex").disable_help_subcommand(true).disable_help_flag(true);
        let flags = || Global::augment_args(command());
        let is_short = words.iter().any(|word| word == "-h");
        let Some(first) = words.get(1) else { return flags() };
        let tree = Self::tree();
        let tree = match tree.find_subcommand(first) {
            Some(command) => flags().subcommand(command.clone()),
            None => tree,
        };
        if is_short { in_short(tree).mut_subcommands(in_short).after_help(FIRST_EXAMPLES) } else { tree }
    }

    /// Reads the words of a command line, the program's name first. Help and version are errors too, as clap has it.
    pub fn read(words: &[OsString]) -> Result<Self, clap::Error> {
        let mut matches = Self::tree_for(words).try_get_matches_from(words)?;
        let traits = Traits::of(matches.subcommand_name().unwrap_or_default());
        let mut cli = Self::from_arg_matches_mut(&mut matches)?;
        // Arguments that make another answer of a command's.
        cli.traits = match &cli.command {
            Some(Command::Check(args)) => args.traits(traits),
            Some(Command::Chart(args)) => args.traits(traits),
            Some(Command::Help(args)) => args.traits(traits),
            Some(Command::Guidance(args)) => Traits { total: args.total, ..traits },
            _ => traits,
        };
        let Global { as_json, as_csv, format, .. } = cli.global;
        cli.global.format = format.or(as_json.then_some(Format::Json)).or(as_csv.then_some(Format::Csv));
        Ok(cli)
    }
}

/// A command as `-h` shows it, which fits a screen: without the options that every command takes, and further ones.
fn in_short(command: clap::Command) -> clap::Command {
    command.mut_args(|argument| {
        let is_further = argument.get_help_heading() == Some(commands::FURTHER) || argument.is_global_set();
        let is_hidden = argument.is_hide_set() || (is_further && argument.get_id() != "help");
        argument.hide(is_hidden)
    })
}

/// Runs the command.
pub fn run(cli: &Cli, context: &Context<'_>) -> Result<Answer, Failure> {
    let report = match &cli.command {
        None => commands::summary::report(&commands::summary::Args::default(), context),
        Some(Command::Summary(args)) => commands::summary::report(args, context),
        Some(Command::Totals(args)) => commands::totals::report(args, context),
        Some(Command::Show(args)) => commands::show::report(args, context),
        Some(Command::Growth(args)) => commands::growth::report(args, context),
        Some(Command::Cloud(args)) => commands::cloud::report(args, context),
        Some(Command::Guidance(args)) => commands::guidance::report(args, context),
        Some(Command::Chart(args)) => commands::chart::report(args, context),
        Some(Command::Explain(args)) => commands::explain::report(args, context),
        Some(Command::Rates(args)) => commands::rates::report(args, context),
        Some(Command::List(args)) => commands::list::report(args, context),
        Some(Command::Export(args)) => return commands::export::answer(args, cli.package(), context),
        Some(Command::Check(args)) => return commands::check::answer(args, context),
        Some(Command::Find(args)) => commands::find::report(args, context),
        Some(Command::Report(args)) => return commands::report::page(args, context).map(Answer::Page),
        Some(Command::Import(args)) => commands::import::report(args, context),
        Some(Command::Update(args)) => return commands::update::answer(args, context),
        Some(Command::Add(args)) => commands::add::report(args, context),
        Some(Command::Validate(args)) => return commands::validate::run(args, context).map(|()| Answer::Nothing),
        Some(Command::Version(_)) => Ok(commands::version::report(context)),
        Some(Command::Completions(args)) => return commands::completions::script(args).map(Answer::Text),
        Some(Command::Man(args)) => {
            let page = commands::man::page(args, &Cli::tree(), context)?;
            return Ok(page.map_or(Answer::Nothing, Answer::Text));
        }
        Some(Command::Help(args)) => return commands::help::answer(args, &Cli::tree(), context),
    };
    report.map(Answer::Report)
}

/// Flags that every command takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that stands by itself")]
pub struct Global {
    /// Print help (--help: with all options)
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    pub help: Option<bool>,
    /// What counts as capital expenditures [default: headline, or the metric's own: capex list metrics]
    #[arg(short, long, global = true, value_name = "BASIS", value_parser = bases(), help_heading = "Definition and data",
        display_order = 50)]
    pub basis: Option<Basis>,
    /// Use fiscal years: 2025 means FY2025
    #[arg(long, global = true, help_heading = "Definition and data", display_order = 51)]
    pub fiscal: bool,
    /// Use only data published on or before DATE
    #[arg(long, global = true, value_name = "DATE", value_parser = commands::day, help_heading = "Definition and data", display_order = 52)]
    pub as_of: Option<Date>,
    /// How amounts are converted
    #[command(flatten)]
    pub conversion: commands::Conversion,
    /// Language of pages and messages: en or zh [default: the locale's for tables, else en]
    #[arg(long, global = true, value_name = "LANGUAGE", hide_possible_values = true,
        value_parser = languages(), help_heading = "Output", display_order = 59)]
    pub lang: Option<Language>,
    /// Add your own data file or folder (repeatable; later ones win)
    #[arg(long, global = true, value_name = "PATH", help_heading = "Definition and data", display_order = 53)]
    pub data: Vec<PathBuf>,
    /// Ignore data fetched by `capex update` or added by `capex add`
    #[arg(long, global = true, help_heading = "Definition and data", display_order = 54)]
    pub no_update_data: bool,
    /// Unit of money on pages: usd, k, m, bn, tn, yi, wanyi or auto [default: bn]
    #[arg(short, long, global = true, value_name = "UNIT", hide_possible_values = true,
        value_parser = units(), help_heading = "Output", display_order = 60)]
    pub unit: Option<Unit>,
    /// Decimals of money on pages [default: by unit]
    #[arg(long, global = true, value_name = "N",
        value_parser = clap::value_parser!(u32).range(..=i64::from(MOST_DECIMALS)),
        help_heading = "Output", display_order = 61)]
    pub precision: Option<u32>,
    /// Output format; machine formats have money in whole dollars [default: table, or by FILE's extension]
    #[arg(short, long, global = true, value_name = "FORMAT",
        value_parser = commands::one_of::<Format>(Format::ALL.map(Format::name)).or(commands::typed::FORMAT), help_heading = "Output", display_order = 62)]
    pub format: Option<Format>,
    /// The same as -f csv
    #[arg(long = "csv", global = true, conflicts_with = "format", help_heading = "Output", display_order = 62)]
    pub as_csv: bool,
    /// The same as -f json
    #[arg(long = "json", global = true, conflicts_with_all = ["format", "as_csv"], help_heading = "Output", display_order = 62)]
    pub as_json: bool,
    /// Which rows and columns
    #[command(flatten)]
    pub shape: commands::RowShape,
    /// Print no notes on standard error
    #[arg(short, long, global = true, help_heading = "Output", display_order = 65)]
    pub quiet: bool,
    /// Leave out the header line of csv and tsv
    #[arg(long, global = true, help_heading = "Output", display_order = 65)]
    pub no_header: bool,
    /// Write to FILE (atomically)
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Output", display_order = 63)]
    pub output: Option<PathBuf>,
    /// Use ASCII only [default: in charts, if the locale is not UTF-8]
    #[arg(long, global = true, help_heading = "Output", display_order = 64)]
    pub ascii: bool,
    /// Keep texts in csv and tsv that a spreadsheet would run as formulas
    #[arg(long, global = true, help_heading = "Output", display_order = 65)]
    pub raw_text: bool,
    /// When to use colour: auto, always or never [default: auto]
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        ignore_case = true,
        hide_possible_values = true,
        help_heading = "Output",
        display_order = 65
    )]
    pub color: Option<Color>,
}

/// The most decimals of money on a page.
const MOST_DECIMALS: u32 = 9;

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Global {
    /// Takes from the user's settings what no flag says.
    ///
    /// # Errors
    /// A setting that no flag of its name would take.
    pub fn settle(&mut self, config: &Config) -> Result<(), Failure> {
        let unknown = |setting: &'static str, typed: &str| Failure::Usage(say!(bad_setting, typed, setting));
        if let (None, Some(word)) = (self.lang, &config.lang) {
            self.lang = Some(languages().read(word).ok_or_else(|| unknown("lang", word))?);
        }
        if let (None, Some(word)) = (self.unit, &config.unit) {
            self.unit = Some(units().read(word).ok_or_else(|| unknown("unit", word))?);
        }
        if let (None, Some(word)) = (self.color, &config.color) {
            self.color = Some(Color::from_str(word, true).map_err(|_| unknown("color", word))?);
        }
        if let (None, Some(word)) = (self.precision, &config.precision) {
            let places = word.parse().ok().filter(|places| *places <= MOST_DECIMALS);
            self.precision = Some(places.ok_or_else(|| unknown("precision", word))?);
        }
        Ok(())
    }
}

fn languages() -> OneOf<Language> {
    commands::one_of(Language::ALL.map(Language::name)).or(commands::typed::LANGUAGE)
}

fn units() -> OneOf<Unit> {
    commands::one_of(Unit::ALL.map(Unit::name)).or(commands::typed::PAGE_UNIT)
}

fn bases() -> OneOf<Basis> {
    commands::one_of(Basis::ALL.map(Basis::name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::table::COMMANDS;

    #[test]
    fn a_line_is_read_as_by_the_whole_tree() {
        for line in [
            "capex",
            "capex totals",
            "capex totals -y 2025 -f csv -b cash",
            "capex show amzn msft -Q -p last8q --unit m --data a.csv --data b.csv",
            "capex --fiscal totals -y 2025",
            "capex -o totals show",
            "capex check --total 223 -y 2024",
            "capex update --contact jane@example.com --no-rates",
            "capex help help",
            "capex -u m",
            "capex totals --help",
            "capex help --help",
            "capex --version",
            "capex totals --no-such-flag",
            "capex totals --lan zh",
            "capex totals show --history",
            "capex list sorces",
            "capex totls",
            "capex check --example --total 3",
        ] {
            let words: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let read = |tree: clap::Command| {
                let cli = tree.try_get_matches_from(&words).and_then(|found| Cli::from_arg_matches(&found));
                cli.map_or_else(|error| error.render().ansi().to_string(), |cli| format!("{cli:?}"))
            };
            assert_eq!(read(Cli::tree_for(&words)), read(Cli::tree()), "{line}");
        }
    }

    #[test]
    fn every_command_has_its_row_in_the_order_of_the_help() {
        let tree = Cli::tree();
        let named: Vec<&str> = tree.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(COMMANDS.map(|row| row.name)[1..], named);
        assert_eq!(COMMANDS[0].name, "");
    }

    #[test]
    fn a_row_goes_with_what_is_typed() {
        let traits = |line: &str| Cli::read(&line.split(' ').map(OsString::from).collect::<Vec<_>>()).unwrap().traits;
        assert_eq!(traits("capex"), COMMANDS[0]);
        assert_eq!(traits("capex --fiscal explain meta"), Traits::of("explain"));
        assert_eq!(traits("capex -o totals show"), Traits::of("show"));
        assert_eq!(traits("capex check claims.csv"), Traits::of("check"));
        assert_ne!(traits("capex check --example"), Traits::of("check"));
    }
}
