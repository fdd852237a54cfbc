//! Every cap of the program, with its reason.

/// How much text language detection looks at: trigram profiles settle long before, and its cost is linear.
pub const LANGUAGE_SAMPLE_BYTES: usize = 16 * 1024;
