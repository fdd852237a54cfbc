//! Which named thing a common noun stands for: "the council" a Borough Council, "the Nepalese authority" the Aviation Authority of
//! Nepal. Shared by the layers that look for what is meant.

use crate::document::fold;

/// How many letters a word and that of a name begin with where one is made from the other (`Canada`, `Canadian`).
const ALIKE: usize = 4;
/// The fewest letters of a noun that may stand in another case or number than in the name.
const INFLECTED: usize = 5;
/// How many letters an ending of a noun has at the most (`Verband`, `Verbandes`).
const ENDING: usize = 2;

/// The words of a name, folded.
pub(super) fn words_of(name: &str) -> Vec<String> {
    name.split_whitespace().map(fold).collect()
}

/// A noun as it stands in the text, folded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun<'a> {
    /// The noun itself.
    pub(super) word: &'a str,
    /// The words beside it that tell which one is meant.
    pub(super) beside: &'a [&'a str],
    /// Whether the language closes its compounds (`das Gericht`, an `Oberlandesgericht`).
    pub(super) closed: bool,
}

impl Noun<'_> {
    /// Whether the folded `words` of a name have the noun and all the words beside it.
    pub(super) fn fits(&self, words: &[String]) -> bool {
        let alike = |word: &&str| words.iter().any(|other| begins_alike(word, other));
        words.iter().any(|word| self.is(word)) && self.beside.iter().all(alike)
    }

    /// Whether the folded `word` is the noun, perhaps in another form or as the last part of a compound.
    pub(super) fn is(&self, word: &str) -> bool {
        self.word == word || self.closed && word.ends_with(self.word) || inflects(self.word, word) || inflects(word, self.word)
    }
}

/// Whether `long` is `short` with an ending.
fn inflects(short: &str, long: &str) -> bool {
    let letters = |word: &str| word.chars().count();
    long.strip_prefix(short).is_some_and(|ending| letters(ending) <= ENDING && letters(short) >= INFLECTED)
}

/// Whether two words are the same or seem to be made from one another.
fn begins_alike(word: &str, other: &str) -> bool {
    word == other || word.chars().zip(other.chars()).take_while(|(a, b)| a == b).count() >= ALIKE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_fits_names_that_have_it_and_what_stands_beside_it() {
        let noun = |word, closed| Noun { word, beside: &[], closed };
        assert!(noun("council", false).fits(&words_of("Marlow Borough Council")));
        assert!(noun("verbands", true).fits(&words_of("Verband Holzbau")));
        assert!(noun("gericht", true).fits(&words_of("Oberlandesgericht Lindau")));
        assert!(!noun("gericht", false).fits(&words_of("Obergericht Lindau")));
        assert!(!noun("bank", false).fits(&words_of("Banken Nord")));
        let beside = ["nepalese"];
        let noun = Noun { word: "authority", beside: &beside, closed: false };
        assert!(noun.fits(&words_of("Aviation Authority of Nepal")));
        assert!(!noun.fits(&words_of("Aviation Authority of Peru")));
    }
}
