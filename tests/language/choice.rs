//! Who chooses the language, the flag or the locale, and what has none.

use std::process::Command;

use capex::commands::table::Formats;

use crate::commands::{examples, inputs};
use crate::reports::{WITHOUT_DATA, reports};
use crate::{capex, complaint, output, stdout};

#[test]
fn machine_formats_have_no_language() {
    let (reports, folder) = reports();
    for (at, report) in reports.iter().enumerate() {
        let format = ["csv", "tsv", "json", "ndjson"][at % 4];
        let with = |command: &mut Command| {
            let output = output(command.args(["-f", format]));
            (output.status.code(), output.stdout, output.stderr)
        };
        let plain = with(&mut report.run(&folder));
        assert_eq!(with(report.run(&folder).env("LC_ALL", "zh_CN.UTF-8")), plain, "{report} {format}");
        assert_eq!(with(report.run(&folder).args(["--lang", "zh"])), plain, "{report} {format}");
    }
    for arguments in WITHOUT_DATA {
        let with = |command: &mut Command| complaint(command.args(["-f", "csv"]), 3);
        assert_eq!(with(capex(arguments).env("LC_ALL", "zh_CN.UTF-8")), with(&mut capex(arguments)), "{arguments}");
    }
}

#[test]
fn the_locale_decides_on_tables_alone() {
    let (reports, folder) = reports();
    for report in &reports {
        let of = |format: &str| {
            let mut command = report.run(&folder);
            command.args(["-f", format]);
            command
        };
        let english = stdout(&mut of("table"));
        let chinese = stdout(of("table").args(["--lang", "zh"]));
        assert_ne!(chinese, english, "{report}");
        assert_eq!(stdout(of("table").env("LC_ALL", "zh_CN.UTF-8")), chinese, "{report}");
        assert_eq!(stdout(of("markdown").env("LC_ALL", "zh_CN.UTF-8")), stdout(&mut of("markdown")), "{report}");
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
    let folder = inputs();
    let is_as_it_is = |formats: Formats| matches!(formats, Formats::Text | Formats::Nothing);
    for example in examples() {
        if example.traits.language.is_some() || is_as_it_is(example.traits.formats) {
            let plain = stdout(&mut example.run(&folder));
            assert_eq!(stdout(example.run(&folder).env("LC_ALL", "zh_CN.UTF-8")), plain, "{example}");
            assert_eq!(stdout(example.run(&folder).args(["--lang", "zh"])), plain, "{example}");
        }
    }
    for arguments in [
        "export facts meta -f table",
        "export guidance -f markdown",
        "check --example -f markdown",
        "--help",
        "totals --help",
        "--version",
    ] {
        let plain = stdout(&mut capex(arguments));
        assert_eq!(stdout(capex(arguments).env("LC_ALL", "zh_CN.UTF-8")), plain, "{arguments}");
        assert_eq!(stdout(&mut capex(&format!("--lang zh {arguments}"))), plain, "{arguments}");
    }
}
