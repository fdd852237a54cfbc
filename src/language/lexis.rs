//! The words and phrases of one layer's tables, and what the words of a document are to them.
//!
//! The lists of the tables are numbered. A [`Lexis`] holds the words of all of them, so that one look-up tells in which lists a
//! word stands; a [`Reading`] makes it once for each distinct word of a document. To ask whether a token stands in a list is then
//! the test of a bit, and phrases are compared by the numbers of their words.

use super::Language;
use super::interner::{Interner, hash};
use crate::document::{Document, WordId, tokens};
use rustc_hash::FxHashMap;

/// The number of a list of words and phrases.
pub(crate) type List = u8;

/// Numbers lists in the order in which they are named, from 0.
macro_rules! lists {
    (@ $number:expr;) => {};
    (@ $number:expr; $(#[$doc:meta])* $name:ident, $($rest:tt)*) => {
        $(#[$doc])*
        pub(super) const $name: $crate::language::lexis::List = $number;
        $crate::language::lexis::lists! { @ $number + 1; $($rest)* }
    };
    ($($names:tt)+) => { $crate::language::lexis::lists! { @ 0; $($names)+ } };
}
pub(crate) use lists;

/// The most lists of one [`Lexis`].
const LISTS: u32 = u64::BITS;
/// No phrase.
const NONE: u32 = u32::MAX;

/// What a word is to the lists of a [`Lexis`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Known {
    /// The lists that hold it by itself, a bit each.
    whole: u64,
    /// The lists that hold a longer phrase which begins with it.
    leads: u64,
    /// Its entry; 0 for a word that no list writes out.
    entry: u32,
}

impl Known {
    /// Whether `list` holds the word by itself.
    #[inline]
    pub(crate) const fn is(self, list: List) -> bool {
        self.whole >> list & 1 == 1
    }
    /// Whether no list holds the word or a phrase that begins with it.
    #[inline]
    pub(crate) const fn is_nothing(self) -> bool {
        self.whole | self.leads == 0
    }
    /// Whether one of `lists`, a bit each, holds the word or a phrase that begins with it.
    #[inline]
    pub(crate) const fn opens(self, lists: u64) -> bool {
        (self.whole | self.leads) & lists != 0
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    known: Known,
    /// The first of what the lists hold the word as by itself.
    singles: u32,
}

/// A word or phrase of a list.
#[derive(Debug)]
struct Phrase {
    list: List,
    value: u32,
    /// The entries of its words behind the first, in [`Lexis::rests`].
    rest: (u32, u32),
    /// The next one, not longer, that begins with the same two words, or is the same one word.
    next: u32,
}

/// The words and phrases of all lists.
#[derive(Debug)]
pub(crate) struct Lexis {
    /// The words, by their entries less one.
    words: Interner,
    entries: Vec<Entry>,
    phrases: Vec<Phrase>,
    /// The first phrase by the entries of its first two words, the longest first.
    pairs: FxHashMap<(u32, u32), u32>,
    rests: Vec<u32>,
    stems: Stems,
}

impl Default for Lexis {
    fn default() -> Self {
        Self {
            words: Interner::default(),
            entries: vec![Entry { known: Known::default(), singles: NONE }],
            phrases: Vec::new(),
            pairs: FxHashMap::default(),
            rests: Vec::new(),
            stems: Stems::default(),
        }
    }
}

impl Lexis {
    /// The entry of `word`, made where it is new.
    fn entry(&mut self, word: &str) -> u32 {
        let id = self.words.number(word) + 1;
        if id as usize == self.entries.len() {
            self.entries.push(Entry { known: Known { entry: id, ..Known::default() }, singles: NONE });
        }
        id
    }

    /// Adds the phrase of the folded `words` with a value to `list`. What was added first counts where the same is added again.
    pub(crate) fn add<'w>(&mut self, list: List, words: impl Iterator<Item = &'w str>, value: u32) {
        let (mut first, start) = (None, self.rests.len());
        words.for_each(|word| self.push(&mut first, word));
        self.close(list, first, start, value);
    }

    /// Adds `phrase`, cut and folded as the tokeniser cuts texts of `language`.
    pub(crate) fn add_cut(&mut self, list: List, phrase: &str, language: Language, value: u32) {
        let (mut first, start) = (None, self.rests.len());
        tokens::pieces(phrase, language, |_, word| self.push(&mut first, word));
        self.close(list, first, start, value);
    }

    fn push(&mut self, first: &mut Option<u32>, word: &str) {
        let id = self.entry(word);
        match first {
            Some(_) => self.rests.push(id),
            None => *first = Some(id),
        }
    }

    /// Adds the phrase of the entry `first` and of those from `start` on.
    fn close(&mut self, list: List, first: Option<u32>, start: usize, value: u32) {
        debug_assert!(u32::from(list) < LISTS);
        let Some(first) = first else { return };
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (number, rest) = (place(self.phrases.len()), (place(start), place(self.rests.len())));
        let entry = &mut self.entries[first as usize];
        let head = match self.rests.get(start) {
            Some(&second) => {
                entry.known.leads |= 1 << list;
                self.pairs.entry((first, second)).or_insert(NONE)
            }
            None => {
                entry.known.whole |= 1 << list;
                &mut entry.singles
            }
        };
        let (mut before, mut next) = (NONE, *head);
        while let Some(phrase) = self.phrases.get(next as usize).filter(|p| p.rest.1 - p.rest.0 >= rest.1 - rest.0) {
            before = next;
            next = phrase.next;
        }
        match self.phrases.get_mut(before as usize) {
            Some(phrase) => phrase.next = number,
            None => *head = number,
        }
        self.phrases.push(Phrase { list, value, rest, next });
    }

    /// Adds an entry of a table, which is folded and whose words are parted by spaces: a word, a phrase or a stem (`demand*`).
    pub(crate) fn add_entry(&mut self, list: List, entry: &str) {
        match entry.strip_suffix('*') {
            Some(stem) => self.stems.insert(stem, list),
            None => self.add(list, entry.split(' '), 0),
        }
    }

    /// What `word` is to the lists.
    pub(crate) fn know(&self, word: &str) -> Known {
        self.know_hashed(hash(word), word)
    }

    /// The same for a word whose hash is known.
    fn know_hashed(&self, hash: u64, word: &str) -> Known {
        let id = self.words.find_hashed(hash, word).map_or(0, |number| number + 1);
        let known = self.entries[id as usize].known;
        Known { whole: known.whole | self.stems.lists(word), ..known }
    }

    /// The words that `fits` accepts, in the order in which they were added; stems and phrases are not looked at.
    pub(crate) fn words(&self, fits: impl Fn(Known) -> bool) -> impl Iterator<Item = &str> {
        self.entries.iter().skip(1).zip(self.words.iter()).filter(move |(entry, _)| fits(entry.known)).map(|(_, word)| word)
    }

    /// Lets `list` hold each word written out in one of the lists that `fits` accepts.
    pub(crate) fn mark(&mut self, list: List, fits: impl Fn(&Self, Known) -> bool) {
        for at in 0..self.entries.len() {
            if fits(self, self.entries[at].known) {
                self.entries[at].known.whole |= 1 << list;
            }
        }
    }

    /// The value of the single word in `list`.
    pub(crate) fn value(&self, list: List, known: Known) -> Option<u32> {
        if !known.is(list) {
            return None;
        }
        self.chain(self.entries[known.entry as usize].singles).find(|p| p.list == list).map(|p| p.value)
    }

    /// The phrase at `first` and those chained to it.
    fn chain(&self, first: u32) -> impl Iterator<Item = &Phrase> {
        let phrase = |at: u32| self.phrases.get(at as usize);
        std::iter::successors(phrase(first), move |p| phrase(p.next))
    }
}

/// A list whose words and phrases have a value each.
#[derive(Debug)]
pub(crate) struct Phrases<T> {
    list: List,
    values: Vec<T>,
}

impl<T: Copy> Phrases<T> {
    /// No phrases yet, as list number `list`.
    pub(crate) const fn new(list: List) -> Self {
        Self { list, values: Vec::new() }
    }

    /// Adds the phrase of the folded `words`.
    pub(crate) fn add<'w>(&mut self, lexis: &mut Lexis, words: impl IntoIterator<Item = &'w str>, value: T) {
        lexis.add(self.list, words.into_iter(), u32::try_from(self.values.len()).unwrap_or(u32::MAX));
        self.values.push(value);
    }

    /// Adds `phrase`, cut as the tokeniser cuts texts of `language`.
    pub(crate) fn add_cut(&mut self, lexis: &mut Lexis, phrase: &str, language: Language, value: T) {
        lexis.add_cut(self.list, phrase, language, u32::try_from(self.values.len()).unwrap_or(u32::MAX));
        self.values.push(value);
    }

    /// The value of a single word.
    pub(crate) fn value(&self, lexis: &Lexis, word: Known) -> Option<T> {
        lexis.value(self.list, word).and_then(|at| self.values.get(at as usize)).copied()
    }

    /// The longest phrase that begins at token `at` and ends before `end`: how many tokens it takes, and its value.
    #[inline]
    pub(crate) fn starting(&self, reading: &Reading<'_>, at: usize, end: usize) -> Option<(usize, T)> {
        let (length, value) = reading.starting(self.list, at, end)?;
        self.values.get(value as usize).map(|&value| (length, value))
    }

    /// The longest phrase of at most three tokens that ends right before token `end` and begins at `floor` or later.
    pub(crate) fn ending(&self, reading: &Reading<'_>, floor: usize, end: usize) -> Option<(usize, T)> {
        (floor.max(end.saturating_sub(3))..end).find_map(|at| self.starting(reading, at, end).filter(|&(length, _)| at + length == end))
    }

    /// The value of token `at` by itself.
    #[inline]
    pub(crate) fn at(&self, reading: &Reading<'_>, at: usize) -> Option<T> {
        self.value(reading.lexis, reading.known(at))
    }

    /// Whether token `at` is one of the phrases by itself.
    #[inline]
    pub(crate) fn has(&self, reading: &Reading<'_>, at: usize) -> bool {
        reading.is(at, self.list)
    }
}

/// Beginnings of words.
#[derive(Debug, Default)]
pub(crate) struct Stems {
    lists: FxHashMap<Box<str>, u64>,
    /// Which lengths they have, in bytes; the last bit is for longer ones.
    lengths: u32,
    /// Which three bytes they begin with, by a hash.
    heads: Heads,
}

/// A set of the first three bytes of words, which may hold some that were never added.
#[derive(Debug)]
struct Heads([u64; 64]);

impl Default for Heads {
    fn default() -> Self {
        Self([0; 64])
    }
}

impl Heads {
    /// Where the bit of `word` lies; `None` for a shorter word.
    #[inline]
    fn place(word: &str) -> Option<(usize, u32)> {
        let &[a, b, c] = word.as_bytes().first_chunk()?;
        let hash = u32::from_le_bytes([a, b, c, 0]).wrapping_mul(0x9e37_79b1) >> 20;
        Some(((hash / 64) as usize, hash % 64))
    }

    /// Adds `word`; a shorter one may begin any.
    fn insert(&mut self, word: &str) {
        match Self::place(word) {
            Some((at, bit)) => self.0[at] |= 1 << bit,
            None => self.0 = [u64::MAX; 64],
        }
    }

    #[inline]
    fn may_begin(&self, word: &str) -> bool {
        Self::place(word).map_or(self.0[0] == u64::MAX, |(at, bit)| self.0[at] >> bit & 1 == 1)
    }
}

impl Stems {
    /// How many letters a word may have behind the first two for its stem to be found.
    const REACH: usize = 12;

    /// Adds `stem` to `list`.
    pub(crate) fn insert(&mut self, stem: &str, list: List) {
        self.lengths |= Self::length(stem.len());
        self.heads.insert(stem);
        *self.lists.entry(stem.into()).or_default() |= 1 << list;
    }
    const fn length(bytes: usize) -> u32 {
        1 << if bytes < 31 { bytes } else { 31 }
    }
    /// The lists of which `word` is a stem or begins with one of two letters or more.
    pub(crate) fn lists(&self, word: &str) -> u64 {
        if !self.heads.may_begin(word) {
            return 0;
        }
        let known = |stem: &str| if self.lengths & Self::length(stem.len()) == 0 { None } else { self.lists.get(stem).copied() };
        let ends = word.char_indices().skip(2).take(Self::REACH).map(|(end, _)| end);
        ends.chain([word.len()]).filter_map(|end| known(&word[..end])).fold(0, |lists, more| lists | more)
    }
}

/// A document as a [`Lexis`] knows its words.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) lexis: &'a Lexis,
    /// By the numbers of the document's words.
    known: Vec<Known>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(document: &'a Document, lexis: &'a Lexis) -> Self {
        Self { document, lexis, known: document.hashed_words().map(|(hash, word)| lexis.know_hashed(hash, word)).collect() }
    }

    /// Lets `list` hold the words of the document that `fits` accepts as well.
    pub(crate) fn mark(&mut self, list: List, fits: impl Fn(&str) -> bool) {
        for (word, known) in self.document.words().zip(&mut self.known) {
            if fits(word) {
                known.whole |= 1 << list;
            }
        }
    }

    /// What token `at` is to the lists; nothing where there is no such token.
    #[inline]
    pub(crate) fn known(&self, at: usize) -> Known {
        self.document.word(at).map_or(Known::default(), |word| self.of(word))
    }

    /// What a word of the document is to the lists.
    #[inline]
    pub(crate) fn of(&self, word: WordId) -> Known {
        self.known.get(word as usize).copied().unwrap_or_default()
    }

    /// Whether `list` holds token `at` by itself.
    #[inline]
    pub(crate) fn is(&self, at: usize, list: List) -> bool {
        self.known(at).is(list)
    }

    /// The longest phrase of `list` that begins at token `at` and ends before `end`: how many tokens it takes, and its value.
    #[inline]
    pub(crate) fn starting(&self, list: List, at: usize, end: usize) -> Option<(usize, u32)> {
        let known = self.known(at);
        // Most words begin nothing.
        if at < end && known.opens(1 << list) { self.longest(list, known, at, end) } else { None }
    }

    fn longest(&self, list: List, known: Known, at: usize, end: usize) -> Option<(usize, u32)> {
        // Most words are in no list, and go on with no phrase.
        let next = if known.leads >> list & 1 == 1 && end - at > 1 { self.known(at + 1).entry } else { 0 };
        if next != 0
            && let Some(&first) = self.lexis.pairs.get(&(known.entry, next))
        {
            let fits = |phrase: &&Phrase| {
                let rest = &self.lexis.rests[phrase.rest.0 as usize..phrase.rest.1 as usize];
                phrase.list == list && rest.len() < end - at && rest.iter().zip(at + 1..).all(|(&word, i)| self.known(i).entry == word)
            };
            if let Some(phrase) = self.lexis.chain(first).find(fits) {
                return Some(((phrase.rest.1 - phrase.rest.0) as usize + 1, phrase.value));
            }
        }
        self.lexis.value(list, known).map(|value| (1, value))
    }

    /// How many tokens a word, stem or phrase of `list` takes that begins at token `at` and ends before `end`; 0 for none.
    #[inline]
    pub(crate) fn width(&self, list: List, at: usize, end: usize) -> usize {
        let known = self.known(at);
        if at >= end || !known.opens(1 << list) {
            return 0;
        }
        self.longest(list, known, at, end).map_or(usize::from(known.is(list)), |(length, _)| length)
    }
}

/// The entries, each with its line, that the tokeniser cuts in another way than their table does, so that nothing can match them.
#[cfg(test)]
pub(crate) fn unreachable(language: crate::language::Language, entries: impl Iterator<Item = (usize, String)>) -> Vec<String> {
    use crate::document::{BlockKind, RawBlock};
    let cut = |text: &str| {
        let block = RawBlock { kind: BlockKind::Paragraph, text: text.replace("' ", "'") };
        let document = Document::new(vec![block], Some(language), None);
        (0..document.tokens.len()).map(|at| document.folded(at).to_owned()).collect::<Vec<_>>().join(" ")
    };
    let plain = entries.filter(|(_, entry)| !entry.ends_with('*') && !entry.ends_with('\''));
    plain
        .filter(|(_, entry)| cut(entry) != crate::document::fold(entry))
        .map(|(line, entry)| format!("line {line}: {entry} is read as {}", cut(&entry)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, RawBlock};
    use crate::language::Language;

    fn lexis() -> Lexis {
        let mut lexis = Lexis::default();
        for (list, entry) in [(0, "de"), (0, "de l' avis de"), (0, "selon"), (1, "de la part"), (1, "demand*"), (2, "selon"), (2, "dem*")] {
            lexis.add_entry(list, entry);
        }
        lexis
    }

    #[test]
    fn words_stems_and_the_longest_phrase_are_found() {
        let lexis = lexis();
        let block = RawBlock { kind: BlockKind::Paragraph, text: "De l'avis de Roe, selon sa demande, de la part d'elle".to_owned() };
        let document = Document::new(vec![block], Some(Language::Fr), None);
        let reading = Reading::new(&document, &lexis);
        let at = |word: &str| (0..document.tokens.len()).rfind(|&at| document.folded(at) == word).unwrap_or(usize::MAX);
        let end = document.tokens.len();
        assert_eq!((reading.width(0, 0, end), reading.width(0, 0, 3), reading.width(0, 0, 0)), (4, 1, 0));
        assert_eq!((reading.width(1, 0, end), reading.width(1, at("de"), end), reading.width(0, at("de"), end)), (0, 3, 1));
        assert_eq!((reading.width(0, at("selon"), end), reading.width(1, at("selon"), end), reading.width(2, at("selon"), end)), (1, 0, 1));
        assert_eq!((reading.width(1, at("demande"), end), reading.width(2, at("demande"), end)), (1, 1));
        assert_eq!((reading.starting(1, at("demande"), end), reading.known(end)), (None, Known::default()));
    }

    #[test]
    fn what_was_added_first_counts() {
        let mut lexis = Lexis::default();
        for (value, phrase) in [(7, "a b"), (8, "a"), (9, "a b"), (10, "a")] {
            lexis.add(3, phrase.split(' '), value);
        }
        assert_eq!(
            (lexis.value(3, lexis.know("a")), lexis.value(3, lexis.know("b")), lexis.value(2, lexis.know("a"))),
            (Some(8), None, None)
        );
    }
}
