//! What a patient's short reply asks for: the rules and the whole test list of E.2.

use model::Jurisdiction::{self, England, Germany, Ireland, OtherUk, Singapore, UnitedStates};
use model::words::Phrase;
use model::words::opt_out::{AppointmentAnswer, LastAsked, Reading, read};
use proptest::prelude::*;
use testkit::random::cases;

const COLD: LastAsked = LastAsked::Nothing;
const NOT_US: [Jurisdiction; 5] = [England, OtherUk, Ireland, Germany, Singapore];
const ASKED: [LastAsked; 3] = [LastAsked::Nothing, LastAsked::Appointment, LastAsked::OptIn];

const fn answer(answer: AppointmentAnswer) -> Reading {
    let also_offer_opt_out = matches!(answer, AppointmentAnswer::Cancel);
    Reading::AppointmentAnswer { answer, also_offer_opt_out }
}

#[track_caller]
fn everywhere(texts: &[&str], asked: LastAsked, expected: Reading) {
    for text in texts {
        for place in Jurisdiction::ALL {
            assert_eq!(read(text, place, asked), expected, "{text:?} in {place:?} after {asked:?}");
        }
    }
}

#[test]
fn e_2_a_keyword_alone_opts_out_at_once_in_any_case() {
    let texts =
        ["STOP", " stop. ", "Stop!", "STOP ALL", "opt out", "Opt-Out", "OPTOUT", "stopall", "Unsubscribe", "revoke,"];
    for asked in ASKED {
        everywhere(&texts, asked, Reading::OptOut);
    }
}

#[test]
fn c1_5_only_the_whole_message_counts() {
    everywhere(
        &["stop the antibiotics?", "the end", "I quit smoking", "Should I stop my tablets", "", " ", "...", "👍", "no"],
        COLD,
        Reading::None,
    );
    everywhere(&["I want to know when I can stop the water tablets and start again"], COLD, Reading::None);
    everywhere(&["stop 5mg", "end of March", "remove stitches?", "td jab", "stop.start"], COLD, Reading::None);
}

#[test]
fn c1_6_other_words_are_a_suggestion_for_a_person() {
    let texts = [
        "STOP PLEASE",
        "stop texting me",
        "pls take me off ur list",
        "STOP?",
        "please don't text me",
        "Please don’t text me",
        "dont message me again",
        "do not contact me",
        "no more texts thanks",
        "unsubscribe me",
        "I want to opt out please",
        "stop, thank you",
        "remove",
        "ARRET",
        "arrêt",
        "TD",
    ];
    everywhere(&texts, COLD, Reading::SuggestOptOut);
}

#[test]
fn c1_6_more_than_eight_words_are_an_ordinary_message() {
    everywhere(&["one two three four please stop texting me"], COLD, Reading::SuggestOptOut);
    everywhere(&["one two three four five please stop texting me"], COLD, Reading::None);
}

#[test]
fn e_2_quit_end_and_cancel_are_hard_in_the_united_states_and_soft_elsewhere() {
    for text in ["QUIT", "END", "Cancel", "cancel."] {
        for place in NOT_US {
            assert_eq!(read(text, place, COLD), Reading::SuggestOptOut, "{text} in {place:?}");
        }
        assert_eq!(read(text, UnitedStates, COLD), Reading::OptOut, "{text}");
    }
}

#[test]
fn e_2_an_appointment_comes_first() {
    let asked = LastAsked::Appointment;
    let cancel = ["CANCEL", "cancel!", "CANCEL 7834", "7834 cancel", "Cancel A12"];
    everywhere(&cancel, asked, answer(AppointmentAnswer::Cancel));
    everywhere(&["Yes", "YES 7834", "yes."], asked, answer(AppointmentAnswer::Yes));
    everywhere(&["rebook", "RE-BOOK", "Rebook 12"], asked, answer(AppointmentAnswer::Rebook));
    everywhere(&["CANCEL 12 34", "yes but late", "cancel please", "CANCEL?", "7834"], asked, Reading::None);
    assert_eq!(read("END", England, asked), Reading::SuggestOptOut, "END is no answer to a reminder");
    assert_eq!(read("END", UnitedStates, asked), Reading::OptOut);
}

#[test]
fn e_2_only_cancel_offers_an_opt_out_as_well() {
    let offered = |text| match read(text, England, LastAsked::Appointment) {
        Reading::AppointmentAnswer { also_offer_opt_out, .. } => Some(also_offer_opt_out),
        _ => None,
    };
    assert_eq!([offered("CANCEL"), offered("YES"), offered("REBOOK")], [Some(true), Some(false), Some(false)]);
}

#[test]
fn e_2_yes_opts_in_only_if_that_was_asked() {
    everywhere(&["Yes", "YES!", " yes "], LastAsked::OptIn, Reading::OptIn);
    everywhere(&["Yes"], COLD, Reading::None);
    everywhere(&["Yes"], LastAsked::Appointment, answer(AppointmentAnswer::Yes));
    everywhere(&["yes please", "Yes?"], LastAsked::OptIn, Reading::None);
    everywhere(&["no", "No thanks.", "no thank you"], LastAsked::OptIn, Reading::SuggestOptOut);
}

#[test]
fn c1_8_start_words_opt_in_again() {
    for asked in ASKED {
        everywhere(&["START", "Unstop", "un-stop", "subscribe."], asked, Reading::OptIn);
    }
    everywhere(&["start?", "when do I start", "START ME"], COLD, Reading::None);
}

#[test]
fn e_2_help_is_shown_and_a_person_who_needs_help_is_red() {
    everywhere(&["HELP", "help.", "Info"], COLD, Reading::Help { urgent: false });
    let urgent = ["help me", "HELP ME!!", "please help", "I need help now", "help?", "help help", "HELP 🆘"];
    everywhere(&urgent, COLD, Reading::Help { urgent: true });
    everywhere(&["can you help with my form"], COLD, Reading::None);
}

#[test]
fn e_2_what_cannot_be_seen_changes_nothing_and_what_was_chosen_does() {
    let same = [
        "ＳＴＯＰ",
        "ｓｔｏｐ！",
        "st\u{200b}op",
        "\u{feff}STOP\u{200f}",
        "sto\u{ad}p",
        "stop…",
        "STOP\u{a0}ALL",
        "opt‑out",
        "opt–out",
    ];
    everywhere(&same, COLD, Reading::OptOut);
    let asks =
        ["STOP 🛑", "🙏 stop", "“STOP”", "'stop'", "S T O P", "s.t.o.p", "STOP ?!", "stop\u{fe0f}👍🏽", "UNSUBSCRİBE"];
    everywhere(&asks, COLD, Reading::SuggestOptOut);
    // Cyrillic letters that look Latin, or an accent, make another word.
    everywhere(&["ЅТОР", "stóp"], COLD, Reading::None);
}

#[test]
fn e_2_line_breaks_and_tabs_are_spaces() {
    everywhere(&["\n stop\r\n", "STOP\tALL", "opt\nout"], COLD, Reading::OptOut);
}

#[test]
fn c5_2_every_jurisdiction_has_its_emergency_number() {
    let numbers = Jurisdiction::ALL.map(Jurisdiction::emergency_number);
    assert_eq!(numbers, ["999", "999", "112", "112", "911", "995"]);
}

#[test]
fn c5_2_what_is_read_is_stored_by_stable_names() {
    let stored = |reading| serde_json::to_string(&reading).expect("written");
    assert_eq!(
        stored(answer(AppointmentAnswer::Cancel)),
        r#"{"reading":"appointment_answer","answer":"cancel","also_offer_opt_out":true}"#
    );
    assert_eq!(stored(Reading::SuggestOptOut), r#"{"reading":"suggest_opt_out"}"#);
    let places = serde_json::to_string(&Jurisdiction::ALL).expect("written");
    assert_eq!(places, r#"["england","other_uk","ireland","germany","united_states","singapore"]"#);
}

#[test]
fn phrases_are_checked_when_they_are_written() {
    for wrong in ["", "  ", "*", "ca*", "canc*er", "…"] {
        assert!(Phrase::parse(wrong).is_err(), "{wrong:?}");
    }
    assert!(serde_json::from_str::<Phrase>("\"ca*\"").is_err(), "also when they are loaded");
    let loaded: Phrase = serde_json::from_str("\" metast* \"").expect("a phrase");
    assert_eq!(serde_json::to_string(&loaded).expect("written"), "\"metast*\"");
}

fn any_place() -> impl Strategy<Value = Jurisdiction> {
    prop::sample::select(Jurisdiction::ALL.to_vec())
}

fn any_asked() -> impl Strategy<Value = LastAsked> {
    prop::sample::select(ASKED.to_vec())
}

/// Words that keywords are made of, and others.
fn any_word() -> impl Strategy<Value = String> {
    let words = [
        "stop",
        "STOP",
        "all",
        "opt",
        "out",
        "end",
        "cancel",
        "s",
        "t",
        "o",
        "p",
        "yes",
        "please",
        "the",
        "unsubscribe",
    ];
    prop_oneof![3 => prop::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => "[a-zé]{1,6}"]
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn c1_5_more_than_three_words_never_opt_out(
        words in prop::collection::vec(any_word(), 4..12), place in any_place(), asked in any_asked(),
    ) {
        for text in [words.join(" "), words.join(" - "), words.join("\n"), words.join("-")] {
            prop_assert_ne!(read(&text, place, asked), Reading::OptOut, "{:?}", text);
        }
    }

    #[test]
    fn c1_6_more_than_eight_words_are_never_even_a_suggestion(
        words in prop::collection::vec(any_word(), 9..20), place in any_place(), asked in any_asked(),
    ) {
        prop_assert_ne!(read(&words.join(" "), place, asked), Reading::SuggestOptOut);
    }

    #[test]
    fn e_2_any_text_is_read_the_same_with_space_around_it(
        text in "\\PC{0,40}", place in any_place(), asked in any_asked(),
    ) {
        prop_assert_eq!(read(&format!("  {text}\n"), place, asked), read(&text, place, asked));
    }

    #[test]
    fn e_2_keywords_are_read_in_any_case_with_any_ending(
        keyword in prop::sample::select(vec!["stop", "stopall", "stop all", "unsubscribe", "optout", "opt-out", "revoke"]),
        capitals in prop::collection::vec(any::<bool>(), 16), ending in "[.!, ]{0,4}", place in any_place(), asked in any_asked(),
    ) {
        let letters = keyword.chars().zip(capitals);
        let text: String = letters.map(|(c, capital)| if capital { c.to_ascii_uppercase() } else { c }).collect();
        prop_assert_eq!(read(&format!("{text}{ending}"), place, asked), Reading::OptOut);
    }

    #[test]
    fn e_2_nothing_stops_the_reading(text in any::<String>(), place in any_place(), asked in any_asked()) {
        let _ = read(&text, place, asked);
    }
}
