//! What the stand-in cannot show: answers that Twilio should never give, settings, and codes.

use std::time::Duration;

use model::{Failure, FailureClass, ProviderStatus};
use serde_json::json;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{basic_auth, body_string, header, method, path, query_param, query_param_is_missing},
};

use super::*;
use crate::NotTaken;

mod paging;
mod reading;
mod sending;
mod setting_up;

const ACCOUNT: &str = "AC00000000000000000000000000000001";
const SID: &str = "SM00000000000000000000000000000001";
const LIST: &str = "/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json";

fn number(text: &str) -> E164 {
    E164::parse(text).expect("a number")
}

fn config(base_url: &str) -> TwilioConfig {
    TwilioConfig {
        base_url: base_url.to_owned(),
        connect_timeout: Duration::from_secs(2),
        total_timeout: Duration::from_secs(2),
        max_pages: 5,
        max_bytes: 100_000,
        ..TwilioConfig::new(ACCOUNT, number("+447700900000"))
    }
}

fn secret() -> Zeroizing<String> {
    Zeroizing::new("s3cret".to_owned())
}

fn twilio(server: &MockServer) -> Twilio {
    Twilio::new(config(&server.uri()), secret()).expect("good settings")
}

fn since() -> Timestamp {
    "2026-11-20T12:00:00Z".parse().expect("a time")
}

async fn answers(server: &MockServer, verb: &str, answer: ResponseTemplate) {
    server.reset().await;
    Mock::given(method(verb)).respond_with(answer).mount(server).await;
}

fn inbound(sid: &str, at: &str) -> Value {
    json!({ "sid": sid, "direction": "inbound", "from": "+447700900123", "to": "+447700900000", "body": "hello",
            "status": "received", "date_sent": at, "date_created": at, "date_updated": at, "num_media": "2",
            "num_segments": "1", "error_code": null })
}
