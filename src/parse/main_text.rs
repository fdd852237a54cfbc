//! The article's own text among all that a page shows.

use super::dom::{Dom, Tag};
use super::metadata::Metadata;
use crate::document::{BlockKind, RawBlock};

/// The blocks of the article in reading order.
pub fn blocks(dom: &Dom, metadata: &Metadata) -> Vec<RawBlock> {
    let mut out = Vec::new();
    if let Some(title) = &metadata.title {
        out.push(RawBlock { kind: BlockKind::Title, text: title.clone() });
    }
    for p in dom.elements(Tag::P) {
        let text = dom.text_content(p).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.len() > 60 {
            out.push(RawBlock { kind: BlockKind::Paragraph, text });
        }
    }
    out
}
