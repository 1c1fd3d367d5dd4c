//! Sending: hand over what is due, look for what may have left, follow what the provider has.
//!
//! `in_flight` is on disk before the call. A call without an answer makes the message *unknown*; it is looked for in the
//! provider's list and never handed over again unless a person says so (protocols.md 2.4).

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use channels::{NotTaken, Provider, ProviderError, SendError};
use jiff::{SignedDuration, Timestamp};
use model::{Actor, Ask, Delivery, Message, MessageId, MessageKind, ProviderRef, SendOutcome, Sensitive, WorkerName};
use tokio_util::sync::CancellationToken;

use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::Send;
/// How many messages a turn looks at.
const BATCH: u32 = 50;
/// How far the provider's clock may be behind ours when a message is looked for in its list.
const CLOCKS_APART: SignedDuration = SignedDuration::from_mins(5);
/// How many messages are followed at most: what a big practice writes in the days in which a network still tries.
const FOLLOWED: u32 = 2_000;
/// A message is followed for this long: networks keep trying for 72 hours.
const FOLLOW_FOR: SignedDuration = SignedDuration::from_hours(4 * 24);

/// When each message's delivery was last asked for. Only pacing: lost with the process, it is asked for once more.
#[derive(Default)]
pub(super) struct Follower {
    asked: BTreeMap<MessageId, Timestamp>,
}

/// Settles what the last session left under way: nobody can tell whether it left.
pub(super) async fn recover(engine: &Engine) -> Result<(), EngineError> {
    for message in engine.send_due_now().await? {
        if matches!(message.delivery(), Some(Delivery::InFlight { .. })) {
            engine.report(&message, SendOutcome::Unknown).await?;
        }
    }
    Ok(())
}

/// Does what is due; returns how long until something is due again, if that is soon.
pub(super) async fn turn(
    engine: &Engine,
    follower: &mut Follower,
    cancel: &CancellationToken,
) -> Result<Option<Duration>, EngineError> {
    let Some(provider) = engine.provider_in_use() else { return Ok(None) };
    for message in engine.send_due_now().await? {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        match message.delivery() {
            Some(Delivery::Held { .. } | Delivery::Queued { .. }) => engine.attempt(&*provider, message.id).await?,
            Some(Delivery::InFlight { .. }) => engine.report(&message, SendOutcome::Unknown).await?,
            _ => {}
        }
    }
    for message in engine.look_due_now().await? {
        if cancel.is_cancelled() {
            return Ok(None);
        }
        if let Some(Delivery::Unknown { since, absent_at, .. }) = message.delivery() {
            let timing = &engine.parts.timing;
            let (from, wait) = absent_at.map_or((*since, timing.reconcile_after), |at| (at, timing.reconcile_apart));
            if engine.now().duration_since(from) >= wait && !engine.reconcile(&*provider, &message, *since).await? {
                break; // The others wait too, and what is to be handed over does not.
            }
        }
    }
    engine.follow(&*provider, follower, cancel).await?;
    let next = engine.parts.store.read(|view| view.next_send_due()).await?;
    let soon = next.map(|at| Duration::try_from(at.duration_since(engine.now())).unwrap_or_default());
    Ok(soon.filter(|wait| !wait.is_zero()))
}

impl Engine {
    async fn send_due_now(&self) -> Result<Vec<Message>, EngineError> {
        let now = self.now();
        Ok(self.parts.store.read(move |view| view.send_due(now, BATCH)).await?)
    }

    /// Returns messages in doubt, some of them perhaps a little too early to be looked for.
    async fn look_due_now(&self) -> Result<Vec<Message>, EngineError> {
        let (now, timing) = (self.now(), &self.parts.timing);
        let since = now.saturating_sub(timing.reconcile_after.min(timing.reconcile_apart)).unwrap_or(now);
        Ok(self.parts.store.read(move |view| view.look_due(since, BATCH)).await?)
    }

    /// Hands a message over once: write, then call, then write what came of it.
    async fn attempt(&self, provider: &dyn Provider, id: MessageId) -> Result<(), EngineError> {
        let begun = self.operation(Actor::Worker(NAME), Ask::BeginAttempt { message: id });
        if self.ask_once(begun).await.is_err() {
            return Ok(()); // Taken back, or taken by another: nothing is due any more.
        }
        let Some(written) = self.parts.store.read(move |view| view.written(id)).await? else { return Ok(()) };
        let (MessageKind::Out { to, delivery, .. }, Some(text)) = (&written.message.kind, &written.text) else {
            return Ok(());
        };
        let Delivery::InFlight { attempts, .. } = delivery else { return Ok(()) };
        let outcome = match provider.send(to, text, id).await {
            Ok(accepted) => {
                self.board.reached(self.now());
                SendOutcome::Accepted {
                    provider: ProviderRef { account: provider.account().to_owned(), id: accepted.id },
                    status: accepted.status,
                    segments: accepted.segments,
                }
            }
            Err(SendError::Rejected(failure)) => SendOutcome::Rejected { failure },
            Err(SendError::NotTaken { retry_after, why }) => {
                match why {
                    NotTaken::NoConnection => self.board.unreachable(self.now()),
                    NotTaken::Unauthorised => self.board.refused(),
                    NotTaken::RateLimited => {}
                }
                SendOutcome::NotTaken { retry_at: self.retry_at(*attempts, retry_after) }
            }
            Err(SendError::Unknown) => SendOutcome::Unknown,
        };
        self.report(&written.message, outcome).await
    }

    /// Returns when a message that was not taken is tried again: twice as long each time, at least as long as asked.
    fn retry_at(&self, attempts: u32, asked: Option<Duration>) -> Timestamp {
        let timing = &self.parts.timing;
        let doubled = timing.retry_after.saturating_mul(1 << attempts.saturating_sub(1).min(16));
        let asked = asked.and_then(|wait| SignedDuration::try_from(wait).ok()).unwrap_or_default();
        let now = self.now();
        now.saturating_add(doubled.min(timing.retry_at_most).max(asked)).unwrap_or(now)
    }

    /// Writes down what came of a call. A rule that says no means that more is known already.
    async fn report(&self, message: &Message, outcome: SendOutcome) -> Result<(), EngineError> {
        let ask = Ask::ReportSend { message: message.id, outcome };
        match self.ask_once(self.operation(Actor::Worker(NAME), ask)).await {
            Ok(_) | Err(EngineError::Refused(_)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Looks for a message in the provider's list: the same number and text, after the call, and no other message's. Returns
    /// whether the provider answered.
    async fn reconcile(
        &self,
        provider: &dyn Provider,
        message: &Message,
        since: Timestamp,
    ) -> Result<bool, EngineError> {
        let id = message.id;
        let Some(written) = self.parts.store.read(move |view| view.written(id)).await? else { return Ok(true) };
        let (MessageKind::Out { to, .. }, Some(text)) = (&message.kind, written.text) else { return Ok(true) };
        let from = since.saturating_sub(CLOCKS_APART).unwrap_or(since);
        let list = match provider.sent_since(to, from).await {
            Ok(list) => list,
            Err(error) => {
                self.note_provider_error(NAME, &error, self.now());
                return Ok(false);
            }
        };
        self.board.reached(self.now());
        self.board.well(NAME);
        // A list may reach back further than asked: the same words of yesterday, from another program, are not this message.
        for item in list.items.into_iter().filter(|item| item.at >= from) {
            let provider = ProviderRef { account: provider.account().to_owned(), id: item.id.clone() };
            let named = provider.clone();
            let taken = self.parts.store.read(move |view| view.message_by_provider(&named)).await?.is_some();
            if !taken && same_text(&item.text, &text) {
                let (status, segments) = (item.status, item.segments);
                self.report(message, SendOutcome::Accepted { provider, status, segments }).await?;
                return Ok(true);
            }
        }
        if list.unreadable == 0 {
            // Otherwise it may be among what could not be read: not proof of absence.
            self.report(message, SendOutcome::Absent { apart: self.parts.timing.reconcile_apart }).await?;
        }
        Ok(true)
    }

    /// Asks for the delivery of messages that the provider has: fresh ones often, old ones seldom.
    async fn follow(
        &self,
        provider: &dyn Provider,
        follower: &mut Follower,
        cancel: &CancellationToken,
    ) -> Result<(), EngineError> {
        let now = self.now();
        let since = now.saturating_sub(FOLLOW_FOR).unwrap_or(now);
        let mut followed = self.parts.store.read(move |view| view.followed(since, FOLLOWED)).await?;
        let known: BTreeSet<MessageId> = followed.iter().map(|message| message.id).collect();
        follower.asked.retain(|id, _| known.contains(id));
        // Whoever was asked about longest ago comes first, so that nobody waits for ever behind the others.
        followed.sort_by_key(|message| follower.asked.get(&message.id).copied());
        for message in followed {
            let wait = self.follow_wait(now.duration_since(message.at));
            let waited = follower.asked.get(&message.id).is_none_or(|asked| now.duration_since(*asked) >= wait);
            let MessageKind::Out { provider: Some(named), .. } = &message.kind else { continue };
            if !waited || named.account != provider.account() {
                continue;
            }
            if cancel.is_cancelled() || self.is_send_due().await? {
                return Ok(());
            }
            follower.asked.insert(message.id, now);
            match provider.status(&named.id).await {
                Ok(Some(report)) => {
                    let ask = Ask::ReportStatus { provider: named.clone(), status: report.status, at: report.at };
                    match self.ask_once(self.operation(Actor::Worker(NAME), ask)).await {
                        Ok(_) | Err(EngineError::Refused(_)) => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(None) => {} // Deleted at the provider: what is known stays known.
                Err(error) => {
                    self.note_provider_error(NAME, &error, now);
                    if !matches!(error, ProviderError::Refused { .. } | ProviderError::Malformed) {
                        return Ok(()); // It is not this one message: asked again in a while.
                    }
                }
            }
        }
        Ok(())
    }

    /// Says whether something is to be handed over by now: it goes before any question.
    async fn is_send_due(&self) -> Result<bool, EngineError> {
        let next = self.parts.store.read(|view| view.next_send_due()).await?;
        Ok(next.is_some_and(|at| at <= self.now()))
    }

    /// Returns how long to wait between askings for a message of this age.
    fn follow_wait(&self, age: SignedDuration) -> SignedDuration {
        let shortest = SignedDuration::try_from(self.parts.timing.follow_every).unwrap_or_default();
        let wait = if age < SignedDuration::from_mins(2) {
            SignedDuration::ZERO
        } else if age < SignedDuration::from_hours(1) {
            SignedDuration::from_mins(1)
        } else {
            SignedDuration::from_mins(15)
        };
        wait.max(shortest)
    }

    /// Does one turn of sending; for the terminal and for tests.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn send_once(&self) -> Result<(), EngineError> {
        turn(self, &mut Follower::default(), &CancellationToken::new()).await.map(drop)
    }
}

/// Compares two texts without ever showing them.
fn same_text(one: &Sensitive<String>, other: &Sensitive<String>) -> bool {
    one == other
}
