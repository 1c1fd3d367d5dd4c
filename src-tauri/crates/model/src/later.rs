//! What became known of a message later, beside its way to the patient and its place in the record.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::retract::WrongMark;
use crate::{Author, Delivery, Message, MessageId, MessageKind, StaffId};

/// After how many hours without a delivery receipt a person reaches the patient another way, where the practice says
/// nothing else (C3.3, E-17). Ours: a telephone that was on at any time of a day has it; networks go on trying for three days,
/// and whoever was to hear today cannot wait for that.
pub const RECEIPT_HOURS: u16 = 24;
/// The most hours. Ours: what nobody knows to have arrived for a week was not said.
pub const MOST_RECEIPT_HOURS: u16 = 7 * 24;

/// What became known of a message later.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Later {
    /// Out: when it was found that no delivery receipt had come in time. It may have arrived all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unconfirmed: Option<Timestamp>,
    /// In: who said that it asks for no end of messages, where its words made the app ask (C1.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_opt_out: Option<NoOptOut>,
    /// Who says that it was wrong, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrong: Option<WrongMark>,
}

/// Somebody read a message that perhaps asks for an end of messages, and says that it does not (C1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoOptOut {
    /// Who.
    pub by: StaffId,
    /// When.
    pub at: Timestamp,
}

/// A message that perhaps asks for an end of messages does not: the fact of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptOutDismissed {
    /// Which message.
    pub message: MessageId,
    /// Who said so, and when.
    pub said: NoOptOut,
}

impl Later {
    /// Says whether nothing became known.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Message {
    /// Returns since when a delivery receipt is waited for; `None` where none is, or it is known already that none came in
    /// time. An automatic text is not worth a call: there is nothing in it that only this patient was told.
    pub const fn awaits_receipt(&self) -> Option<Timestamp> {
        match (&self.kind, self.later.unconfirmed) {
            (
                MessageKind::Out {
                    author: Author::Staff { .. },
                    delivery: Delivery::Accepted { at } | Delivery::Sent { at },
                    ..
                },
                None,
            ) => Some(*at),
            _ => None,
        }
    }

    /// Says whether it is with the provider or the network, and not known to be delivered although it was time.
    pub const fn is_unconfirmed(&self) -> bool {
        self.later.unconfirmed.is_some()
            && matches!(self.delivery(), Some(Delivery::Accepted { .. } | Delivery::Sent { .. }))
    }

    /// Returns when it is no longer waited for a delivery receipt, where a practice waits for so many hours.
    pub fn receipt_due(&self, hours: u16) -> Option<Timestamp> {
        let since = self.awaits_receipt()?;
        Some(since.saturating_add(SignedDuration::from_hours(i64::from(hours))).unwrap_or(since))
    }
}
