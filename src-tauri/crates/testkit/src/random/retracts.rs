//! Moves about messages that were wrong.

use model::Ask;
use model::memory::Memory;
use model::retract::{RetractAsk, WrongReason};
use proptest::prelude::*;

use super::{Move, Verb, pick_message, said, steps};

/// Returns lives of some length in which much is marked as wrong, and all that can become of a message happens beside it.
pub fn retractions(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    let verb = prop_oneof![
        24 => Just(Verb::Retract), 10 => Just(Verb::Receive), 12 => Just(Verb::Send), 6 => Just(Verb::Note),
        8 => Just(Verb::Begin), 5 => Just(Verb::Accepted), 3 => Just(Verb::Rejected), 3 => Just(Verb::NotTaken),
        3 => Just(Verb::Unknown), 3 => Just(Verb::Absent), 4 => Just(Verb::Status), 3 => Just(Verb::Resolve),
        3 => Just(Verb::Withdraw), 4 => Just(Verb::Match), 4 => Just(Verb::Done), 2 => Just(Verb::Reopen),
        6 => Just(Verb::Filed), 2 => Just(Verb::NotFiled), 3 => Just(Verb::Contact), 2 => Just(Verb::Enter),
        3 => Just(Verb::EndTask), 1 => Just(Verb::Patient), 2 => Just(Verb::Wait), 2 => Just(Verb::Alarm),
    ];
    steps(verb, length)
}

/// Marks a message, or takes a mark away; mostly sensibly.
pub(super) fn retract(state: &Memory, step: Move) -> Ask {
    let Move { which, other, amount, yes, also, .. } = step;
    let marked: Vec<_> = state.all_messages().filter(|message| message.is_wrong()).collect();
    let known = marked.get(usize::from(which) % marked.len().max(1)).map(|message| message.id);
    let message = pick_message(state, which, yes);
    Ask::Retract(if amount.is_multiple_of(3) {
        RetractAsk::Unmark { message: known.filter(|_| !also).unwrap_or(message) }
    } else {
        let reason = WrongReason::ALL.get(usize::from(other) % 5).copied().unwrap_or(WrongReason::Other);
        RetractAsk::Mark { message, reason, words: said(amount.is_multiple_of(2)) }
    })
}
