//! The list of messages: filtered, newest first, in pages.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::Serialize;

use super::{
    answer::{ErrorAnswer, MessageAnswer, written},
    carry_out,
};
use crate::{
    fault::On,
    server::App,
    world::{Message, signed},
};

/// What is asked for.
#[derive(Default)]
struct Wanted {
    to: Option<String>,
    from: Option<String>,
    on: Option<Date>,
    from_day: Option<Date>,
    to_day: Option<Date>,
    page: usize,
    page_size: usize,
    token: Option<String>,
}

impl Wanted {
    fn read(query: &[(String, String)]) -> Result<Self, ErrorAnswer> {
        let mut wanted = Self { page_size: 50, ..Self::default() };
        for (name, value) in query {
            match name.as_str() {
                "To" => wanted.to = Some(value.clone()),
                "From" => wanted.from = Some(value.clone()),
                "DateSent" => wanted.on = Some(day(value)?),
                "DateSent>" => wanted.from_day = Some(day(value)?),
                "DateSent<" => wanted.to_day = Some(day(value)?),
                "Page" => wanted.page = number(value)?,
                "PageSize" => wanted.page_size = number(value)?.clamp(1, 1000),
                "PageToken" => wanted.token = Some(value.clone()),
                _ => {}
            }
        }
        Ok(wanted)
    }

    /// Filters by day only, as Twilio does; what was not sent yet has no day.
    fn has(&self, message: &Message, app: &App, now: Timestamp) -> bool {
        if self.on.is_none() && self.from_day.is_none() && self.to_day.is_none() {
            return true;
        }
        let Some(sent) = message.progress(now, signed(app.config.status_step)).sent else {
            return false;
        };
        let day = sent.to_zoned(TimeZone::UTC).date();
        self.on.is_none_or(|on| day == on)
            && self.from_day.is_none_or(|first| day >= first)
            && self.to_day.is_none_or(|last| day <= last)
    }

    /// Writes the address of a page.
    fn uri(&self, app: &App, page: usize, token: Option<&str>) -> String {
        let mut uri = format!("/2010-04-01/Accounts/{}/Messages.json?", app.config.account_sid);
        let days = [("DateSent", self.on), ("DateSent>", self.from_day), ("DateSent<", self.to_day)];
        let mut add = |name: &str, value: &str| {
            let _ = write!(uri, "{}={}&", percent(name), percent(value));
        };
        for (name, value) in [("To", &self.to), ("From", &self.from)] {
            value.iter().for_each(|value| add(name, value));
        }
        for (name, value) in days {
            value.iter().for_each(|value| add(name, &format!("{value}T00:00:00Z")));
        }
        add("PageSize", &self.page_size.to_string());
        add("Page", &page.to_string());
        token.into_iter().for_each(|token| add("PageToken", token));
        uri.pop();
        uri
    }
}

/// A page.
#[derive(Serialize)]
struct Page<'a> {
    end: usize,
    first_page_uri: String,
    messages: Vec<MessageAnswer<'a>>,
    next_page_uri: Option<String>,
    page: usize,
    page_size: usize,
    previous_page_uri: Option<String>,
    start: usize,
    uri: String,
}

/// Lists messages.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Path(account): Path<String>,
    headers: HeaderMap,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    carry_out(&app, &headers, &account, On::List, || {
        let wanted = Wanted::read(&query)?;
        let now = app.now();
        let world = app.world();
        let below = match &wanted.token {
            Some(token) => {
                let sid = token.strip_prefix("PA").ok_or_else(no_such_page)?;
                Some(world.place(sid).ok_or_else(no_such_page)?)
            }
            None if wanted.page > 0 => return Err(no_such_page()),
            None => None,
        };
        let mut found = world
            .newest_first(wanted.to.as_deref(), wanted.from.as_deref(), below)
            .filter(|message| wanted.has(message, &app, now));
        let messages: Vec<&Message> = found.by_ref().take(wanted.page_size).collect();
        let token = found.next().and(messages.last()).map(|last| format!("PA{}", last.sid));
        let start = wanted.page * wanted.page_size;
        let page = Page {
            start,
            end: (start + messages.len()).saturating_sub(1).max(start),
            page: wanted.page,
            page_size: wanted.page_size,
            uri: wanted.uri(&app, wanted.page, wanted.token.as_deref()),
            first_page_uri: wanted.uri(&app, 0, None),
            next_page_uri: token.map(|token| wanted.uri(&app, wanted.page + 1, Some(&token))),
            // Going back is not needed; Twilio gives no address on the first page either.
            previous_page_uri: None,
            messages: messages.into_iter().map(|message| MessageAnswer::new(message, &app.config, now)).collect(),
        };
        Ok(written(StatusCode::OK, &page))
    })
    .await
}

fn no_such_page() -> ErrorAnswer {
    ErrorAnswer::new(400, 20006, "Page number without a valid page token")
}

fn number(text: &str) -> Result<usize, ErrorAnswer> {
    text.parse().map_err(|_| ErrorAnswer::new(400, 20001, "Not a number"))
}

/// Reads a day, alone or at the beginning of a date with a time.
fn day(text: &str) -> Result<Date, ErrorAnswer> {
    let day = text.get(..10).unwrap_or_default();
    day.parse().map_err(|_| ErrorAnswer::new(400, 20001, "Not a date"))
}

/// Writes a text so that it can stand in a query.
fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut written, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            let _ = write!(written, "%{byte:02X}");
        }
        written
    })
}
