//! Messages: sent, taken back, decided about, noted.

use contract::{
    DraftMode, DraftView, MessageRequest, QuoteRequest, ResolveUnknownRequest, SendRequest, Sent, WriteNoteRequest,
};
use model::{
    Actor, Ask, Content, ConversationId, E164, MessageId, MessageKind, Operation, OperationId, OutboundText, Purpose,
};

use crate::highlight::units_before;
use crate::time_text::timestamp;
use crate::verb::compose::{mine, template_use};
use crate::verb::consent::{purpose as purpose_view, purpose_of};
use crate::verb::draft::{joined, use_view};
use crate::verb::quote::{quote_of, quote_view};
use crate::{Engine, EngineError, view};

impl Engine {
    /// Sends a text to a patient: it is held, and can be taken back, for as long as the practice's timing says.
    ///
    /// The request's message id is also the operation's, so that pressing twice sends once.
    ///
    /// # Errors
    /// [`EngineError::Refused`] says which rule; the author's draft is then untouched.
    pub async fn send(&self, request: SendRequest) -> Result<Sent, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        let conversation: ConversationId = view::id(&request.conversation)?;
        let templates = request.templates.iter().map(template_use).collect::<Result<Vec<_>, _>>()?;
        let repeats: Option<MessageId> = request.repeats.as_deref().map(view::id).transpose()?;
        let purpose = purpose_of(request.purpose);
        let also: Vec<Purpose> = request.also.into_iter().map(purpose_of).collect();
        // What is said again carries the line of whoever said it first.
        let as_written = match repeats {
            Some(failed) => self.unsigned(request.text, failed).await?,
            None => request.text,
        };
        let going_out = self.signed(as_written, (purpose, &also), templates.clone()).await?;
        let text = OutboundText {
            message,
            conversation,
            seen: request.revision,
            to: E164::parse(&request.to).map_err(|_| EngineError::BadRequest("this is no telephone number"))?,
            content: self.content(going_out),
            hold: self.parts.timing.hold,
            shared_number_seen: request.shared_number_seen,
            review_seen: request.review_seen,
            repeats,
            purpose,
            despite: request.despite.map(Into::into),
            templates,
            reason: request.reason.map(Into::into),
            also,
            holding: request.holding,
            repeat_seen: request.repeat_seen,
            then_done: request.then_done,
            answered: request.answered,
            send_at: request.send_at.as_deref().map(timestamp).transpose()?,
            quote: quote_of(request.quote)?,
        };
        let is_from_composer = text.repeats.is_none() && !text.holding;
        self.ask_for(message, Ask::Send(text)).await?;
        self.parts.notifier.clear(Some(conversation));
        if is_from_composer {
            self.draft_is_over(conversation).await;
        }
        let leaves = if request.send_at.is_some() { self.leaves(message).await? } else { None };
        Ok(Sent { message: message.to_string(), leaves })
    }

    /// Writes a note for colleagues.
    ///
    /// # Errors
    /// [`EngineError::Refused`].
    pub async fn write_note(&self, request: WriteNoteRequest) -> Result<Sent, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        let conversation: ConversationId = view::id(&request.conversation)?;
        let (content, quote) = (self.content(request.text), quote_of(request.quote)?);
        self.ask_for(message, Ask::WriteNote { message, conversation, content, quote }).await?;
        self.draft_is_over(conversation).await;
        Ok(Sent { message: message.to_string(), leaves: None })
    }

    /// Takes a held message back and returns its text, which is the author's draft again, before whatever they have begun
    /// since; `None` for a holding reply, whose words are the app's.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when it has left.
    pub async fn undo(&self, request: MessageRequest) -> Result<Option<DraftView>, EngineError> {
        let message: MessageId = view::id(&request.message)?;
        self.ask(Ask::Withdraw { message }).await?;
        let written = self.parts.store.read(move |view| view.written(message)).await?.ok_or(EngineError::NotFound)?;
        if written.message.promises().is_some() {
            return Ok(None); // The app's own words: sent from the composer they would count as an answer.
        }
        // Why exposed: the author gets their own words back.
        let text = written.text.map(|text| text.expose().clone()).unwrap_or_default();
        let conversation = written.message.conversation;
        let text = self.unsigned(text, message).await?;
        let caret = units_before(&text, text.len());
        let answers = written.message.quote();
        // So that what a template said of the words still counts.
        let (purpose, also) = match written.message.kind {
            MessageKind::Out { purpose, also, .. } => (Some(purpose_view(purpose)), also),
            MessageKind::In { .. } | MessageKind::Note { .. } | MessageKind::Contact { .. } => (None, vec![]),
        };
        let also = also.into_iter().map(purpose_view).collect();
        let me = self.me().await?;
        let read = self.parts.store.read(move |view| {
            let quote = answers.map(|quote| quote_view(view, quote, &view.all_staff()?)).transpose()?.flatten();
            Ok((mine(view, me, message)?, quote))
        });
        let (templates, quote) = read.await?;
        let templates = templates.iter().map(use_view).collect();
        let taken = DraftView { text, mode: DraftMode::Reply, caret, purpose, also, templates, quote };
        self.taken_up(conversation, &taken).await?;
        Ok(Some(taken))
    }

    /// Makes words that were taken back the reader's draft again, before whatever they have begun since.
    pub(super) async fn taken_up(&self, conversation: ConversationId, taken: &DraftView) -> Result<(), EngineError> {
        let kept = self.draft(conversation).await?;
        let draft = match kept {
            // What was begun since stands after it, as in the composer.
            Some(newer) if !newer.text.trim().is_empty() => joined(taken, newer),
            _ => taken.clone(),
        };
        self.save_draft(contract::SaveDraftRequest {
            conversation: conversation.to_string(),
            text: draft.text,
            mode: draft.mode,
            caret: draft.caret,
            purpose: draft.purpose,
            also: draft.also,
            templates: draft.templates,
            quote: draft.quote.map(|quote| QuoteRequest { message: quote.message, corrects: quote.corrects }),
        })
        .await
    }

    /// Decides about a message of which nobody can tell whether it left.
    ///
    /// # Errors
    /// [`EngineError::Refused`] when it does not wait for a decision.
    pub async fn resolve_unknown(&self, request: ResolveUnknownRequest) -> Result<(), EngineError> {
        self.ask(Ask::ResolveUnknown { message: view::id(&request.message)?, send: request.send }).await.map(drop)
    }

    /// Forgets the draft of what was written. It stands in the log: a draft that stays is no reason to say that it does not,
    /// and have it written twice.
    async fn draft_is_over(&self, conversation: ConversationId) {
        if let Err(error) = self.forget_draft(conversation).await {
            tracing::warn!(%error, "The draft of a message that was written could not be forgotten");
        }
    }

    fn content(&self, text: String) -> Content {
        Content::new(self.parts.ids.salt(), text.into())
    }

    /// Asks under the message's own id, so that asking twice writes once.
    async fn ask_for(&self, message: MessageId, ask: Ask) -> Result<(), EngineError> {
        let me = self.me().await?;
        let operation = Operation { id: OperationId::new(message.uuid()), actor: Actor::Staff(me), ask };
        self.ask_as(me, operation).await.map(drop)
    }
}
