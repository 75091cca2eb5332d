//! From a number to the figures it can be.

use super::program::{Row, rows, run};

fn find(arguments: &str) -> Vec<Row> {
    let words: Vec<&str> = ["find"].into_iter().chain(arguments.split_whitespace()).chain(["-f", "csv"]).collect();
    let run = run(&words, "");
    assert_eq!(run.code, 0, "{arguments}: {run:?}");
    rows(&run)
}

/// Company, metric, measure, basis and period of each row.
fn names(rows: &[Row]) -> Vec<String> {
    let name = |row: &Row| ["company", "metric", "measure", "basis", "period"].map(|column| row.text(column)).join(" ");
    rows.iter().map(name).collect()
}

#[test]
fn a_figure_is_found_under_its_readings_the_exact_one_first() {
    let rows = find("118");
    assert_eq!(names(&rows)[0], "MSFT capex value headline 2025");
    assert_eq!([rows[0].text("exact"), rows[0].text("difference")], ["yes", "0"]);
    assert!(names(&find("223")).contains(&"TOTAL capex total net 2024".to_owned()));
    assert!(names(&find("26.3bn amzn")).contains(&"AMZN capex value headline 2024Q4".to_owned()));
    assert!(names(&find("250bn")).contains(&"TOTAL capex total headline 2024".to_owned()));
    assert!(find("250bn").iter().any(|row| row.text("reading").contains("Amazon on cash")));
}

/// Calendar 2025 of Microsoft is also its own twelve months to FY2026Q2: one figure, told once.
#[test]
fn one_stretch_of_quarters_is_told_once() {
    let rows = find("118 msft");
    assert_eq!(rows.len(), 1, "{rows:?}");
}

#[test]
fn growth_and_other_metrics_are_found() {
    assert!(names(&find("67.0%")).contains(&"TOTAL capex yoy headline 2025".to_owned()));
    assert!(names(&find("31.3%")).contains(&"AMZN capex share headline 2025".to_owned()));
    assert_eq!(names(&find("637.959 -m revenue")), ["AMZN revenue value  2024"]);
    assert!(names(&find("31% msft -m azure-growth")).contains(&"MSFT azure-growth value  2024Q4".to_owned()));
    assert!(names(&find("75 googl")).iter().any(|name| name.starts_with("GOOGL guidance value")));
}

#[test]
fn a_day_and_a_rate_are_heeded() {
    let rows = find("1,919亿元 --fx-rate 7.295");
    assert_eq!([rows[0].text("currency"), rows[0].text("period")], ["CNY", "2024Q4"]);
    assert_eq!(rows[0].text("value"), "191858500000");
    let run = run(&["find", "26.3bn", "amzn", "--as-of", "2025-01-31"], "");
    assert_eq!(run.code, 3, "{run:?}");
}

#[test]
fn long_answers_are_cut_and_say_so() {
    let cut = run(&["find", "20", "-n", "3", "-f", "csv"], "");
    assert_eq!(rows(&cut).len(), 3);
    assert!(cut.aside.contains("More figures that round to it: "), "{}", cut.aside);
    assert!(find("20 -n 1000").len() > 10);
}

#[test]
fn what_is_not_found_names_the_nearest() {
    let none = run(&["find", "118.77bn"], "");
    assert_eq!((none.code, none.out.as_str()), (3, ""));
    assert!(none.aside.starts_with("capex: no figure rounds to 118.77 bn; the nearest is 118."), "{}", none.aside);
    let slip = run(&["find", "12x"], "");
    assert_eq!(slip.code, 2);
    assert!(slip.aside.contains("`x` is neither a unit"), "{}", slip.aside);
}

/// What is found is what a check of the same number names.
#[test]
fn finding_and_checking_agree() {
    for total in ["223", "228", "246", "250"] {
        let found = find(&format!("{total} -n 1000"));
        let of_2024 = found.iter().filter(|row| row.text("company") == "TOTAL" && row.text("period") == "2024");
        let found: Vec<&str> = of_2024.map(|row| row.text("reading")).collect();
        let checked = super::program::flags(&format!("--total {total} -y 2024"));
        assert_eq!(found.join("; "), checked.text("reading"), "{total}");
    }
}
