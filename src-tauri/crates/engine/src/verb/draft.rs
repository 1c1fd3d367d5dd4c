//! Drafts.

use contract::{DraftMode, DraftView, SaveDraftRequest, TemplateUseView};
use model::template::TemplateUse;
use model::{ConversationId, Staff};
use store::{Draft, StoreError, View};

use crate::verb::compose::template_use;
use crate::verb::consent::{purpose, purpose_of};
use crate::verb::quote::{quote_of, quote_view};
use crate::{Engine, EngineError, view};

const REPLY: &str = "reply";
const NOTE: &str = "note";

/// Turns a draft into what the window shows.
pub(crate) fn draft_view(store: &View<'_>, draft: &Draft, staff: &[Staff]) -> Result<DraftView, StoreError> {
    let quote = draft.quote.map(|quote| quote_view(store, quote, staff)).transpose()?.flatten();
    Ok(DraftView {
        text: draft.text.expose().clone(), // Why: the composer shows its author's own draft.
        mode: if draft.mode == NOTE { DraftMode::Note } else { DraftMode::Reply },
        caret: draft.caret,
        purpose: draft.purpose.map(purpose),
        also: draft.also.iter().copied().map(purpose).collect(),
        templates: draft.templates.iter().map(use_view).collect(),
        quote,
    })
}

/// Shows which version of which template stands in a text.
pub(super) fn use_view(used: &TemplateUse) -> TemplateUseView {
    TemplateUseView { template: used.template.as_str().to_owned(), version: used.version }
}

/// Puts words that were taken back before what was begun since. What either is for stays asked about.
pub(super) fn joined(taken: &DraftView, newer: DraftView) -> DraftView {
    let mut also = taken.also.clone();
    also.extend(newer.also.iter().chain(newer.purpose.as_ref()).filter(|one| !taken.also.contains(one)));
    let mut templates = taken.templates.clone();
    templates.extend(newer.templates.into_iter().filter(|one| !taken.templates.contains(one)));
    // A note stays one, so that nothing in it goes out.
    DraftView {
        text: format!("{}\n{}", taken.text, newer.text),
        mode: newer.mode,
        caret: taken.caret,
        purpose: taken.purpose,
        also,
        templates,
        quote: taken.quote.clone().or(newer.quote),
    }
}

impl Engine {
    /// Keeps a draft in the encrypted file, or forgets it when it is empty.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn save_draft(&self, request: SaveDraftRequest) -> Result<(), EngineError> {
        let me = self.me().await?;
        let (conversation, now): (ConversationId, _) = (view::id(&request.conversation)?, self.now());
        let mode = match request.mode {
            DraftMode::Reply => REPLY,
            DraftMode::Note => NOTE,
        };
        let draft = Draft {
            text: request.text.into(),
            mode: mode.to_owned(),
            caret: request.caret,
            purpose: request.purpose.map(purpose_of),
            also: request.also.into_iter().map(purpose_of).collect(),
            templates: request.templates.iter().map(template_use).collect::<Result<_, _>>()?,
            quote: quote_of(request.quote)?,
        };
        Ok(self.parts.store.write_local(move |view| view.put_draft(conversation, me, &draft, now)).await?)
    }

    /// Returns the draft of the person who sits here.
    pub(crate) async fn draft(&self, conversation: ConversationId) -> Result<Option<DraftView>, EngineError> {
        let me = self.me().await?;
        let shown = self.parts.store.read(move |view| {
            let Some(draft) = view.draft(conversation, me)? else { return Ok(None) };
            draft_view(view, &draft, &view.all_staff()?).map(Some)
        });
        Ok(shown.await?)
    }

    /// Forgets a draft: what it said was sent or written.
    pub(crate) async fn forget_draft(&self, conversation: ConversationId) -> Result<(), EngineError> {
        let (me, now) = (self.me().await?, self.now());
        let empty = Draft {
            text: String::new().into(),
            mode: REPLY.to_owned(),
            caret: 0,
            purpose: None,
            also: vec![],
            templates: vec![],
            quote: None,
        };
        Ok(self.parts.store.write_local(move |view| view.put_draft(conversation, me, &empty, now)).await?)
    }
}
