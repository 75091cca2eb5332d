//! Broken rows of `guidance.csv`.

use super::*;

#[test]
fn whose_low_end_is_above_its_high_end() {
    said("60000000000,65000000000", "65000000000,60000000000").is_refused_once("low and high");
}

#[test]
fn of_an_unknown_bound() {
    said("range", "roughly").is_refused_once("unknown bound `roughly`");
}

#[test]
fn whose_ends_do_not_go_with_its_bound() {
    for (from, to) in [
        ("60000000000,65000000000,range", "60000000000,,range"),
        ("60000000000,65000000000,range", "60000000000,65000000000,about"),
        ("60000000000,65000000000,range", "60000000000,65000000000,at_least"),
        ("60000000000,65000000000,range", ",60000000000,at_least"),
        ("60000000000,65000000000,range", "60000000000,,up_to"),
        ("60000000000,65000000000,range", "60000000000,65000000000,run_rate"),
        ("60000000000,65000000000,range,", "60000000000,65000000000,direction,higher"),
        ("60000000000,65000000000,range,", ",,direction,"),
    ] {
        said(from, to).is_refused_once("do not match the bound");
    }
}

#[test]
fn with_a_direction_beside_figures() {
    said("range,,", "range,higher,").is_refused_once("direction");
}

#[test]
fn from_an_unknown_source() {
    said("meta-2025-01-24-press", "meta-2025-01-25-press").is_refused_once("unknown source");
}

#[test]
fn from_the_document_of_another_company_or_day() {
    said("meta-2025-01-24-press", "msft-2025-01-22-press").is_refused_once("msft-2025-01-22-press");
    said("META,2025-01-24", "META,2025-01-25").is_refused_once("meta-2025-01-24-press");
}

#[test]
fn on_a_span_that_is_none() {
    for period in ["2024..2025", "next year", "FY2025Q5", "2025H3", "latest", "last8q", ""] {
        said("FY2025", period).is_refused_once("period");
    }
}

#[test]
fn on_a_year_of_two_digits() {
    said("FY2025", "FY25").is_refused_once("FY25");
}

#[test]
fn in_words_that_the_schema_does_not_have() {
    said("headline", "headlines").is_refused_once("headlines");
    said("headline,,", "headline,nope,").is_refused_once("nope");
    said(",company,", ",rumour,").is_refused_once("rumour");
    said(",company,", ",unverified,").is_refused_once("unverified");
    let direction = "AMZN,2023-04-27,FY2023,,,direction,lower,,previous year,";
    change(GUIDANCE, direction, &direction.replace("lower", "sideways")).is_refused_once("sideways");
    change(GUIDANCE, direction, &direction.replace("lower,,", "lower,sluggish,")).is_refused_once("sluggish");
}

#[test]
fn compared_with_something_that_the_schema_does_not_have() {
    let direction = "AMZN,2023-04-27,FY2023,,,direction,lower,,previous year,";
    change(GUIDANCE, direction, &direction.replace("previous year", "previous decade"))
        .is_refused_once("previous decade");
}

#[test]
fn of_a_negative_amount() {
    said("60000000000,65000000000", "-60000000000,65000000000").is_refused_once("-60000000000");
}

#[test]
fn of_a_fraction_of_a_dollar() {
    said("60000000000,65000000000", "60000000000.5,65000000000").is_refused_once("60000000000.5");
}

#[test]
fn of_an_amount_too_large_for_a_number() {
    said("65000000000", &"9".repeat(40)).is_refused_once("high");
}

#[test]
fn announced_on_a_day_with_an_hour() {
    said("META,2025-01-24", "META,2025-01-24T09:00").is_refused("2025-01-24T09:00");
}

#[test]
fn of_an_unknown_company() {
    said("META,", "MEAT,").is_refused("unknown company `MEAT`");
}

#[test]
fn out_of_order() {
    let first = "META,2020-01-29,FY2020,";
    change(GUIDANCE, first, &format!("{SAID}\n{first}")).is_refused_below("out of order");
}

#[test]
fn said_twice_on_one_occasion() {
    said(SAID, &format!("{SAID}\n{SAID}")).is_refused_below("");
}
