//! What the parts of an article are about, where their headings say so: "Foo : a new chair", above a paragraph of a column of appointments.

use super::assemble::Assembler;
use crate::document::{BlockKind, Document};
use crate::facts::{Entities, EntityId};

/// How many tokens of a heading may stand before the name that it opens with.
const ARTICLE: usize = 1;

/// For each block the organisation with which the heading above opens, before a colon; empty where no heading does so.
pub(super) fn of(document: &Document, entities: &Entities, houses: &[bool]) -> Vec<Option<EntityId>> {
    let mut sections = Vec::new();
    let mut told = None;
    for (index, block) in document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading => told = headed(document, entities, houses, index),
            BlockKind::Title | BlockKind::Subtitle => told = None,
            _ => {}
        }
        if told.is_some() && sections.is_empty() {
            sections.resize(document.blocks.len(), None);
        }
        if let Some(section) = sections.get_mut(index) {
            *section = told;
        }
    }
    sections
}

/// The organisation with which heading `index` opens, before a colon.
fn headed(document: &Document, entities: &Entities, houses: &[bool], index: usize) -> Option<EntityId> {
    let block = document.blocks.get(index)?;
    let &(mention, id) = entities.within(block.span).first()?;
    let tokens = document.tokens_in(mention);
    let opens = tokens.start <= block.tokens.start + ARTICLE;
    let colon = tokens.end < block.tokens.end && document.folded(tokens.end) == ":";
    (opens && colon && houses.get(id.index()) == Some(&true)).then_some(id)
}

impl Assembler<'_> {
    /// The organisation that the heading above sentence `index` names as what the part below is about.
    pub(super) fn section(&self, index: usize) -> Option<EntityId> {
        let block = self.document.sentences.get(index)?.block;
        self.sections.get(block).copied().flatten()
    }
}
