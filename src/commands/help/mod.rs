//! `capex help`: a command's help, or a text on a topic.
//!
//! The texts stand in files beside this one and are pages of the manual too; what the data says is put in from the data.

mod columns;

use clap::builder::StyledStr;

use super::table::{Formats, Traits};
use super::{Answer, Context, Failure};
use crate::data::{Advice, Dataset, Meant, Unknown, nearest};
use crate::fx;
use crate::model::{Basis, Company, Definition, MetricId};
use crate::render::schema;
use crate::report::{Article, Block};
use crate::say;

/// Help on a command or a topic.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  capex help totals                 a command
  capex help bases                  what counts as capital expenditures
  capex help fx                     currencies and exchange rates
  capex help output totals          the columns of one command
  capex help output -f json         the same of all, as JSON Schema")]
pub struct Args {
    /// A command or a topic [default: all of them]
    #[arg(value_name = "COMMAND|TOPIC")]
    pub word: Option<String>,
    /// Of output: the command whose columns to show [default: all]
    #[arg(value_name = "OF")]
    pub of: Option<String>,
}

/// The topic that has a schema.
const OUTPUT: &str = "output";

impl Args {
    /// Whether the topic is the output, which comes as a schema too.
    fn is_of_output(&self) -> bool {
        self.word.as_ref().is_some_and(|word| word.eq_ignore_ascii_case(OUTPUT))
    }

    /// How the command answers.
    pub fn traits(&self, usual: Traits) -> Traits {
        if self.is_of_output() { Traits { formats: Formats::TextOrSchema, ..usual } } else { usual }
    }
}

/// The texts, in the order they are listed.
const TOPICS: &[&str] = &[
    include_str!("bases.md"),
    include_str!("periods.md"),
    include_str!("fx.md"),
    include_str!("vintages.md"),
    include_str!("claims.md"),
    include_str!("articles.md"),
    include_str!("output.md"),
    include_str!("charts.md"),
    include_str!("own-data.md"),
    include_str!("data-format.md"),
];

/// Name and subject of each topic.
pub fn topics() -> impl Iterator<Item = (&'static str, &'static str)> {
    TOPICS.iter().filter_map(|text| text.lines().next()?.strip_prefix("# ")?.split_once(" - "))
}

/// What was asked for, of a program whose command line is `command`.
pub fn answer(args: &Args, command: &clap::Command, context: &Context<'_>) -> Result<Answer, Failure> {
    let Some(word) = &args.word else {
        let mut text = of_command(command, None).ansi().to_string();
        text.push_str("\nTopics (capex help TOPIC):\n");
        text.extend(topics().map(|(name, about)| format!("  {name:<12} {about}\n")));
        return Ok(Answer::Help(text.into()));
    };
    if args.is_of_output() && (context.machine || args.of.is_some()) {
        return of_output(args.of.as_deref(), command, context);
    }
    if let Some(of) = &args.of {
        let word = [word.as_str(), of].join(" ");
        return Err(Failure::Usage(say!(help_takes_one_word, word)));
    }
    if command.find_subcommand(word).is_some() {
        return Ok(Answer::Help(of_command(command, Some(word))));
    }
    match topic(word, context)? {
        Some(article) => Ok(Answer::Article(article)),
        None => Err(unknown(word, command).into()),
    }
}

/// The columns of a command's answers or of all, as a text or, for programs, as a schema.
fn of_output(of: Option<&str>, command: &clap::Command, context: &Context<'_>) -> Result<Answer, Failure> {
    let named = of.map(str::to_lowercase);
    let answers = columns::answers(named.as_deref(), context)?;
    let what = [Some("capex"), named.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    match named {
        Some(word) if command.find_subcommand(&word).is_none() => Err(unknown(&word, command).into()),
        Some(word) if answers.is_empty() => Err(Failure::Usage(say!(command_has_no_columns, command = word))),
        _ if context.machine => Ok(Answer::Text(schema(&what, &answers)?)),
        named => {
            let name = [Some(OUTPUT), named.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
            let blocks = columns::blocks(&answers);
            Ok(Answer::Article(Article { name, about: format!("columns of {what}"), blocks }))
        }
    }
}

/// The columns of a command's answers, each once, and what they mean.
pub fn column_meanings(command: &str, data: &Dataset) -> Result<Vec<(String, String)>, Failure> {
    let (config, conversion, shape) = Default::default();
    let context = Context::bare(data, &config, &conversion, &shape);
    let command = if command == env!("CARGO_PKG_NAME") { "summary" } else { command };
    let mut all: Vec<(String, String)> = Vec::new();
    for answer in columns::answers(Some(command), &context)? {
        for column in answer.all().filter(|column| all.iter().all(|(name, _)| name != column.id)).collect::<Vec<_>>() {
            all.push((column.id.to_owned(), column.meaning.to_owned()));
        }
    }
    Ok(all)
}

/// What clap prints for `--help`, which it takes for an error.
fn of_command(command: &clap::Command, name: Option<&str>) -> StyledStr {
    let words = [Some(command.get_name()), name, Some("--help")].into_iter().flatten();
    command.clone().try_get_matches_from(words).map_or_else(|help| help.render(), |_| StyledStr::default())
}

/// The text on a topic, if there is one.
pub fn topic(word: &str, context: &Context<'_>) -> Result<Option<Article>, Failure> {
    let data = context.data;
    let Some(text) = topics().position(|(name, _)| name.eq_ignore_ascii_case(word)).and_then(|at| TOPICS.get(at))
    else {
        return Ok(None);
    };
    let currencies = if text.contains("{currencies}") { fx::currencies()? } else { Vec::new() };
    let answers = if text.contains("{columns}") { columns::answers(None, context)? } else { Vec::new() };
    let text = dated(text, data)?;
    Ok(Some(Article::read(&text, |place| match place {
        "bases" => bases(),
        "definitions" => definitions(data),
        "years" => years(data),
        "files" => files(),
        "columns" => columns::blocks(&answers),
        "fields" => columns::blocks_of_fields(),
        "currencies" => vec![Block::Terms(
            currencies
                .iter()
                .map(|known| (format!("`{}`", known.code.code()), known.name.english().to_owned()))
                .collect(),
        )],
        _ => Vec::new(),
    })))
}

/// The text with the first and the last day of the data's facts.
fn dated(text: &str, data: &Dataset) -> Result<String, Failure> {
    if !text.contains("{first}") {
        return Ok(text.to_owned());
    }
    let mut days = Vec::new();
    for company in data.companies() {
        days.extend(data.all_facts(company)?.iter().flat_map(|fact| [fact.span.start, fact.span.end]));
    }
    let day = |day: Option<&jiff::civil::Date>| day.map_or_else(String::new, ToString::to_string);
    Ok(text.replace("{first}", &day(days.iter().min())).replace("{last}", &day(days.iter().max())))
}

/// A word that is neither a command nor a topic.
pub fn unknown(typed: &str, command: &clap::Command) -> Unknown {
    let meant = |word: &str| Meant { word: word.to_owned(), name: None };
    let commands = command.get_subcommands().map(|of| of.get_name().to_owned());
    let words: Vec<String> = topics().map(|(name, _)| name.to_owned()).chain(commands).collect();
    let near = nearest(typed, words.iter().map(|word| (word.clone(), word)));
    let advice = match near {
        Some(word) => Advice::DidYouMean(Box::new(meant(word))),
        None => Advice::OneOf(words.iter().map(|word| meant(word)).collect()),
    };
    Unknown { kind: say!(kind_command_or_topic), typed: typed.to_owned(), advice }
}

fn bases() -> Vec<Block> {
    let term = |basis: Basis| (format!("`{}`", basis.name()), basis.words().to_string());
    vec![Block::Terms(Basis::ALL.map(term).into())]
}

/// Each basis, and what it means for each company, from when to when.
fn definitions(data: &Dataset) -> Vec<Block> {
    let capex = MetricId::capex();
    let mut blocks = Vec::new();
    for basis in Basis::ALL {
        let mut terms = Vec::new();
        for company in data.companies() {
            let of = data.definitions_of(company, &capex, basis);
            terms.extend(of.map(|definition| {
                (format!("{}{}", company.name.english(), span(definition)), definition.words.english().to_owned())
            }));
        }
        blocks.extend([Block::Paragraph(format!("`{}`, {}:", basis.name(), basis.words())), Block::Terms(terms)]);
    }
    blocks
}

fn span(definition: &Definition) -> String {
    match (definition.from, definition.to) {
        (None, None) => String::new(),
        (None, Some(to)) => format!(", to {to}"),
        (Some(from), None) => format!(", since {from}"),
        (Some(from), Some(to)) => format!(", {from} to {to}"),
    }
}

fn years(data: &Dataset) -> Vec<Block> {
    let term = |company: &Company| (company.name.english().to_owned(), company.calendar.to_string());
    vec![Block::Terms(data.companies().iter().map(term).collect())]
}

fn files() -> Vec<Block> {
    let term = |(name, columns): (&str, String)| (format!("`{name}`"), columns.replace(',', ", "));
    vec![Block::Terms(Dataset::tables().map(term).collect())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_read_and_no_place_is_left_empty() {
        let data = Dataset::bundled().unwrap();
        let (config, conversion, shape) = Default::default();
        let context = Context::bare(&data, &config, &conversion, &shape);
        assert_eq!(topics().count(), TOPICS.len());
        for (name, _) in topics() {
            let article = topic(name, &context).unwrap().unwrap();
            assert_eq!(article.name, name);
            let said = format!("{:?}", article.blocks);
            assert!(!said.contains("{bases}") && !said.contains("{first}"), "{said}");
            for block in &article.blocks {
                assert!(!matches!(block, Block::Terms(terms) if terms.is_empty()), "{name}");
            }
        }
    }

    #[test]
    fn every_place_of_a_text_is_known() {
        let known = [
            "{columns}",
            "{fields}",
            "{bases}",
            "{definitions}",
            "{years}",
            "{files}",
            "{currencies}",
            "{first}",
            "{last}",
        ];
        for text in TOPICS {
            let filled = known.iter().fold((*text).to_owned(), |text, place| text.replace(place, ""));
            assert!(!filled.contains('{'), "{filled}");
        }
    }
}
