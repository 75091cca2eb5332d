//! The day of an article: what front matter, its first lines or its name give.

use jiff::civil::Date;

use super::cues::{Cue, CueKind, CueTable};
use super::passages::Passages;

/// Where the day of an article was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayFrom {
    /// It was asked for.
    Asked,
    /// Front matter, or the tags of a page.
    FrontMatter,
    /// The first lines.
    FirstLines,
    /// The name of the file.
    Name,
}

/// Passages that count as the first lines.
pub(super) const FIRST: usize = 12;

/// The day of an article; `None` where nothing gives one.
pub(super) fn find(name: &str, passages: &Passages, table: &CueTable) -> Option<(Date, DayFrom)> {
    let dated = passages.dated.as_deref().and_then(|text| in_text(text, &table.find(text)));
    if let Some(day) = dated {
        return Some((day, DayFrom::FrontMatter));
    }
    let in_first =
        passages.all.iter().take(FIRST).find_map(|passage| in_text(&passage.text, &table.find(&passage.text)));
    if let Some(day) = in_first {
        return Some((day, DayFrom::FirstLines));
    }
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    in_text(name, &[]).map(|day| (day, DayFrom::Name))
}

/// A number in a text, or the name of a month.
struct DayPart {
    start: usize,
    end: usize,
    value: i16,
    is_month: bool,
}

/// The first day in a text: year, month and day in digits, or a month in words with a day beside it and a year behind.
fn in_text(text: &str, cues: &[Cue<'_>]) -> Option<Date> {
    let months = cues.iter().filter(|cue| cue.kind == CueKind::Month).filter_map(|cue| {
        Some(DayPart { start: cue.start, end: cue.end, value: cue.meaning.parse().ok()?, is_month: true })
    });
    let mut numbers: Vec<DayPart> = months.collect();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at + found;
        let digits = text.get(start..).unwrap_or_default();
        let digits = digits.get(..digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()))?;
        at = start + digits.len();
        if let (8, Ok(number)) = (digits.len(), digits.parse::<i32>()) {
            let part = |part: i32| i16::try_from(part).ok();
            return date(part(number / 10_000)?, part(number / 100 % 100)?, part(number % 100)?);
        }
        let is_of_month = numbers.iter().any(|month| month.is_month && month.start <= start && start < month.end);
        let value = digits.parse().unwrap_or_default();
        numbers.extend((!is_of_month).then_some(DayPart { start, end: at, value, is_month: false }));
    }
    numbers.sort_by_key(|number| number.start);
    numbers.windows(3).find_map(|three| {
        let [one, two, three] = three else { return None };
        let gap = |one: &DayPart, two: &DayPart| text.get(one.end..two.start).unwrap_or_default();
        let is_joined = |one, two| gap(one, two).chars().count() <= 1 && !gap(one, two).starts_with([' ', ',']);
        if one.end - one.start == 4 && is_joined(one, two) && is_joined(two, three) {
            return date(one.value, two.value, three.value);
        }
        if three.end - three.start != 4 || gap(one, two).len() > 12 || gap(two, three).len() > 12 {
            return None;
        }
        match (one.is_month, two.is_month) {
            (true, false) => date(three.value, one.value, two.value),
            (false, true) => date(three.value, two.value, one.value),
            _ => None,
        }
    })
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let is_of_now = (1990..2100).contains(&year);
    is_of_now.then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}
