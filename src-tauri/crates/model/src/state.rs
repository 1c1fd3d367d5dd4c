//! What the rules need to know, and what changes make true.

use std::sync::Arc;

use jiff::Timestamp;

use crate::role_account::{RoleAccount, RoleAccountChange};
use crate::scheduled::Scheduled;
use crate::session::Session;
use crate::snooze::SnoozeChange;
use crate::template::{TemplateHistory, TemplateId};
use crate::{
    AdoptedPolicy, Channel, Content, Conversation, ConversationId, E164, Message, MessageId, Patient, PatientId,
    Practice, Preferences, ProviderRef, ProxyId, RecordedProvider, RoleAccountId, Sensitive, Staff, StaffId, Task,
    TaskId, Timetable,
};

/// What [`decide`](crate::decide()) reads. "Not there" is `None`; an error is the store's own.
pub trait State {
    /// What can go wrong in reading or writing.
    type Error;

    /// Returns the practice, once it was described.
    fn practice(&self) -> Result<Option<Practice>, Self::Error>;
    /// Returns the policy in force; `None` until one is adopted.
    fn policy(&self) -> Result<Option<Arc<AdoptedPolicy>>, Self::Error>;
    /// Returns a member of staff.
    fn staff(&self, id: StaffId) -> Result<Option<Staff>, Self::Error>;
    /// Returns a patient.
    fn patient(&self, id: PatientId) -> Result<Option<Patient>, Self::Error>;
    /// Returns how a patient wants to be reached, and must not be.
    fn preferences(&self, patient: PatientId) -> Result<Preferences, Self::Error>;
    /// Returns every patient who has the number in use (not [`Old`](crate::ContactUse::Old)), in order of id.
    fn patients_with(&self, number: &E164) -> Result<Vec<PatientId>, Self::Error>;
    /// Returns everybody whose number it is and who may be written to about a patient, or once might, in order of ids.
    fn proxies_with(&self, number: &E164) -> Result<Vec<(PatientId, ProxyId)>, Self::Error>;
    /// Returns a conversation.
    fn conversation(&self, id: ConversationId) -> Result<Option<Conversation>, Self::Error>;
    /// Returns the conversation at this number, with this patient (`None`: unmatched), in which something was said last.
    fn latest_conversation(
        &self,
        number: &E164,
        patient: Option<PatientId>,
    ) -> Result<Option<Conversation>, Self::Error>;
    /// Returns a message.
    fn message(&self, id: MessageId) -> Result<Option<Message>, Self::Error>;
    /// Returns the message that a provider calls so.
    fn message_by_provider(&self, provider: &ProviderRef) -> Result<Option<Message>, Self::Error>;
    /// Returns every message to a patient by this kind of messaging that has not left yet: held, or waiting for its next
    /// attempt.
    fn waiting_to_leave(&self, patient: PatientId, channel: Channel) -> Result<Vec<Message>, Self::Error>;
    /// Returns a conversation's messages in order. For whole-conversation rules; a page for the window is the store's own.
    fn messages(&self, conversation: ConversationId) -> Result<Vec<Message>, Self::Error>;
    /// Returns everybody who works or worked here, in order of id.
    fn all_staff(&self) -> Result<Vec<Staff>, Self::Error>;
    /// Returns the open conversations that somebody has, in order of id.
    fn open_of(&self, owner: StaffId) -> Result<Vec<ConversationId>, Self::Error>;
    /// Returns every role account there is or was, in order of id.
    fn role_accounts(&self) -> Result<Vec<RoleAccount>, Self::Error>;
    /// Returns a role account, also one that ended.
    fn role_account(&self, id: RoleAccountId) -> Result<Option<RoleAccount>, Self::Error> {
        Ok(self.role_accounts()?.into_iter().find(|account| account.id == id))
    }
    /// Returns the open conversations that a role account has, in order of id.
    fn open_of_role(&self, account: RoleAccountId) -> Result<Vec<ConversationId>, Self::Error>;
    /// Returns what was written down of the messaging provider; `None` until something was.
    fn provider(&self) -> Result<Option<RecordedProvider>, Self::Error>;
    /// Returns a task.
    fn task(&self, id: TaskId) -> Result<Option<Task>, Self::Error>;
    /// Returns what is to be done about a patient, also what was found in a conversation that is theirs by now, in order of
    /// id.
    fn open_tasks_of(&self, patient: PatientId) -> Result<Vec<Task>, Self::Error>;
    /// Returns everything that is to be done, in order of id.
    fn open_tasks(&self) -> Result<Vec<Task>, Self::Error>;
    /// Returns what the policy in force says about time, or the one that comes with the app.
    fn timetable(&self) -> Result<Arc<Timetable>, Self::Error>;
    /// Returns every conversation that is open or holds something that is not in the record.
    fn unfinished(&self) -> Result<Vec<Conversation>, Self::Error>;
    /// Returns who holds triage, and how the last day ended.
    fn session(&self) -> Result<Session, Self::Error>;
    /// Returns a template with all its versions.
    fn template(&self, id: &TemplateId) -> Result<Option<TemplateHistory>, Self::Error>;
    /// Returns the words of a message; `None` once they were erased. For rules about words that were said before.
    fn words(&self, message: MessageId) -> Result<Option<Sensitive<String>>, Self::Error>;
    /// Returns a text that waits for its time.
    fn scheduled(&self, message: MessageId) -> Result<Option<Scheduled>, Self::Error>;
    /// Returns the words of a text that waits for its time; `None` where there is none, or they were erased.
    fn scheduled_content(&self, message: MessageId) -> Result<Option<Content>, Self::Error>;
    /// Returns the texts of a conversation that wait for their time, the next first.
    fn scheduled_in(&self, conversation: ConversationId) -> Result<Vec<Scheduled>, Self::Error>;
    /// Returns the texts to a patient, or to somebody about them, that wait for their time, in order of id.
    fn scheduled_for(&self, patient: PatientId) -> Result<Vec<Scheduled>, Self::Error>;
    /// Returns every text to a patient, or to somebody about them, that was written at a time or later, in order of id.
    fn written_since(&self, patient: PatientId, since: Timestamp) -> Result<Vec<Message>, Self::Error>;
}

/// What [`apply`](crate::apply()) writes: whole rows, added or replaced.
pub trait StateMut: State {
    /// Writes the practice.
    fn put_practice(&mut self, practice: Practice) -> Result<(), Self::Error>;
    /// Writes the policy in force.
    fn put_policy(&mut self, policy: AdoptedPolicy) -> Result<(), Self::Error>;
    /// Writes a member of staff.
    fn put_staff(&mut self, staff: Staff) -> Result<(), Self::Error>;
    /// Writes a patient.
    fn put_patient(&mut self, patient: Patient) -> Result<(), Self::Error>;
    /// Writes how a patient wants to be reached.
    fn put_preferences(&mut self, patient: PatientId, preferences: Preferences) -> Result<(), Self::Error>;
    /// Writes a conversation.
    fn put_conversation(&mut self, conversation: Conversation) -> Result<(), Self::Error>;
    /// Writes a message; `new` says that it was not there before.
    fn put_message(&mut self, message: Message, new: bool) -> Result<(), Self::Error>;
    /// Writes what is known of the messaging provider.
    fn put_provider(&mut self, provider: RecordedProvider) -> Result<(), Self::Error>;
    /// Writes a task.
    fn put_task(&mut self, task: Task) -> Result<(), Self::Error>;
    /// Writes who holds triage, and how the last day ended.
    fn put_session(&mut self, session: Session) -> Result<(), Self::Error>;
    /// Writes a template with all its versions.
    fn put_template(&mut self, id: TemplateId, template: TemplateHistory) -> Result<(), Self::Error>;
    /// Writes a text that waits for its time.
    fn put_scheduled(&mut self, text: Scheduled) -> Result<(), Self::Error>;
    /// Takes a text away that waits for its time no more.
    fn end_scheduled(&mut self, message: MessageId) -> Result<(), Self::Error>;
    /// Writes a role account.
    fn put_role_account(&mut self, account: RoleAccount) -> Result<(), Self::Error>;
    /// Adds a fact to the history of a role account, for the threads that it concerns.
    fn add_role_fact(&mut self, fact: RoleAccountChange) -> Result<(), Self::Error>;
    /// Adds a fact to the history of a conversation that was put away, for its thread.
    fn add_snooze_fact(&mut self, fact: SnoozeChange) -> Result<(), Self::Error>;
}
