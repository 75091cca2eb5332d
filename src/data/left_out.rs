//! `left_out.csv` of a user's folder: what an import left out of it, so that a report does not say it was never filed.

use std::path::Path;

use super::damage::Damage;
use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::DataRow;
use super::table;
use super::text::TextFile;
use crate::model::{LeftOut, Span};

/// The columns of the file.
pub static LEFT_OUT: Header = Header {
    columns: &["company", "metric", "first_day", "last_day", "amount", "filed", "reason"],
    optional: &[],
    beside: &["origin"],
    localized: &[],
};

/// Every figure of a file.
pub fn left_out(file: &TextFile, problems: &mut Problems) -> Vec<LeftOut> {
    let mut all = Vec::new();
    file.rows(&LEFT_OUT, problems, |row| {
        all.push(figure(row)?);
        Ok(())
    });
    all
}

/// Every figure of some files. What cannot be read of those in the folder of updates is damage, of which no figure is part.
pub fn of_files(
    files: &[TextFile],
    update: Option<&str>,
    damage: &mut Damage,
    problems: &mut Problems,
) -> Vec<LeftOut> {
    let mut all = Vec::new();
    for file in files {
        let mut own = Problems::default();
        all.extend(left_out(file, &mut own));
        if update.is_some_and(|folder| Path::new(file.name()).starts_with(folder)) {
            damage.add_documents(own);
        } else {
            problems.extend(own);
        }
    }
    all
}

/// A file of the given figures.
pub fn text(all: &[LeftOut]) -> String {
    let row = |figure: &LeftOut| {
        vec![
            figure.company.clone(),
            figure.metric.to_string(),
            figure.span.start.to_string(),
            figure.span.end.to_string(),
            figure.value.normalize().to_string(),
            figure.filed.to_string(),
            figure.why.to_string(),
        ]
    };
    table::text(LEFT_OUT.columns, all.iter().map(row))
}

fn figure(row: &DataRow<'_>) -> Result<LeftOut, Problem> {
    let [company, metric, first_day, last_day, amount, filed, reason] = row.cells();
    Ok(LeftOut {
        company: company.required()?.to_owned(),
        metric: metric.required()?.into(),
        span: Span { start: first_day.day()?, end: last_day.day()? },
        value: amount.number()?,
        filed: filed.day()?,
        why: reason.parse()?,
    })
}
