//! The distinct words of a document, folded for table look-ups and numbered, so that what a table says of a word is asked once a
//! document and not once a token.

use super::fold::fold_into;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// The number of a word within its document.
pub(crate) type WordId = u32;

/// How many places are tried for a word. One that finds them all taken is numbered anew, so that no text can make this slow.
const TRIED: usize = 16;
/// How many places there are at first.
const LEAST: usize = 64;

/// The distinct words of a document. Equal numbers mean equal words; a word may rarely have several numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// All words, one behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// The hashes and the numbers of words, each number plus one, at a place told by the hash; 0 where there is none.
    places: Vec<(u32, u32)>,
    /// Where words are folded.
    folded: String,
}

impl Words {
    /// The number of `text` folded.
    pub(crate) fn number(&mut self, text: &str) -> WordId {
        // Most words are small letters, which folding does not change.
        if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return self.number_folded(text);
        }
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        fold_into(text, &mut folded);
        let number = self.number_folded(&folded);
        self.folded = folded;
        number
    }

    fn number_folded(&mut self, word: &str) -> WordId {
        if self.places.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let (mask, hash) = (self.places.len().wrapping_sub(1), hash(word.as_bytes()));
        let fresh = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        for place in (0..TRIED).map(|step| (hash as usize).wrapping_add(step) & mask) {
            match self.places[place] {
                (_, 0) => {
                    self.places[place] = (hash, fresh.saturating_add(1));
                    break;
                }
                (other, number) if other == hash && self.get(number - 1) == word => return number - 1,
                _ => {}
            }
        }
        self.text.push_str(word);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        fresh
    }

    fn grow(&mut self) {
        let size = LEAST.max(2 * self.places.len());
        let before = std::mem::replace(&mut self.places, vec![(0, 0); size]);
        for (hash, number) in before.into_iter().filter(|&(_, number)| number != 0) {
            let mut places = (0..TRIED).map(|step| (hash as usize).wrapping_add(step) & (size - 1));
            if let Some(free) = places.find(|&place| self.places[place].1 == 0) {
                self.places[free] = (hash, number);
            }
        }
    }

    #[inline]
    fn range(&self, word: WordId) -> std::ops::Range<usize> {
        let at = word as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        start..self.ends[at] as usize
    }

    /// The word with a number.
    #[inline]
    pub(crate) fn get(&self, word: WordId) -> &str {
        &self.text[self.range(word)]
    }

    /// All words, in the order of their numbers.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        let mut from = 0;
        self.ends.iter().map(move |&end| {
            let word = &self.text[from..end as usize];
            from = end as usize;
            word
        })
    }
}

fn hash(word: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(word);
    u32::try_from(hasher.finish() >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_words_have_one_number_whatever_their_case() {
        let mut words = Words::default();
        let texts = ["La", "ville", "l’", "la", "VILLE", "l'", "", "élan", "ÉLAN"];
        let numbers: Vec<WordId> = texts.iter().map(|text| words.number(text)).collect();
        assert_eq!(numbers, [0, 1, 2, 0, 1, 2, 3, 4, 4]);
        assert_eq!(words.iter().collect::<Vec<_>>(), ["la", "ville", "l'", "", "élan"]);
        assert_eq!(numbers.iter().map(|&number| words.get(number)).collect::<Vec<_>>()[6..], ["", "élan", "élan"]);
    }

    #[test]
    fn thousands_of_words_are_told_apart_and_found_again() {
        let mut words = Words::default();
        let numbers: Vec<WordId> = (0..20_000).map(|n| words.number(&format!("word{n}"))).collect();
        assert!(numbers.iter().zip(0..).all(|(&number, n)| words.get(number) == format!("word{n}")));
        let again = (0..20_000).filter(|n| words.number(&format!("Word{n}")) == numbers[*n]).count();
        assert!(again > 19_900, "{again}");
    }
}
