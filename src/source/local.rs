//! Files and standard input.

use super::content;
use super::error::{ErrorKind, InputError};
use super::page::{Page, SourceKind};
use std::fs::File;
use std::path::Path;

/// Reads the file at `path`. Pipes and devices are read only where the user named them on the command line (`special`), as
/// shells hand over `<(…)`; elsewhere they could block for ever.
pub fn file(path: &Path, special: bool, cap: usize) -> Result<Page, InputError> {
    let kind = std::fs::metadata(path).map_err(|e| missing(path, InputError::io(&e)))?.file_type();
    if kind.is_dir() || !(kind.is_file() || special) {
        return Err(InputError::new(ErrorKind::NotAFile, "it is no regular file"));
    }
    let bytes = content::read(File::open(path).map_err(|e| InputError::io(&e))?, cap)?;
    content::check(&bytes)?;
    Ok(Page::new(path.to_string_lossy(), SourceKind::File, bytes))
}

/// `error`, with a hint where `path` looks like a web address that lacks its beginning.
fn missing(path: &Path, mut error: InputError) -> InputError {
    let host = path.iter().next().and_then(|h| h.to_str()).unwrap_or("");
    let is_host = host.starts_with("www.") || host.contains('.') && !host.starts_with('.') && path.iter().count() > 1;
    if error.kind == ErrorKind::NotFound && is_host {
        error.message.push_str(" (a web address begins with https://)");
    }
    error
}

/// Reads standard input to its end.
pub fn stdin(cap: usize) -> Result<Page, InputError> {
    let bytes = content::read(std::io::stdin().lock(), cap)?;
    content::check(&bytes)?;
    Ok(Page::new("-", SourceKind::Stdin, bytes))
}
