//! Sitting at the desk: the real window, the desktop around it, and the patients on the other side.

mod browser;
mod journey;
mod notifications;
mod parts;
mod sandbox;
mod window;

pub use browser::Browser;
pub use journey::{Journey, Step};
pub use notifications::{Notice, Notifications};
pub use parts::Desk;
pub use sandbox::Sandbox;
pub use window::{Message, Window};
