//! macOS: the notification centre, by way of notify-rust and, to take one back, of the centre itself.
//!
//! What it cannot do: change the count of a notification without showing it as a new one, so a count that falls is left as
//! it stands until the next message or until all is read. The icon is always that of the application bundle. Run from
//! outside a bundle, the centre takes the program for the Terminal and shows it as such. The centre that both packages
//! speak to is the old one, which Apple still serves but no longer develops; the new one takes only signed bundles.

#![expect(deprecated, reason = "notify-rust shows them in the old centre, so that is where they are taken back")]

use std::thread;

use engine::{NoticeQueue, NoticeText};
use notify_rust::{Notification, NotificationResponse};
use objc2_foundation::NSUserNotificationCenter;

use super::{About, Answer, Refused, Surface, Tell, Wanted};

/// The notification centre.
pub(super) struct Center {
    _private: (),
}

impl Center {
    pub(super) fn new(about: &About) -> Self {
        if let Err(error) = notify_rust::set_application(&about.identifier) {
            tracing::debug!(%error, "Not an installed application");
        }
        for queue in [
            NoticeQueue::Mine,
            NoticeQueue::Unassigned,
            NoticeQueue::Colleague,
            NoticeQueue::Unmatched,
            NoticeQueue::Overdue,
            NoticeQueue::Tasks,
            NoticeQueue::Triage,
            NoticeQueue::Snoozed,
        ] {
            // An earlier run left it: nobody hears a click on it any more.
            remove(queue);
        }
        Self { _private: () }
    }
}

impl Surface for Center {
    fn show(&mut self, wanted: &Wanted, tell: Tell) -> Result<(), Refused> {
        if !wanted.news {
            return Ok(());
        }
        remove(wanted.queue);
        let mut notification = Notification::new();
        notification.summary(&wanted.text.title).body(wanted.text.body).action("default", "Open");
        let handle = notification.show()?;
        // Here it is the wait that shows it.
        thread::Builder::new().name("anteroom-click".to_owned()).spawn(move || {
            let shown = handle.wait_for_response(|response: &NotificationResponse| {
                tell(match response {
                    NotificationResponse::Closed(_) => Answer::Gone,
                    _ => Answer::Clicked,
                });
            });
            if let Err(error) = shown {
                tracing::warn!(%error, "The desktop does not show notifications");
            }
        })?;
        Ok(())
    }

    fn take_back(&mut self, queue: NoticeQueue) {
        remove(queue);
    }
}

/// Removes what the centre holds of a queue. notify-rust gives its notifications no name, but one of ours can be told by
/// its second line, which names the queue.
fn remove(queue: NoticeQueue) {
    let line = NoticeText::new(1, queue).body;
    let center = NSUserNotificationCenter::defaultUserNotificationCenter();
    for notification in center.deliveredNotifications() {
        if notification.informativeText().is_some_and(|text| text.to_string() == line) {
            center.removeDeliveredNotification(&notification);
        }
    }
}
