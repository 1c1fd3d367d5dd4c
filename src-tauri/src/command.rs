//! The commands of the contract: decode, one engine call, encode.

use contract::{
    AcceptPolicyRequest, AdoptPolicyRequest, AppView, ApproveTemplateRequest, AssignRequest, AssignRoleRequest,
    AssignTaskRequest, CheckTextRequest, CheckView, ConfirmNumberRequest, ConnectProviderRequest, ConversationRequest,
    ConversationView, DraftView, EndProxyRequest, EndSessionRequest, EndTaskRequest, EnterRequestRequest, ErrorView,
    FillTemplateRequest, FilledTemplateView, HighlightRuleView, HighlightView, HoldRoleAccountRequest, HolderRequest,
    LiftLimitRequest, LimitMessagingRequest, MadeTemplateView, MakeTaskRequest, MarkDoneRequest, MarkRouteRequest,
    MatchProxyRequest, MatchRequest, MessagePage, MessageRequest, MessagesRequest, NextStepsRequest, NextStepsView,
    PatientRequest, PauseWorkerRequest, PolicyCheck, PolicyView, PreferencesView, ProviderConnected,
    ProviderConnectionView, ProviderTestView, ProviderView, QuestionsView, QueueCounts, QueueOrderRequest, QueuePage,
    QueueRequest, RecordConsentRequest, RecordContactRequest, RecordNeedsRequest, RecordProviderRequest,
    RecordProxyRequest, ResolveUnknownRequest, ReviewWishRequest, RoleAccountRequest, SaveDraftRequest,
    SavePracticeRequest, SaveRoleAccountRequest, SaveStaffRequest, SaveTemplateRequest, SearchRequest, SearchResults,
    SeenRequest, SendRequest, Sent, SetClassRequest, SetTopicRequest, SetUpRequest, StaffLeftRequest, StaffRequest,
    StartConversationRequest, StartWithProxyRequest, Started, TaskRequest, TasksRequest, TasksView, TemplateCheck,
    TemplateRequest, TemplatesView, TriageView, TryHighlightsRequest, WishReviewsView, WriteNoteRequest,
};
use tauri::State;

use crate::desk::{Desk, encode};

pub(crate) mod correction;
pub(crate) mod later;
pub(crate) mod quick;

type Answer<T> = Result<T, ErrorView>;

#[tauri::command]
pub(crate) async fn app(desk: State<'_, Desk>) -> Answer<AppView> {
    encode(desk.app().await)
}

#[tauri::command]
pub(crate) async fn set_up(desk: State<'_, Desk>, request: SetUpRequest) -> Answer<AppView> {
    encode(desk.set_up(request).await)
}

#[tauri::command]
pub(crate) async fn collect_now(desk: State<'_, Desk>) -> Answer<()> {
    encode(desk.engine().await.map(|engine| engine.collect_now()))
}

#[tauri::command]
pub(crate) async fn queue_counts(desk: State<'_, Desk>) -> Answer<QueueCounts> {
    let engine = encode(desk.engine().await)?;
    encode(engine.queue_counts().await)
}

#[tauri::command]
pub(crate) async fn queue(desk: State<'_, Desk>, request: QueueRequest) -> Answer<QueuePage> {
    let engine = encode(desk.engine().await)?;
    encode(engine.queue(request).await)
}

#[tauri::command]
pub(crate) async fn order_queue(desk: State<'_, Desk>, request: QueueOrderRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.order_queue(request).await)
}

#[tauri::command]
pub(crate) async fn conversation(desk: State<'_, Desk>, request: ConversationRequest) -> Answer<ConversationView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.conversation(request).await)
}

#[tauri::command]
pub(crate) async fn messages(desk: State<'_, Desk>, request: MessagesRequest) -> Answer<MessagePage> {
    let engine = encode(desk.engine().await)?;
    encode(engine.messages(request).await)
}

#[tauri::command]
pub(crate) async fn search(desk: State<'_, Desk>, request: SearchRequest) -> Answer<SearchResults> {
    let engine = encode(desk.engine().await)?;
    encode(engine.search(request).await)
}

#[tauri::command]
pub(crate) async fn save_draft(desk: State<'_, Desk>, request: SaveDraftRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.save_draft(request).await)
}

#[tauri::command]
pub(crate) async fn send(desk: State<'_, Desk>, request: SendRequest) -> Answer<Sent> {
    let engine = encode(desk.engine().await)?;
    encode(engine.send(request).await)
}

#[tauri::command]
pub(crate) async fn undo(desk: State<'_, Desk>, request: MessageRequest) -> Answer<Option<DraftView>> {
    let engine = encode(desk.engine().await)?;
    encode(engine.undo(request).await)
}

#[tauri::command]
pub(crate) async fn resolve_unknown(desk: State<'_, Desk>, request: ResolveUnknownRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.resolve_unknown(request).await)
}

#[tauri::command]
pub(crate) async fn write_note(desk: State<'_, Desk>, request: WriteNoteRequest) -> Answer<Sent> {
    let engine = encode(desk.engine().await)?;
    encode(engine.write_note(request).await)
}

#[tauri::command]
pub(crate) async fn start_conversation(desk: State<'_, Desk>, request: StartConversationRequest) -> Answer<Started> {
    let engine = encode(desk.engine().await)?;
    encode(engine.start_conversation(request).await)
}

#[tauri::command]
pub(crate) async fn match_conversation(desk: State<'_, Desk>, request: MatchRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.match_conversation(request).await)
}

#[tauri::command]
pub(crate) async fn set_topic(desk: State<'_, Desk>, request: SetTopicRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.set_topic(request).await)
}

#[tauri::command]
pub(crate) async fn assign(desk: State<'_, Desk>, request: AssignRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.assign(request).await)
}

#[tauri::command]
pub(crate) async fn mark_done(desk: State<'_, Desk>, request: MarkDoneRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.mark_done(request).await)
}

#[tauri::command]
pub(crate) async fn reopen(desk: State<'_, Desk>, request: ConversationRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.reopen(request).await)
}

#[tauri::command]
pub(crate) async fn mark_read(desk: State<'_, Desk>, request: SeenRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.mark_read(request).await)
}

#[tauri::command]
pub(crate) async fn retry_filing(desk: State<'_, Desk>, request: ConversationRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.retry_filing(request).await)
}

#[tauri::command]
pub(crate) async fn choose_me(desk: State<'_, Desk>, request: StaffRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.choose_me(request).await)
}

#[tauri::command]
pub(crate) async fn pause_worker(desk: State<'_, Desk>, request: PauseWorkerRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.pause_worker(request).await)
}

#[tauri::command]
pub(crate) async fn preferences(desk: State<'_, Desk>, request: PatientRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.preferences(request).await)
}

#[tauri::command]
pub(crate) async fn record_consent(desk: State<'_, Desk>, request: RecordConsentRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.record_consent(request).await)
}

#[tauri::command]
pub(crate) async fn mark_route(desk: State<'_, Desk>, request: MarkRouteRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.mark_route(request).await)
}

#[tauri::command]
pub(crate) async fn policy(desk: State<'_, Desk>) -> Answer<PolicyView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.policy().await)
}

#[tauri::command]
pub(crate) async fn check_policy(desk: State<'_, Desk>, request: AdoptPolicyRequest) -> Answer<PolicyCheck> {
    let engine = encode(desk.engine().await)?;
    encode(engine.check_policy(request).await)
}

#[tauri::command]
pub(crate) async fn adopt_policy(desk: State<'_, Desk>, request: AdoptPolicyRequest) -> Answer<PolicyView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.adopt_policy(request).await)
}

#[tauri::command]
pub(crate) async fn accept_policy(desk: State<'_, Desk>, request: AcceptPolicyRequest) -> Answer<PolicyView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.accept_policy(request).await)
}

#[tauri::command]
pub(crate) fn highlight_rules() -> Vec<HighlightRuleView> {
    engine::highlight_rules()
}

#[tauri::command]
pub(crate) fn try_highlights(request: TryHighlightsRequest) -> Answer<Vec<HighlightView>> {
    encode(engine::try_highlights(&request))
}

#[tauri::command]
pub(crate) async fn save_staff(desk: State<'_, Desk>, request: SaveStaffRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.save_staff(request).await)
}

#[tauri::command]
pub(crate) async fn staff_left(desk: State<'_, Desk>, request: StaffLeftRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.staff_left(request).await)
}

#[tauri::command]
pub(crate) async fn save_practice(desk: State<'_, Desk>, request: SavePracticeRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.save_practice(request).await)
}

#[tauri::command]
pub(crate) async fn provider(desk: State<'_, Desk>) -> Answer<ProviderView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.provider().await)
}

#[tauri::command]
pub(crate) async fn record_provider(desk: State<'_, Desk>, request: RecordProviderRequest) -> Answer<ProviderView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.record_provider(request).await)
}

#[tauri::command]
pub(crate) async fn test_provider(desk: State<'_, Desk>) -> Answer<ProviderTestView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.test_provider().await)
}

#[tauri::command]
pub(crate) async fn provider_connection(desk: State<'_, Desk>) -> Answer<ProviderConnectionView> {
    encode(desk.provider_connection().await)
}

#[tauri::command]
pub(crate) async fn connect_provider(
    desk: State<'_, Desk>,
    request: ConnectProviderRequest,
) -> Answer<ProviderConnected> {
    encode(desk.connect_provider(request).await)
}

#[tauri::command]
pub(crate) async fn tasks(desk: State<'_, Desk>, request: TasksRequest) -> Answer<TasksView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.tasks(request).await)
}

#[tauri::command]
pub(crate) async fn make_task(desk: State<'_, Desk>, request: MakeTaskRequest) -> Answer<TaskRequest> {
    let engine = encode(desk.engine().await)?;
    encode(engine.make_task(request).await)
}

#[tauri::command]
pub(crate) async fn assign_task(desk: State<'_, Desk>, request: AssignTaskRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.assign_task(request).await)
}

#[tauri::command]
pub(crate) async fn end_task(desk: State<'_, Desk>, request: EndTaskRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.end_task(request).await)
}

#[tauri::command]
pub(crate) async fn record_contact(desk: State<'_, Desk>, request: RecordContactRequest) -> Answer<Sent> {
    let engine = encode(desk.engine().await)?;
    encode(engine.record_contact(request).await)
}

#[tauri::command]
pub(crate) async fn enter_request(desk: State<'_, Desk>, request: EnterRequestRequest) -> Answer<Started> {
    let engine = encode(desk.engine().await)?;
    encode(engine.enter_request(request).await)
}

#[tauri::command]
pub(crate) async fn record_needs(desk: State<'_, Desk>, request: RecordNeedsRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.record_needs(request).await)
}

#[tauri::command]
pub(crate) async fn set_class(desk: State<'_, Desk>, request: SetClassRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.set_class(request).await)
}

#[tauri::command]
pub(crate) async fn triage(desk: State<'_, Desk>) -> Answer<TriageView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.triage().await)
}

#[tauri::command]
pub(crate) async fn name_holder(desk: State<'_, Desk>, request: HolderRequest) -> Answer<TriageView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.name_holder(request).await)
}

#[tauri::command]
pub(crate) async fn end_session(desk: State<'_, Desk>, request: EndSessionRequest) -> Answer<TriageView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.end_session(request).await)
}

#[tauri::command]
pub(crate) async fn check_text(desk: State<'_, Desk>, request: CheckTextRequest) -> Answer<CheckView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.check_text(request).await)
}

#[tauri::command]
pub(crate) async fn templates(desk: State<'_, Desk>) -> Answer<TemplatesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.templates().await)
}

#[tauri::command]
pub(crate) async fn fill_template(desk: State<'_, Desk>, request: FillTemplateRequest) -> Answer<FilledTemplateView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.fill_template(request).await)
}

#[tauri::command]
pub(crate) async fn check_template(desk: State<'_, Desk>, request: SaveTemplateRequest) -> Answer<TemplateCheck> {
    let engine = encode(desk.engine().await)?;
    encode(engine.check_template(request).await)
}

#[tauri::command]
pub(crate) async fn save_template(desk: State<'_, Desk>, request: SaveTemplateRequest) -> Answer<TemplatesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.save_template(request).await)
}

#[tauri::command]
pub(crate) async fn approve_template(desk: State<'_, Desk>, request: ApproveTemplateRequest) -> Answer<TemplatesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.approve_template(request).await)
}

#[tauri::command]
pub(crate) async fn retire_template(desk: State<'_, Desk>, request: TemplateRequest) -> Answer<TemplatesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.retire_template(request).await)
}

#[tauri::command]
pub(crate) async fn adopt_starters(desk: State<'_, Desk>) -> Answer<TemplatesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.adopt_starters().await)
}

#[tauri::command]
pub(crate) async fn wishes_to_review(desk: State<'_, Desk>) -> Answer<WishReviewsView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.wishes_to_review().await)
}

#[tauri::command]
pub(crate) async fn review_wish(desk: State<'_, Desk>, request: ReviewWishRequest) -> Answer<WishReviewsView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.review_wish(request).await)
}

#[tauri::command]
pub(crate) async fn dismiss_opt_out(desk: State<'_, Desk>, request: MessageRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.dismiss_opt_out(request).await)
}

#[tauri::command]
pub(crate) async fn confirm_number(desk: State<'_, Desk>, request: ConfirmNumberRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.confirm_number(request).await)
}

#[tauri::command]
pub(crate) async fn record_proxy(desk: State<'_, Desk>, request: RecordProxyRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.record_proxy(request).await)
}

#[tauri::command]
pub(crate) async fn end_proxy(desk: State<'_, Desk>, request: EndProxyRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.end_proxy(request).await)
}

#[tauri::command]
pub(crate) async fn start_with_proxy(desk: State<'_, Desk>, request: StartWithProxyRequest) -> Answer<Started> {
    let engine = encode(desk.engine().await)?;
    encode(engine.start_with_proxy(request).await)
}

#[tauri::command]
pub(crate) async fn match_proxy(desk: State<'_, Desk>, request: MatchProxyRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.match_proxy(request).await)
}

#[tauri::command]
pub(crate) async fn template_of_message(desk: State<'_, Desk>, request: MessageRequest) -> Answer<MadeTemplateView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.template_of_message(request).await)
}

#[tauri::command]
pub(crate) async fn next_steps(desk: State<'_, Desk>, request: NextStepsRequest) -> Answer<NextStepsView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.next_steps(request).await)
}

#[tauri::command]
pub(crate) async fn limit_messaging(desk: State<'_, Desk>, request: LimitMessagingRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.limit_messaging(request).await)
}

#[tauri::command]
pub(crate) async fn lift_limit(desk: State<'_, Desk>, request: LiftLimitRequest) -> Answer<PreferencesView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.lift_limit(request).await)
}

#[tauri::command]
pub(crate) async fn save_role_account(desk: State<'_, Desk>, request: SaveRoleAccountRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.save_role_account(request).await)
}

#[tauri::command]
pub(crate) async fn end_role_account(desk: State<'_, Desk>, request: RoleAccountRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.end_role_account(request).await)
}

#[tauri::command]
pub(crate) async fn hold_role_account(desk: State<'_, Desk>, request: HoldRoleAccountRequest) -> Answer<AppView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.hold_role_account(request).await)
}

#[tauri::command]
pub(crate) async fn assign_role(desk: State<'_, Desk>, request: AssignRoleRequest) -> Answer<()> {
    let engine = encode(desk.engine().await)?;
    encode(engine.assign_role(request).await)
}

#[tauri::command]
pub(crate) async fn questions(desk: State<'_, Desk>, request: ConversationRequest) -> Answer<QuestionsView> {
    let engine = encode(desk.engine().await)?;
    encode(engine.questions(request).await)
}
