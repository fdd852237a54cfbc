//! The organisation of a title that names none: the one that the sentence, or the sentences before it, are about.

use crate::document::{Document, Span};
use crate::facts::{Entities, EntityId, EntityType};

/// How many sentences back the organisation may have been named.
const BACK: usize = 3;
/// How much more salient than any other the organisation must be that an article is about.
const CLEARLY: f64 = 1.5;

/// Where the organisation of a title may be found.
pub(super) struct Search<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
    /// The organisation that the article is about, where there is one.
    pub(super) hero: Option<EntityId>,
}

impl Search<'_> {
    fn organizations(&self, span: Span) -> impl DoubleEndedIterator<Item = EntityId> + '_ {
        let mentions = self.entities.within(span).iter().map(|&(_, id)| id);
        // "(ex-Foo)": where somebody was before.
        mentions.filter(|&id| {
            let entity = self.entities.get(id);
            entity.kind == EntityType::Organization && !entity.name.starts_with("ex-")
        })
    }

    /// The organisation named last before byte `before` in its own sentence.
    pub(super) fn of_sentence(&self, sentence: usize, before: usize) -> Option<EntityId> {
        let span = self.document.sentences.get(sentence)?.span;
        self.organizations(Span::new(span.start, before.max(span.start))).next_back()
    }

    /// The organisation that a possessive, or a title told as if it were known where, points to: of its sentence, else the subject
    /// of the nearest sentence before that names one, else what the article is about. Only those that `fits` may be meant.
    pub(super) fn of_context(&self, sentence: usize, before: usize, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        if let Some(id) = self.of_sentence(sentence, before).filter(|&id| fits(id)) {
            return Some(id);
        }
        let spans = self.document.sentences.get(sentence.saturating_sub(BACK)..sentence)?;
        let told = spans.iter().rev().find_map(|s| self.organizations(s.span).find(|&id| fits(id)));
        told.or_else(|| self.hero.filter(|&id| fits(id)))
    }
}

/// The organisation that the article is about: clearly the most salient one.
pub(super) fn hero(entities: &Entities) -> Option<EntityId> {
    let (mut best, mut second) = ((0.0, None), 0.0);
    for (entity, id) in entities.list.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Organization) {
        if entity.salience > best.0 {
            second = best.0;
            best = (entity.salience, Some(EntityId(id)));
        } else if entity.salience > second {
            second = entity.salience;
        }
    }
    best.1.filter(|_| best.0 >= CLEARLY * second)
}
