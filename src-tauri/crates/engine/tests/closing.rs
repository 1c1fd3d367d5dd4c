//! Ending a conversation (C6.10, A-14), and the same words twice. The real file, the real adapter, the stand-in
//! provider.

use contract::{ConversationRequest, MarkDoneRequest, MessageRequest, SendRequest};
use engine::EngineError;
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Price, Whitfield};
use testkit::{Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

async fn done(surgery: &Surgery, conversation: ConversationId, answered: bool) -> Result<(), EngineError> {
    let revision = surgery.shows(conversation).await.revision;
    let request = MarkDoneRequest { conversation: conversation.to_string(), revision, reason: None, answered };
    surgery.engine.mark_done(request).await
}

#[tokio::test(flavor = "multi_thread")]
async fn c6_10_a_two_question_sample_prompts_after_one_answer() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hi, thanks. Can I swim? and when will the stitches come out").await;
    surgery.engine.send(surgery.answer(conversation, "You can swim from Monday").await).await.expect("held");
    surgery.sender_looks_after(HOLD).await;
    surgery.engine.file_once().await.expect("filed");
    assert_eq!(refusal(done(&surgery, conversation, false).await), Refusal::QuestionsOpen { questions: 2 });
    let request = ConversationRequest { conversation: conversation.to_string() };
    let asked = surgery.engine.questions(request.clone()).await.expect("there").questions;
    let texts: Vec<_> = asked.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(texts, ["Can I swim?", "and when will the stitches come out"], "the patient's own words");
    assert!(asked.iter().all(|one| one.replied_at.is_some()), "and the time of the reply after them");
    surgery.arrives(Whitfield, "should I keep it dry").await;
    surgery.engine.file_once().await.expect("filed");
    let asked = surgery.engine.questions(request.clone()).await.expect("there").questions;
    assert_eq!(asked.last().expect("the newest").replied_at, None, "nobody has answered since");
    done(&surgery, conversation, true).await.expect("a person says that all of it is answered");
    assert!(surgery.engine.questions(request).await.expect("there").questions.is_empty(), "since it was done: none");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_14_send_and_done_ends_by_itself_and_undo_takes_both_back() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "I have run out of tablets").await;
    let ends = async |text: &str| SendRequest { then_done: true, ..surgery.answer(conversation, text).await };
    let sent = surgery.engine.send(ends("They are at the chemist").await).await.expect("held");
    surgery.engine.file_once().await.expect("filed");
    assert!(!surgery.shows(conversation).await.row.done, "it has not left");
    surgery.engine.undo(MessageRequest { message: sent.message }).await.expect("taken back");
    surgery.sender_looks_after(HOLD).await;
    surgery.engine.file_once().await.expect("filed");
    assert!(!surgery.shows(conversation).await.row.done, "what was taken back ends nothing");
    surgery.engine.send(ends("They are at the chemist now").await).await.expect("held");
    surgery.sender_looks_after(HOLD).await;
    assert!(!surgery.shows(conversation).await.row.done, "it is not in the record");
    surgery.engine.file_once().await.expect("filed");
    assert!(surgery.shows(conversation).await.row.done, "sent and in the record");
    assert!(surgery.engine.verify().await.expect("looked").is_sound(), "and the log alone gives the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_21_two_windows_at_once_send_the_same_words_once() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "I have run out of tablets").await;
    let request = async |text: &str| {
        let answer = surgery.answer(conversation, text).await;
        // Either window has heard of the other's message, or its view would be stale: this rule alone stands between.
        SendRequest { repeat_seen: false, revision: answer.revision + 1, ..answer }
    };
    let (one, other) = (request("Please ring us today").await, request("please  ring us TODAY").await);
    let (first, second) = tokio::join!(surgery.engine.send(one), surgery.engine.send(other.clone()));
    let refused = [first, second].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(
        matches!(refused.as_slice(), [EngineError::Refused(Refusal::SameWords { .. })]),
        "one of them is asked, got {refused:?}"
    );
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Price.number()).await.len(), 1, "and one text arrived");
    let again = SendRequest { message: surgery.ids.next().to_string(), repeat_seen: true, ..other };
    surgery.engine.send(again).await.expect("meant, it goes once more");
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Price.number()).await.len(), 2);
}
