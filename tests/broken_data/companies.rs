//! Broken rows of `companies.csv`.

use super::*;

#[test]
fn two_of_one_name() {
    change(COMPANIES, "google|goog|", "facebook|goog|").copy.is_refused(COMPANIES, 5, "`facebook`");
    change(COMPANIES, "GOOGL,Alphabet,", "GOOGL,Amazon,").is_refused("`amazon`");
    change(COMPANIES, "google|goog|", "google|AMZN|").is_refused("`amzn`");
}

#[test]
fn twice() {
    change(COMPANIES, "META,Meta,", "AMZN,Meta,").is_refused("`AMZN` occurs twice");
}

#[test]
fn whose_year_ends_on_a_day_that_is_none() {
    for day in ["02-30", "13-01", "00-00", "12-30", "12-31-", "December", "1231", ""] {
        change(COMPANIES, "1326801,12-31", &format!("1326801,{day}")).is_refused("fiscal_year_end");
    }
}

#[test]
fn whose_year_end_changes_on_a_day_that_ends_no_year() {
    change(COMPANIES, "1326801,12-31", "1326801,12-31|06-30 to 2020-07-01").is_refused(
        "fiscal_year_end cannot change on 2020-07-01: give the last day of the last year that ends 06-30, newest \
         change first",
    );
}

#[test]
fn whose_year_end_changes_all_the_time() {
    let changes: Vec<String> = (0..5).map(|back| format!("06-30 to {}-06-30", 2020 - 2 * back)).collect();
    change(COMPANIES, "1326801,12-31", &format!("1326801,12-31|{}", changes.join("|")))
        .is_refused("fiscal_year_end changes more than 4 times");
}

#[test]
fn whose_key_is_no_number() {
    for key in ["13268x1", "-1326801", "99999999999999999999", "0"] {
        change(COMPANIES, "1326801,", &format!("{key},")).is_refused_once("cik");
    }
}
