//! Moves about texts that leave later.

use jiff::{SignedDuration, Timestamp};
use model::memory::Memory;
use model::scheduled::ScheduleAsk;
use model::{Ask, MessageId};
use proptest::prelude::*;

use super::{Move, Verb, steps};
use crate::numbered;

/// Returns lives of some length in which texts are scheduled all the time, and all happens that may stop one.
pub fn schedules(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    let verb = prop_oneof![
        20 => Just(Verb::Send), 20 => Just(Verb::Schedule), 6 => Just(Verb::Receive), 6 => Just(Verb::Read),
        6 => Just(Verb::Begin), 4 => Just(Verb::Accepted), 5 => Just(Verb::Consent), 1 => Just(Verb::Unsafe),
        2 => Just(Verb::Safe), 1 => Just(Verb::Patient), 1 => Just(Verb::Leaves), 2 => Just(Verb::Limit),
        3 => Just(Verb::Wait), 2 => Just(Verb::Done), 2 => Just(Verb::Start), 1 => Just(Verb::Adopt),
        1 => Just(Verb::Proxy), 1 => Just(Verb::EndProxy), 2 => Just(Verb::Snooze), 2 => Just(Verb::Match),
    ];
    steps(verb, length)
}

/// Returns when a text leaves, where that is not now: mostly within days, sometimes never or long ago.
pub(super) fn send_at(step: Move, now: Timestamp) -> Option<Timestamp> {
    let Move { other, amount, .. } = step;
    (other % 3 == 1).then(|| {
        let hours = if amount == 255 { 9_000 } else { i64::from(amount) - 6 };
        now.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(now)
    })
}

/// Lets one go whose time came, or asks so too early; moves one, or takes one back.
pub(super) fn schedule(state: &Memory, step: Move, now: Timestamp) -> Ask {
    let Move { which, amount, .. } = step;
    let waiting: Vec<_> = state.all_scheduled().collect();
    let nth = waiting.get(usize::from(which) % waiting.len().max(1)).map(|text| text.message);
    let message = nth.unwrap_or_else(|| MessageId::new(numbered(7)));
    let due = waiting.iter().find(|text| text.send_at <= now).map(|text| text.message);
    Ask::Schedule(match amount % 4 {
        0 => ScheduleAsk::Cancel { message },
        1 => ScheduleAsk::Move { message, send_at: send_at(Move { other: 1, ..step }, now).unwrap_or(now) },
        _ => ScheduleAsk::TimeCame { message: due.unwrap_or(message) },
    })
}
