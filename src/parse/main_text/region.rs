//! Where on the page the article stands.

use super::segment::Segments;
use super::zones::Sums;

/// The blocks of the article.
pub fn choose(segments: &Segments, unwanted: &[bool]) -> Vec<usize> {
    let sums = Sums::new(segments, |i| !unwanted[i]);
    let mut scores = vec![0f32; segments.containers.len()];
    for (i, block) in segments.blocks.iter().enumerate() {
        if unwanted[i] {
            continue;
        }
        let prose = block.measure.prose() as f32;
        if prose == 0.0 {
            continue;
        }
        let points = 1.0 + (prose / 100.0).min(3.0) + block.measure.marks as f32 * 0.3;
        let mut at = block.container as usize;
        let mut share = 1.0;
        for level in 0..4 {
            if level > 0 {
                scores[at] += points * share;
                share = if level == 1 { 0.5 } else { share * 0.6 };
            }
            at = segments.containers[at].parent as usize;
        }
    }
    let mut best = 0;
    for at in 0..scores.len() {
        let total = sums.of(segments.blocks_of(at));
        scores[at] *= 1.0 - total.link_density();
        if scores[at] > scores[best] {
            best = at;
        }
    }
    // Climb while the container around holds clearly more.
    loop {
        let parent = segments.containers[best].parent as usize;
        if parent == best {
            break;
        }
        let (inside, around) = (sums.of(segments.blocks_of(best)), sums.of(segments.blocks_of(parent)));
        if around.prose * 10 > inside.prose * 13 { best = parent } else { break }
    }
    let range = segments.blocks_of(best);
    let blocks: Vec<usize> = range.filter(|&i| !unwanted[i]).collect();
    let last = blocks.iter().rposition(|&i| segments.blocks[i].measure.prose() > 0).map_or(0, |l| l + 1);
    blocks[..last].to_vec()
}
