//! Reports and lists, also such as Twilio should never give.

use super::*;

#[tokio::test]
async fn every_state_has_its_meaning() {
    let server = MockServer::start().await;
    let technical = Failure { class: FailureClass::Technical, code: None };
    let unreachable = Failure { class: FailureClass::Temporary, code: Some("30003".to_owned()) };
    for (status, code, expected) in [
        ("queued", Value::Null, ProviderStatus::Accepted),
        ("accepted", Value::Null, ProviderStatus::Accepted),
        ("scheduled", Value::Null, ProviderStatus::Accepted),
        ("sending", Value::Null, ProviderStatus::Accepted),
        ("sent", Value::Null, ProviderStatus::Sent),
        ("partially_delivered", Value::Null, ProviderStatus::Sent),
        ("delivered", Value::Null, ProviderStatus::Delivered),
        ("read", Value::Null, ProviderStatus::Read),
        ("canceled", Value::Null, ProviderStatus::Failed { failure: technical.clone() }),
        ("failed", Value::Null, ProviderStatus::Failed { failure: technical }),
        ("undelivered", json!(30003), ProviderStatus::Failed { failure: unreachable }),
        ("something_new", Value::Null, ProviderStatus::Accepted),
    ] {
        let body = json!({ "sid": SID, "status": status, "error_code": code, "num_segments": "3",
                           "date_updated": "Fri, 20 Nov 2026 12:00:05 +0000" });
        answers(&server, "GET", ResponseTemplate::new(200).set_body_json(body)).await;
        let report = twilio(&server).status(SID).await.expect("an answer").expect("it is there");
        assert_eq!((report.status, report.segments), (expected, Some(3)), "{status}");
        assert_eq!(report.at, "2026-11-20T12:00:05Z".parse().expect("a time"), "{status}");
    }
}

#[tokio::test]
async fn a_report_that_cannot_be_read_or_is_about_another_message_is_an_error() {
    let server = MockServer::start().await;
    let other = "SM00000000000000000000000000000002";
    let date = "Fri, 20 Nov 2026 12:00:05 +0000";
    for body in [
        json!({ "sid": other, "status": "sent", "date_updated": date }),
        json!({ "sid": SID, "date_updated": date }),
        json!({ "sid": SID, "status": "sent", "date_updated": "yesterday" }),
        json!([]),
    ] {
        answers(&server, "GET", ResponseTemplate::new(200).set_body_json(&body)).await;
        assert_eq!(twilio(&server).status(SID).await, Err(ProviderError::Malformed), "{body}");
    }
    answers(&server, "GET", ResponseTemplate::new(404)).await;
    let refused = ProviderError::Refused { code: Some("HTTP 404".to_owned()) };
    assert_eq!(twilio(&server).status(SID).await, Err(refused), "a bare 404 is not Twilio's word");
}

#[tokio::test]
async fn one_bad_entry_costs_that_entry_and_not_the_page() {
    let server = MockServer::start().await;
    let good = inbound("SMgood", "Fri, 20 Nov 2026 12:00:00 +0000").to_string();
    let entry = |change: &dyn Fn(&mut Value)| {
        let mut entry = inbound("SMbad", "Fri, 20 Nov 2026 12:00:00 +0000");
        change(&mut entry);
        entry.to_string()
    };
    let surrogate = good.replace("SMgood", "SMhalf").replace("hello", r"a\ud800b\u0000");
    let short_code = entry(&|entry| entry["from"] = json!("60777"));
    let bad = [
        short_code.clone(),
        entry(&|entry| entry["body"] = json!(7)),
        entry(&|entry| entry["sid"] = Value::Null),
        entry(&|entry| entry["direction"] = Value::Null),
        entry(&|entry| ["date_sent", "date_created", "date_updated"].iter().for_each(|date| entry[*date] = json!("?"))),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
    ];
    let page = format!("{{\"messages\":[{surrogate},{},{good}],\"next_page_uri\":null}}", bad.join(","));
    answers(&server, "GET", ResponseTemplate::new(200).set_body_string(page)).await;
    let found = twilio(&server).inbound_since(since()).await.expect("the page is readable");
    let [first, second] = found.messages.as_slice() else { panic!("two are good, got {}", found.messages.len()) };
    assert_eq!((first.id.as_str(), first.media), ("SMgood", 2), "oldest first");
    assert!(second.text == Sensitive::new("a\u{fffd}b\0".to_owned()), "half a character is replaced, the rest is kept");
    assert_eq!(found.unusable.len(), bad.len(), "none of the others is lost silently");
    let last = found.unusable.last().expect("there are some");
    assert_eq!((last.id.as_deref(), last.reason), (Some("SMbad"), UnusableReason::SenderIsNoNumber), "with its reason");
    assert!(last.from == Some(Sensitive::new("60777".to_owned())), "and what could be read");
    assert!(!format!("{found:?}").contains("hello"), "Debug shows no words");
}

#[tokio::test]
async fn a_message_without_words_is_a_message() {
    let server = MockServer::start().await;
    let mut picture = inbound(SID, "Fri, 20 Nov 2026 12:00:00 +0000");
    picture["body"] = Value::Null;
    let page = json!({ "messages": [picture], "next_page_uri": null });
    answers(&server, "GET", ResponseTemplate::new(200).set_body_json(page)).await;
    let found = twilio(&server).inbound_since(since()).await.expect("a page");
    assert_eq!(found.messages.len(), 1, "a picture alone is worth reading");
}

#[tokio::test]
async fn an_unreadable_entry_keeps_a_sent_list_from_proving_absence() {
    let server = MockServer::start().await;
    let date = "Fri, 20 Nov 2026 12:00:00 +0000";
    let of = |direction: &str| {
        json!({ "sid": SID, "direction": direction, "to": "+447700900123", "body": "x", "status": "sent",
                                       "date_created": date })
    };
    let mut broken = of("outbound-api");
    broken["body"] = json!(null);
    broken["status"] = json!(null);
    let page = json!({ "messages": [of("outbound-api"), broken, of("outbound-reply"), of("inbound"), 5], "next_page_uri": null });
    answers(&server, "GET", ResponseTemplate::new(200).set_body_json(page)).await;
    let list = twilio(&server).sent_since(&number("+447700900123"), since()).await.expect("a page");
    assert_eq!((list.items.len(), list.unreadable), (1, 2), "only what we sent, and a count of what cannot be read");
}

#[tokio::test]
async fn what_went_out_to_our_own_number_does_not_come_in() {
    let server = MockServer::start().await;
    let entries = ["outbound-api", "outbound-reply", "outbound-call", "inbound"].map(|direction| {
        let mut entry = inbound(SID, "Fri, 20 Nov 2026 12:00:00 +0000");
        entry["direction"] = json!(direction);
        entry
    });
    let page = json!({ "messages": entries, "next_page_uri": null });
    answers(&server, "GET", ResponseTemplate::new(200).set_body_json(page)).await;
    let found = twilio(&server).inbound_since(since()).await.expect("a page");
    assert_eq!((found.messages.len(), found.unusable.len()), (1, 0), "only what came in, and the rest is no fault");
}
