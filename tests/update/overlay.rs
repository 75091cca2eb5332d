//! What commands make of the folder that updates are kept in.

use std::fs;

use super::{Folder, good_server, text, to_come};

/// What a command prints on standard output; it must succeed.
#[track_caller]
fn prints(folder: &Folder, words: &str) -> String {
    let output = folder.run_at("http://127.0.0.1:9", words);
    assert!(output.status.success(), "{words}: {}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn after_an_update_the_new_quarter_is_in_every_answer_with_its_source() {
    let folder = Folder::new();
    let before = prints(&folder, "totals googl -y 2026 -b cash");
    folder.update(&good_server(), "--company googl");
    let page = prints(&folder, "totals googl -y 2026 -b cash");
    assert!(
        page.starts_with(&to_come(
            "Capital expenditures, calendar 2026, cash purchases of property and equipment, with updates"
        )),
        "{page}"
    );
    assert!(page.contains(&to_come("130.6*†")), "{page}");
    assert!(page.contains("† Figures that use updates:") && page.contains("--no-update-data"), "{page}");
    assert_eq!(prints(&folder, "totals googl -y 2026 -b cash --no-update-data"), before);

    let quarter = prints(&folder, "show googl -p 2026Q3 -b cash -f csv");
    assert!(
        quarter.contains(&to_come(
            "GOOGL,capex,cash,2026Q3,2026-07-01,2026-09-30,FY2026Q3,USD,50000000000,derived,2026-10-28,"
        )),
        "{quarter}"
    );
    assert!(quarter.trim_end().ends_with(",user"), "{quarter}");
    let explained = prints(&folder, "explain googl 2026Q3");
    assert!(explained.contains(&to_come("0001652044-26-000999")), "{explained}");
    let json = prints(&folder, "totals googl -y 2026 -b cash -f json");
    assert!(json.contains(&to_come("0001652044-26-000999")), "{json}");
    let exported = prints(&folder, "export facts");
    assert!(
        exported.lines().any(|row| row.contains(&to_come("0001652044-26-000999")) && row.ends_with(",user")),
        "{exported}"
    );
}

#[test]
fn a_company_that_was_fetched_is_a_company_like_the_others() {
    let folder = Folder::new();
    folder.update(&good_server(), "--company aapl");
    assert!(prints(&folder, "list companies -f csv").contains("AAPL"));
    let page = prints(&folder, "totals aapl -p FY2023 -b cash");
    assert!(page.contains("Apple Inc.") && page.contains("11.0†"), "{page}");
    assert_eq!(prints(&folder, "validate"), "");
}

#[test]
fn rates_go_on_after_the_bundled_ones() {
    let folder = Folder::new();
    folder.update(&good_server(), "--rates-only");
    // 7.44 / 1.12 on the last day that was fetched.
    let spot = prints(&folder, "show meta -p 2025 -x CNY --fx spot");
    assert!(spot.contains("6.6429") && spot.contains(&to_come("2026-11-03")), "{spot}");
    let error = folder.run_at("http://127.0.0.1:9", "show meta -p 2025 -x CNY --fx-date 2026-11-03 --no-update-data");
    assert_eq!(error.status.code(), Some(3), "{}", text(&error.stderr));
    assert!(prints(&folder, "show meta -p 2025 -x CNY --fx-date 2026-11-03").contains("6.6429"));
}

#[test]
fn the_users_own_files_lie_over_updates() {
    let folder = Folder::new();
    folder.update(&good_server(), "--company googl");
    let own = "company,metric,start,end,value,currency,published\n\
        GOOGL,ppe_purchases,2026-01-01,2026-09-30,140598000000,USD,2026-10-28\n";
    fs::write(folder.0.join("own.csv"), to_come(own)).unwrap();
    let page = prints(&folder, "totals googl -y 2026 -b cash --data own.csv");
    assert!(page.contains(&to_come("140.6*†")) && page.contains("with updates and your data"), "{page}");
}

#[test]
fn a_broken_folder_is_an_error_that_says_how_to_go_on() {
    let folder = Folder::new();
    folder.update(&good_server(), "--company aapl --company googl");
    folder.update(&good_server(), "--rates-only");
    let good = folder.files("home");
    for (file, words) in [
        ("facts/GOOGL.csv", "totals -y 2026"),
        ("companies.csv", "totals -y 2025"),
        ("sources.csv", "totals -y 2026 -f json"),
        ("fx/ecb.csv", "rates"),
    ] {
        let path = folder.path("home").join(file);
        let text_before = fs::read_to_string(&path).unwrap();
        fs::write(&path, text_before.replacen('2', "x\u{1b}[31m", 2)).unwrap();
        let output = folder.run_at("http://127.0.0.1:9", words);
        let complaint = text(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{file}: {complaint}");
        assert!(complaint.contains(file) && complaint.contains("--no-update-data"), "{file}: {complaint}");
        assert!(!complaint.contains('\u{1b}'), "{file}");
        let aside = folder.run_at("http://127.0.0.1:9", &format!("{words} --no-update-data"));
        assert!(aside.status.success(), "{file}");
        fs::write(&path, text_before).unwrap();
    }
    let rates = folder.read("home/fx/ecb.csv");
    fs::write(folder.path("home/fx/ecb.csv"), "date,USD\n2026-11-02,1.1\n").unwrap();
    let complaint = text(&folder.run_at("http://127.0.0.1:9", "rates").stderr);
    let said = "ecb.csv:1: the header is `date,USD`; expected `date,USD,CNY,GBP,JPY,CHF,CAD,AUD,INR,KRW,HKD,SGD,BRL,MXN,SEK,NOK`";
    assert!(complaint.contains(said), "{complaint}");
    fs::write(folder.path("home/fx/ecb.csv"), rates).unwrap();
    assert!(folder.files("home") == good);
}

#[test]
fn an_empty_folder_and_none_are_the_same() {
    let folder = Folder::new();
    let none = prints(&folder, "totals -y 2025");
    fs::create_dir_all(folder.path("home/fx")).unwrap();
    fs::write(folder.path("home/update.json"), "{}").unwrap();
    assert_eq!(prints(&folder, "totals -y 2025"), none);
}
