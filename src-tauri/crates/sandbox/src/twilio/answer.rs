//! Answers as Twilio writes them: messages, pictures and errors.

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{json, value::RawValue};

use crate::world::{Direction, Media, Message, signed};
use crate::{Config, world::Progress};

/// A message, as `api.v2010.account.message` in Twilio's description.
#[derive(Serialize)]
pub(super) struct MessageAnswer<'a> {
    account_sid: &'a str,
    api_version: &'static str,
    body: &'a RawValue,
    date_created: String,
    date_sent: Option<String>,
    date_updated: String,
    direction: &'static str,
    error_code: Option<u32>,
    error_message: Option<&'static str>,
    from: &'a str,
    messaging_service_sid: Option<&'a str>,
    num_media: String,
    num_segments: String,
    price: Option<&'static str>,
    price_unit: Option<&'static str>,
    sid: &'a str,
    status: &'static str,
    subresource_uris: serde_json::Value,
    to: &'a str,
    uri: String,
}

impl<'a> MessageAnswer<'a> {
    pub(super) fn new(message: &'a Message, config: &'a Config, now: Timestamp) -> Self {
        let Progress { status, error, sent, updated, .. } = message.progress(now, signed(config.status_step));
        let folder = format!("/2010-04-01/Accounts/{}/Messages/{}", config.account_sid, message.sid);
        let media = message.media.iter().filter(|media| !media.deleted).count();
        // What came in is paid for; what goes out gets its price once it was sent.
        let is_priced = message.direction != Direction::Inbound && sent.is_some();
        Self {
            account_sid: &config.account_sid,
            api_version: "2010-04-01",
            body: &message.body,
            date_created: date(message.created),
            date_sent: sent.map(date),
            date_updated: date(updated),
            direction: message.direction.as_str(),
            error_code: error,
            error_message: error.map(error_message),
            from: &message.from,
            messaging_service_sid: None,
            num_media: media.to_string(),
            num_segments: message.segments.to_string(),
            price: is_priced.then_some("-0.04000"),
            price_unit: Some("USD"),
            sid: &message.sid,
            status,
            subresource_uris: json!({ "media": format!("{folder}/Media.json") }),
            to: &message.to,
            uri: format!("{folder}.json"),
        }
    }
}

/// A picture, as `api.v2010.account.message.media`.
#[derive(Serialize)]
pub(super) struct MediaAnswer<'a> {
    account_sid: &'a str,
    content_type: &'static str,
    date_created: String,
    date_updated: String,
    parent_sid: &'a str,
    sid: &'a str,
    uri: String,
}

impl<'a> MediaAnswer<'a> {
    pub(super) fn new(media: &'a Media, message: &'a Message, config: &'a Config) -> Self {
        Self {
            account_sid: &config.account_sid,
            content_type: "image/jpeg",
            date_created: date(media.created),
            date_updated: date(media.created),
            parent_sid: &message.sid,
            sid: &media.sid,
            uri: format!(
                "/2010-04-01/Accounts/{}/Messages/{}/Media/{}.json",
                config.account_sid, message.sid, media.sid
            ),
        }
    }
}

/// Writes an answer; a body that cannot be written is a fault of this program.
pub(super) fn written(status: StatusCode, body: &impl Serialize) -> Response {
    match serde_json::to_vec(body) {
        Ok(bytes) => (status, [(header::CONTENT_TYPE, "application/json")], bytes).into_response(),
        Err(_) => ErrorAnswer::out_of_order(500).into_response(),
    }
}

/// An error.
#[derive(Debug)]
pub(super) struct ErrorAnswer {
    status: u16,
    code: u32,
    message: String,
}

impl ErrorAnswer {
    pub(super) fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub(super) fn unauthorised() -> Self {
        Self::new(401, 20003, "Authenticate")
    }

    pub(super) fn not_found() -> Self {
        Self::new(404, 20404, "The requested resource was not found")
    }

    pub(super) fn too_many() -> Self {
        Self::new(429, 20429, "Too Many Requests")
    }

    pub(super) fn out_of_order(status: u16) -> Self {
        Self::new(status, 20500, "An internal server error has occurred")
    }
}

impl IntoResponse for ErrorAnswer {
    fn into_response(self) -> Response {
        let Self { status, code, message } = self;
        let more_info = format!("https://www.twilio.com/docs/errors/{code}");
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = json!({ "code": code, "message": message, "more_info": more_info, "status": status.as_u16() });
        let mut answer = (status, Json(body)).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let realm = header::HeaderValue::from_static("Basic realm=\"Twilio API\"");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, realm);
        }
        answer
    }
}

/// Writes a date as RFC 2822 does, to the second.
fn date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

/// Returns the words for an error code.
const fn error_message(code: u32) -> &'static str {
    match code {
        30003 => "Unreachable destination handset",
        30006 => "Landline or unreachable carrier",
        _ => "Unknown error",
    }
}
