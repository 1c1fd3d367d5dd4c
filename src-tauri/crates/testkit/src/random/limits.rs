//! Limits in random lives.

use jiff::Span;
use jiff::tz::TimeZone;
use model::{Ask, LimitAsked, LimitTerms, OpenWay};

use super::{Move, Walk, pick_patient, said};

impl Walk {
    /// Turns a move into what is asked about a limit: mostly one that can stand, sometimes lifted.
    pub(super) fn limit(&self, step: Move) -> Ask {
        let Move { which, other, amount, yes, also, .. } = step;
        let patient = pick_patient(which);
        if also {
            return Ask::Limit(LimitAsked::Lift { patient, reason: said(yes) });
        }
        let today = self.now().to_zoned(TimeZone::UTC).date();
        let days = if amount.is_multiple_of(16) { 400 - i64::from(other) * 2 } else { 1 + i64::from(amount) };
        let terms = LimitTerms {
            reason: said(amount != 5),
            open: OpenWay::ALL.into_iter().take(usize::from(other % 4)).collect(),
            review_on: today.saturating_add(Span::new().days(days)),
        };
        Ask::Limit(LimitAsked::Set { patient, terms })
    }
}
