//! What comes in, and from where.

use model::{Channel, Content, ConversationId, E164, InboundText, MessageId, ProviderRef};

use super::batch::Ids;
use crate::plain::Row;
use crate::random::Random;

/// The provider's account.
pub(super) const ACCOUNT: &str = "twilio:AC00000000000000000000000000000001";

/// A text from a patient, and its row in the reference.
pub(crate) fn inbound(number: &E164, patient: Option<usize>, text: String, ids: &mut Ids) -> (InboundText, Row) {
    let provider = ProviderRef { account: ACCOUNT.to_owned(), id: ids.provider() };
    let conversation = ConversationId::new(ids.uuid());
    let row = Row {
        conversation,
        patient,
        number: number.as_str().to_owned(),
        at: ids.clock,
        kind: 0,
        state: 0,
        provider: Some(provider.id.clone()),
        text: text.clone(),
    };
    let inbound = InboundText {
        channel: Channel::Sms,
        from: number.clone(),
        content: Content::new(ids.salt(), text.into()),
        sent_at: ids.now(),
        provider,
        media: 0,
        message: MessageId::new(ids.uuid()),
        conversation,
    };
    (inbound, row)
}

/// The number of a patient.
pub(super) fn number_of(patient: &model::Patient) -> E164 {
    patient.contact_points.first().map_or_else(|| stranger(&mut Random::new(0)), |point| point.number.clone())
}

/// A number that no patient has.
pub(super) fn stranger(random: &mut Random) -> E164 {
    let number = E164::parse(&format!("+353{}", 800_000_000 + random.below(99_999_999)));
    number.unwrap_or_else(|_| stranger(random))
}
