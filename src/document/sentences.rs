//! Sentence boundaries within a block.

use super::{Document, Sentence};

/// The sentences of block `index`, in order.
pub fn split(document: &Document, index: usize) -> Vec<Sentence> {
    let block = &document.blocks[index];
    let mut out = Vec::new();
    let mut first = block.tokens.start;
    for at in block.tokens.clone() {
        let last = at + 1 == block.tokens.end;
        let ends = matches!(document.token_text(at), "." | "?" | "!" | "…" | "...");
        let fresh = document.tokens.get(at + 1).is_some_and(|n| n.spaced && (n.capital || document.token_text(at + 1) == "«"));
        if last || (ends && fresh) {
            out.push(Sentence { span: document.span_of(first..at + 1), tokens: first..at + 1, block: index });
            first = at + 1;
        }
    }
    out
}
