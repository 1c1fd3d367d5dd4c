//! May these words go to this patient? Asked when a text is sent; the window asks the same while it is written.

use crate::check::{Finding, Severity};
use crate::compose::{Writing, also_for, class_of as strictest};
use crate::template::{Class, Reader};
use crate::{Act, MessageKind, OutboundText, Purpose, Refusal, Staff, State, Warned};

/// What a text is for: its class, and what else its patient is asked about.
pub(super) type For = (Class, Vec<Purpose>);

/// Returns what a text is for: what its author says, and what the templates in it are for (C5.9). A template that nobody
/// approved, or that was taken out of use, is refused.
pub(super) fn class_of<S: State>(
    state: &S,
    author: &Staff,
    text: &OutboundText,
) -> Result<Result<For, Refusal>, S::Error> {
    let practice = state.practice()?;
    let reader = Reader::of(author, practice.as_ref());
    let mut classes = Vec::with_capacity(text.templates.len());
    for used in &text.templates {
        let Some(known) = state.template(&used.template)? else { return Ok(Err(Refusal::UnknownTemplate)) };
        let Some(version) = known.usable_by(&reader, used.version) else { return Ok(Err(Refusal::TemplateNotInUse)) };
        classes.push(version.class);
    }
    let mut also = text.also.clone();
    also.extend(repeated(state, text)?);
    let class = strictest(text.purpose, &also, classes.iter().copied());
    Ok(Ok((class, also_for(text.purpose, &also, classes.into_iter(), class))))
}

/// Returns what a failed message was for: said again, it is still for that, whatever template brought it there.
fn repeated<S: State>(state: &S, text: &OutboundText) -> Result<Vec<Purpose>, S::Error> {
    let failed = text.repeats.map(|failed| state.message(failed)).transpose()?.flatten();
    let kind = failed.filter(|failed| failed.conversation == text.conversation).map(|failed| failed.kind);
    let Some(MessageKind::Out { purpose, mut also, .. }) = kind else { return Ok(vec![]) };
    also.push(purpose);
    Ok(also)
}

/// Refuses words that cannot go out (C2.2, C2.11, C2.13), and words that need a reason and have none, or none of somebody who
/// may give one (C5.8). Returns the reason, to be kept with the message.
pub(super) fn may_say(writing: &Writing<'_>, text: &OutboundText) -> Result<Option<Warned>, Refusal> {
    // Why exposed: the words are what is checked.
    let findings = writing.findings(text.content.text().expose());
    let blocking = names(&findings, Severity::Blocks);
    if !blocking.is_empty() {
        return Err(Refusal::TextBlocked { rules: blocking });
    }
    let rules = names(&findings, Severity::NeedsReason);
    if rules.is_empty() {
        return Ok(None);
    }
    // Why exposed: only to see that there is something in it.
    let Some(reason) = text.reason.clone().filter(|reason| !reason.expose().trim().is_empty()) else {
        return Err(Refusal::TextNeedsReason { rules });
    };
    if !writing.author.role.may(Act::OverrideCheck) {
        return Err(Refusal::NotAllowed { act: Act::OverrideCheck });
    }
    Ok(Some(Warned { rules, reason }))
}

/// Returns the names of the rules that found something so severe, each once.
fn names(findings: &[Finding], severity: Severity) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.severity == severity) {
        if !names.iter().any(|known| known == finding.rule.name()) {
            names.push(finding.rule.name().to_owned());
        }
    }
    names
}
