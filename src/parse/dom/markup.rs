//! A look at the raw markup before it is parsed: finds tags with more attributes than a page has any use for, and runs of `<`.

use memchr::{memchr, memmem};
use std::ops::Range;

/// Elements whose content is text up to their end tag, whatever it looks like.
const RAW_TEXT: [&str; 9] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The tags of `text` with more than `cap` attributes, in order. One pass, linear.
pub fn overloaded_tags(text: &str, cap: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = next_open(bytes, at) {
        let rest = &bytes[start..];
        at = start + 1;
        if rest.get(1) == Some(&b'!') && rest.starts_with(b"<!--") {
            at = memmem::find(&rest[4..], b"-->").map_or(bytes.len(), |end| start + 4 + end);
            continue;
        }
        let name_at = if rest.get(1) == Some(&b'/') { 2 } else { 1 };
        if !rest.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (length, attributes) = tag(rest);
        if attributes > cap {
            found.push(start..start + length);
        }
        at = start + length;
        if name_at == 1 {
            at += raw_text_length(&rest[1..], &bytes[at..]);
        }
    }
    found
}

/// Where the next `<` from `at` on stands: mostly at once, where one tag follows another.
fn next_open(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at..)? {
        [b'<', ..] => Some(at),
        [_, b'<', ..] => Some(at + 1),
        rest => memchr(b'<', rest).map(|offset| at + offset),
    }
}

/// What a byte is within a tag.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Space,
    Quote,
    Equals,
    End,
}

const fn kind(byte: u8) -> Kind {
    match byte {
        b'>' => Kind::End,
        b'"' | b'\'' => Kind::Quote,
        b'=' => Kind::Equals,
        b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' => Kind::Space,
        _ => Kind::Word,
    }
}

/// Length and number of attributes of the tag at the start of `bytes`.
fn tag(bytes: &[u8]) -> (usize, usize) {
    let mut attributes = 0;
    let mut between = false;
    let mut after_equals = false;
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match kind(byte) {
            Kind::End => return (at, attributes),
            Kind::Quote if after_equals => {
                at = memchr(byte, &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
                (between, after_equals) = (true, false);
            }
            Kind::Equals if !between || attributes > 0 => (between, after_equals) = (false, true),
            Kind::Space => between = !after_equals,
            _ => {
                attributes += usize::from(between);
                (between, after_equals) = (false, false);
                at += bytes[at..].iter().take_while(|&&b| kind(b) == Kind::Word).count();
            }
        }
    }
    (bytes.len(), attributes)
}

/// How much of `content` is raw text, where the tag that starts with `name` opens such text.
fn raw_text_length(name: &[u8], content: &[u8]) -> usize {
    if !name.first().is_some_and(|b| matches!(b | 0x20, b's' | b't' | b'x' | b'i' | b'n')) {
        return 0;
    }
    let word = name.iter().take(9).take_while(|b| b.is_ascii_alphanumeric()).count();
    let Some(raw) = RAW_TEXT.iter().find(|r| name[..word].eq_ignore_ascii_case(r.as_bytes())) else { return 0 };
    let mut at = 0;
    while let Some(offset) = memmem::find(&content[at..], b"</") {
        at += offset;
        if content.get(at + 2..at + 2 + raw.len()).is_some_and(|n| n.eq_ignore_ascii_case(raw.as_bytes())) {
            return at;
        }
        at += 2;
    }
    content.len()
}

/// What goes beyond the first `most` signs in runs of `<`. A longer run covers one of every `most` bytes: only these are looked at.
pub fn long_runs(text: &str, most: usize) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let sign = |b: &&u8| **b == b'<';
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in (0..bytes.len()).step_by(most.max(1)) {
        if bytes[at] != b'<' || found.last().is_some_and(|run| at < run.end) {
            continue;
        }
        let start = at - bytes[..at].iter().rev().take_while(sign).count();
        let end = at + bytes[at..].iter().take_while(sign).count();
        if end - start > most {
            found.push(start + most..end);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_attributes_and_not_what_looks_like_them() {
        assert_eq!(tag(b"<a href=\"x y > z\" b c = 'd e'>rest"), (30, 3));
        assert_eq!(tag(b"<br/>"), (5, 0));
        assert_eq!(tag(b"<p a b c"), (8, 3));
        let page = "<!-- <a b c d> --><script>if (a <b && c d e f) {}</script><i b c d></i>";
        let found = overloaded_tags(page, 2);
        assert_eq!(found.len(), 1);
        assert_eq!(&page[found[0].clone()], "<i b c d>");
    }

    #[test]
    fn runs_of_open_signs_are_cut() {
        let text = format!("a << b {} c {}", "<".repeat(100), "<".repeat(2000));
        assert_eq!(long_runs(&text, 1024), vec![text.len() - 976..text.len()]);
        assert!(long_runs("<p><<<<", 1024).is_empty());
        for before in 0..9 {
            let text = format!("{}<<<<<a<<<<", "x".repeat(before));
            assert_eq!(long_runs(&text, 4), vec![before + 4..before + 5], "{before}");
        }
    }
}
