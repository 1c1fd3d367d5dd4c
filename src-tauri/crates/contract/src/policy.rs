//! The practice's policy, as the window reads and edits it. The same shape as the rules', field by field: a test turns one
//! into the other and back.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::HighlightListView;

/// The policy in force, or the one to begin from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyView {
    /// Which version is in force; none: no policy is adopted, and only test numbers can be written to.
    pub version: Option<u32>,
    /// Who adopted it, by name.
    pub adopted_by: Option<String>,
    /// When.
    pub adopted_at: Option<String>,
    /// Whether I have read and accepted it.
    pub accepted_by_me: bool,
    /// Who has accepted it, by name, with the time.
    pub accepted: Vec<PolicyAcceptance>,
    /// Who has not, by name.
    pub not_yet_accepted: Vec<String>,
    /// What it says.
    pub policy: PolicyDocument,
    /// Whether I may adopt a policy.
    pub may_adopt: bool,
    /// The last day of which it is known whether it is a bank holiday, where that is near: "2028-12-31".
    pub holidays_end_on: Option<String>,
    /// What patients would get now, filled in: for the reader to see what a change does.
    pub previews: Vec<AutomaticPreview>,
}

/// Somebody accepted the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyAcceptance {
    /// Who, by name.
    pub name: String,
    /// When.
    pub at: String,
}

/// An automatic text as a patient would get it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AutomaticPreview {
    /// Which.
    pub answer: AutomaticView,
    /// The text; none: the policy has none.
    pub text: Option<String>,
}

/// A text that the app sends by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AutomaticView {
    /// The message arrived.
    Received,
    /// The message arrived while the practice is closed.
    ReceivedWhileClosed,
    /// "Stop" was heard.
    OptOutConfirmed,
    /// Messages come again.
    OptInConfirmed,
    /// The answer to "help".
    Help,
    /// Texts from the patient are not answered at present.
    Limited,
}

/// Adopts a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AdoptPolicyRequest {
    /// What it says.
    pub policy: PolicyDocument,
}

/// Asks what a policy would do, and what is wrong with it, without adopting it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyCheck {
    /// What is wrong with it, where something is: a sentence that names the line and the reason.
    pub problem: Option<String>,
    /// What patients would get now.
    pub previews: Vec<AutomaticPreview>,
}

/// Accepts the policy in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AcceptPolicyRequest {
    /// Which version was read.
    pub version: u32,
}

/// A practice's policy on messaging.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PolicyDocument {
    /// Under which law.
    pub jurisdiction: JurisdictionView,
    /// Who is written to without being asked first.
    pub consent_model: ConsentModelView,
    /// What messaging is for here, a line each.
    pub permitted_uses: Vec<String>,
    /// What it is never used for, a line each.
    pub banned_uses: Vec<String>,
    /// When the practice is open.
    pub hours: OpeningHoursView,
    /// How long an answer may take.
    pub targets: ResponseTargetsView,
    /// Who hears of a message that nobody has looked at in time.
    pub escalate_unseen: EscalationView,
    /// Who hears of an answer that is late.
    pub escalate_unanswered: EscalationView,
    /// For how many days replies to a message of ours are expected; a later one is marked as late.
    pub replies_read_days: u32,
    /// After how many months a patient is asked again whether a number is still theirs.
    pub confirm_numbers_months: u32,
    /// After how many hours without a delivery receipt a person reaches the patient another way.
    pub receipt_hours: u32,
    /// When nothing is sent by itself.
    pub quiet_hours: QuietHoursView,
    /// What is sent by itself.
    pub texts: AutomaticTextsView,
    /// What patients write that a person should see first.
    pub highlights: HighlightListView,
    /// Who sees to messages when the person they are for is away.
    pub cover: String,
    /// When the policy is looked at again: "2027-11-01".
    pub review_on: String,
}

/// The law a practice works under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JurisdictionView {
    /// England.
    England,
    /// Wales, Scotland or Northern Ireland.
    OtherUk,
    /// Ireland.
    Ireland,
    /// Germany.
    Germany,
    /// The United States.
    UnitedStates,
    /// Singapore.
    Singapore,
}

/// Who is written to without being asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentModelView {
    /// Patients are written to until they object.
    OptOut,
    /// Nobody is written to before their agreement is recorded.
    OptIn,
}

/// When the practice is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpeningHoursView {
    /// "Europe/London".
    pub time_zone: String,
    /// Whose bank holidays the practice keeps: "england-and-wales", "scotland", "northern-ireland", or none.
    pub division: Option<String>,
    /// The ordinary week: from "monday" to "sunday", the times in which it is open.
    pub week: BTreeMap<String, Vec<SpanView>>,
    /// Closed against the ordinary week.
    pub closures: Vec<ClosureView>,
    /// Open against the ordinary week, bank holiday or not.
    pub openings: Vec<OpeningView>,
}

/// A time in which the practice is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SpanView {
    /// "08:00".
    pub opens: String,
    /// "18:30".
    pub closes: String,
}

/// Closed on one day, or for a part of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClosureView {
    /// "2026-12-24".
    pub date: String,
    /// The part of it; none: the whole day.
    pub span: Option<SpanView>,
    /// Why.
    pub reason: String,
}

/// Open on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpeningView {
    /// "2026-12-24".
    pub date: String,
    /// The times; none: those of the ordinary weekday.
    pub spans: Vec<SpanView>,
    /// Why.
    pub reason: String,
}

/// How long an answer may take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ResponseTargetsView {
    /// By when somebody must have looked at all.
    pub first_look: FirstLookView,
    /// When a working day is over.
    pub working_day: WorkingDayView,
    /// Flagged, or worded like an emergency.
    pub urgent: ClassTargetView,
    /// Clinical, the same day.
    pub same_day: ClassTargetView,
    /// Clinical, routine.
    pub routine: ClassTargetView,
    /// Administrative.
    pub administrative: ClassTargetView,
}

/// By when somebody must have looked, in working minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FirstLookView {
    /// A message without a flag.
    pub minutes: u32,
    /// A flagged one.
    pub flagged_minutes: u32,
}

/// When a working day is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum WorkingDayView {
    /// At the same time on the next day the practice opens.
    SameTime,
    /// When the practice closes that day.
    CloseOfDay,
    /// After so much working time.
    WorkingTime {
        /// How much.
        minutes_per_day: u16,
    },
}

/// The targets of one class of messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClassTargetView {
    /// By when the patient is told what happens next.
    pub reply: TargetView,
    /// By when it is resolved, where that is another time.
    pub resolve: Option<TargetView>,
    /// How many working minutes before the time it is near due.
    pub warn_before_minutes: u32,
}

/// A time to answer in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "target", rename_all = "snake_case")]
pub enum TargetView {
    /// Within so many working minutes.
    WorkingMinutes {
        /// How many.
        minutes: u32,
    },
    /// Within so many working days.
    WorkingDays {
        /// How many.
        days: u16,
    },
    /// By the time the practice closes today.
    CloseOfDay,
}

/// How long each step of an alarm waits, in minutes after the time has run out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct EscalationView {
    /// Until the team is told.
    pub team_after_minutes: u32,
    /// Until the manager is told.
    pub manager_after_minutes: u32,
}

/// When nothing is sent by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct QuietHoursView {
    /// "20:00".
    pub starts: String,
    /// "08:00".
    pub ends: String,
    /// "every_day" or "opening_days".
    pub days: String,
}

/// What to do if it is urgent, in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UrgentWordingView {
    /// Which: "pl".
    pub language: String,
    /// What it says; must name the emergency number.
    pub text: String,
}

/// What is sent by itself. `{{practice}}`, `{{due}}` and `{{urgent}}` are filled in; an empty text is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AutomaticTextsView {
    /// What to do if it is urgent; must name the emergency number.
    pub urgent: String,
    /// The same in other languages, one wording each.
    pub urgent_in: Vec<UrgentWordingView>,
    /// A message arrived; must hold `{{urgent}}`.
    pub received: String,
    /// A message arrived while the practice is closed; must hold `{{urgent}}`.
    pub received_while_closed: String,
    /// "Stop" was heard.
    pub opt_out_confirmed: String,
    /// Messages come again.
    pub opt_in_confirmed: String,
    /// The answer to "help"; must hold `{{urgent}}`.
    pub help: String,
    /// What a person sends with one press to say by when the patient will hear.
    pub holding: String,
    /// A message arrived from a patient whose texts are limited; holds `{{ways}}` and `{{urgent}}`; empty: none is sent.
    pub limited: String,
}
