//! Claims made of the readings of figures, and which of them is judged: the data breaks ties among near readings, and a
//! figure far off everything that it can mean is not understood.

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::super::evaluated::FoundValue;
use super::super::fields::{ClaimField, Fields};
use super::super::judge::Judge;
use super::super::lexicon::Lexicon;
use super::super::unit::PrintedUnit;
use super::super::verdict::{Judgement, Verdict};
use super::super::vocabulary::{Comparison, Measure};
use super::Understood;
use super::numerals::PrintedFigure;
use super::scene::{Sense, Statements};
use crate::data::{Dataset, Problems};
use crate::model::Period;

/// A reading of a figure, with its claim.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'d> {
    /// The claim as a row of a claims file.
    pub fields: Fields<'static>,
    /// The claim.
    pub claim: Claim<'d>,
    /// How far the words are from saying so.
    pub cost: u32,
}

/// What a figure is taken for, and the verdict on that.
pub(super) struct Chosen<'d> {
    pub candidate: Candidate<'d>,
    pub judgement: Judgement<'d>,
    pub understood: Understood,
}

/// A reading this much dearer than the nearest is named where it confirms.
const DEARER: u32 = 3;

/// A reading dearer than that by more than this is none.
const FARTHEST: u32 = 8;

/// A nearest reading dearer than this contradicts nothing.
const VAGUE: u32 = 14;

/// The claims that the readings of a figure make; `rates` are those that the text itself converts at.
pub(super) fn candidates<'d>(
    figure: &PrintedFigure,
    senses: &[Sense],
    (day, statement): (Date, &str),
    rates: &[(String, Decimal)],
    lexicon: &mut Lexicon<'d>,
    data: &'d Dataset,
) -> Vec<Candidate<'d>> {
    let mut candidates = Vec::new();
    for sense in senses {
        let fields = fields(figure, sense, day, data);
        let mut all = vec![(fields.clone(), sense.cost)];
        if let Some(code) = figure.currency.as_ref().filter(|code| *code != "USD" && figure.is_money()) {
            let stated = rates.iter().filter(|(of, _)| of == code).map(|(_, rate)| (rate.to_string(), sense.cost + 1));
            all = std::iter::once((day.to_string(), sense.cost))
                .chain(stated)
                .map(|(rate, cost)| {
                    let mut fields = fields.clone();
                    fields.set(ClaimField::Currency, code.clone());
                    fields.set(ClaimField::Rate, rate);
                    (fields, cost)
                })
                .collect();
        }
        for (fields, cost) in all {
            if let Ok(claim) = lexicon.claim(&fields) {
                let claim = Claim { statement: statement.to_owned(), ..claim };
                candidates.push(Candidate { fields, claim, cost });
            }
        }
    }
    candidates.sort_by_key(|candidate| candidate.cost);
    candidates
}

/// A reading as a row of a claims file.
fn fields(figure: &PrintedFigure, sense: &Sense, day: Date, data: &Dataset) -> Fields<'static> {
    let mut fields = Fields::default();
    fields.set(ClaimField::Id, "-");
    let number = if sense.is_negative { -figure.number.abs() } else { figure.number };
    fields.set(ClaimField::Metric, sense.metric.clone());
    fields.set(ClaimField::Companies, sense.companies.replace(' ', "|"));
    fields.set(ClaimField::Period, sense.period.text());
    fields.set(ClaimField::Measure, sense.measure.name());
    // The minus of print: a spreadsheet takes a hyphen at the beginning of a cell for a formula.
    fields.set(ClaimField::Value, number.to_string().replace('-', "−"));
    let is_growth = sense.measure == Measure::Yoy;
    let times = |unit| if is_growth { PrintedUnit::Fraction } else { unit };
    let unit = figure.unit.map(|unit| if unit == PrintedUnit::Times { times(unit) } else { unit });
    if let Some(unit) = unit.filter(|unit| *unit != PrintedUnit::Times) {
        fields.set(ClaimField::Unit, unit.name());
    }
    // Of digits, `about` allows nothing but rounding.
    let comparison = match figure.bound {
        Comparison::Equal => "",
        Comparison::About if !figure.is_words => "",
        bound => bound.name(),
    };
    fields.set(ClaimField::Comparison, comparison);
    fields.set(ClaimField::AsOf, known(sense, day, data).to_string());
    if let Some(basis) = &sense.basis {
        fields.set(ClaimField::Basis, basis.clone());
    }
    if let Some(from) = sense.from_period {
        fields.set(ClaimField::FromPeriod, from.text());
    }
    fields
}

/// The day up to which a reading knows: of an earlier statement of a plan, the day before the next one.
fn known(sense: &Sense, day: Date, data: &Dataset) -> Date {
    match sense.statement {
        Statements::Newest => day,
        Statements::InMonth(month) => {
            let year = if month < day.month() { day.year() } else { day.year() - 1 };
            Date::new(year, month, 1).map_or(day, Date::last_of_month)
        }
        Statements::Former => {
            let newest = sense.companies.split(' ').filter_map(|ticker| {
                let company = data.company(ticker).ok()?;
                let statements = data.guidance(company).ok()?;
                let asked = sense.period.text().parse::<Period>().ok()?.part_of_year();
                let on = statements.iter().filter(|one| one.is_the_companys_figure() && one.announced <= day);
                let mut days: Vec<Date> =
                    on.filter(|one| one.period.part_of_year() == asked).map(|one| one.announced).collect();
                days.sort_unstable();
                days.dedup();
                // There must be one before.
                days.pop().filter(|_| !days.is_empty())
            });
            newest.max().and_then(|newest| newest.checked_sub(1.day()).ok()).unwrap_or(day)
        }
    }
}

/// Judges the readings of a figure, and chooses one.
pub(super) fn choose<'d>(
    figure: &PrintedFigure,
    candidates: Vec<Candidate<'d>>,
    (is_in_table, is_strict): (bool, bool),
    judge: &mut Judge<'d>,
) -> Result<Option<Chosen<'d>>, Problems> {
    if candidates.first().is_some_and(|candidate| candidate.cost == Sense::UNCLEAR) {
        let Some(candidate) = candidates.into_iter().next() else { return Ok(None) };
        let judgement = judge.judge(&candidate.claim)?;
        return Ok(Some(Chosen { candidate, judgement, understood: Understood::No }));
    }
    let Some(nearest) = candidates.first().map(|candidate| candidate.cost) else { return Ok(None) };
    let most = nearest + if is_strict { DEARER } else { FARTHEST };
    let mut judged = Vec::new();
    for candidate in candidates.into_iter().filter(|candidate| candidate.cost <= most) {
        let judgement = judge.judge(&candidate.claim)?;
        let holds = judgement.verdict == Verdict::Confirmed;
        judged.push((candidate, judgement));
        if holds {
            break;
        }
    }
    let rank = |(candidate, judgement): &(Candidate<'d>, Judgement<'d>)| match judgement.verdict {
        Verdict::Confirmed => 0,
        Verdict::Close if candidate.cost <= nearest + DEARER => 1,
        _ => 2 + candidate.cost,
    };
    let place = judged.iter().enumerate().min_by_key(|(_, one)| rank(one)).map_or(0, |(place, _)| place);
    let rivals: Vec<Decimal> = judged
        .iter()
        .enumerate()
        .filter(|(at, (candidate, _))| *at != place && candidate.cost <= nearest + u32::from(is_strict))
        .filter_map(|(_, (_, judgement))| found(judgement))
        .collect();
    if place >= judged.len() {
        return Ok(None);
    }
    let (candidate, judgement) = judged.swap_remove(place);
    let understood = understood(figure, &candidate, &judgement, nearest, &rivals, (is_in_table, is_strict));
    Ok(Some(Chosen { candidate, judgement, understood }))
}

/// Whether a verdict can be given.
fn understood(
    figure: &PrintedFigure,
    candidate: &Candidate<'_>,
    judgement: &Judgement<'_>,
    nearest: u32,
    rivals: &[Decimal],
    (is_in_table, is_strict): (bool, bool),
) -> Understood {
    let found = found(judgement);
    let is_bound = matches!(figure.bound, Comparison::AtLeast | Comparison::AtMost);
    let most = Decimal::new(if figure.is_multiple() { 150 } else { 125 }, 2);
    match judgement.verdict {
        // What is true of a figure far off is not what anybody says of it.
        Verdict::Confirmed if is_bound && !is_near(candidate, found, most, Decimal::new(10, 2)) => Understood::No,
        Verdict::Confirmed | Verdict::Close if candidate.cost >= nearest + DEARER => Understood::Doubtful,
        Verdict::Confirmed | Verdict::Close | Verdict::Unknown => Understood::Yes,
        Verdict::Contradicted => {
            let (ratio, points) = if is_strict { (120, 10) } else { (150, 20) };
            let is_near = |found| is_near(candidate, found, Decimal::new(ratio, 2), Decimal::new(points, 2));
            let has_rival = rivals.iter().any(|rival| Some(*rival) != found && is_near(Some(*rival)));
            let is_clear = candidate.cost <= VAGUE && !has_rival;
            let is_near = is_in_table || is_near(found);
            if is_clear && is_near && found.is_some() { Understood::Yes } else { Understood::No }
        }
    }
}

/// The number in the data that a judgement rests on.
fn found(judgement: &Judgement<'_>) -> Option<Decimal> {
    match judgement.rests_on().1.ok()?.found {
        FoundValue::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether a figure is near what is claimed: of amounts and multiples by the larger over the smaller, of rates by points.
fn is_near(candidate: &Candidate<'_>, found: Option<Decimal>, ratio: Decimal, points: Decimal) -> bool {
    let Some((claimed, found)) = candidate.claim.number().map(|number| (number.value(), number.unit())).zip(found)
    else {
        return false;
    };
    let (claimed, unit) = claimed;
    if !unit.is_of_money() && unit != PrintedUnit::Times {
        return (claimed - found).abs() <= points;
    }
    let (small, large) = (claimed.abs().min(found.abs()), claimed.abs().max(found.abs()));
    let same_sign = claimed.is_sign_negative() == found.is_sign_negative();
    same_sign && !small.is_zero() && small.checked_mul(ratio).is_some_and(|most| large <= most)
}
