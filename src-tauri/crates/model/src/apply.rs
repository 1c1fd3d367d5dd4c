//! Making a change true. Total: a change is a fact and is never refused.

mod counted;
mod outgoing;
mod retracts;
mod roles;
mod scheduling;
mod snoozes;
mod tasks;
mod templates;
mod waiting;

use std::sync::Arc;

use self::counted::Counted;
pub(crate) use self::outgoing::outgoing;
use crate::calendar::MessageClass;
use crate::highlight::HighlightChange;
use crate::session::{HolderNamed, Holding, Session};
use crate::{
    AdoptedPolicy, Author, Change, Clocks, Conversation, ConversationId, ConversationState, Delivery, Digest, Filing,
    LastMessage, Later, Message, MessageId, MessageKind, Noted, OtherWay, PatientId, Preferences, RecordedProvider,
    StateMut, Subject, Terms,
};

/// Applies a change to the state. A change about something that is not there has no effect.
///
/// # Errors
/// Only the state's own.
pub fn apply<S: StateMut>(state: &mut S, change: &Change) -> Result<(), S::Error> {
    match change {
        Change::PracticeDescribed { practice } => state.put_practice(practice.clone()),
        Change::StaffRecorded { staff } => state.put_staff(staff.clone()),
        Change::PatientRecorded { patient } => state.put_patient(patient.clone()),
        Change::ConversationOpened { conversation, subject, number, channel, at, proxy } => {
            state.put_conversation(Conversation {
                id: *conversation,
                subject: subject.clone(),
                number: number.clone(),
                channel: *channel,
                topic: None,
                state: ConversationState::Open,
                owner: None,
                with_team: false,
                revision: 0,
                messages: 0,
                unread: 0,
                unfiled: 0,
                failed: 0,
                last_at: *at,
                last: None,
                answered: false,
                automatic_at: None,
                written_at: None,
                replies_until: None,
                late: false,
                call_first: false,
                automatic_due: None,
                clocks: Clocks::default(),
                team: None,
                proxy: *proxy,
                role_account: None,
                snooze: None,
                done_to: 0,
                sends_at: None,
            })
        }
        Change::ConversationMatched { conversation, patient, at, proxy, .. } => {
            edit(state, *conversation, |row| {
                (row.subject, row.proxy) = (Subject::Patient { patient: *patient }, *proxy);
                row.revision += 1;
            })?;
            for message in state.messages(*conversation)? {
                if message.filing == Filing::NotDue && !message.is_leaving() && !message.is_withdrawn() {
                    change_message(state, message.id, |row| row.filing = Filing::Pending { since: *at })?;
                }
            }
            Ok(())
        }
        Change::TopicSet { conversation, topic } => edit(state, *conversation, |row| row.topic.clone_from(topic)),
        Change::OwnerSet { conversation, owner } => edit(state, *conversation, |row| {
            (row.owner, row.with_team, row.team, row.role_account) = (*owner, false, None, None);
            snoozes::acted(row);
        }),
        Change::LeftToTeam { conversation, .. } => edit(state, *conversation, |row| row.with_team = true),
        Change::ConversationDone { conversation, by, at, reason } => edit(state, *conversation, |row| {
            row.state = ConversationState::Done { at: *at, by: *by, reason: reason.clone() };
            (row.with_team, row.late, row.call_first, row.team) = (false, false, false, None);
            row.done_to = row.messages;
            row.clocks.done();
            row.snooze = None;
        }),
        Change::ConversationReopened { conversation, at } => reopen(state, *conversation, *at),
        Change::ConversationRead { conversation, .. } => {
            let times = state.timetable()?;
            edit(state, *conversation, |row| {
                row.unread = 0;
                row.clocks.read(&times);
            })
        }
        Change::MessageReceived {
            message,
            conversation,
            channel,
            from,
            content,
            sent_at,
            at,
            provider,
            media,
            entered,
            late,
        } => {
            let kind = MessageKind::In {
                channel: *channel,
                from: from.clone(),
                sent_at: *sent_at,
                provider: provider.clone(),
                media: *media,
                entered: *entered,
                late: *late,
            };
            add(state, *conversation, New { id: *message, content: *content, at: *at, kind })
        }
        Change::MessageWritten { message, conversation, content, at, repeats, terms, .. } => {
            let Some(kind) = outgoing(change) else { return Ok(()) };
            add(state, *conversation, New { id: *message, content: *content, at: *at, kind })?;
            scheduling::left(state, (*message, *conversation), terms)?;
            repeats.map_or(Ok(()), |failed| repeat(state, failed, Some(*message)))
        }
        Change::ConsentStated { patient, statement } => {
            prefer(state, *patient, |preferences| preferences.statements.push(statement.clone()))
        }
        Change::RouteMarkedUnsafe { patient, route } => prefer(state, *patient, |preferences| {
            preferences.unsafe_routes.retain(|known| known.channel != route.channel);
            preferences.unsafe_routes.push(route.clone());
        }),
        Change::RouteMarkedSafe { patient, channel, .. } => {
            prefer(state, *patient, |preferences| preferences.unsafe_routes.retain(|known| known.channel != *channel))
        }
        Change::AutomaticDue { conversation, answer } => {
            edit(state, *conversation, |row| row.automatic_due = Some(*answer))
        }
        Change::AutomaticDropped { conversation } => edit(state, *conversation, |row| row.automatic_due = None),
        Change::ActRefused { .. } => Ok(()), // Known to whoever reads the log.
        Change::PolicyAdopted { policy, by, at } => {
            let version = state.policy()?.map_or(0, |known| known.version) + 1;
            let accepted = std::iter::once((*by, *at)).collect();
            state.put_policy(AdoptedPolicy {
                version,
                policy: (**policy).clone(),
                adopted_by: *by,
                adopted_at: *at,
                accepted,
            })?;
            // Changing one line moves everything that follows from it (C2.1).
            let times = state.timetable()?;
            for mut row in state.unfinished()? {
                let before = row.clocks.clone();
                row.clocks.recalculated(&times, *at);
                if row.clocks != before {
                    state.put_conversation(row)?;
                }
            }
            tasks::recalculated(state)
        }
        Change::PolicyAccepted { version, by, at } => match state.policy()? {
            Some(adopted) if adopted.version == *version => {
                let mut adopted = Arc::unwrap_or_clone(adopted);
                adopted.accepted.insert(*by, *at);
                state.put_policy(adopted)
            }
            _ => Ok(()),
        },
        Change::NoteWritten { message, conversation, content, author, at, quote } => {
            let kind = MessageKind::Note { author: *author, quote: *quote };
            add(state, *conversation, New { id: *message, content: *content, at: *at, kind })
        }
        Change::DeliveryChanged { message, delivery, provider, segments } => {
            if matches!(delivery, Delivery::Withdrawn { .. })
                && let Some(MessageKind::Out { repeats: Some(failed), .. }) =
                    state.message(*message)?.map(|row| row.kind)
            {
                repeat(state, failed, None)?;
            }
            change_message(state, *message, |row| {
                if let MessageKind::Out { delivery: known, provider: known_as, segments: parts, .. } = &mut row.kind {
                    let joined = known.clone().join(delivery.clone());
                    if joined.belongs_in_record() && joined != *known {
                        row.filing = Filing::Pending { since: joined.since() }; // What the record says is now too little.
                    }
                    *known = joined;
                    *known_as = provider.clone().or_else(|| known_as.take());
                    *parts = segments.or(*parts);
                    row.version += 1;
                }
            })
        }
        Change::FilingChanged { message, filing } => {
            change_message(state, *message, |row| row.filing.clone_from(filing))
        }
        Change::ProviderRecorded { profile, by, at } => {
            state.put_provider(RecordedProvider { profile: (**profile).clone(), recorded_by: *by, recorded_at: *at })
        }
        Change::ContactWritten { message, conversation, content, author, way, at, repeats } => {
            let kind = MessageKind::Contact { author: *author, way: *way, repeats: *repeats };
            add(state, *conversation, New { id: *message, content: *content, at: *at, kind })?;
            repeats.map_or(Ok(()), |failed| repeat(state, failed, Some(*message)))
        }
        Change::TaskMade { task } => tasks::made(state, task),
        Change::TaskOwnerSet { task, owner } => {
            tasks::edit(state, *task, |row| (row.owner, row.role_account) = (*owner, None))
        }
        Change::TaskClosed { task, end } => tasks::edit(state, *task, |row| row.state = end.clone()),
        Change::TaskRouteSet { task, route } => tasks::edit(state, *task, |row| row.route = *route),
        Change::TaskAlarmRaised { task, step, .. } => {
            tasks::edit(state, *task, |row| row.told = row.told.max(Some(*step)))
        }
        Change::NeedsRecorded { patient, needs, by, at } => prefer(state, *patient, |preferences| {
            preferences.needs = needs.clone();
            preferences.noted = Some(Noted { by: *by, at: *at });
        }),
        Change::NumberConfirmed { patient, confirmed, .. } => prefer(state, *patient, |known| known.confirm(confirmed)),
        Change::ProxyRecorded { patient, .. }
        | Change::ProxyEnded { patient, .. }
        | Change::ProxyStopped { patient, .. }
        | Change::ProxyResumed { patient, .. } => prefer(state, *patient, |known| known.hear_of_proxy(change)),
        Change::ClassSet { conversation, class, at, .. } => {
            let times = state.timetable()?;
            edit(state, *conversation, |row| {
                row.call_first = *class == MessageClass::Urgent;
                row.clocks.classed(&times, *class, *at);
            })
        }
        Change::AlarmRaised { conversation, about, step, at } => {
            let times = state.timetable()?;
            edit(state, *conversation, |row| row.clocks.told(&times, (*about, *step), *at))
        }
        Change::HolderNamed(HolderNamed { holder, at, until, .. }) => {
            let holding = holder.map(|staff| Holding { staff, since: *at, until: *until });
            at_the_desk(state, |session| session.holding = holding)
        }
        Change::HolderMissed { at } => at_the_desk(state, |session| session.missed_at = Some(*at)),
        Change::SessionEnded { at, .. } => at_the_desk(state, |session| session.ended_at = Some(*at)),
        Change::TemplateSaved { .. } | Change::TemplateApproved { .. } | Change::TemplateRetired { .. } => {
            templates::apply(state, change)
        }
        Change::GivenToTeam { conversation, team, .. } => edit(state, *conversation, |row| {
            (row.owner, row.with_team, row.team, row.role_account) = (None, false, Some(*team), None);
            snoozes::acted(row);
        }),
        Change::ReceiptMissed(missed) => {
            change_message(state, missed.message, |row| row.later.unconfirmed = Some(missed.at))
        }
        Change::Highlight(change) => {
            let times = state.timetable()?;
            edit(state, change.conversation(), |row| match change {
                HighlightChange::Raised { at, .. } => {
                    row.clocks.raised(&times, *at);
                    row.clocks.marked();
                }
                HighlightChange::Seen { .. } => row.clocks.looked(&times),
            })
        }
        Change::RoleAccount(change) => roles::apply(state, change),
        Change::WishReviewed { patient, review } => prefer(state, *patient, |known| known.reviews.push(*review)),
        Change::OptOutDismissed(said) => {
            change_message(state, said.message, |row| row.later.no_opt_out = Some(said.said))
        }
        Change::Limited(change) => prefer(state, change.patient(), |known| known.hear_of_limit(change)),
        Change::Retraction(change) => retracts::apply(state, change),
        Change::Snooze(change) => snoozes::apply(state, change),
        Change::Schedule(change) => scheduling::apply(state, change),
    }
}

/// Edits who holds triage, and how the last day ended.
fn at_the_desk<S: StateMut>(state: &mut S, change: impl FnOnce(&mut Session)) -> Result<(), S::Error> {
    let mut session = state.session()?;
    change(&mut session);
    state.put_session(session)
}

/// Takes a conversation up again: what the patient said last and nobody answered counts from now on.
fn reopen<S: StateMut>(state: &mut S, id: ConversationId, at: Option<jiff::Timestamp>) -> Result<(), S::Error> {
    let times = state.timetable()?;
    let Some(row) = state.conversation(id)? else { return Ok(()) };
    let waits = at.is_some() && !row.answered && waiting::asked(state, id)?;
    let (role_account, owner) = roles::now_of(state, &row)?;
    edit(state, id, |row| {
        row.state = ConversationState::Open;
        (row.role_account, row.owner) = (role_account, owner);
        if let Some(at) = at {
            row.clocks.reopened(&times, at, (waits, row.unread > 0));
        }
    })
}

/// Notes on a failed message that another says it again, or no longer does.
fn repeat<S: StateMut>(state: &mut S, failed: MessageId, by: Option<MessageId>) -> Result<(), S::Error> {
    change_message(state, failed, |row| {
        if let MessageKind::Out { repeated_by, .. } = &mut row.kind {
            *repeated_by = by;
        }
    })
}

/// Edits how a patient wants to be reached.
fn prefer<S: StateMut>(
    state: &mut S,
    patient: PatientId,
    change: impl FnOnce(&mut Preferences),
) -> Result<(), S::Error> {
    let mut preferences = state.preferences(patient)?;
    change(&mut preferences);
    state.put_preferences(patient, preferences)
}

/// Edits a conversation that is there.
fn edit<S: StateMut>(
    state: &mut S,
    id: ConversationId,
    change: impl FnOnce(&mut Conversation),
) -> Result<(), S::Error> {
    let Some(mut row) = state.conversation(id)? else { return Ok(()) };
    change(&mut row);
    state.put_conversation(row)
}

struct New {
    id: MessageId,
    content: Digest,
    at: jiff::Timestamp,
    kind: MessageKind,
}

/// Adds a message at the end of its conversation; what was said to or by a known patient is due for the record at once,
/// an outgoing message once the provider has it.
fn add<S: StateMut>(state: &mut S, conversation: ConversationId, new: New) -> Result<(), S::Error> {
    let Some(mut row) = state.conversation(conversation)? else { return Ok(()) };
    let from_patient = matches!(new.kind, MessageKind::In { .. });
    let automatic = matches!(new.kind, MessageKind::Out { author: Author::Automatic { .. }, .. });
    let times = state.timetable()?;
    match new.kind {
        MessageKind::In { late, sent_at, .. } => {
            (row.answered, row.late) = (false, row.late || late);
            row.clocks.heard(&times, new.at);
            row.clocks.wrote(sent_at.min(new.at)); // A provider's clock may be ahead of ours.
        }
        MessageKind::Out { .. } if automatic => {
            (row.automatic_at, row.automatic_due) = (Some(new.at), None);
        }
        MessageKind::Out { terms: Terms { promises: Some(by), replies_until, .. }, .. } => {
            (row.written_at, row.replies_until) = (Some(new.at), replies_until);
            row.clocks.promised(by);
        }
        MessageKind::Out { ref terms, .. } => {
            (row.answered, row.written_at) = (true, Some(new.at));
            (row.late, row.replies_until) = (false, terms.replies_until);
            row.clocks.answered(&times, new.at);
        }
        MessageKind::Contact { way, .. } if way.is_said() => {
            (row.answered, row.written_at, row.late) = (true, Some(new.at), false);
            row.clocks.answered(&times, new.at);
        }
        MessageKind::Note { .. } | MessageKind::Contact { .. } => {}
    }
    if snoozes::is_an_act(&new.kind) {
        snoozes::acted(&mut row);
    }
    row.call_first &= !matches!(new.kind, MessageKind::Contact { way: OtherWay::Call { .. }, .. });
    // The owner who writes has it again: it is theirs alone (C2.7).
    let writer = match &new.kind {
        MessageKind::Out { author, .. } => author.staff(),
        MessageKind::Contact { author, .. } => Some(*author),
        MessageKind::In { .. } | MessageKind::Note { .. } => None,
    };
    row.with_team &= writer.is_none() || writer != row.owner;
    row.messages += 1;
    row.unread += u32::from(from_patient);
    // What the app says by itself is no answer, takes no place in the list, and nobody must read it before answering.
    if !automatic {
        row.revision += 1;
        row.last_at = row.last_at.max(new.at);
        row.last = Some(LastMessage { id: new.id, from_patient });
    }
    let due = row.subject.patient().is_some() && !matches!(new.kind, MessageKind::Out { .. });
    row.unfiled += u32::from(due);
    let message = Message {
        id: new.id,
        conversation,
        number: row.messages,
        at: new.at,
        content: new.content,
        kind: new.kind,
        filing: if due { Filing::Pending { since: new.at } } else { Filing::NotDue },
        version: 0,
        later: Later::default(),
    };
    state.put_conversation(row)?;
    state.put_message(message, true)
}

/// Changes a message that is there, and its conversation's counts with it.
fn change_message<S: StateMut>(
    state: &mut S,
    id: MessageId,
    change: impl FnOnce(&mut Message),
) -> Result<(), S::Error> {
    let Some(mut message) = state.message(id)? else { return Ok(()) };
    let before = Counted::of(&message);
    change(&mut message);
    let mut after = Counted::of(&message);
    if before != after
        && let Some(mut row) = state.conversation(message.conversation)?
    {
        // There is no record of nobody: what was said where nobody is named is due once somebody is.
        if row.subject.patient().is_none() && after.unfiled > 0 {
            message.filing = Filing::NotDue;
            after = Counted::of(&message);
        }
        row.unfiled = row.unfiled.saturating_sub(before.unfiled) + after.unfiled;
        row.failed = row.failed.saturating_sub(before.failed) + after.failed;
        if after.withdrawn && !before.withdrawn && row.last.is_some_and(|last| last.id == id) {
            row.last = waiting::last_standing(state, &message)?;
        }
        let mut silenced = false;
        if before.stands != after.stands {
            if let Some(by) = message.promises() {
                row.clocks.promise_stands(by, after.stands);
            }
            let answered_before = std::mem::replace(&mut row.answered, waiting::answered(state, &message)?);
            let times = state.timetable()?;
            match (answered_before, row.answered) {
                (false, true) => row.clocks.answered(&times, message.delivery().map_or(message.at, Delivery::since)),
                (true, false) => {
                    silenced = true;
                    row.clocks.unanswered(&times, !after.withdrawn);
                }
                (false, false) if before.stands => {
                    // The patient wrote again before it was known that the answer never came: the older time stands (E.4).
                    let since = waiting::since(state, &message)?;
                    row.clocks.waits_since(&times, since);
                }
                _ => {}
            }
        }
        if silenced || after.failed > before.failed {
            let known = message.delivery().map_or(message.at, Delivery::since);
            let at = message.later.wrong.as_ref().map_or(known, |mark| mark.at);
            waiting::unsettle(state, &mut row, (at, silenced))?;
        }
        state.put_conversation(row)?;
    }
    state.put_message(message, false)
}
