//! Journeys through the practice with its real parts: the encrypted file, the adapter over HTTP to the stand-in provider,
//! the document folder. Two members of staff, two patients and a family that shares a number; everybody's ids begin at
//! another place, so that whoever is mixed up with somebody else is found out.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use contract::{
    Arranged, ConversationView, DeliveryView, DraftMode, FailureClassView, FilingView, MarkDoneRequest, MatchRequest,
    MessageKindView, MessageRequest, MessageView, PauseWorkerRequest, Queue, QueueRequest, ResolveUnknownRequest,
    SaveDraftRequest, SeenRequest, SendRequest, SyncState, WorkerKind, WriteNoteRequest,
};
use engine::{EngineError, Event, Notice, NoticeQueue, NoticeText, Workers};
use jiff::SignedDuration;
use model::{ConversationId, Digest, Refusal, Sensitive};
use record::{FiledEpisode, HealthRecord as _};
use serde_json::json;
use testkit::Person::{Leila, Okafor, Price, Sami, Shah, Whitfield};
use testkit::{Person, Shown, Surgery, refusal, until, whose};

/// How long a message can be taken back.
const HOLD: SignedDuration = SignedDuration::from_secs(10);
/// Time enough for the provider to bring a message to the phone.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_secs(5);
/// When the provider's list is read after a call without an answer.
const RECONCILE: SignedDuration = SignedDuration::from_secs(90);
/// When it is read again.
const AGAIN: SignedDuration = SignedDuration::from_mins(11);

/// What a test does in more than one journey.
trait Desk {
    async fn sent(&self, conversation: ConversationId, text: &str) -> String;
    async fn message(&self, conversation: ConversationId, message: &str) -> MessageView;
    async fn delivery(&self, conversation: ConversationId, message: &str) -> DeliveryView;
    async fn draft(&self, conversation: ConversationId, text: &str);
    async fn queue(&self, queue: Queue) -> Vec<String>;
    async fn done(&self, conversation: ConversationId, reason: Option<&str>) -> Result<(), EngineError>;
    async fn filed(&self, conversation: ConversationId) -> FiledEpisode;
}

impl Desk for Surgery {
    /// Answers as whoever sits here, and returns the message.
    async fn sent(&self, conversation: ConversationId, text: &str) -> String {
        let request = self.answer(conversation, text).await;
        self.engine.send(request).await.expect("nothing speaks against it").message
    }

    async fn message(&self, conversation: ConversationId, message: &str) -> MessageView {
        let view = self.shows(conversation).await;
        view.page.messages.into_iter().find(|shown| shown.id == message).expect("it is shown")
    }

    async fn delivery(&self, conversation: ConversationId, message: &str) -> DeliveryView {
        self.message(conversation, message).await.delivery.expect("it goes out")
    }

    async fn draft(&self, conversation: ConversationId, text: &str) {
        let request = SaveDraftRequest {
            conversation: conversation.to_string(),
            text: text.to_owned(),
            mode: DraftMode::Reply,
            caret: 0,
            purpose: None,
            also: vec![],
            templates: vec![],
            quote: None,
        };
        self.engine.save_draft(request).await.expect("kept");
    }

    async fn queue(&self, queue: Queue) -> Vec<String> {
        let page = self
            .engine
            .queue(QueueRequest { queue, after: None, limit: 200, arranged: Arranged::default() })
            .await
            .expect("a page");
        page.rows.into_iter().map(|row| row.id).collect()
    }

    async fn done(&self, conversation: ConversationId, reason: Option<&str>) -> Result<(), EngineError> {
        let revision = self.shows(conversation).await.revision;
        let reason = reason.map(str::to_owned);
        self.engine
            .mark_done(MarkDoneRequest { conversation: conversation.to_string(), revision, reason, answered: true })
            .await
    }

    async fn filed(&self, conversation: ConversationId) -> FiledEpisode {
        self.record.read(conversation).await.expect("readable").expect("filed")
    }
}

fn texts(view: &ConversationView) -> Vec<&str> {
    view.page.messages.iter().map(|message| message.text.as_str()).collect()
}

/// Says from whose block a message's id comes.
fn maker(id: &str) -> Option<Person> {
    whose(id.parse().expect("an id"))
}

/// Checks that a record holds exactly what the conversation shows, in order, and is this patient's.
async fn the_record_holds(surgery: &Surgery, conversation: ConversationId, patient: Person) {
    let (view, filed) = (surgery.shows(conversation).await, surgery.filed(conversation).await);
    assert_eq!(filed.patient, patient.patient_id(), "it is the patient's own record");
    assert_eq!(filed.conversation, conversation, "and this conversation's");
    let shown: Vec<_> =
        view.page.messages.iter().map(|message| (message.id.clone(), Digest::of(message.text.as_bytes()))).collect();
    let held: Vec<_> = filed.entries.iter().map(|entry| (entry.message.to_string(), entry.text)).collect();
    assert_eq!(held, shown, "every message and note, word for word, in order");
    for message in &view.page.messages {
        assert!(matches!(message.filing, FilingView::Written { .. }), "the window says so: {:?}", message.filing);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_patients_write_two_members_of_staff_answer_and_all_of_it_is_filed_where_it_belongs() {
    let surgery = Surgery::open().await;
    let mut events = surgery.engine.listen();

    // They write; each lands in a conversation of their own.
    let whitfields = surgery.arrives(Whitfield, "My chest hurts when I climb stairs").await;
    let told = events.try_recv().expect("the window is told");
    assert_eq!(told, Event::Changed(vec![whitfields]), "of the one conversation that changed, once it can be read");
    let prices = surgery.arrives(Price, "May I have my tablets early?").await;
    assert_eq!(whose(whitfields.uuid()), Some(Whitfield), "made for him");
    assert_eq!(whose(prices.uuid()), Some(Price), "made for her");
    for (conversation, person, words) in
        [(whitfields, Whitfield, "My chest hurts when I climb stairs"), (prices, Price, "May I have my tablets early?")]
    {
        let view = surgery.shows(conversation).await;
        let patient = view.patient.clone().expect("exactly one patient has the number");
        assert_eq!(patient.id, person.patient_id().to_string(), "whose it is");
        assert_eq!(view.row.number, person.number().as_str(), "from which number");
        assert_eq!(texts(&view), [words], "what was written, and nothing of anybody else's");
        assert_eq!(maker(&view.page.messages[0].id), Some(person), "the message is the patient's");
        assert_eq!(view.row.unread, 1, "nobody has read it");
    }

    // The desktop says that something came; not who, not what.
    let shown = surgery.desk.take();
    let notice =
        |conversation| Shown::Notice(Notice { conversation: Some(conversation), queue: NoticeQueue::Unassigned });
    assert_eq!(shown, [notice(whitfields), notice(prices)], "one notification each");
    let words = NoticeText::new(2, NoticeQueue::Unassigned);
    let said = format!("{} {} {shown:?}", words.title, words.body);
    for secret in
        Person::PATIENTS.iter().flat_map(|person| [person.family().to_owned(), person.number().as_str().to_owned()])
    {
        assert!(!said.contains(&secret), "a locked screen is read by whoever passes by: {said}");
    }

    // The nurse reads and begins to answer; meanwhile he writes again.
    let seen = surgery.shows(whitfields).await.revision;
    let read = SeenRequest { conversation: whitfields.to_string(), revision: seen };
    surgery.engine.mark_read(read).await.expect("read");
    assert_eq!(surgery.desk.take(), [Shown::Cleared(Some(whitfields))], "what was read is not notified any more");
    surgery.draft(whitfields, "Please come in today at eleven").await;
    let stale = surgery.answer(whitfields, "Please come in today at eleven").await;
    surgery.arrives(Whitfield, "It is worse now").await;
    assert_eq!(refusal(surgery.engine.send(stale).await), Refusal::StaleView { new: 1 }, "she has not seen that yet");
    let view = surgery.shows(whitfields).await;
    assert_eq!(view.draft.expect("kept").text, "Please come in today at eleven", "what she typed is not lost");

    // She answers, takes it back, and answers better.
    let hasty = surgery.sent(whitfields, "Please come in today at eleven").await;
    let held = surgery.delivery(whitfields, &hasty).await;
    assert!(matches!(held, DeliveryView::Held { .. }), "it can still be taken back, got {held:?}");
    assert_eq!(surgery.shows(whitfields).await.draft, None, "what was sent is no draft");
    surgery.sender_looks_after(HOLD - SignedDuration::from_millis(1)).await;
    assert!(surgery.town.taken(&Whitfield.number()).await.is_empty(), "held means held");
    let back = surgery.engine.undo(MessageRequest { message: hasty.clone() }).await.expect("in time").expect("words");
    assert_eq!(back.text, "Please come in today at eleven", "her words are hers again");
    let view = surgery.shows(whitfields).await;
    assert_eq!(view.draft.map(|draft| draft.text), Some(back.text), "as a draft that outlives the program");
    assert!(view.page.messages.iter().all(|message| message.id != hasty), "nobody shows what was never said");
    let urgent = surgery.sent(whitfields, "Ring 999 now. Do not wait for us.").await;
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, ["Ring 999 now. Do not wait for us."], "sent once");
    let late = surgery.engine.undo(MessageRequest { message: urgent.clone() }).await;
    assert_eq!(refusal(late), Refusal::TooLate, "what has left cannot be taken back");
    surgery.sender_looks_after(ON_ITS_WAY).await;
    let delivered = surgery.delivery(whitfields, &urgent).await;
    assert!(matches!(delivered, DeliveryView::Delivered { .. }), "it reached the phone, got {delivered:?}");

    // The doctor answers the other one, and leaves a note.
    surgery.sits(Shah).await;
    let answer = surgery.sent(prices, "They are ready on Monday").await;
    let note = WriteNoteRequest {
        message: surgery.ids.next().to_string(),
        conversation: prices.to_string(),
        text: "Second time this month".to_owned(),
        quote: None,
    };
    let note = surgery.engine.write_note(note).await.expect("written").message;
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    assert_eq!(surgery.town.taken(&Price.number()).await, ["They are ready on Monday"], "the note stays in the house");
    for (message, author) in [(&urgent, Okafor), (&answer, Shah), (&note, Shah)] {
        assert_eq!(maker(message), Some(author), "made by who wrote it");
    }
    let said = surgery.message(prices, &answer).await;
    assert_eq!(said.author.as_deref(), Some("Dr R. Shah"), "and shown so");
    assert_eq!(surgery.message(prices, &note).await.kind, MessageKindView::Note, "a note is no message");
    assert_eq!(surgery.message(prices, &note).await.delivery, None, "and is on its way nowhere");

    // Everything goes into the record, each to its own.
    assert_eq!(surgery.queue(Queue::Unfiled).await.len(), 2, "not filed yet, and visibly so");
    surgery.engine.file_once().await.expect("filed");
    the_record_holds(&surgery, whitfields, Whitfield).await;
    the_record_holds(&surgery, prices, Price).await;
    assert!(surgery.queue(Queue::Unfiled).await.is_empty(), "nothing is left over");
    for conversation in [whitfields, prices] {
        surgery.done(conversation, None).await.expect("all seen, sent and filed");
    }
    assert!(surgery.queue(Queue::Open).await.is_empty(), "the day's work is done");
    assert_eq!(
        surgery.engine.collect_once().await.expect("collected"),
        0,
        "reading the provider again brings nothing twice"
    );
    let checked = surgery.engine.verify().await.expect("checked");
    assert!(checked.is_sound(), "log, texts and views agree: {checked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_s_number_waits_for_a_person_and_warns_before_it_is_used() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Leila, "He has a fever again").await;
    let queue = NoticeQueue::Unmatched;
    assert_eq!(
        surgery.desk.take(),
        [Shown::Notice(Notice { conversation: Some(conversation), queue })],
        "in its own queue"
    );
    assert_eq!(surgery.queue(Queue::Unmatched).await, [conversation.to_string()], "nobody guesses");
    let view = surgery.shows(conversation).await;
    assert_eq!(view.patient, None, "it is nobody's yet");
    let mut offered: Vec<_> = view.unmatched.expect("unmatched").candidates.into_iter().map(|one| one.id).collect();
    offered.sort();
    let family = [Leila, Sami].map(|person| person.patient_id().to_string());
    assert_eq!(offered, family, "exactly those who share the number are offered");
    let early = surgery.answer(conversation, "How high is it?").await;
    assert_eq!(refusal(surgery.engine.send(early).await), Refusal::NotMatched, "nobody is answered unknown");
    surgery.engine.file_once().await.expect("a turn");
    assert_eq!(surgery.record.read(conversation).await.expect("read"), None, "nor filed");

    let request = MatchRequest {
        conversation: conversation.to_string(),
        revision: view.revision,
        patient: Sami.patient_id().to_string(),
        add_number: false,
    };
    surgery.engine.match_conversation(request).await.expect("a person says whose it is");
    let patient = surgery.shows(conversation).await.patient.expect("matched");
    assert_eq!(patient.id, Sami.patient_id().to_string(), "the son's, not the mother's");
    let request = surgery.answer(conversation, "How high is it?").await;
    let warned = refusal(surgery.engine.send(request.clone()).await);
    assert_eq!(warned, Refusal::SharedNumber { others: 1 }, "somebody else reads that phone too");
    let request = SendRequest { shared_number_seen: true, ..request };
    surgery.engine.send(request).await.expect("sent by somebody who knows");
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    surgery.engine.file_once().await.expect("filed");
    the_record_holds(&surgery, conversation, Sami).await;

    let next = surgery.arrives(Leila, "39.5").await;
    assert_ne!(next, conversation, "the next text from that phone may be about somebody else");
    assert_eq!(surgery.queue(Queue::Unmatched).await, [next.to_string()], "so a person is asked again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_is_seen_said_again_and_delivered() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "When are you open?").await;
    surgery.town.is_a(&Whitfield.number(), "landline").await;
    let first = surgery.sent(conversation, "From eight to six").await;
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    let failed = surgery.delivery(conversation, &first).await;
    assert!(
        matches!(&failed, DeliveryView::Failed { class: FailureClassView::Permanent, code: Some(code), .. } if code == "30006"),
        "a landline takes no text, got {failed:?}"
    );
    assert_eq!(surgery.queue(Queue::Failed).await, [conversation.to_string()], "a person must look");
    surgery.engine.file_once().await.expect("filed");
    assert_eq!(refusal(surgery.done(conversation, None).await), Refusal::NotSent { failed: 1 }, "it was not said");

    surgery.town.is_a(&Whitfield.number(), "delivers").await;
    surgery.draft(conversation, "And on Saturday").await;
    let again = SendRequest { repeats: Some(first.clone()), ..surgery.answer(conversation, "From eight to six").await };
    let second = surgery.engine.send(again).await.expect("said again").message;
    let view = surgery.shows(conversation).await;
    assert_eq!(view.draft.map(|draft| draft.text).as_deref(), Some("And on Saturday"), "what is being typed stays");
    assert!(surgery.queue(Queue::Failed).await.is_empty(), "the failure is seen to");
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    let delivered = surgery.delivery(conversation, &second).await;
    assert!(matches!(delivered, DeliveryView::Delivered { .. }), "this time it arrived, got {delivered:?}");
    assert_eq!(surgery.message(conversation, &second).await.repeats, Some(first), "and says what it repeats");
    surgery.engine.file_once().await.expect("filed");
    surgery.done(conversation, None).await.expect("now it is done");
    the_record_holds(&surgery, conversation, Whitfield).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_got_lost_is_looked_for_and_not_sent_again() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    let message = surgery.sent(conversation, "No. Rest for a week.").await;
    surgery.town.breaks(json!([{ "kind": "drop_after_accept", "on": "send" }])).await;
    surgery.sender_looks_after(HOLD).await;
    let unknown = surgery.delivery(conversation, &message).await;
    assert_eq!(unknown, DeliveryView::Unknown { needs_person: false }, "nobody can tell: unknown is not sent");
    for _ in 0..5 {
        surgery.sender_looks_after(SignedDuration::from_secs(10)).await;
    }
    let unknown = surgery.delivery(conversation, &message).await;
    assert_eq!(unknown, DeliveryView::Unknown { needs_person: false }, "the list may be late: not yet");
    surgery.sender_looks_after(RECONCILE).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    let found = surgery.delivery(conversation, &message).await;
    assert!(matches!(found, DeliveryView::Delivered { .. }), "it was found in the provider's list, got {found:?}");
    assert_eq!(surgery.town.taken(&Whitfield.number()).await.len(), 1, "and was never sent a second time");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_twice_absent_from_the_list_is_for_a_person_to_decide() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it serious?").await;
    // The practice's other system said the same words an hour ago: they are in the list, and are not this message.
    let words = Sensitive::new("Please ring us".to_owned());
    let key = model::MessageId::new(surgery.ids.next());
    surgery.town.provider().send(&Whitfield.number(), &words, key).await.expect("taken over");
    surgery.clock.pass(SignedDuration::from_hours(1));
    let message = surgery.sent(conversation, "Please ring us").await;
    surgery.town.breaks(json!([{ "kind": "drop_before_accept", "on": "send" }])).await;
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(RECONCILE).await;
    let once = surgery.delivery(conversation, &message).await;
    assert_eq!(once, DeliveryView::Unknown { needs_person: false }, "absent once proves nothing");
    let early = ResolveUnknownRequest { message: message.clone(), send: true };
    assert_eq!(
        refusal(surgery.engine.resolve_unknown(early).await),
        Refusal::NothingToResolve,
        "nor may a person guess"
    );
    surgery.sender_looks_after(AGAIN).await;
    let twice = surgery.delivery(conversation, &message).await;
    assert_eq!(twice, DeliveryView::Unknown { needs_person: true }, "absent twice, far apart: a person decides");
    assert_eq!(
        surgery.queue(Queue::Failed).await,
        [conversation.to_string()],
        "and is told that there is something to decide"
    );
    assert_eq!(surgery.town.taken(&Whitfield.number()).await.len(), 1, "until then nothing is sent");
    let decided = ResolveUnknownRequest { message: message.clone(), send: true };
    surgery.engine.resolve_unknown(decided).await.expect("a person says so");
    surgery.sender_looks_after(SignedDuration::ZERO).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    let delivered = surgery.delivery(conversation, &message).await;
    assert!(matches!(delivered, DeliveryView::Delivered { .. }), "then it is sent, got {delivered:?}");
    assert_eq!(surgery.town.taken(&Whitfield.number()).await.len(), 2, "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn pressing_twice_sends_once() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Are you there?").await;
    let request = surgery.answer(conversation, "Yes").await;
    let first = surgery.engine.send(request.clone()).await.expect("sent");
    let second = surgery.engine.send(request).await.expect("the first answer again");
    assert_eq!(first, second, "it is one message");
    surgery.sender_looks_after(HOLD).await;
    surgery.sender_looks_after(ON_ITS_WAY).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, ["Yes"], "that reached the phone once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_not_done_before_it_is_filed_and_comes_back_within_a_week() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Price, "Thank you, the rash is gone").await;
    assert_eq!(refusal(surgery.done(conversation, None).await), Refusal::Unfiled { unfiled: 1 }, "not in the record");
    surgery.done(conversation, Some("the record's drive is away")).await.expect("a named person says why");
    assert_eq!(surgery.queue(Queue::Done).await, [conversation.to_string()], "it is done");
    assert_eq!(surgery.queue(Queue::Unfiled).await, [conversation.to_string()], "and still visibly not in the record");
    surgery.clock.pass(SignedDuration::from_hours(6 * 24));
    assert_eq!(surgery.arrives(Price, "It is back").await, conversation, "within a week it is the same matter");
    assert_eq!(surgery.queue(Queue::Open).await, [conversation.to_string()], "and open again");
    surgery.engine.file_once().await.expect("filed");
    surgery.done(conversation, None).await.expect("filed, so done");
    surgery.clock.pass(SignedDuration::from_hours(8 * 24));
    assert_ne!(surgery.arrives(Price, "Another thing").await, conversation, "later it is a new one");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_is_away_is_tried_again_then_shown_and_filed_when_it_is_back() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Here is my blood pressure: 140/90").await;
    let (here, away) = (surgery.folder().join("record"), surgery.folder().join("away"));
    std::fs::rename(&here, &away).expect("the drive is pulled out");
    let filing = async || surgery.shows(conversation).await.page.messages[0].filing.clone();
    surgery.engine.file_once().await.expect("a turn");
    assert_eq!(filing().await, FilingView::Retrying { attempts: 1 }, "it is tried again by itself");
    surgery.engine.file_once().await.expect("a turn");
    assert_eq!(filing().await, FilingView::Retrying { attempts: 1 }, "but not at once");
    for _ in 0..2 {
        surgery.clock.pass(SignedDuration::from_mins(1));
        surgery.engine.file_once().await.expect("a turn");
    }
    assert!(matches!(filing().await, FilingView::Failed { .. }), "after three tries a person must look");
    assert!(!here.exists(), "no folder is made on the laptop in place of the drive");
    assert_eq!(surgery.queue(Queue::Unfiled).await, [conversation.to_string()], "it stands in its queue");
    std::fs::rename(&away, &here).expect("the drive is back");
    let request = contract::ConversationRequest { conversation: conversation.to_string() };
    surgery.engine.retry_filing(request).await.expect("a person asks for it");
    surgery.engine.file_once().await.expect("a turn");
    the_record_holds(&surgery, conversation, Whitfield).await;
}

/// Counts what people wrote: the app's own acknowledgement is none of it.
async fn by_people(surgery: &Surgery, conversation: ConversationId) -> usize {
    let page = surgery.shows(conversation).await.page;
    page.messages.iter().filter(|message| message.automatic.is_none()).count()
}

async fn sync_is(surgery: &Surgery, state: SyncState) {
    until(&format!("the window says {state:?}"), async || surgery.engine.sync().state == state).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_everything_is_kept_and_it_is_said() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Are you open on Monday?").await;
    let workers = Workers::start(&surgery.engine).await.expect("started");
    sync_is(&surgery, SyncState::Running).await;
    surgery.town.cut_off().await;
    sync_is(&surgery, SyncState::Offline).await;
    assert!(surgery.engine.sync().offline_since.is_some(), "since when is said too");
    let message = surgery.sent(conversation, "Yes, from eight").await;
    surgery.clock.pass(HOLD);
    until("the sender has tried", async || {
        matches!(surgery.delivery(conversation, &message).await, DeliveryView::Queued { attempts } if attempts >= 1)
    })
    .await;
    assert_eq!(by_people(&surgery, conversation).await, 2, "staff read and write as ever");
    surgery.town.reconnect().await;
    sync_is(&surgery, SyncState::Running).await;
    until("it is delivered by itself", async || {
        surgery.clock.pass(SignedDuration::from_secs(5));
        matches!(surgery.delivery(conversation, &message).await, DeliveryView::Delivered { .. })
    })
    .await;
    let taken = surgery.town.taken(&Whitfield.number()).await;
    assert_eq!(taken.iter().filter(|text| *text == "Yes, from eight").count(), 1, "once");
    workers.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_was_switched_off_does_nothing_also_after_a_restart() {
    let surgery = Surgery::open().await;
    let switch = async |paused| {
        let request = PauseWorkerRequest { worker: WorkerKind::Send, paused };
        surgery.engine.pause_worker(request).await.expect("switched");
    };
    let workers = Workers::start(&surgery.engine).await.expect("started");
    switch(true).await;
    sync_is(&surgery, SyncState::Paused).await;
    // Only now is there anything to send: also what the app says by itself waits.
    surgery.ids.turn_to(Whitfield);
    surgery.town.writes(&Whitfield.number(), "Hello?").await;
    until("it comes in", async || surgery.queue(Queue::Open).await.len() == 1).await;
    let conversation: ConversationId = surgery.queue(Queue::Open).await[0].parse().expect("an id");
    let message = surgery.sent(conversation, "Hello").await;
    surgery.clock.pass(HOLD);
    workers.stop().await;
    let workers = Workers::start(&surgery.engine).await.expect("started again");
    // The others go on: once they have collected and filed something new, the sender has had its turns too.
    surgery.ids.turn_to(Price);
    surgery.town.writes(&Price.number(), "And me?").await;
    until("the others have done their work", async || {
        let rows = surgery.queue(Queue::Open).await.len();
        rows == 2 && surgery.queue(Queue::Unfiled).await.is_empty()
    })
    .await;
    let held = surgery.delivery(conversation, &message).await;
    assert!(matches!(held, DeliveryView::Held { .. }), "the sender has not touched it, got {held:?}");
    assert!(surgery.town.taken(&Whitfield.number()).await.is_empty(), "nothing left the practice");
    switch(false).await;
    until("it leaves once it may", async || {
        surgery.town.taken(&Whitfield.number()).await.iter().any(|text| text == "Hello")
    })
    .await;
    workers.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_workers_bring_a_text_in_an_answer_out_and_both_into_the_record() {
    let surgery = Surgery::open().await;
    let workers = Workers::start(&surgery.engine).await.expect("started");
    surgery.ids.turn_to(Whitfield);
    surgery.town.writes(&Whitfield.number(), "Can I book online?").await;
    until("it comes in", async || surgery.queue(Queue::Open).await.len() == 1).await;
    surgery.ids.turn_to(Okafor);
    let conversation: ConversationId = surgery.queue(Queue::Open).await[0].parse().expect("an id");
    let message = surgery.sent(conversation, "Yes").await;
    until("it is delivered and filed", async || {
        surgery.clock.pass(SignedDuration::from_secs(1));
        let shown = surgery.message(conversation, &message).await;
        matches!((shown.delivery, shown.filing), (Some(DeliveryView::Delivered { .. }), FilingView::Written { .. }))
    })
    .await;
    workers.stop().await;
    the_record_holds(&surgery, conversation, Whitfield).await;
}
