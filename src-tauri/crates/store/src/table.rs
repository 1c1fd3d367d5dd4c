//! One module a table, one function a statement.

pub(crate) mod conversation;
pub(crate) mod draft;
pub(crate) mod due;
pub(crate) mod listing;
pub(crate) mod local;
pub(crate) mod message;
pub(crate) mod patient;
pub(crate) mod queue;
pub(crate) mod report;
pub(crate) mod role_account;
pub(crate) mod scheduled;
pub(crate) mod session;
pub(crate) mod snooze;
pub(crate) mod staff;
pub(crate) mod task;
pub(crate) mod template;
pub(crate) mod thread;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

/// Writes a unit-like enum as its serde name, for a TEXT column.
fn name_of<T: Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(name) => Ok(name),
        _ => Err(StoreError::Other { code: "not-a-name".to_owned() }),
    }
}

/// Reads a unit-like enum from its serde name.
fn named<T: DeserializeOwned>(name: String) -> Result<T, StoreError> {
    Ok(serde_json::from_value(serde_json::Value::String(name))?)
}

/// Reads a number that the file wrote from an E.164.
fn number(text: &str) -> Result<model::E164, StoreError> {
    model::E164::parse(text).map_err(|_| StoreError::Damaged)
}
