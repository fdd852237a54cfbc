//! The article as every extractor sees it: immutable text with blocks, sentences and tokens, all placed by byte spans.
//!
//! A [`Document`] is built once by `parse` and shared by all of `extract`. Offsets are bytes of [`Document::text`], always on
//! character boundaries; they become code points only in `report`.

mod dateline;
mod fold;
pub mod marks;
pub mod sentences;
mod stretches;
pub mod tokens;
mod words;

use crate::language::Language;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::ops::Range;
use std::sync::OnceLock;

pub use fold::{ascii_letters, fold, fold_into, folds_alike, is_alphanumeric, is_caseless};
use marks::Quoted;
pub(crate) use stretches::Stretches;
pub use tokens::{Token, TokenKind};
pub(crate) use words::WordId;
use words::Words;

/// A half-open range of bytes of the document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }
    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }
    /// Whether it covers nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
    /// Whether `other` lies within.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
    /// As a range, to slice with.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a block of the article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The article's headline.
    Title,
    /// Standfirst: the line under the headline.
    Subtitle,
    /// A heading within the article.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// A block quotation, set off by the page.
    Quote,
    /// The words under a picture or a table.
    Caption,
    /// One row of a table, cells joined by tabs.
    TableRow,
    /// Preformatted text.
    Code,
}

/// A block of text as `parse` finds it, before it has a place in the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawBlock {
    /// What it is.
    pub kind: BlockKind,
    /// Its text, trimmed, white space collapsed where the source is markup.
    pub text: String,
}

/// A block in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where its text lies.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Its sentences, as indices into [`Document::sentences`].
    pub sentences: Range<usize>,
}

/// A sentence; it never crosses a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it lies, without surrounding white space.
    pub span: Span,
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// The block it belongs to, as index into [`Document::blocks`].
    pub block: usize,
}

/// The article's text with its structure.
#[derive(Debug, Clone)]
pub struct Document {
    /// All blocks joined by `"\n\n"`.
    pub text: String,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Sentences in reading order.
    pub sentences: Vec<Sentence>,
    /// Tokens in reading order.
    pub tokens: Vec<Token>,
    /// The language whose tables the extractors use; `None` where it is unknown or not one of ours.
    pub language: Option<Language>,
    /// The local day of publication, against which relative dates are resolved.
    pub reference: Option<Date>,
    words: Words,
    /// The tokens by their last bytes.
    ended: Stretches,
    /// What stands between quotation marks; found where it is asked for.
    quoted: OnceLock<Vec<Quoted>>,
}

impl Document {
    /// Lays `blocks` out as one text and cuts it into tokens and sentences with the tables of `language`.
    /// Empty blocks are dropped.
    pub fn new(blocks: Vec<RawBlock>, language: Option<Language>, reference: Option<Date>) -> Self {
        let mut text = String::with_capacity(blocks.iter().map(|b| b.text.len() + 2).sum());
        let mut placed: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let trimmed = block.text.trim();
            if trimmed.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let start = text.len();
            text.push_str(trimmed);
            placed.push(Block { kind: block.kind, span: Span::new(start, text.len()), tokens: 0..0, sentences: 0..0 });
        }
        // A word, with the space or the mark behind it, takes more than four bytes.
        let (tokens, words) = (Vec::with_capacity(text.len() / 4), Words::with_room_for(&text));
        let (sentences, ended) = (Vec::new(), Stretches::default());
        let quoted = OnceLock::new();
        let mut document = Self { text, blocks: placed, sentences, tokens, language, reference, words, ended, quoted };
        for index in 0..document.blocks.len() {
            let span = document.blocks[index].span;
            let first = document.tokens.len();
            tokens::tokenize(&document.text, span, language, &mut document.tokens, &mut document.words);
            document.blocks[index].tokens = first..document.tokens.len();
        }
        document.ended = Stretches::of(document.tokens.iter().map(|t| t.span.end - 1));
        for index in 0..document.blocks.len() {
            let first = document.sentences.len();
            let found = sentences::split(&document, index);
            document.sentences.extend(found);
            document.blocks[index].sentences = first..document.sentences.len();
        }
        document
    }

    /// The text under `span`.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
    /// The text of token `index`; empty where the document has no such token.
    #[inline]
    pub fn token_text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.slice(token.span))
    }
    /// Token `index` folded for table look-ups: lower case, straight apostrophes, plain hyphens (see [`fold`]); empty where the document
    /// has no such token.
    #[inline]
    pub fn folded(&self, index: usize) -> &str {
        self.word(index).map_or("", |word| self.words.get(word))
    }
    /// Whether token `index` is a comma.
    #[inline]
    pub(crate) fn is_comma(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.span.len() == 1 && self.text.as_bytes()[token.span.start] == b',')
    }
    /// The number of the word that token `index` is (see [`Document::words`]).
    #[inline]
    pub(crate) fn word(&self, index: usize) -> Option<WordId> {
        self.tokens.get(index).map(|token| token.word)
    }
    /// The distinct words, folded, by their numbers.
    pub(crate) fn words(&self) -> impl ExactSizeIterator<Item = &str> {
        self.words.iter()
    }
    /// The same, each with the hash by which tables find it.
    pub(crate) fn hashed_words(&self) -> impl ExactSizeIterator<Item = (u64, &str)> {
        self.words.hashed()
    }
    /// What stands between quotation marks, in the order of the opening marks (see [`marks`]).
    pub(crate) fn quoted(&self) -> &[Quoted] {
        self.quoted.get_or_init(|| marks::quoted(self))
    }
    /// The span from the first to the last token of `range`, which must not be empty.
    #[inline]
    pub fn span_of(&self, range: Range<usize>) -> Span {
        Span::new(self.tokens[range.start].span.start, self.tokens[range.end - 1].span.end)
    }
    /// The first token that ends after byte `offset`; `tokens.len()` where there is none.
    #[inline]
    pub fn token_at(&self, offset: usize) -> usize {
        let Some(from) = self.ended.before(offset) else { return self.tokens.len() };
        from + self.tokens[from..].iter().take_while(|t| t.span.end <= offset).count()
    }
    /// The tokens that `span` touches.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.token_at(span.start);
        // Of the tokens before the last one that ends behind the span at most one begins within it.
        let last = self.token_at(span.end);
        first..(last + usize::from(self.tokens.get(last).is_some_and(|t| t.span.start < span.end))).max(first)
    }
    /// The index of the sentence that holds byte `offset` (the nearest one before it between sentences).
    pub fn sentence_at(&self, offset: usize) -> usize {
        self.sentences.partition_point(|s| s.span.start <= offset).saturating_sub(1)
    }
    /// The sentence that token `index`, which must exist, stands in.
    pub fn sentence_of(&self, index: usize) -> &Sentence {
        &self.sentences[self.sentence_at(self.tokens[index].span.start)]
    }
    /// The index of the block that holds byte `offset` (the nearest one before it between blocks).
    pub fn block_at(&self, offset: usize) -> usize {
        self.blocks.partition_point(|b| b.span.start <= offset).saturating_sub(1)
    }
}
