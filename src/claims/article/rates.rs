//! Rates and multiples: growth of the amount beside them, shares, ratios.

use super::super::vocabulary::Measure;
use super::alternatives::Distance;
use super::cues::CueKind;
use super::lists::ListedFigure;
use super::numerals::PrintedFigure;
use super::periods::{Settled, Stretch, When};
use super::scene::{CAPEX, GUIDANCE, Sense, Who};
use super::senses::{Done, Of, Outcome, SentenceReader};
use super::tokens::TokenKind;

impl<'l> SentenceReader<'_, '_, 'l, '_> {
    /// Whether a change is on the quarter before.
    pub(super) fn is_on_the_quarter(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let (segment, tail) = (sentence.segment(at), sentence.tail(at));
        let quarters = |place: usize| match sentence.tokens.get(place)?.kind {
            TokenKind::Word(CueKind::Growth, "qoq") => Some(1),
            TokenKind::Word(CueKind::Growth, "yoy") => Some(4),
            TokenKind::Period(When::Ago(ago)) => Some(ago),
            _ => None,
        };
        let right_before = sentence.last_word(segment, at, CueKind::Growth);
        let said = right_before.and_then(|(place, _)| quarters(place));
        let said = said.or_else(|| (at + 1..tail).find_map(quarters));
        match said.or_else(|| (segment..at).rev().find_map(quarters)) {
            Some(quarters) => quarters == 1,
            None => self.before(at).is_some_and(|done| done.base == Some(1) && !sentence.is_parted(done.token, at, 1)),
        }
    }

    pub(super) fn rate(&self, at: usize, figure: &PrintedFigure) -> Done {
        let sentence = self.sentence;
        let (segment, tail) = (sentence.segment(at), sentence.tail(at));
        let rate = |outcome: Outcome, main: Option<Sense>| Done { main, is_rate: true, ..Done::new(at, outcome) };
        // What is said before a list is of all its figures.
        let first = sentence.listed(at).map_or(at, |listed| listed.first);
        let of = self.of(first);
        let kinds = [CueKind::Metric, CueKind::Topic, CueKind::Cloud];
        // More than doubled its profit: the metric is behind.
        let is_verb = figure.is_words && figure.is_multiple();
        let object = sentence.first_word(at + 1, tail, CueKind::Metric).filter(|_| is_verb);
        let has_object = object.is_some_and(|(place, _)| sentence.gap(at, place).len() <= 6);
        // What stands right behind the figure before is that one's.
        let begin = sentence.segment(first);
        let end_of_before = begin.checked_sub(1).map_or(0, |before| sentence.tail(before));
        let own_from = if end_of_before < first { end_of_before.max(begin) } else { begin };
        let has_own = has_object || kinds.iter().any(|kind| sentence.has(own_from, first, *kind));
        if self.is_expected(at) {
            return rate(self.beyond(at, "consensus"), None);
        }
        if let Some((Of::Topic(topic), _)) = of {
            return rate(if topic == "unknown" { self.beyond(at, "other") } else { Outcome::LeftOut }, None);
        }

        let who = sentence.who(at, self.scene);
        if who.as_ref().is_none_or(|(who, _)| who.tickers.is_empty()) {
            return rate(Outcome::LeftOut, None);
        }
        let is_left_out = |before: &Done| before.outcome == Outcome::LeftOut && !before.is_rate;
        if !has_own && !sentence.names(segment, at) && self.before(at).is_some_and(is_left_out) {
            return rate(Outcome::LeftOut, None);
        }
        // From so much to so much.
        let goes_on = self.before(at).is_some_and(|before| {
            let is_near = before.is_rate && sentence.gap(before.token, at).len() <= 5;
            is_near && matches!(before.outcome, Outcome::Beyond(_)) && sentence.has(before.token, at, CueKind::To)
        });
        if goes_on || self.is_of_the_future(at) {
            return rate(self.beyond(at, "consensus"), None);
        }
        let sign = self.sign(at, figure);
        if let Some(done) = self.ratio(at, &rate) {
            return done;
        }
        let names_another =
            sentence.whos.iter().any(|(place, _)| (own_from..at).contains(place) && !sentence.is_attached(*place));
        if let Some(senses) = self.beside_rate(at).filter(|_| !has_own && !names_another) {
            let is_negative = !figure.is_signed && sign == Some(true);
            let senses = senses.into_iter().map(|sense| Sense { is_negative, ..sense });
            return rate(Outcome::Senses(senses.collect()), None);
        }
        let is_of_whole = sentence
            .first_word(at + 1, tail, CueKind::Share)
            .is_some_and(|(place, _)| sentence.gap(at, place).len() <= 2);
        if is_of_whole || sentence.last_word(segment, at, CueKind::Share).is_some() {
            return rate(self.share(at), None);
        }
        if figure.is_words && figure.is_rate() && sign.is_none() {
            return rate(Outcome::LeftOut, None);
        }
        let is_negative = !figure.is_signed && sign == Some(true);
        let anchor = if has_own { None } else { self.anchor(at) };
        let anchors = anchor.map_or_else(|| self.own(at, of), |anchor| vec![anchor]);
        let senses = self.growth(at, figure, &anchors, is_negative);
        let main = anchors.first().cloned();
        rate(if senses.is_empty() { Outcome::Unclear } else { Outcome::Senses(senses) }, main)
    }

    /// What a rate says of the amounts that it can be of.
    fn growth(&self, at: usize, figure: &PrintedFigure, anchors: &[Sense], is_negative: bool) -> Vec<Sense> {
        let sentence = self.sentence;
        let (segment, tail) = (sentence.segment(at), sentence.tail(at));
        let on_the_quarter = self.is_on_the_quarter(at);
        let in_constant = sentence.last_word(segment, tail, CueKind::Growth).is_some_and(|(_, growth)| growth == "cc");
        let mut senses: Vec<Sense> = Vec::new();
        for anchor in anchors {
            let metric = anchor.metric.as_str();
            let sense = match metric {
                "azure-growth" | "azure-growth-cc" if figure.is_rate() => Sense {
                    metric: if in_constant { "azure-growth-cc".to_owned() } else { metric.to_owned() },
                    measure: Measure::Value,
                    ..anchor.clone()
                },
                _ if metric.contains('/') => Sense { measure: Measure::Ratio, ..anchor.clone() },
                "intensity" => Sense { measure: Measure::Value, ..anchor.clone() },
                _ if in_constant => Sense { metric: "other".to_owned(), measure: Measure::Value, ..anchor.clone() },
                _ if figure.is_multiple() => Sense { measure: Measure::Multiple, is_negative: false, ..anchor.clone() },
                _ if on_the_quarter => Sense { measure: Measure::Qoq, is_negative, ..anchor.clone() },
                _ => Sense { measure: Measure::Yoy, is_negative, ..anchor.clone() },
            };
            // Growth by so many times, which others write for growth to so many times.
            let by_times = sense.measure == Measure::Multiple && sentence.is_right_before(at, CueKind::Sign, 4);
            let grown = by_times.then(|| Sense { measure: Measure::Yoy, is_negative, ..sense.clone() });
            for sense in std::iter::once(sense).chain(grown) {
                if !senses.contains(&sense) {
                    senses.push(sense);
                }
            }
        }
        // Twice what it was in a year that is named; so much more than in the first quarter.
        if let Some(when) = self.base_of(at, figure) {
            for sense in &mut senses {
                let base = self.moment_of(sense).and_then(|moment| moment.settle(when, false));
                if base == Some(sense.period.before(1)) && matches!(sense.period.stretch, Stretch::Quarter(_)) {
                    sense.measure = if figure.is_rate() { Measure::Qoq } else { sense.measure };
                }
                match base.filter(|base| base.stretch == sense.period.stretch) {
                    Some(base) if base.year < sense.period.year => {
                        sense.from_period = Some(base).filter(|base| *base != sense.period.before(4));
                    }
                    Some(base) => sense.period = base.before(-4),
                    None => {}
                }
            }
        }
        // From so much to so much over the same years: those that were spoken of.
        let is_same = self.own_period(at).is_some_and(|(_, when)| when == When::Ago(0));
        if let Some(sense) = senses.first().cloned().filter(|_| is_same && self.is_from(at)) {
            let rates = self.done.iter().filter(|done| done.is_rate && done.token < at);
            let periods = rates.filter_map(|done| done.main.as_ref()).map(|main| main.period);
            senses = periods.map(|period| Sense { period, ..sense.clone() }).collect();
        }
        for other in senses.iter().map(|sense| self.of_cloud(at, sense)).collect::<Vec<_>>() {
            senses.extend((!senses.contains(&other)).then_some(other));
        }
        for sense in senses.iter_mut().filter(|sense| sense.metric == GUIDANCE) {
            sense.is_former = false;
        }
        senses
    }

    /// The period with whose figure another is compared: twice that of 2023, three times as much as in 2023, 5 % above the
    /// first quarter.
    fn base_of(&self, at: usize, figure: &PrintedFigure) -> Option<When> {
        let sentence = self.sentence;
        let follows = |place, kind| sentence.is_right_before(place, kind, 8);
        let is_compared =
            |place| figure.is_multiple() || follows(place, CueKind::Compare) || follows(place, CueKind::Over);
        let before =
            self.own_period(at).filter(|(place, _)| sentence.gap(*place, at).len() <= 6 && is_compared(*place));
        let after = sentence.periods(at + 1, sentence.tail(at)).next();
        let after = after.filter(|(place, _)| sentence.gap(at, *place).len() <= 32 && is_compared(*place));
        before.or(after).map(|(_, when)| when).filter(|when| matches!(when, When::Named(..)))
    }

    /// A rate that stands beside another as its earlier value, or as the value that it came to.
    fn beside_rate(&self, at: usize) -> Option<Vec<Sense>> {
        let sentence = self.sentence;
        if sentence.is_right_before(at, CueKind::Sign, 1) {
            return None;
        }
        let last = self.done.iter().rev().find(|done| done.is_rate && done.token < at)?;
        let Outcome::Senses(senses) = &last.outcome else { return None };
        let sense = senses.first()?;
        let moment = self.moment_of(sense)?;
        let settle = |when: When| match when {
            When::Ago(0) => Some(sense.period.before(4)),
            When::Ago(quarters) => Some(sense.period.before(quarters)),
            when => moment.settle(when, false),
        };
        let follows = sentence.periods(at + 1, sentence.tail(at)).next();
        let follows = follows.filter(|(place, _)| sentence.gap(at, *place).len() <= 8);
        let earlier = [CueKind::Compare, CueKind::Former];
        let own = self.own_period(at);
        let is_ago = |(place, when): &(usize, When)| {
            matches!(when, When::Ago(1..))
                && sentence.gap(*place, at).len() <= 24
                && !sentence.has(*place, at, CueKind::Metric)
        };
        let is_earlier = earlier.iter().any(|kind| self.follows(at, *kind, 14)) || own.as_ref().is_some_and(is_ago);
        let ago = follows.filter(|(place, when)| matches!(when, When::Ago(_)) && sentence.gap(at, *place).len() <= 2);
        let periods = if self.is_from(last.token) {
            let mut head = sentence.periods(sentence.clause(last.token), last.token).rev();
            let own = own.or(head.find(|(place, _)| !sentence.is_right_before(*place, CueKind::Former, 4)));
            vec![own.and_then(|(_, when)| settle(when)).unwrap_or_else(|| moment.quarter(0))]
        } else if is_earlier || ago.is_some() {
            match follows.or(own) {
                Some((_, when)) => vec![settle(when)?],
                None => vec![sense.period.before(4), sense.period.before(1)],
            }
        } else {
            return None;
        };
        Some(periods.into_iter().map(|period| Sense { period, ..sense.clone() }).collect())
    }

    /// Whether a rate is what a company expects of a period that runs.
    pub(super) fn is_of_the_future(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(moment) = self.scene.moment(&[]) else { return false };
        let clause = sentence.clause(at).max(sentence.segment(at));
        let relative =
            sentence.periods(clause, sentence.tail(at)).filter(|(_, when)| matches!(when, When::FromNewest(_)));
        let mut settled = relative.filter_map(|(_, when)| moment.settle(when, true));
        let is_named = settled.any(|period| !moment.is_reported(period));
        // Azure will grow by so much.
        let metric = sentence.last_word(clause, at, CueKind::Metric).map(|(_, metric)| metric);
        let is_azure = metric.is_some_and(|metric| metric.starts_with("azure"));
        let will = sentence.last_word(clause, at, CueKind::Plan).is_some();
        (is_named && self.plan(at).is_some()) || (is_azure && will)
    }

    /// Whether a rate is a fall, by the words beside it; `None` where none says.
    pub(super) fn sign(&self, at: usize, figure: &PrintedFigure) -> Option<bool> {
        let sentence = self.sentence;
        let (segment, tail) = (sentence.segment(at), sentence.tail(at));
        let behind =
            sentence.first_word(at + 1, tail, CueKind::Sign).filter(|(place, _)| sentence.gap(at, *place).len() <= 3);
        let before = sentence.last_word(segment, at, CueKind::Sign);
        let found = behind.or(before).map(|(_, sign)| sign == "-1");
        found.or(figure.is_signed.then_some(figure.number.is_sign_negative()))
    }

    /// The amount before a rate that it is the growth of.
    pub(super) fn anchor(&self, at: usize) -> Option<Sense> {
        let sentence = self.sentence;
        if let Some(main) = sentence.listed(at).and_then(|listed| self.amount_of(listed)) {
            return Some(main);
        }
        let before = self.before(at).filter(|_| !sentence.names(sentence.segment(at), at))?;
        // Twice last year's amount: that amount is what another is compared with.
        let is_base = self.figure(at).is_some_and(PrintedFigure::is_multiple)
            && sentence.gap(before.token, at).len() <= 6
            && sentence.first_word(before.token, at, CueKind::Link).is_some();
        if let Some(earlier) = self.before(before.token).filter(|_| is_base).and_then(|earlier| earlier.main.clone()) {
            return Some(earlier);
        }
        let mut anchor = before.main.clone()?;
        // What it was in another year, which is named beside it.
        let is_compared = |place| sentence.is_right_before(place, CueKind::Compare, 8);
        // And not the one whose figure it is a multiple of.
        let is_multiple = self.figure(at).is_some_and(PrintedFigure::is_multiple);
        let own = self.own_period(at).filter(|(place, _)| !is_compared(*place) && !is_multiple);
        let told = sentence.listed(at).and_then(|listed| listed.period);
        let behind = sentence.periods(at + 1, sentence.tail(at)).next();
        let is_linked = |place: usize| sentence.gap(at, place).len() <= 4 && sentence.has(at, place, CueKind::Link);
        let behind = behind.filter(|(place, _)| is_linked(*place));
        if let Some(when @ When::Named(..)) = told.or(own.or(behind).map(|(_, when)| when)) {
            let settled = self.moment_of(&anchor).and_then(|moment| moment.settle(when, anchor.metric == GUIDANCE));
            anchor.period = settled.unwrap_or(anchor.period);
        }
        Some(anchor)
    }

    /// The amount before a list that a figure of it is told of: by its place in a list, by its company, by its order.
    fn amount_of(&self, listed: &ListedFigure<'_>) -> Option<Sense> {
        let amounts = self.done.iter().filter(|done| done.token < listed.first && !done.is_rate && done.main.is_some());
        let amounts: Vec<&Done> = amounts.collect();
        let same = amounts.iter().rev().find(|done| {
            let is_of = |ticker: &str| done.main.as_ref().is_some_and(|main| main.companies == ticker);
            match self.sentence.listed(done.token) {
                Some(one) => one.place == listed.place,
                None => listed.ticker.is_some_and(is_of),
            }
        });
        let (place, count) = listed.place;
        let in_order = || amounts.get(amounts.len().checked_sub(count)? + place);
        same.or_else(in_order).and_then(|done| done.main.clone())
    }

    /// What a rate is the growth of by the words beside it alone, the nearest reading first.
    pub(super) fn own(&self, at: usize, of: Option<(Of<'l>, u32)>) -> Vec<Sense> {
        let sentence = self.sentence;
        let Some((who, who_cost)) = sentence.who(at, self.scene) else { return Vec::new() };
        let Some(moment) = self.scene.moment(&who.tickers) else { return Vec::new() };
        let companies = who.tickers.join(" ");
        let (period, period_cost, base) = self.period(at, false, moment);
        let Some((Of::Metric(metric), metric_cost)) = of else {
            if self.plan(at).is_some_and(|plan| plan != "past") && who.tickers.len() == 1 {
                return vec![self.plain(&who, GUIDANCE, moment.year(true), who_cost + 4, at)];
            }
            let main = self.scene.main.clone().filter(|main| main.companies == companies || main.metric != GUIDANCE);
            let period_of = |main: &Sense| base.map_or(main.period, |quarters| main.period.before(quarters));
            let of_main = main.map(|main| Sense {
                cost: main.cost + if main.companies == companies { 4 } else { 8 },
                basis: None,
                period: period_of(&main),
                companies: companies.clone(),
                count: who.tickers.len(),
                ..main
            });
            let usual = || self.plain(&who, CAPEX, period, who_cost + 8 + period_cost, at);
            let nearest = of_main.unwrap_or_else(usual);
            return self.readings(at, &nearest, Distance { who: who_cost, metric: 8, period: 4 }, moment);
        };
        let metric = self.of_whole(metric, &who);
        // Growth of a plan, whose year goes without saying.
        let is_planned = period_cost >= 3 && self.plan(at).is_some_and(|plan| plan != "past");
        let period = if metric == CAPEX && is_planned { moment.year(true) } else { period };
        let period = match base {
            Some(_) if !self.is_from(at) => {
                let mut named = sentence.periods(sentence.segment(at), at).map(|(_, when)| when);
                let own = named.find_map(|when| moment.settle(when, true)).filter(|own| *own != period);
                own.or(self.main(at).map(|(main, _)| main.period)).unwrap_or_else(|| moment.quarter(0))
            }
            _ => period,
        };
        let cost = who_cost + metric_cost + period_cost;
        let nearest = self.plain(&who, metric.trim_end_matches('-'), period, cost, at);
        let distance = Distance { who: who_cost, metric: metric_cost, period: period_cost };
        self.readings(at, &nearest, distance, moment)
    }

    pub(super) fn plain(&self, who: &Who<'l>, metric: &str, period: Settled, cost: u32, at: usize) -> Sense {
        let basis = self.basis(at).filter(|_| metric == CAPEX);
        Sense { basis, ..Sense::new(&who.tickers, metric, period, cost) }
    }
}
