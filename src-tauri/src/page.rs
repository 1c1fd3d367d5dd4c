//! The page in the window runs in processes of its own. When they die the program goes on behind an empty window, and
//! whoever sits before it believes that nothing came. So it is brought back: the page is loaded again, and where that cannot
//! help the program starts again. What was being written is in the file and comes back with it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{Manager as _, WebviewWindow};

/// What died.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lost {
    /// What draws the page.
    Page,
    /// Everything behind the web view: no page can be loaded in it any more.
    #[cfg_attr(not(any(windows, test)), expect(dead_code, reason = "only WebView2 has a process of its own for that"))]
    View,
}

/// What is done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remedy {
    Reload,
    Restart,
    /// Say so and start again later: what dies at once each time would otherwise start all the time.
    Say,
}

/// The page may die this often in [`SPELL`] and is loaded again. Ours.
const RELOADS: usize = 3;
/// How long a death counts. Ours.
const SPELL: Duration = Duration::from_secs(60);

/// When the page died.
#[derive(Debug)]
struct Deaths {
    begun: Instant,
    lately: Vec<Instant>,
}

impl Deaths {
    const fn none(begun: Instant) -> Self {
        Self { begun, lately: Vec::new() }
    }

    fn remedy(&mut self, lost: Lost, now: Instant) -> Remedy {
        self.lately.retain(|death| now.duration_since(*death) < SPELL);
        self.lately.push(now);
        if lost == Lost::Page && self.lately.len() <= RELOADS {
            Remedy::Reload
        } else if now.duration_since(self.begun) >= 2 * SPELL {
            Remedy::Restart
        } else {
            Remedy::Say
        }
    }
}

/// Brings the window's page back whenever it dies. On macOS Tauri loads it again by itself.
pub(crate) fn keep_alive(window: &WebviewWindow) {
    let kept = window.clone();
    let deaths = Mutex::new(Deaths::none(Instant::now()));
    let lost = move |lost| {
        let remedy = deaths.lock().unwrap_or_else(PoisonError::into_inner).remedy(lost, Instant::now());
        tracing::error!(?lost, ?remedy, "The window's page died");
        mend(&kept, remedy);
    };
    if let Err(error) = system::listen(window, lost) {
        tracing::warn!(%error, "A page that dies will not come back by itself");
    }
}

fn mend(window: &WebviewWindow, remedy: Remedy) {
    let done = match remedy {
        Remedy::Reload => window.reload(),
        Remedy::Restart => {
            window.app_handle().request_restart();
            Ok(())
        }
        // Nothing can be drawn in it: its title is all that can speak, until it is tried once more.
        Remedy::Say => {
            let app = window.app_handle().clone();
            tauri::async_runtime::spawn(async move {
                tokio::time::sleep(2 * SPELL).await;
                app.request_restart();
            });
            window.set_title("Anteroom cannot be shown: it tries again in two minutes")
        }
    };
    if let Err(error) = done {
        tracing::error!(%error, ?remedy, "The window's page does not come back");
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    use tauri::WebviewWindow;
    use webkit2gtk::WebViewExt as _;

    use super::Lost;

    pub(super) fn listen(window: &WebviewWindow, lost: impl Fn(Lost) + Send + 'static) -> tauri::Result<()> {
        window.with_webview(|view| {
            view.inner().connect_web_process_terminated(move |_, _| lost(Lost::Page));
        })
    }
}

#[cfg(windows)]
mod system {
    use tauri::WebviewWindow;
    use webview2_com::Microsoft::Web::WebView2::Win32::{
        COREWEBVIEW2_PROCESS_FAILED_KIND, COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
        COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
    };
    use webview2_com::ProcessFailedEventHandler;

    use super::Lost;

    pub(super) fn listen(window: &WebviewWindow, lost: impl Fn(Lost) + Send + 'static) -> tauri::Result<()> {
        window.with_webview(move |view| {
            if let Err(error) = listen_to(&view.controller(), lost) {
                tracing::warn!(%error, "A page that dies will not come back by itself");
            }
        })
    }

    /// What else can fail there (what draws on the screen, a hanging script) WebView2 mends itself or may mend.
    #[expect(unsafe_code, reason = "WebView2 is COM, and nothing between wraps this event")]
    fn listen_to(
        controller: &webview2_com::Microsoft::Web::WebView2::Win32::ICoreWebView2Controller,
        lost: impl Fn(Lost) + 'static,
    ) -> windows::core::Result<()> {
        let heard = ProcessFailedEventHandler::create(Box::new(move |_, failed| {
            let mut kind = COREWEBVIEW2_PROCESS_FAILED_KIND::default();
            if let Some(failed) = failed {
                // SAFETY: the view lends the event for this call, and `kind` lives longer than it.
                unsafe { failed.ProcessFailedKind(&raw mut kind)? };
            }
            match kind {
                COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED => lost(Lost::View),
                COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED => lost(Lost::Page),
                _ => {}
            }
            Ok(())
        }));
        let mut registration = 0;
        // SAFETY: the controller is alive here, on the thread that made it, and keeps a reference of its own to the handler.
        unsafe { controller.CoreWebView2()?.add_ProcessFailed(&heard, &raw mut registration) }
    }
}

#[cfg(target_os = "macos")]
mod system {
    use tauri::WebviewWindow;

    use super::Lost;

    pub(super) fn listen(_: &WebviewWindow, _: impl Fn(Lost) + Send + 'static) -> tauri::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_dies_now_and_then_is_loaded_again_and_what_dies_for_ever_is_not() {
        let begun = Instant::now();
        let at = |seconds| begun + Duration::from_secs(seconds);
        let mut deaths = Deaths::none(begun);
        let remedies = [5, 10, 15, 20, 70, 90, 91, 92, 125].map(|seconds| deaths.remedy(Lost::Page, at(seconds)));
        use Remedy::{Reload, Restart, Say};
        assert_eq!(remedies, [Reload, Reload, Reload, Say, Reload, Reload, Reload, Say, Restart]);
    }

    #[test]
    fn a_view_that_is_gone_takes_a_new_program_but_not_at_once() {
        let begun = Instant::now();
        assert_eq!(Deaths::none(begun).remedy(Lost::View, begun + SPELL), Remedy::Say);
        assert_eq!(Deaths::none(begun).remedy(Lost::View, begun + 2 * SPELL), Remedy::Restart);
    }
}
