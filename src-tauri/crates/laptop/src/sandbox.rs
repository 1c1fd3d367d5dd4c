//! The sandbox as this program's companion: it plays the provider and the patients of a training practice for as long as
//! the practice is open here.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::time::timeout;

/// How long it may take until it can be reached.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longer than a laptop stays awake: it ends with this program, not by the clock.
const SECONDS: &str = "31536000";
/// The only computer it may listen on is this one.
const HERE: &str = "http://127.0.0.1:";

/// The running sandbox. It ends when this is dropped, and also when this program dies without dropping it.
#[derive(Debug)]
pub(crate) struct Sandbox {
    url: String,
    /// Killed, by its id, when dropped.
    _process: Child,
    /// What it waits to see closed.
    _stdin: Option<ChildStdin>,
}

/// What it says once it can be reached.
#[derive(Deserialize)]
struct Ready {
    url: String,
}

/// Returns the sandbox's program if it lies beside this one, where the package and cargo put it.
pub fn sandbox_program() -> Option<PathBuf> {
    let own = std::env::current_exe().ok()?;
    let program = own.with_file_name(format!("anteroom-sandbox{}", std::env::consts::EXE_SUFFIX));
    program.is_file().then_some(program)
}

impl Sandbox {
    /// Starts the program, on a free port of this computer, and waits until it can be reached.
    pub(crate) async fn start(program: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        command.args(["--with-parent", "--for-seconds", SECONDS]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        #[cfg(windows)]
        command.creation_flags(CREATE_NO_WINDOW);
        let mut process = command.spawn()?;
        let stdin = process.stdin.take();
        let stdout = process.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let line = timeout(PATIENCE, BufReader::new(stdout).lines().next_line()).await??;
        let ready: Ready = serde_json::from_str(&line.unwrap_or_default())?;
        if !ready.url.starts_with(HERE) {
            return Err(io::ErrorKind::AddrNotAvailable.into());
        }
        Ok(Self { url: ready.url, _process: process, _stdin: stdin })
    }

    /// Returns its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// It is a program for the terminal: without this Windows would open one for it.
#[cfg(windows)]
const CREATE_NO_WINDOW: u32 = 0x0800_0000;

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[tokio::test]
    async fn it_is_reached_on_this_computer_alone_and_ends_when_it_is_dropped() {
        // Beside the test's own folder, where cargo puts the programs.
        let own = std::env::current_exe().expect("this test");
        let programs = own.ancestors().nth(2).expect("a folder");
        let program = programs.join(format!("anteroom-sandbox{}", std::env::consts::EXE_SUFFIX));
        let sandbox = Sandbox::start(&program).await.expect("it starts: `cargo build -p sandbox` makes it");
        let address = sandbox.url().strip_prefix("http://").expect("an address").to_owned();
        assert!(address.starts_with("127.0.0.1:"), "nobody else can reach it: {address}");
        TcpStream::connect(&address).expect("it answers");
        drop(sandbox);
        for _ in 0..200 {
            if TcpStream::connect(&address).is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("it still answers");
    }

    #[tokio::test]
    async fn a_program_that_says_nothing_of_use_is_none() {
        // This test's own program says something else.
        let own = std::env::current_exe().expect("this test");
        assert!(Sandbox::start(&own).await.is_err());
    }
}
