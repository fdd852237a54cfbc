//! A page: bytes, and everything said about them from outside.

use schemars::JsonSchema;
use serde::Serialize;

/// Where an input came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A web address.
    Url,
    /// A file.
    File,
    /// Standard input.
    Stdin,
    /// A line of `--records`.
    Record,
    /// A record of a web archive.
    Warc,
}

/// What the bytes are, where it is known before looking at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// HTML or XHTML.
    Html,
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

impl MediaType {
    /// The media type's name as in HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            MediaType::Html => "text/html",
            MediaType::Text => "text/plain",
            MediaType::Markdown => "text/markdown",
        }
    }
}

/// The bytes of one input with all that came along with them; what `parse` works on.
#[derive(Debug, Clone)]
pub struct Page {
    /// What the user named it: path, address, `-`, the record's id.
    pub input: String,
    /// Where it came from.
    pub kind: SourceKind,
    /// The final address, after redirects.
    pub url: Option<String>,
    /// When it was fetched, ISO 8601.
    pub fetched_at: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// What it says it is; `None` to decide by content and name.
    pub media_type: Option<MediaType>,
    /// Charset that came with it from outside (HTTP header, or `utf-8` for a record).
    pub charset: Option<String>,
    /// The language that came with it from outside, not to be detected again.
    pub language: Option<String>,
    /// The day of publication that came with it, used where the page names none.
    pub published: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

impl Page {
    /// A page of `kind` with nothing known but its bytes.
    pub fn new(input: impl Into<String>, kind: SourceKind, bytes: Vec<u8>) -> Self {
        Self {
            input: input.into(),
            kind,
            url: None,
            fetched_at: None,
            status: None,
            media_type: None,
            charset: None,
            language: None,
            published: None,
            bytes,
        }
    }
}
