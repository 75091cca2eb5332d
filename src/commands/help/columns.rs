//! The columns of every answer, from the records themselves: for the topic `output`, and as JSON Schema.

use std::collections::BTreeMap;

use clap::ValueEnum as _;

use super::super::columns::ORIGIN;
use super::super::frame::{Column, heads};
use super::super::table::Traits;
use super::super::{
    Context, Failure, add, check, cloud, explain, export, find, growth, guidance, import, list, rates, show, summary,
    totals, version,
};
use crate::fx::{Exchange, Policy};
use crate::report::{AnswerColumns, Block, ColumnId, Heading};

/// The columns that an answer has under a context.
type Columns = fn(&Context<'_>) -> Vec<Heading>;

/// Every answer of rows, by what is typed for it.
const ANSWERS: &[(&str, Columns)] = &[
    ("summary", |context| names(&summary::records(context))),
    ("totals", |context| names(&totals::records(context))),
    ("show", |context| names(&show::records(context))),
    ("growth", |context| names(&growth::records(context))),
    ("cloud", |context| names(&cloud::records(context))),
    ("guidance", |context| names(&guidance::records(context))),
    ("guidance --progress", |context| names(&guidance::records_of_progress(context))),
    ("chart", |context| names(&show::records(context))),
    ("chart totals", |context| names(&totals::records(context))),
    ("chart growth", |context| names(&growth::records(context))),
    ("chart cloud", |context| names(&cloud::records(context))),
    ("chart guidance", |context| names(&guidance::records(context))),
    ("explain", |context| names(&explain::records(context))),
    ("check", |_| names(&check::records())),
    ("check --example", |_| check::columns_of_example()),
    ("find", |_| names(&find::records())),
    ("rates", |_| names(&rates::records())),
    ("list", |_| list::columns(None)),
    ("export", |_| list::columns(None)),
    ("import", |_| import::columns()),
    ("update", |_| import::columns()),
    ("add", |_| add::columns()),
    ("version", |_| names(&version::records())),
];

fn names<L>(records: &[Column<L>]) -> Vec<Heading> {
    heads(records).columns
}

/// The columns of every answer, or of those of one command.
pub fn answers(command: Option<&str>, context: &Context<'_>) -> Result<Vec<AnswerColumns>, Failure> {
    let rates = context.rates()?;
    let exchange = Exchange::each(rates, rates.currency("EUR")?, Policy::Average);
    let usual = Context { exchange: None, ..*context };
    let converted = Context { exchange: Some(&exchange), ..*context };
    let mut answers = Vec::new();
    for &(typed, columns) in ANSWERS {
        answers.push(answer(typed.to_owned(), columns(&usual), columns(&converted)));
        if typed == "list" {
            let of = |what: &list::ListedSet| answer_of(typed, what, list::columns(Some(*what)));
            answers.extend(list::ListedSet::value_variants().iter().map(of));
        }
        if typed == "export" {
            let of = |set: &export::Set| answer_of(typed, set, export::columns_of(*set));
            answers.extend(export::Set::value_variants().iter().map(of));
        }
    }
    answers.retain(|answer| command.is_none_or(|command| answer.command() == command));
    Ok(answers)
}

fn answer_of(command: &str, value: &impl clap::ValueEnum, columns: Vec<Heading>) -> AnswerColumns {
    let word = value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    answer(format!("{command} {word}"), columns.clone(), columns)
}

/// The columns under two contexts, without a conversion and with one, then whose the figures are.
fn answer(typed: String, usual: Vec<Heading>, mut converted: Vec<Heading>) -> AnswerColumns {
    converted.retain(|column| usual.iter().all(|other| other.id != column.id));
    let mut answer = AnswerColumns { typed, usual, converted };
    let has_origin = Traits::of(answer.command()).origin && answer.typed != "check --example";
    answer.usual.extend(has_origin.then(|| Heading::record(ORIGIN)));
    answer
}

/// What the topic says of the columns: of those in several answers once, then of each answer its own.
pub fn blocks(answers: &[AnswerColumns]) -> Vec<Block> {
    let mut groups: Vec<(Vec<&str>, &AnswerColumns)> = Vec::new();
    for answer in answers {
        let same = |other: &&mut (Vec<&str>, &AnswerColumns)| other.1.ids().eq(answer.ids());
        match groups.iter_mut().find(same) {
            Some((typed, _)) => typed.push(&answer.typed),
            None => groups.push((vec![&answer.typed], answer)),
        }
    }
    let mut uses: BTreeMap<ColumnId, usize> = BTreeMap::new();
    for (_, answer) in &groups {
        answer.all().for_each(|column| *uses.entry(column.column_id()).or_default() += 1);
    }
    let is_common = |column: &Heading| uses.get(&column.column_id()).is_some_and(|uses| *uses > 1);
    let mut common: Vec<(String, String)> = Vec::new();
    for column in groups.iter().flat_map(|(_, answer)| answer.all()).filter(|column| is_common(column)) {
        let term = term(column);
        if !common.contains(&term) {
            common.push(term);
        }
    }
    let mut blocks = Vec::new();
    if !common.is_empty() {
        blocks.extend([Block::Heading("Common columns".to_owned()), Block::Terms(common)]);
    }
    for (typed, answer) in &groups {
        blocks.push(Block::Heading(format!("Columns of {}", typed.join(", "))));
        let list = |columns: &[Heading]| columns.iter().map(|column| column.id).collect::<Vec<_>>().join(", ");
        let usual = list(&answer.usual);
        blocks.push(Block::Paragraph(match answer.converted.as_slice() {
            [] => format!("{usual}."),
            converted => format!("{usual}. With -x also {}.", list(converted)),
        }));
        let own: Vec<(String, String)> = answer.all().filter(|column| !is_common(column)).map(term).collect();
        blocks.extend((!own.is_empty()).then_some(Block::Terms(own)));
    }
    blocks
}

/// The columns of a claims file, and what each means.
pub fn blocks_of_fields() -> Vec<Block> {
    let term = |column: &Heading| (format!("`{}`", column.id), column.meaning.to_owned());
    vec![Block::Terms(check::columns_of_example().iter().map(term).collect())]
}

fn term(column: &Heading) -> (String, String) {
    (format!("`{}`", column.id), format!("{}: {}", column.holds.words(), column.meaning))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::table::{COMMANDS, Formats};

    #[test]
    fn every_command_with_rows_is_told() {
        let with_rows =
            |row: &&Traits| matches!(row.formats, Formats::Any(_) | Formats::Pictures) && !row.name.is_empty();
        for row in COMMANDS.iter().filter(with_rows) {
            assert!(ANSWERS.iter().any(|(typed, _)| *typed == row.name), "{}", row.name);
        }
    }
}
