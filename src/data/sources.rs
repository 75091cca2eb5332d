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
            return Err(row.problem(format!("`{}` is not after `{}`: documents are sorted by id", source.id, last.id)));
        }
        sources.push(source);
        Ok(())
    });
    sources
}

fn source(row: &Row<'_>) -> Result<Source, Problem> {
    let [id, company, document, published, accession, url, read_at] = row.cells();
    Ok(Source {
        id: id.required()?.to_owned(),
        company: company.required()?.to_owned(),
        document: document.required()?.to_owned(),
        published: published.parse()?,
        accession: accession.optional().map(str::to_owned),
        url: url.optional().map(str::to_owned),
        read_at: read_at.optional().map(str::to_owned),
    })
}
