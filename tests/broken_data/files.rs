//! Files that are broken as a whole, and those that only look so.

use super::*;

#[test]
fn with_a_column_missing() {
    change(META, ",confidence,restated,", ",confidence,").is_refused_once("restated");
}

#[test]
fn with_a_column_too_many() {
    change(META, "note,last_printed\n", "note,last_printed,extra\n").is_refused_once("extra");
}

#[test]
fn with_columns_in_another_order() {
    change(GUIDANCE, "company,announced,", "announced,company,").is_refused_once("announced,company");
}

#[test]
fn with_a_cell_missing() {
    fact("filing,,", "filing,").is_refused_once("11 cells; expected 12");
}

#[test]
fn with_a_cell_too_many() {
    fact("filing,,", "filing,,,").is_refused_once("13 cells; expected 12");
}

#[test]
fn with_nul_bytes() {
    fact("revenue", "rev\0enue").is_refused("control character (U+0000)");
    for file in FILES {
        let copy = Copy::new();
        copy.edit(file, |bytes| vec![0; bytes.len()]);
        copy.is_refused(file, 1, "header");
    }
}

#[test]
fn with_nul_bytes_do_not_reach_the_terminal() {
    let output = fact("revenue", "rev\0\u{1b}[31menue").copy.validate();
    let raw = output.stderr.iter().any(|byte| byte.is_ascii_control() && *byte != b'\n');
    assert!(!raw, "{:?}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn that_are_not_utf_8() {
    for file in FILES {
        let copy = Copy::new();
        let lines = fs::read_to_string(copy.path(file)).expect("the file").lines().count();
        copy.edit(file, |bytes| [&bytes[..], b"\xff\xfe\n"].concat());
        copy.is_refused(file, lines + 1, "not UTF-8");
    }
}

#[test]
fn in_utf_16() {
    let copy = Copy::new();
    copy.edit(COMPANIES, |bytes| {
        let text = String::from_utf8(bytes).expect("UTF-8");
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    });
    copy.is_refused(COMPANIES, 1, "not UTF-8");
}

#[test]
fn with_a_quote_that_is_never_closed_in_the_first_cell() {
    fact("revenue", "\"revenue").is_refused("quote not closed");
}

#[test]
fn with_a_quote_that_is_never_closed_in_the_last_cell() {
    // Everything below would become a note.
    fact("filing,,", "filing,,\"see below").is_refused("quote");
    said("company,", "company,\"see below").is_refused("quote");
}

#[test]
fn that_are_empty() {
    for file in FILES {
        let copy = Copy::new();
        copy.edit(file, |_| Vec::new());
        copy.is_refused(file, 1, "header");
    }
}

#[test]
fn that_are_missing() {
    for file in [COMPANIES, METRICS, DEFINITIONS, SOURCES, GUIDANCE] {
        let copy = Copy::new();
        fs::remove_file(copy.path(file)).expect("removed");
        copy.is_unreadable(file);
    }
}

#[test]
fn of_facts_missing_for_a_company() {
    let copy = Copy::new();
    fs::remove_file(copy.path(META)).expect("removed");
    let output = copy.validate();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && complaint.contains("META"), "META has no facts, and nothing is said");
}

#[test]
fn that_are_folders() {
    let copy = Copy::new();
    fs::remove_file(copy.path(SOURCES)).expect("removed");
    fs::create_dir(copy.path(SOURCES)).expect("a folder");
    copy.is_unreadable(SOURCES);
}

#[test]
fn with_crlf_line_ends_are_accepted() {
    let copy = Copy::new();
    for file in FILES {
        copy.edit(file, |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\n', "\r\n").into_bytes());
    }
    copy.is_accepted();
}

#[test]
fn with_crlf_line_ends_keep_their_line_numbers() {
    let changed = fact("2023-03-31", "2023-02-30");
    changed.copy.edit(META, |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\n', "\r\n").into_bytes());
    changed.is_refused_once("2023-02-30");
}

#[test]
fn with_blank_lines_keep_their_line_numbers() {
    let changed = fact("2023-03-31", "2023-02-30");
    let blank = |bytes| String::from_utf8(bytes).expect("UTF-8").replacen("\nrevenue,", "\n\n\nrevenue,", 3);
    changed.copy.edit(META, |bytes| blank(bytes).into_bytes());
    changed.copy.is_refused(META, changed.line + 6, "2023-02-30");
}

#[test]
fn with_a_blank_line_above_a_row_name_the_line_of_the_row() {
    fact(FACT, &format!("\n{}", FACT.replace("28645000000", "abc"))).is_refused_below("`abc`");
}

#[test]
fn with_a_byte_order_mark_are_accepted() {
    let copy = Copy::new();
    for file in FILES {
        copy.edit(file, |bytes| [b"\xef\xbb\xbf", &bytes[..]].concat());
    }
    copy.is_accepted();
}

#[test]
fn without_a_last_line_end_are_accepted() {
    let copy = Copy::new();
    for file in FILES {
        copy.edit(file, |bytes| bytes[..bytes.len() - 1].to_vec());
    }
    copy.is_accepted();
}

#[test]
fn with_cr_line_ends_are_refused_in_a_few_words() {
    let copy = Copy::new();
    copy.edit(META, |bytes| String::from_utf8(bytes).expect("UTF-8").replace('\n', "\r").into_bytes());
    let output = copy.validate();
    assert_eq!(output.status.code(), Some(4));
    assert!(output.stderr.len() < 1_000, "{} bytes of message", output.stderr.len());
}
