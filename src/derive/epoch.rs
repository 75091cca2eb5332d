//! Which values of a restated year belong together.
//!
//! A restatement is published piecemeal: the year in a 10-K, its quarters as comparatives of the next year's 10-Qs, or
//! the other way round. Publication dates alone therefore do not tell which quarter goes with which year. What does: a
//! span carries one value per footing. Walking the values of a fiscal year in order of publication, a change of a span
//! that has no value on the present footing belongs to that footing; a change of one that has opens the next.
//!
//! A change to fourth-quarter net income computed from a restated year and nine months as first filed (Meta 2016: 4,273
//! million instead of 3,569) is what this prevents.

use jiff::civil::Date;

/// The footing a value belongs to: 0 as first filed, one more for each restatement.
pub type Epoch = usize;

/// What of a fact matters here.
pub struct Entry<S> {
    /// The span, in whatever form tells spans apart.
    pub span: S,
    /// Publication date.
    pub published: Date,
    /// Whether it re-presents an earlier figure.
    pub restated: bool,
}

/// The epoch of each entry; entries are those of one metric and fiscal year, by date of publication.
pub fn epochs<S: PartialEq + Copy>(entries: &[Entry<S>]) -> Vec<Epoch> {
    let mut epochs = vec![0; entries.len()];
    if entries.iter().all(|entry| !entry.restated) {
        return epochs;
    }
    // A document that restates prints everything else on the new footing too, so within a day restatements come first;
    // unless it prints the old figure of a span beside the new one.
    let mut order: Vec<(&Entry<S>, &mut Epoch)> = entries.iter().zip(&mut epochs).collect();
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
    let mut present = 0;
    let mut settled: Vec<(S, Epoch)> = Vec::new();
    for (entry, epoch) in order {
        if entry.restated && (present == 0 || settled.contains(&(entry.span, present))) {
            present += 1;
        }
        *epoch = present;
        settled.push((entry.span, present));
    }
    epochs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(span: &'static str, published: &str, restated: bool) -> Entry<&'static str> {
        Entry { span, published: published.parse().unwrap(), restated }
    }

    #[test]
    fn a_year_first_filed_beside_restated_quarters_is_on_their_footing() {
        // Meta's net income of 2016.
        let entries = [
            entry("Q1", "2016-04-28", false),
            entry("9M", "2016-11-03", false),
            entry("Q1", "2017-02-03", true),
            entry("FY", "2017-02-03", false),
            entry("9M", "2017-11-02", true),
        ];
        assert_eq!(epochs(&entries), [0, 0, 1, 1, 1]);
    }

    #[test]
    fn a_second_change_of_the_year_is_another_footing() {
        // Amazon's operating cash flow of 2016: 16,443, then 17,272 with its quarters, then 17,203 alone.
        let entries = [
            entry("9M", "2016-10-28", false),
            entry("FY", "2017-02-10", false),
            entry("9M", "2017-10-27", true),
            entry("FY", "2018-02-02", true),
            entry("FY", "2019-02-01", true),
        ];
        assert_eq!(epochs(&entries), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn a_year_restated_after_its_quarters_is_on_their_footing() {
        // Amazon's operating cash flow of 2017.
        let entries = [
            entry("9M", "2017-10-27", false),
            entry("FY", "2018-02-02", false),
            entry("9M", "2018-10-26", true),
            entry("FY", "2019-02-01", true),
        ];
        assert_eq!(epochs(&entries), [0, 0, 1, 1]);
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
        assert_eq!(epochs(&entries), [0, 1, 0, 1]);
    }
}
