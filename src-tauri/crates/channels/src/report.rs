//! What a provider can do, and what it tells about messages.

use jiff::Timestamp;
use model::{Channel, E164, ProviderStatus, Sensitive};

use crate::measure;

/// What a provider can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// The kind of messaging.
    pub channel: Channel,
    /// The longest text it takes, counted as [`TextSize::units`](crate::TextSize::units): the strictest way of counting.
    pub max_characters: usize,
    /// Whether sending twice with one key sends once.
    pub deduplicates_sends: bool,
    /// Whether it reports that a message was opened.
    pub reports_read: bool,
}

impl Capabilities {
    /// Says whether the provider takes a text of this length.
    pub fn fits(&self, text: &str) -> bool {
        measure(text).units <= self.max_characters
    }
}

/// The provider's receipt for a message that it took over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The id it gave.
    pub id: String,
    /// How far the message is already.
    pub status: ProviderStatus,
    /// How many text messages it makes, if already known.
    pub segments: Option<u32>,
}

/// What [`Provider::inbound_since`](crate::Provider::inbound_since) found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// Messages from numbers, oldest first.
    pub messages: Vec<Inbound>,
    /// Messages that cannot become one of those. They are listed so that none is lost silently: the caller shows that
    /// they exist. They return with every call that covers their day.
    pub unusable: Vec<Unusable>,
}

/// A message from a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbound {
    /// The provider's id.
    pub id: String,
    /// The number it came from.
    pub from: E164,
    /// The text; empty if only pictures or files came.
    pub text: Sensitive<String>,
    /// When it was sent, by the provider's clock.
    pub sent_at: Timestamp,
    /// How many pictures or files came with it.
    pub media: u32,
}

/// An incoming message that cannot be used as one, with what could be read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unusable {
    /// The provider's id, if it could be read.
    pub id: Option<String>,
    /// What is wrong.
    pub reason: UnusableReason,
    /// The sender as the provider wrote it, for example a short code or a company's name.
    pub from: Option<Sensitive<String>>,
    /// The text, if it could be read.
    pub text: Option<Sensitive<String>>,
    /// When it was sent, if that could be read.
    pub sent_at: Option<Timestamp>,
}

/// Why an incoming message cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnusableReason {
    /// The sender is not a telephone number that can be answered: a short code or a name.
    SenderIsNoNumber,
    /// A part that every message has is missing or unreadable.
    Malformed,
}

/// How far an outgoing message came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusReport {
    /// The provider's id.
    pub id: String,
    /// Where it is.
    pub status: ProviderStatus,
    /// Since when, by the provider's clock.
    pub at: Timestamp,
    /// How many text messages it makes, if known.
    pub segments: Option<u32>,
}

/// What [`Provider::sent_since`](crate::Provider::sent_since) found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentList {
    /// Outgoing messages, oldest first.
    pub items: Vec<SentItem>,
    /// How many entries could not be read. Any of them may be the one looked for: only a list without them proves
    /// that a message is absent.
    pub unreadable: u32,
}

/// An outgoing message as the provider lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentItem {
    /// The provider's id.
    pub id: String,
    /// The number it went to.
    pub to: E164,
    /// The text; empty if it was erased at the provider.
    pub text: Sensitive<String>,
    /// When the provider took it, by its clock.
    pub at: Timestamp,
    /// Where it is.
    pub status: ProviderStatus,
    /// How many text messages it makes, if known.
    pub segments: Option<u32>,
}
