//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::consent::ConsentVerb;
use crate::duty::DutyVerb;
use crate::limit::LimitVerb;
use crate::names::{ClassName, OrderName, PurposeName, RoleName, WrongName};
use crate::people::PeopleVerb;
use crate::report::ReportVerb;
use crate::task::TaskVerb;

/// Anteroom from a terminal: JSON lines out, stable exit codes.
#[derive(Debug, Parser)]
#[command(name = "anteroomctl", version)]
pub(crate) struct Arguments {
    /// The practice's folder; by default the one that the desktop app uses.
    #[arg(long, global = true, env = "ANTEROOM_HOME")]
    pub(crate) home: Option<PathBuf>,
    /// How long a message can be taken back, in milliseconds.
    #[arg(long, global = true, hide = true)]
    pub(crate) hold_ms: Option<i64>,
    /// How long after a call without an answer the provider's list is read, in milliseconds.
    #[arg(long, global = true, hide = true)]
    pub(crate) reconcile_ms: Option<i64>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Set a practice up.
    Init {
        /// Your name, as colleagues and the record write it.
        #[arg(long)]
        name: String,
        /// What you do.
        #[arg(long, value_enum, default_value = "manager")]
        role: RoleName,
        /// What the practice is called.
        #[arg(long, default_value = "")]
        practice: String,
        /// Begin with the training practice: invented patients, the sandbox as provider.
        #[arg(long)]
        training: bool,
    },
    /// Import patients.
    Import {
        /// What to import.
        #[command(subcommand)]
        what: Import,
    },
    /// Administer the messaging provider.
    Provider {
        /// What to do with it.
        #[command(subcommand)]
        what: ProviderVerb,
    },
    /// Ask the provider for new messages once.
    Collect,
    /// List conversations of a queue.
    Threads {
        /// Which queue.
        #[arg(long, default_value = "open")]
        queue: String,
        /// In which order; by default the one that was chosen for this queue, or the queue's own.
        #[arg(long, value_enum)]
        order: Option<OrderName>,
        /// Only of this class; may be given more than once.
        #[arg(long, value_enum)]
        class: Vec<ClassName>,
        /// Only what holds something unread.
        #[arg(long)]
        unread: bool,
    },
    /// Show a conversation.
    Show {
        /// Its id.
        conversation: String,
    },
    /// Send a text in a conversation. It leaves when `run` runs, or the desktop app.
    Send {
        /// The conversation's id.
        conversation: String,
        /// What it says; "-" reads standard input.
        text: String,
        /// To which number; by default the conversation's.
        #[arg(long)]
        to: Option<String>,
        /// The message's id (a uuid); the same id sends once.
        #[arg(long)]
        id: Option<String>,
        /// Confirm that other patients share the number.
        #[arg(long)]
        shared_number_seen: bool,
        /// Confirm that it is a parent's telephone which nobody has reviewed since the patient was old enough.
        #[arg(long)]
        review_seen: bool,
        /// What it is for.
        #[arg(long, value_enum, default_value = "clinical-advice")]
        purpose: PurposeName,
        /// Why it is sent although the patient objected or the route is not safe.
        #[arg(long)]
        despite: Option<String>,
        /// Why it is sent although a check of its words asks for a reason.
        #[arg(long)]
        reason: Option<String>,
        /// Which message it answers, by its number in the conversation. The patient sees only the text.
        #[arg(long)]
        answers: Option<u32>,
        /// Confirm that the same words went to the same person a short while ago.
        #[arg(long)]
        repeat_seen: bool,
        /// The conversation is done once the text is sent and in the record.
        #[arg(long)]
        then_done: bool,
        /// For --then-done: say that everything that `done` prints is answered.
        #[arg(long, requires = "then_done")]
        answered: bool,
        /// When it leaves, by the practice's clock: tomorrow, "tue 3pm", "25 nov", 2026-11-24T15:00; by default now.
        #[arg(long)]
        at: Option<String>,
    },
    /// Let a scheduled text leave at another time.
    Reschedule(crate::schedule::RescheduleArguments),
    /// Take a scheduled text back: it is not sent.
    Cancel {
        /// The text's id, as `show` prints it.
        message: String,
    },
    /// Check a text as it would go out in a conversation; nothing is sent.
    Check {
        /// The conversation's id.
        conversation: String,
        /// What it says; "-" reads standard input.
        text: String,
        /// What it is for.
        #[arg(long, value_enum, default_value = "clinical-advice")]
        purpose: PurposeName,
    },
    /// Templates: approved wording.
    Template {
        /// What to do with them.
        #[command(subcommand)]
        what: TemplateVerb,
    },
    /// Say what a text message costs, in tenths of a penny, for the counter; 0: show none.
    Price {
        /// Tenths of a penny.
        tenths: u32,
    },
    /// Who works here.
    Staff {
        /// What to do.
        #[command(subcommand)]
        what: StaffVerb,
    },
    /// Tell a patient by when they will hear: a holding reply, which is no answer.
    Hold {
        /// The conversation's id.
        conversation: String,
    },
    /// What a patient said about being messaged.
    Consent {
        /// What to do.
        #[command(subcommand)]
        what: ConsentVerb,
    },
    /// The practice's policy.
    Policy {
        /// What to do with it.
        #[command(subcommand)]
        what: PolicyVerb,
    },
    /// Say whose conversation it is.
    Match {
        /// The conversation's id.
        conversation: String,
        /// The patient's id.
        patient: String,
        /// Add the number to the patient's.
        #[arg(long)]
        add_number: bool,
    },
    /// Mark a message as wrong; its words stay, and nothing is sent. With --undo, take the mark away.
    Wrong {
        /// The message's id.
        message: String,
        /// Why.
        #[arg(long, value_enum, required_unless_present = "undo")]
        reason: Option<WrongName>,
        /// What more there is to say.
        #[arg(long, default_value = "")]
        words: String,
        /// It was right after all.
        #[arg(long, conflicts_with = "reason")]
        undo: bool,
    },
    /// Decide about a message of which nobody can tell whether it left.
    Resolve {
        /// The message's id.
        message: String,
        /// Send it again, rather than call it failed.
        #[arg(long)]
        send: bool,
    },
    /// Tasks: reaching a patient another way than by text.
    Task {
        /// What to do.
        #[command(subcommand)]
        what: TaskVerb,
    },
    /// Search patients and messages.
    Search {
        /// What to look for.
        text: String,
    },
    /// Write what is due to the record once.
    File,
    /// Print the log: who changed what, and when, a line each. It holds names, numbers and reasons, but no message's text.
    Log {
        /// Those after this sequence number.
        #[arg(long, default_value_t = 0)]
        after: u64,
    },
    /// Check the log's chain, rebuild every view and compare, and list what is not in the record.
    Verify,
    /// Run the workers until standard input ends or the time is up.
    Run {
        /// For how many seconds.
        #[arg(long, default_value_t = 43_200)]
        seconds: u64,
        /// Go on when standard input ends.
        #[arg(long)]
        detached: bool,
    },
    /// Who else may be written to about a patient: proxies and carers.
    People {
        /// What to do.
        #[command(subcommand)]
        what: PeopleVerb,
    },
    /// Reports over past days.
    Report {
        /// Which.
        #[command(subcommand)]
        what: ReportVerb,
    },
    /// List what is due, first what is due first.
    Due,
    /// When the practice is open, and by when a message would be answered.
    Calendar {
        /// The first day, for example 2026-12-24; by default today.
        #[arg(long)]
        from: Option<jiff::civil::Date>,
        /// How many days.
        #[arg(long, default_value_t = 14)]
        days: u16,
        /// Instead: by when a message that arrives then would be answered, for example 2026-12-24T17:50.
        #[arg(long, conflicts_with = "from")]
        arriving: Option<jiff::civil::DateTime>,
    },
    /// Show who holds triage today, or name somebody.
    Holder {
        /// A staff id, as `staff list` prints it.
        staff: Option<String>,
        /// Nobody any more.
        #[arg(long, conflicts_with = "staff")]
        nobody: bool,
    },
    /// Close the day: says what is left until all of it is accounted for.
    Close {
        /// What becomes of one kind: "unowned=to:ID" (somebody takes it over) or "overdue=we ring tomorrow" (why it can
        /// wait). Kinds: unowned, overdue, unfiled, failed.
        #[arg(long = "left", value_name = "KIND=ACCOUNT")]
        left: Vec<AccountArgument>,
    },
    /// Call a conversation done; prints what the patient asked since it last was, a line each.
    Done {
        /// The conversation's id.
        conversation: String,
        /// Why, where something is not in the record or was not sent.
        #[arg(long)]
        reason: Option<String>,
        /// Say that every question printed is answered.
        #[arg(long)]
        answered: bool,
    },
    /// Limits on texting with a patient, because it was misused.
    Limit {
        /// What to do.
        #[command(subcommand)]
        what: LimitVerb,
    },
    /// Role accounts: duties that somebody has for a while, and the conversations they have.
    Duty {
        /// What to do.
        #[command(subcommand)]
        what: DutyVerb,
    },
    /// Put a conversation away until a time; without one, print the times that are offered.
    Snooze(crate::snooze::SnoozeArguments),
    /// Take a conversation back before its time.
    Wake {
        /// The conversation's id.
        conversation: String,
    },
}

/// What becomes of what is left of one kind at the end of the day.
#[derive(Clone, Debug)]
pub(crate) struct AccountArgument {
    /// Which kind.
    pub(crate) kind: contract::LeftKindView,
    /// Who takes it over.
    pub(crate) to: Option<String>,
    /// Why it can wait.
    pub(crate) reason: String,
}

impl std::str::FromStr for AccountArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, account) = text.split_once('=').ok_or("write KIND=ACCOUNT")?;
        let kind = serde_json::from_value(serde_json::Value::String(kind.to_owned()))
            .map_err(|_| "the kinds are unowned, overdue, unfiled and failed")?;
        let to = account.strip_prefix("to:").map(str::to_owned);
        let reason = if to.is_some() { String::new() } else { account.to_owned() };
        Ok(Self { kind, to, reason })
    }
}

/// What to import.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Patients, from a table (.csv) or a FHIR R4 bundle (.json).
    Patients {
        /// The file.
        file: PathBuf,
    },
}

/// What to do with the provider.
#[derive(Debug, Subcommand)]
pub(crate) enum ProviderVerb {
    /// Show what the practice's law asks to be known of the provider, and what is.
    Show,
    /// Write down what stands for the provider.
    Record {
        /// Its name and facts as `show` prints them; "-" reads standard input.
        file: PathBuf,
    },
    /// Ask the provider for something that only the right account gets.
    Test,
    /// Use Twilio. The credential is read from standard input and kept in the keyring.
    Set {
        /// The account: "AC…".
        #[arg(long)]
        account: String,
        /// The API key: "SK…"; without it the credential is the account's token.
        #[arg(long)]
        key: Option<String>,
        /// The practice's number there, in international form.
        #[arg(long)]
        number: String,
        /// Where its API is, if not at Twilio's own address.
        #[arg(long)]
        url: Option<String>,
    },
}

/// What to do about staff.
#[derive(Debug, Subcommand)]
pub(crate) enum StaffVerb {
    /// List who works here.
    List,
    /// Add a member of staff: every practice needs somebody who may adopt its policy.
    Add {
        /// The name that colleagues and the record use.
        name: String,
        /// What they do.
        #[arg(long, value_enum)]
        role: RoleName,
    },
    /// Correct an entry, or say until when somebody is away.
    Change {
        /// The id, as `list` prints it.
        staff: String,
        /// Another name.
        #[arg(long)]
        name: Option<String>,
        /// Another role.
        #[arg(long, value_enum)]
        role: Option<RoleName>,
        /// The first day back of somebody who is away, for example 2026-12-03; without it they are here.
        #[arg(long)]
        away_until: Option<String>,
        /// Their working hours, a day each: `monday=08:00-13:00`, twice for two spans; a day that is not named is free.
        #[arg(long = "works", value_parser = crate::names::works)]
        works: Vec<(String, contract::SpanView)>,
        /// They work whenever the practice is open.
        #[arg(long, conflicts_with = "works")]
        always: bool,
        /// Who has their conversations once they left, by id; an empty text takes the cover away.
        #[arg(long)]
        cover: Option<String>,
    },
    /// Say that somebody no longer works here.
    Left {
        /// The id, as `list` prints it.
        staff: String,
        /// Who has their open conversations from now on; by default their cover, else the practice's common queue.
        #[arg(long)]
        to: Option<String>,
    },
    /// Say who uses Anteroom on this computer.
    Choose {
        /// The id, as `list` prints it.
        staff: String,
    },
}

/// What to do with the policy.
#[derive(Debug, Subcommand)]
pub(crate) enum PolicyVerb {
    /// Show the policy in force, or the one to begin from.
    Show,
    /// Say what is wrong with a policy, and what patients would get under it.
    Check {
        /// The policy as `show` writes it; "-" reads standard input.
        file: PathBuf,
    },
    /// Adopt a policy.
    Adopt {
        /// The policy as `show` writes it; "-" reads standard input.
        file: PathBuf,
    },
    /// Accept the policy in force.
    Accept {
        /// Which version.
        version: u32,
    },
    /// Print who may do what.
    Rights,
}

/// What to do with templates.
#[derive(Debug, Subcommand)]
pub(crate) enum TemplateVerb {
    /// List the templates: where each stands, and what keeps it from being approved.
    List,
    /// Show a template with all its versions.
    Show {
        /// Its name, as `list` prints it.
        template: String,
    },
    /// Approve the newest version of a template.
    Approve {
        /// Its name.
        template: String,
        /// The version that you have read.
        version: u32,
    },
    /// Take a template out of use.
    Retire {
        /// Its name.
        template: String,
    },
    /// Take over the starter set as drafts.
    AdoptStarters,
    /// Make a template of a message that was sent, without the patient in it; nothing is kept without a name.
    FromMessage {
        /// The message's id.
        message: String,
        /// Keep it under this name.
        #[arg(long)]
        name: Option<String>,
    },
}
