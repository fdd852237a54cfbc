//! Subjects that go without saying: "Sustituye a Luis Roe", of whom the sentence before was about.

use super::sequence::{Content, Persons, Sequence};
use crate::extract::pattern::{Item, Symbol, Weight};
use crate::facts::EntityId;

/// How many words may stand before a verb whose subject goes without saying.
const LEAD: usize = 6;
/// How far behind a verb its subject is searched.
const REACH: usize = 6;

/// The symbols that the search asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks<'a> {
    /// A person.
    pub(super) person: Option<Symbol>,
    /// Copulas, after which a title is no subject.
    pub(super) copulas: &'a [Option<Symbol>],
    /// Prepositions: what follows one is no subject.
    pub(super) prepositions: &'a [Option<Symbol>],
    /// Verbs behind which a person is the object ("sostituisce Roe").
    pub(super) replacing: Option<Symbol>,
    /// Nouns of posts, which are subjects themselves ("la carica passa …").
    pub(super) posts: &'a [Option<Symbol>],
}

impl Sequence {
    /// Puts `topic` before the first verb of a sentence that names no subject before it and none behind it.
    pub(super) fn elide(&mut self, topic: EntityId, marks: Marks<'_>) {
        let copula = |item: &Item| marks.copulas.iter().flatten().any(|&s| item.has(s));
        let first = (1..self.items.len().min(LEAD + 2)).find(|&i| matches!(self.contents[i], Content::Verb(_)) || copula(&self.items[i]));
        let Some(verb) = first else { return };
        let quiet =
            |i: usize| self.contents[i] == Content::Nothing || matches!(self.contents[i], Content::Entity(_)) && self.is_led(i, marks);
        let post = |i: usize| marks.posts.iter().flatten().any(|&s| self.items[i].has(s)) && !self.is_led(i, marks);
        if !(1..verb).all(quiet)
            || (1..verb).any(post)
            || self.bare_verbs.contains(&verb)
            || self.has_subject_behind(verb, copula(&self.items[verb]), marks)
        {
            return;
        }
        let mut item = Item::new(Weight::Heavy);
        item.add(marks.person);
        let start = self.tokens[verb].start;
        self.items.insert(verb, item);
        self.contents.insert(verb, Content::Persons(Persons::one(topic)));
        self.tokens.insert(verb, start..start + 1);
    }

    fn is_led(&self, item: usize, marks: Marks<'_>) -> bool {
        let before = item.checked_sub(1).map(|i| &self.items[i]);
        before.is_some_and(|before| marks.prepositions.iter().flatten().any(|&s| before.has(s)))
    }

    /// Whether a person or a title that no preposition leads follows the verb as its subject.
    fn has_subject_behind(&self, verb: usize, copula: bool, marks: Marks<'_>) -> bool {
        let end = self.items.len().min(verb + 1 + REACH);
        let behind = (verb + 1..end).take_while(|&i| !matches!(self.items[i].weight, Weight::Border | Weight::Comma));
        let heavy = behind.clone().find(|&i| matches!(self.contents[i], Content::Persons(_) | Content::Titles(_) | Content::Entity(_)));
        let Some(at) = heavy else { return false };
        // "lo sostituisce Roe": with an object pronoun the person is the subject.
        let replaces = marks.replacing.is_some_and(|s| self.items[verb].has(s));
        let object = replaces && self.contents.get(verb + 1) != Some(&Content::Pronoun);
        let person = |i: usize| matches!(self.contents.get(i), Some(Content::Persons(_)));
        match self.contents[at] {
            Content::Titles(_) => {
                let comma = usize::from(self.items.get(at + 1).is_some_and(|i| i.weight == Weight::Comma));
                !self.is_led(at, marks) && (person(at + 1 + comma) || !copula && at == verb + 1)
            }
            Content::Persons(_) => !object && !self.is_led(at, marks),
            _ => false,
        }
    }
}
