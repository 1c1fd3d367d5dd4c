//! A template made of a message that was sent (H-10), and what a template carries beside its words (H-05).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{RoleView, RouteView, TemplateDocument};

/// What was taken out of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TakenKindView {
    /// The line under a clinical message; the app writes it for whoever sends it.
    Signature,
    /// A web address.
    Link,
    /// An e-mail address.
    Email,
    /// The patient's date of birth.
    BirthDate,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// An NHS number.
    NhsNumber,
    /// The practice's own telephone number.
    PracticePhone,
    /// Another long number.
    Number,
    /// A postcode.
    Postcode,
    /// The practice's name.
    PracticeName,
    /// The patient's name.
    PatientName,
    /// The name of somebody who is written to about the patient.
    ProxyName,
    /// The name of whoever wrote the message.
    SenderName,
    /// A colleague's name.
    StaffName,
}

/// Something that was taken out of a message, or put in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TakenView {
    /// What it is.
    pub what: TakenKindView,
    /// What stood there: shown to whoever makes the template, and kept nowhere.
    pub was: String,
    /// What stands there now; empty for the signature.
    pub put: String,
}

/// A template made of a message; nothing is saved yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MadeTemplateView {
    /// The template as it would be saved; a person gives it a name.
    pub document: TemplateDocument,
    /// What was taken out, in the order of the message.
    pub taken: Vec<TakenView>,
}

/// What a template carries beside its words: done in the moment a message with it leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarriesView {
    /// What the message is filed as.
    pub code: Option<CodeView>,
    /// What is to be done later.
    pub follow_up: Option<FollowUpView>,
    /// Whose the conversation is then: nobody's, until somebody of this team takes it.
    pub team: Option<RoleView>,
}

/// A clinical or administrative code, as the practice writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CodeView {
    /// The address of its system; none: SNOMED CT.
    pub system: Option<String>,
    /// The code in it.
    pub code: String,
    /// What it means, in words.
    pub display: String,
}

/// What is to be done some working days after a message left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FollowUpView {
    /// By which way the patient is reached then.
    pub route: RouteView,
    /// After how many working days.
    pub days: u16,
    /// What is to be done.
    pub what: String,
}
