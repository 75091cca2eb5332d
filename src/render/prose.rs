//! Sentences with figures in them: notes, and cells that show a calculation.

use super::cell;
use super::number;
use super::unit::PageScale;
use crate::report::{Part, Value};

/// A sentence for a page: figures as in its columns, in the unit the heading names.
pub(super) fn page(parts: &[Part], scale: &PageScale) -> String {
    join(parts, &|figure| cell::page_value(figure, scale))
}

/// A sentence for a machine format, where no heading names a unit: amounts in whole units, as in the columns beside
/// it, with their currency; percentages as on a page, because a bare fraction does not say what it is.
pub(super) fn machine(parts: &[Part]) -> String {
    join(parts, &|figure| match figure {
        Value::Blank => String::new(),
        Value::Missing(_) => "–".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Money(money) => format!("{} {}", money.currency, number::machine_money(*money)),
        Value::Change(fraction) => number::change(*fraction),
        Value::Share(fraction) => number::share(*fraction),
        Value::Number { value, places } => number::plain(*value, *places),
        Value::Date(date) => date.to_string(),
        Value::Phrase(parts) => machine(parts),
    })
}

fn join(parts: &[Part], figure: &dyn Fn(&Value) -> String) -> String {
    let texts = parts.iter().map(|part| match part {
        Part::Text(text) => cell::one_line(text).into_owned(),
        Part::Figure(value) => figure(value),
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Currency, Money};
    use crate::render::Scale;
    use crate::report::{Column, Grid, Note};

    fn note() -> Note {
        let total = Money::usd(376_104_000_000_i64.into());
        Note::new("basis", "On one: ").money(total).text(", ").change("0.6467".parse().unwrap()).text(".")
    }

    fn page_in(currency: &str) -> Grid {
        let mut page = Grid { columns: vec![Column::number("2025")], rows: Vec::new() };
        page.push(vec![Money { amount: 1.into(), currency: currency.parse::<Currency>().unwrap() }.into()]);
        page
    }

    #[test]
    fn a_page_s_sentences_use_the_unit_of_its_heading() {
        let shown = |page: &Grid| super::page(&note().parts, &Scale::default().settle(page));
        assert_eq!(shown(&page_in("USD")), "On one: 376.1, +64.7%.");
        assert_eq!(shown(&page_in("CNY")), "On one: USD 376.1 bn, +64.7%.");
        assert_eq!(shown(&Grid::default()), "On one: USD 376.1 bn, +64.7%.");
    }

    #[test]
    fn a_machine_format_s_sentences_name_the_currency() {
        assert_eq!(machine(&note().parts), "On one: USD 376104000000, +64.7%.");
    }
}
