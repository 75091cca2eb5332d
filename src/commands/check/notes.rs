//! What must be said beside a verdict.

use std::collections::HashMap;

use super::super::reasons;
use super::page::found;
use super::{Checked, said};
use crate::claims::{Answer, Axis, Claim, Claimed, Found, Judgement, Question, Reading, Remark, Verdict, distance};
use crate::data::Dataset;
use crate::report::{Note, Words};
use crate::say;

/// The remark on one claim, a sentence each; none where the verdict says all.
pub fn note(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Words> {
    let mut sentences = match judgement.verdict {
        Verdict::Confirmed if judgement.is_read_otherwise() => vec![read_otherwise(claim, judgement, data)],
        Verdict::Confirmed => Vec::new(),
        Verdict::Close => rounding(claim, judgement).into_iter().collect(),
        Verdict::Contradicted => contradicted(claim, judgement, data),
        Verdict::Unknown => unknown(claim, judgement, data),
    };
    if judgement.verdict != Verdict::Unknown && !judgement.against.is_empty() {
        sentences.push(against(claim, judgement, data));
    }
    if let Ok(gauged) = judgement.rests_on().1 {
        if let Found::Record { is_one, among, since } = gauged.found {
            let (among, since) = (among.to_string(), since.to_string());
            sentences.push(if is_one {
                say!("The highest of {among} periods since {since}.", among, since)
            } else {
                say!("Of {among} periods since {since}, an earlier one was as high or higher.", among, since)
            });
        }
        for Remark { company, announced, text: remark } in &gauged.remarks {
            let (company, remark) = (company.clone(), remark.clone());
            sentences.push(say!("{company}, {day}: {remark}.", company, day = *announced, remark));
        }
        if let Some(reason) = &gauged.footing.approximation {
            sentences.push(say!("The figure is approximate: {words}.", words = reasons::approximation(reason)));
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
    let otherwise = checked.iter().filter(|checked| checked.judgement.is_read_otherwise()).count();
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
        if others.is_empty() && *verdict == Verdict::Confirmed {
            return vec![said::reading(question, &own.0, &own.0, data)];
        }
        others.iter().map(|other| said::reading(question, &own.0, &other.reading, data)).collect()
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
    let (own, gauged) = &judgement.own;
    let usual = said::reading(&claim.question, own, own, data);
    match &**gauged {
        Ok(gauged) => say!(
            "Not under the usual reading ({usual}), which gives {figure}.",
            usual,
            figure = found(claim, &gauged.found)
        ),
        Err(absent) => {
            say!("Under the usual reading ({usual}) there is no figure: {reason}.", usual, reason = absent.to_string())
        }
    }
}

/// Where documents print fewer digits than the claim does, the claim may well be right.
fn rounding(claim: &Claim<'_>, judgement: &Judgement<'_>) -> Option<Words> {
    let (Claimed::Number(printed), Ok(gauged)) = (&claim.claimed, judgement.rests_on().1) else { return None };
    let Found::Number(value) = gauged.found else { return None };
    let amount = said::number(gauged.rounding, printed.unit(), printed.places(), claim.question.currency);
    ((value - printed.value()).abs() <= gauged.rounding)
        .then(|| say!("The documents round, so the figure may be off by {amount}.", amount))
}

fn contradicted(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Words> {
    let question = &claim.question;
    if let Some((earlier, later)) = &judgement.ends {
        return on_two(claim, judgement, earlier, later, data);
    }
    if !judgement.against.is_empty() {
        return Vec::new();
    }
    match &judgement.nearest {
        Some(answer) if is_nearer(claim, judgement, answer) => vec![say!(
            "No reading gives it. The nearest ({reading}) gives {figure}.",
            reading = said::reading(question, &judgement.own.0, &answer.reading, data),
            figure = found(claim, &answer.gauged.found)
        )],
        _ if matches!(claim.claimed, Claimed::Number(_) | Claimed::Change(..)) => {
            vec![say!("No reading gives it, and none comes nearer.")]
        }
        _ => Vec::new(),
    }
}

fn is_nearer(claim: &Claim<'_>, judgement: &Judgement<'_>, answer: &Answer<'_>) -> bool {
    let own = Result::as_ref(&judgement.own.1).ok().and_then(|gauged| distance(claim, &gauged.found));
    distance(claim, &answer.gauged.found).is_some_and(|there| own.is_none_or(|own| there < own))
}

/// How several readings are named.
type Names = fn(&Question<'_>, &Reading<'_>, &[Answer<'_>], &Dataset) -> Words;

/// The two ends of a change, each of which some reading gives, but no one reading both.
fn on_two(
    claim: &Claim<'_>,
    judgement: &Judgement<'_>,
    earlier: &[Answer<'_>],
    later: &[Answer<'_>],
    data: &Dataset,
) -> Vec<Words> {
    let Claimed::Change(from, to) = &claim.claimed else { return Vec::new() };
    let (question, own) = (&claim.question, &judgement.own.0);
    let is_of_basis =
        |answer: &Answer<'_>| answer.reading.departures(own).all(|axis| matches!(axis, Axis::Basis | Axis::Apart));
    let of_bases = earlier.iter().chain(later).all(is_of_basis);
    let names: Names = if of_bases { said::bases } else { said::readings };
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
        sentences.push(say!("On {name} alone: {figure}.", name, figure = found(claim, &answer.gauged.found)));
    }
    sentences
}

fn against(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Words {
    let question = &claim.question;
    let readings = said::readings(question, &judgement.own.0, &judgement.against, data);
    say!("It would hold under another reading than the one it states: {readings}.", readings)
}

fn unknown(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Words> {
    let question = &claim.question;
    let Err(absent) = &*judgement.own.1 else { return Vec::new() };
    let mut sentences = vec![said::sentence(&absent.to_string()).into()];
    if !judgement.against.is_empty() {
        sentences.push(against(claim, judgement, data));
    } else if let Some(answer) = &judgement.nearest {
        sentences.push(say!(
            "The nearest other reading ({reading}) gives {figure}.",
            reading = said::reading(question, &judgement.own.0, &answer.reading, data),
            figure = found(claim, &answer.gauged.found)
        ));
    }
    sentences
}
