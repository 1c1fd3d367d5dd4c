//! Carrying out a call.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use contract::{
    AcceptPolicyRequest, AdoptPolicyRequest, ApproveTemplateRequest, CheckTextRequest, ConversationRequest,
    MatchRequest, PolicyDocument, ResolveUnknownRequest, SaveStaffRequest, SearchRequest, SendRequest, SetUpRequest,
    SpanView, StaffLeftRequest, StaffRequest, TemplateRequest,
};
use engine::{Engine, EngineError, Notice, Notifier, Timing};
use jiff::SignedDuration;
use laptop::{Home, Laptop, OsIds, Ports, ProviderSettings, SystemClock};
use model::{Act, ConversationId, E164, RIGHTS, Role};
use serde::Serialize;
use vault::OsKeyring;
use zeroize::Zeroizing;

use crate::arguments::{Arguments, Import, PolicyVerb, ProviderVerb, StaffVerb, TemplateVerb, Verb};
use crate::closing::done;
use crate::consent::consent;
use crate::duty::duty;
use crate::limit::limit;
use crate::people::people;
use crate::quote::quoted;
use crate::task::task;
use crate::{due, list, print, retract, schedule, snooze};

/// The exit code of a check that found something wrong.
const FOUND_WRONG: u8 = 3;

/// A terminal shows no notifications.
struct Quiet;

impl Notifier for Quiet {
    fn show(&self, _notice: Notice) {}
    fn clear(&self, _conversation: Option<ConversationId>) {}
}

#[derive(Serialize)]
pub(crate) struct Done {
    pub(crate) done: bool,
}

/// What a role must be for an act.
#[derive(Serialize)]
struct Right {
    act: Act,
    roles: &'static [Role],
}

#[derive(Serialize)]
struct Collected {
    collected: usize,
}

#[derive(Serialize)]
struct Verified {
    sound: bool,
    changes: u64,
    chain: Option<String>,
    altered_texts: Vec<u64>,
    differing_views: Vec<String>,
    file: Option<String>,
    not_in_record: u32,
}

pub(crate) async fn run(arguments: Arguments) -> Result<ExitCode, EngineError> {
    let home = arguments.home.map(Home::new).or_else(Home::usual);
    let home = home.ok_or(EngineError::BadRequest("name a folder with --home"))?;
    let mut timing = Timing::default();
    let milliseconds = SignedDuration::from_millis;
    timing.hold = arguments.hold_ms.map_or(timing.hold, milliseconds);
    if let Some(after) = arguments.reconcile_ms.map(milliseconds) {
        (timing.reconcile_after, timing.reconcile_apart) = (after, after);
    }
    let ports = Ports {
        keyring: Arc::new(OsKeyring::new()),
        clock: Arc::new(SystemClock),
        ids: Arc::new(OsIds),
        notifier: Arc::new(Quiet),
        timing,
        // A command is over before a patient could answer.
        sandbox: None,
    };
    if let Verb::Init { name, role, practice, training } = arguments.verb {
        let request = SetUpRequest { name, role: role.into(), practice, training };
        let laptop = Laptop::set_up(&home, &ports, request).await?;
        print::line(&laptop.engine.app().await?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let laptop = Laptop::open(&home, &ports).await?.ok_or(EngineError::NotSetUp)?;
    carry_out(&laptop, &ports, arguments.verb).await
}

async fn carry_out(laptop: &Laptop, ports: &Ports, verb: Verb) -> Result<ExitCode, EngineError> {
    let engine = &laptop.engine;
    match verb {
        Verb::Init { .. } => {}
        Verb::Import { what: Import::Patients { file } } => print::line(&import(engine, &file).await?)?,
        Verb::Provider { what } => {
            provider(laptop, ports, what).await?;
        }
        Verb::Collect => print::line(&Collected { collected: engine.collect_once().await? })?,
        Verb::Threads { queue, order, class, unread } => {
            list::threads(engine, &queue, list::arranged(order, &class, unread)).await?;
        }
        Verb::Show { conversation } => {
            print::line(&engine.conversation(ConversationRequest { conversation }).await?)?;
        }
        Verb::Staff { what } => staff(engine, what).await?,
        Verb::Consent { what } => consent(engine, what).await?,
        Verb::Policy { what } => policy(engine, what).await?,
        Verb::Send {
            conversation,
            text,
            to,
            id,
            shared_number_seen,
            review_seen,
            purpose,
            despite,
            reason,
            answers,
            repeat_seen,
            then_done,
            answered,
            at,
        } => {
            let open = engine.conversation(ConversationRequest { conversation: conversation.clone() }).await?;
            let text = if text == "-" { standard_input()? } else { text };
            let send_at = match at {
                Some(typed) => Some(schedule::at(engine, typed).await?),
                None => None,
            };
            let quote = quoted(engine, &conversation, answers).await?;
            let request = SendRequest {
                message: id.unwrap_or_else(|| ports.ids.uuid().to_string()),
                conversation,
                revision: open.revision,
                to: to.unwrap_or(open.row.number),
                text,
                shared_number_seen,
                review_seen,
                repeats: None,
                purpose: purpose.into(),
                despite,
                templates: vec![],
                reason,
                also: vec![],
                holding: false,
                repeat_seen,
                then_done,
                answered,
                send_at,
                quote,
            };
            print::line(&engine.send(request).await?)?;
        }
        Verb::Hold { conversation } => {
            let open = engine.conversation(ConversationRequest { conversation: conversation.clone() }).await?;
            let request = SendRequest {
                message: ports.ids.uuid().to_string(),
                conversation,
                revision: open.revision,
                to: open.row.number,
                text: open.holding.ok_or(EngineError::BadRequest("there is nothing to promise here"))?,
                shared_number_seen: false,
                review_seen: false,
                repeats: None,
                purpose: contract::PurposeView::Administration,
                despite: None,
                templates: vec![],
                reason: None,
                also: vec![],
                holding: true,
                repeat_seen: false,
                then_done: false,
                answered: false,
                send_at: None,
                quote: None,
            };
            print::line(&engine.send(request).await?)?;
        }
        Verb::Check { conversation, text, purpose } => {
            let text = if text == "-" { standard_input()? } else { text };
            let (templates, also) = (vec![], vec![]);
            let request = CheckTextRequest { conversation, text, purpose: purpose.into(), templates, also };
            print::line(&engine.check_text(request).await?)?;
        }
        Verb::Report { what } => crate::report::report(engine, what).await?,
        Verb::Template { what } => template(engine, what).await?,
        Verb::Price { tenths } => {
            engine.set_price(tenths).await?;
            print::line(&Done { done: true })?;
        }
        Verb::Match { conversation, patient, add_number } => {
            let open = engine.conversation(ConversationRequest { conversation: conversation.clone() }).await?;
            let request = MatchRequest { conversation, revision: open.revision, patient, add_number };
            engine.match_conversation(request).await?;
            print::line(&Done { done: true })?;
        }
        // Without --undo there is a reason.
        Verb::Wrong { message, reason, words, undo: _ } => retract::wrong(engine, message, reason, words).await?,
        Verb::Resolve { message, send } => {
            engine.resolve_unknown(ResolveUnknownRequest { message, send }).await?;
            print::line(&Done { done: true })?;
        }
        Verb::Task { what } => task(engine, ports, what).await?,
        Verb::Search { text } => {
            let request = SearchRequest { text, patients_only: false, conversation: None };
            print::line(&engine.search(request).await?)?;
        }
        Verb::File => {
            engine.file_once().await?;
            print::line(&engine.queue_counts().await?)?;
        }
        Verb::Log { after } => log(engine, after).await?,
        Verb::Verify => return verify(engine).await,
        Verb::People { what } => people(engine, what).await?,
        Verb::Due => due::list(engine).await?,
        Verb::Calendar { from, days, arriving: None } => {
            engine.calendar(from, days).await?.iter().try_for_each(print::line)?;
        }
        Verb::Calendar { arriving: Some(arrival), .. } => {
            engine.reply_due(arrival).await?.iter().try_for_each(print::line)?;
        }
        Verb::Holder { staff, nobody } => due::holder(engine, staff, nobody).await?,
        Verb::Close { left } => due::close(engine, left).await?,
        Verb::Duty { what } => duty(engine, what).await?,
        Verb::Snooze(what) => snooze::snooze(engine, what).await?,
        Verb::Reschedule(what) => schedule::reschedule(engine, what).await?,
        Verb::Cancel { message } => schedule::cancel(engine, message).await?,
        Verb::Wake { conversation } => snooze::wake(engine, conversation).await?,
        Verb::Done { conversation, reason, answered } => done(engine, conversation, reason, answered).await?,
        Verb::Limit { what } => limit(engine, what).await?,
        Verb::Run { seconds, detached } => work(laptop, Duration::from_secs(seconds), detached).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn import(engine: &Engine, file: &Path) -> Result<engine::ImportReport, EngineError> {
    let bytes = std::fs::read(file).map_err(|_| EngineError::BadRequest("the file cannot be read"))?;
    if file.extension().is_some_and(|extension| extension == "json") {
        engine.import_fhir(&bytes).await
    } else {
        engine.import_csv(&bytes).await
    }
}

async fn staff(engine: &Engine, what: StaffVerb) -> Result<(), EngineError> {
    match what {
        StaffVerb::List => {}
        StaffVerb::Add { name, role } => {
            engine.add_staff(&name, role.into()).await?;
        }
        StaffVerb::Change { staff, name, role, away_until, works, always, cover } => {
            let known =
                engine.app().await?.staff.into_iter().find(|one| one.id == staff).ok_or(EngineError::NotFound)?;
            let (name, role) = (name.unwrap_or(known.name), role.map_or(known.role, Into::into));
            let mut week: BTreeMap<String, Vec<SpanView>> = BTreeMap::new();
            works.into_iter().for_each(|(day, span)| week.entry(day).or_default().push(span));
            let hours = if week.is_empty() { known.hours.filter(|_| !always) } else { Some(week) };
            let cover = cover.or(known.cover).filter(|cover| !cover.is_empty());
            let request = SaveStaffRequest { staff: Some(staff), name, role, away_until, hours, cover };
            engine.save_staff(request).await?;
        }
        StaffVerb::Left { staff, to } => {
            engine.staff_left(StaffLeftRequest { staff, to }).await?;
        }
        StaffVerb::Choose { staff } => {
            engine.choose_me(StaffRequest { staff }).await?;
        }
    }
    engine.app().await?.staff.iter().try_for_each(print::line)
}

/// Prints a template a line, without the words of older versions but where they are asked for.
async fn template(engine: &Engine, what: TemplateVerb) -> Result<(), EngineError> {
    let (shown, whole) = match what {
        TemplateVerb::List => (engine.templates().await?, None),
        TemplateVerb::Show { template } => (engine.templates().await?, Some(template)),
        TemplateVerb::Approve { template, version } => {
            let request = ApproveTemplateRequest { template: template.clone(), version };
            (engine.approve_template(request).await?, Some(template))
        }
        TemplateVerb::Retire { template } => {
            (engine.retire_template(TemplateRequest { template: template.clone() }).await?, Some(template))
        }
        TemplateVerb::FromMessage { message, name } => return crate::report::from_message(engine, message, name).await,
        TemplateVerb::AdoptStarters => (engine.adopt_starters().await?, None),
    };
    let Some(name) = whole else {
        return shown.templates.into_iter().try_for_each(|mut one| {
            one.versions.truncate(1);
            print::line(&one)
        });
    };
    let found = shown.templates.iter().find(|one| one.id == name).ok_or(EngineError::NotFound)?;
    print::line(found)
}

async fn policy(engine: &Engine, what: PolicyVerb) -> Result<(), EngineError> {
    match what {
        PolicyVerb::Show => print::line(&engine.policy().await?),
        PolicyVerb::Check { file } => {
            print::line(&engine.check_policy(AdoptPolicyRequest { policy: document(&file)? }).await?)
        }
        PolicyVerb::Adopt { file } => {
            print::line(&engine.adopt_policy(AdoptPolicyRequest { policy: document(&file)? }).await?)
        }
        PolicyVerb::Accept { version } => print::line(&engine.accept_policy(AcceptPolicyRequest { version }).await?),
        PolicyVerb::Rights => RIGHTS.iter().try_for_each(|(act, roles)| print::line(&Right { act: *act, roles })),
    }
}

/// Reads a policy, whole or as `policy show` prints it.
fn document(file: &Path) -> Result<PolicyDocument, EngineError> {
    let value = json(file)?;
    let policy = value.get("policy").cloned().unwrap_or(value);
    serde_json::from_value(policy).map_err(|error| EngineError::NotUnderstood(error.to_string()))
}

fn json(file: &Path) -> Result<serde_json::Value, EngineError> {
    let text = if file == Path::new("-") {
        standard_input()?
    } else {
        std::fs::read_to_string(file).map_err(|_| EngineError::BadRequest("the file cannot be read"))?
    };
    serde_json::from_str(&text).map_err(|error| EngineError::NotUnderstood(error.to_string()))
}

async fn provider(laptop: &Laptop, ports: &Ports, what: ProviderVerb) -> Result<(), EngineError> {
    let (account, key, number, url) = match what {
        ProviderVerb::Show => return print::line(&laptop.engine.provider().await?),
        ProviderVerb::Test => return print::line(&laptop.engine.test_provider().await?),
        ProviderVerb::Record { file } => {
            let request = serde_json::from_value(json(&file)?);
            let request = request.map_err(|error| EngineError::NotUnderstood(error.to_string()))?;
            return print::line(&laptop.engine.record_provider(request).await?);
        }
        ProviderVerb::Set { account, key, number, url } => (account, key, number, url),
    };
    let number = E164::parse(&number)
        .map_err(|_| EngineError::BadRequest("write the number in international form, for example +447700900000"))?;
    let settings = ProviderSettings::Twilio { base_url: url, account_sid: account, key_sid: key, number };
    let secret = Zeroizing::new(standard_input()?.trim().to_owned());
    laptop.set_provider(ports, &settings, secret).await?;
    print::line(&Done { done: true })
}

/// A change, as `log` prints it.
#[derive(Serialize)]
struct Logged<'a, T> {
    sequence: u64,
    #[serde(flatten)]
    recorded: &'a T,
}

async fn log(engine: &Engine, mut after: u64) -> Result<(), EngineError> {
    loop {
        let page = engine.log(after).await?;
        let Some((last, _)) = page.last() else { return Ok(()) };
        after = *last;
        page.iter().try_for_each(|(sequence, recorded)| print::line(&Logged { sequence: *sequence, recorded }))?;
    }
}

async fn verify(engine: &Engine) -> Result<ExitCode, EngineError> {
    let found = engine.verify().await?;
    let sound = found.is_sound();
    print::line(&Verified {
        sound,
        changes: found.changes,
        chain: found.chain.map(|broken| broken.to_string()),
        altered_texts: found.altered_texts,
        differing_views: found.differing_views,
        file: found.file,
        not_in_record: engine.queue_counts().await?.unfiled,
    })?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(FOUND_WRONG) })
}

/// Runs the workers. Ends with its standard input, so that it never outlives whoever started it.
async fn work(laptop: &Laptop, time: Duration, detached: bool) -> Result<(), EngineError> {
    let Some((_lease, workers)) = laptop.start_workers().await? else {
        return Err(EngineError::BadRequest("the desktop app or another anteroomctl runs the workers already"));
    };
    print::line(&laptop.engine.sync())?;
    let parent_gone = async {
        if detached {
            std::future::pending::<()>().await;
        }
        let mut ignored = Vec::new();
        let mut input = tokio::io::stdin();
        // Whatever comes, and however it ends: the end is what counts.
        let _ = tokio::io::AsyncReadExt::read_to_end(&mut input, &mut ignored).await;
    };
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        () = parent_gone => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    workers.stop().await;
    print::line(&laptop.engine.sync())
}

pub(crate) fn standard_input() -> Result<String, EngineError> {
    let mut text = String::new();
    let read = std::io::stdin().lock().read_to_string(&mut text);
    read.map_err(|_| EngineError::BadRequest("standard input is not text")).map(|_| text)
}
