//! A template made of a message that was sent: nothing of the patient is left in it (H-10).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::civil::date;
use model::template::{Body, SentWords, TakenWhat, WithoutPatient};
use model::{
    ContactPoint, ContactUse, E164, NhsNumber, Patient, PatientId, PatientStatus, PersonName, Practice, Role,
    Sensitive, Staff, StaffId,
};
use proptest::prelude::*;
use testkit::random::cases;
use uuid::Uuid;

fn patient(given: &str, family: &str) -> Patient {
    let number = E164::parse("+447700900123").expect("a number");
    Patient {
        id: PatientId::new(Uuid::from_u128(1)),
        name: PersonName { family: family.to_owned().into(), given: given.to_owned().into() },
        birth_date: Some(date(1961, 3, 12)),
        nhs_number: Some(NhsNumber::parse("9990000018").expect("an invented number")),
        contact_points: vec![ContactPoint { number, r#use: ContactUse::Mobile }],
        status: PatientStatus::Active,
    }
}

fn person(id: u128, name: &str) -> Staff {
    Staff::new(StaffId::new(Uuid::from_u128(id)), name.to_owned(), Role::Nurse)
}

fn practice() -> Practice {
    Practice { name: "Harbour Row Surgery".to_owned(), phone: "020 7946 0012".to_owned(), ..Practice::default() }
}

fn made(text: &str, who: &Patient) -> WithoutPatient {
    let (author, colleague) = (person(7, "Dr Amara Okafor"), person(8, "Rhys Price"));
    let proxies = [Sensitive::from("Siân Ap Dafydd".to_owned())];
    let staff = [author.clone(), colleague];
    let practice = practice();
    SentWords { text, patient: who, proxies: &proxies, author: &author, staff: &staff, practice: &practice }
        .without_patient()
}

#[track_caller]
fn becomes(text: &str, body: &str) {
    let made = made(text, &patient("Mary Jane", "O’Brien"));
    assert_eq!(made.body, body, "{text:?}");
    Body::parse(&made.body).expect("it can be read as a template's");
}

#[test]
fn h_10_names_become_what_the_app_fills_in_or_a_blank() {
    becomes("Hello Mary, thank you.", "Hello {{given_name}}, thank you.");
    becomes("Dear MARY-JANE O'Brien!", "Dear {{given_name}}!");
    becomes("Dear Mrs O Brien", "Dear [[the patient's name]]");
    becomes(
        "Dear Dr M. J. O'Brien and A. Okafor: a letter",
        "Dear [[the patient's name]] and {{sender_name}}: a letter",
    );
    becomes("Mary’s results and Obrien", "{{given_name}}’s results and [[the patient's name]]");
    becomes("Mary´s results and Mary‘s", "{{given_name}}´s results and {{given_name}}‘s");
    becomes("Your daughter Sian rang", "Your daughter [[name]] rang");
    becomes("Dr Okafor asked Rhys Price", "{{sender_name}} asked [[a colleague's name]]");
    becomes("Please ring Harbour Row Surgery.", "Please ring {{practice_name}}.");
    becomes("{Mary} [x]", "({{given_name}}) (x)");
}

#[test]
fn h_10_numbers_days_and_times_become_blanks() {
    becomes("Ring 020 7946 0012 or +44 (0)20 7946 0012.", "Ring {{practice_phone}} or {{practice_phone}}.");
    becomes("We have 07700 900 123 for you", "We have [[number]] for you");
    becomes("NHS number 999 000 0018", "NHS number [[NHS number]]");
    becomes("Born 12/03/1961, 12 March 1961", "Born [[date of birth]], [[date of birth]]");
    becomes("On Tuesday 24 November at 10:30.", "On [[day]] at [[time]].");
    becomes("On 24/11/2026 10:30, 24th of November or Friday", "On [[day]] [[time]], [[day]] or [[day]]");
    becomes("Between 9am and 9.15 am, or noon", "Between [[time]] and [[time]], or [[time]]");
    becomes("See www.example.org/p/77, mail a.b@example.org", "See {{link}}, mail [[e-mail address]]");
}

#[test]
fn h_10_what_names_nobody_stays() {
    for text in
        ["Take 2.5 mg twice, 3 weeks, then 1/2 a tablet.", "If it is urgent ring 111, or 999.", "May I ring you?"]
    {
        becomes(text, text);
    }
}

#[test]
fn h_10_the_signature_goes_and_the_person_is_told_what_was_taken() {
    let text = "Hello Mary.\nPlease reply.\nDr Amara Okafor, practice nurse, Harbour Row Surgery";
    let made = made(text, &patient("Mary", "Doe"));
    assert_eq!(made.body, "Hello {{given_name}}.\nPlease reply.", "the app signs it for whoever sends it");
    let told: Vec<(TakenWhat, &str, &str)> =
        made.taken.iter().map(|one| (one.what, one.was.expose().as_str(), one.put.as_str())).collect();
    let line = "Dr Amara Okafor, practice nurse, Harbour Row Surgery";
    assert_eq!(told, [(TakenWhat::PatientName, "Mary", "{{given_name}}"), (TakenWhat::Signature, line, "")]);
}

/// What is left of a body besides its marks.
fn left(body: &str) -> String {
    let mut left = String::new();
    let mut rest = body;
    while let Some(at) = rest.find(['{', '[']) {
        let (before, mark) = rest.split_at(at);
        left.push_str(before);
        left.push('\n');
        let end = mark.find("}}").into_iter().chain(mark.find("]]")).min().expect("every mark ends");
        rest = mark.get(end + 2..).expect("a boundary");
    }
    left + rest
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z][a-z]{1,8}", "[A-Z][a-zéüñ]{2,8}-[A-Z][a-z]{1,6}", "O'[A-Z][a-z]{2,6}", "[A-Z]{2,6}"]
}

/// A word or a number as people put them into a message.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,7}",
        "[0-9]{1,3}",
        "[0-9]{2}/[0-9]{2}/[0-9]{4}",
        "[0-9]{1,2}:[0-9]{2}",
        "[,.;:!?{}\\[\\]()-]",
        Just("Monday".to_owned()),
    ]
}

/// Digits in groups, as they are read out or typed.
fn grouped(digits: &str, groups: &[usize], between: &str) -> String {
    let mut written = String::new();
    let mut rest = digits;
    let mut sizes = groups.iter().cycle();
    while !rest.is_empty() {
        let size = sizes.next().copied().unwrap_or(rest.len()).clamp(1, rest.len());
        let (group, more) = rest.split_at(size);
        written.push_str(group);
        if !more.is_empty() {
            written.push_str(between);
        }
        rest = more;
    }
    written
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn h_10_no_name_of_the_patient_or_their_proxies_is_left(
        (given, family, proxy) in (name(), name(), name()),
        around in prop::collection::vec(piece(), 0..6),
        (case, possessive, glue) in (0..3_u8, any::<bool>(), prop_oneof![Just(" "), Just(", "), Just("\n"), Just("/")]),
    ) {
        let said: Vec<String> = [&given, &family, &proxy].iter().enumerate().flat_map(|(place, name)| {
            let name = match case { 0 => name.to_lowercase(), 1 => name.to_uppercase(), _ => (*name).clone() };
            let name = if possessive { format!("{name}’s") } else { name };
            std::iter::once(name).chain(around.get(place).cloned())
        }).chain(around.iter().cloned()).collect();
        let text = said.join(glue);
        let (author, proxies, practice) = (person(7, "Amara Okafor"), [Sensitive::from(proxy.clone())], practice());
        let who = patient(&given, &family);
        let asked = SentWords {
            text: &text, patient: &who, proxies: &proxies, author: &author, staff: &[], practice: &practice,
        };
        let body = asked.without_patient().body;
        Body::parse(&body).expect("it can be read");
        let left = left(&body).to_lowercase();
        let words: Vec<&str> = left.split(|letter: char| !letter.is_alphanumeric()).collect();
        for name in [&given, &family, &proxy] {
            for part in name.to_lowercase().split(['-', '\'']).filter(|part| part.len() > 1) {
                prop_assert!(!words.contains(&part), "{part:?} of {text:?} is left in {body:?}");
            }
        }
    }

    #[test]
    fn h_10_no_nhs_number_and_no_telephone_number_is_left(
        nine in prop::collection::vec(0..10_u32, 9),
        phone in "0[127][0-9]{9}",
        groups in prop::collection::vec(1..5_usize, 1..4),
        between in prop_oneof![Just(""), Just(" "), Just("-"), Just(" - "), Just("."), Just("\u{a0}"), Just("\u{200b}"), Just(" (")],
        (before, after) in (piece(), piece()),
    ) {
        let sum: u32 = nine.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let last = (11 - sum % 11) % 11;
        prop_assume!(last < 10);
        let nhs: String = nine.iter().chain([&last]).map(ToString::to_string).collect();
        for digits in [&nhs, &phone] {
            let written = grouped(digits, &groups, between);
            let body = made(&format!("{before} {written} {after}"), &patient("Mary", "Doe")).body;
            for line in left(&body).lines() {
                let left: String = line.chars().filter(char::is_ascii_digit).collect();
                prop_assert!(!left.contains(digits.as_str()), "{digits} as {written:?} is left in {body:?}");
                prop_assert!(left.len() < digits.len(), "{written:?} is left in {body:?}");
            }
        }
    }
}
