//! A company, a metric, a definition and a remark of a user's own are answered for in both languages, without a line of
//! Rust.

use std::process::Command;

use crate::figures::figures;
use crate::{capex, common, stdout};

use common::Folder;

/// What the files say, in English and in Chinese.
const WORDS: [(&str, &str); 5] = [
    ("Acme", "顶点"),
    ("data center spending", "数据中心支出"),
    ("cash paid for data centers", "数据中心支付的现金"),
    ("purchases of property and equipment, with land", "购置物业及设备，含土地"),
    ("without the new plant", "不含新工厂"),
];

/// The files, with or without their columns in Chinese.
fn files(has_chinese: bool) -> Folder {
    let folder = Folder::new();
    let [company, metric, meaning, definition, remark] = WORDS;
    let row = |cells: &str, (english, chinese): (&str, &str)| {
        let cells = cells.replace("EN", &format!("\"{english}\""));
        if has_chinese { format!("{cells},{chinese}\n") } else { format!("{cells}\n") }
    };
    let header = |columns: &str, other: &str| {
        if has_chinese { format!("{columns},{other}\n") } else { format!("{columns}\n") }
    };
    folder.write("companies.csv", header("ticker,fiscal_year_end,name", "name_zh") + &row("ACME,12-31,EN", company));
    let words = format!("data-centers,dc,\"{}\",flow,EN", metric.0);
    folder.write(
        "metrics.csv",
        if has_chinese {
            format!(
                "id,flag,name,kind,words,words_zh,name_zh\n{},{}\n",
                row(&words.replace("data-centers", "data_centers"), meaning).trim_end(),
                metric.1
            )
        } else {
            header("id,flag,name,kind,words", "") + &row(&words.replace("data-centers", "data_centers"), meaning)
        },
    );
    folder.write(
        "definitions.csv",
        header("company,metric,basis,formula,words", "words_zh")
            + &row("ACME,capex,headline,+ppe_purchases,EN", definition)
            + &row("ACME,capex,cash,+ppe_purchases,EN", definition),
    );
    folder.write(
        "guidance.csv",
        header("company,announced,period,low,high,bound,basis,note", "note_zh")
            + &row("ACME,2026-04-20,FY2026,8000000000,9000000000,range,headline,EN", remark),
    );
    folder.write(
        "figures.csv",
        "company,metric,start,end,value,currency,published\n\
         ACME,ppe_purchases,2025-01-01,2025-03-31,1500000000,USD,2025-04-20\n\
         ACME,ppe_purchases,2026-01-01,2026-03-31,2100000000,USD,2026-04-20\n\
         ACME,data_centers,2026-01-01,2026-03-31,700000000,USD,2026-04-20\n",
    );
    folder
}

fn of(folder: &Folder, arguments: &str, language: &str) -> Command {
    let mut command = capex(arguments);
    command.args(["-f", "markdown", "--lang", language, "--data"]).arg(&folder.0);
    command
}

/// Commands, and which of the words each shows.
const COMMANDS: [(&str, &[usize]); 6] = [
    ("totals acme -p 2026Q1", &[0]),
    ("show acme -m dc -p 2026Q1", &[1]),
    ("list metrics", &[1, 2]),
    ("list definitions", &[3]),
    ("explain acme 2026Q1", &[0, 3]),
    ("guidance acme --history", &[0, 4]),
];

#[test]
fn own_data_is_answered_for_in_both_languages() {
    let folder = files(true);
    for (arguments, shown) in COMMANDS {
        let (english, chinese) =
            ["en", "zh"].map(|language| stdout(of(&folder, arguments, language).args(["-u", "m"]))).into();
        for &(en, zh) in shown.iter().map(|&at| &WORDS[at]) {
            assert!(english.to_lowercase().contains(&en.to_lowercase()), "{arguments}: {en}\n{english}");
            assert!(chinese.contains(zh) && !chinese.contains(en), "{arguments}: {zh}\n{chinese}");
        }
        let sorted = |page: &str| {
            let mut figures = figures(page);
            figures.sort_unstable();
            figures
        };
        assert_eq!(sorted(&chinese), sorted(&english), "{arguments}\n{english}\n{chinese}");
    }
}

#[test]
fn own_data_without_chinese_is_shown_in_its_own_words() {
    let folder = files(false);
    for (arguments, shown) in COMMANDS {
        let chinese = stdout(&mut of(&folder, arguments, "zh"));
        for &(en, _) in shown.iter().map(|&at| &WORDS[at]) {
            assert!(chinese.to_lowercase().contains(&en.to_lowercase()), "{arguments}: {en}\n{chinese}");
        }
    }
}

/// An export lies over the data as it did, Chinese included.
#[test]
fn own_words_are_exported_and_read_back() {
    let folder = files(true);
    for set in ["metrics", "definitions", "guidance", "companies"] {
        let mut command = capex(&format!("export {set} --data"));
        let exported = stdout(command.arg(&folder.0));
        let back = Folder::new();
        back.write("companies.csv", folder.read("companies.csv"));
        back.write("metrics.csv", folder.read("metrics.csv"));
        let name = format!("{set}.csv");
        back.write(&name, &exported);
        let again = stdout(capex(&format!("export {set} --data")).arg(&back.0));
        assert_eq!(again, exported.replace(",bundled\n", ",user\n"), "{set}");
    }
}
