//! Moves about role accounts.

use jiff::Timestamp;
use model::memory::Memory;
use model::role_account::{RoleAccount, RoleAccountAsk};
use model::{Ask, ConversationId, Role, RoleAccountId, StaffId, State as _};
use proptest::prelude::*;

use super::{Move, Verb, steps};
use crate::{Person, numbered};

/// Returns lives of some length in which duties change hands all the time, and what they have comes, goes and comes back.
pub fn duties(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    let verb = prop_oneof![
        24 => Just(Verb::Role), 8 => Just(Verb::Receive), 4 => Just(Verb::Done), 3 => Just(Verb::Reopen),
        3 => Just(Verb::Assign), 3 => Just(Verb::Wait), 3 => Just(Verb::Staff), 2 => Just(Verb::Leaves),
        1 => Just(Verb::EndDay), 2 => Just(Verb::Task), 1 => Just(Verb::GiveTask),
    ];
    steps(verb, length)
}

/// Makes, changes, ends, takes, hands over and lets go of one of two accounts, or gives it a conversation; mostly sensibly.
pub(super) fn role(state: &Memory, step: Move, (place, now): (ConversationId, Timestamp)) -> Ask {
    let Move { which, other, amount, yes, also, .. } = step;
    let account = RoleAccountId::new(numbered(if which.is_multiple_of(4) { 951 } else { 950 }));
    let known = state.role_accounts().unwrap_or_default();
    let holder = known.iter().find(|one| one.id == account).and_then(RoleAccount::holder);
    Ask::RoleAccount(match amount % 8 {
        // Nothing can be done with an account before there is one.
        0 | 1 => record(account, step),
        _ if known.is_empty() => record(account, step),
        2 if also => RoleAccountAsk::End { account },
        2..=4 => RoleAccountAsk::Hold {
            account,
            holder: [Some(Person::Okafor.staff_id()), Some(Person::Shah.staff_id()), None, Some(nobody())]
                .get(usize::from(other) % 7)
                .copied()
                .unwrap_or(Some(Person::Okafor.staff_id())),
            seen: if also { None } else { holder },
        },
        5 | 6 => RoleAccountAsk::Give { conversation: place, account },
        _ => {
            let lapsed = known.iter().find(|one| one.has_lapsed(now)).filter(|_| yes);
            RoleAccountAsk::Lapse { account: lapsed.map_or(account, |one| one.id) }
        }
    })
}

fn record(account: RoleAccountId, step: Move) -> RoleAccountAsk {
    let names = ["Duty nurse", "Duty doctor", " duty  NURSE ", " "];
    let roles = [vec![Role::Nurse, Role::Gp], vec![Role::Gp], vec![Role::Nurse], vec![], vec![Role::ReadOnly]];
    RoleAccountAsk::Record {
        account,
        name: names.get(usize::from(step.other) % 5).copied().unwrap_or("Desk").to_owned(),
        roles: roles.get(usize::from(step.which) % 7).cloned().unwrap_or_else(|| vec![Role::Nurse, Role::Gp]),
    }
}

fn nobody() -> StaffId {
    StaffId::new(numbered(78))
}
