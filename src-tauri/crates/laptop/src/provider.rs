//! Which messaging provider a practice uses. The settings lie in the encrypted file, the credential in the keyring.

use std::sync::Arc;

use channels::Provider;
use channels::twilio::{Twilio, TwilioConfig};
use engine::EngineError;
use model::E164;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Which provider, and which account there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ProviderSettings {
    /// Twilio, or a stand-in that speaks its API.
    Twilio {
        /// Where its API is; `None`: Twilio itself.
        base_url: Option<String>,
        /// The account: "AC…".
        account_sid: String,
        /// The API key: "SK…"; `None`: the credential is the account's token.
        key_sid: Option<String>,
        /// The practice's number there.
        number: E164,
    },
}

impl ProviderSettings {
    /// The setting that holds them.
    pub(crate) const SETTING: &str = "provider";

    /// Returns what the keyring calls the account.
    pub fn account(&self) -> String {
        match self {
            Self::Twilio { account_sid, .. } => format!("twilio:{account_sid}"),
        }
    }

    /// Makes the adapter.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] for settings it cannot work with.
    pub fn connect(&self, secret: Zeroizing<String>) -> Result<Arc<dyn Provider>, EngineError> {
        let Self::Twilio { base_url, account_sid, key_sid, number } = self;
        let mut config = TwilioConfig::new(account_sid.clone(), number.clone());
        config.key_sid.clone_from(key_sid);
        if let Some(base_url) = base_url {
            config.base_url.clone_from(base_url);
        }
        let twilio = Twilio::new(config, secret)
            .map_err(|_| EngineError::BadRequest("the provider's address or account cannot be used: https only"))?;
        Ok(Arc::new(twilio))
    }
}
