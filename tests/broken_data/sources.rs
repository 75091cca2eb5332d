//! Broken rows of `sources.csv`.

use super::*;

const FIRST: &str = "amzn-2014-10-24-10-q,AMZN,\"Form 10-Q, quarter to 2014-09-30\",2014-10-24,";

#[test]
fn on_a_day_that_is_none() {
    change(SOURCES, FIRST, &FIRST.replace("09-30\",2014-10-24", "09-30\",2014-10-32")).is_refused("2014-10-32");
}

#[test]
fn of_an_unknown_company() {
    change(SOURCES, FIRST, &FIRST.replace("AMZN", "AMZ")).is_refused("unknown company `AMZ`");
}

#[test]
fn out_of_order() {
    change(SOURCES, FIRST, &FIRST.replace("amzn-2014", "zmzn-2014")).is_refused_below("sort documents");
}

#[test]
fn out_of_order_do_not_hide_the_rest() {
    let output = change(SOURCES, FIRST, &FIRST.replace("amzn-2014", "zmzn-2014")).copy.validate();
    let complaint = String::from_utf8_lossy(&output.stderr);
    let problems = complaint.lines().count();
    // The row itself, and the facts that named it.
    assert!(problems < 20, "{problems} problems, the first of them:\n{}", first_lines(&complaint));
}

#[test]
fn twice() {
    let copy = change(SOURCES, FIRST, FIRST).copy;
    copy.edit(SOURCES, |bytes| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let row = text.lines().nth(1).expect("a row");
        text.replacen(row, &format!("{row}\n{row}"), 1).into_bytes()
    });
    copy.is_refused(SOURCES, 3, "amzn-2014-10-24-10-q");
}

#[test]
fn whose_accession_number_is_none() {
    change(SOURCES, "2014-10-24,0001018724-14-000055,", "2014-10-24,0001018724-14-55,").is_refused("0001018724-14-55");
}
