//! `analyze` turns a news article into structured facts.
//!
//! The journey has four stages: `source` gets the bytes, `parse` makes a document of them, `extract` finds facts in it and
//! `report` shows them. All but the first are pure, and once the bytes are there nothing can fail: [`analyze`] always
//! returns a report, with warnings where something was doubtful.

pub mod batch;
pub mod document;
pub mod extract;
pub mod facts;
pub mod language;
pub mod limits;
pub mod model;
pub mod parse;
pub mod report;
pub mod source;
pub mod warning;

pub use report::schema::Report;
pub use source::page::Page;

/// What a caller may fix for every page.
#[derive(Debug)]
pub struct Options {
    /// The language of the articles, as ISO 639-1 code, not to be detected.
    pub language: Option<String>,
    /// The day of publication (`YYYY-MM-DD`) for pages that name none.
    pub published: Option<String>,
    /// The sequence labellers.
    pub models: model::Models,
    /// How much of an article's text is analysed, in bytes; the rest is left out with a warning.
    pub max_text: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { language: None, published: None, models: model::Models::default(), max_text: limits::MAX_TEXT }
    }
}

/// Analyses one page.
pub fn analyze(page: &Page, options: &Options) -> Report {
    let parsed = parse::parse(page, options, extract::prepare);
    let facts = extract::extract(&parsed.document, &options.models);
    report::build(page, parsed, &facts)
}
