//! Completion as a person meets it: a real shell on a terminal of its own, and the Tab key.
//!
//! A shell that is not there skips its test, with a word.

#![cfg(target_os = "linux")]

mod common;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use assert_cmd::cargo::cargo_bin;
use capex::commands::table::COMMANDS;

const PATIENCE: Duration = Duration::from_secs(30);
const TAB: &str = "\t";
/// Empties the line.
const EMPTY: &str = "\u{15}";

/// What is typed, and what Tab must then list, whatever the shell.
const LISTED: &[(&str, &[&str])] = &[
    ("capex show -m ", &["azure-growth", "cloud-income", "intensity", "fcf"]),
    ("capex totals -x C", &["CNY", "CAD", "CHF"]),
    ("capex totals -b ", &["headline", "cash", "net", "leases", "acquired"]),
    ("capex totals -p 2025", &["2025Q4", "2025H1"]),
    ("capex list ", &["companies", "definitions", "currencies"]),
    ("capex export ", &["facts", "guidance"]),
    ("capex help ", &["vintages", "data-format", "totals"]),
];

fn there(program: &str) -> bool {
    let found = Command::new("sh").args(["-c", &format!("command -v {program}")]).stdout(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        common::skipped(program);
    }
    found
}

fn program_folder() -> PathBuf {
    cargo_bin("capex").parent().expect("a folder").to_owned()
}

fn path() -> String {
    format!("{}:{}", program_folder().display(), std::env::var("PATH").unwrap_or_default())
}

/// A shell on a terminal of its own.
struct Terminal {
    child: Child,
    keys: ChildStdin,
    output: Receiver<Vec<u8>>,
    seen: String,
}

impl Terminal {
    /// Starts a shell and gives it lines, of which the last must make it ready.
    fn open(shell: &str, folder: &Path, lines: &[&str]) -> Self {
        let mut child = Command::new("script")
            .args(["-qec", shell, "/dev/null"])
            .current_dir(folder)
            .env("PATH", path())
            .env("TERM", "dumb")
            .env("HOME", folder)
            .env("CAPEX_HOME", "")
            .env_remove("COLUMNS")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("script(1)");
        let (keys, mut screen) = (child.stdin.take().expect("keys"), child.stdout.take().expect("a screen"));
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = screen.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut terminal = Self { child, keys, output, seen: String::new() };
        for line in lines {
            terminal.type_in(&format!("{line}\n"));
        }
        // The echo of this line has no `READY` in it.
        terminal.type_in("echo REA''DY\n");
        terminal.wait_for("READY");
        terminal
    }

    fn type_in(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).and_then(|()| self.keys.flush()).expect("keys can be typed");
    }

    /// Waits until a text is on the screen that was not there when this was last asked.
    fn wait_for(&mut self, text: &str) {
        let begin = Instant::now();
        while !self.seen.contains(text) {
            match self.output.recv_timeout(Duration::from_millis(200)) {
                Ok(bytes) => self.seen.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => assert!(begin.elapsed() < PATIENCE, "no `{text}` on the screen:\n{}", self.seen),
            }
        }
    }

    /// Types, and waits until each of the words has come to the screen; then leaves the line.
    fn lists(&mut self, keys: &str, words: &[&str]) {
        self.seen.clear();
        self.type_in(keys);
        for word in words {
            self.wait_for(word);
        }
        self.type_in(EMPTY);
        self.type_in("echo CLE''AR\n");
        self.wait_for("CLEAR");
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

/// Tab completes words in a shell to what only the whole word does.
fn completes(terminal: &mut Terminal, folder: &Path, list: &str) {
    for (typed, file, holds) in [
        (format!("capex totals am{TAB} -y 2025 -o a.csv"), "a.csv", "AMZN,2025"),
        (format!("capex totals Micro{TAB} -y 2025 -m reve{TAB} -o b.csv"), "b.csv", "MSFT,2025,revenue"),
        (
            format!("capex tot{TAB} meta -y 2025 -b lea{TAB} -x CN{TAB} -f cs{TAB} -o c.csv"),
            "c.csv",
            "META,2025,capex,leases,CNY",
        ),
    ] {
        terminal.seen.clear();
        terminal.type_in(&format!("{typed}; echo DO''NE\n"));
        terminal.wait_for("DONE");
        let written = std::fs::read_to_string(folder.join(file))
            .unwrap_or_else(|error| panic!("{typed}: {error}\n{}", terminal.seen));
        assert!(written.contains(holds), "{typed}: {written}");
    }
    for (typed, words) in LISTED {
        terminal.lists(&format!("{typed}{list}"), words);
    }
}

#[test]
fn bash_completes() {
    if !(there("bash") && there("script")) {
        return;
    }
    let folder = folder("bash");
    let setup = ["bind 'set bell-style none'", "bind 'set page-completions off'", "source <(capex completions bash)"];
    let mut terminal = Terminal::open("bash --norc --noprofile -i", &folder, &setup);
    // The first Tab finds that there are several, the second lists them.
    completes(&mut terminal, &folder, "\t\t");
}

#[test]
fn zsh_completes() {
    if !(there("zsh") && there("script")) {
        return;
    }
    let folder = folder("zsh");
    let setup =
        ["autoload -U compinit && compinit -u -D", "source <(capex completions zsh)", "unsetopt beep", "LISTMAX=1000"];
    let mut terminal = Terminal::open("zsh -f -i", &folder, &setup);
    completes(&mut terminal, &folder, "\t\t");
}

#[test]
fn zsh_completes_from_a_folder_at_the_first_key() {
    if !(there("zsh") && there("script")) {
        return;
    }
    let folder = folder("zsh-fpath");
    let setup = ["capex completions zsh > _capex", "fpath=($PWD $fpath)", "autoload -U compinit && compinit -u -D"];
    let mut terminal = Terminal::open("zsh -f -i", &folder, &setup);
    terminal.type_in(&format!("capex totals am{TAB} -y 2025 -o a.csv; echo DO''NE\n"));
    terminal.wait_for("DONE");
    assert!(std::fs::read_to_string(folder.join("a.csv")).expect("an answer").contains("AMZN,2025"));
}

#[test]
fn a_terminal_is_not_given_what_is_no_text() {
    if !(there("bash") && there("script")) {
        return;
    }
    let mut terminal = Terminal::open("bash --norc --noprofile -i", &folder("terminal"), &[]);
    terminal.type_in("capex totals -y 2025 -f xlsx; echo CODE $?\n");
    terminal.wait_for("CODE 1");
    assert!(terminal.seen.contains("this format is not text; write it to a file with -o"), "{}", terminal.seen);
}

#[test]
fn fish_completes() {
    if !there("fish") {
        return;
    }
    let folder = folder("fish");
    for (typed, words) in LISTED.iter().chain(&[("capex totals am", ["amzn"].as_slice())]) {
        let asked = format!("capex completions fish | source; complete -C '{typed}'");
        let mut fish = Command::new("fish");
        fish.args(["--no-config", "-c", &asked]).env("PATH", path()).env("HOME", &folder).env("CAPEX_HOME", "");
        let output = fish.output().expect("fish");
        let offered = String::from_utf8_lossy(&output.stdout);
        let offered: Vec<&str> = offered.lines().map(|line| line.split('\t').next().unwrap_or(line)).collect();
        for word in *words {
            assert!(offered.contains(word), "{typed}: {offered:?} {}", String::from_utf8_lossy(&output.stderr));
        }
        assert!(offered.iter().all(|word| !word.starts_with('-')), "{typed}: {offered:?}");
    }
}

#[test]
fn every_command_and_flag_is_offered() {
    let folder = folder("commands");
    let offered = |typed: &[&str]| {
        let mut program = Command::new(cargo_bin("capex"));
        program.args(["--", "capex"]).args(typed).current_dir(&folder);
        let output = program.envs([("CAPEX_COMPLETE", "fish"), ("CAPEX_HOME", "")]).output().expect("the program");
        let lines = String::from_utf8(output.stdout).expect("UTF-8");
        lines.lines().map(|line| line.split('\t').next().unwrap_or(line).to_owned()).collect::<Vec<_>>()
    };
    let names = COMMANDS.map(|command| command.name);
    let commands = offered(&[""]);
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        assert!(commands.iter().any(|word| word == name), "{name}: {commands:?}");
        let flags = offered(&[name, "--"]);
        assert!(["--basis", "--lang", "--help"].iter().all(|flag| flags.iter().any(|word| word == flag)), "{flags:?}");
    }
}

/// The user's own companies are completed too, and a broken file hides no others.
#[test]
fn words_come_from_the_users_data_too() {
    let folder = folder("own");
    let offered = |file: &str| {
        std::fs::write(folder.join("own.csv"), file).expect("a file");
        let mut program = Command::new(cargo_bin("capex"));
        program.args(["--", "capex", "totals", ""]).current_dir(&folder);
        program.envs([("CAPEX_COMPLETE", "fish"), ("CAPEX_DATA", "own.csv"), ("CAPEX_HOME", "")]);
        let output = program.output().expect("the program");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let good = offered("ticker,name,fiscal_year_end\nACME,Acme,05-31\n");
    assert!(good.contains("acme\tAcme") && good.contains("amzn\tAmazon"), "{good}");
    let broken = offered("ticker,name,fiscal_year_end\nACME,Acme,05-32\n");
    assert!(!broken.contains("acme") && broken.contains("amzn\tAmazon"), "{broken}");
}

#[test]
fn every_shell_has_a_script_and_no_words_are_in_it() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Command::new(cargo_bin("capex")).args(["completions", shell]).output().expect("the program");
        let script = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success() && script.contains("CAPEX_COMPLETE"), "{shell}: {script}");
        assert!(!script.contains("amzn") && !script.contains("headline"), "{shell}: {script}");
    }
}
