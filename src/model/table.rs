//! The one look-up structure of the weight file: buckets of fingerprints, read in place.
//!
//! A key is a 64-bit hash. Its high bits choose a bucket, its low 16 bits are the fingerprint that an entry is known by; the bucket's
//! entries lie side by side, so that a look-up touches two places of the file. A wrong key is taken for a known one about once in
//! 10,000 times, which the features bear easily.

use super::blob::BlobError;

/// Entries of one fixed size, found by hash.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    shift: u32,
    width: usize,
    starts: &'a [u8],
    entries: &'a [u8],
}

/// Bytes of a table before its bucket starts: log₂ of the number of buckets, payload width, number of entries.
const HEAD: usize = 12;

impl<'a> Table<'a> {
    /// Reads the table's frame from `bytes`, which must be all of it.
    pub fn new(bytes: &'a [u8], width: usize) -> Result<Self, BlobError> {
        let bits = number(bytes, 0).ok_or(BlobError::Malformed("table head"))?;
        let stored = number(bytes, 4).ok_or(BlobError::Malformed("table head"))?;
        let count = number(bytes, 8).ok_or(BlobError::Malformed("table head"))? as usize;
        if !(1..=24).contains(&bits) || stored as usize != width {
            return Err(BlobError::Malformed("table shape"));
        }
        let starts_end = HEAD + ((1_usize << bits) + 1) * 4;
        let starts = bytes.get(HEAD..starts_end).ok_or(BlobError::Malformed("table starts"))?;
        let entries = bytes.get(starts_end..).ok_or(BlobError::Malformed("table entries"))?;
        if entries.len() != count * (width + 2) {
            return Err(BlobError::Malformed("table entries"));
        }
        Ok(Self { shift: 64 - bits, width, starts, entries })
    }

    /// The payload of `key`.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'a [u8]> {
        let bucket = (key >> self.shift) as usize;
        let first = number(self.starts, bucket * 4)? as usize;
        let end = number(self.starts, bucket * 4 + 4)? as usize;
        let size = self.width + 2;
        let wanted = fingerprint(key);
        let entries = self.entries.get(first * size..end * size)?;
        entries.chunks_exact(size).find(|e| [e[0], e[1]] == wanted).map(|e| &e[2..])
    }

    /// The bytes of a table with these entries, each payload `width` bytes; of equal keys the first counts.
    pub fn build(mut entries: Vec<(u64, Vec<u8>)>, width: usize) -> Vec<u8> {
        let bits = (entries.len() / 4).max(2).ilog2().clamp(1, 24);
        let shift = 64 - bits;
        entries.sort_by_key(|(k, _)| (k >> shift, k & 0xffff));
        entries.dedup_by_key(|(k, _)| (*k >> shift, *k & 0xffff));
        let mut out = Vec::with_capacity(HEAD + (entries.len() * (width + 4)));
        for n in [bits as usize, width, entries.len()] {
            out.extend((n as u32).to_le_bytes());
        }
        let mut at = 0;
        for bucket in 0..=(1_u64 << bits) {
            while entries.get(at).is_some_and(|(k, _)| (k >> shift) < bucket) {
                at += 1;
            }
            out.extend((at as u32).to_le_bytes());
        }
        for (key, payload) in &entries {
            out.extend(fingerprint(*key));
            out.extend(payload.iter().copied().chain(std::iter::repeat(0)).take(width));
        }
        out
    }
}

#[inline]
fn fingerprint(key: u64) -> [u8; 2] {
    (key as u16).to_le_bytes()
}

/// The little-endian number at byte `at`.
#[inline]
pub fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk::<4>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::hash::mix;

    #[test]
    fn every_entry_is_found_and_others_are_not() {
        let keys: Vec<u64> = (0..5000).map(|i| mix(7, i)).collect();
        let bytes = Table::build(keys.iter().enumerate().map(|(i, &k)| (k, (i as u32).to_le_bytes().to_vec())).collect(), 4);
        let table = Table::new(&bytes, 4).unwrap();
        let right = keys.iter().enumerate().filter(|&(i, &k)| table.get(k) == Some(&(i as u32).to_le_bytes()[..])).count();
        assert!(right >= 4995, "{right}");
        let wrong = (0..5000).filter(|i| table.get(mix(8, *i)).is_some()).count();
        assert!(wrong <= 5, "{wrong}");
    }

    #[test]
    fn a_cut_table_is_refused() {
        let bytes = Table::build(vec![(1, vec![2])], 1);
        assert!(Table::new(&bytes[..bytes.len() - 1], 1).is_err());
        assert!(Table::new(&bytes, 2).is_err());
        assert!(Table::new(&[], 1).is_err());
    }
}
