//! What must be said beside a verdict.

use std::collections::HashMap;
use std::slice::from_ref;

use super::super::{counted, words};
use super::{CheckedClaim, plans, wording};
use crate::claims::{
    Claimed, Departure, FoundValue, Judgement, NumberMatch, OtherCompanies, OtherGroup, ReadingAnswer, Remark, Verdict,
};
use crate::data::Dataset;
use crate::report::{Note, Words};
use crate::say;

/// The remark on one claim, a sentence each; none where the verdict says all.
pub fn note(line: &CheckedClaim<'_>, data: &Dataset) -> Vec<Words> {
    let judgement = &line.judgement;
    if line.beside.is_some() {
        return Vec::new();
    }
    let mut sentences = plans::from_guidance(line);
    sentences.extend(match judgement.verdict {
        Verdict::Confirmed | Verdict::Close if judgement.is_read_otherwise() => vec![read_otherwise(line, data)],
        Verdict::Confirmed | Verdict::Close => Vec::new(),
        Verdict::Contradicted => contradicted(line, data),
        Verdict::Unknown => unknown(line, data),
    });
    sentences.extend(growth_between(line));
    sentences.extend(other_groups(line, data));
    sentences.extend(plans::guidance_of_others(line));
    sentences.extend(plans::said_instead(line));
    if judgement.verdict != Verdict::Unknown && !judgement.against.is_empty() {
        sentences.push(against(line, data));
    }
    sentences.extend(rounding(line));
    sentences.extend(rounding_of_claim(line));
    sentences.extend(in_tens(line));
    sentences.extend(tried(line));
    if let Some((_, published)) = judgement.published_later {
        sentences.push(say!(published_later_in_data, day = published));
    }
    if let Ok(evaluated) = line.evaluated() {
        if let FoundValue::Record { is_one, among, since } = evaluated.found {
            let (among, since) = (among.to_string(), since.to_string());
            sentences.push(if is_one {
                say!(highest_of_periods, among, since)
            } else {
                say!(earlier_one_as_high, among, since)
            });
        }
        for Remark { company, announced, text: remark } in &evaluated.remarks {
            let company = words::company(company);
            sentences.push(say!(company_day_remark, company, day = *announced, remark));
        }
        if let FoundValue::Revision(_, Some((from, to))) = evaluated.found {
            let range = |range| counted::range_of(range, None, line.question().currency);
            sentences.push(say!(guidance_went_from, from = range(from), to = range(to)));
        }
        sentences.extend(plans::of_other_period(line, evaluated));
        sentences.extend(evaluated.rests.iter().map(|rest| plans::rest(line, rest)));
        sentences.extend(evaluated.ended_plans.iter().map(|plan| {
            say!(
                not_added_period_over,
                company = words::company(plan.company),
                period = plan.period,
                day = Words::Day(plan.end)
            )
        }));
        if let Some(reason) = &evaluated.caveats.approximation {
            sentences.push(say!(figure_is_approximate, words = reason.words()));
        }
    }
    sentences
}

/// That growth no reading gives lies between figures on two bases.
fn growth_between(line: &CheckedClaim<'_>) -> Option<Words> {
    let [(earlier_basis, earlier), (later_basis, later)] = line.judgement.growth_between?;
    let amount = |value| counted::amount_of(value, None, line.question().currency);
    let (earlier_basis, later_basis) = (earlier_basis.name(), later_basis.name());
    Some(say!(growth_lies_between_bases, earlier = amount(earlier), earlier_basis, later = amount(later), later_basis))
}

/// The totals that are as claimed of other companies.
fn other_groups(line: &CheckedClaim<'_>, data: &Dataset) -> Vec<Words> {
    let sentence = |other: &OtherGroup<'_>| {
        let amount = line.amount_of(other.total);
        let total = match other.basis {
            Some(basis) => say!(amount_on_basis, amount, basis = basis.name()),
            None => amount,
        };
        match other.companies {
            OtherCompanies::Without(company) => say!(total_holds_without, company = words::company(company), total),
            OtherCompanies::With(company) => say!(total_holds_with, company = words::company(company), total),
            OtherCompanies::Group(group) => {
                let companies = words::companies(data.members(group));
                say!(total_holds_for_group, group = group.words(), companies, total)
            }
        }
    };
    line.judgement.other_groups.iter().map(sentence).collect()
}

/// The most claims that a note names.
const MOST_IDS: usize = 8;

/// The remarks on all claims that have one; claims with the same remark share a note.
pub fn of_each(lines: &[CheckedClaim<'_>], data: &Dataset) -> Vec<Note> {
    let mut remarks: Vec<(Verdict, Vec<&str>, Vec<Words>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let sentences = note(line, data);
        if sentences.is_empty() {
            continue;
        }
        let place = *places.entry(format!("{sentences:?}")).or_insert(remarks.len());
        match remarks.get_mut(place) {
            Some((_, ids, _)) => ids.push(&line.claim.id),
            None => remarks.push((line.judgement.verdict, vec![&line.claim.id], sentences)),
        }
    }
    let to_note = |(verdict, ids, sentences): (Verdict, Vec<&str>, Vec<Words>)| {
        let claims = Words::commas(ids.iter().take(MOST_IDS).copied());
        let words = Words::sentences(sentences);
        let words = match ids.len().checked_sub(MOST_IDS) {
            None | Some(0) => say!(claims_and_words, claims, words),
            Some(more) => say!(claims_and_more, claims, more = more.to_string(), words),
        };
        Note::new(verdict.name(), words)
    };
    remarks.into_iter().map(to_note).collect()
}

/// How many claims there are of each verdict; one claim needs no count.
pub fn count(lines: &[CheckedClaim<'_>]) -> Option<Note> {
    if lines.len() == 1 {
        return None;
    }
    let of = |verdict| lines.iter().filter(move |line| line.judgement.verdict == verdict);
    let count = |verdict| of(verdict).count().to_string();
    let otherwise = of(Verdict::Confirmed).filter(|line| line.judgement.is_read_otherwise()).count();
    let (all, confirmed, close) = (lines.len().to_string(), count(Verdict::Confirmed), count(Verdict::Close));
    let (contradicted, unknown) = (count(Verdict::Contradicted), count(Verdict::Unknown));
    let words = if otherwise == 0 {
        say!(claims_counted, all, confirmed, close, contradicted, unknown)
    } else {
        say!(claims_counted_otherwise, all, confirmed, otherwise = otherwise.to_string(), close, contradicted, unknown)
    };
    Some(Note::new("verdicts", words))
}

/// Of several numbers claimed of one thing, the readings that give them all.
pub fn common_readings(lines: &[CheckedClaim<'_>], data: &Dataset) -> Option<Note> {
    let (first, rest) = lines.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let confirming = |line: &CheckedClaim<'_>| -> Vec<Words> {
        let Judgement { own: (own, _), others, verdict, .. } = &line.judgement;
        let readings = match others.as_slice() {
            _ if *verdict != Verdict::Confirmed => Vec::new(),
            [] => vec![own],
            others => others.iter().map(|other| &other.reading).collect(),
        };
        readings.into_iter().map(|reading| wording::reading(line.question(), own, reading, data)).collect()
    };
    let mut common = confirming(first);
    for line in rest {
        let also = confirming(line);
        common.retain(|reading| also.contains(reading));
    }
    let words = if common.is_empty() {
        say!(no_definition_gives_all)
    } else {
        say!(definitions_that_give_all, readings = Words::semicolons(common))
    };
    Some(Note::new("together", words))
}

fn read_otherwise(line: &CheckedClaim<'_>, data: &Dataset) -> Words {
    let (own, evaluated) = &line.judgement.own;
    let usual = wording::reading(line.question(), own, own, data);
    match &**evaluated {
        Ok(evaluated) => {
            let figure = wording::found(&line.claim, evaluated);
            say!(usual_definition_gives, usual, figure)
        }
        Err(reason) => {
            say!(usual_definition_has_no_figure, usual, reason = reason.words())
        }
    }
}

/// Where documents print fewer digits than the claim does, the claim may well be right.
fn rounding(line: &CheckedClaim<'_>) -> Option<Words> {
    let evaluated = line.evaluated().ok().filter(|_| line.judgement.verdict == Verdict::Close)?;
    let numbers = line.claim.matches(evaluated);
    if numbers.is_empty() {
        return Some(say!(rounding_allows_it));
    }
    let may_be = |number: &&NumberMatch<'_>| !number.is_as_claimed() && number.may_be_as_claimed();
    let NumberMatch { printed, figure, rounding, .. } = numbers.iter().find(may_be)?;
    let number = |value| counted::number(value, printed, line.question().currency);
    Some(if printed.unit().is_of_money() {
        say!(rounding_may_be_off_by, amount = number(rounding.above))
    } else {
        let (low, high) = rounding.ends(*figure);
        say!(rounding_allows_range, low = number(low), high = number(high))
    })
}

/// What the number claimed stands for, where the figure is the next one but for rounding.
fn rounding_of_claim(line: &CheckedClaim<'_>) -> Option<Words> {
    let missed = matches!(line.judgement.verdict, Verdict::Close | Verdict::Contradicted);
    let evaluated = line.evaluated().ok().filter(|_| missed)?;
    let numbers = line.claim.matches(evaluated);
    let [number] = numbers.as_slice() else { return None };
    let (printed, currency) = (number.printed, line.question().currency);
    let is_next = !number.is_as_claimed() && (number.figure - printed.value()).abs() <= printed.step();
    let (low, high) = printed.ends();
    let end = |value| counted::exact(value, printed.unit(), printed.places() + 1, currency);
    is_next.then(|| {
        say!(number_stands_for, number = counted::printed(printed, currency), low = end(low), high = end(high))
    })
}

/// Whether a number holds only as one rounded to ten.
fn in_tens(line: &CheckedClaim<'_>) -> Option<Words> {
    let evaluated = line.evaluated().ok().filter(|_| line.judgement.verdict == Verdict::Confirmed)?;
    let numbers = line.claim.matches(evaluated);
    let number = numbers.iter().find(|number| number.printed.is_only_in_tens(number.figure))?;
    counted::in_tens(number.printed, line.question().currency)
}

/// How many readings were tried, and of a vague number how many it fits.
fn tried(line: &CheckedClaim<'_>) -> Option<Words> {
    let CheckedClaim { claim, judgement, .. } = line;
    let Judgement { verdict, tried, fits, .. } = judgement;
    let is_said = match verdict {
        Verdict::Confirmed => claim.is_vague() || judgement.is_read_otherwise(),
        Verdict::Close => judgement.is_read_otherwise(),
        Verdict::Contradicted => judgement.against.is_empty(),
        Verdict::Unknown => false,
    };
    let (fits, tried) = (fits.to_string(), Some(tried).filter(|tried| is_said && **tried > 1)?.to_string());
    let vague = claim.number().filter(|_| claim.is_vague() && *verdict == Verdict::Confirmed);
    Some(match vague {
        Some(printed) => {
            let step = counted::exact(printed.step(), printed.unit(), printed.places(), claim.question.currency);
            say!(definitions_that_fit, step, fits, tried)
        }
        None => say!(definitions_tried, tried),
    })
}

fn contradicted(line: &CheckedClaim<'_>, data: &Dataset) -> Vec<Words> {
    let CheckedClaim { claim, judgement, .. } = line;
    if let Some(range) = guided_range(line) {
        return vec![say!(outside_guided_range, range)];
    }
    if let Some((earlier, later)) = &judgement.ends {
        return on_two(line, earlier, later, data);
    }
    if !judgement.against.is_empty() {
        return Vec::new();
    }
    match &judgement.nearest {
        Some(answer) if is_nearer(line, answer) => {
            let (reading, figure) = reading_and_figure(line, answer, data);
            vec![say!(no_definition_gives_but_nearest, claimed = wording::claimed(claim), reading, figure)]
        }
        _ if claim.claimed.later().is_some() => vec![say!(no_definition_gives, claimed = wording::claimed(claim))],
        _ => Vec::new(),
    }
}

/// The guided range that a claim of one figure is compared with.
fn guided_range(line: &CheckedClaim<'_>) -> Option<Words> {
    let (range, printed) = line.judgement.guided.zip(line.claim.number())?;
    Some(counted::range(range, printed, line.question().currency))
}

fn is_nearer(CheckedClaim { claim, judgement, .. }: &CheckedClaim<'_>, answer: &ReadingAnswer<'_>) -> bool {
    let own = Result::as_ref(&judgement.own.1).ok().and_then(|evaluated| claim.distance(evaluated));
    claim.distance(&answer.evaluated).is_some_and(|there| own.is_none_or(|own| there < own))
}

/// A reading and the figure that it gives.
fn reading_and_figure(line: &CheckedClaim<'_>, answer: &ReadingAnswer<'_>, data: &Dataset) -> (Words, Words) {
    let reading = wording::reading(line.question(), &line.judgement.own.0, &answer.reading, data);
    (reading, wording::found(&line.claim, &answer.evaluated))
}

/// The two ends of a change, each of which some reading gives, but no one reading both.
fn on_two(
    line: &CheckedClaim<'_>,
    earlier: &[ReadingAnswer<'_>],
    later: &[ReadingAnswer<'_>],
    data: &Dataset,
) -> Vec<Words> {
    let Claimed::Change(from, to) = &line.claim.claimed else { return Vec::new() };
    let own = &line.judgement.own.0;
    let is_of_basis = |answer: &ReadingAnswer<'_>| {
        answer.reading.departures(own).all(|one| matches!(one, Departure::Basis | Departure::OneCompany))
    };
    let of_bases = earlier.iter().chain(later).all(is_of_basis);
    let names = |answers: &[ReadingAnswer<'_>]| {
        if of_bases { wording::bases(answers) } else { wording::readings(line.question(), own, answers, data) }
    };
    let currency = line.question().currency;
    let [from, to] = [from, to].map(|number| counted::printed(number, currency));
    let (of_earlier, of_later) = (names(earlier), names(later));
    let mut sentences = vec![if of_bases {
        say!(figures_on_different_bases, from, of_earlier, to, of_later)
    } else {
        say!(figures_on_different_definitions, from, of_earlier, to, of_later)
    }];
    for answer in earlier.first().into_iter().chain(later.first()) {
        let (name, figure) = (names(from_ref(answer)), wording::found(&line.claim, &answer.evaluated));
        sentences.push(say!(on_one_basis_alone, name, figure));
    }
    sentences
}

fn against(line: &CheckedClaim<'_>, data: &Dataset) -> Words {
    let judgement = &line.judgement;
    let own = &judgement.own.0;
    if let Some(first) = judgement.against.first()
        && let Some(day) = first.reading.as_of.filter(|day| own.as_of != Some(*day) && line.question().is_of_guidance())
    {
        return say!(guidance_replaced_since, day);
    }
    let readings = wording::readings(line.question(), own, &judgement.against, data);
    say!(confirmed_on_another_definition, readings)
}

fn unknown(line: &CheckedClaim<'_>, data: &Dataset) -> Vec<Words> {
    let CheckedClaim { claim, judgement, .. } = line;
    let mut sentences: Vec<Words> = Vec::new();
    if let (Err(reason), None) = (&*judgement.own.1, &judgement.guidance_of_others) {
        sentences.push(say!(sentence_of_reason, sentence = reason.words().capitalised()));
    }
    if let Some(range) = guided_range(line) {
        let is_open = judgement.guided.is_some_and(|guided| guided.low.is_none() || guided.high.is_none());
        sentences.push(match claim.comparison {
            comparison if comparison.is_bound() => say!(true_for_part_of_range, range),
            _ if is_open => say!(consistent_with_guidance, range),
            _ => say!(within_guided_range, range),
        });
    }
    if !judgement.against.is_empty() {
        sentences.push(against(line, data));
    } else if let Some(answer) = &judgement.nearest {
        let (reading, figure) = reading_and_figure(line, answer, data);
        sentences.push(say!(nearest_other_definition, reading, figure));
    }
    sentences
}
