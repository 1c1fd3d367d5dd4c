//! JSON lines out, errors as codes.

use std::io::Write;
use std::process::ExitCode;

use contract::{ErrorCode, ErrorView};
use engine::EngineError;
use serde::Serialize;

/// Prints an answer as one line.
pub(crate) fn line<T: Serialize>(answer: &T) -> Result<(), EngineError> {
    const WRONG: EngineError = EngineError::Internal("the answer cannot be written");
    let text = serde_json::to_string(answer).map_err(|_| WRONG)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").and_then(|()| out.flush()).map_err(|_| WRONG)
}

/// Prints an error and returns its exit code.
pub(crate) fn failed(error: &EngineError) -> ExitCode {
    let view = ErrorView::from(error);
    let code = match (error, view.code) {
        (EngineError::Refused(_), _) => 1,
        (_, ErrorCode::BadRequest | ErrorCode::NotFound) => 2,
        (
            _,
            ErrorCode::NotSetUp
            | ErrorCode::KeyringAbsent
            | ErrorCode::KeyringLocked
            | ErrorCode::WrongKey
            | ErrorCode::KeyMissing
            | ErrorCode::NewerFile
            | ErrorCode::DamagedFile
            | ErrorCode::FileInUse,
        ) => 4,
        _ => 5,
    };
    let text = serde_json::to_string(&view).unwrap_or_else(|_| view.message.clone());
    // Nothing is left to be done where standard error is gone.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
    ExitCode::from(code)
}
