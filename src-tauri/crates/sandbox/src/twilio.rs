//! Twilio's API 2010-04-01, as far as the app uses it: messages, their list, and their pictures.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};

use crate::{
    fault::{Kind, On},
    server::{App, Cut},
};

mod answer;
mod basic;
mod list;
mod media;
mod message;

use answer::ErrorAnswer;

/// Returns the routes.
pub(crate) fn routes() -> Router<Arc<App>> {
    let account = "/2010-04-01/Accounts/{account}";
    Router::new()
        .route(&format!("{account}/Messages.json"), get(list::list).post(message::create))
        .route(
            &format!("{account}/Messages/{{file}}"),
            get(message::fetch).post(message::redact).delete(message::delete),
        )
        .route(&format!("{account}/Messages/{{message}}/Media.json"), get(media::list))
        .route(&format!("{account}/Messages/{{message}}/Media/{{file}}"), get(media::fetch).delete(media::delete))
        .fallback(|| async { ErrorAnswer::not_found() })
        .layer(middleware::from_fn(no_store))
}

/// Tells caches what Twilio tells them.
async fn no_store(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    answer.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    answer
}

/// Lets a request through if it names the account and brings its token, and breaks it if a fault waits for it.
async fn carry_out(
    app: &App,
    headers: &HeaderMap,
    account: &str,
    on: On,
    run: impl FnOnce() -> Result<Response, ErrorAnswer>,
) -> Response {
    let run = || run().unwrap_or_else(axum::response::IntoResponse::into_response);
    if !basic::is_allowed(headers, &app.config) {
        return ErrorAnswer::unauthorised().into_response();
    }
    if account != app.config.account_sid {
        return ErrorAnswer::not_found().into_response();
    }
    let fault = app.world().faults.take(on);
    match fault {
        None => run(),
        Some(Kind::DropBeforeAccept) => Cut.into_response(),
        Some(Kind::DropAfterAccept) => {
            run();
            Cut.into_response()
        }
        Some(Kind::Status { status, accepted }) => {
            if accepted {
                run();
            }
            ErrorAnswer::out_of_order(status).into_response()
        }
        Some(Kind::RateLimited { retry_after }) => {
            let mut answer = ErrorAnswer::too_many().into_response();
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
            }
            answer
        }
        Some(Kind::DelayMs { delay_ms }) => {
            let answer = run();
            let waiting = Waiting { app, on, answered: false };
            tokio::time::sleep(Duration::from_millis(delay_ms)).await;
            waiting.answered();
            answer
        }
        Some(Kind::Garbage) => {
            let status = run().status();
            (status, [(header::CONTENT_TYPE, "application/json")], "{\"sid\": <html>").into_response()
        }
    }
}

/// A request whose answer comes late. Dropped before it is answered, whoever asked has gone away.
struct Waiting<'a> {
    app: &'a App,
    on: On,
    answered: bool,
}

impl Waiting<'_> {
    fn answered(mut self) {
        self.answered = true;
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if !self.answered {
            let abandoned = &mut self.app.world().abandoned;
            match self.on {
                On::Send => abandoned.send += 1,
                On::List => abandoned.list += 1,
                On::Get => abandoned.get += 1,
            }
        }
    }
}

/// Takes the id out of "SM….json".
fn sid_of(file: &str) -> &str {
    file.strip_suffix(".json").unwrap_or_default()
}
