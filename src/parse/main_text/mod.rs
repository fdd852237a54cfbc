//! The article's own text among all that a page shows.

pub mod hints;
pub mod measure;
pub mod region;
pub mod segment;
pub mod zones;

use super::dom::{Dom, Tag};
use super::metadata::Metadata;
use crate::document::{BlockKind, RawBlock};
use segment::{Place, Segments};

/// The blocks of the article in reading order.
pub fn blocks(dom: &Dom, metadata: &Metadata) -> Vec<RawBlock> {
    let mut out = Vec::new();
    let root = dom.elements(Tag::Body).next().unwrap_or(0);
    let segments = segment::segment(dom, root);
    let unwanted: Vec<bool> = zones::unwanted(&segments).iter().map(Option::is_some).collect();
    let headline = region::headline(&segments, &unwanted, metadata.title.as_deref());
    let view = region::View {
        segments: &segments,
        unwanted: &unwanted,
        sums: zones::Sums::new(&segments, |i| !unwanted[i]),
        headline,
        declared: &[],
    };
    let range = region::choose(&view);
    let mut kept: Vec<usize> = range.filter(|&i| !unwanted[i] && Some(i) != headline).collect();
    let last = kept.iter().rposition(|&i| segments.blocks[i].measure.prose() > 0).map_or(0, |l| l + 1);
    kept.truncate(last);
    if let Some(title) = &metadata.title {
        out.push(RawBlock { kind: BlockKind::Title, text: title.clone() });
    }
    for i in kept {
        let text = segments.text_of(i);
        if metadata.title.as_deref().is_some_and(|t| t.trim() == text) {
            continue;
        }
        out.push(RawBlock { kind: kind_of(&segments, i), text: text.to_owned() });
    }
    out
}

fn kind_of(segments: &Segments, index: usize) -> BlockKind {
    match segments.blocks[index].place {
        Place::Flow => BlockKind::Paragraph,
        Place::Heading(_) => BlockKind::Heading,
        Place::Item => BlockKind::ListItem,
        Place::Quote => BlockKind::Quote,
        Place::Caption => BlockKind::Caption,
        Place::Code => BlockKind::Code,
        Place::Cell(_) => BlockKind::Paragraph,
    }
}
