//! What a patient said about being messaged, and which routes are not safe.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A kind of messaging.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChannelView {
    /// Text message.
    Sms,
}

/// What a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PurposeView {
    /// Appointments, reminders and other practical matters.
    Administration,
    /// Advice from a clinician.
    ClinicalAdvice,
    /// Results of tests.
    Results,
    /// Questions about the service.
    Survey,
    /// Anything that advertises: agreement is always needed.
    Marketing,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentDecisionView {
    /// Yes.
    Agreed,
    /// No.
    Objected,
}

/// How a statement reached the practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentSourceView {
    /// The patient wrote it in a message.
    Message,
    /// On the telephone.
    Phone,
    /// Face to face.
    InPerson,
    /// In a letter or on a form.
    Letter,
    /// Taken over from the health record.
    Record,
    /// The provider keeps the number on its own list: nothing from here reaches it.
    Provider,
}

/// A statement, as it was written down. Never altered; what stands follows from all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConsentStatementView {
    /// By which kind of messaging.
    pub channel: ChannelView,
    /// For what; none: for everything.
    pub purpose: Option<PurposeView>,
    /// Yes or no.
    pub decision: ConsentDecisionView,
    /// The day it was said: "2026-11-22".
    pub said_on: String,
    /// The time, where known: "14:05".
    pub said_at: Option<String>,
    /// How it reached the practice.
    pub source: ConsentSourceView,
    /// Who wrote it down, by name; none: the app did.
    pub recorded_by: Option<String>,
    /// When it was written down.
    pub recorded_at: String,
    /// What was said or where it stands, in staff's words.
    pub evidence: String,
    /// When to ask again: "2027-11-22".
    pub review_on: Option<String>,
    /// Who last asked again and heard the same; none: nobody.
    pub reviewed: Option<crate::NotedView>,
}

/// What stands for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStateView {
    /// Nothing was ever said.
    NothingRecorded,
    /// Yes.
    Agreed,
    /// No.
    Objected,
    /// A yes and a no of one day: taken as a no until somebody asks.
    Unclear,
}

/// What stands for one purpose, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConsentLineView {
    /// For what.
    pub purpose: PurposeView,
    /// What stands.
    pub state: ConsentStateView,
    /// The statement that decides, where there is one.
    pub statement: Option<ConsentStatementView>,
    /// Whether a message for this purpose may be sent without a reason, by the patient's word; a limit is said beside.
    pub may_send: bool,
}

/// A route that is not safe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UnsafeRouteView {
    /// Who said so, by name.
    pub marked_by: Option<String>,
    /// When.
    pub marked_at: String,
    /// Why.
    pub reason: String,
    /// When to ask again: "2027-11-22".
    pub review_on: Option<String>,
    /// Who last asked again and heard the same; none: nobody.
    pub reviewed: Option<crate::NotedView>,
}

/// Whether a patient can still be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatientStatusView {
    /// Registered here.
    Active,
    /// Died: nothing is sent.
    Deceased,
    /// No longer registered here: nothing is sent.
    Left,
}

/// How a patient wants to be reached by one kind of messaging, and must not be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PreferencesView {
    /// Whose.
    pub patient: String,
    /// Whether the patient can be written to at all.
    pub status: PatientStatusView,
    /// Which kind of messaging the lines are about.
    pub channel: ChannelView,
    /// What stands, a line a purpose, in the order in which they are shown.
    pub lines: Vec<ConsentLineView>,
    /// Whether this kind of messaging is not safe, and why. Shown to everybody.
    pub unsafe_route: Option<UnsafeRouteView>,
    /// Everything that was said, newest first.
    pub history: Vec<ConsentStatementView>,
    /// Whether I may send despite an objection or an unsafe route, with a reason.
    pub may_override: bool,
    /// Whether I may write down what a patient says.
    pub may_record: bool,
    /// By which ways they want to be reached, and what they need.
    pub needs: crate::NeedsView,
    /// Who wrote that down last.
    pub noted: Option<crate::NotedView>,
    /// Who else may be written to about the patient, or once might; those who may come first.
    pub people: Vec<crate::ProxyView>,
    /// What is known of the numbers that the patient was asked about.
    pub numbers: Vec<crate::ConfirmedNumberView>,
    /// The limit on texting with them that stands, if one does. Shown to everybody.
    pub limit: Option<crate::LimitView>,
    /// Every limit there was, newest first.
    pub limits: Vec<crate::LimitView>,
}

/// Asks for a patient's preferences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PatientRequest {
    /// Id.
    pub patient: String,
}

/// Something a patient said about being messaged, as staff heard it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordConsentRequest {
    /// Whose.
    pub patient: String,
    /// By which kind of messaging.
    pub channel: ChannelView,
    /// For what; none: for everything.
    pub purpose: Option<PurposeView>,
    /// Yes or no.
    pub decision: ConsentDecisionView,
    /// The day it was said, where the practice is: "2026-11-22". A day that does not exist is refused.
    pub said_on: String,
    /// The time, where known: "14:05".
    pub said_at: Option<String>,
    /// How it reached the practice; not `provider`.
    pub source: ConsentSourceView,
    /// The patient's message, where the source is one.
    pub message: Option<String>,
    /// What was said or where it stands; needed for a yes after a no.
    pub evidence: String,
    /// When to ask again.
    pub review_on: Option<String>,
}

/// Marks a kind of messaging as unsafe for a patient, or as safe again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MarkRouteRequest {
    /// Whose.
    pub patient: String,
    /// Which kind of messaging.
    pub channel: ChannelView,
    /// Unsafe, or safe again.
    pub is_unsafe: bool,
    /// Why; needed to say that it is safe again.
    pub reason: String,
}

/// What a patient's message says about being messaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WishView {
    /// It was read as "stop", and recorded.
    OptOut,
    /// It was read as "start", and recorded.
    OptIn,
    /// It looks like an objection: a person should confirm and record it.
    PerhapsOptOut,
}
