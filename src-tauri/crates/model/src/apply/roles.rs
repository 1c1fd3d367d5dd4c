//! What a change does to role accounts, and to what they have.

use super::{edit, snoozes, tasks};
use crate::role_account::{RoleAccount, RoleAccountChange};
use crate::session::Holding;
use crate::{Conversation, RoleAccountId, StaffId, StateMut};

/// Applies a fact about a role account, and keeps it for the threads that it concerns.
pub(super) fn apply<S: StateMut>(state: &mut S, change: &RoleAccountChange) -> Result<(), S::Error> {
    let known = state.role_account(change.account())?;
    match change {
        RoleAccountChange::Recorded { account, name, roles, .. } => {
            let holding = known.and_then(|known| known.holding);
            let (id, name, roles) = (*account, name.clone(), roles.clone());
            state.put_role_account(RoleAccount { id, name, roles, ended: false, holding })?;
        }
        RoleAccountChange::Ended { .. } => {
            if let Some(known) = known {
                state.put_role_account(RoleAccount { ended: true, holding: None, ..known })?;
            }
        }
        RoleAccountChange::Held { account, holder, at, until, .. } => {
            if let Some(known) = known {
                let holding = holder.map(|staff| Holding { staff, since: *at, until: *until });
                state.put_role_account(RoleAccount { holding, ..known })?;
            }
            moved(state, *account, *holder)?;
        }
        RoleAccountChange::Given { conversation, account, .. } => {
            let holder = known.and_then(|known| known.holder());
            edit(state, *conversation, |row| {
                (row.owner, row.with_team, row.team, row.role_account) = (holder, false, None, Some(*account));
                snoozes::acted(row);
            })?;
        }
        // What it is from now on is said by the change that follows.
        RoleAccountChange::TakenOut { conversation, .. } => {
            edit(state, *conversation, |row| (row.owner, row.role_account) = (None, None))?;
        }
    }
    state.add_role_fact(change.clone())
}

/// Gives everything that an account has to whoever holds it now.
fn moved<S: StateMut>(state: &mut S, account: RoleAccountId, holder: Option<StaffId>) -> Result<(), S::Error> {
    for id in state.open_of_role(account)? {
        edit(state, id, |row| (row.owner, row.with_team) = (holder, false))?;
    }
    for task in state.open_tasks()?.into_iter().filter(|task| task.role_account == Some(account)) {
        tasks::edit(state, task.id, |row| row.owner = holder)?;
    }
    Ok(())
}

/// Returns which account has a conversation that is taken up again, and whose it is: an account that ended has none.
pub(super) fn now_of<S: StateMut>(
    state: &S,
    row: &Conversation,
) -> Result<(Option<RoleAccountId>, Option<StaffId>), S::Error> {
    let Some(id) = row.role_account else { return Ok((None, row.owner)) };
    let account = state.role_account(id)?.filter(|account| !account.ended);
    Ok(account.map_or((None, None), |account| (Some(id), account.holder())))
}
