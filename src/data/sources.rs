//! `sources.csv`: the documents.

use std::collections::{BTreeSet, HashSet};

use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::{DataRow, Field};
use super::table::{self, field};
use super::text::TextFile;
use crate::model::Source;
use crate::say;

/// The columns of a file of documents.
pub static SOURCE: Header = Header {
    columns: &["id", "company", "document", "published", "accession", "url", "read_at"],
    optional: &["accession", "url", "read_at"],
    beside: &["origin"],
    localized: &[],
};

/// The documents of a file with the given identifiers, in file order; of a user's file, every one.
pub fn of_ids(file: &TextFile, ids: &BTreeSet<&str>, problems: &mut Problems) -> Vec<Source> {
    if !file.is_bundled() {
        return sources(file, problems);
    }
    let mut sources = Vec::new();
    file.rows_of(ids.iter().copied(), &SOURCE, problems, |row| {
        sources.push(source(row)?);
        Ok(())
    });
    sources
}

/// Every document of a file, in file order.
pub fn sources(file: &TextFile, problems: &mut Problems) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    // A user's documents need not be in order.
    let mut here = HashSet::new();
    file.rows(&SOURCE, problems, |row| {
        let source = source(row)?;
        if row.origin().is_user() {
            if !here.insert(source.id.clone()) {
                return Err(row.problem(say!(occurs_twice, id = &source.id)));
            }
        } else if let Some(last) = sources.last()
            && last.id >= source.id
        {
            let message = say!(documents_out_of_order, id = &source.id, other = &last.id);
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
    table::text(SOURCE.columns, sources.iter().map(row))
}

fn source(row: &DataRow<'_>) -> Result<Source, Problem> {
    let [id, company, document, published, accession, url, read_at] = row.cells();
    Ok(Source {
        id: id.name()?.to_owned(),
        company: company.name()?.to_owned(),
        document: document.required()?.to_owned(),
        published: published.day()?,
        accession: accession_number(accession)?,
        url: url.optional().map(str::to_owned),
        read_at: read_at.optional().map(str::to_owned),
        line: row.line,
        origin: row.origin().clone(),
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
    Err(field.problem(say!(not_an_accession_number, text)))
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
