//! Broken input: refused with its file and place and exit code 4, and the user's folder as it was.
//!
//! The kinds, in the order of the table below: an empty file, white space alone, a file cut off, a file cut off inside a
//! word, text after the end, two documents in one, a web page, a gzip file, a UTF-16 file, bytes that are not UTF-8, a zip cut
//! off, a zip bomb, a zip member with `..` in its name, a zip without companies; another value than an object, no key, the key
//! as a word, a negative key, no facts, facts twice, the key twice, a tag twice, units missing, units as a list, USD twice, no
//! USD, a fact that is no object, a fact without its end, its filing, its value; a day that is none, a day before the year 0, a
//! day with a time, an end before its start, an accession number too short, one that is a number; NaN, Infinity, a value in
//! quotes, null, beyond a quadrillion, with too many digits, with a huge exponent, a field twice; deep nesting, a tab in a
//! word, a lone surrogate, nothing of use, nothing that shows the fiscal year, too many figures for a year.

use std::io::Write as _;

use proptest::prelude::*;
use proptest::sample::Index;

use super::archive::zip;
use super::instances::packed;
use super::{Folder, fixture, text};

/// A file that is good, with a place for a fact.
const GOOD: &str = r#"{"cik":9341439,"entityName":"TEST CORP","facts":{"us-gaap":{"NetIncomeLoss":{"units":{"USD":[
{"start":"2022-06-01","end":"2023-05-31","val":8503000000,"accn":"0000950170-23-028914","fy":2023,"fp":"FY","form":"10-K","filed":"2023-06-20"}
]}}}}}"#;

/// A change of the good file at one place.
fn change(from: &str, to: &str) -> Vec<u8> {
    assert_eq!(GOOD.matches(from).count(), 1, "{from}");
    GOOD.replace(from, to).into_bytes()
}

fn gzip() -> Vec<u8> {
    vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]
}

/// Each kind of broken file: its name, its bytes, where the complaint points and what it says.
#[rustfmt::skip]
fn kinds() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let year = r#""start":"2022-06-01""#;
    let value = r#""val":8503000000"#;
    let accession = r#""accn":"0000950170-23-028914""#;
    let tag = r#""NetIncomeLoss":{"units""#;
    let fact = GOOD.lines().nth(1).unwrap();
    let many = vec![fact; 1]
        .into_iter()
        .chain((0..500).map(|_| fact))
        .enumerate()
        .map(|(at, fact)| fact.replace("23-028914", &format!("23-{at:06}")))
        .collect::<Vec<_>>()
        .join(",\n");
    let utf16: Vec<u8> = GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let good_zip = zip(&[("CIK0009341439.json", GOOD.as_bytes())]);
    let json = "f.json";
    vec![
        (json, b"".to_vec(), ":1:1", "the file is empty"),
        (json, b" \n\t \n".to_vec(), ":1:1", "the file is empty"),
        (json, GOOD[..150].into(), ":2:", "the file is cut off"),
        (json, GOOD[..20].into(), ":1:20", "the file is cut off"),
        (json, [GOOD, "\nmore"].concat().into(), ":4:1", "not JSON: trailing characters"),
        (json, [GOOD, GOOD].concat().into(), ":3:", "not JSON: trailing characters"),
        (json, b"<!DOCTYPE html><html><body>Request Rate Threshold Exceeded".to_vec(), ":1:1", "a web page, not JSON"),
        (json, gzip(), ":1", "the file is cut off: it cannot be unpacked to its end"),
        (json, packed(&packed(GOOD.as_bytes())), ":1:1", "compressed with gzip"),
        (json, utf16, ":1", ""),
        (json, [&GOOD.as_bytes()[..130], b"\xff", &GOOD.as_bytes()[130..]].concat(), ":2:", "not UTF-8 text"),
        ("f.zip", good_zip[..good_zip.len() - 30].to_vec(), ":1", "not a whole zip file"),
        ("f.zip", zip(&[("CIK0009341439.json", &vec![b' '; 64 << 20])]), "/CIK0009341439.json:1", "larger than"),
        ("f.zip", zip(&[("../CIK0009341439.json", GOOD.as_bytes())]), ":1", "points outside the archive"),
        ("f.zip", zip(&[("README", b"")]), ":1", "no member has a name as the SEC gives them"),
        (json, b"[]".to_vec(), ":1:", "expected a company's facts"),
        (json, change(r#""cik":9341439,"#, ""), ":3:", "missing field `cik`"),
        (json, change("9341439,", r#""Oracle","#), ":1:", "invalid value: string"),
        (json, change("9341439,", "-1,"), ":1:", "invalid value: integer `-1`"),
        (json, br#"{"cik":9341439,"entityName":"TEST CORP"}"#.to_vec(), ":1:", "missing field `facts`"),
        (json, change(r#""facts""#, r#""facts":{},"facts""#), ":3:", "`facts` occurs twice"),
        (json, change(r#""entityName""#, r#""cik":1,"entityName""#), ":1:", "`cik` occurs twice"),
        (json, change(tag, &format!(r#""NetIncomeLoss":{{"units":{{}}}},"NetIncomeLoss":{{"units":{{"USD":[]}}}},{tag}"#)), ":", "`NetIncomeLoss` occurs twice"),
        (json, change(r#""units""#, r#""unit""#), ":3:", "missing field `units`"),
        (json, change(r#"{"USD""#, r#"[],"x":{"USD""#), ":1:", "expected an object of units"),
        (json, change(r#""USD""#, r#""USD":[],"USD""#), ":3:", "`USD` occurs twice"),
        (json, change(r#""USD""#, r#""EUR""#), ":1", "`NetIncomeLoss` is in EUR; only figures in USD can be imported"),
        (json, change(fact, "17"), ":2:", "expected a fact: an object with"),
        (json, change(r#""end":"2023-05-31","#, ""), ":2:", "missing field `end`"),
        (json, change(&format!("{accession},"), ""), ":2:", "missing field `accn`"),
        (json, change(&format!("{value},"), ""), ":2:", "missing field `val`"),
        (json, change(year, r#""start":"2022-02-30""#), ":2:", "`2022-02-30` is not a date"),
        (json, change(year, r#""start":"-2022-06-01""#), ":2:", "`-2022-06-01` is not a date"),
        (json, change(year, r#""start":"2022-06-01T00:00""#), ":2:", "is not a date"),
        (json, change(year, r#""start":"2024-06-01""#), ":", "ends on 2023-05-31, before it starts"),
        (json, change(accession, r#""accn":"950170-23-28914""#), ":2:", "`950170-23-28914` is not an accession number"),
        (json, change(accession, r#""accn":95017023028914"#), ":2:", "expected an accession number"),
        (json, change(value, r#""val":NaN"#), ":2:", "not JSON: expected"),
        (json, change(value, r#""val":Infinity"#), ":2:", "not JSON: expected"),
        (json, change(value, r#""val":"8503000000""#), ":2:", "not a number"),
        (json, change(value, r#""val":null"#), ":2:", "val is `null`, not a number"),
        (json, change(value, r#""val":8503000000000000"#), ":2:", "is more than a quadrillion"),
        (json, change(value, r#""val":0.12345678901234567890123456789012345"#), ":2:", "finer than can be held exactly"),
        (json, change(value, r#""val":1e999999999"#), ":2:", "is more than a quadrillion"),
        (json, change(value, &format!("{value},{value}")), ":2:", "duplicate field `val`"),
        (json, change(fact, &"[".repeat(100_000)), ":2:", ""),
        (json, change("2022-06-01", "2022\t06-01"), ":2:", "not JSON: control character"),
        (json, change(r#""filed":"2023-06-20""#, r#""filed":"\ud800""#), ":2:", "not JSON:"),
        (json, change("NetIncomeLoss", "Assets"), ":1", "none of the tags that hold a metric"),
        (json, change(year, r#""start":"2023-05-01""#), ":1", "no annual or year-to-date figure shows when the fiscal year ends"),
        (json, change(fact, &many), ":1", "501 figures of net_income for fiscal 2023; a company files a few dozen"),
    ]
}

#[test]
fn the_good_file_is_good() {
    let folder = Folder::new();
    folder.write("f.json", GOOD);
    assert!(folder.prints("f.json -o mine").contains("TEST CORP"));
}

#[test]
fn each_kind_is_refused_at_its_place_and_changes_nothing() {
    let kinds = kinds();
    assert!(kinds.len() >= 20);
    let folder = Folder::new();
    folder.prints(&format!("{} -o mine", fixture("meta.json").display()));
    folder.write("mine/notes.txt", "kept");
    let before = folder.files("mine");
    for (at, (name, bytes, place, words)) in kinds.iter().enumerate() {
        folder.write(name, bytes);
        let all = if name.ends_with("zip") { " --company 9341439" } else { "" };
        // A good file first: nothing of it may be written either.
        let words_typed = if all.is_empty() {
            format!("{} {name} -o mine", fixture("alphabet.json").display())
        } else {
            format!("{name}{all} -o mine")
        };
        let output = folder.import(&words_typed);
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "kind {at} ({words}): {complaint}");
        assert!(complaint.starts_with(&format!("capex: {name}{place}")), "kind {at} ({words}): {complaint}");
        assert!(complaint.contains(words), "kind {at} ({words}): {complaint}");
        assert!(complaint.chars().all(|letter| !letter.is_control() || letter == '\n'), "kind {at}: {complaint:?}");
        assert!(complaint.len() < 500, "kind {at}: {} bytes", complaint.len());
        assert_eq!(folder.files("mine"), before, "kind {at} ({words})");
    }
}

#[test]
fn what_a_file_says_cannot_command_a_terminal() {
    let folder = Folder::new();
    folder.write("f.json", change("TEST CORP", r"Evil\u001b[2J\u009b31m\u0007 =cmd()"));
    for format in ["table", "csv", "tsv", "json", "ndjson", "markdown"] {
        let printed = folder.prints(&format!("f.json -f {format}"));
        let quiet = |letter: char| !letter.is_control() || letter == '\n' || letter == '\t';
        assert!(printed.chars().all(quiet), "{format}: {printed:?}");
    }
    folder.prints("f.json -o mine");
    assert!(folder.read("mine/companies.csv").contains("CIK0009341439,Evil [2J 31m =cmd(),"));
}

#[test]
fn a_member_that_lies_about_its_size_is_not_unpacked_without_end() {
    // The true size is in the list of members and before each member; both are made small here.
    let size: u32 = 48 << 20;
    let mut bytes = zip(&[("CIK0009341439.json", &vec![b' '; size as usize])]);
    let honest = size.to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 3).filter(|&at| bytes[at..at + 4] == honest).collect();
    assert!(!places.is_empty());
    for at in places {
        (&mut bytes[at..at + 4]).write_all(&100_u32.to_le_bytes()).unwrap();
    }
    let folder = Folder::new();
    folder.write("f.zip", bytes);
    let output = folder.import("f.zip --company 9341439");
    assert_eq!(output.status.code(), Some(4), "{}", text(&output.stderr));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever is done to a good file, it is read or refused; it never brings the program down.
    #[test]
    fn no_damage_brings_it_down(cuts in prop::collection::vec((any::<Index>(), any::<Index>(), "[\\PC\"{}\\[\\],:0-9-]{0,6}"), 1..4)) {
        let folder = Folder::new();
        let mut bytes = std::fs::read(fixture("apple-53-weeks.json")).unwrap();
        for (from, length, instead) in &cuts {
            let from = from.index(bytes.len());
            let to = (from + length.index(40)).min(bytes.len());
            bytes.splice(from..to, instead.bytes());
        }
        folder.write("f.json", bytes);
        let output = folder.import("f.json -o mine");
        prop_assert!(matches!(output.status.code(), Some(0 | 4)), "{:?}: {}", output.status, text(&output.stderr));
        prop_assert_eq!(folder.path("mine").exists(), output.status.success());
    }
}
