//! What is timed inside a window, by its own clock. The driver only presses, clicks and asks afterwards: the time that
//! its own calls take is in no figure.

use serde_json::Value;

use crate::desk::Browser;
use crate::error::{During as _, Result};

/// Waits for an element, then for the frame that shows it.
const START: &str = "
    const [selector, done] = arguments;
    const found = () => document.querySelector(selector) !== null;
    const seen = (late) => {
        const ready = performance.now();
        const dom = performance.getEntriesByType('navigation')[0]?.domContentLoadedEventEnd ?? ready;
        requestAnimationFrame(() => requestAnimationFrame(() => {
            done({ origin: performance.timeOrigin, dom, ready, late, painted: performance.now() });
        }));
    };
    if (found()) return seen(true);
    const observer = new MutationObserver(() => {
        if (!found()) return;
        observer.disconnect();
        seen(false);
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true });";

/// Times from now on each key: pressed, frame begun, frame shown.
const KEYS: &str = "
    window.benchKeys = [];
    addEventListener('keydown', (event) => {
        const pressed = Math.min(event.timeStamp, performance.now());
        requestAnimationFrame(() => requestAnimationFrame(() => {
            window.benchKeys.push(performance.now() - pressed);
        }));
    }, true);";

/// Times the next click: until a message of the conversation that was not there before lies in view in a frame shown.
const CLICK: &str = "
    const [conversation] = arguments;
    const messages = () => [...document.querySelectorAll('[data-testid=\"message\"]')];
    const before = new Set(messages().map((message) => message.dataset.message));
    const isShown = () => {
        if (document.querySelector('[data-testid=\"conversation\"]')?.dataset.conversation !== conversation) return false;
        const box = document.querySelector('[data-testid=\"conversation-log\"]')?.getBoundingClientRect();
        return !!box && messages().some((message) => {
            const { top, bottom } = message.getBoundingClientRect();
            return !before.has(message.dataset.message) && bottom > box.top && top < box.bottom;
        });
    };
    window.benchClick = null;
    addEventListener('click', (event) => {
        const clicked = Math.min(event.timeStamp, performance.now());
        const look = () => {
            if (!isShown()) return requestAnimationFrame(look);
            requestAnimationFrame(() => { window.benchClick = performance.now() - clicked; });
        };
        requestAnimationFrame(look);
    }, { capture: true, once: true });";

/// Times the next click: until as many plain lines as a page of messages has are in a frame shown.
const PLAIN_CLICK: &str = "
    document.body.innerHTML = '<button id=\"open\">Open</button><div id=\"log\" style=\"height: 600px; overflow: auto\"></div>';
    window.benchClick = null;
    document.getElementById('open').addEventListener('click', (event) => {
        const clicked = Math.min(event.timeStamp, performance.now());
        const log = document.getElementById('log');
        for (let line = 0; line < 50; line += 1) {
            log.appendChild(document.createElement('div')).textContent = `Line ${line}: ${'some words of a message '.repeat(4)}`;
        }
        log.scrollTop = log.scrollHeight;
        requestAnimationFrame(() => requestAnimationFrame(() => { window.benchClick = performance.now() - clicked; }));
    }, { once: true });";

/// Waits for the figure of the click.
const CLICKED: &str = "
    const done = arguments[0];
    const look = () => (window.benchClick === null ? setTimeout(look, 20) : done(window.benchClick));
    look();";

/// Scrolls by so much in each frame, and times the frames.
const SCROLL: &str = "
    const [selector, step, count, done] = arguments;
    const box = document.querySelector(selector);
    const frames = [];
    let [last, moved] = [null, 0];
    const next = () => {
        const now = performance.now();
        if (last !== null) frames.push(now - last);
        last = now;
        const top = box.scrollTop;
        box.scrollTop = top + step;
        moved += Math.abs(box.scrollTop - top);
        if (frames.length < count) requestAnimationFrame(next);
        else done({ frames, moved });
    };
    requestAnimationFrame(next);";

/// Fills the blank window with plain lines to scroll.
const PLAIN_LINES: &str = "
    document.body.innerHTML = '<div id=\"log\" style=\"height: 600px; overflow: auto\"></div>';
    const log = document.getElementById('log');
    for (let line = 0; line < arguments[0]; line += 1) {
        log.appendChild(document.createElement('div')).textContent = `Line ${line}: ${'some words of a message '.repeat(4)}`;
    }
    log.scrollTop = log.scrollHeight;";

/// Puts a box for text into the blank window.
const PLAIN_BOX: &str = "document.body.innerHTML = '<textarea id=\"box\" rows=\"4\" cols=\"80\"></textarea>';";

/// How a window came up, in milliseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// The page's own content was read.
    pub(super) dom: f64,
    /// The element that was waited for was there.
    pub(super) ready: f64,
    /// A frame with it was shown.
    pub(super) painted: f64,
}

/// Waits for an element in a window that was just opened.
pub(super) fn start(browser: &Browser, selector: &str) -> Result<Start> {
    let seen = browser.run_async(START, &[selector.into()])?;
    if seen.get("late").and_then(Value::as_bool).unwrap_or_default() && selector != "body" {
        eprintln!("  (the window was ready before it could be watched: this start counts as slower than it was)");
    }
    let origin = figure(&seen, "origin")?;
    Ok(Start {
        dom: origin + figure(&seen, "dom")?,
        ready: origin + figure(&seen, "ready")?,
        painted: origin + figure(&seen, "painted")?,
    })
}

/// Presses keys where the focus is, one after the other, and returns how long each took to be shown.
pub(super) fn keys(browser: &Browser, count: usize) -> Result<Vec<f64>> {
    /// Keys that do not count: the first ones meet code that was never run.
    const WARM: usize = 5;
    browser.run(KEYS, &[])?;
    for letter in ["a", "b", "c", "d", "e", " "].into_iter().cycle().take(count + WARM) {
        browser.press(&[letter])?;
    }
    let waited = "const done = arguments[0]; setTimeout(() => done(window.benchKeys), 500)";
    Ok(figures(&browser.run_async(waited, &[])?).into_iter().skip(WARM).collect())
}

/// Clicks on a row of the list, and returns how long its conversation took to be shown where it
/// opens: at its end, or at the first message that nobody saw.
pub(super) fn open(browser: &Browser, conversation: &str) -> Result<f64> {
    browser.run(CLICK, &[conversation.into()])?;
    browser.click(&format!("[data-testid=\"row\"][data-conversation=\"{conversation}\"]"))?;
    clicked(browser)
}

/// Clicks on a button of the blank window that shows plain lines.
pub(super) fn open_plain(browser: &Browser) -> Result<f64> {
    browser.run(PLAIN_CLICK, &[])?;
    browser.click("#open")?;
    clicked(browser)
}

/// Scrolls an element for some seconds, and returns how long each frame took, and over how many pixels it went.
pub(super) fn scroll(browser: &Browser, selector: &str, step: i32) -> Result<(Vec<f64>, f64)> {
    /// Five seconds at sixty frames a second.
    const FRAMES: u32 = 300;
    let scrolled = browser.run_async(SCROLL, &[selector.into(), step.into(), FRAMES.into()])?;
    Ok((figures(scrolled.get("frames").unwrap_or(&Value::Null)), figure(&scrolled, "moved")?))
}

/// Fills the blank window with so many plain lines.
pub(super) fn fill_plain(browser: &Browser, lines: u64) -> Result<()> {
    browser.run(PLAIN_LINES, &[lines.into()]).map(drop)
}

/// Puts a bare box for text into the blank window, and the focus into it.
pub(super) fn focus_plain(browser: &Browser) -> Result<()> {
    browser.run(PLAIN_BOX, &[])?;
    browser.click("#box")
}

fn clicked(browser: &Browser) -> Result<f64> {
    browser.run_async(CLICKED, &[])?.as_f64().during("the window told no time")
}

fn figure(told: &Value, name: &str) -> Result<f64> {
    told.get(name).and_then(Value::as_f64).during(format!("the window told no “{name}”"))
}

fn figures(told: &Value) -> Vec<f64> {
    told.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
