//! Words that mean nothing here, and the words that were perhaps meant.

use crate::model::{Company, Currency, Metric};

/// A word that names nothing of its kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind} `{typed}`; {advice}")]
pub struct Unknown {
    /// What was expected, such as `company`.
    pub kind: &'static str,
    /// The word as typed.
    pub typed: String,
    /// A suggestion, or the words that would do.
    pub advice: String,
}

pub fn unknown_company(typed: &str, companies: &[Company]) -> Unknown {
    let named = |company: &Company| format!("`{}` ({})", company.ticker, company.name);
    let near = nearest(typed, companies.iter().flat_map(|company| company.names().map(move |name| (name, company))));
    let advice = match near {
        Some(company) => format!("did you mean {}?", named(company)),
        None => format!("the companies are {}", companies.iter().map(named).collect::<Vec<_>>().join(", ")),
    };
    Unknown { kind: "company", typed: typed.to_owned(), advice }
}

pub fn unknown_metric(typed: &str, metrics: &[Metric]) -> Unknown {
    let words = metrics.iter().flat_map(|metric| {
        [metric.flag.clone(), metric.id.to_string(), metric.name.to_lowercase()].map(|word| (word, metric))
    });
    let advice = match nearest(typed, words) {
        Some(metric) => format!("did you mean `{}`?", metric.flag),
        None => format!("see `capex list metrics`: {}", {
            metrics.iter().map(|metric| metric.flag.as_str()).collect::<Vec<_>>().join(", ")
        }),
    };
    Unknown { kind: "metric", typed: typed.to_owned(), advice }
}

/// A word that names none of the currencies, which are given by name and code.
pub fn unknown_currency(typed: &str, names: &[(String, Currency)]) -> Unknown {
    let advice = if let Some(code) = nearest(typed, names.iter().cloned()) {
        format!("did you mean `{code}`? (capex list currencies)")
    } else {
        let mut codes: Vec<&str> = Vec::new();
        for (_, currency) in names {
            if !codes.contains(&currency.code()) {
                codes.push(currency.code());
            }
        }
        format!("the currencies are {}", codes.join(", "))
    };
    Unknown { kind: "currency", typed: typed.to_owned(), advice }
}

/// The thing whose name is nearest to a word, if one is near enough to be a slip of the finger.
fn nearest<T>(typed: &str, names: impl Iterator<Item = (String, T)>) -> Option<T> {
    const NEAR: f64 = 0.75;
    let typed = typed.to_lowercase();
    names
        .map(|(name, thing)| (strsim::jaro_winkler(&typed, &name), thing))
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, thing)| thing)
}
