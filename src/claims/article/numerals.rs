//! The figures of a passage as printed: amounts, rates, multiples, in digits or in words, and ranges.

use rust_decimal::Decimal;

use super::super::unit::PrintedUnit;
use super::super::vocabulary::Comparison;
use super::cues::{Cue, CueKind};

/// Which end of a range a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RangePart {
    /// The lower end; the upper one is the next figure.
    Low,
    /// The upper end; the lower one is the figure before.
    High,
}

/// A figure as it stands in a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PrintedFigure {
    /// Where it begins in the text of the passage, its sign and currency included.
    pub start: usize,
    /// Where it ends, its unit and currency included.
    pub end: usize,
    /// The digits, with their sign if one is printed.
    pub number: Decimal,
    /// What it is counted in; none of a bare number.
    pub unit: Option<PrintedUnit>,
    /// The code of its currency, if it has one.
    pub currency: Option<String>,
    /// Whether it is in words.
    pub is_words: bool,
    /// Whether a sign is printed.
    pub is_signed: bool,
    /// How it is bounded.
    pub bound: Comparison,
    /// Which end of a range it is.
    pub range: Option<RangePart>,
}

impl PrintedFigure {
    fn new(start: usize, end: usize, number: Decimal) -> Self {
        Self {
            start,
            end,
            number,
            unit: None,
            currency: None,
            is_words: false,
            is_signed: false,
            bound: Comparison::Equal,
            range: None,
        }
    }

    /// Whether it is an amount of money.
    pub fn is_money(&self) -> bool {
        self.unit.is_some_and(PrintedUnit::is_of_money)
    }

    /// Whether it says how many times as much.
    pub fn is_multiple(&self) -> bool {
        self.unit == Some(PrintedUnit::Times)
    }

    /// Whether it is a rate in percent.
    pub fn is_rate(&self) -> bool {
        self.unit.is_some_and(|unit| !unit.is_of_money()) && !self.is_multiple()
    }

    /// What it says, in whole units or as a fraction.
    pub fn value(&self) -> Option<Decimal> {
        self.number.checked_mul(self.unit?.size())
    }
}

/// The figures of a text with its cues, in order.
pub(super) fn figures(text: &str, cues: &[Cue<'_>]) -> Vec<PrintedFigure> {
    figures_in(text, cues, None)
}

/// The figures of a text in which a number without a unit is counted in one that is given before.
pub(super) fn figures_in(text: &str, cues: &[Cue<'_>], unit: Option<PrintedUnit>) -> Vec<PrintedFigure> {
    let scan = Scan { text, cues };
    let mut figures: Vec<PrintedFigure> = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    let mut next = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let mut end = at + c.len_utf8();
        let is_free = !before.is_ascii_alphanumeric() && before != '.';
        if c.is_ascii_digit() && is_free {
            let (figure, past) = scan.in_digits(at);
            figures.extend(figure);
            end = past.max(end);
        } else {
            while cues.get(next).is_some_and(|cue| cue.start < at) {
                next += 1;
            }
            if let Some(figure) = scan.in_words(at, next) {
                end = figure.end.max(end);
                figures.push(figure);
            }
        }
        before = text.get(at..end).and_then(|done| done.chars().next_back()).unwrap_or(' ');
        at = end;
    }
    for figure in figures.iter_mut().filter(|figure| figure.unit.is_none()) {
        figure.unit = unit;
    }
    scan.pair(&mut figures);
    figures.retain(|figure| figure.end > figure.start);
    figures
}

struct Scan<'t, 'l> {
    text: &'t str,
    cues: &'t [Cue<'l>],
}

impl<'l> Scan<'_, 'l> {
    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Where text goes on behind one blank.
    fn past_blank(&self, at: usize) -> usize {
        let blank = self.slice(at, self.text.len()).chars().next().filter(|c| c.is_whitespace());
        at + blank.map_or(0, char::len_utf8)
    }

    /// The cue of a kind that begins at a place, or behind one blank.
    fn cue_at(&self, at: usize, kind: CueKind) -> Option<&Cue<'l>> {
        [at, self.past_blank(at)].into_iter().find_map(|at| {
            let first = self.cues.partition_point(|cue| cue.start < at);
            self.cues.get(first..)?.iter().take_while(|cue| cue.start == at).find(|cue| cue.kind == kind)
        })
    }

    /// The cue of a kind that ends at a place or one blank before.
    fn cue_before(&self, at: usize, kind: CueKind) -> Option<&Cue<'l>> {
        let last = self.cues.partition_point(|cue| cue.start < at);
        let near = self.cues.get(last.saturating_sub(4)..last)?.iter().rev();
        near.filter(|cue| cue.kind == kind).find(|cue| {
            cue.end <= at && self.slice(cue.end, at).chars().count() <= 1 && self.slice(cue.end, at).trim().is_empty()
        })
    }

    /// The figure whose digits begin at a place, and where to go on.
    fn in_digits(&self, start: usize) -> (Option<PrintedFigure>, usize) {
        let rest = self.slice(start, self.text.len());
        let length = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let digits = rest.get(..length).unwrap_or_default().trim_end_matches(['.', ',']);
        let end = start + digits.len();
        let after = rest.get(digits.len()..).unwrap_or_default();
        let whole = |end: usize| {
            let run = self.slice(end, self.text.len());
            end + run.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '/' | '-'))).unwrap_or(run.len())
        };
        // Times, dates and codes such as 3Q25 are no figures.
        let joins =
            |mark: char| after.strip_prefix(mark).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let is_date = joins('-') && {
            let tail: String = after.chars().skip(1).take_while(|c| c.is_ascii_digit() || *c == '-').collect();
            tail.contains('-')
        };
        if joins(':') || joins('/') || is_date {
            return (None, whole(end));
        }
        let scale = self.cue_at(end, CueKind::Scale);
        let is_code = after.starts_with(|c: char| c.is_ascii_alphabetic()) && scale.is_none();
        let is_code = is_code && self.cue_at(end, CueKind::Currency).is_none_or(|cue| cue.start != end);
        let Some(number) = number(digits).filter(|_| !is_code) else { return (None, whole(end).max(end)) };
        let mut figure = PrintedFigure::new(start, end, number);
        if let Some(scale) = scale {
            figure.end = scale.end;
            figure.unit = scale.meaning.parse().ok();
            if figure.unit.is_none() {
                return (None, scale.end);
            }
        }
        if figure.unit.is_none_or(PrintedUnit::is_of_money)
            && let Some(currency) = self.cue_at(figure.end, CueKind::Currency)
        {
            figure.currency = Some(currency.meaning.to_owned());
            figure.end = currency.end;
        } else if let Some(currency) = self.cue_before(start, CueKind::Currency) {
            figure.start = currency.start;
            figure.currency = Some(currency.meaning.to_owned());
        }
        let is_counted = figure.currency.is_none() && self.cue_at(figure.end, CueKind::Counter).is_some();
        if is_counted {
            return (None, figure.end);
        }
        self.sign(&mut figure);
        self.bound(&mut figure);
        let end = figure.end;
        (Some(figure), end)
    }

    /// A sign right before the figure.
    fn sign(&self, figure: &mut PrintedFigure) {
        if let Some(minus) = self.cue_before(figure.start, CueKind::Minus) {
            figure.start = if self.slice(minus.start, figure.start).is_ascii() { minus.start } else { figure.start };
            figure.number = -figure.number;
            figure.is_signed = true;
            return;
        }
        let head = self.slice(0, figure.start);
        let Some(sign @ ('+' | '-' | '−' | '–')) = head.chars().next_back() else { return };
        let before = head.get(..head.len() - sign.len_utf8()).and_then(|head| head.chars().next_back());
        let behind_unit = || {
            let at = figure.start - sign.len_utf8();
            [CueKind::Scale, CueKind::Currency].iter().any(|kind| self.cue_before(at, *kind).is_some())
        };
        let is_free = before.is_none_or(|c| {
            c.is_whitespace() || "(（|,，/:：".contains(c) || (!c.is_ascii() && c.is_alphabetic() && !behind_unit())
        });
        if is_free {
            figure.start -= sign.len_utf8();
            figure.is_signed = true;
            if sign != '+' {
                figure.number = -figure.number;
            }
        }
    }

    /// How the figure is bounded, by the words beside it.
    fn bound(&self, figure: &mut PrintedFigure) {
        if let Some(after) = self.cue_at(figure.end, CueKind::After) {
            figure.bound = after.meaning.parse().unwrap_or(Comparison::About);
        } else if let Some(before) = self.cue_before(figure.start, CueKind::Bound) {
            figure.bound = before.meaning.parse().unwrap_or(Comparison::About);
        }
    }

    /// The figure in words that begins at a place.
    fn in_words(&self, at: usize, next: usize) -> Option<PrintedFigure> {
        let here = self.cues.get(next..)?.iter().take_while(|cue| cue.start == at);
        let cue =
            here.filter(|cue| matches!(cue.kind, CueKind::Multiple | CueKind::Fraction | CueKind::Digit)).last()?;
        let mut end = cue.end;
        let (number, unit) = match cue.kind {
            CueKind::Multiple => (cue.meaning.parse().ok()?, PrintedUnit::Times),
            CueKind::Fraction => (Decimal::ONE_HUNDRED.checked_mul(cue.meaning.parse().ok()?)?, PrintedUnit::Percent),
            _ => {
                let digit: Decimal = cue.meaning.parse().ok()?;
                let starts = |kind, at| self.cue_at(at, kind).filter(|cue| cue.start == at).copied();
                if let Some(tenth) = starts(CueKind::Tenth, cue.end) {
                    let more = starts(CueKind::Digit, tenth.end).filter(|cue| cue.end > tenth.end);
                    end = more.map_or(tenth.end, |more| more.end);
                    let ones: Decimal = more.map_or(Some(Decimal::ZERO), |more| more.meaning.parse().ok())?;
                    (digit * Decimal::TEN + ones, PrintedUnit::Percent)
                } else {
                    let times =
                        starts(CueKind::Scale, cue.end).filter(|cue| cue.meaning == "times" && digit > Decimal::ONE)?;
                    end = times.end;
                    (digit, PrintedUnit::Times)
                }
            }
        };
        // What stands in quotation marks alone is spoken of, not said.
        let quoted = |c: Option<char>| c.is_some_and(|c| matches!(c, '“' | '”' | '"' | '「' | '」' | '‘' | '’'));
        if quoted(self.slice(0, at).chars().next_back()) && quoted(self.slice(end, self.text.len()).chars().next()) {
            return None;
        }
        let words = PrintedFigure::new(at, end, number);
        let mut figure = PrintedFigure { unit: Some(unit), is_words: true, bound: Comparison::About, ..words };
        self.bound(&mut figure);

        Some(figure)
    }

    /// Finds ranges among figures that stand side by side; a bare lower end takes the unit of the upper one.
    fn pair(&self, figures: &mut [PrintedFigure]) {
        for second in 1..figures.len() {
            let (head, tail) = figures.split_at_mut(second);
            let (Some(low), Some(high)) = (head.last_mut(), tail.first_mut()) else { continue };
            let between = self.slice(low.end, high.start).trim();
            let is_dash = matches!(between, "-" | "–" | "—" | "~" | "～" | "－" | "−");
            let is_word = |kind| self.cue_at(low.end, kind).is_some_and(|cue| between.len() == cue.end - cue.start);
            let is_opened = || self.cue_before(low.start, CueKind::Between).is_some();
            // Up by so much to so much.
            let is_step = self.cue_before(low.start, CueKind::Step).is_some();
            let is_change = low.unit.is_some() && self.cue_before(low.start, CueKind::Former).is_some();
            let is_range = is_dash
                || (is_word(CueKind::To) && !is_change && !is_step)
                || (is_word(CueKind::Joiner) && is_opened());
            let fits = high.is_money() && (low.unit.is_none() || low.is_money()) && !low.is_words && !high.is_words;
            if !is_range || !fits || low.range.is_some() {
                continue;
            }
            let unit = low.unit.or(high.unit);
            let value =
                |figure: &PrintedFigure| figure.number.checked_mul(unit.map_or(Decimal::ONE, PrintedUnit::size));
            let rises = value(low).zip(high.value()).is_some_and(|(low, high)| low < high);
            if rises {
                low.unit = unit;
                low.currency = low.currency.take().or_else(|| high.currency.clone());
                high.currency = high.currency.take().or_else(|| low.currency.clone());
                (low.range, high.range) = (Some(RangePart::Low), Some(RangePart::High));
            }
        }
    }
}

/// A number of digits, with commas only between thousands.
fn number(digits: &str) -> Option<Decimal> {
    let whole = digits.split('.').next()?;
    let mut groups = whole.split(',');
    let is_grouped =
        groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3);
    if digits.contains(',') && !is_grouped {
        return None;
    }
    Decimal::from_str_exact(&digits.replace(',', "")).ok().filter(|number| number.scale() <= 6)
}
