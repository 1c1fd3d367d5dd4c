//! One message: created, read, redacted, deleted.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;

use super::{
    answer::{ErrorAnswer, MessageAnswer, written},
    carry_out, sid_of,
};
use crate::{
    fault::On,
    server::App,
    world::{Behaviour, is_number, signed},
};

/// The longest text that Twilio takes.
const MAX_CHARACTERS: usize = 1600;

/// The fields of a new message that the stand-in knows.
#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct New {
    to: String,
    from: String,
    body: Option<String>,
}

/// Creates a message.
pub(super) async fn create(
    State(app): State<Arc<App>>,
    Path(account): Path<String>,
    headers: HeaderMap,
    Form(new): Form<New>,
) -> Response {
    carry_out(&app, &headers, &account, On::Send, || {
        let text = check(&app, &new)?;
        let now = app.now();
        let mut world = app.world();
        let place = world.accept(&new.from, &new.to, text, now);
        let message = world.at(place).ok_or_else(ErrorAnswer::not_found)?;
        // The receipt is written before the message moves.
        Ok(written(StatusCode::CREATED, &MessageAnswer::new(message, &app.config, message.created)))
    })
    .await
}

/// Refuses what Twilio refuses, in its order; returns the text.
fn check<'a>(app: &App, new: &'a New) -> Result<&'a str, ErrorAnswer> {
    let refuse = |code, message: String| Err(ErrorAnswer::new(400, code, message));
    let text = new.body.as_deref().unwrap_or_default();
    if new.to.is_empty() {
        return refuse(21604, "A 'To' phone number is required.".to_owned());
    }
    if new.from.is_empty() {
        return refuse(21603, "A 'From' phone number is required.".to_owned());
    }
    if text.is_empty() {
        return refuse(21602, "Message body is required.".to_owned());
    }
    if text.encode_utf16().count() > MAX_CHARACTERS {
        return refuse(21617, "The concatenated message body exceeds the 1600 character limit".to_owned());
    }
    if !is_number(&new.to) {
        return refuse(21211, format!("Invalid 'To' Phone Number: {}", new.to));
    }
    if new.from != app.config.number {
        return refuse(21606, "The From phone number is not a valid, SMS-capable inbound phone number".to_owned());
    }
    match app.world().behaviour(&new.to) {
        Behaviour::OptedOut => refuse(21610, "Attempt to send to unsubscribed recipient".to_owned()),
        Behaviour::NotMobile => refuse(21614, format!("'To' number is not a valid mobile number: {}", new.to)),
        Behaviour::Delivers | Behaviour::Reads | Behaviour::Unreachable | Behaviour::Landline => Ok(text),
        Behaviour::NoReceipt | Behaviour::LateReceipt => Ok(text),
    }
}

/// Reads a message.
pub(super) async fn fetch(
    State(app): State<Arc<App>>,
    Path((account, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    carry_out(&app, &headers, &account, On::Get, || {
        let world = app.world();
        let message = world.find(sid_of(&file)).ok_or_else(ErrorAnswer::not_found)?;
        Ok(written(StatusCode::OK, &MessageAnswer::new(message, &app.config, app.now())))
    })
    .await
}

/// What may be changed of a message: its text may be taken away.
#[derive(Deserialize, Default)]
#[serde(rename_all = "PascalCase", default)]
pub(super) struct Change {
    body: Option<String>,
}

/// Takes a message's text away.
pub(super) async fn redact(
    State(app): State<Arc<App>>,
    Path((account, file)): Path<(String, String)>,
    headers: HeaderMap,
    Form(change): Form<Change>,
) -> Response {
    carry_out(&app, &headers, &account, On::Get, || {
        let now = app.now();
        let mut world = app.world();
        let message = world.find_mut(sid_of(&file)).ok_or_else(ErrorAnswer::not_found)?;
        if change.body.as_deref() != Some("") {
            return Err(ErrorAnswer::new(400, 20001, "Only an empty Body can be set"));
        }
        if !message.progress(now, signed(app.config.status_step)).is_final {
            return Err(ErrorAnswer::new(400, 20009, "Resource not complete"));
        }
        message.body = serde_json::value::to_raw_value("").map_err(|_| ErrorAnswer::out_of_order(500))?;
        message.edited = Some(now);
        Ok(written(StatusCode::OK, &MessageAnswer::new(message, &app.config, now)))
    })
    .await
}

/// Deletes a message.
pub(super) async fn delete(
    State(app): State<Arc<App>>,
    Path((account, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    carry_out(&app, &headers, &account, On::Get, || {
        let mut world = app.world();
        let message = world.find_mut(sid_of(&file)).ok_or_else(ErrorAnswer::not_found)?;
        if !message.progress(app.now(), signed(app.config.status_step)).is_final {
            return Err(ErrorAnswer::new(409, 20009, "Resource not complete"));
        }
        message.deleted = true;
        Ok(StatusCode::NO_CONTENT.into_response())
    })
    .await
}
