//! Whether the page holds an article at all: a front page, a list of a category, a login wall, an error page, a player does not.

use super::segment::{Place, Segments};
use super::zones::Sums;
use super::{Found, Metadata, Structured};
use crate::document::BlockKind;
use crate::warning::{Stage, Warning};

/// The shortest news items have about this many letters of running text.
const SHORT_LETTERS: u32 = 180;
/// Below this a page needs another sign that it is an article.
const DOUBTFUL_LETTERS: u32 = 450;
/// So many headings that are links make a front page.
const LINKED_HEADINGS: usize = 8;

/// The warning for a page without an article.
pub fn no_article(segments: &Segments, found: &Found, structured: &Structured, metadata: &Metadata) -> Option<Warning> {
    let marked = metadata.published.is_some() || structured.articles.iter().any(|a| a.published.is_some() || a.body.is_some());
    let paragraphs =
        found.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::ListItem)).count();
    let linked = segments
        .blocks
        .iter()
        .filter(|b| matches!(b.place, Place::Heading(2..=6)) && b.measure.link_density() > 0.8 && b.measure.words >= 3)
        .count();
    let all = Sums::new(segments, |_| true).all();
    let why = if found.letters < SHORT_LETTERS {
        "the page holds hardly any running text"
    } else if found.letters < DOUBTFUL_LETTERS && !marked {
        "the page holds little running text and does not say that it is an article"
    } else if !marked && linked >= LINKED_HEADINGS && found.letters * 4 < all.letters {
        "the page is mostly headlines that link to other pages"
    } else if !marked && paragraphs >= 1 && all.link_density() > 0.75 && found.letters * 6 < all.letters {
        "the page is mostly links"
    } else {
        return None;
    };
    Some(Warning::new(Stage::Parse, "no_article", why))
}
