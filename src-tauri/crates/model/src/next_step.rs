//! Whether each patient learnt the next step the same day (C-14): one definition, for the report over past days.
//!
//! **A contact** is what a patient wrote or asked for in one conversation on one working day, until staff answered; what comes
//! while the practice is closed counts for the day it next opens. **A human next step** is what staff said and what still
//! stands: a reply, a holding reply (C-13), a call in which the patient was reached, a letter. An automatic text, a failed or
//! withdrawn message, a note and a call that nobody took are none.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::calendar::Calendar;
use crate::{Message, MessageKind};

/// What a message is to somebody who waits for a next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The patient wrote, or asked by telephone or at the desk.
    Asked,
    /// Staff said what happens next, and it stands.
    Told,
    /// The app said that the message arrived.
    Acknowledged,
}

impl Step {
    /// Returns what a message is; `None` for what the patient never gets.
    pub const fn of(message: &Message) -> Option<Self> {
        match &message.kind {
            MessageKind::In { .. } => Some(Self::Asked),
            _ if !message.stands() => None,
            _ if message.is_automatic() => Some(Self::Acknowledged),
            _ => Some(Self::Told),
        }
    }
}

/// A message of a conversation, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// When it was received or written, by the laptop's clock.
    pub at: Timestamp,
    /// What it is.
    pub step: Step,
}

/// What came of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NextStep {
    /// A human next step on the working day it counts for, or before.
    SameDay,
    /// A human next step on a later day.
    Later,
    /// Staff closed the conversation since, without a word to the patient.
    Closed,
    /// Nothing but an automatic text.
    Acknowledged,
    /// Nothing at all.
    Nothing,
}

impl NextStep {
    /// Every one, in the order of the report.
    pub const ALL: [Self; 5] = [Self::SameDay, Self::Later, Self::Closed, Self::Acknowledged, Self::Nothing];
}

/// A contact and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// When the patient first wrote.
    pub came_at: Timestamp,
    /// The working day that it counts for.
    pub day: Date,
    /// When staff said what happens next.
    pub told_at: Option<Timestamp>,
    /// What came of it.
    pub outcome: NextStep,
}

/// Returns the working day that something counts for: the one that runs, else the next one. `None` where the practice never
/// opens again.
pub fn working_day(calendar: &Calendar, at: Timestamp) -> Option<Date> {
    Some(calendar.local(calendar.open_from(at).ok()?).date())
}

/// Returns the contacts of a conversation, given its messages in order and when it was last closed, where it is.
pub fn contacts(turns: &[Turn], done_at: Option<Timestamp>, calendar: &Calendar) -> Vec<Contact> {
    let mut found: Vec<(Contact, usize)> = Vec::new();
    let mut told = true;
    for (place, turn) in turns.iter().enumerate() {
        if turn.step != Step::Asked {
            told |= turn.step == Step::Told;
            continue;
        }
        let Some(day) = working_day(calendar, turn.at) else { continue };
        if told || found.last().is_none_or(|(last, _)| last.day != day) {
            let outcome = NextStep::Nothing;
            found.push((Contact { came_at: turn.at, day, told_at: None, outcome }, place));
        }
        told = false;
    }
    let settle = |(contact, place): (Contact, usize)| {
        let since = turns.get(place..).unwrap_or_default();
        let told_at = since.iter().find(|turn| turn.step == Step::Told).map(|turn| turn.at);
        let outcome = match told_at {
            Some(at) if calendar.local(at).date() <= contact.day => NextStep::SameDay,
            Some(_) => NextStep::Later,
            None if done_at.is_some_and(|done| done >= contact.came_at) => NextStep::Closed,
            None if since.iter().any(|turn| turn.step == Step::Acknowledged) => NextStep::Acknowledged,
            None => NextStep::Nothing,
        };
        Contact { told_at, outcome, ..contact }
    };
    found.into_iter().map(settle).collect()
}
