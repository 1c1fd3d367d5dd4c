//! A desk of the test's own, and what is looked at more than once.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use xtask::desk::{Desk, Journey, Message, Window};
use xtask::process;

/// Grace Okafor, the only patient with this number.
pub(crate) const GRACE: &str = "+447700900101";
/// Leila and Sami Haddad share this one.
pub(crate) const THE_HADDADS: &str = "+447700900103";

const PATIENCE: Duration = Duration::from_secs(20);

/// A desk, and where its pictures go.
pub(crate) struct Stage {
    pub(crate) desk: Desk,
    pictures: PathBuf,
}

impl Stage {
    /// Sets the desk up with the programs that were built beside this test.
    pub(crate) fn set() -> Self {
        let programs = Path::new(env!("CARGO_BIN_EXE_anteroom")).parent().unwrap();
        let pictures = programs.ancestors().nth(1).unwrap().join("pictures/test");
        fs::create_dir_all(&pictures).unwrap();
        Self { desk: Desk::set_up(programs, 0.0).unwrap(), pictures }
    }

    /// Opens the window on a new training practice.
    pub(crate) fn open_practice(&self) -> Window {
        let window = self.desk.open_window(false).unwrap();
        Journey::begin(&self.desk, &window, |_| {}).first_run("Dr Ada Lindqvist").unwrap();
        window
    }

    /// Opens the window on a new training practice, on the conversation that a text from this number begins.
    pub(crate) fn open_conversation(&self, from: &str, name: &str, text: &str) -> (Window, Message) {
        let window = self.open_practice();
        self.desk.sandbox.patient_writes(from, text).unwrap();
        window.click("queue-unassigned").unwrap();
        let conversation = window.row_with(name).unwrap();
        window.open(&conversation).unwrap();
        let message = window.message(text, PATIENCE, |message| message.kind == "in").unwrap();
        (window, message)
    }

    /// Returns a picture of the whole screen.
    pub(crate) fn screen(&self) -> Vec<u8> {
        let to = self.desk.session.folder().join("screen.ppm");
        self.desk.session.picture(&to).unwrap();
        fs::read(to).unwrap()
    }

    /// Says whether two pictures show the same page: a caret, or where the focus is, may differ. A page without its words
    /// differs by more.
    pub(crate) fn looks_like(one: &[u8], other: &[u8]) -> bool {
        let differing = one.iter().zip(other).filter(|(one, other)| one != other).count();
        one.len() == other.len() && differing * 500 <= one.len()
    }

    /// Returns a picture of the whole screen once the window stands there and nothing moves.
    pub(crate) fn screen_at_rest(&self) -> Vec<u8> {
        process::until("the window to stand there", PATIENCE, || Ok(self.is_window_seen().then_some(()))).unwrap();
        let mut before = Vec::new();
        process::until("the screen to come to rest", PATIENCE, || {
            let now = self.screen();
            let is_at_rest = now == before;
            before.clone_from(&now);
            std::thread::sleep(Duration::from_millis(1500)); // Longer than a busy machine needs from one state of the page to the next.
            Ok(is_at_rest.then_some(now))
        })
        .unwrap()
    }

    /// Returns the ids of the processes that draw the page of a program which leads this group.
    pub(crate) fn page_processes(&self, group: u32) -> Vec<String> {
        let search = ["-g", &group.to_string(), "WebKitWebProc"];
        let found = process::output(self.desk.session.command("pgrep").args(search)).unwrap_or_default();
        found.lines().map(str::to_owned).collect()
    }

    /// Says whether the app's window is on the screen.
    pub(crate) fn is_window_seen(&self) -> bool {
        let search = ["search", "--onlyvisible", "--name", "^Anteroom$"];
        process::output(self.desk.session.command("xdotool").args(search)).is_ok_and(|found| !found.is_empty())
    }

    /// Takes pictures in both sizes, and lets axe-core look at each.
    pub(crate) fn takes_pictures_without_faults(&self, window: &Window, shade: &str) {
        let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(axe).unwrap();
        for (width, height) in [(1920, 1080), (1280, 720)] {
            window.resize(width, height).unwrap();
            window.picture(&self.pictures.join(format!("desk-{shade}-{width}x{height}.png"))).unwrap();
            let faults = window.accessibility_faults(&axe).unwrap();
            assert_eq!(faults, Vec::<String>::new(), "axe-core at {width}x{height}, {shade}");
        }
    }

    /// Waits until an element has stood in its place for as long as a person takes to see where it is.
    pub(crate) fn stands_still(window: &Window, mark: &str) {
        let script =
            "const { x, y } = document.querySelector(arguments[0]).getBoundingClientRect(); return `${x} ${y}`";
        let mut before = None;
        process::until(&format!("“{mark}” to stand still"), PATIENCE, || {
            let place = window.browser().run(script, &[format!("[data-testid=\"{mark}\"]").into()])?;
            std::thread::sleep(Duration::from_millis(200));
            Ok((before.replace(place.clone()) == Some(place)).then_some(()))
        })
        .unwrap();
    }

    /// Waits until the draft of the first conversation in the list is kept, as the program says itself.
    pub(crate) fn keeps_draft(&self, window: &Window, text: &str) {
        let (conversation, _) = window.rows().unwrap().into_iter().next().unwrap();
        let script = "const done = arguments[arguments.length - 1];\
            window.__TAURI_INTERNALS__.invoke('conversation', { request: { conversation: arguments[0] } })\
            .then(view => done(JSON.stringify(view.draft)), error => done(JSON.stringify(error)))";
        process::until("the draft to be kept", PATIENCE, || {
            let draft = window.browser().run_async(script, &[conversation.clone().into()])?;
            Ok(draft.as_str().is_some_and(|draft| draft.contains(text)).then_some(()))
        })
        .unwrap();
    }

    /// Asks the real Secret Service for the practice's key.
    pub(crate) fn has_its_key_in_the_password_store(&self) {
        let mut search = self.desk.session.command("secret-tool");
        let found = search.args(["search", "--all", "service", "anteroom.database-key"]).output().unwrap();
        // The attributes come on one stream, the secret on the other.
        let said = [found.stdout, found.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
        assert!(said.contains("practice-"), "the key of the practice is kept there: {said}");
    }
}
