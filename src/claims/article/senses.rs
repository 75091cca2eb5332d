//! How the figures of a sentence can be read: company, metric, period, measure and basis, the nearest words first.

use super::super::vocabulary::Measure;
use super::cues::CueKind;
use super::numerals::{PrintedFigure, RangePart};
use super::periods::{Moment, Settled, Stretch, When};
use super::scene::{CAPEX, GUIDANCE, Scene, Sense, Sentence, Statements, Who};
use super::tokens::{Token, TokenKind};

/// What became of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is none of ours.
    LeftOut,
    /// It is ours, or may be, and nobody can tell what of.
    Unclear,
    /// It is about what the data does not hold.
    Beyond(Sense),
    /// How it can be read, the nearest first.
    Senses(Vec<Sense>),
}

/// A figure that has been read, for those that stand beside it.
struct Done {
    token: usize,
    outcome: Outcome,
    /// The amount that growth beside it is the growth of.
    main: Option<Sense>,
    /// Whether it is what another is compared with, and how many quarters before.
    base: Option<i32>,
    is_rate: bool,
}

/// What a word says a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of<'l> {
    Metric(&'l str),
    Topic(&'l str),
}

/// Reads the figures of a sentence, and moves the scene on. The places are those of the figures of the passage.
pub(super) fn read<'l>(sentence: &Sentence<'_, 'l>, scene: &mut Scene<'l, '_>) -> Vec<(usize, Outcome)> {
    let mut reader = SentenceReader { sentence, scene, done: Vec::new() };
    let places: Vec<(usize, usize)> = sentence
        .tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| if let TokenKind::Figure(place) = token.kind { Some((at, place)) } else { None })
        .collect();
    for rates in [false, true] {
        for &(at, place) in &places {
            let Some(figure) = sentence.figures.get(place) else { continue };
            if (figure.is_rate() || figure.is_multiple()) == rates {
                let done = if rates { reader.rate(at, figure) } else { reader.amount(at, figure) };
                reader.done.push(done);
            }
        }
        reader.done.sort_by_key(|done| done.token);
    }
    let main = reader.done.iter().rev().find_map(|done| done.main.clone());
    let outcomes = reader.done.into_iter().map(|done| (done.token, done.outcome)).collect::<Vec<_>>();
    move_on(sentence, scene, main);
    outcomes
        .into_iter()
        .filter_map(|(at, outcome)| {
            let TokenKind::Figure(place) = sentence.tokens.get(at)?.kind else { return None };
            Some((place, outcome))
        })
        .collect()
}

/// What the next sentence goes on with.
fn move_on<'l>(sentence: &Sentence<'_, 'l>, scene: &mut Scene<'l, '_>, main: Option<Sense>) {
    let of_main = |who: &&(usize, Who<'l>)| main.as_ref().is_some_and(|main| main.companies == who.1.tickers.join(" "));
    let who = sentence.whos.iter().rev().find(of_main).or_else(|| sentence.whos.last());
    match who {
        Some((_, who)) => {
            if who.is_group {
                scene.group.clone_from(&who.tickers);
            } else if let [one] = who.tickers.as_slice() {
                scene.company = Some(one);
            }
            scene.who = Some((who.clone(), 0));
        }
        None => {
            if let Some((_, age)) = &mut scene.who {
                *age += 1;
            }
        }
    }
    let end = sentence.tokens.len();
    let cloud = sentence.last_word(0, end, CueKind::Cloud);
    let company = sentence.last_word(0, end, CueKind::Company);
    scene.cloud = match (cloud, company) {
        (Some((cloud, _)), Some((company, _))) => cloud > company || !sentence.is_parted(cloud, company, 1),
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => scene.cloud,
    };
    if main.is_some() {
        scene.main = main;
    }
}

struct SentenceReader<'r, 's, 'l, 'd> {
    sentence: &'r Sentence<'s, 'l>,
    scene: &'r mut Scene<'l, 'd>,
    done: Vec<Done>,
}

impl<'l> SentenceReader<'_, '_, 'l, '_> {
    fn before(&self, at: usize) -> Option<&Done> {
        self.done.iter().filter(|done| done.token < at).max_by_key(|done| done.token)
    }

    /// The last amount before a token in this sentence, or else in those before.
    fn main(&self, at: usize) -> Option<(Sense, u32)> {
        let here = self.done.iter().filter(|done| done.token < at && done.main.is_some()).max_by_key(|done| done.token);
        let here = here.and_then(|done| done.main.clone());
        here.map(|main| (main, 0)).or_else(|| self.scene.main.clone().map(|main| (main, 5)))
    }

    fn figure(&self, at: usize) -> Option<&PrintedFigure> {
        match self.sentence.tokens.get(at)?.kind {
            TokenKind::Figure(place) => self.sentence.figures.get(place),
            _ => None,
        }
    }

    fn done(&self, token: usize, outcome: Outcome) -> Done {
        Done { token, outcome, main: None, base: None, is_rate: false }
    }

    /// Whether a figure is what others expect.
    fn is_expected(&self, at: usize) -> bool {
        let sentence = self.sentence;
        if let Some((place, meaning)) = sentence.last_word(sentence.segment(at), at, CueKind::Consensus) {
            let is_near = meaning != "near" || sentence.gap(place, at).len() <= 2;
            // Analysts expect, after a comma, that …
            let is_said = |border: usize| {
                let before = border.checked_sub(1).and_then(|before| sentence.tokens.get(before));
                before.is_some_and(|token| {
                    token.is_any(&[CueKind::Plan, CueKind::Consensus]) && sentence.gap(border - 1, border).len() <= 3
                })
            };
            let borders: Vec<usize> = (place..at)
                .filter(|between| sentence.tokens.get(*between).is_some_and(|token| token.border().is_some_and(|w| w > 0)))
                .collect();
            if is_near && borders.iter().all(|border| is_said(*border)) {
                return true;
            }
        }
        let tail = sentence.tail(at);
        sentence.first_word(at + 1, tail, CueKind::Consensus).is_some_and(|(place, meaning)| {
            meaning != "near"
                && sentence.gap(at, place).len() <= 16
                && sentence.first_word(at + 1, place, CueKind::Beat).is_none()
        })
    }

    /// What a figure measures, by the nearest word, and how far that is. `None` where no word says it.
    fn of(&self, at: usize) -> Option<(Of<'l>, u32)> {
        let sentence = self.sentence;
        let kinds = [CueKind::Metric, CueKind::Topic, CueKind::Cloud];
        let head = sentence.tokens.get(..at).unwrap_or_default();
        let is_money = self.figure(at).is_some_and(PrintedFigure::is_money);
        let is_of_rates = |token: &Token<'_>| matches!(token.word(CueKind::Metric), Some("margin" | "intensity"));
        let before = head.iter().rposition(|token| token.is_any(&kinds) && !(is_money && is_of_rates(token)));
        // A word of an earlier clause is stale where another company, or a plan, has been named since.
        let is_stale = |place: usize| {
            let is_topic = head.get(place).is_some_and(|token| token.word(CueKind::Topic).is_some());
            let names = sentence.whos.iter().any(|(who, _)| (place + 1..at).contains(who));
            let plans = sentence.last_word(place + 1, at, CueKind::Plan).is_some_and(|(plan, _)| sentence.is_parted(place, plan, 1));
            sentence.is_parted(place, at, 1) && (names || plans || (is_topic && sentence.is_parted(place, at, 2)))
        };
        let before = before.filter(|place| !is_stale(*place));
        let is_direct =
            before.is_some_and(|place| sentence.gap(place, at).len() <= 14 && !sentence.is_parted(place, at, 1));
        let tail = sentence.tail(at);
        let behind = sentence.tokens.get(at + 1..tail).unwrap_or_default();
        let is_after = |token: &Token<'_>| token.is_any(&[CueKind::Metric, CueKind::Topic]) && !(is_money && is_of_rates(token));
        let after = behind.iter().position(is_after);
        let after = after.map(|place| at + 1 + place);
        let is_linked = |place: &usize| {
            sentence.gap(at, *place).len() <= 26
                && sentence.first_word(at + 1, *place, CueKind::Joiner).is_none()
                && (sentence.first_word(at + 1, *place, CueKind::Link).is_some() || sentence.gap(at, *place).len() <= 12)
        };
        let is_market = |place: &usize| sentence.tokens.get(*place).is_some_and(|token| token.word(CueKind::Topic) == Some("unknown"));
        if let Some(place) = after.filter(|place| is_linked(place) && (!is_direct || is_market(place))) {
            return self.meaning(place, at).map(|of| (of, 0));
        }
        if let Some(place) = before {
            return self.meaning(place, at).map(|of| (of, u32::from(sentence.is_parted(place, at, 2))));
        }
        let rest = sentence.tokens.get(at + 1..).unwrap_or_default();
        let further = || rest.iter().position(|token| token.is_any(&kinds)).map(|place| at + 1 + place);
        // A figure in a heading without a name is explained behind it.
        let is_open = self.scene.who.as_ref().is_none_or(|(who, _)| who.is_group) && sentence.whos.iter().all(|(who, _)| *who > at);
        let is_first = sentence.segment(at) == 0 && is_open;
        let place = after.or_else(|| further().filter(|_| is_first))?;
        self.meaning(place, at).map(|of| (of, 4))
    }

    /// What the word at a place means for a figure: revenue and profit are those of the cloud business where that is
    /// spoken of.
    fn meaning(&self, place: usize, at: usize) -> Option<Of<'l>> {
        let sentence = self.sentence;
        let token = sentence.tokens.get(place)?;
        if let Some(topic) = token.word(CueKind::Topic) {
            return Some(Of::Topic(topic));
        }
        let clause = sentence.clause(place);
        if token.word(CueKind::Cloud).is_some() {
            let earlier = sentence.last_word(clause, place, CueKind::Metric).map(|(_, metric)| metric);
            let later = sentence.first_word(place, at, CueKind::Metric).map(|(_, metric)| metric);
            return Some(Of::Metric(match earlier.or(later) {
                Some("operating-income" | "profit") => "cloud-income",
                Some("operating-income-") => "cloud-income-",
                Some("backlog") => "backlog",
                _ => "cloud",
            }));
        }
        let metric = token.word(CueKind::Metric)?;
        // Whether the cloud business is meant, which was named before or is named in the same clause.
        let cloud = sentence.last_word(0, place, CueKind::Cloud).map(|(cloud, _)| cloud);
        let since = |cloud: usize| {
            let between = sentence.tokens.get(cloud + 1..place).unwrap_or_default();
            between.iter().any(|token| token.is_any(&[CueKind::Company, CueKind::Group]))
        };
        let behind = sentence.tokens.get(place + 1..at.max(place + 1)).unwrap_or_default();
        let is_behind = behind.iter().any(|token| token.word(CueKind::Cloud).is_some()) && !sentence.is_parted(place, at, 1);
        let is_near = cloud.is_some_and(|cloud| !since(cloud) && !sentence.is_parted(cloud, place, 2)) || is_behind;
        let is_carried = match cloud {
            Some(cloud) => !since(cloud),
            None => self.scene.cloud && !sentence.whos.iter().any(|(who, _)| *who < place),
        };
        Some(match metric {
            "revenue" if is_near => Of::Metric("cloud"),
            "profit" if is_near => Of::Metric("cloud-income"),
            "profit" => Of::Metric("net-income"),
            "revenue!" => Of::Metric("revenue"),
            "operating-income" if is_near || is_carried => Of::Metric("cloud-income"),
            "operating-income-" if is_near || is_carried => Of::Metric("cloud-income-"),
            "margin" if is_near || is_carried => Of::Metric("cloud-income / cloud"),
            "operating-income" | "operating-income-" | "margin" => Of::Topic("-"),
            metric => Of::Metric(metric),
        })
    }

    /// The period of a figure: how it is settled, how far the word is, and whether it only relates to another amount.
    fn period(&self, at: usize, is_plan: bool, moment: Moment, metric: &str) -> (Settled, u32, Option<i32>) {
        let sentence = self.sentence;
        let when = |place: usize| match sentence.tokens.get(place).map(|token| token.kind) {
            Some(TokenKind::Period(when)) if !matches!(when, When::Said(_)) => Some((place, when)),
            _ => None,
        };
        let tail = sentence.tail(at);
        let names = |to: usize| sentence.whos.iter().any(|(who, _)| (at + 1..to).contains(who));
        let after = (at + 1..tail).find_map(when).filter(|(place, _)| sentence.gap(at, *place).len() <= 40 && !names(*place));
        let is_linked = after.is_some_and(|(place, _)| sentence.gap(at, place).len() <= 16);
        let segment = sentence.segment(at);
        let before = (0..at).rev().find_map(when);
        let is_attached = |place: usize| {
            let figure = sentence.segment(place).checked_sub(1);
            figure.is_some_and(|figure| place < sentence.tail(figure) && sentence.gap(figure, place).len() <= 16)
        };
        let own = before.filter(|(place, _)| *place >= segment && !is_attached(*place));
        let found = match (after, own) {
            (Some(after), _) if is_linked => Some((after.1, 0)),
            (_, Some((place, when))) => Some((when, u32::from(sentence.is_parted(place, at, 1)))),
            (Some(after), None) => Some((after.1, 2)),
            (None, None) => None,
        };
        let is_compared = sentence.is_right_before(at, CueKind::Compare, 14);
        let base = |quarters: i32, cost: u32| {
            let main = self.main(at).map(|(main, _)| main.period);
            (main.unwrap_or_else(|| moment.quarter(0)).before(quarters), cost, Some(quarters))
        };
        match found {
            Some((When::Ago(quarters), cost)) => return base(quarters, cost),
            Some((when, cost)) => {
                if let Some(settled) = moment.settle(when, is_plan) {
                    return (settled, cost, is_compared.then_some(4));
                }
            }
            None => {}
        }
        if is_compared && !is_plan && self.before(at).is_some_and(|done| !done.is_rate && done.main.is_some()) {
            return base(4, 3);
        }
        let named = (0..at).rev().filter_map(when).map(|(_, when)| when).find(|when| !matches!(when, When::Ago(_)));
        let inherited = named.or(self.scene.period).and_then(|when| moment.settle(when, is_plan));
        let is_past = self.plan(at) == Some("past");
        let runs = |settled: &Settled| settled.end(moment.calendar).is_some_and(|end| end >= self.scene.day);
        if let Some(settled) = inherited.filter(|settled| !is_plan || is_past || runs(settled)) {
            return (settled, 3, None);
        }
        if is_plan {
            return (moment.year(true), 4, None);
        }
        if metric == "fcf" {
            let Settled { year, stretch: Stretch::Quarter(number), .. } = moment.quarter(0) else {
                return (moment.quarter(0), 5, None);
            };
            return (Settled { year, stretch: Stretch::Quarter(number), fiscal: false }, 5, None);
        }
        (moment.quarter(0), 5, None)
    }

    /// The basis that words beside a figure state.
    fn basis(&self, at: usize) -> Option<String> {
        let sentence = self.sentence;
        let first = sentence.tokens.iter().position(|token| matches!(token.kind, TokenKind::Figure(_))).unwrap_or(at);
        let found = sentence
            .first_word(at + 1, sentence.tail(at), CueKind::Basis)
            .or_else(|| sentence.last_word(sentence.segment(at), at, CueKind::Basis))
            .or_else(|| sentence.last_word(0, first.min(at), CueKind::Basis));
        found.map(|(_, basis)| basis.to_owned()).filter(|basis| basis != "none")
    }

    /// The month in which what a figure says was said.
    fn said(&self, at: usize) -> Option<i8> {
        let sentence = self.sentence;
        (sentence.segment(at)..sentence.tail(at)).rev().find_map(|place| match sentence.tokens.get(place)?.kind {
            TokenKind::Period(When::Said(month)) => Some(month),
            _ => None,
        })
    }

    fn amount(&mut self, at: usize, figure: &PrintedFigure) -> Done {
        let sentence = self.sentence;
        // A price, not what a company of this size reports.
        if figure.unit.is_none() || figure.value().is_none_or(|value| value.abs() < rust_decimal::Decimal::from(1_000_000)) {
            return self.done(at, Outcome::LeftOut);
        }
        let segment = sentence.segment(at);
        if let Some(before) = self.before(at)
            && self.is_conversion(before.token, at, figure)
        {
            return Done { token: at, outcome: before.outcome.clone(), main: before.main.clone(), base: before.base, is_rate: false };
        }
        if figure.range == Some(RangePart::High)
            && let Some(low) = self.before(at)
        {
            return self.upper(at, low);
        }
        let of = self.of(at);
        if let Some((Of::Topic(topic), _)) = of {
            return match self.beyond(at) {
                Some(sense) if topic == "unknown" => self.done(at, Outcome::Beyond(sense)),
                _ => self.done(at, Outcome::LeftOut),
            };
        }
        let is_expected = self.is_expected(at);
        let Some((who, who_cost)) = sentence.who(at, self.scene) else {
            return self.done(at, if of.is_some() && is_expected { Outcome::Unclear } else { Outcome::LeftOut });
        };
        if who.tickers.is_empty() {
            return self.done(at, if who.is_known { Outcome::Unclear } else { Outcome::LeftOut });
        }
        if is_expected {
            let outcome = self.beyond(at).map_or(Outcome::LeftOut, Outcome::Beyond);
            return self.done(at, outcome);
        }
        let Some(moment) = self.scene.moment(&who.tickers) else { return self.done(at, Outcome::Unclear) };
        let (metric, metric_cost) = match of {
            Some((Of::Metric(metric), cost)) => (metric, cost),
            _ => (CAPEX, 6),
        };
        let is_negative = metric.ends_with('-');
        let metric = metric.trim_end_matches('-');
        if metric.starts_with("azure") || metric.contains('/') || metric == "intensity" {
            return self.done(at, Outcome::LeftOut);
        }
        let step = sentence.is_right_before(at, CueKind::Step, 6);
        let end = sentence.last_word(segment, at, CueKind::End).map(|(_, end)| end).or_else(|| self.end_carried(at));
        let plan = self.plan(at);
        let main = self.main(at);
        let of_plan = main.as_ref().is_some_and(|(main, _)| main.metric == GUIDANCE);
        let former = sentence.is_right_before(at, CueKind::Former, 14);
        let is_dated = self.said(at).is_some() && self.of(at).is_none_or(|(_, cost)| cost >= 4);
        let is_same = sentence.whos.is_empty();
        let goes_on = of_plan && ((former && self.before(at).is_some()) || (is_dated && (is_same || self.before(at).is_some())));
        let is_plan = plan.is_some() || figure.range.is_some() || end.is_some() || goes_on;
        let (mut period, mut period_cost, base) = self.period(at, is_plan && metric == CAPEX, moment, metric);
        if let Some((main, _)) = main.as_ref().filter(|(main, _)| {
            (goes_on || (step && main.metric == GUIDANCE)) && base.is_none() && period_cost >= 3
        }) {
            (period, period_cost) = (main.period, 1);
        }
        let said = self.said(at).filter(|month| is_plan && *month != self.scene.day.month());
        if plan == Some("past") && period_cost >= 4 && said.is_some_and(|month| month > self.scene.day.month()) {
            period = period.before(4);
        }
        let runs = period.end(moment.calendar).is_some_and(|end| end >= self.scene.day);
        let is_guidance = metric == CAPEX && (runs || (is_plan && (plan == Some("past") || figure.range.is_some())));
        if (runs || figure.range.is_some()) && !is_guidance {
            // What a company expects of other metrics is not in the data.
            let outcome = self.beyond(at).map_or(Outcome::LeftOut, Outcome::Beyond);
            return self.done(at, outcome);
        }
        let count = who.tickers.len();
        let run = self.sentence.last_word(segment, sentence.tail(at), CueKind::Run).is_some();
        let measure = match (figure.range, end) {
            _ if step => Measure::Increase,
            (Some(RangePart::Low), _) | (None, Some("low")) if is_guidance => low(count),
            (None, Some("high")) if is_guidance => high(count),
            _ if run => Measure::RunRate,
            _ => value(count),
        };
        let statement = match said {
            Some(month) if is_guidance => Statements::InMonth(month),
            _ if is_guidance && former => Statements::Former,
            _ => Statements::Newest,
        };
        let mut sense = Sense {
            companies: who.tickers.join(" "),
            count,
            metric: if is_guidance { GUIDANCE.to_owned() } else { metric.to_owned() },
            period,
            measure,
            from_period: None,
            basis: self.basis(at).filter(|_| metric == CAPEX && !is_guidance),
            statement,
            cost: who_cost + metric_cost + period_cost,
            is_negative,
        };
        if step && !is_guidance {
            self.step(at, &mut sense);
        }
        let mut senses = vec![sense.clone()];
        self.alternatives(at, &sense, (metric_cost, period_cost), moment, &mut senses);
        let is_aside = self.is_in_brackets(at) && self.before(at).is_some();
        let is_main = base.is_none() && !step && !is_aside && !(of_plan && statement != Statements::Newest);
        let others = main.filter(|(_, cost)| *cost == 0).map(|(main, _)| main);
        let shown = if is_main || (others.is_none() && is_guidance) { Some(sense) } else { others };
        Done { token: at, outcome: Outcome::Senses(senses), main: shown, base, is_rate: false }
    }

    /// Whether a figure stands in brackets.
    fn is_in_brackets(&self, at: usize) -> bool {
        let head = self.sentence.tokens.get(..at).unwrap_or_default();
        let bracket = head.iter().rev().find_map(|token| {
            let mark = self.sentence.text.get(token.start..token.end).filter(|_| token.border().is_some())?;
            matches!(mark, "(" | "（" | ")" | "）").then_some(mark)
        });
        matches!(bracket, Some("(" | "（"))
    }

    /// The upper end of a range whose lower end is read.
    fn upper(&self, at: usize, low: &Done) -> Done {
        let raise = |sense: &Sense| Sense {
            measure: match sense.measure {
                Measure::Low => Measure::High,
                Measure::TotalLow => Measure::TotalHigh,
                other => other,
            },
            ..sense.clone()
        };
        let outcome = match &low.outcome {
            Outcome::Senses(senses) => Outcome::Senses(senses.iter().map(raise).collect()),
            other => other.clone(),
        };
        Done { token: at, outcome, main: low.main.clone(), base: low.base, is_rate: false }
    }

    /// Whether an amount is the one before in another currency.
    fn is_conversion(&self, before: usize, at: usize, figure: &PrintedFigure) -> bool {
        let sentence = self.sentence;
        let figure_before = match sentence.tokens.get(before).map(|token| token.kind) {
            Some(TokenKind::Figure(place)) => sentence.figures.get(place),
            _ => None,
        };
        let code = |figure: &PrintedFigure| figure.currency.clone().unwrap_or_else(|| "USD".to_owned());
        let differs = figure_before.is_some_and(|before| before.is_money() && code(before) != code(figure));
        let is_said = sentence.last_word(before + 1, at, CueKind::Conversion).is_some();
        let is_bracketed = sentence.gap(before, at).starts_with([' ', '(', '（']) && sentence.is_parted(before, at, 1);
        differs && (is_said || is_bracketed) && sentence.gap(before, at).len() <= 60
    }

    /// The word that makes a figure a plan.
    fn plan(&self, at: usize) -> Option<&'l str> {
        let sentence = self.sentence;
        let segment = sentence.segment(at);
        let (place, plan) = sentence.last_word(segment, at, CueKind::Plan)?;
        let any_past = (segment..at).any(|place| {
            sentence.tokens.get(place).is_some_and(|token| token.word(CueKind::Plan) == Some("past"))
        });
        // Not where something else is said in a clause of its own.
        let said_since = sentence.last_word(place + 1, at, CueKind::Metric).is_some_and(|(metric, _)| {
            sentence.is_parted(place, metric, 1)
        });
        (!said_since).then_some(if any_past { "past" } else { plan })
    }

    /// The end of a range that was named before a step: up by so much, to …
    fn end_carried(&self, at: usize) -> Option<&'l str> {
        let sentence = self.sentence;
        let before = self.before(at)?;
        let is_step = matches!(&before.outcome, Outcome::Senses(senses) if senses.first().is_some_and(|sense| sense.measure == Measure::Increase));
        let segment = sentence.segment(before.token);
        let (_, end) = sentence.last_word(segment, before.token, CueKind::End)?;
        is_step.then_some(end)
    }

    /// An amount by which something rose: from the amount before, or over what words name.
    fn step(&self, at: usize, sense: &mut Sense) {
        if let Some((main, 0)) = self.main(at)
            && self.of(at).is_none_or(|(_, cost)| cost >= 4)
        {
            *sense = Sense { measure: Measure::Increase, ..main };
        }
        let quarters = if self.is_on_the_quarter(at) { 1 } else { 4 };
        sense.measure = Measure::Increase;
        sense.from_period = Some(sense.period.before(quarters));
    }

    /// Readings that are nearly as near: the metric or the period of the amount before, where no word says it.
    fn alternatives(
        &self,
        at: usize,
        sense: &Sense,
        (metric_cost, period_cost): (u32, u32),
        moment: Moment,
        senses: &mut Vec<Sense>,
    ) {
        let mut add = |other: Sense| {
            if !senses.iter().any(|known| Sense { cost: 0, ..known.clone() } == Sense { cost: 0, ..other.clone() }) {
                senses.push(other);
            }
        };
        let previous = self.main(at).map(|(main, _)| main).filter(|main| main.companies == sense.companies);
        if metric_cost >= 6
            && let Some(main) = &previous
            && main.metric != GUIDANCE
            && sense.metric != GUIDANCE
        {
            add(Sense { metric: main.metric.clone(), basis: None, cost: sense.cost + 3, ..sense.clone() });
        }
        if period_cost >= 3 && sense.metric != GUIDANCE {
            if let Some(main) = &previous
                && main.period.end(moment.calendar).is_some_and(|end| end < self.scene.day)
            {
                add(Sense { period: main.period, cost: sense.cost + 3, ..sense.clone() });
            }
            if sense.metric == "fcf" {
                let newest = moment.settle(When::Twelve, false).unwrap_or(sense.period);
                add(Sense { period: newest, cost: sense.cost + 1, ..sense.clone() });
            }
        }
        // What a clause says of a company may be said of its cloud business, which was just named, and the reverse.
        let other = match sense.metric.as_str() {
            "cloud" => Some("revenue"),
            "cloud-income" => Some("net-income"),
            _ => None,
        };
        let word = self.sentence.last_word(self.sentence.segment(at), at, CueKind::Metric);
        if let (Some(other), Some((_, "revenue" | "profit"))) = (other, word) {
            add(Sense { metric: other.to_owned(), cost: sense.cost + 2, ..sense.clone() });
        }
        // A quarter of a company with a year of its own may be one of either.
        if let (Stretch::Quarter(number), false) = (sense.period.stretch, sense.period.fiscal)
            && !moment.calendar.is_calendar_year()
            && period_cost < 5
            && sense.metric != GUIDANCE
        {
            let fiscal = Settled { year: sense.period.year, stretch: Stretch::Quarter(number), fiscal: true };
            add(Sense { period: fiscal, cost: sense.cost + 4, ..sense.clone() });
        }
        if sense.metric == "backlog" {
            for metric in ["google-cloud-backlog", "commercial-backlog"] {
                add(Sense { metric: metric.to_owned(), cost: sense.cost + 1, ..sense.clone() });
            }
        }
    }

    /// A figure that the data does not hold.
    fn beyond(&self, at: usize) -> Option<Sense> {
        let (who, cost) = self.sentence.who(at, self.scene)?;
        let moment = self.scene.moment(&who.tickers).filter(|_| !who.tickers.is_empty())?;
        let (period, ..) = self.period(at, false, moment, CAPEX);
        Some(Sense {
            companies: who.tickers.join(" "),
            count: who.tickers.len(),
            metric: "consensus".to_owned(),
            period,
            measure: match self.figure(at) {
                Some(figure) if figure.is_multiple() => Measure::Multiple,
                Some(figure) if figure.is_rate() => Measure::Yoy,
                _ => value(who.tickers.len()),
            },
            from_period: None,
            basis: None,
            statement: Statements::Newest,
            cost,
            is_negative: false,
        })
    }

    /// Whether a change is on the quarter before.
    fn is_on_the_quarter(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let near = sentence.segment(at)..sentence.tail(at);
        let is_so = near.clone().any(|place| match sentence.tokens.get(place).map(|token| token.kind) {
            Some(TokenKind::Word(CueKind::Growth, "qoq")) => true,
            Some(TokenKind::Period(When::Ago(1))) => true,
            _ => false,
        });
        let is_of_year = near.clone().any(|place| match sentence.tokens.get(place).map(|token| token.kind) {
            Some(TokenKind::Word(CueKind::Growth, "yoy")) => true,
            Some(TokenKind::Period(When::Ago(4))) => true,
            _ => false,
        });
        let from_base = self.before(at).is_some_and(|done| done.base == Some(1) && !sentence.is_parted(done.token, at, 1));
        (is_so || from_base) && !is_of_year
    }

    fn rate(&mut self, at: usize, figure: &PrintedFigure) -> Done {
        let sentence = self.sentence;
        let (segment, tail) = (sentence.segment(at), sentence.tail(at));
        let rate = |outcome: Outcome, main: Option<Sense>| Done { token: at, outcome, main, base: None, is_rate: true };
        let of = self.of(at);
        let kinds = [CueKind::Metric, CueKind::Topic, CueKind::Cloud];
        let has_own = (segment..at).any(|place| sentence.tokens.get(place).is_some_and(|token| token.is_any(&kinds)));
        if self.is_expected(at) {
            return rate(self.beyond(at).map_or(Outcome::LeftOut, Outcome::Beyond), None);
        }
        if let Some((Of::Topic(topic), _)) = of {
            let is_stale = !has_own && self.before(at).is_some_and(|done| done.outcome != Outcome::LeftOut);
            if !is_stale {
                let beyond = self.beyond(at).filter(|_| topic == "unknown");
                return rate(beyond.map_or(Outcome::LeftOut, Outcome::Beyond), None);
            }
        }
        let who = sentence.who(at, self.scene);
        if who.as_ref().is_none_or(|(who, _)| who.tickers.is_empty()) {
            return rate(Outcome::LeftOut, None);
        }
        if self.is_of_the_future(at) {
            return rate(self.beyond(at).map_or(Outcome::LeftOut, Outcome::Beyond), None);
        }
        let sign = self.sign(at, figure);
        if let Some(done) = self.ratio(at, &rate) {
            return done;
        }
        if sentence.last_word(segment, at, CueKind::Share).is_some() {
            return rate(self.share(at), None);
        }
        if figure.is_words && figure.is_rate() && sign.is_none() {
            return rate(Outcome::LeftOut, None);
        }
        let is_negative = !figure.is_signed && sign == Some(true);
        let mut anchors = self.anchors(at, has_own);
        if anchors.is_empty()
            && let Some(own) = self.own(at, of)
        {
            anchors.push(own);
        }
        let on_the_quarter = self.is_on_the_quarter(at);
        let in_constant = sentence.last_word(segment, tail, CueKind::Growth).is_some_and(|(_, growth)| growth == "cc");
        let mut senses: Vec<Sense> = Vec::new();
        for anchor in &anchors {
            let metric = anchor.metric.as_str();
            let sense = match metric {
                "azure-growth" | "azure-growth-cc" if figure.is_rate() => Sense {
                    metric: if in_constant { "azure-growth-cc".to_owned() } else { metric.to_owned() },
                    measure: Measure::Value,
                    ..anchor.clone()
                },
                _ if metric.contains('/') => Sense { measure: Measure::Ratio, ..anchor.clone() },
                _ if metric == "intensity" => Sense { measure: Measure::Value, ..anchor.clone() },
                _ if in_constant => Sense { metric: "other".to_owned(), measure: Measure::Value, ..anchor.clone() },
                _ if figure.is_multiple() => Sense { measure: Measure::Multiple, is_negative: false, ..anchor.clone() },
                _ if on_the_quarter => Sense { measure: Measure::Qoq, is_negative, ..anchor.clone() },
                _ => Sense { measure: Measure::Yoy, is_negative, ..anchor.clone() },
            };
            if !senses.contains(&sense) {
                senses.push(sense);
            }
        }
        for sense in senses.iter_mut().filter(|sense| sense.metric == GUIDANCE) {
            sense.statement = Statements::Newest;
        }
        let main = anchors.first().cloned();
        rate(if senses.is_empty() { Outcome::Unclear } else { Outcome::Senses(senses) }, main)
    }

    /// Whether a rate is what a company expects of a period that runs.
    fn is_of_the_future(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let Some(moment) = self.scene.moment(&[]) else { return false };
        let clause = sentence.clause(at).max(sentence.segment(at));
        let is_later = (clause..at).any(|place| match sentence.tokens.get(place).map(|token| token.kind) {
            Some(TokenKind::Period(when @ When::FromNewest(_))) => {
                moment.settle(when, true).and_then(|period| period.end(moment.calendar)).is_some_and(|end| end >= self.scene.day)
            }
            _ => false,
        });
        is_later && self.plan(at).is_some()
    }

    /// Whether a rate is a fall, by the words beside it; `None` where none says.
    fn sign(&self, at: usize, figure: &PrintedFigure) -> Option<bool> {
        let sentence = self.sentence;
        let (segment, tail) = (sentence.segment(at), sentence.tail(at));
        let behind = sentence.first_word(at + 1, tail, CueKind::Sign).filter(|(place, _)| sentence.gap(at, *place).len() <= 3);
        let before = sentence.last_word(segment, at, CueKind::Sign);
        let found = behind.or(before).map(|(_, sign)| sign == "-1");
        found.or(figure.is_signed.then_some(figure.number.is_sign_negative()))
    }

    /// The amounts that a rate can be the growth of, the nearest first: one behind `to`, or the one before.
    fn anchors(&self, at: usize, has_own: bool) -> Vec<Sense> {
        let sentence = self.sentence;
        let next = self.done.iter().find(|done| done.token > at && !done.is_rate);
        let leads_to = |done: &&Done| {
            let to = sentence.first_word(at + 1, done.token, CueKind::Reach);
            to.is_some_and(|(to, _)| sentence.gap(at, to).len() <= 4 && sentence.gap(to, done.token).len() <= 16)
        };
        if let Some(main) = next.filter(leads_to).and_then(|done| done.main.clone()) {
            return vec![main];
        }
        if has_own {
            return Vec::new();
        }
        let segment = sentence.segment(at);
        let names_another = sentence.whos.iter().any(|(place, _)| (segment..at).contains(place));
        let Some(before) = self.before(at).filter(|_| !names_another) else { return Vec::new() };
        // Twice last year's amount: that amount is what another is compared with.
        let is_base = self.figure(at).is_some_and(PrintedFigure::is_multiple)
            && sentence.gap(before.token, at).len() <= 6
            && sentence.first_word(before.token, at, CueKind::Link).is_some();
        if let Some(earlier) = self.before(before.token).filter(|_| is_base).and_then(|earlier| earlier.main.clone()) {
            return vec![earlier];
        }
        let mut anchors: Vec<Sense> = before.main.clone().into_iter().collect();
        if let Outcome::Senses(senses) = &before.outcome
            && !before.is_rate
        {
            let literal = senses.iter().take(3).filter(|sense| sense.measure != Measure::Increase);
            for sense in literal {
                let main_cost = anchors.first().map_or(0, |main| main.cost + 2);
                let cost = sense.cost.max(main_cost);
                if !anchors.iter().any(|known| Sense { cost, ..known.clone() } == Sense { cost, ..sense.clone() }) {
                    anchors.push(Sense { cost, ..sense.clone() });
                }
            }
        }
        anchors
    }

    /// What a rate is the growth of by the words beside it alone.
    fn own(&self, at: usize, of: Option<(Of<'l>, u32)>) -> Option<Sense> {
        let sentence = self.sentence;
        let (who, who_cost) = sentence.who(at, self.scene)?;
        let moment = self.scene.moment(&who.tickers)?;
        let companies = who.tickers.join(" ");
        let (metric, metric_cost) = match of {
            Some((Of::Metric(metric), cost)) => (metric, cost),
            _ => {
                let main = self.scene.main.clone().filter(|main| main.companies == companies);
                return main.map(|main| Sense { cost: main.cost + 4, basis: None, ..main }).or_else(|| {
                    let (period, cost, _) = self.period(at, false, moment, CAPEX);
                    Some(self.plain(&who, CAPEX, period, who_cost + 8 + cost, at))
                });
            }
        };
        let (period, period_cost, base) = self.period(at, false, moment, metric);
        let period = if base.is_some() { self.main(at).map_or(moment.quarter(0), |(main, _)| main.period) } else { period };
        Some(self.plain(&who, metric.trim_end_matches('-'), period, who_cost + metric_cost + period_cost, at))
    }

    fn plain(&self, who: &Who<'l>, metric: &str, period: Settled, cost: u32, at: usize) -> Sense {
        Sense {
            companies: who.tickers.join(" "),
            count: who.tickers.len(),
            metric: metric.to_owned(),
            period,
            measure: value(who.tickers.len()),
            from_period: None,
            basis: self.basis(at).filter(|_| metric == CAPEX),
            statement: Statements::Newest,
            cost,
            is_negative: false,
        }
    }

    /// A rate that is one metric over another: of revenue, of cash flow.
    fn ratio(&self, at: usize, rate: &impl Fn(Outcome, Option<Sense>) -> Done) -> Option<Done> {
        let sentence = self.sentence;
        let tail = sentence.tail(at);
        let behind = sentence.first_word(at + 1, tail, CueKind::Metric).filter(|(place, _)| {
            sentence.gap(at, *place).len() <= 20 && sentence.first_word(at + 1, *place, CueKind::Link).is_some()
        });
        let segment = sentence.segment(at);
        let named = sentence.last_word(segment, at, CueKind::Metric);
        let before = named.filter(|(place, _)| {
            let opens = |kind| sentence.last_word(segment, *place, kind).is_some_and(|(open, _)| sentence.gap(open, *place).len() <= 4);
            sentence.gap(*place, at).len() <= 8 && (opens(CueKind::Ratio) || opens(CueKind::Share))
        });
        let (place, under) = behind.or(before)?;
        let (who, who_cost) = sentence.who(at, self.scene)?;
        let moment = self.scene.moment(&who.tickers)?;
        let own = sentence.last_word(segment, at.min(place), CueKind::Metric).map(|(_, metric)| metric);
        let main = self.main(at).filter(|(main, _)| main.companies == who.tickers.join(" "));
        let over = own.or(main.as_ref().map(|(main, _)| main.metric.as_str()))?.to_owned();
        let cost = who_cost + main.as_ref().map_or(0, |(_, cost)| *cost);
        let period = match main {
            Some((main, _)) if own.is_none() => main.period,
            _ => self.period(at, false, moment, CAPEX).0,
        };
        let (metric, measure) = match (over.as_str(), under) {
            (CAPEX, "revenue" | "revenue!") => ("intensity".to_owned(), Measure::Value),
            (CAPEX, "ocf") => ("capex-to-ocf".to_owned(), Measure::Value),
            (over, "revenue" | "revenue!" | "ocf") if over != under && over != GUIDANCE => {
                (format!("{over} / {}", under.trim_end_matches('!')), Measure::Ratio)
            }
            _ => return None,
        };
        let mut sense = self.plain(&who, &metric, period, cost, at);
        sense.measure = measure;
        Some(rate(Outcome::Senses(vec![sense]), None))
    }

    /// A rate that is a company's part of a sum.
    fn share(&self, at: usize) -> Outcome {
        let sentence = self.sentence;
        let single = sentence.who(at, self.scene).map(|(who, _)| who).filter(|who| who.tickers.len() == 1);
        let of_sentence = sentence.whos.iter().rev().find(|(_, who)| who.tickers.len() == 1).map(|(_, who)| who.clone());
        let last = self.scene.company.map(|ticker| Who { tickers: vec![ticker], is_group: false, is_known: true });
        let Some(who) = single.or(of_sentence).or(last) else { return Outcome::Unclear };
        let main = self.main(at).map(|(main, _)| main);
        let metric = match (self.of(at), &main) {
            (Some((Of::Metric(metric), 0..=1)), _) => metric.to_owned(),
            (_, Some(main)) if main.metric != GUIDANCE => main.metric.clone(),
            _ => CAPEX.to_owned(),
        };
        let Some(moment) = self.scene.moment(&who.tickers) else { return Outcome::Unclear };
        let period = main.as_ref().map_or_else(|| moment.quarter(0), |main| main.period);
        let mut sense = self.plain(&who, &metric, period, 2, at);
        sense.measure = Measure::Share;
        sense.basis = sense.basis.or_else(|| main.and_then(|main| main.basis).filter(|_| metric == CAPEX));
        let of_capex = Sense { metric: CAPEX.to_owned(), basis: None, cost: sense.cost + 2, ..sense.clone() };
        Outcome::Senses(if metric == CAPEX { vec![sense] } else { vec![sense, of_capex] })
    }
}

fn value(count: usize) -> Measure {
    if count == 1 { Measure::Value } else { Measure::Total }
}

fn low(count: usize) -> Measure {
    if count == 1 { Measure::Low } else { Measure::TotalLow }
}

fn high(count: usize) -> Measure {
    if count == 1 { Measure::High } else { Measure::TotalHigh }
}
