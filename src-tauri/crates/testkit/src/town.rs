//! The world outside: the stand-in provider, and the patients whom a test plays.

use std::sync::Arc;
use std::time::Duration;

use channels::Provider;
use channels::twilio::{Twilio, TwilioConfig};
use model::E164;
use sandbox::{Config, Running};
use serde_json::{Value, json};
use tokio::sync::Mutex;
use zeroize::Zeroizing;

use crate::HandClock;

/// How long the adapter waits for an answer here.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running stand-in provider and a hand to steer it with.
pub struct Town {
    url: String,
    config: Config,
    client: reqwest::Client,
    running: Mutex<Option<Running>>,
}

impl std::fmt::Debug for Town {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Town").field("url", &self.url).finish_non_exhaustive()
    }
}

impl Town {
    /// Starts the provider with a clock of the test's.
    ///
    /// # Panics
    /// When no port can be had.
    pub async fn open(clock: &HandClock) -> Self {
        let clock = clock.clone();
        Self::with(Config::new(Arc::new(move || clock.time()))).await
    }

    /// Starts the provider with these settings.
    ///
    /// # Panics
    /// When no port can be had.
    pub async fn with(mut config: Config) -> Self {
        let running = sandbox::start(config.clone()).await.expect("the provider starts");
        let url = running.url().to_owned();
        config.port = url.rsplit(':').next().and_then(|port| port.parse().ok()).expect("an address ends with its port");
        let client = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { url, config, client, running: Mutex::new(Some(running)) }
    }

    /// Returns where the provider is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns the product's own adapter for it.
    ///
    /// # Panics
    /// When the adapter does not take the address.
    pub fn provider(&self) -> Arc<dyn Provider> {
        let number = E164::parse(Config::NUMBER).expect("a number");
        let config = TwilioConfig {
            base_url: self.url.clone(),
            total_timeout: PATIENCE,
            ..TwilioConfig::new(Config::ACCOUNT_SID, number)
        };
        Arc::new(Twilio::new(config, Zeroizing::new(Config::TOKEN.to_owned())).expect("good settings"))
    }

    /// Cuts the line: nobody listens at the provider's address any more. What it had is gone.
    pub async fn cut_off(&self) {
        drop(self.running.lock().await.take());
    }

    /// Mends the line.
    ///
    /// # Panics
    /// When somebody else took the port meanwhile.
    pub async fn reconnect(&self) {
        let running = sandbox::start(self.config.clone()).await.expect("the port is still free");
        *self.running.lock().await = Some(running);
    }

    /// Lets somebody write to the practice; returns the provider's id of the message.
    ///
    /// # Panics
    /// When the provider does not take it.
    pub async fn writes(&self, from: &E164, text: &str) -> String {
        let answer = self.steer("inbound", json!({ "from": from.as_str(), "body": text }).to_string()).await;
        answer.pointer("/sids/0").and_then(Value::as_str).expect("the message's id").to_owned()
    }

    /// Says what becomes of messages to a number: "delivers", "landline", "not_mobile", "opted_out", "unreachable",
    /// "no_receipt", "late_receipt" (30 hours).
    pub async fn is_a(&self, number: &E164, behaviour: &str) {
        self.steer("number", json!({ "number": number.as_str(), "behaviour": behaviour }).to_string()).await;
    }

    /// Breaks the next requests; see the stand-in's `Fault`.
    pub async fn breaks(&self, faults: Value) {
        self.steer("faults", json!({ "next": faults }).to_string()).await;
    }

    /// Returns every text that the provider really took over for a number, in order: a double stands twice.
    ///
    /// # Panics
    /// When the provider does not answer.
    pub async fn taken(&self, to: &E164) -> Vec<String> {
        let query = [("to", to.as_str())];
        let answer = self.client.get(format!("{}/sandbox/deliveries", self.url)).query(&query).send().await;
        let answer: Value = answer.expect("an answer").json().await.expect("JSON");
        let list = answer.get("deliveries").and_then(Value::as_array).expect("a list");
        list.iter().filter_map(|one| one.get("body")?.as_str().map(str::to_owned)).collect()
    }

    /// Returns how many requests of a kind ("send", "list", "get") were cut off by whoever asked while the provider
    /// held its answer back.
    ///
    /// # Panics
    /// When the provider does not answer.
    pub async fn abandoned(&self, kind: &str) -> u64 {
        let answer = self.client.get(format!("{}/sandbox/state", self.url)).send().await.expect("an answer");
        let state: Value = answer.json().await.expect("JSON");
        state.pointer(&format!("/abandoned/{kind}")).and_then(Value::as_u64).expect("a count")
    }

    /// Posts raw JSON to the stand-in's steering address.
    ///
    /// # Panics
    /// When it is not understood.
    pub async fn steer(&self, path: &str, body: impl Into<reqwest::Body>) -> Value {
        let answer = self.client.post(format!("{}/sandbox/{path}", self.url)).body(body).send().await;
        let answer = answer.expect("an answer");
        assert!(answer.status().is_success(), "{path} is understood: {}", answer.status());
        answer.json().await.unwrap_or(Value::Null)
    }
}
