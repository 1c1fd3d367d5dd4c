//! `cargo xtask run`: the app on the training practice; without a display, the main job driven end to end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::desk::{Desk, Journey, Sandbox, Step, Window};
use crate::error::{During as _, Result, TaskError};
use crate::process::{self, Running};
use crate::project;
use crate::session;

/// Grace Okafor of the training practice.
const PATIENT: &str = "+447700900101";
const QUESTION: &str = "Good morning, the new tablets make me dizzy when I stand up. Should I stop taking them?";
const REPLY: &str = "Thank you for telling us. Please keep taking them today and sit down if you feel dizzy. \
    We have booked you a call with Dr Lindqvist at 14:30.";

/// Other patients of the training practice: from which number, under which name in the list of the open ones, what they
/// write. The first has no name there, because nobody knows the number.
const OTHERS: [(&str, &str, &str); 5] = [
    ("+447700900199", "", "Hello this is Rosa, I have a new number. Please ring me about the referral."),
    ("+447700900102", "Whitfield", "Hi, are my blood test results back yet? Had them taken on Tuesday."),
    ("+447700900104", "Brennan", "The chemist says my repeat prescription is not there. I have two days left."),
    ("+447700900105", "Kowalski", "Can I move tomorrow's appointment to the afternoon please?"),
    ("+447700900106", "Ahmed", "Thank you, the cream helped. The rash is nearly gone."),
];
const PATIENCE: Duration = Duration::from_secs(20);

/// Opens the app, or drives it where nobody could see it.
///
/// # Errors
/// When it does not run.
pub fn run(headless: bool, limit: Option<Duration>) -> Result<()> {
    if headless || !session::has_display() {
        return drive(limit);
    }
    let sandbox = Sandbox::start(Command::new(project::program("anteroom-sandbox")), 1.0)?;
    println!("The training practice's provider and its simulated patients: {}", sandbox.url());
    println!("Opening Anteroom. Close it from its tray icon, or press Ctrl-C here.");
    let mut command = Command::new(project::program("anteroom"));
    command.env("ANTEROOM_SANDBOX", sandbox.url());
    let app = Running::start("anteroom", &mut command)?;
    match limit {
        Some(limit) => drop(app.wait(limit)),
        None => drop(app.wait(Duration::MAX)?),
    }
    Ok(())
}

/// Carries out the main job in a private session, and keeps pictures.
fn drive(limit: Option<Duration>) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Err(TaskError::new("the virtual session is for Linux: run without --headless"));
    }
    println!(
        "No display is used: the window opens in a private virtual session (display, message bus, password store,"
    );
    println!("notifications) and the main job is carried out in it.");
    let started = Instant::now();
    let pictures = target_folder("pictures")?;
    let desk = Desk::set_up(&project::programs(), 0.0)?;
    tell(&Step { what: "the session and the sandbox are up".to_owned(), took: started.elapsed() });
    let opening = Instant::now();
    let window = desk.open_window(false)?;
    tell(&Step { what: "the window is open".to_owned(), took: opening.elapsed() });
    window.resize(1280, 720)?;
    let mut journey = Journey::begin(&desk, &window, tell);
    window.wait_for("first-run-start")?;
    window.picture(&pictures.join("first-run.png"))?;
    journey.first_run("Dr Ada Lindqvist")?;
    journey.patient_writes(PATIENT, QUESTION)?;
    process::until("the notification on the screen", PATIENCE, || {
        Ok(desk.notifications.is_seen(&desk.session).then_some(()))
    })?;
    desk.session.picture(&pictures.join("notification.png"))?;
    journey.click_notification(QUESTION)?;
    journey.reply(REPLY)?;
    window.picture(&pictures.join("held.png"))?;
    journey.delivered(PATIENT, REPLY)?;
    journey.filed(&[QUESTION, REPLY])?;
    others_write(&desk, &window)?;
    take_pictures(&window, &pictures, "light")?;
    drop(window);
    let opening = Instant::now();
    let window = desk.open_window(true)?;
    let conversation = window.row_with("Okafor")?;
    window.open(&conversation)?;
    window.message(REPLY, Duration::from_secs(20), |message| message.filing == "written")?;
    tell(&Step {
        what: "ended and opened again, in the dark, the app shows the same".to_owned(),
        took: opening.elapsed(),
    });
    take_pictures(&window, &pictures, "dark")?;
    if let Some(limit) = limit.and_then(|limit| limit.checked_sub(started.elapsed())) {
        std::thread::sleep(limit);
    }
    println!("Done in {:.1} s. Pictures of the window: target/pictures/", started.elapsed().as_secs_f64());
    Ok(())
}

/// Lets more patients write, for a desk as it looks on a working day.
fn others_write(desk: &Desk, window: &Window) -> Result<()> {
    for (from, _, text) in OTHERS {
        desk.sandbox.patient_writes(from, text)?;
    }
    for (_, name, _) in OTHERS {
        window.row_with(name)?;
    }
    window.open(&window.row_with("Okafor")?)
}

fn take_pictures(window: &Window, folder: &Path, shade: &str) -> Result<()> {
    for (width, height) in [(1920, 1080), (1280, 720)] {
        window.resize(width, height)?;
        window.picture(&folder.join(format!("desk-{shade}-{width}x{height}.png")))?;
    }
    Ok(())
}

fn tell(step: &Step) {
    println!("{:>8.2} s  {}", step.took.as_secs_f64(), step.what);
}

fn target_folder(name: &str) -> Result<PathBuf> {
    let folder = project::target().join(name);
    fs::create_dir_all(&folder).during(format!("the folder target/{name}"))?;
    Ok(folder)
}

/// Runs a program in a private session and answers as it does.
///
/// # Errors
/// When the session does not start or the program fails.
pub fn in_session(command: &[String]) -> Result<()> {
    let (program, arguments) = command.split_first().during("which program?")?;
    let session = session::Session::start()?;
    process::foreground(session.command(program).args(arguments))
}
