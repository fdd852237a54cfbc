//! A set of words and stems of a table, for words that are looked up one by one.

use super::lexis::Stems;
use crate::document::fold;
use rustc_hash::FxHashSet;

/// Words and stems (`demand*`).
#[derive(Debug, Default)]
pub(crate) struct WordSet {
    words: FxHashSet<String>,
    stems: Stems,
}

impl WordSet {
    /// Adds one entry of a table.
    pub(crate) fn insert(&mut self, entry: &str) {
        let entry = fold(entry);
        match entry.strip_suffix('*') {
            Some(stem) => self.stems.insert(stem, 0),
            None => {
                self.words.insert(entry);
            }
        }
    }
    /// Whether it holds `word`, whole or by a stem.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.contains(word) || self.stems.lists(word) != 0
    }
}
