//! Phrases of one or more words with a meaning each, looked up in the token stream.

use crate::document::{Document, Span, tokens};
use crate::language::Language;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Phrases with a value each; the longest that fits wins.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    /// By first word, longest first: the other words and the value.
    by_first: FxHashMap<Box<str>, Vec<(Box<[Box<str>]>, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// No phrases yet.
    pub(super) fn new() -> Self {
        Self { by_first: FxHashMap::default() }
    }

    /// Adds `phrase`, cut as the tokeniser cuts texts of `language`.
    pub(super) fn add(&mut self, phrase: &str, language: Language, value: T) {
        let mut words = words(phrase, language).into_iter();
        let Some(first) = words.next() else { return };
        let rest: Box<[Box<str>]> = words.collect();
        // Most have one phrase.
        let list = self.by_first.entry(first).or_insert_with(|| Vec::with_capacity(1));
        let at = list.iter().position(|(other, _)| other.len() < rest.len()).unwrap_or(list.len());
        list.insert(at, (rest, value));
    }

    /// The first words of all phrases.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(|first| &**first)
    }

    /// The longest phrase that begins at token `at` and ends before `end`: how many tokens it takes, and its value.
    pub(super) fn starting(&self, document: &Document, at: usize, end: usize) -> Option<(usize, T)> {
        if at >= end {
            return None;
        }
        let list = self.by_first.get(document.folded(at))?;
        list.iter().find_map(|(rest, value)| {
            let fits = at + 1 + rest.len() <= end && rest.iter().zip(at + 1..).all(|(word, i)| **word == *document.folded(i));
            fits.then_some((rest.len() + 1, *value))
        })
    }

    /// The longest phrase of at most three tokens that ends right before token `end` and begins at `floor` or later.
    pub(super) fn ending(&self, document: &Document, floor: usize, end: usize) -> Option<(usize, T)> {
        (floor.max(end.saturating_sub(3))..end).find_map(|at| self.starting(document, at, end).filter(|&(length, _)| at + length == end))
    }

    /// Whether the single word `word` is one of the phrases.
    pub(super) fn has(&self, word: &str) -> bool {
        self.value(word).is_some()
    }

    /// The value of the single word `word`.
    pub(super) fn value(&self, word: &str) -> Option<T> {
        self.by_first.get(word)?.iter().find(|(rest, _)| rest.is_empty()).map(|&(_, value)| value)
    }
}

/// `text` cut and folded as the tokeniser does with texts of `language`. What ends with an apostrophe is cut as before a vowel.
pub(super) fn words(text: &str, language: Language) -> Vec<Box<str>> {
    let mut words = Vec::new();
    tokens::pieces(text, language, |_, folded| words.push(folded.into()));
    words
}

/// The byte span of a range of tokens, empty at the start of the text where the range is empty.
pub(super) fn span_of(document: &Document, range: Range<usize>) -> Span {
    if range.is_empty() { Span::default() } else { document.span_of(range) }
}
