//! Time at the desk in a random life: who works when, what rings, the end of a day.

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use model::calendar::Week;
use model::memory::Memory;
use model::session::{Account, LeftKind};
use model::{Addressee, Ask, Awaited, Content, Conversation, ConversationId, Role, Staff, StaffStatus, State as _};

use super::{Move, Walk, said};
use crate::Person;

/// Somebody takes what is left over, or it can wait; sometimes one kind is forgotten.
pub(super) fn accounts(step: Move) -> Vec<Account> {
    let account = |kind| Account {
        kind,
        seen: u32::from(step.amount),
        to: step.yes.then(|| Person::Shah.staff_id()),
        reason: said(!step.other.is_multiple_of(4)),
    };
    LeftKind::ALL.into_iter().skip(usize::from(step.also)).map(account).collect()
}

/// Raises an alarm: mostly one that is due, about a conversation or a task.
pub(super) fn alarm(state: &Memory, step: Move, (place, now): (ConversationId, Timestamp)) -> Ask {
    let late = state.tasks().find(|task| task.alarm_at.is_some_and(|at| at <= now));
    if let Some(task) = late.filter(|_| step.amount.is_multiple_of(2)) {
        return Ask::RaiseTaskAlarm { task: task.id };
    }
    if step.amount.is_multiple_of(3) {
        let awaited = state.all_messages().find(|message| message.awaits_receipt().is_some());
        return Ask::MissReceipt {
            message: awaited.map_or_else(|| super::pick_message(state, step.which, true), |one| one.id),
        };
    }
    let due = state.conversations().find(|row| row.clocks.alarm_at.is_some_and(|at| at <= now));
    let about = if step.yes { Awaited::FirstLook } else { Awaited::Answer };
    Ask::RaiseAlarm { conversation: due.filter(|_| !step.also).map_or(place, |row| row.id), about }
}

/// Somebody of the staff, with another name, at the desk instead of in a room, away for a while, or at work in some hours only, covered by the other.
pub(super) fn member(step: Move, now: Timestamp) -> Staff {
    let Move { other, amount, yes, also, .. } = step;
    let (who, colleague) = if yes { (Person::Okafor, Person::Shah) } else { (Person::Shah, Person::Okafor) };
    let mut staff = who.staff();
    staff.name = format!("{} {}", staff.name, other % 3);
    if also {
        let day = now.to_zoned(TimeZone::UTC).date();
        let until = day.saturating_add(Span::new().days(i64::from(amount % 4) - 1));
        staff.status = StaffStatus::Away { until };
    }
    if yes && other.is_multiple_of(5) {
        staff.role = Role::Reception;
    }
    staff.cover = other.is_multiple_of(2).then(|| colleague.staff_id());
    staff.hours = amount.is_multiple_of(3).then(|| {
        let half = |opens: &str, closes: &str| {
            let time = |text: &str| text.parse().expect("a time of day");
            vec![model::calendar::Span { opens: time(opens), closes: time(closes) }]
        };
        Week { monday: half("08:00", "13:00"), thursday: half("13:00", "18:30"), ..Week::default() }
    });
    staff
}

/// Somebody sees to a conversation; often one whose highlight waits for a look.
pub(super) fn done(state: &Memory, step: Move, usual: (ConversationId, u32), reason: Option<String>) -> Ask {
    let raised = state.conversations().find(|row| row.clocks.is_raised() && step.amount.is_multiple_of(2));
    let (conversation, seen) = raised.map_or(usual, |row| (row.id, row.revision));
    Ask::MarkDone { conversation, seen, reason, answered: step.also }
}

/// Returns what a holding reply says here; `None` where nobody waits.
pub(super) fn promise(state: &Memory, row: &Conversation) -> Option<String> {
    let policy = state.policy().ok().flatten().map(|adopted| adopted.policy.clone()).unwrap_or_default();
    let practice = state.practice().ok().flatten().unwrap_or_default();
    let reader = row.subject.patient().and_then(|patient| state.preferences(patient).ok()?.needs.language);
    let to = Addressee { language: reader.as_ref(), ..Addressee::of(&practice) };
    Some(policy.holding_text(to, row.clocks.answer.as_ref()?.due))
}

impl Walk {
    /// Makes these words.
    pub(super) fn words(&self, text: &str) -> Content {
        Content::new((u128::from(self.given) + 1).to_be_bytes(), text.to_owned().into())
    }
}
