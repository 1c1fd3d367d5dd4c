//! Limits: a patient's texts are not answered for a time (D-14).

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::NotedView;

/// A way to reach the practice that stays open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OpenWayView {
    /// By telephone.
    Telephone,
    /// At the desk.
    Desk,
    /// By letter.
    Letter,
}

/// A limit on texting with a patient: one that stands, or one of the past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitView {
    /// Why, in staff's words.
    pub reason: String,
    /// By which ways the patient still reaches the practice: never one that they cannot use.
    pub open: Vec<OpenWayView>,
    /// Who set it, by name.
    pub set_by: Option<String>,
    /// When.
    pub set_at: String,
    /// Since when texting has been limited without a break, whatever was written in between.
    pub since: String,
    /// When somebody looks at it again: "2027-02-22".
    pub review_on: String,
    /// Who looked at it and left it as it was, in order.
    pub reviews: Vec<NotedView>,
    /// Who lifted it, when and why; none: it stands, or another took its place.
    pub lifted: Option<LimitLiftedView>,
}

/// A limit was lifted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitLiftedView {
    /// Who lifted it, by name.
    pub by: Option<String>,
    /// When.
    pub at: String,
    /// Why, in staff's words.
    pub reason: String,
}

/// Limits texting with a patient, or changes what the limit says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LimitMessagingRequest {
    /// Whose.
    pub patient: String,
    /// Why.
    pub reason: String,
    /// By which ways the patient still reaches the practice; never none.
    pub open: Vec<OpenWayView>,
    /// When somebody looks at it again, at most a year ahead: "2027-02-22". A day that does not exist is refused.
    pub review_on: String,
}

/// Lifts a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LiftLimitRequest {
    /// Whose.
    pub patient: String,
    /// Why.
    pub reason: String,
}
