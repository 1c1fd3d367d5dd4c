//! The training practice: invented patients, and the sandbox as its provider.

use model::E164;

use crate::ProviderSettings;

/// The practice's name.
pub(crate) const PRACTICE: &str = "Riverside Surgery";
/// The variable that says where the sandbox is.
pub(crate) const SANDBOX_VARIABLE: &str = "ANTEROOM_SANDBOX";
/// Where the sandbox is sought if nobody says where it is.
const SANDBOX: &str = "http://127.0.0.1:4010";
/// The sandbox's account.
const ACCOUNT_SID: &str = "AC00000000000000000000000000000001";
/// The sandbox's token; it protects nothing.
pub(crate) const TOKEN: &str = "sandbox-token";
/// The practice's number there.
const NUMBER: &str = "+447700900000";
/// The invented patients.
pub(crate) const PATIENTS: &str = include_str!("training.csv");

/// Returns the practice's number.
pub(crate) fn number() -> Option<E164> {
    E164::parse(NUMBER).ok()
}

/// Says whether the environment names a sandbox that runs already.
pub(crate) fn is_sandbox_named() -> bool {
    std::env::var_os(SANDBOX_VARIABLE).is_some()
}

/// Returns the settings of the sandbox as it runs now: at its address if it is ours.
pub(crate) fn provider(ours: Option<&str>) -> Option<ProviderSettings> {
    let named = || std::env::var(SANDBOX_VARIABLE).ok();
    let base_url = ours.map(str::to_owned).or_else(named).unwrap_or_else(|| SANDBOX.to_owned());
    Some(ProviderSettings::Twilio {
        base_url: Some(base_url),
        account_sid: ACCOUNT_SID.to_owned(),
        key_sid: None,
        number: number()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sandbox_knows_the_training_practice() {
        let theirs = sandbox::patients_as_csv(&sandbox::training_patients()).expect("a table");
        assert_eq!(PATIENTS, theirs, "the app's patients are those who write from the sandbox");
        assert_eq!(ACCOUNT_SID, sandbox::Config::ACCOUNT_SID);
        assert_eq!(TOKEN, sandbox::Config::TOKEN);
        assert_eq!(NUMBER, sandbox::Config::NUMBER);
    }
}
