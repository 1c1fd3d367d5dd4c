//! What is told after it was committed.

use model::{Change, ConversationId, MessageId, MissedReceipt, OptOutDismissed};

use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::worker::SyncState;

/// Something that listeners may want to look at. Only ids: whoever wants more reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// These conversations changed; none: anything may have.
    Changed(Vec<ConversationId>),
    /// The workers' state changed.
    Sync(SyncState),
}

impl Event {
    /// Waits for what is told next; `None` when nobody tells anything any more. Who listened too slowly hears that anything
    /// may have changed, and goes on listening.
    pub async fn next(told: &mut Receiver<Self>) -> Option<Self> {
        match told.recv().await {
            Ok(event) => Some(event),
            Err(RecvError::Lagged(_)) => Some(Self::Changed(vec![])),
            Err(RecvError::Closed) => None,
        }
    }
}

/// Which conversation or message a change is about.
pub(crate) enum About {
    Conversation(ConversationId),
    Message(MessageId),
    Practice,
    /// Shown in many places: whoever listens reads everything.
    Everything,
}

impl About {
    pub(crate) const fn of(change: &Change) -> Self {
        match change {
            Change::PatientRecorded { .. } => Self::Practice,
            Change::PracticeDescribed { .. } | Change::StaffRecorded { .. } => Self::Everything,
            Change::ConsentStated { .. }
            | Change::RouteMarkedUnsafe { .. }
            | Change::RouteMarkedSafe { .. }
            | Change::PolicyAdopted { .. }
            | Change::PolicyAccepted { .. }
            | Change::TemplateSaved { .. }
            | Change::TemplateApproved { .. }
            | Change::TemplateRetired { .. }
            | Change::TaskMade { .. }
            | Change::TaskOwnerSet { .. }
            | Change::TaskClosed { .. }
            | Change::TaskAlarmRaised { .. }
            | Change::TaskRouteSet { .. }
            | Change::NeedsRecorded { .. } => Self::Everything,
            Change::NumberConfirmed { .. }
            | Change::WishReviewed { .. }
            | Change::Limited(_)
            | Change::ProxyRecorded { .. }
            | Change::ProxyEnded { .. }
            | Change::ProxyStopped { .. }
            | Change::ProxyResumed { .. } => Self::Everything,
            Change::ActRefused { .. } => Self::Practice,
            Change::ProviderRecorded { .. } => Self::Everything,
            Change::HolderNamed(_) | Change::HolderMissed { .. } | Change::SessionEnded { .. } => Self::Everything,
            // What changes hands moves everything that it has.
            Change::RoleAccount(fact) => match fact.conversation() {
                Some(conversation) => Self::Conversation(conversation),
                None => Self::Everything,
            },
            Change::Highlight(change) => Self::Conversation(change.conversation()),
            Change::AutomaticDue { conversation, .. }
            | Change::AutomaticDropped { conversation }
            | Change::ConversationOpened { conversation, .. }
            | Change::ConversationMatched { conversation, .. }
            | Change::TopicSet { conversation, .. }
            | Change::OwnerSet { conversation, .. }
            | Change::LeftToTeam { conversation, .. }
            | Change::GivenToTeam { conversation, .. }
            | Change::ConversationDone { conversation, .. }
            | Change::ConversationReopened { conversation, .. }
            | Change::ConversationRead { conversation, .. }
            | Change::MessageReceived { conversation, .. }
            | Change::MessageWritten { conversation, .. }
            | Change::ClassSet { conversation, .. }
            | Change::AlarmRaised { conversation, .. }
            | Change::NoteWritten { conversation, .. }
            | Change::ContactWritten { conversation, .. } => Self::Conversation(*conversation),
            Change::DeliveryChanged { message, .. }
            | Change::FilingChanged { message, .. }
            | Change::ReceiptMissed(MissedReceipt { message, .. })
            | Change::OptOutDismissed(OptOutDismissed { message, .. }) => Self::Message(*message),
            Change::Retraction(change) => Self::Message(change.message()),
            Change::Snooze(fact) => Self::Conversation(fact.conversation()),
            Change::Schedule(fact) => Self::Conversation(fact.conversation()),
        }
    }
}
