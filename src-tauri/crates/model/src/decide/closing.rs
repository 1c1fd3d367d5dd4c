//! "Send and done": a conversation ends by itself once the answer that was to end it is sent and in the record.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::conversation::{all_answered, looked_at};
use super::or_refuse;
use super::staff::may_act;
use crate::{
    Act, Author, Change, Conversation, ConversationId, ConversationState, Filing, MessageId, MessageKind, OutboundText,
    Refusal, Staff, State,
};

/// Refuses to end a conversation with a text where its author may not call it done, or the patient asked something and the
/// author has not said that all of it is answered (C6.10).
pub(super) fn may_end<S: State>(
    state: &S,
    (author, text): (&Staff, &OutboundText),
    conversation: &Conversation,
    now: Timestamp,
) -> Result<Result<(), Refusal>, S::Error> {
    if !text.then_done {
        return Ok(Ok(()));
    }
    if !may_act(author, Act::Organise, &state.all_staff()?) {
        return Ok(Err(Refusal::NotAllowed { act: Act::Organise }));
    }
    or_refuse!(looked_at(state, conversation, author, now)?);
    or_refuse!(all_answered(state, conversation, text.answered)?);
    Ok(Ok(()))
}

/// Returns the ends of conversations that follow from what was filed. A conversation ends where nothing was said in it since
/// the text that was to end it, and all of it is sent and in the record: the same as where a person calls it done (C4.3).
pub(super) fn ended<S: State>(state: &S, filed: &[Change], now: Timestamp) -> Result<Vec<Change>, S::Error> {
    let filed: BTreeMap<MessageId, &Filing> = filed
        .iter()
        .filter_map(|change| match change {
            Change::FilingChanged { message, filing } => Some((*message, filing)),
            _ => None,
        })
        .collect();
    let mut ended = BTreeMap::new();
    for id in filed.keys() {
        let Some(message) = state.message(*id)? else { continue };
        let end = end_of(state, message.conversation, &filed, now)?;
        ended.insert(message.conversation, end);
    }
    Ok(ended.into_values().flatten().collect())
}

fn end_of<S: State>(
    state: &S,
    id: ConversationId,
    filed: &BTreeMap<MessageId, &Filing>,
    now: Timestamp,
) -> Result<Vec<Change>, S::Error> {
    let Some(row) = state.conversation(id)?.filter(|row| row.state == ConversationState::Open) else {
        return Ok(vec![]);
    };
    let last = row.last.map(|last| state.message(last.id)).transpose()?.flatten();
    // What was called done with it before, and taken up again by a person, stays open.
    let Some(last) = last.filter(|last| last.number > row.done_to && last.stands()) else { return Ok(vec![]) };
    let MessageKind::Out { author: Author::Staff { staff }, terms, .. } = &last.kind else { return Ok(vec![]) };
    if !terms.then_done {
        return Ok(vec![]);
    }
    let is_left = |message: &crate::Message| {
        let filing = filed.get(&message.id).copied().unwrap_or(&message.filing);
        filing.is_unfiled() || message.is_leaving() || message.needs_person()
    };
    if state.messages(id)?.iter().any(is_left) {
        return Ok(vec![]);
    }
    let Some(author) = state.staff(*staff)? else { return Ok(vec![]) };
    // Words were highlighted meanwhile, or the author may not end that any more: it stays open.
    let Ok(seen) = looked_at(state, &row, &author, now)? else { return Ok(vec![]) };
    let done = Change::ConversationDone { conversation: id, by: author.id, at: now, reason: None };
    Ok(seen.into_iter().chain([done]).collect())
}
