//! The machine that a run was on; what others did on it meanwhile shows in the load.

use serde::Serialize;

/// The machine.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Machine {
    system: &'static str,
    processor: Option<String>,
    cores: usize,
    memory_mib: Option<u64>,
    sqlite: &'static str,
    load_before: Option<String>,
    load_after: Option<String>,
}

impl Machine {
    /// Looks at the machine before a run.
    pub(crate) fn look() -> Self {
        Self {
            system: std::env::consts::OS,
            processor: field("/proc/cpuinfo", "model name"),
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory_mib: kib("/proc/meminfo", "MemTotal").map(|kib| kib / 1024),
            sqlite: rusqlite::version(),
            load_before: load(),
            load_after: None,
        }
    }

    /// Looks again after it.
    #[must_use]
    pub(crate) fn after(self) -> Self {
        Self { load_after: load(), ..self }
    }
}

/// Returns how much memory this process has resident, and at most had, in MiB; only Linux tells.
pub(crate) fn resident() -> Option<(f64, f64)> {
    let mib = |name| kib("/proc/self/status", name).map(|kib| kib as f64 / 1024.0);
    mib("VmRSS").zip(mib("VmHWM"))
}

fn load() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    Some(text.split_whitespace().take(3).collect::<Vec<_>>().join(" "))
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_once(':').map(|(_, value)| value.trim().to_owned())
}

fn kib(file: &str, name: &str) -> Option<u64> {
    field(file, name)?.split_whitespace().next()?.parse().ok()
}
