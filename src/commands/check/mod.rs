//! `capex check`: whether published claims hold, and under which reading.

pub(super) mod cells;
mod example;
mod flags;
mod notes;
mod page;
mod records;
pub(super) mod wording;

pub(super) use flags::parse_fields;

use super::draft::Draft;
use super::frame::grid;
use super::table::{Formats, Traits};
use super::{Answer, Context, Failure, words};
use crate::claims::{self, Calendar, Claim, Evaluated, Judge, Judgement, Question, Reading, Unanswerable, Verdict};
use crate::data::limits;
use crate::model::Currency;
use crate::render::{Format, Language};
use crate::report::{Grid, Note, QueryValue, Report};
use crate::say;

/// Published claims, held against the data.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex check --example > claims.csv      a small file of claims that explains itself
  capex check claims.csv                  every claim in it; - reads standard input
  capex check --total 246 -y 2024         one claim: does it hold, and under which reading?
  capex check --total 410 -y 2025 --yoy 67
  capex check amzn --value 26.3 -p 2024Q4
  capex check msft --from 37.5 --value 30.9 -p FY2026Q3
  capex check msft --from 20 --value 34.9 -p 2025Q3 --from-period 2024Q3

A number holds if the figure rounds to it: 63 is 62.5 and more and less than 63.5, 637.959 is that
to its last digit; a number of 亿 that ends in 0 may be rounded to ten, so 2500亿 is 250 bn. Numbers
are shown in the claim's own unit; -u is that of a number without one. Verdicts:
  confirmed     the reading a claim states gives it, or the usual one where it states none; or,
                where it states none, another reading gives it, which is then named
  close         within 1 % (of growth, shares and ratios: one percentage point), or within what the
                rounding of documents allows; under another reading too, which is then named
  contradicted  neither; the nearest reading is named, or the one that gives it against the claim's
                word; a plan outside the whole guided range
  unknown       the data cannot say; a plan within the guided range, neither an end nor the middle
The usual reading is headline, calendar periods, all that is known (--as-of, or the claim's day),
the company's own plans, US dollars. Where it fails, others are tried, with at most two
differences, in this order: another basis; one company before or after proceeds (cash or net)
beside the headline of the others; each company's own year, for whole years; what was known
earlier; what the press said of plans; an end or the middle of a range; one rate of exchange (of
the as-of day, of the period's last day). The leases basis, which hardly anybody prints, is no
match where the usual reading is close, nor for a company whose own figure counts no leases. A
change that names no earlier period is from the one right before, or the same a year before. The
note says how many readings were tried, and of a whole number of billions how many it fits.
A figure that the data has only from a document after the as-of day is used if the company had
reported other figures of the period by then; the note says so.

Columns of a claims file, in any order (JSON: the same keys, in a list of objects):
  id          identifier, each once          value       the number as printed, or words
  statement   the claim in words             unit        usd, k, m, bn, tn, yi, wanyi; percent,
                                                         fraction
  metric      capex if empty; guidance,      currency    USD if empty
              consensus, other; `a / b`      comparison  equal if empty, at_least, at_most
  companies   all if empty                   from        the earlier value of a change
  period      2024, 2024Q4, FY2025           from_period its period (see above)
  measure     see below                      as_of       the day whose knowledge counts
The reading, where a claim states one: basis; calendar (calendar, fiscal); said_by (company,
press); rate (7.295, or the day of a reference rate).
Measures: value, total; of guidance low, high, total_low, total_high, yoy_low, yoy_high; yoy, qoq,
share, ratio and excess (of two metrics), run_rate, change; and in words record (true), direction
(higher, lower, similar, slower, faster), order and yoy_order (AMZN < MSFT GOOGL).

Exit code 5 if a claim is contradicted, 4 if the file is wrong.")]
pub struct Args {
    /// A file of claims, CSV, TSV or JSON, or - for standard input; with a claim in flags, companies
    #[arg(value_name = "FILE|COMPANY")]
    pub what: Vec<String>,
    /// Print a small file of claims that explains itself
    #[arg(long, conflicts_with = "claim")]
    pub example: bool,
    /// A claim in flags
    #[command(flatten)]
    pub flags: flags::Flags,
}

impl Args {
    /// How the command answers: the example is a data file, as its reader understands it, and rests on no data.
    pub fn traits(&self, usual: Traits) -> Traits {
        if !self.example {
            return usual;
        }
        Traits { formats: Formats::Any(Format::Csv), language: Some(Language::En), origin: false, ..usual }
    }
}

/// A claim and what became of it.
struct CheckedClaim<'d> {
    claim: Claim<'d>,
    judgement: Judgement<'d>,
}

impl CheckedClaim<'_> {
    fn question(&self) -> &Question<'_> {
        &self.claim.question
    }

    /// The reading that the verdict rests on.
    fn reading(&self) -> Reading<'_> {
        self.judgement.rests_on().0
    }

    /// What that reading gives.
    fn evaluated(&self) -> Result<&Evaluated<'_>, &Unanswerable<'_>> {
        self.judgement.rests_on().1
    }
}

/// The report, and whether a claim is contradicted.
pub fn answer(args: &Args, context: &Context<'_>) -> Result<Answer, Failure> {
    if args.example {
        return Ok(Answer::Report(example::report()));
    }
    let lines = lines(args, context)?;
    let is_contradicted = lines.iter().any(|line| line.judgement.verdict == Verdict::Contradicted);
    let report = report(&lines, args, context)?;
    Ok(if is_contradicted { Answer::Contradicted(report) } else { Answer::Report(report) })
}

fn lines<'d>(args: &Args, context: &Context<'d>) -> Result<Vec<CheckedClaim<'d>>, Failure> {
    let mut claims = match args.what.as_slice() {
        _ if args.flags.is_claim() => flags::claims(args, context)?,
        [file] => read(file, context)?,
        _ => {
            return Err(Failure::Usage(say!(no_claim_given)));
        }
    };
    for claim in &mut claims {
        let stated = &mut claim.question.stated;
        stated.basis = stated.basis.or(context.basis);
        stated.calendar = stated.calendar.or(context.fiscal.then_some(Calendar::Fiscal));
    }
    let mut judge = Judge::new(context.data, &claims, context.as_of).converting_at(context.other_rates()?);
    let check = |mut claim: Claim<'d>| {
        let judgement = judge.judge(&claim)?;
        if let Some(period) = judgement.from_period {
            claim.question.from_period = period;
        }
        Ok(CheckedClaim { claim, judgement })
    };
    claims.into_iter().map(check).collect()
}

fn read<'d>(file: &str, context: &Context<'d>) -> Result<Vec<Claim<'d>>, Failure> {
    let name = if file == "-" { "standard input" } else { file };
    let bytes = match file {
        "-" => limits::read_from(name, std::io::stdin().lock())?,
        file => limits::read(file.as_ref())?,
    };
    Ok(claims::read(name, &bytes, context.lexicon()?)?)
}

fn report(lines: &[CheckedClaim<'_>], args: &Args, context: &Context<'_>) -> Result<Report, Failure> {
    let is_of_flags = args.flags.is_claim();
    // For programs, each claim's note stands in its row.
    let mut notes = if context.machine { Vec::new() } else { notes::of_each(lines, context.data) };
    if is_of_flags {
        notes.extend(notes::common_readings(lines, context.data));
    }
    notes.extend(notes::count(lines));
    let foreign = lines.iter().map(|line| line.question().currency).find(|currency| *currency != Currency::USD);
    notes.extend(foreign.map_or(Ok(None), |currency| context.note_on_rates(currency))?);
    notes.push(Note::new("data", say!(calculation_of_a_figure)));
    let title = if is_of_flags { say!(title_claim) } else { say!(title_claims) };
    Ok(context.report(Draft {
        title: words::as_known(title, context.as_of),
        page: if context.machine { Grid::default() } else { page::page(lines, context) },
        records: if context.machine { grid(&records::records(), lines, context) } else { Grid::default() },
        notes,
        query: vec![
            ("claims", QueryValue::Text(if is_of_flags { String::new() } else { args.what.join(", ") })),
            ("basis", QueryValue::Text(context.basis.unwrap_or_default().name().to_owned())),
            ("calendar", QueryValue::Text(if context.fiscal { "fiscal" } else { "calendar" }.to_owned())),
        ],
        ..Draft::default()
    }))
}
