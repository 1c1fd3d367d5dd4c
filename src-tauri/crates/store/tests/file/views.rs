//! What the file shows equals what the rules alone give, whatever was asked; and the log alone gives all of it again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use model::memory::Memory;
use model::role_account::RoleAccountChange;
use model::{
    Ask, Change, Closed, Conversation, ConversationId, ConversationState, Delivery, Message, MessageId, Operation,
    Patient, Practice, Refusal, Staff, State as _, Subject, apply, decide,
};
use proptest::prelude::*;
use store::{Batch, Counts, QueueKind, Span, Store, StoreError, View};
use testkit::Person;
use testkit::random::roles::duties;
use testkit::random::{Move, Walk, cases, moves};
use tokio::runtime::Runtime;

use crate::{lists, raw};

/// A practice twice: in the encrypted file, and in memory by the rules alone.
pub(crate) struct Twice {
    pub(crate) store: Store,
    pub(crate) memory: Memory,
    texts: BTreeMap<MessageId, String>,
    changes: u64,
}

impl Twice {
    pub(crate) fn open(path: &Path) -> Self {
        Self { store: raw::open(path), memory: Memory::default(), texts: BTreeMap::new(), changes: 0 }
    }

    /// Asks both, and compares their answers.
    pub(crate) async fn ask(&mut self, operation: Operation, now: jiff::Timestamp) -> Result<Vec<Change>, Refusal> {
        let expected = decide(&self.memory, &operation, now).expect("memory does not fail");
        if let (Ok(_), Some(content)) = (&expected, operation.ask.content()) {
            self.memory.keep(content);
        }
        let words = operation.ask.content().map(|content| content.text().expose().clone());
        let answers = self.store.commit(Batch::one(operation, now)).await.expect("committed");
        assert_eq!(answers, std::slice::from_ref(&expected), "the file decides as the rules do");
        for change in expected.iter().flatten() {
            apply(&mut self.memory, change).expect("memory does not fail");
            self.changes += 1;
            if let (
                Change::MessageReceived { message, .. }
                | Change::MessageWritten { message, .. }
                | Change::NoteWritten { message, .. }
                | Change::ContactWritten { message, .. },
                Some(words),
            ) = (change, &words)
            {
                self.texts.insert(*message, words.clone());
            }
        }
        expected
    }

    /// Compares everything that can be seen of both.
    pub(crate) async fn compare(&self, now: Timestamp) {
        let (memory, texts) = (self.memory.clone(), self.texts.clone());
        self.store.read(move |view| compare(view, (&memory, now), &texts)).await.expect("read");
    }
}

/// Returns what happened to a conversation with role accounts: its own facts, and the hand-overs while an account had it.
fn role_facts(memory: &Memory, id: ConversationId) -> Vec<RoleAccountChange> {
    let mut with = None;
    let concerns = |fact: &&RoleAccountChange| match fact {
        RoleAccountChange::Given { conversation, account, .. } if *conversation == id => {
            with = Some(*account);
            true
        }
        RoleAccountChange::TakenOut { conversation, .. } if *conversation == id => {
            with = None;
            true
        }
        RoleAccountChange::Held { account, .. } => with == Some(*account),
        _ => false,
    };
    memory.role_facts().iter().filter(concerns).cloned().collect()
}

/// Says whether a conversation belongs in a queue.
type Belongs<'a> = &'a dyn Fn(&Conversation) -> bool;

fn compare(
    view: &View<'_>,
    (memory, now): (&Memory, Timestamp),
    texts: &BTreeMap<MessageId, String>,
) -> Result<(), StoreError> {
    let practice: Option<Practice> = memory.practice().expect("memory");
    assert_eq!(view.practice()?, practice, "the practice");
    let staff: BTreeMap<_, Staff> = view.all_staff()?.into_iter().map(|staff| (staff.id, staff)).collect();
    for person in Person::STAFF {
        assert_eq!(
            staff.get(&person.staff_id()).cloned(),
            memory.staff(person.staff_id()).expect("memory"),
            "{person:?}"
        );
    }
    assert_eq!(view.policy()?.as_ref(), memory.policy().expect("memory").as_deref(), "the policy in force");
    let due: BTreeSet<_> = memory.conversations().filter(|row| row.automatic_due.is_some()).map(|row| row.id).collect();
    assert_eq!(
        view.automatic_due(u32::MAX)?.into_iter().map(|row| row.id).collect::<BTreeSet<_>>(),
        due,
        "where the app owes a text"
    );
    assert!(view.templates()?.iter().eq(memory.templates()), "the templates, with every version");
    for patient in memory.patients() {
        let written = |row: &&Conversation| row.subject.patient() == Some(patient.id);
        let ever = memory.conversations().filter(written).flat_map(|row| memory.messages(row.id).expect("memory"));
        let ever = ever.into_iter().any(|message| {
            let by_staff = matches!(message.kind, model::MessageKind::Out { author: model::Author::Staff { .. }, .. });
            by_staff && !message.is_withdrawn()
        });
        assert_eq!(view.ever_written_to(patient.id)?, ever, "whether staff ever wrote to them");
        let preferences = memory.preferences(patient.id).expect("memory");
        assert_eq!(view.preferences(patient.id)?, preferences, "how they want to be reached");
        assert_eq!(view.patient(patient.id)?.as_ref(), Some(patient), "a patient's entry");
        for point in &patient.contact_points {
            let theirs = memory.patients_with(&point.number).expect("memory");
            assert_eq!(view.patients_with(&point.number)?, theirs, "who has the number");
        }
        if let Some(nhs) = &patient.nhs_number {
            let found: Option<Patient> = view.patient_by_nhs_number(nhs)?;
            assert_eq!(found.as_ref(), Some(patient), "found by NHS number");
        }
    }
    assert_eq!(view.session()?, memory.session().expect("memory"), "who holds triage, and how the last day ended");
    assert_eq!(view.unfinished()?, memory.unfinished().expect("memory"), "what is unfinished, in order");
    let left =
        model::session::left_over(&memory.unfinished().expect("memory"), &memory.open_tasks().expect("memory"), now);
    let left: Vec<_> = left.iter().map(|left| (left.kind, left.count())).collect();
    assert_eq!(view.left(now)?, left, "what is left of the day (C2.9), counted and listed");
    let alarms = memory.conversations().filter(|row| row.clocks.alarm_at.is_some_and(|at| at <= now));
    assert_eq!(
        view.alarms_due(now, u32::MAX)?.into_iter().map(|row| row.id).collect::<BTreeSet<_>>(),
        alarms.map(|row| row.id).collect(),
        "where an alarm is due"
    );
    assert_eq!(
        view.next_alarm()?,
        memory
            .conversations()
            .filter_map(|row| row.clocks.alarm_at)
            .chain(memory.tasks().filter_map(|task| task.alarm_at))
            .min(),
        "the next alarm"
    );
    assert_eq!(view.open_tasks()?, memory.open_tasks().expect("memory"), "what is to be done");
    assert_eq!(
        view.task_alarms_due(now, u32::MAX)?.into_iter().map(|task| task.id).collect::<BTreeSet<_>>(),
        memory.tasks().filter(|task| task.alarm_at.is_some_and(|at| at <= now)).map(|task| task.id).collect(),
        "tasks of which an alarm is due"
    );
    let accounts = memory.role_accounts().expect("memory");
    assert_eq!(view.role_accounts()?, accounts, "the role accounts, and who holds them");
    assert_eq!(
        view.next_role_lapse()?,
        accounts.iter().filter_map(|one| one.holding).map(|holding| holding.until).min(),
        "when the next holding is over"
    );
    for account in &accounts {
        let has = memory.open_of_role(account.id).expect("memory");
        assert_eq!(view.count_of_role(account.id)? as usize, has.len(), "what it has");
    }
    let asleep = || memory.conversations().filter_map(|row| Some((row.id, row.asleep()?.until)));
    assert_eq!(view.next_snooze()?, asleep().map(|(_, until)| until).min(), "when the next one comes back");
    assert_eq!(
        view.snoozes_due(now, u32::MAX)?.into_iter().collect::<BTreeSet<_>>(),
        asleep().filter(|(_, until)| *until <= now).map(|(id, _)| id).collect(),
        "whose time has come"
    );
    for row in memory.conversations() {
        assert_eq!(view.conversation(row.id)?.as_ref(), Some(row), "a conversation");
        let facts: Vec<_> =
            memory.snooze_facts().iter().filter(|fact| fact.conversation() == row.id).cloned().collect();
        assert!(
            view.snooze_facts(row.id)?.iter().eq(facts.iter().rev().take(200).rev()),
            "when it was put away, and why it came back"
        );
        assert_eq!(view.role_facts(row.id)?, role_facts(memory, row.id), "what happened to it with role accounts");
        let messages = memory.messages(row.id).expect("memory");
        let thread = view.thread(row.id, Span::Newest, u32::MAX)?;
        assert!(thread.iter().map(|written| &written.message).eq(&messages), "its messages, in order");
        for written in &thread {
            let words = written.text.as_ref().map(|text| text.expose().clone());
            assert_eq!(words.as_ref(), texts.get(&written.message.id), "a message's words, byte for byte");
        }
    }
    let far = Timestamp::MAX;
    let ids = |messages: Vec<Message>| messages.into_iter().map(|message| message.id).collect::<BTreeSet<_>>();
    let in_state = |is: &dyn Fn(&Delivery) -> bool| {
        memory.all_messages().filter(|message| message.delivery().is_some_and(is)).map(|message| message.id).collect()
    };
    let handed: BTreeSet<MessageId> = in_state(&|delivery| {
        matches!(delivery, Delivery::Held { .. } | Delivery::Queued { .. } | Delivery::InFlight { .. })
    });
    let doubted: BTreeSet<MessageId> =
        in_state(&|delivery| matches!(delivery, Delivery::Unknown { needs_person: false, .. }));
    assert_eq!(ids(view.send_due(far, u32::MAX)?), handed, "what is to be handed over, and no message in doubt");
    assert_eq!(ids(view.look_due(far, u32::MAX)?), doubted, "what is to be looked for");
    let closed = Closed::of(memory.timetable().expect("memory").calendar(), now);
    for reader in Person::STAFF.map(Person::staff_id) {
        let mine = |row: &Conversation| row.owner == Some(reader);
        let is_open = |row: &Conversation| row.state == ConversationState::Open;
        let patients_turn = |row: &Conversation| row.answered;
        let overdue = |row: &Conversation| row.clocks.due_at().is_some_and(|due| due <= now);
        let awake = |row: &Conversation| is_open(row) && row.asleep().is_none();
        let queues: [(QueueKind, Belongs<'_>); 14] = [
            (QueueKind::Owner(reader), &|row| awake(row) && mine(row)),
            (QueueKind::Team, &|row| awake(row) && (row.owner.is_none() || row.with_team)),
            (QueueKind::Open, &|row| awake(row)),
            (QueueKind::Waiting, &|row| awake(row) && patients_turn(row)),
            (QueueKind::Unmatched, &|row| is_open(row) && matches!(row.subject, Subject::Unmatched { .. })),
            (QueueKind::Failed, &|row| is_open(row) && row.failed > 0),
            (QueueKind::Unfiled, &|row| row.unfiled > 0),
            (QueueKind::Done, &|row| !is_open(row)),
            (QueueKind::Unread, &|row| is_open(row) && row.unread > 0),
            (QueueKind::Overdue(now), &|row| is_open(row) && overdue(row)),
            (QueueKind::Untold, &|row| is_open(row) && row.clocks.is_untold()),
            (QueueKind::Snoozed, &|row| row.asleep().is_some()),
            (QueueKind::Scheduled, &|row| row.sends_at.is_some()),
            (QueueKind::Arrived(closed), &|row| closed.holds(row)),
        ];
        let mut sizes = Vec::new();
        for (queue, belongs) in queues {
            let rows: Vec<&Conversation> = memory.conversations().filter(|row| belongs(row)).collect();
            for order in queue.orders() {
                for filter in lists::filters() {
                    lists::compare(view, (queue, *order, filter), reader, &rows)?;
                }
            }
            assert_eq!(lists::shown(view, &queue.into(), reader)?.len(), rows.len(), "{queue:?}: as it is, whole");
            sizes.push(u32::try_from(rows.len()).unwrap_or(u32::MAX));
        }
        let Counts {
            mine,
            unassigned,
            open,
            waiting,
            unmatched,
            failed,
            unfiled,
            unread,
            overdue,
            untold,
            snoozed,
            scheduled,
            arrived,
        } = view.counts(reader, now)?;
        let done = sizes.remove(7);
        let work = [mine, unassigned, open, waiting, unmatched, failed, unfiled, unread];
        let times = [overdue, untold, snoozed, scheduled, arrived];
        assert_eq!([&work[..], &times[..]].concat(), sizes, "the queues' counts");
        assert_eq!(
            u64::from(open + done + snoozed),
            u64::try_from(memory.conversations().count()).unwrap_or(u64::MAX),
            "none in between"
        );
    }
    for row in memory.conversations() {
        let mut waiting: Vec<_> = memory.all_scheduled().filter(|text| text.conversation == row.id).collect();
        waiting.sort_by_key(|text| (text.send_at, text.message));
        let found = view.scheduled_in(row.id)?;
        assert!(found.iter().map(|one| &one.text).eq(waiting), "what waits for its time");
        assert!(found.iter().all(|one| one.words.is_some()), "each with its words");
    }
    one_place_each(view, memory)
}

/// What a role account has is in exactly one place: somebody's list, the team's, snoozed, or done; in the team's too only where
/// something came while its holder was not at work (C-12, C2.7).
fn one_place_each(view: &View<'_>, memory: &Memory) -> Result<(), StoreError> {
    let reader = Person::Okafor.staff_id();
    let mut lists = Person::STAFF.map(|person| QueueKind::Owner(person.staff_id())).to_vec();
    lists.extend([QueueKind::Team, QueueKind::Done, QueueKind::Snoozed]);
    let mut places: BTreeMap<ConversationId, usize> = BTreeMap::new();
    for list in lists {
        for row in view.queue(list, reader, None, 10_000)?.rows {
            *places.entry(row.conversation.id).or_default() += 1;
        }
    }
    for row in memory.conversations().filter(|row| row.role_account.is_some()) {
        let shown = places.get(&row.id).copied().unwrap_or_default();
        let twice = row.with_team && row.asleep().is_none();
        assert_eq!(shown, 1 + usize::from(twice), "in one place, and never in none: {row:?}");
    }
    Ok(())
}

/// What was asked, when, and what was answered.
type Asked = Vec<(Operation, Result<Vec<Change>, Refusal>, Timestamp)>;

/// Lives a life in both, and returns what was asked with its answer.
async fn live(twice: &mut Twice, life: Vec<Move>) -> (Asked, Timestamp) {
    let (mut walk, mut asked) = (Walk::default(), Vec::new());
    let mut operations = walk.opening();
    let mut life = life.into_iter();
    loop {
        for operation in operations.drain(..) {
            let answer = twice.ask(operation.clone(), walk.now()).await;
            asked.push((operation, answer, walk.now()));
        }
        let Some(step) = life.next() else { return (asked, walk.now()) };
        operations.push(walk.step(&twice.memory, step));
    }
}

proptest! {
    #![proptest_config(cases(16))]

    #[test]
    fn the_file_shows_what_the_rules_give_and_the_log_gives_it_again(life in prop_oneof![3 => moves(1..70), 1 => duties(20..70)]) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("practice.db");
        Runtime::new().expect("a runtime").block_on(async {
            let mut twice = Twice::open(&path);
            let (_, now) = live(&mut twice, life).await;
            twice.compare(now).await;
            let found = twice.store.verify().await.expect("checked");
            assert!(found.is_sound(), "nothing is wrong with an untouched practice: {found:?}");
            assert_eq!(found.changes, twice.changes, "every change is in the log, and none twice");
            assert_eq!(twice.store.rebuild().await.expect("rebuilt"), twice.changes, "all of it was applied again");
            twice.compare(now).await;
            let found = twice.store.verify().await.expect("checked");
            assert!(found.is_sound(), "rebuilt equals live, the search index too: {found:?}");
        });
        let numbers = raw::raw(&path).prepare("SELECT seq FROM change ORDER BY seq").and_then(|mut statement| {
            statement.query_map([], |row| row.get::<_, u64>(0))?.collect::<Result<Vec<_>, _>>()
        }).expect("the log");
        prop_assert!(numbers.iter().copied().eq(1..=numbers.len() as u64), "from 1, without gaps: {numbers:?}");
    }

    #[test]
    fn asked_twice_is_answered_as_the_first_time_and_changes_nothing(life in moves(10..40)) {
        let folder = tempfile::tempdir().expect("a folder");
        Runtime::new().expect("a runtime").block_on(async {
            let mut twice = Twice::open(&folder.path().join("practice.db"));
            let (asked, now) = live(&mut twice, life).await;
            for (operation, answer, at) in asked {
                let Ok(changes) = answer else { continue };
                if changes.is_empty() {
                    continue;
                }
                let later = at.saturating_add(SignedDuration::from_hours(5)).unwrap_or(at);
                let again = twice.store.commit(Batch::one(operation, later)).await.expect("committed");
                assert_eq!(again, [Ok(changes)], "the first answer again, hours later");
            }
            let found = twice.store.verify().await.expect("checked");
            assert_eq!(found.changes, twice.changes, "nothing was added to the log");
            twice.compare(now).await;
        });
    }
}

#[tokio::test]
async fn a_refused_operation_leaves_no_trace() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("practice.db");
    let mut walk = Walk::default();
    let store = raw::open(&path);
    for operation in walk.opening() {
        store.commit(Batch::one(operation, walk.now())).await.expect("committed")[0].clone().expect("allowed");
    }
    drop(store);
    let before = raw::contents(folder.path());
    let store = raw::open(&path);
    let nobody = model::ConversationId::new(testkit::numbered(7));
    let refused = walk.operation(model::Actor::Staff(Person::Shah.staff_id()), Ask::Reopen { conversation: nobody });
    let answers = store.commit(Batch::one(refused, walk.now())).await.expect("committed");
    assert_eq!(answers, [Err(Refusal::UnknownConversation)], "it is refused");
    drop(store);
    assert!(raw::contents(folder.path()) == before, "and the file is byte for byte as it was");
}

#[tokio::test]
async fn a_batch_is_committed_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("practice.db");
    let mut walk = Walk::default();
    let store = raw::open(&path);
    let (operations, now) = (walk.opening(), walk.now());
    let bookmark = store::Bookmark { worker: "collect", position: "here".to_owned() };
    // A table that refuses the last write stands for whatever may go wrong at the end.
    raw::raw(&path)
        .execute_batch("CREATE TRIGGER no_bookmark BEFORE INSERT ON bookmark BEGIN SELECT RAISE(ABORT, 'broken'); END")
        .expect("made");
    let batch = Batch { operations, now, bookmark: Some(bookmark) };
    assert!(store.commit(batch.clone()).await.is_err(), "the bookmark cannot be written");
    let found = store.verify().await.expect("checked");
    assert_eq!((found.changes, found.is_sound()), (0, true), "then nothing else of the batch is there either");
    raw::raw(&path).execute_batch("DROP TRIGGER no_bookmark").expect("dropped");
    let answers = store.commit(batch).await.expect("committed");
    assert!(answers.iter().all(Result::is_ok), "asked again it goes through");
    let position = store.read(|view| view.bookmark("collect")).await.expect("read");
    assert_eq!(position.as_deref(), Some("here"), "with the bookmark");
}
