//! Twilio's `Message` resource and its list, decoded leniently: one bad entry costs that entry, never its page.

use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};
use model::{E164, ProviderStatus, Sensitive};
use serde_json::{Map, Value};

use super::{code, json};
use crate::{Accepted, Inbound, SentItem, StatusReport, Unusable, UnusableReason};

/// A page of a list.
pub(super) struct Page {
    /// Its entries, newest first, not yet decoded.
    pub(super) messages: Vec<Value>,
    /// Where the next page is, as Twilio wrote it.
    pub(super) next: Option<String>,
}

impl Page {
    /// Reads an answer as a page; without the list itself, or with a next page that is no text, it is none.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let Value::Object(mut fields) = json::read(bytes)? else {
            return None;
        };
        let Value::Array(messages) = fields.remove("messages")? else {
            return None;
        };
        let next = match fields.remove("next_page_uri") {
            Some(Value::String(uri)) if !uri.is_empty() => Some(uri),
            None | Some(Value::Null | Value::String(_)) => None,
            Some(_) => return None,
        };
        Some(Self { messages, next })
    }
}

/// Reads the code of an error answer.
pub(super) fn error_code(bytes: &[u8]) -> Option<u32> {
    number(json::read(bytes)?.get("code"))
}

/// One message as Twilio writes it.
pub(super) struct Entry(Map<String, Value>);

impl Entry {
    /// Takes a JSON value; anything but an object is no message.
    pub(super) fn new(value: Value) -> Option<Self> {
        if let Value::Object(fields) = value { Some(Self(fields)) } else { None }
    }

    /// Reads a whole answer as one message.
    pub(super) fn read_answer(bytes: &[u8]) -> Option<Self> {
        json::read(bytes).and_then(Self::new)
    }

    /// Takes a text that is not empty.
    fn text(&mut self, name: &str) -> Option<String> {
        match self.0.remove(name) {
            Some(Value::String(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    /// Takes the message's words: `null` is a message without words, a missing or other field is unreadable.
    fn body(&mut self) -> Option<Sensitive<String>> {
        match self.0.remove("body") {
            Some(Value::String(text)) => Some(text.into()),
            Some(Value::Null) => Some(String::new().into()),
            _ => None,
        }
    }

    /// Takes the first readable of these dates.
    fn date(&self, names: &[&str]) -> Option<Timestamp> {
        let text = |name: &&str| self.0.get(*name).and_then(Value::as_str);
        names.iter().filter_map(text).find_map(date)
    }

    /// Takes a count; Twilio writes it as text.
    fn count(&self, name: &str) -> Option<u32> {
        number(self.0.get(name))
    }

    /// Takes the number of text messages; 0 stands for "not known yet".
    fn segments(&self) -> Option<u32> {
        self.count("num_segments").filter(|segments| *segments > 0)
    }

    /// Takes the state. A word that we do not know claims no more than that Twilio has the message.
    fn status(&mut self) -> Option<ProviderStatus> {
        let status = self.text("status")?;
        Some(match status.as_str() {
            "sent" | "partially_delivered" => ProviderStatus::Sent,
            "delivered" => ProviderStatus::Delivered,
            "read" => ProviderStatus::Read,
            "undelivered" | "failed" | "canceled" => {
                ProviderStatus::Failed { failure: code::failure(self.count("error_code")) }
            }
            _ => ProviderStatus::Accepted,
        })
    }

    /// Takes the message as the answer to a send.
    pub(super) fn accepted(mut self) -> Option<Accepted> {
        let id = self.text("sid")?;
        // A readable id is proof enough that it was accepted.
        let status = self.status().unwrap_or(ProviderStatus::Accepted);
        Some(Accepted { id, status, segments: self.segments() })
    }

    /// Takes the message as the answer to how far it came.
    pub(super) fn report(mut self) -> Option<StatusReport> {
        let id = self.text("sid")?;
        let at = self.date(&["date_updated", "date_sent", "date_created"])?;
        Some(StatusReport { id, status: self.status()?, at, segments: self.segments() })
    }

    /// Takes the message as one from a patient; `None` if it is not an incoming one.
    pub(super) fn inbound(mut self) -> Result<Option<Inbound>, Unusable> {
        let direction = self.text("direction");
        if direction.as_deref().is_some_and(|direction| direction.starts_with("outbound")) {
            return Ok(None);
        }
        let (id, from, text) = (self.text("sid"), self.text("from"), self.body());
        let sent_at = self.date(&["date_sent", "date_created", "date_updated"]);
        let number = from.as_deref().and_then(|from| E164::parse(from).ok());
        let reason = match (&from, &number) {
            (Some(_), None) => UnusableReason::SenderIsNoNumber,
            _ => UnusableReason::Malformed,
        };
        match (direction.as_deref(), id, number, text, sent_at) {
            (Some("inbound"), Some(id), Some(from), Some(text), Some(sent_at)) => {
                let media = self.count("num_media").unwrap_or(0);
                Ok(Some(Inbound { id, from, text, sent_at, media }))
            }
            (_, id, _, text, sent_at) => Err(Unusable { id, reason, from: from.map(Sensitive::new), text, sent_at }),
        }
    }

    /// Takes the message as one that we sent; `None` if it is not one of ours.
    pub(super) fn sent(mut self) -> Result<Option<SentItem>, ()> {
        match self.text("direction").as_deref() {
            Some("outbound-api") => {}
            Some("inbound" | "outbound-call" | "outbound-reply") => return Ok(None),
            _ => return Err(()),
        }
        self.item().map(Some).ok_or(())
    }

    /// Takes the parts of an outgoing message, all of which must be there.
    fn item(&mut self) -> Option<SentItem> {
        let id = self.text("sid")?;
        let to = E164::parse(&self.text("to")?).ok()?;
        let at = self.date(&["date_created", "date_sent"])?;
        Some(SentItem { id, to, text: self.body()?, at, segments: self.segments(), status: self.status()? })
    }
}

/// Reads a date as RFC 2822 writes it.
pub(super) fn date(text: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(text).ok()
}

/// Reads a number that is written as one, or as text.
fn number(value: Option<&Value>) -> Option<u32> {
    match value? {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|number| number.try_into().ok()),
    }
}
