//! How patients answer: words that fit what they were told, roughly, as people do.

/// Returns answers that fit a text from the practice.
pub(super) fn fitting(text: &str) -> &'static [&'static str] {
    let text = text.to_lowercase();
    let speaks_of = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if speaks_of(&["999", "a&e", "ambulance", "emergency"]) {
        &[
            "Ok I will ring them now. Thank you",
            "Are you sure? It is a bit better since I sat down",
            "My neighbour is driving me in now",
        ]
    } else if speaks_of(&["photo", "picture"]) {
        &[
            "I'm not sure how to send one from this phone, I'll ask my daughter",
            "Ok will try and take one when the light is better",
            "Does it need to be close up?",
        ]
    } else if speaks_of(&["appointment", "come in", "book", "slot", "see you"]) {
        &[
            "Yes that time is fine, thank you",
            "I can't do mornings Im afraid, is there anything after 3?",
            "ok see you then",
            "Which entrance is it please?",
        ]
    } else if speaks_of(&["call", "ring", "phone"]) {
        &[
            "Yes please ring me, I'm in all day",
            "I'm at work till 5 but can pick up on my break at 1",
            "Ok thanks will wait for the call",
        ]
    } else if speaks_of(&["tablet", "prescription", "pharmacy", "dose", "inhaler", "medic"]) {
        &[
            "Thank you, do I take it with food?",
            "ok will pick it up tomorow",
            "I have about 3 days left so that's fine",
            "The chemist says they haven't got it yet",
        ]
    } else if text.contains('?') {
        &[
            "No nothing like that",
            "Yes a little, mostly in the evening",
            "About 3 days now. It's not getting worse but not better either",
            "Not sure, sorry. Does it matter?",
            "no fever, eating and drinking ok",
        ]
    } else {
        &[
            "Thank you, that's very helpful",
            "ok thanks",
            "Thanks. I'll let you know if it gets worse",
            "Great, thank you for getting back to me so quick",
        ]
    }
}
