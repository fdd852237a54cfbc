//! Where on the page the article stands: several cheap opinions, and the one that the others share most.

use super::hints::Hints;
use super::segment::{Container, Place, Segments};
use super::zones::Sums;
use crate::document::{ascii_letters, is_alphanumeric, is_caseless};
use crate::parse::dom::Tag;
use std::ops::Range;

/// What the opinions are formed on.
pub struct View<'a> {
    /// The page.
    pub segments: &'a Segments,
    /// For every block whether it belongs to no article.
    pub unwanted: &'a [bool],
    /// Sums over the other blocks.
    pub sums: Sums,
    /// The block that shows the article's title.
    pub headline: Option<usize>,
    /// The title, folded.
    pub title: &'a str,
    /// For every block whether the page's own data holds its text as part of the article; empty where they hold no text.
    pub declared: &'a [bool],
}

/// An opinion: a stretch of blocks with the weight of its argument.
#[derive(Debug, Clone)]
struct Opinion {
    range: Range<usize>,
    weight: f32,
}

/// The stretch of blocks that holds the article.
pub fn choose(view: &View<'_>) -> Range<usize> {
    let opinions: Vec<Opinion> = [by_names(view), by_paragraphs(view), by_density(view), by_headline(view), by_declaration(view)]
        .into_iter()
        .flatten()
        .filter(|o| view.sums.of(o.range.clone()).prose > 0)
        .collect();
    let mut best: Option<(f32, &Opinion)> = None;
    for opinion in &opinions {
        let shared: f32 = opinions.iter().map(|other| other.weight * agreement(view, &opinion.range, &other.range)).sum();
        if best.as_ref().is_none_or(|(most, _)| shared > *most) {
            best = Some((shared, opinion));
        }
    }
    best.map_or(0..0, |(_, o)| o.range.clone())
}

/// How far two stretches hold the same prose: F1 of its letters.
fn agreement(view: &View<'_>, a: &Range<usize>, b: &Range<usize>) -> f32 {
    let shared = view.sums.of(a.start.max(b.start)..a.end.min(b.end).max(a.start.max(b.start))).prose as f32;
    let all = (view.sums.of(a.clone()).prose + view.sums.of(b.clone()).prose) as f32;
    if all > 0.0 { 2.0 * shared / all } else { 0.0 }
}

/// What the page calls its article: by class, `itemprop`, `<article>`, `<main>`.
fn by_names(view: &View<'_>) -> Option<Opinion> {
    let named = |c: &Container| match c.tag {
        _ if c.hints.any(Hints::BODY) => 2,
        Tag::Article => 1,
        Tag::Main => 1,
        _ => 0,
    };
    let containers = &view.segments.containers;
    let most =
        (0..containers.len()).filter(|&i| named(&containers[i]) > 0).map(|i| view.sums.of(view.segments.blocks_of(i)).prose).max()?;
    // The innermost that holds nearly all of it.
    let best = (0..containers.len())
        .filter(|&i| named(&containers[i]) > 0 && view.sums.of(view.segments.blocks_of(i)).prose * 10 >= most * 8)
        .max_by_key(|&i| (named(&containers[i]), i))?;
    Some(Opinion { range: view.segments.blocks_of(best), weight: 1.2 })
}

/// Where paragraphs are siblings: each gives points to the containers around it, fewer the further out they are.
fn by_paragraphs(view: &View<'_>) -> Option<Opinion> {
    let segments = view.segments;
    let mut scores = vec![0f32; segments.containers.len()];
    for (block, _) in segments.blocks.iter().zip(view.unwanted).filter(|(_, unwanted)| !**unwanted) {
        let prose = block.measure.prose() as f32;
        if prose == 0.0 {
            continue;
        }
        let points = 1.0 + (prose / 100.0).min(3.0) + block.measure.marks as f32 * 0.3;
        let mut at = block.container as usize;
        for share in [0.0, 1.0, 0.5, 0.3] {
            scores[at] += points * share;
            at = segments.containers[at].parent as usize;
        }
    }
    let mut best = 0;
    for at in 0..scores.len() {
        scores[at] *= 1.0 - view.sums.of(segments.blocks_of(at)).link_density();
        if scores[at] > scores[best] {
            best = at;
        }
    }
    // Climb to where clearly more stands, without taking in as much that is no prose.
    let mut at = best;
    for _ in 0..CLIMB {
        let parent = segments.containers[at].parent as usize;
        if parent == at {
            break;
        }
        at = parent;
        let (inside, around) = (view.sums.of(segments.blocks_of(best)), view.sums.of(segments.blocks_of(at)));
        let (prose, letters) = (around.prose - inside.prose, around.letters - inside.letters);
        if prose * 10 > inside.prose * 3 && prose * 2 > letters {
            best = at;
        }
    }
    Some(Opinion { range: segments.blocks_of(best), weight: 1.0 })
}

/// How many levels a container may be climbed out of.
const CLIMB: usize = 12;

/// Where prose stands densest: the stretch with the greatest sum of prose less everything else.
fn by_density(view: &View<'_>) -> Option<Opinion> {
    let (mut best, mut best_range) = (0i64, 0..0);
    let (mut sum, mut start) = (0i64, 0);
    for (i, block) in view.segments.blocks.iter().enumerate() {
        let measure = &block.measure;
        let value = if view.unwanted[i] {
            -i64::from(measure.letters.min(120) / 4) - 2
        } else if measure.prose() > 0 {
            i64::from(measure.prose().min(600))
        } else {
            -i64::from(15 + measure.linked.min(200))
        };
        if sum <= 0 {
            (sum, start) = (0, i);
        }
        sum += value;
        if sum > best {
            (best, best_range) = (sum, start..i + 1);
        }
    }
    (best > 0).then_some(Opinion { range: best_range, weight: 1.0 })
}

/// The smallest container that holds the headline and the most prose close to it.
fn by_headline(view: &View<'_>) -> Option<Opinion> {
    let segments = view.segments;
    let headline = view.headline?;
    let whole = view.sums.all().prose;
    let mut at = segments.blocks.get(headline)?.container as usize;
    loop {
        let range = segments.blocks_of(at);
        let total = view.sums.of(range.clone());
        if total.prose * 2 > whole {
            return Some(Opinion { range: headline..range.end, weight: 0.8 });
        }
        let parent = segments.containers[at].parent as usize;
        if parent == at {
            return None;
        }
        at = parent;
    }
}

/// From the first to the last block that the page's own data declare to be the article's text.
fn by_declaration(view: &View<'_>) -> Option<Opinion> {
    let held = |i: &usize| view.declared.get(*i) == Some(&true) && !view.unwanted[*i] && view.segments.blocks[*i].measure.prose() > 0;
    let first = (0..view.declared.len()).find(held)?;
    let last = (0..view.declared.len()).rfind(held)?;
    Some(Opinion { range: first..last + 1, weight: 1.5 })
}

/// Titles shorter than this are found whole, not within a longer line.
const TITLE_BYTES: usize = 16;

/// So many letters at either end tell most texts apart.
const ENDS: usize = 4;

/// The block that shows `title`, which is folded, or else the first heading of the first level.
pub fn headline(segments: &Segments, unwanted: &[bool], title: &str) -> Option<usize> {
    let mut best: Option<(u8, usize)> = None;
    for (i, block) in segments.blocks.iter().enumerate() {
        let level = match block.place {
            Place::Heading(level) => level,
            _ => 7,
        };
        let rank = match (shows(segments, i, title), level) {
            (Shown::Whole, 1) => 6,
            (Shown::Part, 1) => 5,
            (Shown::Whole, 2..=6) => 4,
            (Shown::No, 1) if !unwanted[i] => 3,
            (Shown::Part, 2..=6) => 2,
            (Shown::Whole, _) if !unwanted[i] => 1,
            _ => 0,
        };
        if rank > 0 && best.is_none_or(|(most, _)| rank > most) {
            best = Some((rank, i));
        }
    }
    best.map(|(_, i)| i)
}

/// How a block shows the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Not.
    No,
    /// With a kicker or a subtitle beside it.
    Part,
    /// As its whole text.
    Whole,
}

/// Whether block `index` shows `title`, which is folded.
pub fn shows(segments: &Segments, index: usize, title: &str) -> Shown {
    if title.is_empty() || segments.blocks[index].text.len() > title.len() * 4 + 40 {
        return Shown::No;
    }
    let text = segments.text_of(index);
    // Most blocks neither begin nor end as the title does.
    let letters = || text.chars().filter(|&c| is_alphanumeric(c)).flat_map(char::to_lowercase);
    let begins = || {
        let first = text.chars().find(|&c| is_alphanumeric(c)).and_then(|c| c.to_lowercase().next());
        first == title.chars().next() && letters().take(ENDS).eq(title.chars().take(ENDS))
    };
    let ends = || {
        let last = text.chars().rfind(|&c| is_alphanumeric(c)).and_then(|c| c.to_lowercase().next_back());
        last == title.chars().next_back() && letters().rev().take(ENDS).eq(title.chars().rev().take(ENDS))
    };
    if !begins() && !ends() {
        return Shown::No;
    }
    let own = folded(text);
    if own == title {
        Shown::Whole
    } else if title.len() >= TITLE_BYTES && own.len() < title.len() * 2 && (own.starts_with(title) || own.ends_with(title)) {
        Shown::Part
    } else {
        Shown::No
    }
}

/// Letters and digits only, lower case.
pub fn folded(text: &str) -> String {
    if let Some(letters) = ascii_letters(text) {
        return letters;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if c.is_ascii() || !is_alphanumeric(c) => {}
            _ if is_caseless(c) => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
    out
}
