//! Texts that leave at a time that somebody chose (A-06, A-09, C6.14). FHIR R4 `CommunicationRequest`.
//!
//! Until then such a text is no message: it answers nothing, stops no clock and stands in no record. When its time comes
//! everything is asked that is asked of a text that somebody sends at that moment, and whatever stops it shows it to a person.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::template::TemplateUse;
use crate::{
    Act, Author, Change, Channel, Content, ConversationId, Digest, E164, MessageId, OutboundText, Purpose, Quote,
    StaffId, Terms, Warned, snooze,
};

/// How far ahead a text can be scheduled: as far as a conversation can be put away. Ours: what is said in more than a year
/// is a recall, and belongs in the record.
pub const LONGEST_AHEAD: SignedDuration = snooze::LONGEST_SNOOZE;

/// A text that waits for its time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheduled {
    /// The id that the message has once it leaves.
    pub message: MessageId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// Who wrote it, and signs it.
    pub author: StaffId,
    /// When it was written.
    pub at: Timestamp,
    /// When it leaves.
    pub send_at: Timestamp,
    /// By which kind of messaging.
    pub channel: Channel,
    /// To which number.
    pub to: E164,
    /// The digest of its text.
    pub content: Digest,
    /// What it is for.
    pub purpose: Purpose,
    /// What else its author and the templates in it say it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Purpose>,
    /// Which templates stand in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<TemplateUse>,
    /// Why it goes although a check of its words asks for a reason (C5.8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warned: Option<Warned>,
    /// Which message it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
    /// Whether the author knows that other patients share the number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared_number_seen: bool,
    /// Whether the author knows that it is a parent's telephone which nobody has reviewed (C1.13).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub review_seen: bool,
}

impl Scheduled {
    /// Returns the fact that it was written as a message, at the time at which it is known that it does not leave.
    pub(crate) fn unsent(&self, at: Timestamp) -> Change {
        Change::MessageWritten {
            message: self.message,
            conversation: self.conversation,
            channel: self.channel,
            to: self.to.clone(),
            content: self.content,
            author: Author::Staff { staff: self.author },
            purpose: self.purpose,
            also: self.also.clone(),
            despite: None,
            at,
            held_until: at,
            repeats: None,
            quote: self.quote,
            templates: self.templates.clone(),
            warned: self.warned.clone(),
            terms: Terms { scheduled: Some(self.at), ..Terms::default() },
        }
    }

    /// Returns the text as its author would send it now, having seen so much of its conversation. Nothing that would have
    /// been said of the moment of writing is carried over: not a reason to write against the patient's word (C1.4), and not
    /// that the same words are meant twice.
    pub(crate) fn text(&self, content: Content, seen: u32) -> OutboundText {
        OutboundText {
            message: self.message,
            conversation: self.conversation,
            seen,
            to: self.to.clone(),
            content,
            hold: SignedDuration::ZERO,
            shared_number_seen: self.shared_number_seen,
            review_seen: self.review_seen,
            repeats: None,
            purpose: self.purpose,
            despite: None,
            templates: self.templates.clone(),
            reason: self.warned.as_ref().map(|warned| warned.reason.clone()),
            also: self.also.clone(),
            holding: false,
            repeat_seen: false,
            then_done: false,
            answered: false,
            send_at: None,
            quote: self.quote,
        }
    }
}

/// What is asked about scheduled texts. One is written by [`Ask::Send`](crate::Ask::Send) with a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScheduleAsk {
    /// Let it leave at another time.
    Move {
        /// Which.
        message: MessageId,
        /// When.
        send_at: Timestamp,
    },
    /// Do not send it.
    Cancel {
        /// Which.
        message: MessageId,
    },
    /// Its time has come.
    TimeCame {
        /// Which.
        message: MessageId,
    },
}

impl ScheduleAsk {
    /// Returns what a member of staff must be allowed to do to ask this; `None`: the clock asks it.
    pub(crate) const fn act(&self) -> Option<Act> {
        match self {
            Self::Move { .. } | Self::Cancel { .. } => Some(Act::Send),
            Self::TimeCame { .. } => None,
        }
    }
}

/// A fact about a scheduled text. That it left, or was stopped, is the fact that its message was written. Its JSON stands in
/// the log, so variants and fields are only ever added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "schedule", rename_all = "snake_case")]
pub enum ScheduleChange {
    /// It was written.
    Written(Box<Scheduled>),
    /// It leaves at another time.
    Moved {
        /// Which.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// When.
        send_at: Timestamp,
        /// Who said so.
        by: StaffId,
        /// When they did.
        at: Timestamp,
    },
    /// It will not leave.
    Cancelled {
        /// Which.
        message: MessageId,
        /// In which conversation.
        conversation: ConversationId,
        /// Who said so.
        by: StaffId,
        /// When.
        at: Timestamp,
    },
}

impl ScheduleChange {
    /// Returns the conversation it is about.
    pub const fn conversation(&self) -> ConversationId {
        match self {
            Self::Written(text) => text.conversation,
            Self::Moved { conversation, .. } | Self::Cancelled { conversation, .. } => *conversation,
        }
    }
}

/// Why a text cannot be scheduled, with what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum ScheduleProblem {
    /// The time is not ahead.
    #[error("this time is past: choose a later one")]
    Past,
    /// The time is too far ahead.
    #[error("choose a time within a year: what is said later belongs in the record, as a recall")]
    TooFar,
    /// It says a failed message again.
    #[error("a message that failed is said again now, not later: send it, or write a new text")]
    Repeats,
    /// It only says by when the patient will hear.
    #[error("a holding reply says when an answer comes: send it now")]
    Holding,
    /// An objection stands, and a reason lifts it for what is sent now, by somebody who looks (C1.4).
    #[error("a text that leaves later never goes against the patient's wish: send it now with your reason, or ring")]
    Despite,
    /// It is not there: it left, or was cancelled.
    #[error("this text is not scheduled any more: look what became of it in the conversation")]
    NotScheduled,
}
