//! `definitions.csv`: what a metric meant for a company, by date.

use super::problem::{Problem, Problems};
use super::text::{Row, TextFile};
use crate::model::{Company, Definition, Metric, MetricId, Sum};

const DEFINITION: &[&str] = &["company", "metric", "basis", "from", "to", "formula", "stand_in", "words"];

pub fn definitions(
    file: &TextFile,
    companies: &[Company],
    metrics: &[Metric],
    problems: &mut Problems,
) -> Vec<Definition> {
    let mut definitions: Vec<Definition> = Vec::new();
    file.rows(DEFINITION, problems, |row| {
        let definition = definition(row)?;
        if !companies.iter().any(|company| company.ticker == definition.company) {
            return Err(row.problem(format!("unknown company `{}`", definition.company)));
        }
        for id in components_of(&definition).chain([&definition.metric]) {
            match metrics.iter().find(|metric| metric.id == *id) {
                None => return Err(row.problem(format!("unknown metric `{id}`"))),
                Some(metric) if metric.formula.is_some() => {
                    let message = format!("`{id}` is computed and cannot be defined or be part of a definition");
                    return Err(row.problem(message));
                }
                Some(_) => {}
            }
        }
        if definition.metric == MetricId::capex() && components_of(&definition).any(|id| *id == definition.metric) {
            return Err(row.problem("capex cannot be part of its own definition"));
        }
        if let (Some(from), Some(to)) = (definition.from, definition.to)
            && to < from
        {
            return Err(row.problem(format!("ends on {to}, before it starts")));
        }
        // Kept even where it does not follow, so that one slip is one problem.
        let before = definitions.last().cloned();
        definitions.push(definition.clone());
        if let Some(before) = before
            && before.company == definition.company
            && before.metric == definition.metric
            && before.basis == definition.basis
        {
            let follows = before.to.and_then(|to| to.tomorrow().ok()).is_some_and(|next| definition.from == Some(next));
            if !follows {
                return Err(row.problem(
                    "overlaps the row before or leaves a gap: a definition starts the day after the last one ends",
                ));
            }
        } else if definition.from.is_some() {
            return Err(row.problem("the first definition of a series starts with an empty date"));
        }
        Ok(())
    });
    for (index, definition) in definitions.iter().enumerate() {
        let continues = definitions.get(index + 1).is_some_and(|next| {
            (&next.company, &next.metric, next.basis) == (&definition.company, &definition.metric, definition.basis)
        });
        if !continues && let Some(to) = definition.to {
            let series = format!("{} {}", definition.company, definition.metric);
            problems.push(Problem::new(
                file.name(),
                index as u64 + 2,
                format!("{series} has no definition after {to}"),
            ));
        }
    }
    definitions
}

fn components_of(definition: &Definition) -> impl Iterator<Item = &MetricId> {
    definition.formula.iter().chain(definition.stand_in.iter().flatten()).map(|component| &component.metric)
}

fn definition(row: &Row<'_>) -> Result<Definition, Problem> {
    let [company, metric, basis, from, to, formula, stand_in, words] = row.cells();
    let id: MetricId = metric.required()?.into();
    if (id == MetricId::capex()) != basis.optional().is_some() {
        return Err(basis.problem("capex has a basis in each row, any other metric has none"));
    }
    Ok(Definition {
        company: company.required()?.to_owned(),
        metric: id,
        basis: basis.parse_optional()?,
        from: from.day_optional()?,
        to: to.day_optional()?,
        formula: formula.parse::<Sum>()?.0,
        stand_in: stand_in.parse_optional::<Sum>()?.map(|Sum(components)| components),
        words: words.required()?.to_owned(),
    })
}
