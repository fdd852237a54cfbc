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

/// `<` in a row. The tokeniser takes each that opens nothing as an error of its own; no text has more than a line of them.
pub const OPEN_SIGNS: usize = 1024;

/// How much of one input is read, after decompression: the longest articles are far below, a hostile one stays harmless.
pub const MAX_BYTES: usize = 20 * 1000 * 1000;

/// How much of one article's text is analysed, in bytes. The longest magazine pieces have 250,000; what is beyond is a book or
/// hostile, and 20 MB of it would take half a minute and a gigabyte where a page of that size takes a second.
pub const MAX_TEXT: usize = 300_000;

/// How long fetching one address may take in all: redirects, waiting and body.
pub const FETCH_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(30);

/// How many redirects are followed: shorteners, consent pages and `www` take three.
pub const MAX_REDIRECTS: usize = 5;

/// The most that `--max-bytes` may ask for: offsets and memory stay far from their ends.
pub const MOST_MAX_BYTES: usize = 1 << 30;

/// How far into a page its own charset declaration is looked for: the standard says 1,024 bytes, pages say later.
pub const CHARSET_PRESCAN_BYTES: usize = 16 * 1024;

/// How much charset detection looks at; more does not change its answer.
pub const CHARSET_SAMPLE_BYTES: usize = 256 * 1024;

/// How much is looked at to tell what kind of content bytes are.
pub const SNIFF_BYTES: usize = 4 * 1024;

/// How much structured data of a page is read: real pages stay under 1 MB.
pub const STRUCTURED_DATA_BYTES: usize = 4 * 1024 * 1024;

/// How deep items of structured data are looked for; real ones nest four deep. (Parsing itself stops at 128.)
pub const STRUCTURED_DATA_DEPTH: usize = 12;

/// How many items of structured data are looked at.
pub const STRUCTURED_DATA_ITEMS: usize = 5_000;

/// How many more tries a passing failure gets.
pub const FETCH_RETRIES: u32 = 2;

/// How many inputs a second one host is asked for: what a person with many tabs does, and no more.
pub const FETCH_RATE: f64 = 2.0;
