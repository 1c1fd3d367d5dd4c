//! What a program and everything it started take, as `/proc` tells it. Linux only; elsewhere there is nothing to read.

use std::fs;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::error::{During as _, Result};
use crate::process;

/// The kernel tells processor time in hundredths of a second, on every processor that Linux runs on today.
const TICKS: f64 = 100.0;

/// Over how long it is seen whether a tree is at rest, and how much of a core it may then take.
const LOOK: Duration = Duration::from_secs(2);
const AT_REST: f64 = 0.03;
/// How often in a row: work that comes in bursts has pauses.
const QUIET: u32 = 3;

/// A program and everything below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tree {
    top: u32,
}

/// What a tree has taken since it began.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken {
    /// Processor time, in seconds.
    pub(super) seconds: f64,
    /// How often one of its threads went to sleep, so also: was woken.
    pub(super) wakes: f64,
}

/// Memory of a tree in MiB; what processes share is shared out among them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    /// All of it.
    pub(super) whole: f64,
    /// The program itself, without the web view's processes.
    pub(super) program: f64,
}

/// What the table of processes says of one.
struct Process {
    id: u32,
    parent: u32,
    ticks: f64,
    started: f64,
}

impl Tree {
    /// Takes a program by its process id.
    pub(super) const fn of(id: u32) -> Self {
        Self { top: id }
    }

    /// Takes the program that a driver started.
    ///
    /// # Errors
    /// When there is none.
    pub(super) fn below(driver: u32) -> Result<Self> {
        process::until("the program below the driver", Duration::from_secs(5), || {
            Ok(processes()?
                .into_iter()
                .find(|process| process.parent == driver)
                .map(|process| Self { top: process.id }))
        })
    }

    /// Returns when the program was started, in milliseconds since 1970; known to about 20 ms.
    ///
    /// # Errors
    /// When it has ended.
    #[expect(clippy::disallowed_methods, reason = "what a window's page tells is in the machine's own time, too")]
    pub(super) fn started(self) -> Result<f64> {
        let started = processes()?.into_iter().find(|process| process.id == self.top);
        let started = started.during("the program has ended")?.started;
        let uptime = fs::read_to_string("/proc/uptime").during("the table of processes")?;
        let uptime: f64 = uptime.split_whitespace().next().unwrap_or_default().parse().during("the time since boot")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).during("the clock")?.as_secs_f64();
        Ok((now - uptime + started / TICKS) * 1_000.0)
    }

    /// Returns what it has taken.
    ///
    /// # Errors
    /// When the table of processes cannot be read.
    pub(super) fn taken(self) -> Result<Taken> {
        let mut taken = Taken::default();
        for process in self.processes()? {
            taken.seconds += process.ticks / TICKS;
            let Ok(threads) = fs::read_dir(format!("/proc/{}/task", process.id)) else { continue };
            for thread in threads.flatten() {
                let status = fs::read_to_string(thread.path().join("status")).unwrap_or_default();
                taken.wakes += number(&status, "voluntary_ctxt_switches:");
            }
        }
        Ok(taken)
    }

    /// Returns how much memory it has.
    ///
    /// # Errors
    /// When the table of processes cannot be read.
    pub(super) fn memory(self) -> Result<Memory> {
        let mut memory = Memory::default();
        for process in self.processes()? {
            let rollup = fs::read_to_string(format!("/proc/{}/smaps_rollup", process.id)).unwrap_or_default();
            let mib = number(&rollup, "Pss:") / 1024.0;
            memory.whole += mib;
            if process.id == self.top {
                memory.program = mib;
            }
        }
        Ok(memory)
    }

    /// Waits until it takes next to nothing, or for so long. Returns whether it came to rest.
    ///
    /// # Errors
    /// When the table of processes cannot be read.
    pub(super) fn rest(self, limit: Duration) -> Result<bool> {
        let (began, mut quiet) = (Instant::now(), 0);
        while quiet < QUIET && began.elapsed() < limit {
            let before = self.taken()?.seconds;
            thread::sleep(LOOK);
            let is_quiet = self.taken()?.seconds - before < LOOK.as_secs_f64() * AT_REST;
            quiet = if is_quiet { quiet + 1 } else { 0 };
        }
        Ok(quiet == QUIET)
    }

    /// The program and all below it, parents before children.
    fn processes(self) -> Result<Vec<Process>> {
        let (mut found, mut rest) = (Vec::new(), processes()?);
        let mut parents = vec![self.top];
        found.extend(rest.extract_if(.., |process| process.id == self.top));
        while !parents.is_empty() {
            let children: Vec<Process> = rest.extract_if(.., |process| parents.contains(&process.parent)).collect();
            parents = children.iter().map(|child| child.id).collect();
            found.extend(children);
        }
        Ok(found)
    }
}

/// Reads the table of processes; one that ends meanwhile is left out.
fn processes() -> Result<Vec<Process>> {
    let entries = fs::read_dir("/proc").during("the table of processes")?;
    let ids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    Ok(ids.filter_map(|id| parse(id, &fs::read_to_string(format!("/proc/{id}/stat")).ok()?)).collect())
}

/// Reads one line of the table; the name before the bracket may hold anything.
fn parse(id: u32, stat: &str) -> Option<Process> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let number = |place: usize| fields.get(place)?.parse::<f64>().ok();
    Some(Process { id, parent: fields.get(1)?.parse().ok()?, ticks: number(11)? + number(12)?, started: number(19)? })
}

/// Returns the number after a name at the beginning of a line.
fn number(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_shift_the_fields() {
        let stat = "7 (a) b (c) S 3 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 1234 0 0";
        let process = parse(7, stat).expect("a line of the table");
        assert_eq!((process.id, process.parent), (7, 3));
        assert!((process.ticks - 300.0).abs() < f64::EPSILON, "user and system time");
        assert!((process.started - 1_234.0).abs() < f64::EPSILON, "when it began");
    }
}
