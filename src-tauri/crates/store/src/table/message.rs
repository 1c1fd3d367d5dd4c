//! Messages.

use jiff::Timestamp;
use model::{
    Author, Automatic, Channel, ConversationId, Delivery, Digest, Entered, Filing, Later, Message, MessageId,
    MessageKind, OtherWay, PatientId, ProviderRef, Purpose, Quote, StaffId, Terms,
};
use rusqlite::{Connection, Row, named_params};

use super::{conversation, name_of, named, number};
use crate::StoreError;
use crate::pool::View;
use crate::tables::time;

/// The columns of a message, with its conversation's id, in the order that [`read`] takes them.
pub(crate) const COLUMNS: &str = "message.id,
    (SELECT conversation.id FROM conversation WHERE conversation.row = message.conversation), message.number, message.at,
    message.kind, message.channel, message.party, message.author, message.sent_at, message.provider_account,
    message.provider_id, message.media, message.segments, message.repeats, message.repeated_by, message.delivery,
    message.filing, message.version, message.digest, message.seq, message.automatic, message.purpose, message.despite,
    message.way, message.also, message.late, message.terms, message.later, message.quote";

pub(crate) fn read(row: &Row<'_>) -> Result<Message, StoreError> {
    let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let provider = match (row.get::<_, Option<String>>(9)?, row.get::<_, Option<String>>(10)?) {
        (Some(account), Some(id)) => Some(ProviderRef { account, id }),
        _ => None,
    };
    let kind = match text(4)? {
        "in" => MessageKind::In {
            channel: named(row.get(5)?)?,
            from: number(text(6)?)?,
            sent_at: time(row.get(8)?),
            provider: provider.ok_or(StoreError::Damaged)?,
            media: row.get(11)?,
            entered: way(row)?,
            late: row.get(25)?,
        },
        "out" => MessageKind::Out {
            channel: named(row.get(5)?)?,
            to: number(text(6)?)?,
            author: match (row.get::<_, Option<uuid::Uuid>>(7)?, row.get::<_, Option<String>>(20)?) {
                (Some(id), None) => Author::Staff { staff: StaffId::new(id) },
                (None, Some(answer)) => Author::Automatic { answer: named(answer)? },
                _ => return Err(StoreError::Damaged),
            },
            purpose: named(row.get(21)?)?,
            also: also(row)?,
            despite: row.get(22)?,
            delivery: serde_json::from_str(text(15)?)?,
            provider,
            segments: row.get(12)?,
            repeats: row.get::<_, Option<uuid::Uuid>>(13)?.map(MessageId::new),
            repeated_by: row.get::<_, Option<uuid::Uuid>>(14)?.map(MessageId::new),
            terms: terms(row)?,
            quote: quote(row)?,
        },
        "contact" => {
            let (author, repeats) =
                (StaffId::new(row.get(7)?), row.get::<_, Option<uuid::Uuid>>(13)?.map(MessageId::new));
            MessageKind::Contact { author, way: way(row)?.ok_or(StoreError::Damaged)?, repeats }
        }
        _ => MessageKind::Note { author: StaffId::new(row.get(7)?), quote: quote(row)? },
    };
    Ok(Message {
        id: MessageId::new(row.get(0)?),
        conversation: ConversationId::new(row.get(1)?),
        number: row.get(2)?,
        at: time(row.get(3)?),
        content: Digest::new(row.get(18)?),
        kind,
        filing: serde_json::from_str(text(16)?)?,
        version: row.get(17)?,
        later: later(row)?,
    })
}

/// Reads what became known later.
fn later(row: &Row<'_>) -> Result<Later, StoreError> {
    later_in(row, 27)
}

/// Reads what became known later out of a column.
pub(crate) fn later_in(row: &Row<'_>, column: usize) -> Result<Later, StoreError> {
    Ok(row.get::<_, Option<String>>(column)?.map(|later| serde_json::from_str(&later)).transpose()?.unwrap_or_default())
}

/// Reads which message it answers.
fn quote(row: &Row<'_>) -> Result<Option<Quote>, StoreError> {
    Ok(row.get::<_, Option<String>>(28)?.map(|quote| serde_json::from_str(&quote)).transpose()?)
}

/// Reads what else a text is for.
fn also(row: &Row<'_>) -> Result<Vec<Purpose>, StoreError> {
    Ok(row.get::<_, Option<String>>(24)?.map(|also| serde_json::from_str(&also)).transpose()?.unwrap_or_default())
}

/// Reads what a text undertakes.
fn terms(row: &Row<'_>) -> Result<Terms, StoreError> {
    Ok(row.get::<_, Option<String>>(26)?.map(|terms| serde_json::from_str(&terms)).transpose()?.unwrap_or_default())
}

/// Reads by which way something came or went that was no text.
fn way<T: serde::de::DeserializeOwned>(row: &Row<'_>) -> Result<Option<T>, StoreError> {
    Ok(row.get::<_, Option<String>>(23)?.map(|way| serde_json::from_str(&way)).transpose()?)
}

pub(crate) fn by_id(connection: &Connection, id: MessageId) -> Result<Option<Message>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM message WHERE id = :id"))?;
    let mut rows = statement.query(named_params! { ":id": id.uuid() })?;
    rows.next()?.map(read).transpose()
}

pub(crate) fn by_provider(connection: &Connection, provider: &ProviderRef) -> Result<Option<Message>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM message WHERE provider_id = :id AND provider_account = :account"
    ))?;
    let mut rows = statement.query(named_params! { ":id": provider.id, ":account": provider.account })?;
    rows.next()?.map(read).transpose()
}

/// Returns what has not left yet of everything to a patient by a kind of messaging. Few messages ever wait at once.
pub(crate) fn waiting_to_leave(
    connection: &Connection,
    patient: PatientId,
    channel: Channel,
) -> Result<Vec<Message>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM message INDEXED BY message_send_due
         WHERE message.send_due IS NOT NULL AND message.channel = :channel
             AND message.conversation IN (SELECT conversation.row FROM conversation
                 WHERE conversation.patient = (SELECT patient.row FROM patient WHERE patient.id = :patient))
         ORDER BY message.id"
    ))?;
    let mut rows = statement.query(named_params! { ":patient": patient.uuid(), ":channel": name_of(&channel)? })?;
    let mut waiting = Vec::new();
    while let Some(row) = rows.next()? {
        let message = read(row)?;
        if !matches!(message.delivery(), Some(Delivery::InFlight { .. })) {
            waiting.push(message);
        }
    }
    Ok(waiting)
}

/// Returns every text to a patient, or to somebody about them, that was written at a time or later. By the patient's index
/// and each conversation's last place: nothing is read of those in which nothing was said since.
pub(crate) fn written_since(
    connection: &Connection,
    patient: PatientId,
    since: Timestamp,
) -> Result<Vec<Message>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM message INDEXED BY message_place
         WHERE message.kind = 'out' AND message.at >= :since
             AND message.conversation IN (SELECT conversation.row FROM conversation INDEXED BY conversation_of_patient
                 WHERE conversation.patient = (SELECT patient.row FROM patient WHERE patient.id = :patient)
                     AND (conversation.last_at >= :since OR conversation.automatic_at >= :since))
         ORDER BY message.id"
    ))?;
    let values = named_params! { ":patient": patient.uuid(), ":since": since.as_millisecond() };
    statement.query_and_then(values, read)?.collect()
}

pub(crate) fn of_conversation(connection: &Connection, id: ConversationId) -> Result<Vec<Message>, StoreError> {
    let Some(conversation) = conversation::row_of(connection, id)? else { return Ok(vec![]) };
    let mut statement = connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM message WHERE conversation = :conversation ORDER BY number"))?;
    statement.query_and_then(named_params! { ":conversation": conversation }, read)?.collect()
}

/// What differs between kinds, as columns.
#[derive(Default)]
struct Columns<'a> {
    channel: Option<Channel>,
    party: Option<&'a str>,
    author: Option<StaffId>,
    automatic: Option<Automatic>,
    purpose: Option<Purpose>,
    also: &'a [Purpose],
    despite: bool,
    sent_at: Option<Timestamp>,
    provider: Option<&'a ProviderRef>,
    media: u32,
    segments: Option<u32>,
    repeats: Option<MessageId>,
    repeated_by: Option<MessageId>,
    delivery: Option<&'a Delivery>,
    way: Option<Way<'a>>,
    late: bool,
    terms: Option<&'a Terms>,
    quote: Option<&'a Quote>,
}

/// By which way something came or went that was no text.
#[derive(serde::Serialize)]
#[serde(untagged)]
enum Way<'a> {
    In(&'a Entered),
    Out(&'a OtherWay),
}

impl<'a> Columns<'a> {
    fn of(kind: &'a MessageKind) -> (&'static str, Self) {
        match kind {
            MessageKind::In { channel, from, sent_at, provider, media, entered, late } => (
                "in",
                Self {
                    channel: Some(*channel),
                    party: Some(from.as_str()),
                    sent_at: Some(*sent_at),
                    provider: Some(provider),
                    media: *media,
                    author: entered.as_ref().map(|entered| entered.by),
                    way: entered.as_ref().map(Way::In),
                    late: *late,
                    ..Self::default()
                },
            ),
            MessageKind::Out {
                channel,
                to,
                author,
                purpose,
                also,
                despite,
                delivery,
                provider,
                segments,
                repeats,
                repeated_by,
                terms,
                quote,
            } => (
                "out",
                Self {
                    channel: Some(*channel),
                    party: Some(to.as_str()),
                    author: author.staff(),
                    automatic: author.automatic(),
                    purpose: Some(*purpose),
                    also,
                    despite: *despite,
                    provider: provider.as_ref(),
                    segments: *segments,
                    repeats: *repeats,
                    repeated_by: *repeated_by,
                    terms: Some(terms),
                    quote: quote.as_ref(),
                    delivery: Some(delivery),
                    ..Self::default()
                },
            ),
            MessageKind::Note { author, quote } => {
                ("note", Self { author: Some(*author), quote: quote.as_ref(), ..Self::default() })
            }
            MessageKind::Contact { author, way, repeats } => {
                let way = Some(Way::Out(way));
                ("contact", Self { author: Some(*author), way, repeats: *repeats, ..Self::default() })
            }
        }
    }
}

/// Returns when a message is to be handed over; of one whose call was cut off, when the call was made.
fn send_due(delivery: Option<&Delivery>) -> Option<i64> {
    match delivery {
        Some(
            Delivery::Held { until: at }
            | Delivery::Queued { not_before: at, .. }
            | Delivery::InFlight { since: at, .. },
        ) => Some(at.as_millisecond()),
        _ => None,
    }
}

/// Returns since when a message must be looked for in the provider's list: since its call, or since the last reading.
/// Apart from what is to be handed over, so that messages in doubt never hold up new ones.
fn look_due(delivery: Option<&Delivery>) -> Option<i64> {
    match delivery {
        Some(Delivery::Unknown { since, absent_at, needs_person: false, .. }) => {
            Some(absent_at.unwrap_or(*since).as_millisecond())
        }
        _ => None,
    }
}

/// Returns when the filer must look at a message.
fn filing_due(filing: &Filing) -> Option<i64> {
    match filing {
        Filing::Pending { since: at } | Filing::Retrying { next: at, .. } => Some(at.as_millisecond()),
        Filing::NotDue | Filing::Failed { .. } | Filing::Written { .. } => None,
    }
}

/// Adds a message in the row of its change. Its words come into the search by [`index_after`].
pub(crate) fn insert(connection: &Connection, message: &Message, sequence: u64) -> Result<(), StoreError> {
    let conversation = conversation::row_of(connection, message.conversation)?.ok_or(StoreError::Damaged)?;
    let (kind, columns) = Columns::of(&message.kind);
    let mut statement = connection.prepare_cached(
        "INSERT INTO message (seq, id, conversation, number, at, kind, channel, party, author, automatic, purpose, also, despite,
             sent_at, provider_account, provider_id, media, segments, repeats, repeated_by, delivery, send_due, look_due, follow, filing, filing_due,
             version, digest, way, late, terms, later, receipt_since, quote)
         VALUES (:seq, :id, :conversation, :number, :at, :kind, :channel, :party, :author, :automatic, :purpose, :also, :despite,
             :sent_at, :provider_account, :provider_id, :media, :segments, :repeats, NULL, :delivery, :send_due, :look_due, :follow, :filing, :filing_due,
             :version, :digest, :way, :late, :terms, :later, :receipt_since, :quote)",
    )?;
    statement.execute(named_params! {
        ":seq": sequence, ":id": message.id.uuid(), ":conversation": conversation, ":number": message.number,
        ":at": message.at.as_millisecond(), ":kind": kind, ":channel": columns.channel.as_ref().map(name_of).transpose()?,
        ":party": columns.party, ":author": columns.author.map(|id| id.uuid()),
        ":automatic": columns.automatic.as_ref().map(name_of).transpose()?,
        ":purpose": columns.purpose.as_ref().map(name_of).transpose()?, ":despite": columns.despite,
        ":also": (!columns.also.is_empty()).then(|| serde_json::to_string(columns.also)).transpose()?,
        ":sent_at": columns.sent_at.map(Timestamp::as_millisecond),
        ":provider_account": columns.provider.map(|provider| &provider.account),
        ":provider_id": columns.provider.map(|provider| &provider.id), ":media": columns.media,
        ":segments": columns.segments, ":repeats": columns.repeats.map(|id| id.uuid()),
        ":delivery": columns.delivery.map(serde_json::to_string).transpose()?, ":send_due": send_due(columns.delivery),
        ":look_due": look_due(columns.delivery),
        ":follow": columns.delivery.is_some_and(Delivery::is_followed),
        ":filing": serde_json::to_string(&message.filing)?, ":filing_due": filing_due(&message.filing),
        ":version": message.version, ":digest": message.content.as_bytes(),
        ":late": columns.late, ":quote": columns.quote.map(serde_json::to_string).transpose()?,
        ":terms": columns.terms.filter(|terms| !terms.is_none()).map(serde_json::to_string).transpose()?,
        ":way": columns.way.as_ref().map(serde_json::to_string).transpose()?,
        ":later": later_json(message)?, ":receipt_since": message.awaits_receipt().map(Timestamp::as_millisecond),
    })?;
    Ok(())
}

/// Adds to the search the words of every message after a change whose text is kept.
///
/// Last in a transaction, for many messages together: each statement that may have to undo itself makes the index write
/// out what it holds so far, and a segment a message costs more than the rest of the commit.
pub(crate) fn index_after(connection: &Connection, sequence: u64) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT message.seq, content.text FROM message JOIN content ON content.seq = message.seq
         WHERE message.seq > :sequence ORDER BY message.seq",
    )?;
    let mut insert = connection.prepare_cached("INSERT INTO message_text (rowid, text) VALUES (:seq, :text)")?;
    let mut rows = statement.query(named_params! { ":sequence": sequence })?;
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_bytes().map_err(rusqlite::Error::from)?;
        let text = std::str::from_utf8(text).map_err(|_| StoreError::Damaged)?;
        insert.execute(named_params! { ":seq": row.get::<_, u64>(0)?, ":text": searchable(text) })?;
    }
    Ok(())
}

/// Returns a text as the index takes it: U+0000 would end it there, and what follows could never be found.
fn searchable(text: &str) -> std::borrow::Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', " ").into() } else { text.into() }
}

/// Writes what may change of a message: its delivery, its filing, and what says it again.
pub(crate) fn update(connection: &Connection, message: &Message) -> Result<(), StoreError> {
    let (_, columns) = Columns::of(&message.kind);
    let mut statement = connection.prepare_cached(
        "UPDATE message SET provider_account = :provider_account, provider_id = :provider_id, segments = :segments,
             repeated_by = :repeated_by, delivery = :delivery, send_due = :send_due, look_due = :look_due, follow = :follow,
             filing = :filing, filing_due = :filing_due, version = :version, later = :later, receipt_since = :receipt_since
         WHERE id = :id",
    )?;
    statement.execute(named_params! {
        ":id": message.id.uuid(), ":provider_account": columns.provider.map(|provider| &provider.account),
        ":provider_id": columns.provider.map(|provider| &provider.id), ":segments": columns.segments,
        ":repeated_by": columns.repeated_by.map(|id| id.uuid()),
        ":delivery": columns.delivery.map(serde_json::to_string).transpose()?, ":send_due": send_due(columns.delivery),
        ":look_due": look_due(columns.delivery),
        ":follow": columns.delivery.is_some_and(Delivery::is_followed),
        ":filing": serde_json::to_string(&message.filing)?, ":filing_due": filing_due(&message.filing),
        ":version": message.version, ":later": later_json(message)?,
        ":receipt_since": message.awaits_receipt().map(Timestamp::as_millisecond),
    })?;
    Ok(())
}

/// Returns what became known of a message later, for its column.
fn later_json(message: &Message) -> Result<Option<String>, StoreError> {
    Ok((!message.later.is_none()).then(|| serde_json::to_string(&message.later)).transpose()?)
}

impl View<'_> {
    /// Returns a message.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn message(&self, id: MessageId) -> Result<Option<Message>, StoreError> {
        by_id(self.connection, id)
    }

    /// Returns the message that a provider calls so.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn message_by_provider(&self, provider: &ProviderRef) -> Result<Option<Message>, StoreError> {
        by_provider(self.connection, provider)
    }
}
