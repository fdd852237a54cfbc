//! The article's own text among all that a page shows.
//!
//! One pass cuts the page into blocks within containers ([`segment`]). Names and make of the containers shut out what belongs to
//! no article ([`zones`], [`teasers`]), several opinions on where the article stands are weighed ([`region`]), and the stretch
//! they agree on is trimmed line by line ([`trim`], [`lead`]).

pub mod cues;
pub mod declared;
pub mod hints;
pub mod lead;
pub mod measure;
pub mod region;
pub mod segment;
pub mod tables;
pub mod teasers;
pub mod trim;
pub mod zones;

use super::dom::{Dom, Tag};
use super::metadata::Metadata;
use super::structured::Structured;
use crate::document::{BlockKind, RawBlock};

/// The blocks of the article in reading order.
pub fn blocks(dom: &Dom, structured: &Structured, metadata: &Metadata) -> Vec<RawBlock> {
    let root = dom.elements(Tag::Body).next().unwrap_or(0);
    let segments = segment::segment(dom, root);
    let mut shut = zones::unwanted(&segments);
    teasers::shut(&segments, &mut shut);
    let declared = declared::blocks(&segments, structured.article(None, &titles(metadata)).and_then(|a| a.body.as_deref()));
    let mut unwanted: Vec<bool> = shut.iter().map(Option::is_some).collect();
    for (unwanted, declared) in unwanted.iter_mut().zip(&declared) {
        *unwanted &= !declared;
    }
    let captions = trim::captions(&segments);
    let headline = region::headline(&segments, &unwanted, metadata.title.as_deref());
    zones::other_articles(&segments, headline, &mut unwanted);
    let sums = zones::Sums::new(&segments, |i| !unwanted[i] && !captions[i]);
    let view = region::View { segments: &segments, unwanted: &unwanted, sums, headline, declared: &declared };
    let range = region::choose(&view);
    let mut kept = trim::select(&view, range, &captions);
    trim::cut_author_notes(&view, &mut kept, &metadata.authors);

    let mut out = Vec::new();
    if let Some(title) = &metadata.title {
        out.push(RawBlock { kind: BlockKind::Title, text: title.clone() });
    }
    if let Some(first) = kept.first() {
        let lead = lead::standfirst(&view, first.index, &captions, metadata.subtitle.as_deref());
        out.extend(lead.into_iter().map(|i| RawBlock { kind: BlockKind::Subtitle, text: segments.text_of(i).to_owned() }));
    }
    out.extend(tables::join_rows(&segments, &kept));
    out
}

fn titles(metadata: &Metadata) -> Vec<&str> {
    metadata.title.as_deref().into_iter().collect()
}
