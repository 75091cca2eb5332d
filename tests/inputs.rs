//! What people type, and what it means: each line answers as the plain line beside it does.

mod common;

use common::{Folder, capex, stdout};

/// Lines as people type them, and the lines that mean the same in full.
const MEANS: &[(&str, &str)] = &[
    // Periods among the words.
    ("totals 2025", "totals -p 2025"),
    ("totals FY2025", "totals -p FY2025"),
    ("totals latest", "totals -p latest"),
    ("totals last", "totals -p latest"),
    ("totals last year", "totals -p last1y"),
    ("totals 'last year'", "totals -p last1y"),
    ("totals last quarter", "totals -p latest"),
    ("totals year to date", "totals -p ytd"),
    ("totals 'Year to date'", "totals -p ytd"),
    ("totals year-to-date", "totals -p ytd"),
    ("totals last twelve months", "totals -p ttm"),
    ("totals latest year", "totals -p last1y"),
    ("totals 去年", "totals -p last1y"),
    ("totals 最近十二个月", "totals -p ttm"),
    ("totals Q4’24", "totals -p 2024Q4"),
    ("totals FY’25", "totals -p FY2025"),
    ("totals 2024年全年", "totals -p 2024"),
    ("totals 2025Q3", "totals -p 2025Q3"),
    ("totals q3 2025", "totals -p 2025Q3"),
    ("totals 2025 Q3", "totals -p 2025Q3"),
    ("totals Q3-2025", "totals -p 2025Q3"),
    ("totals 3Q25", "totals -p 2025Q3"),
    ("totals 2025h1", "totals -p 2025H1"),
    ("totals 1H25", "totals -p 2025H1"),
    ("totals fy25", "totals -p FY2025"),
    ("totals CY2025", "totals -p 2025"),
    ("show amazon 2024", "show amzn -p 2024"),
    ("show 2024 amazon", "show amzn -p 2024"),
    ("show amazon 2023 2024", "show amzn -p 2023,2024"),
    ("show amazon 2023,2024", "show amzn -p 2023,2024"),
    ("show amzn msft 2020..2025", "show amzn msft -p 2020..2025"),
    ("growth amzn 2020..2025", "growth amzn -p 2020..2025"),
    ("cloud 2025", "cloud -p 2025"),
    ("cloud microsoft 2025", "cloud msft -p 2025"),
    ("guidance 2026", "guidance -y 2026"),
    ("guidance meta 2026", "guidance meta -y 2026"),
    ("chart totals 2025", "chart totals -y 2025"),
    ("chart 2020..2025", "chart -p 2020..2025"),
    ("chart amzn 2020-2025", "chart amzn -p 2020..2025"),
    ("chart growth meta 2020..2025", "chart growth meta -p 2020..2025"),
    ("explain meta 2022 Q4", "explain meta 2022Q4"),
    ("explain meta Q4 2022", "explain meta 2022Q4"),
    ("explain 2022Q4 meta", "explain meta 2022Q4"),
    ("explain meta latest", "explain meta"),
    ("rates CNY 2024", "rates CNY -p 2024"),
    ("rates 2024 EUR/USD", "rates EUR/USD -p 2024"),
    // Companies.
    ("show amzn,meta 2024", "show amzn meta -p 2024"),
    ("show amzn, meta 2024", "show amzn meta -p 2024"),
    ("show 亚马逊、微软 2024", "show amzn msft -p 2024"),
    ("show Amazon,Meta -y 2024", "show amzn meta -p 2024"),
    ("show meta platforms 2024", "show meta -p 2024"),
    ("show 'meta platforms' 2024", "show meta -p 2024"),
    ("show google 2024", "show googl -p 2024"),
    ("show 微软 2024", "show msft -p 2024"),
    ("show AMZN 2024", "show amzn -p 2024"),
    ("find 72.2 meta", "find 72.2 META"),
    // A company by itself is its summary.
    ("amazon", "summary amzn"),
    ("AMZN", "summary amzn"),
    ("微软", "summary msft"),
    ("amazon,meta", "summary amzn meta"),
    ("amazon -x EUR", "summary amzn -x EUR"),
    ("--lang zh amazon", "summary amzn --lang zh"),
    // Ranges.
    ("show meta 2020-2025", "show meta -p 2020..2025"),
    ("show meta 2020–2025", "show meta -p 2020..2025"),
    ("show meta 2020:2025", "show meta -p 2020..2025"),
    ("show meta '2020 to 2025'", "show meta -p 2020..2025"),
    ("show meta 2020 to 2025", "show meta -p 2020..2025"),
    ("show meta 2020至2025", "show meta -p 2020..2025"),
    ("show meta 2020年至2025年", "show meta -p 2020..2025"),
    ("show meta Q1 2024 to Q2 2025", "show meta -p 2024Q1..2025Q2"),
    ("show meta 2024Q1:2025Q2", "show meta -p 2024Q1..2025Q2"),
    ("show meta 2024..", "show meta -p 2024..latest"),
    ("show meta ..2020", "show meta -p 2015..2020"),
    ("show meta -p ..2020", "show meta -p 2015..2020"),
    ("show meta -b cash ..2016", "show meta -b cash -p 2015..2016"),
    ("show meta -p 2020-2025", "show meta -p 2020..2025"),
    // Years in short, and words for periods.
    ("totals -y 24", "totals -y 2024"),
    ("totals -y 22..24", "totals -y 2022..2024"),
    ("totals -y 22,24", "totals -y 2022,2024"),
    ("show meta ytd --as-of 2026-09-30", "show meta -p 2026H1 --as-of 2026-09-30"),
    ("show meta YTD --as-of 2026-09-30", "show meta -p 2026H1 --as-of 2026-09-30"),
    ("show meta -p ytd --as-of 2026-09-30", "show meta -p 2026H1 --as-of 2026-09-30"),
    ("show meta 今年以来 --as-of 2026-09-30", "show meta -p 2026H1 --as-of 2026-09-30"),
    ("show meta ttm --as-of 2026-09-30", "show meta -p TTM2026Q2 --as-of 2026-09-30"),
    ("show meta LTM --as-of 2026-09-30", "show meta -p TTM2026Q2 --as-of 2026-09-30"),
    ("show meta ltm 2025Q3", "show meta -p TTM2025Q3"),
    ("show meta TTM 2025Q3", "show meta -p TTM2025Q3"),
    ("show meta all --as-of 2026-09-30", "show meta -p 2015..2025 --as-of 2026-09-30"),
    ("show meta all -Q --as-of 2026-09-30", "show meta -Q -p 2015Q1..2026Q2 --as-of 2026-09-30"),
    ("show meta last4", "show meta -p last4y"),
    ("show meta last4 -Q", "show meta -Q -p last4q"),
    ("show meta last 4 quarters", "show meta -p last4q"),
    ("show meta last 3 years", "show meta -p last3y"),
    ("show meta last-year", "show meta -p last1y"),
    ("show meta 9M2025", "show meta -p 9m2025"),
    ("show meta 2025年", "show meta -p 2025"),
    ("show meta 2024年四季度", "show meta -p 2024Q4"),
    ("show meta 2024年第四季度", "show meta -p 2024Q4"),
    ("show meta 2024年4季度", "show meta -p 2024Q4"),
    ("show meta 2024年Q4", "show meta -p 2024Q4"),
    ("show meta 2024年第四季", "show meta -p 2024Q4"),
    ("show meta 2024上半年", "show meta -p 2024H1"),
    ("show meta 2024年下半年", "show meta -p 2024H2"),
    ("show meta 2025年前三季度", "show meta -p 9M2025"),
    ("show msft 2024财年", "show msft -p FY2024"),
    ("show msft 2024財年第二季度", "show msft -p FY2024Q2"),
    ("show msft 2024年度", "show msft -p 2024"),
    // Amounts.
    ("find $131.8B", "find '131.8bn USD'"),
    ("find 131.8b", "find 131.8bn"),
    ("find '131.8 billion'", "find 131.8bn"),
    ("find 131819000000", "find 131819000000usd"),
    ("find 131,819M", "find 131819m"),
    ("find 131819M", "find 131819m"),
    ("find 131819mm", "find 131819m"),
    ("find €116.2bn", "find '116.2bn EUR'"),
    ("find '116.2 Mrd. €'", "find '116.2bn EUR'"),
    ("find '116.2 Milliarden Euro'", "find '116.2bn EUR'"),
    ("find 0.1318T", "find 0.1318tn"),
    ("find 1318億ドル", "find '1318yi USD'"),
    ("find '1318억 달러'", "find '1318yi USD'"),
    ("find 19.7兆円", "find '19.7wanyi JPY'"),
    ("find 187.4조원", "find '187.4tn KRW'"),
    ("find ¥19.7兆円", "find '19.7wanyi JPY'"),
    ("find ¥9476亿元", "find '9476yi CNY'"),
    ("find '¥947.6bn CNY'", "find '947.6bn CNY'"),
    ("find ¥9476亿 --lang zh", "find '9476yi CNY' --lang zh"),
    ("find £100.0bn", "find '100.0bn GBP'"),
    ("find HK$1024bn", "find '1024bn HKD'"),
    // Units, currencies, formats, languages, in any case.
    ("totals 2025 -u billion", "totals -y 2025 -u bn"),
    ("totals 2025 -u B", "totals -y 2025 -u bn"),
    ("totals 2025 -u Million", "totals -y 2025 -u m"),
    ("totals 2025 -u 亿", "totals -y 2025 -u yi"),
    ("totals 2025 -u 亿元", "totals -y 2025 -u yi"),
    ("totals 2025 -u 万亿", "totals -y 2025 -u wanyi"),
    ("totals 2025 -u BN", "totals -y 2025 -u bn"),
    ("totals 2025 -x €", "totals -y 2025 -x EUR"),
    ("totals 2025 -x £", "totals -y 2025 -x GBP"),
    ("totals 2025 -x 円", "totals -y 2025 -x JPY"),
    ("totals 2025 -x 元", "totals -y 2025 -x CNY"),
    ("totals 2025 -x ¥ --lang zh", "totals -y 2025 -x CNY --lang zh"),
    ("totals 2025 -x euro", "totals -y 2025 -x EUR"),
    ("totals 2025 -f md", "totals -y 2025 -f markdown"),
    ("totals 2025 -f jsonl", "totals -y 2025 -f ndjson"),
    ("totals 2025 -f text", "totals -y 2025 -f table"),
    ("totals 2025 -f excel", "totals -y 2025 -f xlsx"),
    ("totals 2025 -f CSV", "totals -y 2025 -f csv"),
    ("totals 2025 --csv", "totals -y 2025 -f csv"),
    ("totals 2025 --json", "totals -y 2025 -f json"),
    ("totals 2025 -b CASH", "totals -y 2025 -b cash"),
    ("totals 2025 -x EUR --fx Period-End", "totals -y 2025 -x EUR --fx period-end"),
    ("totals 2025 --lang zh-CN", "totals -y 2025 --lang zh"),
    ("totals 2025 --lang ZH", "totals -y 2025 --lang zh"),
    ("totals 2025 --lang 中文", "totals -y 2025 --lang zh"),
    ("totals 2025 --color NEVER", "totals -y 2025 --color never"),
    ("list Companies", "list companies"),
    ("chart Totals -y 2025", "chart totals -y 2025"),
    // Metrics by name.
    ("show meta 2025 -m revenue", "show meta -y 2025 -m revenue"),
    ("show meta 2025 -m sales", "show meta -y 2025 -m revenue"),
    ("show meta 2025 -m 营收", "show meta -y 2025 -m revenue"),
    ("show meta 2025 -m 'free cash flow'", "show meta -y 2025 -m fcf"),
    ("show meta 2025 -m 自由现金流", "show meta -y 2025 -m fcf"),
    ("show meta 2025 -m 资本支出", "show meta -y 2025 -m capex"),
    ("show meta 2025 -m 資本支出", "show meta -y 2025 -m capex"),
    ("show meta 2025 -m 'capital expenditures'", "show meta -y 2025 -m capex"),
    ("show meta 2025 -m CapEx", "show meta -y 2025 -m capex"),
    ("show meta 2025 -m capex/revenue", "show meta -y 2025 -m intensity"),
    ("show amzn 2025 -m aws", "show amzn -y 2025 -m cloud"),
    // What one company calls its cloud is of no other.
    ("show 2025 -m AWS", "show amzn -y 2025 -m cloud"),
    ("growth -m 'google cloud' 2025", "growth googl -y 2025 -m cloud"),
    ("totals -m 'Microsoft Cloud' 2025", "totals msft -y 2025 -m cloud"),
    ("check -m aws 2025Q2 --yoy 17.5%", "check amzn -m cloud -p 2025Q2 --yoy 17.5"),
    ("show 2025 -m 'AWS operating income'", "show amzn -y 2025 -m cloud-income"),
    ("show 2025 -m 'google cloud operating income'", "show googl -y 2025 -m cloud-income"),
    ("show 2025 -m 'aws revenue'", "show amzn -y 2025 -m cloud"),
    ("show googl 2025Q3 -m 'google cloud backlog'", "show googl -p 2025Q3 -m google-cloud-backlog"),
    ("cloud aws 2025", "cloud amzn -y 2025"),
    ("explain 2025Q2 -m aws", "explain amzn 2025Q2 -m cloud"),
    ("show msft 2025Q3 -m azure", "show msft -p 2025Q3 -m azure-growth"),
    ("show amzn 2025 -m 云收入", "show amzn -y 2025 -m cloud"),
    ("show amzn 2025 -m 'operating cash flow'", "show amzn -y 2025 -m ocf"),
    ("show amzn 2025 -m 'net income'", "show amzn -y 2025 -m net-income"),
    ("show amzn 2025 -m cfo", "show amzn -y 2025 -m ocf"),
    ("check amzn 2025 --value 131.8", "check amzn -y 2025 --value 131.8"),
    ("check amazon,meta 2025 --total 204", "check amzn meta -y 2025 --total 204"),
    ("check amzn -y 24 --value 83", "check amzn -y 2024 --value 83"),
    ("check amzn -p 2025年 --value $131.8B", "check amzn -p 2025 --value '131.8bn USD'"),
];

/// Lines that are refused, and what they say to type instead.
const REFUSED: &[(&str, &str)] = &[
    ("2025", "try capex totals 2025"),
    ("FY2025 -b cash", "try capex totals FY2025 -b cash"),
    ("latest", "try capex totals latest"),
    ("compare amzn msft", "try capex show amzn msft"),
    ("compare amzn msft -y 2025", "try capex show amzn msft -y 2025"),
    ("plot totals", "try capex chart totals"),
    ("graph", "try capex chart"),
    ("history meta", "try capex guidance --history meta"),
    ("fx 2025", "try capex rates 2025"),
    ("forecast 2026", "try capex guidance 2026"),
    ("schema", "try capex help output"),
    ("convert", "try capex rates"),
    ("verify claims.csv", "try capex check claims.csv"),
    ("totls", "totals"),
    ("gudance", "guidance"),
    ("amazon 2024", "try capex show amazon 2024"),
    ("amzon", "try capex AMZN"),
    ("totals 2025Q5", "did you mean `2025Q4`?"),
    ("totals 2025H3", "did you mean `2025H2`?"),
    ("totals 2025..2019", "did you mean `2019..2025`?"),
    ("totals 2024Q1-2024Q3", "`2024Q1..2024Q3`"),
    ("totals FY2024-FY2025", "`FY2024..FY2025`"),
    ("totals -p 2024H1-2024H2", "`2024H1..2024H2`"),
    ("totals 2019..2025Q1", "write two years, two quarters or two halves"),
    ("totals 2025 -y 2024", "give the period once"),
    ("totals amzon 2025", "did you mean `AMZN` (Amazon)?"),
    ("totals -x ¥", "type -x JPY or -x CNY"),
    ("find ¥9476亿", "write JPY or CNY"),
    ("find 26,3bn", "write decimals after a point"),
    ("find 26.3bm", "neither a unit"),
    ("totals -m cpaex", "did you mean `capex`?"),
    ("totals -f yaml", "csv"),
    ("totals -f cvs", "csv"),
    ("totals -u quadrillion", "bn"),
    ("totals -x eurro", "did you mean `EUR`?"),
    ("totals --lang fr", "en"),
    ("totals --json -f csv", "cannot be used with"),
    ("totals --no-header", "csv and tsv"),
    ("find", "NUMBER"),
    ("export facts 2025", "`2025` is a period"),
    ("chart sunburst", "sunburst"),
];

/// The words of a line, with single quotes around words of several.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, piece) in line.split('\'').enumerate() {
        if at % 2 == 1 {
            words.push(piece.to_owned());
        } else {
            words.extend(piece.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// The answer to a line: its exit code, and what it prints without the echo of what was typed.
fn answer(line: &str) -> (Option<i32>, Vec<u8>, String) {
    let output = capex().args(words(line)).output().expect("the program");
    (output.status.code(), output.stdout, String::from_utf8_lossy(&output.stderr).into_owned())
}

/// What an answer says of the number as it was typed.
fn without_echo(line: &str, text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text).into_owned();
    let typed = words(line).get(1).cloned().unwrap_or_default();
    if line.starts_with("find") { text.replace(&typed, "NUMBER") } else { text }
}

#[test]
fn what_is_typed_means_what_it_says() {
    let mut wrong = Vec::new();
    for (typed, plain) in MEANS {
        let (found, expected) = (answer(typed), answer(plain));
        let same = found.0 == expected.0 && without_echo(typed, &found.1) == without_echo(plain, &expected.1);
        if !same || expected.0.is_none_or(|code| code == 2) {
            let shown = String::from_utf8_lossy(&found.1).lines().next().unwrap_or_default().to_owned();
            wrong.push(format!("{typed}: {:?} {shown}{}; {plain}: {:?} {}", found.0, found.2, expected.0, expected.2));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(MEANS.len() >= 120);
}

#[test]
fn what_is_refused_says_what_to_type() {
    let mut wrong = Vec::new();
    for (typed, advice) in REFUSED {
        let (code, out, said) = answer(typed);
        if code != Some(2) || !out.is_empty() || !said.contains(advice) {
            wrong.push(format!("{typed}: {code:?} {said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(REFUSED.len() >= 30);
}

const BOTH: &str = "`TTM` is both a company and a period; type `tata motors` for the company, `-p TTM` for the period";

#[test]
fn a_word_that_is_a_company_and_a_period_is_refused_with_both() {
    let folder = Folder::new();
    folder.write("own.csv", "ticker,name,fiscal_year_end\nTTM,Tata Motors,03-31\n");
    let output = capex().args(["show", "TTM", "--data", "own.csv"]).current_dir(&folder.0).output().expect("run");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(BOTH), "{said}");
}

#[test]
fn defaults_for_display_come_from_flags_then_variables_then_the_file() {
    let folder = Folder::new();
    folder.write("config.toml", "lang = \"zh\"\nunit = \"亿\"\nprecision = 2\ncolor = \"never\"\n");
    let first = |command: &mut std::process::Command| {
        let text = stdout(command.args(["totals", "2025"]).current_dir(&folder.0));
        text.lines().next().unwrap_or_default().to_owned()
    };
    let settled = || {
        let mut command = capex();
        command.env("CAPEX_CONFIG", "config.toml");
        command
    };
    assert!(first(&mut settled()).ends_with("亿美元"));
    assert!(first(settled().env("CAPEX_LANG", "en")).ends_with("USD 亿"));
    assert!(first(settled().env("CAPEX_LANG", "en").args(["-u", "m"])).ends_with("USD m"));
    let version = stdout(settled().args(["version", "-f", "csv"]).current_dir(&folder.0));
    assert!(version.lines().nth(1).is_some_and(|line| line.contains(",lang=zh unit=亿 precision=2 color=never")));
    let refused =
        settled().env("CAPEX_PRECISION", "x").arg("totals").current_dir(&folder.0).output().expect("the program");
    assert!(common::text(&refused.stderr).contains("`x` in your settings"));
    // Which figure is meant is nothing that a file decides.
    for (line, said) in [
        ("basis = \"cash\"\n", "config.toml:1: unknown field"),
        ("unit = 3\n", "config.toml:1: invalid type"),
        ("unit = \"q\"\n", "`q` in your settings is not a valid unit"),
    ] {
        folder.write("config.toml", line);
        let output = settled().arg("totals").current_dir(&folder.0).output().expect("run");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
