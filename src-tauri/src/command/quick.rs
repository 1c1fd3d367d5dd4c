//! The commands of what is done in a hurry: decode, one engine call, encode.

use contract::{ConversationRequest, EscalateView, HandOverRequest, RecentRequest, RecentView, Sent};
use tauri::State;

use super::Answer;
use crate::desk::{Desk, encode};

#[tauri::command]
pub(crate) async fn escalation(desk: State<'_, Desk>, request: ConversationRequest) -> Answer<EscalateView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.escalation(request).await)
}

#[tauri::command]
pub(crate) async fn hand_over(desk: State<'_, Desk>, request: HandOverRequest) -> Answer<Sent> {
    let engine = encode(desk.engine().await)?;
    encode(engine.hand_over(request).await)
}

#[tauri::command]
pub(crate) async fn recent(desk: State<'_, Desk>, request: RecentRequest) -> Answer<Vec<RecentView>> {
    let engine = encode(desk.engine().await)?;
    encode(engine.recent(request).await)
}
