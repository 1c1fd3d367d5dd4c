//! Snooze: conversations are put away until a time, and come back (B-15).

use contract as c;
use jiff::Timestamp;
use model::calendar::Calendar;
use model::snooze::{self, PresetKind, SnoozeAsk, SnoozeChange, Understood, WakeReason, Woke, in_words};
use model::{Ask, Conversation, ConversationId, Staff};
use store::{StoreError, View};

use crate::time_text::{text, timestamp};
use crate::{Engine, EngineError, view};

impl Engine {
    /// Returns the times that can be chosen, and what a typed text says.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn snooze_times(&self, request: c::SnoozeTimesRequest) -> Result<c::SnoozeTimesView, EngineError> {
        let now = self.now();
        let times = self.parts.store.read(|store| store.timetable()).await?;
        let calendar = times.calendar();
        let preset = |preset: snooze::Preset| c::SnoozePresetView {
            kind: kind(preset.kind),
            moved: preset.moved,
            until: text(preset.until),
            words: in_words(calendar, preset.until, now),
        };
        let presets = snooze::presets(calendar, now).into_iter().map(preset).collect();
        let typed = match snooze::understand(&request.typed, calendar, now) {
            Understood::At { until, closed, rest } => {
                c::TypedTimeView::At { until: text(until), words: in_words(calendar, until, now), closed, rest }
            }
            Understood::OutOfRange => c::TypedTimeView::OutOfRange,
            Understood::Words => c::TypedTimeView::Words,
            Understood::Nothing => c::TypedTimeView::Nothing,
        };
        Ok(c::SnoozeTimesView { presets, typed })
    }

    /// Puts a conversation away until a time.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with what to do first; [`EngineError::BadRequest`] for what is no time.
    pub async fn snooze(&self, request: c::SnoozeRequest) -> Result<(), EngineError> {
        let conversation: ConversationId = view::id(&request.conversation)?;
        let ask = SnoozeAsk::Snooze {
            conversation,
            until: timestamp(&request.until)?,
            label: request.label.into(),
            wakes_on_reply: request.wakes_on_reply,
            past_due: request.past_due.as_deref().map(timestamp).transpose()?,
        };
        self.ask(Ask::Snooze(ask)).await?;
        self.parts.notifier.clear(Some(conversation));
        Ok(())
    }

    /// Takes a conversation back before its time.
    ///
    /// # Errors
    /// [`EngineError::Refused`] where it is not put away.
    pub async fn wake(&self, request: c::ConversationRequest) -> Result<(), EngineError> {
        let conversation = view::id(&request.conversation)?;
        self.ask(Ask::Snooze(SnoozeAsk::Wake { conversation })).await.map(drop)
    }
}

const fn kind(kind: PresetKind) -> c::SnoozePreset {
    match kind {
        PresetKind::LaterToday => c::SnoozePreset::LaterToday,
        PresetKind::ThisAfternoon => c::SnoozePreset::ThisAfternoon,
        PresetKind::Tomorrow => c::SnoozePreset::Tomorrow,
        PresetKind::Monday => c::SnoozePreset::Monday,
    }
}

const fn why(reason: WakeReason) -> c::SnoozeLineKind {
    match reason {
        WakeReason::TimeCame => c::SnoozeLineKind::TimeCame,
        WakeReason::PatientWrote => c::SnoozeLineKind::PatientWrote,
        WakeReason::Highlighted => c::SnoozeLineKind::Highlighted,
        WakeReason::Failed => c::SnoozeLineKind::Failed,
        WakeReason::TakenBack => c::SnoozeLineKind::TakenBack,
        WakeReason::Assigned => c::SnoozeLineKind::Assigned,
        WakeReason::Done => c::SnoozeLineKind::Done,
    }
}

/// Shows until when a conversation is put away.
pub(crate) fn snoozed(row: &Conversation, calendar: &Calendar, now: Timestamp) -> Option<c::SnoozedView> {
    row.asleep().map(|snooze| c::SnoozedView {
        until: text(snooze.until),
        words: in_words(calendar, snooze.until, now),
        label: snooze.label.expose().clone(), // Why exposed: staff read what it waits for.
        wakes_on_reply: snooze.wakes_on_reply,
        by: snooze.by.to_string(),
    })
}

/// Shows when and why a conversation came back.
pub(crate) fn back(row: &Conversation) -> Option<c::BackView> {
    row.back().map(|Woke { at, reason }| c::BackView { at: text(at), reason: why(reason) })
}

/// Returns when a conversation was put away and why it came back, as its thread says it.
pub(crate) fn lines(
    store: &View<'_>,
    id: ConversationId,
    (staff, now): (&[Staff], Timestamp),
) -> Result<Vec<c::SnoozeLineView>, StoreError> {
    let times = store.timetable()?;
    let line = |fact: &SnoozeChange| match fact {
        SnoozeChange::Snoozed { until, label, by, at, .. } => Some(c::SnoozeLineView {
            at: text(*at),
            kind: c::SnoozeLineKind::Snoozed,
            by: view::staff_name(staff, *by),
            until: Some(in_words(times.calendar(), *until, now)),
            label: label.expose().clone(), // Why exposed: staff read what it waited for.
        }),
        SnoozeChange::Woken { reason, by, at, .. } => Some(c::SnoozeLineView {
            at: text(*at),
            kind: why(*reason),
            by: by.and_then(|by| view::staff_name(staff, by)),
            until: None,
            label: String::new(),
        }),
        // That somebody opened it says nothing more about the patient.
        SnoozeChange::Seen { .. } => None,
    };
    Ok(store.snooze_facts(id)?.iter().filter_map(line).collect())
}
