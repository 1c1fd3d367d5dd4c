//! The small practice, open: the product's own parts, with time, chance and the desktop in the test's hand.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use contract::{
    Arranged, ConversationRequest, ConversationRow, ConversationView, Queue, QueueRequest, SendRequest, StaffRequest,
};
use engine::{Engine, EngineError, Parts, Timing};
use jiff::SignedDuration;
use model::{Actor, Ask, ConversationId, Operation, OperationId, Patient, Practice, Refusal};
use record::DocumentFolder;
use store::{Batch, Options, Store};
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::{BlockIds, FrontDesk, HandClock, Person, Town};

/// How long [`until`] waits: far more than anything here takes, so that it ends only what never comes.
const BOUND: Duration = Duration::from_secs(30);

/// The small practice.
#[derive(Debug)]
pub struct Surgery {
    /// What the window and the terminal talk to.
    pub engine: Engine,
    /// The practice's encrypted file.
    pub store: Store,
    /// Its time; the provider's too.
    pub clock: HandClock,
    /// Where its ids come from.
    pub ids: Arc<BlockIds>,
    /// What the desktop was asked to show.
    pub desk: Arc<FrontDesk>,
    /// The provider and the patients.
    pub town: Town,
    /// The patients' record.
    pub record: DocumentFolder,
    seat: Mutex<Person>,
    folder: TempDir,
}

impl Surgery {
    /// Opens the practice with everybody in it; nurse Okafor sits at the desk, no worker runs.
    ///
    /// # Panics
    /// When a part of it does not start.
    pub async fn open() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let clock = HandClock::default();
        let (ids, desk) = (Arc::new(BlockIds::default()), Arc::new(FrontDesk::default()));
        let town = Town::open(&clock).await;
        let store = Store::open(&Options::new(folder.path().join("practice.db")), &key(1)).expect("a new file");
        let papers = folder.path().join("record");
        std::fs::create_dir(&papers).expect("a folder for the record");
        let record = DocumentFolder::new(papers);
        let engine = assembled(&store, (&clock, &ids), (&town, &record, &desk));
        let surgery = Self { engine, store, clock, ids, desk, town, record, seat: Mutex::new(Person::Okafor), folder };
        surgery.register().await;
        surgery.sits(Person::Okafor).await;
        surgery
    }

    /// Closes the practice's file and opens it again, as a program does that is started anew: nothing is kept but what is
    /// written.
    ///
    /// # Panics
    /// When the file does not open.
    pub fn reopens(self) -> Self {
        let Self { engine, store, clock, ids, desk, town, record, seat, folder } = self;
        drop((engine, store));
        let store = opened(&folder);
        let engine = assembled(&store, (&clock, &ids), (&town, &record, &desk));
        Self { engine, store, clock, ids, desk, town, record, seat, folder }
    }

    /// Returns another engine over the practice's file, as after a restart of the program: with the same key and a fresh
    /// start.
    ///
    /// # Panics
    /// When the file does not open.
    pub fn restarts(&self) -> Engine {
        let store = opened(&self.folder);
        assembled(&store, (&self.clock, &self.ids), (&self.town, &self.record, &self.desk))
    }

    /// Writes the practice and its people into the log.
    async fn register(&self) {
        let number = Some(Person::Okafor.number());
        let practice = Practice { name: "Mill Lane Surgery".to_owned(), number, ..Practice::default() };
        let mut asks = vec![Ask::DescribePractice(practice)];
        asks.extend(Person::STAFF.map(|person| Ask::RecordStaff(person.staff())));
        asks.extend(Person::PATIENTS.map(|person| Ask::RecordPatient(person.patient())));
        self.is_told(asks).await;
    }

    /// Records a patient anew, as an import does.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn records(&self, patient: Patient) {
        self.is_told(vec![Ask::RecordPatient(patient)]).await;
    }

    /// Lets the administrator ask.
    async fn is_told(&self, asks: Vec<Ask>) {
        let operations = asks.into_iter().map(|ask| Operation {
            id: OperationId::new(self.ids.next()),
            actor: Actor::Administrator,
            ask,
        });
        let batch = Batch { operations: operations.collect(), now: self.clock.time(), bookmark: None };
        let answers = self.store.commit(batch).await.expect("committed");
        assert!(answers.iter().all(Result::is_ok), "nobody in the small practice is refused");
    }

    /// Returns the folder that holds all of the practice's files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Lets somebody of the staff sit at the desk.
    ///
    /// # Panics
    /// When they do not work here.
    pub async fn sits(&self, person: Person) {
        *self.seat.lock().expect("no test panics here") = person;
        self.ids.turn_to(person);
        let request = StaffRequest { staff: person.staff_id().to_string() };
        self.engine.choose_me(request).await.expect("they work here");
    }

    /// Lets a patient write, and collects it; what comes of it gets ids of the patient's block.
    ///
    /// # Panics
    /// When it does not come in.
    pub async fn arrives(&self, from: Person, text: &str) -> ConversationId {
        self.clock.pass(SignedDuration::from_secs(1));
        self.ids.turn_to(from);
        self.town.writes(&from.number(), text).await;
        assert_eq!(self.engine.collect_once().await.expect("collected"), 1, "exactly what was written comes in");
        self.ids.turn_to(*self.seat.lock().expect("no test panics here"));
        let rows = self.rows(Queue::Open).await;
        let last = rows.iter().max_by(|one, other| one.last_at.cmp(&other.last_at));
        last.expect("the conversation last spoken in").id.parse().expect("an id")
    }

    /// Lists a queue in its own order, its first page.
    ///
    /// # Panics
    /// When it cannot be listed.
    pub async fn rows(&self, queue: Queue) -> Vec<ConversationRow> {
        let request = QueueRequest { queue, after: None, limit: 200, arranged: Arranged::default() };
        self.engine.queue(request).await.expect("a page").rows
    }

    /// Lists the conversations of a queue in its own order, by id.
    ///
    /// # Panics
    /// When it cannot be listed.
    pub async fn ids(&self, queue: Queue) -> Vec<String> {
        self.rows(queue).await.into_iter().map(|row| row.id).collect()
    }

    /// Opens a conversation as the window does.
    ///
    /// # Panics
    /// When it is not there.
    pub async fn shows(&self, conversation: ConversationId) -> ConversationView {
        let request = ConversationRequest { conversation: conversation.to_string() };
        self.engine.conversation(request).await.expect("it is there")
    }

    /// Makes the request that the window makes when somebody answers what it shows now.
    pub async fn answer(&self, conversation: ConversationId, text: &str) -> SendRequest {
        let view = self.shows(conversation).await;
        SendRequest {
            message: self.ids.next().to_string(),
            conversation: conversation.to_string(),
            revision: view.revision,
            to: view.row.number,
            text: text.to_owned(),
            shared_number_seen: false,
            review_seen: false,
            repeats: None,
            // Ends as it was written: a clinical message is signed.
            purpose: contract::PurposeView::Administration,
            despite: None,
            templates: vec![],
            reason: None,
            also: vec![],
            holding: false,
            // Nobody asks about what a test says twice; the tests of A-21 do.
            repeat_seen: true,
            then_done: false,
            answered: false,
            send_at: None,
            quote: None,
        }
    }

    /// Lets time pass, and the sender look at what is due then.
    ///
    /// # Panics
    /// When the file fails.
    pub async fn sender_looks_after(&self, time: SignedDuration) {
        self.clock.pass(time);
        self.engine.send_once().await.expect("a turn of the sender");
    }
}

/// Opens the practice's file, which is there already.
fn opened(folder: &TempDir) -> Store {
    Store::open(&Options::new(folder.path().join("practice.db")), &key(1)).expect("it opens again")
}

/// Puts the product's own parts together.
fn assembled(
    store: &Store,
    (clock, ids): (&HandClock, &Arc<BlockIds>),
    (town, record, desk): (&Town, &DocumentFolder, &Arc<FrontDesk>),
) -> Engine {
    Engine::new(Parts {
        store: store.clone(),
        clock: Arc::new(clock.clone()),
        ids: Arc::clone(ids) as Arc<dyn engine::Ids>,
        provider: Some(town.provider()),
        record: Some(Arc::new(record.clone())),
        notifier: Arc::clone(desk) as Arc<dyn engine::Notifier>,
        timing: timing(),
    })
}

/// Returns a key; a different one for every number.
pub fn key(number: u8) -> Zeroizing<[u8; 32]> {
    Zeroizing::new([number; 32])
}

/// The product's timing for what the hand clock measures; short pauses for what real time does.
fn timing() -> Timing {
    let pause = Duration::from_millis(20);
    Timing { collect_every: pause, follow_every: pause, ..Timing::default() }
}

/// Asks again and again until something is so.
///
/// # Panics
/// When it is not so within half a minute.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + BOUND;
    while !is_so().await {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Returns why a rule said no.
///
/// # Panics
/// When none did.
#[track_caller]
#[expect(clippy::panic, reason = "a test speaks by panicking")]
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, EngineError>) -> Refusal {
    match answer {
        Err(EngineError::Refused(refusal)) => refusal,
        other => panic!("a rule says no, got {other:?}"),
    }
}
