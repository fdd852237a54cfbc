//! What the parts of an article are about, where their headings say so: "Foo : a new chair", above a paragraph of a column of appointments.

use super::assemble::Assembler;
use crate::document::{Block, BlockKind, Document};
use crate::facts::{Entities, EntityId};

/// How many tokens of a heading may stand before the name that it opens with.
const ARTICLE: usize = 1;

/// For each block the organisation that the heading above is about: with which it opens, before a colon, or, where several headings
/// name one each, the one that it names; empty where no heading does so.
pub(super) fn of(document: &Document, entities: &Entities, houses: &[bool]) -> Vec<Option<EntityId>> {
    let headings = document.blocks.iter().filter(|block| block.kind == BlockKind::Heading);
    let mut named = headings.filter_map(|block| alone(entities, houses, block));
    let first = named.next();
    let column = named.any(|other| Some(other) != first);
    let mut sections = Vec::new();
    let mut told = None;
    for (index, block) in document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Heading => {
                told = headed(document, entities, houses, block).or_else(|| alone(entities, houses, block).filter(|_| column));
            }
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

/// The organisation with which a heading opens, before a colon.
fn headed(document: &Document, entities: &Entities, houses: &[bool], block: &Block) -> Option<EntityId> {
    let &(mention, id) = entities.within(block.span).first()?;
    let tokens = document.tokens_in(mention);
    let opens = tokens.start <= block.tokens.start + ARTICLE;
    let colon = tokens.end < block.tokens.end && document.folded(tokens.end) == ":";
    (opens && colon && houses.get(id.index()) == Some(&true)).then_some(id)
}

/// The only organisation that a heading names.
fn alone(entities: &Entities, houses: &[bool], block: &Block) -> Option<EntityId> {
    let mut named = entities.within(block.span).iter().map(|&(_, id)| id).filter(|id| houses.get(id.index()) == Some(&true));
    let first = named.next()?;
    named.all(|other| other == first).then_some(first)
}

impl Assembler<'_> {
    /// Whether what sentence `told` tells may be gone on from at sentence `index`: not in a part about another house.
    pub(super) fn is_same_part(&self, told: usize, index: usize) -> bool {
        self.section(told).is_none_or(|house| self.section(index) == Some(house))
    }

    /// The organisation that the heading above sentence `index` names as what the part below is about.
    pub(super) fn section(&self, index: usize) -> Option<EntityId> {
        let block = self.document.sentences.get(index)?.block;
        self.sections.get(block).copied().flatten()
    }
}
