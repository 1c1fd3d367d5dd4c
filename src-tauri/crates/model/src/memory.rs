//! The state in memory: what the rules are tested against, and what the encrypted store must equal.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use jiff::Timestamp;

use crate::role_account::{RoleAccount, RoleAccountChange};
use crate::scheduled::Scheduled;
use crate::session::Session;
use crate::snooze::SnoozeChange;
use crate::template::{TemplateHistory, TemplateId};
use crate::{
    AdoptedPolicy, Channel, Content, Conversation, ConversationId, ConversationState, Delivery, Digest, E164, Message,
    MessageId, MessageKind, Patient, PatientId, Practice, Preferences, ProviderRef, ProxyId, RecordedProvider,
    RoleAccountId, Sensitive, Staff, StaffId, State, StateMut, Task, TaskId, Timetable,
};

/// A practice held in ordered maps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    practice: Option<Practice>,
    policy: Option<Arc<AdoptedPolicy>>,
    staff: BTreeMap<StaffId, Staff>,
    patients: BTreeMap<PatientId, Patient>,
    preferences: BTreeMap<PatientId, Preferences>,
    conversations: BTreeMap<ConversationId, Conversation>,
    messages: BTreeMap<MessageId, Message>,
    provider: Option<RecordedProvider>,
    tasks: BTreeMap<TaskId, Task>,
    session: Session,
    templates: BTreeMap<TemplateId, TemplateHistory>,
    role_accounts: BTreeMap<RoleAccountId, RoleAccount>,
    role_facts: Vec<RoleAccountChange>,
    snooze_facts: Vec<SnoozeChange>,
    scheduled: BTreeMap<MessageId, Scheduled>,
    words: BTreeMap<Digest, Content>,
}

impl Memory {
    /// Returns all conversations in order of id.
    pub fn conversations(&self) -> impl Iterator<Item = &Conversation> {
        self.conversations.values()
    }

    /// Returns all messages in order of id.
    pub fn all_messages(&self) -> impl Iterator<Item = &Message> {
        self.messages.values()
    }

    /// Returns all patients in order of id.
    pub fn patients(&self) -> impl Iterator<Item = &Patient> {
        self.patients.values()
    }

    /// Returns all tasks in order of id.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values()
    }

    /// Returns all templates in order of id.
    pub fn templates(&self) -> impl Iterator<Item = &TemplateHistory> {
        self.templates.values()
    }

    /// Returns all texts that wait for their time, in order of id.
    pub fn all_scheduled(&self) -> impl Iterator<Item = &Scheduled> {
        self.scheduled.values()
    }

    /// Returns what happened to role accounts, in order.
    pub fn role_facts(&self) -> &[RoleAccountChange] {
        &self.role_facts
    }

    /// Returns what was put away and came back, in order.
    pub fn snooze_facts(&self) -> &[SnoozeChange] {
        &self.snooze_facts
    }

    /// Keeps the words that something asked for brings: a change holds only their digest.
    pub fn keep(&mut self, content: &Content) {
        self.words.insert(content.digest(), content.clone());
    }
}

impl State for Memory {
    type Error = Infallible;

    fn practice(&self) -> Result<Option<Practice>, Infallible> {
        Ok(self.practice.clone())
    }

    fn policy(&self) -> Result<Option<Arc<AdoptedPolicy>>, Infallible> {
        Ok(self.policy.clone())
    }

    fn preferences(&self, patient: PatientId) -> Result<Preferences, Infallible> {
        Ok(self.preferences.get(&patient).cloned().unwrap_or_default())
    }

    fn waiting_to_leave(&self, patient: PatientId, channel: Channel) -> Result<Vec<Message>, Infallible> {
        let of_patient = |message: &&Message| {
            let row = self.conversations.get(&message.conversation);
            row.is_some_and(|row| row.subject.patient() == Some(patient))
        };
        let waits = |message: &&Message| match &message.kind {
            MessageKind::Out { channel: by, delivery, .. } => {
                *by == channel && matches!(delivery, Delivery::Held { .. } | Delivery::Queued { .. })
            }
            MessageKind::In { .. } | MessageKind::Note { .. } | MessageKind::Contact { .. } => false,
        };
        Ok(self.messages.values().filter(waits).filter(of_patient).cloned().collect())
    }

    fn staff(&self, id: StaffId) -> Result<Option<Staff>, Infallible> {
        Ok(self.staff.get(&id).cloned())
    }

    fn patient(&self, id: PatientId) -> Result<Option<Patient>, Infallible> {
        Ok(self.patients.get(&id).cloned())
    }

    fn patients_with(&self, number: &E164) -> Result<Vec<PatientId>, Infallible> {
        Ok(self.patients.values().filter(|patient| patient.uses_number(number)).map(|patient| patient.id).collect())
    }

    fn conversation(&self, id: ConversationId) -> Result<Option<Conversation>, Infallible> {
        Ok(self.conversations.get(&id).cloned())
    }

    fn latest_conversation(
        &self,
        number: &E164,
        patient: Option<PatientId>,
    ) -> Result<Option<Conversation>, Infallible> {
        let theirs = self
            .conversations
            .values()
            .filter(|row| row.number == *number && row.subject.patient() == patient)
            .max_by_key(|row| (row.last_at, row.id));
        Ok(theirs.cloned())
    }

    fn message(&self, id: MessageId) -> Result<Option<Message>, Infallible> {
        Ok(self.messages.get(&id).cloned())
    }

    fn message_by_provider(&self, provider: &ProviderRef) -> Result<Option<Message>, Infallible> {
        let named = |message: &&Message| match &message.kind {
            MessageKind::In { provider: name, .. } => name == provider,
            MessageKind::Out { provider: name, .. } => name.as_ref() == Some(provider),
            MessageKind::Note { .. } | MessageKind::Contact { .. } => false,
        };
        Ok(self.messages.values().find(named).cloned())
    }

    fn proxies_with(&self, number: &E164) -> Result<Vec<(PatientId, ProxyId)>, Infallible> {
        let theirs = self
            .preferences
            .iter()
            .flat_map(|(patient, known)| known.proxies_at(number).map(|proxy| (*patient, proxy.id)));
        let mut theirs: Vec<_> = theirs.collect();
        theirs.sort_unstable();
        Ok(theirs)
    }

    fn messages(&self, conversation: ConversationId) -> Result<Vec<Message>, Infallible> {
        let mut messages: Vec<Message> =
            self.messages.values().filter(|message| message.conversation == conversation).cloned().collect();
        messages.sort_by_key(|message| message.number);
        Ok(messages)
    }

    fn task(&self, id: TaskId) -> Result<Option<Task>, Infallible> {
        Ok(self.tasks.get(&id).cloned())
    }

    fn open_tasks_of(&self, patient: PatientId) -> Result<Vec<Task>, Infallible> {
        let theirs =
            |id: &ConversationId| self.conversations.get(id).is_some_and(|row| row.subject.patient() == Some(patient));
        let of = |task: &&Task| task.patient == Some(patient) || task.conversation.as_ref().is_some_and(theirs);
        Ok(self.tasks.values().filter(|task| task.is_open()).filter(of).cloned().collect())
    }

    fn open_tasks(&self) -> Result<Vec<Task>, Infallible> {
        Ok(self.tasks.values().filter(|task| task.is_open()).cloned().collect())
    }

    fn timetable(&self) -> Result<Arc<Timetable>, Infallible> {
        Ok(Timetable::in_force(self.policy.as_deref()))
    }

    fn unfinished(&self) -> Result<Vec<Conversation>, Infallible> {
        let is = |row: &&Conversation| row.unfiled > 0 || matches!(row.state, ConversationState::Open);
        Ok(self.conversations.values().filter(is).cloned().collect())
    }

    fn session(&self) -> Result<Session, Infallible> {
        Ok(self.session.clone())
    }
    fn all_staff(&self) -> Result<Vec<Staff>, Infallible> {
        Ok(self.staff.values().cloned().collect())
    }

    fn open_of(&self, owner: StaffId) -> Result<Vec<ConversationId>, Infallible> {
        let theirs = |row: &&Conversation| row.owner == Some(owner) && row.state == ConversationState::Open;
        Ok(self.conversations.values().filter(theirs).map(|row| row.id).collect())
    }

    fn provider(&self) -> Result<Option<RecordedProvider>, Infallible> {
        Ok(self.provider.clone())
    }

    fn template(&self, id: &TemplateId) -> Result<Option<TemplateHistory>, Infallible> {
        Ok(self.templates.get(id).cloned())
    }

    fn role_accounts(&self) -> Result<Vec<RoleAccount>, Infallible> {
        Ok(self.role_accounts.values().cloned().collect())
    }

    fn open_of_role(&self, account: RoleAccountId) -> Result<Vec<ConversationId>, Infallible> {
        let has = |row: &&Conversation| row.role_account == Some(account) && row.state == ConversationState::Open;
        Ok(self.conversations.values().filter(has).map(|row| row.id).collect())
    }

    fn words(&self, message: MessageId) -> Result<Option<Sensitive<String>>, Infallible> {
        let content = self.messages.get(&message).and_then(|message| self.words.get(&message.content));
        Ok(content.map(|content| content.text().clone()))
    }

    fn scheduled(&self, message: MessageId) -> Result<Option<Scheduled>, Infallible> {
        Ok(self.scheduled.get(&message).cloned())
    }

    fn scheduled_content(&self, message: MessageId) -> Result<Option<Content>, Infallible> {
        Ok(self.scheduled.get(&message).and_then(|text| self.words.get(&text.content)).cloned())
    }

    fn scheduled_in(&self, conversation: ConversationId) -> Result<Vec<Scheduled>, Infallible> {
        let mut texts: Vec<Scheduled> =
            self.scheduled.values().filter(|text| text.conversation == conversation).cloned().collect();
        texts.sort_by_key(|text| (text.send_at, text.message));
        Ok(texts)
    }

    fn scheduled_for(&self, patient: PatientId) -> Result<Vec<Scheduled>, Infallible> {
        let theirs = |text: &&Scheduled| {
            let row = self.conversations.get(&text.conversation);
            row.is_some_and(|row| row.subject.patient() == Some(patient))
        };
        Ok(self.scheduled.values().filter(theirs).cloned().collect())
    }

    fn written_since(&self, patient: PatientId, since: Timestamp) -> Result<Vec<Message>, Infallible> {
        let of_patient = |message: &&Message| {
            let row = self.conversations.get(&message.conversation);
            row.is_some_and(|row| row.subject.patient() == Some(patient))
        };
        let written = |message: &&Message| matches!(message.kind, MessageKind::Out { .. }) && message.at >= since;
        Ok(self.messages.values().filter(written).filter(of_patient).cloned().collect())
    }
}

impl StateMut for Memory {
    fn put_practice(&mut self, practice: Practice) -> Result<(), Infallible> {
        self.practice = Some(practice);
        Ok(())
    }

    fn put_policy(&mut self, policy: AdoptedPolicy) -> Result<(), Infallible> {
        self.policy = Some(Arc::new(policy));
        Ok(())
    }

    fn put_preferences(&mut self, patient: PatientId, preferences: Preferences) -> Result<(), Infallible> {
        self.preferences.insert(patient, preferences);
        Ok(())
    }

    fn put_staff(&mut self, staff: Staff) -> Result<(), Infallible> {
        self.staff.insert(staff.id, staff);
        Ok(())
    }

    fn put_patient(&mut self, patient: Patient) -> Result<(), Infallible> {
        self.patients.insert(patient.id, patient);
        Ok(())
    }

    fn put_conversation(&mut self, conversation: Conversation) -> Result<(), Infallible> {
        self.conversations.insert(conversation.id, conversation);
        Ok(())
    }

    fn put_session(&mut self, session: Session) -> Result<(), Infallible> {
        self.session = session;
        Ok(())
    }

    fn put_message(&mut self, message: Message, _new: bool) -> Result<(), Infallible> {
        self.messages.insert(message.id, message);
        Ok(())
    }

    fn put_provider(&mut self, provider: RecordedProvider) -> Result<(), Infallible> {
        self.provider = Some(provider);
        Ok(())
    }

    fn put_task(&mut self, task: Task) -> Result<(), Infallible> {
        self.tasks.insert(task.id, task);
        Ok(())
    }

    fn put_template(&mut self, id: TemplateId, template: TemplateHistory) -> Result<(), Infallible> {
        self.templates.insert(id, template);
        Ok(())
    }

    fn put_scheduled(&mut self, text: Scheduled) -> Result<(), Infallible> {
        self.scheduled.insert(text.message, text);
        Ok(())
    }

    fn end_scheduled(&mut self, message: MessageId) -> Result<(), Infallible> {
        self.scheduled.remove(&message);
        Ok(())
    }

    fn put_role_account(&mut self, account: RoleAccount) -> Result<(), Infallible> {
        self.role_accounts.insert(account.id, account);
        Ok(())
    }

    fn add_role_fact(&mut self, fact: RoleAccountChange) -> Result<(), Infallible> {
        self.role_facts.push(fact);
        Ok(())
    }

    fn add_snooze_fact(&mut self, fact: SnoozeChange) -> Result<(), Infallible> {
        self.snooze_facts.push(fact);
        Ok(())
    }
}
