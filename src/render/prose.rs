//! Words with figures in them: titles, headings, notes, and cells that show a calculation.

use super::cell::{self, one_line};
use super::html::entities;
use super::language::Language;
use super::number;
use super::unit::PageScale;
use super::wrap::wrap;
use crate::model::{Money, NamedOption, capitalised};
use crate::report::{Join, NO_BREAK, Quantity, Words};
use rust_decimal::Decimal;

/// What commands and options read as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OptionStyle {
    /// As they are typed.
    Typed,
    /// Commands are left out, and options are named: nobody can type anything into a picture.
    Named,
    /// The same, with each option between marks that no text has, to become a link.
    Marked,
}

/// What stands before an option that is to become a link, between its switch and its name, and behind.
const MARKS: [char; 3] = ['\u{2}', '\u{3}', '\u{4}'];

/// Words for a page: figures as in its columns, in the unit the heading names.
pub(super) fn page(words: &Words, scale: &PageScale) -> String {
    unbroken(words, scale, OptionStyle::Typed).replace(NO_BREAK, " ")
}

/// The same for a picture, which names no commands.
pub(super) fn picture(words: &Words, scale: &PageScale) -> String {
    unbroken(words, scale, OptionStyle::Named).replace(NO_BREAK, " ")
}

/// The same for a page with switches, escaped: an option leads to its switch.
pub(super) fn linked(words: &Words, scale: &PageScale) -> String {
    let [open, middle, close] = MARKS;
    let text = entities(&unbroken(words, scale, OptionStyle::Marked)).replace(NO_BREAK, " ");
    text.replace(open, "<a class=\"switch\" href=\"#").replace(middle, "\">").replace(close, "</a>")
}

/// The words of a page in lines of a width.
pub(super) fn lines(words: &Words, scale: &PageScale, width: usize) -> Vec<String> {
    wrap(&unbroken(words, scale, OptionStyle::Typed), width)
        .into_iter()
        .map(|line| line.replace(NO_BREAK, " "))
        .collect()
}

fn unbroken(words: &Words, scale: &PageScale, options: OptionStyle) -> String {
    text(words, scale.language, options, &|figure| cell::page_figure(figure, |money| scale.money(money)))
}

/// Words for a machine format, where no heading names a unit: English, amounts in whole units, as in the columns beside
/// them, with their currency; percentages as on a page, because a bare fraction does not say what it is.
pub(super) fn machine(words: &Words) -> String {
    plain(words, Language::En)
}

/// Words with amounts in whole units, in a language.
pub fn plain(words: &Words, language: Language) -> String {
    let money = |money: Money| format!("{} {}", money.currency, number::machine_money(money));
    let text = text(words, language, OptionStyle::Typed, &|figure| cell::page_figure(figure, money));
    text.replace(NO_BREAK, " ")
}

fn text(words: &Words, language: Language, options: OptionStyle, figure: &dyn Fn(Quantity) -> String) -> String {
    let part = |words: &Words, language| text(words, language, options, figure);
    match words {
        Words::Text(text) => one_line(text).into_owned(),
        Words::Name(texts) => one_line(texts.of(language)).into_owned(),
        Words::Figure(value) => figure(*value),
        Words::Apart { amount, from } => {
            let [shown, other] = [amount, from].map(|money| figure(Quantity::Money(*money)));
            if shown != other || amount == from { shown } else { apart(*amount, *from, language) }
        }
        Words::Day(day) => language.day(*day),
        Words::Period(period) => language.period(*period),
        Words::Each(words) => part(language.of(words), language),
        Words::Capitalised(words) => capitalised(&part(words, language)),
        Words::Option(option) => named(option, options, |words| part(words, language)),
        Words::List(how, parts) => {
            let texts = parts.iter().map(|words| part(words, language));
            // A sentence that only names commands is none without them.
            let texts: Vec<String> = texts.filter(|text| *how != Join::Sentences || !text.is_empty()).collect();
            language.join(*how, &texts)
        }
        Words::Say(said) => fill(&said.text(language, options == OptionStyle::Typed), language, |name, language| {
            let place = said.places.iter().find(|(of, _)| *of == name);
            place.map_or_else(String::new, |(_, words)| part(words, language))
        }),
    }
}

fn named(option: &NamedOption, options: OptionStyle, text: impl Fn(&Words) -> String) -> String {
    let [open, middle, close] = MARKS;
    match options {
        OptionStyle::Typed => text(&option.typed),
        OptionStyle::Named => text(&option.name),
        OptionStyle::Marked => format!("{open}{}={}{middle}{}{close}", option.switch, option.value, text(&option.name)),
    }
}

/// An amount in the largest unit below billions in which another is not printed alike.
fn apart(amount: Money, from: Money, language: Language) -> String {
    let in_units = |money: Money, power: u32| number::plain(money.amount / Decimal::from(10_u64.pow(power)), 0);
    let differ = |power: &u32| in_units(amount, *power) != in_units(from, *power);
    let power = [6, 3].into_iter().find(differ).unwrap_or(0);
    let (currency, amount) = (amount.currency, in_units(amount, power));
    let symbol = match power {
        6 => "m",
        3 => "k",
        _ => "",
    };
    language.amount(&amount, symbol, currency)
}

/// A template with its places filled. What stands between backticks was typed, or is to be, and has no language.
fn fill(template: &str, language: Language, place: impl Fn(&str, Language) -> String) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    let mut is_quoted = false;
    let append = |filled: &mut String, piece: &str, is_quoted: bool| {
        if is_quoted { filled.push_str(piece) } else { language.append(filled, piece) }
    };
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        append(&mut filled, before, is_quoted);
        is_quoted ^= before.matches('`').count() % 2 == 1;
        append(&mut filled, &place(name, if is_quoted { Language::En } else { language }), is_quoted);
        rest = after;
    }
    append(&mut filled, rest, is_quoted);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;
    use crate::render::Scale;
    use crate::report::{Grid, Heading, Note};
    use crate::say;

    fn note() -> Note {
        let total = Money::usd(376_104_000_000_i64.into());
        Note::new(
            "basis",
            say!(on_new_definition, before = "2024", amount = total, growth = "0.6467".parse::<Decimal>().unwrap()),
        )
    }

    fn page_in(currency: &str) -> Grid {
        let mut page = Grid { columns: vec![Heading::number("2025")], rows: Vec::new() };
        page.push(vec![Money { amount: 1.into(), currency: currency.parse::<Currency>().unwrap() }.into()]);
        page
    }

    #[test]
    fn a_page_s_sentences_use_the_unit_of_its_heading() {
        let shown = |page: &Grid| super::page(&note().words, &Scale::default().settle(page, Language::En));
        assert_eq!(shown(&page_in("USD")), "On the new definition, 2024 was 376.1 and growth is +64.7%.");
        assert_eq!(shown(&page_in("CNY")), "On the new definition, 2024 was USD 376.1 bn and growth is +64.7%.");
        assert_eq!(shown(&Grid::default()), "On the new definition, 2024 was USD 376.1 bn and growth is +64.7%.");
    }

    #[test]
    fn a_machine_format_s_sentences_name_the_currency() {
        assert_eq!(machine(&note().words), "On the new definition, 2024 was USD 376104000000 and growth is +64.7%.");
    }

    #[test]
    fn two_amounts_are_printed_in_a_unit_in_which_they_differ() {
        let shown = |amount: i64, from: i64| {
            let words = Words::Apart { amount: Money::usd(amount.into()), from: Money::usd(from.into()) };
            let scale = Scale::default().settle(&Grid::default(), Language::En);
            (super::page(&words, &scale), machine(&words))
        };
        let of = |page: &str, machine: &str| (page.to_owned(), machine.to_owned());
        assert_eq!(shown(5_460_000_000, 5_510_000_000), of("USD 5,460 m", "USD 5460000000"));
        assert_eq!(shown(5_460_000_000, 4_000_000_000), of("USD 5.5 bn", "USD 5460000000"));
        assert_eq!(shown(1_234_000, 1_235_000), of("USD 1,234 k", "USD 1234000"));
        assert_eq!(shown(1_234_001, 1_234_002), of("USD 1,234,001", "USD 1234001"));
        assert_eq!(shown(7, 7), of("USD 0.0 bn", "USD 7"));
    }

    #[test]
    fn what_stands_between_backticks_has_no_language() {
        let shown = |typed: &str| plain(&say!(unknown_command, typed, advice = Words::NONE), Language::Zh);
        assert_eq!(shown("about"), "未知的命令 `about`");
        assert_eq!(shown("公司a"), "未知的命令 `公司a`");
    }
}
