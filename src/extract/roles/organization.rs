//! The organisation of a title that names none: the one that the sentence, or the sentences before it, are about.

use crate::document::{Document, Span};
use crate::facts::{Entities, EntityId, EntityType};

/// How many sentences back the organisation may have been named.
const BACK: usize = 3;
/// How many sentences open an article.
const OPENING: usize = 3;
/// How many tokens back a bracket may open.
const BRACKET: usize = 8;
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
        let mentions = self.entities.within(span).iter().filter(|&&(mention, _)| !is_bracketed(self.document, mention)).map(|&(_, id)| id);
        // "(ex-Foo)": where somebody was before.
        mentions.filter(|&id| {
            let entity = self.entities.get(id);
            entity.kind == EntityType::Organization && !entity.name.starts_with("ex-")
        })
    }

    /// Whether `id` is named in sentence `sentence` or in one of the two before it.
    pub(super) fn is_near(&self, sentence: usize, id: EntityId) -> bool {
        let spans = self.document.sentences.get(sentence.saturating_sub(2)..=sentence).unwrap_or_default();
        spans.iter().any(|s| self.organizations(s.span).any(|other| other == id))
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

/// The organisation that the article is about: clearly the most salient one. Then the most salient one if it opens the article.
pub(super) fn hero(document: &Document, entities: &Entities) -> (Option<EntityId>, Option<EntityId>) {
    let (mut best, mut second) = ((0.0, None), 0.0);
    for (entity, id) in entities.list.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Organization) {
        if entity.mentions.iter().all(|&mention| is_bracketed(document, mention)) {
            continue;
        }
        if entity.salience > best.0 {
            second = best.0;
            best = (entity.salience, Some(EntityId(id)));
        } else if entity.salience > second {
            second = entity.salience;
        }
    }
    let opening = document.sentences.get(OPENING.min(document.sentences.len()).saturating_sub(1)).map_or(0, |s| s.span.end);
    let opens = |id: EntityId| {
        let mentions = &entities.get(id).mentions;
        mentions.len() > 1 && mentions.first().is_some_and(|m| m.start < opening)
    };
    (best.1.filter(|_| best.0 >= CLEARLY * second), best.1.filter(|&id| opens(id)))
}

/// Whether a mention stands in brackets: an agency in a dateline, a ticker, a party.
fn is_bracketed(document: &Document, mention: Span) -> bool {
    let at = document.token_at(mention.start);
    let floor = at.saturating_sub(BRACKET);
    let open = (floor..at).rev().find(|&i| matches!(document.folded(i), "(" | ")" | "[" | "]"));
    open.is_some_and(|i| matches!(document.folded(i), "(" | "["))
}
