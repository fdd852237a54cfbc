//! Articles that the page does not show but carries: pages built by a script hold their text as HTML in the script's data, in
//! the JSON-LD, or in a `<noscript>`. Looked at only where the page itself shows hardly any text.

use crate::parse::dom::{Dom, Tag};
use memchr::{memchr, memchr2};

/// The least length of a string worth looking at.
const TEXT_BYTES: usize = 400;
/// How much of scripts is searched, all together.
const SCRIPT_BYTES: usize = 8 * 1024 * 1024;

/// The longest piece of HTML that the page carries unseen; `declared` is the article's text by its structured data.
pub fn html(dom: &Dom, declared: Option<&str>) -> Option<String> {
    let mut best = declared.filter(|d| d.len() >= TEXT_BYTES).map(paragraphs).unwrap_or_default();
    let mut left = SCRIPT_BYTES;
    for tag in [Tag::Noscript, Tag::Script] {
        for node in dom.elements(tag) {
            let text = dom.text_content(node);
            if tag == Tag::Noscript {
                if text.len() > best.len().max(TEXT_BYTES) && text.contains("<p") {
                    best = text;
                }
                continue;
            }
            left = left.saturating_sub(text.len());
            if left == 0 {
                break;
            }
            if let Some(found) = longest_markup(&text).filter(|found| found.len() > best.len()) {
                best = found;
            }
        }
    }
    (!best.is_empty()).then_some(best)
}

/// Plain text with its lines as paragraphs; text that is markup already, as it is.
fn paragraphs(text: &str) -> String {
    if text.contains("<p") || text.contains("</") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.lines().filter(|l| !l.trim().is_empty()) {
        out.push_str("<p>");
        out.push_str(&line.replace('&', "&amp;").replace('<', "&lt;"));
        out.push_str("</p>");
    }
    out
}

/// The longest string literal of a script that holds paragraphs of HTML.
fn longest_markup(script: &str) -> Option<String> {
    let bytes = script.as_bytes();
    let mut best: Option<String> = None;
    let mut at = 0;
    while let Some(open) = memchr(b'"', bytes.get(at..)?) {
        let start = at + open;
        let Some(end) = literal_end(bytes, start + 1) else { break };
        let literal = script.get(start..=end).unwrap_or("");
        at = end + 1;
        if literal.len() < best.as_ref().map_or(TEXT_BYTES, String::len)
            || !(literal.contains("<p") || literal.contains("003cp") || literal.contains("003Cp"))
        {
            continue;
        }
        if let Ok(text) = serde_json::from_str::<String>(literal)
            && text.contains("<p")
        {
            best = Some(text);
        }
    }
    best
}

/// Where the string literal that starts before `at` ends: the next quotation mark that no backslash escapes.
fn literal_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[found] == b'"' {
            return Some(found);
        }
        at = found + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_markup_of_a_script_is_found() {
        let body = "<p class=\"x\">The basin is open again.</p>".repeat(12);
        let script = format!("var a = {{\"t\":\"short\",\"c\":{}}};", serde_json::Value::from(body.clone()));
        assert_eq!(longest_markup(&script), Some(body));
        assert_eq!(longest_markup("var a = \"unclosed"), None);
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        assert_eq!(paragraphs("One & two.\n\nThree < four."), "<p>One &amp; two.</p><p>Three &lt; four.</p>");
    }
}
