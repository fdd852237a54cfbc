//! Interviews and transcripts, where a label says who speaks (`ROE: I never saw it.`).
//!
//! A label is a run of capitals, or the name of a person, with a colon behind it. Without quotation marks it counts only where the
//! labels of at least two speakers come again: one label by itself is a heading, a dateline or a definition.

use super::speaker::Resolver;
use super::trimmed;
use crate::document::{BlockKind, TokenKind};
use crate::facts::{EntityId, Quotation, QuotationKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The longest label, in tokens.
const LABEL: usize = 4;
/// How many speakers a transcript has at least, and how often each of them speaks.
const SPEAKERS: usize = 2;

/// Where speech begins behind the label that `range` opens with, and the label's tokens.
pub(super) fn label(resolver: &Resolver<'_>, range: Range<usize>) -> Option<(usize, Range<usize>)> {
    let document = resolver.document;
    let end = range.end.min(range.start + LABEL + 1);
    let colon = (range.start + 1..end).find(|&at| resolver.folded(at) == ":")?;
    let words = range.start..colon;
    let capitals = words.clone().all(|at| document.tokens[at].upper || resolver.folded(at) == ".");
    let letters = words.clone().any(|at| document.tokens[at].kind == TokenKind::Word && document.tokens[at].span.len() > 1);
    let named = || resolver.mention(words.start).is_some_and(|(name, id)| name == words && resolver.is_person(id));
    let spoken = colon + 1 < range.end;
    (spoken && (capitals && letters || named())).then_some((colon + 1, words))
}

/// Whom a label names: the person with that surname, else the person that it was found to be.
pub(super) fn speaker(resolver: &Resolver<'_>, words: &Range<usize>) -> Option<EntityId> {
    let last = words.clone().rev().find(|&at| resolver.document.tokens[at].kind == TokenKind::Word)?;
    resolver
        .surnamed(resolver.folded(last))
        .or_else(|| resolver.mention(words.start).map(|(_, id)| id).filter(|&id| resolver.is_person(id)))
}

/// Adds the speech of labelled blocks, in the place of what is quoted within them.
pub(super) fn find(resolver: &Resolver<'_>, utterance: &mut u32, out: &mut Vec<Quotation>) {
    let document = resolver.document;
    let blocks = document.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let labelled: Vec<_> = blocks.filter_map(|b| label(resolver, b.tokens.clone()).map(|(from, words)| (from, words, b))).collect();
    let text = |words: &Range<usize>| words.clone().map(|at| resolver.folded(at)).collect::<Vec<_>>().join(" ");
    let mut counts: FxHashMap<String, usize> = FxHashMap::default();
    for (_, words, _) in &labelled {
        *counts.entry(text(words)).or_default() += 1;
    }
    if counts.values().filter(|&&n| n >= SPEAKERS).count() < SPEAKERS {
        return;
    }
    for (from, words, block) in labelled.iter().filter(|(_, words, _)| counts.get(&text(words)).is_some_and(|&n| n >= SPEAKERS)) {
        let Some(mut span) = trimmed(document, *from..block.tokens.end) else { continue };
        span.end = document.tokens[block.tokens.end - 1].span.end.max(span.end);
        out.retain(|q| q.span.end <= span.start || q.span.start >= span.end);
        let speaker = speaker(resolver, words);
        out.push(Quotation { span, speaker, verb: None, kind: QuotationKind::Direct, utterance: *utterance });
        *utterance += 1;
    }
}
