//! Amounts of money: figures reported, plans, steps, conversions.

use super::super::vocabulary::Measure;
use super::cues::CueKind;
use super::numerals::{PrintedFigure, RangePart};
use super::periods::{Moment, Settled, Stretch, When};
use super::scene::{CAPEX, GUIDANCE, Sense, Statements};
use super::senses::{Done, Of, Outcome, SentenceReader};
use super::tokens::TokenKind;

impl<'l> SentenceReader<'_, '_, 'l, '_> {
    pub(super) fn amount(&mut self, at: usize, figure: &PrintedFigure) -> Done {
        let sentence = self.sentence;
        // A price, not what a company of this size reports.
        if figure.unit.is_none()
            || figure.value().is_none_or(|value| value.abs() < rust_decimal::Decimal::from(1_000_000))
        {
            return self.done(at, Outcome::LeftOut);
        }
        let segment = sentence.segment(at);
        if let Some(before) = self.before(at)
            && self.is_conversion(before.token, at, figure)
        {
            return Done {
                token: at,
                outcome: before.outcome.clone(),
                main: before.main.clone(),
                base: before.base,
                is_rate: false,
            };
        }
        if figure.range == Some(RangePart::High)
            && let Some(low) = self.before(at)
        {
            return self.upper(at, low);
        }
        let of = self.of(at);
        if let Some((Of::Topic(topic), _)) = of {
            let beyond = self.beyond(at, "other").filter(|_| topic == "unknown");
            return self.done(at, beyond.map_or(Outcome::LeftOut, Outcome::Beyond));
        }
        let is_expected = self.is_expected(at);
        let Some((who, who_cost)) = sentence.who(at, self.scene) else {
            return self.done(at, if of.is_some() && is_expected { Outcome::Unclear } else { Outcome::LeftOut });
        };
        if who.tickers.is_empty() {
            return self.done(at, if who.is_known { Outcome::Unclear } else { Outcome::LeftOut });
        }
        if is_expected {
            let outcome = self.beyond(at, "consensus").map_or(Outcome::LeftOut, Outcome::Beyond);
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
        let goes_on =
            of_plan && ((former && self.before(at).is_some()) || (is_dated && (is_same || self.before(at).is_some())));
        let is_plan = plan.is_some() || figure.range.is_some() || end.is_some() || goes_on;
        let (mut period, mut period_cost, mut base) = self.period(at, is_plan && metric == CAPEX, moment);
        if step && let Some(quarters) = base.take() {
            // What it is compared with is a period before, not its own.
            period = main.as_ref().map_or_else(|| moment.quarter(0), |(main, _)| main.period);
            period_cost += u32::from(quarters != 4);
        }
        if let Some((main, _)) = main
            .as_ref()
            .filter(|(main, _)| (goes_on || (step && main.metric == GUIDANCE)) && base.is_none() && period_cost >= 3)
        {
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
            let outcome = self.beyond(at, "consensus").map_or(Outcome::LeftOut, Outcome::Beyond);
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
    pub(super) fn is_in_brackets(&self, at: usize) -> bool {
        let head = self.sentence.tokens.get(..at).unwrap_or_default();
        let bracket = head.iter().rev().find_map(|token| {
            let mark = self.sentence.text.get(token.start..token.end).filter(|_| token.border().is_some())?;
            matches!(mark, "(" | "（" | ")" | "）").then_some(mark)
        });
        matches!(bracket, Some("(" | "（"))
    }

    /// The upper end of a range whose lower end is read.
    pub(super) fn upper(&self, at: usize, low: &Done) -> Done {
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
    pub(super) fn is_conversion(&self, before: usize, at: usize, figure: &PrintedFigure) -> bool {
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
    pub(super) fn plan(&self, at: usize) -> Option<&'l str> {
        let sentence = self.sentence;
        let segment = sentence.segment(at);
        let (place, plan) = sentence.last_word(segment, at, CueKind::Plan)?;
        let any_past = (segment..at)
            .any(|place| sentence.tokens.get(place).is_some_and(|token| token.word(CueKind::Plan) == Some("past")));
        // Not where something else is said in a clause of its own.
        let said_since = sentence
            .last_word(place + 1, at, CueKind::Metric)
            .is_some_and(|(metric, _)| sentence.is_parted(place, metric, 1));
        (!said_since).then_some(if any_past { "past" } else { plan })
    }

    /// The end of a range that was named before a step: up by so much, to …
    pub(super) fn end_carried(&self, at: usize) -> Option<&'l str> {
        let sentence = self.sentence;
        let before = self.before(at)?;
        let is_step = matches!(&before.outcome, Outcome::Senses(senses) if senses.first().is_some_and(|sense| sense.measure == Measure::Increase));
        let segment = sentence.segment(before.token);
        let (_, end) = sentence.last_word(segment, before.token, CueKind::End)?;
        is_step.then_some(end)
    }

    /// An amount by which something rose: from the amount before, or over what words name.
    pub(super) fn step(&self, at: usize, sense: &mut Sense) {
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
    pub(super) fn alternatives(
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
    pub(super) fn beyond(&self, at: usize, metric: &str) -> Option<Sense> {
        let (who, cost) = self.sentence.who(at, self.scene)?;
        let moment = self.scene.moment(&who.tickers).filter(|_| !who.tickers.is_empty())?;
        let (period, ..) = self.period(at, false, moment);
        Some(Sense {
            companies: who.tickers.join(" "),
            count: who.tickers.len(),
            metric: metric.to_owned(),
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
}

/// The measure of a figure of so many companies.
pub(super) fn value(count: usize) -> Measure {
    if count == 1 { Measure::Value } else { Measure::Total }
}

fn low(count: usize) -> Measure {
    if count == 1 { Measure::Low } else { Measure::TotalLow }
}

fn high(count: usize) -> Measure {
    if count == 1 { Measure::High } else { Measure::TotalHigh }
}
