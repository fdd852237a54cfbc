//! The organisation of a title that names none: the one that the sentence, or for possessives the sentences before, are about.

use crate::document::{Document, Span};
use crate::facts::{Entities, EntityId, EntityType};

/// How many sentences back a possessive may point.
const BACK: usize = 3;

/// The last organisation named before byte `before` within `span`.
fn last_before(entities: &Entities, span: Span, before: usize) -> Option<EntityId> {
    let mentions = entities.within(Span::new(span.start, before.max(span.start))).iter().rev();
    mentions.map(|&(_, id)| id).find(|&id| entities.get(id).kind == EntityType::Organization)
}

/// The organisation named before byte `before` in its own sentence.
pub(super) fn of_sentence(document: &Document, entities: &Entities, sentence: usize, before: usize) -> Option<EntityId> {
    last_before(entities, document.sentences.get(sentence)?.span, before)
}

/// The organisation that a possessive before byte `before` points to: of its sentence, or of the ones before it.
pub(super) fn of_possessive(document: &Document, entities: &Entities, sentence: usize, before: usize) -> Option<EntityId> {
    if let Some(id) = of_sentence(document, entities, sentence, before) {
        return Some(id);
    }
    let spans = document.sentences.get(sentence.saturating_sub(BACK)..sentence)?;
    spans.iter().rev().find_map(|s| last_before(entities, s.span, s.span.end))
}
