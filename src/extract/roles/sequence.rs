//! A sentence as patterns see it: its items and what each stands for.

use crate::extract::pattern::Item;
use crate::facts::{Certainty, EntityId};
use std::ops::{Deref, Range};

/// How many persons are named side by side.
pub(super) const MOST: usize = 6;

/// Persons who are named side by side.
#[derive(Debug, Clone, Copy)]
pub(super) struct Persons {
    ids: [EntityId; MOST],
    count: u8,
}

impl Persons {
    /// One alone.
    pub(super) const fn one(id: EntityId) -> Self {
        Self { ids: [id; MOST], count: 1 }
    }

    /// Adds one where there is room.
    pub(super) fn push(&mut self, id: EntityId) {
        if let Some(place) = self.ids.get_mut(usize::from(self.count)) {
            *place = id;
            self.count += 1;
        }
    }
}

impl PartialEq for Persons {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Deref for Persons {
    type Target = [EntityId];

    fn deref(&self) -> &[EntityId] {
        &self.ids[..usize::from(self.count)]
    }
}

/// What an item stands for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// A word, a mark.
    Nothing,
    /// Persons, several where they are coordinated; for an elided subject or a pronoun those that it stands for.
    Persons(Persons),
    /// An object pronoun for somebody named before.
    Pronoun,
    /// An organisation or a place.
    Entity(EntityId),
    /// A title phrase, by its index.
    Titles(usize),
    /// A verb group.
    Verb(Certainty),
}

/// A sentence as patterns see it.
#[derive(Debug, Clone, Default)]
pub(super) struct Sequence {
    /// The items.
    pub(super) items: Vec<Item>,
    /// What each stands for.
    pub(super) contents: Vec<Content>,
    /// The tokens of each.
    pub(super) tokens: Vec<Range<usize>>,
    /// The verbs that have no subject of their own: infinitives, participles without auxiliary.
    pub(super) bare_verbs: Vec<usize>,
    /// Where persons are named of whom the sentence only tells by the way: rivals ("won against Doe").
    pub(super) asides: Vec<usize>,
    /// Whether the sentence says that it tells hearsay.
    pub(super) reported: bool,
    /// Whether the last verb is in the perfect.
    pub(super) perfect: bool,
    /// Whether what follows is told as untrue ("denied that …").
    pub(super) denied: bool,
    /// Whether the items stand in another order than in the text.
    pub(super) moved: bool,
}

impl Sequence {
    /// An empty one that takes the memory of `self`, with room for some items.
    pub(super) fn emptied(mut self, items: usize) -> Self {
        self.items.clear();
        self.contents.clear();
        self.tokens.clear();
        self.bare_verbs.clear();
        self.asides.clear();
        self.items.reserve(items);
        self.contents.reserve(items);
        self.tokens.reserve(items);
        Self { reported: false, denied: false, perfect: false, ..self }
    }

    /// The sequence without all items but those at `kept`, which are in order.
    pub(super) fn only(&self, kept: &[usize]) -> Self {
        let place = |old: &usize| kept.binary_search(old).ok();
        Self {
            items: kept.iter().map(|&item| self.items[item].clone()).collect(),
            contents: kept.iter().map(|&item| self.contents[item].clone()).collect(),
            tokens: kept.iter().map(|&item| self.tokens[item].clone()).collect(),
            bare_verbs: self.bare_verbs.iter().filter_map(place).collect(),
            asides: self.asides.clone(),
            ..*self
        }
    }

    /// The sequence with its items in another order.
    pub(super) fn reordered(&self, order: &[usize]) -> Self {
        let items = order.iter().map(|&item| self.items[item].clone()).collect();
        let contents = order.iter().map(|&item| self.contents[item].clone()).collect();
        let tokens = order.iter().map(|&item| self.tokens[item].clone()).collect();
        Self { items, contents, tokens, bare_verbs: Vec::new(), asides: self.asides.clone(), moved: true, ..*self }
    }

    /// The tokens from the first to the last of some items.
    pub(super) fn extent(&self, items: Range<usize>) -> Range<usize> {
        let within = || self.tokens[items.clone()].iter().filter(|tokens| !tokens.is_empty());
        let start = within().map(|tokens| tokens.start).min().unwrap_or(0);
        start..within().map(|tokens| tokens.end).max().unwrap_or(start)
    }

    /// How sure the last verb group is.
    pub(super) fn last_verb(&self) -> Option<Certainty> {
        self.contents.iter().rev().find_map(|c| if let Content::Verb(certainty) = c { Some(*certainty) } else { None })
    }
}
