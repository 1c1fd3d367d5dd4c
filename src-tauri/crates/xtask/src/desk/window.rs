//! The window as staff see it, by the marks that the interface carries for tests.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::Browser;
use crate::error::{During as _, Result, TaskError};
use crate::process;

/// How long the window may take to show what it was told.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);

/// A picture of fewer bytes shows nothing yet.
const BLANK: usize = 12_000;

/// A message in the conversation on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// Its id.
    pub id: String,
    /// `in`, `out` or `note`.
    pub kind: String,
    /// Where an outgoing message is, as its mark says.
    pub delivery: String,
    /// Whether it is in the record, as its mark says.
    pub filing: String,
    /// Everything that is written in it.
    pub text: String,
}

/// The open window.
#[derive(Debug)]
pub struct Window {
    browser: Browser,
}

impl Window {
    /// Takes a window under remote control.
    pub const fn new(browser: Browser) -> Self {
        Self { browser }
    }

    /// Returns the remote control.
    pub const fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Ends the program at once.
    pub fn kill(self) {
        self.browser.kill();
    }

    /// Waits until the element with this mark can be seen.
    ///
    /// # Errors
    /// When it does not come.
    pub fn wait_for(&self, mark: &str) -> Result<()> {
        process::until(&format!("“{mark}” in the window"), PATIENCE, || Ok(self.shows(mark)?.then_some(())))
    }

    /// Says whether an element with this mark can be seen.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn shows(&self, mark: &str) -> Result<bool> {
        let script = "const e = document.querySelector(arguments[0]); return !!e && e.getClientRects().length > 0";
        Ok(self.browser.run(script, &[selector(mark).into()])?.as_bool().unwrap_or(false))
    }

    /// Waits for the element with this mark and clicks on it.
    ///
    /// # Errors
    /// When it does not come or cannot be clicked.
    pub fn click(&self, mark: &str) -> Result<()> {
        // It may be drawn anew between the look and the click: then once more.
        process::until(&format!("a click on “{mark}”"), PATIENCE, || self.browser.click(&selector(mark)).map(Some))
    }

    /// Types into the element with this mark, and waits until it holds the text.
    ///
    /// # Errors
    /// When it does not come, or loses what is typed.
    pub fn type_into(&self, mark: &str, text: &str) -> Result<()> {
        self.wait_for(mark)?;
        self.browser.type_into(&selector(mark), text)?;
        process::until(&format!("the typed text in “{mark}”"), PATIENCE, || match self.value(mark)? {
            value if value.contains(text) => Ok(Some(())),
            value => Err(TaskError::new(format!("it holds “{value}”"))),
        })
    }

    /// Returns what stands in a field.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn value(&self, mark: &str) -> Result<String> {
        let script = "const e = document.querySelector(arguments[0]); return e ? (e.value ?? e.innerText) : ''";
        Ok(self.browser.run(script, &[selector(mark).into()])?.as_str().unwrap_or_default().to_owned())
    }

    /// Returns everything written in the window.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn text(&self) -> Result<String> {
        Ok(self.browser.run("return document.body.innerText", &[])?.as_str().unwrap_or_default().to_owned())
    }

    /// Returns the conversations of the list: id and everything written in the row.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn rows(&self) -> Result<Vec<(String, String)>> {
        let script = "return [...document.querySelectorAll('[data-testid=\"row\"]')]\
            .map(e => [e.dataset.conversation ?? '', e.innerText])";
        let rows = self.browser.run(script, &[])?;
        let text = |row: &Value, place: usize| row.get(place).and_then(Value::as_str).unwrap_or_default().to_owned();
        Ok(rows
            .as_array()
            .map(|rows| rows.iter().map(|row| (text(row, 0), text(row, 1))).collect())
            .unwrap_or_default())
    }

    /// Waits until a row of the list holds a text, and returns its conversation.
    ///
    /// # Errors
    /// When none does.
    pub fn row_with(&self, text: &str) -> Result<String> {
        process::until(&format!("a row with “{text}”"), PATIENCE, || {
            Ok(self.rows()?.into_iter().find(|(_, row)| row.contains(text)).map(|(conversation, _)| conversation))
        })
    }

    /// Opens a conversation from the list.
    ///
    /// # Errors
    /// When it is not in the list.
    pub fn open(&self, conversation: &str) -> Result<()> {
        let row = format!("[data-testid=\"row\"][data-conversation=\"{conversation}\"]");
        process::until("a click on the row", PATIENCE, || self.browser.click(&row).map(Some))?;
        self.wait_for("conversation-log")
    }

    /// Returns the messages of the conversation on screen.
    ///
    /// # Errors
    /// When the window does not answer.
    pub fn messages(&self) -> Result<Vec<Message>> {
        let script = "return [...document.querySelectorAll('[data-testid=\"message\"]')].map(e => [\
            e.dataset.message, e.dataset.kind, e.dataset.delivery, e.dataset.filing, e.innerText].map(v => v ?? ''))";
        let found = self.browser.run(script, &[])?;
        let text =
            |message: &Value, place: usize| message.get(place).and_then(Value::as_str).unwrap_or_default().to_owned();
        let message = |m: &Value| Message {
            id: text(m, 0),
            kind: text(m, 1),
            delivery: text(m, 2),
            filing: text(m, 3),
            text: text(m, 4),
        };
        Ok(found.as_array().map(|all| all.iter().map(message).collect()).unwrap_or_default())
    }

    /// Waits until the conversation on screen holds a message that is as wanted.
    ///
    /// # Errors
    /// When it does not come; says what was seen last of messages with this text.
    pub fn message(&self, text: &str, limit: Duration, is_wanted: impl Fn(&Message) -> bool) -> Result<Message> {
        let mut last = None;
        let found = process::until(&format!("the message “{text}”"), limit, || {
            let with_text = self.messages()?.into_iter().find(|message| message.text.contains(text));
            last.clone_from(&with_text);
            Ok(with_text.filter(&is_wanted))
        });
        found.map_err(|error| TaskError::new(format!("{error}; last seen: {last:?}")))
    }

    /// Keeps a picture of what the window shows, once nothing moves in it any more.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub fn picture(&self, to: &Path) -> Result<()> {
        let mut before = Vec::new();
        let at_rest = process::until("the window to come to rest", PATIENCE, || {
            let now = self.browser.picture()?;
            let is_at_rest = now == before && now.len() > BLANK;
            before.clone_from(&now);
            Ok(is_at_rest.then_some(now))
        })?;
        fs::write(to, at_rest).during(to.display())
    }

    /// Makes what the window shows this large, whatever its frame takes.
    ///
    /// # Errors
    /// When it does not become so.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        let inner = || {
            let size = self.browser.run("return [window.innerWidth, window.innerHeight]", &[])?;
            let side = |place: usize| size.get(place).and_then(Value::as_u64).and_then(|side| u32::try_from(side).ok());
            Ok((side(0).unwrap_or_default(), side(1).unwrap_or_default()))
        };
        let (mut asked, mut before) = ((width, height), inner()?);
        self.browser.resize(asked.0, asked.1)?;
        process::until("the window's size", PATIENCE, || {
            let now = inner()?;
            if now == (width, height) {
                return Ok(Some(()));
            }
            // Once the window manager has answered, what is missing is the frame.
            if now != before {
                asked = ((asked.0 + width).saturating_sub(now.0), (asked.1 + height).saturating_sub(now.1));
                before = now;
                self.browser.resize(asked.0, asked.1)?;
            }
            Ok(None)
        })
    }

    /// Returns what axe-core finds wrong: rule, how bad, and where.
    ///
    /// # Errors
    /// When it cannot run.
    pub fn accessibility_faults(&self, axe: &str) -> Result<Vec<String>> {
        self.browser.run(&format!("{axe}\nwindow.axe = axe; return true"), &[])?;
        let script = "const done = arguments[arguments.length - 1];\
            window.axe.run(document, arguments[0]).then(r => done(r.violations.map(v => \
            `${v.id} (${v.impact}): ${v.nodes.map(n => n.target.join(' ')).join('; ')}`)), e => done(['axe: ' + e]))";
        let tags = json!({ "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
        let found = self.browser.run_async(script, &[tags])?;
        Ok(found.as_array().into_iter().flatten().map(|fault| fault.as_str().unwrap_or_default().to_owned()).collect())
    }
}

fn selector(mark: &str) -> String {
    format!("[data-testid=\"{mark}\"]")
}
