//! The page as a browser shows it: every switch, its figures, no errors, no requests, nothing a screen reader stumbles on.
//!
//! Skipped, with a message, where no browser is installed; the accessibility check also where axe-core is not.

#![cfg(unix)]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const BASES: [&str; 4] = ["headline", "cash", "net", "leases"];
const CALENDARS: [&str; 2] = ["calendar", "fiscal"];
const CURRENCIES: [&str; 3] = ["USD", "EUR", "CNY"];
const GRAINS: [&str; 2] = ["quarters", "years"];
/// Sections of the page, and those with a chart.
const SECTIONS: usize = 6;
const CHARTS: usize = 5;
/// Charts by their place on the page; those of guidance are on the basis companies guide on.
const TREND: usize = 0;
const GROWTH: usize = 1;
const GUIDED: [usize; 2] = [2, 3];
const CLOUD: usize = 4;

/// A switch's setting, as the page's address gives it.
struct Choice<'p> {
    basis: &'p str,
    calendar: &'p str,
    currency: &'p str,
    grain: &'p str,
}

fn capex(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_capex"))
        .env("CAPEX_HOME", "")
        .args(arguments)
        .env("LC_ALL", "C")
        .output()
        .expect("capex");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn browser() -> Option<&'static str> {
    let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(runs);
    if found.is_none() {
        eprintln!("skipped: no browser is installed");
    }
    found
}

fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

fn page(folder: &Path, arguments: &[&str]) -> PathBuf {
    let path = folder.join("page.html");
    capex(&[arguments, &["-o", path.to_str().expect("a path")][..]].concat());
    path
}

/// What the browser makes of a page, and what it complained of.
fn shown(browser: &str, folder: &Path, page: &Path, address: &str, more: &[&str]) -> (String, String) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--log-level=0", "--dump-dom"])
        .args(["--virtual-time-budget=20000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(more)
        .arg(format!("file://{}{address}", page.display()))
        .output()
        .expect("a browser");
    let complaints = String::from_utf8_lossy(&output.stderr);
    let complaints = complaints.lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
    (String::from_utf8(output.stdout).expect("UTF-8"), complaints)
}

/// The visible views of a page, in order.
fn visible(dom: &str) -> Vec<&str> {
    let views = dom.split("<div class=\"view\"").skip(1);
    let is_shown = |view: &&str| !view.split('>').next().expect("a tag").contains("hidden");
    views.filter(is_shown).collect()
}

/// The texts of the cells of the row that begins with a name.
fn row<'v>(view: &'v str, name: &str) -> Vec<&'v str> {
    let row = view.split("<tr").find(|row| row.contains(&format!("<th scope=\"row\">{name}</th>"))).expect("a row");
    let text = |cell: &'v str| cell.split_once('>').and_then(|(_, rest)| rest.split('<').next());
    row.split("<td").skip(1).filter_map(text).collect()
}

/// Billions to one decimal, halves away from zero, as pages print them.
fn billions(amount: &Value) -> String {
    let amount: rust_decimal::Decimal = amount.to_string().parse().expect("an amount");
    let rounded = (amount / rust_decimal::Decimal::from(1_000_000_000))
        .round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{rounded:.1}");
    let (whole, fraction) = text.split_once('.').expect("a decimal");
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{fraction}")
}

/// The total of the newest period under a reading, as JSON gives it.
fn total_of(choice: &Choice<'_>) -> Value {
    let period = if choice.grain == "years" { "last1y" } else { "latest" };
    let mut arguments = vec!["totals", "-p", period, "-f", "json", "-b", choice.basis];
    arguments.extend((choice.calendar == "fiscal").then_some("--fiscal"));
    if choice.currency != "USD" {
        arguments.extend(["-x", choice.currency]);
    }
    let document: Value = serde_json::from_str(&capex(&arguments)).expect("JSON");
    let rows = document["rows"].as_array().expect("rows");
    rows.iter().find(|row| row["company"] == "TOTAL").expect("a total")["value"].clone()
}

/// Whether the newest quarter is one for all companies.
fn is_one_quarter(choice: &Choice<'_>) -> bool {
    let mut arguments = vec!["-f", "json", "-b", choice.basis];
    arguments.extend((choice.calendar == "fiscal").then_some("--fiscal"));
    let document: Value = serde_json::from_str(&capex(&arguments)).expect("JSON");
    let quarters: Vec<&Value> = document["rows"].as_array().expect("rows").iter().map(|row| &row["quarter"]).collect();
    quarters.iter().all(|quarter| *quarter == quarters[0])
}

/// Flips every switch by hand, as a reader does, and writes down what the page then shows.
const FLIP: &str = "
const seen = [];
const rows = (view) => [...view.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent));
const drawing = (chart) => [...chart.querySelectorAll('svg')].filter((svg) => getComputedStyle(svg).display !== 'none');
for (const basis of ['headline', 'cash', 'net', 'leases'])
  for (const calendar of ['calendar', 'fiscal'])
    for (const currency of ['USD', 'EUR', 'CNY'])
      for (const grain of ['quarters', 'years']) {
        for (const value of [basis, calendar, currency, grain]) document.querySelector(`input[value=${value}]`).click();
        const views = [...document.querySelectorAll('.view')].filter((view) => !view.hidden);
        const charts = [...document.querySelectorAll('.chart')].filter((chart) => !chart.hidden).map((chart) => ({
          drawings: drawing(chart).length,
          name: drawing(chart)[0].querySelector('title').textContent,
          told: drawing(chart)[0].querySelector('desc').textContent,
          table: rows(chart.parentElement.querySelector('.view:not([hidden])')),
        }));
        const total = views[0].querySelector('tr.total td')?.textContent ?? 'none';
        seen.push({ basis, calendar, currency, grain, views: views.length, total, address: location.hash, charts });
      }
const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
const result = document.createElement('pre');
result.id = 'seen';
result.textContent = JSON.stringify({
  seen,
  clashes: ids.length - new Set(ids).size,
  requests: performance.getEntriesByType('resource').length,
  overflow: document.documentElement.scrollWidth - innerWidth,
});
document.body.append(result);
";

/// What the page shows under each setting of its switches, in a window of a size; nothing may complain.
fn flipped(browser: &str, name: &str, size: &str) -> Value {
    let folder = folder(name);
    let page = page(&folder, &["report"]);
    let text = fs::read_to_string(&page).expect("the page");
    fs::write(&page, text.replace("</body>", &format!("<script>{FLIP}</script>\n</body>"))).expect("a file");
    let (dom, complaints) = shown(browser, &folder, &page, "", &[size]);
    assert_eq!(complaints, "");
    let seen =
        dom.split("<pre id=\"seen\">").nth(1).and_then(|rest| rest.split("</pre>").next()).expect("what was seen");
    let seen = seen.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    let seen: Value = serde_json::from_str(&seen).expect("JSON");
    assert_eq!((&seen["clashes"], &seen["requests"]), (&Value::from(0), &Value::from(0)));
    assert!(seen["overflow"].as_i64().expect("pixels") <= 0, "{}", seen["overflow"]);
    seen["seen"].clone()
}

fn text<'v>(of: &'v Value, name: &str) -> &'v str {
    of[name].as_str().expect("a text")
}

fn choice(seen: &Value) -> Choice<'_> {
    let of = |name| text(seen, name);
    Choice { basis: of("basis"), calendar: of("calendar"), currency: of("currency"), grain: of("grain") }
}

#[test]
fn every_switch_shows_its_figures_and_nothing_complains() {
    let Some(browser) = browser() else { return };
    let seen = flipped(browser, "switches", "--window-size=1200,900");
    let seen = seen.as_array().expect("settings");
    assert_eq!(seen.len(), BASES.len() * CALENDARS.len() * CURRENCIES.len() * GRAINS.len());
    for seen in seen {
        let choice = choice(seen);
        assert_eq!(seen["views"], SECTIONS, "{seen}: one view of each section");
        // Companies whose own newest quarters differ have no total of one quarter.
        let is_one = choice.grain == "years" || is_one_quarter(&choice);
        let expected = if is_one { billions(&total_of(&choice)) } else { "none".to_owned() };
        assert_eq!(text(seen, "total"), expected, "{seen}");
        let Choice { basis, calendar, currency, grain } = choice;
        let expected = format!("#basis={basis}&calendar={calendar}&currency={currency}&grain={grain}");
        // What was chosen from the start has not been flipped.
        let address = text(seen, "address");
        assert!(address == expected || address.is_empty(), "{seen}");
    }
}

#[test]
fn every_switch_shows_its_charts_with_the_figures_of_the_tables() {
    let Some(browser) = browser() else { return };
    for (test, size) in [("charts", "--window-size=1200,900"), ("charts-phone", "--window-size=390,800")] {
        let seen = flipped(browser, test, size);
        let mut trends = HashSet::new();
        for seen in seen.as_array().expect("settings") {
            let choice = choice(seen);
            let charts = seen["charts"].as_array().expect("charts");
            assert_eq!(charts.len(), CHARTS, "{seen}");
            for (at, chart) in charts.iter().enumerate() {
                let (name, told) = (text(chart, "name"), text(chart, "told"));
                assert_eq!(chart["drawings"], 1, "{name}");
                let years = if choice.calendar == "fiscal" { "each company's own years" } else { "calendar years" };
                // Growth is in dollars, whatever the amounts are in.
                let currency = if at == GROWTH { "USD" } else { choice.currency };
                assert!(name.ends_with(&format!("; {years}, in {currency}")), "{name}");
                assert!(GUIDED.contains(&at) || name.contains(words_of(choice.basis)), "{name}");
                for figure in figures_of(at, &chart["table"]) {
                    assert!(told.contains(&figure), "{figure}\n{told}");
                }
            }
            trends.insert([text(&charts[TREND], "name"), text(&charts[TREND], "told")].concat());
        }
        assert_eq!(trends.len(), BASES.len() * CALENDARS.len() * CURRENCIES.len() * GRAINS.len());
    }
}

fn words_of(basis: &str) -> &'static str {
    match basis {
        "headline" => "as each company reports them",
        "cash" => "cash purchases of property and equipment",
        "net" => "purchases less proceeds and incentives",
        _ => "net purchases plus finance-lease principal",
    }
}

/// What a chart has to tell of the table below it.
fn figures_of(chart: usize, table: &Value) -> Vec<String> {
    let rows: Vec<Vec<&str>> = table.as_array().expect("rows").iter().map(cells).collect();
    let (heads, rows) = rows.split_first().expect("a heading");
    let column = |name: &str| heads.iter().position(|head| *head == name).expect(name);
    let figure = |row: &[&str], at: usize| if row[at] == "–" { "missing" } else { row[at] }.to_owned();
    match chart {
        TREND | GROWTH => {
            // Of growth, the first block: on the year, in dollars.
            let is_period = |row: &&Vec<&str>| row.len() > 1 && row[0].starts_with(['2', 'F']);
            let block = rows.iter().skip_while(|row| !is_period(row)).take_while(is_period);
            let block: Vec<&Vec<&str>> = block.collect();
            assert!(block.len() > 4, "{rows:?}");
            let companies = ["Amazon", "Microsoft", "Alphabet", "Meta"].map(|name| (name, column(name)));
            let run = |(name, at): (&str, usize)| {
                let stops: Vec<String> = block.iter().map(|row| format!("{} {}", row[0], figure(row, at))).collect();
                format!("{name}: {}.", stops.join(", "))
            };
            companies.map(run).to_vec()
        }
        CLOUD => {
            let (series, cloud, capex) = (column("Series"), column("Cloud"), column("Capex"));
            let pair = |row: &Vec<&str>| {
                format!("{}: {} {}, Capex {}.", row[0], row[series], figure(row, cloud), figure(row, capex))
            };
            rows.iter().map(pair).collect()
        }
        _ => {
            let (guided, said, actual) = (column("Guided"), column("Said"), column("Actual"));
            let has_figure = |row: &&Vec<&str>| row[guided].contains(|c: char| c.is_ascii_digit());
            let told = |row: &Vec<&str>| {
                let outcome = if row[actual].ends_with('*') { "so far" } else { "outcome" };
                [format!("{} {}", row[said], row[guided]), format!("{outcome} {}", row[actual])]
            };
            rows.iter().filter(has_figure).flat_map(told).collect()
        }
    }
}

fn cells(row: &Value) -> Vec<&str> {
    row.as_array().expect("cells").iter().map(|cell| cell.as_str().expect("a text")).collect()
}

#[test]
fn an_address_sets_the_switches() {
    let Some(browser) = browser() else { return };
    let folder = folder("address");
    let page = page(&folder, &["report"]);
    let address = "#basis=cash&calendar=fiscal&currency=CNY&grain=years";
    let (dom, complaints) = shown(browser, &folder, &page, address, &[]);
    assert_eq!(complaints, "");
    let views = visible(&dom);
    let choice = Choice { basis: "cash", calendar: "fiscal", currency: "CNY", grain: "years" };
    assert_eq!((views.len(), row(views[0], "Total")[0]), (SECTIONS, billions(&total_of(&choice)).as_str()));
}

#[test]
fn without_scripts_the_first_reading_is_there() {
    let text = capex(&["report"]);
    let views = visible(&text);
    let choice = Choice { basis: "headline", calendar: "calendar", currency: "USD", grain: "quarters" };
    assert_eq!((views.len(), row(views[0], "Total")[0]), (SECTIONS, billions(&total_of(&choice)).as_str()));
}

#[test]
fn the_page_holds_everything_it_needs() {
    let text = capex(&["report"]);
    for outside in ["src=", "@import", "url(", "<link", "fetch(", "XMLHttpRequest"] {
        assert!(!text.contains(outside), "{outside}");
    }
    assert!(text.contains("default-src 'none'"));
    assert!(text.len() < 3_100_000, "{} bytes", text.len());
    assert_eq!(text, capex(&["report"]), "the same report is the same page");
}

#[test]
fn charts_are_in_the_colours_of_the_page() {
    let text = capex(&["report"]);
    let fixed: HashSet<&str> = text.split("\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    // Those of the four companies; everything else follows a light or a dark ground.
    assert_eq!(fixed, HashSet::from(["E69F00", "56B4E9", "009E73", "CC79A7"]));
    assert!(text.contains("fill=\"var(--ink)\"") && text.contains("stroke=\"var(--line)\""));
}

#[test]
fn it_prints() {
    let Some(browser) = browser() else { return };
    let folder = folder("print");
    let page = page(&folder, &["report"]);
    let pdf = folder.join("page.pdf");
    shown(browser, &folder, &page, "", &[&format!("--print-to-pdf={}", pdf.display())]);
    let bytes = fs::read(pdf).expect("a printed page");
    assert!(bytes.starts_with(b"%PDF") && bytes.len() > 20_000, "{} bytes", bytes.len());
}

#[test]
fn nothing_violates_the_rules_of_accessibility() {
    let Some(browser) = browser() else { return };
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    let Ok(axe) = fs::read_to_string(&axe) else {
        eprintln!("skipped: axe-core is not installed (npm install --prefix target/axe axe-core)");
        return;
    };
    let folder = folder("accessible");
    for (name, arguments) in [("english", ["report", "--lang", "en"]), ("chinese", ["report", "--lang", "zh"])] {
        let page = page(&folder, &arguments);
        let run = "axe.run(document, { resultTypes: ['violations'] }).then((found) => { \
                   const lines = found.violations.map((one) => one.id + ': ' + one.nodes.length + ' × ' + one.nodes[0].html); \
                   document.title = 'AXE ' + lines.length + ' ' + lines.join(' | '); });";
        let text = fs::read_to_string(&page).expect("the page");
        let text = text.replace("</body>", &format!("<script>{axe}</script>\n<script>{run}</script>\n</body>"));
        fs::write(&page, text).expect("a file");
        for size in ["--window-size=1100,900", "--window-size=390,800"] {
            let (dom, _) = shown(browser, &folder, &page, "#grain=years", &[size]);
            let title = dom.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).expect("a title");
            assert!(title.starts_with("AXE 0"), "{name} {size}: {title}");
        }
    }
}
