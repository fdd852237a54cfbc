//! Every cap of the program, with its reason.

/// How much text language detection looks at: trigram profiles settle long before, and its cost is linear.
pub const LANGUAGE_SAMPLE_BYTES: usize = 16 * 1024;

/// The piece of a page that the tree builder gets at once: its budget is checked between pieces, so that no hostile shape
/// can grow far beyond a cap before it is noticed.
pub const DOM_PIECE_BYTES: usize = 2 * 1024;

/// Nodes of a page's tree. Real pages stay below 35,000; misnested formatting elements make millions out of a few kilobytes.
pub const DOM_NODES: usize = 500_000;

/// Nesting of a page's tree. Real pages stay below 60; the tree builder's cost is quadratic in depth.
pub const DOM_DEPTH: usize = 512;

/// Attributes of one tag. The tokeniser looks every attribute up among those before it.
pub const TAG_ATTRIBUTES: usize = 512;
