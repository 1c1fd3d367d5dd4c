//! Desktop notifications. What they say is decided in `engine::NoticeText`; when one is shown, changed and taken back, and
//! what a click does, is decided here, once for all systems. `linux`, `windows` and `macos` only carry it out.
//!
//! One notification a queue: further messages change its count. A click opens the newest conversation in it.

mod board;
mod icon;
#[cfg(all(unix, not(target_os = "macos")))]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use contract::AppEvent;
use engine::{Notice, NoticeQueue, NoticeText, Notifier};
use model::ConversationId;
use tauri::AppHandle;

#[cfg(all(unix, not(target_os = "macos")))]
use self::linux::Center;
#[cfg(target_os = "macos")]
use self::macos::Center;
#[cfg(windows)]
use self::windows::Center;
use crate::desktop;
use board::Board;

/// Messages that come together are told together.
const GATHER: Duration = Duration::from_millis(250);

/// What the desktop's notifications do for the [`Board`].
trait Surface {
    /// Shows the notification of a queue in place of the one that stands for it, if one does.
    fn show(&mut self, wanted: &Wanted, tell: Tell) -> Result<(), Refused>;
    /// Takes back what stands for a queue, as far as this desktop lets a program do that.
    fn take_back(&mut self, queue: NoticeQueue);
}

/// A notification as it shall stand.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wanted {
    queue: NoticeQueue,
    text: NoticeText,
    /// Something came. Else only the count fell, and nobody is to be called for that.
    news: bool,
}

/// What the desktop tells of a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Somebody clicked on it.
    Clicked,
    /// It stands nowhere any more.
    Gone,
}

/// How an answer reaches the board, from whichever thread.
type Tell = Arc<dyn Fn(Answer) + Send + Sync>;
/// Why a notification is not shown.
type Refused = Box<dyn std::error::Error>;

/// What a desktop's part may want to know of the program.
struct About {
    /// The program's name among all programs, as `tauri.conf.json` says it.
    #[cfg_attr(all(unix, not(target_os = "macos")), expect(dead_code, reason = "Linux knows programs by their bus"))]
    identifier: String,
    /// The program's icon as a file, whether the program is installed or not.
    #[cfg_attr(target_os = "macos", expect(dead_code, reason = "macOS shows the icon of the bundle and no other"))]
    icon: Option<PathBuf>,
}

enum Ask {
    Show(Notice),
    Clear(Option<ConversationId>),
    Answered { queue: NoticeQueue, turn: u64, answer: Answer },
}

/// The desktop's notifications, behind a thread of their own: the desktop may be slow, the engine must not wait.
pub(crate) struct Desktop {
    asks: mpsc::Sender<Ask>,
}

impl Desktop {
    /// Starts the thread.
    pub(crate) fn start(app: AppHandle) -> Self {
        let (asks, asked) = mpsc::channel();
        let answers = asks.clone();
        let serve = move || {
            let about = About { identifier: app.config().identifier.clone(), icon: icon::file(&app) };
            let listen = move |queue, turn| -> Tell {
                let answers = answers.clone();
                Arc::new(move |answer| {
                    // Nobody listens any more: the program ends.
                    let _ = answers.send(Ask::Answered { queue, turn, answer });
                })
            };
            serve(&app, &asked, Board::new(Center::new(&about), listen));
        };
        if let Err(error) = thread::Builder::new().name("anteroom-notify".to_owned()).spawn(serve) {
            tracing::error!(%error, "Notifications cannot be shown");
        }
        Self { asks }
    }
}

impl Notifier for Desktop {
    fn show(&self, notice: Notice) {
        // A thread that could not be started was reported; the window shows the message all the same.
        let _ = self.asks.send(Ask::Show(notice));
    }

    fn clear(&self, conversation: Option<ConversationId>) {
        let _ = self.asks.send(Ask::Clear(conversation));
    }
}

fn serve(
    app: &AppHandle,
    asked: &mpsc::Receiver<Ask>,
    mut board: Board<impl Surface, impl Fn(NoticeQueue, u64) -> Tell>,
) {
    while let Ok(first) = asked.recv() {
        if !matches!(first, Ask::Answered { .. }) {
            thread::sleep(GATHER);
        }
        for ask in std::iter::once(first).chain(asked.try_iter()) {
            match ask {
                Ask::Show(notice) => board.add(notice),
                Ask::Clear(conversation) => board.clear(conversation),
                Ask::Answered { queue, turn, answer } => {
                    if let Some(conversation) = board.answered(queue, turn, answer) {
                        open(app, conversation);
                    }
                }
            }
        }
        board.settle();
    }
}

fn open(app: &AppHandle, conversation: Option<ConversationId>) {
    desktop::show(app);
    desktop::tell(app, &AppEvent::Open { conversation: conversation.map(|id| id.to_string()) });
}
