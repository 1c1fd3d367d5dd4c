//! Snooze: a conversation that can wait is put away until a time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Until when a conversation is put away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozedView {
    /// Until when.
    pub until: String,
    /// The same by the practice's clock, in words: "Tuesday 24 November, 15:00".
    pub words: String,
    /// What it waits for, in staff's words; empty: nothing was said.
    pub label: String,
    /// Whether it comes back when the patient writes.
    pub wakes_on_reply: bool,
    /// Who put it away: a staff id.
    pub by: String,
}

/// When and why a conversation came back, until somebody opened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BackView {
    /// When.
    pub at: String,
    /// Why.
    pub reason: SnoozeLineKind,
}

/// What happened to a conversation that was put away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozeLineView {
    /// When.
    pub at: String,
    /// What happened.
    pub kind: SnoozeLineKind,
    /// Who did it, by name; none: nobody did.
    pub by: Option<String>,
    /// Where it was put away: until when, in words.
    pub until: Option<String>,
    /// Where it was put away: what it waits for; empty: nothing was said.
    pub label: String,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SnoozeLineKind {
    /// It was put away.
    Snoozed,
    /// Its time came.
    TimeCame,
    /// The patient wrote.
    PatientWrote,
    /// Words came that a person should see first.
    Highlighted,
    /// A message in it needs a person.
    Failed,
    /// Somebody took it back.
    TakenBack,
    /// It was given to somebody.
    Assigned,
    /// Somebody called it done.
    Done,
}

/// Asks which times can be chosen, and what a typed text says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozeTimesRequest {
    /// What was typed; empty: nothing.
    pub typed: String,
}

/// Which times can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozeTimesView {
    /// Those that are offered, soonest first; the practice is open at each of them.
    pub presets: Vec<SnoozePresetView>,
    /// What was typed.
    pub typed: TypedTimeView,
}

/// A time that is offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozePresetView {
    /// Which.
    pub kind: SnoozePreset,
    /// Whether the practice is closed on the day that its name says: this is when it next opens.
    pub moved: bool,
    /// When that is.
    pub until: String,
    /// The same in words.
    pub words: String,
}

/// Which time is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SnoozePreset {
    /// In three hours.
    LaterToday,
    /// At 13:00 today.
    ThisAfternoon,
    /// At 08:00 tomorrow.
    Tomorrow,
    /// At 08:00 on the next Monday.
    Monday,
}

/// What a typed text says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "reading", rename_all = "snake_case")]
pub enum TypedTimeView {
    /// A time, and words after it.
    At {
        /// When.
        until: String,
        /// The same in words.
        words: String,
        /// Whether the practice is closed then: say so.
        closed: bool,
        /// The words after the time, which say what it waits for; empty: none.
        rest: String,
    },
    /// A time that is past, or more than a year ahead.
    OutOfRange,
    /// No time: it can stand as what the conversation waits for, beside a time that is offered. Say so.
    Words,
    /// Nothing was typed.
    Nothing,
}

/// Puts a conversation away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SnoozeRequest {
    /// Which.
    pub conversation: String,
    /// Until when.
    pub until: String,
    /// What it waits for; empty: nothing.
    pub label: String,
    /// Whether it comes back when the patient writes.
    pub wakes_on_reply: bool,
    /// The time at which an answer is due, as the row shows it, where the person means to let it pass; none: `snooze_past_due`
    /// asks for it.
    pub past_due: Option<String>,
}
