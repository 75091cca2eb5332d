//! The reader held against the tables.

use crate::table::{Golden, Score, percent};

/// Articles that the reader was written on.
pub const FIVE: [&str; 5] = [
    "newsletter-en-2024-08-02.md",
    "note-en-2023-02-03.md",
    "portal-zh-2025-08-01.md",
    "recap-zh-2026-05-01.md",
    "wire-en-2025-10-31.md",
];

/// Articles of other kinds, which were written before the reader read them.
const OTHERS: [&str; 22] = [
    "analyst-en-2024-02-02.md",
    "brief-en-2024-11-01.md",
    "bullets-en-2025-02-07.md",
    "call-en-2025-05-01.txt",
    "daily-tw-2025-08-01.txt",
    "digest-tw-2025-04-26.txt",
    "evening-en-2025-10-29.md",
    "factbox-en-2025-10-31.md",
    "hk-zh-2026-02-06.txt",
    "kuaixun-zh-2025-11-01.md",
    "ledger-en-2024-05-03.md",
    "letter-zh-2024-11-02.md",
    "list-en-2024-11-01.html",
    "markets-en-2025-06-12.md",
    "numbers-gb-2025-08-02.md",
    "opinion-en-2025-11-05.md",
    "preview-en-2026-10-20.md",
    "recap-gb-2025-05-02.md",
    "tracker-en-2026-05-02.md",
    "wechat-zh-2026-08-01.md",
    "wire-us-2026-01-29.md",
    "years-zh-2026-03-15.md",
];

/// Articles by writers who did not know the reader, which has learnt from them since.
const OF_OTHERS: [&str; 26] = [
    "brief-q3-2025-11-03.md",
    "cloud-2024-02-02.html",
    "cloud-2025-08-01.html",
    "column-en-2026-05-04.md",
    "data-en-2026-02-11.md",
    "explainer-2026-02-08.md",
    "explainer-2026-08-04.md",
    "note-en-2026-02-05.md",
    "qa-en-2026-08-03.md",
    "report-msft-2024-07-30.txt",
    "results-meta-2024-08-01.md",
    "roundup-2026-04-30.html",
    "roundup-uk-2023-04-28.txt",
    "roundup-uk-2024-11-01.md",
    "wire-meta-2025-04-30.txt",
    "zh-36kr-2024-11-01.md",
    "zh-36kr-2025-02-07.md",
    "zh-amazon-2026-05-06.md",
    "zh-cls-2025-04-25.txt",
    "zh-datanews-2026-02-24.md",
    "zh-hkej-2026-07-31.txt",
    "zh-hknote-2025-07-31.txt",
    "zh-qa-2026-08-05.md",
    "zh-roundup-2026-02-06.md",
    "zh-udn-2026-02-06.md",
    "zh-wsj-2024-04-25.md",
];

/// Columns, notes, questions and answers, and reports by others again, which it has learnt from as well.
const ESSAYS: [&str; 12] = [
    "broadsheet-en-2025-02-08.md",
    "broker-zh-2025-05-04.md",
    "explainer-en-2026-08-01.md",
    "faq-zh-2026-07-31.txt",
    "hk-zh-2026-08-01.html",
    "newsletter-en-2024-11-01.txt",
    "opinion-en-2026-02-08.md",
    "results-zh-2025-07-25.txt",
    "techsite-en-2025-10-31.html",
    "wechat-zh-2026-02-08.md",
    "wire-en-2024-04-26.md",
    "wrap-zh-2024-11-01.md",
];

/// Articles by the same writers that the reader has not learnt from: nothing is changed for their sake.
const HELD_OUT: [&str; 14] = [
    "alphabet-wire-2025-07-24.txt",
    "amazon-daily-2025-02-07.txt",
    "cloud-race-2024-11-04.html",
    "meta-postmortem-2024-04-25.md",
    "microsoft-tech-2026-01-29.md",
    "newsletter-2025-05-03.md",
    "roundup-2026-07-31.md",
    "wire-uk-2023-10-27.txt",
    "zh-hkdaily-2025-11-01.txt",
    "zh-jiemian-2023-10-28.html",
    "zh-stcn-2024-02-02.txt",
    "zh-twdaily-2025-02-08.txt",
    "zh-weekly-2026-05-03.md",
    "zh-yicai-2025-05-01.md",
];

fn score(names: &[&'static str]) -> Score {
    let each = names.iter().map(|name| (name, Score::of(&Golden::new(name))));
    each.inspect(|(name, score)| println!("{name}: {score:?}")).fold(Score::default(), |sum, (_, score)| sum.and(score))
}

/// That of the figures so many percent are found and have the right verdict, and so many are confirmed or contradicted wrongly.
#[track_caller]
fn holds(names: &[&'static str], (found, right): (usize, usize), (contradicted, confirmed): (usize, usize)) -> Score {
    let score = score(names);
    println!("{score:?}");
    assert!(percent(score.found, score.rows) >= found, "{score:?}");
    assert!(percent(score.right_verdict, score.rows) >= right, "{score:?}");
    assert!(score.right_contradicted * 100 <= contradicted * score.right, "{score:?}");
    assert!(score.wrong_confirmed <= confirmed, "{score:?}");
    score
}

#[test]
fn the_five_are_read_and_no_right_figure_is_contradicted() {
    assert_eq!(holds(&FIVE, (97, 95), (0, 1)).ignored_judged, 0);
}

#[test]
fn articles_of_other_kinds_are_read_as_well() {
    assert_eq!(holds(&OTHERS, (97, 95), (0, 0)).ignored_judged, 0);
}

#[test]
fn articles_by_others_are_read() {
    holds(&OF_OTHERS, (97, 90), (1, 12));
}

#[test]
fn columns_and_answers_by_others_are_read() {
    holds(&ESSAYS, (95, 85), (2, 15));
}

/// What readers can expect of news on results, by which the reader is measured.
#[test]
fn articles_that_it_has_not_learnt_from_are_read() {
    holds(&HELD_OUT, (95, 85), (2, 8));
}

#[test]
fn an_article_on_other_things_has_no_verdict() {
    let golden = Golden::new("markets-en-2025-06-12.md");
    let found = crate::table::found(golden.name, &golden.text);
    assert!(found.iter().all(|one| one.verdict.is_empty()), "{found:?}");
}
