//! Commands: what the window may ask for. The table below is the whole of it; `ui/src/api` and the
//! shell's handlers follow it. Every command takes its request as `{ request: … }` and fails with an
//! [`ErrorView`](crate::ErrorView).
//!
//! | command | request | answer |
//! |---|---|---|
//! | `app` | – | `AppView` |
//! | `set_up` | `SetUpRequest` | `AppView` |
//! | `choose_me` | `StaffRequest` | `AppView` |
//! | `queue_counts` | – | `QueueCounts` |
//! | `queue` | `QueueRequest` | `QueuePage` |
//! | `order_queue` | `QueueOrderRequest` | – |
//! | `conversation` | `ConversationRequest` | `ConversationView` |
//! | `messages` | `MessagesRequest` | `MessagePage` |
//! | `search` | `SearchRequest` | `SearchResults` |
//! | `save_draft` | `SaveDraftRequest` | – |
//! | `send` | `SendRequest` | `Sent` |
//! | `undo` | `MessageRequest` | `DraftView \| null` |
//! | `resolve_unknown` | `ResolveUnknownRequest` | – |
//! | `write_note` | `WriteNoteRequest` | `Sent` |
//! | `start_conversation` | `StartConversationRequest` | `Started` |
//! | `match_conversation` | `MatchRequest` | – |
//! | `set_topic` | `SetTopicRequest` | – |
//! | `assign` | `AssignRequest` | – |
//! | `mark_done` | `MarkDoneRequest` | – |
//! | `reopen` | `ConversationRequest` | – |
//! | `mark_read` | `SeenRequest` | – |
//! | `retry_filing` | `ConversationRequest` | – |
//! | `collect_now` | – | – |
//! | `pause_worker` | `PauseWorkerRequest` | – |
//! | `preferences` | `PatientRequest` | `PreferencesView` |
//! | `record_consent` | `RecordConsentRequest` | `PreferencesView` |
//! | `mark_route` | `MarkRouteRequest` | `PreferencesView` |
//! | `policy` | – | `PolicyView` |
//! | `check_policy` | `AdoptPolicyRequest` | `PolicyCheck` |
//! | `adopt_policy` | `AdoptPolicyRequest` | `PolicyView` |
//! | `accept_policy` | `AcceptPolicyRequest` | `PolicyView` |
//! | `highlight_rules` | – | `Vec<HighlightRuleView>` |
//! | `try_highlights` | `TryHighlightsRequest` | `Vec<HighlightView>` |
//! | `save_staff` | `SaveStaffRequest` | `AppView` |
//! | `staff_left` | `StaffLeftRequest` | `AppView` |
//! | `save_practice` | `SavePracticeRequest` | `AppView` |
//! | `provider` | – | `ProviderView` |
//! | `record_provider` | `RecordProviderRequest` | `ProviderView` |
//! | `provider_connection` | – | `ProviderConnectionView` |
//! | `connect_provider` | `ConnectProviderRequest` | `ProviderConnected` |
//! | `test_provider` | – | `ProviderTestView` |
//! | `tasks` | `TasksRequest` | `TasksView` |
//! | `make_task` | `MakeTaskRequest` | `TaskRequest` |
//! | `assign_task` | `AssignTaskRequest` | – |
//! | `end_task` | `EndTaskRequest` | – |
//! | `record_contact` | `RecordContactRequest` | `Sent` |
//! | `enter_request` | `EnterRequestRequest` | `Started` |
//! | `record_needs` | `RecordNeedsRequest` | `PreferencesView` |
//! | `confirm_number` | `ConfirmNumberRequest` | `PreferencesView` |
//! | `record_proxy` | `RecordProxyRequest` | `PreferencesView` |
//! | `end_proxy` | `EndProxyRequest` | `PreferencesView` |
//! | `start_with_proxy` | `StartWithProxyRequest` | `Started` |
//! | `match_proxy` | `MatchProxyRequest` | – |
//! | `wishes_to_review` | – | `WishReviewsView` |
//! | `review_wish` | `ReviewWishRequest` | `WishReviewsView` |
//! | `dismiss_opt_out` | `MessageRequest` | – |
//! | `set_class` | `SetClassRequest` | – |
//! | `triage` | – | `TriageView` |
//! | `name_holder` | `HolderRequest` | `TriageView` |
//! | `end_session` | `EndSessionRequest` | `TriageView` |
//! | `check_text` | `CheckTextRequest` | `CheckView` |
//! | `templates` | – | `TemplatesView` |
//! | `fill_template` | `FillTemplateRequest` | `FilledTemplateView` |
//! | `check_template` | `SaveTemplateRequest` | `TemplateCheck` |
//! | `save_template` | `SaveTemplateRequest` | `TemplatesView` |
//! | `approve_template` | `ApproveTemplateRequest` | `TemplatesView` |
//! | `retire_template` | `TemplateRequest` | `TemplatesView` |
//! | `adopt_starters` | – | `TemplatesView` |
//! | `template_of_message` | `MessageRequest` | `MadeTemplateView` |
//! | `next_steps` | `NextStepsRequest` | `NextStepsView` |
//! | `limit_messaging` | `LimitMessagingRequest` | `PreferencesView` |
//! | `lift_limit` | `LiftLimitRequest` | `PreferencesView` |
//! | `save_role_account` | `SaveRoleAccountRequest` | `AppView` |
//! | `end_role_account` | `RoleAccountRequest` | `AppView` |
//! | `hold_role_account` | `HoldRoleAccountRequest` | `AppView` |
//! | `assign_role` | `AssignRoleRequest` | – |
//! | `snooze_times` | `SnoozeTimesRequest` | `SnoozeTimesView` |
//! | `snooze` | `SnoozeRequest` | – |
//! | `wake` | `ConversationRequest` | – |
//! | `questions` | `ConversationRequest` | `QuestionsView` |
//! | `reschedule` | `RescheduleRequest` | `Sent` |
//! | `cancel_scheduled` | `CancelScheduledRequest` | `DraftView \| null` |
//! | `escalation` | `ConversationRequest` | `EscalateView` |
//! | `hand_over` | `HandOverRequest` | `Sent` |
//! | `recent` | `RecentRequest` | `Vec<RecentView>` |
//! | `mark_wrong` | `MarkWrongRequest` | – |
//! | `unmark_wrong` | `MessageRequest` | – |

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DraftMode, PurposeView, QuoteRequest, RoleView, TemplateUseView, WorkerKind};

/// The first run: who you are, and which practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetUpRequest {
    /// Your name, as colleagues and the record write it.
    pub name: String,
    /// What you do.
    pub role: RoleView,
    /// The practice's name; ignored for the training practice, which has its own.
    pub practice: String,
    /// Whether to begin with the training practice.
    pub training: bool,
}

/// Names a member of staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StaffRequest {
    /// Id.
    pub staff: String,
}

/// Names a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ConversationRequest {
    /// Id.
    pub conversation: String,
}

/// Names a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessageRequest {
    /// Id.
    pub message: String,
}

/// Names a conversation and what of it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SeenRequest {
    /// Id.
    pub conversation: String,
    /// The revision shown.
    pub revision: u32,
}

/// A stretch of a conversation. Neither `before` nor `after` nor `around`: the newest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MessagesRequest {
    /// Id.
    pub conversation: String,
    /// Those before this number.
    pub before: Option<u32>,
    /// Those after this number.
    pub after: Option<u32>,
    /// Those around this number.
    pub around: Option<u32>,
    /// How many, at most 200.
    pub limit: u32,
}

/// A draft to keep. An empty text forgets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SaveDraftRequest {
    /// Id.
    pub conversation: String,
    /// The text.
    pub text: String,
    /// Reply or note.
    pub mode: DraftMode,
    /// The caret, in UTF-16 units.
    pub caret: u32,
    /// What its author says it is for; none: nothing was said.
    pub purpose: Option<PurposeView>,
    /// What else it is for: what the templates in it say, and words that were taken up again.
    pub also: Vec<PurposeView>,
    /// Which versions of templates stand in it.
    pub templates: Vec<TemplateUseView>,
    /// Which message it answers.
    pub quote: Option<QuoteRequest>,
}

/// A text to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SendRequest {
    /// A uuid v7 made when the button was pressed; pressing twice sends once. It becomes the message's id.
    pub message: String,
    /// In which conversation.
    pub conversation: String,
    /// The revision shown.
    pub revision: u32,
    /// To which number.
    pub to: String,
    /// The text.
    pub text: String,
    /// Whether the author confirmed that others share the number.
    pub shared_number_seen: bool,
    /// Whether the author confirmed to write to a parent's telephone which nobody has reviewed.
    pub review_seen: bool,
    /// The failed message that it says again.
    pub repeats: Option<String>,
    /// What it is for.
    pub purpose: PurposeView,
    /// Why it is sent although the patient objected or the route is not safe; for those who may.
    pub despite: Option<String>,
    /// Which templates stand in it.
    pub templates: Vec<TemplateUseView>,
    /// Why it is sent although a check of its words asks for a reason; for those who may.
    pub reason: Option<String>,
    /// What else it is for, as its draft says.
    pub also: Vec<PurposeView>,
    /// Whether it only says by when the patient will hear: the text of `ConversationView.holding`, which is no answer.
    pub holding: bool,
    /// Whether the author confirmed that the same words went to the same person a short while ago.
    pub repeat_seen: bool,
    /// Whether the conversation is done once it is sent and in the record.
    pub then_done: bool,
    /// For `then_done`: whether the author says that all of `questions` is answered.
    pub answered: bool,
    /// When it leaves, where not now.
    #[serde(default)]
    pub send_at: Option<String>,
    /// Which message it answers. The words that go out are the same with and without it.
    pub quote: Option<QuoteRequest>,
}

/// A note to write.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WriteNoteRequest {
    /// A uuid v7 made when the button was pressed. It becomes the note's id.
    pub message: String,
    /// In which conversation.
    pub conversation: String,
    /// The text.
    pub text: String,
    /// Which message it is about.
    pub quote: Option<QuoteRequest>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Sent {
    /// Its id.
    pub message: String,
    /// For a text that leaves later: when, in words. Later than asked where that is in the practice's quiet hours.
    pub leaves: Option<String>,
}

/// A decision about a message that may not have left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResolveUnknownRequest {
    /// Id.
    pub message: String,
    /// Send it again, or call it failed.
    pub send: bool,
}

/// A conversation to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StartConversationRequest {
    /// With whom.
    pub patient: String,
    /// At which of their numbers.
    pub number: String,
}

/// What was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Started {
    /// Its id.
    pub conversation: String,
}

/// Whose conversation it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MatchRequest {
    /// Which conversation.
    pub conversation: String,
    /// The revision shown.
    pub revision: u32,
    /// Whose.
    pub patient: String,
    /// Whether to add the number to the patient's.
    pub add_number: bool,
}

/// A topic; none clears it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SetTopicRequest {
    /// Which conversation.
    pub conversation: String,
    /// The topic.
    pub topic: Option<String>,
}

/// An owner; none gives it back to the practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AssignRequest {
    /// Which conversation.
    pub conversation: String,
    /// Who.
    pub owner: Option<String>,
}

/// Seen to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MarkDoneRequest {
    /// Which conversation.
    pub conversation: String,
    /// The revision shown.
    pub revision: u32,
    /// Why, where something is not yet in the record or not sent.
    pub reason: Option<String>,
    /// Whether the person was shown `questions`, and says that all of it is answered.
    pub answered: bool,
}

/// A worker's off switch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PauseWorkerRequest {
    /// Which.
    pub worker: WorkerKind,
    /// Off or on.
    pub paused: bool,
}
