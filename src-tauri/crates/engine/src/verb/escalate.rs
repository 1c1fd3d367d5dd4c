//! Escalation (C6.17): what can be done at once for a patient who cannot wait.

use contract as c;
use model::{
    Actor, Addressee, Ask, Content, ConversationId, DutyDoctor, HandOver, MessageId, MessageKind, Operation,
    OperationId, Staff,
};
use store::{Span, StoreError, View};

use crate::verb::task::to_ring;
use crate::{Engine, EngineError, view};

/// How far back the patient's last words are looked for, as the reason of a hand-over.
const LOOK_BACK: u32 = 50;

impl Engine {
    /// Returns what escalating a conversation would do: which number, which words, and whose it would be.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] when there is no such conversation.
    pub async fn escalation(&self, request: c::ConversationRequest) -> Result<c::EscalateView, EngineError> {
        let id: ConversationId = view::id(&request.conversation)?;
        let now = self.now();
        let read = self.parts.store.read(move |store| {
            let Some(row) = store.conversation(id)? else { return Ok(None) };
            let whose = row.subject.patient();
            let patient = whose.map(|id| store.patient(id)).transpose()?.flatten();
            let preferences = whose.map(|id| store.preferences(id)).transpose()?.unwrap_or_default();
            let policy = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default();
            let practice = store.practice()?.unwrap_or_default();
            let to = Addressee { language: preferences.needs.language.as_ref(), ..Addressee::of(&practice) };
            let is_unsafe = !preferences.unsafe_routes.is_empty();
            let number = to_ring(patient.as_ref(), Some(row.number), is_unsafe);
            Ok(Some(c::EscalateView {
                number: number.map(|number| number.as_str().to_owned()),
                leave_no_message: is_unsafe,
                cannot_phone: preferences.needs.cannot_phone,
                urgent_text: patient.is_some().then(|| policy.urgent_text(to)),
                duty: on_duty(store, now)?.map(|(to, person)| duty(store, to, &person)).transpose()?,
            }))
        });
        read.await?.ok_or(EngineError::NotFound)
    }

    /// Hands a conversation to whoever has the duty, as urgent; a note says who did so, to whom, and why.
    ///
    /// # Errors
    /// [`EngineError::Refused`] while nobody has it, or once somebody else has.
    pub async fn hand_over(&self, request: c::HandOverRequest) -> Result<c::Sent, EngineError> {
        let note: MessageId = view::id(&request.message)?;
        let conversation: ConversationId = view::id(&request.conversation)?;
        let account = request.account.as_deref().map(view::id).transpose()?;
        let to = DutyDoctor { staff: view::id(&request.staff)?, account };
        let why = request.why.trim().to_owned();
        let words = self.parts.store.read(move |store| words(store, (conversation, to), &why)).await?;
        let content = Content::new(self.parts.ids.salt(), words.into());
        let ask = Ask::HandOver(HandOver { conversation, to, note, content });
        let me = self.me().await?;
        // Under the note's own id, so that pressing twice hands over once.
        let operation = Operation { id: OperationId::new(note.uuid()), actor: Actor::Staff(me), ask };
        self.ask_as(me, operation).await?;
        Ok(c::Sent { message: note.to_string(), leaves: None })
    }
}

/// Returns who has the duty now.
fn on_duty(store: &View<'_>, now: jiff::Timestamp) -> Result<Option<(DutyDoctor, Staff)>, StoreError> {
    let (accounts, session, staff) = (store.role_accounts()?, store.session()?, store.all_staff()?);
    let today = store.timetable()?.calendar().local(now).date();
    let to = DutyDoctor::on(&accounts, &session, &staff, (today, now));
    Ok(to.and_then(|to| staff.into_iter().find(|one| one.id == to.staff).map(|person| (to, person))))
}

fn duty(store: &View<'_>, to: DutyDoctor, person: &Staff) -> Result<c::DutyDoctorView, StoreError> {
    Ok(c::DutyDoctorView {
        staff: to.staff.to_string(),
        name: person.name.clone(),
        role: view::role(person.role),
        account: to.account.map(|id| id.to_string()),
        account_name: account_name(store, to)?,
    })
}

fn account_name(store: &View<'_>, to: DutyDoctor) -> Result<Option<String>, StoreError> {
    let Some(id) = to.account else { return Ok(None) };
    Ok(store.role_accounts()?.into_iter().find(|one| one.id == id).map(|one| one.name))
}

/// Writes what the note of a hand-over says: to whom, and why; its author is who did it.
fn words(store: &View<'_>, (conversation, to): (ConversationId, DutyDoctor), why: &str) -> Result<String, StoreError> {
    let name = view::staff_name(&store.all_staff()?, to.staff).unwrap_or_default();
    let duty = account_name(store, to)?.unwrap_or_else(|| "holds triage".to_owned());
    let reason = if why.is_empty() { last_words(store, conversation)? } else { format!(" Why: {why}") };
    Ok(format!("Escalated: handed to {name} ({duty}) as urgent.{reason}"))
}

/// Names the patient's last message, for who gave no other reason; empty where there is none.
fn last_words(store: &View<'_>, conversation: ConversationId) -> Result<String, StoreError> {
    let policy = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default();
    let written = store.thread(conversation, Span::Newest, LOOK_BACK)?;
    let last = written.iter().rev().find(|one| matches!(one.message.kind, MessageKind::In { .. }));
    let at = last.map(|one| policy.local(one.message.at).strftime("%H:%M on %A %-d %B").to_string());
    Ok(at.map(|at| format!(" Why: the patient's message of {at}.")).unwrap_or_default())
}
