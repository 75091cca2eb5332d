//! `sources.csv`: the documents.

use super::problem::{Problem, Problems};
use super::text::{Row, TextFile};
use crate::model::Source;

const SOURCE: &[&str] = &["id", "company", "document", "published", "accession", "url", "read_at"];

pub fn sources(file: &TextFile, problems: &mut Problems) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    file.rows(SOURCE, problems, |row| {
        let source = source(row)?;
        if let Some(last) = sources.last()
            && last.id >= source.id
        {
            return Err(
                row.problem_at("id", format!("`{}` is not after `{}`: documents are sorted by id", source.id, last.id))
            );
        }
        sources.push(source);
        Ok(())
    });
    sources
}

fn source(row: &Row<'_>) -> Result<Source, Problem> {
    let optional = |column: &'static str| Some(row.get(column)).filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(Source {
        id: row.required("id")?.to_owned(),
        company: row.required("company")?.to_owned(),
        document: row.required("document")?.to_owned(),
        published: row.parse("published")?,
        accession: optional("accession"),
        url: optional("url"),
        read_at: optional("read_at"),
    })
}
