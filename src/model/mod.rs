//! The sequence labeller that finds names: features, weights, decoding.
//!
//! Weights are versioned blobs with a checksum, one a language, embedded in the binary; [`Models`] holds those in force.

/// The labellers in force, one a language at most.
#[derive(Debug, Default)]
pub struct Models {}
