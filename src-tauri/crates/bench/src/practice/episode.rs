//! The desk's day: who writes next, who answers, what is filed and closed.

use std::collections::HashSet;

use jiff::SignedDuration;
use model::{
    Actor, Ask, Content, ConversationId, E164, Failure, FailureClass, FiledMessage, FilingOutcome, MessageId,
    OutboundText, ProviderRef, ProviderStatus, SendOutcome, StaffId, WorkerName,
};

use super::batch::{Mirror, Writer};
use super::people::{BATCH, People};
use super::texts::{ACCOUNT, inbound, number_of, stranger};
use crate::plain::Row;
use crate::random::Random;
use crate::words::{Voice, Words};

/// How many conversations are talked in at a time.
const ACTIVE: usize = 1_500;
/// How many messages of a conversation may wait for the record.
const FILE_AT: usize = 40;

/// One conversation while it is talked in.
struct Episode {
    patient: Option<usize>,
    number: E164,
    conversation: Option<ConversationId>,
    left: u64,
    unfiled: Vec<FiledMessage>,
    in_batch: bool,
}

/// Everything that is going on.
pub(crate) struct Desk<'a> {
    people: &'a People,
    words: &'a Words,
    random: Random,
    /// The first is the long one.
    episodes: Vec<Episode>,
    all: u64,
    long: u64,
    said: u64,
    conversations: u64,
    /// Conversations that cannot be closed without a reason: something failed, or was not filed.
    blemished: HashSet<ConversationId>,
    step: u64,
}

impl<'a> Desk<'a> {
    /// Opens the desk for so many messages; one conversation gets 10,000 of them, or a tenth.
    pub(crate) fn new(people: &'a People, words: &'a Words, messages: u64, seed: u64) -> Self {
        let long = (messages / 10).min(10_000);
        // Three years, however many messages.
        let step = 3 * 365 * 86_400_000 / messages.max(1);
        let mut desk = Self {
            people,
            words,
            random: Random::new(seed),
            episodes: vec![],
            all: messages,
            long,
            said: 0,
            conversations: 0,
            step,
            blemished: HashSet::new(),
        };
        for place in 0..ACTIVE.min(people.patients.len() / 2) {
            let mut episode = desk.begin();
            if place == 0 {
                (episode.left, episode.patient) = (u64::MAX, Some(0));
                episode.number = people.patients.first().map_or(episode.number, number_of);
            }
            desk.episodes.push(episode);
        }
        desk
    }

    /// Says how many messages were said.
    pub(crate) const fn said(&self) -> u64 {
        self.said
    }

    /// Says how many conversations were begun.
    pub(crate) const fn conversations(&self) -> u64 {
        self.conversations
    }

    /// Returns the long conversation.
    pub(crate) fn longest(&self) -> Option<ConversationId> {
        self.episodes.first().and_then(|episode| episode.conversation)
    }

    /// Fills a batch.
    pub(crate) fn fill(&mut self, writer: &mut Writer) {
        // A small practice may have nobody left who can speak before the batch is committed.
        for _ in 0..8 * BATCH {
            if writer.len() >= BATCH || self.said >= self.all {
                break;
            }
            let place =
                if self.random.below(self.all) < self.long { 0 } else { self.random.place(self.episodes.len()) };
            if self.episodes.get(place).is_none_or(|episode| episode.in_batch) {
                continue;
            }
            writer.ids.clock += i64::try_from(self.random.below(2 * self.step)).unwrap_or(1) + 1;
            self.go_on(place, writer);
        }
    }

    /// Takes in which conversations the batch went to.
    pub(crate) fn learn(&mut self, placed: &[(usize, ConversationId)]) {
        for (place, conversation) in placed {
            if let Some(episode) = self.episodes.get_mut(*place) {
                self.conversations += u64::from(episode.conversation.is_none());
                episode.conversation = Some(*conversation);
            }
        }
        for episode in &mut self.episodes {
            episode.in_batch = false;
        }
    }

    /// Begins a conversation: with a patient who has none going on, now and then with a number that nobody knows.
    fn begin(&mut self) -> Episode {
        let mut patient = 1 + self.random.place(self.people.patients.len().saturating_sub(1));
        while self.episodes.iter().any(|episode| episode.patient == Some(patient)) {
            patient = 1 + self.random.place(self.people.patients.len().saturating_sub(1));
        }
        let unknown = self.random.per_mille(5);
        let number = match self.people.patients.get(patient) {
            Some(patient) if !unknown => number_of(patient),
            _ => stranger(&mut self.random),
        };
        // Short ones most; the mean is about nine.
        let mut left = 1 + self.random.below(6);
        while self.random.per_mille(600) && left < 200 {
            left += 1 + self.random.below(7);
        }
        Episode {
            patient: (!unknown).then_some(patient),
            number,
            conversation: None,
            left,
            unfiled: vec![],
            in_batch: false,
        }
    }

    fn go_on(&mut self, place: usize, writer: &mut Writer) {
        let staff = self.random.place(self.people.staff.len());
        let Some(author) = self.people.staff.get(staff).map(|staff| staff.id) else { return };
        let Some(mut episode) = self.episodes.get_mut(place).map(|episode| {
            std::mem::replace(
                episode,
                Episode {
                    number: episode.number.clone(),
                    conversation: None,
                    left: 0,
                    unfiled: vec![],
                    in_batch: false,
                    patient: episode.patient,
                },
            )
        }) else {
            return;
        };
        if episode.left == 0 || episode.unfiled.len() >= FILE_AT {
            self.close(&mut episode, author, writer);
            if episode.left == 0 {
                episode = self.begin();
            }
            if let Some(slot) = self.episodes.get_mut(place) {
                *slot = episode;
            }
            return;
        }
        match episode.conversation {
            Some(conversation) if episode.patient.is_some() && self.random.per_mille(220) => {
                self.answer(&mut episode, (conversation, author), writer);
            }
            Some(conversation) if self.random.per_mille(40) => {
                let text = self.words.text(Voice::Note, &mut self.random);
                let message = MessageId::new(writer.ids.uuid());
                let row = row(&episode, writer, (2, 0), None, &text);
                let content = Content::new(writer.ids.salt(), text.into());
                let ask = Ask::WriteNote { message, conversation, content, quote: None };
                writer.ask(Actor::Staff(author), ask, Mirror { row: Some(row), ..Mirror::default() });
                episode.unfiled.push(FiledMessage { message, version: 0 });
            }
            _ => {
                let text = self.words.text(Voice::Patient, &mut self.random);
                let (inbound, row) = inbound(&episode.number, episode.patient, text, &mut writer.ids);
                episode.unfiled.push(FiledMessage { message: inbound.message, version: 0 });
                let mirror = Mirror { row: Some(row), done: None, episode: Some(place) };
                writer.ask(Actor::Worker(WorkerName::Collect), Ask::Receive(inbound), mirror);
            }
        }
        // Of the long conversation several messages may stand in one batch; of others, the next is decided after this.
        episode.in_batch = place > 0 || episode.conversation.is_none();
        episode.left -= 1;
        self.said += 1;
        if let Some(slot) = self.episodes.get_mut(place) {
            *slot = episode;
        }
    }

    /// Reads, answers, hands over, and hears what came of it.
    fn answer(
        &mut self,
        episode: &mut Episode,
        (conversation, author): (ConversationId, StaffId),
        writer: &mut Writer,
    ) {
        let message = MessageId::new(writer.ids.uuid());
        let text = self.words.text(Voice::Practice, &mut self.random);
        let provider = ProviderRef { account: ACCOUNT.to_owned(), id: writer.ids.provider() };
        let (state, status) = match self.random.below(1_000) {
            0..15 => (
                2,
                Some(ProviderStatus::Failed {
                    failure: Failure { class: FailureClass::Temporary, code: Some("30003".to_owned()) },
                }),
            ),
            15..30 => (0, None),
            _ => (1, Some(ProviderStatus::Delivered)),
        };
        let row = row(episode, writer, (1, state), Some(provider.id.clone()), &text);
        if self.random.per_mille(300) {
            let ask = Ask::Assign { conversation, owner: Some(author) };
            writer.ask(Actor::Staff(author), ask, Mirror::default());
        }
        let ask = Ask::MarkRead { conversation, seen: u32::MAX };
        writer.ask(Actor::Staff(author), ask, Mirror::default());
        let send = Ask::Send(OutboundText {
            message,
            conversation,
            seen: u32::MAX,
            to: episode.number.clone(),
            content: Content::new(writer.ids.salt(), text.into()),
            hold: SignedDuration::ZERO,
            shared_number_seen: false,
            review_seen: false,
            repeats: None,
            purpose: model::Purpose::Administration,
            despite: None,
            templates: Vec::new(),
            // Random words hold diagnoses; what a reason costs is measured with them.
            reason: Some("asked for by text".to_owned().into()),
            also: Vec::new(),
            holding: false,
            repeat_seen: true,
            then_done: false,
            answered: false,
            send_at: None,
            quote: None,
        });
        writer.ask(Actor::Staff(author), send, Mirror { row: Some(row), ..Mirror::default() });
        let worker = Actor::Worker(WorkerName::Send);
        writer.ask(worker, Ask::BeginAttempt { message }, Mirror::default());
        let outcome =
            SendOutcome::Accepted { provider: provider.clone(), status: ProviderStatus::Accepted, segments: Some(1) };
        writer.ask(worker, Ask::ReportSend { message, outcome }, Mirror::default());
        let version = 2 + u32::from(status.is_some());
        if state == 2 {
            self.blemished.insert(conversation);
        }
        if let Some(status) = status {
            let at = writer.ids.now();
            writer.ask(worker, Ask::ReportStatus { provider, status, at }, Mirror::default());
        }
        episode.unfiled.push(FiledMessage { message, version });
    }

    /// Files what was said, and closes what is at its end; a few are forgotten.
    fn close(&mut self, episode: &mut Episode, author: StaffId, writer: &mut Writer) {
        let Some(conversation) = episode.conversation else { return };
        let forgotten = self.random.per_mille(20);
        if episode.patient.is_some() && !forgotten {
            let outcome = FilingOutcome::Written { record_id: conversation.to_string() };
            let ask = Ask::ReportFiling { messages: std::mem::take(&mut episode.unfiled), outcome };
            writer.ask(Actor::Worker(WorkerName::File), ask, Mirror::default());
        } else {
            self.blemished.insert(conversation);
            if episode.patient.is_none() {
                episode.unfiled.clear(); // Whose it is nobody has said: nothing of it is due.
            }
        }
        if episode.left == 0 && episode.patient.is_some() && !self.random.per_mille(40) {
            let ask = Ask::MarkRead { conversation, seen: u32::MAX };
            writer.ask(Actor::Staff(author), ask, Mirror::default());
            let reason = self.blemished.contains(&conversation).then(|| "seen by telephone".to_owned());
            let ask = Ask::MarkDone { conversation, seen: u32::MAX, reason, answered: true };
            writer.ask(Actor::Staff(author), ask, Mirror { done: Some(conversation), ..Mirror::default() });
        }
    }
}

fn row(episode: &Episode, writer: &Writer, (kind, state): (u8, u8), provider: Option<String>, text: &str) -> Row {
    let conversation = episode.conversation.unwrap_or(ConversationId::new(uuid::Uuid::nil()));
    let number = episode.number.as_str().to_owned();
    let (at, text) = (writer.ids.clock, text.to_owned());
    Row { conversation, patient: episode.patient, number, at, kind, state, provider, text }
}
