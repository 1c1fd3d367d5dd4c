//! Linux and the other free systems: the Secret Service, over D-Bus.

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;

use keyring::Error;
use keyring_core::CredentialStore;
use secret_service::Error as ServiceError;
use zbus::{Error as BusError, fdo};
use zbus_secret_service_keyring_store::Store;

use crate::{Item, VaultError};

/// Connects anew: the store may have started, or started again, since the last call.
pub(in crate::os) fn open() -> Result<Arc<CredentialStore>, VaultError> {
    match Store::new() {
        Ok(store) => Ok(store),
        // Nothing of ours was asked yet: whatever fails here, there is no store to talk to.
        Err(Error::PlatformFailure(inner)) => Err(match inner.downcast_ref::<ServiceError>() {
            Some(ServiceError::Crypto(_)) => VaultError::Other { code: "session" },
            Some(known) => {
                explain_known(known).filter(|error| *error == VaultError::Denied).unwrap_or(VaultError::Absent)
            }
            None => VaultError::Absent,
        }),
        Err(error) => Err(super::explain(&error)),
    }
}

/// Names the entry for people who open their password store.
pub(in crate::os) fn modifiers(item: &Item) -> HashMap<&'static str, &'static str> {
    HashMap::from([("label", item.label())])
}

/// Says what one of this system's errors means, if it is known.
pub(super) fn explain(error: &(dyn StdError + Send + Sync + 'static)) -> Option<VaultError> {
    explain_known(error.downcast_ref::<ServiceError>()?)
}

fn explain_known(error: &ServiceError) -> Option<VaultError> {
    match error {
        ServiceError::Locked | ServiceError::Prompt | ServiceError::PromptDisconnected => Some(VaultError::Locked),
        // The store runs, but has nothing to keep secrets in: nobody has set up a keyring for this user.
        ServiceError::NoResult | ServiceError::Unavailable => Some(VaultError::Absent),
        ServiceError::Zbus(bus) => explain_bus(bus),
        ServiceError::ZbusFdo(standard) => explain_standard(standard),
        _ => None,
    }
}

fn explain_bus(error: &BusError) -> Option<VaultError> {
    match error {
        BusError::InterfaceNotFound
        | BusError::Address(_)
        | BusError::InputOutput(_)
        | BusError::Connection(..)
        | BusError::Handshake(_) => Some(VaultError::Absent),
        BusError::FDO(standard) => explain_standard(standard),
        BusError::MethodError(name, ..) => explain_name(name.as_str()),
        _ => None,
    }
}

fn explain_standard(error: &fdo::Error) -> Option<VaultError> {
    match error {
        fdo::Error::ZBus(bus) => explain_bus(bus),
        fdo::Error::ServiceUnknown(_)
        | fdo::Error::NameHasNoOwner(_)
        | fdo::Error::NoServer(_)
        | fdo::Error::Disconnected(_)
        | fdo::Error::NoReply(_)
        | fdo::Error::SpawnExecFailed(_)
        | fdo::Error::SpawnChildExited(_) => Some(VaultError::Absent),
        fdo::Error::AccessDenied(_) | fdo::Error::AuthFailed(_) => Some(VaultError::Denied),
        _ => None,
    }
}

/// The names of errors are part of the D-Bus and Secret Service specifications.
fn explain_name(name: &str) -> Option<VaultError> {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => Some(VaultError::Locked),
        "org.freedesktop.Secret.Error.NoSession"
        | "org.freedesktop.DBus.Error.ServiceUnknown"
        | "org.freedesktop.DBus.Error.NameHasNoOwner"
        | "org.freedesktop.DBus.Error.NoReply"
        | "org.freedesktop.DBus.Error.Disconnected" => Some(VaultError::Absent),
        "org.freedesktop.DBus.Error.AccessDenied" => Some(VaultError::Denied),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dismissed_prompt_is_locked_even_where_the_store_reports_a_plain_failure() {
        // Creating an entry reports everything as a platform failure.
        let error = Error::PlatformFailure(Box::new(ServiceError::Prompt));
        assert_eq!(super::super::explain(&error), VaultError::Locked);
    }

    #[test]
    fn a_desktop_without_a_keyring_is_absent_not_denied() {
        let error = Error::NoStorageAccess(Box::new(ServiceError::NoResult));
        assert_eq!(super::super::explain(&error), VaultError::Absent);
    }

    #[test]
    fn codes_below_the_bus_are_understood() {
        let refused = ServiceError::ZbusFdo(fdo::Error::AccessDenied(String::new()));
        assert_eq!(explain_known(&refused), Some(VaultError::Denied));
        let gone = ServiceError::Zbus(BusError::FDO(Box::new(fdo::Error::ServiceUnknown(String::new()))));
        assert_eq!(explain_known(&gone), Some(VaultError::Absent));
        assert_eq!(explain_name("org.freedesktop.Secret.Error.IsLocked"), Some(VaultError::Locked));
    }
}
