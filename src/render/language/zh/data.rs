//! What the direction of a statement is against.

use super::super::Entries;

pub(super) const WORDS: Entries = &[
    ("previous year", "上一年"),
    ("previous quarter", "上一季度"),
    ("each previous quarter", "此前各季度"),
    ("first half", "上半年"),
    ("previous statement", "此前表述"),
];
