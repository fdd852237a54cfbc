//! Records: one JSON object a line, as REPORT.md says under "Records".

use super::error::{ErrorKind, InputError};
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

/// What the report calls the record in `line`: its `id`, or its number where it has none or is no record.
pub fn id(line: &[u8], number: usize) -> String {
    #[derive(Deserialize)]
    struct Id {
        id: Option<serde_json::Value>,
    }
    name(serde_json::from_slice::<Id>(line).ok().and_then(|r| r.id), number)
}

fn name(id: Option<serde_json::Value>, number: usize) -> String {
    match id {
        Some(serde_json::Value::String(s)) => s,
        Some(serde_json::Value::Null) | None => format!("line {number}"),
        Some(other) => other.to_string(),
    }
}

/// Reads the record in `line`, number `number` (from 1); its content may have `cap` bytes.
pub fn page(line: &[u8], number: usize, cap: usize) -> Result<Page, InputError> {
    let bad = |why: &str| InputError::new(ErrorKind::BadRecord, format!("it is no record: {why}"));
    let record: Record = serde_json::from_slice(line).map_err(|e| bad(&e.to_string()))?;
    let (content, media_type) = match (record.html, record.text) {
        (Some(html), _) => (html, MediaType::Html),
        (None, Some(text)) => (text, MediaType::Text),
        (None, None) => return Err(bad("it has neither \"html\" nor \"text\"")),
    };
    if content.len() > cap {
        return Err(InputError::too_large(cap));
    }
    let mut page = Page::new(name(record.id, number), SourceKind::Record, content.into_bytes());
    page.url = record.url;
    page.media_type = Some(media_type);
    page.charset = Some("utf-8".to_owned());
    page.published = record.published;
    page.language = record.language;
    Ok(page)
}
