//! Chinese pages and messages: nothing left in English, figures untouched, columns in line, machine formats as ever.

#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr as _;

/// Reports of every command, in every mode.
const REPORTS: &[&str] = &[
    "",
    "-x CNY",
    "--fiscal",
    "-b cash",
    "totals -y 2025",
    "totals -y 2025 -b cash",
    "totals -y 2025 -b net",
    "totals -y 2025 -b leases",
    "totals -y 2026",
    "totals -y 2018",
    "totals -Q -p last4q",
    "totals -p FY2025",
    "totals -p 2025H1",
    "totals --ttm -p latest",
    "totals -m revenue -p latest",
    "totals -m cloud -y 2022",
    "totals -m intensity -y 2025",
    "totals -y 2024 --as-of 2025-02-08",
    "totals -y 2024 -x CNY",
    "totals -y 2024 -x CNY --fx-rate 7.295 -u yi",
    "totals -y 2024 -x CNY --fx-rate 7.295 -u wanyi --precision 1",
    "totals -y 2024 -x CNY --fx-rate 0.137",
    "totals -y 2024 -x JPY --fx period-end -u tn",
    "totals -y 2025 -x EUR --fx-date 2026-02-08",
    "totals -Q -p last4q -x GBP --fx spot",
    "totals 亚马逊 微软 -x 人民币",
    "show -Q -p last8q",
    "show -Y",
    "show -m fcf -p 2019..2025",
    "show -m azure-growth msft -p last4q",
    "show amzn -Q -p 2022Q1..2023Q4",
    "show amzn -p 2014..2016 -b cash",
    "show -Y --as-of 2018-03-01",
    "show -m revenue -Q -p 2016Q1..2017Q4 --as-of 2017-11-15",
    "growth -p 2019..2025",
    "growth -Q -p last4q",
    "growth -Q -p last4q -x CNY",
    "growth meta -p FY2025",
    "growth -y 2026",
    "growth -p 2025Q4 -x EUR",
    "cloud -y 2025",
    "cloud -y 2026 -x CNY",
    "cloud -Q -p last4q",
    "guidance",
    "guidance -x EUR",
    "guidance -x JPY --fx period-end",
    "guidance -p 2025Q1",
    "guidance -x CNY --fx-rate 7.1",
    "guidance --history",
    "guidance --history -p 2020..2025",
    "guidance --progress",
    "guidance --progress -y 2024",
    "guidance --total -y 2026",
    "guidance --total -y 2027 --as-of 2026-08-01",
    "guidance --total -y 2025 --as-of 2025-02-08",
    "explain amzn",
    "explain meta 2022Q4",
    "explain msft 2025",
    "explain msft 2025 -x CNY",
    "explain amzn 2023Q1",
    "explain meta 2016Q4 -m net-income",
    "explain msft 2025Q1 -m azure-growth",
    "explain googl 2025 -m intensity",
    "explain googl 2025 -m fcf",
    "chart cloud -y 2025",
    "chart cloud -Q -p last2q -x CNY",
    "chart guidance",
    "chart growth -p 2016..2025",
    "chart -Q -p last12q",
    "rates",
    "rates CNY -y 2024",
    "rates USDCNY EUR/JPY -Y -p 2011..2013",
    "list companies",
    "list metrics",
    "list bases",
    "list definitions",
    "list periods",
    "list sources",
    "list currencies",
];

/// Commands that fail with exit code 2.
const MISUSES: &[&str] = &[
    "totls",
    "totals --yeer 2025",
    "totals -y",
    "totals -b",
    "totals -b chash",
    "totals -f cvs",
    "totals -u bnn",
    "totals --color no",
    "totals --precision 12",
    "totals --precision x",
    "totals --fiscal=1",
    "totals -y 2025 -p 2024",
    "totals -y 2025 -y 2024",
    "totals --as-of yesterday",
    "totals -o file.xyz",
    "totals amzon",
    "totals about",
    "totals -m azur",
    "totals -m zzz",
    "totals -p tomorrow",
    "totals -p 2025Q5",
    "totals -p 2025H3",
    "totals -p 2025..2019",
    "totals -p 2025..2019Q1",
    "totals -p last999q",
    "totals -x XYZ",
    "totals -x",
    "totals --fx-rate 7",
    "totals -x CNY --fx-rate 0",
    "totals -x USD --fx-rate 3",
    "totals -x CNY --fx constant",
    "totals -x CNY --fx spot --fx-rate 7",
    "totals -x CNY --fx spot --fx-date 2025-01-02",
    "explain",
    "explain amzn 2025 x",
    "explain meta 2022..2023",
    "growth -m intensity",
    "guidance --total",
    "guidance --total --history",
    "rates -p FY2025",
    "list",
    "list sorces",
    "update",
    "update --contact jane",
    "update --contact a@b.c --as-of 2025-01-01",
    "update --contact a@b.c --sec-url http://example.com",
    "update --contact a@b.c --ecb-url x",
    "update --contact a@b.c --rates-only --no-rates",
    "export",
    "help totls",
    "man totls",
    "completions tcsh",
];

/// Commands that fail with exit code 3.
const WITHOUT_DATA: &[&str] = &[
    "totals -p 1990",
    "totals -p 2027",
    "totals --as-of 2010-01-01",
    "totals meta -m cloud",
    "totals -x CNY --fx-date 1990-01-01",
    "totals -x CNY --as-of 2011-06-01",
    "cloud meta",
    "show -Q -p 2010Q1..2010Q4",
    "guidance --as-of 2010-01-01",
    "guidance -p 2010",
    "rates -p 2027",
    "list sources --as-of 2010-01-01",
    "export facts --as-of 2010-01-01",
];

/// Words of the Latin alphabet on a Chinese page: names of products and of things, and labels.
const NAMES: &[&str] = &[
    "AI",
    "AWS",
    "Azure",
    "Business",
    "Cloud",
    "Dynamics",
    "Enterprise",
    "Google",
    "Intersect",
    "LinkedIn",
    "Meta",
    "Microsoft",
    "Mobility",
    "Office",
    "Power",
    "BI",
    "Security",
    "SEC",
    "CIK",
    "HTTP",
    "TTM",
    "definitions.csv",
];

fn capex(arguments: &str) -> Command {
    let mut command = common::capex();
    command.args(arguments.split_whitespace()).env("NO_COLOR", "1");
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("the program")
}

/// Standard output of a command that succeeds.
fn stdout(command: &mut Command) -> String {
    let output = output(command);
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Standard error of a command that fails with an exit code.
fn complaint(command: &mut Command, code: i32) -> String {
    let output = output(command);
    assert_eq!(output.status.code(), Some(code), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "{command:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// The page in Markdown, which wraps no line.
fn markdown(report: &str, language: &str) -> String {
    stdout(capex(report).args(["-f", "markdown", "--lang", language])).replace('\\', "")
}

/// The cells of columns of a data file.
fn data(file: &str, columns: &[&str]) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(file);
    let mut reader = csv::Reader::from_path(path).expect("a data file");
    let heads = reader.headers().expect("a header").clone();
    let at: Vec<usize> =
        columns.iter().map(|name| heads.iter().position(|head| head == *name).expect("a column")).collect();
    let rows: Vec<_> = reader.records().map(|row| row.expect("a row")).collect();
    rows.iter().flat_map(|row| at.iter().map(|&at| row[at].to_owned())).filter(|cell| !cell.is_empty()).collect()
}

/// What may stand on a Chinese page in the Latin alphabet.
struct Latin {
    /// Names of documents, addresses, aliases: taken out as they stand, the longest first.
    phrases: Vec<String>,
    words: BTreeSet<String>,
}

impl Latin {
    fn read() -> Self {
        let mut phrases = data("sources.csv", &["id", "document", "accession", "url", "read_at"]);
        phrases.extend(data("fx/currencies.csv", &["name"]));
        phrases.extend(data("companies.csv", &["aliases"]).iter().map(|aliases| aliases.replace('|', ", ")));
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        phrases.dedup();
        let mut words: BTreeSet<String> = NAMES.iter().map(|&name| name.to_owned()).collect();
        words.extend(data("companies.csv", &["ticker", "name"]));
        words.extend(data("fx/currencies.csv", &["code"]));
        words.extend(data("metrics.csv", &["flag"]));
        words.extend(["headline", "cash", "net", "leases"].map(str::to_owned));
        Self { phrases, words }
    }

    /// The words that should have been Chinese.
    fn left(&self, page: &str) -> Vec<String> {
        let mut page = page.to_owned();
        for phrase in &self.phrases {
            if page.contains(phrase.as_str()) {
                page = page.replace(phrase.as_str(), " ");
            }
        }
        // Quoted words were typed, or are to be; so is what follows the program's name, up to a Chinese mark.
        page = page.split('`').step_by(2).collect::<Vec<_>>().join(" ");
        while let Some((before, command)) = page.split_once("capex ") {
            let end = command.find(|c: char| !c.is_ascii() || c == '\n' || c == '|').unwrap_or(command.len());
            page = format!("{before} {}", &command[end..]);
        }
        let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '<' | '>');
        let words = page.split(|c: char| !inside(c)).filter(|word| word.contains(|c: char| c.is_ascii_alphabetic()));
        words.filter(|word| !self.allows(word)).map(str::to_owned).collect()
    }

    fn allows(&self, word: &str) -> bool {
        // Flags and what they take, and labels of periods: 2025Q3, FY25, H1.
        let is_label =
            word.trim_start_matches("FY").chars().all(|c| c.is_ascii_digit() || matches!(c, 'Q' | 'H' | '.'));
        word.starts_with('-') || word.starts_with('<') || is_label || self.words.contains(word)
    }
}

#[test]
fn pages_are_chinese_throughout() {
    let latin = Latin::read();
    let mut wrong = Vec::new();
    for report in REPORTS {
        let left = latin.left(&markdown(report, "zh"));
        if !left.is_empty() {
            wrong.push(format!("capex {report}: {}", left.join(" ")));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_page_to_look_at_is_chinese_throughout() {
    let mut page = stdout(&mut capex("report --lang zh"));
    for (begin, end) in [("<style>", "</style>"), ("<script>", "</script>")] {
        let (before, rest) = page.split_once(begin).expect("a block");
        let (_, after) = rest.split_once(end).expect("its end");
        page = format!("{before}{after}");
    }
    assert!(page.contains("<html lang=\"zh\">"));
    // What stands outside tags, each line once: the views repeat one another.
    let bare = |line: &str| {
        line.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect::<Vec<_>>().join(" ")
    };
    let lines: BTreeSet<String> = page.lines().map(bare).collect();
    let text = lines.into_iter().collect::<Vec<_>>().join("\n");
    let escapes = [("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    let text = escapes.iter().fold(text, |text, (escape, c)| text.replace(escape, c));
    assert_eq!(Latin::read().left(&text), [""; 0]);
}

#[test]
fn messages_are_chinese_throughout() {
    let mut latin = Latin::read();
    // The program names itself, and what can be typed.
    latin
        .words
        .extend(["capex", "explain", "show", "latest", "last8q", "last5y", "DATE", "RATE", "YEAR"].map(str::to_owned));
    latin.words.extend(["average", "period-end", "spot", "constant", "auto", "always", "never"].map(str::to_owned));
    latin
        .words
        .extend(["table", "csv", "tsv", "json", "ndjson", "markdown", "html", "xlsx", "svg", "png"].map(str::to_owned));
    latin.words.extend(["usd", "k", "m", "bn", "tn", "yi", "wanyi", "facts", "guidance"].map(str::to_owned));
    latin.words.extend(
        ["companies", "metrics", "bases", "definitions", "periods", "sources", "currencies"].map(str::to_owned),
    );
    latin.words.extend(["bash", "zsh", "fish", "powershell", "elvish"].map(str::to_owned));
    let mut wrong = Vec::new();
    for (messages, code) in [(MISUSES, 2), (WITHOUT_DATA, 3)] {
        for arguments in messages {
            let said = complaint(capex(arguments).args(["--lang", "zh"]), code);
            let is_chinese = said.contains(|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let left = latin.left(&said);
            if !left.is_empty() || !is_chinese || !said.starts_with("capex: ") || said.lines().count() != 1 {
                wrong.push(format!("capex {arguments}: {said}{}", left.join(" ")));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// The figures in a text: a billion is ten of what Chinese counts in, months have numbers, what follows a letter is a
/// label.
fn figures(text: &str) -> Vec<Decimal> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let months = (1..).zip(MONTHS).map(|(number, name)| (format!(" {name} "), format!(" {number} ")));
    let text = months.fold(text.to_owned(), |text, (name, number)| text.replace(&name, &number));
    let mut figures = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let label = rest[..at].ends_with(|c: char| c.is_ascii_alphabetic());
        rest = &rest[at..];
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(rest.len());
        let digits = rest[..end].trim_end_matches(['.', ',']);
        rest = &rest[end..];
        let Ok(figure) = digits.replace(',', "").parse::<Decimal>() else { continue };
        let unit = rest.trim_start_matches(" to ").trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let scale = if unit.starts_with(" billion") { 10 } else { 1 };
        if !label {
            figures.push(figure * Decimal::from(scale));
        }
    }
    figures
}

#[test]
fn figures_are_those_of_the_english_page() {
    for report in REPORTS {
        let (english, chinese) = (markdown(report, "en"), markdown(report, "zh"));
        let (table, prose): (Vec<&str>, Vec<&str>) = english.lines().partition(|line| line.starts_with('|'));
        let (own_table, own_prose): (Vec<&str>, Vec<&str>) = chinese.lines().partition(|line| line.starts_with('|'));
        assert_eq!((table.len(), prose.len()), (own_table.len(), own_prose.len()), "{report}");
        // Words change places in a sentence, and so may figures; in a cell that is a sentence too.
        let sorted = |line: &str| {
            let mut figures = figures(line);
            figures.sort_unstable();
            figures
        };
        let cells = |line: &str| line.split('|').map(sorted).collect::<Vec<_>>();
        for (english, chinese) in table.iter().zip(&own_table) {
            assert_eq!(cells(chinese), cells(english), "{report}:\n{english}\n{chinese}");
        }
        for (english, chinese) in prose.iter().zip(&own_prose) {
            assert_eq!(sorted(chinese), sorted(english), "{report}:\n{english}\n{chinese}");
        }
    }
}

/// The tables of a Markdown page as cells, headings first, and whether each column keeps to the right.
fn cells(markdown: &str) -> (Vec<Vec<String>>, Vec<bool>) {
    let line = |line: &str| -> Vec<String> {
        let cells = line.trim_start_matches("| ").trim_end_matches(" |").split(" | ");
        cells.map(|cell| cell.trim().trim_start_matches("**").trim_end_matches("**").to_owned()).collect()
    };
    let mut rows: Vec<Vec<String>> = markdown.lines().filter(|line| line.starts_with('|')).map(line).collect();
    let rule = rows.remove(1);
    (rows, rule.iter().map(|cell| cell.ends_with(':')).collect())
}

/// The columns of the terminal where a cell begins and ends; `None` for an empty one.
type Edges = Option<(usize, usize)>;

/// The columns of the terminal where each cell of a row begins and ends in a line, if all are in it.
fn edges(cells: &[String], line: &str) -> Option<Vec<Edges>> {
    let mut from = 0;
    let edge = |cell: &String| {
        if cell.is_empty() {
            return Some(None);
        }
        let at = from + line[from..].find(cell.as_str())?;
        from = at + cell.len();
        Some(Some((line[..at].width(), line[..from].width())))
    };
    cells.iter().map(edge).collect()
}

#[test]
fn columns_stand_in_line() {
    for columns in [80, 200] {
        let mut checked = 0;
        for report in REPORTS.iter().filter(|report| **report != "list sources") {
            let (rows, is_right) = cells(&markdown(report, "zh"));
            let page = stdout(capex(report).args(["--lang", "zh"]).env("COLUMNS", columns.to_string()));
            for line in page.lines() {
                assert!(line.width() <= columns, "{report} at {columns}: {line}");
            }
            // The rows in order, each in the next line that holds it; a page in blocks or with folded cells holds none.
            let mut lines = page.lines();
            let found: Option<Vec<_>> = rows.iter().map(|row| lines.find_map(|line| edges(row, line))).collect();
            let Some(found) = found else { continue };
            for (column, is_right) in is_right.iter().enumerate() {
                let is_section = |row: &Vec<String>| row.len() > 1 && row[1..].iter().all(String::is_empty);
                let plain = rows.iter().zip(&found).filter(|(row, _)| !is_section(row));
                // A star stands behind a number, whose last digits are in line.
                let edge = |(row, edges): (&Vec<String>, &Vec<Edges>)| {
                    let (begin, end) = edges[column]?;
                    let star = usize::from(row[column].ends_with('*'));
                    Some(if *is_right { end - star } else { begin })
                };
                let edges: BTreeSet<usize> = plain.filter_map(edge).collect();
                // Indented steps of an explanation begin two further in.
                let is_explained = report.starts_with("explain") && column == 0;
                assert!(edges.len() <= 1 || is_explained, "{report} at {columns}, column {column}: {edges:?}\n{page}");
            }
            checked += 1;
        }
        assert!(checked >= if columns == 200 { 50 } else { 20 }, "{checked} pages were checked at {columns}");
    }
}

#[test]
fn machine_formats_have_no_language() {
    for (at, report) in REPORTS.iter().enumerate() {
        let format = ["csv", "tsv", "json", "ndjson"][at % 4];
        let with = |command: &mut Command| {
            let output = output(command.args(["-f", format]));
            (output.status.code(), output.stdout, output.stderr)
        };
        let plain = with(&mut capex(report));
        assert_eq!(with(capex(report).env("LC_ALL", "zh_CN.UTF-8")), plain, "{report} {format}");
        assert_eq!(with(capex(report).args(["--lang", "zh"])), plain, "{report} {format}");
    }
    for arguments in WITHOUT_DATA {
        let with = |command: &mut Command| complaint(command.args(["-f", "csv"]), 3);
        assert_eq!(with(capex(arguments).env("LC_ALL", "zh_CN.UTF-8")), with(&mut capex(arguments)), "{arguments}");
    }
}

#[test]
fn the_locale_decides_on_tables_alone() {
    for report in REPORTS {
        let english = stdout(&mut capex(report));
        let chinese = stdout(capex(report).args(["--lang", "zh"]));
        assert_ne!(chinese, english, "{report}");
        assert_eq!(stdout(capex(report).env("LC_ALL", "zh_CN.UTF-8")), chinese, "{report}");
        let markdown = |command: &mut Command| stdout(command.args(["-f", "markdown"]));
        assert_eq!(markdown(capex(report).env("LC_ALL", "zh_CN.UTF-8")), markdown(&mut capex(report)), "{report}");
    }
}

#[test]
fn the_flag_beats_the_locale_and_the_first_variable_that_is_set_decides() {
    let of = |set: &[(&str, &str)]| stdout(capex("totals -y 2025").envs(set.iter().copied()));
    let (english, chinese) = (of(&[]), of(&[("LANG", "zh_CN.UTF-8")]));
    assert!(chinese.starts_with("资本支出"), "{chinese}");
    assert_eq!(of(&[("LANG", "de_DE.UTF-8")]), english);
    assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")]), english);
    assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")]), english);
    assert_eq!(of(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", ""), ("LC_MESSAGES", "")]), chinese);
    assert_eq!(of(&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "zh_TW")]), chinese);
    assert_eq!(stdout(capex("totals -y 2025 --lang en").env("LC_ALL", "zh_CN.UTF-8")), english);
}

#[test]
fn errors_follow_the_flag_then_the_locale() {
    let said = complaint(capex("totals amzon").env("LANG", "zh_CN.UTF-8"), 2);
    assert_eq!(said, "capex: 未知的公司 `amzon`；是否想输入 `AMZN`（亚马逊）？\n");
    assert_eq!(complaint(capex("totals amzon").args(["--lang", "zh", "-f", "csv"]), 2), said);
    let english = "capex: unknown company `amzon`; did you mean `AMZN` (Amazon)?\n";
    assert_eq!(complaint(capex("totals amzon --lang en").env("LC_ALL", "zh_CN.UTF-8"), 2), english);
    assert_eq!(complaint(&mut capex("totals amzon --lang=en"), 2), english);
    // The command line cannot be read, yet the language can.
    for flag in ["--lang zh", "--lang=zh"] {
        assert_eq!(
            complaint(&mut capex(&format!("totls {flag}")), 2),
            "capex: 未知的命令 `totls`；是否想输入 `totals`？\n"
        );
    }
    let unknown = complaint(&mut capex("totals --lang fr"), 2);
    assert!(unknown.contains("'fr'") && unknown.contains("[possible values: en, zh]"), "{unknown}");
}

#[test]
fn the_raw_dataset_and_help_stay_as_they_are() {
    for arguments in [
        "export facts meta -f table",
        "export guidance -f markdown",
        "--help",
        "totals --help",
        "--version",
        "help fx",
        "man totals",
    ] {
        let plain = stdout(&mut capex(arguments));
        assert_eq!(stdout(capex(arguments).env("LC_ALL", "zh_CN.UTF-8")), plain, "{arguments}");
        assert_eq!(stdout(&mut capex(&format!("--lang zh {arguments}"))), plain, "{arguments}");
    }
}

#[test]
fn chinese_names_are_understood() {
    let typed = stdout(&mut capex("totals 亚马逊 微软 -x 人民币 --lang zh"));
    assert_eq!(typed, stdout(&mut capex("totals amzn msft -x CNY --lang zh")));
    assert!(typed.contains("十亿元") && typed.contains("亚马逊") && typed.contains("微软"), "{typed}");
}

#[test]
fn units_of_money_have_their_chinese_names() {
    let heading = |arguments: &str| {
        let page = stdout(capex(&format!("totals -y 2024 --lang zh {arguments}")).args(["-f", "markdown"]));
        let heading = page.lines().next().expect("a heading").to_owned();
        heading.rsplit_once('(').expect("a unit").1.trim_end_matches(')').to_owned()
    };
    assert_eq!(heading(""), "十亿美元");
    assert_eq!(heading("-u yi"), "亿美元");
    assert_eq!(heading("-u m -x EUR"), "百万欧元");
    assert_eq!(heading("-u usd -x JPY"), "日元");
    assert_eq!(heading("-u wanyi -x CNY"), "万亿元");
    // Every currency has the name that the data gives it, but for 人民币, which is counted in 元.
    let (codes, names) = (data("fx/currencies.csv", &["code"]), data("fx/currencies.csv", &["name_zh"]));
    assert_eq!(codes.len(), names.len());
    for (code, name) in codes.iter().zip(&names) {
        let name = if code == "CNY" { "元" } else { name };
        assert_eq!(heading(&format!("-u yi -x {code}")), format!("亿{name}"));
    }
    assert_eq!(heading("-u yi -x TRY --fx-rate 32"), "亿 TRY");
}

#[test]
fn the_total_of_2024_is_1_8_wanyi_yuan() {
    let page = stdout(&mut capex("totals -y 2024 -x CNY --fx-rate 7.295 --lang zh -u wanyi --precision 1"));
    let total = page.lines().find(|line| line.starts_with("合计")).expect("a total");
    assert_eq!(total.split_whitespace().nth(1), Some("1.8"), "{page}");
    assert!(page.lines().next().expect("a heading").ends_with("万亿元"), "{page}");
}
