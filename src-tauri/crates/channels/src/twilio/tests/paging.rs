//! Lists of several pages, and those that lead elsewhere or never end.

use super::*;

#[tokio::test]
async fn pages_are_followed_with_a_day_to_spare_and_turned_round() {
    let server = MockServer::start().await;
    let next = format!("{LIST}?Page=1&PageToken=PA1");
    let page = |messages: Value, next: Value| {
        ResponseTemplate::new(200).set_body_json(json!({ "messages": messages, "next_page_uri": next }))
    };
    let newest = inbound("SM3", "Fri, 20 Nov 2026 12:00:02 +0000");
    let older = [inbound("SM2", "Fri, 20 Nov 2026 12:00:01 +0000"), inbound("SM1", "Fri, 20 Nov 2026 12:00:01 +0000")];
    Mock::given(method("GET"))
        .and(query_param("To", "+447700900000"))
        .and(query_param("DateSent>", "2026-11-19T00:00:00Z"))
        .and(query_param("PageSize", "50"))
        .and(query_param_is_missing("PageToken"))
        .respond_with(page(json!([newest]), json!(next)))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .and(query_param("PageSize", "1000"))
        .and(query_param_is_missing("PageToken"))
        .respond_with(page(json!([newest]), json!(next)))
        .expect(1)
        .mount(&server)
        .await;
    let second = page(json!(older), Value::Null);
    Mock::given(method("GET")).and(query_param("PageToken", "PA1")).respond_with(second).expect(1).mount(&server).await;
    let found = twilio(&server).inbound_since(since()).await.expect("two pages");
    let ids: Vec<_> = found.messages.iter().map(|message| message.id.as_str()).collect();
    assert_eq!(ids, ["SM1", "SM2", "SM3"], "oldest first, also within a second");
}

#[tokio::test]
async fn a_first_page_that_reaches_back_far_enough_is_all_that_is_read() {
    let server = MockServer::start().await;
    let [new, old] = ["Fri, 20 Nov 2026 12:00:02 +0000", "Fri, 20 Nov 2026 11:59:59 +0000"];
    let next = format!("{LIST}?Page=1&PageToken=PA1");
    let body = |messages: Value| json!({ "messages": messages, "next_page_uri": next });
    for (messages, requests) in [(json!([inbound("SM1", old)]), 1), (json!([inbound("SM2", new)]), 3)] {
        server.reset().await;
        let first = ResponseTemplate::new(200).set_body_json(body(messages));
        Mock::given(method("GET")).and(query_param_is_missing("PageToken")).respond_with(first).mount(&server).await;
        let last = ResponseTemplate::new(200).set_body_json(json!({ "messages": [], "next_page_uri": null }));
        Mock::given(method("GET")).and(query_param("PageToken", "PA1")).respond_with(last).mount(&server).await;
        twilio(&server).inbound_since(since()).await.expect("read");
        assert_eq!(server.received_requests().await.map(|all| all.len()), Some(requests));
    }
}

#[tokio::test]
async fn a_page_elsewhere_is_not_followed_with_the_secret() {
    let server = MockServer::start().await;
    let trap = MockServer::start().await;
    let port = format!("http://127.0.0.1:1{LIST}");
    for next in
        [format!("{}{LIST}", trap.uri()), "//example.org/x".to_owned(), "/2010-04-01/Accounts.json".to_owned(), port]
    {
        let page = json!({ "messages": [], "next_page_uri": next });
        answers(&server, "GET", ResponseTemplate::new(200).set_body_json(page)).await;
        assert_eq!(twilio(&server).inbound_since(since()).await, Err(ProviderError::Malformed), "{next}");
    }
    let redirect = ResponseTemplate::new(302).insert_header("location", format!("{}/", trap.uri()));
    answers(&server, "GET", redirect).await;
    let refused = ProviderError::Refused { code: Some("HTTP 302".to_owned()) };
    assert_eq!(twilio(&server).inbound_since(since()).await, Err(refused), "nor is a redirect");
    assert_eq!(trap.received_requests().await.map(|requests| requests.len()), Some(0), "nobody else was asked");
}

#[tokio::test]
async fn endless_lists_and_answers_end() {
    let server = MockServer::start().await;
    let page = json!({ "messages": [], "next_page_uri": format!("{LIST}?Page=1") });
    answers(&server, "GET", ResponseTemplate::new(200).set_body_json(page)).await;
    assert_eq!(twilio(&server).inbound_since(since()).await, Err(ProviderError::TooLong), "a list that goes round");
    answers(&server, "GET", ResponseTemplate::new(200).set_body_string("[".repeat(100_001))).await;
    assert_eq!(twilio(&server).inbound_since(since()).await, Err(ProviderError::TooLong), "an answer without end");
    for (answer, error) in [
        (ResponseTemplate::new(200).set_body_string("["), ProviderError::Malformed),
        (ResponseTemplate::new(200).set_body_string("[".repeat(50_000)), ProviderError::Malformed),
        (ResponseTemplate::new(200).set_body_json(json!({})), ProviderError::Malformed),
        (ResponseTemplate::new(503), ProviderError::Unavailable),
        (ResponseTemplate::new(403), ProviderError::Unauthorised),
    ] {
        answers(&server, "GET", answer).await;
        assert_eq!(twilio(&server).inbound_since(since()).await, Err(error));
    }
}
