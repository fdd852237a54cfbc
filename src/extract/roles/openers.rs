//! What each word may begin, told by one look-up before the tables are asked: most words begin nothing.

use super::rules::Rules;
use super::titles::Titles;
use crate::document::Document;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use std::ops::BitOr;

/// The tables in which a phrase may begin with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Opens(u16);

impl Opens {
    pub(super) const TITLE: Self = Self(1);
    pub(super) const NO_TITLE: Self = Self(1 << 1);
    pub(super) const HONORIFIC: Self = Self(1 << 2);
    pub(super) const PRONOUN: Self = Self(1 << 3);
    pub(super) const ARTICLE: Self = Self(1 << 4);
    pub(super) const VERB: Self = Self(1 << 5);
    pub(super) const CLASS: Self = Self(1 << 6);
    pub(super) const SKIPPED: Self = Self(1 << 7);
    pub(super) const ORGANIZATION_NOUN: Self = Self(1 << 8);
    /// All that the items of a sentence are made of, names, titles, dates and ages apart.
    const ITEM: Self = Self(
        Self::HONORIFIC.0 | Self::PRONOUN.0 | Self::ARTICLE.0 | Self::VERB.0 | Self::CLASS.0 | Self::SKIPPED.0 | Self::ORGANIZATION_NOUN.0,
    );

    /// Whether the word may begin one of `tables`.
    pub(super) const fn any(self, tables: Self) -> bool {
        self.0 & tables.0 != 0
    }

    /// Whether it may begin anything but a name, a title, a date or an age.
    pub(super) const fn is_item(self) -> bool {
        self.any(Self::ITEM)
    }
}

impl BitOr for Opens {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the words of a language may begin. Words are told apart by a hash only: what is said of one may hold for another, and the
/// table itself has the last word; what is not said holds for none.
#[derive(Debug)]
pub(super) struct Openers(Box<[Opens]>);

/// How many bits of a word's hash tell it apart.
const BITS: u32 = 15;

impl Openers {
    /// Those of a language whose tables have nothing yet.
    pub(super) fn new() -> Self {
        Self(vec![Opens::default(); 1 << BITS].into())
    }

    /// What the tables of `rules` and `titles` begin with.
    pub(super) fn of(rules: &Rules, titles: &Titles) -> Self {
        let mut openers = Self::new();
        openers.add(titles.firsts(), Opens::TITLE);
        openers.add(titles.no_titles.firsts(), Opens::NO_TITLE);
        openers.add(titles.honorifics.firsts(), Opens::HONORIFIC);
        openers.add(titles.articles.firsts(), Opens::ARTICLE);
        openers.add(titles.organization_nouns.firsts(), Opens::ORGANIZATION_NOUN);
        openers.add(rules.pronouns.firsts(), Opens::PRONOUN);
        openers.add(rules.verbs.firsts(), Opens::VERB);
        openers.add(rules.classes.firsts(), Opens::CLASS);
        openers.add(rules.skipped.firsts(), Opens::SKIPPED);
        openers.add(rules.ages.iter().map(|word| &**word), Opens::SKIPPED);
        openers
    }

    fn add<'w>(&mut self, words: impl Iterator<Item = &'w str>, table: Opens) {
        for word in words {
            let opens = &mut self.0[slot(word)];
            *opens = *opens | table;
        }
    }

    /// What each token of `document` may begin.
    pub(super) fn read(&self, document: &Document) -> Vec<Opens> {
        (0..document.tokens.len()).map(|at| self.0[slot(document.folded(at))]).collect()
    }
}

fn slot(word: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    usize::try_from(hasher.finish() >> (u64::BITS - BITS)).unwrap_or(0)
}
