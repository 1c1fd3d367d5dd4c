//! Proxies and carers: recorded, ended, written to, matched.

use contract as c;
use jiff::civil::Date;
use model::{
    Ask, ConsentSource, ConversationId, ConversationState, E164, Patient, Proxy, ProxyBar, ProxyGround, ProxyId,
    ProxyTerms, ProxyVersion, Relationship, Staff,
};
use store::{Correspondent, StoreError, View};

use super::consent::{date, purpose, purpose_of, source, source_heard};
use crate::time_text::text;
use crate::{Engine, EngineError, view};

/// How many of a patient's conversations are looked through for one with a proxy.
const LOOKED_THROUGH: u32 = 50;

impl Engine {
    /// Writes down that somebody may be written to about a patient, or changes about what.
    ///
    /// # Errors
    /// [`EngineError::Refused`]; [`EngineError::BadRequest`] for a number or day that does not exist.
    pub async fn record_proxy(&self, request: c::RecordProxyRequest) -> Result<c::PreferencesView, EngineError> {
        let proxy = request.proxy.as_deref().map(view::id).transpose()?;
        let terms = ProxyTerms {
            name: request.who.name.trim().to_owned().into(),
            number: crate::import::number_as_written(&request.number)?,
            relationship: relationship_of(request.who.relationship),
            called: request.who.called.trim().to_owned(),
            scope: request.scope.into_iter().map(purpose_of).collect(),
            ground: ground_of(request.ground),
            source: source_heard(request.source).filter(|source| *source != ConsentSource::Provider).ok_or(
                EngineError::BadRequest(
                    "say how the practice learnt it: by telephone, in person, by letter, from the record",
                ),
            )?,
            evidence: request.evidence.trim().to_owned().into(),
            from: date(&request.from)?,
            until: request.until.as_deref().map(date).transpose()?,
            review_on: request.review_on.as_deref().map(date).transpose()?,
        };
        let patient = view::id(&request.patient)?;
        let proxy = proxy.unwrap_or_else(|| ProxyId::new(self.parts.ids.uuid()));
        self.ask(Ask::RecordProxy { patient, proxy, terms: Box::new(terms) }).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }

    /// Says that somebody may no longer be written to about a patient.
    ///
    /// # Errors
    /// [`EngineError::Refused`] without a reason.
    pub async fn end_proxy(&self, request: c::EndProxyRequest) -> Result<c::PreferencesView, EngineError> {
        let (patient, proxy) = (view::id(&request.patient)?, view::id(&request.proxy)?);
        self.ask(Ask::EndProxy { patient, proxy, reason: request.reason.into() }).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }

    /// Begins a conversation about a patient with somebody else, or takes up the open one with them.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when they may not be written to.
    pub async fn start_with_proxy(&self, request: c::StartWithProxyRequest) -> Result<c::Started, EngineError> {
        let (patient, proxy): (_, ProxyId) = (view::id(&request.patient)?, view::id(&request.proxy)?);
        let me = self.me().await?;
        let known = self.parts.store.read(move |store| {
            let number = store.preferences(patient)?.proxy(proxy).map(|known| known.terms().number.clone());
            Ok((store.rows_of_patient(patient, me, LOOKED_THROUGH)?, number))
        });
        let (rows, number) = known.await?;
        let open = rows.iter().map(|row| &row.conversation).find(|row| {
            row.proxy == Some(proxy) && Some(&row.number) == number.as_ref() && row.state == ConversationState::Open
        });
        if let Some(open) = open {
            return Ok(c::Started { conversation: open.id.to_string() });
        }
        let conversation = ConversationId::new(self.parts.ids.uuid());
        self.ask(Ask::StartWithProxy { conversation, patient, proxy }).await?;
        Ok(c::Started { conversation: conversation.to_string() })
    }

    /// Says that it is a proxy who writes, and about whom.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn match_proxy(&self, request: c::MatchProxyRequest) -> Result<(), EngineError> {
        let conversation = view::id(&request.conversation)?;
        let ask = Ask::MatchProxy {
            conversation,
            seen: request.revision,
            patient: view::id(&request.patient)?,
            proxy: view::id(&request.proxy)?,
            said: self.said_before(conversation).await?,
        };
        self.ask(ask).await.map(drop)
    }
}

/// Shows somebody who may be written to about a patient, or might once.
pub(crate) fn shown(proxy: &Proxy, patient: &Patient, (staff, today): (&[Staff], Date)) -> c::ProxyView {
    let terms = proxy.terms();
    c::ProxyView {
        id: proxy.id.to_string(),
        who: who(terms),
        number: terms.number.as_str().to_owned(),
        scope: terms.scope.iter().copied().map(purpose).collect(),
        ground: ground(terms.ground),
        source: source(&terms.source),
        evidence: terms.evidence.expose().clone(), // Why: staff read what was agreed before they rely on it.
        from: terms.from.to_string(),
        until: terms.until.map(|day| day.to_string()),
        review_on: terms.review_on.map(|day| day.to_string()),
        reviewed: None,
        recorded_by: view::staff_name(staff, proxy.current.by),
        recorded_at: text(proxy.current.at),
        standing: standing(proxy.barred(patient.birth_date, today)),
        ended: proxy.end.as_ref().map(|end| c::ProxyEndView {
            by: view::staff_name(staff, end.by),
            at: text(end.at),
            reason: end.reason.expose().clone(), // Why: staff read why nobody writes to them any more.
        }),
        stopped_at: proxy.stop.as_ref().map(|stop| text(stop.at)),
        earlier: proxy.earlier.iter().rev().map(|version| earlier(version, staff)).collect(),
    }
}

fn earlier(version: &ProxyVersion, staff: &[Staff]) -> c::ProxyVersionView {
    c::ProxyVersionView {
        number: version.terms.number.as_str().to_owned(),
        scope: version.terms.scope.iter().copied().map(purpose).collect(),
        recorded_by: view::staff_name(staff, version.by),
        recorded_at: text(version.at),
    }
}

fn who(terms: &ProxyTerms) -> c::CorrespondentView {
    c::CorrespondentView {
        name: terms.name.expose().clone(), // Why: the window names both of whom a message concerns.
        relationship: relationship(terms.relationship),
        called: terms.called.clone(),
    }
}

/// Shows with whom a conversation is, in the list.
pub(crate) fn correspondent(with: &Correspondent) -> c::CorrespondentView {
    c::CorrespondentView {
        name: with.name.expose().clone(), // Why: the list names both of whom a message concerns.
        relationship: relationship(with.relationship),
        called: with.called.clone(),
    }
}

/// Returns everybody else a text from this number may come from.
pub(crate) fn candidates(
    store: &View<'_>,
    number: &E164,
    now: jiff::Timestamp,
) -> Result<Vec<c::ProxyCandidateView>, StoreError> {
    let today = store.policy()?.map(|adopted| adopted.policy).unwrap_or_default().local(now).date();
    let mut candidates = Vec::new();
    for (id, proxy) in store.proxies_with(number)? {
        let (Some(patient), preferences) = (store.patient(id)?, store.preferences(id)?) else { continue };
        let Some(proxy) = preferences.proxy(proxy) else { continue };
        if proxy.without_authority(patient.birth_date, today).is_none() {
            candidates.push(c::ProxyCandidateView {
                proxy: proxy.id.to_string(),
                who: who(proxy.terms()),
                patient: view::patient(store, &patient, now)?,
            });
        }
    }
    Ok(candidates)
}

const fn standing(bar: Option<ProxyBar>) -> c::ProxyStandingView {
    match bar {
        // Its scope is asked for each message.
        None | Some(ProxyBar::OutOfScope { .. }) => c::ProxyStandingView::Stands,
        Some(ProxyBar::Stopped) => c::ProxyStandingView::Stopped,
        Some(ProxyBar::Ended) => c::ProxyStandingView::Ended,
        Some(ProxyBar::NotYet { .. }) => c::ProxyStandingView::NotYet,
        Some(ProxyBar::Expired { .. }) => c::ProxyStandingView::Expired,
        Some(ProxyBar::GrownUp) => c::ProxyStandingView::GrownUp,
    }
}

const fn relationship(known: Relationship) -> c::RelationshipView {
    match known {
        Relationship::Parent => c::RelationshipView::Parent,
        Relationship::Guardian => c::RelationshipView::Guardian,
        Relationship::Carer => c::RelationshipView::Carer,
        Relationship::Partner => c::RelationshipView::Partner,
        Relationship::HealthAttorney => c::RelationshipView::HealthAttorney,
        Relationship::Other => c::RelationshipView::Other,
    }
}

const fn relationship_of(said: c::RelationshipView) -> Relationship {
    match said {
        c::RelationshipView::Parent => Relationship::Parent,
        c::RelationshipView::Guardian => Relationship::Guardian,
        c::RelationshipView::Carer => Relationship::Carer,
        c::RelationshipView::Partner => Relationship::Partner,
        c::RelationshipView::HealthAttorney => Relationship::HealthAttorney,
        c::RelationshipView::Other => Relationship::Other,
    }
}

const fn ground(known: ProxyGround) -> c::ProxyGroundView {
    match known {
        ProxyGround::PatientAgreed => c::ProxyGroundView::PatientAgreed,
        ProxyGround::ParentalResponsibility => c::ProxyGroundView::ParentalResponsibility,
        ProxyGround::LegalAuthority => c::ProxyGroundView::LegalAuthority,
        ProxyGround::BestInterests => c::ProxyGroundView::BestInterests,
    }
}

const fn ground_of(said: c::ProxyGroundView) -> ProxyGround {
    match said {
        c::ProxyGroundView::PatientAgreed => ProxyGround::PatientAgreed,
        c::ProxyGroundView::ParentalResponsibility => ProxyGround::ParentalResponsibility,
        c::ProxyGroundView::LegalAuthority => ProxyGround::LegalAuthority,
        c::ProxyGroundView::BestInterests => ProxyGround::BestInterests,
    }
}
