//! The sequence labeller that finds names: features, weights, decoding.
//!
//! Weights are versioned blobs with a checksum, one a language, embedded in the binary; [`Models`] holds those in force.

mod blob;

use crate::document::Document;
use crate::language::Language;
use std::ops::Range;

pub use blob::BlobError;

/// The class of a name, as the labeller knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// An organisation: company, institution, party, team, medium.
    Organization,
    /// A place.
    Location,
    /// Any other name: product, event, work, award.
    Miscellaneous,
}

impl Kind {
    /// Every class, in the order of the weights.
    pub const ALL: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Location, Kind::Miscellaneous];
}

/// A name that the labeller found.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its tokens, as indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Its class.
    pub kind: Kind,
    /// How sure the labeller is of class and borders together, from 0 to 1.
    pub score: f32,
}

/// The labellers in force, one a language at most.
#[derive(Debug, Default)]
pub struct Models {
    replaced: Vec<(Language, blob::Blob)>,
}

impl Models {
    /// Puts the weights in `bytes` in the place of those that `language` has.
    pub fn with_override(mut self, language: Language, bytes: Vec<u8>) -> Result<Self, BlobError> {
        let blob = blob::Blob::new(bytes)?;
        self.replaced.retain(|(l, _)| *l != language);
        self.replaced.push((language, blob));
        Ok(self)
    }

    /// The names in `document`, in reading order, none overlapping another, none crossing a sentence; empty where its language has no labeller.
    pub fn label(&self, document: &Document) -> Vec<Mention> {
        let _ = document;
        Vec::new()
    }
}
