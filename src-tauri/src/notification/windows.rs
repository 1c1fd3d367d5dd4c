//! Windows: toasts, by way of the same interface that notify-rust uses. notify-rust shows a toast and hears a click on it,
//! but gives it no tag, so that it could be neither changed nor taken back; hence not by way of notify-rust itself.
//!
//! A toast stands for a few seconds and then in the notification centre, where it can be clicked as well, changed in
//! silence, and taken back. What it cannot do: a click on a toast reaches only the run of the program that showed it, so
//! what an earlier run left is taken back at the start. Windows may answer a program that comes to the front by flashing its
//! button on the taskbar instead.

use std::collections::BTreeMap;
use std::sync::Arc;

use ::windows::Data::Xml::Dom::XmlDocument;
use ::windows::Foundation::TypedEventHandler;
use ::windows::UI::Notifications::{
    ToastDismissalReason, ToastDismissedEventArgs, ToastNotification, ToastNotificationManager,
};
use ::windows::core::{HSTRING, IInspectable, Result, h};
use engine::NoticeQueue;
use windows_registry::CURRENT_USER;

use super::{About, Answer, Refused, Surface, Tell, Wanted};

/// Two lines, filled in as text: whatever they hold, they cannot become markup.
const FORM: &str = "<toast><visual><binding template=\"ToastGeneric\"><text/><text/></binding></visual></toast>";
/// The group of all our toasts; a tag names one only within a group.
const GROUP: &str = "messages";

/// The toasts of this program.
pub(super) struct Center {
    /// The program's AppUserModelID.
    identifier: HSTRING,
    toasts: BTreeMap<NoticeQueue, ToastNotification>,
}

impl Center {
    pub(super) fn new(about: &About) -> Self {
        if let Err(error) = introduce(about) {
            tracing::warn!(%error, "Windows does not know the program's name and icon");
        }
        let center = Self { identifier: HSTRING::from(&about.identifier), toasts: BTreeMap::new() };
        if let Err(error) = ToastNotificationManager::History().and_then(|all| all.ClearWithId(&center.identifier)) {
            tracing::debug!(%error, "What an earlier run left cannot be taken back");
        }
        center
    }

    /// Takes a toast from the screen.
    fn hide(&self, toast: &ToastNotification) -> Result<()> {
        ToastNotificationManager::CreateToastNotifierWithId(&self.identifier)?.Hide(toast)
    }

    /// Takes a queue's toast from the notification centre.
    fn remove(&self, queue: NoticeQueue) -> Result<()> {
        ToastNotificationManager::History()?.RemoveGroupedTagWithId(&tag(queue), &GROUP.into(), &self.identifier)
    }
}

impl Surface for Center {
    fn show(&mut self, wanted: &Wanted, tell: Tell) -> std::result::Result<(), Refused> {
        let toast = ToastNotification::CreateToastNotification(&written(wanted)?)?;
        // One of the same tag and group takes the place of the other.
        toast.SetTag(&tag(wanted.queue))?;
        toast.SetGroup(&GROUP.into())?;
        toast.SetSuppressPopup(!wanted.news)?;
        let clicked = Arc::clone(&tell);
        toast.Activated(&TypedEventHandler::<ToastNotification, IInspectable>::new(move |_, _| {
            clicked(Answer::Clicked);
            Ok(())
        }))?;
        toast.Dismissed(&TypedEventHandler::<ToastNotification, ToastDismissedEventArgs>::new(move |_, why| {
            // One that timed out stands in the notification centre; one we hid is known to be gone.
            if why.ok()?.Reason()? == ToastDismissalReason::UserCanceled {
                tell(Answer::Gone);
            }
            Ok(())
        }))?;
        ToastNotificationManager::CreateToastNotifierWithId(&self.identifier)?.Show(&toast)?;
        // Kept, because it is asked to be hidden by itself and not by its tag.
        self.toasts.insert(wanted.queue, toast);
        Ok(())
    }

    fn take_back(&mut self, queue: NoticeQueue) {
        let Some(toast) = self.toasts.remove(&queue) else { return };
        for error in [self.hide(&toast), self.remove(queue)].into_iter().filter_map(Result::err) {
            // It stands in one of the two places at most: that it is not in the other is no news.
            tracing::debug!(%error, "A notification cannot be taken back");
        }
    }
}

/// Tells Windows the name and the icon that go with the identifier. An installed program has both from its entry in the
/// Start menu, too; without either, Windows shows no toast at all.
fn introduce(about: &About) -> Result<()> {
    let key = CURRENT_USER.create(format!(r"Software\Classes\AppUserModelId\{}", about.identifier))?;
    key.set_string("DisplayName", "Anteroom")?;
    match &about.icon {
        Some(file) => key.set_hstring("IconUri", &file.as_path().into()),
        None => Ok(()),
    }
}

fn written(wanted: &Wanted) -> Result<XmlDocument> {
    let document = XmlDocument::new()?;
    document.LoadXml(&FORM.into())?;
    let lines = document.GetElementsByTagName(h!("text"))?;
    for (place, line) in (0..).zip([wanted.text.title.as_str(), wanted.text.body]) {
        lines.Item(place)?.SetInnerText(&line.into())?;
    }
    Ok(document)
}

fn tag(queue: NoticeQueue) -> HSTRING {
    match queue {
        NoticeQueue::Mine => "mine".into(),
        NoticeQueue::Unassigned => "unassigned".into(),
        NoticeQueue::Colleague => "colleague".into(),
        NoticeQueue::Unmatched => "unmatched".into(),
        NoticeQueue::Overdue => "overdue".into(),
        NoticeQueue::Tasks => "tasks".into(),
        NoticeQueue::Triage => "triage".into(),
        NoticeQueue::Snoozed => "snoozed".into(),
    }
}
