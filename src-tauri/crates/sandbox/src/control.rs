//! What tests steer the stand-in with, under `/sandbox/`. No key: it listens on this computer only, and nobody in it is
//! real.

use std::sync::Arc;

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{json, value::RawValue};

use crate::{
    fault::Fault,
    server::App,
    world::{Behaviour, Incoming, signed},
};

/// Room for tens of thousands of messages in one request.
const MAX_BYTES: usize = 256 * 1024 * 1024;

/// Returns the routes.
pub(crate) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/sandbox/inbound", post(inbound).layer(DefaultBodyLimit::max(MAX_BYTES)))
        .route("/sandbox/faults", post(faults))
        .route("/sandbox/number", post(number))
        .route("/sandbox/deliveries", get(deliveries))
        .route("/sandbox/state", get(state))
        .route("/sandbox/reset", post(reset))
}

/// Why a request was not understood.
struct NotUnderstood(serde_json::Error);

impl IntoResponse for NotUnderstood {
    fn into_response(self) -> Response {
        (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "error": self.0.to_string() }))).into_response()
    }
}

/// A message that a test plays. The text may be any JSON string, even one that is not Unicode.
#[derive(Deserialize)]
struct Played {
    from: String,
    body: Box<RawValue>,
    #[serde(default)]
    at: Option<Timestamp>,
    #[serde(default)]
    num_media: usize,
}

/// Lets one message arrive, or a list of them in order.
async fn inbound(State(app): State<Arc<App>>, bytes: Bytes) -> Result<Response, NotUnderstood> {
    let is_list = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    let played: Vec<Played> =
        if is_list { serde_json::from_slice(&bytes) } else { serde_json::from_slice(&bytes).map(|one| vec![one]) }
            .map_err(NotUnderstood)?;
    if played.iter().any(|played| !played.body.get().starts_with('"')) {
        return Err(NotUnderstood(serde::de::Error::custom("the body must be a string")));
    }
    let now = app.now();
    let mut world = app.world();
    let mut sids = Vec::with_capacity(played.len());
    for Played { from, body, at, num_media } in played {
        let to = app.config.number.clone();
        let place = world.receive(Incoming { from, to, body, at: at.unwrap_or(now), media: num_media.min(10) });
        sids.extend(world.at(place).map(|message| message.sid.clone()));
    }
    Ok(Json(json!({ "sids": sids })).into_response())
}

/// Faults for the next requests.
#[derive(Deserialize)]
struct Next {
    next: Vec<Fault>,
}

async fn faults(State(app): State<Arc<App>>, bytes: Bytes) -> Result<StatusCode, NotUnderstood> {
    let Next { next } = serde_json::from_slice(&bytes).map_err(NotUnderstood)?;
    app.world().faults.add(next);
    Ok(StatusCode::NO_CONTENT)
}

/// What becomes of messages to a number.
#[derive(Deserialize)]
struct Number {
    number: String,
    behaviour: Behaviour,
}

async fn number(State(app): State<Arc<App>>, bytes: Bytes) -> Result<StatusCode, NotUnderstood> {
    let Number { number, behaviour } = serde_json::from_slice(&bytes).map_err(NotUnderstood)?;
    app.world().set_behaviour(&number, behaviour);
    Ok(StatusCode::NO_CONTENT)
}

/// Whose deliveries.
#[derive(Deserialize)]
struct Whose {
    to: Option<String>,
}

/// Lists every message that was accepted from the practice, in order, deleted or not: a double shows twice.
async fn deliveries(State(app): State<Arc<App>>, Query(whose): Query<Whose>) -> Response {
    let (now, step) = (app.now(), signed(app.config.status_step));
    let world = app.world();
    let (sent, _) = world.accepted_from(0);
    let wanted = sent.into_iter().filter(|message| whose.to.as_ref().is_none_or(|to| *to == message.to));
    let list: Vec<_> = wanted
        .map(|message| {
            json!({
                "sid": message.sid,
                "to": message.to,
                "body": message.text(),
                "at": message.created,
                "status": message.progress(now, step).status,
            })
        })
        .collect();
    Json(json!({ "deliveries": list })).into_response()
}

async fn state(State(app): State<Arc<App>>) -> Response {
    let world = app.world();
    let (inbound, outbound) = world.counts();
    Json(json!({
        "number": app.config.number,
        "account_sid": app.config.account_sid,
        "inbound": inbound,
        "outbound": outbound,
        "opted_out": world.opted_out(),
        "faults": world.faults.waiting(),
        "abandoned": world.abandoned,
        "pace": app.config.pace,
        "patients": app.config.patients.len(),
    }))
    .into_response()
}

async fn reset(State(app): State<Arc<App>>) -> StatusCode {
    app.world().reset();
    StatusCode::NO_CONTENT
}
