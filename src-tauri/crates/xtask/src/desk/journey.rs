//! The main job from end to end: a patient writes, staff are told, answer, and it stands in the record.

use std::time::{Duration, Instant};

use super::{Desk, Message, Notice, Window};
use crate::error::{Result, TaskError};
use crate::process;

/// Longer than the time in which a reply can be taken back, and the provider's own steps.
const DELIVERY: Duration = Duration::from_secs(45);

/// Something that was done, and how long it took.
#[derive(Clone, Debug)]
pub struct Step {
    /// What was seen.
    pub what: String,
    /// From the step before.
    pub took: Duration,
}

/// The main job, step by step. Each step ends when its effect was seen.
#[derive(Debug)]
pub struct Journey<'a> {
    desk: &'a Desk,
    window: &'a Window,
    last: Instant,
    tell: fn(&Step),
}

impl<'a> Journey<'a> {
    /// Begins; each step is told as it is done.
    pub fn begin(desk: &'a Desk, window: &'a Window, tell: fn(&Step)) -> Self {
        Self { desk, window, last: Instant::now(), tell }
    }

    /// Answers the first questions and takes the training practice.
    ///
    /// # Errors
    /// When the desk does not open.
    pub fn first_run(&mut self, name: &str) -> Result<()> {
        self.window.wait_for("first-run-start")?;
        self.done("the window asks who you are");
        self.window.type_into("first-run-name", name)?;
        self.window.click("first-run-training")?;
        self.window.click("first-run-start")?;
        self.window.wait_for("queue-unassigned")?;
        self.done("the training practice is open");
        self.hold_triage()
    }

    /// Takes triage where the practice is open now and nobody holds it, as the window asks: what it depends on is the day
    /// and the hour at which this runs. Then what the desktop said of it is gone.
    fn hold_triage(&mut self) -> Result<()> {
        let ask = "const done = arguments[arguments.length - 1];\
            window.__TAURI_INTERNALS__.invoke('triage').then(view => done(view.is_missing), error => done(String(error)))";
        if self.window.browser().run_async(ask, &[])?.as_bool() != Some(true) {
            return Ok(());
        }
        self.window.click("triage-take")?;
        let patience = super::window::PATIENCE;
        process::until("triage to be held", patience, || Ok((!self.window.shows("triage-missing")?).then_some(())))?;
        process::until("the desktop to be quiet", patience, || {
            Ok((!self.desk.notifications.is_seen(&self.desk.session)).then_some(()))
        })?;
        self.done("triage is held");
        Ok(())
    }

    /// Lets a patient write, and waits for the desktop notification.
    ///
    /// # Errors
    /// When none comes.
    pub fn patient_writes(&mut self, from: &str, text: &str) -> Result<Notice> {
        let before = self.desk.notifications.all()?.len();
        self.desk.sandbox.patient_writes(from, text)?;
        self.done("a patient writes to the practice's number");
        let notice = self.desk.notifications.next(before)?;
        self.done(&format!("the desktop says “{}”, “{}”", notice.summary, notice.body));
        Ok(notice)
    }

    /// Clicks on the notification, and waits until the conversation with this text is open.
    ///
    /// # Errors
    /// When it does not open.
    pub fn click_notification(&mut self, text: &str) -> Result<Message> {
        self.desk.notifications.click(&self.desk.session)?;
        let message = self.window.message(text, super::window::PATIENCE, |message| message.kind == "in")?;
        self.done("a click on the notification opens the conversation");
        Ok(message)
    }

    /// Writes a reply, and waits until it is held, with a way back.
    ///
    /// # Errors
    /// When it is not held.
    pub fn reply(&mut self, text: &str) -> Result<Message> {
        self.window.type_into("composer-text", text)?;
        self.done("a reply is typed");
        self.window.click("composer-send")?;
        let message = self.window.message(text, super::window::PATIENCE, |message| message.kind == "out")?;
        self.window.wait_for("undo")?;
        self.done(&format!("the reply is {}, and can be taken back", message.delivery));
        Ok(message)
    }

    /// Waits until the reply was delivered, and came to the provider once.
    ///
    /// # Errors
    /// When it was not, or twice.
    pub fn delivered(&mut self, to: &str, text: &str) -> Result<Message> {
        let message = self.window.message(text, DELIVERY, |message| message.delivery == "delivered")?;
        let arrived = self.desk.sandbox.deliveries(to)?.into_iter().filter(|(body, _)| body.contains(text)).count();
        if arrived != 1 {
            return Err(TaskError::new(format!("the reply reached the provider {arrived} times")));
        }
        self.done("the reply is delivered, once");
        Ok(message)
    }

    /// Waits until both messages are filed, and stand in the document folder.
    ///
    /// # Errors
    /// When they do not.
    pub fn filed(&mut self, texts: &[&str]) -> Result<()> {
        for text in texts {
            self.window.message(text, DELIVERY, |message| message.filing == "written")?;
            process::until(&format!("the record with “{text}”"), DELIVERY, || {
                let files = self.desk.record_files_with(text)?;
                Ok(files.iter().any(|file| file.ends_with("transcript.html")).then_some(()))
            })?;
        }
        self.done("the conversation stands in the document folder");
        Ok(())
    }

    /// Marks the conversation as done.
    ///
    /// # Errors
    /// When it does not leave the open ones.
    pub fn mark_done(&mut self) -> Result<()> {
        self.window.click("mark-done")?;
        self.done("the conversation is marked as done");
        Ok(())
    }

    fn done(&mut self, what: &str) {
        let step = Step { what: what.to_owned(), took: self.last.elapsed() };
        (self.tell)(&step);
        self.last = Instant::now();
    }
}
