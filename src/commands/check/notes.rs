//! What must be said beside a verdict.

use std::collections::HashMap;

use super::super::words;
use super::page::found;
use super::{Checked, wording};
use crate::claims::{
    Claim, Claimed, Comparison, Departure, FoundValue, Judgement, PrintedNumber, Question, Reading, ReadingAnswer,
    Remark, Rounding, Verdict, distance, may_hold,
};
use crate::data::Dataset;
use crate::report::{Note, Words};
use crate::say;

/// The remark on one claim, a sentence each; none where the verdict says all.
pub fn note(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Words> {
    let mut sentences = match judgement.verdict {
        Verdict::Confirmed | Verdict::Close if judgement.is_read_otherwise() => {
            vec![read_otherwise(claim, judgement, data)]
        }
        Verdict::Confirmed | Verdict::Close => Vec::new(),
        Verdict::Contradicted => contradicted(claim, judgement, data),
        Verdict::Unknown => unknown(claim, judgement, data),
    };
    if judgement.verdict != Verdict::Unknown && !judgement.against.is_empty() {
        sentences.push(against(claim, judgement, data));
    }
    sentences.extend(rounding(claim, judgement));
    sentences.extend(in_tens(claim, judgement));
    sentences.extend(tried(claim, judgement));
    if let Some((_, published)) = judgement.published_later {
        sentences.push(say!("The figure was published later in the data, on {day}.", day = published));
    }
    if let Ok(evaluated) = judgement.rests_on().1 {
        if let FoundValue::Record { is_one, among, since } = evaluated.found {
            let (among, since) = (among.to_string(), since.to_string());
            sentences.push(if is_one {
                say!("The highest of {among} periods since {since}.", among, since)
            } else {
                say!("Of {among} periods since {since}, an earlier one was as high or higher.", among, since)
            });
        }
        for Remark { company, announced, text: remark } in &evaluated.remarks {
            let (company, remark) = (company.clone(), remark.clone());
            sentences.push(say!("{company}, {day}: {remark}.", company, day = *announced, remark));
        }
        sentences.extend(evaluated.over.iter().map(|over| {
            say!(
                "Not added: {company}, whose {period} was over on {day}.",
                company = over.company.as_str(),
                period = words::label(over.period),
                day = Words::Day(over.end)
            )
        }));
        if let Some(reason) = &evaluated.caveats.approximation {
            sentences.push(say!("The figure is approximate: {words}.", words = reason.words()));
        }
    }
    sentences
}

/// The most claims that a note names.
const MOST_IDS: usize = 8;

/// The remarks on all claims that have one; claims with the same remark share a note.
pub fn of_each(checked: &[Checked<'_>]) -> Vec<Note> {
    let mut remarks: Vec<(&'static str, Vec<&str>, Vec<Words>)> = Vec::new();
    let mut at: HashMap<String, usize> = HashMap::new();
    for checked in checked {
        let parts = checked.note.clone();
        if parts.is_empty() {
            continue;
        }
        let id = checked.claim.id.as_str();
        let place = *at.entry(format!("{parts:?}")).or_insert(remarks.len());
        match remarks.get_mut(place) {
            Some((_, ids, _)) => ids.push(id),
            None => remarks.push((checked.judgement.verdict.name(), vec![id], parts)),
        }
    }
    let to_note = |(kind, ids, sentences): (&'static str, Vec<&str>, Vec<Words>)| {
        let claims = Words::commas(ids.iter().take(MOST_IDS).copied());
        let words = Words::sentences(sentences);
        let words = match ids.len().checked_sub(MOST_IDS) {
            None | Some(0) => say!("{claims}: {words}", claims, words),
            Some(more) => say!("{claims} and {more} more: {words}", claims, more = more.to_string(), words),
        };
        Note::new(kind, words)
    };
    remarks.into_iter().map(to_note).collect()
}

/// How many claims there are of each verdict; one claim needs no count.
pub fn count(checked: &[Checked<'_>]) -> Option<Note> {
    if checked.len() == 1 {
        return None;
    }
    let of =
        |verdict: Verdict| checked.iter().filter(|checked| checked.judgement.verdict == verdict).count().to_string();
    let is_otherwise = |checked: &&Checked<'_>| {
        checked.judgement.verdict == Verdict::Confirmed && checked.judgement.is_read_otherwise()
    };
    let otherwise = checked.iter().filter(is_otherwise).count();
    let (all, confirmed, close) = (checked.len().to_string(), of(Verdict::Confirmed), of(Verdict::Close));
    let (contradicted, unknown) = (of(Verdict::Contradicted), of(Verdict::Unknown));
    let words = if otherwise == 0 {
        say!(
            "Claims: {all}; confirmed {confirmed}, close {close}, contradicted {contradicted}, unknown {unknown}.",
            all,
            confirmed,
            close,
            contradicted,
            unknown
        )
    } else {
        say!(
            "Claims: {all}; confirmed {confirmed}, of these {otherwise} under another reading than the usual one, close {close}, contradicted {contradicted}, unknown {unknown}.",
            all,
            confirmed,
            otherwise = otherwise.to_string(),
            close,
            contradicted,
            unknown
        )
    };
    Some(Note::new("verdicts", words))
}

/// Of several numbers claimed of one thing, the readings that give them all.
pub fn together(checked: &[Checked<'_>], data: &Dataset) -> Option<Note> {
    let (first, rest) = checked.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let given = |checked: &Checked<'_>| -> Vec<Words> {
        let question = &checked.claim.question;
        let Judgement { own, others, verdict, .. } = &checked.judgement;
        if *verdict != Verdict::Confirmed {
            return Vec::new();
        }
        if others.is_empty() {
            return vec![wording::reading(question, &own.0, &own.0, data)];
        }
        others.iter().map(|other| wording::reading(question, &own.0, &other.reading, data)).collect()
    };
    let mut common = given(first);
    for other in rest {
        let also = given(other);
        common.retain(|reading| also.contains(reading));
    }
    Some(Note::new(
        "together",
        if common.is_empty() {
            say!("No one reading gives all of them.")
        } else {
            say!("All of them together: {readings}.", readings = Words::semicolons(common))
        },
    ))
}

fn read_otherwise(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Words {
    let (own, evaluated) = &judgement.own;
    let usual = wording::reading(&claim.question, own, own, data);
    match &**evaluated {
        Ok(evaluated) => say!(
            "Not under the usual reading ({usual}), which gives {figure}.",
            usual,
            figure = found(claim, &evaluated.found)
        ),
        Err(absent) => {
            say!("Under the usual reading ({usual}) there is no figure: {reason}.", usual, reason = absent.to_string())
        }
    }
}

/// Where documents print fewer digits than the claim does, the claim may well be right.
fn rounding(claim: &Claim<'_>, judgement: &Judgement<'_>) -> Option<Words> {
    let evaluated = judgement.rests_on().1.ok().filter(|_| judgement.verdict == Verdict::Close)?;
    let currency = claim.question.currency;
    match (&claim.claimed, &evaluated.found) {
        (Claimed::Number(printed), FoundValue::Number(value)) => {
            let (unit, places, rounding) = (printed.unit(), printed.places(), evaluated.rounding);
            if !may_hold(claim.comparison, printed, *value, rounding) {
                return None;
            }
            let said = |value| wording::number(value, unit, places, currency);
            Some(if unit.is_of_money() {
                say!("The documents round, so the figure may be off by {amount}.", amount = said(rounding.above))
            } else {
                say!(
                    "The documents round, so the figure may lie anywhere from {low} to {high}.",
                    low = said(*value - rounding.below),
                    high = said(*value + rounding.above)
                )
            })
        }
        (Claimed::Change(from, to), FoundValue::Change(earlier, later)) => {
            let off = |printed: &PrintedNumber, value, rounding: Rounding| {
                let counts = !printed.is(value) && may_hold(Comparison::Equal, printed, value, rounding);
                counts.then(|| wording::number(rounding.above, printed.unit(), printed.places(), currency))
            };
            let off = [off(from, *earlier, evaluated.rounding_before), off(to, *later, evaluated.rounding)];
            let amount = off.into_iter().flatten().next()?;
            Some(say!("The documents round, so the figure may be off by {amount}.", amount))
        }
        _ => Some(say!("The documents round, so it may be so.")),
    }
}

/// Whether a number holds only as one rounded to ten.
fn in_tens(claim: &Claim<'_>, judgement: &Judgement<'_>) -> Option<Words> {
    let evaluated = judgement.rests_on().1.ok().filter(|_| judgement.verdict == Verdict::Confirmed)?;
    let pairs = match (&claim.claimed, &evaluated.found) {
        (Claimed::Number(printed), FoundValue::Number(value)) => vec![(printed, *value)],
        (Claimed::Change(from, to), FoundValue::Change(earlier, later)) => vec![(from, *earlier), (to, *later)],
        _ => Vec::new(),
    };
    let (printed, _) = pairs.into_iter().find(|(printed, value)| printed.is_only_in_tens(*value))?;
    wording::in_billions(printed)
}

/// How many readings were tried, and of a vague number how many it fits.
fn tried(claim: &Claim<'_>, judgement: &Judgement<'_>) -> Option<Words> {
    let Judgement { verdict, tried, fits, .. } = judgement;
    let tells = match verdict {
        Verdict::Confirmed => claim.is_vague() || judgement.is_read_otherwise(),
        Verdict::Close => judgement.is_read_otherwise(),
        Verdict::Contradicted => judgement.against.is_empty(),
        Verdict::Unknown => false,
    };
    let (fits, tried) = (fits.to_string(), Some(tried).filter(|tried| tells && **tried > 1)?.to_string());
    let vague = claim.number().filter(|_| claim.is_vague() && *verdict == Verdict::Confirmed);
    Some(match vague {
        Some(printed) => {
            let step = wording::exact(printed.step(), printed.unit(), printed.places(), claim.question.currency);
            say!("Rounded to {step}, it fits {fits} of {tried} readings tried.", step, fits, tried)
        }
        None => say!("Readings tried: {tried}.", tried),
    })
}

fn contradicted(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Words> {
    let question = &claim.question;
    if let Some(guided) = guided(claim, judgement) {
        return vec![say!("It is outside the guided range {range}.", range = guided)];
    }
    if let Some((earlier, later)) = &judgement.ends {
        return on_two(claim, judgement, earlier, later, data);
    }
    if !judgement.against.is_empty() {
        return Vec::new();
    }
    match &judgement.nearest {
        Some(answer) if is_nearer(claim, judgement, answer) => vec![say!(
            "No reading gives it. The nearest ({reading}) gives {figure}.",
            reading = wording::reading(question, &judgement.own.0, &answer.reading, data),
            figure = found(claim, &answer.evaluated.found)
        )],
        _ if matches!(claim.claimed, Claimed::Number(_) | Claimed::Change(..)) => {
            vec![say!("No reading gives it, and none comes nearer.")]
        }
        _ => Vec::new(),
    }
}

/// The range of plans that a claim of one figure is held against.
fn guided(claim: &Claim<'_>, judgement: &Judgement<'_>) -> Option<Words> {
    let (guided, printed) = judgement.guided.zip(claim.number())?;
    Some(wording::range(guided, printed.unit(), printed.places(), claim.question.currency))
}

fn is_nearer(claim: &Claim<'_>, judgement: &Judgement<'_>, answer: &ReadingAnswer<'_>) -> bool {
    let own = Result::as_ref(&judgement.own.1).ok().and_then(|evaluated| distance(claim, &evaluated.found));
    distance(claim, &answer.evaluated.found).is_some_and(|there| own.is_none_or(|own| there < own))
}

/// How several readings are named.
type Names = fn(&Question<'_>, &Reading<'_>, &[ReadingAnswer<'_>], &Dataset) -> Words;

/// The two ends of a change, each of which some reading gives, but no one reading both.
fn on_two(
    claim: &Claim<'_>,
    judgement: &Judgement<'_>,
    earlier: &[ReadingAnswer<'_>],
    later: &[ReadingAnswer<'_>],
    data: &Dataset,
) -> Vec<Words> {
    let Claimed::Change(from, to) = &claim.claimed else { return Vec::new() };
    let (question, own) = (&claim.question, &judgement.own.0);
    let is_of_basis = |answer: &ReadingAnswer<'_>| {
        answer.reading.departures(own).all(|axis| matches!(axis, Departure::Basis | Departure::OneCompany))
    };
    let of_bases = earlier.iter().chain(later).all(is_of_basis);
    let names: Names = if of_bases { wording::bases } else { wording::readings };
    let (from, to) = (from.to_string(), to.to_string());
    let (of_earlier, of_later) = (names(question, own, earlier, data), names(question, own, later, data));
    let mut sentences = vec![if of_bases {
        say!(
            "The two figures are on different bases: {from} is {of_earlier}; {to} is {of_later}.",
            from,
            of_earlier,
            to,
            of_later
        )
    } else {
        say!(
            "The two figures are on different readings: {from} is {of_earlier}; {to} is {of_later}.",
            from,
            of_earlier,
            to,
            of_later
        )
    }];
    for answer in earlier.first().into_iter().chain(later.first()) {
        let name = names(question, own, std::slice::from_ref(answer), data);
        sentences.push(say!("On {name} alone: {figure}.", name, figure = found(claim, &answer.evaluated.found)));
    }
    sentences
}

fn against(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Words {
    let question = &claim.question;
    let readings = wording::readings(question, &judgement.own.0, &judgement.against, data);
    say!("It would hold under another reading than the one it states: {readings}.", readings)
}

fn unknown(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Words> {
    let question = &claim.question;
    let mut sentences: Vec<Words> = Vec::new();
    if let Err(absent) = &*judgement.own.1 {
        sentences.push(wording::sentence(&absent.to_string()).into());
    }
    if let Some(range) = guided(claim, judgement) {
        let is_open = judgement.guided.is_some_and(|guided| guided.low.is_none() || guided.high.is_none());
        sentences.push(match claim.comparison {
            Comparison::Equal if is_open => say!("It is within what was guided: {range}.", range),
            Comparison::Equal => say!("It is within the guided range {range}.", range),
            _ => say!("It holds for a part of the guided range {range}.", range),
        });
    }
    if !judgement.against.is_empty() {
        sentences.push(against(claim, judgement, data));
    } else if let Some(answer) = &judgement.nearest {
        sentences.push(say!(
            "The nearest other reading ({reading}) gives {figure}.",
            reading = wording::reading(question, &judgement.own.0, &answer.reading, data),
            figure = found(claim, &answer.evaluated.found)
        ));
    }
    sentences
}
