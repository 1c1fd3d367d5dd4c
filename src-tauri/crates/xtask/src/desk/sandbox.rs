//! The stand-in provider as a program of its own, and the patients behind it.

use std::io::{BufRead as _, BufReader};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

use crate::error::{During as _, Result, TaskError};
use crate::process::Running;

/// The running stand-in.
#[derive(Debug)]
pub struct Sandbox {
    agent: Agent,
    url: String,
    running: Running,
    /// It ends when this pipe does, so also when this program is killed.
    _alive: (Option<ChildStdin>, BufReader<ChildStdout>),
}

impl Sandbox {
    /// Starts it. At pace 0 no patient writes by himself; at 1 the surgery is a gentle one.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(mut command: Command, pace: f64) -> Result<Self> {
        command.arg("--with-parent").args(["--pace", &pace.to_string()]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        let mut running = Running::start("anteroom-sandbox", &mut command)?;
        let stdin = running.child().stdin.take();
        let mut stdout = BufReader::new(running.child().stdout.take().during("no output of the sandbox")?);
        let mut line = String::new();
        stdout.read_line(&mut line).during("the sandbox's first line")?;
        let ready: Value = serde_json::from_str(&line).during("the sandbox's first line")?;
        let url = ready.get("url").and_then(Value::as_str).during("the sandbox names no address")?;
        let agent: Agent = Agent::config_builder().timeout_global(Some(Duration::from_secs(20))).build().into();
        Ok(Self { agent, url: url.trim_end_matches('/').to_owned(), running, _alive: (stdin, stdout) })
    }

    /// Returns its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns its process id.
    pub fn id(&self) -> u32 {
        self.running.id()
    }

    /// Lets a patient write.
    ///
    /// # Errors
    /// When the sandbox refuses.
    pub fn patient_writes(&self, from: &str, body: &str) -> Result<()> {
        let message = json!({ "from": from, "body": body });
        let sent = self.agent.post(format!("{}/sandbox/inbound", self.url)).send_json(&message);
        sent.during("the sandbox").map(drop)
    }

    /// Returns what reached the provider for a number, in order: text and state.
    ///
    /// # Errors
    /// When the sandbox does not answer.
    pub fn deliveries(&self, to: &str) -> Result<Vec<(String, String)>> {
        let url = format!("{}/sandbox/deliveries", self.url);
        let mut response = self.agent.get(url).query("to", to).call().during("the sandbox")?;
        let answer: Value = response.body_mut().read_json().during("the sandbox")?;
        let list = answer.get("deliveries").and_then(Value::as_array);
        let text = |entry: &Value, key: &str| entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        list.map(|list| list.iter().map(|entry| (text(entry, "body"), text(entry, "status"))).collect())
            .ok_or_else(|| TaskError::new("the sandbox answered without deliveries"))
    }
}
