//! What is written to the record.

use model::memory::Memory;
use model::{ConversationId, FiledMessage};

use super::Move;

/// What a move says was filed: mostly the versions that there are.
pub(super) fn filed(state: &Memory, conversation: ConversationId, step: Move) -> Vec<FiledMessage> {
    let theirs = state.all_messages().filter(|message| message.conversation == conversation || step.amount == 99);
    theirs
        .skip(usize::from(step.other % 3))
        .map(|message| FiledMessage {
            message: message.id,
            version: message.version.saturating_sub(u32::from(step.also)),
        })
        .collect()
}
