//! The log says who did what, also who asked for what they may not do; a text is not in it.

use contract::AdoptPolicyRequest;
use model::{Act, Change};
use testkit::Person::{Okafor, Price};
use testkit::Surgery;

#[tokio::test(flavor = "multi_thread")]
async fn c2_3_the_log_shows_what_was_refused_to_whom_and_no_words() {
    let surgery = Surgery::open().await;
    surgery.arrives(Price, "Is the prescription ready?").await;
    surgery.sits(Okafor).await;
    let policy = surgery.engine.policy().await.expect("a policy").policy;
    surgery.engine.adopt_policy(AdoptPolicyRequest { policy }).await.expect_err("not hers to adopt");
    let log = surgery.engine.log(0).await.expect("the log");
    assert!(log.iter().map(|(sequence, _)| *sequence).eq(1..=log.len() as u64), "in order, without gaps");
    let (last, recorded) = log.last().expect("something happened");
    let Change::ActRefused { act: Act::AdoptPolicy, by, .. } = recorded.fact else {
        unreachable!("the last is the refusal, not {recorded:?}")
    };
    assert_eq!((by, recorded.actor.as_str()), (Okafor.staff_id(), format!("staff:{by}").as_str()));
    assert!(!serde_json::to_string(&log).expect("JSON").contains("prescription"), "its digest only");
    assert_eq!(surgery.engine.log(*last).await.expect("the log").len(), 0, "nothing after the last");
}
