//! The operating system's real password store, asked for real.
//!
//! On Linux each test runs itself again inside a private session: its own home, its own bus, its own keyring daemon, so
//! that nothing of the developer's is touched. Elsewhere the suite runs against the signed-in user's store, in names of
//! its own.

#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
use testkit::session;
#[cfg(target_os = "linux")]
use vault::VaultError;
use vault::{Item, Keyring, OsKeyring, conformance};

fn key() -> Item {
    Item::DatabaseKey { practice: "session-test".to_owned() }
}

#[test]
fn the_os_keyring_passes_the_suite() {
    session::within(session::Kind::Unlocked, "the_os_keyring_passes_the_suite", || {
        conformance::check(&OsKeyring::new());
    });
}

#[test]
fn a_secret_outlives_the_handle_that_wrote_it() {
    session::within(session::Kind::Unlocked, "a_secret_outlives_the_handle_that_wrote_it", || {
        OsKeyring::new().write(&key(), b"kept").expect("written");
        let read = OsKeyring::new().read(&key()).expect("read").map(|secret| secret.to_vec());
        OsKeyring::new().delete(&key()).expect("deleted");
        assert_eq!(read.as_deref(), Some(b"kept".as_slice()), "another start of the app finds its key");
    });
}

#[test]
fn a_call_from_an_async_thread_answers() {
    session::within(session::Kind::Unlocked, "a_call_from_an_async_thread_answers", || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let keyring = std::sync::Arc::new(OsKeyring::new());
        let shared = std::sync::Arc::clone(&keyring);
        runtime.block_on(async move {
            let read = tokio::task::spawn_blocking(move || shared.read(&key())).await.expect("the task ends");
            assert_eq!(read, Ok(None), "as the engine calls it");
            assert_eq!(keyring.read(&key()), Ok(None), "even straight from an async thread nothing panics");
        });
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_locked_keyring_says_so_within_the_callers_patience() {
    session::within(session::Kind::Unlocked, "a_locked_keyring_says_so_within_the_callers_patience", || {
        let keyring = OsKeyring::with_patience(Duration::from_secs(10));
        keyring.write(&key(), b"kept").expect("written while unlocked");
        session::lock();
        let started = Instant::now();
        assert_eq!(keyring.read(&key()), Err(VaultError::Locked), "locked is not the same as not there");
        assert_eq!(keyring.write(&key(), b"other"), Err(VaultError::Locked), "nothing is written behind a lock");
        let new = Item::DatabaseKey { practice: "another".to_owned() };
        assert_eq!(keyring.write(&new, b"other"), Err(VaultError::Locked), "nor anything new");
        assert!(started.elapsed() < Duration::from_secs(40), "bounded, took {:?}", started.elapsed());
    });
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_bus_the_keyring_is_absent() {
    session::within(session::Kind::NoBus, "without_a_bus_the_keyring_is_absent", || {
        let keyring = OsKeyring::new();
        assert_eq!(keyring.read(&key()), Err(VaultError::Absent), "absent is not the same as no entry");
        assert_eq!(keyring.write(&key(), b"x"), Err(VaultError::Absent));
        assert_eq!(keyring.delete(&key()), Err(VaultError::Absent));
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_bus_without_a_password_store_is_absent() {
    session::within(session::Kind::NoStore, "a_bus_without_a_password_store_is_absent", || {
        assert_eq!(OsKeyring::new().read(&key()), Err(VaultError::Absent), "nobody owns the name");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_user_without_a_keyring_cannot_be_given_a_key_to_lose() {
    session::within(session::Kind::NoKeyring, "a_user_without_a_keyring_cannot_be_given_a_key_to_lose", || {
        let keyring = OsKeyring::with_patience(Duration::from_secs(10));
        assert_eq!(keyring.read(&key()), Ok(None), "the store runs, and has nothing");
        assert_eq!(keyring.write(&key(), b"x"), Err(VaultError::Absent), "there is nothing to keep it in");
    });
}

#[cfg(target_os = "linux")]
#[test]
fn a_store_that_starts_later_is_found_without_starting_the_app_again() {
    session::within(
        session::Kind::NoStore,
        "a_store_that_starts_later_is_found_without_starting_the_app_again",
        || {
            let keyring = OsKeyring::new();
            assert_eq!(keyring.read(&key()), Err(VaultError::Absent), "not there yet");
            session::start_daemon();
            assert_eq!(keyring.write(&key(), b"kept"), Ok(()), "there now, for the same handle");
        },
    );
}

#[cfg(not(target_os = "linux"))]
mod session {
    pub(super) enum Kind {
        Unlocked,
    }

    pub(super) fn within(_: Kind, _: &str, facts: impl FnOnce()) {
        facts();
    }
}
