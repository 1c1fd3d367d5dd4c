//! Drafts: one a conversation and author, this laptop's own, and no part of the practice's log.

use jiff::Timestamp;
use model::template::{TemplateId, TemplateUse};
use model::{ConversationId, MessageId, Purpose, Quote, Sensitive, StaffId};
use store::{Draft, Store};
use testkit::{Person, numbered};

use crate::raw;

fn draft(text: &str, mode: &str) -> Draft {
    let caret = u32::try_from(text.encode_utf16().count()).expect("short");
    Draft {
        text: Sensitive::new(text.to_owned()),
        mode: mode.to_owned(),
        caret,
        purpose: Some(Purpose::Marketing),
        also: vec![Purpose::Survey],
        templates: vec![TemplateUse { template: TemplateId::parse("how-was-it").expect("a name"), version: 3 }],
        quote: Some(Quote { message: MessageId::new(numbered(1_000_007)), corrects: true }),
    }
}

async fn keep(store: &Store, place: ConversationId, who: StaffId, draft: Draft) {
    let write = store.write_local(move |view| view.put_draft(place, who, &draft, Timestamp::UNIX_EPOCH));
    write.await.expect("kept");
}

async fn kept(store: &Store, place: ConversationId, who: StaffId) -> Option<Draft> {
    store.read(move |view| view.draft(place, who)).await.expect("read")
}

#[tokio::test]
async fn a_draft_is_its_authors_own_and_outlives_the_program() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("practice.db");
    let (whitfields, prices) = (ConversationId::new(numbered(1_000_001)), ConversationId::new(numbered(2_000_001)));
    let (nurse, doctor) = (Person::Okafor.staff_id(), Person::Shah.staff_id());
    let store = raw::open(&path);
    keep(&store, whitfields, nurse, draft("Come in\0 at ten \u{1f600}", "reply")).await;
    keep(&store, whitfields, doctor, draft("I rang", "note")).await;
    keep(&store, whitfields, nurse, draft("Come in at eleven\r\n", "reply")).await;
    drop(store);
    let store = raw::open(&path);
    assert_eq!(kept(&store, whitfields, nurse).await, Some(draft("Come in at eleven\r\n", "reply")), "the last one");
    assert_eq!(kept(&store, whitfields, doctor).await, Some(draft("I rang", "note")), "a colleague's is another");
    assert_eq!(kept(&store, prices, nurse).await, None, "it stays in its conversation");
    keep(&store, whitfields, nurse, draft("", "reply")).await;
    assert_eq!(kept(&store, whitfields, nurse).await, None, "an empty one is forgotten");
    let found = store.verify().await.expect("checked");
    assert_eq!((found.changes, found.is_sound()), (0, true), "nothing of it is in the practice's log");
}

#[tokio::test]
async fn a_draft_survives_a_rebuild() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = raw::open(&folder.path().join("practice.db"));
    let (place, nurse) = (ConversationId::new(numbered(1_000_001)), Person::Okafor.staff_id());
    keep(&store, place, nurse, draft("Half a thought", "reply")).await;
    store.rebuild().await.expect("rebuilt");
    assert_eq!(
        kept(&store, place, nurse).await,
        Some(draft("Half a thought", "reply")),
        "views are rebuilt, drafts kept"
    );
}
