//! What went wrong, and why figures are missing, in words that can be put into another language.
//!
//! The layers below say the same in English; a test holds the two together.

use crate::data::{Advice, Meant, Unknown};
use crate::derive::{Approximation, Filed, Gap, Recast};
use crate::fx::{Doubt, Missing};
use crate::model::{BadPeriod, BadWindow, Company, Window};
use crate::report::{Value, Words};
use crate::say;

/// Why a figure of a company is missing. What a company that the user added discloses is not known, only what is in the files.
pub fn gap(gap: &Gap, company: &Company) -> Words {
    match gap {
        Gap::NotReported | Gap::Undisclosed if company.origin.is_user() => say!("not in your data"),
        Gap::NotReported => say!("not reported by the company"),
        Gap::Undefined => say!("no definition covers the period"),
        Gap::BeforeData(first) => say!("no figure before {first}", first = *first),
        Gap::AfterData(last) => say!("no figure after {last}", last = *last),
        Gap::Undisclosed => say!("never disclosed"),
        Gap::LeftOut { filed, why } => {
            say!("a figure filed on {day} was set aside: {reason}", day = *filed, reason = why.words())
        }
        Gap::NotYetPublished(day) => say!("first published on {day}", day = *day),
        Gap::Restated { on, part: true, earlier } => match on.yesterday() {
            Ok(eve) if *earlier => say!(
                "part of the year was restated on {day} and the rest was not; --as-of {eve} shows it as first filed",
                day = *on,
                eve
            ),
            _ => say!("part of the year was restated on {day} and the rest was not", day = *on),
        },
        Gap::Restated { on, part: false, earlier } => match on.yesterday() {
            Ok(eve) if *earlier => say!(
                "the year was restated on {day} and its parts were not; --as-of {eve} shows them as first filed",
                day = *on,
                eve
            ),
            _ => say!("the year was restated on {day} and its parts were not", day = *on),
        },
        Gap::TwoDefinitions => say!("the definition changed within the period"),
        Gap::NotAdditive => say!("stated for single quarters and fiscal years only"),
        Gap::YearChanged(day) => say!("no quarter of the company: its fiscal year changed after {day}", day = *day),
        Gap::Unlike => say!("the two figures do not cover the same quarters"),
    }
}

/// Why a figure is only approximate.
pub fn approximation(reason: &Approximation) -> Words {
    match reason {
        Approximation::StandIn(definition) => (&definition.words).into(),
        Approximation::AsFiled(filed, recast, on) => {
            let filed = match filed {
                Filed::First => say!("as first filed"),
                Filed::Last => say!("as last filed"),
                Filed::WorkedOut => say!("worked out from figures as first filed"),
            };
            let recast = match recast {
                Recast::Year => say!("the year was restated on {day}", day = *on),
                Recast::Around => say!("a longer period around it was restated on {day}", day = *on),
                Recast::Beside => say!("another part of the year was restated on {day}", day = *on),
            };
            Words::semicolons([filed, recast])
        }
        Approximation::Apart => say!("the quarters of the year do not add up to it"),
        Approximation::Mixed => {
            say!("adds restated figures to those of the year before, which had not been restated")
        }
        Approximation::NearestQuarters => say!(
            "its quarters do not end with the calendar's, and each stands for the calendar quarter that holds most of its days; --fiscal shows its own periods"
        ),
        Approximation::Both(reasons) => Words::semicolons([approximation(&reasons.0), approximation(&reasons.1)]),
    }
}

/// A word that names nothing of its kind, and what was perhaps meant.
pub fn unknown(unknown: &Unknown) -> Words {
    let Unknown { kind, typed, advice } = unknown;
    let kind = *kind;
    let meant = |meant: &Meant| match &meant.name {
        Some(en) => {
            let name = Words::Name { en: en.clone(), zh: meant.name_zh.clone() };
            say!("`{word}` ({name})", word = &meant.word, name)
        }
        None => say!("`{word}`", word = &meant.word),
    };
    let advice = match advice {
        Advice::DidYouMean(one) => say!("did you mean {word}?", word = meant(one)),
        Advice::OneOf(all) => say!("it is one of {words}", words = Words::items(all.iter().map(meant))),
    };
    say!("unknown {kind} `{typed}`; {advice}", kind, typed, advice)
}

/// The same of a word on the command line, where a period is perhaps in the wrong place.
pub fn unknown_word(error: &Unknown) -> Words {
    let Unknown { kind, typed, .. } = error;
    match typed.parse::<Window>() {
        Ok(_) => say!(
            "`{typed}` is a period, not a {kind}; where a command takes periods, they follow -p: `-p {typed}`",
            typed,
            kind = *kind
        ),
        Err(_) => unknown(error),
    }
}

/// Why a word is no period.
pub fn bad_period(error: &BadPeriod) -> Words {
    match error {
        BadPeriod::Shape(typed) => say!(
            "`{typed}` is not a period; try 2025, 2025Q3, 2025H1, FY2025, FY2025Q2, 2019..2025, latest, last8q or last5y",
            typed
        ),
        BadPeriod::Part { typed, parts, suggestion } => say!(
            "`{typed}` is not a period: a year has {parts}; did you mean `{suggestion}`?",
            typed,
            parts = *parts,
            suggestion
        ),
    }
}

/// Why an expression gives no periods.
pub fn bad_window(error: &BadWindow) -> Words {
    match error {
        BadWindow::Period(error) => bad_period(error),
        BadWindow::Ends(first, last) => say!(
            "the ends of `{first}..{last}` are not of one kind; write two years, two quarters or two halves",
            first = first.to_string(),
            last = last.to_string()
        ),
        BadWindow::Backwards(first, last) => say!(
            "`{first}..{last}` runs backwards; did you mean `{last}..{first}`?",
            first = first.to_string(),
            last = last.to_string()
        ),
        BadWindow::Long(typed) => say!("`{typed}` asks for too many periods; the most is 400", typed),
    }
}

/// Why there is no rate of exchange.
pub fn missing(missing: &Missing) -> Words {
    match missing {
        Missing::Before(day) => say!("no rate before {day}", day = *day),
        Missing::After(day) => say!("no rate after {day}", day = *day),
        Missing::Between(from, to) => say!("no rate between {from} and {to}", from = *from, to = *to),
    }
}

/// What is doubtful about a fixing.
pub fn doubt(doubt: &Doubt) -> Words {
    match doubt {
        Doubt::Contradicts { day, currency, rate, bundled } => say!(
            "The fixing of {currency} on {day} is {rate}, and {bundled} in the bundled data, which stands.",
            currency = currency.code(),
            day = Words::Day(*day),
            rate = rate.to_string(),
            bundled = bundled.to_string()
        ),
        Doubt::Weekend(day) => {
            say!("The fixings of {day} are left out: the bank publishes none on weekends.", day = Words::Day(*day))
        }
        Doubt::Future(day) => {
            say!("The fixings of {day} are left out: the day is still to come.", day = Words::Day(*day))
        }
        Doubt::Jump { day, currency, change } => say!(
            "The fixing of {currency} moved by {change} to {day}; it is kept.",
            currency = currency.code(),
            change = Value::Change(*change),
            day = Words::Day(*day)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Why;
    use crate::render::{Language, plain};
    use jiff::civil::date;

    fn english(words: &Words) -> String {
        plain(words, Language::En)
    }

    #[test]
    fn reasons_are_those_of_the_layers_below() {
        let day = date(2025, 2, 8);
        let restated = |part, earlier| Gap::Restated { on: day, part, earlier };
        let gaps = [
            Gap::NotReported,
            Gap::Undefined,
            Gap::BeforeData(day),
            Gap::AfterData(day),
            Gap::Undisclosed,
            Gap::NotYetPublished(day),
            Gap::LeftOut { filed: day, why: Why::Negative },
            restated(false, true),
            restated(false, false),
            restated(true, true),
            restated(true, false),
            Gap::TwoDefinitions,
            Gap::NotAdditive,
            Gap::Unlike,
        ];
        let data = crate::data::Dataset::bundled().unwrap();
        for one in gaps {
            assert_eq!(english(&gap(&one, &data.companies()[0])), one.to_string());
        }
        for one in [Missing::Before(day), Missing::After(day), Missing::Between(day, day)] {
            assert_eq!(english(&missing(&one)), one.to_string());
        }
    }

    #[test]
    fn errors_are_those_of_the_layers_below() {
        for typed in ["x", "2025Q5", "2025H3", "2019..2025Q1", "2025..2019", "last9999q"] {
            let error = typed.parse::<Window>().unwrap_err();
            assert_eq!(english(&bad_window(&error)), error.to_string());
        }
        let data = crate::data::Dataset::bundled().unwrap();
        for error in [data.company("amzon"), data.company("zzz")].map(Result::unwrap_err) {
            assert_eq!(english(&unknown(&error)), error.to_string());
        }
        for error in [data.metric("cpaex"), data.metric("zzz")].map(Result::unwrap_err) {
            assert_eq!(english(&unknown(&error)), error.to_string());
        }
    }
}
