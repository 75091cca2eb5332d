//! Fiscal years that change: when they end, and what lies between two of them. The figures are made up.

use std::fmt::Write as _;

use super::{Folder, capex, text};

/// A figure of a filing: first and last day, millions of dollars, form, day of filing.
type Filed = (&'static str, &'static str, i64, &'static str, &'static str);

/// A companyfacts file of one tag.
fn file(tag: &str, figures: &[Filed]) -> String {
    let mut facts = String::new();
    for (index, (start, end, value, form, filed)) in figures.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let accession = format!("0009999991-{}-{index:06}", &filed[2..4]);
        write!(
            facts,
            r#"{comma}{{"start":"{start}","end":"{end}","val":{value}000000,"accn":"{accession}","fy":null,"fp":null,"form":"{form}","filed":"{filed}"}}"#
        )
        .unwrap();
    }
    format!(
        r#"{{"cik":9999991,"entityName":"Test Corp","facts":{{"us-gaap":{{"{tag}":{{"label":"x","description":"x","units":{{"USD":[{facts}]}}}}}}}}}}"#
    )
}

/// What is imported, and the answers from it.
struct Imported(Folder, String);

fn imported(tag: &str, figures: &[Filed]) -> Imported {
    let folder = Folder::new();
    folder.write("facts.json", file(tag, figures));
    let page = folder.prints("facts.json --company TST=9999991 -o mine");
    Imported(folder, page)
}

impl Imported {
    /// When the years end, as the file of companies has it.
    fn calendar(&self) -> String {
        let companies = self.0.read("mine/companies.csv");
        companies.lines().nth(1).unwrap().split(',').nth(5).unwrap().to_owned()
    }

    /// The rows of an answer with a value, in columns that are named.
    fn known(&self, words: &str, columns: &str) -> Vec<String> {
        let rows = self.rows(words, &format!("{columns},value"));
        rows.into_iter().filter(|row| !row.ends_with(',')).collect()
    }

    fn rows(&self, words: &str, columns: &str) -> Vec<String> {
        let output = capex()
            .args(words.split(' '))
            .args(["--data", "mine", "-f", "csv"])
            .current_dir(&self.0.0)
            .output()
            .unwrap();
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        let mut reader = csv::Reader::from_reader(&*output.stdout);
        let headers = reader.headers().unwrap().clone();
        let at: Vec<usize> =
            columns.split(',').map(|name| headers.iter().position(|column| column == name).expect(name)).collect();
        let row = |row: csv::StringRecord| at.iter().map(|&at| row[at].to_owned()).collect::<Vec<_>>().join(",");
        reader.records().map(|record| row(record.unwrap())).collect()
    }

    /// A page.
    fn page(&self, words: &str) -> String {
        let output = capex().args(words.split(' ')).args(["--data", "mine"]).current_dir(&self.0.0).output().unwrap();
        text(&output.stdout)
    }
}

const PURCHASES: &str = "PaymentsToAcquirePropertyPlantAndEquipment";

/// The year ended on 31 October, and on the Sunday nearest to it from fiscal 2016 on.
const TO_WEEKS: [Filed; 14] = [
    ("2011-11-01", "2012-10-31", 112, "10-K", "2012-12-15"),
    ("2012-11-01", "2013-10-31", 113, "10-K", "2013-12-15"),
    ("2013-11-01", "2014-10-31", 114, "10-K", "2014-12-15"),
    ("2014-11-01", "2015-10-31", 115, "10-K", "2015-12-15"),
    ("2015-11-01", "2016-10-30", 216, "10-K", "2016-12-15"),
    ("2016-10-31", "2017-10-29", 217, "10-K", "2017-12-15"),
    ("2017-10-30", "2018-10-28", 218, "10-K", "2018-12-15"),
    ("2018-10-29", "2019-01-27", 51, "10-Q", "2019-02-28"),
    ("2018-10-29", "2019-04-28", 103, "10-Q", "2019-05-30"),
    ("2018-10-29", "2019-07-28", 160, "10-Q", "2019-08-29"),
    ("2018-10-29", "2019-11-03", 219, "10-K", "2019-12-15"),
    ("2019-11-04", "2020-11-01", 220, "10-K", "2020-12-15"),
    ("2020-11-02", "2021-10-31", 221, "10-K", "2021-12-15"),
    ("2021-11-01", "2022-10-30", 222, "10-K", "2022-12-15"),
];

/// The year ended in December, and in September from 2023 on.
const TO_SEPTEMBER: [Filed; 9] = [
    ("2022-01-01", "2022-12-31", 400, "10-K", "2023-02-01"),
    ("2023-01-01", "2023-03-31", 100, "10-Q", "2023-05-01"),
    ("2023-01-01", "2023-06-30", 200, "10-Q", "2023-08-01"),
    ("2023-01-01", "2023-09-30", 300, "10-KT", "2023-12-01"),
    ("2023-10-01", "2023-12-31", 110, "10-Q", "2024-02-01"),
    ("2023-10-01", "2024-03-31", 220, "10-Q", "2024-05-01"),
    ("2023-10-01", "2024-06-30", 330, "10-Q", "2024-08-01"),
    ("2023-10-01", "2024-09-30", 440, "10-K", "2024-12-01"),
    ("2024-10-01", "2024-12-31", 120, "10-Q", "2025-02-01"),
];

/// The year ended in June, and in December from 2023 on.
const TO_DECEMBER: [Filed; 11] = [
    ("2021-07-01", "2022-06-30", 400, "10-K", "2022-08-01"),
    ("2022-07-01", "2022-09-30", 100, "10-Q", "2022-11-01"),
    ("2022-07-01", "2022-12-31", 200, "10-Q", "2023-02-01"),
    ("2022-07-01", "2023-03-31", 300, "10-Q", "2023-05-01"),
    ("2022-07-01", "2023-06-30", 410, "10-K", "2023-08-01"),
    ("2023-07-01", "2023-09-30", 120, "10-Q", "2023-11-01"),
    ("2023-07-01", "2023-12-31", 250, "10-KT", "2024-02-15"),
    ("2024-01-01", "2024-03-31", 130, "10-Q", "2024-05-01"),
    ("2024-01-01", "2024-06-30", 270, "10-Q", "2024-08-01"),
    ("2024-01-01", "2024-09-30", 420, "10-Q", "2024-11-01"),
    ("2024-01-01", "2024-12-31", 600, "10-K", "2025-02-01"),
];

#[test]
fn a_year_that_goes_over_to_weeks_keeps_its_earlier_years() {
    let it = imported("Revenues", &TO_WEEKS);
    assert!(!it.1.contains("trailing"), "{}", it.1);
    assert_eq!(it.calendar(), "~10-31|10-31 to 2015-10-31");
    let expected: Vec<String> = (2012..=2022)
        .map(|year| format!("FY{year},reported,{}000000", if year < 2016 { year - 1900 } else { year - 1800 }))
        .collect();
    assert_eq!(it.known("show tst -m revenue -Y -p 2005..2026 --fiscal", "period,status"), expected);
    let quarters = it.known("show tst -m revenue -Q -p 2019 --fiscal", "period,status");
    let quarter = |number: u8, value: u8, status: &str| format!("FY2019Q{number},{status},{value}000000");
    let parts = [quarter(1, 51, "reported"), quarter(2, 52, "derived"), quarter(3, 57, "derived")];
    assert_eq!(quarters, [&parts[..], &[quarter(4, 59, "derived")]].concat());
}

#[test]
fn weeks_that_end_with_the_month_once_are_weeks_all_the_same() {
    let weeks = imported("Revenues", &TO_WEEKS[4..]);
    assert_eq!(weeks.calendar(), "~10-31");
    assert_eq!(weeks.known("show tst -m revenue -Y -p 2005..2026 --fiscal", "period").len(), 7);
}

#[test]
fn a_year_that_comes_to_end_earlier_has_a_transition_period() {
    let it = imported(PURCHASES, &TO_SEPTEMBER);
    assert!(!it.1.contains("trailing"), "{}", it.1);
    assert_eq!(it.calendar(), "09-30|12-31 to 2022-12-31");
    let years = it.known("show tst -b cash -Y -p 2005..2026 --fiscal", "period,start,end,status");
    assert_eq!(
        years,
        [
            "FY2022,2022-01-01,2022-12-31,reported,400000000",
            "FY2023,2023-01-01,2023-09-30,partial,300000000",
            "FY2024,2023-10-01,2024-09-30,reported,440000000",
            "FY2025,2024-10-01,2025-09-30,partial,120000000",
        ]
    );
    let quarters = it.known("show tst -b cash -Q -p 2005..2026 --fiscal", "period");
    let expected = ["FY2023Q2,100", "FY2023Q3,100", "FY2023Q4,100", "FY2024Q1,110", "FY2024Q2,110", "FY2024Q3,110"];
    let expected: Vec<String> =
        expected.iter().chain(&["FY2024Q4,110", "FY2025Q1,120"]).map(|row| format!("{row}000000")).collect();
    assert_eq!(quarters, expected);
    let page = it.page("show tst -b cash -Q -p 2023 --fiscal");
    assert!(page.contains("FY2023Q1: no quarter of the company: its fiscal year changed after 2022-12-31."), "{page}");
    // By the calendar nothing changed: the same days a year before are compared.
    assert_eq!(
        it.rows("growth tst -b cash -Q -p 2024Q4", "period,value,prior,yoy"),
        ["2024Q4,120000000,110000000,0.090909"]
    );
    assert_eq!(it.rows("growth tst -b cash -Q -p FY2024Q1", "period,value,prior,yoy"), ["FY2024Q1,110000000,,"]);
    // Nothing else than what was filed as a year is one.
    assert_eq!(it.rows("growth tst -b cash -Y -p FY2024", "period,value,prior,yoy"), ["FY2024,440000000,,"]);
    let documents = it.page("explain tst FY2023 -b cash");
    assert!(documents.contains("transition period to 2023-09-30"), "{documents}");
}

#[test]
fn a_change_shows_before_the_first_new_year_is_over() {
    let it = imported(PURCHASES, &TO_SEPTEMBER[..7]);
    assert_eq!(it.calendar(), "09-30|12-31 to 2022-12-31");
    assert_eq!(it.known("show tst -b cash -p FY2024H1", "period"), ["FY2024H1,220000000"]);
    // One figure to date alone can be a slip: it changes nothing, and is not placed.
    let slip = imported(PURCHASES, &[TO_SEPTEMBER[0], TO_SEPTEMBER[5]]);
    assert_eq!(slip.calendar(), "12-31");
    assert!(slip.1.contains("not whole quarters of one fiscal year"), "{}", slip.1);
}

#[test]
fn a_year_that_comes_to_end_later_has_quarters_of_no_fiscal_year() {
    let it = imported(PURCHASES, &TO_DECEMBER);
    assert_eq!(it.calendar(), "12-31|06-30 to 2023-06-30");
    let years = it.known("show tst -b cash -Y -p 2005..2026 --fiscal", "period,status");
    assert_eq!(years, ["FY2022,reported,400000000", "FY2023,reported,410000000", "FY2024,reported,600000000"]);
    let quarters = it.known("show tst -b cash -Q -p 2022Q3..2024Q4", "period");
    let expected = [100, 100, 100, 110, 120, 130, 130, 140, 150, 180];
    let values: Vec<i64> =
        quarters.iter().map(|row| row.split(',').nth(1).unwrap().parse::<i64>().unwrap() / 1_000_000).collect();
    assert_eq!(values, expected);
    assert_eq!(it.known("show tst -b cash -p 2023", "period,fiscal_period"), ["2023,FY2023Q3..FY2023TQ4,460000000"]);
    // Twelve months are the last four quarters in time, whatever their numbers.
    assert_eq!(it.known("show tst -b cash --ttm -p FY2024Q1", "period"), ["TTMFY2024Q1,490000000"]);
    assert_eq!(it.known("show tst -b cash --ttm -p 2024Q1", "period"), ["TTM2024Q1,490000000"]);
    assert_eq!(it.rows("growth tst -b cash -Q -p FY2024Q1", "value,yoy,qoq"), ["130000000,,"]);
    assert_eq!(it.rows("growth tst -b cash -Q -p 2024Q1", "value,yoy,qoq"), ["130000000,0.3,0"]);
}

#[test]
fn a_span_that_is_one_day_off_is_the_quarters_it_can_only_be() {
    let it = imported(
        PURCHASES,
        &[
            ("2024-01-01", "2024-03-31", 100, "10-Q", "2024-05-01"),
            ("2024-01-01", "2024-06-30", 210, "10-Q", "2024-08-01"),
            ("2023-12-31", "2024-09-30", 330, "10-Q", "2024-11-01"),
            ("2024-01-01", "2024-12-31", 460, "10-K", "2025-02-01"),
        ],
    );
    let quarters = it.known("show tst -b cash -Q -p 2024", "period");
    assert_eq!(quarters, ["2024Q1,100000000", "2024Q2,110000000", "2024Q3,120000000", "2024Q4,130000000"]);
}

#[test]
fn quarters_of_twelve_weeks_are_not_placed_and_their_year_is() {
    let it = imported(
        PURCHASES,
        &[
            ("2022-12-25", "2023-12-30", 500, "10-K", "2024-02-09"),
            ("2023-12-31", "2024-03-23", 80, "10-Q", "2024-04-23"),
            ("2023-12-31", "2024-06-15", 190, "10-Q", "2024-07-11"),
            ("2023-12-31", "2024-09-07", 310, "10-Q", "2024-10-08"),
            ("2023-12-31", "2024-12-28", 520, "10-K", "2025-02-04"),
        ],
    );
    assert_eq!(it.calendar(), "~12-31");
    assert!(it.1.contains("figures left out (not whole quarters of one fiscal year): 3"), "{}", it.1);
    assert_eq!(
        it.known("show tst -b cash -Y -p 2022..2025 --fiscal", "period"),
        ["FY2023,500000000", "FY2024,520000000"]
    );
}

#[test]
fn a_year_of_an_annual_report_is_never_a_column_of_trailing_months() {
    // One annual report is dated a month off; it overlaps years that many figures are of.
    let mut figures = TO_SEPTEMBER.to_vec();
    figures.push(("2022-03-01", "2023-02-28", 401, "10-K", "2023-04-01"));
    let it = imported(PURCHASES, &figures);
    assert!(!it.1.contains("trailing") && it.1.contains("not whole quarters of one fiscal year"), "{}", it.1);
}

#[test]
fn a_history_of_years_is_data_that_can_be_written_by_hand() {
    let folder = Folder::new();
    folder.write("c.csv", "ticker,name,fiscal_year_end\nTST,Test Corp,09-30|12-31 to 2022-12-31\n");
    folder.write(
        "facts.csv",
        "company,metric,start,end,value,currency,published\n\
         TST,ppe_purchases,2022-01-01,2022-12-31,400000000,USD,2023-02-01\n\
         TST,ppe_purchases,2023-01-01,2023-09-30,300000000,USD,2023-12-01\n",
    );
    let good = folder.run("validate c.csv facts.csv", b"");
    assert!(good.status.success(), "{}", text(&good.stderr));
    folder.write("facts.csv", "company,metric,start,end,value,currency,published\nTST,ppe_purchases,2022-10-01,2023-09-30,1000000,USD,2023-12-01\n");
    let across = folder.run("validate c.csv facts.csv", b"");
    assert!(text(&across.stderr).contains("overlap two fiscal years"), "{}", text(&across.stderr));
    folder.write("c.csv", "ticker,name,fiscal_year_end\nTST,Test Corp,09-30|12-31 to 2022-09-30\n");
    let wrong = folder.run("validate c.csv", b"");
    assert!(text(&wrong.stderr).contains("fiscal_year_end cannot change on 2022-09-30"), "{}", text(&wrong.stderr));
}

#[test]
fn a_quarter_that_is_recast_before_the_others_is_there_once_they_are_recast_too() {
    // General Electric's revenue of 2019, of the SEC: without the business it sold since the filing of October 2019.
    let it = imported(
        "Revenues",
        &[
            ("2019-01-01", "2019-03-31", 27_286, "10-Q", "2019-04-30"),
            ("2019-01-01", "2019-06-30", 56_117, "10-Q", "2019-07-31"),
            ("2019-04-01", "2019-06-30", 28_831, "10-Q", "2019-07-31"),
            ("2019-01-01", "2019-09-30", 68_976, "10-Q", "2019-10-30"),
            ("2019-07-01", "2019-09-30", 23_360, "10-Q", "2019-10-30"),
            ("2019-01-01", "2019-12-31", 95_214, "10-K", "2020-02-24"),
            ("2019-01-01", "2019-03-31", 22_202, "10-Q", "2020-04-29"),
            ("2019-01-01", "2019-06-30", 45_616, "10-Q", "2020-07-29"),
            ("2019-04-01", "2019-06-30", 23_414, "10-Q", "2020-07-29"),
            ("2019-01-01", "2019-09-30", 68_976, "10-Q", "2020-10-28"),
            ("2019-07-01", "2019-09-30", 23_360, "10-Q", "2020-10-28"),
            ("2019-01-01", "2019-12-31", 95_214, "10-K", "2021-02-12"),
        ],
    );
    let of = |words: &str| it.known(&format!("show tst -m revenue -Q -p 2019 {words}"), "period");
    // The fourth quarter: 95,214 less 68,976.
    let quarters = [("2019Q1", 22_202), ("2019Q2", 23_414), ("2019Q3", 23_360), ("2019Q4", 26_238)];
    assert_eq!(of(""), quarters.map(|(quarter, millions)| format!("{quarter},{millions}000000")));
    // Before that, the third quarter stands beside parts that it does not belong to.
    assert_eq!(of("--as-of 2020-01-31"), ["2019Q1,27286000000", "2019Q2,28831000000"]);
}
