//! Templates: written, filled, approved, and the thirty that a practice begins with.
#![expect(clippy::expect_used, reason = "a test speaks by panicking, its helpers too")]

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use model::check::{About, Audience, Lists, Severity, Signature, check};
use model::template::body::BodyProblem;
use model::template::starter::starters;
use model::template::{
    Body, CareKind, Carries, Class, Element, Gap, Language, Reason, Route, Scope, Template, TemplateId,
    TemplateProblem, Values, Variable, Variant, Wanted,
};
use proptest::prelude::*;
use sms_splitter::SplitSms;
use testkit::random::cases;
use testkit::{HandClock, Person};

const TODAY: Date = date(2026, 7, 10);

fn body(text: &str) -> Body {
    Body::parse(text).expect("a body")
}

fn english() -> Language {
    Language::parse("en-GB").expect("a language")
}

/// What a filled text usually has in it.
fn usual(variable: Variable) -> &'static str {
    match variable {
        Variable::GivenName => "Margaret",
        Variable::PracticeName => "Riverside Surgery",
        Variable::PracticePhone => "01632 960123",
        Variable::PracticeWeb => "riverside.example",
        Variable::SenderName => "A. Okafor",
        Variable::SenderRole => "Practice Nurse",
        Variable::ReplyTime => "2 working days",
        Variable::ReplyDue => "12:00 on Tuesday 14 July",
        Variable::RepliesUntil => "Thursday 26 November",
        Variable::NextOpening => "08:00 on Monday 13 July",
        Variable::AppointmentDay => "Tuesday 14 July",
        Variable::AppointmentTime => "10:40",
        Variable::AppointmentWith => "Dr Shah",
        Variable::Link => "https://river.example/a1b2c3",
        Variable::EmergencyNumber => "999",
        Variable::UrgentHelp => "NHS 111",
        Variable::StopWord => "STOP",
    }
}

/// Everything a body wants, with something usual; a blank is filled with words as long as its label.
fn usual_values(body: &Body) -> Values {
    body.wanted().fold(Values::default(), |values, wanted| match wanted {
        Wanted::Variable { variable } => values.variable(*variable, usual(*variable).to_owned()),
        Wanted::Blank { label } => values.blank(label, label.clone()),
    })
}

fn filled(body: &Body) -> String {
    body.fill(&usual_values(body)).expect("filled").expose().clone()
}

fn template(class: Class, routes: &[Route], text: &str) -> Template {
    Template {
        id: TemplateId::parse("example").expect("a name"),
        version: 1,
        name: "Example".to_owned(),
        owner: Person::Okafor.staff_id(),
        author: Person::Okafor.staff_id(),
        approval: None,
        review: TODAY,
        routes: routes.iter().copied().collect(),
        class,
        first_contact: false,
        variants: vec![Variant { language: english(), body: body(text) }],
        scope: Scope::Practice,
        carries: Carries::default(),
    }
}

const ADMIN: Class = Class::Care { purpose: CareKind::Admin };
const STEP: &str = "{{#next_step}}Please ring us on {{practice_phone}} to book.{{/next_step}}";

#[test]
fn c2_11_a_filled_text_is_the_text() {
    let hello = body("Hello {{ given_name }}, see you on [[day]]. {{#next_step}}Come to [[place]].{{/next_step}}");
    let values = Values::default()
        .variable(Variable::GivenName, "Ann".to_owned())
        .blank("day", "Monday".to_owned())
        .blank("place", "the desk".to_owned());
    let text = hello.fill(&values).expect("filled");
    assert_eq!(text.expose(), "Hello Ann, see you on Monday. Come to the desk.");
    assert!(!format!("{values:?}").contains("Ann"), "values are a patient's: no debug text shows them");
}

#[test]
fn c2_11_what_is_missing_is_listed_and_nothing_is_sent() {
    let hello = body("{{given_name}} [[day]] [[day]] {{link}} {{practice_name}}");
    let values = Values::default()
        .variable(Variable::GivenName, "\u{200b} ".to_owned())
        .variable(Variable::Link, "{{link}}".to_owned())
        .variable(Variable::PracticeName, "Riverside".to_owned());
    let missing = hello.fill(&values).expect_err("not everything is there");
    let day = Wanted::Blank { label: "day".to_owned() };
    let expected = [
        (Wanted::Variable { variable: Variable::GivenName }, Reason::Empty),
        (day.clone(), Reason::Absent),
        (day, Reason::Absent),
        (Wanted::Variable { variable: Variable::Link }, Reason::HasMarks),
    ];
    let listed: Vec<(Wanted, Reason)> = missing.into_iter().map(|gap| (gap.wanted, gap.reason)).collect();
    assert_eq!(listed, expected);
}

#[test]
fn h_04_a_draft_keeps_its_blanks_where_tab_finds_them() {
    let draft = body("Hello {{given_name}}, see you on [[day]].")
        .draft(&Values::default().variable(Variable::GivenName, "Zoë".to_owned()));
    let text = draft.text.expose();
    assert_eq!(text, "Hello Zoë, see you on [[day]].");
    let [Gap { span, .. }] = draft.gaps.as_slice() else { panic!("one gap, got {:?}", draft.gaps) };
    assert_eq!(text.get(span.clone()), Some("[[day]]"));
}

#[test]
fn c2_11_a_body_that_cannot_be_read_says_where() {
    let wrong = |text: &str| {
        let error = Body::parse(text).expect_err("not a body");
        (error.line, error.column, error.problem)
    };
    let lone = |mark| BodyProblem::LoneMark { mark };
    let element = Element::Who;
    let cases = [
        ("", (1, 1, BodyProblem::Empty)),
        (" \n\u{200b}", (1, 1, BodyProblem::Empty)),
        ("Hëllo {{given_name", (1, 7, BodyProblem::NotClosed)),
        ("a\nb [[day", (2, 3, BodyProblem::NotClosed)),
        ("Dear {given_name}", (1, 6, lone('{'))),
        ("Dear [name]", (1, 6, lone('['))),
        ("Dear }}", (1, 6, lone('}'))),
        ("{{given_name}}}", (1, 15, lone('}'))),
        ("{{{given_name}}", (1, 3, lone('{'))),
        ("[[a [[b]]", (1, 5, lone('['))),
        ("{{name}}", (1, 1, BodyProblem::UnknownVariable { name: "name".to_owned() })),
        ("{{#whom}}x{{/whom}}", (1, 1, BodyProblem::UnknownElement { name: "whom".to_owned() })),
        ("[[ ]]", (1, 1, BodyProblem::Label)),
        ("[[a\nb]]", (1, 1, BodyProblem::Label)),
        ("{{#who}}x", (1, 10, BodyProblem::NotEnded { element })),
        ("x{{/who}}", (1, 2, BodyProblem::NotBegun { element })),
        ("{{#who}} {{/who}}", (1, 10, BodyProblem::EmptyElement { element })),
        ("{{#who}}a{{/who}}{{#who}}b{{/who}}", (1, 18, BodyProblem::Repeated { element })),
        (
            "{{#who}}a{{#next_step}}b{{/next_step}}{{/who}}",
            (1, 10, BodyProblem::Nested { outer: element, inner: Element::NextStep }),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(wrong(text), expected, "{text:?}");
    }
}

#[test]
fn c2_11_a_stored_body_is_read_again_and_a_broken_one_is_refused() {
    let kept = template(ADMIN, &[Route::Sms], STEP);
    let stored = serde_json::to_string(&kept).expect("written");
    assert_eq!(serde_json::from_str::<Template>(&stored).expect("read"), kept);
    let broken = serde_json::from_str::<Body>("\"Dear {{nobody}}\"").expect_err("refused");
    assert!(broken.to_string().contains("line 1, character 6: there is no variable nobody"), "{broken}");
}

#[test]
fn h_07_who_wrote_it_cannot_approve_it_and_a_colleague_can() {
    let draft = template(ADMIN, &[Route::Sms], STEP);
    let now = HandClock::default().time();
    let own = draft.approve(Person::Okafor.staff_id(), false, now, TODAY);
    assert_eq!(own, Err(vec![TemplateProblem::ApproverIsAuthor]));
    let approval = draft.approve(Person::Shah.staff_id(), false, now, TODAY).expect("approved");
    assert_eq!((approval.by, approval.at), (Person::Shah.staff_id(), now));
}

#[test]
fn h_07_a_template_past_its_review_cannot_be_approved() {
    let draft = template(ADMIN, &[Route::Sms], STEP);
    assert_eq!(draft.problems(TODAY), [], "the last day still counts");
    let tomorrow = TODAY.tomorrow().expect("a day");
    assert_eq!(draft.problems(tomorrow), [TemplateProblem::ReviewPast { due: TODAY }]);
}

#[test]
fn c1_10_a_first_message_without_an_element_cannot_be_approved() {
    let starters = starters().expect("read");
    let first = starters.into_iter().find(|starter| starter.first_contact).expect("there is one");
    let whole = first.adopt(Person::Okafor.staff_id(), TODAY);
    assert_eq!(whole.problems(TODAY), []);
    let written = whole.variants.first().expect("wording").body.as_str().to_owned();
    for element in Element::FIRST_CONTACT {
        // The words stay; only the mark goes: nothing is guessed from words.
        let unmarked = written.replace(&format!("{{{{#{element}}}}}"), "").replace(&format!("{{{{/{element}}}}}"), "");
        let mut template = whole.clone();
        template.variants = vec![Variant { language: english(), body: body(&unmarked) }];
        assert_eq!(template.problems(TODAY), [TemplateProblem::NoElement { language: english(), element }]);
        template.first_contact = false;
        assert_eq!(template.problems(TODAY), [], "{element} is only for a first message");
    }
}

#[test]
fn c1_10_an_element_holds_the_fact_that_the_policy_knows() {
    for element in Element::ALL {
        let Some(variable) = element.needs() else { continue };
        let text = format!("{STEP} {{{{#{element}}}}}Soon, or so.{{{{/{element}}}}}");
        let problems = template(ADMIN, &[Route::Sms], &text).problems(TODAY);
        assert_eq!(problems, [TemplateProblem::ElementWithout { language: english(), element: *element, variable }]);
    }
}

#[test]
fn c5_9_marketing_carries_an_opt_out_of_its_own() {
    let missing = template(Class::Marketing, &[Route::Sms], STEP).problems(TODAY);
    assert_eq!(missing, [TemplateProblem::NoElement { language: english(), element: Element::StopMarketing }]);
    let text =
        format!("{STEP} {{{{#stop_marketing}}}}No more like this: {{{{stop_word}}}} GROUPS{{{{/stop_marketing}}}}");
    assert_eq!(template(Class::Marketing, &[Route::Sms], &text).problems(TODAY), []);
}

#[test]
fn c2_2_bad_news_has_no_text_route() {
    let bad_news = Class::Care { purpose: CareKind::BadNews };
    let text = format!("{STEP} {{{{sender_name}}}}, {{{{sender_role}}}}");
    let routes = Route::ALL.into_iter().filter(|route| bad_news.may_go(*route));
    assert_eq!(routes.collect::<Vec<_>>(), [Route::Letter, Route::Phone]);
    let problems = template(bad_news, &[Route::Sms, Route::Phone], &text).problems(TODAY);
    assert_eq!(problems, [TemplateProblem::RouteNotForClass { route: Route::Sms }]);
}

#[test]
fn c2_13_a_clinical_template_names_its_sender() {
    let clinical = Class::Care { purpose: CareKind::ClinicalAdvice };
    let problems = template(clinical, &[Route::Sms], &format!("{STEP} {{{{sender_name}}}}")).problems(TODAY);
    assert_eq!(problems, [TemplateProblem::NoSignature { language: english(), variable: Variable::SenderRole }]);
}

#[test]
fn c2_16_a_template_marks_its_one_next_step() {
    let problems = template(ADMIN, &[Route::Sms], "Please ring us.").problems(TODAY);
    assert_eq!(problems, [TemplateProblem::NoElement { language: english(), element: Element::NextStep }]);
    let twice = Body::parse(&format!("{STEP} {STEP}")).expect_err("one is one");
    assert_eq!(twice.problem, BodyProblem::Repeated { element: Element::NextStep });
}

#[test]
fn h_09_the_wording_is_the_patients_language_where_there_is_one() {
    let mut template = template(ADMIN, &[Route::Sms], STEP);
    let polish = Language::parse("PL").expect("a language");
    template.variants.push(Variant { language: polish.clone(), body: body(STEP) });
    let punjabi = Language::parse("pa-guru").expect("a language");
    template.variants.insert(0, Variant { language: punjabi, body: body(STEP) });
    let found = |tag: &str| {
        let found = template.in_language(&Language::parse(tag).expect("a language")).expect("wording");
        (found.variant.language.as_str().to_owned(), found.is_in_language)
    };
    assert_eq!(found("pl"), ("pl".to_owned(), true));
    assert_eq!(found("en-US"), ("en-GB".to_owned(), true));
    assert_eq!(found("cy"), ("en-GB".to_owned(), false), "staff are told that it is not in Welsh");
    assert_eq!(found("pa"), ("pa-Guru".to_owned(), true));
    assert_eq!(found("pa-Arab"), ("en-GB".to_owned(), false), "a script that she cannot read is no wording for her");
    assert_eq!(Language::parse("zh-hant-tw").map(String::from), Ok("zh-Hant-TW".to_owned()));
    for wrong in ["", "e", "english", "en_GB", "en-", "1n", "ën"] {
        assert!(Language::parse(wrong).is_err(), "{wrong:?}");
    }
    template.variants.push(Variant { language: polish.clone(), body: body(STEP) });
    assert_eq!(template.problems(TODAY), [TemplateProblem::TwoWordings { language: polish }]);
}

#[test]
fn h_07_an_empty_template_is_told_everything_at_once() {
    let mut template = template(ADMIN, &[], STEP);
    template.name = "  ".to_owned();
    template.variants.clear();
    assert_eq!(
        template.problems(TODAY),
        [TemplateProblem::NoName, TemplateProblem::NoRoute, TemplateProblem::NoWording]
    );
}

#[test]
fn the_starter_set_has_thirty_templates_that_could_be_approved_today() {
    let starters = starters().expect("read");
    assert_eq!(starters.len(), 30);
    let names: BTreeSet<TemplateId> = starters.iter().map(|starter| starter.id.clone()).collect();
    assert_eq!(names.len(), 30, "each has a name of its own");
    assert!(TemplateId::parse("No spaces").is_err() && TemplateId::parse("").is_err());
    for starter in starters {
        let template = starter.adopt(Person::Okafor.staff_id(), TODAY);
        let approved = template.approve(Person::Shah.staff_id(), false, HandClock::default().time(), TODAY);
        assert!(approved.is_ok(), "{}: {approved:?}", template.id.as_str());
    }
}

#[test]
fn the_starter_set_passes_every_lint_on_every_route() {
    let signature = Signature { name: "A. Okafor".to_owned(), role: "Practice Nurse".to_owned() };
    let mut found = Vec::new();
    for starter in starters().expect("read") {
        for variant in &starter.variants {
            let text = filled(&variant.body);
            for route in &starter.routes {
                let about = About {
                    class: starter.class,
                    route: *route,
                    audience: Audience::Many,
                    language: Some(&variant.language),
                    signature: Some(&signature),
                    birth_date: Person::Price.patient().birth_date,
                    cannot_phone: false,
                };
                let findings = check(&text, &about, &Lists::default());
                found.extend((!findings.is_empty()).then(|| format!("{}: {text}\n{findings:?}", starter.id.as_str())));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_starter_set_fits_three_text_messages_of_the_plain_alphabet() {
    for starter in starters().expect("read") {
        for variant in &starter.variants {
            let text = filled(&variant.body);
            let split = SplitSms::default().split(text.clone());
            assert!(split.parts.len() <= 3, "{}: {} parts: {text}", starter.id.as_str(), split.parts.len());
            assert!(text.is_ascii(), "{}: a letter outside makes it twice as dear: {text}", starter.id.as_str());
        }
    }
}

#[test]
fn c2_11_a_draft_with_blanks_is_never_let_out() {
    for starter in starters().expect("read") {
        for variant in &starter.variants {
            let draft = variant.body.draft(&Values::default());
            let about = About {
                class: starter.class,
                route: Route::Letter,
                audience: Audience::One,
                language: None,
                signature: None,
                birth_date: None,
                cannot_phone: false,
            };
            let findings = check(draft.text.expose(), &about, &Lists::default());
            let blocked = findings.iter().filter(|finding| finding.rule == model::check::Rule::UnfilledPlaceholder);
            let spans: Vec<_> = blocked.map(|finding| (finding.severity, finding.span.clone())).collect();
            let gaps: Vec<_> = draft.gaps.iter().map(|gap| (Severity::Blocks, gap.span.clone())).collect();
            assert_eq!(spans, gaps, "{}", starter.id.as_str());
        }
    }
}

/// Bodies with something of everything, right and wrong.
fn any_body() -> impl Strategy<Value = String> {
    let pieces = [
        "Hello ",
        "{{given_name}}",
        "[[day]]",
        "[[a b]]",
        "{{link}}",
        "{{#who}}",
        "{{/who}}",
        "{",
        "}",
        "[",
        "]",
        "{{",
        "}}",
        "[[",
        "]]",
        "é😀",
        "\n",
        " ",
    ];
    let piece = prop_oneof![8 => prop::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,4}"];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn c2_11_no_filled_text_has_a_mark_left(text in any_body(), value in any_body(), other in "\\PC{0,5}") {
        if let Ok(body) = Body::parse(&text) {
            let values = Values::default()
                .variable(Variable::GivenName, value)
                .variable(Variable::Link, other.clone())
                .blank("day", other)
                .blank("a b", "x".to_owned());
            if let Ok(text) = body.fill(&values) {
                prop_assert!(!text.expose().contains(['{', '}', '[', ']']), "{:?}", text.expose());
            }
            let draft = body.draft(&values);
            for gap in &draft.gaps {
                let mark = gap.wanted.to_string();
                prop_assert_eq!(draft.text.expose().get(gap.span.clone()), Some(mark.as_str()));
            }
        }
    }

    #[test]
    fn c2_11_parts_are_the_body_without_a_hole(text in any_body()) {
        match Body::parse(&text) {
            Ok(body) => {
                let spans: String = body.parts().iter().filter_map(|part| text.get(part.span.clone())).collect();
                prop_assert_eq!(spans, text);
            }
            Err(error) => prop_assert!(text.get(error.at..).is_some(), "{:?} is on a character's boundary", error),
        }
    }

    #[test]
    fn c2_11_nothing_stops_the_parser(text in any::<String>()) {
        let _ = Body::parse(&text);
    }
}
