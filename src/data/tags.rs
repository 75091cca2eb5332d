//! `tags.csv`: which tag of the SEC's XBRL data holds which metric.

use super::Dataset;
use super::header::Header;
use super::problem::{Problem, Problems};
use super::row::DataRow;
use super::text::TextFile;
use crate::model::{Element, Tag};
use crate::say;

/// The columns of a file of tags.
pub static TAG: Header = Header {
    columns: &["company", "metric", "tag", "from", "to", "words", "sign", "dimensions", "rounded_to"],
    optional: &["company", "from", "to", "words", "sign", "dimensions", "rounded_to"],
    beside: &["origin"],
    localized: &[],
};

/// The tags, in the order of the file: where a filing gives a metric under several tags, the first counts.
#[derive(Debug, Clone, Default)]
pub struct Tags(Vec<Tag>);

impl Tags {
    /// The tags of some files, the later before the earlier: a row takes the place of those that speak of its tag in
    /// filings of the same days, and counts before the rest.
    pub fn read(files: &[TextFile]) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut tags: Vec<Tag> = Vec::new();
        for file in files {
            let newer = of_file(file, &mut problems);
            tags.retain(|known| !newer.iter().any(|tag| overlap(known, tag)));
            tags.splice(0..0, newer);
        }
        problems.none()?;
        Ok(Self(tags))
    }

    /// What is wrong with a file of tags beside its form: companies and metrics that there are not.
    pub fn problems(file: &TextFile, data: &Dataset) -> Problems {
        let mut problems = Problems::default();
        file.rows(&TAG, &mut problems, |row| {
            let tag = tag(row)?;
            if let Some(ticker) = &tag.company
                && !data.companies().iter().any(|company| company.ticker == *ticker)
            {
                return Err(row.problem(say!(unknown_company, company = ticker)));
            }
            match data.metrics().iter().find(|metric| metric.id == tag.metric) {
                None => Err(row.problem(say!(unknown_metric, metric = tag.metric.as_str()))),
                Some(metric) if !metric.kind.is_amount() || metric.formula.is_some() => {
                    Err(row.problem(say!(tag_of_no_amount, metric = tag.metric.as_str())))
                }
                Some(_) => Ok(()),
            }
        });
        if problems.is_empty() {
            of_file(file, &mut problems);
        }
        problems
    }

    /// The tags that apply to a company, given its ticker: of each tag the company's own rows, or else the general ones.
    pub fn of_company<'a>(&'a self, ticker: &str) -> impl Iterator<Item = &'a Tag> {
        let own = move |tag: &Tag| tag.company.as_deref() == Some(ticker);
        self.0.iter().filter(move |tag| {
            own(tag)
                || (tag.company.is_none() && !self.0.iter().any(|other| own(other) && other.element == tag.element))
        })
    }

    /// Every tag, those that count first before the others.
    pub fn all(&self) -> &[Tag] {
        &self.0
    }

    /// The tags of an element, whatever the company and the days.
    pub fn of_element<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Tag> {
        self.0.iter().filter(move |tag| tag.element == *element)
    }

    /// What is tagged in any of them, in order, each once.
    pub fn elements(&self) -> Vec<Element> {
        let mut elements: Vec<Element> = self.0.iter().map(|tag| tag.element.clone()).collect();
        elements.sort_unstable();
        elements.dedup();
        elements
    }
}

fn of_file(file: &TextFile, problems: &mut Problems) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    file.rows(&TAG, problems, |row| {
        let tag = tag(row)?;
        if let Some(before) = tags.iter().find(|before| overlap(before, &tag)) {
            let message =
                say!(tag_means_other_metric, name = tag.element.name.to_string(), metric = before.metric.as_str());
            return Err(row.problem(message));
        }
        tags.push(tag);
        Ok(())
    });
    tags
}

fn tag(row: &DataRow<'_>) -> Result<Tag, Problem> {
    let [company, metric, name, from, to, words, sign, dimensions, rounded_to] = row.cells();
    if !row.origin().is_user() {
        words.required()?;
    }
    let tag = Tag {
        company: company.optional().map(str::to_owned),
        metric: metric.required()?.into(),
        element: Element { name: name.required().and_then(|_| name.parse())?, dimensions: dimensions.parse()? },
        from: from.day_optional()?,
        to: to.day_optional()?,
        is_positive: match sign.text() {
            "" => false,
            "+" => true,
            other => return Err(sign.problem(say!(sign_is_wrong, other))),
        },
        rounded_to: rounded_to.number_optional()?,
        words: words.text().to_owned(),
        origin: row.origin().clone(),
    };
    match (tag.from, tag.to) {
        (Some(from), Some(to_day)) if to_day < from => Err(to.problem(say!(ends_before_it_starts, day = to_day))),
        _ => Ok(tag),
    }
}

/// Whether two rows speak of the same tag in filings of the same day.
fn overlap(one: &Tag, other: &Tag) -> bool {
    let begins_by = |tag: &Tag, end| tag.from.zip(end).is_none_or(|(from, end)| from <= end);
    (&one.company, &one.element) == (&other.company, &other.element)
        && begins_by(one, other.to)
        && begins_by(other, one.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::bundled;

    #[test]
    fn a_company_with_rows_of_its_own_takes_no_general_row_of_that_tag() {
        let tags = Dataset::bundled().unwrap().tags().unwrap();
        let of = |ticker, filed: &str| -> Vec<String> {
            let filed = filed.parse().unwrap();
            let purchases = |tag: &&Tag| {
                tag.element.plain() == Some("PaymentsToAcquirePropertyPlantAndEquipment") && tag.covers(filed)
            };
            tags.of_company(ticker).filter(purchases).map(|tag| tag.metric.to_string()).collect()
        };
        assert_eq!(of("AAPL", "2024-02-02"), ["ppe_purchases"]);
        assert_eq!(of("META", "2024-02-02"), ["ppe_purchases"]);
        assert_eq!(of("META", "2024-04-25"), ["ppe_purchases_net"]);
        assert_eq!(of("AMZN", "2016-04-29"), ["ppe_purchases_net"]);
    }

    #[test]
    fn a_users_row_takes_the_place_of_those_of_its_days_and_counts_first() {
        let bundled = TextFile::new("data/tags.csv", bundled::TAGS);
        let own = TextFile::of_user("tags.csv", "tag,metric\nOwn,revenue\nRevenues,net_income\n".to_owned());
        let tags = Tags::read(&[bundled.clone(), own]).unwrap();
        assert_eq!(
            tags.0.iter().filter_map(|tag| tag.element.plain()).take(2).collect::<Vec<_>>(),
            ["Own", "Revenues"]
        );
        let metrics: Vec<_> =
            tags.0.iter().filter(|tag| tag.company.is_none() && tag.element.plain() == Some("Revenues")).collect();
        assert!(matches!(metrics[..], [tag] if tag.metric.as_str() == "net_income"), "{metrics:?}");
        assert_eq!(Tags::read(&[bundled.clone(), bundled]).unwrap().0, Dataset::bundled().unwrap().tags().unwrap().0);
    }

    #[test]
    fn rows_that_overlap_or_name_nothing_are_problems() {
        let problems = |rows: &str| -> Vec<String> {
            let file = TextFile::new(
                "tags.csv",
                format!("company,metric,tag,from,to,words,sign,dimensions,rounded_to\n{rows}"),
            );
            let problems = Tags::problems(&file, &Dataset::bundled().unwrap());
            problems.list().iter().map(ToString::to_string).collect()
        };
        assert_eq!(
            problems("META,revenue,Revenues,,2020-01-01,w,,,\nMETA,net_income,Revenues,2020-01-01,,w,,,\n"),
            ["tags.csv:3: `Revenues` already means revenue in filings of those days"]
        );
        assert_eq!(
            problems("META,revenue,Revenues,2020-01-02,2020-01-01,w,,,\n"),
            ["tags.csv:2:5: ends on 2020-01-01, before it starts"]
        );
        assert_eq!(problems("META,revenue,Revenues,,,w,-,,\n"), ["tags.csv:2:7: sign `-` is neither + nor empty"]);
        assert_eq!(problems("NVDA,sales,Revenues,,,w,,,\n"), ["tags.csv:2: unknown company `NVDA`"]);
        assert_eq!(problems(",sales,Revenues,,,w,,,\n"), ["tags.csv:2: unknown metric `sales`"]);
        assert_eq!(
            problems(",capex_to_revenue,Revenues,,,w,,,\n"),
            ["tags.csv:2: `capex_to_revenue` is not an amount that a filing could state"]
        );
        assert_eq!(
            problems("META,revenue,Revenues,,,w,,Axis,\n"),
            [
                "tags.csv:2:8: dimensions `Axis`: `Axis` is not an XBRL name, such as `Revenues` or `amzn:AmazonWebServicesSegmentMember`"
            ]
        );
        assert_eq!(problems("META,revenue,Revenues,,,w,,A=m:B,\nMETA,net_income,Revenues,,,w,,,\n"), [""; 0]);
    }
}
