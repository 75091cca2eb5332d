//! Which values of a restated year belong together.
//!
//! A restatement is published piecemeal: the year in a 10-K, its quarters as comparatives of the next year's 10-Qs, or
//! the other way round. Publication dates alone therefore do not tell which quarter goes with which year. What does: a
//! span carries one value per vintage. Walking the values of a fiscal year in order of publication, a change of a span
//! that has no value of the present vintage belongs to that vintage; a change of one that has opens the next. A value that
//! a later document prints again, on the day of a restatement or after, belongs to the restated vintage too.
//!
//! A change to fourth-quarter net income computed from a restated year and nine months as first filed (Meta 2016: 4,273
//! million instead of 3,569) is what this prevents.

use jiff::civil::Date;

/// The vintage a value belongs to: 0 as first filed, one more for each restatement.
pub type Vintage = usize;

/// The vintages a value belongs to: that of its publication, and the last one in which it was printed again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vintages(Vintage, Vintage);

impl Vintages {
    /// The first and the last.
    pub fn into_inner(self) -> (Vintage, Vintage) {
        (self.0, self.1)
    }
}

/// What of a fact matters here.
pub struct Entry<S> {
    /// The span, in whatever form tells spans apart.
    pub span: S,
    /// Publication date.
    pub published: Date,
    /// The last day on which it was printed again.
    pub last_printed: Option<Date>,
    /// Whether it re-presents an earlier figure.
    pub restated: bool,
}

/// The vintages of each entry; entries are those of one metric and fiscal year, by date of publication.
pub fn vintages_of<S: PartialEq + Copy>(entries: &[Entry<S>]) -> Vec<Vintages> {
    let mut vintages = vec![0; entries.len()];
    if entries.iter().all(|entry| !entry.restated) {
        return vec![Vintages(0, 0); entries.len()];
    }
    // A document that restates prints everything else of the new vintage too, so within a day restatements come first;
    // unless it prints the old figure of a span beside the new one.
    let mut order: Vec<(&Entry<S>, &mut Vintage)> = entries.iter().zip(&mut vintages).collect();
    order.sort_by_key(|(entry, _)| {
        let beside_new = entries
            .iter()
            .any(|other| other.restated && other.published == entry.published && other.span == entry.span);
        let rank = match (entry.restated, beside_new) {
            (false, true) => 0,
            (true, _) => 1,
            (false, false) => 2,
        };
        (entry.published, rank)
    });
    let mut opened: Vec<Date> = Vec::new();
    let mut settled: Vec<(S, Vintage)> = Vec::new();
    for (entry, vintage) in order {
        let again = |other: &Entry<S>| {
            other.span == entry.span
                && other
                    .last_printed
                    .is_some_and(|day| day < entry.published && opened.last().is_some_and(|opened| *opened <= day))
        };
        let is_settled = || settled.contains(&(entry.span, opened.len())) || entries.iter().any(again);
        if entry.restated && (opened.is_empty() || is_settled()) {
            opened.push(entry.published);
        }
        *vintage = opened.len();
        settled.push((entry.span, *vintage));
    }
    let until = |day: Date| opened.iter().filter(|opened| **opened <= day).count();
    let vintages = entries
        .iter()
        .zip(vintages)
        .map(|(entry, vintage)| Vintages(vintage, entry.last_printed.map_or(vintage, |day| until(day).max(vintage))));
    vintages.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(span: &'static str, published: &str, restated: bool) -> Entry<&'static str> {
        Entry { span, published: published.parse().unwrap(), last_printed: None, restated }
    }

    /// The vintage in which each was published.
    fn published_in(entries: &[Entry<&'static str>]) -> Vec<Vintage> {
        vintages_of(entries).into_iter().map(|vintages| vintages.into_inner().0).collect()
    }

    #[test]
    fn a_value_printed_again_beside_a_restated_one_is_of_its_vintage_too() {
        // General Electric's purchases of 2024.
        let again = |span, published: &str, last: &str| Entry {
            last_printed: last.parse().ok(),
            ..entry(span, published, false)
        };
        let entries = [
            entry("Q1", "2024-04-23", false),
            again("6M", "2024-07-23", "2025-07-21"),
            again("9M", "2024-10-22", "2024-11-01"),
            again("FY", "2025-02-03", "2026-01-29"),
            entry("Q1", "2025-04-22", true),
        ];
        let vintages: Vec<_> = vintages_of(&entries).into_iter().map(Vintages::into_inner).collect();
        assert_eq!(vintages, [(0, 0), (0, 1), (0, 0), (0, 1), (1, 1)]);
    }

    #[test]
    fn a_year_first_filed_beside_restated_quarters_is_on_their_vintage() {
        // Meta's net income of 2016.
        let entries = [
            entry("Q1", "2016-04-28", false),
            entry("9M", "2016-11-03", false),
            entry("Q1", "2017-02-03", true),
            entry("FY", "2017-02-03", false),
            entry("9M", "2017-11-02", true),
        ];
        assert_eq!(published_in(&entries), [0, 0, 1, 1, 1]);
    }

    #[test]
    fn a_year_printed_again_beside_restated_quarters_and_changed_later_is_another_vintage() {
        // General Electric's purchases of 2019.
        let year = Entry { last_printed: "2021-02-12".parse().ok(), ..entry("FY", "2020-02-24", false) };
        let entries =
            [entry("6M", "2019-07-31", false), year, entry("6M", "2020-07-29", true), entry("FY", "2022-02-11", true)];
        let vintages: Vec<_> = vintages_of(&entries).into_iter().map(Vintages::into_inner).collect();
        assert_eq!(vintages, [(0, 0), (0, 1), (1, 1), (2, 2)]);
    }

    #[test]
    fn a_second_change_of_the_year_is_another_vintage() {
        // Amazon's operating cash flow of 2016: 16,443, then 17,272 with its quarters, then 17,203 alone.
        let entries = [
            entry("9M", "2016-10-28", false),
            entry("FY", "2017-02-10", false),
            entry("9M", "2017-10-27", true),
            entry("FY", "2018-02-02", true),
            entry("FY", "2019-02-01", true),
        ];
        assert_eq!(published_in(&entries), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn a_year_restated_after_its_quarters_is_on_their_vintage() {
        // Amazon's operating cash flow of 2017.
        let entries = [
            entry("9M", "2017-10-27", false),
            entry("FY", "2018-02-02", false),
            entry("9M", "2018-10-26", true),
            entry("FY", "2019-02-01", true),
        ];
        assert_eq!(published_in(&entries), [0, 0, 1, 1]);
    }

    #[test]
    fn a_document_may_print_the_old_figure_beside_the_new() {
        // Google Cloud's operating income of 2022.
        let entries = [
            entry("Q1", "2022-04-26", false),
            entry("Q1", "2023-04-25", true),
            entry("FY", "2023-04-25", false),
            entry("FY", "2023-04-25", true),
        ];
        assert_eq!(published_in(&entries), [0, 1, 0, 1]);
    }
}
