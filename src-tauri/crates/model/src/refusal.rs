//! Refusals: why something asked for is not done, with the facts to explain it.

use serde::{Deserialize, Serialize};

/// Why an operation changes nothing. Closed: the window has words for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// No such patient.
    #[error("there is no such patient")]
    UnknownPatient,
    /// No such member of staff.
    #[error("there is no such member of staff")]
    UnknownStaff,
    /// No such conversation.
    #[error("there is no such conversation")]
    UnknownConversation,
    /// No such message.
    #[error("there is no such message")]
    UnknownMessage,
    /// Only a member of staff may do this.
    #[error("only a member of staff may do this")]
    NotStaff,
    /// Something was said since the author looked.
    #[error("{new} new since you looked: read before you answer")]
    StaleView {
        /// How much.
        new: u32,
    },
    /// Nobody has said yet whose conversation it is.
    #[error("say first whose conversation this is")]
    NotMatched,
    /// Somebody has said already whose conversation it is.
    #[error("this conversation already belongs to a patient")]
    AlreadyMatched,
    /// The number is not one of the patient's in use.
    #[error("this number is not one of the patient's")]
    NumberNotPatients,
    /// Other patients have the number too.
    #[error("{others} other patients share this number: confirm that it may be used")]
    SharedNumber {
        /// How many others.
        others: u32,
    },
    /// There is nothing in the text.
    #[error("there is nothing in the message")]
    EmptyMessage,
    /// The text is longer than the channel carries.
    #[error("the message has {characters} characters, {limit} is the most")]
    TooLong {
        /// How long it is.
        characters: u32,
        /// How long it may be.
        limit: u32,
    },
    /// It has left, or was taken back already.
    #[error("the message can no longer be taken back")]
    TooLate,
    /// It is not its time.
    #[error("the message is not waiting to be sent")]
    NotDue,
    /// It is not waiting for a person to decide.
    #[error("the message is not waiting for a decision")]
    NothingToResolve,
    /// Something is not in the record yet, and no reason was given.
    #[error("{unfiled} not yet in the record: wait, or say why")]
    Unfiled {
        /// How many messages.
        unfiled: u32,
    },
    /// A message is on its way or failed, and no reason was given.
    #[error("{failed} not sent: send again, or say why not")]
    NotSent {
        /// How many messages.
        failed: u32,
    },
    /// The same name means another message already.
    #[error("this message exists already")]
    AlreadyExists,
}
