//! `sources.csv`: the documents.

use super::problem::{Problem, Problems};
use super::table::{self, field};
use super::text::{Field, Row, TextFile};
use crate::model::Source;

const SOURCE: &[&str] = &["id", "company", "document", "published", "accession", "url", "read_at"];

pub fn sources(file: &TextFile, problems: &mut Problems) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    file.rows(SOURCE, problems, |row| {
        let source = source(row)?;
        if let Some(last) = sources.last()
            && last.id >= source.id
        {
            let message = format!("`{}` is not after `{}`: documents are sorted by id", source.id, last.id);
            // Kept all the same, so that one slip is one problem.
            sources.push(source);
            return Err(row.problem(message));
        }
        sources.push(source);
        Ok(())
    });
    sources
}

/// A file of the given documents, which are in order.
pub fn text(sources: &[Source]) -> String {
    let row = |source: &Source| {
        vec![
            source.id.clone(),
            source.company.clone(),
            source.document.clone(),
            source.published.to_string(),
            field(source.accession.as_ref()),
            field(source.url.as_ref()),
            field(source.read_at.as_ref()),
        ]
    };
    table::text(SOURCE, sources.iter().map(row))
}

fn source(row: &Row<'_>) -> Result<Source, Problem> {
    let [id, company, document, published, accession, url, read_at] = row.cells();
    Ok(Source {
        id: id.required()?.to_owned(),
        company: company.required()?.to_owned(),
        document: document.required()?.to_owned(),
        published: published.day()?,
        accession: accession_number(accession)?,
        url: url.optional().map(str::to_owned),
        read_at: read_at.optional().map(str::to_owned),
    })
}

/// `0001018724-25-000004`: ten digits, two, six.
fn accession_number(field: Field<'_>) -> Result<Option<String>, Problem> {
    let Some(text) = field.optional() else { return Ok(None) };
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if lengths == [10, 2, 6] && parts.concat().bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(Some(text.to_owned()));
    }
    Err(field.problem(format!("`{text}` is no accession number, such as 0001018724-25-000004")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn the_bundled_file_is_written_as_it_was_read() {
        let sources = sources(&TextFile::new("sources.csv", bundled::SOURCES), &mut Problems::default());
        assert_eq!(text(&sources), bundled::SOURCES);
    }
}
