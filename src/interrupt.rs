//! Ctrl-C, and the polite request to end (SIGTERM): the first one lets the run write what is done and end, the second ends it
//! at once.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};

const INTERRUPTED: u8 = 130;
#[cfg(unix)]
const TERMINATED: u8 = 143;

static RAISED: AtomicBool = AtomicBool::new(false);
static CODE: AtomicU8 = AtomicU8::new(INTERRUPTED);

/// The flag that Ctrl-C raises; listens from the first call on.
pub fn raised() -> &'static AtomicBool {
    // Without a listener Ctrl-C ends the program at once, as it does by default.
    let _ = std::thread::Builder::new().name("interrupt".to_owned()).spawn(listen);
    &RAISED
}

/// The exit code of a run that was interrupted.
pub fn code() -> u8 {
    CODE.load(Ordering::Relaxed)
}

fn listen() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
    runtime.block_on(async {
        while let Some(code) = next().await {
            CODE.store(code, Ordering::Relaxed);
            if RAISED.swap(true, Ordering::Relaxed) {
                std::process::exit(code.into());
            }
        }
    });
}

/// Waits for the next signal; its exit code.
#[cfg(unix)]
async fn next() -> Option<u8> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt()).ok()?, signal(SignalKind::terminate()).ok()?);
    std::future::poll_fn(|cx| {
        let interrupted = interrupt.poll_recv(cx).map(|signal| signal.map(|()| INTERRUPTED));
        if interrupted.is_ready() { interrupted } else { terminate.poll_recv(cx).map(|signal| signal.map(|()| TERMINATED)) }
    })
    .await
}

/// Waits for the next Ctrl-C; its exit code.
#[cfg(not(unix))]
async fn next() -> Option<u8> {
    tokio::signal::ctrl_c().await.ok().map(|()| INTERRUPTED)
}
