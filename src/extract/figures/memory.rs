//! What was found out about words for one figure of a sentence, kept for those after it: most of them ask the same.

use super::anaphors::Anaphor;
use super::place::Place;
use crate::document::Span;
use crate::facts::EntityId;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::hash::Hash;

/// Answers by question.
type Answers<K, V> = RefCell<FxHashMap<K, V>>;

/// The answers found so far for one sentence.
#[derive(Debug, Default)]
pub struct Memory {
    /// The first atom of the sentence.
    sentence: Option<usize>,
    /// Words that stand for somebody, by their first atom.
    pub(super) anaphors: Answers<usize, Option<Anaphor>>,
    /// For whom they stand.
    pub(super) meant: Answers<(usize, Anaphor), Option<EntityId>>,
    /// How names are used.
    pub(super) places: Answers<Span, Place>,
}

impl Memory {
    /// Forgets the answers where `sentence` is another one: they hold for their own only, and a line without an end has thousands.
    pub(super) fn turn_to(&mut self, sentence: usize) {
        if self.sentence != Some(sentence) {
            self.sentence = Some(sentence);
            self.anaphors.get_mut().clear();
            self.meant.get_mut().clear();
            self.places.get_mut().clear();
        }
    }

    /// The answer to `question`: the one kept, else the one that `look` finds.
    pub(super) fn of<K: Eq + Hash, V: Copy>(answers: &Answers<K, V>, question: K, look: impl FnOnce() -> V) -> V {
        let known = answers.borrow().get(&question).copied();
        known.unwrap_or_else(|| {
            let found = look();
            answers.borrow_mut().insert(question, found);
            found
        })
    }
}
