//! Role accounts: made, ended, held, handed over, given conversations (C-12).

use contract as c;
use jiff::Timestamp;
use model::role_account::{RoleAccount, RoleAccountAsk, RoleAccountChange};
use model::{Ask, Conversation, ConversationState, RoleAccountId, Staff, StaffId};
use store::{StoreError, View};

use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Makes a role account, or changes its name and who may hold it.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with what to do; [`EngineError::NotFound`] for one that was never there.
    pub async fn save_role_account(&self, request: c::SaveRoleAccountRequest) -> Result<c::AppView, EngineError> {
        let account = match &request.account {
            Some(id) => {
                let id: RoleAccountId = view::id(id)?;
                let known = self.parts.store.read(move |store| store.role_accounts()).await?;
                known.iter().find(|one| one.id == id).ok_or(EngineError::NotFound)?.id
            }
            None => RoleAccountId::new(self.parts.ids.uuid()),
        };
        let roles = request.roles.into_iter().map(view::role_of).collect();
        self.ask(Ask::RoleAccount(RoleAccountAsk::Record { account, name: request.name, roles })).await?;
        self.app().await
    }

    /// Uses a role account no more.
    ///
    /// # Errors
    /// [`EngineError::Refused`] while it has open conversations or tasks.
    pub async fn end_role_account(&self, request: c::RoleAccountRequest) -> Result<c::AppView, EngineError> {
        self.ask(Ask::RoleAccount(RoleAccountAsk::End { account: view::id(&request.account)? })).await?;
        self.app().await
    }

    /// Takes a role account, hands it over, or lets it go.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn hold_role_account(&self, request: c::HoldRoleAccountRequest) -> Result<c::AppView, EngineError> {
        let staff = |id: &Option<String>| id.as_deref().map(view::id::<StaffId>).transpose();
        let (holder, seen) = (staff(&request.holder)?, staff(&request.seen)?);
        self.ask(Ask::RoleAccount(RoleAccountAsk::Hold { account: view::id(&request.account)?, holder, seen })).await?;
        self.app().await
    }

    /// Gives a conversation to a role account.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn assign_role(&self, request: c::AssignRoleRequest) -> Result<(), EngineError> {
        let (conversation, account) = (view::id(&request.conversation)?, view::id(&request.account)?);
        self.ask(Ask::RoleAccount(RoleAccountAsk::Give { conversation, account })).await.map(drop)
    }
}

/// Returns the role accounts in use with how many open conversations each has, by name.
pub(crate) fn in_use(store: &View<'_>) -> Result<Vec<(RoleAccount, u32)>, StoreError> {
    let mut found = Vec::new();
    for account in store.role_accounts()?.into_iter().filter(|account| !account.ended) {
        let open = store.count_of_role(account.id)?;
        found.push((account, open));
    }
    found.sort_by_key(|(account, _)| account.name.to_lowercase());
    Ok(found)
}

/// Shows a role account to whoever sits here.
pub(crate) fn shown(
    (account, open): &(RoleAccount, u32),
    (me, staff): (Option<&Staff>, &[Staff]),
    today: jiff::civil::Date,
) -> c::RoleAccountView {
    let may = |person: &&Staff| account.may_be_held_by(person) && person.is_reached_on(today);
    c::RoleAccountView {
        id: account.id.to_string(),
        name: account.name.clone(),
        roles: account.roles.iter().copied().map(view::role).collect(),
        holder: account.holder().map(|id| id.to_string()),
        until: account.holding.map(|holding| text(holding.until)),
        open: *open,
        may_hold: staff.iter().filter(may).map(|person| person.id.to_string()).collect(),
        may_hand_over: me.is_some_and(|me| account.may_be_handed_on_by(me, staff)),
    }
}

/// Returns what happened to a conversation with role accounts, as its thread says it; of one that is done, up to then.
pub(crate) fn lines(store: &View<'_>, row: &Conversation, staff: &[Staff]) -> Result<Vec<c::RoleLineView>, StoreError> {
    let until = match row.state {
        ConversationState::Done { at, .. } => at,
        ConversationState::Open => Timestamp::MAX,
    };
    let accounts = store.role_accounts()?;
    let facts = store.role_facts(row.id)?;
    let line = |fact: &RoleAccountChange| {
        let (at, kind, [by, from, to]) = said(fact)?;
        let account = accounts.iter().find(|account| account.id == fact.account())?.name.clone();
        let name = |id: Option<StaffId>| id.and_then(|id| view::staff_name(staff, id));
        let line = c::RoleLineView { at: text(at), account, kind, by: name(by), from: name(from), to: name(to) };
        (at <= until).then_some(line)
    };
    Ok(facts.iter().filter_map(line).collect())
}

/// Reads out of a fact when it was, what happened, and who did it, who had it, and who has it; `None` for what no thread says.
fn said(fact: &RoleAccountChange) -> Option<(Timestamp, c::RoleLineKind, [Option<StaffId>; 3])> {
    use c::RoleLineKind as Kind;
    Some(match fact {
        RoleAccountChange::Given { by, at, .. } => (*at, Kind::Given, [Some(*by), None, None]),
        RoleAccountChange::TakenOut { by, at, .. } => (*at, Kind::TakenOut, [Some(*by), None, None]),
        RoleAccountChange::Held { before, holder, by, at, .. } => {
            let kind = match (holder, by) {
                (Some(holder), Some(by)) if holder == by => Kind::Taken,
                (Some(_), _) => Kind::HandedOver,
                (None, Some(_)) => Kind::LetGo,
                (None, None) => Kind::DayOver,
            };
            let before = before.filter(|before| Some(*before) != *holder);
            (*at, kind, [*by, before, *holder])
        }
        RoleAccountChange::Recorded { .. } | RoleAccountChange::Ended { .. } => return None,
    })
}
