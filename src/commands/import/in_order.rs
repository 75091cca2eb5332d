//! Work on all cores, the outcomes in the order of the items.

use std::num::NonZero;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Outcomes that a thread may be ahead with: more would only fill memory.
const AHEAD: usize = 2;

/// Works items out on as many threads as there are cores, each with a worker of its own, and gives the outcomes to `take` in
/// the order of the items.
///
/// # Errors
/// The first of `take`, after which no further item is begun.
pub fn in_order<T: Send, R: Send, E, W: FnMut(T) -> R>(
    items: Vec<T>,
    worker: impl Fn() -> W + Sync,
    take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let count = items.len();
    let threads = thread::available_parallelism().map_or(1, NonZero::get).clamp(1, count.max(1));
    let mut shares: Vec<Vec<T>> = (0..threads).map(|_| Vec::with_capacity(count / threads + 1)).collect();
    for (index, item) in items.into_iter().enumerate() {
        if let Some(share) = shares.get_mut(index % threads) {
            share.push(item);
        }
    }
    thread::scope(|scope| {
        let worker = &worker;
        let outcomes: Vec<_> = shares
            .into_iter()
            .map(|share| {
                let (give, outcomes) = sync_channel(AHEAD);
                scope.spawn(move || {
                    let mut work = worker();
                    // Nobody takes what comes after an error.
                    share.into_iter().try_for_each(|item| give.send(work(item)))
                });
                outcomes
            })
            .collect();
        // A thread that gives no more has panicked, which the scope passes on.
        outcomes.iter().cycle().take(count).map_while(|of_thread| of_thread.recv().ok()).try_for_each(take)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(count: u64, most: u64) -> (Vec<u64>, Result<(), u64>) {
        let mut taken = Vec::new();
        let slow_first = || {
            |item: u64| {
                thread::sleep(std::time::Duration::from_micros(500 / (item + 1)));
                item * item
            }
        };
        let outcome = in_order((0..count).collect(), slow_first, |square| {
            if square > most {
                return Err(square);
            }
            taken.push(square);
            Ok(())
        });
        (taken, outcome)
    }

    #[test]
    fn outcomes_come_in_order_up_to_the_first_error() {
        assert_eq!(squares(0, 0), (vec![], Ok(())));
        assert_eq!(squares(50, u64::MAX), ((0..50).map(|item| item * item).collect(), Ok(())));
        assert_eq!(squares(1000, 20), (vec![0, 1, 4, 9, 16], Err(25)));
    }
}
