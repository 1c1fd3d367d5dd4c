//! A template made of a message that was sent (H-10).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::TemplateDocument;

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
