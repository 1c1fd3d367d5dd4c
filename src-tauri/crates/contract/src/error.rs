//! Errors: codes decide, sentences explain.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the window gets when a command did nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ErrorView {
    /// What the window acts on.
    pub code: ErrorCode,
    /// A sentence that says what is the case and what can be done. Holds nothing about a patient.
    pub message: String,
    /// The number the sentence speaks of, where it speaks of one (new messages, others who share a number…).
    pub count: Option<u32>,
}

/// Why a command did nothing. A code exists only where the window acts on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The thing is not there (any more).
    NotFound,
    /// Something was said since the author looked; `count` says how much.
    StaleView,
    /// Say first whose conversation it is.
    NotMatched,
    /// The conversation already belongs to a patient.
    AlreadyMatched,
    /// The number is not one of the patient's.
    NumberNotPatients,
    /// `count` other patients share the number; ask, then send with `shared_number_seen`.
    SharedNumber,
    /// Nothing to send.
    EmptyMessage,
    /// Too long; `count` is the most it may have.
    TooLong,
    /// It has left: undo came too late.
    TooLate,
    /// `count` messages are not in the record; wait, or give a reason.
    Unfiled,
    /// `count` messages were not sent; send them, or give a reason.
    NotSent,
    /// My role does not allow it.
    NotAllowed,
    /// The patient has died.
    PatientDeceased,
    /// The patient has left the practice.
    PatientLeft,
    /// The patient objected: offer other ways, or send with a reason in `despite`.
    Objected,
    /// The patient told the provider to stop: no reason changes that.
    ObjectedAtProvider,
    /// No agreement is recorded, and the practice (or the purpose) needs one.
    ConsentNeeded,
    /// The route is not safe: telephone, or send with a reason in `despite`.
    UnsafeRoute,
    /// No policy is adopted yet (or this is a training practice): only test numbers can be written to.
    TestNumbersOnly,
    /// Say how the patient agreed.
    EvidenceNeeded,
    /// Something the provider must have ran out: nothing new is sent until it is renewed; the sentence names it.
    ProviderExpired,
    /// It is not written down yet that the provider may be used; the sentence names what is missing.
    ProviderNotRecorded,
    /// The policy cannot act as it is written; the sentence names the line and the reason.
    PolicyRefused,
    /// `count` are left at the end of the day, and nobody said what becomes of them; the sentence names the kind.
    LeftOver,
    /// The words cannot go out like this: mark them, and offer another way.
    TextBlocked,
    /// The words need a reason: send with one in `reason`.
    TextNeedsReason,
    /// The template cannot be approved; the sentence says everything that is missing.
    TemplateRefused,
    /// There is a newer version of the template: show that one.
    TemplateChanged,
    /// The person may not be written to about the patient, or cannot be recorded so; the sentence says what to do.
    ProxyBarred,
    /// A parent's telephone which nobody reviewed since the patient was old enough: ask, then send with `review_seen`;
    /// `count` is the age.
    ReviewDue,
    /// Texting with the patient is limited, and this is not their care: no reason changes that.
    MessagingLimited,
    /// An answer is due before the conversation would come back: ask, then snooze with `past_due`; the sentence names the time.
    SnoozePastDue,
    /// A clinician has to look at highlighted words first.
    HighlightNotSeen,
    /// The patient asked `count` questions: show them, then ask with `answered`.
    QuestionsOpen,
    /// The message that is answered is not here any more: say so at the quote, and send without it.
    QuoteGone,
    /// The same words went to the same person a short while ago; the sentence says when. Ask, then send with `repeat_seen`.
    SameWords,
    /// Any other rule said no; the sentence explains.
    Refused,
    /// The app is not set up: show the first run.
    NotSetUp,
    /// No keyring on this computer.
    KeyringAbsent,
    /// The keyring is locked.
    KeyringLocked,
    /// The key in the keyring does not open the file.
    WrongKey,
    /// The key is gone from the keyring, and the file is there.
    KeyMissing,
    /// The file was written by a newer Anteroom.
    NewerFile,
    /// The file is damaged.
    DamagedFile,
    /// No space left on the disk.
    DiskFull,
    /// Another Anteroom has the file open.
    FileInUse,
    /// A request the app does not understand.
    BadRequest,
    /// Anything else; the sentence says what to do.
    Internal,
}
