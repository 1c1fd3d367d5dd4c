//! kill -9 at random points of collecting and of sending: nothing is lost, nothing is sent or taken in twice.
//!
//! The real `anteroomctl run` over the real file, keyring and adapter is killed 200 times; the provider outlives it and
//! counts. Where nobody can tell whether a message left, a person decides, as the product asks them to. Linux only: the
//! private session that holds the keyring is.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::{Arranged, ConversationRequest, DeliveryView, MessageKindView, MessagesRequest, Queue, QueueRequest};
use engine::{Clock, Engine, Notice, Notifier, Timing};
use laptop::{Home, Laptop, OsIds, Ports, SystemClock};
use model::{ConversationId, E164};
use testkit::Town;
use testkit::hostile::Dice;
use testkit::session::{self, Kind};
use vault::OsKeyring;

const KILLS_EACH: u32 = 100;
const WRITERS: [&str; 4] = ["+447700900101", "+447700900102", "+447700900104", "+447700900105"];
const ANSWERED: &str = "+447700900102";
/// How long the provider holds back an answer that a kill may cut off.
const ANSWER_HELD_MS: u64 = 200;
/// Fewer kills within a call than this, and the test has shown too little.
const CUT_OFF_AT_LEAST: u64 = 10;
const LONGEST_SETTLING: Duration = Duration::from_secs(120);

struct Quiet;

impl Notifier for Quiet {
    fn show(&self, _notice: Notice) {}
    fn clear(&self, _conversation: Option<ConversationId>) {}
}

/// The practice's folder, the provider, and the program that is killed.
struct Trial {
    home: PathBuf,
    town: Town,
    dice: Dice,
    runtime: tokio::runtime::Runtime,
}

impl Trial {
    fn ctl(&self, arguments: &[&str]) -> Command {
        // Beside the test's own folder, where cargo puts the programs.
        let programs = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().to_owned();
        let mut command = Command::new(programs.join("anteroomctl"));
        command.env("ANTEROOM_HOME", &self.home).env("ANTEROOM_SANDBOX", self.town.url());
        command.args(arguments).args(["--hold-ms", "0", "--reconcile-ms", "300"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn says(&self, arguments: &[&str]) -> String {
        let output = self.ctl(arguments).output().expect("anteroomctl starts: `cargo build -p ctl` makes it");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "anteroomctl {arguments:?} failed: {error}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Lets the provider carry out the next request of a kind and hold its answer back, so that kills fall within calls.
    fn slow(&self, kind: &str) {
        let fault = serde_json::json!([{ "kind": "delay_ms", "delay_ms": ANSWER_HELD_MS, "on": kind }]);
        self.runtime.block_on(self.town.breaks(fault));
    }

    /// Says how many requests of a kind the kills cut off.
    fn cut_off(&self, kind: &str) -> u64 {
        self.runtime.block_on(self.town.abandoned(kind))
    }

    /// Starts the workers and kills them at a random point: every other time one after they say that they work, so that
    /// on a slow computer, too, kills fall within calls.
    fn run_and_kill(&mut self, round: u32, longest: u64) {
        let mut workers = self.ctl(&["run", "--detached", "--seconds", "60"]).spawn().unwrap();
        if round.is_multiple_of(2) {
            let mut working = String::new();
            BufReader::new(workers.stdout.as_mut().unwrap()).read_line(&mut working).unwrap();
        }
        std::thread::sleep(Duration::from_millis(self.dice.below(longest)));
        assert!(workers.try_wait().unwrap().is_none(), "the workers still run when they are killed");
        workers.kill().unwrap();
        workers.wait().unwrap();
    }

    /// Opens the practice within this process, as a colleague's program would.
    fn open(&self) -> Laptop {
        let ports = Ports {
            keyring: Arc::new(OsKeyring::new()),
            clock: Arc::new(SystemClock),
            ids: Arc::new(OsIds),
            notifier: Arc::new(Quiet),
            timing: Timing::default(),
            sandbox: None,
        };
        self.runtime.block_on(Laptop::open(&Home::new(self.home.clone()), &ports)).unwrap().expect("a practice")
    }
}

/// What one conversation holds.
struct Said {
    incoming: Vec<String>,
    undecided: Vec<String>,
    on_the_way: usize,
}

/// Reads a conversation from beginning to end, page by page.
async fn read(engine: &Engine, conversation: &str) -> Said {
    let mut said = Said { incoming: vec![], undecided: vec![], on_the_way: 0 };
    let mut after = 0;
    loop {
        let request = MessagesRequest {
            conversation: conversation.to_owned(),
            before: None,
            after: Some(after),
            around: None,
            limit: 200,
        };
        let page = engine.messages(request).await.unwrap();
        for message in page.messages {
            after = message.number;
            match (message.kind, message.delivery) {
                (MessageKindView::In, _) => said.incoming.push(message.text),
                (_, Some(DeliveryView::Unknown { needs_person: true })) => said.undecided.push(message.id),
                (_, Some(DeliveryView::Delivered { .. })) => {}
                _ => said.on_the_way += 1,
            }
        }
        if !page.has_later {
            return said;
        }
    }
}

async fn conversations(engine: &Engine) -> Vec<(String, String)> {
    let page = engine
        .queue(QueueRequest { queue: Queue::Open, after: None, limit: 200, arranged: Arranged::default() })
        .await
        .unwrap();
    page.rows.into_iter().map(|row| (row.id, row.number)).collect()
}

/// Counts how often each expected text is there; returns (lost, doubled).
fn compare(expected: &[String], found: &[String]) -> (usize, usize) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for text in found {
        *times.entry(text).or_default() += 1;
    }
    let lost = expected.iter().filter(|text| !times.contains_key(text.as_str())).count();
    (lost, times.values().filter(|count| **count > 1).count())
}

#[test]
fn killed_at_any_point_nothing_is_lost_and_nothing_is_said_twice() {
    let name = "killed_at_any_point_nothing_is_lost_and_nothing_is_said_twice";
    session::within(Kind::Unlocked, name, || {
        let folder = tempfile::tempdir().unwrap();
        trial(folder.path());
    });
}

fn trial(folder: &Path) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = sandbox::Config::new(Arc::new(|| SystemClock.now()));
    let town = runtime.block_on(Town::with(config));
    let mut trial = Trial { home: folder.join("practice"), town, dice: Dice::new(20_261_122), runtime };
    trial.says(&["init", "--name", "A. Okafor", "--role", "nurse", "--training"]);

    // Collecting: texts flow in while the workers die.
    let mut written = Vec::new();
    for round in 0..KILLS_EACH {
        for place in 0..3 {
            let from = WRITERS.iter().cycle().nth(trial.dice.below(WRITERS.len() as u64) as usize).unwrap();
            let text = format!("in {round} {place}");
            trial.runtime.block_on(trial.town.writes(&E164::parse(from).unwrap(), &text));
            written.push(text);
        }
        trial.slow("list");
        trial.run_and_kill(round, 250);
    }
    trial.says(&["collect"]);

    // Sending: answers leave while the workers die.
    let engine = trial.open().engine;
    let rows = trial.runtime.block_on(conversations(&engine));
    let (conversation, _) = rows.iter().find(|(_, number)| number == ANSWERED).expect("that patient wrote").clone();
    drop(engine);
    let mut answered = Vec::new();
    for round in 0..KILLS_EACH {
        for place in 0..2 {
            let text = format!("out {round} {place}");
            trial.says(&["send", &conversation, &text, "--purpose", "administration"]);
            answered.push(text);
        }
        trial.slow("send");
        trial.run_and_kill(round, 250);
    }

    // Settling: the workers run, and a person decides where the product asks.
    let laptop = trial.open();
    let mut workers = trial.ctl(&["run", "--detached", "--seconds", "600"]).spawn().unwrap();
    let (mut decided, begun) = (0, Instant::now());
    loop {
        let said = trial.runtime.block_on(read(&laptop.engine, &conversation));
        for message in &said.undecided {
            trial.says(&["resolve", message, "--send"]);
            decided += 1;
        }
        if said.undecided.is_empty() && said.on_the_way == 0 {
            break;
        }
        assert!(begun.elapsed() < LONGEST_SETTLING, "{} messages never settled", said.on_the_way);
        std::thread::sleep(Duration::from_millis(200));
    }
    workers.kill().unwrap();
    workers.wait().unwrap();

    let delivered = trial.runtime.block_on(trial.town.taken(&E164::parse(ANSWERED).unwrap()));
    let (lost_out, doubled_out) = compare(&answered, &delivered);
    let mut taken_in = Vec::new();
    for (id, _) in trial.runtime.block_on(conversations(&laptop.engine)) {
        taken_in.extend(trial.runtime.block_on(read(&laptop.engine, &id)).incoming);
    }
    let (lost_in, doubled_in) = compare(&written, &taken_in);
    let open = trial.runtime.block_on(laptop.engine.conversation(ConversationRequest { conversation })).unwrap();
    let (within_list, within_send) = (trial.cut_off("list"), trial.cut_off("send"));
    println!(
        "{} kills, {within_list} within a reading, {within_send} within a handing over; {} texts in: {lost_in} lost, {doubled_in} doubled; {} texts out: {lost_out} lost, {doubled_out} doubled; \
         a person decided {decided} times; revision {}",
        2 * KILLS_EACH,
        written.len(),
        answered.len(),
        open.revision
    );
    assert!(
        within_list >= CUT_OFF_AT_LEAST && within_send >= CUT_OFF_AT_LEAST,
        "only {within_list} kills fell within a reading and {within_send} within a handing over"
    );
    assert_eq!((lost_in, doubled_in), (0, 0), "every text of a patient is here once");
    assert_eq!((lost_out, doubled_out), (0, 0), "every answer reached the phone once");
    let verified = trial.says(&["verify"]);
    assert!(verified.contains("\"sound\":true"), "log, texts and views hold after 200 kills: {verified}");
}
