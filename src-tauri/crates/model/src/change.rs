//! Changes: facts, never refused, never altered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::template::{Approval, Retirement, Route, Template, TemplateId, TemplateUse};
use crate::{
    Act, Author, Automatic, Awaited, Channel, ConfirmedNumber, ConsentStatement, ConversationId, Delivery, Despite,
    Digest, E164, Entered, Filing, MessageId, MissedReceipt, Needs, OtherWay, Patient, PatientId, Policy, Practice,
    ProviderProfile, ProviderRef, ProxyEnd, ProxyId, ProxyStop, ProxyTerms, Purpose, Quote, Role, Sensitive, Staff,
    StaffId, Subject, Task, TaskId, TaskState, Terms, UnsafeRoute, Warned, WishReview, exposed,
};

/// One fact of the practice's log. Its JSON form is what the chain covers, so variants and fields are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// The practice was described.
    PracticeDescribed {
        /// As it now is.
        practice: Practice,
    },
    /// A member of staff was added, or their entry corrected.
    StaffRecorded {
        /// As they now are.
        staff: Staff,
    },
    /// A patient was added, or their entry corrected.
    PatientRecorded {
        /// As they now are.
        patient: Patient,
    },
    /// A conversation began.
    ConversationOpened {
        /// Its id.
        conversation: ConversationId,
        /// Whose it is.
        subject: Subject,
        /// The number in use.
        number: E164,
        /// By which kind of messaging.
        channel: Channel,
        /// When.
        at: Timestamp,
        /// With whom, where it is not the patient.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proxy: Option<ProxyId>,
    },
    /// A person said whose conversation it is.
    ConversationMatched {
        /// Which.
        conversation: ConversationId,
        /// Whose.
        patient: PatientId,
        /// Who said so.
        by: StaffId,
        /// When.
        at: Timestamp,
        /// Who writes in it, where it is not the patient.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        proxy: Option<ProxyId>,
    },
    /// The topic was set or cleared.
    TopicSet {
        /// Of which conversation.
        conversation: ConversationId,
        /// To what.
        topic: Option<String>,
    },
    /// The owner was set or cleared.
    OwnerSet {
        /// Of which conversation.
        conversation: ConversationId,
        /// To whom.
        owner: Option<StaffId>,
    },
    /// The conversation was seen to.
    ConversationDone {
        /// Which.
        conversation: ConversationId,
        /// By whom.
        by: StaffId,
        /// When.
        at: Timestamp,
        /// Why, where something was not yet in the record.
        reason: Option<String>,
    },
    /// The conversation came back.
    ConversationReopened {
        /// Which.
        conversation: ConversationId,
        /// When: its clocks start anew.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Timestamp>,
    },
    /// The patient's messages were read by a member of staff. Read is not handled.
    ConversationRead {
        /// Which.
        conversation: ConversationId,
        /// By whom.
        by: StaffId,
    },
    /// A patient's message arrived.
    MessageReceived {
        /// Its id.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// By which kind of messaging.
        channel: Channel,
        /// From which number.
        from: E164,
        /// The digest of its text.
        content: Digest,
        /// When it was sent, by the provider's clock.
        sent_at: Timestamp,
        /// When it arrived here.
        at: Timestamp,
        /// The provider's name for it.
        provider: ProviderRef,
        /// How many pictures or files came with it.
        media: u32,
        /// Who wrote it down, where no text brought it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entered: Option<Entered>,
        /// Whether it answers a message of ours whose replies were no longer expected (C2.10).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        late: bool,
    },
    /// A message to a patient was written.
    MessageWritten {
        /// Its id.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// By which kind of messaging.
        channel: Channel,
        /// To which number.
        to: E164,
        /// The digest of its text.
        content: Digest,
        /// By whom.
        #[serde(flatten)]
        author: Author,
        /// What it is for.
        purpose: Purpose,
        /// What else its author and the templates in it say it is for.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        also: Vec<Purpose>,
        /// Why it is sent although the patient objected or the route is not safe.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        despite: Option<Despite>,
        /// When.
        at: Timestamp,
        /// Until when it can be taken back.
        held_until: Timestamp,
        /// The failed message that it says again.
        repeats: Option<MessageId>,
        /// Which templates stand in it (C2.11).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        templates: Vec<TemplateUse>,
        /// Why it is sent although a check asks for a reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        warned: Option<Warned>,
        /// What it undertakes beside its words.
        #[serde(default, skip_serializing_if = "Terms::is_none")]
        terms: Terms,
        /// Which message it answers.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Quote>,
    },
    /// A patient said something about being messaged.
    ConsentStated {
        /// Who.
        patient: PatientId,
        /// What.
        statement: ConsentStatement,
    },
    /// A route was marked as unsafe.
    RouteMarkedUnsafe {
        /// Whose.
        patient: PatientId,
        /// Which, and why.
        route: UnsafeRoute,
    },
    /// A route is safe again.
    RouteMarkedSafe {
        /// Whose.
        patient: PatientId,
        /// Which kind of messaging.
        channel: Channel,
        /// Who said so.
        by: StaffId,
        /// When.
        at: Timestamp,
        /// Why, in staff's words.
        #[serde(with = "exposed")]
        reason: Sensitive<String>,
    },
    /// The policy owes the patient an automatic text.
    AutomaticDue {
        /// In which conversation.
        conversation: ConversationId,
        /// Which.
        answer: Automatic,
    },
    /// An automatic text that was due is not sent.
    AutomaticDropped {
        /// In which conversation.
        conversation: ConversationId,
    },
    /// The practice adopted a policy; its version is one more than the last one's.
    PolicyAdopted {
        /// What it says.
        policy: Box<Policy>,
        /// By whom.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// A member of staff read and accepted the policy in force.
    PolicyAccepted {
        /// Which version.
        version: u32,
        /// Who.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// Somebody asked for what they may not do.
    ActRefused {
        /// What.
        act: Act,
        /// Who.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// A note between staff was written.
    NoteWritten {
        /// Its id.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// The digest of its text.
        content: Digest,
        /// By whom.
        author: StaffId,
        /// When.
        at: Timestamp,
        /// Which message it is about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quote: Option<Quote>,
    },
    /// More is known of a message's way to the patient.
    DeliveryChanged {
        /// Which message.
        message: MessageId,
        /// What is known.
        delivery: Delivery,
        /// The provider's name for it, when it is new.
        provider: Option<ProviderRef>,
        /// How many text messages the provider made of it, when that is new.
        segments: Option<u32>,
    },
    /// A message's place in the record changed.
    FilingChanged {
        /// Which message.
        message: MessageId,
        /// To what.
        filing: Filing,
    },
    /// Something was said to a patient another way than by text, or tried.
    ContactWritten {
        /// Its id.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// The digest of what was said.
        content: Digest,
        /// By whom.
        author: StaffId,
        /// By which way, and how it went.
        #[serde(flatten)]
        way: OtherWay,
        /// When.
        at: Timestamp,
        /// The failed message that it says again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repeats: Option<MessageId>,
    },
    /// A task came up.
    TaskMade {
        /// As it is.
        task: Box<Task>,
    },
    /// A task's owner was set or cleared.
    TaskOwnerSet {
        /// Of which task.
        task: TaskId,
        /// To whom.
        owner: Option<StaffId>,
    },
    /// Nothing is left to do of a task.
    TaskClosed {
        /// Which.
        task: TaskId,
        /// How it ended.
        end: TaskState,
    },
    /// A patient's ways and needs were written down.
    NeedsRecorded {
        /// Whose.
        patient: PatientId,
        /// As they now are.
        needs: Needs,
        /// By whom.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// Staff said which class a conversation is of: its targets count.
    ClassSet {
        /// Which conversation.
        conversation: ConversationId,
        /// Which class.
        class: crate::calendar::MessageClass,
        /// Who said so.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// A time ran out, and the alarm about it was raised.
    AlarmRaised {
        /// In which conversation.
        conversation: ConversationId,
        /// About which clock.
        about: Awaited,
        /// Whom it reaches.
        step: crate::calendar::EscalationStep,
        /// When.
        at: Timestamp,
    },
    /// A task goes another way: the patient's needs are other ones now.
    TaskRouteSet {
        /// Which task.
        task: TaskId,
        /// By which way the patient is to be reached.
        route: Route,
    },
    /// A task's time ran out, and the alarm about it was raised.
    TaskAlarmRaised {
        /// About which task.
        task: TaskId,
        /// Whom it reaches.
        step: crate::calendar::EscalationStep,
        /// When.
        at: Timestamp,
    },
    /// Something arrived for an owner who is not at work: the team sees it too, until somebody takes it.
    LeftToTeam {
        /// Which conversation.
        conversation: ConversationId,
        /// When.
        at: Timestamp,
    },
    /// Somebody was named to hold triage, or nobody any more.
    HolderNamed(crate::session::HolderNamed),
    /// Managers were told that nobody holds triage.
    HolderMissed {
        /// When.
        at: Timestamp,
    },
    /// The day was closed.
    SessionEnded {
        /// By whom.
        by: StaffId,
        /// When.
        at: Timestamp,
        /// What was left, and what becomes of it.
        left: Vec<crate::session::LeftBehind>,
    },
    /// A version of a template was written; the ones before it stay (H-07).
    TemplateSaved {
        /// What it says.
        template: Box<Template>,
        /// When.
        at: Timestamp,
    },
    /// A version of a template was approved.
    TemplateApproved {
        /// Which template.
        template: TemplateId,
        /// Which version.
        version: u32,
        /// By whom, and when.
        approval: Approval,
    },
    /// A template was taken out of use.
    TemplateRetired {
        /// Which.
        template: TemplateId,
        /// Up to which version, by whom, and when.
        retirement: Retirement,
    },
    /// What is known of the messaging provider was written down, in place of what was known before.
    ProviderRecorded {
        /// What is known.
        profile: Box<ProviderProfile>,
        /// By whom.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// It was written down that somebody may be written to about a patient, or about what.
    ProxyRecorded {
        /// About whom.
        patient: PatientId,
        /// Who.
        proxy: ProxyId,
        /// What is agreed.
        terms: Box<ProxyTerms>,
        /// Who wrote it down.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
    /// Somebody may no longer be written to about a patient.
    ProxyEnded {
        /// About whom.
        patient: PatientId,
        /// Who.
        proxy: ProxyId,
        /// Who said so, when and why.
        end: ProxyEnd,
    },
    /// A proxy wants no more texts.
    ProxyStopped {
        /// About whom.
        patient: PatientId,
        /// Who.
        proxy: ProxyId,
        /// Where they said so, and when.
        stop: ProxyStop,
    },
    /// A proxy wants texts again.
    ProxyResumed {
        /// About whom.
        patient: PatientId,
        /// Who.
        proxy: ProxyId,
        /// In which message they said so.
        message: MessageId,
        /// When.
        at: Timestamp,
    },
    /// The patient said that a number is theirs.
    NumberConfirmed {
        /// Whose.
        patient: PatientId,
        /// Which number, and what is known of it.
        confirmed: ConfirmedNumber,
        /// When it was written down.
        at: Timestamp,
    },
    /// No delivery receipt came in time: the message may have arrived, and nobody knows (C3.3).
    ReceiptMissed(MissedReceipt),
    /// Somebody asked again about what a patient wants, and nothing changed (D-06).
    WishReviewed {
        /// Of whom.
        patient: PatientId,
        /// About what, by whom, and when to ask again.
        review: WishReview,
    },
    /// A message that perhaps asks for an end of messages does not: somebody read it (C1.6).
    OptOutDismissed(crate::OptOutDismissed),
    /// The conversation was given to a team: nobody's, until somebody takes it (H-05).
    GivenToTeam {
        /// Which conversation.
        conversation: ConversationId,
        /// To which team.
        team: Role,
        /// When.
        at: Timestamp,
    },
    /// Words that a person should see first raised a conversation, or were seen (C6.1, C6.2).
    Highlight(crate::highlight::HighlightChange),
    /// A patient's texts are not answered for a time, or are again (D-14).
    Limited(crate::LimitChange),
    /// Something happened to a role account, or to what it has (C-12).
    RoleAccount(crate::role_account::RoleAccountChange),
    /// A message was marked as wrong, or no longer is.
    Retraction(crate::retract::RetractChange),
    /// A conversation was put away, or came back (B-15).
    Snooze(crate::snooze::SnoozeChange),
    /// Something happened to a text that leaves at a time that somebody chose.
    Schedule(crate::scheduled::ScheduleChange),
}
