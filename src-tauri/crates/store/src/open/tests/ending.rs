//! A process may end while threads that used the file are still ending.

use std::process::Command;
use std::sync::{Arc, Barrier};

use super::{Options, key};

const INSIDE: &str = "ANTEROOM_TEST_ENDING";
const ENDINGS: u32 = 40;
const THREADS: usize = 32;

/// What the child does: threads use the file and end, and the process ends in the same moment.
fn end_among_threads() -> ! {
    let folder = tempfile::tempdir().unwrap();
    let together = Arc::new(Barrier::new(THREADS + 1));
    for thread in 0..THREADS {
        // A new file each: what is written is encrypted with random numbers, which OpenSSL draws for each thread apart.
        let options = Options::new(folder.path().join(format!("{thread}.db")));
        let together = Arc::clone(&together);
        std::thread::spawn(move || {
            let connection = super::connect(&options, &key(), false).unwrap();
            connection.execute_batch("CREATE TABLE one(x)").unwrap();
            drop(connection);
            together.wait();
        });
    }
    together.wait();
    std::process::exit(0);
}

#[test]
fn a_process_may_end_while_its_threads_end() {
    if std::env::var_os(INSIDE).is_some() {
        end_among_threads();
    }
    let name = "open::tests::ending::a_process_may_end_while_its_threads_end";
    for _ in 0..ENDINGS {
        let mut child = Command::new(std::env::current_exe().unwrap());
        let output = child.args([name, "--exact", "--nocapture"]).env(INSIDE, "1").output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "ended with {}: {said}", output.status);
    }
}
