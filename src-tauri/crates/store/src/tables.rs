//! The practice's tables as the rules see them.

use std::sync::Arc;

use jiff::Timestamp;
use model::role_account::{RoleAccount, RoleAccountChange};
use model::scheduled::Scheduled;
use model::session::Session;
use model::snooze::SnoozeChange;
use model::template::{TemplateHistory, TemplateId};
use model::{
    AdoptedPolicy, Channel, Content, Conversation, ConversationId, E164, Message, MessageId, Patient, PatientId,
    Practice, Preferences, ProviderRef, ProxyId, RecordedProvider, RoleAccountId, Sensitive, Staff, StaffId, State,
    StateMut, Task, TaskId, Timetable,
};
use rusqlite::Connection;

use crate::StoreError;
use crate::table::{
    conversation, message, patient, role_account, scheduled, session, snooze, staff, task, template, thread,
};

/// The tables, read and written within a transaction; `sequence` is the number of the change being applied.
pub(crate) struct Tables<'a> {
    connection: &'a Connection,
    sequence: u64,
}

impl<'a> Tables<'a> {
    pub(crate) const fn new(connection: &'a Connection, sequence: u64) -> Self {
        Self { connection, sequence }
    }
}

/// Turns the store's milliseconds into a time.
pub(crate) fn time(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl State for Tables<'_> {
    type Error = StoreError;

    fn practice(&self) -> Result<Option<Practice>, StoreError> {
        staff::practice(self.connection)
    }

    fn staff(&self, id: StaffId) -> Result<Option<Staff>, StoreError> {
        staff::by_id(self.connection, id)
    }

    fn patient(&self, id: PatientId) -> Result<Option<Patient>, StoreError> {
        patient::by_id(self.connection, id)
    }

    fn policy(&self) -> Result<Option<Arc<AdoptedPolicy>>, StoreError> {
        session::policy(self.connection)
    }

    fn preferences(&self, patient: PatientId) -> Result<Preferences, StoreError> {
        patient::preferences(self.connection, patient)
    }

    fn waiting_to_leave(&self, patient: PatientId, channel: Channel) -> Result<Vec<Message>, StoreError> {
        message::waiting_to_leave(self.connection, patient, channel)
    }

    fn patients_with(&self, number: &E164) -> Result<Vec<PatientId>, StoreError> {
        patient::with_number(self.connection, number)
    }

    fn proxies_with(&self, number: &E164) -> Result<Vec<(PatientId, ProxyId)>, StoreError> {
        patient::proxies_with(self.connection, number)
    }

    fn conversation(&self, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
        conversation::by_id(self.connection, id)
    }

    fn latest_conversation(
        &self,
        number: &E164,
        patient: Option<PatientId>,
    ) -> Result<Option<Conversation>, StoreError> {
        conversation::latest(self.connection, number, patient)
    }

    fn message(&self, id: MessageId) -> Result<Option<Message>, StoreError> {
        message::by_id(self.connection, id)
    }

    fn message_by_provider(&self, provider: &ProviderRef) -> Result<Option<Message>, StoreError> {
        message::by_provider(self.connection, provider)
    }

    fn messages(&self, conversation: ConversationId) -> Result<Vec<Message>, StoreError> {
        message::of_conversation(self.connection, conversation)
    }

    fn task(&self, id: TaskId) -> Result<Option<Task>, StoreError> {
        task::by_id(self.connection, id)
    }

    fn open_tasks_of(&self, patient: PatientId) -> Result<Vec<Task>, StoreError> {
        task::open_of(self.connection, patient)
    }

    fn open_tasks(&self) -> Result<Vec<Task>, StoreError> {
        task::all_open(self.connection)
    }

    fn timetable(&self) -> Result<Arc<Timetable>, StoreError> {
        session::timetable(self.connection)
    }

    fn unfinished(&self) -> Result<Vec<Conversation>, StoreError> {
        session::unfinished(self.connection)
    }

    fn session(&self) -> Result<Session, StoreError> {
        session::session(self.connection)
    }
    fn all_staff(&self) -> Result<Vec<Staff>, StoreError> {
        staff::all(self.connection)
    }

    fn open_of(&self, owner: StaffId) -> Result<Vec<ConversationId>, StoreError> {
        conversation::open_of(self.connection, owner)
    }

    fn provider(&self) -> Result<Option<RecordedProvider>, StoreError> {
        staff::provider(self.connection)
    }

    fn template(&self, id: &TemplateId) -> Result<Option<TemplateHistory>, StoreError> {
        template::by_id(self.connection, id)
    }

    fn words(&self, message: MessageId) -> Result<Option<Sensitive<String>>, StoreError> {
        thread::words(self.connection, message)
    }

    fn scheduled(&self, message: MessageId) -> Result<Option<Scheduled>, StoreError> {
        scheduled::by_id(self.connection, message)
    }

    fn scheduled_content(&self, message: MessageId) -> Result<Option<Content>, StoreError> {
        scheduled::content(self.connection, message)
    }

    fn scheduled_in(&self, conversation: ConversationId) -> Result<Vec<Scheduled>, StoreError> {
        scheduled::of_conversation(self.connection, conversation)
    }

    fn scheduled_for(&self, patient: PatientId) -> Result<Vec<Scheduled>, StoreError> {
        scheduled::of_patient(self.connection, patient)
    }

    fn written_since(&self, patient: PatientId, since: Timestamp) -> Result<Vec<Message>, StoreError> {
        message::written_since(self.connection, patient, since)
    }

    fn role_accounts(&self) -> Result<Vec<RoleAccount>, StoreError> {
        role_account::all(self.connection)
    }

    fn open_of_role(&self, account: RoleAccountId) -> Result<Vec<ConversationId>, StoreError> {
        conversation::open_of_role(self.connection, account)
    }
}

impl StateMut for Tables<'_> {
    fn put_practice(&mut self, practice: Practice) -> Result<(), StoreError> {
        staff::put_practice(self.connection, &practice)
    }

    fn put_policy(&mut self, policy: AdoptedPolicy) -> Result<(), StoreError> {
        staff::put_policy(self.connection, &policy)
    }

    fn put_preferences(&mut self, id: PatientId, preferences: Preferences) -> Result<(), StoreError> {
        patient::put_preferences(self.connection, id, &preferences)
    }

    fn put_staff(&mut self, row: Staff) -> Result<(), StoreError> {
        staff::put(self.connection, &row)
    }

    fn put_patient(&mut self, row: Patient) -> Result<(), StoreError> {
        patient::put(self.connection, &row)
    }

    fn put_conversation(&mut self, row: Conversation) -> Result<(), StoreError> {
        conversation::put(self.connection, &row)
    }

    fn put_session(&mut self, row: Session) -> Result<(), StoreError> {
        session::put_session(self.connection, &row)
    }

    fn put_message(&mut self, row: Message, new: bool) -> Result<(), StoreError> {
        if new { message::insert(self.connection, &row, self.sequence) } else { message::update(self.connection, &row) }
    }

    fn put_provider(&mut self, provider: RecordedProvider) -> Result<(), StoreError> {
        staff::put_provider(self.connection, &provider)
    }

    fn put_task(&mut self, row: Task) -> Result<(), StoreError> {
        task::put(self.connection, &row)
    }

    fn put_template(&mut self, id: TemplateId, row: TemplateHistory) -> Result<(), StoreError> {
        template::put(self.connection, &id, &row)
    }

    fn put_scheduled(&mut self, text: Scheduled) -> Result<(), StoreError> {
        scheduled::put(self.connection, &text, self.sequence)
    }

    fn end_scheduled(&mut self, message: MessageId) -> Result<(), StoreError> {
        scheduled::end(self.connection, message)
    }

    fn put_role_account(&mut self, row: RoleAccount) -> Result<(), StoreError> {
        role_account::put(self.connection, &row)
    }

    fn add_role_fact(&mut self, fact: RoleAccountChange) -> Result<(), StoreError> {
        role_account::add_fact(self.connection, &fact, self.sequence)
    }

    fn add_snooze_fact(&mut self, fact: SnoozeChange) -> Result<(), StoreError> {
        snooze::add_fact(self.connection, &fact, self.sequence)
    }
}
