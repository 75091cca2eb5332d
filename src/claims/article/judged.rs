//! What a reading of a figure says, as a row of a claims file, and whether the verdict on it can be given: a figure far off
//! everything that it can mean is not understood.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::super::claim::Claim;
use super::super::evaluated::FoundValue;
use super::super::fields::{ClaimField, Fields};
use super::super::unit::PrintedUnit;
use super::super::verdict::{Judgement, Verdict};
use super::super::vocabulary::{Comparison, Measure};
use super::Understood;
use super::numerals::PrintedFigure;
use super::scene::Sense;
use crate::data::Dataset;
use crate::model::Period;

/// A reading of a figure, with its claim and the verdict on it.
pub(super) struct Judged<'d> {
    /// The reading.
    pub sense: Sense,
    /// The claim as a row of a claims file.
    pub fields: Fields<'static>,
    /// The claim.
    pub claim: Claim<'d>,
    /// How far the words are from saying so.
    pub cost: u32,
    /// The verdict.
    pub judgement: Judgement<'d>,
}

/// A reading this much dearer than the nearest is named where it confirms.
pub(super) const DEARER: u32 = 3;

/// A nearest reading dearer than this contradicts nothing.
const VAGUE: u32 = 14;

/// A reading as a row of a claims file.
pub(super) fn fields(figure: &PrintedFigure, sense: &Sense, day: Date, data: &Dataset) -> Fields<'static> {
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

/// The day up to which a reading knows: of an earlier statement of a plan, the day before the newest one, if there are two.
fn known(sense: &Sense, day: Date, data: &Dataset) -> Date {
    let newest = sense.companies.split(' ').filter(|_| sense.is_former).filter_map(|ticker| {
        let company = data.company(ticker).ok()?;
        let asked = sense.period.text().parse::<Period>().ok()?.part_of_year();
        let statements = data.guidance(company).ok()?;
        let of_period = statements.iter().filter(|one| one.period.part_of_year() == asked);
        let on = of_period.filter(|one| one.is_the_companys_figure() && one.announced <= day);
        let days: BTreeSet<Date> = on.map(|one| one.announced).collect();
        days.last().copied().filter(|_| days.len() > 1)
    });
    newest.max().and_then(|newest| newest.checked_sub(1.day()).ok()).unwrap_or(day)
}

/// Whether a verdict can be given.
pub(super) fn understood(
    figure: &PrintedFigure,
    judged: &Judged<'_>,
    nearest: u32,
    rivals: &[Decimal],
    (is_in_table, is_strict): (bool, bool),
) -> Understood {
    let found = judged.found();
    let is_bound = matches!(figure.bound, Comparison::AtLeast | Comparison::AtMost);
    let most = Decimal::new(if figure.is_multiple() { 150 } else { 125 }, 2);
    match judged.judgement.verdict {
        _ if judged.cost == Sense::UNCLEAR => Understood::No,
        // What is true of a figure far off is not what anybody says of it.
        Verdict::Confirmed if is_bound && !judged.is_near(found, most, Decimal::new(10, 2)) => Understood::No,
        Verdict::Confirmed | Verdict::Close if judged.cost >= nearest + DEARER => Understood::Doubtful,
        Verdict::Confirmed | Verdict::Close | Verdict::Unknown => Understood::Yes,
        Verdict::Contradicted => {
            let (ratio, points) = if is_strict { (120, 10) } else { (150, 20) };
            let is_near = |found| judged.is_near(found, Decimal::new(ratio, 2), Decimal::new(points, 2));
            let has_rival = rivals.iter().any(|rival| Some(*rival) != found && is_near(Some(*rival)));
            let is_clear = judged.cost <= VAGUE && !has_rival;
            let is_near = is_in_table || is_near(found);
            if is_clear && is_near && found.is_some() { Understood::Yes } else { Understood::No }
        }
    }
}

impl Judged<'_> {
    /// Whether the data confirms it.
    pub fn is_confirmed(&self) -> bool {
        self.judgement.verdict == Verdict::Confirmed
    }

    /// The number in the data that the verdict rests on.
    pub fn found(&self) -> Option<Decimal> {
        match self.judgement.rests_on().1.ok()?.found {
            FoundValue::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Whether a number is near what is claimed: of amounts and multiples by the larger over the smaller, of rates by points.
    fn is_near(&self, found: Option<Decimal>, ratio: Decimal, points: Decimal) -> bool {
        let Some((number, found)) = self.claim.number().zip(found) else { return false };
        let (claimed, unit) = (number.value(), number.unit());
        if !unit.is_of_money() && unit != PrintedUnit::Times {
            return (claimed - found).abs() <= points;
        }
        let (small, large) = (claimed.abs().min(found.abs()), claimed.abs().max(found.abs()));
        let same_sign = claimed.is_sign_negative() == found.is_sign_negative();
        same_sign && !small.is_zero() && small.checked_mul(ratio).is_some_and(|most| large <= most)
    }
}
