//! Sentence boundaries within a block, in one pass over its tokens.
//!
//! A boundary lies after a run of final marks and whatever closes with them (quotation marks, brackets), if what follows can
//! begin a sentence. Full stops after abbreviations, initials, acronyms, ordinals and list numbers are judged by the language's
//! table `abbreviations.tsv`. Where two readings are possible, the text is kept together only if the next word may be
//! part of a name.

mod lexicon;
mod stops;

use super::{BlockKind, Document, Sentence, TokenKind};
use lexicon::Lexicon;
use std::ops::Range;

/// The sentences of block `index`, in order.
pub fn split(document: &Document, index: usize) -> Vec<Sentence> {
    let block = &document.blocks[index];
    let mut splitter = Splitter {
        document,
        lexicon: document.language.map(lexicon::of),
        range: block.tokens.clone(),
        block: index,
        first: block.tokens.start,
        open: false,
        list: None,
        listed: 0,
        out: Vec::new(),
    };
    if !matches!(block.kind, BlockKind::TableRow | BlockKind::Code) {
        splitter.run();
    }
    splitter.emit(block.tokens.end);
    splitter.out
}

/// How the items of a list inside a line are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    number: u32,
    letter: bool,
    bracket: bool,
}

struct Splitter<'a> {
    document: &'a Document,
    lexicon: Option<&'a Lexicon>,
    range: Range<usize>,
    block: usize,
    /// The first token of the sentence under way.
    first: usize,
    /// Whether a straight double quotation mark is open.
    open: bool,
    /// The list item that began last.
    list: Option<Item>,
    /// The first token after its number.
    listed: usize,
    out: Vec<Sentence>,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut at = self.range.start;
        if let Some((item, after)) = self.item(at) {
            (self.list, self.listed) = (Some(item), after);
            at = after;
        }
        while at < self.range.end {
            if self.is_plain(at) {
                at += 1;
                continue;
            }
            if at > self.first && self.begins_item(at) {
                self.emit(at);
                if let Some((item, after)) = self.item(at) {
                    self.list = Some(item);
                    self.listed = after;
                    at = after.max(at + 1);
                    continue;
                }
            }
            let Some(kind) = self.stop_at(at) else {
                self.pass(at);
                at += 1;
                continue;
            };
            let run = self.run_from(at, kind);
            if run.end < self.range.end && self.boundary(at, &run) {
                self.emit(run.end);
                if let Some((item, after)) = self.item(run.end) {
                    self.list = Some(item);
                    self.listed = after;
                    at = after;
                    continue;
                }
            }
            at = run.end;
        }
    }

    /// Whether the token neither ends a sentence nor begins an item nor opens a quotation: most do not.
    fn is_plain(&self, at: usize) -> bool {
        let token = &self.document.tokens[at];
        let last = || self.document.text.as_bytes()[token.span.end - 1];
        let plain = || match token.kind {
            TokenKind::Number => true,
            TokenKind::Word => last() != b'.',
            TokenKind::Punctuation => last() == b',',
            _ => false,
        };
        self.list.is_none() && plain()
    }

    fn emit(&mut self, end: usize) {
        if end > self.first {
            let tokens = self.first..end;
            self.out.push(Sentence { span: self.document.span_of(tokens.clone()), tokens, block: self.block });
            self.first = end;
        }
    }

    /// Keeps count of straight quotation marks, whose direction spacing does not always tell.
    fn pass(&mut self, at: usize) {
        if self.text(at) == "\"" {
            self.open = !self.open;
        }
    }

    fn text(&self, at: usize) -> &str {
        if at < self.range.end { self.document.token_text(at) } else { "" }
    }

    fn folded(&self, at: usize) -> &str {
        if at < self.range.end { self.document.folded(at) } else { "" }
    }

    fn spaced(&self, at: usize) -> bool {
        at >= self.range.end || self.document.tokens[at].spaced
    }

    fn is(&self, at: usize, kind: TokenKind) -> bool {
        at < self.range.end && self.document.tokens[at].kind == kind
    }

    fn capital(&self, at: usize) -> bool {
        at < self.range.end && self.document.tokens[at].capital
    }

    /// The list item that begins at `at`: its number and the token after its mark (`• 9.`, `1)`, `a.`, `2.)`).
    fn item(&self, at: usize) -> Option<(Item, usize)> {
        let mut at = at;
        while is_bullet(self.text(at)) {
            at += 1;
        }
        let text = self.text(at);
        // Most are words.
        if text.len() > 3 {
            return None;
        }
        let (number, letter) = if self.is(at, TokenKind::Number) && text.len() <= 3 {
            (text.parse().ok()?, false)
        } else {
            let mut letters = text.chars();
            match (letters.next(), letters.next(), letters.next()) {
                (Some(c), None, None) if c.is_ascii_alphabetic() => (u32::from(c.to_ascii_lowercase()) - 96, true),
                (Some(c), Some('.'), None) if c.is_ascii_alphabetic() => {
                    return (at + 1 < self.range.end)
                        .then(|| (Item { number: u32::from(c.to_ascii_lowercase()) - 96, letter: true, bracket: false }, at + 1));
                }
                _ => return None,
            }
        };
        let mut after = at + 1;
        let point = self.text(after) == "." && !self.spaced(after);
        after += usize::from(point);
        let bracket = self.text(after) == ")" && !self.spaced(after);
        after += usize::from(bracket);
        ((point || bracket) && after < self.range.end && self.spaced(after)).then_some((Item { number, letter, bracket }, after))
    }

    /// Whether a list item begins at `at` in the middle of a line: a bullet, or the number that comes next in the list.
    fn begins_item(&self, at: usize) -> bool {
        if self.text(at) == "•" || self.text(at) == "⁃" {
            return self.spaced(at) && !is_bullet(self.text(at - 1));
        }
        let Some(last) = self.list else { return false };
        self.spaced(at)
            && at > self.listed
            && !is_bullet(self.text(at - 1))
            && self.item(at).is_some_and(|(item, after)| {
                item == Item { number: last.number + 1, ..last } && self.capital(after)
                    || item == Item { number: last.number + 1, ..last }
                        && item.letter
                        && self.text(after).chars().next().is_some_and(char::is_alphanumeric)
            })
    }
}

/// Marks that begin the items of a list.
fn is_bullet(text: &str) -> bool {
    matches!(text, "•" | "⁃" | "‣" | "▪" | "■" | "●" | "◦" | "·" | "*")
}

#[cfg(test)]
mod tests;
