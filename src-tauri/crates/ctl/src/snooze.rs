//! Snooze from a terminal.

use clap::Args;
use contract::{ConversationRequest, SnoozePresetView, SnoozeRequest, SnoozeTimesRequest, TypedTimeView};
use engine::{Engine, EngineError};

use crate::print;
use crate::run::Done;

/// What can be said of it.
#[derive(Debug, Args)]
pub(crate) struct SnoozeArguments {
    /// The conversation's id.
    conversation: String,
    /// Until when, by the practice's clock: "in 20 min", tomorrow, "tue 3pm", "25 nov"; what it waits for may follow.
    words: Vec<String>,
    /// The same as a date and a time: 2026-11-24T15:00, or with an offset from UTC.
    #[arg(long, conflicts_with = "words")]
    until: Option<String>,
    /// What it waits for: "when results back".
    #[arg(long)]
    label: Option<String>,
    /// Leave it away when the patient writes; highlighted words bring it back all the same.
    #[arg(long)]
    although_patient_writes: bool,
    /// Confirm that the patient's answer falls due before it comes back.
    #[arg(long)]
    although_due: bool,
}

/// Puts a conversation away; prints it as it is then, or, without a time, the times that are offered.
pub(crate) async fn snooze(engine: &Engine, what: SnoozeArguments) -> Result<(), EngineError> {
    let conversation = what.conversation;
    let shown = ConversationRequest { conversation: conversation.clone() };
    let row = engine.conversation(shown.clone()).await?.row;
    let typed = what.until.unwrap_or_else(|| what.words.join(" "));
    let (until, rest) = match when(engine, typed).await? {
        Ok(found) => found,
        Err(offered) => return offered.iter().try_for_each(print::line),
    };
    let request = SnoozeRequest {
        conversation,
        until,
        label: what.label.unwrap_or(rest),
        wakes_on_reply: !what.although_patient_writes,
        past_due: row.due.filter(|_| what.although_due).map(|due| due.at),
    };
    engine.snooze(request).await?;
    print::line(&engine.conversation(shown).await?.row)
}

/// Reads a time as somebody writes it: exact, or in words, with what stands after it. Returns the times that are offered
/// where nothing was written.
pub(crate) async fn when(
    engine: &Engine,
    typed: String,
) -> Result<Result<(String, String), Vec<SnoozePresetView>>, EngineError> {
    if typed.parse::<jiff::Timestamp>().is_ok() {
        return Ok(Ok((typed, String::new())));
    }
    let times = engine.snooze_times(SnoozeTimesRequest { typed }).await?;
    match times.typed {
        TypedTimeView::At { until, rest, .. } => Ok(Ok((until, rest))),
        TypedTimeView::Nothing => Ok(Err(times.presets)),
        TypedTimeView::OutOfRange => Err(EngineError::BadRequest("choose a time that is ahead, and within a year")),
        TypedTimeView::Words => Err(NO_TIME),
    }
}

/// What is said of words that are no time.
pub(crate) const NO_TIME: EngineError =
    EngineError::BadRequest("this is no time: write for example \"tomorrow\", \"tue 3pm\" or \"in 20 min\"");

/// Takes a conversation back.
pub(crate) async fn wake(engine: &Engine, conversation: String) -> Result<(), EngineError> {
    engine.wake(ConversationRequest { conversation }).await?;
    print::line(&Done { done: true })
}
