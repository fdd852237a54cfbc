//! The cap on an article's text: what is longer than any article is cut where a block, a sentence or a word ends.
//!
//! The report then holds the text that was analysed and no more, so that every span and every list in it is complete, and a
//! warning counts what was left out. Cost goes by tokens, and a text of nothing but marks has far more of them than prose of the
//! same length: the cap is one on tokens too.

use crate::document::RawBlock;
use crate::warning::{Stage, Warning};

/// How many bytes of the cap there are for a token; prose needs five or so, with the space after a word.
const TOKEN_BYTES: usize = 4;
/// How far before the cap the end of a paragraph, a sentence or a word is looked for.
const LOOK_BACK: usize = 2 * 1024;

/// The beginning of `text` that is within `cap`; a warning where that is not all of it.
pub fn head<'a>(text: &'a str, cap: usize, warnings: &mut Vec<Warning>) -> &'a str {
    if text.len() <= cap / TOKEN_BYTES {
        return text;
    }
    let fits = Room::new(cap).take(text);
    if fits == text.len() {
        return text;
    }
    let head = &text[..good_end(text, fits)];
    warnings.push(warning(text.len(), head.len()));
    head
}

/// Cuts `blocks` down to what is within `cap`; a warning where that is not all of them.
pub fn cap(blocks: &mut Vec<RawBlock>, cap: usize, warnings: &mut Vec<Warning>) {
    let all: usize = blocks.iter().map(|b| b.text.len()).sum();
    if all <= cap / TOKEN_BYTES {
        return;
    }
    let mut room = Room::new(cap);
    let cut = blocks.iter().enumerate().find_map(|(index, block)| {
        let fits = room.take(&block.text);
        (fits < block.text.len()).then(|| (index, good_end(&block.text, fits)))
    });
    let Some((index, end)) = cut else { return };
    blocks[index].text.truncate(end);
    blocks.truncate(index + usize::from(end > 0));
    warnings.push(warning(all, blocks.iter().map(|b| b.text.len()).sum()));
}

fn warning(all: usize, kept: usize) -> Warning {
    let message = format!(
        "the text is longer than any article: of its {all} bytes the first {kept} were analysed, the rest was left out \
         (raise the limit with --max-text)"
    );
    Warning::new(Stage::Parse, "text_capped", message)
}

/// What a character is to the count of tokens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    /// A token of its own.
    Mark,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{300}'..='\u{36f}' => Class::Letter,
        '0'..='9' => Class::Digit,
        ' ' | '\n' => Class::Space,
        c if c.is_alphabetic() => Class::Letter,
        c if c.is_whitespace() => Class::Space,
        _ => Class::Mark,
    }
}

/// What is left of a cap.
struct Room {
    bytes: usize,
    tokens: usize,
}

impl Room {
    fn new(cap: usize) -> Self {
        Self { bytes: cap, tokens: cap / TOKEN_BYTES }
    }

    /// How many bytes of `text` there is room for; takes that room where it is all of them.
    fn take(&mut self, text: &str) -> usize {
        let (mut tokens, mut before) = (self.tokens, Class::Space);
        for (at, c) in text.char_indices() {
            let now = class(c);
            let begins = now == Class::Mark || (now != before && now != Class::Space);
            before = now;
            if at + c.len_utf8() > self.bytes || (begins && tokens == 0) {
                return at;
            }
            tokens -= usize::from(begins);
        }
        *self = Self { bytes: self.bytes - text.len(), tokens };
        text.len()
    }
}

/// The end of the last paragraph, sentence or word of `text` before byte `most`, and `most` itself where none is near.
fn good_end(text: &str, most: usize) -> usize {
    let near = (most.saturating_sub(LOOK_BACK)..=most).find(|&at| text.is_char_boundary(at)).unwrap_or(most);
    let tail = &text[near..most];
    let paragraph = tail.rfind("\n\n").or_else(|| tail.rfind("\n\r\n"));
    let sentence = || {
        let mut ends = tail.char_indices().rev().filter(|&(_, c)| c.is_whitespace()).map(|(at, _)| at);
        ends.find(|&at| tail[..at].trim_end_matches([' ', '»', '”', '"', '’', ')', '\u{a0}', '\u{202f}']).ends_with(['.', '?', '!', '…']))
    };
    let end = paragraph.or_else(sentence).or_else(|| tail.rfind(char::is_whitespace));
    end.map_or(most, |at| near + tail[..at].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::BlockKind;

    fn cut(text: &str, most: usize) -> (&str, Vec<Warning>) {
        let mut warnings = Vec::new();
        (head(text, most, &mut warnings), warnings)
    }

    #[test]
    fn a_text_within_the_cap_stays_as_it_is() {
        for text in ["", "Words.", "Some words, and more.\n\nA second paragraph."] {
            assert_eq!(cut(text, 200), (text, Vec::new()));
        }
        assert_eq!(cut("Three common words.", 20).0, "Three common words.");
    }

    #[test]
    fn a_longer_one_ends_with_a_paragraph_a_sentence_or_a_word() {
        for (text, kept) in [
            ("First paragraph here.\n\nSecond one. Then it goes on and on.", "First paragraph here."),
            ("First paragraph here.\r\n\r\nSecond one. Then it goes on.", "First paragraph here."),
            ("First sentence there. Second sentence which goes on and on.", "First sentence there."),
            ("« First sentence there. » Second sentence which goes on.", "« First sentence there. »"),
            ("Seven words without any stop between them here", "Seven words without any stop"),
        ] {
            let (head, warnings) = cut(text, 33);
            assert_eq!(head, kept);
            assert_eq!(warnings.len(), 1);
            assert!(warnings[0].message.contains(&format!("of its {} bytes the first {} were", text.len(), kept.len())), "{warnings:?}");
        }
    }

    #[test]
    fn one_word_without_end_is_cut_all_the_same() {
        let word = "é".repeat(10_000);
        assert_eq!(cut(&word, 9_999).0.len(), 9_998);
    }

    #[test]
    fn every_token_counts() {
        for unit in ["&", "1a", "1,", "A.", "'", "👩\u{200d}", "\u{301}x&"] {
            let text = unit.repeat(10_000);
            let kept = cut(&text, 4_000).0.chars().filter(|c| *c != '\u{301}').count();
            assert!((900..=2_000).contains(&kept), "{unit}: {kept}");
        }
        let prose = "Plain words of some usual length follow here. ".repeat(100);
        assert!(cut(&prose, 4_000).0.len() > 3_800, "prose has its full length");
    }

    #[test]
    fn blocks_are_cut_where_the_cap_falls() {
        let block = |text: &str| RawBlock { kind: BlockKind::Paragraph, text: text.to_owned() };
        let all = vec![block("A title"), block("First sentence there. Second sentence which goes on."), block("Never seen.")];
        for (most, kept) in [
            (1000, vec!["A title", "First sentence there. Second sentence which goes on.", "Never seen."]),
            (40, vec!["A title", "First sentence there."]),
            (12, vec!["A title", "First"]),
            (6, vec!["A"]),
        ] {
            let (mut blocks, mut warnings) = (all.clone(), Vec::new());
            cap(&mut blocks, most, &mut warnings);
            assert_eq!(blocks.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(), kept, "{most}");
            assert_eq!(warnings.len(), usize::from(kept.len() < 3));
        }
    }
}
