//! What is checked while somebody writes decides when it is sent (C-08), and templates are in use once somebody else has
//! approved them (C2.11, H-07).
#![expect(clippy::expect_used, clippy::panic, reason = "a test speaks by panicking, its helpers too")]

use jiff::civil::date;
use model::template::{
    Body, CareKind, Carries, Class, Element, Language, Route, Scope, TemplateDraft, TemplateHistory, TemplateId,
    TemplateProblem, TemplateUse, Variable, Variant,
};
use model::{
    Actor, Ask, Change, Channel, ConsentDecision, ConsentHeard, ConsentSource, LONGEST_TEXT, Needs, OutboundText,
    Policy, Practice, Purpose, Refusal, Role, Staff, StaffId, State as _, Stated, Warned, compose,
};
use testkit::Person::{Okafor, Price, Shah, Whitfield};
use testkit::{Rules, numbered};

const NURSE: fn() -> Actor = || Actor::Staff(Okafor.staff_id());
const DOCTOR: fn() -> Actor = || Actor::Staff(Shah.staff_id());

fn id(name: &str) -> TemplateId {
    TemplateId::parse(name).expect("a name")
}

fn draft(name: &str, class: Class, body: &str) -> TemplateDraft {
    TemplateDraft {
        id: id(name),
        name: name.to_owned(),
        owner: Okafor.staff_id(),
        review: date(2030, 1, 1),
        routes: [if class.may_go(Route::Sms) { Route::Sms } else { Route::Phone }].into(),
        class,
        first_contact: false,
        variants: vec![Variant {
            language: Language::parse("en-GB").expect("a language"),
            body: Body::parse(body).expect("a wording"),
        }],
        scope: Scope::Practice,
        carries: Carries::default(),
    }
}

const ADMIN: Class = Class::Care { purpose: CareKind::Admin };
const STEP: &str = "{{#next_step}}Please reply YES to tell us that you are coming.{{/next_step}}";

/// Writes a template as the nurse and lets the doctor approve it.
fn in_use(rules: &mut Rules, draft: TemplateDraft) -> TemplateUse {
    let used = TemplateUse { template: draft.id.clone(), version: 1 };
    rules.done(NURSE(), Ask::SaveTemplate { draft: Box::new(draft), seen: 0 });
    rules.done(DOCTOR(), Ask::ApproveTemplate { template: used.template.clone(), version: 1 });
    used
}

fn known(rules: &Rules, name: &str) -> TemplateHistory {
    rules.state.template(&id(name)).expect("read").expect("there")
}

fn says(rules: &Rules, conversation: model::ConversationId, text: &str) -> OutboundText {
    OutboundText { content: Rules::content(text), ..rules.reply(conversation) }
}

fn heard(decision: ConsentDecision) -> Ask {
    Ask::RecordConsent(ConsentHeard {
        patient: Price.patient_id(),
        channel: Channel::Sms,
        purpose: None,
        decision,
        stated: Stated { date: date(2026, 1, 5), time: None },
        source: ConsentSource::Phone,
        evidence: "on the telephone".to_owned().into(),
        review_on: None,
    })
}

fn rules_named(answer: Result<Vec<Change>, Refusal>) -> (&'static str, Vec<String>) {
    match answer {
        Err(Refusal::TextBlocked { rules }) => ("blocked", rules),
        Err(Refusal::TextNeedsReason { rules }) => ("needs a reason", rules),
        other => panic!("a check says no, got {other:?}"),
    }
}

#[test]
fn c2_2_c_08_bad_news_never_leaves_by_text_and_the_rule_is_named() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let text = says(&rules, conversation, "Dear Dilys, you have cancer. Please ring us.");
    let answer = rules.ask(NURSE(), Ask::Send(text.clone()));
    assert_eq!(rules_named(answer), ("blocked", vec!["banned_use".to_owned()]));
    let pressed = OutboundText { reason: Some("she wants to know".to_owned().into()), ..text };
    let answer = rules.ask(DOCTOR(), Ask::Send(pressed));
    assert_eq!(rules_named(answer).0, "blocked", "no reason lifts it");
}

#[test]
fn c5_8_a_diagnosis_goes_out_with_a_clinicians_reason_which_is_kept() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let text = says(&rules, conversation, "Your NHS number is 999 821 9930 and you have diabetes.");
    let (what, named) = rules_named(rules.ask(NURSE(), Ask::Send(text.clone())));
    assert_eq!((what, named), ("needs a reason", vec!["nhs_number".to_owned(), "diagnosis_or_result".to_owned()]));
    let blank = OutboundText { reason: Some("  ".to_owned().into()), ..text.clone() };
    assert_eq!(rules_named(rules.ask(NURSE(), Ask::Send(blank))).0, "needs a reason", "nothing is no reason");
    let reason: model::Sensitive<String> = "asked for it by text today".to_owned().into();
    let changes = rules.done(NURSE(), Ask::Send(OutboundText { reason: Some(reason.clone()), ..text }));
    let kept = changes.iter().find_map(|change| match change {
        Change::MessageWritten { warned, despite, .. } => Some((warned.clone(), despite.clone())),
        _ => None,
    });
    let warned = Warned { rules: vec!["nhs_number".to_owned(), "diagnosis_or_result".to_owned()], reason };
    assert_eq!(kept, Some((Some(warned), None)), "the reason stands with the message, and lifts no objection");
}

#[test]
fn c5_8_a_reason_for_words_lifts_no_objection() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let no = heard(ConsentDecision::Objected);
    rules.done(NURSE(), no);
    let text = says(&rules, conversation, "You have diabetes.");
    let answer = rules.ask(NURSE(), Ask::Send(OutboundText { reason: Some("urgent".to_owned().into()), ..text }));
    assert!(matches!(answer, Err(Refusal::Objected { .. })), "got {answer:?}");
}

#[test]
fn c3_2_a_patient_who_cannot_use_the_telephone_is_not_simply_told_to_ring() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let ring = "Please ring us on 020 7946 0100 about your appointment";
    let before = OutboundText { purpose: Purpose::Administration, ..says(&rules, conversation, ring) };
    rules.done(NURSE(), Ask::Send(before));
    let needs = Needs { cannot_phone: true, ..Needs::default() };
    rules.done(NURSE(), Ask::RecordNeeds { patient: Price.patient_id(), needs });
    let after = OutboundText { purpose: Purpose::Administration, ..says(&rules, conversation, ring) };
    let answer = rules.ask(NURSE(), Ask::Send(after));
    assert_eq!(rules_named(answer), ("needs a reason", vec!["phone_only".to_owned()]));
    let either = "Please ring us on 020 7946 0100 or reply to this about your appointment";
    let either = OutboundText { purpose: Purpose::Administration, ..says(&rules, conversation, either) };
    rules.done(NURSE(), Ask::Send(either));
}

#[test]
fn c2_11_h_04_a_blank_left_open_is_not_sent() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    for open in ["Hello {{name}}", "Come on [[day]]", "Come on [[day"] {
        let text = says(&rules, conversation, open);
        let answer = rules.ask(NURSE(), Ask::Send(text));
        assert_eq!(rules_named(answer), ("blocked", vec!["unfilled_placeholder".to_owned()]), "{open}");
    }
}

#[test]
fn c2_13_a_clinical_message_ends_with_its_senders_name_and_role() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let advice = |text| OutboundText { purpose: Purpose::ClinicalAdvice, ..text };
    let bare = advice(says(&rules, conversation, "Rest for a week."));
    assert_eq!(
        rules_named(rules.ask(NURSE(), Ask::Send(bare))),
        ("blocked", vec!["missing_signature".to_owned()]),
        "whoever hands it in"
    );
    let clinical = Class::Care { purpose: CareKind::ClinicalAdvice };
    let signed = compose::signed("Rest for a week. ", clinical, &Okafor.staff(), "Mill Lane Surgery");
    assert_eq!(signed, "Rest for a week.\nA. Okafor, practice nurse, Mill Lane Surgery");
    assert_eq!(compose::signed(&signed, clinical, &Okafor.staff(), "Mill Lane Surgery"), signed, "once");
    assert_eq!(compose::unsigned(&signed, &Okafor.staff(), "Mill Lane Surgery"), "Rest for a week.");
    assert_eq!(compose::signed("At ten", ADMIN, &Okafor.staff(), "Mill Lane Surgery"), "At ten");
    let text = advice(says(&rules, conversation, &signed));
    rules.done(NURSE(), Ask::Send(text.clone()));
    let another = OutboundText { message: rules.reply(conversation).message, seen: 9, ..text };
    assert_eq!(rules_named(rules.ask(DOCTOR(), Ask::Send(another))).0, "blocked", "not with a colleague's name");
}

#[test]
fn c2_13_an_empty_signature_cannot_be_saved() {
    let mut rules = Rules::default();
    for nothing in ["", "  ", "…"] {
        let staff = Staff { name: nothing.to_owned(), ..Okafor.staff() };
        let answer = rules.ask(Actor::Administrator, Ask::RecordStaff(staff));
        assert_eq!(answer, Err(Refusal::EmptySignature), "{nothing:?}");
    }
}

#[test]
fn c2_14_918_characters_go_and_919_do_not() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    assert_eq!(LONGEST_TEXT, 918, "six parts of 153");
    let text = says(&rules, conversation, &"a".repeat(919));
    let answer = rules.ask(NURSE(), Ask::Send(text));
    assert_eq!(answer, Err(Refusal::TooLong { characters: 919, limit: 918 }));
    let text = says(&rules, conversation, &"a".repeat(918));
    rules.done(NURSE(), Ask::Send(text));
}

#[test]
fn h_07_only_what_a_colleague_approved_is_in_use_and_old_versions_stay() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let save = |seen, body: &str| Ask::SaveTemplate { draft: Box::new(draft("come-in", ADMIN, body)), seen };
    rules.done(NURSE(), save(0, STEP));
    let used = |version| TemplateUse { template: id("come-in"), version };
    let send = |rules: &Rules, version| {
        Ask::Send(OutboundText { templates: vec![used(version)], ..rules.reply(conversation) })
    };
    let ask = send(&rules, 1);
    assert_eq!(rules.ask(NURSE(), ask), Err(Refusal::TemplateNotInUse), "a draft");
    let approve = |version| Ask::ApproveTemplate { template: id("come-in"), version };
    assert!(matches!(rules.ask(NURSE(), approve(1)), Err(Refusal::NotAllowed { .. })), "a nurse approves nothing");
    rules.done(DOCTOR(), approve(1));
    assert_eq!(rules.ask(NURSE(), save(0, "Another")), Err(Refusal::TemplateChanged), "somebody wrote since");
    assert_eq!(rules.done(NURSE(), save(1, STEP)), vec![], "the same words are no new version");
    rules.done(DOCTOR(), save(1, &format!("{STEP} Bring your tablets.")));
    let both = known(&rules, "come-in");
    assert_eq!(both.versions.len(), 2);
    assert_eq!(both.in_use().map(|version| version.version), Some(1), "the draft waits, the approved one stays");
    assert_eq!(rules.ask(DOCTOR(), approve(1)), Err(Refusal::TemplateChanged), "only what is newest");
    rules.done(NURSE(), Ask::RetireTemplate { template: id("come-in") });
    let ask = send(&rules, 1);
    assert_eq!(rules.ask(NURSE(), ask), Err(Refusal::TemplateNotInUse), "taken out of use");
}

#[test]
fn c2_11_the_author_approves_only_where_nobody_else_may() {
    let mut rules = Rules::default();
    let manager = Staff::new(StaffId::new(numbered(91)), "P. Osei".to_owned(), Role::Manager);
    rules.done(DOCTOR(), Ask::SaveTemplate { draft: Box::new(draft("mine", ADMIN, STEP)), seen: 0 });
    let approve = || Ask::ApproveTemplate { template: id("mine"), version: 1 };
    rules.done(Actor::Administrator, Ask::RecordStaff(manager.clone()));
    assert_eq!(
        rules.ask(DOCTOR(), approve()),
        Err(Refusal::TemplateRefused { problems: vec![TemplateProblem::ApproverIsAuthor] })
    );
    rules.done(Actor::Administrator, Ask::RecordStaff(Staff { role: Role::Reception, ..manager }));
    rules.done(DOCTOR(), approve());
}

#[test]
fn c1_10_a_first_message_without_all_six_is_refused_with_what_is_missing() {
    let mut rules = Rules::default();
    let body = format!("{{{{#who}}}}This is {{{{practice_name}}}}.{{{{/who}}}} {STEP}");
    let first = TemplateDraft { first_contact: true, ..draft("hello", ADMIN, &body) };
    rules.done(NURSE(), Ask::SaveTemplate { draft: Box::new(first), seen: 0 });
    let answer = rules.ask(DOCTOR(), Ask::ApproveTemplate { template: id("hello"), version: 1 });
    let Err(Refusal::TemplateRefused { problems }) = answer else { panic!("refused, got {answer:?}") };
    for element in Element::FIRST_CONTACT.into_iter().filter(|element| *element != Element::Who) {
        let named = |problem: &TemplateProblem| matches!(problem, TemplateProblem::NoElement { element: known, .. } if *known == element);
        assert!(problems.iter().any(named), "{element} is named: {problems:?}");
    }
}

#[test]
fn c5_9_a_marketing_template_needs_a_yes_of_its_own_whatever_the_author_says_it_is() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let body = format!(
        "A new walking group. {STEP} {{{{#stop_marketing}}}}Reply {{{{stop_word}}}} GROUPS.{{{{/stop_marketing}}}}"
    );
    let used = in_use(&mut rules, draft("group", Class::Marketing, &body));
    let agreed = heard(ConsentDecision::Agreed);
    rules.done(NURSE(), agreed);
    let text = OutboundText { templates: vec![used], ..rules.reply(conversation) };
    let needed = Refusal::ConsentNeeded { purpose: Purpose::Marketing };
    assert_eq!(rules.ask(NURSE(), Ask::Send(text)), Err(needed), "called administration, and still marketing");
}

#[test]
fn c5_9_a_no_to_surveys_holds_for_a_survey_inside_advice_up_to_the_last_moment() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let used = in_use(&mut rules, draft("survey", Class::Care { purpose: CareKind::Surveys }, STEP));
    let words = "How was it? Rest for a week.\nA. Okafor, practice nurse";
    let inside_advice = |rules: &Rules| OutboundText {
        purpose: Purpose::ClinicalAdvice,
        templates: vec![used.clone()],
        ..says(rules, conversation, words)
    };
    let Ask::RecordConsent(no) = heard(ConsentDecision::Objected) else { panic!("a wish") };
    let no = Ask::RecordConsent(ConsentHeard { purpose: Some(Purpose::Survey), ..no });
    let text = inside_advice(&rules);
    let waiting = text.message;
    rules.done(NURSE(), Ask::Send(text));
    rules.done(NURSE(), no);
    let message = rules.state.message(waiting).expect("memory").expect("there");
    assert!(message.needs_person(), "what waits to leave stops: {:?}", message.delivery());
    let text = inside_advice(&rules);
    let objected = Refusal::Objected { purpose: Purpose::Survey };
    assert_eq!(rules.ask(NURSE(), Ask::Send(text)), Err(objected), "and nothing more is written");
}

#[test]
fn c2_13_results_beside_marketing_are_signed() {
    let class = compose::class_of(Purpose::Results, &[], std::iter::once(Class::Marketing));
    assert!(class.is_clinical(), "{class:?}");
    let also = compose::also_for(Purpose::Results, &[], std::iter::once(Class::Marketing), class);
    assert_eq!(also, [Purpose::Marketing]);
}

#[test]
fn c1_1_words_taken_up_again_are_asked_about_for_all_they_were_for() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let Ask::RecordConsent(no) = heard(ConsentDecision::Objected) else { panic!("a wish") };
    rules.done(NURSE(), Ask::RecordConsent(ConsentHeard { purpose: Some(Purpose::Survey), ..no }));
    let objected = || Err(Refusal::Objected { purpose: Purpose::Survey });
    let again = |also| OutboundText { also, ..rules.reply(conversation) };
    let (plain, survey) = (again(vec![]), again(vec![Purpose::Survey]));
    assert_eq!(rules.ask(NURSE(), Ask::Send(survey)), objected(), "a draft that once held a survey still does");
    rules.ask(NURSE(), Ask::Send(plain)).expect("without it she may be written to");
    let results = OutboundText { also: vec![Purpose::Results], ..says(&rules, conversation, "It is back.") };
    let (_, rules_that_stop) = rules_named(rules.ask(NURSE(), Ask::Send(results)));
    assert_eq!(rules_that_stop, ["missing_signature"], "and as strict as the strictest of it");
}

#[test]
fn c1_1_a_failed_survey_inside_advice_is_still_a_survey_when_it_is_said_again() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let survey = OutboundText { also: vec![Purpose::Survey], ..rules.reply(conversation) };
    let failed = survey.message;
    rules.done(NURSE(), Ask::Send(survey));
    let Ask::RecordConsent(no) = heard(ConsentDecision::Objected) else { panic!("a wish") };
    rules.done(NURSE(), Ask::RecordConsent(ConsentHeard { purpose: Some(Purpose::Survey), ..no }));
    let again = OutboundText { repeats: Some(failed), ..rules.reply(conversation) };
    assert_eq!(rules.ask(NURSE(), Ask::Send(again)), Err(Refusal::Objected { purpose: Purpose::Survey }));
}

#[test]
fn c2_2_a_bad_news_template_has_no_text_route() {
    let mut rules = Rules::default();
    let conversation = rules.arrives(&Price.number());
    let body = format!("Come in to talk. {STEP} {{{{sender_name}}}}, {{{{sender_role}}}}");
    let used = in_use(&mut rules, draft("talk", Class::Care { purpose: CareKind::BadNews }, &body));
    let text =
        OutboundText { templates: vec![used], ..says(&rules, conversation, "Come in.\nA. Okafor, practice nurse") };
    assert_eq!(rules_named(rules.ask(NURSE(), Ask::Send(text))), ("blocked", vec!["route_not_for_class".to_owned()]));
}

#[test]
fn c2_11_the_starter_set_is_taken_over_once_as_drafts() {
    let mut rules = Rules::default();
    let adopt = || Ask::AdoptStarters { review: date(2027, 11, 1) };
    assert_eq!(rules.done(NURSE(), adopt()).len(), 30);
    assert_eq!(rules.done(NURSE(), adopt()), vec![], "what is here already stays as it is");
    assert!(known(&rules, "first-contact").in_use().is_none(), "nothing is in use before somebody approves it");
    for name in ["first-contact", "appointment-reminder", "serious-talk", "wellbeing-group"] {
        rules.done(DOCTOR(), Ask::ApproveTemplate { template: id(name), version: 1 });
    }
    assert!(known(&rules, "first-contact").in_use().is_some());
}

#[test]
fn h_03_c_13_the_app_fills_in_what_it_knows_and_leaves_the_rest() {
    let mut rules = Rules::default();
    rules.done(NURSE(), Ask::AdoptStarters { review: date(2027, 11, 1) });
    let mut practice = Practice { name: "Mill Lane Surgery".to_owned(), ..Practice::default() };
    let policy = Policy::default();
    let values =
        |practice: &_| compose::values(&Whitfield.patient(), practice, &policy, &Okafor.staff(), rules.clock.time());
    let fill = |name: &str, practice: &_| {
        let values = values(practice);
        let known = known(&rules, name);
        let body = &known.latest().expect("a version").variants.first().expect("a wording").body;
        let filled = body.draft(&values);
        let gaps: Vec<String> = filled.gaps.iter().map(|gap| gap.wanted.to_string()).collect();
        (filled.text.expose().clone(), gaps)
    };
    let (text, gaps) = fill("message-received", &practice);
    assert!(text.contains("We will answer by ") && !text.contains("reply_due"), "the holding reply says when: {text}");
    assert_eq!(gaps, [format!("{{{{{}}}}}", Variable::PracticePhone)], "only what it does not know");
    practice.phone = "020 7946 0123".to_owned();
    let (text, gaps) = fill("message-received", &practice);
    assert!(gaps.is_empty() && text.contains("020 7946 0123"), "the telephone once it was written down: {text}");
    let (first, _) = fill("first-contact", &practice);
    assert!(first.starts_with("Hello Thomas. This is Mill Lane Surgery"), "{first}");
    assert_eq!(compose::lacks_for_first_contact(&first, "Mill Lane Surgery", &policy), [], "it has all six: {first}");
    let bare = compose::lacks_for_first_contact("Please ring us about your test.", "Mill Lane Surgery", &policy);
    assert_eq!(bare, Element::FIRST_CONTACT, "and a bare line none");
}
