//! What a cell reads as, on a page and for a machine; the same in every format of its kind.

use std::borrow::Cow;

use super::unit::PageScale;
use super::{chart, number, prose};
use crate::model::{Money, legible};
use crate::report::{Cell, Mark, Quantity, Row, Value};

/// A cell for a page: scaled, rounded, marked, on one line.
pub(super) fn page(cell: &Cell, scale: &PageScale) -> String {
    let text = page_value(&cell.value, scale) + marks_after(cell);
    if cell.mark == Mark::Approximate && takes_mark(&cell.value) { format!("≈{text}") } else { text }
}

/// The marks that stand after a cell's text: `*` where quarters are missing, `†` where it rests on a user's data.
pub(super) fn marks_after(cell: &Cell) -> &'static str {
    match (cell.mark, cell.of_user) {
        _ if !takes_mark(&cell.value) => "",
        (Mark::Partial, true) => "*†",
        (Mark::Partial, false) => "*",
        (_, true) => "†",
        (_, false) => "",
    }
}

/// A value for a page, without its cell's mark.
pub(super) fn page_value(value: &Value, scale: &PageScale) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Missing(_) => "–".to_owned(),
        Value::Text(text) => one_line(text).into_owned(),
        Value::Period(period) => period.to_string(),
        Value::Figure(figure) => page_figure(*figure, |money| scale.money(money)),
        Value::Phrase(words) => prose::page(words, scale),
        Value::Sparkline(_, figures) => chart::sparkline(figures),
    }
}

/// A figure for a page, its amounts printed by `money`.
pub(super) fn page_figure(figure: Quantity, money: impl Fn(Money) -> String) -> String {
    match figure {
        Quantity::Money(amount) => money(amount),
        Quantity::Change(fraction) => number::change(fraction),
        Quantity::Share(fraction) => number::share(fraction),
        Quantity::Number { value, places } => number::plain(value, places),
        Quantity::Date(date) => date.to_string(),
    }
}

/// What a section says.
pub(super) fn section(row: &Row, scale: &PageScale) -> String {
    row.cells.first().map(|cell| page(cell, scale)).unwrap_or_default()
}

fn takes_mark(value: &Value) -> bool {
    !matches!(value, Value::Blank | Value::Missing(_))
}

/// The number in a cell as machine formats print it; `None` if it holds none.
pub(super) fn machine_number(value: &Value) -> Option<String> {
    match value.figure()? {
        Quantity::Money(money) => Some(number::machine_money(money)),
        Quantity::Change(fraction) | Quantity::Share(fraction) => Some(number::machine(fraction)),
        Quantity::Number { value, .. } => Some(number::machine_plain(value)),
        Quantity::Date(_) => None,
    }
}

/// The text with every control character as a space: a line break would split a line of a table in two, and an
/// escape sequence in a file of somebody else's would reach the terminal.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    without_controls(text, &[])
}

/// The text with every control character as a space, but for those allowed, and what deceives a reader written out.
pub(super) fn without_controls<'t>(text: &'t str, allowed: &[char]) -> Cow<'t, str> {
    let bad = |letter: char| letter.is_control() && !allowed.contains(&letter);
    if text.contains(bad) { legible(&text.replace(bad, " ")).into_owned().into() } else { legible(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::render::Scale;
    use crate::report::{Grid, Heading};

    fn shown(cell: &Cell) -> String {
        let mut page = Grid { columns: vec![Heading::number("")], rows: Vec::new() };
        page.push(vec![cell.clone()]);
        super::page(cell, &Scale::default().settle(&page, crate::render::Language::En))
    }

    #[test]
    fn marks_stand_beside_the_number() {
        let cell = Cell::from(Money::usd(128_320_000_000_i64.into()));
        assert_eq!(shown(&cell), "128.3");
        assert_eq!(shown(&cell.clone().marked(Mark::Approximate)), "≈128.3");
        assert_eq!(shown(&cell.clone().marked(Mark::Partial)), "128.3*");
        assert_eq!(shown(&cell.clone().of_user(true)), "128.3†");
        assert_eq!(shown(&cell.marked(Mark::Partial).of_user(true)), "128.3*†");
    }

    #[test]
    fn what_is_not_there_has_no_mark() {
        assert_eq!(shown(&Cell::missing("not disclosed").marked(Mark::Partial)), "–");
        assert_eq!(shown(&Cell::BLANK.marked(Mark::Partial).of_user(true)), "");
    }

    #[test]
    fn text_cannot_leave_its_line_or_command_the_terminal() {
        assert_eq!(shown(&Cell::text("a\tb\nc\u{1b}[31m")), "a b c [31m");
    }
}
