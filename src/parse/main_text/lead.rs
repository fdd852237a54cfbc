//! The standfirst: what stands between the headline and the first paragraph, where the two are apart.

use super::cues;
use super::hints::Hints;
use super::region::{self, Shown, View, folded};

/// A standfirst is at most this long.
const STANDFIRST_LETTERS: u32 = 700;
/// How far past the headline it may stand.
const LOOK_AHEAD: usize = 60;

/// The blocks between the headline and `first`, the first block of the text, that introduce the article.
pub fn standfirst(view: &View<'_>, first: usize, captions: &[bool], description: Option<&str>) -> Vec<usize> {
    let Some(headline) = view.headline.filter(|&h| h < first) else { return Vec::new() };
    let description = description.map(folded).unwrap_or_default();
    let mut out = Vec::new();
    for i in (headline + 1..first).take(LOOK_AHEAD) {
        let block = &view.segments.blocks[i];
        let measure = &block.measure;
        if captions[i]
            || region::shows(view.segments, i, view.title) != Shown::No
            || measure.letters < 20
            || measure.letters > STANDFIRST_LETTERS
            || measure.link_density() > 0.3
        {
            continue;
        }
        let named = named_standfirst(view, i);
        let described = !description.is_empty() && {
            let own = folded(view.segments.text_of(i));
            own == description || own.len() > 60 && (description.starts_with(&own) || own.starts_with(&description))
        };
        let plain = !view.unwanted[i] && measure.prose() >= 50;
        if cues::ends_with_credit(view.segments.text_of(i))
            || !measure.ends && view.segments.text_of(i).chars().filter(char::is_ascii_digit).count() >= 4
        {
            continue;
        }
        if (described || !view.unwanted[i] && named || plain) && cues::of_line(view.segments.text_of(i)).is_none() {
            out.push(i);
        }
    }
    out
}

/// Whether the block or one of the containers close around it is called a standfirst.
fn named_standfirst(view: &View<'_>, index: usize) -> bool {
    let block = &view.segments.blocks[index];
    let mut at = block.container;
    // A teaser without a link leads to no other article.
    let mut hints = block.hints;
    for _ in 0..3 {
        let container = &view.segments.containers[at as usize];
        hints |= container.hints;
        at = container.parent;
    }
    let teaser = block.measure.linked == 0 && hints.any(Hints::TEASER) && !hints.any(Hints::META.or(Hints::AUTHOR).or(Hints::CAPTION));
    hints.any(Hints::SUBTITLE) || teaser
}
