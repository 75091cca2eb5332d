//! Folders that hold no data.

use super::*;

#[track_caller]
fn refused(folder: &str) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
    program.env("CAPEX_HOME", "");
    let output = program.args(["validate", folder]).timeout(PATIENCE).output().expect("run");
    assert_eq!(output.status.code(), Some(1), "{folder}");
    assert!(output.stdout.is_empty(), "{folder}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn that_are_not_there() {
    assert!(refused("no-such-folder").contains("no-such-folder"));
}

#[test]
fn that_are_files_of_something_else() {
    let copy = Copy::new();
    let file = copy.path("fx/ecb.csv").display().to_string();
    let mut program = Command::new(env!("CARGO_BIN_EXE_capex"));
    program.env("CAPEX_HOME", "");
    let output = program.args(["validate", &file]).timeout(PATIENCE).output().expect("run");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(4), "{complaint}");
    assert!(complaint.contains("fx/ecb.csv:1: the header"), "{complaint}");
}

#[test]
fn that_are_empty() {
    let copy = Copy::new();
    fs::remove_dir_all(copy.0.join("mine")).expect("removed");
    fs::create_dir(copy.0.join("mine")).expect("a folder");
    assert_eq!(copy.validate().status.code(), Some(1));
}
