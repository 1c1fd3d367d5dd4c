//! Writing to a patient, end to end: what the composer is told is what happens when it is sent (C-08), and a template goes
//! from the starter set into a message. The real file, the real adapter, the stand-in provider.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::time::{Duration, Instant};

use contract::{
    ApproveTemplateRequest, CheckTextRequest, CheckView, DraftMode, FillTemplateRequest, MessageRequest, PurposeView,
    RuleView, SaveDraftRequest, SaveTemplateRequest, SendRequest, SeverityView, TemplateStateView, TemplateView,
    TemplatesView,
};
use jiff::SignedDuration;
use model::{ConversationId, Refusal};
use testkit::Person::{Okafor, Shah, Whitfield};
use testkit::{Surgery, refusal};

const HOLD: SignedDuration = SignedDuration::from_secs(10);

async fn check(surgery: &Surgery, conversation: ConversationId, text: &str, purpose: PurposeView) -> CheckView {
    let (conversation, text) = (conversation.to_string(), text.to_owned());
    let request = CheckTextRequest { conversation, text, purpose, templates: vec![], also: vec![] };
    surgery.engine.check_text(request).await.expect("checked")
}

fn named<'a>(view: &'a TemplatesView, id: &str) -> &'a TemplateView {
    view.templates.iter().find(|one| one.id == id).expect("it is listed")
}

#[tokio::test(flavor = "multi_thread")]
async fn c_08_the_composer_is_told_what_sending_will_say() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Is it back?").await;
    let text = "Good. 😀 Your HIV test is positive.";
    let told = check(&surgery, conversation, text, PurposeView::Results).await;
    let blocking = told.findings.iter().find(|one| one.severity == SeverityView::Blocks).expect("it is stopped");
    assert_eq!(blocking.rule, RuleView::BannedUse);
    let marked: Vec<u16> =
        text.encode_utf16().skip(blocking.start as usize).take((blocking.end - blocking.start) as usize).collect();
    assert_eq!(String::from_utf16(&marked).expect("whole letters"), "HIV", "the place, in the window's units");
    let request = SendRequest { purpose: PurposeView::Results, ..surgery.answer(conversation, text).await };
    assert!(matches!(refusal(surgery.engine.send(request).await), Refusal::TextBlocked { .. }));
    let text = "Your asthma review is due. Please reply YES to book it.";
    let told = check(&surgery, conversation, text, PurposeView::Administration).await;
    assert!(told.findings.iter().any(|one| one.severity == SeverityView::NeedsReason) && told.may_give_reason);
    let request = surgery.answer(conversation, text).await;
    assert!(matches!(refusal(surgery.engine.send(request.clone()).await), Refusal::TextNeedsReason { .. }));
    let reason = Some("he asked for it by text".to_owned());
    surgery.engine.send(SendRequest { reason, ..request }).await.expect("with a reason it goes");
    surgery.sender_looks_after(HOLD).await;
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, [text]);
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "the reason stands in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_13_the_app_signs_a_clinical_message_once_and_gives_the_words_back_unsigned() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "It hurts").await;
    let advice = async |text: &str| SendRequest {
        purpose: PurposeView::ClinicalAdvice,
        ..surgery.answer(conversation, text).await
    };
    let told = check(&surgery, conversation, "Rest for a week.", PurposeView::ClinicalAdvice).await;
    let line = "A. Okafor, practice nurse, Mill Lane Surgery";
    assert_eq!(told.signature.as_deref(), Some(line), "the author sees how it will end");
    assert_eq!(told.size.characters as usize, format!("Rest for a week.\n{line}").len(), "and it is counted");
    let sent = surgery.engine.send(advice("Rest for a week.").await).await.expect("held");
    let undone =
        surgery.engine.undo(MessageRequest { message: sent.message }).await.expect("taken back").expect("words");
    assert_eq!(undone.text, "Rest for a week.", "the draft is what was written");
    let kept = surgery.shows(conversation).await.draft.expect("kept");
    assert_eq!(kept.purpose, Some(PurposeView::ClinicalAdvice), "and what it was for");
    surgery.engine.send(advice(&undone.text).await).await.expect("held");
    surgery.engine.send(advice(&format!("And drink.\n{line}")).await).await.expect("held");
    surgery.sender_looks_after(HOLD).await;
    let expected = [format!("Rest for a week.\n{line}"), format!("And drink.\n{line}")];
    assert_eq!(surgery.town.taken(&Whitfield.number()).await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_14_the_counter_knows_parts_letters_and_cost() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let size = async |text: String| check(&surgery, conversation, &text, PurposeView::Administration).await.size;
    let parts = async |length| size("a".repeat(length)).await.segments;
    assert_eq!((parts(160).await, parts(161).await, parts(306).await, parts(307).await), (1, 2, 2, 3), "153 each");
    let full = size("a".repeat(918)).await;
    assert_eq!((full.segments, full.characters, full.limit), (6, 918, 918));
    assert!(size("a".repeat(919)).await.characters > full.limit, "919 is one too many");
    let emoji = size(format!("{}😀", "a".repeat(100))).await;
    assert_eq!(
        (emoji.segments, emoji.letter.as_deref()),
        (2, Some("😀")),
        "one letter changes the alphabet, and is named"
    );
    assert_eq!(emoji.cost, None, "nobody said what a text costs");
    surgery.engine.set_price(41).await.expect("kept");
    assert_eq!(size("a".repeat(161)).await.cost, Some(82));
}

#[tokio::test(flavor = "multi_thread")]
async fn c_08_taking_a_text_back_loses_no_words_begun_since() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let begun = |text: &str, mode| SaveDraftRequest {
        conversation: conversation.to_string(),
        text: text.to_owned(),
        mode,
        caret: 3,
        purpose: None,
        also: vec![],
        templates: vec![],
        quote: None,
    };
    for (mode, words) in [(DraftMode::Reply, "And bring"), (DraftMode::Note, "He sounds worried")] {
        let held = surgery.engine.send(surgery.answer(conversation, "Come at ten").await).await.expect("held");
        surgery.engine.save_draft(begun(words, mode)).await.expect("kept");
        let undone =
            surgery.engine.undo(MessageRequest { message: held.message }).await.expect("taken back").expect("words");
        assert_eq!(undone.text, "Come at ten", "the composer gets what was taken back");
        let kept = surgery.shows(conversation).await.draft.expect("kept");
        assert_eq!((kept.text, kept.mode), (format!("Come at ten\n{words}"), mode));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_13_what_a_colleague_takes_up_is_signed_by_them_alone() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "It hurts").await;
    let advice = async |text: &str, repeats: Option<String>| SendRequest {
        purpose: PurposeView::ClinicalAdvice,
        repeats,
        ..surgery.answer(conversation, text).await
    };
    let held = surgery.engine.send(advice("Rest.", None).await).await.expect("held");
    surgery.sits(Shah).await;
    let undone =
        surgery.engine.undo(MessageRequest { message: held.message }).await.expect("taken back").expect("words");
    assert_eq!(undone.text, "Rest.", "without the nurse's line");
    surgery.sits(Okafor).await;
    let lost = surgery.engine.send(advice("Drink.", None).await).await.expect("held");
    surgery.clock.pass(SignedDuration::from_hours(25));
    surgery.sender_looks_after(HOLD).await;
    surgery.sits(Shah).await;
    let stored = "Drink.\nA. Okafor, practice nurse, Mill Lane Surgery";
    surgery.engine.send(advice(stored, Some(lost.message)).await).await.expect("it failed, and is said again");
    surgery.sender_looks_after(HOLD).await;
    let arrived = surgery.town.taken(&Whitfield.number()).await;
    assert_eq!(arrived, ["Drink.\nDr R. Shah, GP, Mill Lane Surgery"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn h_03_h_08_a_starter_is_adopted_approved_filled_and_sent() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    assert_eq!(surgery.engine.templates().await.expect("read").starters, 30, "a practice begins with none");
    let adopted = surgery.engine.adopt_starters().await.expect("a nurse may");
    assert_eq!((adopted.templates.len(), adopted.starters), (30, 0));
    let first = named(&adopted, "first-contact");
    assert!(first.state == TemplateStateView::Draft && first.problems.is_empty() && !first.may_approve);
    let fill = || FillTemplateRequest { template: "first-contact".to_owned(), conversation: conversation.to_string() };
    assert_eq!(
        refusal(surgery.engine.fill_template(fill()).await),
        Refusal::TemplateNotInUse,
        "drafts are not offered"
    );
    let told = check(&surgery, conversation, "Please ring us.", PurposeView::Administration).await;
    let lacking = told.first.expect("nobody ever wrote to him");
    assert_eq!((lacking.lacks.len(), lacking.template), (6, None), "C1.10");
    surgery.sits(Shah).await;
    for id in ["first-contact", "wellbeing-group"] {
        let request = ApproveTemplateRequest { template: id.to_owned(), version: 1 };
        let after = surgery.engine.approve_template(request).await.expect("a colleague may");
        assert_eq!(named(&after, id).state, TemplateStateView::Approved);
    }
    surgery.sits(Okafor).await;
    let told = check(&surgery, conversation, "Please ring us.", PurposeView::Administration).await;
    assert_eq!(told.first.expect("still").template.as_deref(), Some("first-contact"), "and is offered");
    let filled = surgery.engine.fill_template(fill()).await.expect("filled");
    assert!(filled.text.starts_with("Hello Thomas. This is Mill Lane Surgery"), "{}", filled.text);
    let templates = vec![filled.used];
    let open = SendRequest { templates: templates.clone(), ..surgery.answer(conversation, &filled.text).await };
    assert!(matches!(refusal(surgery.engine.send(open).await), Refusal::TextBlocked { .. }), "a blank is left");
    let whole = filled.text.replace("{{practice_phone}}", "020 7946 0000");
    let request = SendRequest { templates, ..surgery.answer(conversation, &whole).await };
    surgery.engine.send(request).await.expect("filled in, it goes");
    let told = check(&surgery, conversation, "Please ring us.", PurposeView::Administration).await;
    assert!(told.first.is_none(), "he was written to now");
    let group = FillTemplateRequest { template: "wellbeing-group".to_owned(), conversation: conversation.to_string() };
    let group = surgery.engine.fill_template(group).await.expect("filled");
    assert_eq!(group.purpose, PurposeView::Marketing, "the template says what it is for");
    let request = SendRequest { templates: vec![group.used], ..surgery.answer(conversation, "Come and walk").await };
    assert!(matches!(refusal(surgery.engine.send(request).await), Refusal::ConsentNeeded { .. }), "C5.9");
    assert!(surgery.engine.verify().await.expect("checked").is_sound(), "templates are rebuilt from the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn h_07_a_template_is_written_tried_and_changed_with_its_versions_kept() {
    let surgery = Surgery::open().await;
    let mut document =
        named(&surgery.engine.adopt_starters().await.expect("adopted"), "tell-us-more").versions[0].document.clone();
    document.name = "Ask: how high?".to_owned();
    let request = |document: &contract::TemplateDocument, template: Option<&str>, seen| SaveTemplateRequest {
        template: template.map(str::to_owned),
        seen,
        document: document.clone(),
    };
    let saved = surgery.engine.save_template(request(&document, None, 0)).await.expect("saved");
    let id = "ask-how-high";
    assert_eq!(named(&saved, id).versions.len(), 1, "it has a name of its own");
    document.variants[0].body = "{given_name}, how high?".to_owned();
    let tried = surgery.engine.check_template(request(&document, Some(id), 1)).await.expect("tried");
    assert!(tried.unreadable.as_deref().is_some_and(|why| why.contains("stands alone")), "{tried:?}");
    assert!(surgery.engine.save_template(request(&document, Some(id), 1)).await.is_err(), "nor is it saved");
    document.variants[0].body = "{{given_name}}, how high?".to_owned();
    let tried = surgery.engine.check_template(request(&document, Some(id), 1)).await.expect("tried");
    assert_eq!(tried.previews[0].text, "Alex, how high?");
    assert!(tried.problems.iter().any(|problem| problem.contains("next_step")), "{:?}", tried.problems);
    let saved = surgery.engine.save_template(request(&document, Some(id), 1)).await.expect("a draft may be wrong");
    assert_eq!(named(&saved, id).versions.iter().map(|one| one.version).collect::<Vec<_>>(), [2, 1], "newest first");
    let stale = surgery.engine.save_template(request(&document, Some(id), 1)).await;
    assert_eq!(refusal(stale), Refusal::TemplateChanged);
    surgery.sits(Shah).await;
    let approve = ApproveTemplateRequest { template: id.to_owned(), version: 2 };
    assert!(matches!(refusal(surgery.engine.approve_template(approve).await), Refusal::TemplateRefused { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn c1_1_a_draft_keeps_its_templates_and_what_it_is_for() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    surgery.engine.adopt_starters().await.expect("a nurse may");
    surgery.sits(Shah).await;
    let approve = ApproveTemplateRequest { template: "survey".to_owned(), version: 1 };
    surgery.engine.approve_template(approve).await.expect("a colleague may");
    surgery.sits(Okafor).await;
    let fill = FillTemplateRequest { template: "survey".to_owned(), conversation: conversation.to_string() };
    let filled = surgery.engine.fill_template(fill).await.expect("filled");
    assert_eq!(filled.purpose, PurposeView::Survey);
    let draft = SaveDraftRequest {
        conversation: conversation.to_string(),
        text: "Rest for a week.".to_owned(),
        mode: DraftMode::Reply,
        caret: 0,
        purpose: Some(PurposeView::ClinicalAdvice),
        also: vec![filled.purpose],
        templates: vec![filled.used.clone()],
        quote: None,
    };
    surgery.engine.save_draft(draft.clone()).await.expect("kept");
    let kept = surgery.shows(conversation).await.draft.expect("kept");
    assert_eq!((kept.purpose, kept.also, kept.templates), (draft.purpose, draft.also.clone(), draft.templates.clone()));
    let request = SendRequest {
        purpose: PurposeView::ClinicalAdvice,
        templates: draft.templates.clone(),
        ..surgery.answer(conversation, &draft.text).await
    };
    let held = surgery.engine.send(request).await.expect("held");
    let newer = SaveDraftRequest {
        text: "And come to the walk.".to_owned(),
        purpose: Some(PurposeView::Marketing),
        also: vec![],
        templates: vec![],
        ..draft.clone()
    };
    surgery.engine.save_draft(newer).await.expect("kept");
    let undone =
        surgery.engine.undo(MessageRequest { message: held.message }).await.expect("taken back").expect("words");
    assert_eq!((undone.also, undone.templates), (vec![PurposeView::Survey], draft.templates.clone()), "as it was sent");
    let kept = surgery.shows(conversation).await.draft.expect("kept");
    assert_eq!(kept.purpose, Some(PurposeView::ClinicalAdvice));
    assert_eq!(kept.also, [PurposeView::Survey, PurposeView::Marketing], "and what was begun since is for that too");
    let send = SendRequest { also: kept.also, ..surgery.answer(conversation, &kept.text).await };
    let refused = refusal(surgery.engine.send(send).await);
    assert_eq!(refused, Refusal::ConsentNeeded { purpose: model::Purpose::Marketing });
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn h_09_a_wording_is_the_patients_language_and_says_where_there_is_none() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Dzie\u{144} dobry").await;
    let adopted = surgery.engine.adopt_starters().await.expect("a nurse may");
    let mut document = named(&adopted, "tell-us-more").versions[0].document.clone();
    let polish = "Dzie\u{144} dobry. {{#next_step}}Prosz\u{119} odpowiedzie\u{107}.{{/next_step}} {{sender_name}}, {{sender_role}}";
    document.variants.push(contract::VariantView { language: "pl".to_owned(), body: polish.to_owned() });
    let request = SaveTemplateRequest { template: Some("tell-us-more".to_owned()), seen: 1, document };
    let tried = surgery.engine.check_template(request.clone()).await.expect("tried");
    let languages: Vec<_> = tried.previews.iter().map(|one| one.language.as_str()).collect();
    assert_eq!(languages, ["en-GB", "pl"], "the writer sees both");
    surgery.engine.save_template(request).await.expect("saved");
    surgery.sits(Shah).await;
    for (id, version) in [("tell-us-more", 2), ("survey", 1)] {
        let request = ApproveTemplateRequest { template: id.to_owned(), version };
        surgery.engine.approve_template(request).await.expect("a colleague may");
    }
    let fill = async |id: &str| {
        let request = FillTemplateRequest { template: id.to_owned(), conversation: conversation.to_string() };
        surgery.engine.fill_template(request).await.expect("filled")
    };
    assert_eq!(fill("tell-us-more").await.language, "en-GB", "nothing is known of him");
    let needs = contract::NeedsView { language: Some("PL".to_owned()), ..contract::NeedsView::default() };
    let request = contract::RecordNeedsRequest { patient: Whitfield.patient_id().to_string(), needs };
    surgery.engine.record_needs(request).await.expect("written down");
    let filled = fill("tell-us-more").await;
    assert!(filled.text.starts_with("Dzie\u{144} dobry.") && filled.missing.is_none(), "{filled:?}");
    let filled = fill("survey").await;
    assert_eq!((filled.language.as_str(), filled.missing.as_deref()), ("en-GB", Some("pl")), "English, and it says so");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn c3_7_hint_appears_for_long_sentences_and_never_blocks() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let long = "We are writing to you today because it is now time for you to come and see one of our nurses again so \
                please reply to this message with a day that suits you.";
    let told = check(&surgery, conversation, long, PurposeView::Administration).await;
    let hint = told.findings.iter().find(|one| one.rule == RuleView::LongSentence).expect("a hint");
    assert_eq!(hint.severity, SeverityView::Hint);
    assert!(hint.number > hint.limit, "with how long it is: {hint:?}");
    surgery.engine.send(surgery.answer(conversation, long).await).await.expect("it goes, without a reason");
}

#[tokio::test(flavor = "multi_thread")]
async fn c2_12_the_askern_text_does_not_go_by_a_slip() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let text =
        "Diagnosis - aggressive lung cancer with metastases. Asked for you to do a DS1500 for the above patient.";
    let told = check(&surgery, conversation, text, PurposeView::Administration).await;
    let named = |rule| told.findings.iter().filter(|one| one.rule == rule).count();
    assert_eq!(named(RuleView::HighRiskWord), 3, "cancer, metastases, DS1500: {:?}", told.findings);
    let refused = refusal(surgery.engine.send(surgery.answer(conversation, text).await).await);
    assert!(matches!(refused, Refusal::TextNeedsReason { .. } | Refusal::TextBlocked { .. }), "{refused:?}");
    surgery.sender_looks_after(HOLD).await;
    assert!(surgery.town.taken(&Whitfield.number()).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn h_02_a_wording_of_ones_own_is_ones_own_and_the_practice_can_lock_it() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let mut document = named(&surgery.engine.adopt_starters().await.expect("adopted"), "appointment-booked").versions
        [0]
    .document
    .clone();
    document.name = "See you".to_owned();
    document.scope = contract::ScopeView::Personal;
    document.variants[0].body = "See you then, {{given_name}}.".to_owned();
    let save = |document: &contract::TemplateDocument, seen| SaveTemplateRequest {
        template: (seen > 0).then(|| "see-you".to_owned()),
        seen,
        document: document.clone(),
    };
    let saved = surgery.engine.save_template(save(&document, 0)).await.expect("saved");
    let own = named(&saved, "see-you");
    assert!(own.state == TemplateStateView::Approved && own.by_text, "nobody needs to approve it: {own:?}");
    let fill = || FillTemplateRequest { template: "see-you".to_owned(), conversation: conversation.to_string() };
    let filled = surgery.engine.fill_template(fill()).await.expect("filled");
    assert_eq!(filled.text, "See you then, Thomas.");
    let with = async || SendRequest {
        templates: vec![filled.used.clone()],
        ..surgery.answer(conversation, &filled.text).await
    };
    surgery.engine.send(with().await).await.expect("it goes");
    document.class = contract::TemplateClassView::Results;
    let results = surgery.engine.save_template(save(&document, 1)).await;
    assert!(matches!(refusal(results), Refusal::TemplateRefused { .. }), "results are read by a second person first");
    document.class = contract::TemplateClassView::Admin;
    surgery.sits(Shah).await;
    let seen = surgery.engine.templates().await.expect("read");
    assert!(seen.templates.iter().all(|one| one.id != "see-you"), "a colleague does not see it");
    assert_eq!(refusal(surgery.engine.fill_template(fill()).await), Refusal::TemplateNotInUse);
    assert_eq!(refusal(surgery.engine.send(with().await).await), Refusal::TemplateNotInUse);
    assert_eq!(refusal(surgery.engine.save_template(save(&document, 1)).await), Refusal::UnknownTemplate);
    let request = ApproveTemplateRequest { template: "see-you".to_owned(), version: 1 };
    assert_eq!(refusal(surgery.engine.approve_template(request).await), Refusal::UnknownTemplate);
    let lock = contract::SavePracticeRequest {
        name: "Mill Lane Surgery".to_owned(),
        number: Some("07700 900100".to_owned()),
        test_numbers: vec![],
        phone: String::new(),
        no_personal: true,
    };
    surgery.engine.save_practice(lock).await.expect("a GP may");
    surgery.sits(Okafor).await;
    let seen = surgery.engine.templates().await.expect("read");
    assert_eq!((named(&seen, "see-you").state, seen.may_keep_own), (TemplateStateView::Locked, false), "still theirs");
    assert_eq!(refusal(surgery.engine.send(with().await).await), Refusal::TemplateNotInUse);
    assert_eq!(refusal(surgery.engine.save_template(save(&document, 1)).await), Refusal::NoOwnTemplates);
    document.scope = contract::ScopeView::Practice;
    document.variants[0].body = "{{#next_step}}Reply YES.{{/next_step}}".to_owned();
    let shared = surgery.engine.save_template(save(&document, 1)).await.expect("a nurse may make it everybody's");
    assert_eq!(named(&shared, "see-you").state, TemplateStateView::Draft, "which a colleague then approves");
    document.scope = contract::ScopeView::Personal;
    assert!(surgery.engine.save_template(save(&document, 2)).await.is_err(), "and everybody's it stays");
    assert!(surgery.engine.verify().await.expect("checked").is_sound());
}

#[tokio::test(flavor = "multi_thread")]
async fn h_02_a_teams_wording_is_offered_to_the_team() {
    let surgery = Surgery::open().await;
    let mut document = named(&surgery.engine.adopt_starters().await.expect("adopted"), "appointment-booked").versions
        [0]
    .document
    .clone();
    document.name = "For nurses".to_owned();
    document.scope = contract::ScopeView::Team { role: contract::RoleView::Nurse };
    let request = SaveTemplateRequest { template: None, seen: 0, document };
    let saved = surgery.engine.save_template(request).await.expect("saved");
    assert_eq!(named(&saved, "for-nurses").state, TemplateStateView::Draft, "approved as the practice's are");
    surgery.sits(Shah).await;
    let request = ApproveTemplateRequest { template: "for-nurses".to_owned(), version: 1 };
    let seen = surgery.engine.approve_template(request).await.expect("a GP may");
    assert!(!named(&seen, "for-nurses").by_text, "a GP reads it, and is not offered it");
    surgery.sits(Okafor).await;
    assert!(named(&surgery.engine.templates().await.expect("read"), "for-nurses").by_text);
}

#[tokio::test(flavor = "multi_thread")]
async fn h_07_who_is_left_alone_approves_alone() {
    let surgery = Surgery::open().await;
    surgery.sits(Shah).await;
    let adopted = surgery.engine.adopt_starters().await.expect("a GP may");
    assert!(named(&adopted, "first-contact").may_approve, "nobody else here may, so the author does");
    let new = |staff: Option<String>| contract::SaveStaffRequest {
        staff,
        name: "P. Quist".to_owned(),
        role: contract::RoleView::Manager,
        away_until: None,
        cover: None,
        hours: None,
    };
    let view = surgery.engine.save_staff(new(None)).await.expect("added");
    let quist = view.staff.iter().find(|one| one.name == "P. Quist").expect("there").id.clone();
    let request = || ApproveTemplateRequest { template: "first-contact".to_owned(), version: 1 };
    assert!(!named(&surgery.engine.templates().await.expect("read"), "first-contact").may_approve);
    assert!(matches!(refusal(surgery.engine.approve_template(request()).await), Refusal::TemplateRefused { .. }));
    let left = contract::StaffLeftRequest { staff: quist, to: None };
    surgery.engine.staff_left(left).await.expect("they leave");
    assert!(named(&surgery.engine.templates().await.expect("read"), "first-contact").may_approve, "alone again");
    surgery.engine.approve_template(request()).await.expect("and it is approved");
}

/// The bound is the product's; this build is not: a tenth of it is what a release build takes.
#[tokio::test(flavor = "multi_thread")]
async fn c_08_918_characters_are_checked_while_one_types() {
    let surgery = Surgery::open().await;
    let conversation = surgery.arrives(Whitfield, "Hello").await;
    let text = "Please ring us about your diabetes, asthma and the results of 12 March. ".repeat(13);
    let text: String = text.chars().take(918).collect();
    check(&surgery, conversation, &text, PurposeView::Results).await;
    let mut fastest = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        check(&surgery, conversation, &text, PurposeView::Results).await;
        fastest = fastest.min(begun.elapsed());
    }
    println!("918 characters: {fastest:?}");
    assert!(fastest < Duration::from_millis(50), "{fastest:?}");
}
