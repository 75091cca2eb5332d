//! Rates that are one metric over another, or a company's part of a sum.

use super::super::vocabulary::Measure;
use super::cues::CueKind;
use super::scene::{CAPEX, GUIDANCE, Sense};
use super::senses::{Done, Of, Outcome, SentenceReader};

impl SentenceReader<'_, '_, '_, '_> {
    /// A rate that is one metric over another: of revenue, of cash flow.
    pub(super) fn ratio(&self, at: usize, rate: &impl Fn(Outcome, Option<Sense>) -> Done) -> Option<Done> {
        let sentence = self.sentence;
        let tail = sentence.tail(at);
        let behind = sentence.first_word(at + 1, tail, CueKind::Metric).filter(|(place, _)| {
            let is_joined = |kind| sentence.first_word(at + 1, *place, kind).is_some();
            sentence.gap(at, *place).len() <= 32 && (is_joined(CueKind::Link) || is_joined(CueKind::Share))
        });
        let segment = sentence.segment(at);
        let named = sentence.last_word(segment, at, CueKind::Metric);
        let before = named.filter(|(place, _)| {
            let opens = |kind| {
                sentence
                    .last_word(segment, *place, kind)
                    .is_some_and(|(open, _)| sentence.gap(open, *place).len() <= 12)
            };
            sentence.gap(*place, at).len() <= 40 && (opens(CueKind::Ratio) || opens(CueKind::Share))
        });
        // So much of what operations brought in, which was spoken of just before.
        let spoken_of = self.main(at).filter(|(main, _)| main.metric == "ocf" || main.metric == "revenue");
        let is_part = sentence.is_right_before(at, CueKind::Ratio, 16);
        let earlier = spoken_of.filter(|_| is_part);
        let earlier = earlier.as_ref().map(|(main, _)| (at, main.metric.as_str()));
        let (place, under) = behind.or(before).or(earlier)?;
        let (who, who_cost) = sentence.who(at, self.scene)?;
        let moment = self.scene.moment(&who.tickers)?;
        let own = sentence.last_word(segment, at.min(place), CueKind::Metric).map(|(_, metric)| metric);
        let own = own.filter(|own| *own != under);
        // So much of revenue into capital expenditures.
        let own = own.or_else(|| sentence.first_word(place + 1, tail, CueKind::Metric).map(|(_, metric)| metric));
        let main = self.main(at);
        let over = own.or(main.as_ref().map(|(main, _)| main.metric.as_str()))?.to_owned();
        let main = main.filter(|(main, _)| main.companies == who.tickers.join(" "));
        let cost = who_cost + main.as_ref().map_or(0, |(_, cost)| *cost);
        let period = match main {
            Some((main, _)) if own.is_none() => main.period,
            _ => self.period(at, false, moment).0,
        };
        let metric = ratio_of(&over, under)?;
        let sense = Sense { measure: Measure::Ratio, ..self.plain(&who, &metric, period, cost, at) };
        Some(rate(Outcome::Senses(vec![sense.clone()]), Some(sense)))
    }

    /// A rate that is a company's part of a sum.
    pub(super) fn share(&self, at: usize) -> Outcome {
        let sentence = self.sentence;
        let single = sentence.who(at, self.scene).map(|(who, _)| who).filter(|who| who.tickers.len() == 1);
        let of_sentence =
            sentence.whos.iter().rev().find(|(_, who)| who.tickers.len() == 1).map(|(_, who)| who.clone());
        let Some(who) = single.or(of_sentence) else { return Outcome::Unclear };
        let main = self.main(at).map(|(main, _)| main).or_else(|| self.scene.whole.clone());
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
        if metric == "cloud" {
            let of_revenue = Sense { metric: "cloud / revenue".to_owned(), measure: Measure::Ratio, ..sense.clone() };
            return Outcome::Senses(vec![sense, of_revenue]);
        }
        let of_capex = Sense { metric: CAPEX.to_owned(), basis: None, cost: sense.cost + 2, ..sense.clone() };
        Outcome::Senses(if metric == CAPEX { vec![sense] } else { vec![sense, of_capex] })
    }
}

/// One metric over another, where that is revenue or operating cash flow.
pub(super) fn ratio_of(over: &str, under: &str) -> Option<String> {
    let is_ratio = matches!(under, "revenue" | "revenue!" | "ocf") && over != under && over != GUIDANCE;
    is_ratio.then(|| format!("{over} / {}", under.trim_end_matches('!')))
}
