//! The end of a day in a random life.

use model::session::{Account, LeftKind};

use super::{Move, said};
use crate::Person;

/// Somebody takes what is left over, or it can wait; sometimes one kind is forgotten.
pub(super) fn accounts(step: Move) -> Vec<Account> {
    let kinds = [LeftKind::Unowned, LeftKind::Overdue, LeftKind::Unfiled, LeftKind::Failed];
    let account = |kind| Account {
        kind,
        seen: u32::from(step.amount),
        to: step.yes.then(|| Person::Shah.staff_id()),
        reason: said(!step.other.is_multiple_of(4)),
    };
    kinds.into_iter().skip(usize::from(step.also)).map(account).collect()
}
