//! What every keyring must do. The real one and the stand-in both pass.

use crate::{Item, Keyring, MAX_SECRET, VaultError};

/// Runs the suite, in names of its own that it deletes again.
///
/// # Panics
/// With the promise that was not kept.
#[expect(clippy::unwrap_used, reason = "a test suite: it speaks by panicking")]
pub fn check(keyring: &dyn Keyring) {
    let key = Item::DatabaseKey { practice: "conformance-a".to_owned() };
    let other = Item::DatabaseKey { practice: "conformance-b".to_owned() };
    let credential =
        Item::ProviderCredential { practice: "conformance-a".to_owned(), account: "twilio:AC1".to_owned() };
    let neighbour = Item::ProviderCredential { practice: "conformance-a".to_owned(), account: "twilio:AC2".to_owned() };
    let items = [&key, &other, &credential, &neighbour];
    let read = |item: &Item| keyring.read(item).unwrap().map(|secret| secret.to_vec());

    for item in items {
        keyring.delete(item).unwrap();
        assert_eq!(read(item), None, "what was never written is not there, and that is no error");
    }

    let every_byte: Vec<u8> = (0..=u8::MAX).collect();
    keyring.write(&key, &every_byte).unwrap();
    assert_eq!(read(&key).as_deref(), Some(every_byte.as_slice()), "every byte comes back: a key is not text");
    for item in [&other, &credential, &neighbour] {
        assert_eq!(read(item), None, "one practice's key is nobody else's, and no credential");
    }

    keyring.write(&credential, b"one").unwrap();
    keyring.write(&neighbour, b"two").unwrap();
    keyring.write(&key, b"\0second\0").unwrap();
    assert_eq!(read(&key).as_deref(), Some(b"\0second\0".as_slice()), "writing again replaces, zero bytes and all");
    assert_eq!(read(&credential).as_deref(), Some(b"one".as_slice()), "accounts do not mix");
    assert_eq!(read(&neighbour).as_deref(), Some(b"two".as_slice()), "accounts do not mix");

    let longest = vec![0xA5; MAX_SECRET];
    keyring.write(&other, &longest).unwrap();
    assert_eq!(read(&other).as_deref(), Some(longest.as_slice()), "the longest secret is kept whole");
    let too_long = vec![0xA5; MAX_SECRET + 1];
    assert_eq!(keyring.write(&other, &too_long), Err(VaultError::TooLong), "no system gets what another cannot keep");
    assert_eq!(keyring.write(&other, b""), Err(VaultError::Other { code: "empty" }), "an empty secret is a defect");
    assert_eq!(read(&other).as_deref(), Some(longest.as_slice()), "a refused write leaves what was there");

    keyring.delete(&key).unwrap();
    assert_eq!(read(&key), None, "what was deleted is gone");
    keyring.delete(&key).unwrap();
    assert_eq!(read(&credential).as_deref(), Some(b"one".as_slice()), "deleting a key leaves the credentials");
    for item in items {
        keyring.delete(item).unwrap();
    }
}
