//! What each answer to a send means.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::*;

async fn send(server: &MockServer, answer: ResponseTemplate) -> Result<Accepted, SendError> {
    answers(server, "POST", answer).await;
    let key = MessageId::new("01936a00-0000-7000-8000-000000000001".parse().expect("an id"));
    twilio(server).send(&number("+447700900123"), &Sensitive::new("hello & bye".to_owned()), key).await
}

fn refusal(status: u16, code: u32) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(json!({ "code": code, "message": "m", "status": status }))
}

fn rejected(class: FailureClass, code: &str) -> SendError {
    SendError::Rejected(Failure { class, code: Some(code.to_owned()) })
}

#[tokio::test]
async fn a_message_goes_out_as_a_form_signed_with_the_key() {
    let server = MockServer::start().await;
    let key = "SK00000000000000000000000000000002";
    Mock::given(method("POST"))
        .and(path(LIST))
        .and(basic_auth(key, "s3cret"))
        .and(header("content-type", "application/x-www-form-urlencoded"))
        .and(body_string("To=%2B447700900123&From=%2B447700900000&Body=a%26b+%C3%A9"))
        .respond_with(
            ResponseTemplate::new(201).set_body_json(json!({ "sid": SID, "status": "queued", "num_segments": "0" })),
        )
        .expect(1)
        .mount(&server)
        .await;
    let config = TwilioConfig { key_sid: Some(key.to_owned()), ..config(&server.uri()) };
    let provider = Twilio::new(config, secret()).expect("good settings");
    let id = MessageId::new("01936a00-0000-7000-8000-000000000001".parse().expect("an id"));
    let sent = provider.send(&number("+447700900123"), &Sensitive::new("a&b é".to_owned()), id).await;
    let accepted = Accepted { id: SID.to_owned(), status: ProviderStatus::Accepted, segments: None };
    assert_eq!(sent, Ok(accepted), "0 segments stands for not counted yet");
}

#[tokio::test]
async fn each_refusal_says_what_can_be_done() {
    let server = MockServer::start().await;
    for (status, code, class) in [
        (400, 21211, FailureClass::Permanent),
        (400, 21614, FailureClass::Permanent),
        (400, 21610, FailureClass::OptedOut),
        (400, 21408, FailureClass::Technical),
        (400, 21612, FailureClass::Technical),
        (400, 21617, FailureClass::Technical),
        (403, 20403, FailureClass::Technical),
        (400, 77777, FailureClass::Technical),
    ] {
        assert_eq!(
            send(&server, refusal(status, code)).await,
            Err(rejected(class, &code.to_string())),
            "{status} {code}"
        );
    }
    let bare = send(&server, ResponseTemplate::new(404).set_body_string("<html>")).await;
    assert_eq!(bare, Err(rejected(FailureClass::Technical, "HTTP 404")), "no code: the status has to do");
}

#[tokio::test]
async fn a_key_that_is_not_accepted_keeps_the_message_for_later() {
    let server = MockServer::start().await;
    for answer in [refusal(401, 20003), ResponseTemplate::new(401)] {
        let expected = SendError::NotTaken { retry_after: None, why: NotTaken::Unauthorised };
        assert_eq!(send(&server, answer).await, Err(expected), "a wrong key is not the message's fault");
    }
}

#[tokio::test]
async fn only_an_answer_that_blames_the_request_proves_that_nothing_was_sent() {
    let server = MockServer::start().await;
    for status in [200, 201, 202, 204, 301, 307, 408, 499, 500, 502, 503, 504, 599] {
        let answer = ResponseTemplate::new(status).insert_header("location", "http://127.0.0.1:9/");
        assert_eq!(send(&server, answer).await, Err(SendError::Unknown), "HTTP {status} without a message");
    }
    let long = ResponseTemplate::new(201).set_body_string("x".repeat(100_001));
    assert_eq!(send(&server, long).await, Err(SendError::Unknown), "an endless answer");
    let late = ResponseTemplate::new(201).set_delay(Duration::from_secs(30));
    assert_eq!(send(&server, late).await, Err(SendError::Unknown), "no answer in time");
}

#[tokio::test]
async fn haste_is_not_taken_and_says_how_long_to_wait() {
    let server = MockServer::start().await;
    let limited = |seconds: Option<u64>| SendError::NotTaken {
        retry_after: seconds.map(Duration::from_secs),
        why: NotTaken::RateLimited,
    };
    for (code, status) in [(20429, 429), (21611, 400), (14107, 400)] {
        assert_eq!(send(&server, refusal(status, code)).await, Err(limited(None)), "{code}");
    }
    let dated = |retry: &str| {
        refusal(429, 20429).insert_header("retry-after", retry).insert_header("date", "Fri, 20 Nov 2026 12:00:00 GMT")
    };
    assert_eq!(send(&server, dated("17")).await, Err(limited(Some(17))), "seconds");
    assert_eq!(send(&server, dated("Fri, 20 Nov 2026 12:01:30 GMT")).await, Err(limited(Some(90))), "a date");
    assert_eq!(send(&server, dated("Fri, 20 Nov 2026 11:00:00 GMT")).await, Err(limited(Some(0))), "a date gone by");
    assert_eq!(send(&server, dated("soon")).await, Err(limited(None)), "nonsense");
    answers(&server, "GET", dated("17")).await;
    let wait = ProviderError::RateLimited { retry_after: Some(Duration::from_secs(17)) };
    assert_eq!(twilio(&server).inbound_since(since()).await, Err(wait), "reading too");
}

/// Listens once, reads a request, and answers with these bytes before it closes.
async fn once(answer: &'static [u8]) -> (String, tokio::task::JoinHandle<Vec<u8>>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address").to_string();
    let heard = async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut heard = vec![0; 4096];
        let length = stream.read(&mut heard).await.expect("a request");
        heard.truncate(length);
        let _ = stream.write_all(answer).await;
        heard
    };
    #[expect(clippy::disallowed_methods, reason = "a test's own server; it ends with its one connection")]
    (address, tokio::spawn(heard))
}

async fn send_to(base: &str) -> Result<Accepted, SendError> {
    let provider = Twilio::new(config(base), secret()).expect("good settings");
    let key = MessageId::new("01936a00-0000-7000-8000-000000000001".parse().expect("an id"));
    provider.send(&number("+447700900123"), &Sensitive::new("hello".to_owned()), key).await
}

#[tokio::test]
async fn half_an_answer_is_no_answer() {
    for half in [
        &b""[..],
        b"HTTP/1.1 201 Cre",
        b"HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\n{\"sid\": \"SM",
        b"\x00\x01garbage",
    ] {
        let (address, heard) = once(half).await;
        let base = format!("http://{address}");
        assert_eq!(send_to(&base).await, Err(SendError::Unknown), "{}", String::from_utf8_lossy(half));
        assert!(!heard.await.expect("it ends").is_empty(), "the request had left");
    }
}

#[tokio::test]
async fn who_has_no_certificate_hears_neither_words_nor_secret() {
    let (address, heard) = once(b"HTTP/1.1 200 OK\r\n\r\n").await;
    let refused = Err(SendError::NotTaken { retry_after: None, why: NotTaken::NoConnection });
    assert_eq!(send_to(&format!("https://{address}")).await, refused, "no secure connection was made");
    let heard = heard.await.expect("it ends");
    assert_eq!(heard.first(), Some(&0x16), "only the beginning of a TLS handshake left");
    assert!(!String::from_utf8_lossy(&heard).contains("hello"), "no words");
}
