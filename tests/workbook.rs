//! Workbooks as `LibreOffice` reads them: the figures are those of the CSV, and formulas give them again.
//!
//! Skipped, with a message, where `LibreOffice` is not installed.

#![cfg(unix)]

mod common;

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use rust_decimal::Decimal;

/// Reports, by the name of their file.
const REPORTS: &[(&str, &[&str])] = &[
    ("totals", &["totals", "-y", "2025"]),
    ("partial", &["totals", "-y", "2026"]),
    ("years", &["totals", "-p", "2023..2025"]),
    ("yuan", &["totals", "-y", "2024", "-x", "CNY"]),
    ("show", &["show", "-Q", "-p", "last8q"]),
    ("ratio", &["show", "-m", "intensity", "-p", "2019..2025"]),
    ("growth", &["growth", "-p", "2019..2025"]),
    ("cloud", &["cloud", "-y", "2025"]),
    ("guidance", &["guidance", "--total", "-y", "2026"]),
    ("explain", &["explain", "meta", "2022Q4"]),
    ("summary", &[]),
    ("check", &["check", "--total", "223", "-y", "2024"]),
    ("find", &["find", "410"]),
];

/// Flows that a company may have.
const METRICS: [&str; 10] = [
    "capex_headline",
    "cloud_revenue",
    "depreciation",
    "finance_lease_principal",
    "net_income",
    "operating_cash_flow",
    "ppe_proceeds",
    "ppe_purchases",
    "ppe_purchases_net",
    "revenue",
];

fn capex(arguments: &[&str]) -> Vec<u8> {
    let output = common::capex().args(arguments).env("LC_ALL", "C").output().expect("capex");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn is_installed() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok_and(|output| output.status.success());
    if !found {
        common::skipped("LibreOffice (soffice)");
    }
    found
}

/// A folder of the test's own.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// The sheets of each workbook as CSV, numbers as they are stored, by the name of the file and of the sheet.
fn converted(folder: &Path, books: &[PathBuf]) -> HashMap<(String, &'static str), Vec<Vec<String>>> {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
    let mut command = Command::new("soffice");
    command.args([profile.as_str(), "--headless", "--convert-to", filter, "--outdir"]).arg(folder).args(books);
    let output = command.output().expect("soffice");
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success() && !said.contains("Error"), "{said}");
    let read = |(book, sheet): (&PathBuf, &'static str)| {
        let name = book.file_stem().expect("a name").to_string_lossy().into_owned();
        let rows = rows(&fs::read(folder.join(format!("{name}-{sheet}.csv"))).expect("a converted file"));
        ((name, sheet), rows)
    };
    books.iter().flat_map(|book| ["Table", "Records"].map(|sheet| (book, sheet))).map(read).collect()
}

fn rows(csv: &[u8]) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv);
    let records = reader.into_records().map(|record| record.expect("a row"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// A number, also one that is written as a percentage.
fn number(text: &str) -> Option<Decimal> {
    match text.strip_suffix('%') {
        Some(percent) => percent.parse::<Decimal>().ok().map(|percent| percent / Decimal::ONE_HUNDRED),
        None => text.parse().ok(),
    }
}

/// Checks a sheet against the CSV of the same report, cell by cell.
fn assert_same(name: &str, sheet: &[Vec<String>], csv: &[Vec<String>]) {
    assert_eq!(sheet.len(), csv.len(), "{name}: rows");
    for (column, (heading, id)) in sheet[0].iter().zip(&csv[0]).enumerate() {
        assert_eq!(heading.split(" (").next(), Some(id.as_str()), "{name}: column {column}");
    }
    for (line, (sheet, csv)) in sheet.iter().zip(csv).enumerate().skip(1) {
        for (at, expected) in csv.iter().enumerate() {
            let found = sheet.get(at).map_or("", String::as_str);
            let same = match (number(found), number(expected)) {
                (Some(found), Some(expected)) => {
                    (found - expected).abs() <= expected.abs().max(Decimal::ONE) * Decimal::new(1, 6)
                }
                _ => found == expected,
            };
            assert!(same, "{name}: row {line}, column {at}: `{found}` for `{expected}`");
        }
    }
}

#[test]
fn a_workbook_has_the_figures_of_the_csv() {
    if !is_installed() {
        return;
    }
    let folder = folder("figures");
    let mut books = Vec::new();
    for (name, arguments) in REPORTS {
        let book = folder.join(format!("{name}.xlsx"));
        capex(&[arguments, &["-o", book.to_str().expect("a path")][..]].concat());
        books.push(book);
    }
    let sheets = converted(&folder, &books);
    for (name, arguments) in REPORTS {
        let csv = rows(&capex(&[arguments, &["-f", "csv"][..]].concat()));
        assert_same(name, &sheets[&((*name).to_owned(), "Records")], &csv);
        // Under the title, the headings and something to read.
        assert!(sheets[&((*name).to_owned(), "Table")].len() > 3, "{name}");
    }
}

/// Letters of a workbook's font are wider where it is not installed.
#[test]
fn headings_and_texts_have_room_in_their_columns() {
    const MOST: usize = 56;
    for (name, arguments) in REPORTS {
        let book = capex(&[arguments, &["-f", "xlsx"][..]].concat());
        let mut sheet = String::new();
        let mut book = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
        book.by_name("xl/worksheets/sheet2.xml").expect("a sheet").read_to_string(&mut sheet).expect("XML");
        let sheet = roxmltree::Document::parse(&sheet).expect("XML");
        let mut widths = Vec::new();
        for column in sheet.descendants().filter(|node| node.has_tag_name("col")) {
            let of = |name: &str| column.attribute(name).and_then(|text| text.parse::<f64>().ok()).expect("a number");
            let mut at = of("min");
            while at <= of("max") {
                widths.push(of("width"));
                at += 1.0;
            }
        }
        let rows = rows(&capex(&[arguments, &["-f", "csv"][..]].concat()));
        // Behind the records stand the names of the companies, years and quarters.
        assert!((rows[0].len()..=rows[0].len() + 3).contains(&widths.len()), "{name}");
        for row in rows {
            // A number is printed shorter or longer than in CSV.
            for (text, width) in row.iter().zip(&widths).filter(|(text, _)| number(text).is_none()) {
                let letters = u32::try_from(text.chars().count().min(MOST)).expect("a few letters");
                assert!(*width >= 1.2 * f64::from(letters), "{name}: {text} in {width}");
            }
        }
    }
}

/// What formulas give, in `LibreOffice`, is what stands in their cells: on the table and among the records.
#[test]
fn formulas_calculate_what_they_stand_for() {
    if !is_installed() {
        return;
    }
    let folder = folder("formulas");
    let mut books = Vec::new();
    let mut formulas = 0;
    let report: (&str, &[&str]) = ("report", &["report"]);
    for (name, arguments) in REPORTS.iter().chain([&report]) {
        let book = capex(&[arguments, &["-f", "xlsx"][..]].concat());
        let (without, found) = without_results(&book);
        formulas += found;
        for (name, book) in [((*name).to_owned(), without), (format!("{name}-cached"), book)] {
            let path = folder.join(format!("{name}.xlsx"));
            fs::write(&path, book).expect("a file");
            books.push(path);
        }
    }
    assert!(formulas > 300, "{formulas} formulas");
    let sheets = converted(&folder, &books);
    for (name, arguments) in REPORTS {
        let csv = rows(&capex(&[arguments, &["-f", "csv"][..]].concat()));
        assert_same(name, &sheets[&((*name).to_owned(), "Records")], &csv);
    }
    for (name, _) in REPORTS.iter().chain([&report]) {
        for sheet in ["Table", "Records"] {
            let (calculated, cached) =
                (&sheets[&((*name).to_owned(), sheet)], &sheets[&(format!("{name}-cached"), sheet)]);
            assert_eq!(calculated.len(), cached.len(), "{name}");
            for (line, (calculated, cached)) in calculated.iter().zip(cached).enumerate() {
                for (one, other) in calculated.iter().zip(cached) {
                    let same = match (number(one), number(other)) {
                        (Some(one), Some(other)) => {
                            (one - other).abs() <= other.abs().max(Decimal::ONE) * Decimal::new(1, 9)
                        }
                        _ => one == other,
                    };
                    assert!(same, "{name}, {sheet}, row {line}: `{one}` for `{other}`");
                }
            }
        }
    }
}

/// A member of a workbook.
fn member(book: &[u8], name: &str) -> String {
    let mut text = String::new();
    let mut book = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    book.by_name(name).expect("a member").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_workbook_opens_on_the_table_and_the_records_are_one_in_excel_s_sense() {
    let book = capex(&["totals", "-p", "2023..2025", "-f", "xlsx"]);
    let sheets = member(&book, "xl/workbook.xml");
    let names: Vec<&str> = sheets.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(names, ["Table", "Records", "Notes", "Sources"]);
    let table = member(&book, "xl/tables/table1.xml");
    for column in ["company", "value (USD)", "company_name", "year", "quarter"] {
        assert!(table.contains(&format!("name=\"{column}\"")), "{column}: {table}");
    }
    assert!(table.contains("<autoFilter"), "{table}");
    assert!(member(&book, "xl/charts/chart1.xml").contains("Table!$B$"));
    let sheet = member(&book, "xl/worksheets/sheet1.xml");
    // Three totals, growth of four companies and the total over two years and of one before, shares of all.
    assert!(sheet.matches("<f>SUM(").count() == 3 && sheet.matches("-1</f>").count() >= 14, "{sheet}");
    assert!(sheet.contains("orientation=\"landscape\""), "{sheet}");
}

/// More columns than can be looked at stand one below the other, and are not looked for among each other.
/// A long sheet is kept in a file while it is written; it comes to the same.
#[test]
fn a_long_workbook_has_every_row() {
    const FACTS: usize = 12_000;
    let folder = folder("long");
    let rows_of = |count: usize, of: fn(usize) -> String| (0..count).map(of).collect::<String>();
    let companies = rows_of(10, |number| format!("T{number},Name {number},12-31\n"));
    fs::write(folder.join("companies.csv"), format!("ticker,name,fiscal_year_end\n{companies}")).expect("a file");
    let facts = rows_of(FACTS, |at| {
        let (company, year, metric) = (at / 1_200, 1990 + at % 1_200 / 40, METRICS[at % 10]);
        let [start, end] =
            [["01-01", "03-31"], ["04-01", "06-30"], ["07-01", "09-30"], ["10-01", "12-31"]][at % 40 / 10];
        format!("T{company},{metric},{year}-{start},{year}-{end},{at}000000,USD,{}-02-01\n", year + 1)
    });
    fs::write(folder.join("facts.csv"), format!("company,metric,start,end,value,currency,published\n{facts}"))
        .expect("a file");
    let path = folder.to_str().expect("a path");
    let companies = "t0 t1 t2 t3 t4 t5 t6 t7 t8 t9".split(' ');
    let export: Vec<&str> = ["export", "facts", "--data", path, "-f"].into_iter().collect();
    let of = |format| capex(&export.iter().copied().chain([format]).chain(companies.clone()).collect::<Vec<_>>());
    let (book, csv) = (of("xlsx"), rows(&of("csv")));
    assert_eq!(csv.len(), FACTS + 1);
    let strings = member(&book, "xl/sharedStrings.xml");
    let strings = roxmltree::Document::parse(&strings).expect("XML");
    let strings: Vec<&str> =
        strings.descendants().filter(|node| node.has_tag_name("t")).filter_map(|node| node.text()).collect();
    for (sheet, above) in [("xl/worksheets/sheet1.xml", 3), ("xl/worksheets/sheet2.xml", 1)] {
        let sheet = member(&book, sheet);
        let sheet = roxmltree::Document::parse(&sheet).expect("XML");
        let lines: Vec<_> = sheet.descendants().filter(|node| node.has_tag_name("row")).skip(above).collect();
        assert_eq!(lines.len(), FACTS);
        for (line, expected) in lines.iter().zip(&csv[1..]) {
            let cells: Vec<_> = line.children().collect();
            let text =
                |at: usize| cells[at].descendants().find(|node| node.has_tag_name("v")).and_then(|node| node.text());
            let ticker: usize = text(0).expect("a text").parse().expect("a place");
            assert_eq!(
                (strings[ticker].trim_end_matches('†'), text(4)),
                (expected[0].as_str(), Some(expected[4].as_str()))
            );
        }
    }
    assert!(member(&book, "xl/tables/table1.xml").contains(&format!("{}\"", FACTS + 1)));
}

#[test]
fn a_table_is_no_wider_than_can_be_looked_at() {
    let folder = folder("wide");
    let rows = |of: fn(usize) -> String| (0..300).map(of).collect::<String>();
    let companies = "ticker,name,fiscal_year_end\n".to_owned() + &rows(|one| format!("C{one},Company {one},12-31\n"));
    let facts = "company,metric,start,end,value,currency,published\n".to_owned()
        + &rows(|one| format!("C{one},ppe_purchases,2025-01-01,2025-12-31,1000000,USD,2026-02-01\n"));
    fs::write(folder.join("companies.csv"), companies).expect("a file");
    fs::write(folder.join("facts.csv"), facts).expect("a file");
    let own = folder.to_str().expect("UTF-8");
    let book = capex(&["show", "all", "-m", "ppe_purchases", "2024", "2025", "--data", own, "-f", "xlsx"]);
    let sheet = member(&book, "xl/worksheets/sheet1.xml");
    let size = sheet.split("<dimension ref=\"A1:").nth(1).and_then(|rest| rest.split('"').next()).expect("a size");
    assert!(size.len() == 4 && size.as_bytes()[1].is_ascii_digit(), "{size}");
}

#[test]
fn a_unit_is_a_format_and_values_stay_whole() {
    for (unit, format) in [("bn", "#,##0.0,,,"), ("m", "#,##0,,"), ("yi", "0\\.00,,"), ("usd", "#,##0")] {
        let book = capex(&["totals", "2025", "-b", "cash", "-u", unit, "-f", "xlsx"]);
        let styles = member(&book, "xl/styles.xml");
        assert!(styles.contains(&format!("formatCode=\"{format}\"")) || unit == "usd", "{unit}: {styles}");
        // Amazon's purchases of 2025, in dollars.
        assert!(member(&book, "xl/worksheets/sheet1.xml").contains("<v>131819000000</v>"), "{unit}");
    }
}

/// On paper a sheet is as many pages wide as its letters need, and not one page whatever its width.
#[test]
fn a_printed_sheet_can_be_read() {
    for arguments in [&["totals", "2025"][..], &["guidance", "--progress"], &["report"]] {
        let book = capex(&[arguments, &["-f", "xlsx"]].concat());
        let count = zip::ZipArchive::new(Cursor::new(&book)).expect("a workbook");
        let is_sheet = |name: &str| name.starts_with("xl/worksheets/sheet");
        let count = count.file_names().filter(|name| name.as_ref().is_ok_and(|name| is_sheet(name))).count();
        for sheet in 1..=count {
            let text = member(&book, &format!("xl/worksheets/sheet{sheet}.xml"));
            let number = |of: &str, name: &str| -> Option<f64> {
                of.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok()
            };
            let columns = text.split("<col ").skip(1).filter_map(|column| column.split('>').next());
            let width: f64 = columns
                .map(|column| {
                    let of = |name| number(&format!(" {column}"), name).expect(name);
                    (of("max") - of("min") + 1.0) * of("width")
                })
                .sum();
            let setup = text.split("<pageSetup").nth(1).and_then(|rest| rest.split('>').next()).expect("a set-up");
            let pages = number(setup, "fitToWidth").unwrap_or(1.0);
            assert!(
                width / pages < 250.0 && number(setup, "fitToHeight").is_some_and(|height| height < 0.5),
                "{arguments:?} {sheet}: {setup}"
            );
            assert!(pages < 1.5 || width / pages > 115.0, "{arguments:?} {sheet}: {width} on {pages}");
        }
    }
}

/// The workbook with the cached results of its formulas taken away, so that a reader must calculate; and their number.
fn without_results(book: &[u8]) -> (Vec<u8>, usize) {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook");
    let mut changed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut count = 0;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).expect("a member");
        let name = member.name().expect("a name").into_owned();
        let mut text = String::new();
        member.read_to_string(&mut text).expect("text");
        if name.starts_with("xl/worksheets/sheet") {
            let mut parts = text.split("</f><v>");
            let mut bare = parts.next().expect("a part").to_owned();
            for part in parts {
                let (_, rest) = part.split_once("</v>").expect("a result");
                bare += "</f>";
                bare += rest;
                count += 1;
            }
            text = bare;
        }
        changed.start_file(name, zip::write::SimpleFileOptions::default()).expect("a member");
        changed.write_all(text.as_bytes()).expect("memory");
    }
    (changed.finish().expect("a workbook").into_inner(), count)
}
