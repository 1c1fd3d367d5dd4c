//! The words and the rules of Anteroom.
//!
//! A practice is an ordered log of [`Change`]s. Someone asks for an [`Operation`]; [`decide()`] answers with
//! changes or with a [`Refusal`] that says why; [`apply()`] makes each change true. Both work over [`State`], which
//! the encrypted store and the in-memory [`Practice`](memory::Memory) implement, so there is one set of rules.
//!
//! **Invariants.** No I/O, no async, no clock, no chance: time, ids and salt are handed in. Nothing here knows a
//! provider, a database, a window or a file.

mod apply;
mod arrived;
pub mod calendar;
mod chain;
mod change;
pub mod check;
pub mod compose;
mod consent;
mod content;
mod conversation;
mod decide;
mod delivery;
mod due;
mod emergency;
mod escalate;
mod filing;
pub mod highlight;
mod id;
mod jurisdiction;
mod later;
mod limit;
mod list;
pub mod memory;
mod message;
mod needs;
pub mod next_step;
mod number;
mod operation;
mod otherwise;
mod patient;
mod phone;
mod policy;
mod provider;
mod proxy;
pub mod question;
mod quote;
mod reasons;
mod refusal;
pub mod retract;
mod review;
mod rights;
pub mod role_account;
pub mod scheduled;
mod sensitive;
pub mod session;
mod shift;
pub mod snooze;
mod staff;
mod state;
pub mod task;
pub mod template;
mod terms;
mod text;
pub mod words;

pub use apply::apply;
pub use arrived::{Closed, Unseen};
pub use chain::{ChainBreak, Link};
pub use change::Change;
pub use consent::{
    ConsentDecision, ConsentHeard, ConsentSource, ConsentStatement, Preferences, Purpose, Standing, Stated, UnsafeRoute,
};
pub use content::{Content, Digest};
pub use conversation::{Conversation, ConversationState, LastMessage, Subject, UnmatchedReason};
pub use decide::{
    ASK_AGAIN_WITHIN, Decision, KEEP_TRYING, LONGEST_TEXT, REOPEN_WITHIN, approves_alone, decide, may_act, may_promise,
    may_send_freely,
};
pub use delivery::{Delivery, Failure, FailureClass, ProviderStatus};
pub use due::{Awaited, Clocks, Due, Look, Timetable};
pub use emergency::{UrgentWording, UrgentWordingProblem};
pub use escalate::{DutyDoctor, HandOver};
pub use filing::{FiledMessage, Filing, FilingOutcome};
pub use id::{ConversationId, MessageId, OperationId, PatientId, ProxyId, RoleAccountId, StaffId, TaskId};
pub use jurisdiction::Jurisdiction;
pub use later::{Later, MOST_RECEIPT_HOURS, NoOptOut, OptOutDismissed, RECEIPT_HOURS};
pub use limit::{Limit, LimitAsked, LimitChange, LimitLifted, LimitProblem, LimitTerms, OpenWay};
pub use list::{Filter, Order};
pub use message::{
    Author, Automatic, CallOutcome, Channel, Entered, Message, MessageKind, MissedReceipt, OtherWay, ProviderRef,
};
pub use needs::{Needs, NeedsSource, Noted};
pub use number::{
    CONFIRM_NUMBERS_MONTHS, ConfirmedNumber, MOST_CONFIRM_NUMBERS_MONTHS, NumberAge, NumberSaid, NumberSource,
    number_age,
};
pub use operation::{Actor, Ask, Operation, WorkerName};
pub use otherwise::{ContactMade, EnteredText, NewTask, TaskEnd};
pub use patient::{ContactPoint, ContactUse, NhsNumber, NhsNumberError, Patient, PatientStatus, PersonName};
pub use phone::{E164, E164Error};
pub use policy::{Addressee, AdoptedPolicy, AutomaticTexts, ConsentModel, Policy, PolicyError};
pub use provider::{
    Given, PROVIDER_WARNS, ProviderError, ProviderFact, ProviderProfile, ProviderStanding, RecordedProvider,
    asked_of_provider,
};
pub use proxy::{
    DECIDES_AT, Proxy, ProxyBar, ProxyEnd, ProxyGround, ProxyProblem, ProxyStop, ProxyTerms, ProxyVersion, REVIEWED_AT,
    Relationship, age_review_born, age_review_due, is_aged,
};
pub use quote::Quote;
pub use reasons::{Despite, Warned};
pub use refusal::{Refusal, Went};
pub use review::{REVIEW_SOON_DAYS, Reviewed, Wish, WishReview, review_soon};
pub use rights::{Act, RIGHTS};
pub use sensitive::{Sensitive, exposed};
pub use staff::{LONGEST_PRACTICE_NAME, MOST_TEST_NUMBERS, Practice, PracticeError, Role, Staff, StaffStatus};
pub use state::{State, StateMut};
pub use task::{Task, TaskReason, TaskState};
pub use terms::{MOST_REPLIES_READ_DAYS, REPLIES_READ_DAYS, Terms};
pub use text::{AutomaticText, InboundText, OutboundText, SaidBefore, SendOutcome};
