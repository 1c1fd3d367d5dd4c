//! Desktop notifications. What they say is decided in `engine::NoticeText`; here they are shown, clicked and taken back.
//!
//! One notification a queue: further messages change its count. A click opens the newest conversation in it.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use contract::AppEvent;
use engine::{Notice, NoticeQueue, NoticeText, Notifier};
use model::ConversationId;
use notify_rust::{Hint, Notification, NotificationHandle};
use tauri::AppHandle;

use crate::desktop;

/// Messages that come together are told together.
const GATHER: Duration = Duration::from_millis(250);

enum Ask {
    Show(Notice),
    Clear(ConversationId),
}

/// The desktop's notifications, behind a thread of their own: the desktop may be slow, the engine must not wait.
pub(crate) struct Desktop {
    asks: mpsc::Sender<Ask>,
}

impl Desktop {
    /// Starts the thread.
    pub(crate) fn start(app: AppHandle) -> Self {
        let (asks, asked) = mpsc::channel();
        let started = thread::Builder::new().name("anteroom-notify".to_owned()).spawn(move || serve(&app, &asked));
        if let Err(error) = started {
            tracing::error!(%error, "Notifications cannot be shown");
        }
        Self { asks }
    }
}

impl Notifier for Desktop {
    fn show(&self, notice: Notice) {
        // A thread that could not be started was reported; the window shows the message all the same.
        let _ = self.asks.send(Ask::Show(notice));
    }

    fn clear(&self, conversation: ConversationId) {
        let _ = self.asks.send(Ask::Clear(conversation));
    }
}

/// What stands on the desktop for one queue.
#[derive(Default)]
struct Standing {
    conversations: Vec<ConversationId>,
    shown: Option<u32>,
}

fn serve(app: &AppHandle, asked: &mpsc::Receiver<Ask>) {
    let mut standing: BTreeMap<NoticeQueue, Standing> = BTreeMap::new();
    while let Ok(first) = asked.recv() {
        thread::sleep(GATHER);
        let mut changed = Vec::new();
        for ask in std::iter::once(first).chain(asked.try_iter()) {
            match ask {
                Ask::Show(notice) => {
                    standing.entry(notice.queue).or_default().conversations.push(notice.conversation);
                    changed.push(notice.queue);
                }
                Ask::Clear(conversation) => {
                    for (queue, standing) in &mut standing {
                        let before = standing.conversations.len();
                        standing.conversations.retain(|id| *id != conversation);
                        if standing.conversations.len() != before {
                            changed.push(*queue);
                        }
                    }
                }
            }
        }
        changed.sort_unstable();
        changed.dedup();
        for queue in changed {
            if let Some(standing) = standing.get_mut(&queue) {
                update(app, queue, standing);
            }
        }
    }
}

/// Shows, changes or takes back the notification of a queue.
fn update(app: &AppHandle, queue: NoticeQueue, standing: &mut Standing) {
    let Some(newest) = standing.conversations.last().copied() else {
        if let Some(id) = standing.shown.take() {
            take_back(id);
        }
        return;
    };
    let text = NoticeText::new(standing.conversations.len(), queue);
    let mut notification = Notification::new();
    notification.appname("Anteroom").summary(&text.title).body(text.body).icon("anteroom");
    notification.action("default", "Open");
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        notification.hint(Hint::Category("im.received".to_owned())).hint(Hint::Transient(true));
        if let Some(id) = standing.shown {
            notification.id(id);
        }
    }
    match notification.show() {
        Ok(handle) => standing.shown = follow(app, handle, newest),
        Err(error) => tracing::warn!(%error, "The desktop does not show notifications"),
    }
}

/// Waits for a click, off this thread, and opens the conversation.
#[cfg(all(unix, not(target_os = "macos")))]
fn follow(app: &AppHandle, handle: NotificationHandle, conversation: ConversationId) -> Option<u32> {
    let (app, id) = (app.clone(), handle.id());
    let waiting = thread::Builder::new().name("anteroom-click".to_owned()).spawn(move || {
        handle.wait_for_action(|action| {
            if action == "default" {
                open(&app, conversation);
            }
        });
    });
    if let Err(error) = waiting {
        tracing::warn!(%error, "A click on a notification cannot be followed");
    }
    Some(id)
}

/// Elsewhere the system brings the app to the front by itself; the conversation is the first unread one of its list.
#[cfg(not(all(unix, not(target_os = "macos"))))]
fn follow(app: &AppHandle, _handle: NotificationHandle, conversation: ConversationId) -> Option<u32> {
    let _ = (app, conversation);
    None
}

#[cfg(all(unix, not(target_os = "macos")))]
fn take_back(id: u32) {
    // notify-rust closes only through the handle, which waits for the click: ask the notification server by id.
    let closed = zbus::blocking::Connection::session().and_then(|bus| {
        let server = "org.freedesktop.Notifications";
        bus.call_method(Some(server), "/org/freedesktop/Notifications", Some(server), "CloseNotification", &(id,))
    });
    if let Err(error) = closed {
        tracing::warn!(%error, "A notification cannot be taken back");
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn take_back(_id: u32) {}

fn open(app: &AppHandle, conversation: ConversationId) {
    desktop::show(app);
    desktop::tell(app, &AppEvent::Open { conversation: Some(conversation.to_string()) });
}
