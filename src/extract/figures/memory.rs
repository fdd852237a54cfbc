//! What was found out about a block's words for one figure, kept for those after it: most figures of a sentence ask the same.

use super::anaphors::Anaphor;
use super::place::Place;
use crate::document::Span;
use crate::facts::EntityId;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::hash::Hash;

/// Answers by question; the first part of each is the sentence in which it was asked.
type Answers<K, V> = RefCell<FxHashMap<K, V>>;

/// The answers found so far in one block.
#[derive(Debug, Default)]
pub struct Memory {
    /// Words that stand for somebody, by their first atom.
    pub(super) anaphors: Answers<(usize, usize), Option<Anaphor>>,
    /// For whom they stand.
    pub(super) meant: Answers<(usize, usize, Anaphor), Option<EntityId>>,
    /// How names are used.
    pub(super) places: Answers<(usize, Span), Place>,
}

impl Memory {
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
