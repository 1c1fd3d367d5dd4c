//! The desk: a private session, the stand-in provider, and the folder of one practice.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::{Browser, Notifications, Sandbox, Window};
use crate::error::{During as _, Result, TaskError};
use crate::process::Running;
use crate::session::Session;

/// Everything a window needs around it. What is first here ends first.
#[derive(Debug)]
pub struct Desk {
    /// What the desktop is asked to show.
    pub notifications: Notifications,
    /// The stand-in provider.
    pub sandbox: Sandbox,
    /// The private desktop.
    pub session: Session,
    programs: PathBuf,
}

impl Desk {
    /// Sets the desk up; the programs are taken from this folder. At pace 0 patients write only when they are made to.
    ///
    /// # Errors
    /// When a part does not start.
    pub fn set_up(programs: &Path, pace: f64) -> Result<Self> {
        for name in ["anteroom", "anteroom-sandbox"] {
            if !programs.join(name).exists() {
                return Err(TaskError::new(format!("{name} is not built: cargo xtask build")));
            }
        }
        let session = Session::start()?;
        let sandbox = Sandbox::start(session.command(programs.join("anteroom-sandbox")), pace)?;
        let notifications = Notifications::listen(&session)?;
        Ok(Self { notifications, sandbox, session, programs: programs.to_owned() })
    }

    /// Returns the folder of the practice.
    pub fn home(&self) -> PathBuf {
        self.session.home().join("anteroom")
    }

    /// Returns the document folder, which is the record itself.
    pub fn record(&self) -> PathBuf {
        self.session.home().join("anteroom-record")
    }

    /// Opens the window in the light or the dark.
    ///
    /// # Errors
    /// When it does not open.
    pub fn open_window(&self, dark: bool) -> Result<Window> {
        Browser::open(&self.session, &self.program(), &self.environment(dark)).map(Window::new)
    }

    /// Starts the program as its user does: nothing drives the window. What it says by itself goes into this file.
    ///
    /// # Errors
    /// When it does not start.
    pub fn open_undriven(&self, log: &Path) -> Result<Running> {
        let mut command = self.session.command(self.program());
        command.envs(self.environment(false)).env("ANTEROOM_LOG", "warn,anteroom=debug");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(File::create(log).during(log.display())?);
        Running::start("anteroom", &mut command)
    }

    fn program(&self) -> PathBuf {
        self.programs.join("anteroom")
    }

    fn environment(&self, dark: bool) -> [(&'static str, String); 3] {
        let theme = if dark { "Adwaita:dark" } else { "Adwaita" };
        [
            ("ANTEROOM_HOME", self.home().to_string_lossy().into_owned()),
            ("ANTEROOM_SANDBOX", self.sandbox.url().to_owned()),
            ("GTK_THEME", theme.to_owned()),
        ]
    }

    /// Returns the pages and bundles of the record that hold a text.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn record_files_with(&self, text: &str) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        crate::project::walk(&self.record(), &mut |path| {
            if std::fs::read(path).is_ok_and(|content| String::from_utf8_lossy(&content).contains(text)) {
                found.push(path.to_owned());
            }
        })?;
        Ok(found)
    }
}
