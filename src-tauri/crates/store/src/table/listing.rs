//! What of a queue is listed, and in which order. Pages, counts and what a filter hides are made here, of the same words, so
//! that no two of them can disagree (C6.22).
//!
//! A list is two ranges of two indexes: what is raised, oldest first (B-05), and the rest in the list's order (B-18). A place
//! in it says in which of the two it is.

use model::{Filter, Order, StaffId};
use rusqlite::{Connection, ToSql};

use super::conversation::Standing;
use super::name_of;
use super::queue::{self, ListPosition, Page, QueueKind, Row};
use crate::StoreError;
use crate::pool::View;

/// A queue as somebody wants to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// Which queue.
    pub queue: QueueKind,
    /// In which order; one that the queue has not is its first ([`QueueKind::orders`]).
    pub order: Order,
    /// What of it is shown.
    pub filter: Filter,
}

/// What a filter hides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// How many conversations.
    pub all: u32,
    /// How many of them are raised.
    pub raised: u32,
}

/// A part of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What is raised: first, whatever the order.
    Raised,
    /// What is not.
    Rest,
    /// Both.
    Whole,
}

/// The names in a statement, with their values.
type Bound = Vec<(&'static str, Box<dyn ToSql>)>;

/// How a part is ordered: by which column, what lies beyond a place, and which way.
struct By {
    key: Standing,
    beyond: &'static str,
    way: &'static str,
}

impl From<QueueKind> for Listing {
    /// The queue whole, in its own order.
    fn from(queue: QueueKind) -> Self {
        Self { queue, order: queue.own_order(), filter: Filter::default() }
    }
}

impl Part {
    const fn condition(self) -> &'static str {
        match self {
            Self::Raised => "done_at IS NULL AND raised_since IS NOT NULL",
            Self::Rest => "raised_since IS NULL",
            Self::Whole => "1",
        }
    }
}

impl Listing {
    fn order(&self) -> Order {
        if self.queue.orders().contains(&self.order) { self.order } else { self.queue.own_order() }
    }

    fn index(&self, part: Part) -> &'static str {
        if part == Part::Raised { "queue_raised" } else { self.queue.index(self.order()) }
    }

    fn by(&self, part: Part) -> By {
        let up = |key| By { key, beyond: ">", way: "ASC" };
        match (part, self.queue, self.order()) {
            (Part::Raised, ..) => up(Standing::RaisedSince),
            (_, QueueKind::Overdue(_), _) => up(Standing::DueAt),
            (_, QueueKind::Arrived(_), _) => up(Standing::UnseenFirst),
            (_, QueueKind::Snoozed, _) => up(Standing::SnoozedUntil),
            (_, QueueKind::Scheduled, _) => up(Standing::SendsAt),
            (_, _, Order::Due) => up(Standing::Urgency),
            (_, _, Order::Oldest) => up(Standing::LastAt),
            (_, _, Order::Newest) => By { key: Standing::LastAt, beyond: "<", way: "DESC" },
        }
    }

    /// Returns which rows are of a part, `:owner` and the others bound by [`bound`](Self::bound).
    fn condition(&self, part: Part) -> String {
        let classes =
            if self.filter.classes.is_empty() { "" } else { " AND class IN (:first, :second, :third, :fourth)" };
        let unread = if self.filter.unread { " AND unread > 0" } else { "" };
        format!("{} AND {}{classes}{unread}", self.queue.condition(), part.condition())
    }

    /// Returns the values of the condition's names.
    fn bound(&self) -> Result<Bound, StoreError> {
        let mut values: Bound = vec![(":owner", Box::new(self.queue.owner()))];
        match self.queue {
            QueueKind::Overdue(until) => values.push((":until", Box::new(until.as_millisecond()))),
            QueueKind::Arrived(closed) => {
                let until = closed.until.map_or(i64::MAX, |opened| opened.as_millisecond());
                values.push((":closed", Box::new(closed.since.as_millisecond())));
                values.push((":opened", Box::new(until)));
            }
            _ => {}
        }
        if !self.filter.classes.is_empty() {
            let mut classes = self.filter.classes.iter();
            for name in [":first", ":second", ":third", ":fourth"] {
                values.push((name, Box::new(classes.next().map(name_of).transpose()?)));
            }
        }
        Ok(values)
    }

    /// Reads rows of one part after a place.
    fn read(
        &self,
        connection: &Connection,
        (part, reader): (Part, StaffId),
        after: Option<ListPosition>,
        limit: u32,
    ) -> Result<Vec<Row>, StoreError> {
        let By { key, beyond, way } = self.by(part);
        let key = key.column();
        let mut statement = connection.prepare_cached(&format!(
            "SELECT {} FROM (SELECT row AS place FROM conversation INDEXED BY {}
                 WHERE {} AND ({key}, row) {beyond} (:at, :row) ORDER BY {key} {way}, row {way} LIMIT :limit) AS listed
             JOIN conversation ON conversation.row = listed.place {}
             ORDER BY conversation.{key} {way}, conversation.row {way}",
            queue::row_columns(),
            self.index(part),
            self.condition(part),
            queue::ROW_TABLES,
        ))?;
        let first = if way == "ASC" { i64::MIN } else { i64::MAX };
        let (at, row) = after.map_or((first, first), |after| (after.at, after.row));
        let mut values = self.bound()?;
        values.extend([(":at", Box::new(at) as Box<dyn ToSql>), (":row", Box::new(row))]);
        values.extend([(":reader", Box::new(reader.uuid()) as Box<dyn ToSql>), (":limit", Box::new(limit))]);
        let values: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        statement.query_and_then(values.as_slice(), queue::read)?.collect()
    }

    /// Returns a page of it.
    pub(super) fn page(
        &self,
        connection: &Connection,
        reader: StaffId,
        after: Option<ListPosition>,
        limit: u32,
    ) -> Result<Page, StoreError> {
        let mut rows = Vec::new();
        let mut raised = 0;
        if after.is_none_or(|after| after.raised) && self.queue != QueueKind::Done {
            rows = self.read(connection, (Part::Raised, reader), after, limit + 1)?;
            raised = rows.len();
        }
        let missing = (limit as usize + 1).saturating_sub(rows.len());
        if missing > 0 {
            let after = after.filter(|after| !after.raised);
            let missing = u32::try_from(missing).unwrap_or(u32::MAX);
            rows.extend(self.read(connection, (Part::Rest, reader), after, missing)?);
        }
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let is_raised = rows.len() <= raised;
        let part = if is_raised { Part::Raised } else { Part::Rest };
        let key = self.by(part).key;
        let place = |row: &Row| ListPosition { raised: is_raised, at: key.of(&row.conversation), row: row.number };
        Ok(Page { next: if more { rows.last().map(place) } else { None }, rows })
    }

    fn count_part(&self, connection: &Connection, part: Part) -> Result<u32, StoreError> {
        let mut statement = connection.prepare_cached(&format!(
            "SELECT count(*) FROM conversation INDEXED BY {} WHERE {}",
            self.index(part),
            self.condition(part)
        ))?;
        let values = self.bound()?;
        let values: Vec<(&str, &dyn ToSql)> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        Ok(statement.query_row(values.as_slice(), |row| row.get(0))?)
    }

    /// Counts what it shows, on all pages together.
    pub(super) fn count(&self, connection: &Connection) -> Result<u32, StoreError> {
        self.count_part(connection, Part::Whole)
    }

    /// Counts what its filter hides.
    fn hidden(&self, connection: &Connection) -> Result<Hidden, StoreError> {
        if self.filter.is_all() {
            return Ok(Hidden::default());
        }
        let whole = Self::from(self.queue);
        let hidden = |part| -> Result<u32, StoreError> {
            Ok(whole.count_part(connection, part)?.saturating_sub(self.count_part(connection, part)?))
        };
        let raised = if self.queue == QueueKind::Done { 0 } else { hidden(Part::Raised)? };
        Ok(Hidden { all: hidden(Part::Whole)?, raised })
    }
}

impl View<'_> {
    /// Returns a page of a queue as a member of staff sees it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn queue(
        &self,
        listing: impl Into<Listing>,
        reader: StaffId,
        after: Option<ListPosition>,
        limit: u32,
    ) -> Result<Page, StoreError> {
        listing.into().page(self.connection, reader, after, limit)
    }

    /// Counts what a listing shows, on all pages together.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn count(&self, listing: &Listing) -> Result<u32, StoreError> {
        listing.count(self.connection)
    }

    /// Counts what a listing's filter hides of its queue.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn hidden(&self, listing: &Listing) -> Result<Hidden, StoreError> {
        listing.hidden(self.connection)
    }
}
