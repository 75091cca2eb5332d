//! Lists the facts files, so that a new company is a new file and no code, makes a constant of each phrase, and tells the
//! program what it is: the data's version and checksum, the features it is built with, and the platform it is built for.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use sha2::{Digest as _, Sha256};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    // Cargo looks at a folder's files too.
    println!("cargo:rerun-if-changed={}", root.join("data").display());
    println!("cargo:rerun-if-changed={}", root.join("src/data/build.rs").display());
    println!("cargo:rerun-if-changed={}", root.join(ANSWERS).display());
    let mut files = Vec::new();
    below(&root.join("data"), &mut files);
    files.sort();
    let out = PathBuf::from(env::var("OUT_DIR").expect("OUT_DIR"));
    facts(&files, &out);
    let (languages, phrases) = phrases(&root.join("data").join(PHRASES));
    fs::write(out.join("phrases.rs"), phrases).expect("write phrases.rs");
    fs::write(out.join("lexicons.rs"), lexicons(&files)).expect("write lexicons.rs");
    fs::write(out.join("typed.rs"), typed(&root.join("data/i18n/typed.csv"))).expect("write typed.rs");
    fs::write(out.join("currencies.rs"), currencies(&root.join("data/fx/currencies.csv"), &languages))
        .expect("write currencies.rs");
    fs::write(out.join("columns.rs"), columns(&root.join("data/datapackage.json"))).expect("write columns.rs");
    fs::write(out.join("answers.rs"), answers(&root.join(ANSWERS))).expect("write answers.rs");
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

/// What the program says is code.
const PHRASES: &str = "i18n/phrases.csv";

/// Ticker and text of each file in `data/facts/`, in alphabetical order.
fn facts(files: &[PathBuf], out: &Path) {
    let mut code = String::from("&[\n");
    for file in files.iter().filter(|file| file.parent().is_some_and(|of| of.ends_with("facts"))) {
        let ticker = file.file_stem().expect("a file name").to_string_lossy();
        let path = file.to_str().expect("a path that is text");
        writeln!(code, "    ({ticker:?}, include_str!({path:?})),").expect("write to a string");
    }
    code.push(']');
    fs::write(out.join("facts.rs"), code).expect("write facts.rs");
}

/// Kind, meaning and words of each row of the words that articles are read by, a list for each language. Of a kind that there
/// is not, the code does not compile.
fn lexicons(files: &[PathBuf]) -> String {
    let is_one = |file: &&PathBuf| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with(LEXICON));
    let rows = |file: &PathBuf| {
        let mut reader = csv::Reader::from_path(file).expect("a lexicon");
        let rows = reader.deserialize::<(String, String, String)>().map(|row| match row {
            Ok((kind, meaning, words)) => {
                let (first, rest) = kind.split_at(1);
                format!("(CueKind::{}{rest}, {meaning:?}, {words:?})", first.to_uppercase())
            }
            Err(error) => panic!("{}: {error}", file.display()),
        });
        format!("&[{}]", rows.collect::<Vec<_>>().join(", "))
    };
    format!("&[{}]", files.iter().filter(is_one).map(rows).collect::<Vec<_>>().join(", "))
}

/// For each kind of word that can be typed, a list of the words and what each stands for; the longest first, as a text that
/// begins with one begins with its first letters too.
fn typed(file: &Path) -> String {
    let mut reader = csv::Reader::from_path(file).expect("the words that can be typed");
    let mut kinds: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in reader.deserialize::<(String, String, String)>() {
        let (kind, meaning, words) = row.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let words = words.split('|').map(|word| (word.to_owned(), meaning.clone()));
        kinds.entry(kind).or_default().extend(words);
    }
    let list = |(kind, mut words): (String, Vec<(String, String)>)| {
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        format!("/// Of the kind `{kind}`.\npub const {}: &[(&str, &str)] = &{words:?};\n", kind.to_uppercase())
    };
    kinds.into_iter().map(list).collect()
}

/// How the names of files of words begin that articles are read by.
const LEXICON: &str = "lexicon-";

/// The languages that phrases are in, and a constant for each phrase: its texts, and the places that all of them have.
fn phrases(file: &Path) -> (Vec<String>, String) {
    let mut reader = csv::Reader::from_path(file).expect("the phrases");
    let languages: Vec<String> = reader.headers().expect("a header").iter().skip(1).map(str::to_owned).collect();
    let mut code = format!("#[cfg(test)]\npub const LANGUAGES: [&str; {}] = {languages:?};\n", languages.len());
    let mut last = String::new();
    for record in reader.records() {
        let record = record.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let line = record.position().map_or(0, csv::Position::line);
        let complain = |what: String| -> ! { panic!("{}:{line}: {what}", file.display()) };
        let id = &record[0];
        if !id.starts_with(|c: char| c.is_ascii_lowercase())
            || !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
        {
            complain(format!("the id `{id}` is not made of small letters, digits and underscores"));
        }
        if *id <= *last {
            complain(format!("`{id}` stands after `{last}`; phrases are sorted by their id, and each has its own"));
        }
        let texts: Vec<&str> = record.iter().skip(1).collect();
        let places = places(texts[0]);
        for (language, text) in languages.iter().zip(&texts) {
            let own = self::places(text);
            if text.is_empty() {
                complain(format!("`{id}` is empty in {language}"));
            } else if let Some(place) = places.iter().find(|place| !own.contains(place)) {
                complain(format!("`{id}` lacks the place {{{place}}} in {language}"));
            } else if let Some(place) = own.iter().find(|place| !places.contains(place)) {
                complain(format!("`{id}` has a place {{{place}}} in {language} that it has not in {}", languages[0]));
            }
        }
        writeln!(
            code,
            "/// {}\npub const {id}: Phrase = Phrase {{ texts: {texts:?}, places: &{places:?} }};",
            texts[0]
        )
        .expect("write to a string");
        id.clone_into(&mut last);
    }
    (languages, code)
}

/// A constant for each column of the tables that can be exported, as the data package describes it.
fn columns(file: &Path) -> String {
    const EXPORTED: [&str; 7] = ["companies", "metrics", "definitions", "sources", "facts", "guidance", "tags"];
    let text = fs::read_to_string(file).expect("data/datapackage.json");
    let package: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut code = String::new();
    let tables = package["resources"].as_array().expect("resources");
    for table in tables.iter().filter(|table| EXPORTED.iter().any(|name| table["name"] == *name)) {
        writeln!(code, "pub mod {} {{\n    use crate::report::ColumnId;", table["name"].as_str().expect("a name"))
            .expect("write to a string");
        for column in table["schema"]["fields"].as_array().expect("fields") {
            let (name, meaning) = (&column["name"], &column["description"]);
            let constructor = match column["type"].as_str() {
                Some("date") => "date",
                Some("number") => "figure",
                _ => "text",
            };
            let id = name.as_str().expect("a name");
            writeln!(code, "    pub const {id}: ColumnId = ColumnId::{constructor}({name}, {meaning});")
                .expect("write to a string");
        }
        code.push_str("}\n");
    }
    code
}

/// The columns of every answer: the command, or none where several have it; the name, what it holds, and what it means.
const ANSWERS: &str = "src/commands/columns.csv";

/// A constant for each column of the answers, in a module for those of one command; the fields of a claims file as a list.
fn answers(file: &Path) -> String {
    let mut reader = csv::Reader::from_path(file).expect("the columns");
    let (mut modules, mut fields) = (BTreeMap::<String, String>::new(), Vec::new());
    for row in reader.deserialize::<(String, String, String, String)>() {
        let (of, name, holds, meaning) = row.unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let column = format!("ColumnId::{holds}({name:?}, {meaning:?})");
        if of == "claims_file" {
            fields.push(column);
        } else {
            let constant = format!("pub const {}: ColumnId = {column};\n", name.to_uppercase());
            modules.entry(of).or_insert_with(|| "use crate::report::ColumnId;\n".to_owned()).push_str(&constant);
        }
    }
    let module =
        |(of, code): (String, String)| if of.is_empty() { code } else { format!("pub mod {of} {{\n{code}}}\n") };
    let modules: String = modules.into_iter().map(module).collect();
    format!("{modules}pub const CLAIMS_FILE: &[ColumnId] = &[{}];\n", fields.join(", "))
}

/// The names between braces in a text, each once.
fn places(text: &str) -> Vec<&str> {
    let mut places: Vec<&str> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Code, decimals and names of each currency.
fn currencies(file: &Path, languages: &[String]) -> String {
    let mut reader = csv::Reader::from_path(file).expect("the names of currencies");
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|column| column == name);
    let (code, decimals) = (column("code").expect("codes"), column("minor_units").expect("decimals"));
    let translated = |language: &String| column(&format!("name_{language}"));
    let names: Vec<_> = [column("name")].into_iter().chain(languages.iter().skip(1).map(translated)).collect();
    let row = |row: csv::StringRecord| {
        let names: Vec<&str> = names.iter().map(|at| at.and_then(|at| row.get(at)).unwrap_or_default()).collect();
        format!("(*b\"{}\", {}, {names:?})", &row[code], &row[decimals])
    };
    let rows: Vec<String> = reader.records().map(|record| row(record.expect("a row of currencies.csv"))).collect();
    format!("&[{}]", rows.join(", "))
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

/// The features the program is built with, by name, but for the set of those that are usual and the program itself.
fn features() -> String {
    let name = |(key, _): (String, String)| Some(key.strip_prefix("CARGO_FEATURE_")?.to_lowercase().replace('_', "-"));
    let mut names: Vec<String> =
        env::vars().filter_map(name).filter(|name| !["cli", "default"].contains(&name.as_str())).collect();
    names.sort();
    names.join(", ")
}
