//! Programs started from here: each in a process group of its own, each stopped by its id, none left behind.

use std::io::{BufReader, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{During as _, Result, TaskError};

/// How often a waiting caller looks.
const LOOK: Duration = Duration::from_millis(20);
/// How long a program may take to end when asked.
const GRACE: Duration = Duration::from_secs(3);

/// What runs now.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A program that ends when this is dropped, with everything it started.
#[derive(Debug)]
pub struct Running {
    name: String,
    child: Child,
    ended: Option<ExitStatus>,
}

impl Running {
    /// Starts a program in a process group of its own.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start(name: impl Into<String>, command: &mut Command) -> Result<Self> {
        let name = name.into();
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command.spawn().during(format!("{name} cannot be started"))?;
        live().push(child.id());
        Ok(Self { name, child, ended: None })
    }

    /// Returns the process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Returns the child, to take its pipes from.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Returns how it ended, if it did.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        if self.ended.is_none() {
            self.ended = self.child.try_wait().during(&self.name)?;
        }
        Ok(self.ended)
    }

    /// Waits until it ends by itself, or stops it when the time is over.
    ///
    /// # Errors
    /// When the time was over.
    pub fn wait(mut self, limit: Duration) -> Result<ExitStatus> {
        let started = Instant::now();
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            if started.elapsed() > limit {
                return Err(TaskError::new(format!("{} had not ended after {} s", self.name, limit.as_secs())));
            }
            thread::sleep(LOOK);
        }
    }

    /// Kills it at once, as a power cut would.
    pub fn kill(&mut self) {
        signal(self.id(), Signal::Kill);
        let _ = self.child.kill();
        self.ended = self.child.wait().ok();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let id = self.id();
        if self.ended.is_none() {
            signal(id, Signal::End);
            let started = Instant::now();
            while matches!(self.child.try_wait(), Ok(None)) && started.elapsed() < GRACE {
                thread::sleep(LOOK);
            }
        }
        // Also when the program itself has ended: what it started may not have.
        signal(id, Signal::Kill);
        let _ = self.child.kill();
        let _ = self.child.wait();
        live().retain(|other| *other != id);
    }
}

/// Ends everything that runs when the terminal or the system asks this program to end.
///
/// # Errors
/// When somebody has asked before.
pub fn end_together() -> Result<()> {
    ctrlc::set_handler(|| {
        for id in live().iter() {
            signal(*id, Signal::Kill);
        }
        std::process::exit(130);
    })
    .during("Ctrl-C cannot be listened for")
}

/// Runs a program in the foreground, so that it may ask the person at the terminal.
///
/// # Errors
/// When it cannot be started or fails.
pub fn foreground(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().during(&name)?;
    if status.success() { Ok(()) } else { Err(TaskError::new(format!("{name} failed ({status})"))) }
}

/// Returns what a program prints, without the last line end.
///
/// # Errors
/// When it cannot be started or fails.
pub fn output(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().during(&name)?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(TaskError::new(format!("{name} failed ({}): {}", output.status, said.trim())));
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Returns what a program prints, and lets through what it says of its progress.
///
/// # Errors
/// When it cannot be started or fails.
pub fn printed(name: &str, command: &mut Command) -> Result<String> {
    let mut running = Running::start(name, command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    let mut text = String::new();
    let stdout = running.child().stdout.take().during("no output")?;
    BufReader::new(stdout).read_to_string(&mut text).during(name)?;
    let status = running.wait(Duration::MAX)?;
    if status.success() { Ok(text) } else { Err(TaskError::new(format!("{name} failed ({status})"))) }
}

/// Looks again and again until there is something to see.
///
/// # Errors
/// When the time is over, with the last thing that went wrong.
pub fn until<T>(what: &str, limit: Duration, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let started = Instant::now();
    let mut last = None;
    loop {
        match look() {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(error) => last = Some(error),
        }
        if started.elapsed() > limit {
            let why = last.map_or_else(String::new, |error| format!(" (last: {error})"));
            return Err(TaskError::new(format!("waited {} s in vain: {what}{why}", limit.as_secs())));
        }
        thread::sleep(Duration::from_millis(50));
    }
}

fn live() -> std::sync::MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

enum Signal {
    End,
    Kill,
}

/// Sends a signal to a whole process group. That it is gone already is fine.
#[cfg(unix)]
fn signal(group: u32, signal: Signal) {
    use rustix::process::{Pid, Signal as Unix, kill_process_group};
    let signal = match signal {
        Signal::End => Unix::TERM,
        Signal::Kill => Unix::KILL,
    };
    if let Some(group) = i32::try_from(group).ok().and_then(Pid::from_raw) {
        let _ = kill_process_group(group, signal);
    }
}

#[cfg(not(unix))]
fn signal(_group: u32, signal: Signal) {
    // `Child::kill` does it there.
    match signal {
        Signal::End | Signal::Kill => {}
    }
}
