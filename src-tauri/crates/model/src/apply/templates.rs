//! What happens to a template.

use crate::template::{TemplateHistory, TemplateId};
use crate::{Change, StateMut};

/// Makes a change of a template true; any other has no effect here.
pub(super) fn apply<S: StateMut>(state: &mut S, change: &Change) -> Result<(), S::Error> {
    match change {
        Change::TemplateSaved { template, .. } => {
            edit(state, &template.id, |known| known.versions.push((**template).clone()))
        }
        Change::TemplateApproved { template, version, approval } => edit(state, template, |known| {
            let of_version = known.versions.iter_mut().filter(|known| known.version == *version);
            of_version.for_each(|known| known.approval = Some(*approval));
        }),
        Change::TemplateRetired { template, retirement } => {
            edit(state, template, |known| known.retired = Some(*retirement))
        }
        _ => Ok(()),
    }
}

/// Edits a template, which a first version makes.
fn edit<S: StateMut>(
    state: &mut S,
    id: &TemplateId,
    change: impl FnOnce(&mut TemplateHistory),
) -> Result<(), S::Error> {
    let mut known = state.template(id)?.unwrap_or_default();
    change(&mut known);
    if known.versions.is_empty() { Ok(()) } else { state.put_template(id.clone(), known) }
}
