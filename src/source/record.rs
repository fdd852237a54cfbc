//! Records: one JSON object a line, as REPORT.md says under "Records".

use super::page::{MediaType, Page, SourceKind};
use serde::Deserialize;

#[derive(Deserialize)]
struct Record {
    id: Option<serde_json::Value>,
    url: Option<String>,
    html: Option<String>,
    text: Option<String>,
    published: Option<String>,
    language: Option<String>,
}

/// Reads line number `number` (from 1); the error is a sentence for the user.
pub fn page(line: &str, number: usize) -> Result<Page, String> {
    let record: Record = serde_json::from_str(line).map_err(|e| format!("line {number} is no record: {e}"))?;
    let (content, media_type) = match (record.html, record.text) {
        (Some(html), _) => (html, MediaType::Html),
        (None, Some(text)) => (text, MediaType::Text),
        (None, None) => return Err(format!("line {number} is no record: it has neither \"html\" nor \"text\"")),
    };
    let id = match record.id {
        Some(serde_json::Value::String(s)) => s,
        Some(serde_json::Value::Null) | None => format!("line {number}"),
        Some(other) => other.to_string(),
    };
    let mut page = Page::new(id, SourceKind::Record, content.into_bytes());
    page.url = record.url;
    page.media_type = Some(media_type);
    page.charset = Some("utf-8".to_owned());
    page.published = record.published;
    page.language = record.language;
    Ok(page)
}
