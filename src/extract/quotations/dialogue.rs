//! Speech behind dialogue dashes: `— Je pars, dit X.`, `—No pienso dimitir —aseguró X.`
//!
//! A block that begins with a dash is speech if an attribution follows what is said, behind a comma or a second dash. List items
//! begin with dashes too: without an attribution nothing is taken.

use super::attribution::{Attribution, verb_text};
use super::lexicon::Class;
use super::speaker::Resolver;
use super::trimmed;
use crate::document::{Block, BlockKind, TokenKind};
use crate::facts::{Quotation, QuotationKind};
use std::ops::Range;

/// How many places of one block may hold its attribution.
const PLACES: usize = 12;

/// Adds the speech of all blocks that begin with a dash.
pub(super) fn find(resolver: &Resolver<'_>, utterance: &mut u32, out: &mut Vec<Quotation>) {
    let document = resolver.document;
    for block in document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::ListItem)) {
        let Some((parts, found)) = spoken(resolver, block) else { continue };
        let verb = found.verb.map(|at| verb_text(document, resolver, at));
        for part in parts {
            if let Some(span) = trimmed_speech(resolver, part) {
                let speaker = found.speaker.id();
                out.push(Quotation { span, speaker, verb: verb.clone(), kind: QuotationKind::Direct, utterance: *utterance });
            }
        }
        *utterance += 1;
    }
}

fn is_dash(text: &str) -> bool {
    matches!(text, "—" | "–" | "―")
}

/// The parts of a block that are spoken, and who speaks.
fn spoken(resolver: &Resolver<'_>, block: &Block) -> Option<(Vec<Range<usize>>, Attribution)> {
    let range = block.tokens.clone();
    if range.len() < 4 || !is_dash(resolver.folded(range.start)) || resolver.is_quoted(range.start + 1) {
        return None;
    }
    let from = range.start + 1;
    let places = (from + 1..range.end).filter(|&at| is_dash(resolver.folded(at)) || resolver.folded(at) == ",");
    for at in places.take(PLACES) {
        let end = resolver.document.sentence_of(at).tokens.end;
        let Some(found) = resolver.after(at + 1..end.max(at + 1), true) else { continue };
        let first = found.verb.is_some_and(|verb| verb <= at + 4 && (at + 1..verb).all(|i| resolver.mention(i).is_none()));
        if !first || !matches!(found.class, Class::Say | Class::Speak | Class::Ask | Class::Tell) {
            continue;
        }
        let next = (found.end..end).find(|&i| is_dash(resolver.folded(i)) || resolver.folded(at) == "," && resolver.folded(i) == ",");
        // After the attribution the speech goes on behind the next dash or comma, or with the next sentence.
        let rest = next.map_or(end, |i| i + 1)..range.end;
        return Some((vec![from..at, rest], found));
    }
    None
}

/// The span of `part`, with the mark of a question or an exclamation at its end.
fn trimmed_speech(resolver: &Resolver<'_>, part: Range<usize>) -> Option<crate::document::Span> {
    let span = trimmed(resolver.document, part.clone())?;
    let mut end = resolver.document.token_at(span.end.saturating_sub(1)) + 1;
    while end < part.end && matches!(resolver.folded(end), "?" | "!" | "…" | "..." | ".") {
        end += 1;
    }
    let first = resolver.document.token_at(span.start);
    let word = (first..end).any(|at| resolver.document.tokens[at].kind == TokenKind::Word);
    word.then(|| resolver.document.span_of(first..end))
}
