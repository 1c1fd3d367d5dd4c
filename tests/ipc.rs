//! What the window may call: exactly the commands of the contract, from the one window, and nothing else.
#![expect(clippy::unwrap_used, reason = "a test's helper may stop the test")]

use std::sync::Arc;

use engine::{Notice, Notifier};
use laptop::Home;
use model::ConversationId;
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, WebviewWindow, WebviewWindowBuilder};

struct Quiet;

impl Notifier for Quiet {
    fn show(&self, _notice: Notice) {}
    fn clear(&self, _conversation: Option<ConversationId>) {}
}

/// The commands of the contract's table.
fn contract() -> Vec<String> {
    let table = include_str!("../src-tauri/crates/contract/src/command.rs");
    let rows = table.lines().filter_map(|line| line.strip_prefix("//! | `"));
    rows.filter_map(|row| row.split_once('`').map(|(name, _)| name.to_owned())).collect()
}

/// The app with its real permissions and capabilities, over an empty folder, without a display.
fn app() -> App<MockRuntime> {
    let mut context = tauri::generate_context!("tauri.conf.json", test = true);
    context.config_mut().app.windows.clear();
    context.config_mut().plugins.0.clear();
    let builder = mock_builder()
        .manage(anteroom::Desk::new(Some(Home::new(std::env::temp_dir().join("anteroom-ipc-none"))), Arc::new(Quiet)));
    anteroom::with_commands(builder).build(context).unwrap()
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, tauri::WebviewUrl::default()).build().unwrap()
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, url: &str) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body: InvokeBody::Json(json!({})),
        headers: tauri::http::HeaderMap::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

/// Where the app's own pages come from.
const OWN: &str = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

fn is_refused_by_permission(answer: &Result<Value, Value>) -> bool {
    matches!(answer, Err(Value::String(why)) if why.contains("not allowed") || why.contains("not found"))
}

#[test]
fn the_window_may_call_every_command_of_the_contract() {
    let app = app();
    let main = window(&app, "main");
    let commands = contract();
    assert_eq!(commands.len(), 87, "the contract's table is read whole: {commands:?}");
    for command in commands {
        let answer = call(&main, &command, OWN);
        assert!(!is_refused_by_permission(&answer), "{command} is a command of the contract, got {answer:?}");
    }
}

#[test]
fn another_window_may_call_nothing() {
    let app = app();
    let other = window(&app, "other");
    for command in contract() {
        let answer = call(&other, &command, OWN);
        assert!(is_refused_by_permission(&answer), "{command} from another window, got {answer:?}");
    }
}

#[test]
fn a_foreign_page_in_the_window_may_call_nothing() {
    let app = app();
    let main = window(&app, "main");
    for command in contract() {
        let answer = call(&main, &command, "https://example.org");
        assert!(is_refused_by_permission(&answer), "{command} from a foreign page, got {answer:?}");
    }
}

#[test]
fn what_is_not_in_the_contract_cannot_be_called() {
    let app = app();
    let main = window(&app, "main");
    for command in ["eval", "verify", "plugin:shell|execute", "plugin:fs|read_file", "plugin:window|close"] {
        let answer = call(&main, command, OWN);
        assert!(is_refused_by_permission(&answer), "{command} is not for the window, got {answer:?}");
    }
}
