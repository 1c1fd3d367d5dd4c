//! Role accounts: work that belongs to a duty rather than to a person ("duty nurse"), and who has the duty now (C-12).
//!
//! What is given to an account is its holder's for as long as they hold it, and the team's while nobody does. A hand-over is
//! one fact and moves all of it. Messages keep their authors: an account speaks to nobody.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::session::Holding;
use crate::{Act, ConversationId, RIGHTS, Role, RoleAccountId, Staff, StaffId, may_act};

/// The most characters a role account's name may have: it stands in a row of the list beside a patient's. Ours.
pub const LONGEST_ROLE_NAME: usize = 32;

/// A duty that somebody has for a while: "Duty nurse".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleAccount {
    /// Our id.
    pub id: RoleAccountId,
    /// What it is called here.
    pub name: String,
    /// Which roles may hold it, in the order of the table of rights.
    pub roles: Vec<Role>,
    /// Whether it is used no more. The name stays with what was done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
    /// Who holds it; `None`: nobody, and what it has is the team's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holding: Option<Holding>,
}

impl RoleAccount {
    /// Returns who holds it.
    pub fn holder(&self) -> Option<StaffId> {
        self.holding.map(|holding| holding.staff)
    }

    /// Says whether it may be somebody's at all: they work here, and their role is one of those (C2.3).
    pub fn may_be_held_by(&self, person: &Staff) -> bool {
        !self.ended && person.can_do(Act::Organise) && self.roles.contains(&person.role)
    }

    /// Says whether somebody may hand it to a colleague, or let it go: whoever holds it, and whoever looks after the staff.
    pub fn may_be_handed_on_by(&self, person: &Staff, staff: &[Staff]) -> bool {
        self.holder() == Some(person.id) || may_act(person, Act::ManageStaff, staff)
    }

    /// Says whether the time has come at which it is nobody's: the day for which it was taken has closed (C2.8).
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        self.holding.is_some_and(|holding| holding.until <= now)
    }
}

/// What is asked of role accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleAccountAsk {
    /// Make one, or change what it is called and who may hold it.
    Record {
        /// The id it gets, or has.
        account: RoleAccountId,
        /// What it is called.
        name: String,
        /// Which roles may hold it.
        roles: Vec<Role>,
    },
    /// Use one no more.
    End {
        /// Which.
        account: RoleAccountId,
    },
    /// Take one, hand it over, or let it go.
    Hold {
        /// Which.
        account: RoleAccountId,
        /// Who holds it from now on; `None`: nobody.
        holder: Option<StaffId>,
        /// Who held it when the asker looked.
        seen: Option<StaffId>,
    },
    /// Give a conversation to one.
    Give {
        /// Which conversation.
        conversation: ConversationId,
        /// To which.
        account: RoleAccountId,
    },
    /// Let go of one whose time is over.
    Lapse {
        /// Which.
        account: RoleAccountId,
    },
}

impl RoleAccountAsk {
    /// Returns what a member of staff must be allowed to do to ask this; `None`: the clock asks it.
    pub(crate) const fn act(&self) -> Option<Act> {
        match self {
            Self::Record { .. } | Self::End { .. } => Some(Act::ManageStaff),
            Self::Hold { .. } | Self::Give { .. } => Some(Act::Organise),
            Self::Lapse { .. } => None,
        }
    }
}

/// A fact about a role account. Its JSON stands in the log, so variants and fields are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role_account", rename_all = "snake_case")]
pub enum RoleAccountChange {
    /// It was made, or changed. Who holds it is not changed by it.
    Recorded {
        /// Which.
        account: RoleAccountId,
        /// What it is called.
        name: String,
        /// Which roles may hold it.
        roles: Vec<Role>,
        /// When.
        at: Timestamp,
    },
    /// It is used no more.
    Ended {
        /// Which.
        account: RoleAccountId,
        /// When.
        at: Timestamp,
    },
    /// It changed hands: what it has is the new holder's from now on, or the team's.
    Held {
        /// Which.
        account: RoleAccountId,
        /// Who had it before.
        before: Option<StaffId>,
        /// Who has it; `None`: nobody.
        holder: Option<StaffId>,
        /// Who said so; `None`: nobody did, the day for which it was taken is over.
        by: Option<StaffId>,
        /// When.
        at: Timestamp,
        /// Until when.
        until: Timestamp,
    },
    /// A conversation was given to it.
    Given {
        /// Which conversation.
        conversation: ConversationId,
        /// To which.
        account: RoleAccountId,
        /// Who gave it.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// A conversation was taken out of it: a person or another account has it now, or a team.
    TakenOut {
        /// Which conversation.
        conversation: ConversationId,
        /// Out of which.
        account: RoleAccountId,
        /// Who took it out.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
}

impl RoleAccountChange {
    /// Returns the account it is about.
    pub const fn account(&self) -> RoleAccountId {
        match self {
            Self::Recorded { account, .. }
            | Self::Ended { account, .. }
            | Self::Held { account, .. }
            | Self::Given { account, .. }
            | Self::TakenOut { account, .. } => *account,
        }
    }

    /// Returns the conversation it is about, where it is about one.
    pub const fn conversation(&self) -> Option<ConversationId> {
        match self {
            Self::Given { conversation, .. } | Self::TakenOut { conversation, .. } => Some(*conversation),
            Self::Recorded { .. } | Self::Ended { .. } | Self::Held { .. } => None,
        }
    }
}

/// Why a role account cannot be recorded so, with what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum RoleAccountProblem {
    /// No name.
    #[error("write a name for the duty, for example Duty nurse")]
    NoName,
    /// The name does not fit where it is shown.
    #[error("the name is too long for the list: write at most {LONGEST_ROLE_NAME} characters")]
    LongName,
    /// Another one is called so.
    #[error("another role account has this name: choose a different one")]
    NameTaken,
    /// Nobody could hold it.
    #[error("choose at least one role that may hold it")]
    NobodyMayHold,
    /// A role is among them that can have no conversations.
    #[error("one of these roles cannot have conversations: take it off the list")]
    RoleCannotHold,
}

/// Checks a name and the roles against what is known; returns them as they are kept.
pub(crate) fn checked(
    (id, name, roles): (RoleAccountId, &str, &[Role]),
    known: &[RoleAccount],
) -> Result<(String, Vec<Role>), RoleAccountProblem> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(RoleAccountProblem::NoName);
    }
    if name.chars().count() > LONGEST_ROLE_NAME {
        return Err(RoleAccountProblem::LongName);
    }
    let same = |other: &RoleAccount| other.id != id && !other.ended && other.name.to_lowercase() == name.to_lowercase();
    if known.iter().any(same) {
        return Err(RoleAccountProblem::NameTaken);
    }
    if roles.is_empty() {
        return Err(RoleAccountProblem::NobodyMayHold);
    }
    if roles.iter().any(|role| !role.may(Act::Organise)) {
        return Err(RoleAccountProblem::RoleCannotHold);
    }
    let listed = RIGHTS.iter().filter(|(act, _)| *act == Act::Organise).flat_map(|(_, may)| may.iter().copied());
    Ok((name, listed.filter(|role| roles.contains(role)).collect()))
}
