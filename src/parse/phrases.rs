//! Whether a line holds any of many phrases: every other trigram of it is tried against a table, and only where a phrase may begin is one
//! compared. Smaller and sooner ready than an automaton of all phrases, and faster on the short lines of a page.

use memchr::memchr;
use rustc_hash::FxHashMap;

const HASH_BITS: u32 = 13;
const HASHES: usize = 1 << HASH_BITS;

/// Phrases, ready to be looked for.
pub struct Phrases {
    /// For every hash of a trigram whether a phrase may begin with it, or have it one byte on: so every other trigram of a line tells.
    known: Box<[bool; HASHES]>,
    by_trigram: FxHashMap<u32, Vec<Place>>,
    /// Phrases of less than four bytes.
    short: Vec<&'static str>,
}

/// A phrase and where in it a trigram stands.
struct Place {
    phrase: &'static str,
    offset: usize,
}

impl Phrases {
    /// Makes `phrases` ready.
    pub fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let mut built = Self { known: Box::new([false; HASHES]), by_trigram: FxHashMap::default(), short: Vec::new() };
        for phrase in phrases {
            let Some(&[a, b, c, d]) = phrase.as_bytes().first_chunk::<4>() else {
                built.short.push(phrase);
                continue;
            };
            for (offset, start) in [trigram([a, b, c]), trigram([b, c, d])].into_iter().enumerate() {
                built.known[hash(start)] = true;
                built.by_trigram.entry(start).or_default().push(Place { phrase, offset });
            }
        }
        built
    }

    /// Whether `line` holds one of them, be it within a word.
    pub fn any_in(&self, line: &str) -> bool {
        let bytes = line.as_bytes();
        let stands = |at: usize, start: u32| {
            let here = |place: &Place| {
                at.checked_sub(place.offset)
                    .and_then(|from| bytes.get(from..))
                    .is_some_and(|rest| rest.starts_with(place.phrase.as_bytes()))
            };
            self.by_trigram.get(&start).is_some_and(|places| places.iter().any(here))
        };
        let (pairs, odd) = bytes.as_chunks::<2>();
        let (mut before, mut at) = (0, 0);
        for &[one, other] in pairs {
            let start = before | u32::from(one) << 16;
            if self.known[hash(start)] && at > 0 && stands(at - 2, start) {
                return true;
            }
            before = u32::from(u16::from_le_bytes([one, other]));
            at += 2;
        }
        if let [last] = odd
            && at > 0
            && self.known[hash(before | u32::from(*last) << 16)]
            && stands(at - 2, before | u32::from(*last) << 16)
        {
            return true;
        }
        let holds = |phrase: &str| phrase.bytes().next().is_some_and(|first| memchr(first, bytes).is_some()) && line.contains(phrase);
        self.short.iter().any(|phrase| holds(phrase))
    }
}

fn trigram([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}

/// The upper bits of a product with the golden ratio.
fn hash(trigram: u32) -> usize {
    (trigram.wrapping_mul(0x9e37_79b1) >> (u32::BITS - HASH_BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_wherever_they_stand() {
        let phrases = Phrases::new(["get our", "get a", "été", "©", "写真"]);
        for line in ["get our", "now get our news", "target a", "l'été", "a ©", "©", "x写真"] {
            assert!(phrases.any_in(line), "{line}");
        }
        for line in ["", "ge", "get ou", "get", "ete", "写"] {
            assert!(!phrases.any_in(line), "{line}");
        }
        assert!(!Phrases::new([]).any_in("anything"));
    }
}
