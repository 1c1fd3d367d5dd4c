//! Which messaging provider a practice uses. The settings lie in the encrypted file, the credential in the keyring.

use std::sync::Arc;

use channels::Provider;
use channels::twilio::{Twilio, TwilioConfig, TwilioSetupError, is_on_this_computer};
use contract::{ConnectProviderRequest, ProviderRegionView as Region};
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
        /// Where its API is; `None`: Twilio's usual place.
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

    /// Reads what somebody typed: blanks around it do not count, and the number may be written as at home.
    ///
    /// # Errors
    /// [`EngineError::BadRequest`] for what is no telephone number, and for an address that the window may not give.
    pub fn typed(request: &ConnectProviderRequest) -> Result<Self, EngineError> {
        let key = request.key.as_deref().map(str::trim).filter(|key| !key.is_empty());
        Ok(Self::Twilio {
            base_url: address(&request.region)?,
            account_sid: request.account.trim().to_owned(),
            key_sid: key.map(str::to_owned),
            number: engine::number_as_written(&request.number)?,
        })
    }

    /// Returns where the account is.
    pub(crate) fn region(&self) -> Region {
        let Self::Twilio { base_url, .. } = self;
        match base_url.as_deref() {
            None => Region::UnitedStates,
            Some(IRELAND) => Region::Ireland,
            Some(address) if is_on_this_computer(address) => Region::ThisComputer { address: address.to_owned() },
            Some(address) => Region::Elsewhere { address: address.to_owned() },
        }
    }

    /// Returns the practice's number there.
    pub(crate) const fn number(&self) -> &E164 {
        match self {
            Self::Twilio { number, .. } => number,
        }
    }

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
        let twilio = Twilio::new(config, secret).map_err(|error| EngineError::BadRequest(what_to_do(error)))?;
        Ok(Arc::new(twilio))
    }
}

/// Where Twilio's API is in Ireland (Twilio's guide to its regions: `api.{edge}.{region}.twilio.com`).
const IRELAND: &str = "https://api.dublin.ie1.twilio.com";

/// Returns where the API is. Whoever sits at the window must not be talked into sending patients' texts to some other address:
/// that takes the terminal, and an administrator.
fn address(region: &Region) -> Result<Option<String>, EngineError> {
    match region {
        Region::UnitedStates => Ok(None),
        Region::Ireland => Ok(Some(IRELAND.to_owned())),
        Region::ThisComputer { address } if is_on_this_computer(address.trim()) => {
            Ok(Some(address.trim().trim_end_matches('/').to_owned()))
        }
        Region::ThisComputer { .. } => {
            Err(EngineError::BadRequest("that is no address on this computer: write it as http://127.0.0.1:4010"))
        }
        Region::Elsewhere { .. } => {
            Err(EngineError::BadRequest("another address is set in the terminal: anteroomctl provider set --url"))
        }
    }
}

/// Says what to write instead.
const fn what_to_do(error: TwilioSetupError) -> &'static str {
    match error {
        TwilioSetupError::Account => {
            "the account is not one: copy it from Twilio's console, AC and 32 letters and digits"
        }
        TwilioSetupError::Key => "the API key is not one: copy it from Twilio's console, SK and 32 letters and digits",
        TwilioSetupError::Secret => "write the key's secret, or the account's token",
        TwilioSetupError::Address | TwilioSetupError::Insecure | TwilioSetupError::Limit | TwilioSetupError::Tls => {
            "the provider's address cannot be used: https only"
        }
    }
}
