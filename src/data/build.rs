//! Lists the bundled facts files, so that a new company is a new file and no code, and tells the program what it is: the
//! data's version and checksum, the features it is built with, and the platform it is built for.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest as _, Sha256};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Cargo looks at a folder's files too.
    println!("cargo:rerun-if-changed={}", root.join("data").display());
    println!("cargo:rerun-if-changed={}", root.join("src/data/build.rs").display());
    let mut files = Vec::new();
    below(&root.join("data"), &mut files);
    facts(&files);
    data_version(root);
    println!("cargo:rustc-env=CAPEX_DATA_CHECKSUM={}", checksum(root, &files));
    println!("cargo:rustc-env=CAPEX_FEATURES={}", features());
    println!("cargo:rustc-env=CAPEX_TARGET={}", env::var("TARGET").expect("TARGET"));
}

/// Every data file in a folder and below it.
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of data") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            below(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "csv" || extension == "json") {
            files.push(path);
        }
    }
}

/// Ticker and text of each file in `data/facts/`, in alphabetical order.
fn facts(files: &[PathBuf]) {
    let mut facts: Vec<&PathBuf> =
        files.iter().filter(|file| file.parent().is_some_and(|of| of.ends_with("facts"))).collect();
    facts.sort();
    let mut code = String::from("&[\n");
    for file in facts {
        let ticker = file.file_stem().expect("a file name").to_string_lossy();
        writeln!(code, "    ({ticker:?}, include_str!({:?})),", file.display().to_string()).expect("write to a string");
    }
    code.push(']');
    fs::write(Path::new(&env::var("OUT_DIR").expect("OUT_DIR")).join("facts.rs"), code).expect("write facts.rs");
}

/// The version of the data package becomes the program's data version.
fn data_version(root: &Path) {
    let text = fs::read_to_string(root.join("data/datapackage.json")).expect("data/datapackage.json");
    let version = text.split("\"version\": \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a version");
    println!("cargo:rustc-env=CAPEX_DATA_VERSION={version}");
}

/// SHA-256 of the list that `sha256sum` prints of the data files, by name in byte order, so that anybody can repeat it:
/// `find data -name '*.csv' -o -name '*.json' | LC_ALL=C sort | xargs sha256sum | sha256sum`.
fn checksum(root: &Path, files: &[PathBuf]) -> String {
    let name = |file: &PathBuf| {
        let name = file.strip_prefix(root).expect("a file below the root");
        name.iter().map(|part| part.to_str().expect("an ASCII name")).collect::<Vec<_>>().join("/")
    };
    let mut named: Vec<(String, &PathBuf)> = files.iter().map(|file| (name(file), file)).collect();
    named.sort();
    let line =
        |(name, file): (String, &PathBuf)| format!("{}  {name}\n", sha256(&fs::read(file).expect("a data file")));
    sha256(named.into_iter().map(line).collect::<String>().as_bytes())
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("write to a string");
        text
    })
}

/// The features the program is built with, by name, but for the set of those that are usual.
fn features() -> String {
    let name = |(key, _): (String, String)| Some(key.strip_prefix("CARGO_FEATURE_")?.to_lowercase().replace('_', "-"));
    let mut names: Vec<String> = env::vars().filter_map(name).filter(|name| name != "default").collect();
    names.sort();
    names.join(", ")
}
