//! `capex add`: what only people say is added with one line each, over a made-up quarter that an update brought.
//!
//! The quarter is the one after the newest of the data, whichever that is, so that a new quarter of data changes nothing here.

mod common;

use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::process::{Command, Output};

use rust_decimal::Decimal;

use common::{Folder, capex, stdout, text};

/// A calendar quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Quarter {
    year: i32,
    number: i32,
}

impl Quarter {
    fn read(text: &str) -> Self {
        let (year, number) = text.split_once('Q').expect("a quarter");
        Self { year: year.parse().expect("a year"), number: number.parse().expect("a number") }
    }

    /// The quarter after the newest in the bundled data.
    fn next() -> Self {
        let newest = stdout(capex().args(["-f", "csv", "--columns", "quarter", "--no-header", "-q"]));
        Self::read(newest.lines().next().expect("a row")).plus(1)
    }

    fn plus(self, quarters: i32) -> Self {
        let all = self.year * 4 + self.number - 1 + quarters;
        Self { year: all.div_euclid(4), number: all.rem_euclid(4) + 1 }
    }

    fn name(self) -> String {
        format!("{}Q{}", self.year, self.number)
    }

    fn start(self) -> String {
        format!("{}-{:02}-01", self.year, self.number * 3 - 2)
    }

    fn end(self) -> String {
        let day = if matches!(self.number, 1 | 4) { 31 } else { 30 };
        format!("{}-{:02}-{day}", self.year, self.number * 3)
    }

    /// A day four weeks after its end.
    fn published(self) -> String {
        let next = self.plus(1);
        format!("{}-{:02}-28", next.year, next.number * 3 - 2)
    }

    /// The year that is not over at its end.
    fn year_ahead(self) -> i32 {
        self.plus(1).year
    }
}

/// Figures of the made-up quarter, in millions of dollars: all that is filed, and nothing that is only said.
const FILED: [(&str, &[(&str, i64)]); 4] = [
    ("AMZN", &[("ppe_purchases", 60_000), ("ppe_proceeds", 1_000), ("revenue", 210_000), ("cloud_revenue", 44_000)]),
    ("MSFT", &[("ppe_purchases", 45_000), ("revenue", 90_000)]),
    ("GOOGL", &[("ppe_purchases", 55_000), ("revenue", 125_000), ("cloud_revenue", 26_000)]),
    ("META", &[("ppe_purchases_net", 36_000), ("finance_lease_principal", 1_000), ("revenue", 63_000)]),
];

/// The sum of Amazon (60,000 − 1,000), Alphabet (55,000) and Meta (36,000 + 1,000), in dollars.
const OF_THREE: i64 = 151_000_000_000;

/// With Microsoft's 52.3 billion.
const OF_FOUR: i64 = 203_300_000_000;

/// A folder of updates with the quarter.
struct Home {
    folder: Folder,
    quarter: Quarter,
}

impl Home {
    fn new() -> Self {
        let home = Self { folder: Folder::new(), quarter: Quarter::next() };
        let quarter = home.quarter;
        let mut sources = "id,company,document,published,accession,url,read_at\n".to_owned();
        for (ticker, figures) in FILED {
            let source = format!("{}-filed", ticker.to_lowercase());
            let published = quarter.published();
            writeln!(sources, "{source},{ticker},\"Form 10-Q, made up\",{published},,,").expect("memory");
            let mut facts = "metric,start,end,value,currency,published,source,confidence\n".to_owned();
            for (metric, millions) in figures {
                let (start, end) = (quarter.start(), quarter.end());
                writeln!(facts, "{metric},{start},{end},{millions}000000,USD,{published},{source},filing")
                    .expect("memory");
            }
            home.folder.write(&format!("home/facts/{ticker}.csv"), facts);
        }
        home.folder.write("home/sources.csv", sources);
        home
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = capex();
        command.env("CAPEX_HOME", self.folder.path("home")).args(words).current_dir(&self.folder.0);
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().expect("the program")
    }

    /// Standard output of a line typed after `capex`.
    #[track_caller]
    fn prints(&self, typed: &str) -> String {
        stdout(&mut self.command(&typed.split_whitespace().collect::<Vec<_>>()))
    }

    /// The notes of a line as JSON, joined.
    #[track_caller]
    fn notes(&self, typed: &str) -> String {
        let json: serde_json::Value = serde_json::from_str(&self.prints(&format!("{typed} -f json"))).expect("JSON");
        let notes = json["notes"].as_array().expect("notes").iter().map(|note| note["text"].as_str().expect("a text"));
        notes.collect::<Vec<_>>().join("\n")
    }

    /// The rows of a line in CSV, each a list of the cells of some columns.
    #[track_caller]
    fn rows(&self, typed: &str, columns: &str) -> Vec<Vec<String>> {
        let printed = self.prints(&format!("{typed} -q -f csv --no-header --columns {columns}"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(printed.as_bytes());
        reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    }

    /// What a line that fails says, and its exit status.
    #[track_caller]
    fn refusal(&self, words: &[&str]) -> (i32, String) {
        let output = self.run(words);
        assert!(output.stdout.is_empty(), "{words:?}: {}", text(&output.stdout));
        (output.status.code().expect("a status"), text(&output.stderr).trim_end().to_owned())
    }

    /// Adds Microsoft's stated figure.
    fn add_stated(&self, value: &str, more: &[&str]) -> Output {
        let (quarter, published) = (self.quarter.name(), self.quarter.published());
        let source = "https://www.microsoft.com/made-up";
        let words =
            ["add", "fact", "msft", "capex-stated", &quarter, value, "--published", &published, "--source", source];
        self.run(&[&words, more].concat())
    }

    /// Adds Meta's guidance.
    fn add_guidance(&self) -> Output {
        let (period, day) = (format!("FY{}", self.quarter.year_ahead()), self.quarter.published());
        let words = ["add", "guidance", "meta", &period, "--low", "150", "--high", "165bn", "--announced", &day];
        self.run(&[&words[..], &["--source", "third-quarter call", "--note", "as said"]].concat())
    }

    fn own(&self) -> Vec<String> {
        self.folder.files("home/own").into_iter().map(|(name, _)| name).collect()
    }
}

/// The value of a cell that holds a number.
fn number(cell: &str) -> i64 {
    cell.parse().unwrap_or_else(|_| panic!("`{cell}` is a whole number"))
}

/// A company's or the total's cells among rows whose first cell is the ticker.
#[track_caller]
fn of<'r>(rows: &'r [Vec<String>], ticker: &str) -> &'r [String] {
    rows.iter().find(|row| row[0] == ticker).map_or_else(|| panic!("{ticker}: {rows:?}"), |row| &row[1..])
}

#[test]
fn a_quarter_that_one_company_has_not_stated_yet_moves_on_without_it() {
    let home = Home::new();
    let quarter = home.quarter.name();
    let page = home.prints("");
    for said in [
        "Total, 3 of 4".to_owned(),
        format!("The total of {quarter}, TTM {quarter} excludes Microsoft."),
        format!("Microsoft has reported {quarter} but not this figure; cash purchases: 45.0. To add it:"),
        format!("capex add fact msft capex-stated {quarter} VALUE --published DATE --source URL"),
    ] {
        assert!(page.contains(&said), "{said}\n{page}");
    }
    let rows = home.rows("totals -p latest", "company,period,value,prior,yoy,status");
    assert_eq!(of(&rows, "MSFT"), [&quarter, "", "", "", "missing"]);
    let [period, value, prior, yoy, status] = of(&rows, "TOTAL") else { panic!("five cells") };
    assert_eq!((&**period, number(value), &**status), (&*quarter, OF_THREE, "partial"));
    // The same three companies, the same quarter of the year before, and nothing else.
    let before = home.rows(&format!("totals -p {}", home.quarter.plus(-4).name()), "company,value");
    let of_three: i64 = ["AMZN", "GOOGL", "META"].map(|ticker| number(&of(&before, ticker)[0])).iter().sum();
    assert_eq!(number(prior), of_three);
    let growth = Decimal::from(OF_THREE) / Decimal::from(of_three) - Decimal::ONE;
    assert_eq!(yoy.parse::<Decimal>().expect("growth"), growth.round_dp(6).normalize());
    assert!(home.notes("show last2q").contains(&format!("capex add fact msft capex-stated {quarter} VALUE")));
    // On what all four have filed nothing is awaited.
    let cash = home.rows("totals -p latest -b cash", "company,value,status");
    assert_eq!(of(&cash, "TOTAL"), ["196000000000", "derived"]);
    assert!(!home.notes("totals -p latest -b cash").contains("capex add"));
}

#[test]
fn it_is_so_for_any_metric_and_any_company() {
    let home = Home::new();
    let quarter = home.quarter.name();
    let rows = home.rows("cloud -p latest", "company,period,cloud");
    assert_eq!(of(&rows, "AMZN"), [&quarter, "44000000000"]);
    assert_eq!(of(&rows, "MSFT"), [&quarter, ""]);
    let notes = home.notes("cloud -p latest");
    assert!(notes.contains(&format!("capex add fact msft cloud {quarter} VALUE")), "{notes}");
    // Of a company by itself, the summary says what is known of the quarter after its newest.
    assert!(home.notes("summary msft").contains("cash purchases: USD 45000000000"));
    // Amazon's headline wants what it got back, which is not in the SEC's companyfacts.
    let facts = home.folder.read("home/facts/AMZN.csv");
    let without: Vec<&str> = facts.lines().filter(|line| !line.starts_with("ppe_proceeds")).collect();
    home.folder.write("home/facts/AMZN.csv", without.join("\n"));
    let page = home.prints("");
    assert!(page.contains("Total, 2 of 4") && page.contains("excludes Amazon and Microsoft"), "{page}");
    assert!(home.notes("").contains(&format!("capex add fact amzn ppe-purchases-net {quarter} VALUE")));
    // One company of four is no total.
    for ticker in ["AMZN", "GOOGL"] {
        home.folder.write(&format!("home/facts/{ticker}.csv"), "metric,start,end,value,currency,published\n");
    }
    let page = home.prints("");
    assert!(!page.contains("Total") && page.contains(&quarter), "{page}");
    assert!(home.prints("totals -p latest").contains(&home.quarter.plus(-1).name()));
}

#[test]
fn two_lines_complete_the_quarter_and_every_answer_follows() {
    let home = Home::new();
    let quarter = home.quarter.name();
    let (fact, guidance) = (home.add_stated("52.3bn", &[]), home.add_guidance());
    for output in [&fact, &guidance] {
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    assert_eq!(home.own(), ["facts/MSFT.csv", "guidance.csv", "sources.csv"]);
    let row = home.folder.read("home/own/facts/MSFT.csv");
    let (start, end, day) = (home.quarter.start(), home.quarter.end(), home.quarter.published());
    let expected = format!("capex_headline,{start},{end},52300000000,USD,100000000,{day},msft-{day}-own,user,,,");
    assert_eq!(row.lines().nth(1), Some(&*expected));

    let page = home.prints("");
    assert!(page.contains(&format!("{quarter}, as each company reports them, with updates and your data")), "{page}");
    assert!(page.contains("52.3†") && page.contains("203.3†") && page.contains("150.0 to 165.0†"), "{page}");
    assert!(!page.contains("capex add"), "{page}");
    let rows = home.rows("totals -p latest", "company,value,status,origin,source");
    assert_eq!(of(&rows, "MSFT"), ["52300000000", "reported", "user", &format!("msft-{day}-own")]);
    assert_eq!(of(&rows, "TOTAL")[..3], [&OF_FOUR.to_string(), "derived", "user"]);
    let period = format!("FY{}", home.quarter.year_ahead());
    let said = home.rows("guidance meta", "company,period,announced,low,high,bound,source,origin");
    assert_eq!(
        of(&said, "META"),
        [&period, &day, "150000000000", "165000000000", "range", &format!("meta-{day}-own"), "user"]
    );
    assert!(home.prints("chart last4q -Q").contains("203.3"));
    let explained = home.prints(&format!("explain msft {quarter}"));
    assert!(explained.contains("https://www.microsoft.com/made-up"), "{explained}");
    let json: serde_json::Value = serde_json::from_str(&home.prints("totals -p latest -f json")).expect("JSON");
    let source = json["sources"].as_array().expect("sources").iter().find(|one| one["id"] == format!("msft-{day}-own"));
    assert_eq!(source.expect("the document")["url"], "https://www.microsoft.com/made-up");
    home.prints("report -o page.html");
    let html = home.folder.read("page.html");
    assert!(html.contains("203.3") && html.contains("https://www.microsoft.com/made-up"));
    home.prints("totals -p latest -o book.xlsx");
    let sheets = sheets(&home.folder.path("book.xlsx"));
    assert!(sheets.contains("https://www.microsoft.com/made-up") && sheets.contains("52300000000"));

    let listed = home.rows("list own", "company,row,metric,period,value,low,high,state,origin");
    assert_eq!(of(&listed, "MSFT"), ["fact", "capex-stated", &quarter, "52300000000", "", "", "used", "user"]);
    assert_eq!(of(&listed, "META"), ["guidance", "", &period, "", "150000000000", "165000000000", "used", "user"]);
    assert!(home.run(&["validate"]).status.success());
    // As updates are, they are left out on demand; and before they were published they were not known.
    assert!(!home.prints("--no-update-data").contains("203.3"));
    let eve = home.quarter.plus(-1).published();
    assert!(!home.prints(&format!("--as-of {eve}")).contains('†'));
}

/// The text of all sheets of a workbook.
fn sheets(path: &std::path::Path) -> String {
    let mut zip = zip::ZipArchive::new(fs::File::open(path).expect("a workbook")).expect("a zip");
    let mut all = String::new();
    for at in 0..zip.len() {
        let mut member = zip.by_index(at).expect("a member");
        let is_text = member.name().is_ok_and(|name| name.ends_with(".xml") || name.ends_with(".rels"));
        if is_text {
            member.read_to_string(&mut all).expect("text");
        }
    }
    all
}

#[test]
fn a_row_is_replaced_and_removed_only_where_that_is_asked_for() {
    let home = Home::new();
    let quarter = home.quarter.name();
    assert!(home.add_stated("52.3bn", &[]).status.success());
    let files = home.folder.files("home/own");
    let again = home.add_stated("52.4bn", &[]);
    assert_eq!(again.status.code(), Some(2));
    let said = text(&again.stderr);
    assert!(said.contains(&format!(
        "you have added this already: Microsoft, capital expenditures as stated, {quarter}: 52.3 bn"
    )));
    assert_eq!(home.folder.files("home/own"), files);
    let dry = home.add_stated("52.4bn", &["--replace", "--dry-run"]);
    assert!(text(&dry.stdout).contains("value=52400000000") && text(&dry.stdout).contains("Nothing was written"));
    assert_eq!(home.folder.files("home/own"), files);
    assert!(home.add_stated("52.4bn", &["--replace"]).status.success());
    assert_eq!(home.rows("list own", "company,value"), [["MSFT", "52400000000"]]);
    assert!(home.add_guidance().status.success());
    let (code, said) = home.refusal(&["add", "fact", "msft", "capex-stated", "2019Q1", "--remove"]);
    assert_eq!((code, said.contains("you have not added Microsoft")), (3, true), "{said}");
    home.prints(&format!("add fact msft capex-stated {quarter} --remove"));
    assert_eq!(home.own(), ["guidance.csv", "sources.csv"]);
    home.prints(&format!("add guidance meta {} --remove", home.quarter.year_ahead()));
    assert_eq!(home.own(), [""; 0]);
    assert!(!home.prints("").contains("your data"));
    assert_eq!(home.rows("list own", "company"), [[""; 0]; 0]);
}

#[test]
fn what_the_data_comes_to_say_too_is_quiet_and_what_it_says_otherwise_is_named() {
    let home = Home::new();
    let (quarter, day) = (home.quarter.name(), home.quarter.published());
    assert!(home.add_stated("52.3bn", &[]).status.success());
    let filed = home.folder.read("home/facts/MSFT.csv");
    let stated = |value: &str, published: &str| {
        let (start, end) = (home.quarter.start(), home.quarter.end());
        home.folder.write(
            "home/facts/MSFT.csv",
            format!("{filed}capex_headline,{start},{end},{value},USD,{published},,company\n"),
        );
    };
    // To the million what was said to the tenth of a billion, whether on that day or later.
    for published in [day.clone(), format!("{}-12-30", home.quarter.plus(1).year)] {
        stated("52287000000", &published);
        assert_eq!(of(&home.rows("totals -p latest", "company,value"), "MSFT"), ["52287000000"]);
        assert!(!home.notes("totals -p latest").contains("You added"));
        assert_eq!(home.rows("list own", "company,state"), [["MSFT", "same"]]);
        stated("51900000000", &published);
        assert_eq!(of(&home.rows("totals -p latest", "company,value"), "MSFT"), ["52300000000"]);
        let notes = home.notes("totals -p latest");
        let said =
            format!("You added Microsoft, capital expenditures as stated, {quarter}: 52.3 bn; the data has 51.9 bn");
        assert!(notes.contains(&said), "{notes}");
        assert_eq!(home.rows("list own", "company,state"), [["MSFT", "differs"]]);
    }
    // What is there already is not added by mistake, and on purpose it is.
    let again = home.add_stated("52.3bn", &["--replace"]);
    assert!(again.status.success());
    let newest = home.quarter.plus(-1);
    let words = ["add", "fact", "msft", "capex-stated", &newest.name(), "1bn", "--published", &day, "--source", "x"];
    let (code, said) = home.refusal(&words);
    assert_eq!(code, 2);
    assert!(said.contains("the data has this already") && said.contains("--replace"), "{said}");
}

#[test]
fn rows_of_one_document_share_it() {
    let home = Folder::new();
    let run = |words: &str| {
        let output = capex().args(words.split(' ')).env("CAPEX_HOME", home.path("home")).output().expect("the program");
        assert!(output.status.success(), "{words}: {}", text(&output.stderr));
        text(&output.stdout)
    };
    let (quarter, year) = (Quarter::next(), Quarter::next().year_ahead());
    let (name, published) = (quarter.name(), quarter.published());
    run(&format!("add fact amzn revenue {name} 210bn --published {published} --source call"));
    run(&format!("add fact amzn cloud {name} 46bn --published {published} --source call"));
    run(&format!("add guidance amzn {year} --value 230 --announced {published} --source call"));
    run(&format!("add fact amzn cloud {name} 46.1bn --published {published} --source call --replace"));
    let sources = home.read("home/own/sources.csv");
    assert_eq!(sources.lines().count(), 2, "{sources}");
    // A figure that the company's definition does not count says so.
    let stated = run(&format!("add fact amzn capex-stated {name} 60bn --published {published} --source call"));
    assert!(
        stated.contains("Not used for capital expenditures of Amazon: calculated from ppe-purchases-net"),
        "{stated}"
    );
    assert!(
        !run(&format!("add fact msft capex-stated {name} 42bn --published {published} --source call"))
            .contains("Not used")
    );
}

#[test]
fn a_row_is_held_against_the_rest_before_it_is_written() {
    let home = Home::new();
    let (quarter, day) = (home.quarter.name(), home.quarter.published());
    let add = |words: &[&str], more: &[&str]| {
        home.refusal(&[&["add"], words, &["--published", &day, "--source", "call"], more].concat())
    };
    let fact = |metric: &str, period: &str, value: &str| add(&["fact", "msft", metric, period, value], &[]);
    let later = home.quarter.plus(1).name();
    for ((code, said), expected) in [
        (fact("capex-stated", &later, "50bn"), "before the period ended"),
        (
            fact("capex", &quarter, "50bn"),
            "`capex` is calculated; for Microsoft, add what it is calculated from: capex-stated",
        ),
        (fact("capex-stated", &quarter, "50%"), "`50%` is not an amount of money"),
        (fact("capex-stated", &quarter, "50bn EUR"), "is in EUR; the data is in US dollars"),
        (fact("azure-growth", &quarter, "0.4"), "`0.4` is not a rate; write it like 31%"),
        (fact("capex-stated", &home.quarter.year.to_string(), "50bn"), "overlap two fiscal years"),
        (fact("capex-stated", "TTM 2026Q2", "50bn"), "cannot be added; add the quarters or the fiscal year"),
        (fact("capex-stated", "soon", "50bn"), "`soon`"),
        (fact("stated", &quarter, "50bn"), "unknown metric `stated`"),
        (add(&["fact", "msft", "capex-stated", &quarter], &[]), "write: capex add fact COMPANY METRIC PERIOD VALUE"),
        (add(&["fact", "msft", "capex-stated"], &["--remove"]), "write: capex add fact COMPANY METRIC PERIOD --remove"),
        (add(&["fact", "msft", "capex-stated", &quarter, "5bn"], &["--value", "3"]), "--value is for guidance"),
        (add(&["guidance", "meta"], &["--value", "3"]), "write: capex add guidance COMPANY PERIOD"),
        (add(&["guidance", "meta", "FY2030"], &[]), "guidance needs a figure or a direction"),
        (add(&["guidance", "meta", "FY2030"], &["--low", "9", "--high", "8"]), "--low is above --high"),
        (add(&["guidance", "met", "FY2030"], &["--value", "8"]), "unknown company `met`"),
    ] {
        assert_eq!(code, 2, "{said}");
        assert!(said.contains(expected), "{said}");
    }
    // A year that its quarters do not add up to.
    let year = home.rows("show msft FY2025 -m capex-stated", "value");
    assert_eq!(year.len(), 1);
    let known = home.rows("list sources --as-of 2025-01-29", "source");
    let id = known.iter().flatten().find(|id| id.starts_with("amzn")).expect("a document");
    let (code, said) =
        home.refusal(&["add", "fact", "msft", "capex-stated", &quarter, "5bn", "--published", &day, "--source", id]);
    assert_eq!(code, 2);
    assert!(said.contains("is a document of AMZN published on"), "{said}");
    assert_eq!(home.own(), [""; 0]);
    assert!(!home.folder.path("home/own").exists());
}

#[test]
fn a_damaged_file_is_named_with_what_mends_it() {
    let home = Home::new();
    assert!(home.add_stated("52.3bn", &[]).status.success());
    let sound = home.folder.read("home/own/facts/MSFT.csv");
    home.folder.write("home/own/facts/MSFT.csv", sound.replace("52300000000", "much"));
    for words in [vec!["totals"], vec!["list", "own"], vec!["validate"]] {
        let (code, said) = home.refusal(&words);
        assert_eq!(code, 4, "{said}");
        let place = home.folder.path("home/own/facts/MSFT.csv");
        assert!(said.contains(&format!("{}:2:4: ", place.display())), "{said}");
        assert!(said.contains("correct or delete that line, or --no-update-data ignores this folder"), "{said}");
    }
    assert!(home.run(&["totals", "--no-update-data"]).status.success());
    assert_eq!(home.add_guidance().status.code(), Some(4));
    home.folder.write("home/own/facts/MSFT.csv", sound);
    assert!(home.add_guidance().status.success());
}

#[test]
fn there_is_one_writer_at_a_time() {
    let home = Home::new();
    let lock = fs::File::options().create(true).append(true).open(home.folder.path("home/.lock")).expect("a file");
    lock.try_lock().expect("a lock");
    let output = home.add_stated("52.3bn", &[]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("another program is writing to"), "{said}");
    assert!(home.add_stated("52.3bn", &["--dry-run"]).status.success());
    assert_eq!(home.own(), [""; 0]);
}

#[test]
fn guidance_of_every_kind_is_read_back_as_it_was_said() {
    let home = Home::new();
    let mut day = home.quarter.plus(1);
    for (options, expected) in [
        (&["--value", "140"][..], ["140000000000", "140000000000", "about", ""]),
        (&["--at-least", "1,400亿美元"], ["140000000000", "", "at_least", ""]),
        (&["--up-to", "140 bn"], ["", "140000000000", "up_to", ""]),
        (&["--run-rate", "140bn"], ["140000000000", "140000000000", "run_rate", ""]),
        (&["--low", "140", "--high", "140"], ["140000000000", "140000000000", "about", ""]),
        (&["--direction", "higher", "--versus", "previous year", "--pace", "slower"], ["", "", "direction", "higher"]),
    ] {
        day = day.plus(1);
        let published = day.published();
        let words = ["add", "guidance", "meta", "FY2031", "--announced", &published, "--source", "call"];
        let output = home.run(&[&words[..], options].concat());
        assert!(output.status.success(), "{options:?}: {}", text(&output.stderr));
        let rows = home.rows("list own", "published,low,high,bound,direction");
        assert_eq!(of(&rows, &published), expected, "{options:?}");
    }
    let (code, said) = home.refusal(&["add", "guidance", "meta", "FY2031", "--remove"]);
    assert_eq!(code, 2);
    assert!(
        said.contains("you have added 6 rows of Meta, guidance for FY2031; name one with --published DATE"),
        "{said}"
    );
    home.prints(&format!("add guidance meta 2031 --remove --published {}", day.published()));
    assert_eq!(home.rows("list own", "company").len(), 5);
}

#[test]
fn a_company_with_quarters_of_its_own_needs_its_fiscal_period() {
    let home = Home::new();
    home.folder.write("home/companies.csv", "ticker,name,fiscal_year_end\nMOON,Moon Mining,05-31\n");
    let words = |period: &'static str| {
        ["add", "fact", "moon", "capex-stated", period, "5bn", "--published", "2026-07-01", "--source", "call"]
    };
    let (code, said) = home.refusal(&words("2026Q1"));
    assert_eq!(code, 2);
    assert!(said.contains("quarters of Moon Mining are not calendar quarters"), "{said}");
    assert!(home.run(&words("FY2026Q4")).status.success());
    assert_eq!(home.rows("list own", "company,period,start,end"), [["MOON", "FY2026Q4", "2026-03-01", "2026-05-31"]]);
}

#[test]
fn it_speaks_chinese() {
    let home = Home::new();
    let output = home.add_stated("523亿美元", &["--lang", "zh"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    assert!(said.contains("已添加到您的数据") && said.contains("微软") && said.contains("523 亿美元"), "{said}");
    let again = text(&home.add_stated("523亿美元", &["--lang", "zh"]).stderr);
    assert!(again.contains("您已添加过：微软"), "{again}");
}
