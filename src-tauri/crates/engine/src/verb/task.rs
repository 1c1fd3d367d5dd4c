//! Tasks, and what is said to patients without a text.

use contract as c;
use jiff::Timestamp;
use model::template::{Language, Route};
use model::{
    Act, Actor, Ask, CallOutcome, ContactMade, ContactUse, Content, ConversationId, Delivery, E164, EnteredText,
    MessageId, MessageKind, Needs, NeedsSource, NewTask, Operation, OperationId, OtherWay, Patient, PatientId, Staff,
    StaffId, TaskEnd, TaskId, TaskReason, TaskState,
};
use store::{StoreError, TaskList, TaskRow, View};

use crate::time_text::text;
use crate::{Engine, EngineError, view};

/// The most tasks a list shows: more than a practice can have open and still work.
const LONGEST_LIST: u32 = 200;

impl Engine {
    /// Returns tasks.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn tasks(&self, request: c::TasksRequest) -> Result<c::TasksView, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let list = match request {
            c::TasksRequest::Mine => TaskList::For(me, now),
            c::TasksRequest::Open => TaskList::Open,
            c::TasksRequest::Patient { patient } => TaskList::Patient(view::id(&patient)?),
            c::TasksRequest::Conversation { conversation } => TaskList::Conversation(view::id(&conversation)?),
        };
        let found = self.parts.store.read(move |store| {
            let rows = store.tasks(list, LONGEST_LIST)?;
            let staff = store.all_staff()?;
            let tasks = rows.iter().map(|row| task(store, row, (&staff, now))).collect::<Result<_, StoreError>>()?;
            let (mine, unassigned, _) = store.count_tasks(me, now)?;
            let may_act = staff.iter().any(|person| person.id == me && person.role.may(Act::ReachOtherwise));
            Ok(c::TasksView { tasks, mine, unassigned, may_act })
        });
        Ok(found.await?)
    }

    /// Makes a task.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn make_task(&self, request: c::MakeTaskRequest) -> Result<c::TaskRequest, EngineError> {
        let task: TaskId = view::id(&request.task)?;
        let new = NewTask {
            task,
            patient: request.patient.as_deref().map(view::id).transpose()?,
            conversation: request.conversation.as_deref().map(view::id).transpose()?,
            message: request.message.as_deref().map(view::id).transpose()?,
            route: request.route.map(route_of),
            what: request.what.into(),
            urgent: request.urgent,
            owner: request.owner.as_deref().map(view::id).transpose()?,
        };
        self.ask_once_for(task.uuid(), Ask::MakeTask(new)).await?;
        Ok(c::TaskRequest { task: task.to_string() })
    }

    /// Gives a task to somebody, or back to whoever is there.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn assign_task(&self, request: c::AssignTaskRequest) -> Result<(), EngineError> {
        let owner: Option<StaffId> = request.owner.as_deref().map(view::id).transpose()?;
        self.ask(Ask::AssignTask { task: view::id(&request.task)?, owner }).await.map(drop)
    }

    /// Ends a task.
    ///
    /// # Errors
    /// [`EngineError::Refused`] without words.
    pub async fn end_task(&self, request: c::EndTaskRequest) -> Result<(), EngineError> {
        let words = request.words.into();
        let end = if request.done { TaskEnd::Done { outcome: words } } else { TaskEnd::Cancelled { reason: words } };
        self.ask(Ask::EndTask { task: view::id(&request.task)?, end }).await.map(drop)
    }

    /// Writes down what was said to a patient another way, or tried.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn record_contact(&self, request: c::RecordContactRequest) -> Result<c::Sent, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        let made = ContactMade {
            message,
            conversation: view::id(&request.conversation)?,
            way: way_of(request.way),
            content: self.words(request.text),
            task: request.task.as_deref().map(view::id).transpose()?,
            seen: request.revision,
            ring_again: request.ring_again,
        };
        self.ask_once_for(message.uuid(), Ask::RecordContact(made)).await?;
        Ok(c::Sent { message: message.to_string(), leaves: None })
    }

    /// Writes down what a patient asks for on the telephone or at the desk.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when the number is not the patient's.
    pub async fn enter_request(&self, request: c::EnterRequestRequest) -> Result<c::Started, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        let text = EnteredText {
            message,
            conversation: ConversationId::new(self.parts.ids.uuid()),
            patient: view::id(&request.patient)?,
            number: E164::parse(&request.number).map_err(|_| EngineError::BadRequest("this is no telephone number"))?,
            at_desk: request.at_desk,
            content: self.words(request.text),
        };
        self.ask_once_for(message.uuid(), Ask::EnterRequest(text)).await?;
        let written = self.parts.store.read(move |view| view.message(message)).await?.ok_or(EngineError::NotFound)?;
        Ok(c::Started { conversation: written.conversation.to_string() })
    }

    /// Writes down a patient's ways and needs.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn record_needs(&self, request: c::RecordNeedsRequest) -> Result<c::PreferencesView, EngineError> {
        let patient: PatientId = view::id(&request.patient)?;
        let needs = Needs {
            order: request.needs.order.into_iter().map(route_of).collect(),
            cannot_phone: request.needs.cannot_phone,
            low_vision: request.needs.low_vision,
            interpreter: request.needs.interpreter.trim().to_owned(),
            other: request.needs.other.into(),
            language: request.needs.language.as_deref().filter(|tag| !tag.is_empty()).map(language).transpose()?,
            source: request.needs.source.map(source_of),
        };
        self.ask(Ask::RecordNeeds { patient, needs }).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }

    fn words(&self, text: String) -> Content {
        Content::new(self.parts.ids.salt(), text.into())
    }

    /// Asks under an id that the window made, so that pressing twice writes once.
    async fn ask_once_for(&self, id: uuid::Uuid, ask: Ask) -> Result<(), EngineError> {
        let me = self.me().await?;
        let operation = Operation { id: OperationId::new(id), actor: Actor::Staff(me), ask };
        self.ask_as(me, operation).await.map(drop)
    }
}

/// Returns the number to ring: the conversation's while it is still the patient's, or another one of theirs.
pub(super) fn to_ring(patient: Option<&Patient>, usual: Option<E164>, is_unsafe: bool) -> Option<E164> {
    let Some(patient) = patient else { return usual };
    let usual = usual.filter(|number| patient.uses_number(number));
    let mut points: Vec<_> = patient.contact_points.iter().filter(|point| point.r#use != ContactUse::Old).collect();
    if is_unsafe {
        // Whoever reads the texts may answer that telephone too (H9): another one first, and one that takes no texts.
        points.sort_by_key(|point| (usual.as_ref() == Some(&point.number), point.r#use == ContactUse::Mobile));
    } else if usual.is_some() {
        return usual;
    }
    points.first().map(|point| point.number.clone())
}

/// Shows a task.
fn task(store: &View<'_>, row: &TaskRow, (staff, now): (&[Staff], Timestamp)) -> Result<c::TaskView, StoreError> {
    let task = &row.task;
    let name = |id: StaffId| staff.iter().find(|person| person.id == id).map(|person| person.name.clone());
    let patient = row.patient.as_ref().map(|(id, _)| *id);
    let known = patient.map(|id| store.patient(id)).transpose()?.flatten();
    let conversation = task.conversation.map(|id| store.conversation(id)).transpose()?.flatten();
    let preferences = patient.map(|id| store.preferences(id)).transpose()?.unwrap_or_default();
    let is_unsafe = !preferences.unsafe_routes.is_empty();
    let number = to_ring(known.as_ref(), conversation.map(|row| row.number), is_unsafe);
    let written = task.message.map(|id| store.written(id)).transpose()?.flatten();
    Ok(c::TaskView {
        id: task.id.to_string(),
        patient: patient.map(|id| id.to_string()),
        name: row.patient.as_ref().map(|(_, name)| view::name(name)),
        conversation: task.conversation.map(|id| id.to_string()),
        message: task.message.map(|id| id.to_string()),
        // Why exposed: whoever rings or writes must know what was to be said.
        quote: written.and_then(|written| written.text).map(|text| text.expose().clone()),
        reason: reason(task.reason),
        route: route(task.route),
        number: number.map(|number| number.as_str().to_owned()),
        leave_no_message: is_unsafe,
        what: task.what.expose().clone(), // Why: shown to those who do it.
        urgent: task.urgent,
        owner: task.owner.map(|id| id.to_string()),
        made_at: text(task.made_at),
        made_by: task.made_by.and_then(name),
        due: text(task.due),
        arrived_at: if task.is_open() { arrived_at(store, task.message)?.map(text) } else { None },
        state: match &task.state {
            TaskState::Open => c::TaskStateView::Open { overdue: task.due < now },
            TaskState::Done { at, by, outcome } => {
                let outcome = outcome.expose().clone(); // Why: shown to those who ask what came of it.
                c::TaskStateView::Done { at: text(*at), by: name(*by), outcome }
            }
            TaskState::Cancelled { at, by, reason } => {
                let reason = reason.expose().clone(); // Why: shown to those who ask why it was not done.
                c::TaskStateView::Cancelled { at: text(*at), by: name(*by), reason }
            }
            TaskState::Reached { at, by, message } => {
                c::TaskStateView::Reached { at: text(*at), by: name(*by), message: message.to_string() }
            }
            TaskState::Arrived { at, .. } => c::TaskStateView::Arrived { at: text(*at) },
            TaskState::WishClear { at } => c::TaskStateView::WishClear { at: text(*at) },
            TaskState::Died { at } => c::TaskStateView::Died { at: text(*at) },
        },
    })
}

/// Returns when a message, or one that says it again, is known to have reached the phone.
fn arrived_at(store: &View<'_>, id: Option<MessageId>) -> Result<Option<Timestamp>, StoreError> {
    let mut next = id;
    while let Some(id) = next {
        let Some(message) = store.message(id)? else { return Ok(None) };
        if let Some(Delivery::Delivered { at } | Delivery::Read { at }) = message.delivery() {
            return Ok(Some(*at));
        }
        // It ends: each was there before the one that repeats it.
        next = match message.kind {
            MessageKind::Out { repeated_by, .. } => repeated_by,
            _ => None,
        };
    }
    Ok(None)
}

const fn reason(reason: TaskReason) -> c::TaskReasonView {
    match reason {
        TaskReason::MessageFailed => c::TaskReasonView::MessageFailed,
        TaskReason::StoppedByProvider => c::TaskReasonView::StoppedByProvider,
        TaskReason::MessageStopped => c::TaskReasonView::MessageStopped,
        TaskReason::ReplyBarred => c::TaskReasonView::ReplyBarred,
        TaskReason::UnclearWish => c::TaskReasonView::UnclearWish,
        TaskReason::ByHand => c::TaskReasonView::ByHand,
        TaskReason::AgeReview => c::TaskReasonView::AgeReview,
        TaskReason::NotDelivered => c::TaskReasonView::NotDelivered,
    }
}

const fn route(route: Route) -> c::WayView {
    match route {
        Route::Sms => c::WayView::Sms,
        Route::SecureMessage => c::WayView::SecureMessage,
        Route::Email => c::WayView::Email,
        Route::Letter => c::WayView::Letter,
        Route::Phone => c::WayView::Phone,
    }
}

const fn route_of(way: c::WayView) -> Route {
    match way {
        c::WayView::Sms => Route::Sms,
        c::WayView::SecureMessage => Route::SecureMessage,
        c::WayView::Email => Route::Email,
        c::WayView::Letter => Route::Letter,
        c::WayView::Phone => Route::Phone,
    }
}

pub(crate) const fn way(way: OtherWay) -> c::ContactWayView {
    match way {
        OtherWay::Call { outcome: CallOutcome::Reached } => c::ContactWayView::CallReached,
        OtherWay::Call { outcome: CallOutcome::NoAnswer } => c::ContactWayView::CallNoAnswer,
        OtherWay::Call { outcome: CallOutcome::LeftMessage } => c::ContactWayView::CallLeftMessage,
        OtherWay::Letter => c::ContactWayView::Letter,
    }
}

const fn way_of(way: c::ContactWayView) -> OtherWay {
    match way {
        c::ContactWayView::CallReached => OtherWay::Call { outcome: CallOutcome::Reached },
        c::ContactWayView::CallNoAnswer => OtherWay::Call { outcome: CallOutcome::NoAnswer },
        c::ContactWayView::CallLeftMessage => OtherWay::Call { outcome: CallOutcome::LeftMessage },
        c::ContactWayView::Letter => OtherWay::Letter,
    }
}

pub(crate) fn needs(needs: &Needs) -> c::NeedsView {
    c::NeedsView {
        order: needs.order.iter().copied().map(route).collect(),
        cannot_phone: needs.cannot_phone,
        low_vision: needs.low_vision,
        interpreter: needs.interpreter.clone(),
        other: needs.other.expose().clone(), // Why: shown to those who write to the patient.
        language: needs.language.as_ref().map(|language| language.as_str().to_owned()),
        source: needs.source.map(source),
    }
}

/// Reads a language tag.
fn language(tag: &str) -> Result<Language, EngineError> {
    Language::parse(tag).map_err(|_| EngineError::BadRequest("this is no language: write it like pl or en-GB"))
}

const fn source_of(source: c::NeedsSourceView) -> NeedsSource {
    match source {
        c::NeedsSourceView::Phone => NeedsSource::Phone,
        c::NeedsSourceView::InPerson => NeedsSource::InPerson,
        c::NeedsSourceView::Message => NeedsSource::Message,
        c::NeedsSourceView::Letter => NeedsSource::Letter,
        c::NeedsSourceView::Record => NeedsSource::Record,
    }
}

const fn source(source: NeedsSource) -> c::NeedsSourceView {
    match source {
        NeedsSource::Phone => c::NeedsSourceView::Phone,
        NeedsSource::InPerson => c::NeedsSourceView::InPerson,
        NeedsSource::Message => c::NeedsSourceView::Message,
        NeedsSource::Letter => c::NeedsSourceView::Letter,
        NeedsSource::Record => c::NeedsSourceView::Record,
    }
}
