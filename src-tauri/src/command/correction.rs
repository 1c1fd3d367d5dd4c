//! The commands about messages that were wrong: decode, one engine call, encode.

use contract::{MarkWrongRequest, MessageRequest};
use tauri::State;

use super::Answer;
use crate::desk::{Desk, encode};

#[tauri::command]
pub(crate) async fn mark_wrong(desk: State<'_, Desk>, request: MarkWrongRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.mark_wrong(request).await)
}

#[tauri::command]
pub(crate) async fn unmark_wrong(desk: State<'_, Desk>, request: MessageRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.unmark_wrong(request).await)
}
