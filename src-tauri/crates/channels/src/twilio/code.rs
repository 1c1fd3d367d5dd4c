//! Twilio's error codes, and what can be done about each.

use model::{Failure, FailureClass};

/// Sorts a code, from an answer to a send or from a message that did not arrive. What is not listed is for an
/// administrator.
fn class(code: u32) -> FailureClass {
    match code {
        // The number itself: invalid, not in use, a landline, or its owner has blocked us.
        21211 | 21214 | 21217 | 21614 | 21635 | 30004 | 30005 | 30006 => FailureClass::Permanent,
        // Out of reach, or a queue that was full, or the network could not say: the same text may arrive later.
        14107 | 20429 | 21611 | 30001 | 30003 | 30008 | 30017 => FailureClass::Temporary,
        21610 => FailureClass::OptedOut,
        // 20003 key, 21408 country not allowed, 21612 not from this number, 21617 too long, 30002 account suspended,
        // 30007 filtered as spam, and everything new.
        _ => FailureClass::Technical,
    }
}

/// Says whether a refusal only means "not so fast": nothing was sent, and the same request will be taken later.
pub(super) const fn is_haste(code: u32) -> bool {
    matches!(code, 14107 | 20429 | 21611)
}

/// Says whether a refusal means that there is no such message.
///
/// Twilio's own code is asked for: a bare 404 may come from something in between.
pub(super) fn is_not_found(code: Option<&str>) -> bool {
    code == Some("20404")
}

/// Makes a failure of a code.
pub(super) fn failure(code: Option<u32>) -> Failure {
    Failure { class: code.map_or(FailureClass::Technical, class), code: code.map(|code| code.to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_code_has_its_class() {
        let expected = [
            (FailureClass::Permanent, &[21211, 21214, 21614, 30004, 30005, 30006][..]),
            (FailureClass::Temporary, &[30001, 30003, 30008, 21611, 14107, 20429]),
            (FailureClass::OptedOut, &[21610]),
            (FailureClass::Technical, &[20003, 21408, 21612, 21617, 30002, 30007, 99999]),
        ];
        for (class, codes) in expected {
            for code in codes {
                let failure = failure(Some(*code));
                assert_eq!((failure.class, failure.code), (class, Some(code.to_string())), "code {code}");
            }
        }
    }

    #[test]
    fn a_failure_without_a_code_is_for_an_administrator() {
        assert_eq!(failure(None), Failure { class: FailureClass::Technical, code: None });
    }
}
