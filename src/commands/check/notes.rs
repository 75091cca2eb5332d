//! What must be said beside a verdict.

use std::collections::HashMap;

use super::page::found;
use super::{Checked, said};
use crate::claims::{Answer, Axis, Claim, Claimed, Found, Judgement, Question, Reading, Remark, Verdict};
use crate::data::Dataset;
use crate::report::{Note, Part};

/// The remark on one claim; empty where the verdict says all.
pub fn note(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Part> {
    let mut parts = match judgement.verdict {
        Verdict::Confirmed if judgement.is_read_otherwise() => read_otherwise(claim, judgement, data),
        Verdict::Confirmed => Vec::new(),
        Verdict::Close => rounding(claim, judgement),
        Verdict::Contradicted => contradicted(claim, judgement, data),
        Verdict::Unknown => unknown(claim, judgement, data),
    };
    if judgement.verdict != Verdict::Unknown && !judgement.against.is_empty() {
        parts.extend(space(&parts));
        parts.extend(against(claim, judgement, data));
    }
    if let Ok(gauged) = judgement.rests_on().1 {
        if let Found::Record { is_one, among, since } = gauged.found {
            parts.extend(space(&parts));
            parts.push(text(if is_one {
                format!("The highest of {among} periods since {since}.")
            } else {
                format!("Of {among} periods since {since}, an earlier one was as high or higher.")
            }));
        }
        for Remark { company, announced, text: remark } in &gauged.remarks {
            parts.extend(space(&parts));
            parts.push(text(format!("{company}, {announced}: {remark}.")));
        }
        if let Some(words) = &gauged.approximation {
            parts.extend(space(&parts));
            parts.push(text(format!("The figure is approximate: {words}.")));
        }
    }
    parts
}

/// The most claims that a note names.
const MOST_IDS: usize = 8;

/// The remarks on all claims that have one; claims with the same remark share a note.
pub fn of_each(checked: &[Checked<'_>]) -> Vec<Note> {
    let mut remarks: Vec<(&'static str, Vec<&str>, Vec<Part>)> = Vec::new();
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
    let to_note = |(kind, ids, parts): (&'static str, Vec<&str>, Vec<Part>)| {
        let shown = ids.get(..MOST_IDS).unwrap_or(&ids).join(", ");
        let mut note = match ids.len().checked_sub(MOST_IDS) {
            None | Some(0) => Note::new(kind, format!("{shown}: ")),
            Some(more) => Note::new(kind, format!("{shown} and {more} more: ")),
        };
        note.parts.extend(parts);
        note
    };
    remarks.into_iter().map(to_note).collect()
}

/// How many claims there are of each verdict; one claim needs no count.
pub fn count(checked: &[Checked<'_>]) -> Option<Note> {
    if checked.len() == 1 {
        return None;
    }
    let of = |verdict: Verdict| checked.iter().filter(|checked| checked.judgement.verdict == verdict).count();
    let otherwise = checked.iter().filter(|checked| checked.judgement.is_read_otherwise()).count();
    let (confirmed, close) = (of(Verdict::Confirmed), of(Verdict::Close));
    let (contradicted, unknown) = (of(Verdict::Contradicted), of(Verdict::Unknown));
    let all = checked.len();
    Some(Note::new(
        "verdicts",
        if otherwise == 0 {
            format!(
                "Claims: {all}; confirmed {confirmed}, close {close}, contradicted {contradicted}, unknown {unknown}."
            )
        } else {
            format!(
                "Claims: {all}; confirmed {confirmed}, of these {otherwise} under another reading than the usual one, \
                 close {close}, contradicted {contradicted}, unknown {unknown}."
            )
        },
    ))
}

/// Of several numbers claimed of one thing, the readings that give them all.
pub fn together(checked: &[Checked<'_>], data: &Dataset) -> Option<Note> {
    let (first, rest) = checked.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let given = |checked: &Checked<'_>| -> Vec<String> {
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
            "No one reading gives all of them.".to_owned()
        } else {
            format!("All of them together: {}.", common.join("; "))
        },
    ))
}

fn text(text: impl Into<String>) -> Part {
    Part::Text(text.into())
}

fn space(parts: &[Part]) -> Option<Part> {
    (!parts.is_empty()).then(|| text(" "))
}

fn read_otherwise(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Part> {
    let (own, gauged) = &judgement.own;
    let usual = said::reading(&claim.question, own, own, data);
    match &**gauged {
        Ok(gauged) => {
            let mut parts = vec![text(format!("Not under the usual reading ({usual}), which gives "))];
            parts.extend(found(claim, &gauged.found));
            parts.push(text("."));
            parts
        }
        Err(absent) => vec![text(format!("Under the usual reading ({usual}) there is no figure: {absent}."))],
    }
}

/// Where documents print fewer digits than the claim does, the claim may well be right.
fn rounding(claim: &Claim<'_>, judgement: &Judgement<'_>) -> Vec<Part> {
    let (Claimed::Number(printed), Ok(gauged)) = (&claim.claimed, judgement.rests_on().1) else {
        return Vec::new();
    };
    let Found::Number(value) = gauged.found else { return Vec::new() };
    if (value - printed.value()).abs() > gauged.rounding {
        return Vec::new();
    }
    let mut parts = vec![text("The documents round, so the figure may be off by ")];
    parts.extend(said::number(gauged.rounding, printed.unit(), printed.places(), claim.question.currency));
    parts.push(text("."));
    parts
}

fn contradicted(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Part> {
    let question = &claim.question;
    if let Some((earlier, later)) = &judgement.ends {
        return on_two(claim, judgement, earlier, later, data);
    }
    if !judgement.against.is_empty() {
        return Vec::new();
    }
    match &judgement.nearest {
        Some(answer) if is_nearer(claim, judgement, answer) => {
            let reading = said::reading(question, &judgement.own.0, &answer.reading, data);
            let mut parts = vec![text(format!("No reading gives it. The nearest ({reading}) gives "))];
            parts.extend(found(claim, &answer.gauged.found));
            parts.push(text("."));
            parts
        }
        _ if matches!(claim.claimed, Claimed::Number(_) | Claimed::Change(..)) => {
            vec![text("No reading gives it, and none comes nearer.")]
        }
        _ => Vec::new(),
    }
}

fn is_nearer(claim: &Claim<'_>, judgement: &Judgement<'_>, answer: &Answer<'_>) -> bool {
    let off = |found: &Found<'_>| match (&claim.claimed, found) {
        (Claimed::Number(printed), Found::Number(value)) => Some((*value - printed.value()).abs()),
        (Claimed::Change(from, to), Found::Change(earlier, later)) => {
            Some((*earlier - from.value()).abs() + (*later - to.value()).abs())
        }
        _ => None,
    };
    let own = Result::as_ref(&judgement.own.1).ok().and_then(|gauged| off(&gauged.found));
    off(&answer.gauged.found).is_some_and(|there| own.is_none_or(|own| there < own))
}

/// How several readings are named.
type Names = fn(&Question<'_>, &Reading<'_>, &[Answer<'_>], &Dataset) -> String;

/// The two ends of a change, each of which some reading gives, but no one reading both.
fn on_two(
    claim: &Claim<'_>,
    judgement: &Judgement<'_>,
    earlier: &[Answer<'_>],
    later: &[Answer<'_>],
    data: &Dataset,
) -> Vec<Part> {
    let Claimed::Change(from, to) = &claim.claimed else { return Vec::new() };
    let (question, own) = (&claim.question, &judgement.own.0);
    let is_of_basis =
        |answer: &Answer<'_>| answer.reading.departures(own).all(|axis| matches!(axis, Axis::Basis | Axis::Apart));
    let (differ, names): (&str, Names) = if earlier.iter().chain(later).all(is_of_basis) {
        ("bases", said::bases)
    } else {
        ("readings", said::readings)
    };
    let (of_earlier, of_later) = (names(question, own, earlier, data), names(question, own, later, data));
    let mut parts =
        vec![text(format!("The two figures are on different {differ}: {from} is {of_earlier}; {to} is {of_later}."))];
    for answer in earlier.first().into_iter().chain(later.first()) {
        let name = names(question, own, std::slice::from_ref(answer), data);
        parts.push(text(format!(" On {name} alone: ")));
        parts.extend(found(claim, &answer.gauged.found));
        parts.push(text("."));
    }
    parts
}

fn against(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Part> {
    let question = &claim.question;
    let readings = said::readings(question, &judgement.own.0, &judgement.against, data);
    vec![text(format!("It would hold under another reading than the one it states: {readings}."))]
}

fn unknown(claim: &Claim<'_>, judgement: &Judgement<'_>, data: &Dataset) -> Vec<Part> {
    let question = &claim.question;
    let Err(absent) = &*judgement.own.1 else { return Vec::new() };
    let mut parts = vec![text(said::sentence(&absent.to_string()))];
    if !judgement.against.is_empty() {
        parts.push(text(" "));
        parts.extend(against(claim, judgement, data));
    } else if let Some(answer) = &judgement.nearest {
        let reading = said::reading(question, &judgement.own.0, &answer.reading, data);
        parts.push(text(format!(" The nearest other reading ({reading}) gives ")));
        parts.extend(found(claim, &answer.gauged.found));
        parts.push(text("."));
    }
    parts
}
