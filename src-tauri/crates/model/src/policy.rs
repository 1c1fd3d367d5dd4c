//! The practice's policy on messaging: a document that acts (C2.1). What it says decides what is sent, when an answer is
//! due and who may be written to; changing one line moves everything that follows from it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::calendar::{
    BankHolidays, Calendar, Escalation, EscalationError, HoursError, MessageClass, OpeningHours, QuietHours,
    QuietHoursError, ResponseTargets, TargetsError,
};
use crate::emergency::{self, UrgentWording, UrgentWordingProblem};
use crate::highlight::{HighlightList, HighlightListError};
use crate::template::Language;
use crate::terms::replies_until;
use crate::{
    Automatic, CONFIRM_NUMBERS_MONTHS, Jurisdiction, MOST_CONFIRM_NUMBERS_MONTHS, MOST_RECEIPT_HOURS,
    MOST_REPLIES_READ_DAYS, OpenWay, Practice, RECEIPT_HOURS, REPLIES_READ_DAYS, StaffId,
};

/// Who is written to without being asked first (C1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentModel {
    /// Patients are written to for their care until they object: the NHS's model.
    OptOut,
    /// Nobody is written to before their agreement is recorded.
    OptIn,
}

/// The texts that the app sends by itself. `{{practice}}`, `{{due}}` and `{{urgent}}` are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutomaticTexts {
    /// What to do if it is urgent; stands wherever a text says `{{urgent}}`.
    pub urgent: String,
    /// The same in other languages: stands after it for patients who read one of them (C-11).
    #[serde(default)]
    pub urgent_in: Vec<UrgentWording>,
    /// A message arrived while the practice is open; empty: none is sent.
    pub received: String,
    /// A message arrived while the practice is closed; empty: none is sent.
    pub received_while_closed: String,
    /// "Stop" was heard; empty: none is sent.
    pub opt_out_confirmed: String,
    /// Messages come again; empty: none is sent.
    pub opt_in_confirmed: String,
    /// The answer to "help"; empty: none is sent.
    pub help: String,
    /// What a person sends with one press to say by when the patient will hear (C-13).
    #[serde(default = "holding")]
    pub holding: String,
    /// A message arrived from a patient whose texts are limited; `{{ways}}` is how else they reach the practice (D-14);
    /// empty: none is sent.
    #[serde(default = "limited")]
    pub limited: String,
}

/// A practice's policy on messaging.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Under which law (C5.2).
    pub jurisdiction: Jurisdiction,
    /// Who is written to without being asked first.
    pub consent_model: ConsentModel,
    /// What messaging is for here, a line each.
    pub permitted_uses: Vec<String>,
    /// What it is never used for, a line each.
    pub banned_uses: Vec<String>,
    /// When the practice is open.
    pub hours: OpeningHours,
    /// How long an answer may take.
    pub targets: ResponseTargets,
    /// Who hears of a message that nobody has looked at in time.
    pub escalate_unseen: Escalation,
    /// Who hears of an answer that is late.
    pub escalate_unanswered: Escalation,
    /// For how many days replies to a message of ours are expected; a later one is marked as late (C2.10).
    #[serde(default = "replies_read_days")]
    pub replies_read_days: u16,
    /// After how many months a patient is asked again whether a number is still theirs (C1.11).
    #[serde(default = "confirm_numbers_months")]
    pub confirm_numbers_months: u16,
    /// After how many hours without a delivery receipt a person reaches the patient another way (C3.3).
    #[serde(default = "receipt_hours")]
    pub receipt_hours: u16,
    /// When nothing is sent by itself.
    pub quiet_hours: QuietHours,
    /// What is sent by itself.
    pub texts: AutomaticTexts,
    /// What patients write that a person should see first (C6.1).
    #[serde(default)]
    pub highlights: HighlightList,
    /// Who sees to messages when the person they are for is away.
    pub cover: String,
    /// When the policy is looked at again.
    pub review_on: Date,
}

/// What a holding reply says where the practice says nothing else.
fn holding() -> String {
    "{{practice}}: thank you, we have read your message. You will hear from us by {{due}}. {{urgent}}".to_owned()
}

/// What a limited patient hears where the practice says nothing else.
fn limited() -> String {
    "{{practice}}: texts from you are not answered at present. To reach us, {{ways}}. {{urgent}}".to_owned()
}

/// Policies from before the question was asked are answered as C2.10 does.
const fn replies_read_days() -> u16 {
    REPLIES_READ_DAYS
}

/// Policies from before the question was asked are answered as C1.11 does.
const fn confirm_numbers_months() -> u16 {
    CONFIRM_NUMBERS_MONTHS
}

/// Policies from before the question was asked wait as long as the app's own.
const fn receipt_hours() -> u16 {
    RECEIPT_HOURS
}

/// A policy in force. Versions count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdoptedPolicy {
    /// Which version.
    pub version: u32,
    /// What it says.
    pub policy: Policy,
    /// Who adopted it.
    pub adopted_by: StaffId,
    /// When.
    pub adopted_at: Timestamp,
    /// Who has read and accepted this version, and when.
    pub accepted: BTreeMap<StaffId, Timestamp>,
}

/// Why a policy is refused. Closed: the window has words for each, and marks the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum PolicyError {
    /// The opening hours contradict themselves.
    #[error("opening hours: {0}")]
    Hours(HoursError),
    /// The response targets contradict themselves.
    #[error("response targets: {0}")]
    Targets(TargetsError),
    /// The escalation contradicts itself.
    #[error("escalation: {0}")]
    Escalation(EscalationError),
    /// The quiet hours leave no time to send in.
    #[error("quiet hours: {0}")]
    QuietHours(QuietHoursError),
    /// The holding reply does not say by when, or what to do if it is urgent.
    #[error("the holding reply must contain {{{{due}}}} and {{{{urgent}}}}, and nothing else but {{{{practice}}}}")]
    HoldingReply,
    /// Replies are read for no time, or for longer than anybody would call it a reply.
    #[error("replies are read for 1 to {MOST_REPLIES_READ_DAYS} days")]
    RepliesReadDays,
    /// A number that is never asked about, or always.
    #[error("numbers are asked about again after 1 to {MOST_CONFIRM_NUMBERS_MONTHS} months")]
    ConfirmNumbersMonths,
    /// A receipt that is never waited for, or for ever.
    #[error("a delivery receipt is waited for 1 to {MOST_RECEIPT_HOURS} hours")]
    ReceiptHours,
    /// A text that patients may get in trouble does not say what to do if it is urgent (C2.6, C-04).
    #[error("the automatic text must contain {{{{urgent}}}}: it says what to do in an emergency")]
    NoUrgentWording {
        /// Which text.
        text: Automatic,
    },
    /// The text to a limited patient does not say how else to reach the practice (D-14).
    #[error("the text while messaging is limited must contain {{{{ways}}}}: it says how else to reach the practice")]
    NoOpenWays,
    /// Nothing says what to do in an emergency, or it does not name the emergency number.
    #[error("say what to do in an emergency, with the number {number}")]
    NoEmergencyNumber {
        /// The number that patients there ring.
        number: String,
    },
    /// What to do in an emergency is not fit to be sent in one of the languages.
    #[error("what to do if it is urgent, in the language {}: {problem}", language.as_str())]
    UrgentIn {
        /// Which language.
        language: Language,
        /// What is wrong with it.
        problem: UrgentWordingProblem,
    },
    /// A text holds braces that nothing fills.
    #[error("the automatic text holds {{{{{name}}}}}, which nothing fills")]
    UnknownVariable {
        /// Which text.
        text: Automatic,
        /// What stands between the braces.
        name: String,
    },
    /// The practice's highlighted words cannot be read, or mark nothing.
    #[error("highlighted words: {0}")]
    Highlights(HighlightListError),
    /// It does not say what messaging is for, or never for.
    #[error("say what messaging is for here, and what it is never used for")]
    NoScope,
    /// Nobody covers for somebody who is away.
    #[error("say who sees to messages when somebody is away")]
    NoCover,
    /// The review lies in the past.
    #[error("the review date {date} has passed")]
    ReviewPassed {
        /// The date.
        date: Date,
    },
}

/// How many characters of an automatic text it is known again by.
const KNOWN_BY: usize = 40;
/// Fewer characters than these before the promised time, and others may begin so too.
const KNOWN_BY_AT_LEAST: usize = 16;
/// The variables that automatic texts may hold.
const VARIABLES: [&str; 4] = ["practice", "due", "urgent", "telephone"];
/// For whom a text that the app writes is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Addressee<'a> {
    /// Which practice writes.
    pub practice: &'a Practice,
    /// The language they read best, where it is known (C-11).
    pub language: Option<&'a Language>,
    /// How else they reach the practice while texting with them is limited (D-14); `None`: by every way.
    pub open: Option<&'a BTreeSet<OpenWay>>,
}

impl<'a> Addressee<'a> {
    /// Returns somebody of whom nothing is known.
    pub const fn of(practice: &'a Practice) -> Self {
        Self { practice, language: None, open: None }
    }
}

/// What stands for `{{telephone}}` where the practice wrote none down: a text that says where to turn is still sent.
const NO_TELEPHONE: &str = "our usual number";

impl Policy {
    /// Checks that the policy can act: nothing contradicts itself, and no patient is left without a way in an emergency.
    ///
    /// # Errors
    /// [`PolicyError`] for the first that does not hold, with the line and the reason.
    pub fn check(&self, today: Date) -> Result<(), PolicyError> {
        self.hours.check().map_err(PolicyError::Hours)?;
        self.targets.check().map_err(PolicyError::Targets)?;
        self.escalate_unseen.check().map_err(PolicyError::Escalation)?;
        self.escalate_unanswered.check().map_err(PolicyError::Escalation)?;
        self.quiet_hours.check().map_err(PolicyError::QuietHours)?;
        if !(1..=MOST_REPLIES_READ_DAYS).contains(&self.replies_read_days) {
            return Err(PolicyError::RepliesReadDays);
        }
        if !(1..=MOST_CONFIRM_NUMBERS_MONTHS).contains(&self.confirm_numbers_months) {
            return Err(PolicyError::ConfirmNumbersMonths);
        }
        if !(1..=MOST_RECEIPT_HOURS).contains(&self.receipt_hours) {
            return Err(PolicyError::ReceiptHours);
        }
        let number = self.jurisdiction.emergency_number();
        if !self.texts.urgent.contains(number) {
            return Err(PolicyError::NoEmergencyNumber { number: number.to_owned() });
        }
        emergency::check(&self.texts.urgent_in, number)
            .map_err(|(language, problem)| PolicyError::UrgentIn { language, problem })?;
        for text in Automatic::ALL {
            let template = self.texts.of(text);
            if text.tells_what_if_urgent() && !template.trim().is_empty() && !template.contains("{{urgent}}") {
                return Err(PolicyError::NoUrgentWording { text });
            }
            let is_limited = text == Automatic::Limited;
            if is_limited && !template.trim().is_empty() && !variables(template).any(|name| name == "ways") {
                return Err(PolicyError::NoOpenWays);
            }
            let fills = |name: &str| VARIABLES.contains(&name) || (is_limited && name == "ways");
            if let Some(name) = variables(template).find(|name| !fills(name)) {
                return Err(PolicyError::UnknownVariable { text, name: name.to_owned() });
            }
            let known = |name: &&str| VARIABLES.contains(name) && *name != "urgent";
            let unknown = variables(&self.texts.urgent).find(|name| !known(name));
            if let Some(name) = unknown.filter(|_| text.tells_what_if_urgent()) {
                return Err(PolicyError::UnknownVariable { text, name: name.to_owned() });
            }
        }
        let holds = |name: &str| variables(&self.texts.holding).any(|known| known == name);
        if !holds("due") || !holds("urgent") || variables(&self.texts.holding).any(|name| !VARIABLES.contains(&name)) {
            return Err(PolicyError::HoldingReply);
        }
        self.highlights.check().map_err(PolicyError::Highlights)?;
        let lines = |list: &[String]| list.iter().any(|line| !line.trim().is_empty());
        if !lines(&self.permitted_uses) || !lines(&self.banned_uses) {
            return Err(PolicyError::NoScope);
        }
        if self.cover.trim().is_empty() {
            return Err(PolicyError::NoCover);
        }
        if self.review_on < today {
            return Err(PolicyError::ReviewPassed { date: self.review_on });
        }
        Ok(())
    }

    /// Returns the practice's calendar, with the bank holidays that come with the app; `None` only where the hours
    /// contradict themselves, which no adopted policy's do.
    pub fn calendar(&self) -> Option<Calendar> {
        Calendar::new(&self.hours, bundled()?).ok()
    }

    /// Returns the last day of which it is known whether it is a bank holiday, where that is fewer than so many days away.
    pub fn holidays_end_on(&self, now: Timestamp, days: u16) -> Option<Date> {
        let division = self.hours.division?;
        bundled()?.warning(division, self.local(now).date(), days).map(|warning| warning.last_day)
    }

    /// Returns an instant as the practice's wall clock shows it; in UTC if the time zone is not known.
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.hours.zone().unwrap_or(jiff::tz::TimeZone::UTC))
    }

    /// Returns an automatic text with its variables filled in; `None` where the policy has none.
    ///
    /// `{{due}}` is when an answer to a routine message that arrives now is due: what is promised is what is counted.
    pub fn automatic_text(&self, answer: Automatic, to: Addressee<'_>, now: Timestamp) -> Option<String> {
        let filled = Some(self.filled_in(self.texts.of(answer), to)).filter(|filled| !filled.is_empty())?;
        if !filled.contains("{{due}}") {
            return Some(filled);
        }
        // A promise that cannot be worked out is not made.
        self.promised(now).map(|due| filled.replace("{{due}}", &due))
    }

    /// Returns when an answer to a routine message that arrives now is due, in words: "12:00 on Tuesday 14 July".
    pub(crate) fn promised(&self, now: Timestamp) -> Option<String> {
        let calendar = self.calendar()?;
        let due = self.targets.reply_due(&calendar, MessageClass::Routine, now).ok()?;
        Some(in_words(&calendar.local(due)))
    }

    /// Returns a time as patients read it.
    pub(crate) fn due_in_words(&self, due: Timestamp) -> String {
        in_words(&self.local(due))
    }

    /// Returns what a holding reply says where an answer is due then (C-13).
    pub fn holding_text(&self, to: Addressee<'_>, due: Timestamp) -> String {
        self.filled_in(&self.texts.holding, to).replace("{{due}}", &self.due_in_words(due))
    }

    /// Returns what to do if it is urgent, as it is said to somebody: the practice's own sentence, and theirs (C-11, C6.17).
    pub fn urgent_text(&self, to: Addressee<'_>) -> String {
        self.filled_in("{{urgent}}", to)
    }

    /// Returns the last day on which replies to a message of now are read.
    pub fn replies_until(&self, now: Timestamp) -> Option<Date> {
        replies_until(self.local(now).date(), self.replies_read_days)
    }

    /// Returns words by which an automatic text is known again, to whomever and whenever it was sent: its beginning, up to the
    /// promised time or the open ways; where these stand at the beginning, the longest part around them. `None` where the
    /// policy has none.
    pub(crate) fn known_by(&self, answer: Automatic, practice: &Practice) -> Option<String> {
        // Whatever the reader's language: the practice's own sentence comes first.
        let template = self.texts.of(answer).replace("{{ways}}", "{{due}}");
        let filled = self.filled_in(&template, Addressee::of(practice));
        let parts: Vec<&str> = filled.split("{{due}}").collect();
        let first = parts.first().filter(|first| parts.len() == 1 || first.chars().count() >= KNOWN_BY_AT_LEAST);
        let words = first.or_else(|| parts.iter().max_by_key(|part| part.len()))?;
        Some(words.chars().take(KNOWN_BY).collect::<String>()).filter(|words| !words.is_empty())
    }

    /// Fills in everything but the time.
    fn filled_in(&self, template: &str, to: Addressee<'_>) -> String {
        let Addressee { practice, language, open } = to;
        let telephone = Some(practice.phone.as_str()).filter(|phone| !phone.is_empty()).unwrap_or(NO_TELEPHONE);
        let urgent = emergency::said(&self.texts.urgent, &self.texts.urgent_in, language);
        let filled =
            template.trim().replace("{{urgent}}", &urgent).replace("{{ways}}", &OpenWay::said(open, telephone));
        filled.replace("{{telephone}}", telephone).replace("{{practice}}", &practice.name)
    }
}

/// Writes a time as patients read it: "12:00 on Tuesday 14 July".
pub(crate) fn in_words(at: &Zoned) -> String {
    at.strftime("%H:%M on %A %-d %B").to_string()
}

/// Returns the bank holidays that come with the app, read once.
fn bundled() -> Option<&'static BankHolidays> {
    static BUNDLED: LazyLock<Option<BankHolidays>> = LazyLock::new(|| BankHolidays::bundled().ok());
    BUNDLED.as_ref()
}

/// Returns what stands between double braces.
fn variables(template: &str) -> impl Iterator<Item = &str> {
    template.split("{{").skip(1).map(|rest| rest.split_once("}}").map_or(rest, |(name, _)| name))
}

impl AutomaticTexts {
    /// Returns one of the texts, with its variables.
    pub fn of(&self, text: Automatic) -> &str {
        match text {
            Automatic::Received => &self.received,
            Automatic::ReceivedWhileClosed => &self.received_while_closed,
            Automatic::OptOutConfirmed => &self.opt_out_confirmed,
            Automatic::OptInConfirmed => &self.opt_in_confirmed,
            Automatic::Help => &self.help,
            Automatic::Limited => &self.limited,
        }
    }
}

impl Automatic {
    /// Every automatic text.
    pub const ALL: [Self; 6] = [
        Self::Received,
        Self::ReceivedWhileClosed,
        Self::OptOutConfirmed,
        Self::OptInConfirmed,
        Self::Help,
        Self::Limited,
    ];

    /// Says whether the text must tell what to do if it is urgent.
    pub const fn tells_what_if_urgent(self) -> bool {
        matches!(self, Self::Received | Self::ReceivedWhileClosed | Self::Help | Self::Limited)
    }
}

impl Default for Policy {
    /// A policy for an English practice, to read, change and adopt. Wording and defaults are ours; the numbers are E.4's.
    fn default() -> Self {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        Self {
            jurisdiction: Jurisdiction::England,
            consent_model: ConsentModel::OptOut,
            permitted_uses: lines(&[
                "Appointments, reminders and other practical matters",
                "Routine questions and advice that can wait for the reply time",
                "Results that need no explanation, where the patient has agreed",
            ]),
            banned_uses: lines(&[
                "Emergencies and anything that cannot wait",
                "Bad news, or anything likely to alarm or distress",
                "Messages that should be a conversation: safeguarding, a crisis, a new serious diagnosis",
            ]),
            hours: OpeningHours::default(),
            targets: ResponseTargets::default(),
            escalate_unseen: Escalation::for_first_look(),
            escalate_unanswered: Escalation::for_reply(),
            replies_read_days: REPLIES_READ_DAYS,
            confirm_numbers_months: CONFIRM_NUMBERS_MONTHS,
            receipt_hours: RECEIPT_HOURS,
            quiet_hours: QuietHours::default(),
            texts: AutomaticTexts {
                urgent: "If it cannot wait, telephone us, or 111 when we are closed. In an emergency ring 999."
                    .to_owned(),
                urgent_in: emergency::shipped(),
                received: "{{practice}}: we have your message and aim to answer by {{due}}. {{urgent}}".to_owned(),
                received_while_closed: "{{practice}} is closed. Nobody reads messages until we open; we aim to answer \
                                        by {{due}}. {{urgent}}"
                    .to_owned(),
                opt_out_confirmed:
                    "{{practice}}: you will get no more texts from us. We will reach you another way if \
                                    we need to. To have texts again, reply START."
                        .to_owned(),
                opt_in_confirmed: "{{practice}}: you will get texts from us again. Reply STOP at any time to end them."
                    .to_owned(),
                help: "{{practice}}: staff will read your message when we are open. Reply STOP for no more texts. \
                       {{urgent}}"
                    .to_owned(),
                holding: holding(),
                limited: limited(),
            },
            highlights: HighlightList::default(),
            cover: "The duty doctor sees to messages for anybody who is away.".to_owned(),
            review_on: Date::constant(2027, 11, 1),
        }
    }
}
