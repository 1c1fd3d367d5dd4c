//! What a person should see first, from the patient's phone to the window.

use contract::{
    AdoptPolicyRequest, HighlightListView, HighlightRuleView, HighlightView, MarkDoneRequest, MessagesRequest,
    PolicyDocument, RoleView, SaveStaffRequest, SeenRequest, StaffRequest, TryHighlightsRequest,
};
use engine::{EngineError, highlight_rules, try_highlights};
use model::Refusal;
use testkit::Person::{Okafor, Shah, Whitfield};
use testkit::{Surgery, refusal};

#[tokio::test(flavor = "multi_thread")]
async fn c6_1_words_are_highlighted_in_place_in_the_windows_own_units() {
    let surgery = Surgery::open().await;
    let text = "🙂 sorry to bother you, no fever but I have chset\npain. No palpitations";
    let conversation = surgery.arrives(Whitfield, text).await;
    let request =
        MessagesRequest { conversation: conversation.to_string(), before: None, after: None, around: None, limit: 50 };
    let page = surgery.engine.messages(request).await.expect("the messages");
    let message = &page.messages[0];
    let units: Vec<u16> = message.text.encode_utf16().collect();
    let words =
        |one: &HighlightView| String::from_utf16(&units[one.start as usize..one.end as usize]).expect("whole letters");
    let found: Vec<_> = message.highlights.iter().map(|one| (one.rule.as_str(), words(one), one.denied)).collect();
    assert_eq!(
        found,
        [("Chest pain", "chset\npain".to_owned(), false), ("Heart racing", "palpitations".to_owned(), true)]
    );
    assert_eq!(message.text, text, "the words themselves are as they came");
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_1_the_practices_own_words_count_from_their_adoption_and_are_marked_by_name() {
    let surgery = Surgery::open().await;
    surgery.sits(Shah).await;
    let own = HighlightRuleView {
        name: "Insulin".to_owned(),
        signs: vec!["run out + insulin".to_owned()],
        may_be_denied: true,
    };
    let highlights = HighlightListView { off: vec!["Chest pain".to_owned()], own: vec![own] };
    let text = "chest pain, and I have run out of insulin";
    let tried = try_highlights(&TryHighlightsRequest { highlights: highlights.clone(), text: text.to_owned() });
    let names = |marks: &[HighlightView]| marks.iter().map(|mark| mark.rule.clone()).collect::<Vec<_>>();
    assert_eq!(names(&tried.expect("tried")), ["Insulin"], "before it is adopted");
    let policy = PolicyDocument { highlights, ..surgery.engine.policy().await.expect("read").policy };
    surgery.engine.adopt_policy(AdoptPolicyRequest { policy }).await.expect("adopted");
    surgery.sits(Okafor).await;
    let conversation = surgery.arrives(Whitfield, text).await;
    let view = surgery.shows(conversation).await;
    assert_eq!(names(&view.page.messages[0].highlights), ["Insulin"]);
    assert!(view.row.due.is_some_and(|due| due.raised), "and it is to be looked at sooner");
    let line = HighlightRuleView { name: "Pens".to_owned(), signs: vec!["pens +".to_owned()], may_be_denied: true };
    let highlights = HighlightListView { off: vec![], own: vec![line] };
    let refused = try_highlights(&TryHighlightsRequest { highlights, text: String::new() });
    assert!(matches!(refused, Err(EngineError::NotUnderstood(why)) if why.contains("“pens +”")), "the line is named");
    assert!(highlight_rules().iter().any(|rule| rule.name == "Chest pain" && !rule.signs.is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_2_reception_cannot_end_a_highlight_by_reading_or_closing() {
    let surgery = Surgery::open().await;
    surgery.sits(Shah).await;
    let request = SaveStaffRequest {
        staff: None,
        name: "T. Brown".to_owned(),
        role: RoleView::Reception,
        away_until: None,
        hours: None,
        cover: None,
    };
    let app = surgery.engine.save_staff(request).await.expect("saved");
    let desk = app.staff.into_iter().find(|person| person.name == "T. Brown").expect("there").id;
    surgery.engine.choose_me(StaffRequest { staff: desk }).await.expect("chosen");
    let conversation = surgery.arrives(Whitfield, "I have chest pain").await;
    let raised = async || surgery.shows(conversation).await.row.due.is_some_and(|due| due.raised);
    let seen = async || {
        let revision = surgery.shows(conversation).await.revision;
        SeenRequest { conversation: conversation.to_string(), revision }
    };
    surgery.engine.mark_read(seen().await).await.expect("read");
    assert_eq!((surgery.shows(conversation).await.row.unread, raised().await), (0, true));
    let SeenRequest { conversation: id, revision } = seen().await;
    let done = MarkDoneRequest { conversation: id, revision, reason: Some("rang her".to_owned()), answered: true };
    assert_eq!(refusal(surgery.engine.mark_done(done).await), Refusal::HighlightNotSeen);
    surgery.sits(Okafor).await;
    surgery.engine.mark_read(seen().await).await.expect("read");
    assert!(!raised().await, "the nurse looked");
}
