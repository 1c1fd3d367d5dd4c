//! The practice, its staff and its provider (C2.3, C2.7, C5.1, C5.2), through the real file and the real adapter.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use contract::{
    ActView, AppView, AssignRequest, DeliveryView, FailureClassView, ProviderFactGiven, ProviderFactView,
    ProviderProblemView, ProviderStandingView, ProviderView, Queue, RecordProviderRequest, RoleView,
    SavePracticeRequest, SaveStaffRequest, StaffLeftRequest, StaffRequest,
};
use engine::EngineError;
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Person, Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

fn id(person: Person) -> String {
    person.staff_id().to_string()
}

async fn gives(surgery: &Surgery, conversation: ConversationId, to: Person) -> Result<(), EngineError> {
    let request = AssignRequest { conversation: conversation.to_string(), owner: Some(id(to)) };
    surgery.engine.assign(request).await
}

async fn app(surgery: &Surgery) -> AppView {
    surgery.engine.app().await.expect("the app")
}

fn person(name: &str, role: RoleView, away_until: Option<&str>) -> SaveStaffRequest {
    let away_until = away_until.map(str::to_owned);
    SaveStaffRequest { staff: None, name: name.to_owned(), role, away_until, hours: None, cover: None }
}

/// Writes down everything that English law asks for, good until a day.
async fn records(surgery: &Surgery, until: &str) -> Result<ProviderView, EngineError> {
    let asked = surgery.engine.provider().await.expect("what is asked").facts;
    let facts = asked.into_iter().map(|line| ProviderFactGiven {
        fact: line.fact,
        words: "in the cabinet".to_owned(),
        dated: line.is_paper.then(|| "2026-01-05".to_owned()),
        valid_to: line.is_paper.then(|| until.to_owned()),
    });
    let request = RecordProviderRequest { name: "Twilio".to_owned(), facts: facts.collect() };
    surgery.engine.record_provider(request).await
}

#[tokio::test]
async fn c2_7_whoever_leaves_hands_over_and_is_asked_nothing_any_more() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "Is my prescription ready?").await;
    gives(&surgery, conversation, Okafor).await.expect("given");
    surgery.sits(Shah).await;
    let left = StaffLeftRequest { staff: id(Okafor), to: Some(id(Shah)) };
    let view = surgery.engine.staff_left(left).await.expect("written down");
    let okafor = view.staff.iter().find(|one| one.id == id(Okafor)).expect("the name stays");
    assert!(okafor.left, "and is marked");
    assert_eq!(surgery.ids(Queue::Mine).await, [conversation.to_string()], "the work is the doctor's at once");
    let answer = gives(&surgery, conversation, Okafor).await;
    assert_eq!(refusal(answer), Refusal::HasLeft { name: "A. Okafor".to_owned() });
    let seat = surgery.engine.choose_me(StaffRequest { staff: id(Okafor) }).await;
    assert!(matches!(seat, Err(EngineError::NotFound)), "nobody sits down as somebody who left: {seat:?}");
    let verified = surgery.engine.verify().await.expect("checked");
    assert!(verified.is_sound(), "the log gives all of it again: {verified:?}");
}

#[tokio::test]
async fn c2_7_what_comes_for_somebody_away_is_the_teams_at_arrival() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "Is my prescription ready?").await;
    gives(&surgery, conversation, Okafor).await.expect("given");
    surgery.sits(Shah).await;
    let away = SaveStaffRequest { staff: Some(id(Okafor)), ..person("A. Okafor", RoleView::Nurse, Some("2026-12-01")) };
    let view = surgery.engine.save_staff(away).await.expect("written down");
    let okafor = view.staff.iter().find(|one| one.id == id(Okafor)).expect("there");
    assert_eq!(okafor.away_until.as_deref(), Some("2026-12-01"), "everybody sees it");
    assert!(surgery.ids(Queue::Unassigned).await.is_empty(), "nothing moves by itself");
    surgery.arrives(Price, "And my repeat?").await;
    assert_eq!(surgery.ids(Queue::Unassigned).await, [conversation.to_string()], "the team has it at arrival");
}

#[tokio::test]
async fn c2_3_only_who_may_says_who_works_here_and_the_attempt_is_kept() {
    let surgery = Surgery::open().await;
    let new = person("P. Quist", RoleView::Manager, None);
    refusal(surgery.engine.save_staff(new.clone()).await);
    assert!(!app(&surgery).await.rights.contains(&ActView::ManageStaff), "the window does not offer it to a nurse");
    surgery.sits(Shah).await;
    assert!(app(&surgery).await.rights.contains(&ActView::ManageStaff), "it does to a doctor");
    let last = StaffLeftRequest { staff: id(Shah), to: None };
    assert_eq!(refusal(surgery.engine.staff_left(last.clone()).await), Refusal::NobodyToManage, "not the last one");
    let view = surgery.engine.save_staff(new).await.expect("added");
    assert_eq!(
        view.staff.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(),
        ["A. Okafor", "Dr R. Shah", "P. Quist"]
    );
    let view = surgery.engine.staff_left(last).await.expect("now somebody else may");
    assert_eq!(view.me, None, "who left no longer sits here");
    assert!(view.rights.is_empty(), "and may do nothing");
}

#[tokio::test]
async fn e_13_numbers_are_read_as_people_write_them_and_refused_with_what_to_do() {
    let surgery = Surgery::open().await;
    surgery.sits(Shah).await;
    let request = |number: &str, tests: &[&str]| SavePracticeRequest {
        name: " Mill Lane Surgery ".to_owned(),
        number: Some(number.to_owned()),
        test_numbers: tests.iter().map(|text| (*text).to_owned()).collect(),
        phone: "020 7946 0123".to_owned(),
        no_personal: false,
    };
    let view = surgery.engine.save_practice(request("07700 900100", &["07700 900199", " "])).await.expect("saved");
    let practice = view.practice.expect("there");
    assert_eq!((practice.name.as_str(), practice.number.as_deref()), ("Mill Lane Surgery", Some("+447700900100")));
    assert_eq!(practice.test_numbers, ["+447700900199"], "an empty line is none");
    assert_eq!(practice.phone, "020 7946 0123", "as it is printed");
    let words = SavePracticeRequest { phone: "ring us".to_owned(), ..request("07700 900100", &[]) };
    refusal(surgery.engine.save_practice(words).await);
    let answer = surgery.engine.save_practice(request("seven", &[])).await;
    assert!(matches!(answer, Err(EngineError::BadRequest(words)) if words.contains("07700 900123")), "{answer:?}");
    refusal(surgery.engine.save_practice(request("07700 900100", &["+447700900100"])).await);
}

#[tokio::test]
async fn c5_1_what_ran_out_stops_sending_while_messages_still_come_in_and_are_filed() {
    let surgery = Surgery::open().await;
    surgery.sits(Shah).await;
    let view = records(&surgery, "2026-11-20").await.expect("written down");
    let (fact, on) = (ProviderFactView::Contract, "2026-11-20".to_owned());
    assert_eq!(view.standing, ProviderStandingView::RunsOut { fact, on: on.clone() }, "its last day");
    assert_eq!(view.recorded_by.as_deref(), Some("Dr R. Shah"), "who wrote it down is shown");
    surgery.sits(Okafor).await;
    let conversation = surgery.arrives(Whitfield, "May I come on Monday?").await;
    let waits = surgery.answer(conversation, "Yes, at ten.").await;
    surgery.engine.send(waits).await.expect("still good");
    surgery.sender_looks_after(SignedDuration::from_hours(16)).await;

    assert_eq!(app(&surgery).await.provider, ProviderStandingView::Expired { fact, on }, "the window says so");
    let sent = surgery.shows(conversation).await.page.messages.into_iter().rev().find_map(|message| message.delivery);
    let stopped = matches!(&sent, Some(DeliveryView::Failed { class: FailureClassView::Technical, code, .. })
        if code.as_deref() == Some("provider_expired"));
    assert!(stopped, "what waited did not leave: {sent:?}");
    let next = surgery.answer(conversation, "Come at eleven.").await;
    assert!(matches!(refusal(surgery.engine.send(next).await), Refusal::ProviderExpired { .. }), "nothing new");
    let second = surgery.arrives(Price, "Hello, I need help").await;
    surgery.engine.answer_once().await.expect("a turn");
    surgery.sender_looks_after(HOLD).await;
    assert!(surgery.town.taken(&Price.number()).await.is_empty(), "nothing goes by itself");
    assert!(surgery.town.taken(&Whitfield.number()).await.is_empty(), "and nothing went before");
    surgery.engine.file_once().await.expect("a turn");
    assert_eq!(surgery.shows(second).await.row.unfiled, 0, "what came in is in the record");

    surgery.sits(Shah).await;
    records(&surgery, "2027-11-20").await.expect("renewed");
    surgery.sits(Okafor).await;
    let again = surgery.answer(second, "The doctor will ring you.").await;
    surgery.engine.send(again).await.expect("renewed, it goes again");
    let verified = surgery.engine.verify().await.expect("checked");
    assert!(verified.is_sound(), "the log gives all of it again: {verified:?}");
}

#[tokio::test]
async fn c5_1_the_provider_is_asked_and_says_what_stands_in_the_way() {
    let surgery = Surgery::open().await;
    let asked = async || surgery.engine.test_provider().await.expect("an answer").problem;
    assert_eq!(asked().await, None, "it answers and takes the account");
    surgery.town.cut_off().await;
    assert_eq!(asked().await, Some(ProviderProblemView::Offline), "nobody answers");
    surgery.town.reconnect().await;
    assert_eq!(asked().await, None, "and again");
}
