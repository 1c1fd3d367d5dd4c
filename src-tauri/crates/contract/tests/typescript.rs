//! The TypeScript twins in `ui/src/contract` are what these types generate. `ANTEROOM_WRITE=1` writes them anew.
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use std::path::Path;

use contract::{
    AcceptPolicyRequest, AdoptPolicyRequest, AppEvent, AppView, ApproveTemplateRequest, AssignRequest,
    AssignRoleRequest, AssignTaskRequest, CancelScheduledRequest, CheckTextRequest, CheckView, ConfirmNumberRequest,
    ConnectProviderRequest, ConversationRequest, ConversationView, EndProxyRequest, EndSessionRequest, EndTaskRequest,
    EnterRequestRequest, ErrorView, EscalateView, FillTemplateRequest, FilledTemplateView, HandOverRequest,
    HighlightRuleView, HoldRoleAccountRequest, HolderRequest, LiftLimitRequest, LimitMessagingRequest,
    MadeTemplateView, MakeTaskRequest, MarkDoneRequest, MarkRouteRequest, MarkWrongRequest, MatchProxyRequest,
    MatchRequest, MessageRequest, MessagesRequest, NextStepsRequest, NextStepsView, PatientRequest, PauseWorkerRequest,
    PolicyCheck, PolicyView, PreferencesView, ProviderConnected, ProviderView, QuestionsView, QueueCounts,
    QueueOrderRequest, QueuePage, QueueRequest, RecentRequest, RecentView, RecordConsentRequest, RecordContactRequest,
    RecordNeedsRequest, RecordProviderRequest, RecordProxyRequest, RescheduleRequest, ResolveUnknownRequest,
    ReviewWishRequest, RoleAccountRequest, SaveDraftRequest, SavePracticeRequest, SaveRoleAccountRequest,
    SaveStaffRequest, SaveTemplateRequest, SearchRequest, SearchResults, SeenRequest, SendRequest, Sent,
    SetClassRequest, SetTopicRequest, SetUpRequest, SnoozeRequest, SnoozeTimesRequest, SnoozeTimesView,
    StaffLeftRequest, StaffRequest, StartConversationRequest, StartWithProxyRequest, Started, TaskRequest,
    TasksRequest, TasksView, TemplateCheck, TemplateRequest, TemplatesView, TriageView, TryHighlightsRequest,
    WishReviewsView, WriteNoteRequest,
};
use ts_rs::{Config, TS};

macro_rules! write_all {
    ($to:expr, $($name:ty),+ $(,)?) => {{
        let config = Config::new().with_out_dir($to).with_large_int("number");
        $(<$name>::export_all(&config).expect("the type can be written as TypeScript");)+
    }};
}

fn write(to: &Path) {
    write_all!(
        to,
        AcceptPolicyRequest,
        AdoptPolicyRequest,
        MadeTemplateView,
        NextStepsRequest,
        NextStepsView,
        AppEvent,
        AppView,
        AssignRequest,
        ConversationRequest,
        ConversationView,
        ErrorView,
        MarkDoneRequest,
        MarkRouteRequest,
        MatchRequest,
        MessageRequest,
        MessagesRequest,
        PatientRequest,
        PauseWorkerRequest,
        PolicyCheck,
        PolicyView,
        PreferencesView,
        QueueCounts,
        QueuePage,
        QueueRequest,
        RecordConsentRequest,
        ResolveUnknownRequest,
        SaveDraftRequest,
        SearchRequest,
        SearchResults,
        SeenRequest,
        SendRequest,
        Sent,
        SetTopicRequest,
        SetUpRequest,
        StaffRequest,
        StartConversationRequest,
        Started,
        WriteNoteRequest,
        SaveStaffRequest,
        StaffLeftRequest,
        SavePracticeRequest,
        ProviderView,
        RecordProviderRequest,
        ConnectProviderRequest,
        ProviderConnected,
        AssignTaskRequest,
        EndTaskRequest,
        EnterRequestRequest,
        MakeTaskRequest,
        RecordContactRequest,
        RecordNeedsRequest,
        TaskRequest,
        TasksRequest,
        TasksView,
        EndSessionRequest,
        HolderRequest,
        SetClassRequest,
        TriageView,
        TryHighlightsRequest,
        ApproveTemplateRequest,
        CheckTextRequest,
        CheckView,
        FillTemplateRequest,
        FilledTemplateView,
        SaveTemplateRequest,
        TemplateCheck,
        TemplateRequest,
        TemplatesView,
        EndProxyRequest,
        MatchProxyRequest,
        ConfirmNumberRequest,
        RecordProxyRequest,
        StartWithProxyRequest,
        ReviewWishRequest,
        WishReviewsView,
        LiftLimitRequest,
        LimitMessagingRequest,
        AssignRoleRequest,
        HighlightRuleView,
        HoldRoleAccountRequest,
        QuestionsView,
        RoleAccountRequest,
        SaveRoleAccountRequest,
        SnoozeRequest,
        SnoozeTimesRequest,
        SnoozeTimesView,
        RescheduleRequest,
        CancelScheduledRequest,
        QueueOrderRequest,
        EscalateView,
        HandOverRequest,
        RecentRequest,
        RecentView,
        MarkWrongRequest,
    );
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .expect("the folder of the TypeScript twins; write it with ANTEROOM_WRITE=1")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ts"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).expect("a readable file"))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_typescript_twins_have_not_drifted() {
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/contract");
    if std::env::var_os("ANTEROOM_WRITE").is_some() {
        if committed.exists() {
            std::fs::remove_dir_all(&committed).expect("the old twins can be removed");
        }
        write(&committed);
    }
    let fresh = tempfile::tempdir().expect("a temporary folder");
    write(fresh.path());
    let (committed, fresh) = (files(&committed), files(fresh.path()));
    assert_eq!(committed, fresh, "ui/src/contract differs from the Rust types: run `cargo xtask contract`");
}
