//! A private desktop without a screen: its own display, message bus, unlocked password store, notification daemon and
//! window manager, in a home folder that is gone afterwards. Linux only.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

use crate::error::{During as _, Result, TaskError};
use crate::process::{self, Running};

/// How long a part of the session may take to come up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where Debian keeps the notification daemon, below the folder of the machine's kind. It draws buttons that can be clicked.
const NOTIFIER: &str = "xfce4/notifyd/xfce4-notifyd";
/// What the programs of the session may know of the world outside it.
const KEPT: [&str; 9] = ["PATH", "LANG", "TERM", "USER", "RUST_BACKTRACE", "RUST_LOG", "ANTEROOM_LOG", "CI", "NEXTEST"];

/// The running session.
#[derive(Debug)]
pub struct Session {
    environment: Vec<(String, String)>,
    /// Ended in this order, the display last.
    parts: Vec<Running>,
    folder: TempDir,
}

impl Session {
    /// Starts a session and waits until each part answers.
    ///
    /// # Errors
    /// When a part is not installed or does not come up.
    pub fn start() -> Result<Self> {
        let folder =
            tempfile::Builder::new().prefix("anteroom-session-").tempdir().during("a folder for the session")?;
        let mut session = Self { environment: surroundings(folder.path())?, parts: Vec::new(), folder };
        session.start_display()?;
        session.start_bus()?;
        session.start_keyring()?;
        session.start_part("openbox", &mut Command::new("openbox"))?;
        session.start_notifier()?;
        Ok(session)
    }

    /// Returns a program to run in the session.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Returns the folder that holds everything the session writes.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the home folder in it.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// Keeps a picture of the whole screen.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub fn picture(&self, to: &Path) -> Result<()> {
        process::output(self.command("import").args(["-window", "root"]).arg(to)).map(drop)
    }

    fn set(&mut self, name: &str, value: impl Into<String>) {
        self.environment.push((name.to_owned(), value.into()));
    }

    fn log(&self, name: &str) -> Result<Stdio> {
        let file = fs::File::create(self.folder().join(format!("{name}.log"))).during(name)?;
        Ok(Stdio::from(file))
    }

    fn start_part(&mut self, name: &str, command: &mut Command) -> Result<()> {
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(self.log(name)?);
        self.parts.insert(0, Running::start(name, command)?);
        Ok(())
    }

    /// Starts a part that says on its first line of output how to reach it.
    fn start_telling(&mut self, name: &str, command: &mut Command) -> Result<String> {
        command.env_clear().envs(self.environment.iter().map(|(name, value)| (name, value)));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(self.log(name)?);
        let mut part = Running::start(name, command)?;
        let said = first_line(&mut part).during(name)?;
        self.parts.insert(0, part);
        Ok(said)
    }

    fn start_display(&mut self) -> Result<()> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "2048x1200x24", "-nolisten", "tcp", "-noreset"]);
        let number = self.start_telling("Xvfb", &mut command)?;
        self.set("DISPLAY", format!(":{number}"));
        Ok(())
    }

    fn start_bus(&mut self) -> Result<()> {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address=1"]);
        let address = self.start_telling("dbus-daemon", &mut command)?;
        self.set("DBUS_SESSION_BUS_ADDRESS", address);
        Ok(())
    }

    fn start_keyring(&mut self) -> Result<()> {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(self.log("gnome-keyring")?);
        let mut part = Running::start("gnome-keyring-daemon", &mut command)?;
        if let Some(mut stdin) = part.child().stdin.take() {
            stdin.write_all(b"test\n").during("the password store's password")?;
        }
        self.parts.insert(0, part);
        self.wait_for_name("org.freedesktop.secrets")
    }

    fn start_notifier(&mut self) -> Result<()> {
        let kinds = fs::read_dir("/usr/lib").during("/usr/lib")?.flatten();
        let program = kinds.map(|kind| kind.path().join(NOTIFIER)).find(|program| program.exists());
        let program = program.during("the notification daemon is not installed: xfce4-notifyd")?;
        self.start_part("notifications", &mut Command::new(program))?;
        self.wait_for_name("org.freedesktop.Notifications")
    }

    fn wait_for_name(&self, name: &str) -> Result<()> {
        process::until(&format!("{name} on the session's bus"), PATIENCE, || {
            let answer = process::output(self.command("gdbus").args([
                "call",
                "--session",
                "--dest=org.freedesktop.DBus",
                "--object-path=/org/freedesktop/DBus",
                "--method=org.freedesktop.DBus.NameHasOwner",
                name,
            ]))?;
            Ok(answer.contains("true").then_some(()))
        })
    }
}

/// Says whether a window could be shown to somebody.
pub fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// Makes the session's folders and names them.
fn surroundings(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut environment: Vec<(String, String)> =
        KEPT.iter().filter_map(|name| Some(((*name).to_owned(), std::env::var(name).ok()?))).collect();
    let mut name = |variable: &str, value: String| environment.push((variable.to_owned(), value));
    for (variable, place, usual) in [("CARGO_HOME", "HOME", ".cargo"), ("RUSTUP_HOME", "HOME", ".rustup")] {
        // Cargo in the session is the caller's cargo.
        let own = std::env::var(variable).ok();
        let usual = std::env::var(place).ok().map(|home| format!("{home}/{usual}"));
        if let Some(value) = own.or(usual) {
            name(variable, value);
        }
    }
    for (variable, place) in [
        ("HOME", "home"),
        ("XDG_DATA_HOME", "home/.local/share"),
        ("XDG_CONFIG_HOME", "home/.config"),
        ("XDG_CACHE_HOME", "home/.cache"),
        ("XDG_STATE_HOME", "home/.local/state"),
        ("XDG_RUNTIME_DIR", "run"),
        ("TMPDIR", "tmp"),
    ] {
        let path = folder.join(place);
        fs::create_dir_all(&path).during("the session's folders")?;
        name(variable, path.to_string_lossy().into_owned());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder.join("run"), fs::Permissions::from_mode(0o700)).during("the session's folders")?;
    }
    for (variable, value) in [
        ("GDK_BACKEND", "x11"),
        ("LIBGL_ALWAYS_SOFTWARE", "1"),
        ("NO_AT_BRIDGE", "1"),
        ("GTK_THEME", "Adwaita"),
        ("XDG_SESSION_TYPE", "x11"),
        // No program of the session reaches the machine's own bus.
        ("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent"),
    ] {
        name(variable, value.to_owned());
    }
    Ok(environment)
}

/// Reads a program's first line, and lets the rest go.
fn first_line(part: &mut Running) -> Result<String> {
    let stdout = part.child().stdout.take().during("no output")?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).during("its first line")?;
    match line.trim() {
        "" => Err(TaskError::new("ended before it was ready")),
        said => Ok(said.to_owned()),
    }
}
