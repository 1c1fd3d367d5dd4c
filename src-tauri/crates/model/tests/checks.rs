//! Safety while writing: each rule fires where it should, stays silent where it should, and says where.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use model::check::plain::readability;
use model::check::{About, Audience, Finding, Lists, Rule, Severity, Signature, check, strongest};
use model::template::{CareKind, Class, Language, Route};
use model::words::Phrase;
use proptest::prelude::*;
use testkit::random::cases;

const ADMIN: Class = Class::Care { purpose: CareKind::Admin };
const ADVICE: Class = Class::Care { purpose: CareKind::ClinicalAdvice };
const BAD_NEWS: Class = Class::Care { purpose: CareKind::BadNews };
static LISTS: LazyLock<Lists> = LazyLock::new(Lists::default);
const BORN: Date = date(1961, 3, 12);

fn about(class: Class, route: Route) -> About<'static> {
    About {
        class,
        route,
        audience: Audience::One,
        language: None,
        signature: None,
        birth_date: Some(BORN),
        cannot_phone: false,
    }
}

fn sms() -> About<'static> {
    about(ADMIN, Route::Sms)
}

/// The rule's stable name and the words it caught.
fn caught(text: &str, about: &About<'_>) -> Vec<(String, String)> {
    named(text, &check(text, about, &Lists::default()))
}

fn named(text: &str, findings: &[Finding]) -> Vec<(String, String)> {
    let name = |finding: &Finding| {
        let stored = serde_json::to_value(&finding.rule).expect("written");
        stored.get("rule").and_then(serde_json::Value::as_str).expect("named").to_owned()
    };
    findings.iter().map(|f| (name(f), text.get(f.span.clone()).expect("a slice").to_owned())).collect()
}

/// Whether a rule caught these words.
#[track_caller]
fn catches(text: &str, about: &About<'_>, rule: &str, words: &str) {
    let found = caught(text, about);
    assert!(found.contains(&(rule.to_owned(), words.to_owned())), "{text:?}: {rule} {words:?} expected, got {found:?}");
}

#[track_caller]
fn leaves(text: &str, about: &About<'_>, rule: &str) {
    let found = caught(text, about);
    assert!(!found.iter().any(|(name, _)| name == rule), "{text:?}: no {rule} expected, got {found:?}");
}

#[track_caller]
fn severity(text: &str, about: &About<'_>, rule: &str) -> Option<Severity> {
    let findings = check(text, about, &Lists::default());
    let names = named(text, &findings);
    names.iter().zip(&findings).filter(|((name, _), _)| name == rule).map(|(_, finding)| finding.severity).max()
}

#[test]
fn c2_11_what_is_not_filled_in_blocks() {
    for (text, mark) in [
        ("Hello {{name}}, all well?", "{{name}}"),
        ("On [[date of the clinic]].", "[[date of the clinic]]"),
        ("Hello {{name", "{{"),
        ("name}} hello", "}}"),
        ("day]]", "]]"),
        ("{{a\nb}}", "{{"),
        ("é{{é}}é", "{{é}}"),
    ] {
        catches(text, &sms(), "unfilled_placeholder", mark);
        assert_eq!(severity(text, &sms(), "unfilled_placeholder"), Some(Severity::Blocks), "{text}");
    }
    leaves("{a} [b] } ] {", &sms(), "unfilled_placeholder");
}

#[test]
fn c2_2_the_rule_that_caught_it_is_named() {
    let text = "Your HIV test is positive";
    let findings = check(text, &sms(), &Lists::default());
    let banned = findings.iter().find_map(|finding| match &finding.rule {
        Rule::BannedUse { name, instead, listed } => Some((name.as_str(), listed.as_str(), instead.is_empty())),
        _ => None,
    });
    assert_eq!(banned, Some(("Sexual health results", "hiv", false)), "with what to do instead");
    assert_eq!(strongest(&findings), Some(Severity::Blocks));
}

#[test]
fn c2_2_bad_news_has_no_text_route() {
    catches("Please come in.", &about(BAD_NEWS, Route::Sms), "route_not_for_class", "Please come in.");
    leaves("Please come in.", &about(BAD_NEWS, Route::Phone), "route_not_for_class");
    catches("I am afraid it is cancer.", &sms(), "banned_use", "is cancer");
    leaves("I am afraid it is cancer.", &about(ADMIN, Route::Letter), "banned_use");
}

#[test]
fn c2_2_urgent_wording_asks_for_a_reason_because_urgent_means_phone_first() {
    catches("Please go to A&E.", &sms(), "banned_use", "go to A&E");
    assert_eq!(severity("Please go to A&E.", &sms(), "banned_use"), Some(Severity::NeedsReason));
    leaves("In an emergency call 999.", &sms(), "banned_use");
}

#[test]
fn c2_12_high_risk_words_are_whole_words_and_stems() {
    for (text, word) in [
        ("aggressive lung cancer", "cancer"),
        ("the Cancer's gone", "Cancer's"),
        ("METASTASES seen", "METASTASES"),
        ("metastatic", "metastatic"),
        ("an HIV clinic", "HIV"),
        ("she is terminal.", "terminal"),
        ("DS1500 form", "DS1500"),
        ("a DS 1500 please", "DS 1500"),
        ("sign the SR1", "SR1"),
        ("can\u{200b}cer", "can\u{200b}cer"),
        ("ｃａｎｃｅｒ", "ｃａｎｃｅｒ"),
    ] {
        catches(text, &sms(), "high_risk_word", word);
    }
    for text in
        ["cancel it", "archive", "the chiv", "determinal", "SR12 parts", "shivering", "anticancel", "meta stasis"]
    {
        leaves(text, &sms(), "high_risk_word");
    }
    leaves("Come to SR1 3AA", &sms(), "high_risk_word");
}

#[test]
fn c2_12_the_askern_text_is_stopped_in_bulk() {
    let text = "Diagnosis - aggressive lung cancer. Asked for you to do a DS1500 for the above patient.";
    let mut bulk = about(ADMIN, Route::Sms);
    bulk.audience = Audience::Many;
    let risky: Vec<_> = caught(text, &bulk).into_iter().filter(|(name, _)| name == "high_risk_word").collect();
    assert_eq!(risky.len(), 2, "two words, each enough: {risky:?}");
    for route in Route::ALL {
        bulk.route = route;
        assert_eq!(severity(text, &bulk, "high_risk_word"), Some(Severity::Blocks), "by {route:?}");
    }
    assert_eq!(severity(text, &sms(), "high_risk_word"), Some(Severity::NeedsReason), "to one patient, with a reason");
    let letter = about(ADMIN, Route::Letter);
    assert_eq!(severity(text, &letter, "high_risk_word"), Some(Severity::Hint));
}

#[test]
fn c5_8_an_nhs_number_is_known_by_its_check_digit() {
    for number in ["9434765919", "943 476 5919", "943-476-5919", "943\u{a0}476\u{a0}5919", "943 4765919"] {
        catches(&format!("NHS no {number}."), &sms(), "nhs_number", number);
    }
    for text in [
        "943 476 5918",
        "19434765919",
        "94347659190",
        "Ring 01632 960123",
        "Ring +44 943 476 5919",
        "94 34 76 59 19",
        "943\n476\n5919",
        "at 10 30 on 12 03 2027",
    ] {
        leaves(text, &sms(), "nhs_number");
    }
    catches("ref 12 943 476 5919 3", &sms(), "nhs_number", "943 476 5919");
}

#[test]
fn c5_8_the_patients_date_of_birth_is_found_in_any_form() {
    for born in [
        "12/03/1961",
        "12.3.61",
        "12-03-1961",
        "1961-03-12",
        "12 March 1961",
        "12th of March, 1961",
        "March 12, 1961",
        "12 mar 61",
        "03/12/1961",
        "12031961",
        "19610312",
    ] {
        catches(&format!("You were seen ({born})."), &sms(), "birth_date", born);
    }
    for other in ["13/03/1961", "12/03/2027", "12 March", "March 1961", "12/03", "31/02/1961", "1203196"] {
        leaves(&format!("Your visit on {other}."), &sms(), "birth_date");
    }
}

#[test]
fn c5_8_a_date_that_is_called_one_of_birth_is_found_for_anybody() {
    let unknown = About { birth_date: None, ..sms() };
    for (text, born) in [
        ("DOB 01/02/1999", "01/02/1999"),
        ("d.o.b. 1/2/99", "1/2/99"),
        ("date of birth is 1 Feb 1999", "1 Feb 1999"),
        ("Born: 01.02.1999", "01.02.1999"),
    ] {
        catches(text, &unknown, "birth_date", born);
    }
    leaves("seen on 01/02/1999", &unknown, "birth_date");
    leaves("date of birth please", &unknown, "birth_date");
}

#[test]
fn c5_8_a_whole_postcode_is_found_and_half_a_one_is_not() {
    for code in ["SW1A 1AA", "m1 1ae", "B33 8TH", "CR26XH", "DN55 1PT", "EC1A 1BB", "SR1 3AA"] {
        catches(&format!("you live at {code} now"), &sms(), "postcode", code);
    }
    for text in [
        "SW1A",
        "at 9am",
        "T4 2pm",
        "B12 5mg",
        "take B12 1st",
        "QZ1 1AA",
        "M1\n\n1AE",
        "room A1 2nd floor",
        "covid19 jab",
    ] {
        leaves(text, &sms(), "postcode");
    }
    let mut lists = Lists::default();
    lists.own_postcodes.push("sw1a1aa".to_owned());
    assert_eq!(check("We are at SW1A 1AA.", &sms(), &lists), [], "the practice's own is not a patient's");
}

#[test]
fn c5_8_diagnosis_and_result_words_ask_for_a_reason_on_open_channels_only() {
    for (text, words) in
        [("your diabetes check", "diabetes"), ("It came back positive", "came back positive"), ("the biopsy", "biopsy")]
    {
        for route in [Route::Sms, Route::Email] {
            catches(text, &about(ADMIN, route), "diagnosis_or_result", words);
            assert_eq!(severity(text, &about(ADMIN, route), "diagnosis_or_result"), Some(Severity::NeedsReason));
        }
        for route in [Route::SecureMessage, Route::Letter, Route::Phone] {
            leaves(text, &about(ADMIN, route), "diagnosis_or_result");
        }
    }
    leaves("your blood test is due", &sms(), "diagnosis_or_result");
}

#[test]
fn c5_8_identifiers_may_stand_in_a_letter() {
    let text = "NHS number 943 476 5919, born 12/03/1961, SW1A 1AA";
    let named: Vec<String> = caught(text, &sms()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(named, ["nhs_number", "birth_date", "postcode"]);
    assert_eq!(caught(text, &about(ADMIN, Route::Letter)), []);
    assert_eq!(caught(text, &about(ADMIN, Route::SecureMessage)), []);
}

#[test]
fn c2_16_please_ring_us_alone_is_no_clear_next_step() {
    let step = |text: &str| {
        check(text, &sms(), &Lists::default()).into_iter().find_map(|finding| match finding.rule {
            Rule::NoClearNextStep { without_what, without_how } => {
                assert_eq!(finding.severity, Severity::Hint);
                Some((without_what, without_how))
            }
            _ => None,
        })
    };
    assert_eq!(step("please ring us"), Some((true, true)));
    assert_eq!(step("Hello. Please contact the surgery."), Some((true, true)));
    assert_eq!(step("Please ring us on 01632 960123."), Some((true, false)), "what for?");
    assert_eq!(step("Please ring us to book a blood test."), Some((false, true)), "on which number?");
    assert_eq!(step("Please ring us on 01632 960123 to book a blood test."), None);
    assert_eq!(step("Your blood test is due. Please ring us on 01632 960123."), None);
    assert_eq!(step("Please call us about your visit, or reply to this message."), None);
    assert_eq!(step("Your prescription is at the pharmacy."), None, "nothing is asked");
    assert_eq!(
        step("Please ring us to book. In an emergency call 999."),
        Some((false, true)),
        "999 is not the practice"
    );
}

#[test]
fn c3_2_a_call_is_no_way_for_somebody_who_cannot_phone() {
    let deaf = About { cannot_phone: true, ..sms() };
    catches("Please ring us on 01632 960123 to book.", &deaf, "phone_only", "ring");
    leaves("Please ring us on 01632 960123 to book, or reply to this message.", &deaf, "phone_only");
    catches("Ring us to book: do not reply to this text.", &deaf, "phone_only", "Ring");
    leaves("Ring or text us to book.", &deaf, "phone_only");
    leaves("Please book: https://river.example/a", &deaf, "phone_only");
    leaves("Please ring us on 01632 960123 to book.", &sms(), "phone_only");
    let call = About { cannot_phone: true, ..about(ADMIN, Route::Phone) };
    catches("How are you?", &call, "phone_only", "How are you?");
}

#[test]
fn c2_13_a_clinical_message_is_signed_with_name_and_role() {
    let nurse = Signature { name: "A. Okafor".to_owned(), role: "Practice Nurse".to_owned() };
    let unsigned = about(ADVICE, Route::Sms);
    let signed = About { signature: Some(&nurse), ..unsigned };
    leaves("Drink more water. A. Okafor, Practice Nurse", &signed, "missing_signature");
    for text in ["Drink more water.", "Drink more water. A. Okafor", "Drink more water. Practice Nurse", ""] {
        catches(text, &signed, "missing_signature", "");
        assert_eq!(severity(text, &signed, "missing_signature"), Some(Severity::Blocks), "{text}");
    }
    catches("Drink more water. A. Okafor, Practice Nurse", &unsigned, "missing_signature", "");
    let empty = Signature { name: " ".to_owned(), role: "…".to_owned() };
    let blank = About { signature: Some(&empty), ..unsigned };
    catches("Drink more water.", &blank, "missing_signature", "");
    leaves("Your form is ready.", &sms(), "missing_signature");
}

#[test]
fn c3_7_long_sentences_and_hard_words_are_hints_and_block_nothing() {
    let long = "We are writing to you today because it is now time for you to come and see one of our nurses again.";
    let text = format!("Hello. {long}\nPlease commence the tablets prior to lunch.");
    catches(&text, &sms(), "long_sentence", long);
    catches(&text, &sms(), "hard_word", "commence");
    catches(&text, &sms(), "hard_word", "prior to");
    assert_eq!(strongest(&check(&text, &sms(), &Lists::default())), Some(Severity::Hint));
    leaves("One two three. Four five six.", &sms(), "long_sentence");
    let polish = Language::parse("pl").expect("a language");
    let other = About { language: Some(&polish), ..sms() };
    assert_eq!(check(long, &other, &Lists::default()), [], "the measures are made for English");
}

#[test]
fn c3_7_the_reading_age_is_the_automated_readability_index() {
    // 4.71 x 18/5 + 0.5 x 5/1 - 21.43 = -1.974
    let easy = readability("The cat sat on grass.").expect("words");
    assert_eq!((easy.words, easy.sentences, easy.characters), (5, 1, 16));
    assert_eq!(easy.index_hundredths, 471 * 16 / 5 + 250 - 2143);
    assert_eq!(easy.age(), 5, "never below the age at which people learn to read");
    let hard = "Antihypertensive pharmacotherapy necessitates periodic biochemical surveillance. ".repeat(5);
    let measured = readability(&hard).expect("words");
    assert_eq!((measured.words, measured.sentences), (30, 5));
    assert!(measured.age() > 18, "{measured:?}");
    catches(&hard, &sms(), "reading_age", &hard);
    assert_eq!(readability(""), None);
    assert_eq!(readability("12:30, 01632 960123"), None, "numbers are no words");
    let with_link = readability("Book here: https://river.example/a1b2c3d4e5f6").expect("words");
    assert_eq!(with_link.words, 2, "links are not read");
}

#[test]
fn c3_7_titles_and_initials_end_no_sentence() {
    let count = |text| readability(text).expect("words").sentences;
    assert_eq!(count("Dr. Shah and A. Okafor will see you."), 1);
    assert_eq!(count("See you at 2.30pm. Bye! Really? Yes"), 4);
    assert_eq!(count("So am I. You too."), 2);
    assert_eq!(count("Hello\nPlease come"), 2);
}

#[test]
fn c2_2_a_practice_edits_its_lists() {
    let mut lists = Lists::default();
    let stored = serde_json::to_string(&lists).expect("written");
    assert_eq!(serde_json::from_str::<Lists>(&stored).expect("read"), lists);
    lists.high_risk = vec![Phrase::parse("unicorn*").expect("a phrase")];
    lists.banned_uses.clear();
    lists.diagnosis_or_result.clear();
    let text = "unicorns and cancer";
    assert_eq!(named(text, &check(text, &sms(), &lists)), [("high_risk_word".to_owned(), "unicorns".to_owned())]);
}

#[test]
fn rules_are_stored_by_stable_names() {
    let finding = check("Your HIV test", &sms(), &LISTS).into_iter().next().expect("one");
    let stored = serde_json::to_string(&finding).expect("written");
    assert_eq!(serde_json::from_str::<Finding>(&stored).expect("read"), finding);
    assert!(stored.starts_with(r#"{"rule":"banned_use","name":"Sexual health results""#), "{stored}");
}

#[test]
fn a_finding_holds_no_words_of_the_message() {
    let stored = serde_json::to_string(&check("943 476 5919 Margaret", &sms(), &Lists::default())).expect("written");
    assert_eq!(stored, r#"[{"rule":"nhs_number","span":{"start":0,"end":12},"severity":"needs_reason"}]"#);
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = [
        "cancer",
        "HIV",
        " ",
        " ",
        ". ",
        "\n",
        "943 476 5919",
        "12/03/1961",
        "dob ",
        "SW1A 1AA",
        "{{",
        "}}",
        "[[x]]",
        "😀",
        "e\u{301}",
        "\u{200b}",
        "İ",
        "ﬁ",
        "ring us",
        "１２",
        "+",
        "https://a.b/c",
        "Dr. ",
        "\u{2028}",
        "’",
    ];
    let piece = prop_oneof![4 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn any_about() -> impl Strategy<Value = About<'static>> {
    let classes = vec![ADMIN, ADVICE, BAD_NEWS, Class::Marketing];
    let audiences = vec![Audience::One, Audience::Many];
    let parts = (prop::sample::select(classes), prop::sample::select(Route::ALL.to_vec()), any::<bool>());
    (parts, prop::sample::select(audiences)).prop_map(|((class, route, cannot_phone), audience)| About {
        audience,
        cannot_phone,
        ..about(class, route)
    })
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn c_08_any_text_is_checked_and_every_span_is_a_slice_of_it(text in any_text(), about in any_about()) {
        let lists = &*LISTS;
        let findings = check(&text, &about, lists);
        for finding in &findings {
            prop_assert!(text.get(finding.span.clone()).is_some(), "{:?}", finding);
        }
        prop_assert!(findings.windows(2).all(|pair| pair[0].span.start <= pair[1].span.start), "in order of place");
        prop_assert_eq!(&check(&text, &about, lists), &findings, "the same again");
    }

    #[test]
    fn c2_11_no_text_with_a_mark_passes(before in "\\PC{0,20}", after in "\\PC{0,20}", about in any_about()) {
        for mark in ["{{", "}}", "[[", "]]"] {
            let findings = check(&format!("{before}{mark}{after}"), &about, &LISTS);
            prop_assert_eq!(strongest(&findings), Some(Severity::Blocks));
        }
    }
}
