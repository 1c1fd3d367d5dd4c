//! What a person should see first, from the patient's phone to the window.

use contract::{HighlightView, MessagesRequest};
use testkit::Person::Whitfield;
use testkit::Surgery;

#[tokio::test(flavor = "multi_thread")]
async fn c6_1_words_are_highlighted_in_place_in_the_windows_own_units() {
    let surgery = Surgery::open().await;
    let text = "🙂 sorry to bother you, no fever but I have chset\npain. No palpitations";
    let conversation = surgery.arrives(Whitfield, text).await;
    let request =
        MessagesRequest { conversation: conversation.to_string(), before: None, after: None, around: None, limit: 50 };
    let page = surgery.engine.messages(request).await.expect("the messages");
    let message = &page.messages[0];
    let units: Vec<u16> = message.text.encode_utf16().collect();
    let words =
        |one: &HighlightView| String::from_utf16(&units[one.start as usize..one.end as usize]).expect("whole letters");
    let found: Vec<_> = message.highlights.iter().map(|one| (one.rule.as_str(), words(one), one.denied)).collect();
    assert_eq!(
        found,
        [("Chest pain", "chset\npain".to_owned(), false), ("Heart racing", "palpitations".to_owned(), true)]
    );
    assert_eq!(message.text, text, "the words themselves are as they came");
}
