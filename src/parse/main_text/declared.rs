//! Which blocks the page's own data (`articleBody` of its JSON-LD) hold as the article's text.
//!
//! Publishers keep that text short of lists, quotes and boxes, and sometimes of everything after a teaser: it is a witness that
//! some blocks are the article's, never that others are not.

use super::segment::Segments;
use crate::document::is_alphanumeric;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// How many letters and digits make a probe.
const PROBE: usize = 14;
/// How much of a declared text is looked at.
const BODY_LETTERS: usize = 400_000;

/// For every block whether `body` holds most of it; empty where there is no such text.
pub fn blocks(segments: &Segments, body: Option<&str>) -> Vec<bool> {
    let Some(body) = body else { return Vec::new() };
    let letters: Vec<char> = folded(body).take(BODY_LETTERS).collect();
    if letters.len() < PROBE * 8 {
        return Vec::new();
    }
    let known: FxHashSet<u64> = letters.windows(PROBE).map(hash).collect();
    (0..segments.blocks.len())
        .map(|i| {
            let own: Vec<char> = folded(segments.text_of(i)).collect();
            let probes = own.chunks_exact(PROBE);
            let (all, hits) = probes.fold((0, 0), |(all, hits), p| (all + 1, hits + usize::from(known.contains(&hash(p)))));
            all > 0 && hits * 10 >= all * 7
        })
        .collect()
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| is_alphanumeric(*c)).flat_map(char::to_lowercase)
}

fn hash(probe: &[char]) -> u64 {
    let mut hasher = FxHasher::default();
    probe.hash(&mut hasher);
    hasher.finish()
}
