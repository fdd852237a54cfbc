//! The source that an article names at its end: "Source : …", "Quelle: …", "(Source: …)".

use crate::document::{BlockKind, RawBlock, fold};
use crate::language::page_words::PAGE_WORDS;

/// A longer line is a sentence, no credit.
const CREDIT_CHARS: usize = 160;

/// The credit among the last blocks. The block itself stays in the text.
pub fn closing(blocks: &[RawBlock]) -> Option<String> {
    let last = blocks.iter().rev().filter(|b| !matches!(b.kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading)).take(3);
    last.map(|b| b.text.as_str()).find_map(in_block)
}

/// The credit that a block consists of or ends with.
pub fn in_block(text: &str) -> Option<String> {
    if let Some(found) = credited(text.trim_start_matches(['(', '[', '–', '—', '-', '*', ' '])) {
        return Some(found);
    }
    // "… said the minister. (Source: …)"
    let open = text.trim_end().strip_suffix(')')?;
    credited(open.get(open.rfind('(')? + 1..)?)
}

/// What stands after a credit word and a colon.
fn credited(text: &str) -> Option<String> {
    if text.chars().count() > CREDIT_CHARS {
        return None;
    }
    let (word, rest) = text.split_once([':', '：'])?;
    let word = fold(word.trim());
    let word = word.strip_suffix("(s)").unwrap_or(&word);
    if !PAGE_WORDS.credit.has(word) {
        return None;
    }
    let name = rest.trim().trim_end_matches([')', ']', '.', ' ', '*']).trim_matches(['"', '«', '»', ' ', '\u{a0}']);
    (!name.is_empty()).then(|| name.to_owned())
}
