//! Who takes the lead of a house without the post being named: which post that is.

use super::assemble::Assembler;
use super::changes::Post;
use super::houses::Kinds;
use super::moved::Moved;
use super::rules::{AUXILIARY, PRONOUN, SKIPPED, VERB};
use super::slugs;
use super::titles::{ORGANIZATION_NOUN, Preposition};
use crate::document::TokenKind;
use crate::facts::{EntityId, RoleStatus};
use std::ops::Range;

impl Assembler<'_> {
    /// "Roe takes the reins of Foo", and elsewhere: "the chief executive, Doe": of a house of which the text knows one leading post, and
    /// one holder at most, that post is the one taken by somebody of whom it tells no other one there.
    pub(super) fn lead(&self, moved: &mut Moved) {
        let Some(house) = moved.organization.or(self.hero) else { return };
        if !self.is_whole(moved, house) {
            return;
        }
        let here = |organization: Option<EntityId>| organization.is_none_or(|id| id == house);
        // "a delegation led by the vice-president, Roe": who has another post there may lead for a day.
        if self.roles_of(moved.person).any(|r| r.role.status == RoleStatus::Current && here(r.role.organization)) {
            return;
        }
        let leads = |slug: Option<&'static str>| slug.is_some_and(slugs::is_head);
        let held = self.roles.iter().map(|r| &r.role).filter(|r| leads(r.slug) && here(r.organization));
        let posts = self.posts.iter().filter(|p| leads(p.slug) && here(p.organization)).map(|p| (p.clone(), None));
        let held = held.map(|r| (Post { title: r.title.clone(), slug: r.slug, organization: r.organization }, Some(r.person)));
        let mut known: Option<(Post, Option<EntityId>)> = None;
        for (post, holder) in posts.chain(held) {
            match &mut known {
                None => known = Some((post, holder)),
                // Who hands over the reins stays on as president rather than as chief executive.
                Some((first, one)) if first.slug != post.slug && one.is_some() && *one == holder => {
                    if post.slug.is_some_and(slugs::is_executive) {
                        *first = post;
                    } else if !first.slug.is_some_and(slugs::is_executive) {
                        return;
                    }
                }
                Some((first, _)) if first.slug != post.slug => return,
                Some((_, first)) if first.is_some() && holder.is_some() && *first != holder => return,
                Some((_, first)) => *first = first.or(holder),
            }
        }
        let Some((post, holder)) = known.filter(|(_, holder)| *holder != Some(moved.person)) else { return };
        moved.to = Some(self.handed(moved.person, post));
        moved.predecessor = moved.predecessor.or(holder);
    }

    /// Whether what is led is the house itself, not something of it ("the helm of Foo’s Belgian unit", "le chantier de Foo").
    fn is_whole(&self, moved: &Moved, house: EntityId) -> bool {
        let tokens = self.document.tokens_in(moved.span);
        let limit = self.document.sentences.get(self.document.sentence_at(moved.span.start)).map_or(tokens.end, |s| s.tokens.end);
        let named = self.entities.within(moved.span);
        let person = named.iter().find(|&&(_, id)| id == moved.person).map_or(0, |(mention, _)| mention.end);
        match named.iter().rev().find(|&&(mention, id)| id == house && mention.start >= person) {
            Some(&(mention, _)) => self.is_led_itself(self.document.tokens_in(mention), tokens.start, limit),
            None => !self.is_of_another(tokens.end, limit),
        }
    }

    /// Whether the words around the name of a house tell that it is led: nothing of it is named before it or behind it.
    fn is_led_itself(&self, name: Range<usize>, floor: usize, limit: usize) -> bool {
        let (document, titles, words) = (self.document, self.titles, &self.title_words);
        let lower = |at: usize| at < limit && document.tokens[at].kind == TokenKind::Word && !document.tokens[at].capital;
        let noun = |at: usize| words.is(at, ORGANIZATION_NOUN);
        let genitive = name.end < limit && document.folded(name.end) == "'s";
        let mut at = name.start;
        while at > floor && (noun(at - 1) || titles.has_adjectives() && lower(at - 1) && titles.is_adjective(words, at - 1)) {
            at -= 1;
        }
        let article = titles.articles.ending(words, floor, at).map_or(0, |(length, _)| length);
        at -= article;
        // "the Foo yacht"
        let apposed = article > 0 && !titles.has_adjectives() && !titles.has_compounds() && lower(name.end) && !self.is_firm(name.end);
        if genitive || apposed {
            return false;
        }
        let of = titles.prepositions.ending(words, floor, at).map_or(0, |(length, _)| length);
        at -= of;
        if at <= floor {
            return true;
        }
        // "la filiale de Foo", "the inquiry into Foo"
        let rules = &self.rule_words;
        let part = of > 0 && (noun(at - 1) || self.is_company(at - 1));
        let known = self.rules.classes.ending(rules, floor, at).is_some()
            || rules.known(at - 1).opens(1 << VERB | 1 << AUXILIARY | 1 << PRONOUN | 1 << SKIPPED)
            || self.entities.at(document.tokens[at - 1].span.start).is_some();
        !part && (known || document.tokens[at - 1].kind != TokenKind::Word)
    }

    /// "les commandes du chantier", "l’équipe de Foo": whether the words behind token `at` tell that something else is led.
    fn is_of_another(&self, at: usize, limit: usize) -> bool {
        let (titles, words) = (self.titles, &self.title_words);
        let of = |at: usize| titles.prepositions.starting(words, at, limit).filter(|(_, kind)| *kind == Preposition::Of);
        let Some((length, _)) = of(at) else { return false };
        let noun = at + length + titles.articles.starting(words, at + length, limit).map_or(0, |(length, _)| length);
        if noun >= limit || self.entities.at(self.document.tokens[noun].span.start).is_some() {
            return self.is_company(at.saturating_sub(1));
        }
        let behind = (noun + 1..limit).find(|&at| !titles.has_adjectives() || !titles.is_adjective(words, at)).unwrap_or(limit);
        // "du fabricant de bogies": what it makes; "de la filiale de Foo", "de l’équipe du tunnel": something of another.
        let makes = |after: usize| {
            let named = |at: usize| self.entities.at(self.document.tokens[at].span.start).is_some();
            let article = after < limit
                && (titles.articles.has(words, after) || matches!(self.document.folded(after - 1), "du" | "del" | "do" | "da"));
            words.is(noun, ORGANIZATION_NOUN) && after < limit && !article && !named(after)
        };
        let other = of(behind).is_some_and(|(length, _)| !makes(behind + length));
        !(words.is(noun, ORGANIZATION_NOUN) || self.is_company(noun)) || other
    }

    /// Whether token `at` is a noun for a firm ("the Foo group").
    fn is_firm(&self, at: usize) -> bool {
        self.titles.houses.starting(&self.title_words, at, at + 1).meets(Kinds::named(["firm", "bank"].into_iter()))
    }

    /// Whether token `at` is a noun for a house.
    pub(super) fn is_company(&self, at: usize) -> bool {
        let [_, _, company] = self.rules.named.posts;
        let class = self.rules.classes.starting(&self.rule_words, at, at + 1);
        class.zip(company).is_some_and(|((_, index), company)| self.rules.class_symbols[usize::from(index)].contains(&company))
    }
}
