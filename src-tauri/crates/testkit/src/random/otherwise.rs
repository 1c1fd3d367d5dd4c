//! Moves about reaching patients another way than by text.

use model::memory::Memory;
use model::template::{Language, Route};
use model::{
    Ask, CallOutcome, ContactMade, ConversationId, EnteredText, MessageId, Needs, NeedsSource, NewTask, OtherWay,
    StaffId, State as _, TaskEnd, TaskId,
};

use super::{Move, Verb, Walk, number, pick_patient, said};
use crate::{Person, numbered};

impl Walk {
    /// Turns a move into what is asked about tasks, calls, requests and needs.
    pub(super) fn otherwise(
        &mut self,
        state: &Memory,
        step: Move,
        (conversation, message): (Option<ConversationId>, MessageId),
    ) -> Ask {
        let Move { which, other, amount, yes, also, .. } = step;
        let place = conversation.unwrap_or_else(|| ConversationId::new(numbered(7)));
        let revision = conversation.and_then(|id| state.conversation(id).ok().flatten()).map_or(0, |row| row.revision);
        match step.verb {
            Verb::Enter => Ask::EnterRequest(EnteredText {
                message: if also { message } else { MessageId::new(self.id()) },
                conversation: ConversationId::new(self.id()),
                patient: pick_patient(which),
                number: number(other),
                at_desk: yes,
                content: self.content(step),
            }),
            Verb::Contact => Ask::RecordContact(ContactMade {
                message: if also { message } else { MessageId::new(self.id()) },
                conversation: place,
                way: other_way(other),
                content: self.content(step),
                task: yes.then(|| pick_task(state, which)),
                seen: revision.saturating_sub(u32::from(amount.is_multiple_of(5))),
                ring_again: amount.is_multiple_of(2),
            }),
            Verb::Task => Ask::MakeTask(NewTask {
                task: if also { TaskId::about(message) } else { TaskId::new(self.id()) },
                patient: yes.then(|| pick_patient(which)),
                conversation: conversation.filter(|_| !amount.is_multiple_of(3)),
                message: amount.is_multiple_of(5).then_some(message),
                route: [Route::Phone, Route::Letter, Route::Sms].get(usize::from(other) % 6).copied(),
                what: said(!amount.is_multiple_of(7)),
                urgent: other.is_multiple_of(2),
                owner: other.is_multiple_of(3).then(|| Person::Shah.staff_id()),
            }),
            Verb::GiveTask => {
                let owner = if also { StaffId::new(numbered(78)) } else { Person::Shah.staff_id() };
                Ask::AssignTask { task: pick_task(state, which), owner: yes.then_some(owner) }
            }
            Verb::EndTask => {
                let words = said(!amount.is_multiple_of(5));
                let end = if yes { TaskEnd::Done { outcome: words } } else { TaskEnd::Cancelled { reason: words } };
                Ask::EndTask { task: pick_task(state, which), end }
            }
            _ => Ask::RecordNeeds {
                patient: pick_patient(which),
                needs: Needs {
                    order: [Route::Letter, Route::Sms, Route::Phone]
                        .into_iter()
                        .take(usize::from(amount % 4))
                        .collect(),
                    cannot_phone: yes,
                    low_vision: also,
                    interpreter: if other.is_multiple_of(2) { String::new() } else { "Welsh".to_owned() },
                    other: said(yes),
                    language: ["pl", "pa-Arab"].get(usize::from(which) % 4).and_then(|tag| Language::parse(tag).ok()),
                    source: [NeedsSource::Phone, NeedsSource::Record].get(usize::from(amount) % 3).copied(),
                },
            },
        }
    }
}

/// Returns a task, or one that does not exist.
fn pick_task(state: &Memory, which: u8) -> TaskId {
    let all: Vec<_> = state.tasks().collect();
    let place = usize::from(which) % (all.len() + 1);
    all.get(place).map_or_else(|| TaskId::new(numbered(7)), |task| task.id)
}

fn other_way(which: u8) -> OtherWay {
    let outcomes = [CallOutcome::Reached, CallOutcome::NoAnswer, CallOutcome::LeftMessage];
    let outcome = outcomes.get(usize::from(which) % 4).copied();
    outcome.map_or(OtherWay::Letter, |outcome| OtherWay::Call { outcome })
}
