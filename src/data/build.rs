//! Lists the bundled facts files, so that a new company is a new file and no code.

use std::fmt::Write as _;
use std::{env, fs, path::Path};

fn main() {
    data_version();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/facts");
    println!("cargo:rerun-if-changed={}", folder.display());
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("data/facts").map(|entry| entry.expect("entry").path()).collect();
    files.sort();
    let mut code = String::from("&[\n");
    for file in files.iter().filter(|file| file.extension().is_some_and(|ext| ext == "csv")) {
        let ticker = file.file_stem().expect("a file name").to_string_lossy();
        writeln!(code, "    ({ticker:?}, include_str!({:?})),", file.display().to_string()).expect("write to a string");
    }
    code.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").expect("OUT_DIR")).join("facts.rs"), code).expect("write facts.rs");
}

/// The version of the data package becomes the program's data version.
fn data_version() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/datapackage.json");
    println!("cargo:rerun-if-changed={}", package.display());
    let text = fs::read_to_string(&package).expect("data/datapackage.json");
    let version = text.split("\"version\": \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version");
    println!("cargo:rustc-env=CAPEX_DATA_VERSION={version}");
}
