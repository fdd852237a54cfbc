//! Where a figure can begin: one look-up that spares every other word the whole grammar.

use super::lexicon::{self, Lexicon};
use super::number::Reader;
use super::{nouns, units};
use crate::language::{Language, PerLanguage, per_language};
use rustc_hash::FxHashSet;

/// The words of one language that a figure, or a phrase that is none, can begin with.
#[derive(Debug)]
pub struct Starts {
    words: FxHashSet<Box<str>>,
    lexicon: &'static Lexicon,
}

static STARTS: PerLanguage<Starts> = per_language!(build);

/// The starts of `language`.
pub fn of(language: Language) -> &'static Starts {
    STARTS.get(language)
}

fn build(language: Language) -> Starts {
    let lexicon = lexicon::of(language);
    let mut words: FxHashSet<Box<str>> = lexicon.openers().map(Box::from).collect();
    words.extend(nouns::of(language).idioms.firsts().map(Box::from));
    words.extend(units::of(language).openers().map(Box::from));
    Starts { words, lexicon }
}

impl Starts {
    /// Whether a figure can begin at atom `at`.
    pub fn may(&self, reader: &Reader<'_, '_>, at: usize) -> bool {
        let Some(atom) = reader.atom(at) else { return false };
        if atom.is_number() {
            return true;
        }
        if atom.is_word() {
            return self.words.contains(atom.text) || self.lexicon.is_compound(atom.text);
        }
        // A mark is part of a number only where one is glued to it; signs may stand alone.
        !matches!(atom.text, "," | "." | ";" | ":" | ")" | "\"" | "«" | "»" | "“" | "”" | "…" | "?" | "!")
            || matches!(atom.text, "," | ".") && reader.glued(at + 1)
    }
}
