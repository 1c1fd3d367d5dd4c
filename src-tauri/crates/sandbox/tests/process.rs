//! The stand-in as a process of its own: how it starts, what it writes down, and that it ends.
#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test: it speaks by panicking")]

use std::{process::Stdio, time::Duration};

use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

const SOON: Duration = Duration::from_secs(20);
const ACCOUNT: &str = sandbox::Config::ACCOUNT_SID;

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom-sandbox"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    command
}

/// Starts it and reads the line that says where it is.
async fn start(arguments: &[&str]) -> (Child, String) {
    let mut process = command().args(arguments).spawn().expect("it starts");
    let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
    let line = timeout(SOON, lines.next_line()).await.expect("soon").expect("a line").expect("not its end");
    let ready: Value = serde_json::from_str(&line).expect("JSON");
    assert_eq!(ready["pid"].as_u64(), process.id().map(u64::from), "it says which process it is");
    (process, ready["url"].as_str().expect("its address").to_owned())
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

async fn send(url: &str, to: &str, body: &str) -> (u16, Value) {
    let form = [("To", to), ("From", sandbox::Config::NUMBER), ("Body", body)];
    let request = client().post(format!("{url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json")).form(&form);
    let answer = request.basic_auth(ACCOUNT, Some("t0ken")).send().await.expect("an answer");
    (answer.status().as_u16(), answer.json().await.expect("JSON"))
}

#[tokio::test]
async fn it_ends_with_its_parent() {
    let (mut process, url) = start(&["--with-parent", "--pace", "0"]).await;
    assert!(url.starts_with("http://127.0.0.1:"), "this computer only, got {url}");
    drop(process.stdin.take());
    let status = timeout(SOON, process.wait()).await.expect("soon").expect("a status");
    assert!(status.success(), "ending with the parent is no failure");
}

#[tokio::test]
async fn it_ends_by_itself_when_its_time_is_over() {
    let (mut process, _) = start(&["--for-seconds", "1", "--pace", "0"]).await;
    assert!(timeout(SOON, process.wait()).await.expect("soon").expect("a status").success());
}

#[tokio::test]
async fn the_journal_counts_what_was_accepted_even_after_it_was_killed() {
    let folder = tempfile::tempdir().expect("a folder");
    let journal = folder.path().join("journal.jsonl");
    let path = journal.to_str().expect("a path");
    for round in 0..2 {
        let (mut process, url) = start(&["--pace", "0", "--token", "t0ken", "--journal", path]).await;
        let (status, message) = send(&url, "+447700900123", &format!("round {round}")).await;
        assert_eq!((status, &message["status"]), (201, &json!("queued")));
        let fault = json!({ "next": [{ "kind": "drop_after_accept", "on": "send" }] }).to_string();
        client().post(format!("{url}/sandbox/faults")).body(fault).send().await.expect("an answer");
        let cut = client()
            .post(format!("{url}/2010-04-01/Accounts/{ACCOUNT}/Messages.json"))
            .basic_auth(ACCOUNT, Some("t0ken"))
            .form(&[("To", "+447700900124"), ("From", sandbox::Config::NUMBER), ("Body", "cut")])
            .send()
            .await;
        assert!(cut.is_err(), "the answer is lost");
        process.kill().await.expect("it can be killed");
    }
    let text = std::fs::read_to_string(&journal).expect("the journal");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let bodies: Vec<_> = lines.iter().map(|line| line["body"].as_str().expect("a body")).collect();
    assert_eq!(bodies, ["round 0", "cut", "round 1", "cut"], "also what nobody got an answer for");
}

#[tokio::test]
async fn what_twilio_refuses_is_refused_in_its_form() {
    let (_process, url) = start(&["--pace", "0", "--token", "t0ken", "--with-parent"]).await;
    for (to, body, code) in [
        ("", "x", 21604),
        ("+447700900123", "", 21602),
        ("07700900123", "x", 21211),
        ("+447700900123", &"x".repeat(1601), 21617),
    ] {
        let (status, error) = send(&url, to, body).await;
        assert_eq!((status, &error["code"], &error["status"]), (400, &json!(code), &json!(400)), "{code}");
        assert_eq!(error["more_info"], json!(format!("https://www.twilio.com/docs/errors/{code}")));
    }
    let account = format!("{url}/2010-04-01/Accounts/{ACCOUNT}");
    let get = async |path: &str, token: &str| {
        let answer = client().get(format!("{account}/{path}")).basic_auth(ACCOUNT, Some(token)).send().await;
        answer.expect("an answer").status().as_u16()
    };
    assert_eq!(get("Messages.json", "wrong").await, 401, "a wrong token");
    assert_eq!(get("Messages.json?Page=1", "t0ken").await, 400, "a page without its token");
    assert_eq!(get("Messages.json?DateSent=soon", "t0ken").await, 400, "a day that is none");
    assert_eq!(get(&format!("Messages/SM{}.json", "0".repeat(32)), "t0ken").await, 404, "a message that is not there");
    let (_, message) = send(&url, "+447700900123", "x").await;
    let path = format!("{account}/Messages/{}.json", message["sid"].as_str().expect("an id"));
    let deleted = client().delete(path).basic_auth(ACCOUNT, Some("t0ken")).send().await.expect("an answer");
    assert_eq!(deleted.status().as_u16(), 409, "a message on its way cannot be deleted");
}

#[tokio::test]
async fn it_starts_anew_when_told() {
    let (_process, url) = start(&["--pace", "0", "--token", "t0ken", "--with-parent"]).await;
    send(&url, "+447700900123", "x").await;
    let state = async || {
        let answer = client().get(format!("{url}/sandbox/state")).send().await.expect("an answer");
        answer.json::<Value>().await.expect("JSON")["outbound"].clone()
    };
    assert_eq!(state().await, json!(1));
    client().post(format!("{url}/sandbox/reset")).send().await.expect("an answer");
    assert_eq!(state().await, json!(0), "nothing is left");
    let nonsense = client().post(format!("{url}/sandbox/number")).body("{}").send().await.expect("an answer");
    assert_eq!(nonsense.status().as_u16(), 422, "what is not understood is said");
}

#[tokio::test]
async fn its_people_can_be_printed_changed_and_played() {
    let print = async |arguments: &[&str]| {
        let output = timeout(SOON, command().args(arguments).output()).await.expect("soon").expect("output");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    let json = print(&["--print-patients", "json"]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("patients.json");
    std::fs::write(&file, json.replace("Okafor", "Obi")).expect("the file is written");
    let csv = print(&["--print-patients", "csv", "--patients", file.to_str().expect("a path")]).await;
    assert!(csv.contains("9995260182,Obi,Grace,1958-03-14,+447700900101"), "as a table, with the change: {csv}");
}
