//! A damaged folder of updates: commands that do not need what is damaged answer, and the next update puts it right.

use std::fs;
use std::path::Path;

use super::{CONTACT, Folder, good_server, text};

const NOBODY: &str = "http://127.0.0.1:9";

/// A folder after an update of one of the four, of a company more, and of rates.
fn updated() -> Folder {
    let folder = Folder::new();
    folder.update(&good_server(), "--company aapl --company googl");
    folder.update(&good_server(), "--rates-only");
    folder
}

/// The files of the folder, without those that were set aside, and without the cache, which knows each server apart.
fn kept(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let mut files = folder.files("home");
    files.retain(|(name, _)| !name.contains(".damaged") && name != "update.json");
    files
}

fn replace(folder: &Folder, name: &str, bytes: &[u8]) {
    let path = folder.path("home").join(name);
    fs::remove_file(&path).unwrap();
    fs::write(path, bytes).unwrap();
}

/// What a file can be instead of what it was.
fn damages(good: &[u8]) -> Vec<Vec<u8>> {
    let header = good.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let garbled = [header, b"\nx,y\n"].concat();
    vec![
        Vec::new(),
        b"\xff\xfe\x00".to_vec(),
        vec![0; 1000],
        b"nonsense".to_vec(),
        good[..good.len() - 9].to_vec(),
        [&good[..good.len() - 1], b"\xff\n"].concat(),
        garbled,
    ]
}

#[test]
fn a_cache_is_forgotten_whatever_its_bytes() {
    let folder = updated();
    let good = kept(&folder);
    let state = fs::read(folder.path("home/update.json")).unwrap();
    let mut bytes = damages(&state);
    let sound = text(&state);
    for etag in ["\\\"a\\r\\nHost: evil\\\"", "\\\"a\\n\\\"", "a\\u0000", "\\u007f"] {
        let at = sound.find("\"etag\": \"").unwrap() + 9;
        let end = at + sound[at..].find("\",").unwrap();
        bytes.push([&sound[..at], etag, &sound[end..]].concat().into_bytes());
    }
    bytes.push(b"[".repeat(1 << 20));
    for bytes in bytes {
        replace(&folder, "update.json", &bytes);
        let page = folder.update(&good_server(), "--company aapl --company googl");
        assert!(!page.contains("failed"), "{page}");
        folder.update(&good_server(), "--rates-only");
        assert!(kept(&folder) == good, "{}", String::from_utf8_lossy(&bytes));
    }
    fs::remove_file(folder.path("home/update.json")).unwrap();
    fs::create_dir(folder.path("home/update.json")).unwrap();
    folder.update(&good_server(), "--company aapl --company googl");
    folder.update(&good_server(), "--rates-only");
    assert!(kept(&folder) == good);
}

#[test]
fn a_file_that_cannot_be_read_is_set_aside_and_fetched_again() {
    for (name, words) in [
        ("facts/GOOGL.csv", "--company googl"),
        ("facts/AAPL.csv", "--company aapl"),
        ("sources.csv", "--company googl"),
        ("companies.csv", "--company aapl"),
        ("fx/ecb.csv", "--rates-only"),
    ] {
        let folder = updated();
        let good = kept(&folder);
        let before = fs::read(folder.path("home").join(name)).unwrap();
        for (count, bytes) in damages(&before).into_iter().enumerate() {
            replace(&folder, name, &bytes);
            let page = folder.update(&good_server(), words).split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = String::from_utf8_lossy(&bytes);
            assert!(page.contains(&format!("`{name}` cannot be read (")), "{name} `{shown}`: {page}");
            assert!(page.contains(&format!("renamed to `{name}.damaged")), "{name} `{shown}`: {page}");
            assert!(kept(&folder) == good, "{name} `{shown}`: {page}");
            let aside = if count == 0 { format!("{name}.damaged") } else { format!("{name}.damaged-{}", count + 1) };
            assert!(fs::read(folder.path("home").join(aside)).unwrap() == bytes, "{name} `{shown}`");
        }
        fs::remove_file(folder.path("home").join(name)).unwrap();
        fs::create_dir(folder.path("home").join(name)).unwrap();
        folder.update(&good_server(), words);
        assert!(kept(&folder) == good, "{name} was a folder");
    }
}

#[test]
fn what_is_missing_or_cut_short_is_fetched_again() {
    for name in ["facts/GOOGL.csv", "facts/AAPL.csv", "sources.csv", "companies.csv", "fx/ecb.csv"] {
        let folder = updated();
        let good = kept(&folder);
        let update = || {
            // Amazon and the others are not on the server.
            folder.run(&good_server(), &format!("update --contact {CONTACT}"));
        };
        update();
        let before = folder.read(&format!("home/{name}"));
        let path = folder.path("home").join(name);
        let header = format!("{}\n", before.lines().next().unwrap());
        for cut in [None, Some(header.as_str())] {
            match cut {
                None => fs::remove_file(&path).unwrap(),
                Some(text) => fs::write(&path, text).unwrap(),
            }
            update();
            assert!(folder.read(&format!("home/{name}")) == before, "{name}, {cut:?}");
        }
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&kept(&folder)), names(&good), "{name}");
    }
}

#[test]
fn a_file_in_place_of_a_folder_gives_way() {
    for (name, words) in [("facts", "--company aapl --company googl"), ("fx", "--rates-only")] {
        let folder = updated();
        let good = kept(&folder);
        let path = folder.path("home").join(name);
        fs::remove_dir_all(&path).unwrap();
        fs::write(&path, "in the way").unwrap();
        folder.update(&good_server(), words);
        assert!(kept(&folder) == good, "{name}");
    }
}

#[test]
fn a_dry_run_mends_nothing_and_says_what_it_would() {
    let folder = updated();
    replace(&folder, "facts/GOOGL.csv", b"\xff");
    let before = folder.files("home");
    let page = folder.update(&good_server(), "--company googl --dry-run");
    assert!(page.contains("`facts/GOOGL.csv` cannot be read (line 1: not UTF-8 text)"), "{page}");
    assert!(folder.files("home") == before);
}

/// The commands that answer although a file is damaged, those that do not, and the one that mends it.
#[test]
fn commands_that_do_not_need_what_is_damaged_answer() {
    let always = ["help bases", "man totals", "completions bash", "version", "totals -y 2025 --no-update-data"];
    for (name, answers, fails, mends) in [
        (
            "facts/GOOGL.csv",
            &["totals amzn msft -y 2025", "rates", "list companies", "show aapl -p FY2023 -b cash"][..],
            &["totals -y 2026", "explain googl 2025"][..],
            "capex update repairs it",
        ),
        (
            "facts/AAPL.csv",
            &["totals amzn msft googl meta -y 2026 -b cash", "show meta -p 2025 -x CNY", "list metrics"],
            &["totals aapl -p FY2023 -b cash", "totals -y 2023"],
            "capex update repairs it",
        ),
        (
            "sources.csv",
            &["totals -y 2026", "guidance --history", "chart", "list companies"],
            &["totals -y 2026 -f json", "explain googl 2026Q3"],
            "capex update repairs it",
        ),
        ("companies.csv", &["rates"], &["totals -y 2025"], "capex update repairs it"),
        (
            "fx/ecb.csv",
            &["totals -y 2025", "check --total 246 -y 2024", "find 118", "list companies"],
            &["rates", "show meta -p 2025 -x CNY", "find 118 -x CNY"],
            "capex update --rates-only repairs it",
        ),
    ] {
        let folder = updated();
        for damage in [&b"\xff\xfe\x00"[..], b"nonsense\n"] {
            replace(&folder, name, damage);
            for words in answers.iter().chain(&always) {
                let output = folder.run_at(NOBODY, words);
                assert!(matches!(output.status.code(), Some(0 | 5)), "{name}, {words}: {}", text(&output.stderr));
            }
            for words in fails {
                let output = folder.run_at(NOBODY, words);
                let said = text(&output.stderr);
                assert_eq!(output.status.code(), Some(4), "{name}, {words}: {said}");
                assert!(said.contains(&format!("{name}:1: ")) && said.contains(mends), "{name}, {words}: {said}");
                assert!(said.contains("--no-update-data ignores this folder"), "{name}, {words}: {said}");
            }
        }
    }
    let folder = updated();
    replace(&folder, "fx/ecb.csv", b"nonsense\n");
    let page = text(&folder.run_at(NOBODY, "check --total 246 -y 2024").stdout);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("the bundled ones are used. To repair them: capex update --rates-only."), "{page}");
}

#[test]
fn what_a_killed_run_left_is_swept_by_the_next() {
    let folder = updated();
    let good = kept(&folder);
    folder.write("home/.home.capex-aB3dE9.tmp/facts/GOOGL.csv", "half");
    folder.write("home/.home.capex-aB3dE9.tmp/.replaced/sources.csv", "old");
    folder.update(&good_server(), "--company googl");
    assert!(kept(&folder) == good);

    // Of answers in files, and of imports, into a new folder and one that is there.
    for (words, left) in [
        ("totals -y 2025 -o a.csv", ".a.csv.capex-aB3dE9.tmp"),
        ("import alphabet.json -o out", ".out.capex-aB3dE9.tmp/facts/A.csv"),
        ("import alphabet.json -o out", "out/.out.capex-aB3dE9.tmp/facts/A.csv"),
    ] {
        folder.write("alphabet.json", super::alphabet());
        folder.write(left, "half");
        folder.write(".b.csv.capex-aB3dE9.tmp", "of another program, perhaps");
        let output = folder.run_at(NOBODY, words);
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        let first = Path::new(left)
            .components()
            .take(if left.starts_with('.') { 1 } else { 2 })
            .collect::<std::path::PathBuf>();
        assert!(!folder.0.join(first).exists(), "{left} is left");
        assert!(folder.path(".b.csv.capex-aB3dE9.tmp").exists());
    }
}
