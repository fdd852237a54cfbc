//! From trained weights to those that ship: one domain's copy folded in, small rows dropped, the rest in 8 bits.

use crate::crf::{Field, Row};
use analyze::model::LABELS;
use analyze::model::decode::OUTSIDE;
use analyze::model::features::ALWAYS;
use analyze::model::weights::Weights;

/// What the shipped weights are to be.
pub struct Shape {
    /// The domain whose copies are folded in.
    pub domain: usize,
    /// Taken off the weight of the label outside everywhere: more names are found, and more wrong ones. Training text is never quite like
    /// the text that comes, and a labeller is too shy on text that it does not know.
    pub outside: f32,
    /// Bytes at most, about.
    pub room: usize,
}

/// The bytes of the weights of `shape`: the rows that matter most, which are those with large weights and, of equal ones, the frequent.
pub fn weights(field: &Field, hashes: &[u64], counts: &[u32], shape: &Shape) -> Vec<u8> {
    let places = &field.places[shape.domain];
    let mut rows: Vec<(f32, u64, Row)> = Vec::new();
    for (feature, shared) in field.shared.iter().enumerate() {
        let mut row = *shared;
        if let Some(own) = places.get(feature).and_then(|p| field.own.get(*p as usize)) {
            row.iter_mut().zip(own).for_each(|(r, o)| *r += o);
        }
        if hashes[feature] == ALWAYS {
            row[OUTSIDE] -= shape.outside;
        }
        rows.push((top(&row) * (1.0 + (counts[feature] as f32).ln()), hashes[feature], row));
    }
    let mut tops: Vec<f32> = rows.iter().map(|(_, _, r)| top(r)).filter(|t| *t > 0.0).collect();
    tops.sort_by(f32::total_cmp);
    // The few weights beyond this are cut to it.
    let largest = tops.get(tops.len().saturating_sub(1 + tops.len() / 20_000)).copied().unwrap_or(1.0).max(0.1);
    let scale = largest / 127.0;
    rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept = Vec::new();
    let mut size = 700.0_f64;
    for (_, feature, row) in rows {
        let row = quantised(&row, scale);
        let weights = row.iter().filter(|w| **w != 0).count();
        if weights == 0 {
            continue;
        }
        // Head, weights, and the row's share of its bucket's start and count (five rows a bucket at worst).
        size += 4.0 + weights as f64 + 1.0;
        if size > shape.room as f64 {
            break;
        }
        kept.push((feature, row));
    }
    eprintln!("{} of {} rows kept, largest weight {largest:.2}", kept.len(), hashes.len());
    Weights::build(scale, &field.transitions, kept)
}

fn top(row: &Row) -> f32 {
    row.iter().fold(0.0, |t, w| t.max(w.abs()))
}

/// Weights too small beside their row's largest add bytes and change nothing.
fn quantised(row: &Row, scale: f32) -> [i8; LABELS] {
    let least = (top(row) * 0.1).max(scale);
    row.map(|w| if w.abs() < least { 0 } else { (w / scale).round().clamp(-127.0, 127.0) as i8 })
}
