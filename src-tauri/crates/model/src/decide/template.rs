//! Templates: written, approved, taken out of use (C2.11, H-07).

use jiff::Timestamp;
use jiff::civil::Date;

use super::staff::today;
use super::{Decision, or_refuse, staff};
use crate::template::starter::starters;
use crate::template::{Reader, Retirement, TemplateDraft, TemplateHistory, TemplateId};
use crate::{Act, Actor, Change, Refusal, Staff, StaffId, State};

/// Writes a new version. What is not approved yet may still be wrong; what cannot be read was refused before.
pub(super) fn save<S: State>(
    state: &S,
    actor: Actor,
    (draft, seen): (&TemplateDraft, u32),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let author = or_refuse!(staff(state, actor)?);
    if state.staff(draft.owner)?.is_none() {
        return Ok(Err(Refusal::UnknownStaff));
    }
    let known = state.template(&draft.id)?.unwrap_or_default();
    let last = known.latest().map_or(0, |latest| latest.version);
    if last != seen {
        return Ok(Err(Refusal::TemplateChanged));
    }
    if let Err(refusal) = may_change(&known, &author) {
        return Ok(Err(refusal));
    }
    let template = draft.clone().version(last.saturating_add(1), author.id);
    if template.is_personal() {
        let practice = state.practice()?;
        if !Reader::of(&author, practice.as_ref()).may_keep_own() {
            return Ok(Err(Refusal::NoOwnTemplates));
        }
        // What is everybody's does not become one person's: colleagues would miss it.
        let problems = template.personal_problems();
        if known.latest().is_some_and(|latest| !latest.is_personal()) || !problems.is_empty() {
            return Ok(Err(Refusal::TemplateRefused { problems }));
        }
    }
    let same = known.latest().is_some_and(|latest| latest.says_the_same(&template)) && !known.is_retired(last);
    Ok(Ok(if same { vec![] } else { vec![Change::TemplateSaved { template: Box::new(template), at: now }] }))
}

/// Approves the newest version: by somebody else than its author, unless nobody else here may.
pub(super) fn approve<S: State>(
    state: &S,
    actor: Actor,
    (id, version): (&TemplateId, u32),
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    let Some(known) = state.template(id)? else { return Ok(Err(Refusal::UnknownTemplate)) };
    let Some(latest) = known.latest().filter(|latest| latest.version == version) else {
        return Ok(Err(Refusal::TemplateChanged));
    };
    if known.is_retired(version) {
        return Ok(Err(Refusal::TemplateNotInUse));
    }
    if latest.is_personal() {
        return Ok(Err(Refusal::UnknownTemplate)); // Nobody approves somebody's own wording, nor sees it.
    }
    if latest.approval.is_some() {
        return Ok(Ok(vec![]));
    }
    let alone = approves_alone(by.id, &state.all_staff()?);
    Ok(match latest.approve(by.id, alone, now, today(state, now)?) {
        Ok(approval) => Ok(vec![Change::TemplateApproved { template: id.clone(), version, approval }]),
        Err(problems) => Err(Refusal::TemplateRefused { problems }),
    })
}

/// Says whether nobody else who works here may approve templates.
pub fn approves_alone(me: StaffId, staff: &[Staff]) -> bool {
    !staff.iter().any(|person| person.id != me && !person.has_left() && person.role.may(Act::ApproveTemplates))
}

/// Refuses to touch a colleague's own wording, and the practice's to those who may not write templates.
fn may_change(known: &TemplateHistory, person: &Staff) -> Result<(), Refusal> {
    match known.latest() {
        Some(latest) if latest.is_personal() && latest.author == person.id => Ok(()),
        Some(latest) if latest.is_personal() => Err(Refusal::UnknownTemplate),
        Some(_) if !person.role.may(Act::WriteTemplates) => Err(Refusal::NotAllowed { act: Act::WriteTemplates }),
        Some(_) | None => Ok(()),
    }
}

/// Takes a template out of use, with all its versions so far.
pub(super) fn retire<S: State>(state: &S, actor: Actor, id: &TemplateId, now: Timestamp) -> Result<Decision, S::Error> {
    let by = or_refuse!(staff(state, actor)?);
    let Some(known) = state.template(id)? else { return Ok(Err(Refusal::UnknownTemplate)) };
    if let Err(refusal) = may_change(&known, &by) {
        return Ok(Err(refusal));
    }
    let version = known.latest().map_or(0, |latest| latest.version);
    if known.is_retired(version) {
        return Ok(Ok(vec![]));
    }
    let retirement = Retirement { version, by: by.id, at: now };
    Ok(Ok(vec![Change::TemplateRetired { template: id.clone(), retirement }]))
}

/// Takes over as drafts whatever of the starter set is not here yet.
pub(super) fn adopt_starters<S: State>(
    state: &S,
    actor: Actor,
    review: Date,
    now: Timestamp,
) -> Result<Decision, S::Error> {
    let owner = or_refuse!(staff(state, actor)?);
    let mut changes = Vec::new();
    // A release whose own file cannot be read does not come to be: a test reads it.
    for starter in starters().unwrap_or_default() {
        if state.template(&starter.id)?.is_none() {
            changes.push(Change::TemplateSaved { template: Box::new(starter.adopt(owner.id, review)), at: now });
        }
    }
    Ok(Ok(changes))
}
