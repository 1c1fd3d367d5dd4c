//! Queues.

use contract::{Arranged, Queue, QueueCounts, QueueOrder, QueueOrderRequest, QueuePage, QueueRequest};
use jiff::Timestamp;
use model::{Closed, Filter, Order, StaffId, Timetable};
use store::{Hidden, ListPosition, Listing, QueueKind, StoreError, View};

use super::due::class_of;
use crate::{Engine, EngineError, view};

/// The longest page a window may ask for: a reply stays under 64 KB.
const LONGEST_PAGE: u32 = 200;

fn kind(queue: Queue, me: StaffId, (times, now): (&Timetable, Timestamp)) -> QueueKind {
    match queue {
        Queue::Mine => QueueKind::Owner(me),
        Queue::Unassigned => QueueKind::Team,
        Queue::Open => QueueKind::Open,
        Queue::Waiting => QueueKind::Waiting,
        Queue::Unmatched => QueueKind::Unmatched,
        Queue::Failed => QueueKind::Failed,
        Queue::Unfiled => QueueKind::Unfiled,
        Queue::Done => QueueKind::Done,
        Queue::Overdue => QueueKind::Overdue(now),
        Queue::Unacknowledged => QueueKind::Untold,
        Queue::Snoozed => QueueKind::Snoozed,
        Queue::Scheduled => QueueKind::Scheduled,
        Queue::Arrived => QueueKind::Arrived(Closed::of(times.calendar(), now)),
    }
}

const fn order_of(order: QueueOrder) -> Order {
    match order {
        QueueOrder::Due => Order::Due,
        QueueOrder::Newest => Order::Newest,
        QueueOrder::Oldest => Order::Oldest,
    }
}

const fn order_view(order: Order) -> QueueOrder {
    match order {
        Order::Due => QueueOrder::Due,
        Order::Newest => QueueOrder::Newest,
        Order::Oldest => QueueOrder::Oldest,
    }
}

/// What an order is called where it is kept, and in a place in a list.
const ORDERS: [(Order, &str); 3] = [(Order::Due, "due"), (Order::Newest, "newest"), (Order::Oldest, "oldest")];

fn name(order: Order) -> &'static str {
    ORDERS.iter().find(|(one, _)| *one == order).map_or("due", |(_, name)| name)
}

fn named(name: &str) -> Option<Order> {
    ORDERS.iter().find(|(_, one)| *one == name).map(|(order, _)| *order)
}

/// Under which name a person's order of a queue is kept on this computer.
fn setting(queue: Queue, me: StaffId) -> String {
    format!("order.{me}.{queue:?}").to_lowercase()
}

fn filter(arranged: &Arranged) -> Filter {
    let mut classes: Vec<_> = arranged.classes.iter().map(|class| class_of(*class)).collect();
    classes.sort_unstable();
    classes.dedup();
    Filter { classes, unread: arranged.unread }
}

/// Arranges a queue: in the order of the page before, the one asked for, the one this person chose, or its own.
fn listing(
    view: &View<'_>,
    (request, before): (&QueueRequest, Option<Order>),
    me: StaffId,
    now: Timestamp,
) -> Result<Listing, StoreError> {
    let queue = kind(request.queue, me, (&*view.timetable()?, now));
    let asked = before.or(request.arranged.order.map(order_of));
    let chosen = match asked {
        Some(order) => Some(order),
        None => view.setting(&setting(request.queue, me))?.as_deref().and_then(named),
    };
    let order = chosen.filter(|order| queue.orders().contains(order)).unwrap_or_else(|| queue.own_order());
    Ok(Listing { queue, order, filter: filter(&request.arranged) })
}

/// Writes a place in a list as the window gives it back: it stays a place in the same order.
fn cursor(order: Order, position: ListPosition) -> String {
    let part = if position.raised { "raised" } else { "rest" };
    format!("{}.{part}.{}.{}", name(order), position.at, position.row)
}

fn position(cursor: &str) -> Result<(Order, ListPosition), EngineError> {
    let parts: Vec<&str> = cursor.split('.').collect();
    let read = |[order, part, at, row]: [&str; 4]| {
        let raised = part == "raised";
        let known = raised || part == "rest";
        let place = ListPosition { raised, at: at.parse().ok()?, row: row.parse().ok()? };
        named(order).filter(|_| known).map(|order| (order, place))
    };
    let found = parts.try_into().ok().and_then(read);
    found.ok_or(EngineError::BadRequest("this is no place in a list"))
}

impl Engine {
    /// Returns how many conversations each queue holds.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn queue_counts(&self) -> Result<QueueCounts, EngineError> {
        let me = self.me().await?;
        let now = self.now();
        let read = self.parts.store.read(move |view| Ok((view.counts(me, now)?, view.count_tasks(me, now)?)));
        let (counts, (mine, anybodys, left_overdue)) = read.await?;
        Ok(QueueCounts {
            mine: counts.mine,
            unassigned: counts.unassigned,
            open: counts.open,
            waiting: counts.waiting,
            unmatched: counts.unmatched,
            failed: counts.failed,
            unfiled: counts.unfiled,
            unread: counts.unread,
            tasks: mine + anybodys + left_overdue,
            overdue: counts.overdue,
            unacknowledged: counts.untold,
            snoozed: counts.snoozed,
            scheduled: counts.scheduled,
            arrived: counts.arrived,
        })
    }

    /// Returns a page of a queue.
    ///
    /// # Errors
    /// [`EngineError`].
    pub async fn queue(&self, request: QueueRequest) -> Result<QueuePage, EngineError> {
        let me = self.me().await?;
        let after = request.after.as_deref().map(position).transpose()?;
        let limit = request.limit.clamp(1, LONGEST_PAGE);
        let now = self.now();
        let read = self.parts.store.read(move |view| {
            let listing = listing(view, (&request, after.map(|(order, _)| order)), me, now)?;
            let page = view.queue(listing.clone(), me, after.map(|(_, place)| place), limit)?;
            // Once a list: counting reads all of what is hidden.
            let hidden = if after.is_none() { view.hidden(&listing)? } else { Hidden::default() };
            Ok((page, hidden, view.timetable()?, listing))
        });
        let (page, hidden, times, listing) = read.await?;
        Ok(QueuePage {
            rows: page.rows.iter().map(|row| view::row(row, &times, now)).collect(),
            next: page.next.map(|place| cursor(listing.order, place)),
            order: order_view(listing.order),
            orders: listing.queue.orders().iter().map(|order| order_view(*order)).collect(),
            hidden: hidden.all,
            hidden_raised: hidden.raised,
        })
    }

    /// Remembers in which order who sits here wants to see a queue, on this computer.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] for an order that the queue cannot be in.
    pub async fn order_queue(&self, request: QueueOrderRequest) -> Result<(), EngineError> {
        let me = self.me().await?;
        let (order, now) = (order_of(request.order), self.now());
        let times = self.parts.store.read(|view| view.timetable()).await?;
        if !kind(request.queue, me, (&*times, now)).orders().contains(&order) {
            return Err(EngineError::BadRequest("this list cannot be in that order"));
        }
        let write = move |view: &View<'_>| view.put_setting(&setting(request.queue, me), name(order));
        Ok(self.parts.store.write_local(write).await?)
    }
}
