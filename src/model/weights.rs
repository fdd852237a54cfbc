//! The labeller's weights, read in place: transitions, then one sparse row of 8-bit weights a feature.
//!
//! Layout: scale (f32), transitions (one i16 for each pair of labels, same scale over 256), log₂ of the number of buckets, bucket
//! starts, buckets. A bucket is its number of rows, then for each row 32 bits (a 15-bit fingerprint of the feature over a 17-bit mask of
//! the labels that it has weights for), then the weights of all rows.

use super::LABELS;
use super::blob::BlobError;
use super::table::number;
use std::num::NonZeroU32;

/// Sums of weights, one a label; as many as a mask has bits, so that no index needs a check.
pub type Sums = [i32; 32];

/// The weights of one labeller.
#[derive(Debug, Clone, Copy)]
pub struct Weights<'a> {
    scale: f32,
    shift: u32,
    transitions: &'a [u8],
    starts: &'a [u8],
    rows: &'a [u8],
}

const MASK_BITS: u32 = LABELS as u32;
const MASK: u32 = (1 << MASK_BITS) - 1;
/// How much finer transitions are stored than weights.
const FINER: f32 = 256.0;

impl<'a> Weights<'a> {
    /// Reads the frame of the weights from `bytes`, which must be all of them.
    pub fn new(bytes: &'a [u8]) -> Result<Self, BlobError> {
        let scale = f32::from_bits(number(bytes, 0).ok_or(BlobError::Malformed("scale"))?);
        if !(scale.is_finite() && scale > 0.0) {
            return Err(BlobError::Malformed("scale"));
        }
        let rest = bytes.get(4..).unwrap_or_default();
        let (transitions, rest) = rest.split_at_checked(LABELS * LABELS * 2).ok_or(BlobError::Malformed("transitions"))?;
        let bits = number(rest, 0).filter(|b| (1..=24).contains(b)).ok_or(BlobError::Malformed("buckets"))?;
        let (starts, rows) = rest[4..].split_at_checked(((1_usize << bits) + 1) * 4).ok_or(BlobError::Malformed("buckets"))?;
        Ok(Self { scale, shift: 64 - bits, transitions, starts, rows })
    }

    /// What one step of an 8-bit weight is worth.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// The weight of `to` following `from`.
    pub fn transition(&self, from: usize, to: usize) -> f32 {
        let at = (from * LABELS + to) * 2;
        let bytes = self.transitions.get(at..).and_then(<[u8]>::first_chunk::<2>).copied().unwrap_or_default();
        f32::from(i16::from_le_bytes(bytes)) * self.scale / FINER
    }

    /// Adds the weights of all `features` to `scores`; `places` is a buffer.
    ///
    /// The table is larger than the caches near the core, and a feature's place in it is anywhere. So the features are looked up
    /// step by step, all together: the loads of one step do not wait for each other.
    pub fn add(&self, features: &[u64], places: &mut Vec<(u32, u8)>, scores: &mut Sums) {
        places.clear();
        places.extend(features.iter().map(|feature| (number(self.starts, (feature >> self.shift) as usize * 4).unwrap_or(u32::MAX), 0)));
        for (start, count) in places.iter_mut() {
            *count = self.rows.get(*start as usize).copied().unwrap_or(0);
        }
        for (feature, (start, count)) in features.iter().zip(places.iter()) {
            self.add_row(*feature, *start as usize, usize::from(*count), scores);
        }
    }

    /// Adds the weights of `feature`, whose bucket begins at `start` and has `count` rows.
    #[inline]
    fn add_row(&self, feature: u64, start: usize, count: usize, scores: &mut Sums) {
        let Some(rows) = self.rows.get(start + 1..) else { return };
        let Some((heads, weights)) = rows.split_at_checked(count * 4) else { return };
        let heads = heads.as_chunks::<4>().0;
        // Most features have no row. Looking for the row alone, without counting the weights before it, keeps that case short.
        let wanted = fingerprint(feature);
        let Some(row) = heads.iter().position(|head| u32::from_le_bytes(*head) >> MASK_BITS == wanted) else { return };
        let labels = |head: &[u8; 4]| u32::from_le_bytes(*head) & MASK;
        let before: u32 = heads.iter().take(row).map(|head| labels(head).count_ones()).sum();
        let mut mask = heads.get(row).map_or(0, labels);
        for &weight in weights.get(before as usize..).unwrap_or_default() {
            let Some(left) = NonZeroU32::new(mask) else { break };
            scores[left.trailing_zeros() as usize & 31] += i32::from(weight as i8);
            mask &= mask - 1;
        }
    }

    /// The bytes of a labeller with these transitions and rows; a row's weights are already divided by `scale`.
    pub fn build(scale: f32, transitions: &[[f32; LABELS]; LABELS], mut rows: Vec<(u64, [i8; LABELS])>) -> Vec<u8> {
        let bits = (rows.len() / 5).max(2).ilog2().clamp(1, 24);
        let shift = 64 - bits;
        rows.sort_by_key(|(f, _)| (f >> shift, fingerprint(*f)));
        rows.dedup_by_key(|(f, _)| (*f >> shift, fingerprint(*f)));
        let mut out = scale.to_le_bytes().to_vec();
        for weight in transitions.iter().flatten() {
            let value = (weight / scale * FINER).round().clamp(-32768.0, 32767.0) as i16;
            out.extend(value.to_le_bytes());
        }
        out.extend(bits.to_le_bytes());
        let mut body: Vec<u8> = Vec::new();
        let mut rest = rows.as_slice();
        for bucket in 0..(1_u64 << bits) {
            let n = rest.iter().take_while(|(f, _)| f >> shift == bucket).count().min(255);
            let (these, after) = rest.split_at(n);
            out.extend((body.len() as u32).to_le_bytes());
            body.push(n as u8);
            for (feature, row) in these {
                let mask: u32 = row.iter().enumerate().filter(|(_, w)| **w != 0).map(|(l, _)| 1 << l).sum();
                body.extend((fingerprint(*feature) << MASK_BITS | mask).to_le_bytes());
            }
            body.extend(these.iter().flat_map(|(_, row)| row.iter().filter(|w| **w != 0).map(|w| *w as u8)));
            rest = after;
        }
        out.extend((body.len() as u32).to_le_bytes());
        out.extend(body);
        out
    }
}

#[inline]
fn fingerprint(feature: u64) -> u32 {
    (feature as u32) & 0x7fff
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hash::mix;

    #[test]
    fn weights_come_back_as_they_went_in() {
        let rows: Vec<(u64, [i8; LABELS])> = (0..3000)
            .map(|i| (mix(1, i), std::array::from_fn(|l| if (i as usize + l).is_multiple_of(3) { (l as i8) - 8 } else { 0 })))
            .collect();
        let mut transitions = [[0.0; LABELS]; LABELS];
        transitions[3][5] = -1.25;
        let bytes = Weights::build(0.05, &transitions, rows.clone());
        let weights = Weights::new(&bytes).unwrap();
        assert!((weights.transition(3, 5) + 1.25).abs() < 1e-3);
        let right = rows
            .iter()
            .filter(|(feature, row)| {
                let mut scores = [0; 32];
                weights.add(&[*feature], &mut Vec::new(), &mut scores);
                scores.iter().zip(row).all(|(s, w)| *s == i32::from(*w))
            })
            .count();
        assert!(right >= 2998, "{right}");
        assert!(Weights::new(&bytes[..40]).is_err());
    }
}
