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

/// The first day in a text.
fn in_text(text: &str, cues: &[Cue<'_>]) -> Option<Date> {
    let mut numbers = Numbers { text, at: 0 };
    let all: Vec<(usize, usize)> = std::iter::from_fn(|| numbers.next()).take(400).collect();
    let digits = |place: usize| all.get(place).and_then(|(start, end)| text.get(*start..*end)).unwrap_or_default();
    let number = |place: usize| digits(place).parse::<i16>().ok();
    let gap = |place: usize| {
        let from = all.get(place).map_or(0, |(_, end)| *end);
        let to = all.get(place + 1).map_or(from, |(start, _)| *start);
        text.get(from..to).unwrap_or_default()
    };
    let month_between = |from: usize, to: usize| {
        let is_in = |cue: &&Cue<'_>| cue.kind == CueKind::Month && cue.start >= from && cue.end <= to;
        cues.iter().find(is_in).and_then(|cue| cue.meaning.parse::<i16>().ok())
    };
    (0..all.len()).find_map(|place| {
        let (start, end) = *all.get(place)?;
        let length = end - start;
        if length == 8 {
            let part = |from: usize, to: usize| digits(place).get(from..to)?.parse::<i16>().ok();
            return date(part(0, 4)?, part(4, 6)?, part(6, 8)?);
        }
        if length == 4 {
            let is_mark = |gap: &str| gap.chars().count() == 1 && !gap.starts_with([' ', ',']);
            if is_mark(gap(place)) && is_mark(gap(place + 1)) {
                return date(number(place)?, number(place + 1)?, number(place + 2)?);
            }
            return None;
        }
        if length > 2 {
            return None;
        }
        // October 31, 2025; 3 February 2023.
        let (next, next_end) = *all.get(place + 1)?;
        if next_end - next != 4 || gap(place).len() > 14 {
            return None;
        }
        let before = month_between(start.saturating_sub(12), start);
        let month = month_between(end, next).or(before)?;
        date(number(place + 1)?, month, number(place)?)
    })
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    let is_of_now = (1990..2100).contains(&year);
    is_of_now.then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())?
}

/// Runs of digits.
struct Numbers<'t> {
    text: &'t str,
    at: usize,
}

impl Numbers<'_> {
    fn next(&mut self) -> Option<(usize, usize)> {
        let rest = self.text.get(self.at..)?;
        let start = self.at + rest.find(|c: char| c.is_ascii_digit())?;
        let run = self.text.get(start..)?;
        let end = start + run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        self.at = end;
        Some((start, end))
    }
}
