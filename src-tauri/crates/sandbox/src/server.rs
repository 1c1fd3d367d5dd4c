//! The server: one listener on this computer, one task for each connection, all of them stopped with it.

use std::{
    net::Ipv4Addr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    response::{IntoResponse, Response},
};
use hyper::service::Service as _;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use jiff::Timestamp;
use tokio::{net::TcpListener, task::JoinSet};

use crate::{Config, control, journal::Journal, patients, twilio, world::World};

/// What every request works on.
pub(crate) struct App {
    pub(crate) config: Config,
    world: Mutex<World>,
}

impl App {
    /// Returns the world; it is never held across an `await`.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the time.
    pub(crate) fn now(&self) -> Timestamp {
        (self.config.clock)()
    }
}

/// Why the stand-in could not start.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The port cannot be had.
    #[error("cannot listen on this computer")]
    Listen(#[source] std::io::Error),
    /// The journal cannot be opened.
    #[error("cannot open the journal")]
    Journal(#[source] std::io::Error),
}

/// A running stand-in; it stops when this is dropped.
pub struct Running {
    url: String,
    tasks: JoinSet<()>,
}

impl Running {
    /// Returns its address, for example "http://127.0.0.1:40123".
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Waits until it ends by itself, which it does not.
    pub async fn wait(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Starts the stand-in and its patients.
///
/// # Errors
/// [`SandboxError`] if the port or the journal cannot be had.
pub async fn start(config: Config) -> Result<Running, SandboxError> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await.map_err(SandboxError::Listen)?;
    let port = listener.local_addr().map_err(SandboxError::Listen)?.port();
    let mut world = World::default();
    if let Some(path) = &config.journal {
        world.journal = Journal::open(path).map_err(SandboxError::Journal)?;
    }
    let app = Arc::new(App { config, world: Mutex::new(world) });
    let mut tasks = JoinSet::new();
    tasks.spawn(serve(listener, twilio::routes().merge(control::routes()).with_state(Arc::clone(&app))));
    if app.config.pace > 0.0 {
        tasks.spawn(patients::live(app));
    }
    Ok(Running { url: format!("http://{}:{port}", Ipv4Addr::LOCALHOST), tasks })
}

/// Accepts connections for ever.
async fn serve(listener: TcpListener, routes: Router) {
    let routes = TowerToHyperService::new(routes);
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok((stream, _)) = listener.accept().await else {
            // Out of file handles, most likely: let some connections end.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let routes = routes.clone();
        connections.spawn(async move {
            let service = hyper::service::service_fn(|request| {
                let answer = routes.call(request);
                async move {
                    match answer.await {
                        Ok(answer) if answer.extensions().get::<Cut>().is_some() => Err(Cut),
                        Ok(answer) => Ok(answer),
                        Err(never) => match never {},
                    }
                }
            });
            // A connection that breaks is the other side's affair, or was asked for.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Marks an answer that is never written: the connection breaks instead.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the connection breaks because a test asked for it")]
pub(crate) struct Cut;

impl IntoResponse for Cut {
    fn into_response(self) -> Response {
        let mut answer = Response::default();
        answer.extensions_mut().insert(self);
        answer
    }
}
