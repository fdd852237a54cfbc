//! What a document as a whole shows of each word: how it is written elsewhere, and where else it stands as a name.

use super::features::Attributes;
use rustc_hash::FxHashMap;

/// How often a document writes a word in which way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Seen {
    lower: u32,
    capital: u32,
    first: u32,
    last: u32,
}

impl Seen {
    /// The counts in coarse steps, as a small number.
    pub fn summary(self) -> u64 {
        let step = |n: u32| u64::from(n.min(2));
        step(self.lower) * 3 + step(self.capital)
    }
}

/// The words of a document.
#[derive(Debug, Default)]
pub struct Context {
    words: FxHashMap<u64, Seen>,
    /// For every capitalised token the next one with the same word, plus one; zero at the end.
    next: Vec<u32>,
}

/// How many other occurrences of a word are looked at.
const OTHERS: usize = 3;

impl Context {
    /// Reads all tokens of a document.
    pub fn new(all: &[Attributes]) -> Self {
        let mut context = Self { words: FxHashMap::default(), next: vec![0; all.len()] };
        for (at, token) in all.iter().enumerate() {
            if !token.alphabetic {
                continue;
            }
            let seen = context.words.entry(token.word).or_default();
            if !token.capital {
                seen.lower += 1;
                continue;
            }
            // A capital at the start of a sentence or in a headline says nothing of the word.
            seen.capital += u32::from(!token.initial && token.style == 0);
            if seen.first == 0 {
                seen.first = at as u32 + 1;
            } else if let Some(next) = context.next.get_mut(seen.last as usize) {
                *next = at as u32 + 1;
            }
            seen.last = at as u32;
        }
        context
    }

    /// How the document writes `word`.
    pub fn seen(&self, word: u64) -> Seen {
        self.words.get(&word).copied().unwrap_or_default()
    }

    /// The first few capitalised tokens with this word other than token `at`.
    pub fn others(&self, word: u64, at: usize) -> impl Iterator<Item = usize> + '_ {
        let start = self.seen(word).first;
        let step = |at: &u32| self.next.get((*at as usize).wrapping_sub(1)).copied().filter(|n| *n != 0);
        std::iter::successors(Some(start).filter(|s| *s != 0), step).map(|n| n as usize - 1).filter(move |n| *n != at).take(OTHERS)
    }
}
