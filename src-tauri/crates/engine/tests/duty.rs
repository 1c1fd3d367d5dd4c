//! Role accounts (C-12) through the real file: what a duty has is its holder's, the team's while nobody holds it, and moves
//! with one hand-over.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    AppView, AssignRequest, AssignRoleRequest, HoldRoleAccountRequest, LeftKindView, Queue, RoleAccountRequest,
    RoleAccountView, RoleLineKind, RoleView, SaveRoleAccountRequest, StaffLeftRequest,
};
use engine::{EngineError, Notice, NoticeQueue};
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Person, Shown, Surgery, refusal};

fn id(person: Person) -> String {
    person.staff_id().to_string()
}

/// What Mine and Unassigned hold, and what is counted of them: one query answers both.
async fn sees(surgery: &Surgery, who: Person) -> (Vec<String>, Vec<String>) {
    surgery.sits(who).await;
    let (mine, team) = (surgery.ids(Queue::Mine).await, surgery.ids(Queue::Unassigned).await);
    let counts = surgery.engine.queue_counts().await.expect("counted");
    assert_eq!((counts.mine as usize, counts.unassigned as usize), (mine.len(), team.len()), "counted as listed");
    (mine, team)
}

/// The doctor adds a duty nurse, whom nurses and doctors may be; the nurse sits at the desk.
async fn duty_nurse(surgery: &Surgery) -> String {
    surgery.sits(Shah).await;
    let roles = vec![RoleView::Nurse, RoleView::Gp];
    let request = SaveRoleAccountRequest { account: None, name: "Duty nurse".to_owned(), roles };
    let app = surgery.engine.save_role_account(request).await.expect("added");
    surgery.sits(Okafor).await;
    duty(&app).id.clone()
}

fn duty(app: &AppView) -> &RoleAccountView {
    assert_eq!(app.role_accounts.len(), 1, "one account");
    app.role_accounts.first().expect("counted")
}

async fn shown(surgery: &Surgery) -> RoleAccountView {
    duty(&surgery.engine.app().await.expect("the app")).clone()
}

async fn holds(surgery: &Surgery, account: &str, holder: Option<Person>) -> Result<AppView, EngineError> {
    let seen = shown(surgery).await.holder;
    let request = HoldRoleAccountRequest { account: account.to_owned(), holder: holder.map(id), seen };
    surgery.engine.hold_role_account(request).await
}

async fn gives(surgery: &Surgery, account: &str, conversation: ConversationId) {
    let request = AssignRoleRequest { conversation: conversation.to_string(), account: account.to_owned() };
    surgery.engine.assign_role(request).await.expect("given");
}

#[tokio::test(flavor = "multi_thread")]
async fn c_12_what_a_duty_has_is_in_its_holders_list_and_moves_with_a_hand_over() {
    let surgery = Surgery::open().await; // A Friday.
    let account = duty_nurse(&surgery).await;
    let (first, second) = (surgery.arrives(Price, "It hurts").await, surgery.arrives(Whitfield, "Hello?").await);
    gives(&surgery, &account, first).await;
    gives(&surgery, &account, second).await;
    let both = vec![first.to_string(), second.to_string()];
    assert_eq!(sees(&surgery, Okafor).await, (vec![], both.clone()), "nobody holds it: unassigned");
    let nobodys = shown(&surgery).await;
    assert_eq!((nobodys.holder, nobodys.open, nobodys.may_hand_over), (None, 2, false), "shown as such");
    assert_eq!(nobodys.may_hold, [id(Okafor), id(Shah)], "who may take it");
    holds(&surgery, &account, Some(Okafor)).await.expect("taken");
    assert_eq!(sees(&surgery, Okafor).await, (both.clone(), vec![]), "the nurse's");
    assert!(shown(&surgery).await.may_hand_over, "who holds it hands it on");
    holds(&surgery, &account, Some(Shah)).await.expect("handed over");
    assert_eq!(sees(&surgery, Okafor).await, (vec![], vec![]), "not the nurse's any more");
    assert_eq!(sees(&surgery, Shah).await, (both.clone(), vec![]), "the doctor's, without an act for each");
    holds(&surgery, &account, None).await.expect("let go");
    assert_eq!(sees(&surgery, Shah).await, (vec![], both), "unassigned again");
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "and the log gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn c_12_the_thread_says_who_took_and_who_handed_over_and_messages_keep_their_sender() {
    let surgery = Surgery::open().await;
    let account = duty_nurse(&surgery).await;
    let conversation = surgery.arrives(Price, "It hurts").await;
    holds(&surgery, &account, Some(Okafor)).await.expect("taken");
    gives(&surgery, &account, conversation).await;
    let reply = surgery.answer(conversation, "Come in at ten").await;
    surgery.engine.send(reply).await.expect("sent");
    surgery.clock.pass(SignedDuration::from_mins(5));
    holds(&surgery, &account, Some(Shah)).await.expect("handed over");
    surgery.sits(Shah).await;
    surgery.clock.pass(SignedDuration::from_mins(5));
    let request = AssignRequest { conversation: conversation.to_string(), owner: Some(id(Shah)) };
    surgery.engine.assign(request).await.expect("taken out");
    holds(&surgery, &account, None).await.expect("let go: no longer this conversation's");
    let view = surgery.shows(conversation).await;
    let said: Vec<_> = view.role_lines.iter().map(|line| (line.kind, line.by.as_deref(), line.to.as_deref())).collect();
    let (okafor, shah) = (Some("A. Okafor"), Some("Dr R. Shah"));
    assert_eq!(
        said,
        [
            (RoleLineKind::Given, okafor, None),
            (RoleLineKind::HandedOver, okafor, shah),
            (RoleLineKind::TakenOut, shah, None),
        ]
    );
    assert!(view.role_lines.iter().all(|line| line.account == "Duty nurse"));
    let out = view.page.messages.iter().find(|message| message.text == "Come in at ten").expect("there");
    assert_eq!(out.author.as_deref(), okafor, "whoever wrote it, whoever has the duty now");
    assert_eq!((view.row.role_account, view.row.owner), (None, Some(id(Shah))));
}

#[tokio::test(flavor = "multi_thread")]
async fn c_12_the_duty_ends_with_the_day_and_the_close_counts_what_it_left() {
    let surgery = Surgery::open().await;
    let account = duty_nurse(&surgery).await;
    let conversation = surgery.arrives(Price, "It hurts").await;
    gives(&surgery, &account, conversation).await;
    holds(&surgery, &account, Some(Okafor)).await.expect("taken");
    let until: jiff::Timestamp = shown(&surgery).await.until.expect("held").parse().expect("a time");
    let unowned = async || {
        let left = surgery.engine.triage().await.expect("read").left;
        left.into_iter().find(|left| left.kind == LeftKindView::Unowned).map_or(0, |left| left.count)
    };
    assert_eq!(unowned().await, 0, "the holder's (C2.9)");
    let pause = surgery.engine.remind_once().await.expect("a turn").expect("something is next");
    let to_closing = until.duration_since(surgery.clock.time());
    assert!(pause <= to_closing.unsigned_abs(), "the clock looks again at the closing at the latest: {pause:?}");
    surgery.clock.pass(to_closing);
    surgery.engine.remind_once().await.expect("a turn");
    let over = shown(&surgery).await;
    assert_eq!((over.holder, over.until, over.open), (None, None, 1), "nobody's, with what it has");
    assert_eq!((unowned().await, sees(&surgery, Okafor).await.1), (1, vec![conversation.to_string()]));
    let last = surgery.shows(conversation).await.role_lines.pop().expect("said");
    assert_eq!((last.kind, last.by, last.from.as_deref()), (RoleLineKind::DayOver, None, Some("A. Okafor")));
}

#[tokio::test(flavor = "multi_thread")]
async fn c_12_a_message_for_the_duty_is_told_to_whoever_holds_it() {
    let surgery = Surgery::open().await;
    let account = duty_nurse(&surgery).await;
    let conversation = surgery.arrives(Price, "It hurts").await;
    gives(&surgery, &account, conversation).await;
    holds(&surgery, &account, Some(Okafor)).await.expect("taken");
    surgery.desk.take();
    surgery.arrives(Price, "It still does").await;
    let notice = Notice { conversation: Some(conversation), queue: NoticeQueue::Mine };
    assert_eq!(surgery.desk.take(), [Shown::Notice(notice)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn c_12_an_account_is_ended_when_it_has_nothing_and_lets_go_when_its_holder_leaves() {
    let surgery = Surgery::open().await;
    let account = duty_nurse(&surgery).await;
    let conversation = surgery.arrives(Price, "It hurts").await;
    gives(&surgery, &account, conversation).await;
    holds(&surgery, &account, Some(Okafor)).await.expect("taken");
    surgery.sits(Shah).await;
    surgery.engine.staff_left(StaffLeftRequest { staff: id(Okafor), to: Some(id(Shah)) }).await.expect("gone");
    assert_eq!(sees(&surgery, Shah).await, (vec![], vec![conversation.to_string()]), "the duty's, and nobody holds it");
    let end = || RoleAccountRequest { account: account.clone() };
    let refused = refusal(surgery.engine.end_role_account(end()).await);
    assert_eq!(refused, Refusal::RoleAccountInUse { conversations: 1, tasks: 0 });
    let request = AssignRequest { conversation: conversation.to_string(), owner: Some(id(Shah)) };
    surgery.engine.assign(request).await.expect("taken");
    let app = surgery.engine.end_role_account(end()).await.expect("ended");
    assert!(app.role_accounts.is_empty(), "in use no more");
    let again = SaveRoleAccountRequest { account: Some(account), name: "Again".to_owned(), roles: vec![RoleView::Gp] };
    assert_eq!(refusal(surgery.engine.save_role_account(again).await), Refusal::UnknownRoleAccount);
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}
