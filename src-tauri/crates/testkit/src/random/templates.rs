//! Templates in random lives.

use model::memory::Memory;
use model::template::{
    Body, CareKind, Carries, Class, Code, FollowUp, Language, Route, SNOMED_CT, Scope, TemplateDraft, TemplateHistory,
    TemplateId, Variant,
};
use model::{Ask, Role, StaffId};

use super::Move;
use crate::{Person, numbered};

pub(super) fn pick_template(state: &Memory, which: u8) -> Option<&TemplateHistory> {
    let all: Vec<_> = state.templates().collect();
    all.get(usize::from(which) % (all.len() + 1)).copied()
}

pub(super) fn template_id(known: Option<&TemplateHistory>, which: u8) -> TemplateId {
    let id = known.and_then(TemplateHistory::latest).map(|latest| latest.id.clone());
    id.unwrap_or_else(|| TemplateId::parse(&format!("own-{}", which % 3)).expect("a name"))
}

/// Mostly everybody's; some of one role, some of one person.
fn scope(step: Move) -> Scope {
    match step.which % 8 {
        6 => Scope::Team { role: Role::Nurse },
        7 => Scope::Personal,
        _ => Scope::Practice,
    }
}

/// Some carry a team, a follow-up or a code; few codes are one.
fn carries(step: Move) -> Carries {
    let code = |code: &str| Code { system: SNOMED_CT.to_owned(), code: code.to_owned(), display: "Seen".to_owned() };
    let follow_up = FollowUp { route: Route::Phone, days: 5, what: "Ring again".to_owned() };
    match step.other % 6 {
        1 => Carries { team: Some(Role::Reception), ..Carries::default() },
        2 => Carries { follow_up: Some(follow_up), team: Some(Role::Nurse), ..Carries::default() },
        3 => Carries { follow_up: Some(follow_up), ..Carries::default() },
        4 => Carries { code: Some(code("308335008")), ..Carries::default() },
        5 => Carries { code: Some(code("1")), ..Carries::default() },
        _ => Carries::default(),
    }
}

/// A template of one's own or a new version of one that is there; some can be approved, some never.
pub(super) fn template(state: &Memory, step: Move) -> Ask {
    let known = pick_template(state, step.which).filter(|_| step.yes);
    let bodies = ["Come in. {{#next_step}}Reply YES.{{/next_step}}", "No step in this", "Hello {{given_name}}"];
    let body = bodies.get(usize::from(step.other) % bodies.len()).copied().unwrap_or_default();
    let body = format!("{body} {}", step.amount % 4);
    let classes =
        [Class::Care { purpose: CareKind::Admin }, Class::Marketing, Class::Care { purpose: CareKind::BadNews }];
    let draft = TemplateDraft {
        id: template_id(known, step.which),
        name: format!("Mine {}", step.amount % 3),
        owner: if step.also { StaffId::new(numbered(78)) } else { Person::Shah.staff_id() },
        review: jiff::civil::date(2030, 1, 1),
        routes: [Route::Sms, Route::Phone].into_iter().skip(usize::from(step.amount % 3)).collect(),
        class: classes.get(usize::from(step.amount) % classes.len()).copied().unwrap_or(Class::Marketing),
        first_contact: step.amount == 77,
        variants: vec![Variant {
            language: Language::parse("en-GB").expect("a language"),
            body: Body::parse(&body).expect("a wording"),
        }],
        scope: scope(step),
        carries: carries(step),
    };
    let seen = known.and_then(TemplateHistory::latest).map_or(0, |latest| latest.version);
    Ask::SaveTemplate { draft: Box::new(draft), seen }
}
