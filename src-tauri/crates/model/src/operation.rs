//! Operations: what someone or something asks for.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::MessageClass;
use crate::session::Account;
use crate::template::{TemplateDraft, TemplateId};
use crate::{
    Act, AutomaticText, Awaited, Channel, ConsentHeard, ContactMade, Content, ConversationId, E164, EnteredText,
    FiledMessage, FilingOutcome, InboundText, LimitAsked, MessageId, Needs, NewTask, NumberSaid, OperationId,
    OutboundText, Patient, PatientId, Policy, Practice, ProviderProfile, ProviderRef, ProviderStatus, ProxyId,
    ProxyTerms, Quote, Reviewed, SaidBefore, SendOutcome, Sensitive, Staff, StaffId, TaskEnd, TaskId,
};

/// One asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its id, made where it was asked. Asking twice with one id gives the first answer again.
    pub id: OperationId,
    /// Who asks.
    pub actor: Actor,
    /// What for.
    pub ask: Ask,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff.
    Staff(StaffId),
    /// A part of the app that works by itself.
    Worker(WorkerName),
    /// The person who sets the app up or administers it.
    Administrator,
}

impl Actor {
    /// Returns the member of staff who asks; `None` where it is no one of them.
    pub const fn staff(self) -> Option<StaffId> {
        match self {
            Self::Staff(id) => Some(id),
            Self::Worker(_) | Self::Administrator => None,
        }
    }

    /// Says whether the app asks by itself.
    pub const fn is_worker(self) -> bool {
        matches!(self, Self::Worker(_))
    }
}

/// A part of the app that works by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum WorkerName {
    /// Fetches what patients wrote.
    Collect,
    /// Hands messages to the provider and follows them.
    Send,
    /// Writes to the patient's record.
    File,
    /// Sends what the practice's policy says by itself.
    Answer,
    /// Raises the alarm when a time has run out.
    Remind,
}

impl WorkerName {
    /// Returns the name as the log and the window write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Collect => "collect",
            Self::Send => "send",
            Self::File => "file",
            Self::Answer => "answer",
            Self::Remind => "remind",
        }
    }
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Describe the practice.
    DescribePractice(Practice),
    /// Add a member of staff, or correct their entry.
    RecordStaff(Staff),
    /// Add a patient, or correct their entry.
    RecordPatient(Patient),
    /// Take in a text from a patient.
    Receive(InboundText),
    /// Begin a conversation with a patient.
    StartConversation {
        /// The id it gets.
        conversation: ConversationId,
        /// With whom.
        patient: PatientId,
        /// At which of their numbers.
        number: E164,
    },
    /// Send a text to a patient.
    Send(OutboundText),
    /// Send an automatic text that is due.
    SendAutomatic(AutomaticText),
    /// Leave an automatic text that is due unsent: the policy has none, or a rule says no.
    DropAutomatic {
        /// In which conversation.
        conversation: ConversationId,
    },
    /// Write down what a patient said about being messaged.
    RecordConsent(ConsentHeard),
    /// Mark a route as unsafe.
    MarkUnsafe {
        /// Whose.
        patient: PatientId,
        /// Which kind of messaging.
        channel: Channel,
        /// Why.
        reason: Sensitive<String>,
    },
    /// Say that a route is safe again.
    MarkSafe {
        /// Whose.
        patient: PatientId,
        /// Which kind of messaging.
        channel: Channel,
        /// Why.
        reason: Sensitive<String>,
    },
    /// Adopt a policy for the practice, in place of the one before.
    AdoptPolicy(Box<Policy>),
    /// Say that one has read the policy in force and accepts it.
    AcceptPolicy {
        /// Which version.
        version: u32,
    },
    /// Write down that somebody asked for what they may not do.
    NoteRefusedAct {
        /// What.
        act: Act,
    },
    /// Write a note for colleagues.
    WriteNote {
        /// The id it gets.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// What it says.
        content: Content,
        /// Which message it is about.
        quote: Option<Quote>,
    },
    /// Take a message back before it leaves.
    Withdraw {
        /// Which.
        message: MessageId,
    },
    /// Write down that a message is about to be handed to the provider.
    BeginAttempt {
        /// Which.
        message: MessageId,
    },
    /// Write down what came of it.
    ReportSend {
        /// Which message.
        message: MessageId,
        /// What came of it.
        outcome: SendOutcome,
    },
    /// Write down what the provider reports of a message it has.
    ReportStatus {
        /// Its name for the message.
        provider: ProviderRef,
        /// What it reports.
        status: ProviderStatus,
        /// When that was so, by its clock.
        at: Timestamp,
    },
    /// Decide about a message of which nobody can tell whether it left.
    ResolveUnknown {
        /// Which.
        message: MessageId,
        /// Whether to send it (again), or to call it failed.
        send: bool,
    },
    /// Say whose conversation it is.
    Match {
        /// Which.
        conversation: ConversationId,
        /// The revision that the person was looking at.
        seen: u32,
        /// Whose.
        patient: PatientId,
        /// Whether to add the number to the patient's, where it is not yet there.
        add_number: bool,
        /// What stands in it, oldest first: a STOP in it counts from now on as theirs.
        said: Vec<SaidBefore>,
    },
    /// Set or clear the topic.
    SetTopic {
        /// Of which conversation.
        conversation: ConversationId,
        /// To what.
        topic: Option<String>,
    },
    /// Set or clear the owner.
    Assign {
        /// Which conversation.
        conversation: ConversationId,
        /// To whom.
        owner: Option<StaffId>,
    },
    /// Say that a conversation is seen to.
    MarkDone {
        /// Which.
        conversation: ConversationId,
        /// The revision that the person was looking at.
        seen: u32,
        /// Why, where something is not yet in the record.
        reason: Option<String>,
        /// Whether the person was shown what the patient asked, and says that all of it is answered (C6.10).
        answered: bool,
    },
    /// Take a conversation up again.
    Reopen {
        /// Which.
        conversation: ConversationId,
    },
    /// Say that the patient's messages were read.
    MarkRead {
        /// In which conversation.
        conversation: ConversationId,
        /// The revision that the person was looking at.
        seen: u32,
    },
    /// Write down what came of writing messages to the record.
    ReportFiling {
        /// Which messages, in which versions.
        messages: Vec<FiledMessage>,
        /// What came of it.
        outcome: FilingOutcome,
    },
    /// Try again to write a conversation to the record.
    RetryFiling {
        /// Which.
        conversation: ConversationId,
    },
    /// Say that somebody no longer works here; their open conversations go to somebody else in the same moment (C2.7).
    StaffLeft {
        /// Who.
        staff: StaffId,
        /// Who has their conversations from now on; `None`: the practice's common queue.
        to: Option<StaffId>,
    },
    /// Write down what is known of the messaging provider (C5.1).
    RecordProvider(Box<ProviderProfile>),
    /// Write down what a patient asks for on the telephone or at the desk.
    EnterRequest(EnteredText),
    /// Write down what was said to a patient another way, or tried.
    RecordContact(ContactMade),
    /// Make a task.
    MakeTask(NewTask),
    /// Give a task to somebody, or back to whoever is there.
    AssignTask {
        /// Which.
        task: TaskId,
        /// To whom.
        owner: Option<StaffId>,
    },
    /// End a task.
    EndTask {
        /// Which.
        task: TaskId,
        /// How.
        end: TaskEnd,
    },
    /// Write down a patient's ways and needs.
    RecordNeeds {
        /// Whose.
        patient: PatientId,
        /// As they now are.
        needs: Needs,
    },
    /// Say which class a conversation is of.
    SetClass {
        /// Which conversation.
        conversation: ConversationId,
        /// Which class.
        class: MessageClass,
    },
    /// Hand a conversation to whoever has the duty, as urgent (C6.17).
    HandOver(crate::HandOver),
    /// Raise the alarm about a time that ran out.
    RaiseAlarm {
        /// In which conversation.
        conversation: ConversationId,
        /// About which clock.
        about: Awaited,
    },
    /// Raise the alarm about a task whose time ran out.
    RaiseTaskAlarm {
        /// Which.
        task: TaskId,
    },
    /// Name who holds triage until the day closes; `None`: nobody any more.
    NameHolder {
        /// Who.
        holder: Option<StaffId>,
    },
    /// Tell managers that nobody holds triage.
    MissHolder,
    /// Close the day.
    EndSession {
        /// What becomes of what is left, by kind.
        accounts: Vec<Account>,
    },
    /// Write a new version of a template, or the first of a new one.
    SaveTemplate {
        /// What it says.
        draft: Box<TemplateDraft>,
        /// The newest version that the author was looking at; 0 for a new template.
        seen: u32,
    },
    /// Approve the newest version of a template.
    ApproveTemplate {
        /// Which template.
        template: TemplateId,
        /// The version that was read.
        version: u32,
    },
    /// Take a template out of use.
    RetireTemplate {
        /// Which.
        template: TemplateId,
    },
    /// Take over as drafts whatever of the starter set is not here yet.
    AdoptStarters {
        /// The day they must be looked at again.
        review: Date,
    },
    /// Write down that somebody may be written to about a patient, or change about what.
    RecordProxy {
        /// About whom.
        patient: PatientId,
        /// Who: the id they get, or have.
        proxy: ProxyId,
        /// What is agreed.
        terms: Box<ProxyTerms>,
    },
    /// Write down that the patient said a number is theirs.
    ConfirmNumber(NumberSaid),
    /// Say that somebody may no longer be written to about a patient.
    EndProxy {
        /// About whom.
        patient: PatientId,
        /// Who.
        proxy: ProxyId,
        /// Why.
        reason: Sensitive<String>,
    },
    /// Begin a conversation about a patient with somebody else.
    StartWithProxy {
        /// The id it gets.
        conversation: ConversationId,
        /// About whom.
        patient: PatientId,
        /// With whom.
        proxy: ProxyId,
    },
    /// Say that it is a proxy who writes, and about whom.
    MatchProxy {
        /// Which conversation.
        conversation: ConversationId,
        /// The revision that the person was looking at.
        seen: u32,
        /// About whom.
        patient: PatientId,
        /// Who writes.
        proxy: ProxyId,
        /// What stands in it, oldest first: a STOP in it counts from now on as theirs.
        said: Vec<SaidBefore>,
    },
    /// Ask for a review of how a patient is reached, who has had the birthday for it.
    RaiseAgeReview {
        /// Of whom.
        patient: PatientId,
    },
    /// Stop waiting for a message to leave: nobody handed it over in a day.
    GiveUp {
        /// Which message.
        message: MessageId,
    },
    /// Write down that no delivery receipt came in time.
    MissReceipt {
        /// Of which message.
        message: MessageId,
    },
    /// Say that something a patient wants was asked about again, and did not change.
    ReviewWish(Reviewed),
    /// Say that a message which perhaps asks for an end of messages does not.
    DismissOptOut {
        /// Which.
        message: MessageId,
    },
    /// Limit texting with a patient, change what the limit says, or lift it (D-14).
    Limit(LimitAsked),
    /// Something of role accounts (C-12).
    RoleAccount(crate::role_account::RoleAccountAsk),
    /// Something about messages that were wrong.
    Retract(crate::retract::RetractAsk),
    /// Something about putting conversations away (B-15).
    Snooze(crate::snooze::SnoozeAsk),
    /// Something about a text that leaves at a time that somebody chose.
    Schedule(crate::scheduled::ScheduleAsk),
}

impl Ask {
    /// Returns the text that is asked to be said or written.
    pub const fn content(&self) -> Option<&Content> {
        match self {
            Self::Receive(text) => Some(&text.content),
            Self::Send(text) => Some(&text.content),
            Self::SendAutomatic(text) => Some(&text.content),
            Self::WriteNote { content, .. } => Some(content),
            Self::EnterRequest(text) => Some(&text.content),
            Self::RecordContact(made) => Some(&made.content),
            Self::HandOver(asked) => Some(&asked.content),
            _ => None,
        }
    }
}
