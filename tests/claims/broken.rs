//! Files that are not what they should be: every problem at once, each with its line and column.

use super::program::{HEADER, Run, check, rows, run};

fn broken(file: impl Into<Vec<u8>>) -> String {
    let run: Run = run(&["check", "-"], file);
    assert_eq!((run.code, run.out.as_str()), (4, ""), "{run:?}");
    run.aside
}

#[track_caller]
fn assert_problems(file: impl Into<Vec<u8>>, expected: &[&str]) {
    let aside = broken(file);
    let found: Vec<&str> = aside.trim_start_matches("capex: ").lines().collect();
    assert_eq!(found.len(), expected.len(), "{aside}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(&format!("standard input:{expected}")), "{found}\nnot\n{expected}");
    }
}

const GOOD: &str = "a,capex,AMZN,2024,value,78,bn,";

#[test]
fn a_wrong_column_is_named_with_the_right_one() {
    assert_problems(
        "id,mesure,period,value,when\n",
        &[
            "1:2: `mesure` is not a column of a claims file; did you mean `measure`?",
            "1:5: `when` is not a column of a claims file; write id, statement, ",
        ],
    );
    assert_problems("id,period,measure\n", &["1: the header lacks the column `value` (capex check --example)"]);
    assert_problems("id,id,period,measure,value\n", &["1:2: the column `id` occurs twice"]);
}

#[test]
fn every_error_of_every_row_is_reported() {
    let file = format!(
        "{HEADER}\n{GOOD}\n\
         b,capex,AMZON,2024,value,78,bn,\n\
         c,capx,AMZN,2024X,value,78,bn,\n\
         d,capex,AMZN,2024Q5,valu,78,bn,08.02.2025\n\
         e,capex,AMZN,2024,value,seventy,bn,\n\
         f,capex,AMZN,2024,value,78,bm,\n\
         ,capex,AMZN,2024,value,78,,\n\
         a,capex,AMZN,2024,value,78,bn,\n\
         h,capex,AMZN,2024,value,78\n"
    );
    assert_problems(
        file,
        &[
            "3:3: unknown company `AMZON`; did you mean `AMZN` (Amazon)?",
            "4:2: unknown metric `capx`; did you mean `capex`? (or guidance, consensus, or other for what the data does not hold)",
            "4:4: `2024X` is not a period; try 2025, 2025Q3,",
            "5:4: `2024Q5` is not a period: a year has quarters Q1 to Q4; did you mean `2024Q4`?",
            "5:5: `valu` is not a measure; did you mean `value`?",
            "5:8: `08.02.2025` is not a date; write it as 2025-02-08",
            "6:6: `seventy` is not a number; write 246, 26.3bn, 1,919亿元 or 64.2%",
            "7:7: unknown unit `bm`; it is one of usd, k, ",
            "8:1: id is empty",
            "8:7: give the unit of `78`: usd, k, m, bn, tn, yi, wanyi",
            "9:1: id `a` is also used on line 2",
            "10: 6 cells; expected 8 (id,metric,companies,period,measure,value,unit,as_of)",
        ],
    );
}

#[test]
fn fields_that_do_not_go_together_are_reported() {
    for (fields, expected) in [
        (
            "capex,,2024,value,246,bn,",
            "2:3: `value` takes one company, not 4; a sum is a `total`, `total_low` or `total_high`",
        ),
        ("capex,AMZN,2024,low,78,bn,", "2:5: `low` applies to guidance, not to `capex`"),
        (
            "azure-growth,MSFT,2024Q4,yoy,31,percent,",
            "2:5: `azure-growth` is not an amount, so it has no `yoy`; use `value` for its figure",
        ),
        ("guidance,AMZN,2025Q1,qoq,31,percent,", "2:5: guidance has no `qoq`"),
        (
            "cloud / revenue,AMZN,2024,value,15,bn,",
            "2:2: `cloud / revenue`: only a ratio or an excess takes two metrics",
        ),
        (
            "cloud,AMZN,2024,ratio,15,percent,",
            "2:2: `cloud`: a ratio or an excess takes two metrics, as `cloud / revenue`",
        ),
        (
            "capex,AMZN,2024,qoq,15,percent,",
            "2:4: `2024` is not a quarter, so it has no growth over the quarter before",
        ),
        ("capex,AMZN,2024,yoy,15,bn,", "2:7: `yoy` is a rate: its unit is percent or fraction, not bn"),
        ("capex,AMZN,2024,value,15%,,", "2:7: `value` is an amount"),
        ("capex,AMZN,2024,value,15bn,m,", "2:6: `15bn` is in bn, but the unit is m"),
        ("capex,AMZN,2024,record,perhaps,,", "2:6: `perhaps` is neither true nor false"),
        (
            "capex,AMZN,2024,direction,up,,",
            "2:6: `up` is not a direction; write higher, lower, similar, slower, faster",
        ),
        ("capex,,2024,order,AMZN,,", "2:6: `AMZN` is not an order; write AMZN < MSFT < GOOGL, or AMZN < MSFT GOOGL"),
        ("capex,,2024,order,AMZN < NVDA,,", "2:6: unknown company `NVDA`"),
        ("capex,,2024,order,AMZN <,,", "2:6: `AMZN <`: a company is missing beside a sign"),
        (
            "capex,,2024,order,AMZN < MSFT:guidance,,",
            "2:6: `MSFT:guidance`: companies are ranked by a metric of `capex list metrics`",
        ),
        ("capex,MSFT,2024,change,30.9,bn,", "2: from is empty"),
        ("capex,AMZN,2024,yoy,15,,", "2:7: give the unit of `15`: percent or fraction"),
        ("capex,AMZN,TTM2024Q4,run_rate,15,bn,", "2:4: `TTM2024Q4` is a year already, so it has no run rate"),
        (
            "capex / azure-growth,AMZN,2024,ratio,15,percent,",
            "2:2: `azure-growth` is not an amount, so it cannot be the denominator of a ratio",
        ),
        ("capex / guidance,AMZN,2024,ratio,15,percent,", "2:2: guidance cannot be the denominator of a ratio"),
        (
            "guidance / capex,AMZN,2024,ratio,15,percent,",
            "2:2: guidance divided by another metric cannot be checked; growth over the year before is `yoy`",
        ),
        (
            "azure-growth,AMZN MSFT GOOGL META,2024Q4,record,true,,",
            "2:3: 4 companies cannot be summed, because this is not an amount; name one",
        ),
        ("capex,AMZN,2024,value,9999999,bn,", "2:6: `9999999` is more than a quadrillion"),
        (
            "capex,AMZN,2024,value,1.12345678901,bn,",
            "2:6: `1.12345678901` is more than a quadrillion, or has more than ten",
        ),
    ] {
        assert_problems(format!("{HEADER}\na,{fields}\n"), &[expected]);
    }
    for (columns, fields, expected) in [
        ("currency", "value,15 EUR,bn,CNY", "2:5: `15 EUR` is in EUR, but the currency is CNY"),
        ("currency", "yoy,15 EUR,percent,", "2:5: `15 EUR`: a rate has no currency"),
        ("rate", "value,15,bn,7.3", "2:7: a rate is only for a currency other than USD; give it under currency"),
        (
            "currency,rate",
            "value,15,bn,CNY,x",
            "2:8: `x` is neither an exchange rate, such as 7.295, nor a date of one, such as 2025-02-07",
        ),
        ("comparison", "record,true,,at_most", "2:7: `record` is either true or false; leave the comparison empty"),
        ("from", "value,15,bn,14", "2:7: only a `change` has an earlier value"),
        ("from_period", "value,15,bn,2023", "2:7: only a `change` has an earlier period"),
    ] {
        assert_problems(
            format!("id,companies,period,measure,value,unit,{columns}\na,AMZN,2024,{fields}\n"),
            &[expected],
        );
    }
}

#[test]
fn bytes_that_are_no_text_say_on_which_line() {
    let mut file = format!("{HEADER}\n{GOOD}\n").into_bytes();
    file.extend(b"b,capex,\xff\n");
    assert_problems(file, &["3: not UTF-8 text; save the file as UTF-8"]);
}

#[test]
fn a_quote_that_is_not_closed_is_told_once() {
    assert_problems(
        format!("{HEADER}\n{GOOD}\nb,\"capex,AMZN,2024,value,78,bn,\n{GOOD}\n"),
        &["3: a quote is not closed"],
    );
}

#[test]
fn an_empty_file_is_no_claims_file_and_a_bare_header_is_one() {
    for nothing in ["", "\n\n", "\u{feff}"] {
        assert_problems(nothing, &["1: the file is empty; a claims file begins with a header"]);
    }
    assert_eq!(check(&format!("{HEADER}\n")).len(), 0);
    assert_eq!(check("[]").len(), 0);
}

#[test]
fn marks_line_ends_and_order_of_columns_make_no_difference() {
    let plain = check(&format!("{HEADER}\n{GOOD}\n"));
    for file in [
        format!("\u{feff}{HEADER}\r\n{GOOD}\r\n"),
        format!("{HEADER}\n\n\n{GOOD}"),
        "value,unit,id,measure,companies,period\n78,bn,a,VALUE,amazon,2024\n".to_owned(),
        "Id, Measure ,companies,PERIOD,value\na,value,亚马逊,2024,78bn\n".to_owned(),
    ] {
        let rows = check(&file);
        assert_eq!(rows.len(), 1, "{file}");
        for column in ["id", "verdict", "found", "reading"] {
            assert_eq!(rows[0].text(column), plain[0].text(column), "{file}");
        }
    }
}

#[test]
fn lines_are_counted_through_quoted_line_breaks() {
    let file = "id,statement,companies,period,measure,value\n\
                a,\"two\nlines, \"\"quoted\"\"\",AMZN,2024,value,78bn\n\
                \n\
                b,,AMZON,2024,value,78bn\n";
    assert_problems(file, &["5:3: unknown company `AMZON`"]);
    let good = file.replace("AMZON", "AMZN");
    assert_eq!(check(&good).len(), 2);
}

#[test]
fn json_is_the_same_fields() {
    let claim =
        r#"{"id": "a", "companies": ["AMZN"], "period": 2024, "measure": "value", "value": 78.0, "unit": "bn"}"#;
    for file in [
        format!("[{claim}]"),
        format!("{{\"claims\": [{claim}]}}"),
        format!("{{\"schema\": \"x\", \"rows\": [{claim}]}}"),
        claim.to_owned(),
    ] {
        let row = check(&file).remove(0);
        // The digits are those of the file: 78.0 is not 78.
        assert_eq!([row.text("verdict"), row.text("printed")], ["close", "78.0 bn"], "{file}");
    }
    let two = claim.replace("\"a\"", "\"b\"");
    assert_eq!(check(&format!("{claim}\n{two}\n")).len(), 2);
    let truth = r#"[{"id":"r","companies":"AMZN","period":"2024Q4","measure":"record","value":true,"as_of":null}]"#;
    assert_eq!(check(truth)[0].text("verdict"), "confirmed");
}

#[test]
fn broken_json_is_told_with_its_place() {
    assert_problems("[{\"id\": \"a\",}]", &["1:13: not JSON: key must be a string"]);
    assert_problems("[1]", &["1:2: a claim is an object, as {\"id\": \"a1\", …}"]);
    assert_problems("{\"claims\": 1}", &["1:12: the claims are not a list"]);
    assert_problems(
        "[\n {\"id\": \"a\", \"period\": \"2024\", \"measure\": \"value\", \"value\": 1, \"companies\": \"NVDA\", \"unit\": \"bn\"},\n \
         {\"id\": \"a\", \"mesure\": \"value\"},\n \
         {\"id\": \"c\", \"value\": {}},\n \
         {\"id\": \"d\", \"id\": \"e\"}\n]",
        &[
            "2:77: unknown company `NVDA`",
            "3:24: `mesure` is not a column of a claims file; did you mean `measure`?",
            "4:23: value is neither text, a number, true or false, nor a list of texts",
            "5:20: `id` occurs twice",
        ],
    );
}

#[test]
fn a_file_that_is_not_there_is_another_failure() {
    let run = run(&["check", "no-such-file.csv"], "");
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.aside.starts_with("capex: cannot read `no-such-file.csv`: "), "{}", run.aside);
}

#[test]
fn the_example_is_a_good_file_in_every_format() {
    let csv = run(&["check", "--example"], "");
    assert_eq!(csv.code, 0);
    let checked = rows(&run(&["check", "-", "-f", "csv"], csv.out));
    assert!(checked.len() > 15);
    for row in &checked {
        let expected = if row.text("id") == "unknown" { "unknown" } else { "confirmed" };
        assert_eq!(row.text("verdict"), expected, "{row:?}");
    }
    for format in ["json", "ndjson", "tsv"] {
        let example = run(&["check", "--example", "-f", format], "");
        let again = rows(&run(&["check", "-", "-f", "csv"], example.out));
        assert_eq!(again.len(), checked.len(), "{format}");
    }
}
