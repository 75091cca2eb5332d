//! What `capex export` writes, `--data` reads: the same figures, marked as the user's.

use proptest::prelude::*;

use super::Folder;

const SETS: [&str; 6] = ["facts", "guidance", "companies", "metrics", "definitions", "sources"];

/// Reports of every kind.
const REPORTS: [&str; 12] = [
    "totals -y 2025",
    "totals -p 2016..2025 -b cash",
    "totals -y 2024 --as-of 2025-01-31",
    "show -Q -p 2014Q3..2026Q2 -b net",
    "show -m fcf -p 2015..2025",
    "show -m azure-growth msft -p last8q",
    "growth -Q -p last8q -b leases",
    "cloud -p 2018..2025",
    "guidance --history -p 2025",
    "guidance --progress -y 2026",
    "explain meta 2016Q4 -m net-income",
    "explain googl FY2022 -m cloud-income",
];

/// Exports a set to `SET.csv` in the folder.
fn export(folder: &Folder, set: &str, flags: &str) -> String {
    let text = folder.answer(&format!("export {set} {flags}"));
    folder.write(&format!("{set}.csv"), &text);
    text
}

/// A machine answer without the column that says whose each row is.
fn but_origin(answer: &str) -> String {
    answer.replace(",user\n", ",bundled\n")
}

#[test]
fn every_figure_of_exported_facts_is_the_same() {
    let folder = Folder::with(&[]);
    export(&folder, "facts", "");
    for report in REPORTS {
        let (bundled, own) =
            (folder.answer(&format!("{report} -f csv")), folder.answer(&format!("{report} -f csv --data facts.csv")));
        assert_eq!(but_origin(&own), bundled, "{report}");
        assert!(report.starts_with("guidance --history") || own.contains(",user\n"), "{report}: {own}");
    }
}

/// Byte for byte, but for the mark, the heading and the note.
#[test]
fn a_page_of_exported_facts_is_the_same_but_for_the_mark() {
    let folder = Folder::with(&[]);
    export(&folder, "facts", "");
    for report in ["totals -y 2025 -f markdown", "show -Q -p last8q -f markdown", "explain meta 2022Q4 -f markdown"] {
        let own = folder.answer(&format!("{report} --data facts.csv"));
        let told = |line: &&str| line.contains("use your data");
        let own: String = own.split_inclusive('\n').filter(|line| !told(line)).collect();
        let own = own.replace('†', "").replace(", with your data", "").replace(" --data facts.csv", "");
        assert_eq!(own, folder.answer(report), "{report}");
    }
}

#[test]
fn every_set_exports_itself_again() {
    let folder = Folder::with(&[]);
    for set in SETS {
        let bundled = export(&folder, set, "");
        let again = folder.answer(&format!("export {set} --data {set}.csv"));
        assert_eq!(again, bundled.replace(",bundled\n", ",user\n"), "{set}");
    }
    let all = "--data facts.csv --data guidance.csv --data companies.csv --data metrics.csv --data definitions.csv --data sources.csv";
    for report in REPORTS {
        let own = folder.answer(&format!("{report} -f csv {all}"));
        assert_eq!(but_origin(&own), folder.answer(&format!("{report} -f csv")), "{report}");
    }
    let validated = folder.run("validate facts.csv guidance.csv companies.csv metrics.csv definitions.csv sources.csv");
    assert!(validated.status.success(), "{}", String::from_utf8_lossy(&validated.stderr));
}

#[test]
fn tsv_is_not_read_and_json_has_the_origin_of_documents() {
    let folder = Folder::with(&[]);
    export(&folder, "sources", "amzn");
    let json = folder.answer("explain amzn 2025 -f json --data sources.csv");
    assert!(json.contains("\"origin\":\"user\"") && json.contains("\"data\":[\"sources.csv\"]"), "{json}");
    folder.write("facts.tsv", folder.answer("export facts meta -f tsv"));
    assert!(folder.failure("totals --data facts.tsv", 4).contains("facts.tsv:1: the header"));
}

/// A folder in the shape of `data/` is laid over as any other.
#[test]
fn the_folder_of_the_bundled_data_lies_over_itself() {
    let folder = Folder::with(&[]);
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    for report in ["totals -p 2015..2025", "guidance --total -y 2026", "explain msft 2025"] {
        let own = folder.answer(&format!("{report} -f csv --data {data}"));
        assert_eq!(but_origin(&own), folder.answer(&format!("{report} -f csv")), "{report}");
    }
}

/// Order of rows and columns, quotes and line ends are a writer's own affair.
#[test]
fn a_spreadsheet_s_way_of_writing_makes_no_difference() {
    let folder = Folder::with(&[]);
    let text = export(&folder, "facts", "googl");
    let rows: Vec<Vec<String>> = csv_rows(&text);
    let turned: String = std::iter::once(&rows[0])
        .chain(rows[1..].iter().rev())
        .map(|row| {
            let cells: Vec<String> =
                row.iter().rev().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            cells.join(",") + "\r\n"
        })
        .collect();
    folder.write("turned.csv", format!("\u{feff}{turned}"));
    let answer = |file: &str| folder.answer(&format!("show googl -Q -p 2015Q1..2026Q2 -b net -f csv --data {file}"));
    assert_eq!(answer("turned.csv"), answer("facts.csv"));
}

fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Any of Meta's facts laid over themselves change no figure.
    #[test]
    fn any_part_of_the_facts_changes_no_figure(picks in prop::collection::vec(any::<bool>(), 400)) {
        let folder = Folder::with(&[]);
        let text = folder.answer("export facts meta");
        let picked = |(at, _): &(usize, &str)| *at == 0 || picks[at % picks.len()];
        let part: String = text.split_inclusive('\n').enumerate().filter(picked).map(|(_, row)| row).collect();
        folder.write("part.csv", part);
        for report in ["show meta -Q -p 2014Q3..2026Q2", "show meta -m fcf -Y -p 2015..2025 --as-of 2017-03-01"] {
            let own = folder.answer(&format!("{report} -f csv --data part.csv"));
            prop_assert_eq!(but_origin(&own), folder.answer(&format!("{report} -f csv")));
        }
    }
}
