//! What reaches a terminal must not steer it: control characters and invisible reordering are shown instead of obeyed.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether `c` could steer a terminal or hide what a text says: controls, bidirectional overrides, line separators, tags.
pub fn is_dangerous(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` on one line and harmless: white space becomes a space, other controls become visible.
pub fn line(text: &str) -> Cow<'_, str> {
    if !text.contains(is_dangerous) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            c if is_dangerous(c) => {
                let _ = write!(out, "<U+{:04X}>", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32) {
            let text = format!("a{c}b");
            let shown = line(&text);
            assert!(!shown.contains(is_dangerous), "U+{:04X}", u32::from(c));
            assert!(!shown.contains(char::is_control), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_was_there_can_still_be_seen() {
        assert_eq!(line("\u{1b}]52;c;bWFs\u{7}"), "␛]52;c;bWFs␇");
        assert_eq!(line("Bilan\rCours\u{202e}gnp"), "Bilan Cours<U+202E>gnp");
        assert_eq!(line("C1 \u{9b}31m"), "C1 <U+009B>31m");
        assert!(matches!(line("L’été à Zürich, مرحبا 👩‍🔬"), Cow::Borrowed(_)));
    }
}
