//! Claims of every kind that the press prints, each with its verdict and reading worked out by hand.
//!
//! Amounts are in billions of dollars unless a row says otherwise; sums and rates are worked out beside the rows, in millions
//! as filed or billions as spoken on calls. Capital expenditures, each company on its own definition:
//!
//! ```text
//!             2021   2022   2023   2024   2025    2025Q1  2025Q2  2025Q3  2025Q4  2026Q1  2026Q2
//! Amazon    59.818 58.620 48.443   78.2 128.320   24.255  31.368  34.228  38.469  43.234  53.076
//! Microsoft   27.5   28.4   41.2   75.6   118.0     21.4    24.2    34.9    37.5    31.9    41.0
//! Alphabet  24.640 31.485 32.251 52.535  91.447   17.197  22.446  23.953  27.851  35.674  44.924
//! Meta      19.244 32.036 28.103 39.225  72.215   13.692  17.012  19.374  22.137  19.840  31.078
//! ```

use super::program::{check, flags, run};

/// Arguments, verdict, and what the reading must contain.
type Kind<'k> = (&'k str, &'k str, &'k str);

#[track_caller]
fn assert_kinds(kinds: &[Kind<'_>]) {
    let mut wrong = Vec::new();
    for (arguments, verdict, reading) in kinds {
        let row = flags(arguments);
        let is_so = row.text("verdict") == *verdict && row.text("reading").contains(reading);
        if !is_so {
            let [verdict, reading, found, note] =
                ["verdict", "reading", "found", "note"].map(|column| row.text(column).to_owned());
            wrong.push(format!("{arguments}: {verdict}; {reading}; {found}; {note}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// AWS: 30.873 in the second quarter of 2025, 26.281 a year before: +17.47 %. Capital expenditures of 2025 on cash purchases over
/// its revenue: 131.819 / 128.725 = 102.4 %.
#[test]
fn the_name_of_one_company_s_cloud_is_that_company_s() {
    assert_kinds(&[
        ("-m AWS --yoy 17.5 -p 2025Q2", "confirmed", "as reported"),
        ("-m aws --value 30.9 -p 2025Q2", "confirmed", "as reported"),
    ]);
    let refused = run(&["check", "msft", "-m", "aws", "--value", "30.9", "-p", "2025Q2"], "");
    assert_eq!(refused.code, 2);
    assert!(refused.aside.contains("`aws` means Amazon only"), "{}", refused.aside);
    let file = "id,statement,metric,companies,period,measure,value,unit\n1,x,capex / AWS,,2025,ratio,102.4,percent\n2,x,AWS,META,2025,value,128.7,bn\n";
    let refused = run(&["check", "-"], file);
    assert!(refused.aside.contains("standard input:3:3: `AWS` means Amazon only"), "{}", refused.aside);
    let good = file.replace("2,x,AWS,META", "2,x,Google Cloud,").replace("128.7", "58.7");
    let rows = check(&good);
    let of = |at: usize| (rows[at].text("verdict"), rows[at].text("found"));
    assert_eq!([of(0), of(1)], [("confirmed", "1.024036"), ("confirmed", "58705000000")]);
}

/// 2022: 58.620 + 28.4 + 31.485 + 32.036 = 150.541; 2023: 48.443 + 41.2 + 32.251 + 28.103 = 149.997; 2024: 245.560.
/// Together 546.098. Cash: 151.329 + 147.448 + 228.342 = 527.119.
#[test]
fn sums_and_spans() {
    assert_kinds(&[
        ("--total 546.1 -p 2022..2024", "confirmed", "headline, calendar"),
        ("--total 546.1 -p 2022,2023,2024", "confirmed", "headline, calendar"),
        ("--total 477 -p 2022..2024", "contradicted", "headline, calendar"),
        ("--total 527.1 -p 2022..2024", "confirmed", "cash, calendar"),
        ("--total 500 --at-least -p 2022..2024", "confirmed", "headline"),
        // 78.2 + 128.320
        ("amzn --value 206.5 -p 2024,2025", "confirmed", "headline"),
        // 17.197 + 22.446 + 23.953, also the first nine months
        ("googl --value 63.6 -p 2025Q1..2025Q3", "confirmed", "headline"),
        ("googl --value 63.6 -p 9M2025", "confirmed", "headline"),
        // Meta's 13.692 + 17.012 = 30.704, and the year to date of 2026: 19.840 + 31.078 = 50.918
        ("meta --value 30.7 -p 2025Q1..2025Q2", "confirmed", "headline"),
        ("meta --value 50.9 -p ytd --as-of 2026-09-30", "confirmed", "headline"),
        ("meta --value 30.7 -p ytd --as-of 2025-08-15", "confirmed", "headline"),
        // 39.225 + 72.215 after 32.036 + 28.103: 111.440 / 60.139
        ("meta --yoy 85.3 -p 2024..2025", "confirmed", "headline"),
        // The first three quarters: 63.596 / 38.259
        ("googl --yoy 66.2 -p 2025Q1..2025Q3", "confirmed", "headline"),
        // FY2024 and FY2025 of Microsoft: 55.7 + 88.2
        ("msft --value 143.9 -p FY2024..FY2025", "confirmed", "headline"),
        // All four to mid-2026: (43.234 + 31.9 + 35.674 + 19.840) + (53.076 + 41.0 + 44.924 + 31.078) = 300.726
        ("--total 300.7 -p 2026Q1..2026Q2", "confirmed", "headline"),
    ]);
}

/// On 2026-07-30: Amazon 220, Microsoft 175, Alphabet 195 to 205, Meta 130 to 145, so 720 to 745. On 2026-02-06: Amazon 200,
/// Alphabet 175 to 185, Meta 115 to 135, so 490 to 520, and Microsoft had given no figure.
#[test]
fn plans_are_found_without_being_asked_for() {
    assert_kinds(&[
        ("--total 720 -y 2026 --as-of 2026-09-30", "confirmed", "lower end"),
        ("--total 745 -y 2026 --as-of 2026-09-30", "confirmed", "upper end"),
        ("--total 732.5 -y 2026 --as-of 2026-09-30", "confirmed", "middle"),
        ("--total 738 -y 2026 --as-of 2026-09-30", "unknown", "company guidance"),
        ("--total 900 -y 2026 --as-of 2026-09-30", "contradicted", "company guidance"),
        ("--total 700 --at-least -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("amzn --value 220 -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("amzn --value 200 -y 2026 --as-of 2026-03-01", "confirmed", "company guidance"),
        ("meta --value 140 -y 2026 --as-of 2026-09-30", "unknown", "company guidance"),
        ("meta --value 115..135 -y 2026 --as-of 2026-02-06", "confirmed", "company guidance"),
        ("--total 650 -y 2026 --as-of 2026-02-06", "unknown", "company guidance"),
        ("--total 480 --at-least -y 2026 --as-of 2026-02-06", "confirmed", "company guidance"),
        ("--total 400 -y 2026 --as-of 2026-02-06", "contradicted", "company guidance"),
        // 220 / 128.320
        ("amzn --yoy 71.4 -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("googl --times 2.2 -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        // A year that is over is held against its figures.
        ("amzn --value 128.3 -y 2025", "confirmed", "headline"),
    ]);
    let row = flags("--total 650 -y 2026 --as-of 2026-02-06");
    for said in [
        "Microsoft gave no figure; the guidance of Amazon, Alphabet and Meta sums to 490–520 bn.",
        "capex guidance -p 2026 --total --as-of 2026-02-06",
    ] {
        assert!(row.text("note").contains(said), "{row:?}");
    }
    assert_eq!([row.text("metric"), row.text("found")], ["capex", ""]);
    let row = flags("--total 738 -y 2026 --as-of 2026-09-30");
    assert!(row.text("note").contains("within the guided range 720–745 bn"), "{row:?}");
}

/// Meta for 2025: 60–65, 64–72 on 2025-04-30, 66–72 on 2025-07-30, 70–72 on 2025-10-29; for 2026: 115–135, 125–145 on
/// 2026-04-29, 130–145 on 2026-07-29. Alphabet for 2025: 75, 85 on 2025-07-23, 91–93 on 2025-10-29. Meta for 2022: 30–34,
/// then 32–33 on 2022-10-26. Microsoft's 190 became 175 by another definition.
#[test]
fn changes_of_guidance() {
    assert_kinds(&[
        ("meta -m guidance --from 64..72 --value 66..72 -y 2025", "confirmed", "as known on"),
        ("meta -m guidance --from 64..72 --value 66..72 -y 2025 --as-of 2025-08-01", "confirmed", "company guidance"),
        ("meta -m guidance --from 60..65 --value 66..72 -y 2025 --as-of 2025-08-01", "contradicted", ""),
        ("meta -m guidance --from 70..72 --value 115..135 -y 2026 --as-of 2026-09-30", "confirmed", "from 2025"),
        (
            "meta -m guidance --from 125..145 --value 130..145 -y 2026 --as-of 2026-09-30",
            "confirmed",
            "company guidance",
        ),
        ("googl -m guidance --from 75 --value 85 -y 2025 --as-of 2025-08-01", "confirmed", "company guidance"),
        ("googl -m guidance --from 85 --value 91..93 -y 2025", "confirmed", "company guidance"),
        ("googl -m guidance --by 10 -y 2025 --as-of 2025-08-01", "confirmed", "company guidance"),
        ("meta -m guidance --by 10 -y 2026 --as-of 2026-05-01", "confirmed", "company guidance"),
        ("amzn -m guidance --by 20 -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("amzn -m guidance --by 30 -y 2026 --as-of 2026-09-30", "contradicted", ""),
        ("meta --revision raised -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("meta --revision low-end-raised -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("meta --revision lowered -y 2026 --as-of 2026-09-30", "contradicted", ""),
        ("meta --revision narrowed -y 2022 --as-of 2022-11-01", "confirmed", "company guidance"),
        ("meta --revision 上调 -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("googl --revision raised -y 2026 --as-of 2026-09-30", "confirmed", "company guidance"),
        ("msft --revision lowered -y 2026 --as-of 2026-09-30", "unknown", ""),
    ]);
    let row = flags("meta -m guidance --from 70..72 --value 115..135 -y 2026");
    assert!(row.text("note").contains("70–72 bn was the guidance for 2025, not for 2026."), "{row:?}");
    let ends = ["claimed", "claimed_high", "found", "found_high", "claimed_from", "claimed_from_high"];
    let numbers = ["115000000000", "135000000000", "115000000000", "135000000000", "70000000000", "72000000000"];
    assert_eq!(ends.map(|column| row.text(column)), numbers);
}

#[test]
fn multiples_rates_and_records() {
    assert_kinds(&[
        // 72.215 / 39.225 = 1.841; 72.215 / 28.103 = 2.570; 128.320 / 58.620 = 2.189
        ("meta --times 1.84 -y 2025", "confirmed", "headline"),
        ("meta --times doubled -y 2025", "contradicted", "headline"),
        ("meta --times 2.6 -y 2025 --from-period 2023", "confirmed", "from 2023"),
        ("amzn --times doubled --at-least -y 2025 --from-period 2022", "confirmed", "from 2022"),
        // 44.924 / 22.446 = 2.001
        ("googl --times doubled -p 2026Q2", "confirmed", "headline"),
        ("googl --times 2x -p 2026Q2 --from-period 2025Q2", "confirmed", "headline"),
        // 128.320 / 72.215 = 1.777 and 118.0 / 72.215
        ("amzn --times 1.8 --than meta -y 2025", "confirmed", "headline"),
        ("msft --excess 63 --than meta -y 2025", "confirmed", "headline"),
        // More than the three years before together: 128.320 / (58.620 + 48.443 + 78.2) = 0.69; Meta 72.215 / 99.364
        ("amzn --times 1 --at-least -y 2025 --from-period 2022..2024", "contradicted", ""),
        // Of all four: 410.0 / 245.56 = 1.67 and over the two years before 395.557, 1.036
        ("--times 1 --at-least -y 2025 --from-period 2023..2024", "confirmed", "headline"),
        // (91.447 / 24.640) ^ (1 / 4) = 1.388
        ("googl --cagr 38.8 -p 2021..2025", "confirmed", "headline"),
        ("googl --cagr 38.8 -y 2025 --from-period 2021", "confirmed", "headline"),
        ("googl --cagr 50 -p 2021..2025", "contradicted", ""),
        // 128.320 - 78.2 = 50.1; 53.076 - 43.234 = 9.8 over the quarter before
        ("amzn --by 50.1 -y 2025", "confirmed", "headline"),
        ("amzn --by 9.8 -p 2026Q2", "confirmed", "from 2026Q1"),
        // Growth of Meta: 14.0 % and less before 2022's 66.5 %, 2023 -12.3 %, 2024 39.6 %, 2025 84.1 %
        ("meta --record yoy -y 2025 --from-period 2021", "confirmed", "headline"),
        ("meta --record yoy -y 2024 --from-period 2021", "contradicted", "headline"),
        ("amzn --record increase -y 2025", "confirmed", "headline"),
        ("amzn --record -p 2026Q2", "confirmed", "headline"),
        ("meta --record -p 2026Q1", "contradicted", "headline"),
        // 128.320 / 716.924 = 17.9 %; all four: 410.0 / 1,626.2 = 25.2 %
        ("amzn -m intensity --value 17.9 -y 2025", "confirmed", "headline"),
        ("-m intensity --total 25.2 -y 2025", "confirmed", "headline"),
        ("amzn -m capex/revenue --ratio 17.9 -y 2025", "confirmed", "headline"),
        ("meta -m intensity --from 23.8 --value 35.9 -y 2025", "confirmed", "headline"),
        ("--order META<GOOGL<MSFT<AMZN -y 2025", "confirmed", "headline"),
        ("meta --direction higher -y 2025", "confirmed", "headline"),
        ("--yoy-order MSFT<AMZN<GOOGL<META -y 2025", "confirmed", "headline"),
        // Guidance of Meta of January 2025 over 39.225: 60 is +53 %, 65 is +65.7 %
        ("meta --yoy-low 53 -y 2025 --as-of 2025-02-08", "confirmed", "company guidance"),
        ("meta --yoy-high 65.7 -y 2025 --as-of 2025-02-08", "confirmed", "company guidance"),
    ]);
}

/// Amazon's free cash flow: 1.2 in the twelve months to 2026Q1, 14.8 to 2025Q3, 11.2 in 2025, and -17.2 in 2026Q1 alone.
#[test]
fn twelve_months_where_the_press_means_them() {
    assert_kinds(&[
        ("amzn -m fcf --value 1.2 -p 2026Q1", "confirmed", "twelve months"),
        ("amzn -m fcf --value 14.8 -p 2025Q3", "confirmed", "twelve months"),
        ("amzn -m fcf --value 14.8 -p TTM2025Q3", "confirmed", "as reported"),
        ("amzn -m fcf --value -17.2 -p 2026Q1", "confirmed", "as reported"),
        ("amzn -m fcf --value 25 -p 2026Q1", "contradicted", ""),
    ]);
    let row = flags("amzn -m fcf --value 1.2 -p 2026Q1");
    assert_eq!(row.text("match"), "other");
    // Capital expenditures of twelve months are never called those of a quarter.
    assert_eq!(flags("amzn --value 128.3 -p 2025Q4").text("verdict"), "contradicted");
}

/// On 2025-07-31 Amazon had spent 24.255 + 31.368 = 55.623 and called twice 31.4 representative of the second half: 118.4.
#[test]
fn what_was_spent_and_what_was_said_of_the_rest() {
    assert_kinds(&[
        ("amzn --value 118 -y 2025 --as-of 2025-08-05", "confirmed", "spent so far"),
        ("amzn -m guidance --value 118 -y 2025 --as-of 2025-08-05", "confirmed", "spent so far"),
        // Before the half was reported nothing was spent to add to, and later guidance for the year replaces the sum.
        ("amzn --value 118 -y 2025 --as-of 2025-07-30", "contradicted", ""),
        ("amzn -m guidance --value 125 -y 2025 --as-of 2025-11-05", "confirmed", "company guidance"),
    ]);
    let note = flags("amzn --value 118 -y 2025 --as-of 2025-08-05").text("note").to_owned();
    assert!(note.contains("Amazon: 55.6 bn spent so far plus 62.8 bn guided for FY2025H2 (31 July 2025)."), "{note}");
}

/// Purchases plus assets acquired under finance leases. Amazon, in millions: 32,183 + 937 = 33,120 and 35,095 + 977 = 36,072.
/// Of 2025Q3 the others on their own definition: 34.9 + 23.953 + 19.374, with Amazon 114.299; of 2025 134.730 + 118.0 + 91.447
/// + 72.215 = 416.392.
#[test]
fn amazon_with_its_leases_beside_the_others() {
    assert_kinds(&[
        ("amzn --value 33.1 -p 2025Q2", "confirmed", "acquired"),
        ("amzn --value 33.32 -p 2025Q2", "close", "acquired"),
        ("amzn --value 34.3 -p 2025Q2", "contradicted", "headline"),
        ("--total 114 --at-least -p 2025Q3", "confirmed", "Amazon on acquired"),
        ("--total 114.3 -p 2025Q3", "confirmed", "Amazon on acquired"),
        ("--total 416.4 -y 2025", "confirmed", "Amazon on acquired"),
    ]);
}

/// A total of other companies than those named, in millions. Of 2025 the four have 409,982, Meta 72,215, and Oracle, by its nearest
/// quarters, 35,477: 337,767 without Meta and 445,459 with Oracle; on cash 376,051 + 35,477 = 411,528; without Meta and with Oracle 373,244.
#[test]
fn a_total_of_other_companies_says_so() {
    for (arguments, note) in [
        ("--total 337.8 -y 2025", "Without Meta the total is 337.77 bn."),
        ("--total 445.5 -y 2025", "With Oracle the total is 445.46 bn."),
        ("--total 411.5 -y 2025", "With Oracle the total is 411.53 bn (cash)."),
        ("amzn msft googl --total 410.0 -y 2025", "With Meta the total is 409.98 bn."),
        ("big5 --total 410.0 -y 2025", "Without Oracle the total is 409.98 bn."),
        (
            "amzn msft --total 445.5 -y 2025",
            "Of the big five (Amazon, Microsoft, Alphabet, Meta and Oracle) the total is 445.46 bn.",
        ),
        ("--total 411.5 -y 2025 -b headline", ""),
    ] {
        let row = flags(arguments);
        assert_ne!(row.text("verdict"), "confirmed", "{arguments}");
        let said = row.text("note");
        assert!(said.contains(note), "{arguments}: {said}");
        assert_eq!(note.is_empty(), !said.contains("the total is"), "{arguments}: {said}");
    }
}

/// A number one off in its last digit is told what it stands for; one far off is not.
#[test]
fn a_near_miss_says_what_the_number_stands_for() {
    // 72.215 billion, and growth of 84.1 percent.
    for (arguments, note) in [
        ("meta --value 72.3 -y 2025 -b headline", "72.3 bn stands for 72.25 bn to 72.35 bn."),
        ("meta --yoy 84.2 -y 2025 -b headline", "84.2% stands for 84.15% to 84.25%."),
        ("meta --value 80.3 -y 2025 -b headline", ""),
        ("meta --value 72.2 -y 2025 -b headline", ""),
    ] {
        let said = flags(arguments).text("note").to_owned();
        assert!(said.contains(note), "{arguments}: {said}");
        assert_eq!(note.is_empty(), !said.contains("stands for"), "{arguments}: {said}");
    }
}

#[test]
fn what_the_data_cannot_hold_has_its_reason() {
    for (arguments, note) in [
        ("amzn -m consensus --value 187 -p 2024Q4", "What analysts expected is not in the data."),
        ("amzn -m gdp --value 500 -y 2025", "The size of an economy is not in the data."),
        ("msft -m market-share --value 25 -y 2025", "Market shares are not in the data."),
        ("googl -m segment --value 10 -y 2025", "The company does not report this part of it."),
        (
            "msft -m guidance --value 255..260 -p FY2027 --as-of 2026-09-30",
            "Microsoft on FY2027 (29 July 2026): higher",
        ),
        ("msft --value 255..260 -p FY2027 --as-of 2026-09-30", "Microsoft on 2026 (29 July 2026): 175 bn."),
    ] {
        let row = flags(arguments);
        assert_eq!(row.text("verdict"), "unknown", "{arguments}: {row:?}");
        assert!(row.text("note").contains(note), "{arguments}: {row:?}");
    }
}

/// The same kinds in a file, in the forms the press writes.
#[test]
fn a_file_takes_the_natural_forms() {
    let file = "id,metric,companies,period,measure,value,unit,from,from_period,than\n\
        span,,,2022 to 2024,total,$546.1bn,,,,\n\
        list,,谷歌,2024年、2025年,value,1439.8亿美元,,,,\n\
        guided,guidance,Meta,2025,change,66–72,bn,64–72,,\n\
        word,guidance,Meta,2026,revision,low end raised,,,,\n\
        by,guidance,Amazon,2026,increase,$20 billion,,,,\n\
        times,,Alphabet,Q2 2026,multiple,doubled,,,2Q25,\n\
        than,,亚马逊,2025年,multiple,1.8倍,,,,Meta\n\
        rate,,google,2025,cagr,38.8%,,,2021,\n\
        half,,Meta,2025年上半年,value,307亿美元,,,,\n\
        record,,meta,2025,yoy_record,true,,,2021,\n";
    for row in check(file) {
        assert_eq!(row.text("verdict"), "confirmed", "{row:?}");
    }
}

/// Figures before and after a change of definition of unknown size are neither added nor compared: Alphabet's 2021 has no
/// impairments and its 2020 has them; Microsoft's segment of fiscal 2022 is not the one of fiscal 2023.
#[test]
fn figures_on_two_definitions_are_neither_added_nor_compared() {
    for arguments in [
        "googl -m depreciation --value 40 -p 2020,2021",
        "googl -m depreciation --by 1 -y 2021 --from-period 2020",
        "googl -m depreciation --times 1 -y 2021 --from-period 2020",
        "googl -m depreciation --cagr 5 -y 2022 --from-period 2020",
        "msft -m intelligent-cloud-income --value 100 -p FY2022..FY2023",
        "msft -m intelligent-cloud --yoy -2.7 -p FY2023",
    ] {
        let row = flags(arguments);
        assert_eq!(row.text("verdict"), "unknown", "{arguments}: {row:?}");
        assert!(row.text("note").contains("definition"), "{arguments}: {row:?}");
    }
    // 10.273 of 2021 and 13.475 of 2022 are both without impairments.
    assert_eq!(flags("googl -m depreciation --direction higher -y 2022").text("verdict"), "confirmed");
}

/// What cannot be meant says what to write.
#[test]
fn slips_in_these_kinds_say_what_to_write() {
    for (arguments, message) in [
        ("--total 5 -p 2024,2024Q1", "the periods 2024,2024Q1 overlap"),
        ("meta --cagr 5 -y 2025", "growth a year lies between two years"),
        ("meta --times 5bn -y 2025", "`5bn` is not a multiple"),
        ("meta --times 5 --record best -y 2025", "`best` is not what a record is of"),
        ("meta --value 5 -y 2025 --from-period 2023", "--from-period is the earlier period of"),
        ("meta -m guidance --value 72..66 -y 2025", "runs from the higher to the lower end"),
        ("meta --revision shaved -y 2026", "`shaved` is not a change of guidance; write raised, lowered"),
        ("meta -m guidance --value 5 -p 2025..2026", "guidance is of one period"),
        ("msft -m azure-growth --value 5 -p 2025Q1..2025Q2", "a stated rate is of one period"),
        ("msft -m backlog --value 5 -p 2024,2025", "a balance is at a day and is not summed over time"),
        ("msft -m backlog --run-rate 5 -y 2025", "a balance is at a day and is not summed over time"),
    ] {
        let words: Vec<&str> = ["check"].into_iter().chain(arguments.split_whitespace()).collect();
        let run = run(&words, "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments}: {run:?}");
        assert!(run.aside.contains(message), "{arguments}: {}", run.aside);
    }
}

/// Each within one screen of 25 lines at 80 columns, in English and in Chinese.
#[test]
fn an_answer_fits_one_screen() {
    for arguments in [
        "--total 477 -p 2022..2024",
        "amzn -m fcf --value 1.2 -p 2026Q1",
        "--total 650 -y 2026 --as-of 2026-02-06",
        "meta -m guidance --from 70..72 --value 115..135 -y 2026",
        "amzn --value 118 -y 2025 --as-of 2025-08-05",
        "amzn --value 33.32 -p 2025Q2",
        "--total 114 -p 2025Q3 --at-least",
        "msft -m guidance --value 255..260 -p FY2027",
        "--total 725 -y 2026",
    ] {
        for language in ["en", "zh"] {
            let words = ["check", "--lang", language].into_iter().chain(arguments.split_whitespace());
            let mut command = assert_cmd::Command::from_std(crate::common::capex());
            let output = command.args(words).env("COLUMNS", "80").output().expect("a run");
            assert!(matches!(output.status.code(), Some(0 | 5)), "{output:?}");
            let out = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(out.lines().count() <= 25, "{arguments}\n{out}");
            let has_english = out.lines().skip(3).any(|line| line.contains(" the "));
            assert!(language == "en" || !has_english, "{arguments}\n{out}");
        }
    }
}
