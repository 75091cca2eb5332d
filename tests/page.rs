//! The page as a browser shows it: every switch, its figures, no errors, no requests, nothing a screen reader stumbles on.
//!
//! Skipped, with a message, where no browser is installed; the accessibility check also where axe-core is not.

#![cfg(unix)]

mod common;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

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

/// Windows that the page is looked at in: a name, the language, the size, the ground, the page's address.
const WINDOWS: [(&str, &str, &str, &str, &str); 6] = [
    ("desktop", "en", "width=1280 height=900", "light", ""),
    ("phone", "en", "width=390 height=800", "light", ""),
    ("tablet", "zh", "width=760 height=900", "dark", ""),
    ("dark", "en", "width=1200 height=900", "dark", ""),
    ("chinese", "zh", "width=390 height=800", "light", ""),
    ("address", "en", "width=1200 height=900", "light", "#basis=cash&calendar=fiscal&currency=CNY&grain=years"),
];

/// The page, made once.
static PAGE: LazyLock<String> = LazyLock::new(|| capex(&["report"]));
/// What one browser sees in all windows, if there is a browser.
static SEEN: LazyLock<Option<HashMap<String, Value>>> = LazyLock::new(|| browser().map(seen_by));

/// A switch's setting, as the page's address gives it.
struct Choice<'p> {
    basis: &'p str,
    calendar: &'p str,
    currency: &'p str,
    grain: &'p str,
}

fn capex(arguments: &[&str]) -> String {
    let output = common::capex().args(arguments).env("LC_ALL", "C").output().expect("capex");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn browser() -> Option<&'static str> {
    let runs = |name: &&str| Command::new(name).arg("--version").output().is_ok_and(|output| output.status.success());
    let found = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(runs);
    if found.is_none() {
        common::skipped("a browser");
    }
    found
}

/// The checker of accessibility, if it is installed.
fn axe() -> Option<String> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    let found = fs::read_to_string(axe).ok();
    if found.is_none() {
        common::skipped("axe-core (npm install --prefix target/axe axe-core)");
    }
    found
}

fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// What the browser makes of a page, and what it complained of.
fn shown(browser: &str, folder: &Path, page: &Path, more: &[&str]) -> (String, String) {
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        .args(["--enable-logging=stderr", "--log-level=0", "--virtual-time-budget=20000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
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
    let text = |cell: &'v str| {
        let text = cell.split_once('>')?.1;
        let text = text.strip_prefix("<a ").and_then(|link| link.split_once('>')).map_or(text, |(_, text)| text);
        text.split('<').next()
    };
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

/// The total of the newest period under a reading, as JSON gives it; "none" where the companies' newest quarters have no sum.
fn total_of(choice: &Choice<'_>) -> String {
    if choice.grain == "quarters" && choice.calendar == "fiscal" && !is_one_quarter(choice.basis) {
        return "none".to_owned();
    }
    let period = if choice.grain == "years" { "last1y" } else { "latest" };
    let mut arguments = vec!["totals", "-p", period, "-f", "json", "-b", choice.basis];
    arguments.extend((choice.calendar == "fiscal").then_some("--fiscal"));
    if choice.currency != "USD" {
        arguments.extend(["-x", choice.currency]);
    }
    let document: Value = serde_json::from_str(&capex(&arguments)).expect("JSON");
    let rows = document["rows"].as_array().expect("rows");
    billions(&rows.iter().find(|row| row["company"] == "TOTAL").expect("a total")["value"])
}

/// Whether the newest quarter of their own years is one for all companies.
fn is_one_quarter(basis: &str) -> bool {
    let document: Value = serde_json::from_str(&capex(&["-f", "json", "--fiscal", "-b", basis])).expect("JSON");
    let quarters: Vec<&Value> = document["rows"].as_array().expect("rows").iter().map(|row| &row["quarter"]).collect();
    quarters.iter().all(|quarter| *quarter == quarters[0])
}

/// The figures of a finding, as JSON gives them: the newest quarter, twelve months, and what is guided for the year.
fn found(choice: &Choice<'_>) -> Vec<String> {
    let json = |arguments: &[&str]| -> Value {
        let converted = ["-x", choice.currency];
        let more: &[&str] = if choice.currency == "USD" { &[] } else { &converted };
        let arguments = [arguments, &["-f", "json"], more].concat();
        let document: Value = serde_json::from_str(&capex(&arguments)).expect("JSON");
        document["rows"]
            .as_array()
            .expect("rows")
            .iter()
            .find(|row| row["company"] == "TOTAL")
            .expect("a total")
            .clone()
    };
    let quarter = json(&["totals", "latest", "-b", choice.basis]);
    let year = json(&["totals", "latest", "--ttm", "-b", choice.basis]);
    let guided = json(&["guidance", "2026", "--total"]);
    let range = format!("{}–{}", billions(&guided["low"]), billions(&guided["high"]));
    vec![billions(&quarter["value"]), billions(&year["value"]), range]
}

/// Runs in each window, and tells the page around it what that window shows.
///
/// Flips every switch by hand, as a reader does. The rules of accessibility are held against a setting of each structure,
/// and in windows other than the first against two that differ in all switches.
const PROBE: &str = r"
const rows = (view) => [...view.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => cell.textContent));
const drawing = (chart) => [...chart.querySelectorAll('svg')].filter((svg) => getComputedStyle(svg).display !== 'none');
const outside = (svg) => {
  const room = svg.getBoundingClientRect();
  const isOutside = (text) => {
    const box = text.getBoundingClientRect();
    // A box is taller than its letters.
    return box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 4 || box.bottom > room.bottom + 4;
  };
  return [...svg.querySelectorAll('text')].filter(isOutside).map((text) => text.textContent);
};
const set = (values) => values.forEach((value) => document.querySelector(`input[value=${value}]`).click());
const shown = async () => {
  while (document.documentElement.dataset.shown === undefined) await new Promise((go) => setTimeout(go, 10));
};
const named = (svg, by) => document.getElementById(svg.getAttribute(by)).textContent;
const look = () => {
  const views = [...document.querySelectorAll('.view')].filter((view) => !view.hidden);
  const charts = [...document.querySelectorAll('.chart')].filter((chart) => !chart.hidden).map((chart) => ({
    drawings: drawing(chart).length,
    name: named(drawing(chart)[0], 'aria-labelledby'),
    told: named(drawing(chart)[0], 'aria-describedby'),
    outside: outside(drawing(chart)[0]),
    table: rows(chart.parentElement.querySelector('.view:not([hidden])')),
  }));
  const totals = [...document.querySelectorAll('#companies tr.total td')].map((cell) => cell.textContent);
  const total = totals.find((total) => !total.includes('Q'))?.replace(/[*≈†]+$/, '') ?? 'none';
  const figures = [...document.querySelectorAll('#finding dd')].map((figure) => figure.firstChild.textContent);
  const bases = [...document.querySelectorAll('#finding dt')].map((words) => words.lastChild.textContent);
  const overflow = document.documentElement.scrollWidth - innerWidth;
  const untitled = [...document.querySelectorAll('figcaption b')].filter((title) => !title.offsetHeight).length;
  const text = document.body.innerText;
  const commands = text.match(/capex [a-z]+ |--[a-z]+|(^|\\s)-[a-zA-Z] /) ?? [];
  return { views: views.length, total, figures, bases, address: location.hash, overflow, untitled, charts, commands: commands[0] };
};
const flip = async () => {
  const seen = [];
  const first = [...document.querySelectorAll('.view')].map((view) => view.innerHTML.trim());
  for (const basis of ['headline', 'cash', 'net', 'leases'])
    for (const calendar of ['calendar', 'fiscal'])
      for (const currency of ['USD', 'EUR', 'CNY'])
        for (const grain of ['quarters', 'years']) {
          set([basis, calendar, currency, grain]);
          if (seen.length) await shown();
          seen.push({ basis, calendar, currency, grain, ...look() });
        }
  set(['headline', 'calendar', 'USD', 'quarters']);
  const again = [...document.querySelectorAll('.view')].map((view) => view.innerHTML.trim());
  return [seen, first.filter((html, at) => html !== again[at])];
};
const settings = [
  'headline calendar USD quarters', 'headline calendar USD years', 'headline fiscal USD quarters',
  'headline calendar CNY quarters', 'cash calendar USD quarters', 'cash fiscal CNY years',
];
const rules = async () => {
  const found = [];
  const chosen = name === 'desktop' ? settings : [settings[0], settings.at(-1)];
  for (const setting of window.axe ? chosen : []) {
    set(setting.split(' '));
    if (setting !== settings[0]) await shown();
    if (setting.startsWith('cash')) document.querySelectorAll('details').forEach((one) => (one.open = true));
    const { passes, violations } = await axe.run(document);
    const words = (one) => one.id + ': ' + one.nodes.length + ' × ' + one.nodes[0].html;
    found.push({ setting, passes: passes.map((one) => one.id), violations: violations.map(words) });
  }
  return found;
};
// What is saved, the documents behind a figure, and the figures that a chart tells by arrow keys.
const used = async () => {
  const saved = [];
  const keep = URL.createObjectURL;
  URL.createObjectURL = (blob) => (saved.push(blob), 'data:,');
  HTMLAnchorElement.prototype.click = () => {};
  document.querySelectorAll('#trend .save, #companies .save').forEach((button) => button.click());
  URL.createObjectURL = keep;
  const files = await Promise.all(saved.map((blob) => blob.text()));
  const link = document.querySelector('#companies td a');
  link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
  while (!document.querySelector('dialog').open) await new Promise((go) => setTimeout(go, 10));
  const documents = [...document.querySelectorAll('dialog a')].map((one) => one.href);
  const behind = document.querySelector('dialog h2').textContent;
  document.querySelector('dialog').close();
  const plot = document.querySelector('#trend .plot');
  plot.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true }));
  const told = document.querySelector('#trend .told').textContent;
  const loose = [...document.querySelectorAll('td a')].filter((one) => !document.querySelector(one.getAttribute('href')));
  return { files, documents, behind, told, loose: loose.length };
};
// The page's own script has run by then.
addEventListener('DOMContentLoaded', async () => {
  if (location.hash.includes('=')) await shown();
  const seen = { first: look(), requests: performance.getEntriesByType('resource').length };
  seen.dark = matchMedia('(prefers-color-scheme: dark)').matches;
  seen.width = innerWidth;
  seen.height = document.querySelector('#finding dd').getBoundingClientRect().bottom;
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id);
  seen.clashes = ids.length - new Set(ids).size;
  if (name === 'desktop' || name === 'phone') [seen.settings, seen.changed] = await flip();
  if (name === 'desktop') seen.used = await used();
  if (name !== 'address') seen.rules = await rules();
  parent.postMessage([name, seen], '*');
});
";

/// Around the windows: writes down what each of them tells.
const LISTEN: &str = "
const seen = {};
addEventListener('message', ({ data: [name, told] }) => {
  seen[name] = told;
  document.getElementById('seen').textContent = JSON.stringify(seen);
});
";

/// What a browser sees of the page in each window, opened once; nothing may complain.
fn seen_by(browser: &str) -> HashMap<String, Value> {
    let folder = folder("windows");
    let axe = axe().unwrap_or_default();
    let script = format!("<script>{axe}</script>\n<script>{PROBE}</script>\n</body>");
    for (language, page) in [("en", PAGE.clone()), ("zh", capex(&["report", "--lang", "zh"]))] {
        fs::write(folder.join(format!("{language}.html")), page.replace("</body>", &script)).expect("a file");
    }
    let windows = WINDOWS.map(|(name, language, size, ground, address)| {
        format!("<iframe name={name} {size} style='color-scheme: {ground}' src='{language}.html{address}'></iframe>\n")
    });
    let around = folder.join("around.html");
    let windows = windows.concat();
    fs::write(&around, format!("<!DOCTYPE html>\n<pre id=seen></pre>\n<script>{LISTEN}</script>\n{windows}"))
        .expect("a file");
    let (dom, complaints) = shown(browser, &folder, &around, &["--dump-dom"]);
    assert_eq!(complaints, "");
    let seen = dom.split("<pre id=\"seen\">").nth(1).and_then(|rest| rest.split("</pre>").next());
    let seen = seen.expect("what was seen").replace("&lt;", "<").replace("&gt;", ">");
    let seen = seen.replace("&nbsp;", "\u{a0}").replace("&amp;", "&");
    serde_json::from_str(&seen).expect("JSON")
}

/// What is seen in a window.
fn seen_in(window: &str) -> Option<&'static Value> {
    let seen = SEEN.as_ref()?;
    Some(seen.get(window).expect("a window that has told what it shows"))
}

fn text<'v>(of: &'v Value, name: &str) -> &'v str {
    of[name].as_str().expect("a text")
}

fn choice(seen: &Value) -> Choice<'_> {
    let of = |name| text(seen, name);
    Choice { basis: of("basis"), calendar: of("calendar"), currency: of("currency"), grain: of("grain") }
}

#[test]
fn every_window_is_what_it_is_said_to_be_and_asks_for_nothing() {
    if SEEN.is_none() {
        return;
    }
    for (window, _, size, ground, _) in WINDOWS {
        let seen = seen_in(window).expect("a window");
        assert_eq!((&seen["clashes"], &seen["requests"]), (&Value::from(0), &Value::from(0)), "{window}");
        assert!(size.starts_with(&format!("width={} ", seen["width"])), "{window}: {}", seen["width"]);
        assert_eq!(seen["dark"], ground == "dark", "{window}");
    }
}

#[test]
fn every_switch_shows_its_figures_and_nothing_complains() {
    let Some(desktop) = seen_in("desktop") else { return };
    let seen = desktop["settings"].as_array().expect("settings");
    assert_eq!(seen.len(), BASES.len() * CALENDARS.len() * CURRENCIES.len() * GRAINS.len());
    for (at, seen) in seen.iter().enumerate() {
        let choice = choice(seen);
        assert_eq!(seen["views"], SECTIONS, "{seen}: one view of each section");
        assert_eq!(text(seen, "total"), total_of(&choice), "{seen}");
        // The finding is of calendar quarters: fiscal ones of several companies have no sum.
        let figures: Vec<&str> =
            seen["figures"].as_array().expect("figures").iter().filter_map(Value::as_str).collect();
        assert_eq!(figures, found(&choice), "{seen}");
        let bases: Vec<&str> = seen["bases"].as_array().expect("bases").iter().filter_map(Value::as_str).collect();
        assert_eq!(bases, [words_of(choice.basis), words_of(choice.basis), words_of("headline")]);
        assert_eq!(seen["commands"], Value::Null, "no command can be typed into a page");
        let Choice { basis, calendar, currency, grain } = choice;
        let expected = format!("#basis={basis}&calendar={calendar}&currency={currency}&grain={grain}");
        // What was chosen from the start has not been flipped.
        let expected = if at == 0 { "" } else { &expected };
        assert_eq!(text(seen, "address"), expected, "{seen}");
    }
}

#[test]
fn every_switch_shows_its_charts_with_the_figures_of_the_tables() {
    for window in ["desktop", "phone"] {
        let Some(seen) = seen_in(window) else { return };
        let mut trends = HashSet::new();
        for seen in seen["settings"].as_array().expect("settings") {
            let choice = choice(seen);
            assert!(seen["overflow"].as_i64().expect("pixels") <= 0, "{window}: {}", seen["overflow"]);
            assert_eq!(seen["untitled"], 0, "{window}: a chart says above it what it shows");
            let charts = seen["charts"].as_array().expect("charts");
            assert_eq!(charts.len(), CHARTS, "{seen}");
            for (at, chart) in charts.iter().enumerate() {
                let (name, told) = (text(chart, "name"), text(chart, "told"));
                assert_eq!(chart["drawings"], 1, "{name}");
                assert_eq!(chart["outside"], Value::Array(Vec::new()), "{window}: {name}");
                let years = if choice.calendar == "fiscal" { "fiscal years" } else { "calendar years" };
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
            let block: Vec<&Vec<&str>> = rows.iter().skip_while(|row| !is_period(row)).take_while(is_period).collect();
            assert!(block.len() > 4, "{rows:?}");
            let companies = ["Amazon", "Microsoft", "Alphabet", "Meta"].map(|name| (name, column(name)));
            let stop = |row: &&Vec<&str>| {
                let all = companies.iter().map(|(name, at)| format!("{name} {}", figure(row, *at)));
                format!("{} · {}", row[0], all.collect::<Vec<_>>().join(" · "))
            };
            block.iter().map(stop).collect()
        }
        CLOUD => {
            let (series, cloud, capex) = (column("Series"), column("Cloud"), column("Capex"));
            let pair = |row: &Vec<&str>| {
                let told = |name: &str, at: usize| format!("{} · {name} {}", row[0], figure(row, at));
                [told(row[series], cloud), told("Capex", capex)]
            };
            rows.iter().flat_map(pair).collect()
        }
        _ => {
            let (guided, said, actual) = (column("Guidance"), column("Announced"), column("Actual"));
            let has_figure = |row: &&Vec<&str>| row[guided].contains(|c: char| c.is_ascii_digit());
            let told = |row: &Vec<&str>| {
                let outcome = if row[actual].ends_with('*') { "so far" } else { "outcome" };
                [format!("{} · {}", row[said], row[guided]), format!("{outcome} {}", row[actual])]
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
    let Some(seen) = seen_in("address") else { return };
    let choice = Choice { basis: "cash", calendar: "fiscal", currency: "CNY", grain: "years" };
    assert_eq!(seen["first"]["views"], SECTIONS);
    assert_eq!(text(&seen["first"], "total"), total_of(&choice));
}

#[test]
fn without_scripts_the_first_reading_is_there() {
    let views = visible(&PAGE);
    let choice = Choice { basis: "headline", calendar: "calendar", currency: "USD", grain: "quarters" };
    assert_eq!((views.len(), row(views[1], "Total")[0]), (SECTIONS, total_of(&choice).as_str()));
    let finding =
        PAGE.split("<div id=\"finding\">").nth(1).and_then(|rest| rest.split("</header>").next()).expect("a finding");
    for figure in found(&choice) {
        assert!(finding.contains(&format!(">{figure}</a>")), "{figure}\n{finding}");
    }
}

#[test]
fn the_page_holds_everything_it_needs() {
    let text = &*PAGE;
    for outside in ["src=", "@import", "url(", "<link", "fetch(", "XMLHttpRequest"] {
        assert!(!text.contains(outside), "{outside}");
    }
    assert!(text.contains("default-src 'none'"));
    assert!(text.len() <= 500_000, "{} bytes", text.len());
    assert_eq!(*text, capex(&["report"]), "the same report is the same page");
}

#[test]
fn charts_are_in_the_colours_of_the_page() {
    let drawings = PAGE.split("<svg").skip(1).filter_map(|rest| rest.split("</svg>").next());
    for drawing in drawings {
        assert!(!drawing.contains("=\"#"), "{drawing}");
    }
    assert!(PAGE.contains("fill=\"var(--c0)\"") && PAGE.contains("stroke=\"var(--line)\""));
}

#[test]
fn a_figure_leads_to_its_documents_and_what_is_shown_can_be_saved() {
    let Some(seen) = seen_in("desktop") else { return };
    assert_eq!(seen["changed"], Value::Array(Vec::new()), "the script makes a table as the program does");
    let used = &seen["used"];
    assert_eq!(used["loose"], 0, "every figure's document is in the page");
    let summary: Value = serde_json::from_str(&capex(&["-f", "json"])).expect("JSON");
    let amazon = summary["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["company"] == "AMZN"));
    let (quarter, amazon) = amazon.map(|row| (text(row, "quarter"), billions(&row["value"]))).expect("a row");
    let total = total_of(&Choice { basis: "headline", calendar: "calendar", currency: "USD", grain: "quarters" });
    assert_eq!(text(used, "behind"), format!("Amazon · Capex · {amazon}"));
    let documents = used["documents"].as_array().expect("documents");
    assert!(documents.iter().any(|one| one.as_str().is_some_and(|url| url.starts_with("https://www.sec.gov/"))));
    assert!(text(used, "told").starts_with(&format!("{quarter} · Amazon {amazon} · ")), "{}", used["told"]);
    let files: Vec<&str> = used["files"].as_array().expect("files").iter().filter_map(Value::as_str).collect();
    let [chart, trend, companies] = files.as_slice() else { panic!("{files:?}") };
    let drawn = roxmltree::Document::parse(chart).expect("well-formed XML");
    assert!(!chart.contains("var(--") && drawn.descendants().any(|node| node.text() == Some(&total)));
    let mut table = csv::Reader::from_reader(trend.trim_start_matches('\u{feff}').as_bytes());
    let heads: Vec<String> = table.headers().expect("heads").iter().map(str::to_owned).collect();
    assert_eq!(heads[..2], ["Period", "Amazon"]);
    assert_eq!(table.records().count(), 12);
    assert!(companies.contains(&format!("Amazon,{amazon},")) && companies.contains("USD bn"), "{companies}");
}

#[test]
fn the_first_figure_is_on_the_first_screen_of_a_phone() {
    let Some(phone) = seen_in("phone") else { return };
    assert!(phone["height"].as_f64().expect("pixels") < 640.0, "{}", phone["height"]);
}

#[test]
fn it_prints_with_its_documents() {
    let Some(browser) = browser() else { return };
    let folder = folder("print");
    let (page, pdf) = (folder.join("page.html"), folder.join("page.pdf"));
    fs::write(&page, &*PAGE).expect("a file");
    shown(browser, &folder, &page, &[&format!("--print-to-pdf={}", pdf.display())]);
    let bytes = fs::read(&pdf).expect("a printed page");
    assert!(bytes.starts_with(b"%PDF") && bytes.len() > 20_000, "{} bytes", bytes.len());
    let printed_pages = String::from_utf8_lossy(&bytes).matches("/Type /Page\n").count();
    let Ok(printed) = Command::new("pdftotext").args([pdf.as_os_str(), "-".as_ref()]).output() else {
        common::skipped("pdftotext");
        return;
    };
    let printed = String::from_utf8(printed.stdout).expect("UTF-8");
    let last = format!("{printed_pages} / {printed_pages}");
    for line in ["Form 10-K, fiscal year 2024", "https://www.sec.gov/", "1 / ", last.as_str()] {
        assert!(printed.contains(line), "{line}\n{printed}");
    }
}

#[test]
fn nothing_violates_the_rules_of_accessibility() {
    if SEEN.is_none() || axe().is_none() {
        return;
    }
    for window in ["desktop", "phone", "dark", "chinese"] {
        let settings = seen_in(window).and_then(|seen| seen["rules"].as_array()).expect("settings");
        assert_eq!(settings.len(), if window == "desktop" { 6 } else { 2 }, "{window}");
        for found in settings {
            let (setting, violations) = (text(found, "setting"), &found["violations"]);
            assert_eq!(violations, &Value::Array(Vec::new()), "{window}, {setting}");
            let held: Vec<&str> = found["passes"].as_array().expect("rules").iter().filter_map(Value::as_str).collect();
            let scrolls = (window == "phone").then_some("scrollable-region-focusable");
            for rule in ["color-contrast", "label", "svg-img-alt", "td-headers-attr"].into_iter().chain(scrolls) {
                assert!(held.contains(&rule), "{window}, {setting}: {rule} is not among {held:?}");
            }
        }
    }
}
