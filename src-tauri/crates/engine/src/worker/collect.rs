//! Collecting: what patients wrote comes in, is committed, and only then counts as collected.

use std::time::Duration;

use channels::{Inbound, ProviderError};
use jiff::{SignedDuration, Timestamp};
use model::{
    Actor, Ask, Change, Content, ConversationId, InboundText, MessageId, Operation, ProviderRef, Subject, WorkerName,
};
use store::{Answer, Bookmark};

use super::at_work;
use crate::notice::{Notice, NoticeQueue};
use crate::{Engine, EngineError};

const NAME: WorkerName = WorkerName::Collect;
/// How many messages are committed together.
const BATCH: usize = 200;
/// How far before the bookmark each reading begins, because clocks differ and lists are late.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);
/// How far back the first reading goes, and the first that succeeds in each hour: a list may be late by more than readings
/// overlap. Ours.
const FIRST_READING: SignedDuration = SignedDuration::from_hours(24);
/// How far back is read where the bookmark lies ahead of the clock: as long as nobody notices a wrong date. Ours.
const CLOCK_WAS_AHEAD: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The bookmark is written at least this far ahead of the one before, so that a quiet practice writes nothing.
const BOOKMARK_STEP: SignedDuration = SignedDuration::from_mins(10);

/// Returns the hour in which a moment lies, counted from 1970.
fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(3600)
}

/// Reads the provider once and commits what is new.
pub(super) async fn turn(engine: &Engine) -> Result<Option<Duration>, EngineError> {
    engine.collect_once().await.map(|_| None)
}

impl Engine {
    /// Reads the provider once and commits what is new; returns how many messages that were.
    ///
    /// # Errors
    /// [`EngineError::Store`]. A provider that cannot be reached is a state, not an error: see [`Engine::sync`].
    pub async fn collect_once(&self) -> Result<usize, EngineError> {
        let Some(provider) = self.provider_in_use() else { return Ok(0) };
        let started = self.now();
        let bookmark = self.parts.store.read(|view| view.bookmark(NAME.as_str())).await?;
        let bookmark: Option<Timestamp> = bookmark.and_then(|text| text.parse().ok());
        let back = |from: Timestamp, by| from.saturating_sub(by).unwrap_or(from);
        let since = match bookmark {
            None => back(started, FIRST_READING),
            // The clock was ahead when it was written, and nobody knows by how much nothing was found meanwhile.
            Some(at) if at > started => back(started, CLOCK_WAS_AHEAD),
            Some(at) => back(at, OVERLAP),
        };
        let is_new_hour = bookmark.is_none_or(|at| hour(at) != hour(started));
        let since = if is_new_hour { since.min(back(started, FIRST_READING)) } else { since };
        let collected = match provider.inbound_since(since).await {
            Ok(collected) => collected,
            Err(error) => {
                self.note_provider_error(NAME, &error, started);
                return Ok(0);
            }
        };
        if collected.unusable.is_empty() {
            self.board.well(NAME);
        } else {
            let count = collected.unusable.len();
            self.board.problem(NAME, &format!("{count} could not be read: look at them in the provider's console"));
        }
        let fresh = self.fresh(provider.account(), collected.messages).await?;
        let count = fresh.len();
        for chunk in fresh.chunks(BATCH) {
            let operations: Vec<_> = chunk.iter().map(|inbound| self.receive(provider.account(), inbound)).collect();
            let answers = match self.commit(operations.clone(), None).await {
                Err(error) if operations.len() > 1 => self.one_by_one(operations, error).await?,
                answers => answers?,
            };
            self.notify(answers.iter().flatten().flatten()).await?;
        }
        // Only now does it count as collected.
        let is_far = bookmark.is_none_or(|at| at > started || started.duration_since(at) >= BOOKMARK_STEP);
        if count > 0 || is_far || is_new_hour {
            let bookmark = Bookmark { worker: NAME.as_str(), position: started.to_string() };
            self.commit(vec![], Some(bookmark)).await?;
        }
        self.board.reached(started);
        Ok(count)
    }

    /// Commits one at a time what could not be committed together, so that what cannot be written keeps nothing else out.
    /// Nothing of that one is lost: it is read again, and the bookmark waits for it.
    async fn one_by_one(&self, operations: Vec<Operation>, all: EngineError) -> Result<Vec<Answer>, EngineError> {
        let mut answers = Vec::new();
        let mut failed = None;
        for operation in operations {
            match self.commit(vec![operation], None).await {
                Ok(answer) => answers.extend(answer),
                Err(error) => failed = Some(error),
            }
        }
        match failed {
            None => Ok(answers),
            Some(_) if answers.is_empty() => Err(all), // It was not the one message.
            Some(error) => {
                self.notify(answers.iter().flatten().flatten()).await?;
                Err(error)
            }
        }
    }

    /// Leaves out what stands already: most of every reading, since readings overlap.
    async fn fresh(&self, account: &str, messages: Vec<Inbound>) -> Result<Vec<Inbound>, EngineError> {
        let account = account.to_owned();
        let fresh = self.parts.store.read(move |view| {
            let mut fresh = Vec::new();
            for inbound in messages {
                let provider = ProviderRef { account: account.clone(), id: inbound.id.clone() };
                if view.message_by_provider(&provider)?.is_none() {
                    fresh.push(inbound);
                }
            }
            Ok(fresh)
        });
        Ok(fresh.await?)
    }

    fn receive(&self, account: &str, inbound: &Inbound) -> Operation {
        let text = InboundText {
            channel: model::Channel::Sms,
            from: inbound.from.clone(),
            content: Content::new(self.parts.ids.salt(), inbound.text.clone()),
            sent_at: inbound.sent_at,
            provider: ProviderRef { account: account.to_owned(), id: inbound.id.clone() },
            media: inbound.media,
            message: MessageId::new(self.parts.ids.uuid()),
            conversation: ConversationId::new(self.parts.ids.uuid()),
        };
        self.operation(Actor::Worker(NAME), Ask::Receive(text))
    }

    /// Tells the desktop of new messages.
    async fn notify(&self, changes: impl Iterator<Item = &Change>) -> Result<(), EngineError> {
        let conversations: Vec<ConversationId> = changes
            .filter_map(|change| match change {
                Change::MessageReceived { conversation, .. } => Some(*conversation),
                _ => None,
            })
            .collect();
        let me = self.me().await.ok();
        let now = self.now();
        let rows = self.parts.store.read(move |view| {
            let (staff, times) = (view.all_staff()?, view.timetable()?);
            // Where nobody has said yet who sits here, somebody does.
            if me.is_some() && at_work((&staff, me), &times, now).is_none() {
                return Ok(vec![]);
            }
            conversations.iter().filter_map(|id| view.conversation(*id).transpose()).collect::<Result<Vec<_>, _>>()
        });
        for row in rows.await? {
            let queue = match (&row.subject, row.held_by()) {
                (Subject::Unmatched { .. }, _) => NoticeQueue::Unmatched,
                (Subject::Patient { .. }, None) => NoticeQueue::Unassigned,
                (Subject::Patient { .. }, owner) if owner == me => NoticeQueue::Mine,
                (Subject::Patient { .. }, Some(_)) => NoticeQueue::Colleague,
            };
            self.parts.notifier.show(Notice { conversation: Some(row.id), queue });
        }
        Ok(())
    }

    /// Writes a provider's trouble on the board.
    pub(super) fn note_provider_error(&self, worker: WorkerName, error: &ProviderError, now: Timestamp) {
        match error {
            ProviderError::Unauthorised => self.board.refused(),
            ProviderError::Offline | ProviderError::Unavailable => self.board.unreachable(now),
            ProviderError::RateLimited { .. } => {} // It is there and asks us to wait: the next turn comes soon enough.
            ProviderError::Refused { .. } | ProviderError::Malformed | ProviderError::TooLong => {
                self.board.problem(worker, &error.to_string());
            }
        }
    }
}
