//! Fixings and filings that cannot be right are left out and named.

use super::server::{Server, answer};
use super::{Folder, JSON, RATES, as_ever, text, to_come, zipped};

fn bank(history: &'static str) -> Server {
    Server::start(move |request, _, stream| match request.path.as_str() {
        RATES => answer(stream, "200 OK", &[], &zipped(history)),
        _ => as_ever(request, stream),
    })
}

#[test]
fn a_fixing_that_cannot_be_right_is_left_out_and_named() {
    let server = bank(
        "Date,USD,JPY,CNY,\n2026-12-01,1.13,176,7.4,\n2026-11-07,1.14,176,7.4,\n2026-11-03,1.12,176.1,7.44,\n\
         2026-11-02,1.11,176,7.43,\n2026-10-30,9.1172,175.68,7.4326,\n",
    );
    let folder = Folder::new();
    let page = folder.update(&server, "--rates-only");
    for said in [
        "The rate of USD on 30 October 2026 is 9.1172; the bundled data has 1.1172, which is kept.",
        "The rates of 7 November 2026 are left out: the bank publishes none on weekends.",
        "The rates of 1 December 2026 are left out: the day is still to come.",
    ] {
        assert!(page.split_whitespace().collect::<Vec<_>>().join(" ").contains(&to_come(said)), "{said}: {page}");
    }
    let days: Vec<String> = folder.read("home/fx/ecb.csv").lines().skip(1).map(|line| line[..10].to_owned()).collect();
    assert_eq!(days, ["2026-11-02", "2026-11-03"].map(to_come));

    let folder = Folder::new();
    let csv = folder.update(&server, "--rates-only -f csv");
    let left_out: Vec<&str> = csv.lines().filter(|row| row.contains(",left_out,")).collect();
    assert_eq!(left_out.len(), 3, "{csv}");
}

#[test]
fn a_jump_is_named_by_update_and_validate_and_kept() {
    let server = bank("Date,USD,CNY,\n2026-11-03,1.12,9.44,\n2026-11-02,1.11,7.43,\n2026-10-30,1.1172,7.4326,\n");
    let folder = Folder::new();
    let page = folder.update(&server, "--rates-only");
    assert!(page.contains(&to_come("The rate of CNY changed by +27.1% on 3 November 2026; it is kept.")), "{page}");
    assert!(folder.read("home/fx/ecb.csv").contains(&to_come("2026-11-03,1.12,9.44,")));
    let output = folder.run(&server, "validate");
    assert_eq!(output.status.code(), Some(4));
    let said = text(&output.stderr);
    assert!(
        said.contains(&to_come("fx/ecb.csv:3: The rate of CNY changed by +27.1% on 3 November 2026; it is kept.")),
        "{said}"
    );
    // A change of a fifth is not worth a word.
    let server = bank("Date,USD,CNY,\n2026-11-03,1.12,8.9,\n2026-11-02,1.11,7.43,\n");
    let folder = Folder::new();
    assert!(!folder.update(&server, "--rates-only").contains("changed by"));
    assert!(folder.run(&server, "validate").status.success());
}

#[test]
fn a_filing_that_is_far_off_is_refused() {
    let server = Server::start(|request, _, stream| {
        let file =
            String::from_utf8(super::alphabet()).expect("text").replace(&to_come("2026-10-28"), &to_come("2028-10-28"));
        if request.path == super::ALPHABET {
            answer(stream, "200 OK", &[JSON], file.as_bytes());
        } else {
            as_ever(request, stream);
        }
    });
    let folder = Folder::new();
    let said = folder.fails(&server, "--company googl", 1);
    assert!(
        said.contains(&to_come(
            "a figure was filed on 2028-10-28, more than a year after the newest filing of the bundled data (20"
        )),
        "{said}"
    );
}
