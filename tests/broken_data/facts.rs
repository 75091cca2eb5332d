//! Broken rows of `facts/`.

use super::*;

#[test]
fn of_an_unknown_metric() {
    // The last row, so that the file stays in order.
    let facts = std::fs::read_to_string(std::path::Path::new("data").join(META)).expect("the file");
    let last = facts.lines().last().expect("a row");
    change(META, last, &last.replace("revenue,", "sales,")).is_refused_once("unknown metric `sales`");
}

#[test]
fn of_an_unknown_source() {
    fact("meta-2023-04-27-10-q", "meta-2023-04-27-10-x").is_refused_once("unknown source `meta-2023-04-27-10-x`");
}

#[test]
fn from_the_document_of_another_company() {
    fact("2023-04-27,meta-2023-04-27-10-q", "2023-04-25,msft-2023-04-25-call").is_refused_once("is about MSFT");
}

#[test]
fn published_on_another_day_than_their_document() {
    fact("2023-04-27,meta", "2023-04-28,meta").is_refused_once("published 2023-04-28");
}

#[test]
fn published_before_their_period_ended() {
    fact("2023-04-27,meta", "2023-03-30,meta").is_refused("before the period ended");
}

#[test]
fn of_trailing_twelve_months() {
    fact("2023-01-01", "2022-04-01").is_refused_once("trailing-twelve-month");
}

#[test]
fn of_a_span_that_is_no_whole_quarters() {
    fact("2023-01-01", "2023-01-02").is_refused_once("not whole fiscal quarters");
}

#[test]
fn that_end_before_they_start() {
    fact("2023-01-01", "2023-07-01").is_refused_once("before it starts");
}

#[test]
fn that_do_not_add_up() {
    fact("28645000000", "28655000000").is_refused("do not add up");
}

#[test]
fn that_differ_by_rounding_are_accepted() {
    fact("28645000000", "28646000000").copy.is_accepted();
}

#[test]
fn that_repeat_a_value() {
    fact(FACT, &format!("{FACT}\n{FACT}")).is_refused_below("repeats the value");
}

#[test]
fn that_give_a_span_a_second_value_unmarked() {
    let second = FACT.replace("28645000000", "28700000000");
    fact(FACT, &format!("{FACT}\n{second}")).is_refused_below("as restated");
}

#[test]
fn out_of_order() {
    let later = "revenue,2026-04-01,2026-06-30";
    let text = fs::read_to_string(Copy::new().path(META)).expect("the file");
    let last = text.lines().find(|line| line.starts_with(later)).expect("the last quarter");
    fact(FACT, &format!("{last}\n{FACT}")).is_refused_below("out of order");
}

#[test]
fn in_another_currency() {
    fact("USD", "CNY").is_refused_once("CNY");
}

#[test]
fn in_no_currency() {
    fact("USD", "").is_refused_once("currency is missing");
}

#[test]
fn in_fractions_of_a_dollar() {
    fact("28645000000", "28645000000.5").is_refused_once("not in whole dollars");
}

#[test]
fn on_a_day_that_is_none() {
    fact("2023-03-31", "2023-02-30").is_refused_once("2023-02-30");
}

#[test]
fn on_a_day_written_in_another_way() {
    fact("2023-03-31", "31/03/2023").is_refused_once("31/03/2023");
}

#[test]
fn on_a_day_with_an_hour() {
    fact("2023-03-31", "2023-03-31T00:00").is_refused_once("2023-03-31T00:00");
}

#[test]
fn without_a_value() {
    fact("28645000000", "").is_refused_once("value");
}

#[test]
fn whose_value_is_no_number() {
    for value in ["abc", "NaN", "inf", "0x10", "28.645.000.000", "--1", "28645000000-"] {
        fact("28645000000", value).is_refused_once(&format!("`{value}`"));
    }
}

#[test]
fn whose_value_other_readers_would_not_take_for_a_number() {
    for value in [" 28645000000", "28645000000 ", "28_645_000_000"] {
        fact("28645000000", value).is_refused_once("value");
    }
}

#[test]
fn whose_value_has_thousands_marks() {
    fact("28645000000", "\"28,645,000,000\"").is_refused_once("28,645,000,000");
}

#[test]
fn whose_value_is_too_large_for_a_number() {
    fact("28645000000", &"9".repeat(60)).is_refused_once("value");
}

#[test]
fn whose_value_is_as_large_as_a_number_can_be() {
    for value in ["79228162514264337593543950335", "-79228162514264337593543950335"] {
        fact("28645000000", value).is_refused("");
    }
}

#[test]
fn rounded_to_nothing_or_less() {
    for unit in ["0", "-1000000"] {
        fact("USD,,", &format!("USD,{unit},")).is_refused_once(":6: the unit of rounding is not above zero");
    }
}

#[test]
fn of_an_unknown_confidence() {
    fact("filing", "hearsay").is_refused_once("hearsay");
}

#[test]
fn that_are_unverified_do_not_ship() {
    fact("filing", "unverified").is_refused_once("unverified");
}

#[test]
fn restated_in_another_word_than_yes() {
    fact("filing,,", "filing,maybe,").is_refused_once("maybe");
}

#[test]
fn printed_for_the_last_time_before_they_were_published() {
    fact("filing,,,", "filing,,,2023-04-26").is_refused_once("last_printed is before the day of publication");
}

#[test]
fn of_a_company_that_there_is_not() {
    let copy = Copy::new();
    fs::copy(copy.path(META), copy.path("facts/NVDA.csv")).expect("a copy");
    copy.is_refused("facts/NVDA.csv", 1, "NVDA");
}

#[test]
fn of_one_company_in_the_file_of_another() {
    let copy = Copy::new();
    fs::copy(copy.path(META), copy.path("facts/AMZN.csv")).expect("a copy");
    copy.is_refused("facts/AMZN.csv", 2, "is about META");
}
