//! A patient's text arrives.

use jiff::Timestamp;

use super::proxy::{Holder, who_writes};
use super::staff::today;
use super::{Decision, REOPEN_WITHIN, automatic, contact, cover, limit, proxy};
use crate::highlight::HighlightChange;
use crate::words::opt_out::{self, LastAsked, Reading};
use crate::{
    Change, ConsentDecision, ConsentSource, Content, Conversation, ConversationId, ConversationState, InboundText,
    Policy, ProxyId, Purpose, Refusal, Standing, State, Subject, UnmatchedReason,
};

/// Matches a text to a patient, or to nobody: exactly one patient has the number, or a person must say (C1.12, D-08, H4).
pub(super) fn receive<S: State>(state: &S, text: &InboundText, now: Timestamp) -> Result<Decision, S::Error> {
    if state.message_by_provider(&text.provider)?.is_some() {
        return Ok(Ok(vec![])); // Polled twice, or told twice: it stands already.
    }
    let (subject, proxy) = match who_writes(state, &text.from, now)?.as_slice() {
        [(patient, proxy)] => (Subject::Patient { patient: *patient }, *proxy),
        [] => (Subject::Unmatched { reason: UnmatchedReason::NoPatient }, None),
        _ => (Subject::Unmatched { reason: UnmatchedReason::SeveralPatients }, None),
    };
    let latest = state.latest_conversation(&text.from, subject.patient())?.filter(|row| row.proxy == proxy);
    let (conversation, mut changes) = place(text, (&subject, proxy), latest.as_ref(), now);
    let is_new = conversation == text.conversation;
    if state.message(text.message)?.is_some() || (is_new && state.conversation(conversation)?.is_some()) {
        return Ok(Err(Refusal::AlreadyExists)); // An id is never used twice: what stands under it would be overwritten.
    }
    let late = latest.as_ref().map(|row| Ok(row.is_late(today(state, now)?))).transpose()?.unwrap_or_default();
    let into = latest.filter(|row| row.id == conversation);
    if let Some(row) = &into {
        changes.extend(cover::to_who_is_here(state, row, now)?); // Seen at arrival by who is here (C2.7).
    }
    changes.push(Change::MessageReceived {
        message: text.message,
        conversation,
        channel: text.channel,
        from: text.from.clone(),
        content: text.content.digest(),
        sent_at: text.sent_at,
        at: now,
        provider: text.provider.clone(),
        media: text.media,
        entered: None,
        late,
    });
    let policy = super::policy(state)?;
    changes.extend(highlighted(&policy, &text.content, conversation, now));
    let whose = subject.patient().map(|patient| (patient, proxy));
    changes.extend(consequences(state, (&policy, text), (conversation, into.as_ref(), whose), now)?);
    Ok(Ok(changes))
}

/// Says of what a patient wrote, or had written down, that somebody should look sooner (C6.1). Nothing lowers it (C6.2).
pub(super) fn highlighted(
    policy: &Policy,
    content: &Content,
    conversation: ConversationId,
    now: Timestamp,
) -> Option<Change> {
    let words = content.text().expose(); // Why exposed: the practice's rules read them.
    let is_raised = policy.highlights.highlighter().raises(words);
    is_raised.then_some(Change::Highlight(HighlightChange::Raised { conversation, at: now }))
}

/// Returns what follows at once from a patient's words: an opt-out, an opt-in, and the automatic text they call for.
///
/// "Stop" counts for everybody who has the number: whoever holds the telephone said it (C1.5, C1.9). "Start" counts only
/// for a patient who is known to have written it: a son must not lift his mother's "no" (C1.8, C1.12). What a proxy says
/// counts for the proxy alone, also on a telephone that stands on the patient's record (C1.14).
fn consequences<S: State>(
    state: &S,
    (policy, text): (&Policy, &InboundText),
    (conversation, into, whose): (ConversationId, Option<&Conversation>, Option<Holder>),
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let words = text.content.text().expose(); // Why: the rules of E.2 read them.
    let reading = opt_out::read(words, policy.jurisdiction, LastAsked::Nothing);
    let mut changes = Vec::new();
    let mut changed = false;
    if let Reading::OptOut | Reading::OptIn = reading {
        let decision = if reading == Reading::OptOut { ConsentDecision::Objected } else { ConsentDecision::Agreed };
        let source = ConsentSource::Message { message: text.message };
        let said_at = text.sent_at.min(now); // It may have waited at the provider while somebody rang and said otherwise.
        let statement = contact::heard_by_the_app(state, (text.channel, decision), source, (said_at, now))?;
        let speaks_for = match decision {
            ConsentDecision::Objected => {
                let mut writers = who_writes(state, &text.from, now)?;
                writers.extend(whose.filter(|holder| !writers.contains(holder)));
                writers
            }
            ConsentDecision::Agreed => whose.into_iter().collect(),
        };
        for (holder, proxy) in speaks_for {
            if let Some(proxy) = proxy {
                let heard = proxy::heard(state, (holder, proxy), (decision, text.message), now)?;
                changed |= !heard.is_empty();
                changes.extend(heard);
                continue;
            }
            let stands = state.preferences(holder)?;
            let known = |purpose: Purpose| match stands.standing(text.channel, purpose) {
                Standing::Objected(_) => Some(ConsentDecision::Objected),
                Standing::Agreed(_) => Some(ConsentDecision::Agreed),
                Standing::NothingRecorded | Standing::Unclear(_) => None,
            };
            changed |= Purpose::CARE.iter().any(|purpose| known(*purpose) != Some(decision));
            changes.extend(contact::stated(state, holder, statement.clone(), now)?);
        }
    }
    // One confirmation of what is new; a second "stop" is shown, kept and not answered.
    let repeated = matches!(reading, Reading::OptOut | Reading::OptIn) && !changed;
    if let Some(answer) = automatic::called_for(state, policy, (words, reading), into, now)?
        && !repeated
    {
        let answer = limit::fitting(state, (answer, whose), now)?;
        changes.push(Change::AutomaticDue { conversation, answer });
    }
    Ok(changes)
}

/// Finds the conversation a text belongs in: the latest one if it is open or was done lately, else a new one.
pub(super) fn place(
    text: &InboundText,
    (subject, proxy): (&Subject, Option<ProxyId>),
    latest: Option<&Conversation>,
    now: Timestamp,
) -> (ConversationId, Vec<Change>) {
    match latest {
        Some(Conversation { id, state: ConversationState::Open, .. }) => (*id, vec![]),
        Some(Conversation { id, state: ConversationState::Done { at, .. }, .. })
            if now.duration_since(*at) <= REOPEN_WITHIN =>
        {
            (*id, vec![Change::ConversationReopened { conversation: *id, at: Some(now) }])
        }
        _ => {
            let opened = Change::ConversationOpened {
                conversation: text.conversation,
                subject: subject.clone(),
                number: text.from.clone(),
                channel: text.channel,
                at: now,
                proxy,
            };
            (text.conversation, vec![opened])
        }
    }
}
