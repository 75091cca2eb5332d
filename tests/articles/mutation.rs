//! Right figures made wrong: few may still be confirmed, and most must be contradicted.

use crate::golden::FIVE;
use crate::table::{Golden, Row, at, found, percent};

/// The digits of a figure with what stands before and behind them; `None` of a figure in words.
fn digits(text: &str) -> Option<(usize, usize)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let rest = &text[start..];
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
    Some((start, start + end))
}

/// A figure times a factor to the same digits; `None` if that is within its rounding.
fn times(text: &str, percent: i64) -> Option<String> {
    let (start, end) = digits(text)?;
    let printed = &text[start..end];
    let places = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let plain: i64 = printed.replace(['.', ','], "").parse().ok()?;
    let changed = (plain * percent + 50) / 100;
    let in_tens = places == 0 && plain % 10 == 0 && text[end..].trim_start().starts_with(['亿', '億']);
    if (changed - plain).abs() <= if in_tens { 10 } else { 1 } || changed == 0 {
        return None;
    }
    let all = format!("{changed:0width$}", width = places + 1);
    let (whole, fraction) = all.split_at(all.len() - places);
    let number = if places == 0 { whole.to_owned() } else { format!("{whole}.{fraction}") };
    Some(format!("{}{number}{}", &text[..start], &text[end..]))
}

/// The text with all of its right figures times a factor, and the rows where they stand then.
fn changed(golden: &Golden, percent: i64) -> (String, Vec<Row>) {
    let mut lines: Vec<String> = golden.text.split('\n').map(str::to_owned).collect();
    let mut rows = Vec::new();
    for (number, line) in lines.iter_mut().enumerate() {
        let mut of_line: Vec<&Row> = golden.rows.iter().filter(|row| row.line == number + 1).collect();
        of_line.sort_by_key(|row| row.col);
        let mut shift = 0_isize;
        for row in of_line.into_iter().filter(|row| row.is_right()) {
            let Some(wrong) = times(&row.text, percent) else { continue };
            let at = row.col.checked_add_signed(shift).expect("a column");
            let place = |column: usize| line.char_indices().nth(column - 1).map_or(line.len(), |(place, _)| place);
            let length = row.text.chars().count();
            let (start, end) = (place(at), place(at + length));
            assert_eq!(&line[start..end], row.text, "{}:{}", golden.name, row.line);
            line.replace_range(start..end, &wrong);
            shift += isize::try_from(wrong.chars().count()).expect("small") - isize::try_from(length).expect("small");
            rows.push(Row { col: at, text: wrong, ..row.clone() });
        }
    }
    (lines.join("\n"), rows)
}

#[test]
fn wrong_figures_are_seldom_confirmed_and_mostly_contradicted() {
    let (mut all, mut confirmed, mut contradicted) = (0, 0, 0);
    for golden in FIVE.map(Golden::new) {
        for percent in [70, 75, 80, 85, 90, 95, 105, 110, 115, 120, 125, 130, 135, 140] {
            let (text, rows) = changed(&golden, percent);
            let found = found(golden.name, &text);
            for row in rows {
                let verdict = at(&found, &row).map_or("", |one| one.verdict);
                all += 1;
                confirmed += usize::from(verdict == "confirmed");
                contradicted += usize::from(verdict == "contradicted");
                if verdict == "confirmed" {
                    println!("{}:{}:{} {} at {percent}%", golden.name, row.line, row.col, row.text);
                }
            }
        }
    }
    println!("{all} wrong figures: {confirmed} confirmed, {contradicted} contradicted");
    assert!(percent(confirmed * 10, all) < 40, "{confirmed} of {all} confirmed");
    assert!(percent(contradicted, all) >= 65, "{contradicted} of {all} contradicted");
}
