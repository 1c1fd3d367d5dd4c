//! When patients were last asked about their numbers (C1.11).

use contract as c;
use jiff::civil::Date;
use model::{Ask, E164, NumberAge, NumberSaid, NumberSource, Policy, Preferences, Staff, number_age};

use super::consent::date;
use crate::{Engine, EngineError, view};

impl Engine {
    /// Writes down that a patient said a number is theirs.
    ///
    /// # Errors
    /// [`EngineError::Refused`]; [`EngineError::BadRequest`] for a number or day that does not exist.
    pub async fn confirm_number(&self, request: c::ConfirmNumberRequest) -> Result<c::PreferencesView, EngineError> {
        let on = match request.on.as_deref() {
            Some(day) => date(day)?,
            None => self.parts.store.read(|store| store.timetable()).await?.calendar().local(self.now()).date(),
        };
        let said = NumberSaid {
            patient: view::id(&request.patient)?,
            number: E164::parse(&request.number).map_err(|_| EngineError::BadRequest("this is no telephone number"))?,
            on,
            source: source_of(request.source),
        };
        self.ask(Ask::ConfirmNumber(said)).await?;
        self.preferences(c::PatientRequest { patient: request.patient }).await
    }
}

/// Returns what is known of the numbers that a patient was asked about.
pub(super) fn numbers(
    preferences: &Preferences,
    policy: &Policy,
    (staff, today): (&[Staff], Date),
) -> Vec<c::ConfirmedNumberView> {
    let view = |one: &model::ConfirmedNumber| c::ConfirmedNumberView {
        number: one.number.as_str().to_owned(),
        on: one.on.to_string(),
        source: source(one.source),
        by: view::staff_name(staff, one.by),
        is_old: matches!(
            number_age(&preferences.confirmed, &one.number, today, policy.confirm_numbers_months),
            NumberAge::Old(_)
        ),
    };
    preferences.confirmed.iter().map(view).collect()
}

const fn source(source: NumberSource) -> c::NumberSourceView {
    match source {
        NumberSource::InPerson => c::NumberSourceView::InPerson,
        NumberSource::Phone => c::NumberSourceView::Phone,
        NumberSource::Letter => c::NumberSourceView::Letter,
        NumberSource::Record => c::NumberSourceView::Record,
    }
}

const fn source_of(source: c::NumberSourceView) -> NumberSource {
    match source {
        c::NumberSourceView::InPerson => NumberSource::InPerson,
        c::NumberSourceView::Phone => NumberSource::Phone,
        c::NumberSourceView::Letter => NumberSource::Letter,
        c::NumberSourceView::Record => NumberSource::Record,
    }
}
