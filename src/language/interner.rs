//! Words of tables, each numbered once. They lie one behind the other: a language has tens of thousands, and to ask for memory for each
//! took a good part of a short run.

use hashbrown::HashTable;
use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Distinct words and their numbers, from 0 in the order in which they were first met.
#[derive(Debug, Default)]
pub(crate) struct Interner {
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
    /// The numbers of the words by their hashes, which are kept: a table that grows need not look at its words.
    numbers: HashTable<(u32, u32)>,
}

impl Interner {
    /// The number of `word`, a new one where it is new.
    pub(crate) fn number(&mut self, word: &str) -> u32 {
        let hash = hash(word);
        if let Some(number) = self.find_hashed(hash, word) {
            return number;
        }
        let number = place(self.ends.len());
        self.text.push_str(word);
        self.ends.push(place(self.text.len()));
        let short = short(hash);
        self.numbers.insert_unique(spread(short), (number, short), |&(_, short)| spread(short));
        number
    }

    /// The number of `word`, where it has one.
    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        self.find_hashed(hash(word), word)
    }

    /// The number of `word`, whose hash is known, where it has one.
    #[inline]
    pub(crate) fn find_hashed(&self, hash: u64, word: &str) -> Option<u32> {
        let short = short(hash);
        let same = |&(number, other): &(u32, u32)| other == short && get(&self.text, &self.ends, number) == word;
        self.numbers.find(spread(short), same).map(|&(number, _)| number)
    }

    /// The word with `number`.
    ///
    /// # Panics
    /// Where no word has the number.
    pub(crate) fn word(&self, number: u32) -> &str {
        get(&self.text, &self.ends, number)
    }

    /// All words, in the order of their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..place(self.ends.len())).map(|number| get(&self.text, &self.ends, number))
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn get<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    let at = number as usize;
    let start = at.checked_sub(1).map_or(0, |before| ends[before] as usize);
    &text[start..ends[at] as usize]
}

/// The hash by which words are found.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
}

/// The part of a hash that is kept.
fn short(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

/// A table looks for a place by the lowest bits of a hash, and compares the highest.
fn spread(short: u32) -> u64 {
    u64::from(short) | u64::from(short) << 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let mut words = Interner::default();
        let texts: Vec<String> = (0..5000).map(|n| format!("mot{n}")).chain([String::new(), "élan".to_owned()]).collect();
        let numbers: Vec<u32> = texts.iter().map(|text| words.number(text)).collect();
        assert!(numbers.iter().copied().eq(0..5002));
        assert!(texts.iter().zip(numbers).all(|(text, number)| words.find(text) == Some(number) && words.number(text) == number));
        assert!(words.iter().eq(texts.iter().map(String::as_str)) && words.find("mot5000").is_none());
    }
}
