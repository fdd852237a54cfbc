//! A dictionary of phrases, looked up by longest match on folded atoms.

use super::atoms::Atom;
use crate::document::{Document, tokens};
use crate::language::Language;
use crate::language::chains::Chains;
use crate::language::interner::Interner;

/// One phrase: its atoms after the first, whether letters must have the case written, and its meaning.
#[derive(Debug)]
struct Phrase<T> {
    /// Its words behind the first, in [`Phrases::rests`].
    rest: (u32, u32),
    /// The phrase as written, for symbols such as `MW` and `mW`.
    exact: Option<Box<str>>,
    value: T,
}

impl<T> Phrase<T> {
    const fn more(&self) -> u32 {
        self.rest.1 - self.rest.0
    }
}

/// Phrases by first atom, longest first.
#[derive(Debug)]
pub struct Phrases<T> {
    words: Interner,
    /// The phrases by their first words.
    chains: Chains,
    phrases: Vec<Phrase<T>>,
    rests: Vec<u32>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { words: Interner::default(), chains: Chains::default(), phrases: Vec::new(), rests: Vec::new() }
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<T: Clone> Phrases<T> {
    /// Adds `phrase`; a leading `=` makes it sensitive to case.
    pub fn add(&mut self, phrase: &str, language: Language, value: T) {
        let (text, case) = phrase.strip_prefix('=').map_or((phrase, false), |t| (t, true));
        // With hyphens standing alone, as after a number word (`six-year-old`).
        if !case && text.contains(tokens::is_hyphen) {
            let (start, mut apart) = (self.rests.len(), false);
            tokens::pieces(text, language, |_, folded| {
                apart |= folded.len() > 1 && folded.contains('-');
                for (index, part) in folded.split('-').enumerate() {
                    if index > 0 {
                        self.rests.push(self.words.number("-"));
                    }
                    if !part.is_empty() {
                        self.rests.push(self.words.number(part));
                    }
                }
            });
            if apart {
                self.close(start, None, value.clone());
            } else {
                self.rests.truncate(start);
            }
        }
        let start = self.rests.len();
        tokens::pieces(text, language, |_, folded| self.rests.push(self.words.number(folded)));
        self.close(start, case.then(|| text.into()), value);
    }

    /// Adds the phrase of the words from `start` on.
    fn close(&mut self, start: usize, exact: Option<Box<str>>, value: T) {
        let Some(&first) = self.rests.get(start) else { return };
        // Most are of one word, which needs no place.
        let rest = if self.rests.len() == start + 1 { (0, 0) } else { (place(start + 1), place(self.rests.len())) };
        if rest == (0, 0) {
            self.rests.truncate(start);
        }
        let phrase = Phrase { rest, exact, value };
        // Of equal phrases the one that asks for its case comes first: `CUP` is a currency, `cup` a volume.
        self.chains.add(first, |other| {
            let other = &self.phrases[other];
            other.more() > phrase.more() || other.more() == phrase.more() && (other.exact.is_some() || phrase.exact.is_none())
        });
        self.phrases.push(phrase);
    }

    /// The phrases that begin with `word`.
    fn beginning(&self, word: &str) -> impl Iterator<Item = &Phrase<T>> {
        self.words.find(word).into_iter().flat_map(|first| self.chains.of(first)).map(|at| &self.phrases[at])
    }

    /// The first atoms of all phrases.
    pub fn firsts(&self) -> impl Iterator<Item = &str> {
        self.firsts_of(|_| true)
    }

    /// The first atoms of the phrases whose meaning `keep` keeps.
    pub fn firsts_of(&self, keep: impl Fn(&T) -> bool) -> impl Iterator<Item = &str> {
        let begins = move |first: u32| self.chains.of(first).any(|at| keep(&self.phrases[at].value));
        self.words.iter().zip(0..).filter(move |(_, first)| begins(*first)).map(|(word, _)| word)
    }

    /// What the phrase of the one word `text` means, whatever its case.
    pub fn single(&self, text: &str) -> Option<&T> {
        self.beginning(text).find(|p| p.more() == 0).map(|p| &p.value)
    }

    /// The longest phrase that begins at atom `at`: the atom after it, and its meaning.
    pub fn longest<'s>(&'s self, document: &'s Document, atoms: &'s [Atom<'_>], at: usize) -> Option<(usize, &'s T)> {
        self.matches(document, atoms, at).next()
    }

    /// All phrases that begin at atom `at`, longest first.
    pub fn matches<'s>(&'s self, document: &'s Document, atoms: &'s [Atom<'_>], at: usize) -> impl Iterator<Item = (usize, &'s T)> {
        let list = atoms.get(at).into_iter().flat_map(|atom| self.beginning(atom.text));
        list.filter_map(move |phrase| {
            let rest = &self.rests[phrase.rest.0 as usize..phrase.rest.1 as usize];
            let end = at + 1 + rest.len();
            let window = atoms.get(at..end)?;
            if !window[1..].iter().zip(rest).all(|(atom, &word)| atom.text == self.words.word(word)) {
                return None;
            }
            if let Some(exact) = &phrase.exact {
                window.iter().try_fold(&**exact, |rest, atom| rest.trim_start().strip_prefix(document.token_text(atom.token)))?;
            }
            Some((end, &phrase.value))
        })
    }

    /// The longest phrase that ends just before atom `end`: where it begins, and its meaning.
    pub fn ending_at<'s>(&'s self, document: &'s Document, atoms: &'s [Atom<'_>], end: usize, reach: usize) -> Option<(usize, &'s T)> {
        let first = end.saturating_sub(reach);
        (first..end).find_map(|at| self.matches(document, atoms, at).find(|&(stop, _)| stop == end).map(|(_, value)| (at, value)))
    }
}
