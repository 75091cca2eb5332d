//! Which filing an instance is of: as it says, as is given, or as the data knows.

use jiff::civil::Date;

use super::filing::{Accession, Filing, Form};
use super::instance::Instance;
use super::sources::title;
use crate::model::{FiscalCalendar, Source, Words};
use crate::say;

/// What is known of an instance's filing beside what it says itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KnownFiling {
    /// Its accession number.
    pub accession: Option<Accession>,
    /// Its form.
    pub form: Option<Form>,
    /// The day it was filed.
    pub filed: Option<Date>,
}

/// The filing of an instance. `documents` are those of its company, which has the calendar if it is known.
pub fn filing<'s>(
    instance: &Instance,
    known: KnownFiling,
    calendar: Option<FiscalCalendar>,
    documents: impl Iterator<Item = &'s Source>,
) -> Result<Filing, Words> {
    let form = instance.form(known.form)?;
    let forms: Vec<Form> = match form {
        Some(form) => vec![form],
        None => Form::all().flat_map(|form| [form, form.amending()]).collect(),
    };
    let titles: Vec<(Form, String)> = match calendar.zip(instance.reach()) {
        Some((calendar, reach)) => forms.into_iter().map(|form| (form, title(form, reach, calendar))).collect(),
        None => Vec::new(),
    };
    let mut found: Vec<Filing> = documents
        .filter_map(|document| {
            let accession: Accession = document.accession.as_deref()?.parse().ok()?;
            let (form, _) = titles.iter().find(|(_, title)| *title == document.document)?;
            Some(Filing { accession, form: *form, filed: document.published })
        })
        .filter(|filing| known.accession.is_none_or(|accession| accession == filing.accession))
        .filter(|filing| known.filed.is_none_or(|filed| filed == filing.filed))
        .collect();
    found.dedup();
    if let ([filing], false) = (found.as_slice(), known.accession.is_some() && known.filed.is_some()) {
        return Ok(*filing);
    }
    match (known.accession, form, known.filed) {
        (Some(accession), Some(form), Some(filed)) => Ok(Filing { accession, form, filed }),
        (accession, form, filed) => {
            let options = [
                accession.is_none().then_some("--accession 0001018724-25-000004"),
                form.is_none().then_some("--form 10-Q"),
                filed.is_none().then_some("--filed 2025-02-07"),
            ];
            let options = options.into_iter().flatten().collect::<Vec<_>>().join(" ");
            Err(say!(instance_of_unknown_filing, options))
        }
    }
}
