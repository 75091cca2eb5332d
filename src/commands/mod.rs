//! One file per command: its arguments, and how its report is put together.
//!
//! Nothing here prints, rounds, or looks at the format asked for, but to leave out what it would not show. Words go into a
//! report as templates, so that another language can say them; figures go in exact.

pub mod add;
mod added;
mod amounts;
mod args;
mod awaited;
pub mod chart;
pub mod check;
pub mod cloud;
mod columns;
mod compared;
pub mod completions;
mod conversion;
mod counted;
mod crossing;
mod draft;
pub mod explain;
pub mod export;
mod figure_notes;
pub mod find;
mod frame;
pub mod growth;
pub mod guidance;
pub mod help;
pub mod import;
pub mod list;
mod long;
pub mod man;
mod misuse;
mod one_of;
mod pointer;
mod positional;
mod query;
pub mod rates;
mod redefinition;
pub mod report;
mod shape;
mod shared_reasons;
pub mod show;
pub mod summary;
pub mod table;
pub mod totals;
pub mod update;
pub mod validate;
pub mod version;
mod words;

pub use args::{FURTHER, day};
pub use conversion::{Conversion, LATER_RATES, bundled_rates_instead};
pub use misuse::{command_left_out, misuse, of_summary};
pub use one_of::{OneOf, one_of};
pub use shape::RowShape;

pub use crate::data::typed;

use std::path::{Path, PathBuf};

use clap::builder::StyledStr;
use jiff::civil::Date;

use crate::claims::Lexicon;
use crate::config::Config;
use crate::data::{COMPANIES, Dataset, OWN, OpenError, Problems, SOURCES, Unknown};
use crate::derive::Engine;
use crate::fx::{self, Exchange, Rates, RatesFile};
use crate::model::{BadPeriod, BadPeriodExpr, Basis, Company, Currency, MetricId, PeriodExpr};
use crate::render::{Language, RowWriter, Unit, plain};
use crate::report::{Article, Note, Page, Report, Words};
use crate::say;

/// What every command is given.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct Context<'d> {
    /// The data.
    pub data: &'d Dataset,
    /// What counts as capital expenditures, if it was asked for.
    pub basis: Option<Basis>,
    /// Whether plain years are each company's own.
    pub fiscal: bool,
    /// The day whose knowledge the report is limited to.
    pub as_of: Option<Date>,
    /// The folder of data that updates are kept in; it need not be there.
    pub home: Option<&'d Path>,
    /// The user's settings.
    pub config: &'d Config,
    /// The user's own rates, if there are any.
    pub own_rates: Option<&'d RatesFile>,
    /// The flags on currency, for commands that hold a printed amount against the data.
    pub conversion: &'d Conversion,
    /// The unit of money, if one was asked for.
    pub unit: Option<Unit>,
    /// The user's own data, as named on the command line.
    pub files: &'d [PathBuf],
    /// How amounts are converted, if another currency was asked for.
    pub exchange: Option<&'d Exchange<'d>>,
    /// What works out every figure of an answer of many reports; each report has its own without.
    pub engine: Option<&'d Engine<'d>>,
    /// The language of pages.
    pub language: Language,
    /// Whether the format prints documents, so that they are worth reading.
    pub documents: bool,
    /// Whether cells of a page name the documents they rest on.
    pub links: bool,
    /// Whether the answer says whose its figures are.
    pub origin: bool,
    /// Whether the answer is a chart, where the command has one.
    pub is_drawn: bool,
    /// Whether programs read the format.
    pub machine: bool,
    /// What writes rows, where the format is nothing else; it has no page then.
    pub rows: Option<RowWriter>,
    /// Whether a page of the command's own is printed: not in most machine formats, nor where columns are asked for.
    pub is_page: bool,
    /// Whether the answer is its records, so that a page need not be laid out; of a page, no records.
    pub is_records: bool,
    /// How its rows are arranged.
    pub shape: &'d RowShape,
}

impl<'d> Context<'d> {
    /// What a command is given where nothing but its name is typed.
    pub fn bare(data: &'d Dataset, config: &'d Config, conversion: &'d Conversion, shape: &'d RowShape) -> Self {
        Self {
            data,
            basis: None,
            fiscal: false,
            as_of: None,
            home: None,
            config,
            own_rates: None,
            conversion,
            unit: None,
            files: &[],
            exchange: None,
            engine: None,
            language: Language::En,
            documents: false,
            links: false,
            origin: false,
            is_drawn: false,
            machine: false,
            rows: None,
            is_page: true,
            is_records: false,
            shape,
        }
    }

    /// The basis capital expenditures are on.
    pub fn capex_basis(&self) -> Basis {
        let capex = self.data.metric_by_id(&MetricId::capex());
        self.basis.or_else(|| self.data.usual_basis(capex)).unwrap_or_default()
    }

    /// The rates of exchange: the user's own, else those inside the program.
    pub fn rates(&self) -> Result<Rates<'d>, Failure> {
        rates(self.own_rates)
    }

    /// The rates in place of those inside the program, if there are any.
    fn other_rates(&self) -> Result<Option<Rates<'d>>, Failure> {
        self.own_rates.map(|own| rates(Some(own))).transpose()
    }

    /// How claims are understood: in the data's words, with the currencies of the rates, amounts in the unit asked for.
    fn lexicon(&self) -> Result<Lexicon<'d>, Failure> {
        let mut lexicon = Lexicon::new(self.data).converting_at(self.other_rates()?);
        lexicon.yen_sign = self.yen_sign();
        lexicon.known = self.as_of;
        lexicon.amounts_in = self.unit.and_then(|unit| unit.name().parse().ok());
        Ok(lexicon)
    }

    /// What ¥ means where no other word tells.
    fn yen_sign(&self) -> Option<Currency> {
        self.language.yen_sign().and_then(|code| code.parse().ok())
    }

    /// Which rates of the user's own an amount in print is held against, if any.
    fn note_on_rates(&self, currency: Currency) -> Result<Option<Note>, Failure> {
        let rates = self.other_rates()?.filter(|rates| currency != Currency::USD && rates.source() != "ECB");
        let words = |rates: Rates<'_>| say!(file_rates_to, file = rates.source(), day = Words::Day(rates.last()));
        Ok(rates.map(|rates| Note::new("fx", words(rates))))
    }

    /// The companies that words name, each once; without words, those of the default group.
    fn companies(&self, words: &[String]) -> Result<Vec<&'d Company>, Failure> {
        if words.is_empty() {
            Ok(self.data.default_companies().collect())
        } else {
            positional::companies(self.data, words).map(|companies| self.in_order(companies))
        }
    }
}

/// The user's own rates of exchange, else those inside the program.
pub fn rates(own: Option<&RatesFile>) -> Result<Rates<'_>, Failure> {
    let rates = match own {
        Some(file) => file.rates(),
        None => Rates::bundled(),
    };
    rates.map_err(|problem| Failure::Invalid(problem.into()))
}

/// What a command has to say.
#[derive(Debug)]
pub enum Answer {
    /// A report, in any format.
    Report(Report),
    /// A report whose rows are written already.
    Rows(Report, String),
    /// A report on claims of which one is contradicted: an answer with an exit code of its own.
    Contradicted(Report),
    /// A report of what was done where something else failed, which it names. Exit code 1.
    Incomplete(Report),
    /// A page of reports, which has one format.
    Page(Page),
    /// A text to read on a terminal.
    Article(Article),
    /// clap's help.
    Help(StyledStr),
    /// A text for another program to read.
    Text(String),
    /// Nothing: all is well.
    Nothing,
    /// An answer, and a claims file that is written beside it.
    WithClaims(Box<Answer>, PathBuf, Report),
}

impl Answer {
    /// The report, if the answer is one.
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Report(report) | Self::Rows(report, _) | Self::Contradicted(report) | Self::Incomplete(report) => {
                Some(report)
            }
            Self::WithClaims(answer, ..) => answer.report(),
            _ => None,
        }
    }

    /// The report with another note.
    #[must_use]
    pub fn noted(mut self, note: Note) -> Self {
        if let Self::Report(report) | Self::Rows(report, _) | Self::Contradicted(report) | Self::Incomplete(report) =
            &mut self
        {
            report.notes.push(note);
        } else if let Self::WithClaims(answer, ..) = self {
            return answer.noted(note);
        }
        self
    }

    /// The answer with its rows arranged.
    pub fn shaped(self, shape: &RowShape) -> Result<Self, Failure> {
        Ok(match self {
            Self::Report(report) => Self::Report(shape.of(report)?),
            Self::Contradicted(report) => Self::Contradicted(shape.of(report)?),
            Self::Incomplete(report) => Self::Incomplete(shape.of(report)?),
            Self::WithClaims(answer, file, claims) => Self::WithClaims(Box::new(answer.shaped(shape)?), file, claims),
            other => other,
        })
    }

    /// The exit code of the output contract.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Incomplete(_) => 1,
            Self::Contradicted(_) => 5,
            _ => 0,
        }
    }
}

/// Why a command has no report. Each kind has its exit code.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was typed cannot be meant. Exit code 2.
    #[error("{}", plain(.0, Language::En))]
    Usage(Words),
    /// There is no such data. Exit code 3.
    #[error("{}", plain(.0, Language::En))]
    NoData(Words),
    /// A data file is not what it should be. Exit code 4.
    #[error("{0}")]
    Invalid(#[from] Problems),
    /// A server did not give what it was asked for, or a file could not be written. Exit code 1.
    #[error("{}", plain(.0, Language::En))]
    Failed(Words),
    /// A file could not be read. Exit code 1.
    #[error("{0}")]
    Open(OpenError),
    /// What no reader can help: a defect of this program. Exit code 1.
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl Failure {
    /// What went wrong, in lines.
    pub fn lines(&self) -> Vec<Words> {
        match self {
            Self::Usage(words) | Self::NoData(words) | Self::Failed(words) => vec![words.clone()],
            Self::Invalid(problems) => problems.lines(),
            Self::Open(error) => error.lines(),
            Self::Other(error) => vec![format!("{error:#}").into()],
        }
    }

    /// What to tell the user, in a language.
    pub fn message(&self, language: Language) -> String {
        self.lines().iter().map(|line| plain(line, language)).collect::<Vec<_>>().join("\n")
    }

    /// The failure with what to try, where a file of the folder of updates is at fault.
    #[must_use]
    pub fn of_update(self, folder: &Path) -> Self {
        let advice = |file: &str| {
            let within = Path::new(file).strip_prefix(folder).ok()?;
            let is_made =
                within.starts_with("facts") || [COMPANIES, SOURCES].iter().any(|name| within == Path::new(name));
            if within.starts_with(OWN) {
                return Some(say!(mend_own));
            }
            Some(match (is_made, within == Path::new(LATER_RATES)) {
                (true, _) => say!(mend_folder),
                (_, true) => {
                    say!(mend_rates)
                }
                _ => say!(ignore_folder),
            })
        };
        match self {
            Self::Invalid(problems) => Self::Invalid(problems.advised(|problem| advice(&problem.file))),
            Self::Open(error) => match if let OpenError::Io(file, _) = &error { advice(file) } else { None } {
                Some(advice) => Self::Failed(Words::run(error.lines().into_iter().chain([advice]))),
                None => Self::Open(error),
            },
            failure => failure,
        }
    }

    /// The exit code of the output contract.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Failed(_) | Self::Open(_) | Self::Other(_) => 1,
            Self::Usage(_) => 2,
            Self::NoData(_) => 3,
            Self::Invalid(_) => 4,
        }
    }
}

impl From<Unknown> for Failure {
    fn from(error: Unknown) -> Self {
        let Unknown { kind, typed, .. } = &error;
        Self::Usage(match typed.parse::<PeriodExpr>() {
            Ok(_) => say!(period_in_wrong_place, typed, kind),
            Err(_) => error.words(),
        })
    }
}

impl From<fx::Error> for Failure {
    fn from(error: fx::Error) -> Self {
        match error {
            fx::Error::Unknown(unknown) => unknown.into(),
            fx::Error::File(problem) => Self::Invalid(problem.into()),
        }
    }
}

impl From<BadPeriod> for Failure {
    fn from(error: BadPeriod) -> Self {
        Self::Usage(error.words())
    }
}

impl From<BadPeriodExpr> for Failure {
    fn from(error: BadPeriodExpr) -> Self {
        Self::Usage(error.words())
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Data(problems) => Self::Invalid(problems),
            error @ (OpenError::Io(..) | OpenError::Write(..) | OpenError::Empty(_)) => Self::Open(error),
        }
    }
}
