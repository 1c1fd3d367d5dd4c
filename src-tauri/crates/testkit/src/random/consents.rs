//! What patients say about being messaged, in random lives.

use jiff::Span;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use model::{Channel, ConsentDecision, ConsentHeard, ConsentSource, Purpose, Stated};

use super::{Move, Walk, pick_patient, said};

impl Walk {
    /// Turns a move into what a patient said about being messaged.
    pub(super) fn heard_consent(&mut self, step: Move) -> ConsentHeard {
        let sources = [ConsentSource::Phone, ConsentSource::InPerson, ConsentSource::Letter, ConsentSource::Record];
        let day = self.now().to_zoned(TimeZone::UTC).date();
        let back = Span::new().days(i64::from(step.other % 3) - i64::from(step.also));
        ConsentHeard {
            patient: pick_patient(step.which),
            channel: Channel::Sms,
            purpose: Purpose::ALL.get(usize::from(step.amount) % 7).copied(),
            decision: if step.yes { ConsentDecision::Agreed } else { ConsentDecision::Objected },
            stated: Stated {
                date: day.checked_sub(back).unwrap_or(day),
                time: step.amount.is_multiple_of(3).then(|| Time::constant(9, 30, 0, 0)),
            },
            source: sources.get(usize::from(step.other) % sources.len()).cloned().unwrap_or(ConsentSource::Phone),
            evidence: said(!step.amount.is_multiple_of(4)),
            review_on: step
                .other
                .is_multiple_of(3)
                .then(|| day.saturating_add(Span::new().days(i64::from(step.amount)))),
        }
    }
}
