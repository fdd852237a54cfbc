//! Stage 2: from bytes to a document. Pure; whatever the bytes are, there is a result, and warnings where it is doubtful.

pub mod charset;
pub mod dom;
pub mod length;
pub mod main_text;
pub mod metadata;
mod phrases;
pub mod plain;
pub mod structured;

use crate::Options;
use crate::document::{BlockKind, Document, RawBlock};
use crate::language::{Language, detect};
use crate::source::page::{MediaType, Page};
use crate::warning::{Stage, Warning};
use metadata::Metadata;

/// A page as `parse` understands it.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The text and its structure.
    pub document: Document,
    /// What the page says of itself.
    pub metadata: Metadata,
    /// The language of the text.
    pub language: detect::Detected,
    /// What the bytes turned out to be.
    pub media_type: MediaType,
    /// The charset they were read in, lower case.
    pub charset: String,
    /// What was doubtful.
    pub warnings: Vec<Warning>,
}

/// Reads `page`. `expect` is told the language of the article as soon as there is a sign of it, and once more when it is sure, before
/// the text is cut: what is needed for it can be made ready meanwhile.
pub fn parse(page: &Page, options: &Options, expect: impl Fn(Language)) -> Parsed {
    let mut warnings = Vec::new();
    let media_type = page.media_type.unwrap_or_else(|| charset::sniff(&page.bytes, &page.input));
    let decoded = charset::decode(&page.bytes, page.charset.as_deref(), media_type, &mut warnings);
    let fixed = options.language.as_deref().or(page.language.as_deref());
    fixed.or_else(|| opening_language(&decoded.text, media_type)).and_then(Language::from_tag).into_iter().for_each(&expect);
    let (mut metadata, blocks) = match media_type {
        MediaType::Html => {
            let dom = dom::Dom::parse(&decoded.text, &mut warnings);
            let structured = structured::Structured::read(&dom, &mut warnings);
            let mut metadata = metadata::read(&dom, &structured, page.url.as_deref());
            let mut blocks = main_text::blocks(&dom, &structured, &metadata, &mut warnings);
            metadata.close(&blocks);
            length::cap(&mut blocks, options.max_text, &mut warnings);
            (metadata, blocks)
        }
        MediaType::Text => plain::read(length::head(&decoded.text, options.max_text, &mut warnings)),
        MediaType::Markdown => plain::read_markdown(length::head(&decoded.text, options.max_text, &mut warnings)),
    };
    // All that is still needed of it stands in the blocks.
    drop(decoded.text);
    if metadata.published.is_none() {
        metadata.published = given_date(page, options, &mut warnings);
    }
    if blocks.is_empty() {
        warnings.push(Warning::new(Stage::Parse, "no_text", "no article text was found"));
    }
    let language = language_of(page, options, &metadata, &blocks);
    let tables = language.code.as_deref().and_then(Language::from_tag);
    tables.into_iter().for_each(&expect);
    let reference = metadata.published.as_deref().and_then(|p| p.get(..10)?.parse().ok());
    Parsed { document: Document::new(blocks, tables, reference), metadata, language, media_type, charset: decoded.charset, warnings }
}

/// The language that the opening tag of a page declares: a quick look before the page is parsed, and no more than a guess.
fn opening_language(text: &str, media_type: MediaType) -> Option<&str> {
    const HEAD_BYTES: usize = 1024;
    let head = text.get(..text.floor_char_boundary(HEAD_BYTES)).filter(|_| media_type == MediaType::Html)?;
    let tag = head.split_once("<html")?.1.split('>').next()?;
    let value = tag.split_once(" lang=")?.1.trim_start_matches(['"', '\'']);
    value.split(|c: char| !c.is_ascii_alphabetic()).next()
}

/// The day of publication that came with the page, else the one that the user gives, for pages that name none.
fn given_date(page: &Page, options: &Options, warnings: &mut Vec<Warning>) -> Option<String> {
    let given = page.published.as_deref().or(options.published.as_deref()).map(str::trim).filter(|p| !p.is_empty())?;
    let stamp = metadata::dates::machine(given);
    if stamp.is_none() {
        let message = "the given day of publication is no date; it was not used";
        warnings.push(Warning::new(Stage::Parse, "published_unreadable", message));
    }
    stamp.map(|s| s.to_string())
}

/// The language that the user or the record fixes, else the one detected.
fn language_of(page: &Page, options: &Options, metadata: &Metadata, blocks: &[RawBlock]) -> detect::Detected {
    let fixed = options.language.as_deref().or(page.language.as_deref());
    if let Some(code) = fixed.and_then(detect::primary) {
        return detect::Detected { code: Some(code.clone()), confidence: 1.0, declared: Some(code) };
    }
    let mut sample = String::new();
    for block in blocks.iter().filter(|b| b.kind != BlockKind::Code) {
        if sample.len() > crate::limits::LANGUAGE_SAMPLE_BYTES {
            break;
        }
        sample.push_str(&block.text);
        sample.push('\n');
    }
    detect::detect(&sample, metadata.language.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_opening_tag_tells_the_language_to_expect() {
        let told = |text| opening_language(text, MediaType::Html);
        assert_eq!(told("<!doctype html>\n<html class=\"no-js\" lang=\"fr-FR\" dir=ltr><head>"), Some("fr"));
        assert_eq!(told("<html lang=de>"), Some("de"));
        assert_eq!(told("<html><body lang='it'>"), None);
        assert_eq!(opening_language("<html lang=de>", MediaType::Text), None);
    }
}
