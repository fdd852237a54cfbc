//! The town of those who govern one: a mayor's is the one that the article is about, where no town was named just before.

use super::assemble::Assembler;
use super::houses::Kinds;
use super::organization::Search;
use super::rules::{LAND, WHERE};
use super::slugs;
use super::title_reader::Title;
use crate::document::{Sentence, Span};
use crate::facts::{EntityId, EntityType, RoleStatus};
use crate::language::Language;

/// How many sentences back a town may have been named.
const BACK: usize = 3;
/// How many tokens may stand before the town with which a sentence begins ("À Foo", "Le conseil municipal de Foo").
const LEAD: usize = 1;
/// How many sentences open an article.
const OPENING: usize = 3;
/// How many names of a sentence, or of those that open an article, are looked at.
const NAMED: usize = 24;
/// How many mentions of a name are asked what stands before them.
const MENTIONS: usize = 4;
/// How many of the roles told last may be that of the mayor.
const ROLES: usize = 12;

impl Assembler<'_> {
    /// Whether a title is one of those who serve a mayor ("directeur de cabinet du maire").
    pub(super) fn is_of_mayor(&self, title: &Title) -> bool {
        let tokens = self.document.tokens_in(title.span);
        let last = tokens.clone().next_back().filter(|_| title.closed && tokens.len() > 2);
        let known = last.and_then(|at| self.titles.word(self.document.folded(at)));
        known.is_some_and(|(_, known)| known.slug == "mayor")
    }

    /// "le directeur de cabinet, Roe", where a mayor was told: the town of that one.
    pub(super) fn of_mayor(&self, title: &Title) -> Option<EntityId> {
        if title.slug != Some("chief_of_staff") {
            return None;
        }
        let held = self.roles.iter().rev().take(ROLES).map(|r| &r.role).filter(|r| r.status != RoleStatus::Former);
        let mut held = held.filter(|r| r.slug.is_some_and(|slug| !slugs::houses(slug).is_empty() || slugs::is_office(slug)));
        held.next().filter(|r| r.slug == Some("mayor")).and_then(|r| r.organization)
    }

    /// The town, or the town hall, of a mayor before byte `before` of sentence `index`: named before in the sentence; else the town of the
    /// article where the paragraph so far names it; else one in which the sentences just before tell that something
    /// happens, or of which they begin to tell; else that of the article.
    pub(super) fn of_town_hall(
        &self,
        search: &Search<'_>,
        title: &Title,
        (index, before): (usize, usize),
        fits: &dyn Fn(EntityId) -> bool,
    ) -> Option<EntityId> {
        let town = Kinds::named(std::iter::once("town"));
        let governed = |id: EntityId| match self.entities.get(id).kind {
            EntityType::Location => self.is_town(id),
            _ => self.kinds(id).meets(town),
        };
        let about = self.of_town().filter(|&id| fits(id));
        let search = Search { is_house: &governed, ..*search };
        let own = search.of_sentence(index, before).filter(|&id| fits(id));
        let here = self.document.sentences.get(index)?.block;
        let last = self.document.sentences.get(index.saturating_sub(BACK)..index)?;
        let last = || last.iter().rev().filter(|s| s.block == here);
        let near = || about.filter(|&id| last().any(|s| self.entities.within(s.span).iter().any(|&(_, other)| other == id)));
        let placed = |s: &Sentence| {
            let led = |at: usize| at > s.tokens.start && self.rule_words.is(at - 1, WHERE);
            let stands = |mention: Span| {
                let at = self.document.token_at(mention.start);
                at <= s.tokens.start + LEAD || led(at)
            };
            let mut named = self.entities.within(s.span).iter().take(NAMED).filter(|&&(mention, id)| stands(mention) && governed(id));
            named.find(|&&(_, id)| fits(id)).map(|&(_, id)| id)
        };
        // "la maire de la ville": the one that the text is about.
        let known = about.filter(|_| title.elliptic);
        own.or_else(near).or(known).or_else(|| last().find_map(placed)).or(about)
    }

    /// The town that the article is about: of those that open it the one named in the headline, or more often than the others.
    pub(super) fn of_town(&self) -> Option<EntityId> {
        *self.town.get_or_init(|| {
            let end = self.document.sentences.get(..OPENING.min(self.document.sentences.len()))?.last()?.span.end;
            let headline = self.document.blocks.first().map_or(0, |block| block.span.end);
            let mut best: Option<(EntityId, usize)> = None;
            let mut shared = false;
            for &(mention, id) in self.entities.within(Span::new(0, end)).iter().take(NAMED) {
                if best.is_some_and(|(first, _)| first == id) || !self.is_town(id) {
                    continue;
                }
                let named = self.entities.get(id).mentions.len();
                let weight = 2 * named + usize::from(mention.start < headline);
                shared = best.is_some_and(|(_, other)| other == weight) || shared && best.is_some_and(|(_, other)| other > weight);
                if named > 1 && best.is_none_or(|(_, other)| weight > other) {
                    best = Some((id, weight));
                }
            }
            best.filter(|_| !shared).map(|(id, _)| id)
        })
    }

    /// Whether an entity is a place, and not one that its article or its preposition tells to be a stretch of land ("la Bretagne",
    /// "en Bretagne", "nella Lombardia").
    pub(super) fn is_town(&self, id: EntityId) -> bool {
        let town = Kinds::named(std::iter::once("town"));
        self.entities.get(id).kind == EntityType::Location && self.kinds(id).meets(town) && !self.is_land(id)
    }

    /// "États-Unis : Roe devient président": the stretch of land with which sentence `index` opens, before a colon.
    pub(super) fn heading_land(&self, index: usize) -> Option<EntityId> {
        let sentence = self.document.sentences.get(index)?;
        let &(mention, id) = self.entities.within(sentence.span).first()?;
        let colon = self.document.token_at(mention.end);
        let opens = mention.start == sentence.span.start && colon < sentence.tokens.end && self.document.folded(colon) == ":";
        (opens && self.is_land(id)).then_some(id)
    }

    /// Whether a place has an article, as stretches of land have in French and Italian, or a preposition that no town has.
    pub(super) fn is_land(&self, id: EntityId) -> bool {
        let entity = self.entities.get(id);
        let articled = matches!(self.language, Language::Fr | Language::It);
        if entity.kind != EntityType::Location || !articled {
            return false;
        }
        entity.mentions.iter().take(MENTIONS).any(|mention| {
            let Some(before) = self.document.token_at(mention.start).checked_sub(1) else { return false };
            self.rule_words.is(before, LAND) || self.titles.articles.has(&self.title_words, before)
        })
    }
}
