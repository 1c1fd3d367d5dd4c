//! Random lives of the small practice: anybody may ask for anything, sensible or not.
//!
//! A [`Move`] is a few small numbers, so that a failing life shrinks well; a [`Walk`] turns it into an operation against
//! the state as it stands, mostly about things that are there.

mod consents;
mod day;
mod limits;
mod otherwise;
mod pick;
mod provider;
mod proxies;
mod quotes;
mod record;
pub mod retracts;
pub mod roles;
pub mod schedules;
pub mod snoozes;
mod templates;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::calendar::{MessageClass, Target};
use model::memory::Memory;
use model::role_account::RoleAccountAsk;
use model::scheduled::ScheduleAsk;
use model::snooze::SnoozeAsk;
use model::template::{TemplateHistory, TemplateUse};
use model::{
    Act, Actor, Ask, Automatic, AutomaticText, Channel, ConsentModel, Content, Conversation, ConversationId,
    FilingOutcome, InboundText, MessageId, Operation, OperationId, OutboundText, Policy, Practice, ProviderRef,
    Purpose, SendOutcome, StaffId, WorkerName,
};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use uuid::Uuid;

use self::day::{accounts, alarm, member};
use self::pick::{number, pick_conversation, pick_message, pick_patient, said};
use crate::{HandClock, Person, numbered};
use provider::{failure, in_flight, profile, provider_of, status, twilio};
use quotes::quoted;
use record::filed;
use templates::{pick_template, template, template_id};

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Wait,
    Describe,
    Staff,
    Patient,
    Receive,
    ReceiveAgain,
    Start,
    Send,
    Note,
    Withdraw,
    Begin,
    Accepted,
    Rejected,
    NotTaken,
    Unknown,
    Absent,
    Status,
    Resolve,
    Match,
    Topic,
    Assign,
    Done,
    Reopen,
    Read,
    Filed,
    NotFiled,
    Refile,
    Consent,
    Unsafe,
    Safe,
    Adopt,
    Accept,
    Automatic,
    DropAutomatic,
    Refused,
    Leaves,
    Provider,
    Enter,
    Contact,
    Task,
    GiveTask,
    EndTask,
    Needs,
    Class,
    Alarm,
    Holder,
    Missed,
    EndDay,
    Template,
    Approve,
    Retire,
    Starters,
    Proxy,
    EndProxy,
    StartProxy,
    MatchProxy,
    Limit,
    Role,
    Snooze,
    Schedule,
    Retract,
}

/// One thing that is tried, as small numbers.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    verb: Verb,
    which: u8,
    other: u8,
    amount: u8,
    yes: bool,
    also: bool,
}

/// Returns how many cases a property is tried with. What once failed is kept beside the test, and tried first ever after.
pub fn cases(number: u32) -> ProptestConfig {
    let persistence = FileFailurePersistence::WithSource("regressions");
    ProptestConfig { cases: number, failure_persistence: Some(Box::new(persistence)), ..ProptestConfig::default() }
}

/// Returns lives of some length.
pub fn moves(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    let verb = prop_oneof![
        2 => Just(Verb::Wait), 1 => Just(Verb::Describe), 1 => Just(Verb::Staff), 2 => Just(Verb::Patient),
        8 => Just(Verb::Receive), 2 => Just(Verb::ReceiveAgain), 3 => Just(Verb::Start), 10 => Just(Verb::Send),
        3 => Just(Verb::Note), 3 => Just(Verb::Withdraw), 9 => Just(Verb::Begin), 5 => Just(Verb::Accepted),
        4 => Just(Verb::Rejected), 3 => Just(Verb::NotTaken), 4 => Just(Verb::Unknown), 4 => Just(Verb::Absent),
        6 => Just(Verb::Status), 2 => Just(Verb::Resolve), 4 => Just(Verb::Match), 2 => Just(Verb::Topic),
        2 => Just(Verb::Assign), 4 => Just(Verb::Done), 2 => Just(Verb::Reopen), 3 => Just(Verb::Read),
        6 => Just(Verb::Filed), 3 => Just(Verb::NotFiled), 2 => Just(Verb::Refile),
        5 => Just(Verb::Consent), 1 => Just(Verb::Unsafe), 2 => Just(Verb::Safe), 1 => Just(Verb::Adopt),
        1 => Just(Verb::Accept), 8 => Just(Verb::Automatic), 1 => Just(Verb::DropAutomatic), 1 => Just(Verb::Refused),
        1 => Just(Verb::Leaves), 1 => Just(Verb::Provider),
        2 => Just(Verb::Enter), 3 => Just(Verb::Contact), 2 => Just(Verb::Task), 1 => Just(Verb::GiveTask),
        2 => Just(Verb::EndTask), 1 => Just(Verb::Needs), 1 => Just(Verb::Starters), 2 => Just(Verb::EndDay),
        3 => Just(Verb::Class), 6 => Just(Verb::Alarm), 2 => Just(Verb::Holder), 1 => Just(Verb::Missed),
        2 => Just(Verb::Template), 4 => Just(Verb::Approve), 1 => Just(Verb::Retire),
        4 => Just(Verb::Proxy), 1 => Just(Verb::EndProxy), 2 => Just(Verb::StartProxy), 2 => Just(Verb::MatchProxy),
        3 => Just(Verb::Limit), 6 => Just(Verb::Role), 8 => Just(Verb::Snooze), 5 => Just(Verb::Schedule),
    ];
    steps(verb, length)
}

fn steps(verb: impl Strategy<Value = Verb>, length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Move>> {
    let one = (verb, any::<u8>(), any::<u8>(), any::<u8>(), any::<bool>(), prop::bool::weighted(0.2))
        .prop_map(|(verb, which, other, amount, yes, also)| Move { verb, which, other, amount, yes, also });
    prop::collection::vec(one, length)
}

/// Walks a life: holds the time, and the ids given so far.
#[derive(Debug, Default)]
pub struct Walk {
    clock: HandClock,
    given: u64,
    heard: Vec<InboundText>,
}

impl Walk {
    /// Returns the time.
    pub fn now(&self) -> Timestamp {
        self.clock.time()
    }

    /// Returns how the practice begins: its staff and its patients.
    pub fn opening(&mut self) -> Vec<Operation> {
        let mut asks: Vec<Ask> = Person::STAFF.map(|person| Ask::RecordStaff(person.staff())).into();
        asks.extend(Person::PATIENTS.map(|person| Ask::RecordPatient(person.patient())));
        asks.into_iter().map(|ask| self.operation(Actor::Administrator, ask)).collect()
    }

    /// Turns a move into an operation against the state, and lets a little time pass.
    pub fn step(&mut self, state: &Memory, step: Move) -> Operation {
        let Move { verb, which, amount, .. } = step;
        self.clock.pass(SignedDuration::from_secs(i64::from(amount % 16)));
        if verb == Verb::Wait {
            self.clock.pass(SignedDuration::from_hours(i64::from(amount)));
        }
        let ask = self.ask(state, step);
        let actor = match (&ask, which % 32) {
            (Ask::BeginAttempt { .. } | Ask::ReportSend { .. } | Ask::ReportStatus { .. }, _) => {
                Actor::Worker(WorkerName::Send)
            }
            (Ask::Receive(_), _) => Actor::Worker(WorkerName::Collect),
            (Ask::SendAutomatic(_) | Ask::DropAutomatic { .. }, _) => Actor::Worker(WorkerName::Answer),
            (Ask::RaiseAlarm { .. } | Ask::RaiseTaskAlarm { .. } | Ask::MissHolder | Ask::RaiseAgeReview { .. }, _)
            | (Ask::MissReceipt { .. } | Ask::GiveUp { .. } | Ask::RoleAccount(RoleAccountAsk::Lapse { .. }), _)
            | (Ask::Snooze(SnoozeAsk::TimeCame { .. }) | Ask::Schedule(ScheduleAsk::TimeCame { .. }), _) => {
                Actor::Worker(WorkerName::Remind)
            }
            (Ask::ReportFiling { .. }, _) | (_, 31) => Actor::Worker(WorkerName::File),
            (_, 30) => Actor::Staff(StaffId::new(numbered(77))), // Nobody.
            (_, 29) => Actor::Administrator,
            (_, even) if even % 2 == 0 => Actor::Staff(Person::Okafor.staff_id()),
            _ => Actor::Staff(Person::Shah.staff_id()),
        };
        self.operation(actor, ask)
    }

    /// Makes an operation with an id of its own.
    pub fn operation(&mut self, actor: Actor, ask: Ask) -> Operation {
        Operation { id: OperationId::new(self.id()), actor, ask }
    }

    fn id(&mut self) -> Uuid {
        self.given += 1;
        numbered(500_000_000 + self.given)
    }

    fn content(&mut self, step: Move) -> Content {
        let word = [
            "chest pain",
            "ok",
            "Tablets\0",
            "STOP",
            "\u{202e}abc",
            "",
            "START",
            " ",
            "café",
            "\u{1f600}",
            "help",
            "is it ok?",
        ];
        let text = word.get(usize::from(step.other) % word.len()).copied().unwrap_or_default();
        let text = match step.amount % 8 {
            0..3 => text.to_owned(),
            7 if step.also => "long ".repeat(400),
            5..7 if step.also => format!("chest pain {}", step.amount), // Raised.
            _ => format!("{text} {}", step.amount),
        };
        let salt = u128::from(self.given) + 1;
        Content::new(salt.to_be_bytes(), text.into())
    }

    fn ask(&mut self, state: &Memory, step: Move) -> Ask {
        let Move { which, other, amount, yes, also, .. } = step;
        let now = self.now();
        let soon = now.saturating_add(SignedDuration::from_secs(i64::from(other))).unwrap_or(now);
        let conversation = pick_conversation(state, which);
        let seen = conversation.as_ref().map_or(0, |row| row.revision).saturating_sub(u32::from(also));
        let place = conversation.as_ref().map_or_else(|| ConversationId::new(numbered(7)), |row| row.id);
        let message = pick_message(state, which, also);
        let reason = yes.then(|| "seen by telephone".to_owned());
        match step.verb {
            Verb::Wait | Verb::Reopen => Ask::Reopen { conversation: place },
            Verb::Describe => Ask::DescribePractice(Practice {
                name: format!("Mill Lane {amount}"),
                number: yes.then(|| number(9)),
                training: also,
                test_numbers: vec![],
                phone: if yes { "020 7946 0123" } else { "" }.to_owned(),
                no_personal: yes && also,
            }),
            Verb::Staff => Ask::RecordStaff(member(step, now)),
            Verb::Patient => Ask::RecordPatient(proxies::patient(step, now)),
            Verb::Receive => self.inbound(step),
            Verb::ReceiveAgain => match self.heard.get(usize::from(which) % self.heard.len().max(1)).cloned() {
                Some(mut text) => {
                    (text.message, text.conversation) = (MessageId::new(self.id()), ConversationId::new(self.id()));
                    Ask::Receive(text)
                }
                None => self.inbound(step),
            },
            Verb::Start => {
                let conversation = if also { place } else { ConversationId::new(self.id()) };
                Ask::StartConversation { conversation, patient: pick_patient(which), number: number(other) }
            }
            Verb::Send => self.outbound(state, step, conversation.as_ref(), seen),
            Verb::Note => Ask::WriteNote {
                message: if also { message } else { MessageId::new(self.id()) },
                conversation: place,
                content: self.content(step),
                quote: quoted(state, conversation.as_ref(), step),
            },
            Verb::Withdraw => Ask::Withdraw { message },
            Verb::Begin => Ask::BeginAttempt { message },
            Verb::Accepted => {
                let outcome = SendOutcome::Accepted {
                    provider: self.provider_name(state, also),
                    status: status(other),
                    segments: yes.then(|| u32::from(amount)),
                };
                Ask::ReportSend { message, outcome }
            }
            Verb::Rejected => {
                let leaving = state.all_messages().find(|message| in_flight(message)).map(|message| message.id);
                let message = leaving.filter(|_| !also).unwrap_or(message);
                Ask::ReportSend { message, outcome: SendOutcome::Rejected { failure: failure(other) } }
            }
            Verb::NotTaken => Ask::ReportSend { message, outcome: SendOutcome::NotTaken { retry_at: soon } },
            Verb::Unknown => Ask::ReportSend { message, outcome: SendOutcome::Unknown },
            Verb::Absent => {
                let apart = SignedDuration::from_secs(i64::from(amount % 8));
                Ask::ReportSend { message, outcome: SendOutcome::Absent { apart } }
            }
            Verb::Status => {
                let known: Vec<_> = state.all_messages().filter_map(provider_of).collect();
                let provider = known.get(usize::from(which) % known.len().max(1)).cloned();
                // Networks do report a failure and deliver after all.
                let failed = state.all_messages().find(|message| message.needs_person()).and_then(provider_of);
                let provider = failed.filter(|_| yes).or(provider).filter(|_| !also).unwrap_or_else(|| twilio(9_999));
                let at = now.saturating_sub(SignedDuration::from_secs(i64::from(amount))).unwrap_or(now);
                Ask::ReportStatus { provider, status: status(other), at }
            }
            Verb::Resolve => Ask::ResolveUnknown { message, send: yes },
            Verb::Match => {
                Ask::Match { conversation: place, seen, patient: pick_patient(other), add_number: yes, said: vec![] }
            }
            Verb::Topic => {
                let topic = ["blood pressure", " ", "repeat prescription"];
                let topic = topic.get(usize::from(other) % topic.len()).map(|topic| (*topic).to_owned());
                Ask::SetTopic { conversation: place, topic: topic.filter(|_| yes) }
            }
            Verb::Assign => {
                let owner = if also { StaffId::new(numbered(78)) } else { Person::Shah.staff_id() };
                Ask::Assign { conversation: place, owner: yes.then_some(owner) }
            }
            Verb::Done => day::done(state, step, (place, seen), reason),
            Verb::Read => Ask::MarkRead { conversation: place, seen },
            Verb::Filed => {
                let outcome = FilingOutcome::Written { record_id: format!("doc-{amount}") };
                Ask::ReportFiling { messages: filed(state, place, step), outcome }
            }
            Verb::NotFiled => {
                let outcome = FilingOutcome::NotWritten { code: "full".to_owned(), retry_at: soon };
                Ask::ReportFiling { messages: filed(state, place, step), outcome }
            }
            Verb::Refile => Ask::RetryFiling { conversation: place },
            Verb::Consent if amount.is_multiple_of(5) => proxies::review(state, step),
            Verb::Consent if also && yes => Ask::DismissOptOut { message: pick_message(state, which, true) },
            Verb::Consent => Ask::RecordConsent(self.heard_consent(step)),
            Verb::Unsafe => Ask::MarkUnsafe { patient: pick_patient(which), channel: Channel::Sms, reason: said(yes) },
            Verb::Safe => Ask::MarkSafe { patient: pick_patient(which), channel: Channel::Sms, reason: said(yes) },
            Verb::Adopt => {
                let mut policy = Policy { cover: format!("Cover {}", amount % 3), ..Policy::default() };
                if yes {
                    policy.consent_model = ConsentModel::OptIn;
                }
                if also {
                    policy.texts.received.clear();
                }
                if amount.is_multiple_of(2) {
                    policy.targets.routine.reply = Target::WorkingMinutes { minutes: 30 + u32::from(amount) };
                }
                Ask::AdoptPolicy(Box::new(policy))
            }
            Verb::Accept => Ask::AcceptPolicy { version: u32::from(which % 3) },
            Verb::Automatic => {
                let due = state.conversations().find(|row| row.automatic_due.is_some()).filter(|_| !also);
                Ask::SendAutomatic(AutomaticText {
                    message: MessageId::new(self.id()),
                    conversation: due.map_or(place, |row| row.id),
                    answer: due.and_then(|row| row.automatic_due).unwrap_or(Automatic::Received),
                    content: self.content(step),
                })
            }
            Verb::DropAutomatic => Ask::DropAutomatic { conversation: place },
            Verb::Refused => Ask::NoteRefusedAct { act: Act::Send },
            Verb::Leaves => {
                let (gone, other) = if yes { (Person::Okafor, Person::Shah) } else { (Person::Shah, Person::Okafor) };
                Ask::StaffLeft { staff: gone.staff_id(), to: also.then(|| other.staff_id()) }
            }
            Verb::Provider => Ask::RecordProvider(Box::new(profile(now, step))),
            Verb::Enter | Verb::Contact | Verb::Task | Verb::GiveTask | Verb::EndTask | Verb::Needs => {
                self.otherwise(state, step, (conversation.map(|row| row.id), message))
            }
            Verb::Class => {
                let class = MessageClass::ALL.get(usize::from(other) % 4).copied().unwrap_or(MessageClass::Routine);
                Ask::SetClass { conversation: place, class }
            }
            Verb::Alarm => alarm(state, step, (place, now)),
            Verb::Holder => Ask::NameHolder { holder: yes.then(|| Person::Shah.staff_id()) },
            Verb::Missed => Ask::MissHolder,
            Verb::EndDay => Ask::EndSession { accounts: accounts(step) },
            Verb::Template => template(state, step),
            Verb::Approve => {
                let known = pick_template(state, which);
                let newest = known.and_then(TemplateHistory::latest).map_or(1, |latest| latest.version);
                Ask::ApproveTemplate {
                    template: template_id(known, which),
                    version: newest.saturating_sub(u32::from(also)),
                }
            }
            Verb::Retire => Ask::RetireTemplate { template: template_id(pick_template(state, which), which) },
            Verb::Proxy | Verb::EndProxy | Verb::StartProxy | Verb::MatchProxy => {
                self.proxies(state, step, (place, seen))
            }
            Verb::Limit => self.limit(step),
            Verb::Role => roles::role(state, step, (place, now)),
            Verb::Snooze => snoozes::snooze(state, step, (place, now)),
            Verb::Schedule => schedules::schedule(state, step, now),
            Verb::Retract => retracts::retract(state, step),
            Verb::Starters => Ask::AdoptStarters { review: self.now().to_zoned(TimeZone::UTC).date() },
        }
    }

    fn inbound(&mut self, step: Move) -> Ask {
        let text = InboundText {
            channel: Channel::Sms,
            from: number(step.which),
            content: self.content(step),
            sent_at: self.now(),
            provider: twilio(self.given),
            media: u32::from(step.amount % 3),
            message: MessageId::new(self.id()),
            conversation: ConversationId::new(self.id()),
        };
        self.heard.push(text.clone());
        Ask::Receive(text)
    }

    fn outbound(&mut self, state: &Memory, step: Move, conversation: Option<&Conversation>, seen: u32) -> Ask {
        let failed = state.all_messages().find(|message| message.needs_person()).map(|message| message.id);
        let promise = conversation.filter(|_| step.amount.is_multiple_of(7)).and_then(|row| day::promise(state, row));
        let holding = promise.is_some();
        let used = pick_template(state, step.other)
            .and_then(TemplateHistory::latest)
            .filter(|_| step.amount.is_multiple_of(5));
        let used = used.map(|known| TemplateUse { template: known.id.clone(), version: known.version });
        let to = conversation.filter(|_| !step.also).map_or_else(|| number(step.other), |row| row.number.clone());
        Ask::Send(OutboundText {
            message: if step.amount == 200 { pick_message(state, step.which, true) } else { MessageId::new(self.id()) },
            conversation: conversation.map_or_else(|| ConversationId::new(numbered(7)), |row| row.id),
            seen,
            to,
            content: if let Some(words) = &promise { self.words(words) } else { self.said_to_a_patient(step) },
            hold: SignedDuration::from_secs(i64::from(step.other % 16)),
            shared_number_seen: step.yes,
            review_seen: step.also,
            repeats: failed.filter(|_| step.amount.is_multiple_of(2)),
            purpose: Purpose::ALL.get(usize::from(step.other) % 5).copied().unwrap_or(Purpose::Results),
            despite: step.amount.is_multiple_of(4).then(|| said(!step.also)),
            templates: used.into_iter().collect(),
            reason: step.amount.is_multiple_of(3).then(|| said(!step.also)),
            also: Purpose::ALL.get(usize::from(step.which) % 8).copied().into_iter().collect(),
            holding,
            repeat_seen: step.yes,
            then_done: step.which.is_multiple_of(3),
            answered: step.also,
            send_at: schedules::send_at(step, self.now()),
            quote: quoted(state, conversation, step),
        })
    }

    /// Makes words that are mostly signed, so that clinical messages go out too, and sometimes need a reason.
    fn said_to_a_patient(&mut self, step: Move) -> Content {
        let plain = self.content(step);
        let text = plain.text().expose(); // Why: invented words.
        if text.trim().is_empty() || step.which.is_multiple_of(4) {
            return plain;
        }
        let more = if step.which % 4 == 1 { " about your diabetes" } else { "" };
        let staff = Person::STAFF.map(|person| person.staff().name).join(", ");
        Content::new([9; 16], format!("{text}{more}\n{staff}, practice nurse, GP").into())
    }

    fn provider_name(&mut self, state: &Memory, taken: bool) -> ProviderRef {
        let known = state.all_messages().find_map(provider_of);
        self.given += 1;
        known.filter(|_| taken).unwrap_or_else(|| twilio(1_000_000 + self.given))
    }
}
