//! Which parts of the page are no part of any article: what is hidden, navigation, comments, teasers, boxes.
//!
//! A hint is believed only where the content does not contradict it: what holds the page's headline or most of its prose is no
//! sidebar, whatever it is called.

use super::hints::Hints;
use super::segment::{Container, Place, Segments};
use crate::parse::dom::Tag;
use rustc_hash::FxHashMap;

/// Sums over all blocks before an index, so that a range costs two look-ups.
#[derive(Debug, Default)]
pub struct Sums(Vec<Total>);

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
        let mut sums = Vec::with_capacity(segments.blocks.len() + 1);
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
        Self(sums)
    }

    /// What `range` holds.
    pub fn of(&self, range: std::ops::Range<usize>) -> Total {
        let (Some(from), Some(to)) = (self.0.get(range.start), self.0.get(range.end)) else { return Total::default() };
        Total {
            letters: to.letters.saturating_sub(from.letters),
            linked: to.linked.saturating_sub(from.linked),
            prose: to.prose.saturating_sub(from.prose),
            headlines: to.headlines.saturating_sub(from.headlines),
        }
    }

    /// What the whole page holds.
    pub fn all(&self) -> Total {
        self.of(0..self.0.len().saturating_sub(1))
    }
}

/// For every block the container that shuts it out of any article, if one does.
pub type Shut = Vec<Option<u32>>;

/// Finds the blocks that lie in a part of the page that belongs to no article.
pub fn unwanted(segments: &Segments) -> Shut {
    let mut out: Shut = vec![None; segments.blocks.len()];
    let all = Sums::new(segments, |_| true);
    let sure = Judge::new(segments, all);
    sweep(segments, &mut out, |at| sure.surely_foreign(segments, at));
    let judge = Judge::new(segments, Sums::new(segments, |i| out[i].is_none()));
    sweep(segments, &mut out, |at| judge.foreign(segments, at));
    for (block, out) in segments.blocks.iter().zip(&mut out) {
        if block.hints.any(Hints::UNWANTED) && block.measure.prose() * 4 < judge.whole.prose.max(1) {
            *out = Some(block.container);
        }
    }
    out
}

/// Finds only what is hidden, consent and navigation; for pages whose names mislead.
pub fn surely_unwanted(segments: &Segments) -> Shut {
    let mut out: Shut = vec![None; segments.blocks.len()];
    let all = Sums::new(segments, |_| true);
    let sure = Judge::new(segments, all);
    sweep(segments, &mut out, |at| sure.surely_foreign(segments, at));
    out
}

/// Marks the blocks of every outermost container for which `drop` holds.
fn sweep(segments: &Segments, out: &mut [Option<u32>], drop: impl Fn(usize) -> bool) {
    let mut at = 0;
    while let Some(container) = segments.containers.get(at) {
        if drop(at) {
            out[segments.blocks_of(at)].fill(u32::try_from(at).ok());
            at = container.end as usize;
        } else {
            at += 1;
        }
    }
}

/// How much prose all elements of one tag and class hold together: a page that is made of them is not beside itself.
fn groups(segments: &Segments, sums: &Sums) -> FxHashMap<u64, u32> {
    let mut groups = FxHashMap::default();
    for at in 0..segments.containers.len() {
        if segments.containers[at].hints.any(Hints::UNWANTED) {
            *groups.entry(segments.containers[at].signature).or_default() += sums.of(segments.blocks_of(at)).prose;
        }
    }
    groups
}

/// The least prose that an article may shrink to for the sake of a hint.
pub const ARTICLE_LETTERS: u32 = 250;

/// Shuts out the articles beside the one that holds the headline, where the page marks each as `<article>`.
pub fn other_articles(segments: &Segments, headline: Option<usize>, unwanted: &mut [bool]) {
    let Some(headline) = headline else { return };
    let sums = Sums::new(segments, |i| !unwanted[i]);
    let holds = |at: &usize| segments.containers[*at].tag == Tag::Article && segments.blocks_of(*at).contains(&headline);
    let Some(own) = (0..segments.containers.len()).rfind(holds) else { return };
    let prose = |at: usize| sums.of(segments.blocks_of(at)).prose;
    let inside = own..segments.containers[own].end as usize;
    let other =
        |at: &usize| segments.containers[*at].tag == Tag::Article && !inside.contains(at) && !segments.blocks_of(*at).contains(&headline);
    let largest = (0..segments.containers.len()).filter(other).map(prose).max().unwrap_or(0);
    if prose(own) < ARTICLE_LETTERS.max(largest) {
        return;
    }
    let mut at = 0;
    while let Some(container) = segments.containers.get(at) {
        if other(&at) {
            unwanted[segments.blocks_of(at)].fill(true);
            at = container.end as usize;
        } else {
            at += 1;
        }
    }
}

/// How much prose lies in parts within each container that are named after an article's text.
fn bodies(segments: &Segments, sums: &Sums) -> Vec<u32> {
    let mut inside = vec![0u32; segments.containers.len()];
    for at in (1..segments.containers.len()).rev() {
        let container = &segments.containers[at];
        let own = if container.hints.any(Hints::BODY) { sums.of(segments.blocks_of(at)).prose } else { inside[at] };
        if container.parent as usize != at {
            inside[container.parent as usize] += own;
        }
    }
    inside
}

struct Judge {
    sums: Sums,
    whole: Total,
    groups: FxHashMap<u64, u32>,
    bodies: Vec<u32>,
}

/// Names that say where a container stands rather than what it holds.
const AROUND: Hints = Hints::NAVIGATION.or(Hints::FOOTER).or(Hints::SIDEBAR);

impl Judge {
    fn new(segments: &Segments, sums: Sums) -> Self {
        Self { groups: groups(segments, &sums), whole: sums.all(), bodies: bodies(segments, &sums), sums }
    }

    /// Whether a good part of the page's prose lies in a part of the container that is named after an article's text.
    fn holds_body(&self, container: &Container, at: usize, total: Total) -> bool {
        let inside = self.bodies.get(at).copied().unwrap_or(0);
        !matches!(container.tag, Tag::Nav | Tag::Footer | Tag::Aside) && inside * 4 >= self.whole.prose && inside * 10 >= total.prose * 8
    }

    /// Names that hardly ever stand around an article, however much text they hold.
    fn surely_foreign(&self, segments: &Segments, at: usize) -> bool {
        let container = &segments.containers[at];
        if !container.hints.any(Hints::HIDDEN.or(Hints::COOKIE).or(Hints::COMMENTS).or(Hints::NAVIGATION).or(Hints::FOOTER)) {
            return false;
        }
        let total = self.sums.of(segments.blocks_of(at));
        let group = self.groups.get(&container.signature).copied().unwrap_or(0).max(total.prose).min(self.whole.prose);
        let outside = self.whole.prose - group;
        if container.hints.any(Hints::HIDDEN) && group * 10 <= self.whole.prose * 3 {
            return true;
        }
        if total.headlines > 0 {
            return false;
        }
        // Hidden until it is called for, by two witnesses.
        if container.hints.any(Hints::HIDDEN) && container.hints.any(Hints::POPUP) && group <= outside {
            return true;
        }
        container.hints.any(Hints::COOKIE.or(Hints::COMMENTS)) && outside >= ARTICLE_LETTERS
            || container.hints.any(Hints::NAVIGATION.or(Hints::FOOTER)) && group <= outside && !self.holds_body(container, at, total)
    }

    /// Whether the names or the make of a container show it to be no part of the article.
    fn foreign(&self, segments: &Segments, at: usize) -> bool {
        let container = &segments.containers[at];
        let total = self.sums.of(segments.blocks_of(at));
        if total.letters == 0 {
            return false;
        }
        self.named_foreign(container, at, total) || self.link_list(container.tag, total)
    }

    fn named_foreign(&self, container: &Container, at: usize, total: Total) -> bool {
        let hints = container.hints;
        if hints.any(Hints::META) && total.prose == 0 && total.letters < 400 && total.headlines == 0 {
            return true;
        }
        let small = total.prose * 4 < self.whole.prose && total.headlines == 0;
        if hints.any(Hints::CARD) && small && total.link_density() > 0.3 {
            return true;
        }
        // What leads to other articles has links; a teaser of running text is this article's own.
        let reads = total.prose * 5 >= total.letters * 4;
        let own = reads && total.link_density() < 0.1 && !hints.any(Hints::META.or(Hints::AUTHOR));
        if hints.any(Hints::TEASER) && small && total.linked > 0 && !own {
            return true;
        }
        let mut unwanted = hints.and(Hints::UNWANTED);
        if reads && total.linked == 0 && total.prose >= ARTICLE_LETTERS {
            unwanted = unwanted.without(Hints::RELATED);
        }
        if self.holds_body(container, at, total) {
            unwanted = unwanted.without(AROUND);
        }
        if container.tag == Tag::P && total.prose > 0 {
            unwanted = unwanted.without(Hints::LOGIN.or(Hints::SIDEBAR).or(Hints::POPUP));
        }
        if unwanted == Hints::NONE {
            return container.tag == Tag::Form && small;
        }
        let group = self.groups.get(&container.signature).copied().unwrap_or(0).max(total.prose);
        total.headlines == 0 && group * 5 <= self.whole.prose * 2
    }

    /// Whether a container holds little but links.
    fn link_list(&self, tag: Tag, total: Total) -> bool {
        let lists = matches!(tag, Tag::Ul | Tag::Ol | Tag::Div | Tag::Section | Tag::Table | Tag::Dl | Tag::Article | Tag::Header);
        lists && total.headlines == 0 && total.link_density() > 0.66 && total.prose < ARTICLE_LETTERS.min(self.whole.prose / 8 + 1)
    }
}
