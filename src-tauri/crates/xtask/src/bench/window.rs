//! The window that staff have, on the practice that was built, and a blank one, opened in turns in one session.

use std::path::Path;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::figures::{Goal, Sides};
use super::tree::{Memory, Tree};
use super::{page, practice};
use crate::desk::{Browser, Desk, Window};
use crate::error::{During as _, Result, TaskError};
use crate::{process, project};

/// The first row of the queue that can be reached with the keyboard.
const FIRST_ROW: &str = "[data-testid=\"row\"][tabindex=\"0\"]";
/// How often idling is measured; the longest part of a run.
const IDLES: usize = 3;
/// For how long.
const IDLE: Duration = Duration::from_secs(10);
/// For how long a window may still be busy after it came up, before that counts as idling.
const CALM: Duration = Duration::from_secs(30);
/// How many conversations are opened in each start.
const OPENED: usize = 6;
/// How many keys are pressed.
const KEYS: usize = 60;
/// How far a frame scrolls, in pixels.
const STEP: i32 = 60;
/// A frame that took longer was seen to stutter: two of sixty a second.
const STUTTER: f64 = 33.0;

/// Everything that is measured, of both windows.
#[derive(Clone, Debug, Default)]
struct Figures {
    usable: Sides,
    painted: Sides,
    opened: Sides,
    opened_longest: Sides,
    keys: Sides,
    log_frames: Sides,
    list_frames: Sides,
    idle: Sides,
    wakes: Sides,
    memory: Sides,
    program: Sides,
    memory_used: Sides,
}

/// Measures both windows; returns the report's part.
pub(super) fn measure(folder: &Path, built: &Value, starts: usize) -> Result<Value> {
    let practice = built.get("practice").during("the measurements name no practice")?;
    let longest = practice.get("longest").and_then(Value::as_str).during("no conversation is the longest")?;
    let messages = practice.get("messages").and_then(Value::as_u64).unwrap_or_default();
    eprintln!("the window, beside a blank one; {starts} starts each");
    let desk = practice::lend(folder)?;
    practice::begin(&desk)?;
    let mut figures = Figures::default();
    for turn in 0..starts.max(1) {
        let is_last = turn + 1 >= starts;
        figures.blank(&desk, turn, is_last.then_some(messages))?;
        figures.ours(&desk, turn, is_last, longest)?;
    }
    Ok(figures.report())
}

impl Figures {
    /// Opens the blank window once; the last time, everything else is measured there too.
    fn blank(&mut self, desk: &Desk, turn: usize, lines: Option<u64>) -> Result<()> {
        let program = project::measured().join("examples").join("blank");
        let browser = Browser::open(&desk.session, &program, &[("GTK_THEME", "Adwaita".to_owned())])?;
        let start = page::start(&browser, "body")?;
        let tree = Tree::below(browser.id())?;
        let began = tree.started()?;
        self.usable.blank.add(start.dom - began);
        self.painted.blank.add(start.painted - began);
        if turn < IDLES {
            let (idle, wakes, memory) = idle(tree)?;
            self.idle.blank.add(idle);
            self.wakes.blank.add(wakes);
            self.memory.blank.add(memory.whole);
            self.program.blank.add(memory.program);
        }
        for _ in 0..OPENED {
            let took = page::open_plain(&browser)?;
            self.opened.blank.add(took);
            self.opened_longest.blank.add(took);
        }
        let Some(lines) = lines else { return Ok(()) };
        page::focus_plain(&browser)?;
        self.keys.blank.extend(page::keys(&browser, KEYS)?);
        page::fill_plain(&browser, longest_of(lines))?;
        let frames = page::scroll(&browser, "#log", -STEP)?.0;
        self.log_frames.blank.extend(frames.iter().copied());
        self.list_frames.blank.extend(frames);
        self.memory_used.blank.add(tree.memory()?.whole);
        Ok(())
    }

    /// Opens ours once; the last time, everything else is measured there too.
    fn ours(&mut self, desk: &Desk, turn: usize, is_last: bool, longest: &str) -> Result<()> {
        let window = desk.open_window(false)?;
        let browser = window.browser();
        let start = page::start(browser, FIRST_ROW)?;
        let tree = Tree::below(browser.id())?;
        let began = tree.started()?;
        self.usable.ours.add(start.ready - began);
        self.painted.ours.add(start.painted - began);
        if turn < IDLES {
            let (idle, wakes, memory) = idle(tree)?;
            self.idle.ours.add(idle);
            self.wakes.ours.add(wakes);
            self.memory.ours.add(memory.whole);
            self.program.ours.add(memory.program);
        }
        window.click("queue-waiting")?;
        for row in others(&window, longest)? {
            self.opened.ours.add(page::open(browser, &row)?);
        }
        self.opened_longest.ours.add(page::open(browser, longest)?);
        if !is_last {
            return Ok(());
        }
        window.click("composer-text")?;
        self.keys.ours.extend(page::keys(browser, KEYS)?);
        self.log_frames.ours.extend(scrolled(browser, "conversation-log", -STEP)?);
        self.list_frames.ours.extend(scrolled(browser, "list", STEP)?);
        self.memory_used.ours.add(tree.memory()?.whole);
        Ok(())
    }

    fn report(&self) -> Value {
        let most = |most| Some(Goal { most: Some(most), most_ratio: None });
        let beside = |most_ratio| Some(Goal { most: None, most_ratio: Some(most_ratio) });
        let start = Goal { most: Some(1_000.0), most_ratio: Some(1.25) };
        let measures = [
            self.usable.measure("new process to usable inbox, beside DOM ready (files cached)", "ms", Some(start)),
            self.painted.measure("... until a frame with it was shown", "ms", None),
            self.opened.measure("click on a row to its messages painted, beside 50 plain lines", "ms", most(50.0)),
            self.opened_longest.measure("... of the longest conversation, where it opens", "ms", most(50.0)),
            self.keys.measure("key in the composer to painted, beside a bare textarea", "ms", None),
            self.log_frames.measure("frame while scrolling the longest conversation, beside plain lines", "ms", None),
            self.list_frames.measure("frame while scrolling the list, beside plain lines", "ms", None),
            self.idle.measure("processor while idle, of one core, whole process tree", "%", most(1.0)),
            self.wakes.measure("threads woken while idle, whole process tree", "1/s", None),
            self.memory.measure("memory at the inbox, whole process tree (PSS)", "MiB", beside(1.2)),
            self.program.measure("... of the program without the web view's processes", "MiB", None),
            self.memory_used.measure("memory after opening, typing and scrolling (PSS)", "MiB", None),
        ];
        let share = |sides: &Sides| json!({ "ours": sides.ours.above(STUTTER), "blank": sides.blank.above(STUTTER) });
        json!({
            "measures": measures,
            "percent_of_frames_over_33_ms": {
                "longest_conversation": share(&self.log_frames),
                "list": share(&self.list_frames),
            },
        })
    }
}

/// Returns how many messages the longest conversation has, of so many in the practice.
fn longest_of(messages: u64) -> u64 {
    (messages / 10).min(10_000)
}

/// Returns the share of a core in percent, how often a second a thread was woken, and the memory at the end.
fn idle(tree: Tree) -> Result<(f64, f64, Memory)> {
    tree.rest(CALM)?;
    let before = tree.taken()?;
    thread::sleep(IDLE);
    let after = tree.taken()?;
    let seconds = IDLE.as_secs_f64();
    // A thread that ended takes its count along.
    let wakes = (after.wakes - before.wakes).max(0.0) / seconds;
    Ok(((after.seconds - before.seconds) * 100.0 / seconds, wakes, tree.memory()?))
}

/// Returns conversations of the list that are not open: neither the first, which opens by itself, nor the longest.
fn others(window: &Window, longest: &str) -> Result<Vec<String>> {
    process::until("the longest conversation in the list", Duration::from_secs(20), || {
        let rows: Vec<String> = window.rows()?.into_iter().map(|(conversation, _)| conversation).collect();
        let is_there = rows.iter().any(|row| row == longest);
        Ok(is_there.then(|| rows.into_iter().skip(1).filter(|row| row != longest).take(OPENED).collect()))
    })
}

/// Scrolls what has this mark; a box that does not move would show good frames for nothing.
fn scrolled(browser: &Browser, mark: &str, step: i32) -> Result<Vec<f64>> {
    let (frames, moved) = page::scroll(browser, &format!("[data-testid=\"{mark}\"]"), step)?;
    let least = f64::from(step).abs() * 20.0;
    if moved < least {
        return Err(TaskError::new(format!("“{mark}” moved only by {moved} pixels")));
    }
    Ok(frames)
}
