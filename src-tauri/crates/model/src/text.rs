//! Texts as they are asked for: what came in, what goes out, what became of it.

use jiff::{SignedDuration, Timestamp};

use crate::template::TemplateUse;
use crate::{
    Automatic, Channel, Content, ConversationId, E164, MessageId, ProviderRef, ProviderStatus, Purpose, Quote,
    Sensitive,
};

/// A text that a provider delivered to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InboundText {
    /// By which kind of messaging.
    pub channel: Channel,
    /// From which number.
    pub from: E164,
    /// What it says.
    pub content: Content,
    /// When it was sent, by the provider's clock.
    pub sent_at: Timestamp,
    /// The provider's name for it.
    pub provider: ProviderRef,
    /// How many pictures or files came with it.
    pub media: u32,
    /// The id it gets if it is new.
    pub message: MessageId,
    /// The id its conversation gets if it begins one.
    pub conversation: ConversationId,
}

/// A text that staff want to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboundText {
    /// The id it gets.
    pub message: MessageId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// The conversation's revision that the author was looking at.
    pub seen: u32,
    /// To which number.
    pub to: E164,
    /// What it says.
    pub content: Content,
    /// How long it can be taken back.
    pub hold: SignedDuration,
    /// Whether the author knows that other patients share the number.
    pub shared_number_seen: bool,
    /// Whether the author knows that it is a parent's telephone which nobody has reviewed (C1.13).
    pub review_seen: bool,
    /// The failed message that it says again.
    pub repeats: Option<MessageId>,
    /// What it is for.
    pub purpose: Purpose,
    /// Why it is sent although the patient objected or the route is not safe, in the author's words.
    pub despite: Option<Sensitive<String>>,
    /// Which templates stand in it.
    pub templates: Vec<TemplateUse>,
    /// Why it is sent although a check of its words asks for a reason, in the author's words (C5.8).
    pub reason: Option<Sensitive<String>>,
    /// What else it is for: what words that were taken up again were for, and what the templates in them were.
    pub also: Vec<Purpose>,
    /// Whether it only says by when the patient will hear (C-13).
    pub holding: bool,
    /// Whether the author knows that the same words went to the same person a short while ago.
    pub repeat_seen: bool,
    /// Whether the conversation is done once it is sent and in the record.
    pub then_done: bool,
    /// Whether the author was shown what the patient asked, and says that all of it is answered (C6.10); for `then_done`.
    pub answered: bool,
    /// When it leaves; `None`: now.
    pub send_at: Option<Timestamp>,
    /// Which message it answers.
    pub quote: Option<Quote>,
}

/// A text that the app sends by itself, as the practice's policy says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AutomaticText {
    /// The id it gets.
    pub message: MessageId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// Which of the automatic texts.
    pub answer: Automatic,
    /// What it says.
    pub content: Content,
}

/// What came of handing a message to the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendOutcome {
    /// The provider has it.
    Accepted {
        /// Its name for it.
        provider: ProviderRef,
        /// What it said of it.
        status: ProviderStatus,
        /// How many text messages it made of it.
        segments: Option<u32>,
    },
    /// The provider refused it for good.
    Rejected {
        /// Why.
        failure: crate::Failure,
    },
    /// The provider certainly does not have it; it may be tried again.
    NotTaken {
        /// Not before this time.
        retry_at: Timestamp,
    },
    /// Nobody can tell.
    Unknown,
    /// The provider's list was read, and it is not there.
    Absent {
        /// How far apart two readings must be before a person is asked.
        apart: SignedDuration,
    },
}

/// What stands in a patient's message; decided about again once it is known who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidBefore {
    /// In which message.
    pub message: MessageId,
    /// Its words.
    pub text: Sensitive<String>,
}
