//! The terminal: the real `anteroomctl`, keyring and file, as an administrator uses them. What it refuses, it says why, with
//! an exit code that a script can act on, and nothing is changed. Linux only: the private session that holds the keyring is.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test speaks by stopping, its helpers too")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use testkit::session::{self, Kind};

/// Said when a rule says no.
const REFUSED: i32 = 1;
/// Said when the call itself cannot be right.
const BAD: i32 = 2;

struct Terminal {
    home: PathBuf,
}

/// What a call came to: its exit code, the lines that it printed, and what it said was wrong.
struct Said {
    code: i32,
    lines: Vec<Value>,
    wrong: String,
}

impl Terminal {
    fn call(&self, arguments: &[&str], input: &str) -> Said {
        // Beside the test's own folder, where cargo puts the programs.
        let programs = std::env::current_exe().unwrap().parent().unwrap().parent().unwrap().to_owned();
        let mut command = Command::new(programs.join("anteroomctl"));
        command.env("ANTEROOM_HOME", &self.home).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        Said {
            code: output.status.code().unwrap(),
            lines: printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
            wrong: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn says(&self, arguments: &[&str]) -> Vec<Value> {
        let said = self.call(arguments, "");
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.wrong);
        said.lines
    }

    /// Expects a refusal, and returns what it says.
    fn refuses(&self, code: i32, arguments: &[&str], input: &str) -> String {
        let said = self.call(arguments, input);
        assert_eq!(said.code, code, "{arguments:?}: {:?} {}", said.lines, said.wrong);
        said.wrong
    }
}

fn within(name: &str, facts: impl FnOnce(&Terminal, &Path)) {
    session::within(Kind::Unlocked, name, || {
        let folder = tempfile::tempdir().unwrap();
        let terminal = Terminal { home: folder.path().join("practice") };
        terminal.says(&["init", "--name", "Dr A. Lindqvist", "--role", "gp", "--practice", "Mill Lane"]);
        facts(&terminal, folder.path());
        let sound = terminal.says(&["verify"]);
        assert_eq!(sound[0]["sound"], true, "whatever was asked, the log holds: {sound:?}");
    });
}

#[test]
fn c2_1_a_policy_is_checked_adopted_and_accepted_and_one_that_contradicts_itself_is_refused_with_the_line() {
    within(
        "c2_1_a_policy_is_checked_adopted_and_accepted_and_one_that_contradicts_itself_is_refused_with_the_line",
        |terminal, _| {
            let shown = terminal.says(&["policy", "show"]).remove(0);
            assert_eq!(shown["version"], Value::Null, "none is adopted to begin with");
            let mut backwards = shown["policy"].clone();
            backwards["hours"]["week"]["tuesday"] = json!([{ "opens": "18:00", "closes": "09:00" }]);
            let checked = terminal.call(&["policy", "check", "-"], &backwards.to_string());
            let problem = checked.lines[0]["problem"].to_string();
            assert!(problem.contains("Tuesday"), "the line is named: {problem}");
            let why = terminal.refuses(REFUSED, &["policy", "adopt", "-"], &backwards.to_string());
            assert!(why.contains("Tuesday") && why.contains("18:00"), "and why: {why}");
            let mut no_day = shown["policy"].clone();
            no_day["review_on"] = json!("2027-02-30");
            terminal.refuses(BAD, &["policy", "adopt", "-"], &no_day.to_string());
            assert_eq!(terminal.says(&["policy", "show"])[0]["version"], Value::Null, "nothing was adopted");

            let mut ours = shown["policy"].clone();
            ours["hours"]["week"]["wednesday"] = json!([{ "opens": "08:00", "closes": "13:00" }]);
            let adopted = terminal.call(&["policy", "adopt", "-"], &ours.to_string());
            assert_eq!((adopted.code, &adopted.lines[0]["version"]), (0, &json!(1)), "{}", adopted.wrong);
            terminal.says(&["staff", "add", "Sister B. Oduya", "--role", "nurse"]);
            let nurse = terminal.says(&["staff", "list"]).into_iter().find(|one| one["role"] == "nurse").unwrap();
            terminal.says(&["staff", "choose", nurse["id"].as_str().unwrap()]);
            assert_eq!(terminal.says(&["policy", "show"])[0]["accepted_by_me"], false, "each accepts for themselves");
            terminal.refuses(REFUSED, &["policy", "adopt", "-"], &shown["policy"].to_string());
            assert_eq!(terminal.says(&["policy", "accept", "1"])[0]["accepted_by_me"], true);
            let refused = terminal.says(&["log"]).into_iter().map(|row| row.to_string());
            assert!(
                refused.filter(|row| row.contains("refused")).count() >= 1,
                "what was not allowed is in the log (C2.3)"
            );
        },
    );
}

#[test]
fn c2_4_the_calendar_says_when_the_practice_opens_and_by_when_it_answers() {
    within("c2_4_the_calendar_says_when_the_practice_opens_and_by_when_it_answers", |terminal, _| {
        let days = terminal.says(&["calendar", "--from", "2026-12-24", "--days", "6"]);
        let open = |day: usize| days[day]["open"].as_array().unwrap().len();
        assert_eq!([open(0), open(1), open(2), open(3), open(4), open(5)], [1, 0, 0, 0, 0, 1]);
        assert_eq!(days[1]["bank_holiday"], "Christmas Day");
        assert_eq!(days[4]["bank_holiday"], "Boxing Day", "the substitute on the Monday");
        let due = terminal.says(&["calendar", "--arriving", "2026-12-24T17:50"]);
        let routine = due.iter().find(|one| one["class"] == "routine").unwrap();
        assert_eq!(routine["reply_due"], "2026-12-29T17:50:00.000Z", "a working day later: {due:?}");

        let mut policy = terminal.says(&["policy", "show"]).remove(0)["policy"].clone();
        policy["hours"]["openings"] = json!([{ "date": "2026-12-28", "spans": [{ "opens": "09:00", "closes": "12:00" }], "reason": "winter pressure" }]);
        assert_eq!(terminal.call(&["policy", "adopt", "-"], &policy.to_string()).code, 0);
        let opened = terminal.says(&["calendar", "--from", "2026-12-28", "--days", "1"]);
        assert_eq!(opened[0]["open"], json!([["09:00:00", "12:00:00"]]), "opened by announcement");
        assert_eq!(opened[0]["bank_holiday"], "Boxing Day", "and still what it is");
        terminal.refuses(BAD, &["calendar", "--from", "2026-02-30"], "");
        terminal.refuses(BAD, &["calendar", "--days", "5000"], "");
    });
}

#[test]
fn c1_8_an_import_with_one_bad_row_imports_nothing_and_a_no_cites_its_source() {
    within("c1_8_an_import_with_one_bad_row_imports_nothing_and_a_no_cites_its_source", |terminal, folder| {
        let table = folder.join("patients.csv");
        let header = "nhs_number,family,given,birth_date,mobile";
        let (good, bad) =
            ("9995260182,Okafor,Grace,1958-03-14,07700900101", "9991590838,Whitfield,Thomas,1990-02-30,07700900102");
        std::fs::write(&table, [header, good, bad].join("\n")).unwrap();
        let import = ["import", "patients", table.to_str().unwrap()];
        let report = terminal.says(&import).remove(0);
        assert_eq!((&report["imported"], &report["refused"][0]["row"]), (&json!(0), &json!(3)), "{report}");
        assert_eq!(terminal.says(&["search", "Okafor"])[0]["patients"], json!([]), "nobody was taken");
        std::fs::write(&table, [header, good].join("\n")).unwrap();
        assert_eq!(terminal.says(&import)[0]["imported"], 1);
        let grace = terminal.says(&["search", "Okafor"])[0]["patients"][0]["id"].clone();
        let grace = grace.as_str().unwrap();

        let no = ["consent", "record", grace, "objected", "--source", "phone"];
        terminal.refuses(BAD, &[&no[..], &["--on", "2026-02-30"]].concat(), "");
        let said = [&no[..], &["--on", "2026-11-02", "--evidence", "rang the desk"]].concat();
        let stands = terminal.says(&said).remove(0).to_string();
        assert!(stands.contains("objected"), "{stands}");
        let unsaid = ["consent", "record", grace, "agreed", "--on", "2026-11-03", "--source", "letter"];
        let why = terminal.refuses(REFUSED, &unsaid, "");
        assert!(!why.is_empty(), "a yes after a no rests on something (C1.8)");

        terminal.refuses(BAD, &["task", "enter", grace, "020 nonsense", "Repeat prescription please"], "");
        let entered = terminal.says(&["task", "enter", grace, "+447700900101", "Repeat prescription please"]).remove(0);
        let conversation = entered["conversation"].as_str().unwrap();
        let send = ["send", conversation, "Your prescription is ready.", "--purpose", "administration"];
        let why = terminal.refuses(REFUSED, &send, "");
        assert!(why.contains("objected"), "her no holds in the terminal too: {why}");
        let task = terminal.says(&["task", "add", conversation, "Tell her it is ready"]).remove(0);
        let open = terminal.says(&["task", "list"]);
        let ours = open.iter().find(|one| one["id"] == task["task"]).map(Value::to_string);
        assert!(ours.is_some_and(|one| one.contains("Tell her it is ready")), "she is reached another way: {open:?}");
    });
}

#[test]
fn c2_11_templates_are_taken_over_approved_and_retired() {
    within("c2_11_templates_are_taken_over_approved_and_retired", |terminal, _| {
        let drafts = terminal.says(&["template", "adopt-starters"]);
        assert!(drafts.len() >= 30, "the starter set: {}", drafts.len());
        assert!(drafts.iter().all(|one| one["state"] == "draft"), "none is in use before somebody approved it");
        let id = drafts.iter().find(|one| one["problems"] == json!([])).unwrap()["id"].as_str().unwrap();
        terminal.refuses(REFUSED, &["template", "approve", "no-such-template", "1"], "");
        terminal.refuses(REFUSED, &["template", "approve", id, "7"], "");
        assert_eq!(terminal.says(&["template", "approve", id, "1"])[0]["state"], "approved");
        assert_eq!(terminal.says(&["template", "show", id])[0]["in_use"], 1);
        assert_eq!(terminal.says(&["template", "retire", id])[0]["state"], "retired");
    });
}

#[test]
fn c_14_h_10_the_report_counts_a_request_and_its_answer_and_the_answer_makes_a_template() {
    within(
        "c_14_h_10_the_report_counts_a_request_and_its_answer_and_the_answer_makes_a_template",
        |terminal, folder| {
            let table = folder.join("patients.csv");
            let row = "nhs_number,family,given,birth_date,mobile\n9995260182,Okafor,Grace,1958-03-14,07700900101";
            std::fs::write(&table, row).unwrap();
            terminal.says(&["import", "patients", table.to_str().unwrap()]);
            let grace = terminal.says(&["search", "Okafor"])[0]["patients"][0]["id"].clone();
            let entered =
                terminal.says(&["task", "enter", grace.as_str().unwrap(), "+447700900101", "Is it ready?"]).remove(0);
            // Whenever this runs: what comes on a closed day counts for the next one.
            let days = terminal.says(&["calendar", "--days", "15"]);
            let day = |place: usize| days[place]["date"].as_str().unwrap();
            let span = [format!("--from={}", day(0)), format!("--to={}", day(14))];
            let report: Vec<&str> =
                ["report", "next-steps"].into_iter().chain(span.iter().map(String::as_str)).collect();
            let total = |lines: Vec<Value>| lines.last().unwrap()["total"].clone();
            let before = total(terminal.says(&report));
            assert_eq!((&before["contacts"], &before["nothing"]), (&json!(1), &json!(1)));
            let text = "Dear Grace, it is ready. Please collect it on Monday.";
            let conversation = entered["conversation"].as_str().unwrap();
            let sent = terminal.says(&["send", conversation, text, "--purpose", "administration"]).remove(0);
            let after = total(terminal.says(&report));
            assert_eq!((&after["contacts"], &after["same_day"], &after["nothing"]), (&json!(1), &json!(1), &json!(0)));
            let contacts = terminal.says(&[&report[..], &["--contacts"]].concat());
            assert_eq!((contacts.len(), &contacts[0]["conversation"]), (1, &json!(conversation)));
            assert!(!contacts[0].to_string().contains("ready"), "no words of anybody");
            terminal.refuses(BAD, &["report", "next-steps", "--from", "2026-01-01", "--to", "2026-12-31"], "");

            let message = sent["message"].as_str().unwrap();
            let made = terminal.says(&["template", "from-message", message]).remove(0);
            let body = &made["document"]["variants"][0]["body"];
            assert_eq!(body, "Dear {{given_name}}, it is ready. Please collect it on [[day]].");
            assert!(terminal.says(&["template", "list"]).is_empty(), "shown, not kept");
            let kept = terminal.says(&["template", "from-message", message, "--name", "Ready"]).remove(0);
            assert_eq!((&kept["id"], &kept["in_use"]), (&json!("ready"), &json!(1)));
        },
    );
}

#[test]
fn d_14_a_limit_is_set_shown_and_lifted_with_its_reasons() {
    within("d_14_a_limit_is_set_shown_and_lifted_with_its_reasons", |terminal, folder| {
        let table = folder.join("patients.csv");
        let row = "nhs_number,family,given,birth_date,mobile\n9995260182,Okafor,Grace,1958-03-14,07700900101";
        std::fs::write(&table, row).unwrap();
        terminal.says(&["import", "patients", table.to_str().unwrap()]);
        let grace = terminal.says(&["search", "Okafor"])[0]["patients"][0]["id"].clone();
        let grace = grace.as_str().unwrap();
        let days = terminal.says(&["calendar", "--days", "90"]);
        let review = days.last().unwrap()["date"].as_str().unwrap().to_owned();
        let set = ["limit", "set", grace, "threats by text"];
        terminal.refuses(BAD, &[&set[..], &["--review-on", &review]].concat(), "");
        terminal.refuses(BAD, &[&set[..], &["--open", "desk", "--review-on", "2027-02-29"]].concat(), "");
        let past =
            terminal.refuses(REFUSED, &[&set[..], &["--open", "desk", "--review-on", "2026-01-05"]].concat(), "");
        assert!(past.contains("after today"), "{past}");
        assert!(terminal.says(&["limit", "show", grace]).is_empty(), "nothing was kept");
        let stands = terminal.says(&[&set[..], &["--open", "desk", "--review-on", &review]].concat()).remove(0);
        assert_eq!((&stands["open"], &stands["review_on"]), (&json!(["desk"]), &json!(review)));
        terminal.refuses(REFUSED, &["limit", "lift", grace, " "], "");
        let lifted = terminal.says(&["limit", "lift", grace, "we spoke"]).remove(0);
        assert_eq!((&lifted["reason"], &lifted["lifted"]["reason"]), (&json!("threats by text"), &json!("we spoke")));
    });
}

#[test]
fn c6_22_b_18_a_list_is_printed_in_an_order_and_a_filter_says_what_it_hides() {
    within("c6_22_b_18_a_list_is_printed_in_an_order_and_a_filter_says_what_it_hides", |terminal, folder| {
        let table = folder.join("patients.csv");
        let rows = "nhs_number,family,given,birth_date,mobile\n9995260182,Okafor,Grace,1958-03-14,07700900101\n\
                    9990000018,Whitfield,Thomas,1970-01-05,07700900102";
        std::fs::write(&table, rows).unwrap();
        terminal.says(&["import", "patients", table.to_str().unwrap()]);
        let patient = |name: &str| terminal.says(&["search", name])[0]["patients"][0]["id"].clone();
        let enters = |name: &str, number: &str, text: &str| {
            let entered = terminal.says(&["task", "enter", patient(name).as_str().unwrap(), number, text]).remove(0);
            entered["conversation"].clone()
        };
        let first = enters("Okafor", "+447700900101", "She has chest pain");
        let second = enters("Whitfield", "+447700900102", "Where is my letter?");
        let listed = |arguments: &[&str]| -> Vec<Value> {
            terminal.says(&[&["threads"], arguments].concat()).iter().map(|row| row["id"].clone()).collect()
        };
        for order in ["due", "newest", "oldest"] {
            assert_eq!(listed(&["--order", order]), [first.clone(), second.clone()], "highlighted first: {order}");
        }
        let filtered = terminal.says(&["threads", "--class", "administrative", "--class", "same-day"]);
        assert_eq!(filtered, [json!({ "hidden": 2, "hidden_raised": 1 })]);
        let unread = terminal.says(&["threads", "--unread", "--class", "routine"]);
        assert_eq!((unread.len(), &unread[2]), (3, &json!({ "hidden": 0, "hidden_raised": 0 })));
        let wrong = terminal.refuses(BAD, &["threads", "--queue", "overdue", "--order", "newest"], "");
        assert!(wrong.contains("order"), "{wrong}");
        terminal.says(&["threads", "--queue", "arrived"]);
    });
}
