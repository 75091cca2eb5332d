//! What a machine does to a program: full disks, closed pipes, folders that take nothing, signals, names that are no text.

#![cfg(target_os = "linux")]

#[path = "common/commands.rs"]
mod commands;
mod common;

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::Read as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use capex::commands::table::{Formats, OutputTo};
use commands::{Example, inputs, one_of_each};

/// Runs that differ from the first example of their command in how they write.
const OTHERS: &[&str] = &[
    "totals -y 2025 -f csv",
    "totals -y 2025 -f json",
    "totals -y 2025 -f xlsx",
    "show -Q -p 2015..2025",
    "guidance --history",
    "chart totals -f png",
    "check --total 246 -y 2024",
    "check --total 999 -y 2024",
    "list sources",
    "import CIK0001326801.json -f csv",
    "version --json",
    "help bases",
];

/// What clap prints by itself.
const OF_CLAP: [&str; 2] = ["--help", "--version"];

/// A run of each command, and the others.
fn runs() -> Vec<Example> {
    one_of_each().into_iter().chain(OTHERS.iter().map(|typed| Example::new(typed))).collect()
}

/// A folder of the test's own, with what the commands read.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("robust-{name}"));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/companyfacts");
    std::os::unix::fs::symlink(fixtures, path.join("companyfacts")).expect("a link");
    path
}

fn capex(arguments: &str, folder: &Path) -> Command {
    let mut command = common::capex();
    command.args(arguments.split_whitespace()).current_dir(folder).env("LC_ALL", "C.UTF-8");
    command
}

fn output(command: &mut Command) -> Output {
    let output = command.output().expect("the program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code <= 5) && !said.contains("panicked"), "{command:?}: {said}");
    output
}

/// What the folder holds, but for the link that every folder has.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.filter(|name| name != "companyfacts").collect()
}

#[test]
fn a_full_disk_is_a_failure_that_is_told() {
    let folder = inputs();
    let before = folder.files(".");
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    for run in runs().iter().filter(|run| run.traits.formats != Formats::Nothing) {
        let output = self::output(run.run(&folder).stdout(full()));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code() == Some(1) && said.contains("No space left"), "capex {run}: {said}");
        if run.is_report() && run.traits.output == OutputTo::File {
            // The name of the device gives no format.
            let format: &[&str] = if run.has_format() { &[] } else { &["-f", "csv"] };
            let output = self::output(run.run(&folder).args(["-o", "/dev/full"]).args(format));
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "capex {run} -o /dev/full: {said}");
            assert!(said.contains("cannot write `/dev/full`: No space left"), "capex {run}: {said}");
        }
    }
    for arguments in OF_CLAP {
        self::output(capex(arguments, &folder.0).stdout(full()));
    }
    assert!(folder.files(".") == before);
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let folder = inputs();
    let of_clap = OF_CLAP.map(|arguments| capex(arguments, &folder.0));
    for mut command in runs().iter().map(|run| run.run(&folder)).chain(of_clap) {
        // What goes to standard error beside a machine format is no complaint.
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("run");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        let code = child.wait().expect("an end").code();
        assert!(matches!(code, Some(0 | 5)), "{command:?}: {code:?} {said}");
        assert!(said.lines().all(|line| line.starts_with("note: ")), "{command:?}: {said}");
    }
}

#[test]
fn a_link_whose_end_is_missing_is_written_through() {
    let folder = folder("link");
    fs::create_dir(folder.join("there")).expect("a folder");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.join(name)).expect("a link");
    link("there/a.csv", "one.csv");
    link("one.csv", "two.csv");
    link("nowhere/a.csv", "lost.csv");
    assert!(output(&mut capex("totals -y 2025 -o two.csv", &folder)).status.success());
    assert!(fs::read_to_string(folder.join("there/a.csv")).expect("the answer").starts_with("company,"));
    for name in ["one.csv", "two.csv"] {
        assert!(fs::symlink_metadata(folder.join(name)).expect("the link").is_symlink());
    }
    let output = output(&mut capex("totals -y 2025 -o lost.csv", &folder));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("there is no folder `nowhere`"), "{said}");
    assert!(fs::symlink_metadata(folder.join("lost.csv")).expect("the link").is_symlink());
}

#[test]
fn a_name_as_long_as_names_may_be_is_written() {
    let folder = folder("long");
    let name = "x".repeat(251) + ".csv";
    for _ in 0..2 {
        assert!(output(&mut capex(&format!("totals -y 2025 -o {name}"), &folder)).status.success());
    }
    assert_eq!(names(&folder), [name]);
    let name = "y".repeat(255);
    assert!(output(&mut capex(&format!("import companyfacts/meta.json -o {name}"), &folder)).status.success());
    assert!(folder.join(name).join("sources.csv").is_file());
}

#[test]
fn a_format_that_a_command_does_not_have_is_refused_everywhere() {
    let folder = folder("format");
    for arguments in ["help fx", "help", "help totals", "man", "man totals", "completions bash"] {
        for format in ["csv", "json", "html", "table"] {
            let output = output(&mut capex(&format!("{arguments} -f {format}"), &folder));
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments} -f {format}: {said}");
            assert_eq!(said, "capex: help, man and completions print text; omit -f\n");
        }
    }
    for arguments in ["validate -f csv", "report -f csv", "totals -y 2025 -f svg", "version --json -f csv"] {
        let output = output(&mut capex(arguments, &folder));
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments}");
    }
}

#[test]
fn a_folder_that_takes_no_files_is_named_and_left_alone() {
    let folder = folder("read-only");
    let closed = folder.join("closed");
    fs::create_dir(&closed).expect("a folder");
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).expect("its permissions");
    // Root may write anywhere but in /sys.
    let closed = if fs::write(closed.join("probe"), "").is_ok() { PathBuf::from("/sys") } else { closed };
    for arguments in ["totals -y 2025 -o", "report -o", "man -o", "import companyfacts/meta.json -o"] {
        let path = closed.join("a.html");
        let output = output(capex(arguments, &folder).arg(&path));
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("cannot write `{}", path.display())), "capex {arguments}: {said}");
        assert!(!path.exists());
    }
}

#[test]
fn an_interrupted_program_leaves_the_whole_file_or_none() {
    let folder = folder("interrupted");
    let file = folder.join("a.csv");
    let (mut whole, mut none, mut delay) = (0, 0, Duration::ZERO);
    // Later and later, until the program is done before it is interrupted.
    while whole < 10 {
        let mut child = capex("totals -y 2025 -o a.csv", &folder).stderr(Stdio::null()).spawn().expect("run");
        std::thread::sleep(delay);
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
        child.wait().expect("an end");
        let left = names(&folder);
        if left.is_empty() {
            none += 1;
        } else {
            assert_eq!(left, ["a.csv"], "after {delay:?}");
            assert!(fs::read_to_string(&file).expect("the answer").contains("\nTOTAL,2025,"), "after {delay:?}");
            fs::remove_file(&file).expect("removed");
            whole += 1;
        }
        delay += Duration::from_millis(1);
        assert!(delay < Duration::from_secs(20), "the program never gets done");
    }
    println!("{whole} answers were whole, {none} were not begun");
}

/// One that writes a folder, and waits for a file of standard input when it is asked to stop.
#[test]
fn an_interrupted_import_leaves_the_folder_as_it_was() {
    let folder = folder("interrupted-import");
    fs::create_dir(folder.join("mine")).expect("a folder");
    named_pipe(&folder.join("pipe"));
    for signal in ["-INT", "-TERM"] {
        let mut import = capex("import companyfacts/meta.json pipe -o mine", &folder);
        let mut import = import.stderr(Stdio::piped()).spawn().expect("the program");
        while names(&folder.join("mine")).is_empty() {
            assert_eq!(import.try_wait().expect("a state"), None, "it ended before it wrote");
            std::thread::sleep(Duration::from_millis(5));
        }
        let told = Command::new("kill").args([signal, &import.id().to_string()]).status().expect("kill");
        assert!(told.success());
        let other = fs::read(folder.join("companyfacts/alphabet.json")).expect("a fixture");
        fs::write(folder.join("pipe"), other).expect("a reader");
        let output = import.wait_with_output().expect("an end");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), complaint.contains("interrupted")), (Some(1), true), "{complaint}");
        assert_eq!(names(&folder.join("mine")), Vec::<String>::new());
    }
}

#[test]
fn a_named_pipe_is_read_whole() {
    let folder = folder("named-pipe");
    named_pipe(&folder.join("pipe"));
    let file = folder.join("companyfacts/alphabet.json");
    let of_file = output(&mut capex("import companyfacts/alphabet.json -f csv", &folder));
    let import = capex("import pipe -f csv", &folder).stdout(Stdio::piped()).spawn().expect("the program");
    fs::write(folder.join("pipe"), fs::read(file).expect("a fixture")).expect("a reader");
    assert_eq!(import.wait_with_output().expect("an end").stdout, of_file.stdout);
}

fn named_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

#[test]
fn words_that_are_no_text_are_refused_and_names_that_are_none_are_taken() {
    let folder = folder("bytes");
    let bytes = OsStr::from_bytes(b"\xff\xfe");
    let files = ["import", "validate"];
    let words = commands::names().into_iter().filter(|name| !files.contains(name));
    for arguments in words.chain(["totals -p", "totals -b", "totals -x", "show -m"]) {
        let output = output(capex(arguments, &folder).arg(bytes));
        assert_eq!(output.status.code(), Some(2), "capex {arguments}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty());
    }
    for (arguments, code) in [("validate", 1), ("import", 1), ("totals -x CNY --rates", 1)] {
        let output = output(capex(arguments, &folder).arg(bytes));
        assert_eq!(output.status.code(), Some(code), "capex {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let name = OsStr::from_bytes(b"\xff.csv");
    assert!(output(capex("totals -y 2025 -o", &folder).arg(name)).status.success());
    assert!(fs::read_to_string(folder.join(name)).expect("an answer").contains("AMZN,2025"));
    assert!(output(capex("import companyfacts/meta.json -o", &folder).arg(bytes)).status.success());
    assert!(folder.join(bytes).join("facts/META.csv").is_file());
}

#[test]
fn a_terminal_of_no_width_and_a_user_without_a_home_get_their_answers() {
    let folder = inputs();
    // The page to look at has no width, and takes its time; nothing has none either.
    let is_laid_out = |run: &&Example| !matches!(run.traits.formats, Formats::Page | Formats::Nothing);
    for run in runs().iter().filter(is_laid_out) {
        let usual = output(&mut run.run(&folder));
        let homeless = output(run.run(&folder).env_remove("CAPEX_HOME").env_remove("HOME").env_remove("USER"));
        // What is added is said to be in the folder of the user.
        if run.traits.name != "add" {
            assert_eq!((usual.status.code(), &usual.stdout), (homeless.status.code(), &homeless.stdout), "{run}");
        }
        if run.traits.name == "help" {
            // clap reads the width by itself, and takes none for a word a line.
            continue;
        }
        // No width is none: as if nothing had been said.
        let none = output(run.run(&folder).env("COLUMNS", "0"));
        assert_eq!(usual.stdout, none.stdout, "{run}");
        let narrow = output(run.run(&folder).env("COLUMNS", "1"));
        assert_eq!(narrow.status.code(), usual.status.code(), "capex {run}");
        assert!(!narrow.stdout.is_empty(), "capex {run}");
    }
}
