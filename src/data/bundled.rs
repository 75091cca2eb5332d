//! The text of `data/`, inside the program: tables as [`TextFile::bundled`](super::TextFile::bundled) reads them, which the
//! build script writes.

macro_rules! table {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/data/", $name))
    };
}

pub const COMPANIES: &str = table!("companies.csv");
pub const GROUPS: &str = table!("groups.csv");
pub const METRICS: &str = table!("metrics.csv");
pub const DEFINITIONS: &str = table!("definitions.csv");
pub const GUIDANCE: &str = table!("guidance.csv");
pub const TAGS: &str = table!("tags.csv");
pub const SOURCES: &str = table!("sources.csv");

/// Euro reference rates of the European Central Bank, as published.
pub const RATES: &str = include_str!("../../data/fx/ecb.csv");
/// Names of the currencies there are rates of.
pub const CURRENCIES: &str = table!("fx/currencies.csv");

/// Rows of a table that have the same first cell.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    /// The cell.
    pub cell: &'static str,
    /// Where in the text the first of them begins.
    pub start: usize,
    /// Its line.
    pub line: u64,
    /// Of facts, the year of the earliest first day.
    pub from: Option<i16>,
    /// Of facts, which stand by their last days: the years of those, and where and on which line the rows of each begin.
    pub years: &'static [(i16, usize, u64)],
}

/// The companies of [`GUIDANCE`].
pub const GUIDANCE_RUNS: &[Run] = include!(concat!(env!("OUT_DIR"), "/guidance.rs"));

/// Ticker and text of each file in `data/facts/`, in alphabetical order, and its metrics.
pub const FACTS: &[(&str, &str, &[Run])] = include!(concat!(env!("OUT_DIR"), "/facts.rs"));

/// The tables that a reader finds in `data/`, by file name; of `facts/`, one for all.
pub const TABLES: &[(&str, &str)] = &[
    ("companies.csv", COMPANIES),
    ("metrics.csv", METRICS),
    ("definitions.csv", DEFINITIONS),
    ("facts/TICKER.csv", first_facts()),
    ("guidance.csv", GUIDANCE),
    ("sources.csv", SOURCES),
    ("tags.csv", TAGS),
    ("fx/currencies.csv", CURRENCIES),
    ("fx/ecb.csv", RATES),
];

const fn first_facts() -> &'static str {
    match FACTS {
        [(_, text, _), ..] => text,
        [] => "",
    }
}

/// A file of `data/` as it stands there.
#[cfg(test)]
pub fn csv(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::super::header::Header;
    use super::super::problem::Problems;
    use super::super::text::TextFile;
    use super::*;

    /// A file's rows: the line and the cells of each.
    fn rows(file: &TextFile, columns: &'static [&'static str]) -> Vec<(u64, Vec<String>)> {
        let header: &'static Header = Box::leak(Box::new(Header::exact(columns)));
        let (mut rows, mut problems) = (Vec::new(), Problems::default());
        file.rows(header, &mut problems, |row| {
            rows.push((row.line, (0..columns.len()).map(|place| row.field(place).text().to_owned()).collect()));
            Ok(())
        });
        assert_eq!(problems, Problems::default(), "{}", file.name());
        rows
    }

    #[test]
    fn the_program_holds_the_rows_of_the_files() {
        let facts = FACTS.iter().map(|&(ticker, text, _)| (format!("facts/{ticker}.csv"), text));
        let others = TABLES.iter().map(|&(name, text)| (name.to_owned(), text));
        for (name, text) in facts.chain(others.filter(|(_, text)| *text != first_facts() && *text != RATES)) {
            let csv = csv(&name);
            let columns: Vec<&'static str> =
                csv.lines().next().unwrap().split(',').map(|column| &*column.to_owned().leak()).collect();
            let columns = columns.leak();
            let (inside, outside) = (TextFile::bundled(&*name, text), TextFile::new(&*name, csv));
            let inside = rows(&inside, columns);
            assert!(!inside.is_empty(), "{name}");
            assert_eq!(inside, rows(&outside, columns), "{name}");
        }
    }
}
