//! Ctrl-C: the first one lets the run write what is done and end, the second ends it at once.

use std::sync::atomic::{AtomicBool, Ordering};

static RAISED: AtomicBool = AtomicBool::new(false);

/// The flag that Ctrl-C raises; listens from the first call on.
pub fn raised() -> &'static AtomicBool {
    // Without a listener Ctrl-C ends the program at once, as it does by default.
    let _ = std::thread::Builder::new().name("interrupt".to_owned()).spawn(listen);
    &RAISED
}

fn listen() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_io().build() else { return };
    runtime.block_on(async {
        while tokio::signal::ctrl_c().await.is_ok() {
            if RAISED.swap(true, Ordering::Relaxed) {
                std::process::exit(crate::INTERRUPTED.into());
            }
        }
    });
}
