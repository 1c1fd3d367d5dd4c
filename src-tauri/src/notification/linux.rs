//! Linux: the notification server of the desktop, over the session's bus.
//!
//! A notification is changed in place and taken back by its number. The server tells of a click and of its end, to whoever
//! still has the bus connection that showed it open; hence a thread for each showing, which ends with the notification.

use std::collections::BTreeMap;
use std::thread;

use engine::NoticeQueue;
use notify_rust::{Hint, Notification, NotificationResponse};

use super::{About, Answer, Refused, Surface, Tell, Wanted};

const SERVER: &str = "org.freedesktop.Notifications";
const PLACE: &str = "/org/freedesktop/Notifications";

/// The notification server.
pub(super) struct Center {
    icon: String,
    numbers: BTreeMap<NoticeQueue, u32>,
}

impl Center {
    pub(super) fn new(about: &About) -> Self {
        // The name finds the icon of an installed program.
        let icon = about.icon.as_ref().map_or("anteroom".into(), |file| file.to_string_lossy());
        Self { icon: icon.into_owned(), numbers: BTreeMap::new() }
    }
}

impl Surface for Center {
    fn show(&mut self, wanted: &Wanted, tell: Tell) -> Result<(), Refused> {
        let mut notification = Notification::new();
        notification.appname("Anteroom").summary(&wanted.text.title).body(wanted.text.body).icon(&self.icon);
        notification.action("default", "Open");
        // Nothing is to be found in a list of past notifications: the window is that list.
        notification.hint(Hint::Category("im.received".to_owned())).hint(Hint::Transient(true));
        if !wanted.news {
            notification.hint(Hint::SuppressSound(true));
        }
        if let Some(number) = self.numbers.get(&wanted.queue) {
            notification.id(*number);
        }
        let handle = notification.show()?;
        self.numbers.insert(wanted.queue, handle.id());
        thread::Builder::new().name("anteroom-click".to_owned()).spawn(move || {
            let listened = handle.wait_for_response(|response: &NotificationResponse| {
                tell(match response {
                    NotificationResponse::Closed(_) => Answer::Gone,
                    _ => Answer::Clicked,
                });
            });
            if let Err(error) = listened {
                tracing::warn!(%error, "A click on a notification cannot be followed");
            }
        })?;
        Ok(())
    }

    fn take_back(&mut self, queue: NoticeQueue) {
        let Some(number) = self.numbers.remove(&queue) else { return };
        // notify-rust closes only through the handle, which waits for the click: ask the server by number.
        let closed = zbus::blocking::Connection::session()
            .and_then(|bus| bus.call_method(Some(SERVER), PLACE, Some(SERVER), "CloseNotification", &(number,)));
        if let Err(error) = closed {
            // Some servers say so of one that has gone by itself.
            tracing::debug!(%error, "A notification cannot be taken back");
        }
    }
}
