//! Time at the desk: classes, who holds triage, the end of the day.

use contract as c;
use jiff::Timestamp;
use model::calendar::{ClockStatus, MessageClass};
use model::session::{Account, LeftKind};
use model::{Act, Ask, Awaited, Clocks, Timetable};

use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Says which class a conversation is of: its targets count from the patient's message on.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn set_class(&self, request: c::SetClassRequest) -> Result<(), EngineError> {
        let (conversation, class) = (view::id(&request.conversation)?, class_of(request.class));
        self.ask(Ask::SetClass { conversation, class }).await.map(drop)
    }

    /// Returns who holds triage now, and what is left of the day.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn triage(&self) -> Result<c::TriageView, EngineError> {
        let now = self.now();
        let read = self.parts.store.read(move |store| {
            let (session, times, left) = (store.session()?, store.timetable()?, store.left(now)?);
            let to_close = match session.to_close(&times, now).filter(|_| !left.is_empty()) {
                // A day that was over before the practice began here is nobody's to close.
                Some(closing) => {
                    let begun = store.log(0, 1)?.first().map(|(_, first)| first.committed);
                    Some(closing).filter(|closing| begun.is_none_or(|begun| begun <= *closing))
                }
                None => None,
            };
            Ok((session, times, left, store.all_staff()?, to_close))
        });
        let (session, times, left, staff, to_close) = read.await?;
        let today = times.calendar().local(now).date();
        let held = session.holding.filter(|_| session.holder(now).is_some());
        Ok(c::TriageView {
            holder: held.map(|holding| holding.staff.to_string()),
            until: held.map(|holding| text(holding.until)),
            is_missing: session.is_missing(&times, now),
            to_close: to_close.map(text),
            left: left.iter().map(|(kind, count)| c::LeftView { kind: kind_view(*kind), count: *count }).collect(),
            may_take: staff
                .iter()
                .filter(|person| person.is_reached_on(today) && person.can_do(Act::Organise))
                .map(|person| person.id.to_string())
                .collect(),
        })
    }

    /// Names who holds triage until the day closes.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn name_holder(&self, request: c::HolderRequest) -> Result<c::TriageView, EngineError> {
        let holder = request.holder.as_deref().map(view::id).transpose()?;
        self.ask(Ask::NameHolder { holder }).await?;
        if holder.is_some() {
            self.parts.notifier.clear(None);
        }
        self.triage().await
    }

    /// Closes the day: what is left is handed over, or a reason says why it can wait.
    ///
    /// # Errors
    /// [`EngineError::Refused`] with the kind that nobody accounted for.
    pub async fn end_session(&self, request: c::EndSessionRequest) -> Result<c::TriageView, EngineError> {
        let account = |account: c::AccountRequest| {
            Ok(Account {
                kind: kind(account.kind),
                seen: account.seen,
                to: account.to.as_deref().map(view::id).transpose()?,
                reason: account.reason.trim().to_owned().into(),
            })
        };
        let accounts = request.accounts.into_iter().map(account).collect::<Result<_, EngineError>>()?;
        self.ask(Ask::EndSession { accounts }).await?;
        self.triage().await
    }
}

/// Returns what of a conversation is due first, as the window shows it.
pub(crate) fn due(clocks: &Clocks, times: &Timetable, now: Timestamp) -> Option<c::DueView> {
    let due = clocks.due(times, now)?;
    Some(c::DueView {
        awaited: match due.awaited {
            Awaited::FirstLook => c::AwaitedView::FirstLook,
            Awaited::Answer => c::AwaitedView::Answer,
        },
        at: text(due.at),
        raised: due.is_raised,
        state: match due.status {
            ClockStatus::InTime | ClockStatus::Paused { .. } => c::DueState::InTime,
            ClockStatus::NearDue { .. } => c::DueState::Near,
            ClockStatus::Overdue => c::DueState::Overdue,
        },
    })
}

pub(crate) const fn class(class: MessageClass) -> c::MessageClassView {
    match class {
        MessageClass::Urgent => c::MessageClassView::Urgent,
        MessageClass::SameDay => c::MessageClassView::SameDay,
        MessageClass::Routine => c::MessageClassView::Routine,
        MessageClass::Administrative => c::MessageClassView::Administrative,
    }
}

pub(super) const fn class_of(class: c::MessageClassView) -> MessageClass {
    match class {
        c::MessageClassView::Urgent => MessageClass::Urgent,
        c::MessageClassView::SameDay => MessageClass::SameDay,
        c::MessageClassView::Routine => MessageClass::Routine,
        c::MessageClassView::Administrative => MessageClass::Administrative,
    }
}

const fn kind(kind: c::LeftKindView) -> LeftKind {
    match kind {
        c::LeftKindView::Unowned => LeftKind::Unowned,
        c::LeftKindView::Overdue => LeftKind::Overdue,
        c::LeftKindView::Unfiled => LeftKind::Unfiled,
        c::LeftKindView::Failed => LeftKind::Failed,
        c::LeftKindView::OverdueTask => LeftKind::OverdueTask,
        c::LeftKindView::Unacknowledged => LeftKind::Unacknowledged,
    }
}

const fn kind_view(kind: LeftKind) -> c::LeftKindView {
    match kind {
        LeftKind::Unowned => c::LeftKindView::Unowned,
        LeftKind::Overdue => c::LeftKindView::Overdue,
        LeftKind::Unfiled => c::LeftKindView::Unfiled,
        LeftKind::Failed => c::LeftKindView::Failed,
        LeftKind::OverdueTask => c::LeftKindView::OverdueTask,
        LeftKind::Unacknowledged => c::LeftKindView::Unacknowledged,
    }
}
