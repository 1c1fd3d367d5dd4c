//! The tray: how many conversations are unread, the window back, and quit.

use tauri::AppHandle;
use tauri::image::Image;
use tauri::menu::{MenuBuilder, MenuItemBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconBuilder, TrayIconEvent};

use crate::desktop;

const ID: &str = "anteroom";
const QUIET: &[u8] = include_bytes!("../../icons/tray.png");
const UNREAD: &[u8] = include_bytes!("../../icons/tray-unread.png");

/// Makes the tray icon.
pub(crate) fn make(app: &AppHandle) -> tauri::Result<()> {
    let show = MenuItemBuilder::with_id("show", "Show Anteroom").build(app)?;
    let quit = MenuItemBuilder::with_id("quit", "Quit").build(app)?;
    let menu = MenuBuilder::new(app).items(&[&show, &quit]).build()?;
    TrayIconBuilder::with_id(ID)
        .icon(Image::from_bytes(QUIET)?)
        .tooltip("Anteroom")
        .menu(&menu)
        .show_menu_on_left_click(false)
        .on_menu_event(|app, event| match event.id().as_ref() {
            "quit" => app.exit(0),
            _ => desktop::show(app),
        })
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
                desktop::show(tray.app_handle());
            }
        })
        .build(app)?;
    Ok(())
}

/// Says whether there is a tray to come back from.
pub(crate) fn is_there(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some()
}

/// Shows how many conversations are unread: a number, never whose.
pub(crate) fn count(app: &AppHandle, unread: u32) {
    let Some(tray) = app.tray_by_id(ID) else { return };
    let (tooltip, icon) = match unread {
        0 => ("Anteroom".to_owned(), QUIET),
        1 => ("Anteroom: 1 unread conversation".to_owned(), UNREAD),
        more => (format!("Anteroom: {more} unread conversations"), UNREAD),
    };
    let title = (unread > 0).then(|| unread.to_string());
    let shown = Image::from_bytes(icon)
        .and_then(|icon| tray.set_icon(Some(icon)))
        .and_then(|()| tray.set_tooltip(Some(tooltip)))
        .and_then(|()| tray.set_title(title));
    if let Err(error) = shown {
        tracing::warn!(%error, "The tray cannot show the count");
    }
}
