//! Moves about putting conversations away.

use jiff::{SignedDuration, Timestamp};
use model::memory::Memory;
use model::snooze::SnoozeAsk;
use model::{Ask, Conversation, ConversationId};
use proptest::prelude::*;

use super::{Move, Verb, steps};

/// Returns lives of some length in which conversations are put away all the time, and all that brings them back happens.
pub fn snoozes(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    let verb = prop_oneof![
        24 => Just(Verb::Snooze), 10 => Just(Verb::Read), 6 => Just(Verb::Receive), 6 => Just(Verb::Send),
        6 => Just(Verb::Begin), 4 => Just(Verb::Rejected), 3 => Just(Verb::Unknown), 2 => Just(Verb::Absent),
        2 => Just(Verb::Done), 2 => Just(Verb::Reopen), 2 => Just(Verb::Assign), 4 => Just(Verb::Wait),
        2 => Just(Verb::Role), 2 => Just(Verb::Note), 4 => Just(Verb::Alarm), 1 => Just(Verb::Leaves),
        1 => Just(Verb::Adopt), 2 => Just(Verb::Class), 1 => Just(Verb::EndDay), 1 => Just(Verb::Enter),
    ];
    steps(verb, length)
}

/// Puts one away for minutes or for months, takes one back, or brings back one whose time has come; mostly sensibly.
pub(super) fn snooze(state: &Memory, step: Move, (place, now): (ConversationId, Timestamp)) -> Ask {
    let Move { which, other, amount, yes, also, .. } = step;
    let can = state.conversations().filter(|row| row.unread == 0 && row.clocks.look.is_none());
    let nth = |rows: Vec<&Conversation>| rows.get(usize::from(which) % rows.len().max(1)).map(|row| row.id);
    let asleep = nth(state.conversations().filter(|row| row.asleep().is_some()).collect());
    Ask::Snooze(match amount % 8 {
        0 => SnoozeAsk::Wake { conversation: if also { place } else { asleep.unwrap_or(place) } },
        1 | 2 => {
            let mut due = state.conversations().filter(|row| row.asleep().is_some_and(|snooze| snooze.until <= now));
            SnoozeAsk::TimeCame { conversation: due.next().map(|row| row.id).or(asleep).unwrap_or(place) }
        }
        _ => {
            let conversation = if also { place } else { nth(can.collect()).unwrap_or(place) };
            let due = state.conversations().find(|row| row.id == conversation).and_then(|row| row.clocks.due_at());
            let minutes = if other == 255 { 600_000 } else { i64::from(other) * i64::from(other % 5) * 10 - 5 };
            let labels = [
                "",
                "when results back",
                "  x-ray   report ",
                "a word too long for the list of work, and then some more",
            ];
            SnoozeAsk::Snooze {
                conversation,
                until: now.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(now),
                label: labels.get(usize::from(which) % 5).copied().unwrap_or_default().to_owned().into(),
                wakes_on_reply: yes,
                past_due: due.filter(|_| other % 8 != 7),
            }
        }
    })
}
