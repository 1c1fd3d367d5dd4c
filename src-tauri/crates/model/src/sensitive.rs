//! A wrapper that keeps a patient's words out of logs, errors and `Debug`.

use zeroize::Zeroize;

/// A value that says something about a patient: text, name, number.
///
/// It has no `Display`, no `Deref` and no `Serialize`, and its `Debug` prints nothing of the value. Reading it takes
/// [`expose`](Sensitive::expose), which reviewers can look for. A field that must go into the encrypted log says so
/// with `#[serde(with = "exposed")]`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sensitive<T: Zeroize>(T);

impl<T: Zeroize> Sensitive<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Returns the value to code that needs it to do its work: to show, send, store, search or file it.
    pub const fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: Zeroize> std::fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[sensitive]")
    }
}

impl<T: Zeroize> Drop for Sensitive<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Serialises a [`Sensitive`] in the clear, for the encrypted log and nowhere else.
pub mod exposed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use zeroize::Zeroize;

    use super::Sensitive;

    /// Writes the inner value.
    ///
    /// # Errors
    /// As the serialiser's.
    pub fn serialize<T, S>(value: &Sensitive<T>, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Serialize + Zeroize,
        S: Serializer,
    {
        value.expose().serialize(serializer)
    }

    /// Reads the inner value.
    ///
    /// # Errors
    /// As the deserialiser's.
    pub fn deserialize<'de, T, D>(deserializer: D) -> Result<Sensitive<T>, D::Error>
    where
        T: Deserialize<'de> + Zeroize,
        D: Deserializer<'de>,
    {
        T::deserialize(deserializer).map(Sensitive::new)
    }
}
