//! Desktop notifications: that something came, and in which queue. Never who, never what (C5.6).

use model::ConversationId;

/// Something for staff to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Where a click leads; `None`: to the list.
    pub conversation: Option<ConversationId>,
    /// The queue it stands in.
    pub queue: NoticeQueue,
}

/// The queues a notification may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeQueue {
    /// Conversations of the person who sits here.
    Mine,
    /// Nobody's conversations.
    Unassigned,
    /// A colleague's conversations.
    Colleague,
    /// Texts that nobody has matched to a patient.
    Unmatched,
    /// Conversations whose time has run out.
    Overdue,
    /// Tasks whose time has run out.
    Tasks,
    /// Nobody holds triage.
    Triage,
    /// Conversations that were put away and came back.
    Snoozed,
}

/// What a notification says. This is the one place that decides it: a locked screen shows it to whoever passes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeText {
    /// The first line.
    pub title: String,
    /// The second line.
    pub body: &'static str,
}

impl NoticeText {
    /// Returns the words for some new messages in a queue.
    pub fn new(count: usize, queue: NoticeQueue) -> Self {
        let title = match (queue, count) {
            (NoticeQueue::Triage, _) => "Nobody holds triage".to_owned(),
            (NoticeQueue::Overdue, 1) => "1 message has waited too long".to_owned(),
            (NoticeQueue::Overdue, _) => format!("{count} messages have waited too long"),
            (NoticeQueue::Tasks, 1) => "1 task has waited too long".to_owned(),
            (NoticeQueue::Tasks, _) => format!("{count} tasks have waited too long"),
            (NoticeQueue::Snoozed, 1) => "1 conversation is back".to_owned(),
            (NoticeQueue::Snoozed, _) => format!("{count} conversations are back"),
            (_, 1) => "1 new message".to_owned(),
            _ => format!("{count} new messages"),
        };
        let body = match queue {
            NoticeQueue::Mine => "Mine",
            NoticeQueue::Unassigned => "Unassigned",
            NoticeQueue::Colleague => "A colleague's",
            NoticeQueue::Unmatched => "Unmatched",
            NoticeQueue::Overdue | NoticeQueue::Tasks => "Overdue",
            NoticeQueue::Triage => "The practice is open",
            NoticeQueue::Snoozed => "Back from snooze",
        };
        Self { title, body }
    }
}

/// Shows notifications on the desktop. Must return at once.
pub trait Notifier: Send + Sync {
    /// Tells of a new message, or of an alarm.
    fn show(&self, notice: Notice);
    /// Takes back what was shown of a conversation: it was read; `None`: what was shown of no conversation.
    fn clear(&self, conversation: Option<ConversationId>);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_gives_nothing_away() {
        assert_eq!(
            NoticeText::new(1, NoticeQueue::Mine),
            NoticeText { title: "1 new message".to_owned(), body: "Mine" }
        );
        assert_eq!(NoticeText::new(3, NoticeQueue::Unmatched).title, "3 new messages");
        assert_eq!(NoticeText::new(1, NoticeQueue::Overdue).title, "1 message has waited too long");
        assert_eq!(NoticeText::new(2, NoticeQueue::Overdue).title, "2 messages have waited too long");
        let back = NoticeText { title: "1 conversation is back".to_owned(), body: "Back from snooze" };
        assert_eq!(NoticeText::new(1, NoticeQueue::Snoozed), back);
    }
}
