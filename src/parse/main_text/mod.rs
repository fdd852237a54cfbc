//! The article's own text among all that a page shows.
//!
//! One pass cuts the page into blocks within containers ([`segment`]). Names and make of the containers shut out what belongs to
//! no article ([`zones`], [`teasers`]), several opinions on where the article stands are weighed ([`region`]), and the stretch
//! they agree on is trimmed line by line ([`trim`], [`lead`]).

pub mod cues;
pub mod declared;
pub mod embedded;
pub mod hints;
pub mod lead;
pub mod measure;
pub mod region;
pub mod segment;
pub mod tables;
pub mod teasers;
pub mod trim;
pub mod verdict;
mod word;
pub mod zones;

use super::dom::{Dom, Tag};
use super::metadata::Metadata;
use super::structured::Structured;
use crate::document::{BlockKind, RawBlock};
use crate::warning::Warning;
use segment::Segments;
use zones::{Shut, Sums};

/// The blocks of the article in reading order; a warning where the page seems to hold none.
pub fn blocks(dom: &Dom, structured: &Structured, metadata: &Metadata, warnings: &mut Vec<Warning>) -> Vec<RawBlock> {
    let body = structured.article(None, &titles(metadata)).and_then(|a| a.body.as_deref());
    let mut found = look(dom, body, metadata);
    if found.letters < zones::ARTICLE_LETTERS
        && let Some(html) = embedded::html(dom, body)
    {
        let unseen = look(&Dom::parse(&html, warnings), None, metadata);
        if unseen.letters > found.letters * 3 {
            found = Found { links: found.links, ..unseen };
        }
    }
    if let Some(warning) = verdict::no_article(&found, structured, metadata) {
        warnings.push(warning);
    }
    found.blocks
}

/// Looks for the article in `dom`; `body` is its text as the page's own data declare it.
fn look(dom: &Dom, body: Option<&str>, metadata: &Metadata) -> Found {
    let root = dom.elements(Tag::Body).next().unwrap_or(0);
    let segments = segment::segment(dom, root);
    let declared = declared::blocks(&segments, body);
    let title = metadata.title.as_deref().map(region::folded).unwrap_or_default();
    let captions = trim::captions(&segments);
    let page = Page { segments: &segments, declared: &declared, captions: &captions, title: &title, metadata };
    let mut shut = zones::unwanted(&segments);
    teasers::shut(&segments, &mut shut);
    let mut found = page.article(&shut);
    if found.letters < zones::ARTICLE_LETTERS {
        // Perhaps the captions are the article, or names were taken at their word that should not have been.
        let gallery = captions.contains(&true).then(|| Page { captions: &vec![false; captions.len()], ..page }.article(&shut));
        let sure = zones::surely_unwanted(&segments);
        let trusting = sure.iter().zip(&shut).any(|(sure, shut)| sure.is_some() != shut.is_some()).then(|| page.article(&sure));
        for second in [gallery, trusting].into_iter().flatten() {
            if second.letters > found.letters * 3 {
                found = second;
            }
        }
    }
    found.links = verdict::Links::count(&segments);
    found
}

/// What a page's article is looked for in.
#[derive(Clone, Copy)]
struct Page<'a> {
    segments: &'a Segments,
    declared: &'a [bool],
    captions: &'a [bool],
    title: &'a str,
    metadata: &'a Metadata,
}

/// The article as found.
pub struct Found {
    /// Its blocks, title first.
    pub blocks: Vec<RawBlock>,
    /// Letters of its running text.
    pub letters: u32,
    /// How many of its blocks are running text.
    pub paragraphs: usize,
    /// How much of the page around it is links.
    pub links: verdict::Links,
}

impl Page<'_> {
    /// The article among the blocks that `shut` leaves.
    fn article(&self, shut: &Shut) -> Found {
        let (segments, metadata) = (self.segments, self.metadata);
        let mut unwanted: Vec<bool> = shut.iter().map(Option::is_some).collect();
        for (unwanted, declared) in unwanted.iter_mut().zip(self.declared) {
            *unwanted &= !declared;
        }
        let headline = region::headline(segments, &unwanted, self.title);
        zones::other_articles(segments, headline, &mut unwanted);
        let sums = Sums::new(segments, |i| !unwanted[i] && !self.captions[i]);
        let view = region::View { segments, unwanted: &unwanted, sums, headline, title: self.title, declared: self.declared };
        let range = region::choose(&view);
        let mut kept = trim::select(&view, range, self.captions);
        trim::cut_author_notes(&view, &mut kept, metadata.people());

        let mut blocks = Vec::new();
        if let Some(title) = &metadata.title {
            blocks.push(RawBlock { kind: BlockKind::Title, text: title.clone() });
        }
        if let Some(first) = kept.first() {
            let mut lead = lead::standfirst(&view, first.index, self.captions, metadata.subtitle.as_deref());
            // Said twice, it is the text's first paragraph.
            lead.retain(|&i| !kept.iter().take(4).any(|k| segments.text_of(k.index) == segments.text_of(i)));
            blocks.extend(lead.into_iter().map(|i| RawBlock { kind: BlockKind::Subtitle, text: segments.text_of(i).to_owned() }));
        }
        blocks.extend(tables::join_rows(segments, &kept));
        let prose = kept.iter().map(|k| segments.blocks[k.index].measure.prose()).filter(|&letters| letters > 0);
        let (paragraphs, letters) = prose.fold((0, 0), |(n, sum), letters| (n + 1, sum + letters));
        Found { blocks, letters, paragraphs, links: verdict::Links::default() }
    }
}

fn titles(metadata: &Metadata) -> Vec<&str> {
    metadata.title.as_deref().into_iter().collect()
}
