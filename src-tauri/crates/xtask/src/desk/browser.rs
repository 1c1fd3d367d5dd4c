//! A small WebDriver client, for the driver of WebKitGTK.
//!
//! It blocks and has no runtime, so that `cargo xtask` starts quickly on a fresh machine; the ready clients all bring one.

use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use base64::Engine as _;
use serde_json::{Value, json};
use ureq::Agent;

use crate::error::{During as _, Result, TaskError};
use crate::process::{self, Running};
use crate::session::Session;

/// The name under which the protocol gives elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How long the program may take to open its window.
const OPENING: Duration = Duration::from_secs(60);

/// A window under remote control. Dropping it ends the program.
#[derive(Debug)]
pub struct Browser {
    agent: Agent,
    session: String,
    driver: Running,
}

impl Browser {
    /// Starts the driver in the session, and through it the program.
    ///
    /// # Errors
    /// When one of them does not start.
    pub fn open(session: &Session, program: &Path, environment: &[(&str, String)]) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).during("a free port")?.port();
        let log = std::fs::File::create(session.folder().join("window.log")).during("the window's log")?;
        let mut command = session.command("WebKitWebDriver");
        command.arg("--host=127.0.0.1").arg(format!("--port={port}"));
        command.env("TAURI_WEBVIEW_AUTOMATION", "true").envs(environment.iter().map(|(name, value)| (*name, value)));
        command.stdin(Stdio::null()).stdout(log.try_clone().during("the window's log")?).stderr(log);
        let driver = Running::start("WebKitWebDriver", &mut command)?;
        let agent: Agent =
            Agent::config_builder().timeout_global(Some(OPENING)).http_status_as_error(false).build().into();
        let base = format!("http://127.0.0.1:{port}");
        process::until("the window's driver", Duration::from_secs(10), || {
            answer(agent.get(format!("{base}/status")).call()).map(Some)
        })?;
        let wanted = json!({ "capabilities": { "alwaysMatch": {
            "webkitgtk:browserOptions": { "binary": program, "args": [] },
            "timeouts": { "script": 60_000, "pageLoad": 60_000, "implicit": 0 },
        } } });
        let opened = answer(agent.post(format!("{base}/session")).send_json(&wanted)).during("opening the window")?;
        let id = opened.get("sessionId").and_then(Value::as_str).during("the driver names no session")?;
        Ok(Self { session: format!("{base}/session/{id}"), agent, driver })
    }

    /// Returns the process id of the driver, whose process group the program is in.
    pub fn id(&self) -> u32 {
        self.driver.id()
    }

    /// Ends the program at once, as a power cut would.
    pub fn kill(mut self) {
        self.driver.kill();
    }

    /// Runs a function body in the window and returns what it returns.
    ///
    /// # Errors
    /// When it throws.
    pub fn run(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Runs a function body that calls its last argument when it is ready.
    ///
    /// # Errors
    /// When it throws or never calls.
    pub fn run_async(&self, body: &str, arguments: &[Value]) -> Result<Value> {
        self.post("execute/async", &json!({ "script": body, "args": arguments }))
    }

    /// Clicks on the one element that a selector names, as a mouse does.
    ///
    /// # Errors
    /// When it is not there, or something lies over it.
    pub fn click(&self, selector: &str) -> Result<()> {
        let element = self.find(selector)?;
        self.post(&format!("element/{element}/click"), &json!({})).during(format!("clicking {selector}")).map(drop)
    }

    /// Types into the element that a selector names.
    ///
    /// # Errors
    /// When it is not there or takes no keys.
    pub fn type_into(&self, selector: &str, text: &str) -> Result<()> {
        let element = self.find(selector)?;
        let keys = json!({ "text": text });
        self.post(&format!("element/{element}/value"), &keys).during(format!("typing into {selector}")).map(drop)
    }

    /// Presses keys wherever the focus is.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        self.post("actions", &json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] })).map(drop)
    }

    /// Returns what the window shows, as a PNG.
    ///
    /// # Errors
    /// When the driver gives none.
    pub fn picture(&self) -> Result<Vec<u8>> {
        let picture = self.get("screenshot")?;
        let text = picture.as_str().during("the driver gave no picture")?;
        base64::engine::general_purpose::STANDARD.decode(text).during("the driver's picture")
    }

    /// Gives the window a size; what it shows is smaller by the frame.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.post("window/rect", &json!({ "x": 0, "y": 0, "width": width, "height": height })).map(drop)
    }

    /// Returns the window's title.
    ///
    /// # Errors
    /// When the driver refuses.
    pub fn title(&self) -> Result<String> {
        Ok(self.get("title")?.as_str().unwrap_or_default().to_owned())
    }

    fn find(&self, selector: &str) -> Result<String> {
        let found = self.post("element", &json!({ "using": "css selector", "value": selector })).during(selector)?;
        let id = found.get(ELEMENT).and_then(Value::as_str);
        Ok(id.during("the driver named no element")?.to_owned())
    }

    fn get(&self, what: &str) -> Result<Value> {
        answer(self.agent.get(format!("{}/{what}", self.session)).call()).during(what)
    }

    fn post(&self, what: &str, body: &Value) -> Result<Value> {
        answer(self.agent.post(format!("{}/{what}", self.session)).send_json(body)).during(what)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver ends the program with the session; what is left ends with the process group.
        let _ = self.agent.delete(&self.session).call();
    }
}

fn answer(response: std::result::Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value> {
    let mut response = response.during("the driver")?;
    // A picture of a large window is some megabytes of text.
    let body = response.body_mut().with_config().limit(100 * 1024 * 1024).read_to_string().during("the driver")?;
    let body: Value = serde_json::from_str(&body).during("the driver")?;
    let value = body.get("value").cloned().unwrap_or(Value::Null);
    match value.get("error").and_then(Value::as_str) {
        Some(error) => {
            let message = value.get("message").and_then(Value::as_str).unwrap_or_default();
            Err(TaskError::new(format!("{error}: {message}")))
        }
        None => Ok(value),
    }
}
