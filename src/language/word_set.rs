//! A set of words, stems and phrases of a table, matched against folded tokens.

use crate::document::{Document, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Words, stems (`demand*`) and phrases (`de l' avis de`, one space between tokens).
#[derive(Debug, Default)]
pub(crate) struct WordSet {
    words: FxHashSet<String>,
    stems: Stems,
    /// Phrases by first word, the longest first.
    phrases: FxHashMap<String, Vec<Vec<String>>>,
}

/// Beginnings of words.
#[derive(Debug, Default)]
struct Stems {
    stems: FxHashSet<String>,
    /// Which lengths they have, in bytes; the last bit is for longer ones.
    lengths: u32,
    /// Which bytes they begin with.
    first: [u64; 4],
}

impl Stems {
    /// How many letters a word may have behind the first two for its stem to be found.
    const REACH: usize = 12;

    fn insert(&mut self, stem: &str) {
        self.lengths |= Self::length(stem.len());
        if let Some(&byte) = stem.as_bytes().first() {
            self.first[usize::from(byte >> 6)] |= 1 << (byte & 63);
        }
        self.stems.insert(stem.to_owned());
    }
    const fn length(bytes: usize) -> u32 {
        1 << if bytes < 31 { bytes } else { 31 }
    }
    /// Whether `word` is a stem or begins with one of two letters or more.
    fn begin(&self, word: &str) -> bool {
        let possible = word.as_bytes().first().is_some_and(|byte| self.first[usize::from(byte >> 6)] >> (byte & 63) & 1 == 1);
        let known = |stem: &str| self.lengths & Self::length(stem.len()) != 0 && self.stems.contains(stem);
        possible && (known(word) || word.char_indices().skip(2).take(Self::REACH).any(|(end, _)| known(&word[..end])))
    }
}

impl WordSet {
    /// Adds one entry of a table.
    pub(crate) fn insert(&mut self, entry: &str) {
        let entry = fold(entry);
        if let Some(stem) = entry.strip_suffix('*') {
            self.stems.insert(stem);
        } else if entry.contains(' ') {
            let words: Vec<String> = entry.split(' ').map(str::to_owned).collect();
            let phrases = self.phrases.entry(words[0].clone()).or_default();
            phrases.push(words);
            phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
        } else {
            self.words.insert(entry);
        }
    }
    /// Whether nothing was added.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.stems.stems.is_empty() && self.phrases.is_empty()
    }
    /// Whether it holds `word`, whole or by a stem.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word) || self.stems.begin(word)
    }
    /// How many tokens a word or phrase of it takes at the start of `range`; 0 for none.
    pub(crate) fn at(&self, document: &Document, range: Range<usize>) -> usize {
        if range.is_empty() {
            return 0;
        }
        let first = document.folded(range.start);
        if let Some(phrases) = self.phrases.get(first) {
            let fits = |phrase: &&Vec<String>| {
                phrase.len() <= range.len() && phrase.iter().zip(range.clone()).all(|(w, at)| w == document.folded(at))
            };
            if let Some(phrase) = phrases.iter().find(fits) {
                return phrase.len();
            }
        }
        usize::from(self.has(first))
    }
    /// The words alone, without stems and phrases.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

/// The entries, each with its line, that the tokeniser cuts in another way than their table does, so that nothing can match them.
#[cfg(test)]
pub(crate) fn unreachable(language: crate::language::Language, entries: impl Iterator<Item = (usize, String)>) -> Vec<String> {
    use crate::document::{BlockKind, RawBlock};
    let cut = |text: &str| {
        let block = RawBlock { kind: BlockKind::Paragraph, text: text.replace("' ", "'") };
        let document = Document::new(vec![block], Some(language), None);
        (0..document.tokens.len()).map(|at| document.folded(at).to_owned()).collect::<Vec<_>>().join(" ")
    };
    let plain = entries.filter(|(_, entry)| !entry.ends_with('*') && !entry.ends_with('\''));
    plain
        .filter(|(_, entry)| cut(entry) != fold(entry))
        .map(|(line, entry)| format!("line {line}: {entry} is read as {}", cut(&entry)))
        .collect()
}
