//! The crate as another program uses it gives what the program prints.

use std::process::Command;

use assert_cmd::cargo::CommandCargoExt as _;

/// What a program of `examples/` prints. All of `cargo test` builds them, this target alone does not.
fn example(name: &str, arguments: &[&str]) -> String {
    let tests = std::env::current_exe().expect("a path");
    let built = tests.parent().and_then(|deps| deps.parent()).expect("a folder").join("examples").join(name);
    answer(Command::new(built.with_extension(std::env::consts::EXE_EXTENSION)).args(arguments))
}

fn answer(program: &mut Command) -> String {
    let output =
        program.output().unwrap_or_else(|error| panic!("{program:?}: {error}; cargo build --examples makes it"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn totals_of_the_library_are_those_of_the_program() {
    for year in ["2018", "2024", "2025"] {
        let library = example("totals", &[year]);
        for basis in ["headline", "cash", "net", "leases"] {
            let mut program = Command::cargo_bin("capex").expect("the program");
            let csv = answer(program.args(["totals", "-y", year, "-b", basis, "-f", "csv"]));
            let total = csv.lines().find(|line| line.starts_with("TOTAL,")).expect("a total");
            let value = total.split(',').nth(5).expect("a value");
            assert!(library.contains(&format!("{year} {basis}: {value} US dollars")), "{value} in {library}");
        }
    }
}

#[test]
fn a_company_of_ones_own_stands_beside_the_others() {
    let printed = example("add_a_company", &[]);
    assert!(printed.contains("FY2025Q2 Acme Compute: 150000000 US dollars\n"), "six months less three: {printed}");
    assert!(printed.contains("FY2025Q3 Acme Compute: missing, never disclosed\n"), "{printed}");
    assert!(printed.contains("FY2025 Microsoft: 88200000000 US dollars\n"), "{printed}");
}
