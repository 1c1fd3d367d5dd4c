//! The report over past days: whether each patient learnt the next step the same day (C-14). No words of anybody.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::NameView;

/// What came of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NextStepView {
    /// Staff said what happens next on the same working day.
    SameDay,
    /// They did on a later day.
    Later,
    /// They closed the conversation without a word to the patient.
    Closed,
    /// Nothing but an automatic text.
    Acknowledged,
    /// Nothing yet.
    Nothing,
}

/// A span of days, and which contacts to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStepsRequest {
    /// The first day: "2026-11-16"; none: seven working days up to the last one.
    pub from: Option<String>,
    /// The last day; none: today.
    pub to: Option<String>,
    /// Which contacts to list; none: only count.
    pub list: Option<NextStepListRequest>,
}

/// Which contacts to list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStepListRequest {
    /// Of which day; none: of all.
    pub day: Option<String>,
    /// What came of them; none: whatever did.
    pub outcome: Option<NextStepView>,
}

/// How many contacts, and what came of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStepCounts {
    /// All.
    pub contacts: u32,
    /// See [`NextStepView::SameDay`].
    pub same_day: u32,
    /// See [`NextStepView::Later`].
    pub later: u32,
    /// See [`NextStepView::Closed`].
    pub closed: u32,
    /// See [`NextStepView::Acknowledged`].
    pub acknowledged: u32,
    /// See [`NextStepView::Nothing`].
    pub nothing: u32,
}

/// A working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStepDay {
    /// Which: "2026-11-16".
    pub day: String,
    /// Whether it is today, so that it may still change.
    pub is_today: bool,
    /// How many.
    pub counts: NextStepCounts,
}

/// A contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStepLine {
    /// The working day that it counts for.
    pub day: String,
    /// In which conversation.
    pub conversation: String,
    /// Whose; none: nobody knows.
    pub patient: Option<NameView>,
    /// At which number.
    pub number: String,
    /// When the patient wrote.
    pub came_at: String,
    /// When staff said what happens next.
    pub told_at: Option<String>,
    /// What came of it.
    pub outcome: NextStepView,
}

/// The report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NextStepsView {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Every working day, the newest first, and every day that something counts for.
    pub days: Vec<NextStepDay>,
    /// All of them together.
    pub total: NextStepCounts,
    /// The contacts that were asked for, the oldest first.
    pub lines: Vec<NextStepLine>,
}
