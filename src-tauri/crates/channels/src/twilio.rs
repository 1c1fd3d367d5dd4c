//! Twilio Programmable Messaging, API 2010-04-01, read by polling: no public address is needed.
//!
//! Twilio does not recognise a repeated send, filters its list by day only, lists the newest first and reports no
//! reading of text messages. The adapter therefore sends once over a fresh connection, asks for a day more than it
//! was asked for, turns the list round, and never follows a redirect or a page to another place.
//!
//! **Invariants.** The secret is handed in and goes nowhere but into the `Authorization` header, over TLS (or to this
//! computer itself, for the stand-in). Answers are bounded in size, number and time.

use std::time::Duration;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use model::{Channel, E164, MessageId, Sensitive};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    Accepted, Capabilities, Collected, Provider, ProviderError, SendError, SentList, StatusReport, Unusable,
    UnusableReason,
};

mod code;
mod http;
mod json;
mod wire;

use http::Http;
pub use http::is_on_this_computer;
use wire::{Entry, Page};

/// Twilio filters by day; a day more than asked covers clocks and zones that disagree.
const OVERLAP: SignedDuration = SignedDuration::from_hours(24);

/// How many messages a first look at what came in asks for: more than mostly come within the hour that readings overlap.
const GLANCE: u16 = 50;

/// What the adapter must know about the account, and how far its patience goes.
#[derive(Clone, Debug)]
pub struct TwilioConfig {
    /// Where the interface is; see [`TwilioConfig::new`].
    pub base_url: String,
    /// The account's id, "AC…".
    pub account_sid: String,
    /// The id of an API key, "SK…", if the secret belongs to one; without it the secret is the account's auth token.
    pub key_sid: Option<String>,
    /// The practice's number at Twilio.
    pub number: E164,
    /// How long connecting may take.
    pub connect_timeout: Duration,
    /// How long one request may take from beginning to end.
    pub total_timeout: Duration,
    /// How many messages one page of a list holds, 1 to 1000.
    pub page_size: u16,
    /// How many pages one reading may take; a longer list is [`ProviderError::TooLong`].
    pub max_pages: u16,
    /// How many bytes one answer may have.
    pub max_bytes: usize,
}

impl TwilioConfig {
    /// Returns the usual settings for an account and its number, at `https://api.twilio.com`.
    pub fn new(account_sid: impl Into<String>, number: E164) -> Self {
        Self {
            base_url: "https://api.twilio.com".to_owned(),
            account_sid: account_sid.into(),
            key_sid: None,
            number,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
            page_size: 1000,
            max_pages: 200,
            max_bytes: 16 * 1024 * 1024,
        }
    }
}

/// Why an adapter could not be set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TwilioSetupError {
    /// The base URL is no URL with a host and nothing else.
    #[error("the provider's address is not a plain URL")]
    Address,
    /// The base URL is not `https`, and not on this computer.
    #[error("the provider's address is not secure: use https")]
    Insecure,
    /// The account id is not "AC" and 32 hexadecimal digits.
    #[error("the account id is not AC and 32 hexadecimal digits")]
    Account,
    /// The key id is not "SK" and 32 hexadecimal digits.
    #[error("the key id is not SK and 32 hexadecimal digits")]
    Key,
    /// The secret is empty.
    #[error("the secret is empty")]
    Secret,
    /// A page size or limit is out of range.
    #[error("a limit is out of range")]
    Limit,
    /// This computer's TLS could not be set up.
    #[error("no secure connections can be made on this computer")]
    Tls,
}

/// A Twilio account with one number.
pub struct Twilio {
    account: String,
    number: E164,
    page_size: u16,
    max_pages: u16,
    http: Http,
}

impl Twilio {
    /// Sets the adapter up; nothing is sent yet.
    ///
    /// # Errors
    /// [`TwilioSetupError`] if a setting cannot be right.
    pub fn new(config: TwilioConfig, secret: Zeroizing<String>) -> Result<Self, TwilioSetupError> {
        if !is_sid(&config.account_sid, &["AC"]) {
            return Err(TwilioSetupError::Account);
        }
        if config.key_sid.as_ref().is_some_and(|key| !is_sid(key, &["SK"])) {
            return Err(TwilioSetupError::Key);
        }
        if secret.is_empty() {
            return Err(TwilioSetupError::Secret);
        }
        if !(1..=1000).contains(&config.page_size) || config.max_pages == 0 || config.max_bytes == 0 {
            return Err(TwilioSetupError::Limit);
        }
        Ok(Self {
            account: format!("twilio:{}", config.account_sid),
            number: config.number.clone(),
            page_size: config.page_size,
            max_pages: config.max_pages,
            http: Http::new(&config, secret)?,
        })
    }

    /// Reads a list to its end, or until a whole page is of no more interest.
    async fn list(
        &self,
        query: &[(&str, &str)],
        take: impl FnMut(Value) -> Interest + Send,
    ) -> Result<(), ProviderError> {
        let is_whole = self.pages(query, (self.page_size, self.max_pages), take).await?;
        if is_whole { Ok(()) } else { Err(ProviderError::TooLong) }
    }

    /// Reads some pages of a list, and says whether nothing of interest is left.
    async fn pages(
        &self,
        query: &[(&str, &str)],
        (page_size, max_pages): (u16, u16),
        mut take: impl FnMut(Value) -> Interest + Send,
    ) -> Result<bool, ProviderError> {
        let page_size = page_size.to_string();
        let mut next = self.http.list_url(&[query, &[("PageSize", page_size.as_str())]].concat())?;
        for _ in 0..max_pages {
            let page = Page::read(&self.http.get(next).await?).ok_or(ProviderError::Malformed)?;
            let mut interest = if page.messages.is_empty() { Interest::Wanted } else { Interest::Past };
            for entry in page.messages {
                interest = interest.max(take(entry));
            }
            match page.next {
                Some(uri) if interest == Interest::Wanted => next = self.http.page_url(&uri)?,
                _ => return Ok(true),
            }
        }
        Ok(false)
    }
}

/// Whether a list entry shows that reading on may find more.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Interest {
    /// It is older than what is looked for.
    Past,
    /// It may be followed by what is looked for.
    Wanted,
}

/// Says whether a text is a Twilio id with one of these prefixes. Only such a text ever becomes part of a path.
fn is_sid(text: &str, prefixes: &[&str]) -> bool {
    let digits = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix));
    digits.is_some_and(|digits| digits.len() == 32 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Goes back from a time, as far as time goes.
fn back(since: Timestamp) -> Timestamp {
    since.checked_sub(OVERLAP).unwrap_or(Timestamp::MIN)
}

#[async_trait]
impl Provider for Twilio {
    fn account(&self) -> &str {
        &self.account
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities { channel: Channel::Sms, max_characters: 1600, deduplicates_sends: false, reports_read: false }
    }

    async fn send(&self, to: &E164, text: &Sensitive<String>, _key: MessageId) -> Result<Accepted, SendError> {
        let form = [
            ("To", to.as_str()),
            ("From", self.number.as_str()),
            ("Body", text.expose().as_str()), // Why: this is the sending.
        ];
        let answer = self.http.post_message(&form).await?;
        Entry::read_answer(&answer).and_then(Entry::accepted).ok_or(SendError::Unknown)
    }

    async fn inbound_since(&self, since: Timestamp) -> Result<Collected, ProviderError> {
        // The day's first second: the form that Twilio's own libraries send, and its description allows.
        let day = back(since).strftime("%Y-%m-%dT00:00:00Z").to_string();
        let query = [("To", self.number.as_str()), ("DateSent>", &day)];
        // Mostly nothing or little is new: one short page shows it. Only when it does not, all is read.
        let mut found = Collected::default();
        if !self.pages(&query, (GLANCE, 1), |value| found.take(value, since)).await? {
            found = Collected::default();
            self.list(&query, |value| found.take(value, since)).await?;
        }
        // Newest first becomes oldest first; the sort is stable, so messages of one second keep their order.
        found.messages.reverse();
        found.unusable.reverse();
        found.messages.sort_by_key(|message| message.sent_at);
        if !found.unusable.is_empty() {
            tracing::warn!(count = found.unusable.len(), "Incoming messages that cannot be used");
        }
        Ok(found)
    }

    async fn status(&self, id: &str) -> Result<Option<StatusReport>, ProviderError> {
        if !is_sid(id, &["SM", "MM"]) {
            return Ok(None); // Twilio never gave such an id.
        }
        match self.http.get(self.http.message_url(id)?).await {
            Ok(answer) => {
                let report = Entry::read_answer(&answer).and_then(Entry::report);
                report.filter(|report| report.id == id).map(Some).ok_or(ProviderError::Malformed)
            }
            Err(ProviderError::Refused { code }) if code::is_not_found(code.as_deref()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn sent_since(&self, to: &E164, since: Timestamp) -> Result<SentList, ProviderError> {
        // Not filtered by `DateSent`: what is still queued has not been sent and has no such date.
        let earliest = back(since);
        let mut found = SentList::default();
        let query = [("To", to.as_str()), ("From", self.number.as_str())];
        let read = self.list(&query, |value| {
            match Entry::new(value).map(Entry::sent) {
                Some(Ok(Some(item))) if item.at < earliest => return Interest::Past,
                Some(Ok(Some(item))) => found.items.push(item),
                Some(Ok(None)) => {}
                Some(Err(())) | None => found.unreadable = found.unreadable.saturating_add(1),
            }
            Interest::Wanted
        });
        read.await?;
        found.items.reverse();
        found.items.sort_by_key(|item| item.at);
        Ok(found)
    }
}

impl Collected {
    /// Takes an entry of the list, and says whether reading on may find more. The list is in order of time: a page that is
    /// older throughout is followed by nothing new.
    fn take(&mut self, value: Value, since: Timestamp) -> Interest {
        match Entry::new(value).map(Entry::inbound) {
            Some(Ok(Some(message))) => {
                let interest = if message.sent_at < since { Interest::Past } else { Interest::Wanted };
                self.messages.push(message);
                interest
            }
            Some(Ok(None)) => Interest::Past,
            Some(Err(unusable)) => {
                let is_past = unusable.sent_at.is_some_and(|at| at < since);
                self.unusable.push(unusable);
                if is_past { Interest::Past } else { Interest::Wanted }
            }
            None => {
                self.unusable.push(Unusable::unreadable());
                Interest::Wanted
            }
        }
    }
}

impl Unusable {
    /// Makes an entry of which nothing could be read.
    const fn unreadable() -> Self {
        Self { id: None, reason: UnusableReason::Malformed, from: None, text: None, sent_at: None }
    }
}

#[cfg(test)]
mod tests;
