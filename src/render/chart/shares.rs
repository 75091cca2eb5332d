//! How the cells of a stack are shared among its parts.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// The cells of each part in a stack of rows so many cells across; none where there are fewer cells than parts.
///
/// Together they are the whole stack, and what is not zero has a cell at least. Parts get whole rows, which have straight
/// edges; only where one has less than half a row are the cells of a row shared. No part is below zero.
pub(super) fn cells(parts: &[Decimal], rows: usize, across: usize) -> Option<Vec<usize>> {
    let sum: Decimal = parts.iter().sum();
    if sum.is_zero() {
        return Some(vec![0; parts.len()]);
    }
    let parts: Vec<Decimal> = parts.iter().map(|part| part / sum).collect();
    let has_half = |part: &Decimal| part.is_zero() || part * Decimal::from(rows) >= Decimal::new(5, 1);
    let rows_of = shared(&parts, rows).filter(|_| parts.iter().all(has_half));
    match rows_of {
        Some(rows) => Some(rows.into_iter().map(|rows| rows * across).collect()),
        None => shared(&parts, rows * across),
    }
}

/// So many units in proportion to parts of one: the one furthest below its due is next to get a unit, and if parts that
/// have to get one have taken too many, the one furthest above its due is next to give one up.
fn shared(parts: &[Decimal], units: usize) -> Option<Vec<usize>> {
    let least = |part: &Decimal| usize::from(!part.is_zero());
    if parts.iter().map(least).sum::<usize>() > units {
        return None;
    }
    let of = |part: &Decimal| {
        let due = part * Decimal::from(units);
        (due, due.floor().to_usize().unwrap_or(0).max(least(part)))
    };
    let mut given: Vec<(Decimal, usize)> = parts.iter().map(of).collect();
    let lack = |(due, given): &(Decimal, usize)| due - Decimal::from(*given);
    loop {
        let total: usize = given.iter().map(|(_, given)| given).sum();
        match total.cmp(&units) {
            Ordering::Less => given.iter_mut().max_by_key(|one| lack(one))?.1 += 1,
            Ordering::Greater => given.iter_mut().filter(|(_, given)| *given > 1).min_by_key(|one| lack(one))?.1 -= 1,
            Ordering::Equal => return Some(given.into_iter().map(|(_, given)| given).collect()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(parts: &[i64], rows: usize, across: usize) -> Option<Vec<usize>> {
        cells(&parts.iter().copied().map(Decimal::from).collect::<Vec<_>>(), rows, across)
    }

    #[test]
    fn parts_have_whole_rows() {
        // Rounded one after another, the last of these would have none.
        assert_eq!(of(&[134, 115, 110, 79], 4, 4), Some(vec![4, 4, 4, 4]));
        assert_eq!(of(&[53, 41, 45, 31], 17, 6), Some(vec![30, 24, 30, 18]));
        assert_eq!(of(&[10, 0, 30], 4, 2), Some(vec![2, 0, 6]));
    }

    #[test]
    fn a_part_too_small_for_a_row_shares_one() {
        assert_eq!(of(&[200, 200, 98, 2], 5, 4), Some(vec![8, 8, 3, 1]));
        assert_eq!(of(&[9, 6, 5, 4], 2, 4), Some(vec![3, 2, 2, 1]));
        assert_eq!(of(&[1, 1, 1, 1], 1, 4), Some(vec![1, 1, 1, 1]));
    }

    #[test]
    fn fewer_cells_than_parts_are_not_divided() {
        assert_eq!(of(&[9, 6, 5, 4], 3, 1), None);
        assert_eq!(of(&[0, 0], 0, 4), Some(vec![0, 0]));
    }

    proptest! {
        #[test]
        fn cells_are_all_given_and_to_every_part(
            parts in prop::collection::vec(prop_oneof![Just(0), 1..400_000_i64], 1..7),
            rows in 1..21_usize,
            across in 1..7_usize,
        ) {
            let Some(cells) = of(&parts, rows, across) else {
                prop_assert!(parts.iter().filter(|part| **part > 0).count() > rows * across);
                return Ok(());
            };
            let has_any = parts.iter().any(|part| *part > 0);
            prop_assert_eq!(cells.iter().sum::<usize>(), if has_any { rows * across } else { 0 });
            for (part, cells) in parts.iter().zip(cells) {
                prop_assert_eq!(*part > 0, cells > 0);
            }
        }
    }
}
