//! Snooze from a terminal.

use clap::Args;
use contract::{ConversationRequest, SnoozeRequest, SnoozeTimesRequest, TypedTimeView};
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
    let typed = what.until.clone().unwrap_or_else(|| what.words.join(" "));
    let times = engine.snooze_times(SnoozeTimesRequest { typed }).await?;
    let exact = what.until.filter(|until| until.parse::<jiff::Timestamp>().is_ok());
    let (until, rest) = match (exact, times.typed) {
        (Some(until), _) => (until, String::new()),
        (None, TypedTimeView::At { until, rest, .. }) => (until, rest),
        (None, TypedTimeView::Nothing) => return times.presets.iter().try_for_each(print::line),
        (None, TypedTimeView::OutOfRange) => {
            return Err(EngineError::BadRequest("choose a time that is ahead, and within a year"));
        }
        (None, TypedTimeView::Words) => {
            return Err(EngineError::BadRequest(
                "this is no time: write for example \"tomorrow\", \"tue 3pm\" or \"in 20 min\"",
            ));
        }
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

/// Takes a conversation back.
pub(crate) async fn wake(engine: &Engine, conversation: String) -> Result<(), EngineError> {
    engine.wake(ConversationRequest { conversation }).await?;
    print::line(&Done { done: true })
}
