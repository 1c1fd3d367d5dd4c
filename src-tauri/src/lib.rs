//! The shell: the only Rust that knows Tauri.
//!
//! It joins the laptop's ports to the desktop (windows, tray, notifications), hands the window's commands to the engine
//! and the engine's events to the window.
//!
//! **Invariants.** A command is three lines: decode, one engine call, encode. No rule, no SQL, no HTTP. Window titles,
//! the tray and notifications hold nothing about a patient.

mod command;
mod desk;
mod desktop;
mod notification;
mod page;
mod tray;

use std::process::ExitCode;
use std::sync::Arc;

use tauri::{Manager, RunEvent, WindowEvent};

pub use desk::Desk;

/// Puts the commands of the contract into a Tauri builder. The program and its tests use the same.
pub fn with_commands<R: tauri::Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        command::app,
        command::set_up,
        command::choose_me,
        command::queue_counts,
        command::queue,
        command::conversation,
        command::messages,
        command::search,
        command::save_draft,
        command::send,
        command::undo,
        command::resolve_unknown,
        command::write_note,
        command::start_conversation,
        command::match_conversation,
        command::set_topic,
        command::assign,
        command::mark_done,
        command::reopen,
        command::mark_read,
        command::retry_filing,
        command::collect_now,
        command::pause_worker,
        command::preferences,
        command::record_consent,
        command::mark_route,
        command::policy,
        command::check_policy,
        command::adopt_policy,
        command::accept_policy,
        command::highlight_rules,
        command::try_highlights,
        command::save_staff,
        command::staff_left,
        command::save_practice,
        command::provider,
        command::record_provider,
        command::provider_connection,
        command::connect_provider,
        command::test_provider,
        command::tasks,
        command::make_task,
        command::assign_task,
        command::end_task,
        command::record_contact,
        command::enter_request,
        command::record_needs,
        command::set_class,
        command::triage,
        command::name_holder,
        command::end_session,
        command::check_text,
        command::templates,
        command::fill_template,
        command::check_template,
        command::save_template,
        command::approve_template,
        command::retire_template,
        command::adopt_starters,
        command::wishes_to_review,
        command::review_wish,
        command::dismiss_opt_out,
        command::confirm_number,
        command::record_proxy,
        command::end_proxy,
        command::start_with_proxy,
        command::match_proxy,
        command::template_of_message,
        command::next_steps,
        command::limit_messaging,
        command::lift_limit,
        command::save_role_account,
        command::end_role_account,
        command::hold_role_account,
        command::assign_role,
        command::later::snooze_times,
        command::later::snooze,
        command::later::wake,
        command::later::reschedule,
        command::later::cancel_scheduled,
        command::order_queue,
        command::questions,
        command::quick::escalation,
        command::quick::hand_over,
        command::quick::recent,
        command::correction::mark_wrong,
        command::correction::unmark_wrong,
    ])
}

/// Runs the program until it is quit.
pub fn run() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_env("ANTEROOM_LOG").unwrap_or_else(|_| "warn".into()))
        .with_writer(std::io::stderr)
        .init();
    let builder = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| desktop::show(app)))
        .setup(|app| {
            let handle = app.handle().clone();
            let notifier = Arc::new(notification::Desktop::start(handle.clone()));
            app.manage(Desk::new(laptop::Home::usual(), notifier));
            desktop::open_window(&handle)?;
            if let Err(error) = tray::make(&handle) {
                tracing::warn!(%error, "This desktop has no tray: closing the window quits");
            }
            desktop::relay_events(&handle);
            Ok(())
        })
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && tray::is_there(window.app_handle())
            {
                // Messages keep coming while the window is closed; the tray brings it back and quits.
                api.prevent_close();
                if let Err(error) = window.hide() {
                    tracing::warn!(%error, "The window cannot be hidden");
                }
            }
        });
    match with_commands(builder).build(tauri::generate_context!("tauri.conf.json")) {
        Ok(app) => {
            app.run(|app, event| {
                if matches!(event, RunEvent::Exit) {
                    tauri::async_runtime::block_on(app.state::<Desk>().close());
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "Anteroom cannot start");
            ExitCode::FAILURE
        }
    }
}
