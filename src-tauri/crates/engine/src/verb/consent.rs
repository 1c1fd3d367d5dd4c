//! What patients say about being messaged: read, written down, honoured.

use contract as c;
use jiff::civil::{Date, Time};
use model::{
    Act, Ask, Channel, ConsentDecision, ConsentHeard, ConsentSource, ConsentStatement, PatientId, Preferences, Purpose,
    Role, Staff, Standing, Stated, UnsafeRoute, may_send_freely,
};

use super::{limit, review};
use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Returns how a patient wants to be reached by text message, and must not be.
    ///
    /// # Errors
    /// [`EngineError::NotFound`] for somebody who is not there.
    pub async fn preferences(&self, request: c::PatientRequest) -> Result<c::PreferencesView, EngineError> {
        let me = self.me().await?;
        let id: PatientId = view::id(&request.patient)?;
        let now = self.now();
        let found = self.parts.store.read(move |store| {
            let Some(patient) = store.patient(id)? else { return Ok(None) };
            let policy = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default();
            let today = policy.local(now).date();
            Ok(Some((patient, store.preferences(id)?, store.all_staff()?, (policy, today))))
        });
        let (patient, preferences, staff, (policy, today)) = found.await?.ok_or(EngineError::NotFound)?;
        let role = staff.iter().find(|person| person.id == me).map_or(Role::ReadOnly, |person| person.role);
        let (channel, said) = (Channel::Sms, review::said(&preferences, &staff));
        Ok(c::PreferencesView {
            patient: patient.id.to_string(),
            status: status(patient.status),
            channel: c::ChannelView::Sms,
            lines: Purpose::ALL
                .map(|purpose| {
                    let may_send =
                        may_send_freely(&patient, &preferences, policy.consent_model, (channel, purpose, me));
                    line(&preferences, (channel, purpose), may_send, &said)
                })
                .into(),
            unsafe_route: review::mark(&preferences, &staff),
            history: said.into_iter().rev().collect(),
            may_override: role.may(Act::OverrideObjection),
            may_record: role.may(Act::RecordConsent),
            needs: super::task::needs(&preferences.needs),
            noted: preferences
                .noted
                .map(|noted| c::NotedView { by: view::staff_name(&staff, noted.by), at: text(noted.at) }),
            numbers: super::number::numbers(&preferences, &policy, (&staff, today)),
            people: review::people(&preferences, &patient, (&staff, today)),
            limit: limit::standing(&preferences, &staff),
            limits: limit::all(&preferences, &staff).into_iter().rev().collect(),
        })
    }

    /// Writes down what a patient said.
    ///
    /// # Errors
    /// [`EngineError::Refused`]; [`EngineError::BadRequest`] for a date or time that does not exist.
    pub async fn record_consent(&self, request: c::RecordConsentRequest) -> Result<c::PreferencesView, EngineError> {
        let heard = ConsentHeard {
            patient: view::id(&request.patient)?,
            channel: channel(request.channel),
            purpose: request.purpose.map(purpose_of),
            decision: match request.decision {
                c::ConsentDecisionView::Agreed => ConsentDecision::Agreed,
                c::ConsentDecisionView::Objected => ConsentDecision::Objected,
            },
            stated: Stated { date: date(&request.said_on)?, time: request.said_at.as_deref().map(time).transpose()? },
            source: source_of(&request)?,
            evidence: request.evidence.into(),
            review_on: request.review_on.as_deref().map(date).transpose()?,
        };
        self.ask(Ask::RecordConsent(heard)).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }

    /// Says that a message which perhaps asks for an end of messages does not.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn dismiss_opt_out(&self, request: c::MessageRequest) -> Result<(), EngineError> {
        self.ask(Ask::DismissOptOut { message: view::id(&request.message)? }).await.map(drop)
    }

    /// Marks a route as unsafe, or as safe again.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn mark_route(&self, request: c::MarkRouteRequest) -> Result<c::PreferencesView, EngineError> {
        let (patient, channel) = (view::id(&request.patient)?, channel(request.channel));
        let reason = request.reason.into();
        let ask = if request.is_unsafe {
            Ask::MarkUnsafe { patient, channel, reason }
        } else {
            Ask::MarkSafe { patient, channel, reason }
        };
        self.ask(ask).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }
}

pub(crate) fn date(text: &str) -> Result<Date, EngineError> {
    text.parse().map_err(|_| EngineError::BadRequest("there is no such day: write it as 2026-11-22"))
}

fn time(text: &str) -> Result<Time, EngineError> {
    text.parse().map_err(|_| EngineError::BadRequest("there is no such time: write it as 14:05"))
}

fn source_of(request: &c::RecordConsentRequest) -> Result<ConsentSource, EngineError> {
    match source_heard(request.source) {
        Some(ConsentSource::Provider) => {
            Err(EngineError::BadRequest("only the provider itself says what its list holds"))
        }
        Some(source) => Ok(source),
        None => {
            let message = request.message.as_deref().ok_or(EngineError::BadRequest("name the message"))?;
            Ok(ConsentSource::Message { message: view::id(message)? })
        }
    }
}

/// Returns a source that needs no message to be named.
pub(crate) const fn source_heard(source: c::ConsentSourceView) -> Option<ConsentSource> {
    match source {
        c::ConsentSourceView::Message => None,
        c::ConsentSourceView::Phone => Some(ConsentSource::Phone),
        c::ConsentSourceView::InPerson => Some(ConsentSource::InPerson),
        c::ConsentSourceView::Letter => Some(ConsentSource::Letter),
        c::ConsentSourceView::Record => Some(ConsentSource::Record),
        c::ConsentSourceView::Provider => Some(ConsentSource::Provider),
    }
}

pub(crate) const fn source(source: &ConsentSource) -> c::ConsentSourceView {
    match source {
        ConsentSource::Message { .. } => c::ConsentSourceView::Message,
        ConsentSource::Phone => c::ConsentSourceView::Phone,
        ConsentSource::InPerson => c::ConsentSourceView::InPerson,
        ConsentSource::Letter => c::ConsentSourceView::Letter,
        ConsentSource::Record => c::ConsentSourceView::Record,
        ConsentSource::Provider => c::ConsentSourceView::Provider,
    }
}

const fn channel(channel: c::ChannelView) -> Channel {
    match channel {
        c::ChannelView::Sms => Channel::Sms,
    }
}

pub(crate) const fn purpose_of(purpose: c::PurposeView) -> Purpose {
    match purpose {
        c::PurposeView::Administration => Purpose::Administration,
        c::PurposeView::ClinicalAdvice => Purpose::ClinicalAdvice,
        c::PurposeView::Results => Purpose::Results,
        c::PurposeView::Survey => Purpose::Survey,
        c::PurposeView::Marketing => Purpose::Marketing,
    }
}

pub(crate) const fn purpose(purpose: Purpose) -> c::PurposeView {
    match purpose {
        Purpose::Administration => c::PurposeView::Administration,
        Purpose::ClinicalAdvice => c::PurposeView::ClinicalAdvice,
        Purpose::Results => c::PurposeView::Results,
        Purpose::Survey => c::PurposeView::Survey,
        Purpose::Marketing => c::PurposeView::Marketing,
    }
}

const fn status(status: model::PatientStatus) -> c::PatientStatusView {
    match status {
        model::PatientStatus::Active => c::PatientStatusView::Active,
        model::PatientStatus::Deceased => c::PatientStatusView::Deceased,
        model::PatientStatus::Left => c::PatientStatusView::Left,
    }
}

/// Shows what stands for one purpose; `said` is everything that was said, as it is shown.
fn line(
    preferences: &Preferences,
    (channel, what): (Channel, Purpose),
    may_send: bool,
    said: &[c::ConsentStatementView],
) -> c::ConsentLineView {
    let (state, decides) = match preferences.standing(channel, what) {
        Standing::NothingRecorded => (c::ConsentStateView::NothingRecorded, None),
        Standing::Agreed(said) => (c::ConsentStateView::Agreed, Some(said)),
        Standing::Objected(said) => (c::ConsentStateView::Objected, Some(said)),
        Standing::Unclear(said) => (c::ConsentStateView::Unclear, Some(said)),
    };
    let place = decides.and_then(|one| preferences.statements.iter().position(|known| std::ptr::eq(known, one)));
    let statement = place.and_then(|place| said.get(place)).cloned();
    c::ConsentLineView { purpose: purpose(what), state, statement, may_send }
}

/// Shows the mark that a route is not safe, without when it is looked at again.
pub(super) fn unsafe_route(route: &UnsafeRoute, staff: &[Staff]) -> c::UnsafeRouteView {
    c::UnsafeRouteView {
        marked_by: view::staff_name(staff, route.by),
        marked_at: text(route.at),
        reason: route.reason.expose().clone(), // Why: shown to every member of staff, so that nobody texts.
        review_on: None,
        reviewed: None,
    }
}

/// Shows a statement, without whether it was reviewed.
pub(super) fn statement(said: &ConsentStatement, staff: &[Staff]) -> c::ConsentStatementView {
    c::ConsentStatementView {
        channel: c::ChannelView::Sms,
        purpose: said.purpose.map(purpose),
        decision: match said.decision {
            ConsentDecision::Agreed => c::ConsentDecisionView::Agreed,
            ConsentDecision::Objected => c::ConsentDecisionView::Objected,
        },
        said_on: said.stated.date.to_string(),
        said_at: said.stated.time.map(|time| time.strftime("%H:%M").to_string()),
        source: source(&said.source),
        recorded_by: said.by.and_then(|by| view::staff_name(staff, by)),
        recorded_at: text(said.recorded_at),
        evidence: said.evidence.expose().clone(), // Why: staff read what was said before they rely on it.
        review_on: said.review_on.map(|day| day.to_string()),
        reviewed: None,
    }
}
