//! The names of periods in a text: words of the lexicon and codes such as FY26Q3, put together where they stand together.

use super::cues::{Cue, CueKind};
use super::numerals::PrintedFigure;
use super::periods::{PeriodCue, Stretch, When, WhichYear};

/// The periods that a text names, in order.
pub(super) fn periods(text: &str, cues: &[Cue<'_>], figures: &[PrintedFigure]) -> Vec<PeriodCue> {
    let mut pieces: Vec<Piece> = cues.iter().flat_map(Piece::of_cue).collect();
    pieces.extend(codes(text, cues, figures));
    pieces.sort_by_key(|piece| piece.start);
    let mut merged: Vec<Piece> = Vec::new();
    for piece in pieces {
        if let Some(last) = merged.last_mut()
            && let Some(both) = last.merged(&piece, text, cues)
        {
            *last = both;
        } else {
            merged.push(piece);
        }
    }
    // What is so since a period is not of it.
    let is_since = |piece: &Piece| {
        cues.iter().filter(|cue| cue.kind == CueKind::Since).any(|cue| {
            let gap = text.get(cue.end..piece.start).or_else(|| text.get(piece.end..cue.start));
            gap.is_some_and(|gap| gap.chars().count() <= 1)
        })
    };
    merged
        .iter()
        .filter(|piece| !is_since(piece))
        .filter_map(|piece| Some(PeriodCue { start: piece.start, end: piece.end, when: piece.when()? }))
        .collect()
}

/// A word or a code that is, or is a part of, the name of a period.
#[derive(Debug, Clone, Copy, Default)]
struct Piece {
    start: usize,
    end: usize,
    year: Option<WhichYear>,
    stretch: Option<Stretch>,
    fiscal: bool,
    whole: bool,
    twelve: bool,
    newest: Option<i32>,
    ago: Option<i32>,
    month: Option<i8>,
    /// That the month is the last one of a period of so many months.
    ended: Option<i8>,
}

impl Piece {
    /// The piece that a word is, or the two of a word that names two quarters.
    fn of_cue(cue: &Cue<'_>) -> Vec<Self> {
        let Some((first, second)) = cue.meaning.split_once(' ').filter(|_| cue.kind == CueKind::Quarter) else {
            return Self::of_word(cue).into_iter().collect();
        };
        let first = Cue { meaning: first, ..*cue };
        let second = Cue { start: cue.end, meaning: second, ..*cue };
        [first, second].iter().filter_map(Self::of_word).collect()
    }

    fn of_word(cue: &Cue<'_>) -> Option<Self> {
        let number = || cue.meaning.parse::<i8>().ok();
        let positive = || cue.meaning.parse::<u8>().ok();
        let piece = Self { start: cue.start, end: cue.end, ..Self::default() };
        Some(match cue.kind {
            CueKind::Quarter => Self { stretch: Some(Stretch::Quarter(positive()?)), ..piece },
            CueKind::Half => Self { stretch: Some(Stretch::Half(positive()?)), ..piece },
            CueKind::Years => Self { stretch: Some(Stretch::Years(number()?.into())), ..piece },
            CueKind::Months => Self { stretch: Some(Stretch::First(positive()? / 3)), ..piece },
            CueKind::Year => Self { year: Some(WhichYear::Relative(number()?.into())), ..piece },
            CueKind::Fiscal => Self { fiscal: true, ..piece },
            CueKind::Whole => Self { whole: true, ..piece },
            CueKind::Ttm => Self { twelve: true, ..piece },
            CueKind::This => Self { newest: Some(i32::from(number()?) + 1), ..piece },
            CueKind::Ago => Self { ago: Some(number()?.into()), ..piece },
            CueKind::Month | CueKind::Season => Self { month: number(), ..piece },
            CueKind::Quarters => Self { ended: Some(3), ..piece },
            CueKind::Ended => Self { ended: Some(number().unwrap_or(3)), ..piece },
            _ => return None,
        })
    }

    /// Two pieces as one, where they stand close and belong together.
    fn merged(&self, next: &Self, text: &str, cues: &[Cue<'_>]) -> Option<Self> {
        let gap = text.get(self.end..next.start).unwrap_or_default();
        let is_free = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '\'' | '’');
        let both = Self { end: next.end.max(self.end), ..*self };
        if let (Some(first), Some(last)) = (self.month, next.month)
            && self.ended.is_none()
        {
            let at = cues.partition_point(|cue| cue.start < self.end);
            let between = cues.get(at..)?.iter().take_while(|cue| cue.start < next.start);
            let is_joined = gap.trim() == "-" || gap.trim() == "–" || {
                let words: Vec<&Cue<'_>> = between.collect();
                words.iter().any(|cue| matches!(cue.kind, CueKind::To | CueKind::Joiner)) && gap.len() <= 8
            };
            let stretch = stretch_of_months(first, last).filter(|_| is_joined)?;
            return Some(Self { stretch: Some(stretch), month: None, ..both });
        }
        if gap.len() > 9 || !gap.chars().all(is_free) {
            return None;
        }
        match (self, next) {
            // The December quarter; the three months to June.
            (Self { month: Some(month), .. }, Self { ended: Some(3), month: None, .. })
            | (Self { ended: Some(3), month: None, .. }, Self { month: Some(month), .. }) => {
                let quarter = u8::try_from((month + 2) / 3).ok()?;
                let named = Self { month: None, ended: None, ..both };
                Some(Self { stretch: Some(Stretch::Quarter(quarter)), ..named })
            }
            (Self { ended: Some(count @ 6..=9), month: None, .. }, Self { month: Some(month), .. }) => {
                let stretch = stretch_of_months(month - count + 1, *month)?;
                Some(Self { stretch: Some(stretch), month: None, ended: None, ..both })
            }
            // The year to June.
            (Self { ended: Some(12), month: None, .. }, Self { month: Some(month), .. }) => {
                let quarter = u8::try_from((month + 2) / 3).ok()?;
                Some(Self { stretch: Some(Stretch::Twelve(quarter)), month: None, ended: None, ..both })
            }
            (Self { month: None, ended: None, .. }, Self { month: None, ended: None, .. }) => {
                let is_second_year = self.year.is_some() && next.year.is_some() && self.year != next.year;
                let is_second_part = self.stretch.is_some() && next.stretch.is_some();
                let relates = |piece: &Self| piece.ago.is_some() || piece.newest.is_some() || piece.twelve;
                if is_second_year || is_second_part || (relates(self) && relates(next) && self.ago != Some(0)) {
                    return None;
                }
                Some(Self {
                    year: self.year.or(next.year),
                    stretch: self.stretch.or(next.stretch),
                    fiscal: self.fiscal || next.fiscal,
                    whole: self.whole || next.whole,
                    twelve: self.twelve || next.twelve,
                    newest: self.newest.or(next.newest),
                    ago: self.ago.filter(|ago| *ago > 0).or(next.ago).or(self.ago),
                    ..both
                })
            }
            _ => None,
        }
    }

    fn when(&self) -> Option<When> {
        if let Some(ago) = self.ago {
            // The same quarter of last year.
            return Some(When::Ago(if ago == 0 && self.year.is_some() { 4 } else { ago }));
        }
        if self.twelve && self.year.is_none() {
            return Some(When::Twelve);
        }
        if let Some(stretch) = self.stretch {
            return Some(When::Named(self.year, stretch, self.fiscal));
        }
        if let Some(year) = self.year {
            return Some(When::Named(Some(year), Stretch::Year, self.fiscal));
        }
        if let Some(newest) = self.newest {
            return Some(When::FromNewest(newest));
        }
        self.whole.then_some(When::Whole(self.fiscal))
    }
}

/// The part of a year from a month to another.
fn stretch_of_months(first: i8, last: i8) -> Option<Stretch> {
    let quarter = u8::try_from((last + 2) / 3).ok()?;
    match (first, last) {
        (1 | 4 | 7 | 10, last) if last - first == 2 => Some(Stretch::Quarter(quarter)),
        (1, 6) => Some(Stretch::Half(1)),
        (7, 12) => Some(Stretch::Half(2)),
        (1, 9) => Some(Stretch::First(3)),
        (1, 12) => Some(Stretch::Year),
        _ => None,
    }
}

/// Years, and codes of periods such as Q3, 4Q23, FY26Q3, 26Q1, 1H25.
fn codes(text: &str, cues: &[Cue<'_>], figures: &[PrintedFigure]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut figures = figures.iter().filter(|figure| figure.unit.is_some() || figure.currency.is_some()).peekable();
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_alphanumeric())) {
        let start = at + found;
        let run = text.get(start..).unwrap_or_default();
        let length = run.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(run.len());
        let end = start + length;
        at = end;
        while figures.peek().is_some_and(|figure| figure.end <= start) {
            figures.next();
        }
        if figures.peek().is_some_and(|figure| figure.start < end) {
            continue;
        }
        if let Some(piece) = code(run.get(..length).unwrap_or_default())
            && (piece.stretch.is_some() || piece.fiscal || !is_of_date(text, start, end, cues))
        {
            pieces.push(Piece { start, end, ..piece });
        }
    }
    pieces
}

/// Whether a year is a part of a date: behind a day, or before a month.
fn is_of_date(text: &str, start: usize, end: usize, cues: &[Cue<'_>]) -> bool {
    let head = text.get(..start).unwrap_or_default();
    let before = head.trim_end().trim_end_matches(',');
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let is_number = !before.get(..before.len() - digits).unwrap_or_default().ends_with(char::is_alphanumeric);
    let is_after_day = (1..=2).contains(&digits) && is_number && head.ends_with(char::is_whitespace);
    let next = cues.partition_point(|cue| cue.start < end);
    let month = cues.get(next..).unwrap_or_default().iter().take(3).find(|cue| cue.kind == CueKind::Month);
    let is_before_month = month.is_some_and(|month| {
        let gap = text.get(end..month.start).unwrap_or_default();
        let after = text.get(month.end..).unwrap_or_default();
        !gap.is_empty() && gap.len() <= 4 && !gap.is_ascii() && after.starts_with(|c: char| c.is_ascii_digit())
    });
    let tail = text.get(end..).unwrap_or_default().as_bytes();
    is_after_day || is_before_month || matches!(tail, [b'-', digit, ..] if digit.is_ascii_digit())
}

/// What a code names.
fn code(run: &str) -> Option<Piece> {
    if run.len() > 10 || !run.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts: Vec<String> = Vec::new();
    for c in run.chars() {
        match parts.last_mut() {
            Some(last) if last.ends_with(|l: char| l.is_ascii_digit()) == c.is_ascii_digit() => {
                last.push(c.to_ascii_uppercase());
            }
            _ => parts.push(c.to_ascii_uppercase().to_string()),
        }
    }
    let mut piece = Piece::default();
    let mut letter = None;
    let mut numbers: Vec<(usize, &str)> = Vec::new();
    for (place, part) in parts.iter().enumerate() {
        match part.as_str() {
            "FY" | "F" => piece.fiscal = true,
            "QFY" | "QF" | "FQ" => (letter, piece.fiscal) = (Some(('Q', place)), true),
            "HFY" | "HF" => (letter, piece.fiscal) = (Some(('H', place)), true),
            "CY" | "E" | "A" => {}
            "Q" => letter = Some(('Q', place)),
            "H" => letter = Some(('H', place)),
            digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => numbers.push((place, digits)),
            _ => return None,
        }
    }
    let mut part = None;
    if let Some((letter, place)) = letter {
        let is_part =
            |number: &str| number.len() == 1 && ("1"..=if letter == 'Q' { "4" } else { "2" }).contains(&number);
        let beside = [place + 1, place.wrapping_sub(1)];
        let found =
            beside.iter().find_map(|at| numbers.iter().find(|(place, number)| place == at && is_part(number)))?;
        let number: u8 = found.1.parse().ok()?;
        part = Some(found.0);
        piece.stretch = Some(if letter == 'Q' { Stretch::Quarter(number) } else { Stretch::Half(number) });
    }
    let rest: Vec<&str> = numbers.iter().filter(|(place, _)| Some(*place) != part).map(|(_, number)| *number).collect();
    match rest.as_slice() {
        [] if piece.stretch.is_some() => {}
        [year] if year.len() == 4 => {
            let year: i16 = year.parse().ok().filter(|year| (1990..2100).contains(year))?;
            piece.year = Some(WhichYear::Number(year));
        }
        [year] if year.len() == 2 && (piece.stretch.is_some() || piece.fiscal) => {
            piece.year = Some(WhichYear::Number(2000 + year.parse::<i16>().ok()?));
        }
        _ => return None,
    }
    Some(piece)
}
