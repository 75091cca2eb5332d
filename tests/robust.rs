//! What a machine does to a program: full disks, closed pipes, folders that take nothing, signals, names that are no text.

#![cfg(target_os = "linux")]

mod common;

use std::ffi::OsStr;
use std::fs::{self, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// A run of each command.
const COMMANDS: &[&str] = &[
    "",
    "totals -y 2025",
    "totals -y 2025 -f csv",
    "totals -y 2025 -f json",
    "totals -y 2025 -f xlsx",
    "show -Q -p 2015..2025",
    "growth -p 2019..2025",
    "cloud -y 2025",
    "guidance --history",
    "chart -Q -p last12q",
    "chart totals -f png",
    "explain meta 2022Q4",
    "report",
    "check --total 246 -y 2024",
    "check --total 999 -y 2024",
    "check --example",
    "find 118",
    "rates",
    "list sources",
    "export facts",
    "import companyfacts/meta.json -f csv",
    "completions bash",
    "man totals",
    "version --json",
    "help bases",
    "help totals",
    "--help",
    "--version",
];

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
    let folder = folder("full");
    for arguments in COMMANDS {
        let full = OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
        let output = output(capex(arguments, &folder).stdout(full));
        let said = String::from_utf8_lossy(&output.stderr);
        // clap prints help and the version by itself, and looks no further.
        if !arguments.starts_with("--") {
            assert!(output.status.code() == Some(1) && said.contains("No space left"), "capex {arguments}: {said}");
        }
        if !["report", "man", "completions", "help", "--", "import"].iter().any(|name| arguments.starts_with(name)) {
            let output = self::output(capex(arguments, &folder).args(["-o", "/dev/full"]).args(format_of(arguments)));
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(1), "capex {arguments} -o /dev/full: {said}");
            assert!(said.contains("cannot write `/dev/full`: No space left"), "capex {arguments}: {said}");
        }
    }
    assert!(names(&folder).is_empty());
}

/// A format for a file whose name gives none, unless the command names its own.
fn format_of(arguments: &str) -> &'static [&'static str] {
    if arguments.contains("-f ") || arguments.contains("--json") { &[] } else { &["-f", "csv"] }
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    let folder = folder("pipe");
    for arguments in COMMANDS {
        // What goes to standard error beside a machine format is no complaint.
        let mut child = capex(arguments, &folder).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("run");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("UTF-8");
        let code = child.wait().expect("an end").code();
        assert!(matches!(code, Some(0 | 5)), "capex {arguments}: {code:?} {said}");
        assert!(said.lines().all(|line| line.starts_with("note: ")), "capex {arguments}: {said}");
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
            assert_eq!(said, "capex: help, man and completions print text; leave -f out\n");
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
    for signal in ["-INT", "-TERM"] {
        let mut import = capex("import companyfacts/meta.json - -o mine", &folder);
        let mut import = import.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program");
        while names(&folder.join("mine")).is_empty() {
            assert_eq!(import.try_wait().expect("a state"), None, "it ended before it wrote");
            std::thread::sleep(Duration::from_millis(5));
        }
        let told = Command::new("kill").args([signal, &import.id().to_string()]).status().expect("kill");
        assert!(told.success());
        let other = fs::read(folder.join("companyfacts/alphabet.json")).expect("a fixture");
        import.stdin.take().expect("a pipe").write_all(&other).expect("a reader");
        let output = import.wait_with_output().expect("an end");
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), complaint.contains("interrupted")), (Some(1), true), "{complaint}");
        assert_eq!(names(&folder.join("mine")), Vec::<String>::new());
    }
}

#[test]
fn words_that_are_no_text_are_refused_and_names_that_are_none_are_taken() {
    let folder = folder("bytes");
    let bytes = OsStr::from_bytes(b"\xff\xfe");
    for arguments in [
        "totals",
        "totals -p",
        "totals -b",
        "totals -x",
        "show -m",
        "explain",
        "find",
        "list",
        "help",
        "man",
        "completions",
    ] {
        let output = output(capex(arguments, &folder).arg(bytes));
        assert_eq!(output.status.code(), Some(2), "capex {arguments}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.stdout.is_empty());
    }
    for (arguments, code) in [("validate", 1), ("import", 1), ("check", 2), ("totals -x CNY --rates", 1)] {
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
    let folder = folder("narrow");
    // The page to look at has no width, and takes its time.
    for arguments in COMMANDS.iter().filter(|arguments| **arguments != "report") {
        let usual = output(&mut capex(arguments, &folder));
        let homeless = output(capex(arguments, &folder).env_remove("CAPEX_HOME").env_remove("HOME").env_remove("USER"));
        assert_eq!((usual.status.code(), &usual.stdout), (homeless.status.code(), &homeless.stdout), "{arguments}");
        if arguments.contains("help") {
            // clap reads the width by itself, and takes none for a word a line.
            continue;
        }
        // No width is none: as if nothing had been said.
        let none = output(capex(arguments, &folder).env("COLUMNS", "0"));
        assert_eq!(usual.stdout, none.stdout, "{arguments}");
        let narrow = output(capex(arguments, &folder).env("COLUMNS", "1"));
        assert_eq!(narrow.status.code(), usual.status.code(), "capex {arguments}");
        assert!(!narrow.stdout.is_empty(), "capex {arguments}");
    }
}
