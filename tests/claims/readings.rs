//! Which reading gives a figure, and what becomes of a claim that no usual one gives.

use super::program::{HEADER, check, claim, flags};

/// Verdict, match, readings and figure of a claim.
#[track_caller]
fn assert_reads(row: &super::program::Row, verdict: &str, matched: &str, reading: &str, found: &str) {
    let cells = ["verdict", "match", "reading", "found"].map(|column| row.text(column));
    assert_eq!(cells, [verdict, matched, reading, found], "{row:?}");
}

#[test]
fn the_four_totals_of_2024_are_each_under_a_reading() {
    for (total, matched, reading, found) in [
        ("246", "own", "headline, calendar", "245560000000"),
        ("223", "other", "net, calendar", "223001000000"),
        ("228", "other", "cash, calendar", "228342000000"),
        ("250", "other", "headline, Amazon on cash, calendar", "250359000000"),
        ("245", "other", "headline, Amazon on net, calendar", "245018000000"),
        ("226", "other", "headline, fiscal years", "225660000000"),
    ] {
        assert_reads(&flags(&format!("--total {total} -y 2024")), "confirmed", matched, reading, found);
    }
}

#[test]
fn a_total_that_nothing_gives_is_contradicted_with_the_nearest() {
    let row = flags("--total 300 -y 2024");
    assert_reads(&row, "contradicted", "none", "headline, calendar", "245560000000");
    let note = "No definition gives 300 bn; nearest: 251.2 bn (headline, Amazon on acquired, calendar). Definitions tried: 10.";
    assert_eq!(row.text("note"), note);
    assert_eq!(row.text("difference"), "-54440000000");
}

/// What a claim states holds: another reading is only pointed to.
#[test]
fn a_stated_reading_is_not_read_otherwise() {
    let file = |basis: &str, calendar: &str| {
        let header = "id,period,measure,value,unit,basis,calendar";
        check(&format!("{header}\na,2024,total,223,bn,{basis},{calendar}\n")).remove(0)
    };
    assert_reads(&file("net", ""), "confirmed", "own", "net, calendar", "223001000000");
    let row = file("headline", "");
    assert_reads(&row, "contradicted", "against", "headline, calendar", "245560000000");
    assert_eq!(row.text("note"), "It is confirmed on another definition than the stated one: net, calendar.");
    // The basis is left open, so it may be another.
    assert_reads(&file("", "calendar"), "confirmed", "other", "net, calendar", "223001000000");
    assert_eq!(file("", "fiscal").text("verdict"), "contradicted");
    assert_reads(&flags("--total 223 -y 2024 -b cash"), "contradicted", "against", "cash, calendar", "228342000000");
}

/// 37.5 is headline, 30.9 is cash: no basis fell so.
#[test]
fn microsoft_did_not_fall_from_37_5_to_30_9() {
    for claimed in ["msft --from 37.5 --value 30.9 -p FY2026Q3", "msft --from 37.5 --value 30.9 -p 2026Q1"] {
        let row = flags(claimed);
        assert_eq!(row.text("verdict"), "contradicted");
        let note = row.text("note");
        assert!(
            note.starts_with(
                "The two figures are on different bases: 37.5 bn is headline; 30.9 bn is cash or net. \
                 On headline alone: 37.50 bn → 31.90 bn."
            ),
            "{note}"
        );
        assert!(note.contains("29.88 bn → 30.88 bn"), "{note}");
        assert_eq!([row.text("claimed_from"), row.text("found_from")], ["37500000000", "37500000000"]);
    }
    assert_eq!(flags("msft --from 37.5 --value 31.9 -p FY2026Q3").text("verdict"), "confirmed");
    let cash = flags("msft --from 29.9 --value 30.9 -p FY2026Q3");
    assert_eq!([cash.text("verdict"), cash.text("match")], ["confirmed", "other"]);
}

#[test]
fn several_readings_that_give_a_figure_are_all_named() {
    // No proceeds are disclosed by Microsoft, so cash and net are one figure.
    let row = claim("capex,MSFT,2024,value,55.6,bn,");
    assert_reads(&row, "confirmed", "other", "cash, calendar; net, calendar", "55552000000");
}

#[test]
fn what_was_known_earlier_is_a_reading() {
    // Alphabet spoke of 75, of 85, then of 91 to 93 for 2025.
    let row = claim("guidance,GOOGL,2025,value,75,bn,");
    assert_reads(&row, "confirmed", "other", "company guidance, as known on 2025-04-24", "75000000000");
    // A day says what was known, and what was known before is part of it.
    let row = claim("guidance,GOOGL,2025,value,75,bn,2025-12-01");
    assert_reads(&row, "confirmed", "other", "company guidance, as known on 2025-04-24", "75000000000");
    assert_eq!(claim("guidance,GOOGL,2025,value,75,bn,2025-02-08").text("match"), "own");
    // Microsoft's revenue of the year to June 2017 was restated from 89,950 to 96,571 million.
    let row = claim("revenue,MSFT,FY2017,value,89.95,bn,");
    assert_eq!([row.text("verdict"), row.text("match")], ["confirmed", "other"], "{row:?}");
    assert!(row.text("reading").contains("as known on"), "{row:?}");
    assert_eq!(claim("revenue,MSFT,FY2017,value,96.571,bn,").text("match"), "own");
}

#[test]
fn a_range_is_met_at_its_ends_and_named_so() {
    for (value, end) in [("60", "lower end"), ("65", "upper end"), ("62.5", "middle of the range")] {
        let row = claim(&format!("guidance,META,2025,value,{value},bn,2025-02-08"));
        assert_eq!(row.text("reading"), format!("company guidance, {end}"));
        assert_eq!(row.text("verdict"), "confirmed");
    }
    assert_eq!(claim("guidance,META,2025,low,60,bn,2025-02-08").text("match"), "own");
}

#[test]
fn the_press_may_have_said_what_the_company_did_not() {
    let row = claim("guidance,AMZN,2025,value,100,bn,2025-02-08");
    assert_reads(&row, "confirmed", "other", "guidance as the press reported it", "100000000000");
    assert!(row.text("note").contains("gives 105.2 bn"), "{row:?}");
}

#[test]
fn one_rate_of_exchange_is_a_reading() {
    let header = "id,companies,period,measure,value,unit,currency,rate,as_of";
    let at = |value: &str, rate: &str, as_of: &str| {
        check(&format!("{header}\na,AMZN,2024Q4,value,{value},bn,CNY,{rate},{as_of}\n")).remove(0)
    };
    // Average of the quarter 7.1875; one rate of 7.295; the fixing of 2025-02-07 is 7.2886.
    assert_eq!(at("189.0", "", "").text("match"), "own");
    assert_eq!(at("191.9", "7.295", "").text("match"), "own");
    let row = at("191.7", "", "2025-02-08");
    assert_eq!([row.text("match"), row.text("reading")], ["other", "headline, at the rate of 2025-02-08"]);
    assert_eq!(at("191.7", "2025-02-07", "").text("verdict"), "confirmed");
    // Without a day, that of the quarter's last: 7.2993 gives 191.97, which is near and not the same.
    let row = at("191.9", "", "");
    assert_eq!([row.text("verdict"), row.text("reading")], ["close", "headline, at the rate of 2024-12-31"]);
    assert_eq!(at("181.9", "", "").text("verdict"), "contradicted");
}

/// Revenue is not on a basis, Alphabet's year is the calendar's, and nothing of it was restated: there is no other reading.
#[test]
fn a_figure_with_one_reading_has_no_other() {
    let row = claim("revenue,GOOGL,2024,value,400,bn,");
    assert_reads(&row, "contradicted", "none", "as reported", "350018000000");
    assert_eq!(row.text("note"), "No definition gives 400 bn.");
}

#[test]
fn what_the_data_cannot_say_is_unknown() {
    for (fields, note) in [
        ("consensus,AMZN,2024Q4,value,187.0,bn,", "What analysts expected is not in the data."),
        ("other,AMZN,2024,value,1,bn,", "The data holds no such metric."),
        ("capex,AMZN,2030,value,200,bn,2026-09-30", "Amazon: no figure after 2026-06-30."),
        ("cloud,META,2024,value,1,bn,", "Meta: not reported by the company."),
        ("guidance,AMZN,2031,value,1,bn,", "Amazon gave no guidance for 2031."),
    ] {
        let row = claim(fields);
        assert_eq!([row.text("verdict"), row.text("found")], ["unknown", ""], "{row:?}");
        assert!(row.text("note").starts_with(note), "{row:?}");
    }
    // Half of 2026 is known: that is not the year.
    let row = claim("revenue,MSFT,2026,value,150,bn,2026-09-30");
    assert_eq!(row.text("verdict"), "unknown");
    assert!(row.text("note").starts_with("Microsoft: 2 of 4 quarters are known."), "{row:?}");
    // In January 2025 the fourth quarter was not published.
    assert_eq!(claim("capex,AMZN,2024Q4,value,26.3,bn,2025-01-31").text("verdict"), "unknown");
}

#[test]
fn words_are_judged_too() {
    for (fields, verdict) in [
        ("capex,AMZN,2024Q4,record,true,,", "confirmed"),
        ("capex,AMZN,2024Q4,record,false,,", "contradicted"),
        ("capex,META,2025Q1,record,true,,", "contradicted"),
        ("guidance,MSFT,FY2026,direction,slower growth,,2025-02-08", "confirmed"),
        ("guidance,MSFT,FY2026,direction,faster,,2025-02-08", "contradicted"),
        ("guidance,MSFT,FY2026,direction,faster,,", "confirmed"),
        ("guidance,META,2025,direction,higher,,2025-02-08", "confirmed"),
        ("capex,META,2023,direction,lower,,", "confirmed"),
        ("capex,META,2023,direction,higher,,", "contradicted"),
        ("capex,,2025,order,META < GOOGL < MSFT < AMZN,,", "confirmed"),
        ("capex,,2025,order,AMZN > MSFT > META GOOGL,,", "confirmed"),
        ("capex,,2025,order,AMZN < MSFT,,", "contradicted"),
        ("cloud,,2024Q4,yoy_order,AMZN < GOOGL MSFT:azure-growth,,", "confirmed"),
        ("cloud,,2024Q4,yoy_order,MSFT:azure-growth < AMZN,,", "contradicted"),
    ] {
        let row = claim(fields);
        assert_eq!(row.text("verdict"), verdict, "{row:?}");
        assert_eq!([row.text("claimed"), row.text("found")], ["", ""], "number columns hold numbers: {row:?}");
        assert!(!row.text("claimed_words").is_empty() && !row.text("found_words").is_empty());
    }
}

#[test]
fn at_least_and_at_most_count_the_printed_digits() {
    let header = format!("{HEADER},comparison");
    let at = |metric: &str, value: &str, comparison: &str| {
        check(&format!("{header}\na,{metric},AMZN,2024,value,{value},bn,,{comparison}\n")).remove(0)
    };
    // 637.959
    for (value, comparison, verdict) in [
        ("638", "at_least", "confirmed"),
        ("637.96", "at_least", "confirmed"),
        ("637.97", "at_least", "close"),
        ("600", "at_least", "confirmed"),
        ("700", "at_least", "contradicted"),
        ("638", "at_most", "confirmed"),
        ("637.95", "at_most", "close"),
        ("700", "at_most", "confirmed"),
        ("600", "at_most", "contradicted"),
    ] {
        assert_eq!(at("revenue", value, comparison).text("verdict"), verdict, "{comparison} {value}");
    }
    // Amazon's 78.2 is not at least 80; its purchases before proceeds are, which is named.
    let row = at("capex", "80", "at_least");
    assert_eq!([row.text("match"), row.text("reading")], ["other", "cash; leases; acquired"]);
}

#[test]
fn documents_that_round_are_told() {
    // Microsoft speaks of tenths of billions.
    let row = claim("capex,MSFT,2024Q4,value,22.62,bn,");
    assert_eq!(row.text("verdict"), "close");
    assert_eq!(row.text("note"), "The documents give rounded figures, so the figure may be off by 0.050 bn.");
}
