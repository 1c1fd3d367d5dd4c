//! A stand-in provider with a clock that tests move, and the adapter before it.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test: it speaks by panicking")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use channels::{
    Provider,
    conformance::{Fault, Harness, Phone},
    twilio::{Twilio, TwilioConfig},
};
use jiff::{SignedDuration, Timestamp};
use model::{E164, MessageId};
use sandbox::{Config, Running, start};
use serde_json::{Value, json};
use zeroize::Zeroizing;

/// How long the adapter waits for an answer here.
const PATIENCE: Duration = Duration::from_secs(2);

/// A stand-in, and adapters for it.
pub(crate) struct Stage {
    pub(crate) url: String,
    pub(crate) twilio: Twilio,
    pub(crate) wrong_key: Twilio,
    unreachable: Twilio,
    clock: Arc<AtomicI64>,
    numbers: AtomicU64,
    client: reqwest::Client,
    _running: Running,
}

impl Stage {
    /// Starts a stand-in in which a message needs ten seconds a step, and time stands still.
    pub(crate) async fn new() -> Self {
        Self::with(|_| {}, |_| {}).await
    }

    /// As [`Stage::new`], with other settings for the stand-in and the adapter.
    pub(crate) async fn with(change: impl Fn(&mut Config), adapt: impl Fn(&mut TwilioConfig)) -> Self {
        let clock = Arc::new(AtomicI64::new("2026-11-20T12:00:00Z".parse::<Timestamp>().expect("a time").as_second()));
        let shared = Arc::clone(&clock);
        let mut config = Config::new(Arc::new(move || at(&shared)));
        config.status_step = Duration::from_secs(10);
        change(&mut config);
        let running = start(config).await.expect("the stand-in starts");
        let url = running.url().to_owned();
        let adapter = |url: &str, token: &str| adapter(url, token, &adapt);
        Self {
            twilio: adapter(&url, Config::TOKEN),
            wrong_key: adapter(&url, "another-token"),
            unreachable: adapter(&nobody().await, Config::TOKEN),
            url,
            clock,
            numbers: AtomicU64::new(1),
            client: reqwest::Client::builder().no_proxy().build().expect("a client"),
            _running: running,
        }
    }

    /// Moves the time on.
    pub(crate) fn pass(&self, time: SignedDuration) {
        self.clock.fetch_add(time.as_secs(), Ordering::SeqCst);
    }

    /// Steers the stand-in.
    pub(crate) async fn steer(&self, path: &str, body: impl Into<reqwest::Body>) -> Value {
        let answer =
            self.client.post(format!("{}/sandbox/{path}", self.url)).body(body).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{path} is understood: {}", answer.status());
        answer.json().await.unwrap_or(Value::Null)
    }

    /// Asks the stand-in.
    pub(crate) async fn ask(&self, path: &str) -> Value {
        let answer = self.client.get(format!("{}/sandbox/{path}", self.url)).send().await.expect("an answer");
        answer.json().await.expect("JSON")
    }

    /// Returns a number, by its last three digits.
    pub(crate) fn number_ending(&self, ending: u64) -> E164 {
        E164::parse(&format!("+447700900{ending:03}")).expect("a number")
    }
}

/// Returns an adapter for the stand-in's account at an address.
pub(crate) fn adapter(url: &str, token: &str, adapt: impl Fn(&mut TwilioConfig)) -> Twilio {
    let number = E164::parse(Config::NUMBER).expect("a number");
    let mut config = TwilioConfig {
        base_url: url.to_owned(),
        connect_timeout: PATIENCE,
        total_timeout: PATIENCE,
        ..TwilioConfig::new(Config::ACCOUNT_SID, number)
    };
    adapt(&mut config);
    Twilio::new(config, Zeroizing::new(token.to_owned())).expect("good settings")
}

fn at(clock: &AtomicI64) -> Timestamp {
    Timestamp::from_second(clock.load(Ordering::SeqCst)).expect("a time")
}

/// Returns an address at which nobody listens any more.
async fn nobody() -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

#[async_trait]
impl Harness for Stage {
    fn provider(&self) -> &dyn Provider {
        &self.twilio
    }

    fn with_wrong_key(&self) -> &dyn Provider {
        &self.wrong_key
    }

    fn unreachable(&self) -> &dyn Provider {
        &self.unreachable
    }

    fn now(&self) -> Timestamp {
        at(&self.clock)
    }

    async fn settle(&self) {
        self.pass(SignedDuration::from_mins(5));
    }

    async fn number(&self, phone: Phone) -> E164 {
        let number = self.number_ending(100 + self.numbers.fetch_add(1, Ordering::SeqCst));
        let behaviour = match phone {
            Phone::Delivers => "delivers",
            Phone::Off => "unreachable",
            Phone::Landline => "landline",
            Phone::NotMobile => "not_mobile",
            Phone::OptedOut => "opted_out",
        };
        self.steer("number", json!({ "number": number.as_str(), "behaviour": behaviour }).to_string()).await;
        number
    }

    fn key(&self) -> MessageId {
        let number = self.numbers.fetch_add(1, Ordering::SeqCst);
        MessageId::new(format!("01936a00-0000-7000-8000-{number:012}").parse().expect("an id"))
    }

    async fn receive(&self, from: &E164, text: &str) {
        self.pass(SignedDuration::from_secs(1));
        self.steer("inbound", json!({ "from": from.as_str(), "body": text }).to_string()).await;
    }

    async fn break_next_send(&self, fault: Fault) {
        let fault = match fault {
            Fault::CutBeforeAccept => json!({ "kind": "drop_before_accept", "on": "send" }),
            Fault::CutAfterAccept => json!({ "kind": "drop_after_accept", "on": "send" }),
            Fault::LateAnswer => {
                json!({ "kind": "delay_ms", "delay_ms": PATIENCE.as_millis() * 5, "on": "send" })
            }
            Fault::UnreadableAnswer => json!({ "kind": "garbage", "on": "send" }),
            Fault::OutOfOrder => json!({ "kind": "status", "status": 500, "on": "send" }),
            Fault::RateLimited(seconds) => {
                json!({ "kind": "rate_limited", "retry_after": seconds, "on": "send" })
            }
        };
        self.steer("faults", json!({ "next": [fault] }).to_string()).await;
    }

    async fn break_next_list(&self) {
        let fault = json!({ "kind": "status", "status": 503, "on": "list" });
        self.steer("faults", json!({ "next": [fault] }).to_string()).await;
    }

    async fn taken(&self, to: &E164) -> usize {
        let to = to.as_str().replace('+', "%2B");
        let answer = self.ask(&format!("deliveries?to={to}")).await;
        answer["deliveries"].as_array().expect("a list").len()
    }
}
