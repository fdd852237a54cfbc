//! Content by its bytes: compressed data is unwrapped within the cap, and what is plainly no article is told apart.

use super::error::{ErrorKind, InputError};
use crate::parse::charset::foreign_type;
use std::io::{Cursor, Read};

/// How much memory an xz or zstd stream may ask for as its window, in KiB.
const WINDOW_KIB: u32 = 130 * 1024;

/// Compression formats, told by their first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
    Xz,
}

impl Packing {
    fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(&[0x1f, 0x8b, 0x08]) {
            Some(Packing::Gzip)
        } else if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
            Some(Packing::Zstd)
        } else if head.starts_with(&[0xfd, b'7', b'z', b'X', b'Z', 0x00]) {
            Some(Packing::Xz)
        } else {
            None
        }
    }
}

/// Reads `source` to its end, unwrapping one layer of gzip, zstd or xz; never holds more than `cap` bytes and a window.
pub fn read(mut source: impl Read, cap: usize) -> Result<Vec<u8>, InputError> {
    let mut head = Vec::with_capacity(8);
    source.by_ref().take(6).read_to_end(&mut head).map_err(|e| InputError::io(&e))?;
    let packing = Packing::of(&head);
    let whole = Cursor::new(head).chain(source);
    let bad = |e: std::io::Error| InputError::new(ErrorKind::BadCompression, format!("the compressed data is damaged: {e}"));
    let bytes = match packing {
        None => drain(whole, cap).map_err(|e| InputError::io(&e))?,
        Some(Packing::Gzip) => drain(flate2::read::MultiGzDecoder::new(whole), cap).map_err(bad)?,
        Some(Packing::Zstd) => drain(zstd::stream::read::Decoder::new(whole).map_err(bad)?, cap).map_err(bad)?,
        Some(Packing::Xz) => drain(lzma_rust2::XzReader::new_mem_limit(whole, true, WINDOW_KIB), cap).map_err(bad)?,
    };
    if bytes.len() > cap {
        return Err(InputError::too_large(cap));
    }
    Ok(bytes)
}

/// Reads up to one byte more than `cap`.
fn drain(source: impl Read, cap: usize) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(cap as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Unwraps compressed `bytes` that have been read already.
pub fn unwrap(bytes: Vec<u8>, cap: usize) -> Result<Vec<u8>, InputError> {
    if Packing::of(&bytes).is_none() { Ok(bytes) } else { read(Cursor::new(bytes), cap) }
}

/// Refuses content that is empty or plainly no text.
pub fn check(bytes: &[u8]) -> Result<(), InputError> {
    if bytes.is_empty() {
        return Err(InputError::new(ErrorKind::Empty, "there is no content"));
    }
    if Packing::of(bytes).is_some() {
        return Err(InputError::new(ErrorKind::MediaType, "it is compressed more than once"));
    }
    // The mark stands after the first file's name, whose content would otherwise pass for the whole.
    if bytes.get(257..262) == Some(b"ustar") {
        return Err(InputError::new(ErrorKind::MediaType, "it is a tar archive: unpack it and name the folder"));
    }
    if let Some(name) = foreign_type(bytes) {
        return Err(InputError::new(ErrorKind::MediaType, format!("it is {name}, no article in HTML or text")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const TEXT: &[u8] = "Une phrase répétée, et encore une. ".as_bytes();

    fn packed(copies: usize) -> [(&'static str, Vec<u8>); 3] {
        let text = TEXT.repeat(copies);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(&text).unwrap();
        let mut xz = lzma_rust2::XzWriter::new(Vec::new(), lzma_rust2::XzOptions::with_preset(1)).unwrap();
        xz.write_all(&text).unwrap();
        let zstd = zstd::stream::encode_all(text.as_slice(), 3).unwrap();
        [("gzip", gzip.finish().unwrap()), ("zstd", zstd), ("xz", xz.finish().unwrap())]
    }

    #[test]
    fn compressed_content_is_unwrapped() {
        for (name, bytes) in packed(10) {
            assert_eq!(read(bytes.as_slice(), 100_000).unwrap(), TEXT.repeat(10), "{name}");
            assert_eq!(unwrap(bytes, 100_000).unwrap(), TEXT.repeat(10), "{name}");
        }
        assert_eq!(read(TEXT, 100_000).unwrap(), TEXT);
    }

    #[test]
    fn the_cap_counts_what_comes_out() {
        for (name, bytes) in packed(10_000) {
            assert!(bytes.len() < 10_000, "{name} did not compress");
            assert_eq!(read(bytes.as_slice(), 10_000).unwrap_err().kind, ErrorKind::TooLarge, "{name}");
        }
        assert_eq!(read(TEXT, TEXT.len()).unwrap().len(), TEXT.len());
        assert_eq!(read(TEXT, TEXT.len() - 1).unwrap_err().kind, ErrorKind::TooLarge);
    }

    #[test]
    fn damaged_compression_is_an_error_and_never_half_a_text() {
        for (name, bytes) in packed(100) {
            let torn = &bytes[..bytes.len() - 5];
            assert_eq!(read(torn, 100_000).unwrap_err().kind, ErrorKind::BadCompression, "{name} torn");
        }
    }

    #[test]
    fn an_xz_stream_may_not_ask_for_gigabytes() {
        let mut options = lzma_rust2::XzOptions::with_preset(1);
        options.lzma_options.dict_size = 1 << 30;
        let mut xz = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
        xz.write_all(TEXT).unwrap();
        let bytes = xz.finish().unwrap();
        assert_eq!(read(bytes.as_slice(), 100_000).unwrap_err().kind, ErrorKind::BadCompression);
    }

    #[test]
    fn what_is_no_article_is_refused_by_its_first_bytes() {
        for bytes in [&b"%PDF-1.7"[..], b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"{\"a\": 1}"] {
            assert_eq!(check(bytes).unwrap_err().kind, ErrorKind::MediaType, "{bytes:?}");
        }
        let mut tar = [b"page.html".to_vec(), vec![0; 248], b"ustar\0".to_vec(), vec![0; 249]].concat();
        tar.extend(b"<p>Words of the first file.");
        assert!(check(&tar).unwrap_err().message.contains("tar archive"));
        let packed_twice = packed(1)[1].1.clone();
        assert!(check(&packed_twice).unwrap_err().message.contains("more than once"));
        assert_eq!(check(b"").unwrap_err().kind, ErrorKind::Empty);
        assert!(check(b"Plain words.").is_ok());
    }
}
