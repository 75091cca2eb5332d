//! The SEC's bulk file.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Folder, fixture, text};

/// A zip of the given members.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn bulk() -> Vec<u8> {
    let read = |name: &str| std::fs::read(fixture(name)).unwrap();
    zip(&[
        ("CIK0001652044.json", &read("alphabet.json")),
        ("CIK0001326801.json", &read("meta.json")),
        ("CIK0001045810.json", &read("nvidia-tags.json")),
        ("CIK0000000007.json", br#"{"cik":7,"entityName":"SMALL CO","facts":{}}"#),
        ("CIK0000000008.json", b"{\"cik\":8,"),
    ])
}

#[test]
fn companies_are_chosen_by_name_or_key() {
    let folder = Folder::new();
    folder.write("companyfacts.zip", bulk());
    let page = folder.prints("companyfacts.zip --company meta --company NVDA=1045810 -o mine");
    assert!(page.contains("Meta: 73 of 73") && page.contains("NVIDIA CORP") && !page.contains("Alphabet"), "{page}");
    let names: Vec<String> = folder.files("mine").into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["companies.csv", "facts/META.csv", "facts/NVDA.csv", "sources.csv"]);
    let page = folder.prints("companyfacts.zip --company CIK0001045810 -f csv");
    assert!(page.contains("\nCIK0001045810,1045810,ppe_purchases,"), "{page}");
}

#[test]
fn a_zip_needs_a_choice() {
    let folder = Folder::new();
    folder.write("companyfacts.zip", bulk());
    let output = folder.import("companyfacts.zip");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "capex: `companyfacts.zip` holds 5 companies; name those you want (--company meta --company NVDA=1045810) or take --all\n"
    );
    assert_eq!(folder.import("companyfacts.zip --company 99").status.code(), Some(3));
    let output = folder.run("import - --all", &bulk());
    assert_eq!(output.status.code(), Some(4));
    assert_eq!(text(&output.stderr), "capex: standard input:1: a zip cannot be read from a pipe; give its path\n");
}

#[test]
fn all_takes_what_can_be_read_and_lists_the_rest() {
    let folder = Folder::new();
    folder.write("companyfacts.zip", bulk());
    let page = folder.prints("companyfacts.zip --all -o mine");
    for words in ["Alphabet: 66 of 66", "Meta: 73 of 73", "Companies left out because they could not be read: 2"] {
        assert!(page.contains(words), "{page}");
    }
    assert!(folder.path("mine/facts/CIK0001045810.csv").is_file());
    // One company by name is not let off so easily.
    let output = folder.import("companyfacts.zip --company 8");
    assert_eq!(output.status.code(), Some(4));
    assert!(text(&output.stderr).starts_with("capex: companyfacts.zip/CIK0000000008.json:1:9: the file is cut off"));
}

#[test]
fn two_members_of_one_name_are_refused() {
    let (first, second) = (std::fs::read(fixture("meta.json")).unwrap(), b"{}");
    let mut zip = zip(&[("CIK0001326801.json", &first), ("CIK0001326802.json", second)]);
    // The writer makes no such thing; the reader would take the last and say nothing.
    for at in 0..zip.len() {
        if zip[at..].starts_with(b"CIK0001326802.json") {
            zip[at + 12] = b'1';
        }
    }
    let folder = Folder::new();
    folder.write("twice.zip", zip);
    let output = folder.import("twice.zip --all -o mine");
    let said = "capex: twice.zip:1: two members have the same name, and programs differ in which one they read\n";
    assert_eq!((output.status.code(), text(&output.stderr).as_str()), (Some(4), said));
    assert!(!folder.path("mine").exists());
}

#[test]
fn a_member_whose_name_leads_out_is_refused() {
    let folder = Folder::new();
    for name in ["../CIK0001326801.json", "/CIK0001326801.json", "a/../../CIK0001326801.json", "..\\CIK0001326801.json"]
    {
        folder.write("bad.zip", zip(&[(name, b"{}")]));
        let output = folder.import("bad.zip --all -o mine");
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{name}: {complaint}");
        assert!(complaint.contains("points outside the archive"), "{complaint}");
        assert!(!folder.path("mine").exists());
    }
}
