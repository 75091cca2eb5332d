//! Files made up by chance against a plain reading of them.

use std::cmp::Reverse;

use capex::fx::{Missing, Rates};
use capex::model::{Currency, Span};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::code;

/// A made-up file: for each day, rates of two currencies, some of them missing.
#[derive(Debug, Clone)]
struct Made {
    days: Vec<(Date, Option<u32>, Option<u32>)>,
    line_end: &'static str,
    mark: &'static str,
    tail: &'static str,
}

impl Made {
    fn lines(&self) -> Vec<String> {
        let cell = |rate: Option<u32>| rate.map_or_else(String::new, |rate| Decimal::new(rate.into(), 4).to_string());
        self.days.iter().map(|(day, a, b)| format!("{day},{},{}", cell(*a), cell(*b))).collect()
    }

    fn text(&self) -> String {
        self.of(&self.lines())
    }

    fn of(&self, lines: &[String]) -> String {
        let Self { line_end, mark, tail, .. } = self;
        format!("{mark}date,AAA,BBB{line_end}{}{tail}", lines.join(line_end))
    }

    /// Rates from AAA to BBB, by day.
    fn quotes(&self) -> Vec<(Date, Decimal)> {
        let both =
            |(day, a, b): &(Date, Option<u32>, Option<u32>)| Some((*day, Decimal::from((*b)?) / Decimal::from((*a)?)));
        self.days.iter().filter_map(both).collect()
    }

    /// The days of which all is known: those of the file, and weekends beside it.
    fn known(&self) -> Span {
        let weekend = |day: &Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let (mut start, mut end) = (self.days[0].0, self.days[self.days.len() - 1].0);
        while let Some(before) = start.yesterday().ok().filter(weekend) {
            start = before;
        }
        while let Some(after) = end.tomorrow().ok().filter(weekend) {
            end = after;
        }
        Span { start, end }
    }

    /// The rates of a span, if it is whole.
    fn inside(&self, span: Span) -> Option<Vec<(Date, Decimal)>> {
        let known = self.known();
        let inside: Vec<_> =
            self.quotes().into_iter().filter(|(day, _)| (span.start..=span.end).contains(day)).collect();
        let marks: Vec<Date> =
            [span.start].into_iter().chain(inside.iter().map(|(day, _)| *day)).chain([span.end]).collect();
        let whole = known.contains(&span) && marks.windows(2).all(|pair| apart(pair[0], pair[1]) <= 7);
        (whole && !inside.is_empty()).then_some(inside)
    }
}

fn apart(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

prop_compose! {
    fn rate()(rate in prop_oneof![8 => (1_u32..10_000_000).prop_map(Some), 1 => Just(None)]) -> Option<u32> { rate }
}

prop_compose! {
    /// Between February and April, where the calendar has no fixed holiday.
    fn made()(
        first in 0_i32..20,
        steps in prop::collection::vec((prop_oneof![12 => 1_i32..=4, 1 => 5_i32..12], rate(), rate()), 1..24),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
        mark in prop::sample::select(vec!["", "\u{feff}"]),
        tail in prop::sample::select(vec!["", "\n", "\r\n", "\n\n"]),
    ) -> Made {
        let mut day = date(2025, 2, 1).saturating_add(first.days());
        let mut days = Vec::new();
        for (step, a, b) in steps {
            days.push((day, a, b));
            day = day.saturating_add(step.days());
        }
        days.retain(|(day, ..)| *day < date(2025, 4, 30));
        Made { days, line_end, mark, tail }
    }
}

fn ab() -> (Currency, Currency) {
    (code("AAA"), code("BBB"))
}

proptest! {
    #[test]
    fn averages_ends_and_ranges_are_those_of_a_plain_reading(made in made(), start in -5_i32..95, length in 0_i32..60) {
        let text = made.text();
        let rates = Rates::open("made.csv", &text).expect("a good file");
        prop_assert!(rates.problems().is_empty());
        let start = date(2025, 2, 1).saturating_add(start.days());
        let span = Span { start, end: start.saturating_add(length.days()) };
        let (a, b) = ab();
        let average = rates.average(a, b, span).expect("a good file");
        let range = rates.range(a, b, span).expect("a good file");
        match made.inside(span) {
            None => {
                let missing = average.expect_err("no average");
                prop_assert_eq!(range.expect_err("no range"), missing);
                let known = made.known();
                prop_assert_eq!(matches!(missing, Missing::Before(_)), span.start < known.start);
                prop_assert_eq!(matches!(missing, Missing::After(_)), span.start >= known.start && span.end > known.end);
            }
            Some(inside) => {
                let average = average.expect("an average");
                let sum: Decimal = inside.iter().map(|(_, rate)| *rate).sum();
                prop_assert_eq!(average.rate, sum / Decimal::from(inside.len()));
                let (first, last) = (inside[0], inside[inside.len() - 1]);
                prop_assert_eq!((average.first, average.last, average.days as usize), (first.0, last.0, inside.len()));
                let end = rates.end(a, b, span).expect("a good file").expect("an end");
                prop_assert_eq!((end.day, end.rate), last);
                let (low, high) = range.expect("a range");
                let least = inside.iter().min_by_key(|(day, rate)| (*rate, *day)).expect("a rate");
                let most = inside.iter().max_by_key(|(day, rate)| (*rate, Reverse(*day))).expect("a rate");
                prop_assert_eq!(((low.day, low.rate), (high.day, high.rate)), (*least, *most));
            }
        }
    }

    #[test]
    fn a_day_has_the_last_rate_of_seven_days(made in made(), day in -5_i32..100) {
        let text = made.text();
        let rates = Rates::open("made.csv", &text).expect("a good file");
        let day = date(2025, 2, 1).saturating_add(day.days());
        let (a, b) = ab();
        let known = made.known();
        let last = made.quotes().into_iter().rfind(|(of, _)| *of <= day);
        let expected = last.filter(|(of, _)| apart(*of, day) <= 7 && known.start <= day && day <= known.end);
        let spot = rates.on(a, b, day).expect("a good file");
        prop_assert_eq!(spot.ok().map(|spot| (spot.quote.day, spot.quote.rate)), expected);
        prop_assert!(spot.is_err() || spot.unwrap().asked == day);
    }

    #[test]
    fn what_is_known_on_a_day_is_the_file_up_to_it(made in made(), day in 0_i32..95) {
        let (text, day) = (made.text(), date(2025, 2, 1).saturating_add(day.days()));
        let (a, b) = ab();
        let shorter = Made { days: made.days.iter().copied().filter(|(of, ..)| *of <= day).collect(), ..made.clone() };
        let known = Rates::open("made.csv", &text).expect("a good file").known_on(day).expect("a good file");
        prop_assert_eq!(known.is_err(), shorter.days.is_empty());
        if let Ok(known) = known {
            let text = shorter.text();
            let alone = Rates::open("made.csv", &text).expect("a good file");
            prop_assert_eq!((known.first(), known.last()), (alone.first(), alone.last()));
            let span = Span { start: alone.first(), end: alone.last() };
            prop_assert_eq!(known.average(a, b, span), alone.average(a, b, span));
            prop_assert_eq!(known.on(a, b, alone.last()), alone.on(a, b, alone.last()));
        }
    }

    #[test]
    fn lines_out_of_order_are_refused(made in made(), one in any::<prop::sample::Index>(), other in any::<prop::sample::Index>()) {
        let mut lines = made.lines();
        let (one, other) = (one.index(lines.len()), other.index(lines.len()));
        prop_assume!(one != other);
        lines.swap(one, other);
        let text = made.of(&lines);
        let problem = Rates::open("made.csv", &text).expect_err("out of order").to_string();
        // The first line that is not after the one above it.
        let line = (1..lines.len()).find(|&at| lines[at] < lines[at - 1]).expect("a line") + 2;
        prop_assert!(problem.starts_with(&format!("made.csv:{line}:1: ")), "{}", problem);
        prop_assert!(problem.contains("out of order"), "{}", problem);
    }

    #[test]
    fn no_text_panics_or_hangs(body in "(2025-0[1-3]-[0-3][0-9],?[0-9.x,]{0,6}\r?\n?){0,8}", day in 0_i32..90) {
        let text = format!("date,AAA,BBB\n{body}");
        let day = date(2025, 1, 1).saturating_add(day.days());
        let (a, b) = ab();
        if let Ok(rates) = Rates::open("made.csv", &text) {
            let span = Span { start: day, end: day.saturating_add(31.days()) };
            let _ = (rates.average(a, b, span), rates.end(b, a, span), rates.range(a, b, span), rates.on(a, b, day));
            let _ = (rates.problems(), rates.known_on(day));
        }
    }
}
