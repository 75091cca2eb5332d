//! Amounts of money: figures reported, plans, steps, conversions.

use rust_decimal::Decimal;

use super::super::vocabulary::{Comparison, Measure};
use super::alternatives::Distance;
use super::cues::CueKind;
use super::numerals::{PrintedFigure, RangePart};
use super::periods::{Moment, Settled};
use super::scene::{CAPEX, GUIDANCE, Sense};
use super::senses::{Done, Of, Outcome, SentenceReader};

/// What the words beside an amount say of plans.
#[expect(clippy::struct_excessive_bools, reason = "each is a word of its own")]
struct PlanWords<'l> {
    /// The end of a range that is named.
    end: Option<&'l str>,
    /// Whether it is by how much something rose.
    is_step: bool,
    /// Whether the plan had been spoken of.
    is_past: bool,
    /// Whether an earlier figure follows.
    is_former: bool,
    /// Whether any of this makes it a plan.
    is_plan: bool,
}

impl<'l> SentenceReader<'_, '_, 'l, '_> {
    /// How an amount can be read.
    pub(super) fn amount(&self, at: usize, figure: &PrintedFigure) -> Done {
        if let Some(done) = self.of_neighbour(at, figure) {
            return done;
        }
        let sentence = self.sentence;
        let of = self.of(at);
        let done = |outcome| Done::new(at, outcome);
        if let Some((Of::Topic(topic), _)) = of {
            return done(if topic == "unknown" { self.beyond(at, "other") } else { Outcome::LeftOut });
        }

        let Some((who, who_cost)) = sentence.who(at, self.scene) else { return done(Outcome::LeftOut) };
        if who.tickers.is_empty() {
            return done(if who.is_known { Outcome::Unclear } else { Outcome::LeftOut });
        }
        let goes_on = |before: &Done| {
            let leads = [CueKind::Former, CueKind::Reach].iter().any(|kind| sentence.is_right_before(at, *kind, 6));
            let is_own = sentence.has(before.token, at, CueKind::Metric);
            matches!(before.outcome, Outcome::Beyond(_))
                && ((leads && !is_own) || sentence.is_listed(before.token, at, 16))
        };
        if self.is_expected(at) || self.before(at).is_some_and(goes_on) {
            return done(self.beyond(at, "consensus"));
        }
        let Some(moment) = self.scene.moment(&who.tickers) else { return done(Outcome::Unclear) };
        let spoken_of = self.main(at).map(|(main, _)| main);
        let (metric, metric_cost) = match of {
            Some((Of::Metric(metric), cost)) => (metric, cost),
            // Where other metrics, or no capital expenditures, were spoken of, it is a guess, and contradicts nothing.
            _ => match &spoken_of {
                Some(main) if [CAPEX, GUIDANCE].contains(&main.metric.as_str()) => (CAPEX, 6),
                Some(main) if !main.is_ratio() => (main.metric.as_str(), 15),
                _ => (CAPEX, if self.scene.is_on_capex { 6 } else { 15 }),
            },
        };
        let metric = self.of_whole(metric, &who);
        let is_negative = metric.ends_with('-') || self.is_minus(at, metric);
        let metric = metric.trim_end_matches('-');
        if metric.starts_with("azure") || metric.contains('/') || metric == "intensity" {
            return done(Outcome::LeftOut);
        }
        let plan = self.plan_of(at, figure);
        let main = self.main(at);
        let (mut period, period_cost, base) = self.period_of(at, &plan, metric, moment);
        // "Have spent this year" means its quarters that are over.
        if !plan.is_plan
            && period == moment.year(true)
            && sentence.last_word(sentence.segment(at), at, CueKind::Spent).is_some()
            && let Some(to_date) = moment.to_date()
        {
            period = to_date;
        }
        let runs = !moment.is_reported(period);
        let is_ranged = figure.range.is_some();
        let is_guidance = metric == CAPEX && (runs || (plan.is_plan && (plan.is_past || is_ranged)));
        if (runs || is_ranged) && !is_guidance {
            // What a company expects of other metrics is not in the data.
            return done(self.beyond(at, "consensus"));
        }
        let count = who.tickers.len();
        let usual = self.plain(&who, metric, period, who_cost + metric_cost + period_cost, at);
        let mut sense = Sense {
            metric: if is_guidance { GUIDANCE.to_owned() } else { usual.metric },
            measure: match (figure.range, plan.end) {
                _ if plan.is_step => Measure::Increase,
                (Some(RangePart::Low), _) | (None, Some("low")) if is_guidance => low(count),
                (None, Some("high")) if is_guidance => high(count),
                _ if sentence.last_word(sentence.segment(at), sentence.tail(at), CueKind::Run).is_some() => {
                    Measure::RunRate
                }
                _ => usual.measure,
            },
            basis: usual.basis.filter(|_| !is_guidance),
            is_former: is_guidance && plan.is_former,
            is_older: plan.is_former || plan.is_past || sentence.is_of_past(at),
            is_negative,
            ..usual
        };
        if plan.is_step && !is_guidance {
            self.step(at, &mut sense);
        }
        let distance = Distance { who: who_cost, metric: metric_cost, period: period_cost };
        let senses = self.readings(at, &sense, distance, moment);
        // What stands in brackets, or beside the amount that is meant, is not what growth is of.
        let is_aside = self.is_in_brackets(at) && self.before(at).is_some();
        let is_main = base.is_none() && !(plan.is_step || is_aside);
        let others = main.filter(|(_, cost)| *cost == 0).map(|(main, _)| main);
        let main = if is_main || (others.is_none() && is_guidance) { Some(sense) } else { others };
        Done { main, base, ..done(Outcome::Senses(senses)) }
    }

    /// What is read as the figure before is, or is no amount of a company of this size.
    fn of_neighbour(&self, at: usize, figure: &PrintedFigure) -> Option<Done> {
        let is_price =
            figure.unit.is_none() || figure.value().is_none_or(|value| value.abs() < Decimal::from(1_000_000));
        if is_price {
            return Some(Done::new(at, Outcome::LeftOut));
        }
        let before = self.before(at)?;
        (figure.range == Some(RangePart::High)).then(|| upper(at, before))
    }

    /// What the words say of plans, and of the amount before.
    fn plan_of(&self, at: usize, figure: &PrintedFigure) -> PlanWords<'l> {
        let sentence = self.sentence;
        let end = sentence.last_word(sentence.segment(at), at, CueKind::End).map(|(_, end)| end);
        let end = end.or_else(|| self.end_carried(at));
        let plan = self.plan(at);
        let of_plan = self.main(at).is_some_and(|(main, _)| main.metric == GUIDANCE);
        let is_former = sentence.is_right_before(at, CueKind::Former, 14);
        let is_dated = sentence.is_of_past(at) && self.of(at).is_none_or(|(_, cost)| cost >= 4);
        let goes_on = of_plan && self.before(at).is_some() && (is_former || is_dated);
        let is_plan = plan.is_some() || figure.range.is_some() || end.is_some() || goes_on;
        PlanWords {
            end,
            is_step: sentence.is_right_before(at, CueKind::Step, 6)
                || (!sentence.is_right_before(at, CueKind::Minus, 1)
                    && figure.bound == Comparison::Equal
                    && sentence.is_right_before(at, CueKind::Sign, 1))
                || self.is_over(at),
            is_past: plan == Some("past"),
            is_former,
            is_plan,
        }
    }

    /// The period of an amount, how far the words are, and whether it is one that another is compared with.
    fn period_of(&self, at: usize, plan: &PlanWords<'l>, metric: &str, moment: Moment) -> (Settled, u32, Option<i32>) {
        let (mut period, mut cost, mut base) = self.period(at, plan.is_plan && metric == CAPEX, moment);
        if plan.is_step && base.take().is_some() {
            // What it is compared with is a period before, not its own.
            period = self.main(at).map_or_else(|| moment.quarter(0), |(main, _)| main.period);
        }
        // A part of the whole that was spoken of.
        let is_part = self.sentence.last_word(self.sentence.segment(at), at, CueKind::Share).is_some();
        let of_other = self.scene.whole.clone().filter(|_| is_part);
        if base.is_none()
            && cost >= 3
            && let Some(other) = of_other
        {
            (period, cost) = (other.period, 1);
        }
        // A figure that is no plan does not take its year from the plan before it.
        if metric != CAPEX
            && !plan.is_plan
            && cost >= 3
            && !moment.is_reported(period)
            && let Some(actual) =
                self.done.iter().rev().filter_map(|done| done.main.as_ref()).find(|main| main.metric != GUIDANCE)
        {
            period = actual.period;
        }
        (period, cost, base)
    }

    /// Whether a figure is by how much something is more than what stands behind it.
    fn is_over(&self, at: usize) -> bool {
        let over = self.sentence.first_word(at + 1, self.sentence.tail(at), CueKind::Over);
        over.is_some_and(|(place, _)| self.sentence.gap(at, place).len() <= 1)
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

    /// The word that makes a figure a plan.
    pub(super) fn plan(&self, at: usize) -> Option<&'l str> {
        let sentence = self.sentence;
        let segment = sentence.segment(at);
        let metric = sentence.last_word(segment, at, CueKind::Metric).map_or(at, |(metric, _)| metric);
        // A plan of an earlier clause is not that of the metric of this one.
        let is_stale = |plan: usize| plan < metric && sentence.is_parted(plan, metric, 1);
        let plans = (segment..at).rev().filter(|plan| !is_stale(*plan));
        let plans = plans.filter_map(|place| sentence.tokens.get(place)?.word(CueKind::Plan));
        plans.reduce(|last, plan| if plan == "past" { plan } else { last })
    }

    /// The end of a range that was named before what it rose from, or by how much: up by so much, to …
    pub(super) fn end_carried(&self, at: usize) -> Option<&'l str> {
        let sentence = self.sentence;
        let before = self.before(at)?;
        let segment = sentence.segment(before.token);
        let (_, end) = sentence.last_word(segment, before.token, CueKind::End)?;
        let is_step = |sense: &Sense| sense.measure == Measure::Increase;
        let is_of_step = matches!(&before.outcome, Outcome::Senses(senses) if senses.first().is_some_and(is_step));
        (is_of_step || self.is_from(before.token)).then_some(end)
    }

    /// An amount by which something rose: from the amount before, or over what words name.
    pub(super) fn step(&self, at: usize, sense: &mut Sense) {
        let quarters = if self.is_on_the_quarter(at) { 1 } else { 4 };
        sense.measure = Measure::Increase;
        sense.from_period = Some(sense.period.before(quarters));
    }

    /// Whether words beside a figure say that it is below zero.
    pub(super) fn is_minus(&self, at: usize, metric: &str) -> bool {
        let minus = self.sentence.last_word(self.sentence.segment(at), at, CueKind::Minus);
        matches!(metric, "fcf" | "ocf" | "net-income" | "cloud-income")
            && minus.is_some_and(|(place, _)| self.sentence.gap(place, at).len() <= 24)
    }

    /// A figure that the data does not hold.
    pub(super) fn beyond(&self, at: usize, metric: &str) -> Outcome {
        let sense = self.sentence.who(at, self.scene).and_then(|(who, cost)| {
            let moment = self.scene.moment(&who.tickers).filter(|_| !who.tickers.is_empty())?;
            let (period, ..) = self.period(at, false, moment);
            Some(Sense::new(&who.tickers, metric, period, cost).of_unknown(self.figure(at)?))
        });
        sense.map_or(Outcome::LeftOut, Outcome::Beyond)
    }
}

/// The upper end of a range whose lower end is read.
fn upper(at: usize, low: &Done) -> Done {
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
    Done { token: at, outcome, ..low.clone() }
}

fn low(count: usize) -> Measure {
    if count == 1 { Measure::Low } else { Measure::TotalLow }
}

fn high(count: usize) -> Measure {
    if count == 1 { Measure::High } else { Measure::TotalHigh }
}
