//! Conversations: opened, matched, assigned, seen to.

use contract::{
    AssignRequest, ConversationRequest, ConversationView, MarkDoneRequest, MatchRequest, MessagePage, MessagesRequest,
    SeenRequest, SetTopicRequest, StartConversationRequest, Started, UnmatchedView,
};
use jiff::Timestamp;
use model::{
    Addressee, Ask, Conversation, ConversationId, ConversationState, E164, MessageKind, SaidBefore, Staff, Subject,
    UnmatchedReason, may_promise,
};
use store::{Row, Span, StoreError, View, Written};

use crate::verb::draft::draft_view;
use crate::verb::{proxy, role_account, schedule, snooze};
use crate::view::Around;
use crate::{Engine, EngineError, view};

/// How many messages an opened conversation shows at first.
const FIRST_PAGE: u32 = 50;
/// The longest stretch a window may ask for.
const LONGEST_PAGE: u32 = 200;
/// How many of a patient's other conversations are shown.
const OTHERS: u32 = 20;

/// Returns what a holding reply would say here; `None` where there is nothing to promise (C-13).
fn holding_text(store: &View<'_>, row: &Row, now: Timestamp) -> Result<Option<String>, StoreError> {
    let Ok(due) = may_promise(&row.conversation, now) else { return Ok(None) };
    // Nobody is written to before it is known who they are.
    let Some(patient) = row.conversation.subject.patient() else { return Ok(None) };
    let policy = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default();
    let practice = store.practice()?.unwrap_or_default();
    // Of a proxy no language is known: theirs is taken to be the patient's.
    let needs = store.preferences(patient)?.needs;
    let to = Addressee { language: needs.language.as_ref(), ..Addressee::of(&practice) };
    Ok(Some(policy.holding_text(to, due)))
}

impl Engine {
    /// Opens a conversation.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when there is none.
    pub async fn conversation(&self, request: ConversationRequest) -> Result<ConversationView, EngineError> {
        let me = self.me().await?;
        let id: ConversationId = view::id(&request.conversation)?;
        let now = self.now();
        let found = self.parts.store.read(move |store| {
            let Some(row) = store.row(id, me)? else { return Ok(None) };
            let written = store.thread(id, Span::Newest, FIRST_PAGE + 1)?;
            let around = Around::read(store, id)?.quoting(store, written.iter())?;
            let times = store.timetable()?;
            let shown = |row: &Row| view::row(row, &times, now);
            let page = newest_page(written, FIRST_PAGE, &around, row.conversation.unread);
            let (patient, unmatched, others) = match &row.conversation.subject {
                Subject::Patient { patient } => {
                    let others = store.rows_of_patient(*patient, me, OTHERS + 1)?;
                    let others = others.iter().filter(|other| other.conversation.id != id).map(shown).collect();
                    let patient = store.patient(*patient)?;
                    (patient.map(|patient| view::patient(store, &patient, now)).transpose()?, None, others)
                }
                Subject::Unmatched { reason } => {
                    let candidates = match reason {
                        UnmatchedReason::NoPatient | UnmatchedReason::SeveralPatients => {
                            candidates(store, &row.conversation.number, now)?
                        }
                    };
                    let people = proxy::candidates(store, &row.conversation.number, now)?;
                    (None, Some(UnmatchedView { candidates, people }), vec![])
                }
            };
            let with = with(store, &row.conversation, (&around.staff, now))?;
            let draft = store.draft(id, me)?.map(|draft| draft_view(store, &draft, &around.staff)).transpose()?;
            let revision = row.conversation.revision;
            let holding = holding_text(store, &row, now)?;
            let role_lines = role_account::lines(store, &row.conversation, &around.staff)?;
            let snooze_lines = snooze::lines(store, id, (&around.staff, now))?;
            let scheduled = schedule::texts(store, &row.conversation, (&around.staff, now))?;
            let row = shown(&row);
            Ok(Some(ConversationView {
                row,
                revision,
                patient,
                unmatched,
                page,
                holding,
                draft,
                others,
                with,
                role_lines,
                snooze_lines,
                scheduled,
            }))
        });
        found.await?.ok_or(EngineError::NotFound)
    }

    /// Returns a stretch of a conversation.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn messages(&self, request: MessagesRequest) -> Result<MessagePage, EngineError> {
        let id: ConversationId = view::id(&request.conversation)?;
        let limit = request.limit.clamp(1, LONGEST_PAGE);
        let page = self.parts.store.read(move |store| {
            let shown_with = Around::read(store, id)?;
            let (before, after) = match (request.before, request.after, request.around) {
                (Some(before), ..) => (store.thread(id, Span::Before(before), limit + 1)?, None),
                (None, Some(after), _) => (vec![], Some(store.thread(id, Span::After(after), limit + 1)?)),
                (None, None, Some(around)) => {
                    let half = limit / 2 + 1;
                    let before = store.thread(id, Span::Before(around), half)?;
                    (before, Some(store.thread(id, Span::After(around.saturating_sub(1)), half)?))
                }
                (None, None, None) => {
                    let unread = store.conversation(id)?.map_or(0, |row| row.unread);
                    let newest = store.thread(id, Span::Newest, limit + 1)?;
                    let shown_with = shown_with.quoting(store, newest.iter())?;
                    return Ok(newest_page(newest, limit, &shown_with, unread));
                }
            };
            let shown_with = shown_with.quoting(store, before.iter().chain(after.iter().flatten()))?;
            let room = if before.is_empty() || after.is_none() { limit } else { limit / 2 } as usize;
            let has_earlier = if before.is_empty() { request.after.is_some() } else { before.len() > room };
            let has_later = after.as_ref().map_or(request.before.is_some(), |after| after.len() > room);
            let skip = before.len().saturating_sub(room);
            let shown = before.iter().skip(skip).chain(after.iter().flatten().take(room));
            let messages = shown.filter_map(|written| view::message(written, &shown_with, u32::MAX)).collect();
            Ok(MessagePage { messages, has_earlier, has_later })
        });
        Ok(page.await?)
    }

    /// Begins a conversation with a patient, or takes up the open one at that number: one topic at a time.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when the number is not the patient's.
    pub async fn start_conversation(&self, request: StartConversationRequest) -> Result<Started, EngineError> {
        let number =
            E164::parse(&request.number).map_err(|_| EngineError::BadRequest("this is no telephone number"))?;
        let patient = view::id(&request.patient)?;
        let (me, at) = (self.me().await?, number.clone());
        let theirs = self.parts.store.read(move |store| store.rows_of_patient(patient, me, OTHERS)).await?;
        let open = theirs
            .iter()
            .map(|row| &row.conversation)
            .find(|row| row.number == at && row.proxy.is_none() && matches!(row.state, ConversationState::Open));
        if let Some(open) = open {
            return Ok(Started { conversation: open.id.to_string() });
        }
        let conversation = ConversationId::new(self.parts.ids.uuid());
        self.ask(Ask::StartConversation { conversation, patient, number }).await?;
        Ok(Started { conversation: conversation.to_string() })
    }

    /// Says whose conversation it is.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn match_conversation(&self, request: MatchRequest) -> Result<(), EngineError> {
        let conversation = view::id(&request.conversation)?;
        let ask = Ask::Match {
            conversation,
            seen: request.revision,
            patient: view::id(&request.patient)?,
            add_number: request.add_number,
            said: self.said_before(conversation).await?,
        };
        self.ask(ask).await.map(drop)
    }

    /// Returns what stands in a conversation of which nobody knew who writes, oldest first.
    pub(crate) async fn said_before(&self, conversation: ConversationId) -> Result<Vec<SaidBefore>, EngineError> {
        let newest = self.parts.store.read(move |view| view.thread(conversation, Span::Newest, LONGEST_PAGE)).await?;
        let said = newest.into_iter().filter(|written| matches!(written.message.kind, MessageKind::In { .. }));
        Ok(said.filter_map(|said| Some(SaidBefore { message: said.message.id, text: said.text? })).collect())
    }

    /// Sets or clears the topic.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn set_topic(&self, request: SetTopicRequest) -> Result<(), EngineError> {
        self.ask(Ask::SetTopic { conversation: view::id(&request.conversation)?, topic: request.topic }).await.map(drop)
    }

    /// Gives a conversation to somebody, or back to the practice.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn assign(&self, request: AssignRequest) -> Result<(), EngineError> {
        let owner = request.owner.as_deref().map(view::id).transpose()?;
        self.ask(Ask::Assign { conversation: view::id(&request.conversation)?, owner }).await.map(drop)
    }

    /// Says that a conversation is seen to.
    ///
    /// # Errors
    /// [`EngineError::Refused`] while something is not in the record or not sent and no reason is given, or while the patient
    /// asked something and nobody says that it is answered.
    pub async fn mark_done(&self, request: MarkDoneRequest) -> Result<(), EngineError> {
        let (conversation, seen) = (view::id(&request.conversation)?, request.revision);
        self.ask(Ask::MarkDone { conversation, seen, reason: request.reason, answered: request.answered }).await?;
        self.parts.notifier.clear(Some(conversation));
        Ok(())
    }

    /// Takes a conversation up again.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn reopen(&self, request: ConversationRequest) -> Result<(), EngineError> {
        self.ask(Ask::Reopen { conversation: view::id(&request.conversation)? }).await.map(drop)
    }

    /// Says that the patient's messages were read, and takes their notification back.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when something came since.
    pub async fn mark_read(&self, request: SeenRequest) -> Result<(), EngineError> {
        let conversation = view::id(&request.conversation)?;
        self.ask(Ask::MarkRead { conversation, seen: request.revision }).await?;
        self.parts.notifier.clear(Some(conversation));
        Ok(())
    }

    /// Tries again to write a conversation to the record.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn retry_filing(&self, request: ConversationRequest) -> Result<(), EngineError> {
        self.ask(Ask::RetryFiling { conversation: view::id(&request.conversation)? }).await.map(drop)
    }
}

/// Makes the newest page out of one message more than it shows.
fn newest_page(mut written: Vec<Written>, limit: u32, around: &Around, unread: u32) -> MessagePage {
    let has_earlier = written.len() > limit as usize;
    if has_earlier {
        written.remove(0);
    }
    let read_to = read_to(&written, unread);
    let messages = written.iter().filter_map(|message| view::message(message, around, read_to)).collect();
    MessagePage { messages, has_earlier, has_later: false }
}

/// Returns the number up to which the patient's messages were read, when the last `unread` of them were not.
fn read_to(written: &[Written], unread: u32) -> u32 {
    let from_patient = written.iter().rev().filter(|written| matches!(written.message.kind, MessageKind::In { .. }));
    match from_patient.take(unread as usize).last() {
        Some(first_unread) if unread > 0 => first_unread.message.number.saturating_sub(1),
        _ => u32::MAX,
    }
}

/// Returns with whom a conversation is, where it is not the patient.
fn with(
    store: &View<'_>,
    row: &Conversation,
    (staff, now): (&[Staff], jiff::Timestamp),
) -> Result<Option<contract::ProxyView>, StoreError> {
    let (Some(id), Some(patient)) = (row.proxy, row.subject.patient()) else { return Ok(None) };
    let today = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default().local(now).date();
    let (Some(patient), preferences) = (store.patient(patient)?, store.preferences(patient)?) else { return Ok(None) };
    Ok(preferences.proxy(id).map(|known| proxy::shown(known, &patient, (staff, today))))
}

fn candidates(store: &View<'_>, number: &E164, now: jiff::Timestamp) -> Result<Vec<contract::PatientView>, StoreError> {
    let ids = store.patients_with(number)?;
    store.patients(&ids)?.iter().map(|patient| view::patient(store, patient, now)).collect()
}
