//! Lists of teasers: neighbours made from one template, each of which begins with a link.

use super::hints::Hints;
use super::segment::{Place, Segments};
use super::zones::{Shut, Sums};
use crate::parse::dom::Tag;
use rustc_hash::FxHashMap;

/// A teaser holds no more letters than this.
const TEASER_LETTERS: u32 = 420;

/// Shuts out teaser lists.
pub fn shut(segments: &Segments, out: &mut Shut) {
    let sums = Sums::new(segments, |i| out[i].is_none());
    let whole = sums.all().prose;
    let mut groups: FxHashMap<u64, Group> = FxHashMap::default();
    for at in 0..segments.containers.len() {
        let end = segments.containers[at].end as usize;
        let mut child = at + 1;
        if segments.containers.get(child).is_none_or(|first| first.end as usize >= end) {
            continue;
        }
        groups.clear();
        while child < end {
            let container = &segments.containers[child];
            let range = segments.blocks_of(child);
            let total = sums.of(range.clone());
            if total.letters > 0 && container.tag != Tag::P {
                let group = groups.entry(container.signature).or_default();
                group.count += 1;
                group.prose += total.prose;
                group.letters += total.letters;
                group.linked += total.linked;
                group.teasers += u32::from(total.letters <= TEASER_LETTERS && begins_with_link(segments, range));
            }
            child = container.end as usize;
        }
        // What is called a row of cards may hold more of the page.
        let named = segments.containers[at].hints.any(Hints::CARD.or(Hints::TEASER).or(Hints::RELATED));
        let most = if named { whole / 2 } else { whole / 3 };
        if groups.values().any(|g| g.is_teasers(most)) {
            let mut child = at + 1;
            while child < end {
                let container = &segments.containers[child];
                if groups.get(&container.signature).is_some_and(|g| g.is_teasers(most)) {
                    for shut in &mut out[segments.blocks_of(child)] {
                        shut.get_or_insert(u32::try_from(child).unwrap_or(0));
                    }
                }
                child = container.end as usize;
            }
        }
    }
}

/// Children of one container with the same tag and class.
#[derive(Default)]
struct Group {
    count: u32,
    teasers: u32,
    prose: u32,
    letters: u32,
    linked: u32,
}

impl Group {
    /// Whether they are teasers; of running text they may hold less than `most`.
    fn is_teasers(&self, most: u32) -> bool {
        self.count >= 2 && self.teasers * 4 >= self.count * 3 && self.prose < most && self.linked * 5 > self.letters
    }
}

/// Whether the first words of a stretch of blocks that look like a headline are a link.
fn begins_with_link(segments: &Segments, range: std::ops::Range<usize>) -> bool {
    let blocks = &segments.blocks[range];
    let heading = blocks.iter().find(|b| matches!(b.place, Place::Heading(_)));
    let first = heading.or_else(|| blocks.iter().find(|b| b.measure.letters >= 15));
    first.is_some_and(|b| b.measure.link_density() > 0.8 && b.measure.words >= 3)
}
