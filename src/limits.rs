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

/// How much of one input is read, after decompression: the longest articles are far below, a hostile one stays harmless.
pub const MAX_BYTES: usize = 20 * 1000 * 1000;

/// How long fetching one address may take in all: redirects, waiting and body.
pub const FETCH_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);

/// How many redirects are followed: shorteners, consent pages and `www` take three.
pub const MAX_REDIRECTS: usize = 5;

/// The most that `--max-bytes` may ask for: offsets and memory stay far from their ends.
pub const MOST_MAX_BYTES: usize = 1 << 30;
