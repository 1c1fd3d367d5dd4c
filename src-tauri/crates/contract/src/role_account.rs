//! Role accounts: a duty that somebody has for a while ("Duty nurse"), and what it has.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::RoleView;

/// A role account in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleAccountView {
    /// Id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Which roles may hold it.
    pub roles: Vec<RoleView>,
    /// Who holds it: a staff id; none: nobody, and what it has stands in the unassigned list.
    pub holder: Option<String>,
    /// Until when: the closing of the day.
    pub until: Option<String>,
    /// How many open conversations it has.
    pub open: u32,
    /// Who may hold it and is here today: staff ids.
    pub may_hold: Vec<String>,
    /// Whether I may hand it to somebody else, or let it go.
    pub may_hand_over: bool,
}

/// A role account to make, or to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveRoleAccountRequest {
    /// Which; none: a new one.
    pub account: Option<String>,
    /// What it is called.
    pub name: String,
    /// Which roles may hold it.
    pub roles: Vec<RoleView>,
}

/// Names a role account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleAccountRequest {
    /// Id.
    pub account: String,
}

/// Who holds a role account from now on; none: nobody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HoldRoleAccountRequest {
    /// Which.
    pub account: String,
    /// A staff id.
    pub holder: Option<String>,
    /// Who held it when the window showed it.
    pub seen: Option<String>,
}

/// Gives a conversation to a role account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssignRoleRequest {
    /// Which conversation.
    pub conversation: String,
    /// To which account.
    pub account: String,
}

/// What happened to a conversation with a role account, or to the account while it had it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RoleLineView {
    /// When.
    pub at: String,
    /// What the account is called.
    pub account: String,
    /// What happened.
    pub kind: RoleLineKind,
    /// Who did it, by name; none: nobody did, the day was over.
    pub by: Option<String>,
    /// Who had it before, by name.
    pub from: Option<String>,
    /// Who has it from then on, by name.
    pub to: Option<String>,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoleLineKind {
    /// The conversation was given to the account.
    Given,
    /// The conversation was taken out of it.
    TakenOut,
    /// Somebody took the account.
    Taken,
    /// Somebody handed it to a colleague.
    HandedOver,
    /// Somebody let it go: nobody holds it.
    LetGo,
    /// The day for which it was taken was over: nobody holds it.
    DayOver,
}
