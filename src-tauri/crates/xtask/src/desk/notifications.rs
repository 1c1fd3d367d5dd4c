//! What the desktop was asked to show, as it went over the session's bus; and a person's click on it.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use crate::error::{During as _, Result};
use crate::process::{self, Running};
use crate::session::Session;

/// How long a notification may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A notification as the app asked for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The first line.
    pub summary: String,
    /// The rest.
    pub body: String,
    /// Everything in the call, for a search for what must not be there.
    pub whole: String,
}

/// Listens on the bus.
#[derive(Debug)]
pub struct Notifications {
    heard: PathBuf,
    _monitor: Running,
}

impl Notifications {
    /// Begins to listen.
    ///
    /// # Errors
    /// When the listener does not start.
    pub fn listen(session: &Session) -> Result<Self> {
        let heard = session.folder().join("notifications.log");
        let file = std::fs::File::create(&heard).during("the notifications' log")?;
        let mut command = session.command("dbus-monitor");
        command.args(["--session", "interface='org.freedesktop.Notifications'"]);
        command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null());
        let monitor = Running::start("dbus-monitor", &mut command)?;
        let listening = Self { heard, _monitor: monitor };
        process::until("the listener for notifications", PATIENCE, || {
            // Its first words say that it lost its own name on the bus: from then on it hears everything.
            Ok((!listening.text()?.is_empty()).then_some(()))
        })?;
        Ok(listening)
    }

    /// Returns every notification so far.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub fn all(&self) -> Result<Vec<Notice>> {
        Ok(calls(&self.text()?)
            .into_iter()
            .filter(|call| call.contains("member=Notify"))
            .map(|call| notice(&call))
            .collect())
    }

    /// Waits until there are more notifications than before, and returns the newest.
    ///
    /// # Errors
    /// When none comes.
    pub fn next(&self, before: usize) -> Result<Notice> {
        process::until("a desktop notification", PATIENCE, || {
            let all = self.all()?;
            Ok(if all.len() > before { all.last().cloned() } else { None })
        })
    }

    /// Clicks on the button of the notification that stands on the desktop, with the mouse.
    ///
    /// # Errors
    /// When none can be seen.
    pub fn click(&self, session: &Session) -> Result<()> {
        let (window, width, height) = process::until("a notification on the screen", PATIENCE, || seen(session))?;
        // The button stands in the lower right corner.
        let (x, y) = (width.saturating_sub(60).to_string(), height.saturating_sub(30).to_string());
        let move_and_click = ["mousemove", "--sync", "--window", &window, &x, &y, "click", "1"];
        process::output(session.command("xdotool").args(move_and_click)).map(drop)
    }

    /// Says whether a notification stands on the desktop.
    pub fn is_seen(&self, session: &Session) -> bool {
        seen(session).is_ok_and(|window| window.is_some())
    }

    fn text(&self) -> Result<String> {
        // Something may stand half-written at the end.
        Ok(String::from_utf8_lossy(&std::fs::read(&self.heard).during("the notifications' log")?).into_owned())
    }
}

/// Returns the newest notification on the screen: its window, width and height.
fn seen(session: &Session) -> Result<Option<(String, u32, u32)>> {
    let search = ["search", "--onlyvisible", "--class", "notifyd"];
    // It fails when it finds nothing.
    let Ok(found) = process::output(session.command("xdotool").args(search)) else { return Ok(None) };
    let Some(window) = found.lines().last() else { return Ok(None) };
    let described = process::output(session.command("xdotool").args(["getwindowgeometry", "--shell", window]))?;
    let side = |name: &str| {
        let line = described.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.and_then(|side| side.parse::<u32>().ok())
    };
    Ok(side("WIDTH").zip(side("HEIGHT")).map(|(width, height)| (window.to_owned(), width, height)))
}

/// Cuts the listener's output into calls: each begins at the margin, its arguments are indented.
fn calls(text: &str) -> Vec<String> {
    let mut calls: Vec<String> = Vec::new();
    for line in text.lines() {
        match calls.last_mut() {
            Some(call) if line.starts_with(' ') => {
                call.push('\n');
                call.push_str(line);
            }
            _ => calls.push(line.to_owned()),
        }
    }
    calls
}

/// Takes the words out of a call: name of the app, icon, summary and body are its own strings, in this order.
fn notice(call: &str) -> Notice {
    let strings: Vec<&str> = call
        .lines()
        .filter_map(|line| line.strip_prefix("   string \"").and_then(|rest| rest.strip_suffix('"')))
        .collect();
    let string = |place: usize| strings.get(place).copied().unwrap_or_default().to_owned();
    Notice { summary: string(2), body: string(3), whole: call.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notification_is_read_off_the_bus() {
        let heard = "signal time=1.0 sender=org.freedesktop.DBus member=NameAcquired\n   string \":1.9\"\n\
            method call time=2.0 sender=:1.8 member=Notify\n   string \"Anteroom\"\n   uint32 0\n   string \"anteroom\"\n\
            \x20  string \"1 new message\"\n   string \"Unassigned\"\n   array [\n      string \"default\"\n   ]\n   int32 -1\n\
            method return time=2.1\n   uint32 1\n";
        let calls = calls(heard);
        assert_eq!(calls.len(), 3, "a signal, a call and its answer");
        let notice = notice(&calls[1]);
        assert_eq!((notice.summary.as_str(), notice.body.as_str()), ("1 new message", "Unassigned"));
        assert!(notice.whole.contains("default"), "the whole call is kept");
    }
}
