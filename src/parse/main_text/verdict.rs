//! Whether the page holds an article at all: a front page, a list of a category, a login wall, an error page, a player does not.

use super::segment::{Block, Place, Segments};
use super::zones::Sums;
use super::{Found, Metadata, Structured};
use crate::warning::{Stage, Warning};

/// The shortest news items have about this many letters of running text.
const SHORT_LETTERS: u32 = 180;
/// Below this a page needs another sign that it is an article.
const DOUBTFUL_LETTERS: u32 = 450;
/// So many headings that are links make a front page.
const LINKED_HEADINGS: usize = 8;

/// How much of a page is links.
#[derive(Debug, Clone, Copy, Default)]
pub struct Links {
    /// All letters of the page.
    letters: u32,
    /// The share of them in links.
    density: f32,
    /// Headings below the first level that are links.
    headings: usize,
}

impl Links {
    /// Counts over the whole page.
    pub fn count(segments: &Segments) -> Self {
        let all = Sums::new(segments, |_| true).all();
        let linked = |b: &&Block| matches!(b.place, Place::Heading(2..=6)) && b.measure.link_density() > 0.8 && b.measure.words >= 3;
        Self { letters: all.letters, density: all.link_density(), headings: segments.blocks.iter().filter(linked).count() }
    }
}

/// The warning for a page without an article.
pub fn no_article(found: &Found, structured: &Structured, metadata: &Metadata) -> Option<Warning> {
    let marked = metadata.published.is_some() || structured.articles.iter().any(|a| a.published.is_some() || a.body.is_some());
    let Links { letters, density, headings } = found.links;
    let why = if found.letters < SHORT_LETTERS {
        "the page holds hardly any running text"
    } else if found.letters < DOUBTFUL_LETTERS && !marked && found.paragraphs < 2 {
        "the page holds little running text and does not say that it is an article"
    } else if !marked && headings >= LINKED_HEADINGS && found.letters * 4 < letters {
        "the page is mostly headlines that link to other pages"
    } else if !marked && density > 0.75 && found.letters * 6 < letters {
        "the page is mostly links"
    } else {
        return None;
    };
    Some(Warning::new(Stage::Parse, "no_article", why))
}
