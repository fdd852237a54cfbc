//! The file format of the weights: a fixed header with magic, version, length and checksum, then sections that are used in place.

use super::lexicon::Lexicon;
use super::table::number;
use super::weights::Weights;
use std::borrow::Cow;
use std::fmt;

/// The first bytes of every weight file.
pub const MAGIC: [u8; 8] = *b"ANLZNER\0";
/// The version of the format and of the features: weights are of use only with the features they were trained on.
pub const VERSION: u32 = 1;
/// Magic, version, checksum, length of the body.
pub const HEADER: usize = 8 + 4 + 8 + 8;

/// Why a weight file was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobError {
    /// It does not begin like a weight file.
    NotWeights,
    /// It is of another version.
    Version(u32),
    /// It is shorter or longer than it says.
    Length,
    /// Its content is not what was written.
    Checksum,
    /// A part of it makes no sense.
    Malformed(&'static str),
}

impl fmt::Display for BlobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWeights => write!(f, "not a weight file of the labeller"),
            Self::Version(v) => write!(f, "weights of format version {v}, this program reads version {VERSION}"),
            Self::Length => write!(f, "the weight file is cut short or has something after its end"),
            Self::Checksum => write!(f, "the weight file is damaged: its checksum does not match"),
            Self::Malformed(part) => write!(f, "the weight file is malformed: {part}"),
        }
    }
}

impl std::error::Error for BlobError {}

/// A checked weight file.
#[derive(Debug)]
pub struct Blob {
    bytes: Cow<'static, [u8]>,
}

/// The parts of a weight file, ready for use.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// Clusters, casing and name lists.
    pub lexicon: Lexicon<'a>,
    /// What training learned.
    pub weights: Weights<'a>,
    /// The file's checksum, which tells it from others.
    pub checksum: u64,
}

impl Blob {
    /// Checks `bytes` and keeps them.
    pub fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, BlobError> {
        let bytes = bytes.into();
        check(&bytes)?;
        let blob = Self { bytes };
        blob.parts()?;
        Ok(blob)
    }

    /// The parts of the file.
    pub fn parts(&self) -> Result<Parts<'_>, BlobError> {
        let checksum = u64::from_le_bytes(field(&self.bytes, 12)?);
        parts(self.bytes.get(HEADER..).ok_or(BlobError::Length)?, checksum)
    }

    /// The bytes of a file with these sections: words, names, weights.
    pub fn build(sections: [&[u8]; 3]) -> Vec<u8> {
        let mut body = Vec::new();
        for section in sections {
            body.extend((section.len() as u32).to_le_bytes());
        }
        sections.iter().for_each(|s| body.extend(*s));
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(checksum(&body).to_le_bytes());
        out.extend((body.len() as u64).to_le_bytes());
        out.extend(body);
        out
    }
}

fn parts(body: &[u8], checksum: u64) -> Result<Parts<'_>, BlobError> {
    let length = |n: usize| number(body, n * 4).map(|l| l as usize).ok_or(BlobError::Malformed("sections"));
    let rest = body.get(12..).ok_or(BlobError::Malformed("sections"))?;
    let (words, rest) = rest.split_at_checked(length(0)?).ok_or(BlobError::Malformed("sections"))?;
    let (names, rest) = rest.split_at_checked(length(1)?).ok_or(BlobError::Malformed("sections"))?;
    if rest.len() != length(2)? {
        return Err(BlobError::Malformed("sections"));
    }
    Ok(Parts { lexicon: Lexicon::new(words, names)?, weights: Weights::new(rest)?, checksum })
}

/// The body of the weight file, once header, length and checksum are right.
fn check(bytes: &[u8]) -> Result<&[u8], BlobError> {
    let magic = bytes.first_chunk::<8>().ok_or(BlobError::NotWeights)?;
    if *magic != MAGIC {
        return Err(BlobError::NotWeights);
    }
    let version = u32::from_le_bytes(field(bytes, 8)?);
    if version != VERSION {
        return Err(BlobError::Version(version));
    }
    let sum = u64::from_le_bytes(field(bytes, 12)?);
    let length = u64::from_le_bytes(field(bytes, 20)?);
    let body = bytes.get(HEADER..).ok_or(BlobError::Length)?;
    if body.len() as u64 != length {
        return Err(BlobError::Length);
    }
    if checksum(body) != sum {
        return Err(BlobError::Checksum);
    }
    Ok(body)
}

fn field<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], BlobError> {
    bytes.get(at..).and_then(<[u8]>::first_chunk::<N>).copied().ok_or(BlobError::Length)
}

/// A 64-bit checksum that reads eight bytes at a time (it guards against damage, not against intent).
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut mix = |word: u64| {
        sum = (sum ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^= sum >> 29;
    };
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    for &byte in rest {
        mix(u64::from(byte));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(body: &[u8]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(checksum(body).to_le_bytes());
        out.extend((body.len() as u64).to_le_bytes());
        out.extend(body);
        out
    }

    #[test]
    fn every_changed_byte_is_refused() {
        let good = file(b"some weights, long enough to have words and a rest");
        assert!(check(&good).is_ok());
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            assert!(check(&bad).is_err(), "byte {at}");
        }
        assert_eq!(check(&good[..good.len() - 1]), Err(BlobError::Length));
        assert_eq!(check(b"PK\x03\x04"), Err(BlobError::NotWeights));
    }
}
