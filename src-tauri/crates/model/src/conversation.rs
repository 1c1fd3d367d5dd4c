//! Conversations.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::snooze::SnoozeState;
use crate::{
    Automatic, Channel, Clocks, ConversationId, E164, MessageId, PatientId, ProxyId, Role, RoleAccountId, StaffId,
};

/// One topic with one patient at one number. FHIR R4 `Communication` header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    /// Our id.
    pub id: ConversationId,
    /// Whose it is.
    pub subject: Subject,
    /// The patient's number in use.
    pub number: E164,
    /// By which kind of messaging.
    pub channel: Channel,
    /// What it is about, in staff's words.
    pub topic: Option<String>,
    /// Whether anything is left to do.
    pub state: ConversationState,
    /// Who sees to it; `None` is the practice's common queue.
    pub owner: Option<StaffId>,
    /// Whether something arrived for an owner who is not at work: it is the team's too, until somebody takes it (C2.7).
    pub with_team: bool,
    /// Counts what a reader must have seen before answering: messages, and whose conversation it is.
    pub revision: u32,
    /// How many messages it holds, withdrawn ones too.
    pub messages: u32,
    /// How many of the patient's messages nobody here has read.
    pub unread: u32,
    /// How many messages belong in the record and are not there.
    pub unfiled: u32,
    /// How many outgoing messages need a person: failed, or not known to have left.
    pub failed: u32,
    /// When the last thing was said.
    pub last_at: Timestamp,
    /// The last message that was not withdrawn.
    pub last: Option<LastMessage>,
    /// Whether it is the patient's turn: after the patient's last message the practice said something that stands and,
    /// as far as anyone knows, left. A note between staff says nothing to the patient; a failed message neither.
    pub answered: bool,
    /// When the app last sent something here by itself.
    pub automatic_at: Option<Timestamp>,
    /// When staff last wrote to the patient here.
    pub written_at: Option<Timestamp>,
    /// The last day on which replies to what staff wrote last are read; `None`: nothing was said of it (C2.10).
    pub replies_until: Option<Date>,
    /// Whether a late reply waits here for an answer (C2.10).
    pub late: bool,
    /// Whether it was marked as urgent, and nobody has tried to telephone since (C3.5).
    pub call_first: bool,
    /// An automatic text that is due here.
    pub automatic_due: Option<Automatic>,
    /// By when somebody must have looked, and by when an answer is due.
    pub clocks: Clocks,
    /// The team that it was given to, while nobody of it has taken it (H-05).
    pub team: Option<Role>,
    /// With whom, where it is not the patient: everything in it was said to this person or by them (C1.14).
    pub proxy: Option<ProxyId>,
    /// The role account that has it: its owner is whoever holds that (C-12).
    pub role_account: Option<RoleAccountId>,
    /// Where it stands when it is put away, or came back and nobody has opened it since; `None`: neither (B-15).
    pub snooze: Option<SnoozeState>,
    /// How many messages it held when it was last called done; 0: it never was (C6.10).
    pub done_to: u32,
    /// When the next of the texts leaves that wait here for their time; `None`: none waits.
    pub sends_at: Option<Timestamp>,
}

impl Conversation {
    /// Says whether it is the practice's common queue's: nobody's, or its owner is not at work (C2.7).
    pub const fn is_the_teams(&self) -> bool {
        self.owner.is_none() || self.with_team
    }

    /// Says whether what the patient says today answers a message whose replies were no longer expected (C2.10).
    pub fn is_late(&self, today: Date) -> bool {
        self.answered && self.replies_until.is_some_and(|last| today > last)
    }

    /// Returns the one whom its alarms reach first: its owner, unless it was left to the team.
    pub fn held_by(&self) -> Option<StaffId> {
        self.owner.filter(|_| !self.with_team)
    }
}

/// What the list shows of the last message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastMessage {
    /// Which.
    pub id: MessageId,
    /// Whether the patient said it.
    pub from_patient: bool,
}

/// Whose conversation it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "subject", rename_all = "snake_case")]
pub enum Subject {
    /// A patient's.
    Patient {
        /// Which.
        patient: PatientId,
    },
    /// Not known: a person must say. Never a guess (C1.12, H4).
    Unmatched {
        /// Why.
        reason: UnmatchedReason,
    },
}

impl Subject {
    /// Returns the patient, where known.
    pub const fn patient(&self) -> Option<PatientId> {
        match self {
            Self::Patient { patient } => Some(*patient),
            Self::Unmatched { .. } => None,
        }
    }
}

/// Why the app does not know whose conversation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnmatchedReason {
    /// No patient has the number.
    NoPatient,
    /// Several patients share the number.
    SeveralPatients,
}

/// Whether anything is left to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ConversationState {
    /// Something is left to do.
    Open,
    /// Seen to.
    Done {
        /// When.
        at: Timestamp,
        /// Who said so.
        by: StaffId,
        /// Why, where something was not yet in the record.
        reason: Option<String>,
    },
}
