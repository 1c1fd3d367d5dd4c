//! Requests to Twilio and the meaning of what comes back, or does not.

use std::time::Duration;

use model::{Failure, FailureClass};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url, header, redirect};
use zeroize::Zeroizing;

use super::{TwilioConfig, TwilioSetupError, code, wire};
use crate::{NotTaken, ProviderError, SendError};

/// The account's interface.
pub(super) struct Http {
    /// For sending: a fresh connection each time. A kept one may have been closed by the other side in the meantime,
    /// and then nobody could tell whether the message left.
    sending: Client,
    /// For reading.
    reading: Client,
    messages: Url,
    user: String,
    secret: Zeroizing<String>,
    max_bytes: usize,
}

impl Http {
    pub(super) fn new(config: &TwilioConfig, secret: Zeroizing<String>) -> Result<Self, TwilioSetupError> {
        let base = base(&config.base_url)?;
        let builder = || {
            let builder = Client::builder()
                .user_agent(concat!("anteroom/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(config.connect_timeout)
                .timeout(config.total_timeout)
                .redirect(redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false);
            if is_this_computer(&base) { builder.no_proxy() } else { builder.https_only(true) }
        };
        let path = format!("/2010-04-01/Accounts/{}/Messages.json", config.account_sid);
        Ok(Self {
            sending: builder().pool_max_idle_per_host(0).build().map_err(|_| TwilioSetupError::Tls)?,
            reading: builder().build().map_err(|_| TwilioSetupError::Tls)?,
            messages: base.join(&path).map_err(|_| TwilioSetupError::Address)?,
            user: config.key_sid.clone().unwrap_or_else(|| config.account_sid.clone()),
            secret,
            max_bytes: config.max_bytes,
        })
    }

    /// Returns the list's address with a query.
    pub(super) fn list_url(&self, query: &[(&str, &str)]) -> Result<Url, ProviderError> {
        let mut url = self.messages.clone();
        url.query_pairs_mut().extend_pairs(query);
        Ok(url)
    }

    /// Returns the address of a further page, which must be the same list at the same place: the secret goes along.
    pub(super) fn page_url(&self, uri: &str) -> Result<Url, ProviderError> {
        let url = self.messages.join(uri).map_err(|_| ProviderError::Malformed)?;
        let is_ours = url.origin() == self.messages.origin()
            && url.path() == self.messages.path()
            && url.username().is_empty()
            && url.password().is_none();
        if is_ours { Ok(url) } else { Err(ProviderError::Malformed) }
    }

    /// Returns a message's address; the id is known to be one.
    pub(super) fn message_url(&self, id: &str) -> Result<Url, ProviderError> {
        let mut url = self.messages.clone();
        let folder = self.messages.path().trim_end_matches(".json");
        url.set_path(&format!("{folder}/{id}.json"));
        Ok(url)
    }

    /// Reads an address.
    pub(super) async fn get(&self, url: Url) -> Result<Zeroizing<Vec<u8>>, ProviderError> {
        let answer = self.sign(self.reading.get(url)).send().await.map_err(|_| ProviderError::Offline)?;
        let (status, retry_after) = (answer.status(), retry_after(&answer));
        let body = read_body(answer, self.max_bytes).await;
        match status.as_u16() {
            200..=299 => body,
            401 | 403 => Err(ProviderError::Unauthorised),
            408 => Err(ProviderError::Offline),
            429 => Err(ProviderError::RateLimited { retry_after }),
            500..=599 => Err(ProviderError::Unavailable),
            _ => Err(ProviderError::Refused { code: Some(code_or_status(body.ok().as_deref(), status).0) }),
        }
    }

    /// Creates a message, once.
    pub(super) async fn post_message(&self, form: &[(&str, &str)]) -> Result<Zeroizing<Vec<u8>>, SendError> {
        let request = self.sign(self.sending.post(self.messages.clone()).form(form));
        let answer = request.send().await.map_err(|error| not_sent(&error))?;
        let (status, retry_after) = (answer.status(), retry_after(&answer));
        let body = read_body(answer, self.max_bytes).await;
        if status.is_success() {
            return body.map_err(|_| SendError::Unknown);
        }
        Err(refusal(status, retry_after, body.ok().as_deref()))
    }

    fn sign(&self, request: RequestBuilder) -> RequestBuilder {
        request.basic_auth(&self.user, Some(self.secret.as_str()))
    }
}

/// Says what is known when a send brought no answer.
fn not_sent(error: &reqwest::Error) -> SendError {
    if error.is_connect() {
        SendError::NotTaken { retry_after: None, why: NotTaken::NoConnection }
    } else if error.is_builder() {
        SendError::Rejected(Failure { class: FailureClass::Technical, code: None })
    } else {
        SendError::Unknown
    }
}

/// Says what an answer other than success to a send means.
///
/// Only an answer that blames the request itself (4xx) proves that nothing was sent; a redirect, a time-out seen by the
/// other side and a server's failure do not.
fn refusal(status: StatusCode, retry_after: Option<Duration>, body: Option<&Vec<u8>>) -> SendError {
    let (name, code) = code_or_status(body, status);
    match status.as_u16() {
        429 => SendError::NotTaken { retry_after, why: NotTaken::RateLimited },
        401 => SendError::NotTaken { retry_after: None, why: NotTaken::Unauthorised },
        408 | 499 => SendError::Unknown,
        400..=498 if code.is_some_and(code::is_haste) => {
            SendError::NotTaken { retry_after, why: NotTaken::RateLimited }
        }
        400..=498 => SendError::Rejected(Failure { code: Some(name), ..code::failure(code) }),
        _ => SendError::Unknown,
    }
}

/// Returns Twilio's code, or else the HTTP status, as text; and the code.
fn code_or_status(body: Option<&Vec<u8>>, status: StatusCode) -> (String, Option<u32>) {
    let code = body.and_then(|body| wire::error_code(body));
    (code.map_or_else(|| format!("HTTP {}", status.as_u16()), |code| code.to_string()), code)
}

/// Reads an answer to its end, or to the limit.
async fn read_body(mut answer: Response, max_bytes: usize) -> Result<Zeroizing<Vec<u8>>, ProviderError> {
    let expected = answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
    if expected > max_bytes {
        return Err(ProviderError::TooLong);
    }
    let mut body = Zeroizing::new(Vec::with_capacity(expected));
    while let Some(piece) = answer.chunk().await.map_err(|_| ProviderError::Offline)? {
        if body.len() + piece.len() > max_bytes {
            return Err(ProviderError::TooLong);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

/// Reads how long to wait: seconds, or a date, which is compared with the answer's own.
fn retry_after(answer: &Response) -> Option<Duration> {
    let text = |name| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let wait = text(header::RETRY_AFTER)?;
    if let Ok(seconds) = wait.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let (until, now) = (wire::date(wait)?, wire::date(text(header::DATE)?)?);
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO))
}

/// Takes a base URL: a scheme, a host, perhaps a port, and nothing else; without TLS only on this computer.
fn base(text: &str) -> Result<Url, TwilioSetupError> {
    let url = Url::parse(text).map_err(|_| TwilioSetupError::Address)?;
    let is_plain = url.has_host()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    match url.scheme() {
        _ if !is_plain => Err(TwilioSetupError::Address),
        "https" => Ok(url),
        "http" if is_this_computer(&url) => Ok(url),
        "http" => Err(TwilioSetupError::Insecure),
        _ => Err(TwilioSetupError::Address),
    }
}

/// Says whether this is the address of a server on this computer, and nothing but one.
pub fn is_on_this_computer(address: &str) -> bool {
    base(address).is_ok_and(|url| is_this_computer(&url))
}

/// Says whether an address cannot leave this computer.
fn is_this_computer(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
