//! Why an input could not be analysed.

use schemars::JsonSchema;
use serde::Serialize;
use std::fmt;

/// The kinds of failure, as programs tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The address is malformed.
    BadAddress,
    /// The compressed data is damaged.
    BadCompression,
    /// A line of `--records` is no record.
    BadRecord,
    /// The server cannot be reached.
    Connect,
    /// The address holds a user name or a password.
    Credentials,
    /// The host name cannot be resolved.
    Dns,
    /// There is no content.
    Empty,
    /// There is already a report of this name.
    Exists,
    /// The server answers with a status other than 2xx.
    HttpStatus,
    /// The answer breaks off or breaks HTTP.
    Incomplete,
    /// A fault of this program.
    Internal,
    /// Reading fails.
    Io,
    /// The content is no article's type: an image, a PDF, JSON.
    MediaType,
    /// It is neither a file nor a folder.
    NotAFile,
    /// There is no such file.
    NotFound,
    /// The file may not be read.
    PermissionDenied,
    /// The address is private and may not be asked.
    PrivateAddress,
    /// robots.txt disallows it.
    Robots,
    /// It took longer than `--timeout`.
    Timeout,
    /// TLS fails: certificate, protocol.
    Tls,
    /// It is larger than `--max-bytes`.
    TooLarge,
    /// Redirects lead on and on.
    TooManyRedirects,
    /// The address is neither http nor https.
    UnsupportedScheme,
}

impl ErrorKind {
    /// The name as the report shows it.
    pub const fn name(self) -> &'static str {
        match self {
            ErrorKind::BadAddress => "bad_address",
            ErrorKind::BadCompression => "bad_compression",
            ErrorKind::BadRecord => "bad_record",
            ErrorKind::Connect => "connect",
            ErrorKind::Credentials => "credentials",
            ErrorKind::Dns => "dns",
            ErrorKind::Empty => "empty",
            ErrorKind::Exists => "exists",
            ErrorKind::HttpStatus => "http_status",
            ErrorKind::Incomplete => "incomplete",
            ErrorKind::Internal => "internal",
            ErrorKind::Io => "io",
            ErrorKind::MediaType => "media_type",
            ErrorKind::NotAFile => "not_a_file",
            ErrorKind::NotFound => "not_found",
            ErrorKind::PermissionDenied => "permission_denied",
            ErrorKind::PrivateAddress => "private_address",
            ErrorKind::Robots => "robots",
            ErrorKind::Timeout => "timeout",
            ErrorKind::Tls => "tls",
            ErrorKind::TooLarge => "too_large",
            ErrorKind::TooManyRedirects => "too_many_redirects",
            ErrorKind::UnsupportedScheme => "unsupported_scheme",
        }
    }
}

/// A failure of one input: its kind for programs, a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputError {
    /// What kind of failure.
    pub kind: ErrorKind,
    /// What failed and what to do.
    pub message: String,
}

impl InputError {
    /// An error of `kind`.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The error for content of more than `cap` bytes.
    pub fn too_large(cap: usize) -> Self {
        Self::new(ErrorKind::TooLarge, format!("larger than {cap} bytes (raise the limit with --max-bytes)"))
    }

    /// The error for a failure of the file system.
    pub fn io(error: &std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        let kind = match error.kind() {
            Io::NotFound => ErrorKind::NotFound,
            Io::PermissionDenied => ErrorKind::PermissionDenied,
            _ => ErrorKind::Io,
        };
        let message = match kind {
            ErrorKind::NotFound => "no such file or folder".to_owned(),
            ErrorKind::PermissionDenied => "permission denied".to_owned(),
            _ => error.to_string(),
        };
        Self::new(kind, message)
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_what_the_report_shows() {
        let schema = schemars::schema_for!(ErrorKind).to_value();
        let mut listed = 0;
        for kind in [
            ErrorKind::BadAddress,
            ErrorKind::BadCompression,
            ErrorKind::BadRecord,
            ErrorKind::Connect,
            ErrorKind::Credentials,
            ErrorKind::Dns,
            ErrorKind::Empty,
            ErrorKind::Exists,
            ErrorKind::HttpStatus,
            ErrorKind::Incomplete,
            ErrorKind::Internal,
            ErrorKind::Io,
            ErrorKind::MediaType,
            ErrorKind::NotAFile,
            ErrorKind::NotFound,
            ErrorKind::PermissionDenied,
            ErrorKind::PrivateAddress,
            ErrorKind::Robots,
            ErrorKind::Timeout,
            ErrorKind::Tls,
            ErrorKind::TooLarge,
            ErrorKind::TooManyRedirects,
            ErrorKind::UnsupportedScheme,
        ] {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.name().into()));
            listed += 1;
        }
        let variants = schema.get("oneOf").and_then(|v| v.as_array()).map(Vec::len);
        assert_eq!(variants, Some(listed), "a kind is missing from this test");
    }
}
