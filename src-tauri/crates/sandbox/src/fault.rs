//! Faults that a test asks for: each breaks the next request of its kind, a number of times.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// What kind of request a fault waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum On {
    /// Creating a message.
    Send,
    /// Reading a list.
    List,
    /// Reading, redacting or deleting one message.
    Get,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Kind {
    /// The connection breaks; nothing was done.
    DropBeforeAccept,
    /// The request is carried out, then the connection breaks.
    DropAfterAccept,
    /// The provider is out of order.
    Status {
        /// The HTTP status.
        status: u16,
        /// Whether the request is carried out all the same.
        #[serde(default)]
        accepted: bool,
    },
    /// Too fast; nothing was done.
    RateLimited {
        /// How many seconds to wait, if it is said.
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// The request is carried out, and the answer comes late.
    DelayMs {
        /// How late.
        #[serde(alias = "ms")]
        delay_ms: u64,
    },
    /// The request is carried out, and the answer cannot be read.
    Garbage,
}

/// A fault, as a test asks for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fault {
    #[serde(flatten)]
    kind: Kind,
    on: On,
    #[serde(default = "once")]
    times: u32,
}

const fn once() -> u32 {
    1
}

/// The faults that wait, in order.
#[derive(Default)]
pub(crate) struct Faults(VecDeque<Fault>);

impl Faults {
    /// Adds faults behind those that wait.
    pub(crate) fn add(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.0.extend(faults.into_iter().filter(|fault| fault.times > 0));
    }

    /// Takes the next fault for a request.
    pub(crate) fn take(&mut self, on: On) -> Option<Kind> {
        let place = self.0.iter().position(|fault| fault.on == on)?;
        let fault = self.0.get_mut(place)?;
        let kind = fault.kind.clone();
        fault.times -= 1;
        if fault.times == 0 {
            self.0.remove(place);
        }
        Some(kind)
    }

    /// Returns the faults that wait.
    pub(crate) const fn waiting(&self) -> &VecDeque<Fault> {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_waits_for_its_kind_of_request_and_counts_down() {
        let mut faults = Faults::default();
        let json = r#"[{"kind":"status","status":503,"on":"send","times":2},{"kind":"garbage","on":"list"},
                       {"kind":"delay_ms","delay_ms":5,"on":"get"},{"kind":"rate_limited","retry_after":7,"on":"send"}]"#;
        faults.add(serde_json::from_str::<Vec<Fault>>(json).expect("faults"));
        let broken = Some(Kind::Status { status: 503, accepted: false });
        assert_eq!(faults.take(On::List), Some(Kind::Garbage));
        assert_eq!(faults.take(On::List), None, "each counts once unless said otherwise");
        assert_eq!(faults.take(On::Send), broken);
        assert_eq!(faults.take(On::Send), broken);
        assert_eq!(faults.take(On::Send), Some(Kind::RateLimited { retry_after: Some(7) }), "then the next in order");
        assert_eq!(faults.take(On::Get), Some(Kind::DelayMs { delay_ms: 5 }));
    }
}
