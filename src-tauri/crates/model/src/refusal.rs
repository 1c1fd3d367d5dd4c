//! Refusals: why something asked for is not done, with the facts to explain it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::HoursError;
use crate::retract::RetractProblem;
use crate::role_account::RoleAccountProblem;
use crate::scheduled::ScheduleProblem;
use crate::session::LeftKind;
use crate::snooze::SnoozeProblem;
use crate::template::TemplateProblem;
use crate::{
    Act, LimitProblem, PolicyError, PracticeError, ProviderError, ProviderFact, ProxyBar, ProxyProblem, Purpose,
};

/// Why an operation changes nothing. Closed: the window has words for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// No such patient.
    #[error("there is no such patient")]
    UnknownPatient,
    /// No such member of staff.
    #[error("there is no such member of staff")]
    UnknownStaff,
    /// No such conversation.
    #[error("there is no such conversation")]
    UnknownConversation,
    /// No such message.
    #[error("there is no such message")]
    UnknownMessage,
    /// Only a member of staff may do this.
    #[error("only a member of staff may do this")]
    NotStaff,
    /// Something was said since the author looked.
    #[error("{new} new since you looked: read before you answer")]
    StaleView {
        /// How much.
        new: u32,
    },
    /// Nobody has said yet whose conversation it is.
    #[error("say first whose conversation this is")]
    NotMatched,
    /// Somebody has said already whose conversation it is.
    #[error("this conversation already belongs to a patient")]
    AlreadyMatched,
    /// The number is not one of the patient's in use.
    #[error("this number is not one of the patient's")]
    NumberNotPatients,
    /// Other patients have the number too.
    #[error("{others} other patients share this number: confirm that it may be used")]
    SharedNumber {
        /// How many others.
        others: u32,
    },
    /// The role does not allow it (C2.3).
    #[error("your role here does not allow this")]
    NotAllowed {
        /// What was asked for.
        act: Act,
    },
    /// The patient has died (D-12).
    #[error("this patient has died: nothing is sent")]
    PatientDeceased,
    /// The patient is no longer registered here.
    #[error("this patient has left the practice: nothing is sent")]
    PatientLeft,
    /// The patient objected, and no clinician said why it is sent all the same (C1.4).
    #[error("the patient does not want these messages: use another way, or say why")]
    Objected {
        /// What the message is for.
        purpose: Purpose,
    },
    /// The provider keeps the number on its own list of those who want nothing; no reason changes that (C1.7).
    #[error("the patient told the provider to stop: nothing from here reaches this number")]
    ObjectedAtProvider,
    /// The practice asks first, and nobody has recorded a yes (C1.2).
    #[error("no agreement is recorded: ask the patient, and record the answer")]
    ConsentNeeded {
        /// What the message is for.
        purpose: Purpose,
    },
    /// The route is not safe (C1.15).
    #[error("this route is marked as not safe: telephone, or say why it may be used")]
    UnsafeRoute,
    /// The practice has adopted no policy yet: only test numbers may be written to (C2.1, E-13).
    #[error("no policy is adopted yet: only test numbers can be written to")]
    TestNumbersOnly,
    /// A yes after a no needs to say where it comes from (C1.8).
    #[error("say how the patient agreed: what was said, or where it is written")]
    EvidenceNeeded,
    /// What is said cannot have been said yet.
    #[error("the date lies in the future")]
    DateInFuture,
    /// The policy cannot act as it is written.
    #[error("the policy cannot be adopted: {problem}")]
    PolicyRefused {
        /// Which line, and why.
        problem: PolicyError,
    },
    /// Another version of the policy is in force.
    #[error("another version of the policy is in force: read that one")]
    OtherPolicyInForce,
    /// Nothing of the kind is due.
    #[error("no automatic text is due")]
    NoAutomaticDue,
    /// There is nothing in the text.
    #[error("there is nothing in the message")]
    EmptyMessage,
    /// The text is longer than the channel carries.
    #[error("the message has {characters} characters, {limit} is the most")]
    TooLong {
        /// How long it is.
        characters: u32,
        /// How long it may be.
        limit: u32,
    },
    /// It has left, or was taken back already.
    #[error("the message can no longer be taken back")]
    TooLate,
    /// It is not its time.
    #[error("the message is not waiting to be sent")]
    NotDue,
    /// It is not waiting for a person to decide.
    #[error("the message is not waiting for a decision")]
    NothingToResolve,
    /// Something is not in the record yet, and no reason was given.
    #[error("{unfiled} not yet in the record: wait, or say why")]
    Unfiled {
        /// How many messages.
        unfiled: u32,
    },
    /// Words that a person should see first wait for a clinician's look (C6.2).
    #[error("a GP, nurse or pharmacist has to look at the highlighted words first: give it to one of them")]
    HighlightNotSeen,
    /// A message is on its way or failed, and no reason was given.
    #[error("{failed} not sent: send again, or say why not")]
    NotSent {
        /// How many messages.
        failed: u32,
    },
    /// No such task.
    #[error("there is no such task")]
    UnknownTask,
    /// The task was ended already.
    #[error("this task is closed already")]
    TaskClosed,
    /// A task ends with words: what came of it, or why it is not done.
    #[error("say in a few words what came of it")]
    OutcomeNeeded,
    /// A task says what is to be done, and for whom.
    #[error("say what is to be done, and for whom")]
    NothingToDo,
    /// The patient cannot use this way (C3.2).
    #[error("the patient cannot be reached this way: choose another")]
    WayBarred,
    /// The same name means another message already.
    #[error("this message exists already")]
    AlreadyExists,
    /// They no longer work here (C2.7).
    #[error("{name} no longer works here")]
    HasLeft {
        /// Who.
        name: String,
    },
    /// They are away, and would not see it in time (C2.7).
    #[error("{name} is away until {until}: give it to somebody who is here")]
    IsAway {
        /// Who.
        name: String,
        /// The first day back.
        until: Date,
    },
    /// Nobody would be left who may look after the list of staff.
    #[error("nobody else here may change who works here: make somebody else a manager or GP first")]
    NobodyToManage,
    /// The practice cannot be described so.
    #[error("{problem}")]
    PracticeRefused {
        /// Why, and what to do.
        problem: PracticeError,
    },
    /// The provider's profile cannot be true.
    #[error("{problem}")]
    ProviderRefused {
        /// Why, and what to do.
        problem: ProviderError,
    },
    /// Something the provider must have has run out: nothing new is sent (C5.1).
    #[error("nothing new is sent: of the messaging provider, \"{fact}\" ran out on {on}. Messages still come in")]
    ProviderExpired {
        /// What.
        fact: ProviderFact,
        /// When it ran out.
        on: Date,
    },
    /// It is not written down that the provider may be used: only test numbers may be written to (C5.1).
    #[error("write down first what stands for the messaging provider: \"{fact}\" is missing")]
    ProviderNotRecorded {
        /// What is missing first.
        fact: ProviderFact,
    },
    /// Their role does not let them do this work, so that none of it may be theirs (C2.3).
    #[error("this person's role does not allow it: choose somebody who may do it")]
    CannotTake,
    /// Something is left at the end of the day, and nobody said what becomes of it (C2.9).
    #[error("{count} left ({kind:?}): say who takes over, or why it can wait")]
    LeftOver {
        /// Of which kind.
        kind: LeftKind,
        /// How many conversations.
        count: u32,
    },
    /// The words cannot go out like this (C2.2, C2.11): no reason changes that.
    #[error("the message cannot go out like this ({}): change it, or use another way", .rules.join(", "))]
    TextBlocked {
        /// Which rules say so, by name.
        rules: Vec<String>,
    },
    /// The words may go out with a reason (C5.8).
    #[error("say why these words go by text ({}), or change them", .rules.join(", "))]
    TextNeedsReason {
        /// Which rules ask, by name.
        rules: Vec<String>,
    },
    /// No such template.
    #[error("there is no such template")]
    UnknownTemplate,
    /// The version was never approved, or was taken out of use.
    #[error("this template is not in use: only approved wording is sent")]
    TemplateNotInUse,
    /// Somebody wrote another version since.
    #[error("there is a newer version of this template: read that one first")]
    TemplateChanged,
    /// The template cannot be approved as it is written (C1.10, C2.11).
    #[error("the template cannot be kept like this: {}", sentences(.problems))]
    TemplateRefused {
        /// Everything that is wrong.
        problems: Vec<TemplateProblem>,
    },
    /// The practice lets nobody keep wordings of their own (H-02).
    #[error("this practice keeps no wordings of one's own: make it the practice's, so that a colleague approves it")]
    NoOwnTemplates,
    /// Nobody waits for an answer, so that nothing can be promised (C-13).
    #[error("nobody waits for an answer here")]
    NobodyWaits,
    /// The patient was told already by when they will hear (C-13).
    #[error("the patient was told already when they will hear")]
    ToldAlready,
    /// The answer is overdue: no time can be promised any more (C-13).
    #[error("the answer is overdue: answer now, or telephone")]
    TimeHasRunOut,
    /// The words promise another time than the one that is counted (C-13).
    #[error("the message does not say the time by which the answer is due: look again, and send it once more")]
    PromisesOtherTime,
    /// Working hours that contradict themselves (C2.7).
    #[error("working hours: {problem}")]
    WorkingHoursRefused {
        /// Which line, and why.
        problem: HoursError,
    },
    /// Nobody covers for themselves (C2.7).
    #[error("choose somebody else as cover")]
    CoverIsSelf,
    /// A name that cannot stand under a message (C2.13).
    #[error("write a name: it stands under every clinical message")]
    EmptySignature,
    /// What was to be reviewed was reviewed, or changed, or no longer stands (D-06).
    #[error("this was reviewed or changed meanwhile: look again")]
    WishChanged,
    /// No such person is known about the patient.
    #[error("there is no such person")]
    UnknownProxy,
    /// The person may not be written to about the patient (C1.14); no reason changes that.
    #[error("{bar}")]
    ProxyBarred {
        /// Why, and what to do.
        bar: ProxyBar,
    },
    /// A parent's telephone, which nobody has reviewed since the patient was old enough (C1.13).
    #[error("the patient is {age} or over and this is a parent's telephone: review it, or confirm that it may be used")]
    ReviewDue {
        /// The age at which it was to be reviewed.
        age: i16,
    },
    /// Nobody can be recorded so (C1.14).
    #[error("{problem}")]
    ProxyRefused {
        /// What is wrong.
        problem: ProxyProblem,
    },
    /// Texting with the patient is limited, and this is not their care (D-14); no reason changes that.
    #[error("messaging with this patient is limited: only texts about their care go out")]
    MessagingLimited {
        /// What the message is for.
        purpose: Purpose,
    },
    /// The limit cannot stand as it is written, or cannot be lifted without a reason (D-14).
    #[error("{problem}")]
    LimitRefused {
        /// What is wrong.
        problem: LimitProblem,
    },
    /// No such role account, or it is used no more (C-12).
    #[error("there is no such role account any more: choose another")]
    UnknownRoleAccount,
    /// A role account cannot be recorded so (C-12).
    #[error("{problem}")]
    RoleAccountRefused {
        /// What is wrong.
        problem: RoleAccountProblem,
    },
    /// A role account still has work (C-12).
    #[error("it still has {conversations} open conversations and {tasks} tasks: give them to somebody first")]
    RoleAccountInUse {
        /// How many open conversations.
        conversations: u32,
        /// How many open tasks.
        tasks: u32,
    },
    /// Only who holds a role account, or looks after the staff, hands it to somebody else (C-12).
    #[error("only whoever holds it, or a manager, hands it over: take it yourself, or ask them")]
    NotHolder,
    /// A role account changed hands since the asker looked (C-12).
    #[error("this changed hands meanwhile: look again")]
    HandedOverMeanwhile,
    /// Nobody who is here has the duty to take what cannot wait (C6.17).
    #[error(
        "no doctor is named for what is urgent: ring one now, then name who holds triage or the doctor's duty, under Today"
    )]
    NoDutyDoctor,
    /// A conversation cannot be put away, or is not (B-15).
    #[error("{problem}")]
    SnoozeRefused {
        /// Why, and what to do.
        problem: SnoozeProblem,
    },
    /// A text cannot be scheduled, or is not.
    #[error("{problem}")]
    ScheduleRefused {
        /// Why, and what to do.
        problem: ScheduleProblem,
    },
    /// The patient asked something, and nobody said that all of it is answered (C6.10).
    #[error("{questions} questions in what the patient wrote: say that every one is answered, or go back")]
    QuestionsOpen {
        /// How many.
        questions: u32,
    },
    /// What is to be quoted does not stand in this conversation.
    #[error("the message that you answer is not here any more: send your text without the quote")]
    QuoteGone,
    /// What staff said among themselves is nothing that a text to the patient answers.
    #[error("a note between staff cannot be quoted to the patient: take the quote away, or write a note")]
    QuoteOfNote,
    /// What is to be corrected is not marked as wrong.
    #[error("the message that you correct is not marked as wrong any more: take the quote away, or mark it again")]
    NothingToCorrect,
    /// A message is not marked as wrong.
    #[error("{problem}")]
    RetractRefused {
        /// Why, and what to do.
        problem: RetractProblem,
    },
    /// The same words went to the same person a short while ago.
    #[error("the same words went to this patient at {at} ({went}): send them once more?")]
    SameWords {
        /// At what time of the practice's day: "14:32".
        at: String,
        /// What is known of them.
        went: Went,
    },
}

/// What is known of words that went to somebody before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Went {
    /// They are still here, and will leave.
    #[error("about to be sent")]
    Waiting,
    /// Nobody can tell whether they left.
    #[error("not known whether it left")]
    Unknown,
    /// The provider has them.
    #[error("sent")]
    Sent,
    /// They reached the telephone.
    #[error("delivered")]
    Delivered,
    /// They were opened there.
    #[error("opened on the phone")]
    Read,
}

/// Joins what is wrong into a sentence.
fn sentences(problems: &[TemplateProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
