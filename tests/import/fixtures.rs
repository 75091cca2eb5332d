//! The two files cut from the SEC's own, and companies that are not bundled.

use super::{Folder, fixture, text, to_come};

#[test]
fn the_bundled_quarters_of_alphabet_and_meta_come_out_figure_for_figure() {
    let folder = Folder::new();
    for (file, words) in [
        ("alphabet.json", "Alphabet: 66 of 66 bundled quarters agree with the file."),
        ("meta.json", "Meta: 73 of 73 bundled quarters agree with the file."),
    ] {
        let path = fixture(file);
        let page = folder.prints(&path.display().to_string());
        assert!(page.contains(words), "{page}");
        let statuses = folder.records(&path.display().to_string(), &["status"]);
        assert!(!statuses.is_empty() && statuses.iter().all(|status| status == "reproduced"), "{file}");
    }
}

#[test]
fn what_is_written_are_the_rows_of_the_bundled_data() {
    let folder = Folder::new();
    folder.prints(&format!("{} {} -o mine", fixture("alphabet.json").display(), fixture("meta.json").display()));
    for (file, at_least) in [("facts/GOOGL.csv", 80), ("facts/META.csv", 80), ("sources.csv", 20)] {
        let bundled = std::fs::read_to_string(std::path::Path::new("data").join(file)).unwrap();
        let written = folder.read(&format!("mine/{file}"));
        assert!(written.lines().count() > at_least, "{file}");
        for line in written.lines() {
            assert!(bundled.lines().any(|of| of == line), "{file}: {line}");
        }
    }
    assert_eq!(folder.files("mine").len(), 3, "Alphabet and Meta are listed in the bundled data");
}

#[test]
fn a_figure_the_bundled_data_lacks_is_new_and_a_changed_one_restates() {
    let folder = Folder::new();
    let file = std::fs::read_to_string(fixture("meta.json")).unwrap();
    // A report to come: one span nobody has, and last year's half restated with its quarter.
    let next = |start: &str, end: &str, value: &str| {
        to_come(&format!(
            r#"{{"start":"{start}","end":"{end}","val":{value},"accn":"0001326801-29-000099","fy":2029,"fp":"Q3","form":"10-Q","filed":"2029-10-29"}},"#
        ))
    };
    let added = [next("2029-01-01", "2029-09-30", "100000000000"), next("2025-01-01", "2025-09-30", "79580000000")];
    let at = file.find("\"NetCashProvidedByUsedInOperatingActivities\"").unwrap();
    let at = at + file[at..].find('[').unwrap() + 1;
    let grown = format!("{}\n{}{}", &file[..at], added.concat(), &file[at..]);
    folder.write("meta.json", grown);
    let changed = |status: &str| -> Vec<String> {
        let columns = ["status", "metric", "start", "end", "value", "restated", "accession"];
        folder.records("meta.json", &columns).into_iter().filter(|row| row.starts_with(status)).collect()
    };
    let new = to_come("new operating_cash_flow 2029-01-01 2029-09-30 100000000000  0001326801-29-000099");
    assert_eq!(changed("new"), [new]);
    let restated = to_come("restated operating_cash_flow 2025-01-01 2025-09-30 79580000000 yes 0001326801-29-000099");
    assert_eq!(changed("restated"), [restated]);
    let page = folder.prints("meta.json --only-new -o mine");
    assert!(page.contains("restates the bundled figure"), "{page}");
    assert_eq!(
        folder.read("mine/facts/META.csv").lines().skip(1).collect::<Vec<_>>(),
        [
            "operating_cash_flow,2025-01-01,2025-09-30,79580000000,USD,,2029-10-29,meta-2029-10-29-10-q,filing,yes,,",
            "operating_cash_flow,2029-01-01,2029-09-30,100000000000,USD,,2029-10-29,meta-2029-10-29-10-q,filing,,,",
        ]
        .map(to_come)
    );
    assert_eq!(
        folder.read("mine/sources.csv").lines().nth(1).unwrap(),
        to_come(concat!(
            "meta-2029-10-29-10-q,META,\"Form 10-Q, quarter to 2029-09-30\",2029-10-29,0001326801-29-000099,",
            "https://www.sec.gov/Archives/edgar/data/1326801/000132680129000099/0001326801-29-000099-index.htm,"
        ))
    );
}

#[test]
fn a_bundled_figure_that_is_printed_again_beside_a_restated_one_comes_with_it() {
    let folder = Folder::new();
    let file = std::fs::read_to_string(fixture("meta.json")).unwrap();
    // The first quarter of 2025 restated from 24,026, the six months repeated.
    let next = |end: &str, value: &str| {
        format!(
            r#"{{"start":"2025-01-01","end":"{end}","val":{value},"accn":"0001326801-26-000099","fy":2026,"fp":"Q3","form":"10-Q","filed":"2026-10-29"}},"#
        )
    };
    let added = [next("2025-03-31", "24000000000"), next("2025-06-30", "49587000000")];
    let at = file.find("\"NetCashProvidedByUsedInOperatingActivities\"").unwrap();
    let at = at + file[at..].find('[').unwrap() + 1;
    folder.write("meta.json", format!("{}\n{}{}", &file[..at], added.concat(), &file[at..]));
    folder.prints("meta.json --only-new -o mine");
    let facts = folder.read("mine/facts/META.csv");
    let days: Vec<_> = facts.lines().skip(1).map(|line| line.rsplit(',').next().unwrap()).collect();
    assert_eq!(days, ["", "2026-10-29"], "{facts}");
    let shown = folder.run("show meta -m ocf -Q -p 2025Q1..2025Q3 --data mine -f csv", b"");
    let shown = text(&shown.stdout);
    let figures = ["24000000000,reported", "25587000000,derived", "29999000000,derived"];
    assert!(figures.iter().all(|figure| shown.contains(figure)), "{shown}");
}

#[test]
fn as_of_leaves_later_filings_aside() {
    let folder = Folder::new();
    let words = format!("{} --as-of 2025-05-01", fixture("meta.json").display());
    let days = folder.records(&words, &["published"]);
    assert_eq!(days.iter().max().unwrap(), "2025-05-01");
    assert!(folder.prints(&words).contains("as known on 2025-05-01"));
}

#[test]
fn standard_input_and_a_folder_are_read_too() {
    let folder = Folder::new();
    let output = folder.run("import - -f csv", &std::fs::read(fixture("meta.json")).unwrap());
    assert!(output.status.success() && output.stdout.starts_with(b"company,cik,metric"));
    for file in ["alphabet.json", "meta.json"] {
        std::fs::copy(fixture(file), folder.write(&format!("downloads/{file}"), "")).unwrap();
    }
    folder.write("downloads/notes.txt", "not JSON");
    let page = folder.prints("downloads");
    assert!(page.contains("Alphabet: 66 of 66") && page.contains("Meta: 73 of 73"), "{page}");
    let page = folder.prints("downloads --company facebook");
    assert!(!page.contains("Alphabet") && page.contains("Meta: 73 of 73"), "{page}");
}

#[test]
fn what_is_asked_for_and_not_there_is_said() {
    let folder = Folder::new();
    let meta = fixture("meta.json").display().to_string();
    for (words, code, complaint) in [
        (format!("{meta} --company big4"), 3, "the files have no figures for CIK 1018724"),
        (format!("{meta} --company googl"), 3, "the files have no figures for CIK 1652044"),
        (format!("{meta} {meta}"), 2, "are both for CIK 1326801; give one of them"),
        (
            format!("{meta} --company FB2=1326801"),
            2,
            "CIK 1326801 is `META` in the bundled data; it cannot be `FB2` as well",
        ),
        (format!("{meta} --company NVDA=ten"), 2, "`ten` is not a CIK; write a number, as in NVDA=1045810"),
        (format!("{meta} --company ../x"), 2, "`../x` is not a ticker"),
        (format!("{meta} --company AMZN=99"), 2, "`AMZN` already means Amazon"),
        (format!("{meta} {meta} --company nvda"), 2, "give the CIK: NVDA=1045810"),
        (".".to_owned(), 3, "there is no companyfacts file"),
        ("nowhere.json".to_owned(), 1, "cannot read `nowhere.json`"),
        (format!("{meta} --only-new"), 2, "--output <FOLDER>"),
    ] {
        let output = folder.import(&words);
        let complaint_found = super::text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{words}: {complaint_found}");
        assert!(complaint_found.contains(complaint), "{words}: {complaint_found}");
    }
}
