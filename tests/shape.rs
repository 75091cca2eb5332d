//! Which rows and columns an answer has, and in which order: one rule for every command and every format.

#![cfg(unix)]

#[path = "common/commands.rs"]
mod commands;
mod common;

use std::fmt::Write as _;

use capex::commands::table::{COMMANDS, Formats};
use capex::render::Format;
use commands::{Example, inputs, one_of_each};
use common::{Folder, capex, stdout};
use unicode_width::UnicodeWidthStr as _;

/// What a line prints; it succeeds.
fn answer(line: &str) -> String {
    stdout(capex().args(line.split(' ')))
}

/// The rows of CSV without fields in quotes.
fn rows(csv: &str) -> Vec<Vec<String>> {
    csv.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

/// A column of an answer as CSV, without its name.
fn column(line: &str, name: &str) -> Vec<String> {
    let text = answer(&format!("{line} --csv -q --no-header --columns {name}"));
    text.lines().map(str::to_owned).collect()
}

/// The exit code and what is said.
fn refusal(line: &str) -> (Option<i32>, String) {
    let output = capex().args(line.split(' ')).output().expect("the program");
    assert!(output.stdout.is_empty(), "{line}");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn reports() -> (Vec<Example>, Folder) {
    let mut reports = one_of_each();
    // A drawn chart has no columns.
    reports.retain(|report| report.is_report() && report.traits.formats != Formats::Pictures);
    (reports, inputs())
}

#[test]
fn columns_are_those_of_the_records_in_every_format() {
    let (reports, folder) = reports();
    for report in &reports {
        let read = |text: String| {
            let mut reader = csv_reader(&text);
            reader.retain(|row| !row.is_empty());
            reader
        };
        let whole = read(stdout(report.run(&folder).args(["-f", "tsv"])));
        let header = &whole[0];
        let places = [header.len() - 1, 0];
        let names: Vec<&str> = places.iter().map(|&at| header[at].as_str()).collect();
        let asked = names.join(",");
        let picked: Vec<Vec<String>> =
            whole.iter().map(|row| places.iter().map(|&at| row[at].clone()).collect()).collect();
        let chosen = |format: &str| stdout(report.run(&folder).args(["--columns", &asked, "-f", format]));
        assert_eq!(read(chosen("tsv")), picked, "{report}");
        assert_eq!(chosen("csv").lines().next(), Some(&*asked), "{report}");
        let rows = picked.len() - 1;
        let document: serde_json::Value = serde_json::from_str(&chosen("json")).expect("JSON");
        for row in document["rows"].as_array().expect("rows") {
            let keys: Vec<&String> = row.as_object().expect("a row").keys().filter(|key| *key != "missing").collect();
            assert!(keys.len() == 2 && names.iter().all(|name| keys.iter().any(|key| key == name)), "{report}: {row}");
        }
        assert_eq!(document["rows"].as_array().map(Vec::len), Some(rows), "{report}");
        assert_eq!(chosen("ndjson").lines().count(), rows, "{report}");
        let headings = |text: &str| names.iter().all(|name| text.contains(name));
        let is_listed = matches!(report.traits.name, "list");
        for page in ["table", "markdown", "html"] {
            let text = chosen(page);
            assert!(is_listed || headings(&text), "{report} as {page}: {text}");
        }
        assert_eq!(chosen("html").matches("<tr").count(), rows + 1, "{report}");
        assert!(
            !report.run(&folder).args(["--columns", &asked, "-f", "xlsx"]).output().expect("a book").stdout.is_empty()
        );
    }
}

/// The rows of TSV.
fn csv_reader(tsv: &str) -> Vec<Vec<String>> {
    tsv.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn pages_of_chosen_columns_fit_the_terminal_in_both_languages() {
    let lines = [
        "totals 2025 --columns company,period,value,prior,yoy,share,quarters,status,published",
        "show 2025 -m capex,revenue,intensity",
        "show last4q -m capex,revenue,intensity --sort -value",
        "guidance 2026 --columns company,low,high,bound,announced,source,note",
        "growth 2023..2025 --sort name --no-total",
        "explain meta 2022Q4 --columns role,item,value,published,source,note",
    ];
    for line in lines {
        for language in ["en", "zh"] {
            for columns in ["80", "200"] {
                let text = stdout(capex().args(line.split(' ')).args(["--lang", language]).env("COLUMNS", columns));
                let width: usize = columns.parse().expect("a number");
                for row in text.lines() {
                    assert!(row.width() <= width, "{line} {language} {columns}: {row}");
                }
            }
        }
    }
}

#[test]
fn a_column_that_there_is_not_names_those_that_there_are() {
    for line in ["totals 2025", "show last4q -x CNY", "list metrics", "export facts", "check --total 246 -y 2024"] {
        let header = answer(&format!("{line} --csv -q"));
        let header = header.lines().next().expect("a header").replace(',', ", ");
        let (code, said) = refusal(&format!("{line} --columns company,nonsense"));
        let unknown =
            if header.starts_with("company") || header.contains(", company") { "nonsense" } else { "company" };
        assert_eq!(code, Some(2), "{line}");
        assert_eq!(said, format!("capex: unknown column `{unknown}`; the columns are {header}\n"), "{line}");
    }
    // In capitals, with blanks, twice.
    assert_eq!(
        answer("totals 2025 --csv -q --columns Company,VALUE,company"),
        answer("totals 2025 --csv -q --columns company,value")
    );
}

#[test]
fn a_command_that_writes_looks_at_the_columns_first() {
    let folder = inputs();
    let line = ["import", "companyfacts.zip", "--all", "-o", "new", "--columns", "nonsense"];
    let output = capex().args(line).current_dir(&folder.0).output().expect("the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains("unknown column `nonsense`"), "{said}");
    assert!(!folder.path("new").exists());
    let (code, said) = refusal("update --contact jane@example.com --columns nonsense --sec-url http://127.0.0.1:9");
    assert!(code == Some(2) && said.contains("unknown column `nonsense`"), "{said}");
}

#[test]
fn without_a_total_the_other_rows_stay_as_they_are() {
    for line in [
        "summary",
        "totals 2025",
        "totals 2023..2025",
        "totals 2018 -x CNY",
        "growth 2023..2025",
        "guidance 2026 --total",
        "chart totals 2025",
        "chart growth 2023..2025",
    ] {
        for format in ["csv", "ndjson"] {
            let with = answer(&format!("{line} -f {format} -q"));
            let without = answer(&format!("{line} -f {format} -q --no-total"));
            // The summary has its total on the page only.
            assert_eq!(with.contains("TOTAL"), line != "summary", "{line}");
            let kept: Vec<&str> = with.lines().filter(|row| !row.contains("TOTAL")).collect();
            assert_eq!(without.lines().collect::<Vec<_>>(), kept, "{line}");
        }
        for (language, total) in [("en", "Total"), ("zh", "合计")] {
            let page = |more: &str| answer(&format!("{line} --lang {language} -f md{more}"));
            let has_total = |text: String| text.lines().any(|line| line.starts_with('|') && line.contains(total));
            assert!(has_total(page("")) && !has_total(page(" --no-total")), "{line} {language}");
        }
    }
    // The notes say nothing of a total that is not there.
    let common_basis = "376.1, +64.7%";
    assert!(answer("totals 2025").contains(common_basis));
    assert!(!answer("totals 2025 --no-total").contains(common_basis));
}

#[test]
fn a_flag_that_would_do_nothing_is_refused_with_what_to_do() {
    for row in COMMANDS.iter().filter(|row| !row.name.is_empty()) {
        let more = match row.name {
            "explain" => " meta",
            "find" => " 118",
            "check" => " --total 246 -y 2024",
            "completions" => " bash",
            "import" => " nothing.json",
            "update" => " --contact jane@example.com",
            "validate" => " data",
            _ => "",
        };
        let has_rows = matches!(row.formats, Formats::Any(_) | Formats::Pictures);
        let flags = [("--sort name", row.sorts && has_rows), ("--no-total", row.total), ("--columns x", has_rows)];
        for (flag, is_taken) in flags.into_iter().filter(|(flag, is_taken)| !is_taken || *flag == "--columns x") {
            let (code, said) = refusal(&format!("{}{more} {flag}", row.name));
            assert_eq!(code, Some(2), "{} {flag}: {said}", row.name);
            let flag = flag.split(' ').next().expect("a word");
            assert!(said.contains(flag) || (is_taken && said.contains("unknown column `x`")), "{}: {said}", row.name);
        }
    }
    assert!(refusal("guidance --no-total").1.contains("`capex guidance` has no TOTAL row"));
    assert!(refusal("chart --no-total").1.contains("`capex chart` has no TOTAL row"));
    assert!(refusal("chart --columns company").1.contains("-f csv"));
    assert!(refusal("list companies --sort name").1.contains("--sort is for summary, totals, show"));
    assert_eq!(refusal("totals 2025 --sort valu").0, Some(2));
}

#[test]
fn machine_formats_keep_companies_in_one_order() {
    let order = column("list companies", "company");
    assert_eq!(order, ["AMZN", "MSFT", "GOOGL", "META", "ORCL"]);
    for command in ["totals", "show", "growth", "guidance", "chart totals", "chart"] {
        let of = |companies: &str| answer(&format!("{command} {companies} 2025 --csv -q"));
        assert_eq!(of("meta googl amzn"), of("amzn googl meta"), "{command}");
        let mut companies = column(&format!("{command} meta googl amzn 2025"), "company");
        companies.dedup();
        companies.retain(|company| company != "TOTAL");
        assert_eq!(companies, ["AMZN", "GOOGL", "META"], "{command}");
    }
    assert_eq!(answer("summary meta amzn --csv -q"), answer("summary amzn meta --csv -q"));
    assert_eq!(answer("cloud googl amzn 2025 --json"), answer("cloud amzn googl 2025 --json"));
    assert_eq!(answer("export facts meta amzn -f csv -q"), answer("export facts amzn meta -f csv -q"));
    // Pages keep the order asked for.
    assert!(answer("show meta amzn last4q").lines().nth(1).is_some_and(|line| line.find("Meta") < line.find("Amazon")));
}

/// Numbers as they sort; none where one is missing.
fn numbers(fields: &[String]) -> Vec<Option<rust_decimal::Decimal>> {
    fields.iter().map(|field| field.parse().ok()).collect()
}

#[test]
fn companies_are_sorted_with_missing_figures_and_the_total_last() {
    for (line, key) in [
        ("totals 2025", "value"),
        ("totals 2025", "yoy"),
        ("growth 2025", "yoy"),
        ("totals 2018", "value"),
        ("summary", "value"),
        ("summary", "yoy"),
        ("show 2025 amzn meta msft googl -m capex-to-cloud", "value"),
        ("show 2025Q1 -m azure-growth amzn msft", "value"),
    ] {
        for (sign, ascending) in [("", true), ("-", false)] {
            let sorted = format!("{line} --sort {sign}{key}");
            let companies = column(&sorted, "company");
            let key = if line.starts_with("show") { "value" } else { key };
            let mut keys = numbers(&column(&sorted, key));
            if companies.last().is_some_and(|company| company == "TOTAL") {
                keys.pop();
            }
            assert!(companies.iter().rev().skip(1).all(|company| company != "TOTAL"), "{sorted}: {companies:?}");
            let known: Vec<_> = keys.iter().copied().take_while(Option::is_some).flatten().collect();
            assert!(keys.iter().skip(known.len()).all(Option::is_none), "{sorted}: {keys:?}");
            let in_order = known.windows(2).all(|pair| if ascending { pair[0] <= pair[1] } else { pair[0] >= pair[1] });
            assert!(in_order, "{sorted}: {known:?}");
        }
    }
    // Worked out by hand from the filings: 128.3, 118.0, 91.4 and 72.2 billion in 2025.
    assert_eq!(column("totals 2025 --sort value", "company"), ["META", "GOOGL", "MSFT", "AMZN", "TOTAL"]);
    assert_eq!(column("totals 2025 --sort -yoy", "company"), ["META", "GOOGL", "AMZN", "MSFT", "TOTAL"]);
    assert_eq!(column("totals 2025 --sort name", "company"), ["GOOGL", "AMZN", "META", "MSFT", "TOTAL"]);
    assert_eq!(column("totals 2025 --sort -name", "company"), ["MSFT", "META", "AMZN", "GOOGL", "TOTAL"]);
    // Those that have no cloud keep the order that they were in, whichever way the others go.
    let missing_last =
        |sort: &str| column(&format!("show amzn meta msft googl 2025 -m capex-to-cloud --sort {sort}"), "company");
    assert_eq!(missing_last("value").last().map(String::as_str), Some("META"));
    assert_eq!(missing_last("-value").last().map(String::as_str), Some("META"));
}

#[test]
fn of_several_periods_the_last_decides_and_each_company_keeps_its_rows() {
    let order = ["META", "GOOGL", "MSFT", "AMZN"];
    let shown = column("show 2023..2025 --sort value", "company");
    assert_eq!(shown, order.iter().flat_map(|one| [one; 3]).copied().collect::<Vec<_>>());
    assert_eq!(column("show 2023..2025 --sort value", "period")[..3], ["2023", "2024", "2025"]);
    let totals = column("totals 2023..2025 --sort value", "company");
    assert_eq!(totals, [&order[..], &["TOTAL"]].concat().repeat(3));
    let names = ["Meta", "Alphabet", "Microsoft", "Amazon"];
    let page = answer("show 2023..2025 --sort value");
    let down: Vec<&str> = page.lines().skip(2).take(4).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(down, names);
    let page = answer("show 2020..2025 --sort value");
    let heading = page.lines().nth(1).expect("headings");
    let places: Vec<_> = names.iter().map(|name| heading.find(name)).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{heading}");
    // Guidance: the last period that has figures, by the upper end.
    let guided = column("guidance 2026 --sort -value", "high");
    let known: Vec<_> = numbers(&guided).into_iter().flatten().collect();
    assert!(known.len() > 2 && known.is_sorted_by(|one, other| one >= other), "{known:?}");
    let companies = |line: &str| column(line, "company");
    assert_eq!(companies("guidance 2026,2027 --sort value")[..4], companies("guidance 2026 --sort value")[..4]);
}

#[test]
fn several_metrics_are_the_rows_of_each() {
    let of = |metrics: &str| {
        rows(&answer(&format!(
            "show 2024..2025 -m {metrics} --csv -q --columns company,metric,basis,period,value,status"
        )))
    };
    let several = of("capex,revenue,intensity");
    let (mut each, mut all) = (Vec::new(), several.clone());
    for metric in ["capex", "revenue", "intensity"] {
        each.extend(of(metric).into_iter().skip(1));
    }
    all.remove(0);
    let of_amazon: Vec<_> = all.iter().take(6).map(|row| (row[0].as_str(), row[1].as_str(), row[3].as_str())).collect();
    let metrics = ["capex", "revenue", "intensity"];
    assert_eq!(
        of_amazon,
        metrics.iter().flat_map(|metric| ["2024", "2025"].map(|year| ("AMZN", *metric, year))).collect::<Vec<_>>()
    );
    each.sort();
    all.sort();
    assert_eq!(all, each);
    // 128.320 / 716.924 billion, from the 10-K of 2025.
    let intensity =
        several.iter().find(|row| row[0] == "AMZN" && row[1] == "intensity" && row[3] == "2025").expect("a row");
    assert_eq!(intensity[4], "0.178987");
    assert_eq!(
        answer("show amzn 2025 -m capex -m revenue --csv"),
        answer("show amzn 2025 -m capex,revenue,capex --csv")
    );
    assert_eq!(answer("show amzn 2025 -m 资本支出、营收 --csv"), answer("show amzn 2025 -m capex,revenue --csv"));
    for line in ["totals 2025", "growth 2025", "chart", "explain meta 2025", "find 118"] {
        let (code, said) = refusal(&format!("{line} -m capex,revenue"));
        assert!(code == Some(2) && said.contains("capex show -m capex,revenue"), "{line}: {said}");
    }
}

#[test]
fn every_format_takes_the_flags_together() {
    for format in Format::ALL.into_iter().filter(|format| !format.is_picture()) {
        let line = format!("totals 2025 --sort -yoy --no-total --columns company,yoy -f {}", format.name());
        let output = capex().args(line.split(' ')).output().expect("the program");
        assert!(output.status.success() && !output.stdout.is_empty(), "{line}");
    }
}

#[test]
fn rows_that_are_written_as_they_come_are_those_of_a_format_that_is_not() {
    let json: serde_json::Value = serde_json::from_str(&answer("export facts -f json")).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    let lines = answer("export facts -f ndjson");
    let read = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("a row");
    assert_eq!(&lines.lines().map(read).collect::<Vec<_>>(), rows);
    // More than are written at a time.
    assert!(rows.len() > 2 * 1024);
    let value = |row: &serde_json::Value| {
        format!("{}\t{}", row["end"].as_str().expect("a day"), row["origin"].as_str().expect("a word"))
    };
    let columns = answer("export facts -f tsv --no-header --columns end,origin");
    assert_eq!(columns.lines().map(str::to_owned).collect::<Vec<_>>(), rows.iter().map(value).collect::<Vec<_>>());
    assert_eq!(answer("export facts -f csv").matches("company,metric").count(), 1);
}

#[test]
fn an_export_holds_no_more_than_its_text() {
    const QUARTERS: usize = 48;
    let folder = Folder::new();
    let (mut companies, mut facts) =
        ("ticker,name,fiscal_year_end\n".to_owned(), "company,metric,start,end,value,currency,published\n".to_owned());
    for company in 0..500 {
        writeln!(companies, "C{company},Company {company},12-31").expect("a text");
        for quarter in 0..QUARTERS {
            let (year, [start, end]) = (
                2010 + quarter / 4,
                [["01-01", "03-31"], ["04-01", "06-30"], ["07-01", "09-30"], ["10-01", "12-31"]][quarter % 4],
            );
            for metric in ["revenue", "net_income"] {
                writeln!(facts, "C{company},{metric},{year}-{start},{year}-{end},1000000,USD,{}-02-01", year + 1)
                    .expect("a text");
            }
        }
    }
    folder.write("companies.csv", &companies);
    folder.write("facts.csv", &facts);
    // 48,000 facts take 215 MB of cells, of which none are held.
    let limited = format!(
        "ulimit -v 150000; exec {} export facts --data companies.csv --data facts.csv -o all.csv",
        env!("CARGO_BIN_EXE_capex")
    );
    let output = std::process::Command::new("sh")
        .args(["-c", &limited])
        .env("CAPEX_HOME", "")
        .current_dir(&folder.0)
        .output()
        .expect("a shell");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let written = std::fs::read_to_string(folder.0.join("all.csv")).expect("the export");
    assert_eq!(written.lines().filter(|line| line.ends_with(",user")).count(), 500 * QUARTERS * 2);
}
