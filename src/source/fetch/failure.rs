//! From the HTTP client's errors to kinds and sentences.

use super::super::error::{ErrorKind, InputError};
use super::address::Refused;
use std::error::Error;
use url::Url;

/// What `error`, met while asking for `url`, means.
pub(super) fn of(error: &reqwest::Error, url: &Url) -> InputError {
    let host = url.host_str().unwrap_or("the host");
    let causes: Vec<&(dyn Error + 'static)> = std::iter::successors(error.source(), |&e| e.source()).flat_map(unwrap_io).collect();
    let said = |kind, message: String| InputError::new(kind, message);
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
        said(ErrorKind::Connect, format!("cannot connect to {host}: {last}"))
    } else {
        said(ErrorKind::Incomplete, format!("the answer of {host} breaks off: {last}"))
    }
}

/// An I/O error that wraps another gives that one too.
fn unwrap_io<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let inner = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    std::iter::once(error).chain(inner.map(|e| e as &'a (dyn Error + 'static))).collect()
}

/// An error with its causes, for errors that are the user's to mend.
pub(super) fn chain(error: &dyn Error) -> String {
    let causes = std::iter::successors(error.source(), |&e| e.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
