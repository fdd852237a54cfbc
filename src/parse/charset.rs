//! From bytes to text: what the bytes are, and in which charset.
//!
//! Order of trust: byte order mark, what came with the bytes from outside (HTTP), what the page says of itself, detection.
//! Two plain mistakes of publishers are seen through: text that is valid UTF-8 is UTF-8 whatever it is called, and text that
//! calls itself UTF-8 and mostly is not goes to detection.

use crate::limits;
use crate::source::page::MediaType;
use crate::warning::{Stage, Warning};
use encoding_rs::{DecoderResult, Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Text with the charset it was read in.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text, without byte order mark and without NULs.
    pub text: String,
    /// The charset's name, lower case.
    pub charset: String,
}

/// Decides by content first, then by name, what `bytes` are.
pub fn sniff(bytes: &[u8], name: &str) -> MediaType {
    let head = head_text(bytes);
    let named = by_name(name);
    match start_of_markup(&head) {
        Some(Markup::Document) => return MediaType::Html,
        Some(Markup::Element) if named != Some(MediaType::Markdown) => return MediaType::Html,
        _ => {}
    }
    if named != Some(MediaType::Markdown) && block_tags(&head) >= 2 {
        return MediaType::Html;
    }
    named.unwrap_or_else(|| if looks_like_markdown(&head) { MediaType::Markdown } else { MediaType::Text })
}

/// The media type of `bytes` that hold no article: documents, pictures, archives, feeds, data. `None` for text and HTML.
pub fn foreign_type(bytes: &[u8]) -> Option<&'static str> {
    const SIGNATURES: &[(&[u8], &str)] = &[
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n", "image/png"),
        (b"\xFF\xD8\xFF", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"BM", "image/bmp"),
        (b"II*\0", "image/tiff"),
        (b"MM\0*", "image/tiff"),
        (b"\0\0\x01\0", "image/x-icon"),
        (b"PK\x03\x04", "application/zip"),
        (b"PK\x05\x06", "application/zip"),
        (b"\x1F\x8B", "application/gzip"),
        (b"BZh", "application/x-bzip2"),
        (b"\xFD7zXZ\0", "application/x-xz"),
        (b"\x28\xB5\x2F\xFD", "application/zstd"),
        (b"7z\xBC\xAF\x27\x1C", "application/x-7z-compressed"),
        (b"Rar!\x1A\x07", "application/vnd.rar"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "application/x-ole-storage"),
        (b"{\\rtf", "application/rtf"),
        (b"ID3", "audio/mpeg"),
        (b"OggS", "audio/ogg"),
        (b"fLaC", "audio/flac"),
        (b"\x1A\x45\xDF\xA3", "video/webm"),
        (b"wOFF", "font/woff"),
        (b"wOF2", "font/woff2"),
        (b"\x7FELF", "application/x-executable"),
        (b"MZ", "application/x-msdownload"),
        (b"\0asm", "application/wasm"),
        (b"SQLite format 3\0", "application/vnd.sqlite3"),
        (b"%!PS", "application/postscript"),
    ];
    let signature = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, name)| name);
    match signature {
        // Two letters open many a text; a picture or a program also holds control bytes.
        Some("image/bmp" | "application/x-msdownload") if !is_binary(bytes) => {}
        Some(name) => return Some(name),
        None => {}
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some("image/webp");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(if bytes.get(8..12).is_some_and(|b| b.starts_with(b"avif") || b.starts_with(b"hei")) {
            "image/avif"
        } else {
            "video/mp4"
        });
    }
    if is_binary(bytes) {
        return Some("application/octet-stream");
    }
    let head = head_text(bytes);
    let start = skip_prologue(&head);
    if ["<rss", "<feed", "<rdf:rdf"].iter().any(|t| start.starts_with(t)) {
        return Some("application/rss+xml");
    }
    if start.starts_with("<svg") {
        return Some("image/svg+xml");
    }
    if ["<urlset", "<sitemapindex"].iter().any(|t| start.starts_with(t)) {
        return Some("application/xml");
    }
    let json = (start.starts_with('{') || start.starts_with('[')) && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    json.then_some("application/json")
}

/// Decodes `bytes`: byte order mark, then what came from outside, then what the page says, then detection.
pub fn decode(bytes: &[u8], outside: Option<&str>, media_type: MediaType, warnings: &mut Vec<Warning>) -> Decoded {
    let (encoding, bom) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (choose(bytes, outside, media_type), 0),
    };
    let (mut text, bad) = decode_counting(bytes.get(bom..).unwrap_or_default(), encoding);
    let charset = encoding.name().to_ascii_lowercase();
    if bad > 0 {
        let what = if bad == 1 { "1 byte is".to_owned() } else { format!("{bad} bytes are") };
        warnings.push(Warning::new(Stage::Parse, "undecodable_bytes", format!("{what} not {charset} and became U+FFFD")));
    }
    let nuls = memchr::memchr_iter(0, text.as_bytes()).count();
    if nuls > 0 {
        text.retain(|c| c != '\0');
        let what = if nuls == 1 { "1 NUL character was".to_owned() } else { format!("{nuls} NUL characters were") };
        warnings.push(Warning::new(Stage::Parse, "nul_characters", format!("{what} left out")));
    }
    Decoded { text, charset }
}

/// The charset of bytes without byte order mark.
fn choose(bytes: &[u8], outside: Option<&str>, media_type: MediaType) -> &'static Encoding {
    if let Some(utf16) = utf16_by_nuls(bytes) {
        return utf16;
    }
    let declared = outside.and_then(|o| Encoding::for_label(o.trim().as_bytes())).filter(|e| *e != REPLACEMENT);
    // What a page says of itself in ASCII it cannot mean as UTF-16.
    let from_outside = declared.is_some();
    let said = || (media_type == MediaType::Html).then(|| declared_inside(bytes)).flatten();
    let declared = declared.or_else(|| said().map(|e| if e == UTF_16LE || e == UTF_16BE { UTF_8 } else { e }));
    let ascii = bytes.is_ascii();
    let valid = std::str::from_utf8(bytes).is_ok();
    match declared {
        Some(encoding) if ascii => encoding,
        Some(_) | None if valid => UTF_8,
        Some(encoding) if encoding != UTF_8 => encoding,
        Some(_) if from_outside || mostly_utf8(bytes) => UTF_8,
        _ => detect(bytes),
    }
}

/// Statistical detection; text that is UTF-8 but for a few broken places is UTF-8.
fn detect(bytes: &[u8]) -> &'static Encoding {
    if mostly_utf8(bytes) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new();
    detector.feed(bytes.get(..limits::CHARSET_SAMPLE_BYTES).unwrap_or(bytes), true);
    detector.guess(None, false)
}

/// Whether the characters beyond ASCII are more often valid UTF-8 than not; other charsets make hardly a valid sequence.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad
}

/// UTF-16 without byte order mark: mostly Latin text has a NUL in every other byte.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..1024).unwrap_or(bytes);
    let pairs = sample.len() / 2;
    if pairs < 4 {
        return None;
    }
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let many = |count: usize| count * 10 >= pairs * 6;
    let few = |count: usize| count * 20 <= pairs;
    if many(odd) && few(even) {
        Some(UTF_16LE)
    } else if many(even) && few(odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Decodes with U+FFFD for what is malformed; the count is of bytes.
fn decode_counting(bytes: &[u8], encoding: &'static Encoding) -> (String, usize) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len()));
    let (mut rest, mut bad) = (bytes, 0usize);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return (text, bad),
            DecoderResult::OutputFull => text.reserve(rest.len().max(64)),
            DecoderResult::Malformed(length, _) => {
                bad += usize::from(length);
                text.reserve(3 + rest.len());
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

/// The charset that an XML declaration or a `meta` within the first bytes names.
fn declared_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..limits::CHARSET_PRESCAN_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    if head.starts_with(b"<?xml")
        && let Some(end) = memchr::memchr(b'>', &head)
        && let Some(found) = label_after(head.get(..end)?, b"encoding")
    {
        return Some(found);
    }
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(head.get(from..)?, b"<meta") {
        let tag = head.get(from + at..)?;
        let end = memchr::memchr(b'>', tag).unwrap_or(tag.len());
        if let Some(found) = label_after(tag.get(..end)?, b"charset") {
            return Some(if found == X_USER_DEFINED { WINDOWS_1252 } else { found });
        }
        from += at + end.max(5);
    }
    None
}

/// The encoding labelled in `tag` after `key`, `=` and an optional quotation mark.
fn label_after(tag: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let rest = tag.get(memchr::memmem::find(tag, key)? + key.len()..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.+".contains(b))).unwrap_or(rest.len());
    Encoding::for_label(rest.get(..end)?).filter(|e| *e != REPLACEMENT)
}

/// The first bytes as lower-case text, good enough to look at ASCII marks.
fn head_text(bytes: &[u8]) -> String {
    let head = bytes.get(..limits::SNIFF_BYTES).unwrap_or(bytes);
    let head = match Encoding::for_bom(head).map(|(e, _)| e).or_else(|| utf16_by_nuls(head)) {
        Some(encoding) => encoding.decode(head).0,
        None => String::from_utf8_lossy(head),
    };
    head.to_ascii_lowercase()
}

/// Whether control bytes say that this is no text in any charset.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..limits::SNIFF_BYTES).unwrap_or(bytes);
    if Encoding::for_bom(sample).is_some() || utf16_by_nuls(sample).is_some() {
        return false;
    }
    // Escape opens the shifts of ISO-2022-JP.
    let control = sample.iter().filter(|&&b| b < 0x20 && !b"\t\n\r\x0C\x1B\0".contains(&b)).count();
    let nuls = memchr::memchr_iter(0, sample).count();
    control * 50 > sample.len() || nuls * 3 > sample.len() && control > 0
}

enum Markup {
    /// A doctype, or an element that only a whole page has.
    Document,
    /// Any other HTML element.
    Element,
}

fn skip_prologue(head: &str) -> &str {
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?") {
            ">"
        } else {
            return rest;
        };
        let Some(at) = rest.find(end) else { return rest };
        rest = rest.get(at + end.len()..).unwrap_or("").trim_start();
    }
}

fn start_of_markup(head: &str) -> Option<Markup> {
    let start = skip_prologue(head);
    if start.starts_with("<!doctype") {
        return Some(Markup::Document);
    }
    let name = tag_name(start.strip_prefix('<')?)?;
    match name {
        "html" | "head" | "body" | "meta" | "title" | "frameset" => Some(Markup::Document),
        _ => is_html_tag(name).then_some(Markup::Element),
    }
}

/// The name that a tag opens with, where it ends like one.
fn tag_name(rest: &str) -> Option<&str> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric())?;
    let closed = rest[end..].starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace());
    (end > 0 && closed).then(|| &rest[..end])
}

fn is_html_tag(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "a",
        "article",
        "aside",
        "b",
        "base",
        "blockquote",
        "br",
        "center",
        "div",
        "dl",
        "em",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "iframe",
        "img",
        "li",
        "link",
        "main",
        "nav",
        "noscript",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "span",
        "strong",
        "style",
        "table",
        "tbody",
        "td",
        "tr",
        "u",
        "ul",
        "video",
    ];
    NAMES.contains(&name)
}

/// How many block-level tags there are among the first.
fn block_tags(head: &str) -> usize {
    const BLOCKS: &[&str] =
        &["article", "blockquote", "body", "br", "div", "h1", "h2", "h3", "html", "li", "ol", "p", "section", "table", "td", "tr", "ul"];
    let tags = head.match_indices('<').filter_map(|(at, _)| head.get(at + 1..));
    tags.filter_map(|rest| tag_name(rest.strip_prefix('/').unwrap_or(rest))).filter(|name| BLOCKS.contains(name)).count()
}

fn by_name(name: &str) -> Option<MediaType> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let (_, extension) = name.rsplit_once('.')?;
    match extension.to_ascii_lowercase().as_str() {
        "md" | "markdown" | "mdown" | "mkd" => Some(MediaType::Markdown),
        "txt" | "text" => Some(MediaType::Text),
        "html" | "htm" | "xhtml" | "shtml" => Some(MediaType::Html),
        _ => None,
    }
}

/// Two different signs of Markdown, one of them a heading, a link or a fence at its usual place.
fn looks_like_markdown(head: &str) -> bool {
    let (mut heading, mut list, mut fence, mut quote) = (false, 0, false, false);
    for line in head.lines() {
        let mark = line.trim_start_matches('#');
        heading |= line.len() > mark.len() && line.len() - mark.len() <= 6 && mark.starts_with(' ');
        list += usize::from(line.starts_with("- ") || line.starts_with("* "));
        fence |= line.starts_with("```");
        quote |= line.starts_with("> ");
    }
    let link = head.contains("](http");
    let strong = head.matches("**").count() >= 2;
    (heading || link || fence) && [heading, link, fence, strong, quote, list >= 2].iter().filter(|s| **s).count() >= 2
}

#[cfg(test)]
mod tests;
