//! A claim made with flags.

use super::program::{flags, rows, run};

#[test]
fn a_number_is_in_billions_or_percent_unless_it_says_otherwise() {
    for arguments in [
        "amzn --value 26.3 -p 2024Q4",
        "amzn --value 26.3bn -p 2024Q4",
        "amzn --value 26300m -p 2024Q4",
        "amzn --value 263亿 -p 2024Q4",
        "amzn --value $26.3bn -p 2024Q4",
        "Amazon --value 1,919亿元 -p 2024Q4 --fx-rate 7.295",
        "amzn --value 191.9 --currency yuan -p 2024Q4 --fx-rate 7.295",
        "--total 246 -y 2024",
        "--yoy 67 -y 2025",
        "--yoy 67.0% -y 2025",
        "meta --yoy -12% -y 2023",
        // Operating cash flow 46,752 less net purchases of 58,321.
        "amzn -m fcf --value -11.57 -y 2022 -b net",
        "meta --qoq 14.3 -p 2025Q4",
        "amzn --share 31.3 -y 2025",
        "amzn --run-rate 105 -p 2024Q4",
        "amzn --run-rate 100 --at-least -p 2024Q4",
        "meta --low 60 -y 2025 --as-of 2025-02-08",
        "msft googl meta --low 215 -y 2025 --as-of 2025-02-08",
        "amzn -m revenue --value 637.959 -y 2024",
        "amzn -m guidance --value 100 -y 2025 --said-by press --as-of 2025-02-08",
    ] {
        let row = flags(arguments);
        assert_eq!([row.text("verdict"), row.text("match")], ["confirmed", "own"], "{arguments}: {row:?}");
    }
}

#[test]
fn several_numbers_name_the_reading_that_gives_all() {
    let run = run(&["check", "--total", "410", "-y", "2025", "--yoy", "67"], "");
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Definitions that give all these figures: headline, calendar."), "{}", run.out);
    let mixed = super::program::run(&["check", "--total", "376", "--yoy", "67", "-y", "2025"], "");
    assert!(mixed.out.contains("No single definition gives all these figures."), "{}", mixed.out);
}

#[test]
fn a_contradiction_has_its_own_exit_code_and_is_printed() {
    let run = run(&["check", "--total", "300", "-y", "2024", "-f", "csv"], "");
    assert_eq!(run.code, 5);
    assert_eq!(rows(&run).len(), 1);
    assert_eq!(super::program::run(&["check", "--total", "223", "-y", "2024"], "").code, 0);
}

#[test]
fn slips_in_flags_say_what_to_write() {
    for (arguments, message) in [
        ("", "give a claims file or a claim: capex check --total 246 -y 2024"),
        ("amzn 2025 131", "say what `131` is: capex check amzn 2025 --value 131; a sum is --total, growth --yoy"),
        ("meta 2024Q4 +48%", "say what `+48%` is: capex check meta 2024Q4 --yoy +48%"),
        ("msft fy2026 cloud 80", "say what `80` is: capex check msft fy2026 -m cloud --value 80"),
        ("amzn 2025 claims", "give a claims file or a claim"),
        ("--total 246", "say which period the claim is about: -p 2024Q4, or -y 2024"),
        ("--total 246 -y 20244", "`20244` is not a period"),
        ("--total x -y 2024", "`x` is not a number; write 246, 26.3bn, 1,919亿元 or 64.2%"),
        ("--total 64% -y 2024", "`total` is an amount: its unit is usd, k, m, bn, tn, yi or wanyi, not percent"),
        ("--yoy 3bn -y 2024", "`yoy` is a rate: its unit is percent or fraction, not bn"),
        ("--value 26.3 -y 2024", "`value` takes one company, not 4"),
        ("amzon --value 26.3 -y 2024", "unknown company `amzon`; did you mean `AMZN` (Amazon)?"),
        ("amzn --value 26.3 -y 2024 -m reveneu", "unknown metric `reveneu`; did you mean `revenue`?"),
        ("amzn --value 26.3 -y 2024 --currency CNX", "unknown currency `CNX`"),
        ("amzn --value 26.3 -y 2024 --fx-rate 7", "a rate is only for a currency other than USD"),
        ("amzn --qoq 3 -y 2024", "`2024` is not a quarter"),
        (
            "msft --from 37.5 --yoy 3 -p FY2026Q3",
            "--from is the earlier figure of a change; add the later one: --value NUMBER",
        ),
        (
            "msft --value 31 -m azure-growth -p 2024Q4 --total 5",
            "`azure-growth` is not an amount, so it has no `total`",
        ),
    ] {
        let words: Vec<&str> = ["check"].into_iter().chain(arguments.split_whitespace()).collect();
        let run = run(&words, "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments}: {run:?}");
        assert!(run.aside.contains(message), "{arguments}: {}", run.aside);
    }
}
