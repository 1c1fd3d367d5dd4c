//! The pictures that came with a message: that there are any, not what they show.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use serde_json::json;

use super::{
    answer::{ErrorAnswer, MediaAnswer, written},
    carry_out, sid_of,
};
use crate::{fault::On, server::App};

/// Lists a message's pictures; a message has few, so they stand on one page.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Path((account, sid)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    carry_out(&app, &headers, &account, On::Get, || {
        let world = app.world();
        let message = world.find(&sid).ok_or_else(ErrorAnswer::not_found)?;
        let present = message.media.iter().filter(|media| !media.deleted);
        let media: Vec<_> = present.map(|media| MediaAnswer::new(media, message, &app.config)).collect();
        let uri = format!("/2010-04-01/Accounts/{account}/Messages/{sid}/Media.json?PageSize=50&Page=0");
        let page = json!({
            "end": media.len().saturating_sub(1),
            "first_page_uri": uri,
            "media_list": media,
            "next_page_uri": null,
            "page": 0,
            "page_size": 50,
            "previous_page_uri": null,
            "start": 0,
            "uri": uri,
        });
        Ok(written(StatusCode::OK, &page))
    })
    .await
}

/// Reads what is known of a picture.
pub(super) async fn fetch(
    State(app): State<Arc<App>>,
    Path((account, sid, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    carry_out(&app, &headers, &account, On::Get, || {
        let world = app.world();
        let message = world.find(&sid).ok_or_else(ErrorAnswer::not_found)?;
        let media = message.media.iter().find(|media| !media.deleted && media.sid == sid_of(&file));
        let media = media.ok_or_else(ErrorAnswer::not_found)?;
        Ok(written(StatusCode::OK, &MediaAnswer::new(media, message, &app.config)))
    })
    .await
}

/// Deletes a picture.
pub(super) async fn delete(
    State(app): State<Arc<App>>,
    Path((account, sid, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Response {
    carry_out(&app, &headers, &account, On::Get, || {
        let mut world = app.world();
        let message = world.find_mut(&sid).ok_or_else(ErrorAnswer::not_found)?;
        let media = message.media.iter_mut().find(|media| !media.deleted && media.sid == sid_of(&file));
        media.ok_or_else(ErrorAnswer::not_found)?.deleted = true;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}
