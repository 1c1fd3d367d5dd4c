//! Role accounts: made, ended, held, handed over, given work (C-12).

use jiff::Timestamp;

use super::cover::can_be_given;
use super::{Decision, conversation, or_refuse, staff};
use crate::role_account::{RoleAccount, RoleAccountAsk, RoleAccountChange, checked};
use crate::session::holds_until;
use crate::{Act, Actor, Change, Conversation, ConversationId, Refusal, Role, RoleAccountId, Staff, StaffId, State};

/// Decides what is asked of role accounts.
pub(super) fn decide<S: State>(
    state: &S,
    actor: Actor,
    ask: &RoleAccountAsk,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    match ask {
        RoleAccountAsk::Record { account, name, roles } => record(state, actor, (*account, name, roles), now),
        RoleAccountAsk::End { account } => end(state, *account, now),
        RoleAccountAsk::Hold { account, holder, seen } => hold(state, actor, (*account, *holder, *seen), now),
        RoleAccountAsk::Give { conversation, account } => give(state, actor, (*conversation, *account), now),
        RoleAccountAsk::Lapse { account } => lapse(state, actor, *account, now),
    }
}

/// Returns an account that is in use.
fn in_use<S: State>(state: &S, id: RoleAccountId) -> Result<Result<RoleAccount, Refusal>, S::Error> {
    let known = state.role_account(id)?.filter(|account| !account.ended);
    Ok(known.ok_or(Refusal::UnknownRoleAccount))
}

/// Makes an account, or changes its name and who may hold it; whoever no longer may lets go of it in the same moment.
fn record<S: State>(
    state: &S,
    actor: Actor,
    (id, name, roles): (RoleAccountId, &str, &[Role]),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let known = state.role_accounts()?;
    let (name, roles) = match checked((id, name, roles), &known) {
        Ok(checked) => checked,
        Err(problem) => return Ok(Err(Refusal::RoleAccountRefused { problem })),
    };
    let before = known.into_iter().find(|account| account.id == id);
    match &before {
        Some(account) if account.ended => return Ok(Err(Refusal::UnknownRoleAccount)),
        Some(account) if account.name == name && account.roles == roles => return Ok(Ok(vec![])),
        _ => {}
    }
    let after = before.map(|account| RoleAccount { roles: roles.clone(), ..account });
    let mut changes = vec![Change::RoleAccount(RoleAccountChange::Recorded { account: id, name, roles, at: now })];
    if let Some(account) = after
        && let Some(holder) = account.holder().map(|holder| state.staff(holder)).transpose()?.flatten()
        && !account.may_be_held_by(&holder)
    {
        changes.push(let_go(&account, actor.staff(), now));
    }
    Ok(Ok(changes))
}

/// Ends an account that has nothing left to do.
fn end<S: State>(state: &S, id: RoleAccountId, now: Timestamp) -> Result<Decision, S::Error> {
    or_refuse!(in_use(state, id)?);
    let (open, tasks) = (state.open_of_role(id)?.len(), state.open_tasks()?);
    let tasks = tasks.iter().filter(|task| task.role_account == Some(id)).count();
    if open + tasks > 0 {
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        return Ok(Err(Refusal::RoleAccountInUse { conversations: count(open), tasks: count(tasks) }));
    }
    Ok(Ok(vec![Change::RoleAccount(RoleAccountChange::Ended { account: id, at: now })]))
}

/// Takes an account, hands it over, or lets it go. Whoever may hold it may take it, also from a colleague who went home with
/// it; to somebody else it is handed by who holds it, or who looks after the staff.
fn hold<S: State>(
    state: &S,
    actor: Actor,
    (id, holder, seen): (RoleAccountId, Option<StaffId>, Option<StaffId>),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    let account = or_refuse!(in_use(state, id)?);
    let is_over = account.has_lapsed(now);
    if account.holder() == holder && !is_over {
        return Ok(Ok(vec![]));
    }
    if account.holder() != seen && !is_over {
        return Ok(Err(Refusal::HandedOverMeanwhile));
    }
    if holder != Some(by.id) && !account.may_be_handed_on_by(&by, &state.all_staff()?) {
        return Ok(Err(Refusal::NotHolder));
    }
    if let Some(holder) = holder {
        or_refuse!(can_be_given(state, holder, Act::Organise, now)?);
        if !state.staff(holder)?.is_some_and(|person| account.may_be_held_by(&person)) {
            return Ok(Err(Refusal::CannotTake));
        }
    }
    let until = holds_until(&*state.timetable()?, now).unwrap_or(now);
    let (before, by) = (account.holder(), Some(by.id));
    Ok(Ok(vec![Change::RoleAccount(RoleAccountChange::Held { account: id, before, holder, by, at: now, until })]))
}

/// Gives a conversation to an account, whether or not anybody holds it.
fn give<S: State>(
    state: &S,
    actor: Actor,
    (id, account): (ConversationId, RoleAccountId),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?).id;
    let row = or_refuse!(conversation(state, id)?);
    or_refuse!(in_use(state, account)?);
    if row.role_account == Some(account) {
        return Ok(Ok(vec![]));
    }
    let mut changes: Vec<_> = taken_out(&row, by, now).into_iter().collect();
    changes.push(Change::RoleAccount(RoleAccountChange::Given { conversation: id, account, by, at: now }));
    Ok(Ok(changes))
}

/// Lets go of an account whose time is over. The clock says so, as it ends the holding of triage (C2.8).
fn lapse<S: State>(state: &S, actor: Actor, id: RoleAccountId, now: Timestamp) -> Result<Decision, S::Error> {
    let account = or_refuse!(in_use(state, id)?);
    if !actor.is_worker() || !account.has_lapsed(now) {
        return Ok(Err(Refusal::NotDue));
    }
    Ok(Ok(vec![let_go(&account, None, now)]))
}

/// Returns the changes by which somebody lets go of every account that they may no longer hold: they left, or have another
/// role now. What it has is the team's until somebody takes it.
pub(super) fn given_up<S: State>(
    state: &S,
    actor: Actor,
    person: &Staff,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let theirs = state.role_accounts()?.into_iter().filter(|account| account.holder() == Some(person.id));
    Ok(theirs.filter(|one| !one.may_be_held_by(person)).map(|one| let_go(&one, actor.staff(), now)).collect())
}

/// Returns whose a conversation is, or would be if it were taken up now: an account's is its holder's.
pub(super) fn owner_of<S: State>(state: &S, row: &Conversation) -> Result<Option<StaffId>, S::Error> {
    let Some(id) = row.role_account else { return Ok(row.owner) };
    Ok(state.role_account(id)?.as_ref().and_then(RoleAccount::holder))
}

/// Returns the fact that a conversation leaves its account, where it has one.
pub(super) fn taken_out(row: &Conversation, by: StaffId, at: Timestamp) -> Option<Change> {
    let account = row.role_account?;
    Some(Change::RoleAccount(RoleAccountChange::TakenOut { conversation: row.id, account, by, at }))
}

fn let_go(account: &RoleAccount, by: Option<StaffId>, at: Timestamp) -> Change {
    let (id, before) = (account.id, account.holder());
    Change::RoleAccount(RoleAccountChange::Held { account: id, before, holder: None, by, at, until: at })
}
