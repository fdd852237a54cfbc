//! Words of running text as a page writes them: where each ends, whether readers see any of it, and what can be counted about it.

use super::measure::{Counts, Measure};

/// A word: all up to the next white space.
pub struct Word<'t> {
    /// As the page writes it.
    pub text: &'t str,
    /// Whether any of it is shown.
    pub shown: bool,
    /// Whether any of it is not.
    pub hidden: bool,
    counts: Counts,
}

/// Letters and digits of ASCII.
const LETTER: u8 = 2;

/// What bytes are: 1 for marks of ASCII, 0 for what must be looked at as a character.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = if (byte as u8).is_ascii_alphanumeric() { LETTER } else { (byte as u8).is_ascii_punctuation() as u8 };
        byte += 1;
    }
    kinds
};

impl<'t> Word<'t> {
    /// The word at the start of `text`.
    pub fn first(text: &'t str) -> Self {
        let (mut shown, mut hidden, mut counts) = (false, false, Counts::default());
        let mut at = 0;
        loop {
            let plain = at;
            while let Some(kind @ 1..) = text.as_bytes().get(at).map(|&byte| KINDS[usize::from(byte)]) {
                counts.letters += u32::from(kind == LETTER);
                at += 1;
            }
            shown |= at > plain;
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|&c| !is_collapsible(c)) else { break };
            if is_invisible(c) {
                hidden = true;
            } else {
                shown = true;
            }
            counts.take(c);
            at += c.len_utf8();
        }
        Word { text: text.get(..at).unwrap_or(""), shown, hidden, counts }
    }

    /// Adds the word to what is counted about its block.
    pub fn count(&self, measure: &mut Measure, linked: bool) {
        measure.add_counts(self.counts, self.text, linked);
    }
}

/// The words at the start of `text` that are plain ASCII, one blank apart, after counting each.
pub fn plain<'t>(text: &'t str, measure: &mut Measure, linked: bool) -> &'t str {
    let bytes = text.as_bytes();
    let (mut at, mut end) = (0, 0);
    loop {
        let (start, mut counts) = (at, Counts::default());
        while let Some(kind @ 1..) = bytes.get(at).map(|&byte| KINDS[usize::from(byte)]) {
            counts.letters += u32::from(kind == LETTER);
            at += 1;
        }
        let next = bytes.get(at).copied();
        if at == start || next.is_some_and(|next| !next.is_ascii_whitespace()) {
            break;
        }
        measure.add_counts(counts, &text[start..at], linked);
        end = at;
        if next != Some(b' ') {
            break;
        }
        at += 1;
    }
    &text[..end]
}

/// What is shown of a word.
pub fn visible(word: &str) -> impl Iterator<Item = char> {
    word.chars().filter(|&c| !is_invisible(c))
}

/// The length of the white space at the start of `text`.
pub fn blank(text: &str) -> usize {
    if let [b' ', next, ..] = text.as_bytes()
        && KINDS[usize::from(*next)] > 0
    {
        return 1;
    }
    text.len() - text.trim_start_matches(is_collapsible).len()
}

/// Whether two boxes side by side hold words of their own ("Published" "3 May", "2 Min." "Listen") rather than parts of one.
pub fn parted(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return false };
    let mut last = before.chars().rev();
    let (Some(end), Some(middle), Some(first)) = (last.next(), last.next(), last.next()) else { return false };
    if [end, middle, first].contains(&' ') {
        return false;
    }
    if end.is_lowercase() {
        next.is_uppercase() || next.is_ascii_digit()
    } else {
        matches!(end, '.' | '!' | '?' | ':') && next.is_alphanumeric()
    }
}

/// White space that HTML collapses; no-break spaces are text.
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that only guide the layout of a line.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}') || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_white_space_and_know_what_is_shown_of_them() {
        for (text, word, shown, hidden) in [
            ("quay, open", "quay,", true, false),
            ("ru\u{ad}he\u{2028}x", "ru\u{ad}he", true, true),
            ("\u{200b}\u{7} x", "\u{200b}\u{7}", false, true),
            ("a\u{a0}b c", "a\u{a0}b", true, false),
            ("", "", false, false),
        ] {
            let found = Word::first(text);
            assert_eq!((found.text, found.shown, found.hidden), (word, shown, hidden), "{text}");
            let (mut one, mut other) = (Measure::default(), Measure::default());
            found.count(&mut one, true);
            other.add(word, true);
            assert_eq!(one, other, "{text}");
        }
        assert_eq!(visible("ru\u{ad}he").collect::<String>(), "ruhe");
        assert_eq!(blank(" \n\u{85}x"), 4);
    }

    #[test]
    fn plain_words_are_counted_as_they_are_one_by_one() {
        for (text, words) in [
            ("One, two 3) four", "One, two 3) four"),
            ("one two  three", "one two"),
            ("one été two", "one"),
            ("one\ntwo", "one"),
            ("one two\u{a0}x", "one"),
            (" one", ""),
            ("é", ""),
            ("one ", "one"),
        ] {
            let (mut one, mut other) = (Measure::default(), Measure::default());
            assert_eq!(plain(text, &mut one, false), words, "{text:?}");
            words.split_whitespace().for_each(|word| other.add(word, false));
            assert_eq!(one, other, "{text:?}");
        }
    }
}
