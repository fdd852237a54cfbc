//! Whether a line holds any of many phrases: its trigrams are tried against a table of bits, and only where a phrase may begin is one
//! compared. Smaller and sooner ready than an automaton of all phrases, and faster on the short lines of a page.

use memchr::memchr;
use rustc_hash::FxHashMap;

const HASH_BITS: u32 = 12;
const HASHES: usize = 1 << HASH_BITS;

/// Phrases, ready to be looked for.
pub struct Phrases {
    /// For every hash of a trigram whether a phrase may begin with it.
    begins: Box<[bool; HASHES]>,
    by_trigram: FxHashMap<u32, Vec<&'static str>>,
    /// Phrases of one or two bytes.
    short: Vec<&'static str>,
}

impl Phrases {
    /// Makes `phrases` ready.
    pub fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let mut built = Self { begins: Box::new([false; HASHES]), by_trigram: FxHashMap::default(), short: Vec::new() };
        for phrase in phrases {
            match phrase.as_bytes().first_chunk::<3>() {
                Some(&start) => {
                    built.begins[hash(trigram(start))] = true;
                    built.by_trigram.entry(trigram(start)).or_default().push(phrase);
                }
                None => built.short.push(phrase),
            }
        }
        built
    }

    /// Whether `line` holds one of them, be it within a word.
    pub fn any_in(&self, line: &str) -> bool {
        let bytes = line.as_bytes();
        let begins_at = |at: usize, start: u32| {
            let rest = bytes.get(at..).unwrap_or_default();
            self.by_trigram.get(&start).is_some_and(|of| of.iter().any(|phrase| rest.starts_with(phrase.as_bytes())))
        };
        let mut last = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            last = last >> 8 | u32::from(byte) << 16;
            if self.begins[hash(last)] && at >= 2 && begins_at(at - 2, last) {
                return true;
            }
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
