//! What marking a message as wrong makes true.

use super::change_message;
use crate::retract::RetractChange;
use crate::{Delivery, Filing, StateMut};

/// Marks a message, or takes the mark away. Its words stay; what the record says of it is too little now.
pub(super) fn apply<S: StateMut>(state: &mut S, change: &RetractChange) -> Result<(), S::Error> {
    let (mark, at) = match change {
        RetractChange::Marked { mark, .. } => (Some(mark.clone()), mark.at),
        RetractChange::Unmarked { at, .. } => (None, *at),
    };
    change_message(state, change.message(), |row| {
        row.later.wrong = mark;
        row.version += 1;
        // Where nobody is named there is no record; what has not left is due once it has.
        let is_said = row.delivery().is_none_or(Delivery::belongs_in_record);
        if is_said && row.filing != Filing::NotDue {
            row.filing = Filing::Pending { since: at };
        }
    })
}
