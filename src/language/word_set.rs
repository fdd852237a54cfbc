//! A set of words, stems and phrases of a table, matched against folded tokens.

use crate::document::{Document, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Words, stems (`demand*`) and phrases (`de l' avis de`, one space between tokens).
#[derive(Debug, Default)]
pub(crate) struct WordSet {
    words: FxHashSet<String>,
    stems: FxHashSet<String>,
    /// Phrases by first word, the longest first.
    phrases: FxHashMap<String, Vec<Vec<String>>>,
}

impl WordSet {
    /// Adds one entry of a table.
    pub(crate) fn insert(&mut self, entry: &str) {
        let entry = fold(entry);
        if let Some(stem) = entry.strip_suffix('*') {
            self.stems.insert(stem.to_owned());
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
        self.words.is_empty() && self.stems.is_empty() && self.phrases.is_empty()
    }
    /// Whether it holds `word`, whole or by a stem.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word)
            || !self.stems.is_empty()
                && (self.stems.contains(word) || word.char_indices().skip(2).take(12).any(|(end, _)| self.stems.contains(&word[..end])))
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
