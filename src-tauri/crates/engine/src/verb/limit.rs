//! Limits on texting with a patient: set, lifted, shown (D-14).

use contract as c;
use model::{Ask, Limit, LimitAsked, LimitTerms, OpenWay, Preferences, Staff, Wish};

use super::consent::date;
use crate::time_text::text;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Limits texting with a patient, or changes what the limit says.
    ///
    /// # Errors
    /// [`EngineError::Refused`]; [`EngineError::BadRequest`] for a day that does not exist.
    pub async fn limit_messaging(&self, request: c::LimitMessagingRequest) -> Result<c::PreferencesView, EngineError> {
        let terms = LimitTerms {
            reason: request.reason.into(),
            open: request.open.into_iter().map(way_of).collect(),
            review_on: date(&request.review_on)?,
        };
        let asked = LimitAsked::Set { patient: view::id(&request.patient)?, terms };
        self.ask(Ask::Limit(asked)).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }

    /// Lifts a limit.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn lift_limit(&self, request: c::LiftLimitRequest) -> Result<c::PreferencesView, EngineError> {
        let asked = LimitAsked::Lift { patient: view::id(&request.patient)?, reason: request.reason.into() };
        self.ask(Ask::Limit(asked)).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }
}

/// Shows the limit that stands.
pub(crate) fn standing(preferences: &Preferences, staff: &[Staff]) -> Option<c::LimitView> {
    preferences.limit().and_then(|_| all(preferences, staff).pop())
}

/// Shows every limit there was, in the order in which they were set.
pub(crate) fn all(preferences: &Preferences, staff: &[Staff]) -> Vec<c::LimitView> {
    preferences.limits.iter().enumerate().map(|(place, limit)| shown(preferences, (place, limit), staff)).collect()
}

fn shown(preferences: &Preferences, (place, limit): (usize, &Limit), staff: &[Staff]) -> c::LimitView {
    let stands = place.saturating_add(1) == preferences.limits.len() && limit.lifted.is_none();
    let since = preferences.limited_since().filter(|_| stands).unwrap_or(limit.at);
    let review_on = preferences.review_on(Wish::Limit).filter(|_| stands).unwrap_or(limit.terms.review_on);
    let open = preferences.open_ways().filter(|_| stands);
    let reviews = preferences.limit_reviews(place);
    c::LimitView {
        reason: limit.terms.reason.expose().clone(), // Why: staff read why texts are not answered.
        open: open.as_ref().unwrap_or(&limit.terms.open).iter().copied().map(way).collect(),
        set_by: view::staff_name(staff, limit.by),
        set_at: text(limit.at),
        since: text(since),
        review_on: review_on.to_string(),
        reviews: reviews
            .map(|review| c::NotedView { by: view::staff_name(staff, review.by), at: text(review.at) })
            .collect(),
        lifted: limit.lifted.as_ref().map(|lifted| c::LimitLiftedView {
            by: view::staff_name(staff, lifted.by),
            at: text(lifted.at),
            reason: lifted.reason.expose().clone(), // Why: staff read why they are answered again.
        }),
    }
}

const fn way(way: OpenWay) -> c::OpenWayView {
    match way {
        OpenWay::Telephone => c::OpenWayView::Telephone,
        OpenWay::Desk => c::OpenWayView::Desk,
        OpenWay::Letter => c::OpenWayView::Letter,
    }
}

const fn way_of(way: c::OpenWayView) -> OpenWay {
    match way {
        c::OpenWayView::Telephone => OpenWay::Telephone,
        c::OpenWayView::Desk => OpenWay::Desk,
        c::OpenWayView::Letter => OpenWay::Letter,
    }
}
