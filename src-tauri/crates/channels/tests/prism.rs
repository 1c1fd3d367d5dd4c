//! The adapter and the stand-in against Twilio's own description of its interface.
//!
//! Prism, a program that this project did not write, stands between the two and refuses every request and every answer
//! that the description does not allow. What both of ours got wrong in the same way shows here.
//!
//! It needs `npm ci` in `tests/peers` and the description, which is not part of the project: `ANTEROOM_SPECS`, or
//! `../shared/specs` beside the workspace. Without them the test says that it is skipped; `ANTEROOM_REQUIRE_PEERS=1`
//! makes that a failure.
#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test: it speaks by panicking")]

mod stage;

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use channels::{
    Provider as _, ProviderError,
    conformance::{self, Harness as _, Phone},
};
use model::Sensitive;
use sandbox::Config;
use serde_json::{Value, json};
use stage::{Stage, adapter};
use tokio::process::{Child, Command};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

/// A running Prism; it is killed by its id when this is dropped.
struct Prism {
    url: String,
    _process: Child,
    _description: tempfile::TempDir,
}

/// What the test needs and may not find.
struct Peers {
    prism: PathBuf,
    description: PathBuf,
}

impl Peers {
    fn find() -> Option<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let specs = std::env::var_os("ANTEROOM_SPECS").map_or_else(|| root.join("../shared/specs"), PathBuf::from);
        let peers = Self {
            prism: root.join("tests/peers/node_modules/@stoplight/prism-cli/dist/index.js"),
            description: specs.join("twilio/twilio_api_v2010.json"),
        };
        let missing = [&peers.prism, &peers.description].into_iter().find(|path| !path.is_file());
        let has_node = std::process::Command::new("node").arg("--version").stdout(Stdio::null()).status().is_ok();
        let reason = match missing {
            Some(path) => format!("there is no {}", path.display()),
            None if !has_node => "there is no node".to_owned(),
            None => return Some(peers),
        };
        assert!(std::env::var_os("ANTEROOM_REQUIRE_PEERS").is_none(), "peers are required, and {reason}");
        eprintln!("SKIPPED: nothing was checked against Twilio's description, because {reason}");
        None
    }

    /// Reads the description, cut down to messages.
    ///
    /// One rule is taken out: addresses of pages have the format `uri`, but Twilio's own examples, like its answers,
    /// give them without a host.
    fn description(&self) -> Value {
        let text = std::fs::read(&self.description).expect("the description is readable");
        let mut description: Value = serde_json::from_slice(&text).expect("the description is JSON");
        let paths = description["paths"].as_object_mut().expect("it has paths");
        paths.retain(|path, _| path.contains("/Messages") && !path.contains("/Calls/"));
        assert!(!paths.is_empty(), "the description describes messages");
        drop_uri_format(&mut description["paths"]);
        description
    }

    /// Starts Prism before a server, and waits until it listens.
    async fn start(&self, upstream: &str) -> Prism {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("twilio.json");
        std::fs::write(&file, self.description().to_string()).expect("the description is written");
        let port = {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
            listener.local_addr().expect("an address").port()
        };
        let process = Command::new("node")
            .arg(&self.prism)
            .args(["proxy", "--errors", "--host", "127.0.0.1", "--port", &port.to_string()])
            .args([file.as_os_str(), upstream.as_ref()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("Prism starts");
        for _ in 0..300 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                let url = format!("http://127.0.0.1:{port}");
                return Prism { url, _process: process, _description: folder };
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("Prism does not listen after thirty seconds");
    }
}

fn drop_uri_format(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                if (name == "uri" || name.ends_with("_page_uri")) && field["format"] == "uri" {
                    field.as_object_mut().expect("an object").remove("format");
                }
                drop_uri_format(field);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(drop_uri_format),
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn adapter_and_stand_in_keep_to_twilios_own_description() {
    let Some(peers) = Peers::find() else { return };
    let mut stage = Stage::new().await;
    let prism = peers.start(&stage.url).await;
    stage.twilio = adapter(&prism.url, Config::TOKEN, |_| {});
    stage.wrong_key = adapter(&prism.url, "another-token", |_| {});
    // A violation becomes an error of Prism's, so a promise would break.
    conformance::check(&stage).await;
    stage.twilio = adapter(&prism.url, Config::TOKEN, |config| config.page_size = 2);
    stage.receive(&stage.number_ending(123), "a picture").await;
    let all = stage.twilio.inbound_since(stage.now()).await.expect("every page is as described");
    assert!(all.messages.len() > 2, "there was more than a page");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stand_ins_other_answers_keep_to_the_description_too() {
    let Some(peers) = Peers::find() else { return };
    let stage = Stage::new().await;
    let prism = peers.start(&stage.url).await;
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let folder = format!("{}/2010-04-01/Accounts/{}/Messages", prism.url, Config::ACCOUNT_SID);
    let check = async |request: reqwest::RequestBuilder, expected: u16| {
        let answer = request.basic_auth(Config::ACCOUNT_SID, Some(Config::TOKEN)).send().await.expect("an answer");
        let violations = answer.headers().get("sl-violations").map(|value| value.to_str().expect("text").to_owned());
        assert_eq!((answer.status().as_u16(), violations), (expected, None));
        answer.bytes().await.expect("a body")
    };
    let picture = json!({ "from": "+447700900123", "body": "see picture", "num_media": 2 });
    let played = stage.steer("inbound", picture.to_string()).await;
    let sid = played["sids"][0].as_str().expect("an id");
    let media = check(client.get(format!("{folder}/{sid}/Media.json")), 200).await;
    let media: Value = serde_json::from_slice(&media).expect("JSON");
    assert_eq!(media["media_list"].as_array().map(Vec::len), Some(2), "both pictures are listed");
    let picture = format!("{folder}/{sid}/Media/{}.json", media["media_list"][0]["sid"].as_str().expect("an id"));
    check(client.get(&picture), 200).await;
    check(client.delete(&picture), 204).await;
    let redacted = check(client.post(format!("{folder}/{sid}.json")).form(&[("Body", "")]), 200).await;
    let redacted: Value = serde_json::from_slice(&redacted).expect("JSON");
    assert_eq!(
        (&redacted["body"], &redacted["num_media"]),
        (&json!(""), &json!("1")),
        "the words are gone, a picture too"
    );
    check(client.delete(format!("{folder}/{sid}.json")), 204).await;
    let patient = stage.number(Phone::Off).await;
    let sent = stage.twilio.send(&patient, &Sensitive::new("hello".to_owned()), stage.key()).await.expect("accepted");
    stage.settle().await;
    let failed = check(client.get(format!("{folder}/{}.json", sent.id)), 200).await;
    let failed: Value = serde_json::from_slice(&failed).expect("JSON");
    assert_eq!((&failed["status"], &failed["error_code"]), (&json!("undelivered"), &json!(30003)), "with its code");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_bites() {
    let Some(peers) = Peers::find() else { return };
    let wrong = MockServer::start().await;
    let message = json!({ "sid": "SM1", "direction": "inbound", "status": "teleported" });
    let page = ResponseTemplate::new(200).set_body_json(json!({ "messages": [message], "page": "one" }));
    Mock::given(any()).respond_with(page).mount(&wrong).await;
    let prism = peers.start(&wrong.uri()).await;
    let twilio = adapter(&prism.url, Config::TOKEN, |_| {});
    let since = "2026-11-20T12:00:00Z".parse().expect("a time");
    assert_eq!(twilio.inbound_since(since).await, Err(ProviderError::Unavailable), "a wrong answer is stopped");
    let client = reqwest::Client::builder().no_proxy().build().expect("a client");
    let list = format!("{}/2010-04-01/Accounts/{}/Messages.json", prism.url, Config::ACCOUNT_SID);
    for (request, why) in [
        (client.post(&list).form(&[("From", "+447700900000")]), "a message to nobody"),
        (client.get(format!("{list}?PageSize=1001")), "a page that is too long"),
        (client.get(list.replace("/AC0", "/XX0")), "an account that is none"),
    ] {
        let answer = request.basic_auth("a", Some("b")).send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 422, "{why} is stopped");
    }
    let unsigned = client.get(&list).send().await.expect("an answer");
    assert_eq!(unsigned.status().as_u16(), 401, "nothing goes without a key");
}
