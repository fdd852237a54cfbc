//! JSON as publishers write it: read forgivingly.

use serde_json::Value;

/// One block as JSON, forgiving what publishers get wrong: comment marks, raw line breaks in strings, trailing commas, several
/// values one after the other.
pub fn parse(block: &str) -> Option<Vec<Value>> {
    let text = unwrapped(block);
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return Some(vec![value]);
    }
    let repaired = repair(text);
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(&repaired).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => break,
        }
    }
    (!values.is_empty()).then_some(values)
}

fn unwrapped(block: &str) -> &str {
    let mut text = block.trim();
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("/*<![CDATA[*/", "/*]]>*/")] {
        text = text.strip_prefix(open).unwrap_or(text).trim();
        text = text.strip_suffix(close).unwrap_or(text).trim();
    }
    text.trim_end_matches(';').trim()
}

/// Escapes control characters within strings and drops commas before a closing bracket.
fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => {
                    // "\'" is no JSON escape.
                    if !"\"\\/bfnrtu".contains(c) {
                        out.pop();
                    }
                    if c >= ' ' {
                        out.push(c);
                    }
                    escaped = false;
                    continue;
                }
                '\\' => escaped = true,
                '"' => in_string = false,
                '\n' => {
                    out.push_str("\\n");
                    continue;
                }
                c if c < ' ' => {
                    out.push(' ');
                    continue;
                }
                _ => {}
            }
        } else if c == '"' {
            in_string = true;
        } else if c == '}' || c == ']' {
            let kept = out.trim_end().len();
            if out[..kept].ends_with(',') {
                out.truncate(kept - 1);
            }
        } else if c < ' ' {
            out.push(' ');
            continue;
        }
        out.push(c);
    }
    out
}
