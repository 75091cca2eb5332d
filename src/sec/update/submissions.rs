//! The SEC's list of a company's filings: which reports there are, from when, and where each stands.

use jiff::civil::Date;
use serde::Deserialize;

use crate::data::Problem;
use crate::model::Words;
use crate::say;
use crate::sec::filing::{Accession, Filing, Form, FormKind};
use crate::sec::json;
use crate::sec::scalar::{AccessionNumber, Cik, Day};

/// A company's filings that are looked at, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submissions {
    /// Central Index Key.
    pub cik: u64,
    /// Annual and quarterly reports.
    pub reports: Vec<FiledReport>,
    /// The newest release of results: a current report with item 2.02.
    pub results: Option<Filing>,
    /// Lists of older filings: their names and the last day of each.
    pub older: Vec<(String, Date)>,
}

/// An annual or quarterly report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FiledReport {
    /// The filing.
    pub filing: Filing,
    /// The name of its document without the extension; `None` if it is no plain name.
    stem: Option<String>,
}

/// The item of a current report that results stand under.
const RESULTS: &str = "2.02";

#[derive(Deserialize)]
#[serde(expecting = "a company's filings: an object with `cik` and `filings`")]
struct SubmissionsFile {
    cik: Cik,
    filings: Lists,
}

#[derive(Deserialize)]
#[serde(expecting = "lists of filings: an object with `recent`")]
struct Lists {
    recent: FilingColumns,
    #[serde(default)]
    files: Vec<Older>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a list of older filings: an object with `name` and `filingTo`")]
struct Older {
    name: String,
    filing_to: Day,
}

/// The filings, a list for each thing that is said of them.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "filings: an object of lists")]
struct FilingColumns {
    accession_number: Vec<AccessionNumber>,
    filing_date: Vec<Day>,
    form: Vec<String>,
    primary_document: Vec<String>,
    #[serde(default)]
    items: Vec<String>,
}

impl Submissions {
    /// Reads the file; `name` is for messages.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Problem> {
        let file: SubmissionsFile = serde_json::from_slice(bytes).map_err(|error| json::problem(name, &error))?;
        let mut submissions = Self { cik: file.cik.0, reports: Vec::new(), results: None, older: Vec::new() };
        submissions.take(name, file.filings.recent)?;
        let older = file.filings.files.into_iter().filter(|older| is_plain(&older.name));
        submissions.older = older.map(|older| (older.name, older.filing_to.0)).collect();
        Ok(submissions)
    }

    /// Adds the filings of an older list.
    pub fn add_older(&mut self, name: &str, bytes: &[u8]) -> Result<(), Problem> {
        let columns: FilingColumns = serde_json::from_slice(bytes).map_err(|error| json::problem(name, &error))?;
        self.take(name, columns)
    }

    fn take(&mut self, name: &str, columns: FilingColumns) -> Result<(), Problem> {
        let FilingColumns { accession_number, filing_date, form, primary_document, items } = columns;
        let count = accession_number.len();
        if [filing_date.len(), form.len(), primary_document.len()].iter().any(|other| *other != count) {
            return Err(Problem::new(name, 1, say!(lists_of_filings_differ)));
        }
        let items = items.into_iter().chain(std::iter::repeat(String::new()));
        let of_filing = accession_number.into_iter().zip(filing_date).zip(form).zip(primary_document).zip(items);
        for ((((AccessionNumber(accession), Day(filed)), form), document), items) in of_filing {
            let Some(form) = Form::of(&form) else { continue };
            let filing = Filing { accession, form, filed };
            match form.kind {
                FormKind::Annual | FormKind::Quarterly => {
                    let stem = document.rsplit_once('.').map(|(stem, _)| stem.to_owned());
                    self.reports.push(FiledReport { filing, stem: stem.filter(|stem| is_plain(stem)) });
                }
                FormKind::Current => {
                    let has_results = items.split(',').any(|item| item == RESULTS);
                    if has_results && self.results.is_none_or(|known| known.filed < filed) {
                        self.results = Some(filing);
                    }
                }
            }
        }
        self.reports.sort_by_key(|report| std::cmp::Reverse((report.filing.filed, report.filing.accession)));
        Ok(())
    }
}

impl FiledReport {
    /// The path of its instance, by the name that the SEC gives it.
    pub fn instance(&self, cik: u64) -> Option<String> {
        self.stem.as_ref().map(|stem| format!("{}/{stem}_htm.xml", folder(cik, self.filing.accession)))
    }

    /// The path of the list of its files.
    pub fn list(&self, cik: u64) -> String {
        format!("{}/index.json", folder(cik, self.filing.accession))
    }

    /// The path of its instance by the list of its files: the extracted one, or that of a report from before there were any.
    pub fn instance_in(&self, cik: u64, name: &str, bytes: &[u8]) -> Result<Option<String>, Problem> {
        let list: FilingIndex = serde_json::from_slice(bytes).map_err(|error| json::problem(name, &error))?;
        let names = || list.directory.item.iter().map(|item| item.name.as_str()).filter(|name| is_plain(name));
        let is_other = |name: &&str| {
            let others = ["_cal", "_def", "_lab", "_pre"];
            let stem = name.strip_suffix(".xml").filter(|stem| stem.contains('-'));
            stem.is_some_and(|stem| !others.iter().any(|other| stem.ends_with(other)))
        };
        let found = names().find(|name| name.ends_with("_htm.xml")).or_else(|| names().find(is_other));
        Ok(found.map(|name| format!("{}/{name}", folder(cik, self.filing.accession))))
    }
}

#[derive(Deserialize)]
#[serde(expecting = "the files of a filing: an object with `directory`")]
struct FilingIndex {
    directory: Directory,
}

#[derive(Deserialize)]
#[serde(expecting = "a directory: an object with `item`")]
struct Directory {
    item: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(expecting = "a file: an object with `name`")]
struct Item {
    name: String,
}

/// The folder of a filing on the SEC's server.
fn folder(cik: u64, accession: Accession) -> String {
    format!("/Archives/edgar/data/{cik}/{}", accession.digits())
}

/// Whether a name can stand in an address as it is, and leads nowhere else.
fn is_plain(name: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !name.is_empty() && !name.starts_with('.') && name.len() <= 120 && name.chars().all(letter)
}

/// What a report is called in a sentence.
pub fn called(filing: &Filing) -> Words {
    say!(form_of_day, form = filing.form.to_string(), day = filing.filed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"{"cik":"0000789019","filings":{"recent":{
        "accessionNumber":["0000789019-26-000046","0001193125-26-027207","0001193125-26-027198","0001193125-25-256321"],
        "filingDate":["2026-02-20","2026-01-28","2026-01-28","2025-10-29"],
        "form":["4","10-Q","8-K","10-Q"],"items":["","","2.02,9.01",""],
        "primaryDocument":["xslF345X05/form4.xml","msft-20251231.htm","msft-20260128.htm","../../x.htm"]},
        "files":[{"name":"CIK0000789019-submissions-001.json","filingTo":"2019-11-06"},{"name":"../x.json","filingTo":"2019-11-06"}]}}"#;

    #[test]
    fn reports_and_the_release_are_found_and_no_name_leads_elsewhere() {
        let list = Submissions::read("f", FILE.as_bytes()).unwrap();
        assert_eq!(list.cik, 789_019);
        let days: Vec<String> = list.reports.iter().map(|report| report.filing.filed.to_string()).collect();
        assert_eq!(days, ["2026-01-28", "2025-10-29"]);
        assert_eq!(
            list.reports[0].instance(list.cik).as_deref(),
            Some("/Archives/edgar/data/789019/000119312526027207/msft-20251231_htm.xml")
        );
        assert_eq!(list.reports[1].instance(list.cik), None);
        assert_eq!(list.results.unwrap().accession.to_string(), "0001193125-26-027198");
        assert_eq!(list.older.len(), 1);
    }

    #[test]
    fn a_list_of_files_tells_the_instance() {
        let list = Submissions::read("f", FILE.as_bytes()).unwrap();
        let of = |names: &[&str]| {
            let items: Vec<String> = names.iter().map(|name| format!(r#"{{"name":"{name}"}}"#)).collect();
            let file = format!(r#"{{"directory":{{"item":[{}]}}}}"#, items.join(","));
            let path = list.reports[1].instance_in(7, "f", file.as_bytes()).unwrap();
            path.map(|path| path.rsplit('/').next().unwrap().to_owned())
        };
        assert_eq!(of(&["R1.htm", "a-1_lab.xml", "d10q_htm.xml", "a-1.xml"]).as_deref(), Some("d10q_htm.xml"));
        assert_eq!(of(&["FilingSummary.xml", "a-1_pre.xml", "a-1.xml"]).as_deref(), Some("a-1.xml"));
        assert_eq!(of(&["../../x_htm.xml", "FilingSummary.xml"]), None);
    }

    #[test]
    fn anything_else_is_a_problem_with_its_place() {
        let longer = FILE.replacen("\"4\",", "\"4\",\"4\",", 1);
        for text in ["", "<html>", "[]", "{}", r#"{"cik":1,"filings":{}}"#, &longer] {
            assert!(Submissions::read("f", text.as_bytes()).is_err(), "{text}");
        }
    }
}
