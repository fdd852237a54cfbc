//! What can be counted about a run of text in any script.

use crate::document::is_alphanumeric;

/// Counts over a block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measure {
    /// Letters and digits; a character of a script without spaces counts as [`DENSE`] of them.
    pub letters: u32,
    /// Those inside links.
    pub linked: u32,
    /// Words; two characters of a script without spaces count as one.
    pub words: u32,
    /// Whether it ends as a sentence does.
    pub ends: bool,
    /// Sentence ends and clause marks in it.
    pub marks: u32,
    /// How much running text it is.
    prose: u32,
}

/// How many letters of an alphabet one ideograph or syllable block stands for.
const DENSE: u32 = 3;

/// So much text in one piece is running text, whatever marks it has.
const UNMARKED_LETTERS: u32 = 300;

/// What is counted about a word character by character.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Letters and digits of scripts with spaces.
    pub letters: u32,
    /// Characters of scripts without.
    dense: u32,
    /// Marks of scripts that set them without a space.
    marks: u32,
}

impl Counts {
    /// Counts `c`.
    pub fn take(&mut self, c: char) {
        if c.is_ascii() {
            self.letters += u32::from(c.is_ascii_alphanumeric());
        } else if is_dense(c) {
            self.dense += 1;
        } else if is_alphanumeric(c) {
            self.letters += 1;
        } else {
            self.marks +=
                u32::from(matches!(c, '、' | '。' | '，' | '！' | '？' | '；' | '،' | '؛' | '؟' | '۔' | '।' | '…' | '።' | '။' | '។'));
        }
    }
}

impl Measure {
    /// Counts `text`, which ends at a border of words.
    pub fn add(&mut self, text: &str, linked: bool) {
        let mut counts = Counts::default();
        text.chars().for_each(|c| counts.take(c));
        self.add_counts(counts, text, linked);
    }

    /// Adds what was counted about `text`.
    #[inline]
    pub fn add_counts(&mut self, counts: Counts, text: &str, linked: bool) {
        let Counts { letters, dense, marks } = counts;
        // A point inside a number or an address ends nothing.
        let marked = letters > 0
            && match text.as_bytes().last() {
                Some(last) if last.is_ascii() => matches!(last, b',' | b'.' | b';' | b'?' | b'!' | b')' | b'"'),
                _ => text.ends_with(['”', '»']),
            };
        self.marks += marks + u32::from(marked);
        let all = letters + dense * DENSE;
        self.letters += all;
        self.linked += if linked { all } else { 0 };
        self.words += u32::from(letters > 0) + dense.div_ceil(2);
    }

    /// Looks at the whole `text`.
    pub fn finish(&mut self, text: &str) {
        self.ends = ends_sentence(text);
        self.prose = self.running();
    }

    /// The share of linked letters.
    pub fn link_density(&self) -> f32 {
        if self.letters == 0 { 0.0 } else { self.linked as f32 / self.letters as f32 }
    }

    /// How much running text this is: letters of what reads as sentences, else nothing. Known once it is finished.
    pub fn prose(&self) -> u32 {
        self.prose
    }

    fn running(&self) -> u32 {
        let density = self.link_density();
        let free = self.letters - self.linked.min(self.letters);
        let sentence = (self.ends || self.marks >= 2) && self.words >= 6;
        let clauses = self.marks >= 1 && self.letters >= 120 && density <= 0.33;
        // Verse, lists of names and some scripts have no marks at all.
        let unmarked = self.letters >= UNMARKED_LETTERS && density <= 0.1;
        if (sentence && self.letters >= 40 && density <= 0.5) || clauses || unmarked { free } else { 0 }
    }
}

fn is_dense(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{20000}'..='\u{2fa1f}')
        && is_alphanumeric(c)
}

/// Whether `text` ends with a sentence mark, quotation marks and brackets after it aside.
pub fn ends_sentence(text: &str) -> bool {
    let tail = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | '“' | '‘' | '«' | ')' | ']' | '」' | '』' | '）' | '*')
    });
    tail.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', '።', '။', '។', '｡'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(text: &str) -> Measure {
        let mut m = Measure::default();
        text.split_whitespace().for_each(|w| m.add(w, false));
        m.finish(text);
        m
    }

    #[test]
    fn sentences_of_any_script_are_prose_and_labels_are_not() {
        for text in [
            "The council met on Tuesday and put off its vote, again.",
            "市議会は火曜日に会合を開き、採決を再び延期した。",
            "اجتمع المجلس يوم الثلاثاء وأجّل التصويت، مرة أخرى إلى الأسبوع المقبل؟",
        ] {
            assert!(measure(text).prose() > 0, "{text}");
        }
        for text in ["Home", "Read more about the council vote", "ニュース", "Share this article"] {
            assert_eq!(measure(text).prose(), 0, "{text}");
        }
    }
}
