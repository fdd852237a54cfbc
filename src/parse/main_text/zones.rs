//! Which parts of the page are no part of any article: what is hidden, navigation, comments, teasers, boxes.
//!
//! A hint is believed only where the content does not contradict it: what holds the page's headline or most of its prose is no
//! sidebar, whatever it is called.

use super::hints::Hints;
use super::segment::{Place, Segments};
use crate::parse::dom::Tag;

/// Sums over all blocks before an index, so that a range costs two look-ups.
#[derive(Debug, Default)]
pub struct Sums {
    letters: Vec<u32>,
    linked: Vec<u32>,
    prose: Vec<u32>,
    headlines: Vec<u32>,
}

/// What a range of blocks holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Total {
    /// Letters.
    pub letters: u32,
    /// Letters inside links.
    pub linked: u32,
    /// Letters of running text.
    pub prose: u32,
    /// Headings of the first level.
    pub headlines: u32,
}

impl Total {
    /// The share of linked letters.
    pub fn link_density(&self) -> f32 {
        if self.letters == 0 { 0.0 } else { self.linked as f32 / self.letters as f32 }
    }
}

impl Sums {
    /// Sums over the blocks for which `counts` holds.
    pub fn new(segments: &Segments, counts: impl Fn(usize) -> bool) -> Self {
        let mut sums = Self::default();
        let mut total = Total::default();
        for (i, block) in segments.blocks.iter().enumerate() {
            sums.push(total);
            if counts(i) {
                total.letters += block.measure.letters;
                total.linked += block.measure.linked;
                total.prose += block.measure.prose();
                total.headlines += u32::from(block.place == Place::Heading(1));
            }
        }
        sums.push(total);
        sums
    }

    fn push(&mut self, total: Total) {
        self.letters.push(total.letters);
        self.linked.push(total.linked);
        self.prose.push(total.prose);
        self.headlines.push(total.headlines);
    }

    /// What `range` holds.
    pub fn of(&self, range: std::ops::Range<usize>) -> Total {
        let difference = |of: &[u32]| match (of.get(range.start), of.get(range.end)) {
            (Some(from), Some(to)) => to.saturating_sub(*from),
            _ => 0,
        };
        Total {
            letters: difference(&self.letters),
            linked: difference(&self.linked),
            prose: difference(&self.prose),
            headlines: difference(&self.headlines),
        }
    }

    /// What the whole page holds.
    pub fn all(&self) -> Total {
        self.of(0..self.letters.len().saturating_sub(1))
    }
}

/// For every block whether it lies in a part of the page that belongs to no article.
pub fn unwanted(segments: &Segments) -> Vec<bool> {
    let sums = Sums::new(segments, |_| true);
    let all = sums.all();
    let mut out = vec![false; segments.blocks.len()];
    let mut at = 0;
    while at < segments.containers.len() {
        let container = &segments.containers[at];
        let range = segments.blocks_of(at);
        let total = sums.of(range.clone());
        let drop = believed(container.hints, container.tag, total, all) || link_list(container.tag, total, all);
        if drop {
            out[range].fill(true);
            at = container.end as usize;
        } else {
            at += 1;
        }
    }
    for (block, out) in segments.blocks.iter().zip(&mut out) {
        *out |= block.hints.any(Hints::UNWANTED) && block.measure.prose() * 2 < all.prose.max(1);
    }
    out
}

/// Whether the hints of a container hold against what it contains.
fn believed(hints: Hints, tag: Tag, total: Total, all: Total) -> bool {
    if hints.any(Hints::META) && total.prose == 0 && total.letters < 400 && total.headlines == 0 {
        return true;
    }
    if hints.any(Hints::TEASER)
        && !hints.any(Hints::BODY)
        && total.headlines == 0
        && total.prose * 4 < all.prose
        && total.link_density() > 0.3
    {
        return true;
    }
    let unwanted = hints.and(Hints::UNWANTED);
    if unwanted == Hints::NONE {
        return tag == Tag::Form && total.prose * 4 < all.prose;
    }
    if total.headlines > 0 && total.prose * 10 > all.prose * 3 {
        return false;
    }
    let outside = all.prose - total.prose;
    if unwanted.any(Hints::COMMENTS) && outside > 300 {
        return true;
    }
    total.prose <= outside
}

/// Whether a container holds little but links.
fn link_list(tag: Tag, total: Total, all: Total) -> bool {
    let lists = matches!(tag, Tag::Ul | Tag::Ol | Tag::Div | Tag::Section | Tag::Table | Tag::Dl | Tag::Article | Tag::Header);
    lists && total.headlines == 0 && total.letters > 0 && total.link_density() > 0.66 && total.prose * 8 < all.prose
}
