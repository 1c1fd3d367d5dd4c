//! Views: what the window shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    ActView, AutomaticView, DraftView, DueView, MessageClassView, ProviderStandingView, PurposeView, RoleAccountView,
    SpanView,
};

/// The app as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AppView {
    /// Anteroom's version.
    pub version: String,
    /// The practice; none: show the first run.
    pub practice: Option<PracticeView>,
    /// Who sits here; none: ask.
    pub me: Option<StaffView>,
    /// Everybody who works here.
    pub staff: Vec<StaffView>,
    /// The workers.
    pub sync: SyncView,
    /// How long a message can be taken back, in seconds.
    pub hold_seconds: u32,
    /// Which version of the policy is in force; none: only test numbers can be written to. Say so, always.
    pub policy_version: Option<u32>,
    /// Whether I have accepted that version.
    pub policy_accepted: bool,
    /// What I may do.
    pub rights: Vec<ActView>,
    /// How the messaging provider stands today. Say so when it runs out.
    pub provider: ProviderStandingView,
    /// The role accounts in use, by name.
    pub role_accounts: Vec<RoleAccountView>,
}

/// The practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PracticeView {
    /// Its name.
    pub name: String,
    /// The number patients write to.
    pub number: Option<String>,
    /// Whether its patients are invented and nothing leaves the laptop. Say so, always.
    pub training: bool,
    /// Numbers that may be written to before a policy is adopted.
    pub test_numbers: Vec<String>,
    /// The number that patients ring, as it is printed; empty: none was written down.
    pub phone: String,
    /// Whether nobody may keep wordings of their own.
    pub no_personal: bool,
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffView {
    /// Id.
    pub id: String,
    /// Name, for example "A. Okafor".
    pub name: String,
    /// What they do.
    pub role: RoleView,
    /// Their first day back, where they are away: "2026-12-03".
    pub away_until: Option<String>,
    /// Whether they no longer work here: give them nothing, ask them nothing; their name stays with what they did.
    pub left: bool,
    /// Their ordinary week: from "monday" to "sunday", the times in which they work; none: whenever the practice is open.
    pub hours: Option<BTreeMap<String, Vec<SpanView>>>,
    /// Who has their conversations once they left, by id.
    pub cover: Option<String>,
    /// When they are next at work; none: they are, or nobody knows when.
    pub off_until: Option<String>,
    /// Whether conversations may be theirs.
    pub may_take: bool,
    /// Whether tasks may be theirs.
    pub may_do_tasks: bool,
}

/// What a member of staff does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoleView {
    /// General practitioner.
    Gp,
    /// Practice nurse.
    Nurse,
    /// Clinical pharmacist.
    Pharmacist,
    /// Receptionist or care navigator.
    Reception,
    /// Practice manager.
    Manager,
    /// Information-governance lead or Caldicott Guardian.
    InformationGovernance,
    /// Sees everything, changes nothing.
    ReadOnly,
}

/// Whether messages are coming and going.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SyncView {
    /// In one word.
    pub state: SyncState,
    /// When the provider was last asked with success.
    pub checked_at: Option<String>,
    /// Since when the provider cannot be reached.
    pub offline_since: Option<String>,
    /// Each worker.
    pub workers: Vec<WorkerView>,
    /// The file's trouble, where writing failed: a code, for a banner that stays.
    pub trouble: Option<crate::ErrorView>,
}

/// Whether messages are coming and going, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Not started: nothing is set up, or the app is starting.
    Idle,
    /// Coming and going.
    Running,
    /// The provider cannot be reached; everything is kept and tried again.
    Offline,
    /// A person switched a worker off.
    Paused,
    /// The provider refuses our credentials: an administrator must look.
    Refused,
}

/// A worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WorkerView {
    /// Which.
    pub name: WorkerKind,
    /// Whether a person switched it off.
    pub paused: bool,
    /// What went wrong last, if it has not gone right since.
    pub problem: Option<String>,
}

/// The workers' names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WorkerKind {
    /// Sends what the policy says by itself.
    Answer,
    /// Raises the alarm when a time has run out.
    Remind,
    /// Fetches what patients wrote.
    Collect,
    /// Hands messages to the provider.
    Send,
    /// Writes to the record.
    File,
}

/// A patient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PatientView {
    /// Id.
    pub id: String,
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
    /// Date of birth, ISO 8601.
    pub birth_date: Option<String>,
    /// Whole years, today.
    pub age: Option<u32>,
    /// Ten digits.
    pub nhs_number: Option<String>,
    /// Numbers.
    pub contact_points: Vec<ContactPointView>,
}

/// A patient's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ContactPointView {
    /// E.164.
    pub number: String,
    /// Whose or what kind.
    pub r#use: ContactUseView,
    /// How many other patients have it.
    pub shared_with: u32,
}

/// FHIR `ContactPoint.use`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContactUseView {
    /// At home.
    Home,
    /// At work.
    Work,
    /// A mobile.
    Mobile,
    /// No longer in use.
    Old,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConversationRow {
    /// Id.
    pub id: String,
    /// Whose; none: unmatched, show the number.
    pub patient: Option<NameView>,
    /// With whom, where it is not the patient.
    pub with: Option<crate::CorrespondentView>,
    /// The number in use.
    pub number: String,
    /// Topic.
    pub topic: Option<String>,
    /// The beginning of the last message, one line; empty: nothing said yet.
    pub preview: String,
    /// Whether the patient said it.
    pub from_patient: bool,
    /// Whether it is the patient's turn: notes between staff and failed messages are no answer.
    pub answered: bool,
    /// The beginning of my draft, where I have one.
    pub draft: Option<String>,
    /// When something was last said.
    pub last_at: String,
    /// Unread messages.
    pub unread: u32,
    /// Messages not in the record.
    pub unfiled: u32,
    /// Messages that need a person: failed, or not known to have left.
    pub failed: u32,
    /// Owner's id.
    pub owner: Option<String>,
    /// Whether something came for an owner who is not at work: the team sees it too, until somebody takes it.
    pub with_team: bool,
    /// The team that it was given to, while nobody of it has taken it.
    pub team: Option<RoleView>,
    /// By when the patient was told that they will hear; none: nobody told them.
    pub promised: Option<String>,
    /// Whether it was marked as urgent, and nobody has tried to telephone since.
    pub call_first: bool,
    /// Whether a late reply waits for an answer: it came after the day until which replies were read.
    pub late: bool,
    /// Whether it is done.
    pub done: bool,
    /// What is due first; none: nothing is waited for, or the patient is.
    pub due: Option<DueView>,
    /// Which targets count.
    pub class: MessageClassView,
    /// Whether the patient's own texts are not answered at present.
    pub limited: bool,
    /// The role account that has it, by id: its owner is whoever holds that.
    pub role_account: Option<String>,
    /// Until when it is put away; none: it is not.
    pub snoozed: Option<crate::SnoozedView>,
    /// When and why it came back of itself, until somebody opened it.
    pub back: Option<crate::BackView>,
    /// When the next text leaves that waits here for its time; none: none waits.
    pub leaves: Option<crate::LeavesView>,
}

/// A name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameView {
    /// Family name.
    pub family: String,
    /// Given names.
    pub given: String,
}

/// A conversation, opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConversationView {
    /// Its row.
    pub row: ConversationRow,
    /// What an answer must have seen; give it back with `send`.
    pub revision: u32,
    /// Whose it is.
    pub patient: Option<PatientView>,
    /// Unmatched: why.
    pub unmatched: Option<UnmatchedView>,
    /// The newest messages, oldest first.
    pub page: MessagePage,
    /// What a holding reply would say here; none: nobody waits, they were told, or the time has run out.
    pub holding: Option<String>,
    /// My draft.
    pub draft: Option<DraftView>,
    /// The patient's other conversations, last spoken first, at most 20.
    pub others: Vec<ConversationRow>,
    /// With whom, where it is not the patient: every message in it is to this person or from them.
    pub with: Option<crate::ProxyView>,
    /// What happened to it with role accounts, oldest first.
    pub role_lines: Vec<crate::RoleLineView>,
    /// When it was put away and why it came back, oldest first.
    pub snooze_lines: Vec<crate::SnoozeLineView>,
    /// The texts that wait here for their time, the next first.
    pub scheduled: Vec<crate::ScheduledView>,
}

/// Why nobody knows whose conversation it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnmatchedView {
    /// The patients who share the number, to choose from; empty: nobody has it.
    pub candidates: Vec<PatientView>,
    /// Others whose number it is, to choose from.
    pub people: Vec<crate::ProxyCandidateView>,
}

/// A stretch of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessagePage {
    /// Oldest first. Withdrawn messages are left out.
    pub messages: Vec<MessageView>,
    /// Whether there are earlier ones: ask `messages` with `before` = the first one's number.
    pub has_earlier: bool,
    /// Whether there are later ones: ask `messages` with `after` = the last one's number.
    pub has_later: bool,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageView {
    /// Id.
    pub id: String,
    /// Place in the conversation, from 1.
    pub number: u32,
    /// From the patient, to the patient, or between staff.
    pub kind: MessageKindView,
    /// The text, exactly as it came. Show as text, never as markup.
    pub text: String,
    /// When received or written.
    pub at: String,
    /// In: when sent, by the provider's clock.
    pub sent_at: Option<String>,
    /// Out and note: who wrote it, by name.
    pub author: Option<String>,
    /// In: from which number. Out: to which.
    pub number_used: Option<String>,
    /// Out: where it is.
    pub delivery: Option<DeliveryView>,
    /// Whether it is in the record.
    pub filing: FilingView,
    /// How many pictures or files came with it (not fetched yet).
    pub media: u32,
    /// Whether it was unread when this view was made.
    pub unread: bool,
    /// Out: how many text messages it is.
    pub segments: Option<u32>,
    /// Out: the failed message that this one says again.
    pub repeats: Option<String>,
    /// Out: what it is for.
    pub purpose: Option<PurposeView>,
    /// Out: the app sent it by itself, and which text it is.
    pub automatic: Option<AutomaticView>,
    /// Out: whether it went although the patient objected or the route was not safe.
    pub despite: bool,
    /// In: whether it was read as an opt-out or opt-in, or looks like one that a person should confirm.
    pub wish: Option<crate::WishView>,
    /// In: who said that it asks for no end of messages, where `wish` says that it perhaps does.
    pub wish_dismissed: Option<crate::NotedView>,
    /// How it was said without a text, or tried.
    pub way: Option<crate::ContactWayView>,
    /// In: it answers what replies were no longer read to.
    pub late: bool,
    /// Out: the last day on which replies to it are read: "2026-11-26".
    pub replies_until: Option<String>,
    /// In: words that a person should see first, in the order they stand; those of different rules may overlap.
    pub highlights: Vec<crate::HighlightView>,
    /// Out and note: which message it answers.
    pub quote: Option<crate::QuoteView>,
    /// Who says that it was wrong, and why; none: nobody does.
    pub wrong: Option<crate::WrongView>,
    /// Of a patient's request that staff wrote down: whether at the desk, else on the telephone; `author` wrote it down.
    pub entered_at_desk: Option<bool>,
}

/// Who speaks to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MessageKindView {
    /// From the patient.
    In,
    /// To the patient.
    Out,
    /// Between staff.
    Note,
    /// Said to the patient another way, or tried: see [`MessageView::way`].
    Contact,
}

/// Where an outgoing message is. Delivered is not read, unknown is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DeliveryView {
    /// Can be taken back.
    Held {
        /// Until when.
        until: String,
    },
    /// Waiting for the next attempt.
    Queued {
        /// Attempts made.
        attempts: u32,
    },
    /// Being handed over.
    InFlight,
    /// The provider may or may not have it.
    Unknown {
        /// Whether a person must decide: send again, or call it failed.
        needs_person: bool,
    },
    /// The provider has it.
    Accepted {
        /// Since when.
        at: String,
    },
    /// Handed to the phone network.
    Sent {
        /// Since when.
        at: String,
    },
    /// With the provider or the network, and no delivery receipt came in time: not known to be delivered, and not failed.
    Unconfirmed {
        /// Since when it is with them.
        at: String,
    },
    /// Reached the phone; not known to be read.
    Delivered {
        /// When.
        at: String,
    },
    /// Opened on the phone.
    Read {
        /// When.
        at: String,
    },
    /// Did not arrive.
    Failed {
        /// When that was known.
        at: String,
        /// What can be done.
        class: FailureClassView,
        /// The provider's code.
        code: Option<String>,
    },
}

/// What can be done about a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FailureClassView {
    /// Never by this number.
    Permanent,
    /// Try again later.
    Temporary,
    /// For an administrator.
    Technical,
    /// The patient told the provider to stop.
    OptedOut,
}

/// Whether a message is in the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum FilingView {
    /// Not for the record yet.
    NotDue,
    /// To be written now.
    Pending,
    /// Tried without success; tried again by itself.
    Retrying {
        /// Tries so far.
        attempts: u32,
    },
    /// A person must look.
    Failed {
        /// What went wrong, a code.
        code: String,
    },
    /// In the record.
    Written {
        /// Since when.
        at: String,
    },
}
