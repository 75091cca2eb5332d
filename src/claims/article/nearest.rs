//! The words nearest to a figure: what it measures, of which period, on which basis, and whether others expect it.

use super::super::vocabulary::Comparison;
use super::cues::CueKind;
use super::periods::{Moment, Settled, When};
use super::senses::{Of, Outcome, SentenceReader};
use super::tokens::Token;

impl<'l> SentenceReader<'_, '_, 'l, '_> {
    /// Whether a figure is what others expect.
    pub(super) fn is_expected(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let is_ours = |place: usize, meaning: &str| {
            meaning != "behind" && (meaning != "own" || (self.scene.speaker.is_none() && !sentence.is_quoted(place)))
        };
        let word = sentence.last_word(sentence.segment(at), at, CueKind::Consensus);
        if let Some((place, meaning)) = word.filter(|(place, meaning)| is_ours(*place, meaning)) {
            let is_near = meaning != "near" || sentence.gap(place, at).len() <= 2;
            // Analysts expect, after a comma, that …
            let is_said = |border: usize| {
                let before = border.checked_sub(1).and_then(|before| sentence.tokens.get(before));
                before.is_some_and(|token| {
                    token.is_any(&[CueKind::Plan, CueKind::Consensus]) && sentence.gap(border - 1, border).len() <= 3
                })
            };
            let border = |at: usize| sentence.tokens.get(at).and_then(Token::border);
            if is_near && (place..at).filter(|at| border(*at).is_some_and(|weight| weight > 0)).all(is_said) {
                return true;
            }
        }
        let tail = sentence.tail(at);
        sentence.first_word(at + 1, tail, CueKind::Consensus).is_some_and(|(place, meaning)| {
            meaning != "near"
                && sentence.gap(at, place).len() <= if meaning == "behind" { 1 } else { 16 }
                && [CueKind::Beat, CueKind::Over].iter().all(|kind| sentence.first_word(at + 1, place, *kind).is_none())
        })
    }

    /// What a figure measures, by the nearest word, and how far that is. `None` where no word says it.
    pub(super) fn of(&self, at: usize) -> Option<(Of<'l>, u32)> {
        let sentence = self.sentence;
        let kinds = [CueKind::Metric, CueKind::Topic, CueKind::Cloud];
        let head = sentence.tokens.get(..at).unwrap_or_default();
        let before = head.iter().rposition(|token| token.is_any(&kinds));
        // A word of an earlier clause is stale where another company, or a plan, has been named since.
        let is_stale = |place: usize| {
            // What a sentence begins with, before any name, is of all that follow.
            let is_lead = sentence.segment(place) == 0 && sentence.whos.first().is_some_and(|(who, _)| *who > place);
            let is_named = |who: usize| (place + 1..at).contains(&who) && !sentence.is_attached(who);
            let names = !is_lead && sentence.whos.iter().any(|(who, _)| is_named(*who));
            let plans = sentence
                .last_word(place + 1, at, CueKind::Plan)
                .is_some_and(|(plan, _)| sentence.is_parted(place, plan, 1));
            sentence.is_parted(place, at, 1) && (names || plans)
        };
        let before = before.filter(|place| !is_stale(*place));
        if let Some(metric) = sentence.listed(at).and_then(|listed| listed.metric) {
            return self.meaning(metric, at).map(|of| (of, 0));
        }
        let is_direct =
            before.is_some_and(|place| sentence.gap(place, at).len() <= 14 && !sentence.is_parted(place, at, 1));
        let tail = sentence.tail(at);
        let behind = sentence.tokens.get(at + 1..tail).unwrap_or_default();
        let after = behind.iter().position(|token| token.is_any(&[CueKind::Metric, CueKind::Topic]));
        let after = after.map(|place| at + 1 + place);
        // On sales of so much: that is of the next figure.
        let is_of_next = |place: usize| self.figure(tail).is_some() && sentence.gap(place, tail).len() <= 4;
        let is_linked = |place: &usize| {
            sentence.gap(at, *place).len() <= 26
                && !is_of_next(*place)
                && !sentence.has(at + 1, *place, CueKind::Joiner)
        };
        let is_market = |place: &usize| {
            sentence.tokens.get(*place).is_some_and(|token| token.word(CueKind::Topic) == Some("unknown"))
        };
        if let Some(place) = after.filter(|place| is_linked(place) && (!is_direct || is_market(place))) {
            return self.meaning(place, at).map(|of| (of, 0));
        }
        if let Some(place) = before {
            return self.meaning(place, at).map(|of| (of, 0));
        }
        match after {
            Some(place) => self.meaning(place, at).map(|of| (of, 4)),
            None if !self.scene.in_list => None,
            None if self.scene.head.is_outside && self.scene.head.unit.is_some() => Some((Of::Topic("-"), 3)),
            None => self.scene.head.metric.map(|metric| (Of::Metric(metric), 3)),
        }
    }

    /// What the word at a place means for a figure: revenue and profit are those of the cloud business where that is
    /// spoken of.
    pub(super) fn meaning(&self, place: usize, at: usize) -> Option<Of<'l>> {
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
        let is_carried = cloud.is_some_and(|cloud| !sentence.names(cloud + 1, place));
        let is_near = is_carried && cloud.is_some_and(|cloud| !sentence.is_parted(cloud, place, 2));
        let is_unnamed = cloud.is_none() && sentence.whos.iter().all(|(who, _)| *who > place);
        let is_of_scene = is_unnamed && self.scene.is_of_cloud;
        let is_carried = is_carried || is_of_scene;
        // What a part of a company was named for: its revenue, its growth.
        let part = sentence
            .first_word(sentence.segment(place), place, CueKind::Metric)
            .filter(|(part, _)| cloud.is_none_or(|cloud| cloud > *part));
        Some(match metric {
            "revenue" if let Some((_, part @ ("azure-growth" | "intelligent-cloud"))) = part => Of::Metric(part),
            "operating-income" if let Some((_, "intelligent-cloud")) = part => Of::Metric("intelligent-cloud-income"),
            "loss-" if !is_carried => Of::Metric("net-income-"),
            "revenue" if is_near || is_of_scene => Of::Metric("cloud"),
            "profit" if is_near => Of::Metric("cloud-income"),
            "profit" => Of::Metric("net-income"),
            "revenue!" => Of::Metric("revenue"),
            "operating-income" if is_carried => Of::Metric("cloud-income"),
            "loss-" | "operating-income-" if is_carried => Of::Metric("cloud-income-"),
            "margin" if is_carried => Of::Metric("cloud-income / cloud"),
            "operating-income" | "operating-income-" | "margin" => Of::Topic("-"),
            metric => Of::Metric(metric),
        })
    }

    /// The period of a figure: how it is settled, how far the word is, and whether it only relates to another amount.
    pub(super) fn period(&self, at: usize, is_plan: bool, moment: Moment) -> (Settled, u32, Option<i32>) {
        let sentence = self.sentence;
        if let Some(when) = sentence.listed(at).and_then(|listed| listed.period)
            && let Some(settled) = moment.settle(when, is_plan)
        {
            return (settled, 0, None);
        }
        let tail = sentence.tail(at);
        let after = sentence.periods(at + 1, tail).next().filter(|(place, _)| sentence.gap(at, *place).len() <= 40);
        let is_linked = after.is_some_and(|(place, _)| sentence.gap(at, place).len() <= 16);
        let own = self.own_period(at);
        let found = match (after, own) {
            (Some(after), _) if is_linked => Some((after.1, 0)),
            (_, Some((place, when))) => Some((when, u32::from(sentence.is_parted(place, at, 1)))),
            (Some(after), None) => Some((after.1, 2)),
            (None, None) => None,
        };
        let is_compared = self.follows(at, CueKind::Compare, 14);
        let base = |quarters: i32, cost: u32| {
            let main = self.main(at).map(|(main, _)| main.period);
            (main.unwrap_or_else(|| moment.quarter(0)).before(quarters), cost, Some(quarters))
        };
        match found {
            Some((When::Ago(0), cost)) if !is_compared => {
                let main = self.main(at).map(|(main, _)| main.period);
                return (main.unwrap_or_else(|| moment.quarter(0)), cost, None);
            }
            Some((When::Ago(quarters), cost)) => return base(if quarters == 0 { 4 } else { quarters }, cost),
            // Once its results are out, this quarter is the one reported, unless something is planned for it.
            Some((When::FromNewest(1), cost)) if !is_plan && self.plan(at).is_none() => {
                return (moment.quarter(0), cost, None);
            }
            Some((when, cost)) => {
                if let Some(settled) = moment.settle(when, is_plan) {
                    return (settled, cost, is_compared.then_some(4));
                }
            }
            None => {}
        }
        let follows = || {
            let before = self.done.iter().filter(|done| done.token < at && done.outcome != Outcome::LeftOut);
            before.max_by_key(|done| done.token).is_some_and(|done| !done.is_rate && done.main.is_some())
        };
        if !is_plan && ((is_compared && follows()) || self.is_from(at)) {
            return base(4, 3);
        }
        let mut earlier = sentence.periods(0, at).rev().map(|(_, when)| when);
        let inherited = earlier.find(|when| !matches!(when, When::Ago(_)));
        let inherited = inherited.filter(|_| !is_plan || self.plan(at) == Some("past"));
        if let Some(settled) = inherited.and_then(|when| moment.settle(when, is_plan)) {
            return (settled, 3, None);
        }
        if is_plan {
            return (moment.year(true), 4, None);
        }
        (moment.quarter(0), 5, None)
    }

    /// The period that is named before a figure and behind the one before that, where it is not that one's.
    pub(super) fn own_period(&self, at: usize) -> Option<(usize, When)> {
        let sentence = self.sentence;
        let is_attached = |place: usize| {
            let figure = sentence.segment(place).checked_sub(1).filter(|figure| place < sentence.tail(*figure));
            let gap = figure.map(|figure| sentence.gap(figure, place).len());
            gap.is_some_and(|gap| gap <= 16 && gap < sentence.gap(place, at).len())
        };
        let named = sentence.periods(sentence.segment(at), at).next_back();
        named.filter(|(place, _)| !is_attached(*place))
    }

    /// Whether a word of a kind stands right before a figure, or before the period that is named before it.
    pub(super) fn follows(&self, at: usize, kind: CueKind, bytes: usize) -> bool {
        let is_before = |at, bytes| self.sentence.is_right_before(at, kind, bytes);
        // Above 20 % is a bound, not what something is compared with.
        let is_bounded = self.figure(at).is_some_and(|figure| {
            matches!(figure.bound, Comparison::AtLeast | Comparison::AtMost)
                && self.sentence.is_right_before(at, CueKind::Bound, 1)
        });
        (is_before(at, bytes) && !is_bounded) || self.own_period(at).is_some_and(|(period, _)| is_before(period, 4))
    }

    /// Whether a figure is that from which another rose or fell, which stands behind it.
    pub(super) fn is_from(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let next = sentence.tail(at);
        let reach = sentence.first_word(at + 1, next, CueKind::Reach);
        self.figure(next).is_some()
            && self.follows(at, CueKind::Former, 4)
            && reach.is_some_and(|(reach, _)| sentence.gap(reach, next).len() <= 8)
    }

    /// The basis that words beside a figure state.
    pub(super) fn basis(&self, at: usize) -> Option<String> {
        let sentence = self.sentence;
        let found = sentence
            .first_word(at + 1, sentence.tail(at), CueKind::Basis)
            .or_else(|| sentence.last_word(sentence.segment(at), at, CueKind::Basis));
        found.map(|(_, basis)| basis.to_owned()).filter(|basis| basis != "none")
    }
}
