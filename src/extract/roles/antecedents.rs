//! "Foo, dont elle est la présidente", "Foo, of which she is the chair": the house of which a relative clause tells a post.

use super::assemble::Assembler;
use super::rules::VERB;
use super::titles::{ORGANIZATION_NOUN, Preposition};
use crate::document::Span;
use crate::facts::{EntityId, EntityType};

/// How many tokens before a title its clause may begin.
const CLAUSE: usize = 10;
/// How many tokens may stand between the house and the clause ("Foo, à Lyon, dont").
const BETWEEN: usize = 6;
/// How many tokens of an apposition may stand before the name in it ("Foo, filiale du groupe Bar, dont").
const APPOSED: usize = 6;

impl Assembler<'_> {
    /// The house that the relative pronoun stands for which leads to the title at byte `before` of sentence `index`.
    pub(super) fn of_clause(&self, index: usize, before: usize) -> Option<EntityId> {
        let floor = self.document.sentences.get(index)?.tokens.start;
        let title = self.document.token_at(before);
        let within = (floor + 1).max(title.saturating_sub(CLAUSE))..title;
        let pronoun = within.rev().find(|&at| self.rules.antecedents.starting(&self.rule_words, at, title).is_some())?;
        let tokens = &self.document.tokens;
        let house = |id: EntityId| self.houses.get(id.index()).copied().unwrap_or(false);
        let inside = Span::new(tokens[pronoun].span.start, before);
        if self.entities.within(inside).iter().any(|&(_, id)| house(id)) {
            return None;
        }
        let named = self.entities.within(Span::new(tokens[floor].span.start, tokens[pronoun].span.start));
        // "Foo, à Lyon, dont": a place is not what has posts; a person may be.
        let mut named = named.iter().rev().filter(|&&(_, id)| house(id) || self.entities.get(id).kind == EntityType::Person);
        let &(mention, id) = named.next().filter(|&&(_, id)| house(id))?;
        if self.document.token_at(mention.end) + BETWEEN < pronoun {
            return None;
        }
        Some(self.apposed_to(mention, floor).unwrap_or(id))
    }

    /// "Foo, filiale du groupe Bar": the house to which the noun phrase is apposed in which `mention` stands.
    fn apposed_to(&self, mention: Span, floor: usize) -> Option<EntityId> {
        let name = self.document.token_at(mention.start);
        let mut before = (floor + 1..name).rev().take(APPOSED);
        let comma = before.find(|&at| self.document.folded(at) == ",")?;
        let article = self.titles.articles.starting(&self.title_words, comma + 1, name).map_or(0, |(length, _)| length);
        let noun = comma + 1 + article;
        let of = |at: usize| matches!(self.titles.prepositions.starting(&self.title_words, at, name), Some((_, Preposition::Of)));
        let part = || of(noun + 1) && !self.rule_words.is(noun, VERB);
        let says = noun < name && (self.title_words.is(noun, ORGANIZATION_NOUN) || self.is_company(noun) || part());
        let (_, id) = self.entities.at(self.document.tokens[comma - 1].span.start).filter(|_| says)?;
        (self.entities.get(id).kind == EntityType::Organization).then_some(id)
    }
}
