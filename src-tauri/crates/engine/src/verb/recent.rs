//! Whom somebody looked at last: for finding them again at once. This laptop's own, kept in the encrypted file.

use std::collections::BTreeSet;

use contract as c;
use model::{ConversationId, StaffId};
use store::{StoreError, View};

use crate::{Engine, EngineError, view};

/// How many conversations are remembered: enough that several with one patient leave room for others.
const KEPT: usize = 24;
/// How many patients are shown.
const SHOWN: usize = 8;

impl Engine {
    /// Remembers that whoever sits here opened a conversation on this computer, and returns whose they opened last.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn recent(&self, request: c::RecentRequest) -> Result<Vec<c::RecentView>, EngineError> {
        let (me, now) = (self.me().await?, self.now());
        if let Some(opened) = request.opened {
            let opened: ConversationId = view::id(&opened)?;
            self.parts.store.write_local(move |view| remember(view, me, opened)).await?;
        }
        let read = self.parts.store.read(move |store| {
            let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
            for id in kept(store, me)? {
                let whose = store.conversation(id)?.and_then(|row| row.subject.patient());
                let Some(patient) = whose.filter(|patient| seen.insert(*patient)) else { continue };
                let Some(patient) = store.patient(patient)? else { continue };
                let patient = view::patient(store, &patient, now)?;
                found.push(c::RecentView { patient, conversation: id.to_string() });
                if found.len() == SHOWN {
                    break;
                }
            }
            Ok(found)
        });
        Ok(read.await?)
    }
}

/// Under which name it is kept: ids alone, the last first.
fn setting(me: StaffId) -> String {
    format!("recent.{me}")
}

fn kept(store: &View<'_>, me: StaffId) -> Result<Vec<ConversationId>, StoreError> {
    let ids = store.setting(&setting(me))?.unwrap_or_default();
    Ok(ids.split(' ').filter_map(|id| id.parse().ok()).collect())
}

fn remember(store: &View<'_>, me: StaffId, opened: ConversationId) -> Result<(), StoreError> {
    let mut ids = kept(store, me)?;
    if ids.first() == Some(&opened) {
        return Ok(());
    }
    ids.retain(|id| *id != opened);
    ids.insert(0, opened);
    ids.truncate(KEPT);
    let text = ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    store.put_setting(&setting(me), &text)
}
