//! The window, and what is told to it.

use contract::AppEvent;
use engine::Event;
use tauri::webview::PageLoadEvent;
use tauri::{AppHandle, Emitter, Manager, WebviewUrl, WebviewWindowBuilder};

use crate::{Desk, page, tray};

/// The label of the one window.
const MAIN: &str = "main";
/// The name of the event that carries an [`AppEvent`].
const EVENT: &str = "anteroom";

/// Opens the window. Its title never says more than the app's name.
pub(crate) fn open_window(app: &AppHandle) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Anteroom")
        .inner_size(1280.0, 720.0)
        .min_inner_size(640.0, 480.0)
        .on_navigation(|url| {
            matches!(url.scheme(), "tauri") || matches!(url.host_str(), Some("localhost" | "tauri.localhost"))
        })
        .on_page_load(|_, load| {
            if load.event() == PageLoadEvent::Finished {
                tracing::debug!("The page is loaded");
            }
        })
        .build()?;
    page::keep_alive(&window);
    Ok(())
}

/// Brings the window to the front, also when it was hidden.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "The window cannot be shown");
    }
}

/// Tells the window something.
pub(crate) fn tell(app: &AppHandle, event: &AppEvent) {
    if let Err(error) = app.emit_to(MAIN, EVENT, event) {
        tracing::warn!(%error, "The window cannot be told of a change");
    }
}

/// Passes the engine's events on to the window and the tray, and opens the practice without waiting for the window.
pub(crate) fn relay_events(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let desk = app.state::<Desk>();
        let mut told = desk.listen();
        // Why an error is no news here: the window asks for the app as soon as it is drawn, and shows it.
        drop(desk.engine().await);
        while let Some(event) = Event::next(&mut told).await {
            let Ok(engine) = desk.engine().await else { continue };
            let event = match event {
                Event::Changed(ids) => {
                    if let Ok(counts) = engine.queue_counts().await {
                        tray::count(&app, counts.unread);
                    }
                    AppEvent::Changed { conversations: ids.iter().map(ToString::to_string).collect() }
                }
                Event::Sync(_) => AppEvent::Sync { sync: engine.sync() },
            };
            tell(&app, &event);
        }
    });
}
