//! From the HTTP client's errors to kinds and sentences.

use super::super::error::{ErrorKind, InputError};
use super::address::Refused;
use std::error::Error;
use std::time::Duration;
use url::Url;

/// An error, and whether another try makes sense.
#[derive(Debug)]
pub(super) struct Failure {
    pub error: InputError,
    pub again: Again,
}

/// Whether to try again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// It would be no use.
    No,
    /// After a pause.
    Soon,
    /// After the pause that the server asks for.
    After(Duration),
}

impl From<InputError> for Failure {
    fn from(error: InputError) -> Self {
        Self { error, again: Again::No }
    }
}

/// What `error`, met while asking for `url`, means.
pub(super) fn of(error: &reqwest::Error, url: &Url) -> Failure {
    let host = url.host_str().unwrap_or("the host");
    let causes = causes(error);
    let said = |kind, message: String| Failure::from(InputError::new(kind, message));
    for cause in &causes {
        if let Some(refused) = cause.downcast_ref::<Refused>() {
            return said(refused.kind, refused.message.clone());
        }
        if let Some(tls) = cause.downcast_ref::<rustls::Error>() {
            return said(ErrorKind::Tls, format!("TLS with {host} fails: {tls}"));
        }
    }
    let last = causes.last().map_or_else(|| error.to_string(), ToString::to_string);
    if error.is_builder() {
        said(ErrorKind::BadAddress, last)
    } else if error.is_connect() {
        let again = if causes.iter().any(|c| is_passing(*c)) { Again::Soon } else { Again::No };
        Failure { again, ..said(ErrorKind::Connect, format!("cannot connect to {host}: {last}")) }
    } else {
        Failure { again: Again::Soon, ..said(ErrorKind::Incomplete, format!("the answer of {host} breaks off: {last}")) }
    }
}

/// Whether a failed connection may well succeed a moment later.
fn is_passing(cause: &(dyn Error + 'static)) -> bool {
    use std::io::ErrorKind as Io;
    let kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    matches!(kind, Some(Io::ConnectionReset | Io::ConnectionAborted | Io::TimedOut | Io::UnexpectedEof))
}

/// The causes of `error`, outermost first.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    std::iter::successors(cause(error), |&e| cause(e)).collect()
}

/// The next cause; I/O errors hide theirs in another place than others do.
fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

/// An error with its causes, for errors that are the user's to mend.
pub(super) fn chain(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&e| e.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
