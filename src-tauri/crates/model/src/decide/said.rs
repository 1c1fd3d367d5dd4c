//! What was said about being messaged before anybody knew who said it: it counts once they are known (C1.5, C1.8).

use jiff::Timestamp;

use super::{contact, proxy};
use crate::words::opt_out::{self, LastAsked, Reading};
use crate::{Change, ConsentDecision, ConsentSource, Conversation, MessageKind, PatientId, ProxyId, SaidBefore, State};

/// Returns what follows from the STOP and START in a conversation whose writer is known now, by when they were sent. What a
/// person said is none stays none.
pub(super) fn once_known<S: State>(
    state: &S,
    (row, (patient, with)): (&Conversation, (PatientId, Option<ProxyId>)),
    (said, now): (&[SaidBefore], Timestamp),
) -> Result<Vec<Change>, S::Error> {
    let policy = super::policy(state)?;
    let known = state.preferences(patient)?;
    let mut changes = Vec::new();
    for SaidBefore { message: id, text } in said {
        let Some(message) = state.message(*id)?.filter(|message| message.conversation == row.id) else { continue };
        let MessageKind::In { sent_at, entered: None, .. } = message.kind else { continue };
        if message.later.no_opt_out.is_some() || known.heard_in(*id) {
            continue;
        }
        // Why exposed: the rules of E.2 read it.
        let decision = match opt_out::read(text.expose(), policy.jurisdiction, LastAsked::Nothing) {
            Reading::OptOut => ConsentDecision::Objected,
            Reading::OptIn => ConsentDecision::Agreed,
            _ => continue,
        };
        if let Some(with) = with {
            changes.extend(proxy::heard(state, (patient, with), (decision, *id), now)?);
            continue;
        }
        let source = ConsentSource::Message { message: *id };
        let statement = contact::heard_by_the_app(state, (row.channel, decision), source, (sent_at.min(now), now))?;
        changes.extend(contact::stated(state, patient, statement, now)?);
    }
    Ok(changes)
}
