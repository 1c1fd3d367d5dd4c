//! What every provider's adapter must do. Each one passes this suite, against the provider or its stand-in.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test suite: it speaks by panicking")]

use async_trait::async_trait;
use jiff::Timestamp;
use model::{E164, MessageId, Sensitive};

use crate::{Accepted, Provider, SendError};

mod reading;
mod sending;
mod trouble;

/// What goes wrong with the next send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection breaks before the provider has read the message.
    CutBeforeAccept,
    /// The connection breaks after the provider took the message over.
    CutAfterAccept,
    /// The provider takes the message over and answers later than the adapter waits.
    LateAnswer,
    /// The provider takes the message over and its answer cannot be read.
    UnreadableAnswer,
    /// The provider is out of order.
    OutOfOrder,
    /// The provider asks to wait for this many seconds.
    RateLimited(u64),
}

/// What becomes of messages to a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phone {
    /// They arrive.
    Delivers,
    /// They are accepted and never arrive; that is not the number's fault.
    Off,
    /// They are accepted and never arrive: it is no mobile.
    Landline,
    /// They are refused at once: it cannot take text messages.
    NotMobile,
    /// They are refused at once: its owner has opted out.
    OptedOut,
}

/// The provider's side, as a test can move it.
#[async_trait]
pub trait Harness: Send + Sync {
    /// Returns the adapter.
    fn provider(&self) -> &dyn Provider;
    /// Returns an adapter for the same account with a wrong key.
    fn with_wrong_key(&self) -> &dyn Provider;
    /// Returns an adapter for a place where nobody listens.
    fn unreachable(&self) -> &dyn Provider;
    /// Returns the provider's time.
    fn now(&self) -> Timestamp;
    /// Lets time pass until every message is as far as it will come.
    async fn settle(&self);
    /// Returns a number that was not used before, and what becomes of messages to it.
    async fn number(&self, phone: Phone) -> E164;
    /// Returns a key that was not used before.
    fn key(&self) -> MessageId;
    /// Lets a patient write; a later call is a later message, a second or more.
    async fn receive(&self, from: &E164, text: &str);
    /// Breaks the next send.
    async fn break_next_send(&self, fault: Fault);
    /// Breaks the next reading: the provider is out of order.
    async fn break_next_list(&self);
    /// Counts what the provider really took over for a number.
    async fn taken(&self, to: &E164) -> usize;
}

/// Runs the suite.
///
/// # Panics
/// With the promise that was not kept.
pub async fn check(harness: &impl Harness) {
    sending::a_sent_message_is_listed_and_moves_on(harness).await;
    sending::sending_twice_is_two_messages_unless_the_provider_says_otherwise(harness).await;
    sending::every_character_arrives(harness).await;
    reading::incoming_messages_come_in_order_and_again(harness).await;
    reading::the_two_directions_do_not_mix(harness).await;
    sending::failures_have_their_class(harness).await;
    reading::what_is_not_there_is_none(harness).await;
    trouble::a_refusal_or_no_connection_is_certain(harness).await;
    trouble::a_lost_answer_is_unknown_and_the_list_tells(harness).await;
    trouble::a_wrong_key_is_said(harness).await;
    trouble::a_broken_reading_is_an_error_and_no_empty_list(harness).await;
}

fn words(text: &str) -> Sensitive<String> {
    Sensitive::new(text.to_owned())
}

async fn send(harness: &impl Harness, to: &E164, text: &str) -> Result<Accepted, SendError> {
    harness.provider().send(to, &words(text), harness.key()).await
}
