//! Which blocks the page's own data (`articleBody` of its JSON-LD) hold as the article's text.
//!
//! Publishers keep that text short of lists, quotes and boxes, and sometimes of everything after a teaser: it is a witness that
//! some blocks are the article's, never that others are not.

use super::region::folded;
use super::segment::Segments;
use rustc_hash::{FxBuildHasher, FxHashSet};

/// How many letters and digits make a probe.
const PROBE: usize = 14;
/// How much of a declared text is looked at.
const BODY_LETTERS: usize = 400_000;

/// For every block whether `body` holds most of it; empty where there is no such text.
pub fn blocks(segments: &Segments, body: Option<&str>) -> Vec<bool> {
    let Some(body) = body else { return Vec::new() };
    let letters: Vec<char> = folded(body).chars().take(BODY_LETTERS).collect();
    if letters.len() < PROBE * 8 {
        return Vec::new();
    }
    let known = windows(&letters);
    (0..segments.blocks.len())
        .map(|i| {
            let own: Vec<char> = folded(segments.text_of(i)).chars().collect();
            let probes = own.chunks_exact(PROBE);
            let (all, hits) = probes.fold((0, 0), |(all, hits), p| (all + 1, hits + usize::from(known.contains(&hash(p)))));
            all > 0 && hits * 10 >= all * 7
        })
        .collect()
}

/// The hashes of all probes in `letters`, each made from the one before it.
fn windows(letters: &[char]) -> FxHashSet<u64> {
    let mut found = FxHashSet::with_capacity_and_hasher(letters.len(), FxBuildHasher);
    let mut rolling = letters.get(..PROBE).map_or(0, hash);
    found.insert(rolling);
    for (gone, come) in letters.iter().zip(letters.iter().skip(PROBE)) {
        rolling = rolling.wrapping_sub(u64::from(*gone).wrapping_mul(FIRST)).wrapping_mul(BASE).wrapping_add(u64::from(*come));
        found.insert(rolling);
    }
    found
}

/// A polynomial of the letters.
fn hash(probe: &[char]) -> u64 {
    probe.iter().fold(0, |hash: u64, c| hash.wrapping_mul(BASE).wrapping_add(u64::from(*c)))
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
/// What the first letter of a probe is multiplied by.
const FIRST: u64 = BASE.wrapping_pow(PROBE as u32 - 1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probes_are_found_wherever_they_stand() {
        let letters: Vec<char> = folded("The basin of the old harbour is open again, and the quay with it.").chars().collect();
        let known = windows(&letters);
        assert_eq!(known.len(), letters.len() + 1 - PROBE);
        assert!(letters.windows(PROBE).all(|probe| known.contains(&hash(probe))));
        let other: Vec<char> = folded("The basin of the new harbour").chars().collect();
        assert!(!known.contains(&hash(&other[4..4 + PROBE])));
    }
}
