//! Texts that leave at a time that somebody chose.

use contract as c;
use jiff::Timestamp;
use model::scheduled::ScheduleAsk;
use model::snooze::in_words;
use model::{Ask, Conversation, MessageId, Staff, Timetable};
use store::{StoreError, View, Waiting};

use crate::highlight::units_before;
use crate::time_text::{text, timestamp};
use crate::verb::consent::purpose as purpose_view;
use crate::verb::draft::use_view;
use crate::verb::quote::quote_view;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Lets a scheduled text leave at another time; returns when, in words: later than asked where that is in the practice's
    /// quiet hours.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with what to do; [`EngineError::BadRequest`] for what is no time.
    pub async fn reschedule(&self, request: c::RescheduleRequest) -> Result<c::Sent, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        let send_at = timestamp(&request.send_at)?;
        self.ask(Ask::Schedule(ScheduleAsk::Move { message, send_at })).await?;
        Ok(c::Sent { message: message.to_string(), leaves: self.leaves(message).await? })
    }

    /// Takes a scheduled text back. To edit it, its words become the reader's draft, before whatever they have begun since.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when it is not scheduled any more.
    pub async fn cancel_scheduled(
        &self,
        request: c::CancelScheduledRequest,
    ) -> Result<Option<c::DraftView>, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        let found = self.parts.store.read(move |store| store.scheduled(message)).await?;
        self.ask(Ask::Schedule(ScheduleAsk::Cancel { message })).await?;
        let Some(Waiting { text: scheduled, words }) = found.filter(|_| request.edit) else { return Ok(None) };
        // Why exposed: staff get the words back to edit them.
        let words = words.map(|words| words.expose().clone()).unwrap_or_default();
        let words = self.unsigned_by(words, scheduled.author).await?;
        let answers = scheduled.quote;
        let read = move |store: &View<'_>| {
            let staff = store.all_staff()?;
            Ok(answers.map(|quote| quote_view(store, quote, &staff)).transpose()?.flatten())
        };
        let quote = self.parts.store.read(read).await?;
        let taken = c::DraftView {
            caret: units_before(&words, words.len()),
            text: words,
            mode: c::DraftMode::Reply,
            purpose: Some(purpose_view(scheduled.purpose)),
            also: scheduled.also.into_iter().map(purpose_view).collect(),
            templates: scheduled.templates.iter().map(use_view).collect(),
            quote,
        };
        self.taken_up(scheduled.conversation, &taken).await?;
        Ok(Some(taken))
    }

    /// Returns when a scheduled text leaves, in words; `None` when it is not scheduled any more.
    pub(super) async fn leaves(&self, message: MessageId) -> Result<Option<String>, EngineError> {
        let now = self.now();
        let found = self.parts.store.read(move |store| {
            let times = store.timetable()?;
            Ok(store.scheduled(message)?.map(|one| in_words(times.calendar(), one.text.send_at, now)))
        });
        Ok(found.await?)
    }
}

/// Shows when the next scheduled text of a conversation leaves.
pub(crate) fn next(row: &Conversation, times: &Timetable, now: Timestamp) -> Option<c::LeavesView> {
    row.sends_at.map(|at| c::LeavesView { at: text(at), words: in_words(times.calendar(), at, now) })
}

/// Shows the texts of a conversation that wait for their time, the next first.
pub(crate) fn texts(
    store: &View<'_>,
    row: &Conversation,
    (staff, now): (&[Staff], Timestamp),
) -> Result<Vec<c::ScheduledView>, StoreError> {
    if row.sends_at.is_none() {
        return Ok(vec![]);
    }
    let times = store.timetable()?;
    let shown = |Waiting { text: one, words }| c::ScheduledView {
        message: one.message.to_string(),
        // Why exposed: staff read what leaves, and change it.
        text: words.map_or_else(|| view::ERASED.to_owned(), |words| words.expose().clone()),
        author: view::staff_name(staff, one.author),
        at: text(one.at),
        send_at: text(one.send_at),
        words: in_words(times.calendar(), one.send_at, now),
        number: one.to.as_str().to_owned(),
        // What the worker asks when the time comes (model `decide/schedule.rs`): unread words stop it.
        waits_for_look: row.unread > 0,
    };
    Ok(store.scheduled_in(row.id)?.into_iter().map(shown).collect())
}
