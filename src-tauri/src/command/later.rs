//! What happens later: conversations that are put away, and texts that leave at a time that somebody chose.

use contract::{
    CancelScheduledRequest, ConversationRequest, DraftView, RescheduleRequest, Sent, SnoozeRequest, SnoozeTimesRequest,
    SnoozeTimesView,
};
use tauri::State;

use super::Answer;
use crate::desk::{Desk, encode};

#[tauri::command]
pub(crate) async fn snooze_times(desk: State<'_, Desk>, request: SnoozeTimesRequest) -> Answer<SnoozeTimesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.snooze_times(request).await)
}

#[tauri::command]
pub(crate) async fn snooze(desk: State<'_, Desk>, request: SnoozeRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.snooze(request).await)
}

#[tauri::command]
pub(crate) async fn wake(desk: State<'_, Desk>, request: ConversationRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.wake(request).await)
}

#[tauri::command]
pub(crate) async fn reschedule(desk: State<'_, Desk>, request: RescheduleRequest) -> Answer<Sent> {
    let engine = encode(desk.engine().await)?;
    encode(engine.reschedule(request).await)
}

#[tauri::command]
pub(crate) async fn cancel_scheduled(
    desk: State<'_, Desk>,
    request: CancelScheduledRequest,
) -> Answer<Option<DraftView>> {
    let engine = encode(desk.engine().await)?;
    encode(engine.cancel_scheduled(request).await)
}
