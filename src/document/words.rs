//! The distinct words of a document, folded for table look-ups and numbered, so that what a table says of a word is asked once a
//! document and not once a token.

use super::fold::fold_into;
use crate::language::interner::hash;

/// The number of a word within its document.
pub(crate) type WordId = u32;

/// How many places are tried for a word. One that finds them all taken is numbered anew, so that no text can make this slow.
const TRIED: usize = 16;
/// How many places there are at first.
const LEAST: usize = 64;
/// For how many words there is room at first, at most.
const MOST: usize = 4096;

/// The longest word that its key tells whole, in bytes.
const PACKED: usize = 8;

/// Where a word is found again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    /// The word itself where it is short, else its hash.
    key: u64,
    length: u32,
    /// The number of the word plus one; 0 where there is none.
    number: u32,
}

/// The distinct words of a document. Equal numbers mean equal words; a word may rarely have several numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Words {
    /// All words, one behind the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// The words at places told by their keys.
    places: Vec<Place>,
    /// The hash of each, by which tables find it.
    hashes: Vec<u64>,
    /// Where words are folded.
    folded: String,
}

impl Words {
    /// No words yet, and room for those of a text.
    pub(crate) fn with_room_for(text: &str) -> Self {
        // New words come the seldomer the longer a text is.
        let words = (text.len() / 16).min(MOST);
        let places = vec![Place::default(); LEAST.max((2 * words).next_power_of_two())];
        let (letters, ends, hashes) = (String::with_capacity(8 * words), Vec::with_capacity(words), Vec::with_capacity(words));
        Self { text: letters, ends, places, hashes, folded: String::new() }
    }

    /// The number of an elided word, `head` in ASCII and an apostrophe.
    pub(crate) fn number_elided(&mut self, head: &str) -> WordId {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        folded.push_str(head);
        folded.make_ascii_lowercase();
        folded.push('\'');
        let number = self.number_folded(&folded);
        self.folded = folded;
        number
    }

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

    /// The number of `text` folded, which is up to eight ASCII letters, whose bytes `key` has in small letters.
    #[inline]
    pub(crate) fn number_letters(&mut self, key: u64, text: &str) -> WordId {
        self.number_at(key, text, |words| fold_into(text, words))
    }

    /// The number of a word that is folded.
    #[inline]
    pub(crate) fn number_folded(&mut self, word: &str) -> WordId {
        let key = packed(word.as_bytes()).unwrap_or_else(|| hash(word));
        self.number_at(key, word, |words| words.push_str(word))
    }

    /// The number of the word with a key; `add` appends it where it is new. Long ones are folded.
    #[inline]
    fn number_at(&mut self, key: u64, word: &str, add: impl FnOnce(&mut String)) -> WordId {
        if self.places.len() < 2 * (self.ends.len() + 1) {
            self.grow();
        }
        let length = u32::try_from(word.len()).unwrap_or(u32::MAX);
        let fresh = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        for at in around(key, length, self.places.len()) {
            let place = self.places[at];
            if place.number == 0 {
                self.places[at] = Place { key, length, number: fresh.saturating_add(1) };
                break;
            }
            if place.key == key && place.length == length && (word.len() <= PACKED || self.get(place.number - 1) == word) {
                return place.number - 1;
            }
        }
        let start = self.text.len();
        add(&mut self.text);
        self.hashes.push(hash(&self.text[start..]));
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        fresh
    }

    #[cold]
    fn grow(&mut self) {
        let size = LEAST.max(2 * self.places.len());
        let before = std::mem::replace(&mut self.places, vec![Place::default(); size]);
        for place in before.into_iter().filter(|place| place.number != 0) {
            if let Some(free) = around(place.key, place.length, size).find(|&at| self.places[at].number == 0) {
                self.places[free] = place;
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

    /// All words, each with its hash, in the order of their numbers.
    pub(crate) fn hashed(&self) -> impl ExactSizeIterator<Item = (u64, &str)> {
        self.hashes.iter().copied().zip(self.iter())
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

/// The places that are tried for a word, of `size`, which is a power of two.
#[inline]
fn around(key: u64, length: u32, size: usize) -> impl Iterator<Item = usize> {
    // The upper bits of the product are those that all of the key goes into.
    let mixed = (key ^ u64::from(length)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let first = usize::try_from(mixed.checked_shr(64 - size.trailing_zeros()).unwrap_or(0)).unwrap_or(0);
    (0..TRIED).map(move |step| first.wrapping_add(step) & size.wrapping_sub(1))
}

/// The bytes of a short word, zeroes behind them.
#[inline]
fn packed(word: &[u8]) -> Option<u64> {
    let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    let pair = |bytes: &[u8; 2]| u64::from(u16::from_le_bytes(*bytes));
    Some(match word.len() {
        0 => 0,
        1 => u64::from(word[0]),
        2..4 => pair(word.first_chunk()?) | pair(word.last_chunk()?) << (8 * (word.len() - 2)),
        4..=PACKED => half(word.first_chunk()?) | half(word.last_chunk()?) << (8 * (word.len() - 4)),
        _ => return None,
    })
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
    fn short_words_are_numbered_by_their_bytes() {
        let mut words = Words::default();
        for text in ["a", "A", "ab", "aB", "abc", "ABC", "abcd", "Abcde", "abcdef", "ABCDEFG", "abcdefgh", "Abcdefgh"] {
            let mut bytes = [0; 8];
            bytes[..text.len()].copy_from_slice(text.to_ascii_lowercase().as_bytes());
            let number = words.number_letters(u64::from_le_bytes(bytes), text);
            assert_eq!(words.number(text), number);
            assert_eq!(words.get(number), super::super::fold(text));
        }
        assert_eq!(words.iter().len(), 8);
        assert_eq!((words.number_elided("L"), words.number_elided("qu")), (8, 9));
        assert_eq!((words.number("l’"), words.number("Qu'")), (8, 9));
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
