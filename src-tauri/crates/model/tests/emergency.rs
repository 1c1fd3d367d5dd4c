//! What to do if it is urgent, at every reply point and in the language of whoever reads it (C-11).
#![expect(clippy::expect_used, reason = "a test speaks by stopping, its helpers too")]

use jiff::civil::date;
use model::template::Language;
use model::{
    Addressee, Automatic, AutomaticTexts, Jurisdiction, Policy, PolicyError, Practice, UrgentWording,
    UrgentWordingProblem,
};
use testkit::minute;

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

/// Everything a patient hears without a person writing it, for somebody who reads a language.
fn every_reply(policy: &Policy, reader: Option<&Language>) -> Vec<String> {
    let (now, practice) = (minute("2026-03-11T10:00"), Practice::default());
    let to = Addressee { language: reader, ..Addressee::of(&practice) };
    let urgent = Automatic::ALL.into_iter().filter(|answer| answer.tells_what_if_urgent());
    let said = urgent.filter_map(|answer| policy.automatic_text(answer, to, now));
    said.chain([policy.holding_text(to, now)]).collect()
}

#[test]
fn c_11_every_reply_point_says_what_to_do_if_it_is_urgent_in_the_patients_language() {
    let policy = Policy::default();
    for wording in &policy.texts.urgent_in {
        for text in every_reply(&policy, Some(&wording.language)) {
            assert!(text.contains(&policy.texts.urgent), "whoever helps them reads English: {text}");
            assert!(text.contains(&wording.text), "{}: {text}", wording.language.as_str());
        }
    }
    assert_eq!(every_reply(&policy, None).len(), 5, "received, while closed, limited, help, holding");
    for reader in [None, Some(language("en-GB")), Some(language("fo")), Some(language("pa-Arab"))] {
        let said = every_reply(&policy, reader.as_ref());
        assert_eq!(said, every_reply(&policy, None), "no wording, or one in a script they do not read: {reader:?}");
    }
    assert_eq!(every_reply(&policy, Some(&language("pt-BR"))), every_reply(&policy, Some(&language("pt"))));
}

#[test]
fn c_11_a_wording_that_helps_nobody_is_refused() {
    let refused = |jurisdiction: Jurisdiction, urgent_in| {
        let policy = Policy::default();
        let urgent = format!("Ring {}.", jurisdiction.emergency_number());
        let texts = AutomaticTexts { urgent, urgent_in, ..policy.texts };
        Policy { jurisdiction, texts, ..policy }.check(date(2026, 11, 20))
    };
    let wording = |tag, text: &str| UrgentWording { language: language(tag), text: text.to_owned() };
    let problem = |tag, problem| Err(PolicyError::UrgentIn { language: language(tag), problem });
    assert_eq!(refused(Jurisdiction::England, vec![wording("pl", "Dzwoń pod 999.")]), Ok(()));
    let no_number = UrgentWordingProblem::NoEmergencyNumber { number: "999".to_owned() };
    assert_eq!(refused(Jurisdiction::England, vec![wording("pl", "Dzwoń.")]), problem("pl", no_number.clone()));
    assert_eq!(refused(Jurisdiction::England, vec![wording("pl", "")]), problem("pl", no_number));
    let twice = vec![wording("pt", "Ligue 999."), wording("pt-BR", "Disque 999.")];
    assert_eq!(refused(Jurisdiction::England, twice), problem("pt-BR", UrgentWordingProblem::Twice));
    let braces = vec![wording("pl", "999 {{telephone}}")];
    assert_eq!(refused(Jurisdiction::England, braces), problem("pl", UrgentWordingProblem::Braces));
    let shipped = Policy::default().texts.urgent_in;
    let abroad = refused(Jurisdiction::Germany, shipped).expect_err("999 is nobody's number there");
    assert!(abroad.to_string().contains("112"), "{abroad}");
}

#[test]
fn c_11_a_policy_from_before_the_question_says_what_it_said() {
    let mut document = serde_json::to_value(Policy::default()).expect("JSON");
    document["texts"].as_object_mut().and_then(|texts| texts.remove("urgent_in")).expect("there");
    let policy: Policy = serde_json::from_value(document).expect("a policy");
    assert_eq!(policy.texts.urgent_in, []);
    assert_eq!(every_reply(&policy, Some(&language("pl"))), every_reply(&policy, None));
}
