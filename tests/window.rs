//! The real window under a virtual display, with the real Secret Service and a real notification daemon, driven as staff
//! would: what the product is for, from the patient's phone to the record.
//!
//! Each test has a desktop, a provider and a practice of its own. Linux only.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test speaks by stopping, its helpers too")]

#[path = "window/canary.rs"]
mod canary;
#[path = "window/stage.rs"]
mod stage;
#[path = "window/walk.rs"]
mod walk;

use std::time::Duration;

use stage::{GRACE, Stage, THE_HADDADS};
use walk::Walk;
use xtask::desk::{Journey, Message};
use xtask::process;

const PATIENCE: Duration = Duration::from_secs(20);

/// Returns what staff wrote and Grace got, without the line that the app signs it with: what the practice's policy says by
/// itself begins with its name.
fn by_staff(stage: &Stage) -> Vec<String> {
    let texts = stage.desk.sandbox.deliveries(GRACE).unwrap().into_iter().map(|(text, _)| text);
    let texts = texts.filter(|text| !text.starts_with("Riverside Surgery"));
    texts.filter_map(|text| text.lines().next().map(str::to_owned)).collect()
}

#[test]
fn a_text_is_told_answered_delivered_and_filed_and_leaves_no_trace() {
    let stage = Stage::set();
    let window = stage.desk.open_window(false).unwrap();
    let mut journey = Journey::begin(&stage.desk, &window, |_| {});
    journey.first_run("Dr Ada Lindqvist").unwrap();

    // Arrives while the window is closed to the tray.
    process::output(stage.desk.session.command("wmctrl").args(["-c", "Anteroom"])).unwrap();
    process::until("the window to be hidden", PATIENCE, || Ok((!stage.is_window_seen()).then_some(()))).unwrap();
    let question = "quincezyx: is it safe to take two at once?";
    let notice = journey.patient_writes(GRACE, question).unwrap();
    assert_eq!((notice.summary.as_str(), notice.body.as_str()), ("1 new message", "Unassigned"), "no more than that");
    for word in ["quincezyx", "Okafor", "Grace", "7700", "99952", "Riverside"] {
        assert!(!notice.whole.contains(word), "the notification gives “{word}” away: {}", notice.whole);
    }

    // A click brings the window back, on that conversation.
    let arrived = journey.click_notification(question).unwrap();
    process::until("the window to be seen", PATIENCE, || Ok(stage.is_window_seen().then_some(()))).unwrap();
    assert!(arrived.text.contains(question), "the text is whole: {arrived:?}");
    assert_eq!(window.browser().title().unwrap(), "Anteroom", "the title says nothing of the patient");
    let strip = window.value("identity-strip").unwrap().to_lowercase();
    for fact in ["okafor", "1958", "999 526 0182"] {
        assert!(strip.contains(fact), "who is answered can be checked: {fact} in {strip}");
    }
    process::until("the notification to be taken back", PATIENCE, || {
        Ok((!stage.desk.notifications.is_seen(&stage.desk.session)).then_some(()))
    })
    .unwrap();

    // A note between staff never leaves the house.
    let note = "medlarzyx: rang the pharmacy";
    window.click("composer-mode-note").unwrap();
    window.type_into("composer-text", note).unwrap();
    window.click("composer-send").unwrap();
    window.message(note, PATIENCE, |message| message.kind == "note").unwrap();
    window.click("composer-mode-reply").unwrap();

    let answer = "sloezyx: one at a time, please.";
    let held = journey.reply(answer).unwrap();
    assert_eq!(held.delivery, "held", "there is time to take it back");
    assert!(by_staff(&stage).is_empty(), "and it has not left");
    journey.delivered(GRACE, answer).unwrap();
    journey.filed(&[question, note, answer]).unwrap();
    let sent = by_staff(&stage);
    assert!(sent.iter().all(|text| !text.contains("medlarzyx")), "the note reached the provider: {sent:?}");

    // Search, and a draft that is never sent.
    window.type_into("search-input", "quincezyx").unwrap();
    window.wait_for("search-hit").unwrap();
    window.browser().press(&["\u{e00c}"]).unwrap();
    window.type_into("composer-text", "damsonzyx, and").unwrap();
    stage.keeps_draft(&window, "damsonzyx");

    stage.takes_pictures_without_faults(&window, "light");
    stage.has_its_key_in_the_password_store();
    drop(window);

    // Ended and opened again, in the dark.
    let window = stage.desk.open_window(true).unwrap();
    let conversation = window.row_with("Okafor").unwrap();
    window.open(&conversation).unwrap();
    window.message(answer, PATIENCE, |message| message.filing == "written").unwrap();
    process::until("the draft", PATIENCE, || Ok(window.value("composer-text")?.contains("damsonzyx").then_some(())))
        .unwrap();
    stage.takes_pictures_without_faults(&window, "dark");

    // Killed, so that whatever it would have tidied away is still there.
    window.kill();
    let words = ["quincezyx", "medlarzyx", "sloezyx", "damsonzyx", "Okafor", "7700900101", "9995260182"];
    let found = canary::search(stage.desk.session.folder(), &[stage.desk.record()], &words).unwrap();
    assert!(found.files > 10, "there was something to search: {found:?}");
    assert_eq!(found.seen, Vec::<String>::new(), "patients' words lie in the clear");
    let database = std::fs::read(stage.desk.home().join("practice.db")).unwrap();
    assert!(!database.starts_with(b"SQLite format 3"), "the file is encrypted from its first byte");
}

#[test]
fn a_reply_taken_back_never_leaves() {
    let stage = Stage::set();
    let (window, _) = stage.open_conversation(GRACE, "Okafor", "Can I come at nine?");
    let mut journey = Journey::begin(&stage.desk, &window, |_| {});
    // What the app says by itself comes between, and moves what stands there: not while somebody presses.
    let is_told = |message: &Message| message.delivery == "delivered" && message.filing == "written";
    window.message("Riverside Surgery", PATIENCE, is_told).unwrap();
    journey.reply("No, at ten.").unwrap();
    // Pressed once, as soon as it stands still: nobody sees it sooner. One press is enough.
    Stage::stands_still(&window, "undo");
    window.click("undo").unwrap();
    process::until("the words to be back", PATIENCE, || {
        Ok(window.value("composer-text")?.contains("at ten").then_some(()))
    })
    .unwrap();
    // It goes on from there. When the second is delivered, the time of the first is long over.
    window.type_into("composer-text", " Or at noon.").unwrap();
    window.click("composer-send").unwrap();
    journey.delivered(GRACE, "Or at noon.").unwrap();
    assert_eq!(by_staff(&stage), ["No, at ten. Or at noon."], "what was taken back never left");
}

#[test]
fn a_page_that_dies_comes_back_by_itself() {
    let stage = Stage::set();
    let log = stage.desk.session.folder().join("undriven.log");
    let program = stage.desk.open_undriven(&log).unwrap();
    let loads = |times: usize| {
        process::until(&format!("load {times} of the page"), PATIENCE, || {
            Ok((std::fs::read_to_string(&log).unwrap().matches("The page is loaded").count() >= times).then_some(()))
        })
        .unwrap();
    };
    loads(1);
    let before = stage.screen_at_rest();
    let drawer = stage.page_processes(program.id());
    assert_eq!(drawer.len(), 1, "one process draws the page");
    process::output(stage.desk.session.command("kill").args(["-KILL", &drawer[0]])).unwrap();
    loads(2);
    process::until("the same page", PATIENCE, || Ok(Stage::looks_like(&stage.screen(), &before).then_some(())))
        .unwrap();
    assert_ne!(stage.page_processes(program.id()), drawer, "another process draws it now");
}

#[test]
fn a_number_of_two_patients_waits_for_a_person() {
    let stage = Stage::set();
    let window = stage.open_practice();
    stage.desk.sandbox.patient_writes(THE_HADDADS, "He has a fever again").unwrap();
    window.click("queue-unmatched").unwrap();
    let conversation = window.row_with("900 103").unwrap();
    window.open(&conversation).unwrap();
    window.wait_for("match-candidate").unwrap();
    assert!(!window.shows("composer-send").unwrap(), "nobody is answered before it is known who it is");
    window.click("match-candidate").unwrap();
    window.click("match-confirm").unwrap();
    process::until("the matched patient", PATIENCE, || {
        Ok(window.value("identity-strip")?.to_lowercase().contains("haddad").then_some(()))
    })
    .unwrap();
}

#[test]
fn hostile_text_is_only_text() {
    let stage = Stage::set();
    let hostile = "<img src=x onerror=\"document.title='pwned'\"><script>document.title='pwned'</script> ok?";
    let (window, message) = stage.open_conversation(GRACE, "Okafor", hostile);
    assert!(message.text.contains(hostile), "every character is shown: {}", message.text);
    assert_eq!(window.browser().title().unwrap(), "Anteroom", "nothing of it ran");
    let made =
        window.browser().run("return document.querySelectorAll('img[src=x], #root script').length", &[]).unwrap();
    assert_eq!(made, 0, "nothing of it became an element");
}

#[test]
fn a_draft_outlives_a_power_cut() {
    let stage = Stage::set();
    let (window, _) = stage.open_conversation(GRACE, "Okafor", "May I have my results?");
    window.type_into("composer-text", "They are normal, except").unwrap();
    stage.keeps_draft(&window, "They are normal, except");
    window.kill();
    let window = stage.desk.open_window(false).unwrap();
    let conversation = window.row_with("Okafor").unwrap();
    window.open(&conversation).unwrap();
    process::until("the draft", PATIENCE, || {
        Ok(window.value("composer-text")?.contains("They are normal, except").then_some(()))
    })
    .unwrap();
}

#[test]
fn a_no_written_down_stops_the_reply_until_a_clinician_says_why() {
    let stage = Stage::set();
    let (window, _) = stage.open_conversation(GRACE, "Okafor", "Please ring me, not text.");
    let answer = "We ring you today.";
    window.type_into("composer-text", answer).unwrap();
    window.click("consent-record").unwrap();
    window.click("consent-decision-objected").unwrap();
    window.click("consent-save").unwrap();
    window.wait_for("composer-stopped").unwrap();
    assert!(!window.shows("composer-send").unwrap(), "there is nothing to send it with");
    assert_eq!(window.value("composer-text").unwrap(), answer, "what was typed is still there");
    window.click("despite-open").unwrap();
    window.type_into("despite-reason", "She asked for this one on the telephone").unwrap();
    window.click("despite-send").unwrap();
    window.message(answer, 3 * PATIENCE, |message| message.delivery == "delivered").unwrap();
    assert_eq!(by_staff(&stage), [answer], "and it went, once");
    window.click("policy-open").unwrap();
    window.wait_for("policy-section-hours").unwrap();
}

#[test]
fn a_newcomer_sets_a_practice_up_in_less_than_ten_minutes() {
    let stage = Stage::set();
    let window = stage.desk.open_window(false).unwrap();
    let mut walk = Walk::begin(&window);

    walk.sees("first-run-start");
    walk.types("first-run-name", "Dr Ada Lindqvist");
    walk.presses("first-run-own");
    walk.sees("first-run-practice");
    walk.types("first-run-practice", "Mill Lane Surgery");
    walk.presses("first-run-start");
    walk.sees("ready");

    // The provider's account, and what stands in writing with it.
    walk.presses("ready-connected-go");
    walk.sees("provider-connect");
    walk.presses("provider-connect");
    walk.sees("connect-place");
    walk.chooses("connect-place", "this_computer");
    walk.sees("connect-address");
    walk.types_over("connect-address", stage.desk.sandbox.url());
    walk.types("connect-account", "AC00000000000000000000000000000001");
    walk.types("connect-number", "07700 900000");
    walk.types("connect-secret", "sandbox-token");
    walk.presses("connect-submit");
    walk.sees("provider-account");
    walk.presses("papers-edit");
    walk.sees("papers-form");
    walk.types("papers-name", "Twilio Ireland Ltd");
    let papers = "return [...document.querySelectorAll('[data-testid=\"papers-form\"] fieldset')]\
        .map(e => [e.dataset.testid, !!e.querySelector('[role=spinbutton]')])";
    let papers = window.browser().run(papers, &[]).unwrap();
    let papers: Vec<(String, bool)> = serde_json::from_value(papers).unwrap();
    assert!(papers.len() > 4, "the law asks for several: {papers:?}");
    for (paper, has_days) in papers {
        if has_days {
            walk.types_digits(&format!("[data-testid=\"{paper}-dated\"]"), "01012026");
            walk.types_digits(&format!("[data-testid=\"{paper}-until\"]"), "31122098");
        }
        walk.types(
            &format!("{paper}-words"),
            if has_days { "In the contracts folder" } else { "Ireland; 30 days; none" },
        );
    }
    walk.presses("papers-save");
    walk.sees("papers-edit");
    let standing = || {
        window.browser().run("return document.querySelector('[data-testid=\"provider-standing\"]')?.dataset.state", &[])
    };
    process::until("the papers to be enough", PATIENCE, || Ok((standing()? == "good").then_some(()))).unwrap();

    // The policy that comes with the app, with the practice's own hours.
    walk.presses("policy-open");
    walk.sees("policy-edit");
    walk.presses("policy-edit");
    walk.sees("policy-save-bar");
    walk.types_digits("[data-testid=\"policy-wednesday\"] [data-testid=\"span-closes\"]", "1300");
    process::until("the hours to be checked", PATIENCE, || {
        let script = "return !document.querySelector('[data-testid=\"policy-adopt\"]').disabled\
            && document.querySelector('[data-testid=\"policy-save-bar\"]').innerText.includes('1 change')";
        Ok((window.browser().run(script, &[])? == true).then_some(()))
    })
    .unwrap();
    walk.presses("policy-adopt");
    walk.sees("policy-adopt-confirm");
    assert!(window.value("policy-change").unwrap().contains("13:00"), "what is adopted is shown once more");
    walk.presses("policy-adopt-confirm");
    walk.sees("policy-has");

    // The wordings that come with the app, and the first of them for use.
    walk.presses("templates-open");
    walk.sees("templates-adopt");
    walk.presses("templates-adopt");
    walk.sees("template-approve");
    walk.presses("template-approve");
    process::until("the template to be in use", PATIENCE, || {
        let script = "return document.querySelector('[data-testid=\"template\"]')?.dataset.state";
        Ok((window.browser().run(script, &[])? == "approved").then_some(()))
    })
    .unwrap();
    walk.presses("settings-open");
    walk.sees("ready-all");

    let needs = walk.takes();
    assert!(needs < Duration::from_secs(600), "it takes somebody new {needs:?}");

    // And it is a practice: what a patient writes arrives.
    stage.desk.sandbox.patient_writes(GRACE, "Is this the new number?").unwrap();
    window.click("queue-unmatched").unwrap();
    window.row_with("900 101").unwrap();
}
