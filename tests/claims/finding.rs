//! From a number to the figures it can be.

use capex::data::Dataset;
use capex::derive::Engine;
use capex::model::{Basis, Company, Kind, MetricId};
use rust_decimal::Decimal;

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

/// Microsoft's fiscal 2025 is also the twelve months to June 2025, which nobody calls it.
#[test]
fn a_year_goes_by_its_plainest_name() {
    for (number, year, value) in [("64.6", "FY2025", "64551000000"), ("55.7", "FY2024", "55700000000")] {
        let rows = find(&format!("{number} msft"));
        let years: Vec<&Row> = rows.iter().filter(|row| row.text("value") == value).collect();
        assert!(!years.is_empty() && years.iter().all(|row| row.text("period") == year), "{rows:?}");
        assert!(years[0].text("reading").ends_with("fiscal year"), "{years:?}");
    }
}

/// In Chinese a number ends in 0 because 250 billion is 2500亿.
#[test]
fn a_number_of_yi_that_ends_in_0_is_found_as_in_billions() {
    let figures = |number: &str| {
        let mut figures: Vec<String> = find(&format!("{number} -n 1000"))
            .iter()
            .map(|row| ["company", "measure", "period", "value", "reading"].map(|column| row.text(column)).join(" "))
            .collect();
        figures.sort();
        figures
    };
    for (yi, billions) in [("2500亿美元", "250bn"), ("1180亿美元", "118bn"), ("780亿美元", "78bn")] {
        assert_eq!(figures(yi), figures(billions), "{yi}");
    }
    let said = |number: &str| {
        run(&["find", number, "-f", "csv"], "")
            .aside
            .contains("rounded to ten: 2500 亿 is checked to the nearest 10 亿")
    };
    assert!(said("2500亿美元") && !said("250bn") && !said("2500.0亿美元"));
    let exact = find("782亿美元 amzn");
    assert_eq!([exact[0].text("period"), exact[0].text("value")], ["2024", "78200000000"]);
}

/// What the engine works out is found, each figure under its own name.
#[test]
fn what_the_engine_works_out_is_found() {
    let data = Dataset::bundled().unwrap();
    let metrics: Vec<&MetricId> = data.metrics().iter().map(|metric| &metric.id).collect();
    let companies: Vec<&Company> = data.companies().iter().collect();
    let engine = Engine::load(&data, None, &companies, &metrics, &Basis::ALL).unwrap();
    let mut figures = Vec::new();
    for &company in &companies {
        for metric in data.metrics().iter().filter(|metric| metric.kind == Kind::Flow) {
            for basis in data.bases(metric) {
                for period in
                    (2015..2026).flat_map(|year| [format!("{year}"), format!("FY{year}"), format!("{year}Q3")])
                {
                    let figure = engine.figure(company, metric, basis, period.parse().unwrap());
                    let Ok(figure) =
                        figure.map_err(drop).and_then(|figure| figure.is_whole().then_some(figure).ok_or(()))
                    else {
                        continue;
                    };
                    figures.push((company, metric, basis, figure.working.value));
                }
            }
        }
    }
    assert!(figures.len() > 1000, "{}", figures.len());
    for (company, metric, basis, value) in figures.iter().step_by(figures.len() / 40) {
        let rows =
            find(&format!("{}m {} -m {} -n 1000", value / Decimal::from(1_000_000), company.ticker, metric.flag));
        // Of readings that give the same the usual one is told.
        let is_it = |row: &Row| row.text("value") == value.to_string() && row.text("metric") == metric.flag;
        assert!(rows.iter().any(is_it), "{} {} {basis:?} {value}: {rows:?}", company.ticker, metric.flag);
    }
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
    assert!(cut.aside.contains("Further figures that round to it: "), "{}", cut.aside);
    assert!(find("20 -n 1000").len() > 10);
}

#[test]
fn what_is_not_found_names_the_nearest() {
    let none = run(&["find", "118.77bn"], "");
    assert_eq!((none.code, none.out.as_str()), (3, ""));
    assert!(none.aside.starts_with("capex: no figure rounds to 118.77 bn; the nearest is 118."), "{}", none.aside);
    let slip = run(&["find", "12q"], "");
    assert_eq!(slip.code, 2);
    assert!(slip.aside.contains("`q` is neither a unit"), "{}", slip.aside);
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
