//! What stands on the desktop, and why: the one rule for all systems.

use std::collections::BTreeMap;

use engine::{Notice, NoticeQueue, NoticeText};
use model::ConversationId;

use super::{Answer, Surface, Tell, Wanted};

/// The notifications of all queues.
pub(super) struct Board<S, L> {
    surface: S,
    /// Makes the way by which a showing of a queue's notification answers.
    listen: L,
    queues: BTreeMap<NoticeQueue, Standing>,
}

/// What stands for one queue.
#[derive(Default)]
struct Standing {
    /// Whose messages were not yet read, oldest first.
    conversations: Vec<Option<ConversationId>>,
    /// Whether they are on the desktop, as far as it tells.
    is_up: bool,
    /// How often something was shown; an answer to an earlier showing may come late.
    turn: u64,
    /// What was not yet carried out.
    change: Option<Change>,
}

#[derive(Clone, Copy)]
enum Change {
    Grew,
    Fell,
}

impl<S: Surface, L: Fn(NoticeQueue, u64) -> Tell> Board<S, L> {
    pub(super) fn new(surface: S, listen: L) -> Self {
        Self { surface, listen, queues: BTreeMap::new() }
    }

    /// Notes a message to be told at the next [`settle`](Self::settle).
    pub(super) fn add(&mut self, notice: Notice) {
        let standing = self.queues.entry(notice.queue).or_default();
        if matches!(
            notice.queue,
            NoticeQueue::Overdue | NoticeQueue::Tasks | NoticeQueue::Triage | NoticeQueue::Snoozed
        ) {
            // A further step of an alarm is told again, but it is still one message that waits.
            standing.conversations.retain(|known| *known != notice.conversation);
        }
        standing.conversations.push(notice.conversation);
        standing.change = Some(Change::Grew);
    }

    /// Notes that a conversation was read.
    pub(super) fn clear(&mut self, conversation: Option<ConversationId>) {
        for standing in self.queues.values_mut() {
            let before = standing.conversations.len();
            standing.conversations.retain(|id| *id != conversation);
            if standing.conversations.len() != before {
                standing.change.get_or_insert(Change::Fell);
            }
        }
    }

    /// Takes in what the desktop tells of a notification; returns what to open: a conversation, or the list.
    pub(super) fn answered(&mut self, queue: NoticeQueue, turn: u64, answer: Answer) -> Option<Option<ConversationId>> {
        let standing = self.queues.get_mut(&queue)?;
        match answer {
            // Each showing that listens tells of the same click; the first opens, and nothing stands afterwards.
            Answer::Clicked if standing.is_up => {
                standing.is_up = false;
                self.surface.take_back(queue);
                standing.conversations.last().copied()
            }
            Answer::Clicked => None,
            Answer::Gone => {
                standing.is_up &= turn != standing.turn;
                None
            }
        }
    }

    /// Brings the desktop to where the board is.
    pub(super) fn settle(&mut self) {
        for (queue, standing) in &mut self.queues {
            let Some(change) = standing.change.take() else { continue };
            if standing.conversations.is_empty() {
                if std::mem::take(&mut standing.is_up) {
                    self.surface.take_back(*queue);
                }
                continue;
            }
            let news = matches!(change, Change::Grew);
            if !news && !standing.is_up {
                // It went by itself: what is left unread was told once, and the window shows it.
                continue;
            }
            standing.turn += 1;
            let text = NoticeText::new(standing.conversations.len(), *queue);
            let wanted = Wanted { queue: *queue, text, news };
            match self.surface.show(&wanted, (self.listen)(*queue, standing.turn)) {
                Ok(()) => standing.is_up = true,
                Err(error) => tracing::warn!(%error, "The desktop does not show notifications"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::super::Refused;
    use super::*;

    /// A desktop that writes down what it is asked.
    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<String>>>);

    impl Paper {
        fn write(&self, line: String) {
            self.0.lock().expect("no test panics while it writes").push(line);
        }

        fn read(&self) -> Vec<String> {
            std::mem::take(&mut *self.0.lock().expect("no test panics while it writes"))
        }
    }

    impl Surface for Paper {
        fn show(&mut self, wanted: &Wanted, _tell: Tell) -> Result<(), Refused> {
            let call = if wanted.news { "calls" } else { "is quiet" };
            self.write(format!("{}, {}: {call}", wanted.text.title, wanted.text.body));
            Ok(())
        }

        fn take_back(&mut self, queue: NoticeQueue) {
            self.write(format!("{queue:?} taken back"));
        }
    }

    type Desk = Board<Paper, fn(NoticeQueue, u64) -> Tell>;

    fn desk() -> (Desk, Paper) {
        let paper = Paper::default();
        (Board::new(paper.clone(), |_, _| Arc::new(|_| {})), paper)
    }

    fn conversation(number: u32) -> ConversationId {
        format!("00000000-0000-0000-0000-{number:012}").parse().expect("a uuid")
    }

    fn come(desk: &mut Desk, numbers: &[u32]) {
        for number in numbers {
            desk.add(Notice { conversation: Some(conversation(*number)), queue: NoticeQueue::Mine });
        }
        desk.settle();
    }

    fn read(desk: &mut Desk, number: u32) {
        desk.clear(Some(conversation(number)));
        desk.settle();
    }

    #[test]
    fn messages_that_come_together_are_told_together_and_a_queue_has_one_notification() {
        let (mut desk, paper) = desk();
        come(&mut desk, &[1, 2]);
        assert_eq!(paper.read(), ["2 new messages, Mine: calls"]);
        desk.add(Notice { conversation: Some(conversation(3)), queue: NoticeQueue::Unmatched });
        come(&mut desk, &[4]);
        assert_eq!(paper.read(), ["3 new messages, Mine: calls", "1 new message, Unmatched: calls"]);
    }

    #[test]
    fn c6_4_one_message_that_rings_three_times_is_one_message() {
        let (mut desk, paper) = desk();
        for _ in 0..3 {
            desk.add(Notice { conversation: Some(conversation(1)), queue: NoticeQueue::Overdue });
            desk.settle();
        }
        assert_eq!(paper.read(), ["1 message has waited too long, Overdue: calls"; 3], "each step calls");
    }

    #[test]
    fn what_is_read_is_taken_back_and_the_rest_calls_nobody() {
        let (mut desk, paper) = desk();
        come(&mut desk, &[1, 2]);
        read(&mut desk, 1);
        read(&mut desk, 7);
        read(&mut desk, 2);
        assert_eq!(
            paper.read(),
            ["2 new messages, Mine: calls", "1 new message, Mine: is quiet", "Mine taken back"],
            "a conversation that nothing was told of changes nothing"
        );
    }

    #[test]
    fn a_click_opens_the_newest_conversation_once() {
        let (mut desk, paper) = desk();
        come(&mut desk, &[1]);
        come(&mut desk, &[2]);
        paper.read();
        let mine = NoticeQueue::Mine;
        assert_eq!(desk.answered(mine, 1, Answer::Clicked), Some(Some(conversation(2))), "it shows what came last");
        assert_eq!(desk.answered(mine, 2, Answer::Clicked), None, "the same click, told by the later showing");
        assert_eq!(paper.read(), ["Mine taken back"], "whether or not the desktop did so itself");
        read(&mut desk, 2);
        assert_eq!(paper.read(), Vec::<String>::new(), "it stands no more: what is left is not told again");
        come(&mut desk, &[3]);
        assert_eq!(paper.read(), ["2 new messages, Mine: calls"], "until something comes");
    }

    #[test]
    fn one_that_went_by_itself_does_not_come_back_for_a_smaller_count() {
        let (mut desk, paper) = desk();
        come(&mut desk, &[1]);
        come(&mut desk, &[2]);
        paper.read();
        desk.answered(NoticeQueue::Mine, 1, Answer::Gone);
        read(&mut desk, 1);
        assert_eq!(paper.read(), ["1 new message, Mine: is quiet"], "the first showing's end came late");
        desk.answered(NoticeQueue::Mine, 3, Answer::Gone);
        read(&mut desk, 2);
        assert_eq!(paper.read(), Vec::<String>::new());
    }
}
