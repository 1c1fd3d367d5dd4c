//! No query of the window, the workers or the rules reads a table from end to end.

use std::collections::BTreeSet;
use std::ffi::CStr;

use jiff::Timestamp;
use model::calendar::MessageClass;
use model::role_account::RoleAccountAsk;
use model::{
    Actor, Ask, Channel, Closed, Content, ConversationId, E164, Filter, MessageId, NhsNumber, Operation, OperationId,
    Patient, PatientId, PersonName, Practice, ProviderRef, ProviderStatus, Role, RoleAccountId, Sensitive, Staff,
    StaffId, WorkerName,
};
use uuid::Uuid;

use super::*;
use crate::{Bookmark, Draft, ListPosition, Listing, QueueKind, Span};

/// Tables that grow with the practice.
const LARGE: [&str; 6] = ["change", "content", "conversation", "message", "patient", "contact_point"];

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// Every queue.
fn queues() -> [QueueKind; 14] {
    let now = Timestamp::UNIX_EPOCH;
    [
        QueueKind::Owner(StaffId::new(id(4))),
        QueueKind::Team,
        QueueKind::Untold,
        QueueKind::Open,
        QueueKind::Waiting,
        QueueKind::Unmatched,
        QueueKind::Failed,
        QueueKind::Unfiled,
        QueueKind::Done,
        QueueKind::Unread,
        QueueKind::Overdue(now),
        QueueKind::Arrived(Closed { since: now, until: Some(now) }),
        QueueKind::Snoozed,
        QueueKind::Scheduled,
    ]
}

/// Calls every reading of a view once.
fn read_everything(view: &View<'_>) -> Result<(), StoreError> {
    let (conversation, message, patient, staff) =
        (ConversationId::new(id(1)), MessageId::new(id(2)), PatientId::new(id(3)), StaffId::new(id(4)));
    let number = E164::parse("+447700900102").map_err(|_| StoreError::Damaged)?;
    let nhs = NhsNumber::parse("9991590838").map_err(|_| StoreError::Damaged)?;
    let now = Timestamp::UNIX_EPOCH;
    view.practice()?;
    view.all_staff()?;
    view.conversation(conversation)?;
    view.message(message)?;
    view.message_by_provider(&ProviderRef { account: "a".to_owned(), id: "b".to_owned() })?;
    view.written(message)?;
    view.patient(patient)?;
    view.patients(&[patient])?;
    view.patients_with(&number)?;
    view.patient_by_nhs_number(&nhs)?;
    view.counts(staff, now)?;
    view.session()?;
    view.role_accounts()?;
    view.count_of_role(RoleAccountId::new(id(5)))?;
    view.roles_lapsed(now)?;
    view.next_role_lapse()?;
    view.role_facts(conversation)?;
    view.snoozes_due(now, 50)?;
    view.next_snooze()?;
    view.snooze_facts(conversation)?;
    view.scheduled_due(now, 50)?;
    view.next_scheduled()?;
    view.scheduled(message)?;
    view.scheduled_in(conversation)?;
    view.timetable()?;
    view.unfinished()?;
    view.left(now)?;
    view.asked_between(now, now)?;
    view.alarms_due(now, 50)?;
    view.next_alarm()?;
    view.open_tasks()?;
    view.task_alarms_due(now, 50)?;
    view.row(conversation, staff)?;
    view.rows_of_patient(patient, staff, 20)?;
    for span in [Span::Newest, Span::Before(9), Span::After(9)] {
        view.thread(conversation, span, 50)?;
    }
    for queue in queues() {
        view.queue(queue, staff, None, 50)?;
    }
    view.search("whitfield 07700", false)?;
    view.search_in(conversation, "whitfield")?;
    view.send_due(now, 50)?;
    view.look_due(now, 50)?;
    view.next_send_due()?;
    view.automatic_due(50)?;
    view.policy()?;
    view.preferences(patient)?;
    view.followed(now, 50)?;
    view.filing_due(now, 50)?;
    view.bookmark("collect")?;
    view.setting("me")?;
    view.draft(conversation, staff)?;
    view.put_setting("me", "x")?;
    for text in ["words", ""] {
        let (also, templates) = (vec![], vec![]);
        let mode = "reply".to_owned();
        let draft = Draft {
            text: Sensitive::new(text.to_owned()),
            mode,
            caret: 0,
            purpose: None,
            also,
            templates,
            quote: None,
        };
        view.put_draft(conversation, staff, &draft, now)?;
    }
    Ok(())
}

/// A patient writes, is answered, matched, noted and reported of: every statement of the rules' side is used.
fn everything_asked() -> Batch {
    let number = E164::parse("+447700900102").expect("an invented number");
    let (staff, patient) = (StaffId::new(id(4)), PatientId::new(id(3)));
    let (conversation, message) = (ConversationId::new(id(1)), MessageId::new(id(2)));
    let duty = RoleAccountId::new(id(5));
    let content = |text: &str| Content::new([1; 16], text.to_owned().into());
    let provider = ProviderRef { account: "a".to_owned(), id: "b".to_owned() };
    let name = PersonName { family: "Whitfield".to_owned().into(), given: "Thomas".to_owned().into() };
    let point = model::ContactPoint { number: number.clone(), r#use: model::ContactUse::Mobile };
    let asks = vec![
        Ask::DescribePractice(Practice {
            name: "Mill Lane".to_owned(),
            number: None,
            training: false,
            test_numbers: vec![],
            phone: String::new(),
            no_personal: false,
        }),
        Ask::RecordStaff(Staff::new(staff, "A. Okafor".to_owned(), Role::Nurse)),
        Ask::RecordPatient(Patient {
            id: patient,
            name,
            birth_date: None,
            nhs_number: None,
            contact_points: vec![point],
            status: model::PatientStatus::Active,
        }),
        Ask::Receive(model::InboundText {
            channel: Channel::Sms,
            from: number.clone(),
            content: content("It hurts"),
            sent_at: Timestamp::UNIX_EPOCH,
            provider: provider.clone(),
            media: 0,
            message,
            conversation,
        }),
        Ask::Send(model::OutboundText {
            message: MessageId::new(id(20)),
            conversation,
            seen: 1,
            to: number,
            content: content("Come in"),
            hold: jiff::SignedDuration::ZERO,
            shared_number_seen: false,
            review_seen: false,
            repeats: None,
            purpose: model::Purpose::Administration,
            despite: None,
            templates: Vec::new(),
            reason: None,
            also: Vec::new(),
            holding: false,
            repeat_seen: true,
            then_done: false,
            answered: false,
            send_at: None,
            quote: None,
        }),
        Ask::BeginAttempt { message: MessageId::new(id(20)) },
        Ask::WriteNote { message: MessageId::new(id(21)), conversation, content: content("Seen"), quote: None },
        Ask::ReportStatus { provider, status: ProviderStatus::Sent, at: Timestamp::UNIX_EPOCH },
        Ask::RetryFiling { conversation },
        Ask::SetClass { conversation, class: model::calendar::MessageClass::SameDay },
        Ask::NameHolder { holder: Some(staff) },
        Ask::RoleAccount(RoleAccountAsk::Record {
            account: duty,
            name: "Duty nurse".to_owned(),
            roles: vec![Role::Nurse],
        }),
        Ask::RoleAccount(RoleAccountAsk::Give { conversation, account: duty }),
        Ask::RoleAccount(RoleAccountAsk::Hold { account: duty, holder: Some(staff), seen: None }),
        Ask::MarkDone { conversation, seen: 3, reason: Some("rang".to_owned()), answered: true },
    ];
    let operations = (100..).zip(asks).map(|(number, ask)| {
        let actor =
            if matches!(ask, Ask::BeginAttempt { .. }) { Actor::Worker(WorkerName::Send) } else { Actor::Staff(staff) };
        Operation { id: OperationId::new(id(number)), actor, ask }
    });
    let bookmark = Some(Bookmark { worker: "collect", position: "x".to_owned() });
    Batch { operations: operations.collect(), now: Timestamp::UNIX_EPOCH, bookmark }
}

/// Returns the text of every statement that the connection has kept prepared.
fn statements(connection: &Connection) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut statement = std::ptr::null_mut();
    loop {
        #[expect(unsafe_code, reason = "rusqlite does not list the statements of a connection")]
        // SAFETY: the handle is the open connection's; each statement comes from it and lives until the cache drops it.
        let text = unsafe {
            statement = rusqlite::ffi::sqlite3_next_stmt(connection.handle(), statement);
            if statement.is_null() { None } else { Some(CStr::from_ptr(rusqlite::ffi::sqlite3_sql(statement))) }
        };
        let Some(text) = text else { return found };
        found.insert(text.to_string_lossy().into_owned());
    }
}

/// Says whether a step walks an index that holds a part of its table only, such as a queue's.
fn walks_a_part(connection: &Connection, step: &str) -> bool {
    let index = step.split_whitespace().skip_while(|word| *word != "INDEX").nth(1);
    let sql = "SELECT sql LIKE '% WHERE %' FROM sqlite_schema WHERE type = 'index' AND name = ?1";
    index.is_some_and(|index| connection.query_row(sql, [index], |row| row.get(0)).unwrap_or_default())
}

/// Returns the steps of a statement's plan.
fn plan(connection: &Connection, statement: &str) -> Vec<String> {
    let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}")).expect("explained");
    let mut rows = explain.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next().expect("a step") {
        found.push(row.get(3).expect("its words"));
    }
    found
}

/// Returns the steps of a plan that read a large table from end to end, by an index of all of it or by none.
fn scans(connection: &Connection, statement: &str) -> Vec<String> {
    let is_scan = |step: &String| {
        let table = step.strip_prefix("SCAN ").and_then(|rest| rest.split_whitespace().next());
        table.is_some_and(|table| LARGE.contains(&table)) && !walks_a_part(connection, step)
    };
    plan(connection, statement).into_iter().filter(is_scan).collect()
}

fn is_counted(statement: &str) -> bool {
    ["SELECT", "INSERT", "UPDATE", "DELETE"].iter().any(|verb| statement.trim_start().starts_with(verb))
}

#[test]
fn every_statement_goes_by_an_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = connect(&options(&folder), &key(), false).expect("a new file");
    migrate::run(&mut connection).expect("made");
    let answers = everything_asked().commit(&mut connection).expect("committed");
    assert!(answers.iter().filter(|answer| answer.is_ok()).count() >= 12, "the rules were really asked: {answers:?}");
    read_everything(&View::new(&connection)).expect("read");
    let statements: Vec<String> = statements(&connection).into_iter().filter(|text| is_counted(text)).collect();
    assert!(statements.len() >= 55, "every statement is looked at, not only {}", statements.len());
    assert!(
        statements.iter().any(|text| text.contains("INDEXED BY queue_unmatched")),
        "the window's lists are among them"
    );
    // The head of the log is the first row from the end: that reading ends where it begins.
    let head = |text: &&String| text.contains("FROM change ORDER BY seq DESC LIMIT 1");
    for statement in statements.iter().filter(|text| !head(text)) {
        let scans = scans(&connection, statement);
        assert!(scans.is_empty(), "{statement}\nreads {scans:?} from end to end");
    }
}

/// Every statement that a listing can make: each order of each queue, with and without a filter, in both of its parts.
#[test]
fn b_18_c6_22_every_list_in_every_order_is_a_range_of_an_index() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = connect(&options(&folder), &key(), false).expect("a new file");
    migrate::run(&mut connection).expect("made");
    let filters = [
        Filter::default(),
        Filter { classes: vec![MessageClass::Administrative], unread: false },
        Filter { classes: vec![MessageClass::Urgent, MessageClass::SameDay], unread: true },
    ];
    let mut pages = 0;
    for queue in queues() {
        let arranged =
            queue.orders().iter().flat_map(|order| filters.iter().map(move |filter| (*order, filter.clone())));
        for (order, filter) in arranged {
            connection.flush_prepared_statement_cache(); // It holds fewer statements than all of these are.
            let (view, listing) = (View::new(&connection), Listing { queue, order, filter });
            for after in [None, Some(true), Some(false)] {
                let after = after.map(|raised| ListPosition { raised, at: 1, row: 1 });
                view.queue(listing.clone(), StaffId::new(id(4)), after, 50).expect("a page");
            }
            view.count(&listing).expect("counted");
            view.hidden(&listing).expect("counted");
            for statement in statements(&connection).iter().filter(|text| is_counted(text)) {
                let scans = scans(&connection, statement);
                assert!(scans.is_empty(), "{listing:?}: {statement}\nreads {scans:?} from end to end");
                let range =
                    |step: &String| step.starts_with("SEARCH conversation USING") && step.contains("INDEX queue_");
                if statement.contains("AS listed") {
                    let steps = plan(&connection, statement);
                    assert!(steps.iter().any(range), "{listing:?}: a page is a range: {steps:?}");
                    pages += 1;
                }
            }
        }
    }
    assert!(pages >= 2 * 12 * 3 - 3, "each in both parts; what is done is never raised: {pages}");
}

#[test]
fn a_statement_that_scans_would_be_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut connection = connect(&options(&folder), &key(), false).expect("a new file");
    migrate::run(&mut connection).expect("made");
    let found = scans(&connection, "SELECT * FROM message WHERE media > 0");
    assert_eq!(found, ["SCAN message"], "the test's own eye");
}
