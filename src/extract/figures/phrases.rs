//! A dictionary of phrases, looked up by longest match on folded atoms.

use super::atoms::Atom;
use crate::document::{Document, tokens};
use crate::language::Language;
use rustc_hash::FxHashMap;

/// One phrase: its atoms after the first, whether letters must have the case written, and its meaning.
#[derive(Debug)]
struct Phrase<T> {
    rest: Vec<Box<str>>,
    /// The phrase as written, for symbols such as `MW` and `mW`.
    exact: Option<Box<str>>,
    value: T,
}

/// Phrases by first atom, longest first.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<Box<str>, Vec<Phrase<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

/// Folded words with hyphens standing alone, as after a number word (`six-year-old`).
fn taken_apart(words: &[Box<str>]) -> Vec<Box<str>> {
    let mut out = Vec::new();
    for word in words {
        for (index, part) in word.split('-').enumerate() {
            if index > 0 {
                out.push("-".into());
            }
            if !part.is_empty() {
                out.push(part.into());
            }
        }
    }
    out
}

impl<T: Clone> Phrases<T> {
    /// Adds `phrase`; a leading `=` makes it sensitive to case.
    pub fn add(&mut self, phrase: &str, language: Language, value: T) {
        let (text, case) = phrase.strip_prefix('=').map_or((phrase, false), |t| (t, true));
        let mut words: Vec<Box<str>> = Vec::with_capacity(1);
        tokens::pieces(text, language, |_, folded| words.push(folded.into()));
        if !case && words.iter().any(|word| word.len() > 1 && word.contains('-')) {
            self.insert(taken_apart(&words), None, value.clone());
        }
        self.insert(words, case.then(|| text.into()), value);
    }

    fn insert(&mut self, mut words: Vec<Box<str>>, exact: Option<Box<str>>, value: T) {
        if words.is_empty() {
            return;
        }
        let first = words.remove(0);
        // Most have one phrase.
        let list = self.by_first.entry(first).or_insert_with(|| Vec::with_capacity(1));
        // Of equal phrases the one that asks for its case comes first: `CUP` is a currency, `cup` a volume.
        let at =
            list.partition_point(|p| p.rest.len() > words.len() || (p.rest.len() == words.len() && (p.exact.is_some() || exact.is_none())));
        list.insert(at, Phrase { rest: words, exact, value });
    }

    /// The first atoms of all phrases.
    pub fn firsts(&self) -> impl Iterator<Item = &str> {
        self.by_first.keys().map(|k| &**k)
    }

    /// The first atoms of the phrases whose meaning `keep` keeps.
    pub fn firsts_of(&self, keep: impl Fn(&T) -> bool) -> impl Iterator<Item = &str> {
        self.by_first.iter().filter(move |(_, list)| list.iter().any(|p| keep(&p.value))).map(|(k, _)| &**k)
    }

    /// What the phrase of the one word `text` means, whatever its case.
    pub fn single(&self, text: &str) -> Option<&T> {
        self.by_first.get(text)?.iter().find(|p| p.rest.is_empty()).map(|p| &p.value)
    }

    /// The longest phrase that begins at atom `at`: the atom after it, and its meaning.
    pub fn longest<'s>(&'s self, document: &'s Document, atoms: &'s [Atom<'_>], at: usize) -> Option<(usize, &'s T)> {
        self.matches(document, atoms, at).next()
    }

    /// All phrases that begin at atom `at`, longest first.
    pub fn matches<'s>(&'s self, document: &'s Document, atoms: &'s [Atom<'_>], at: usize) -> impl Iterator<Item = (usize, &'s T)> {
        let list = atoms.get(at).and_then(|a| self.by_first.get(a.text)).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(move |phrase| {
            let end = at + 1 + phrase.rest.len();
            let window = atoms.get(at..end)?;
            if !window[1..].iter().zip(&phrase.rest).all(|(atom, word)| atom.text == &**word) {
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
