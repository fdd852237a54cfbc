//! Which blocks of the stretch that holds the article are the article's: lines of service, captions, teasers and all that
//! stands before the first and after the last paragraph are looked at one by one.

use super::cues::{self, Cue};
use super::hints::Hints;
use super::region::{self, Shown, View};
use super::segment::{Place, Segments};
use crate::document::BlockKind;
use crate::parse::dom::Tag;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A block of the article.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// Its index.
    pub index: usize,
    /// What it is.
    pub kind: BlockKind,
}

/// Captions are short; longer text under a picture is text.
const CAPTION_LETTERS: u32 = 500;

/// For every block whether it stands in a figure or is called a caption. Where elements of one make would take a good part of
/// the page's prose that way, they are what the page is about (slides, cards) and no captions.
pub fn captions(segments: &Segments) -> Vec<bool> {
    let prose = |at: usize| -> u32 { segments.blocks[segments.blocks_of(at)].iter().map(|b| b.measure.prose()).sum() };
    let mut found: Vec<usize> = Vec::new();
    let mut groups: FxHashMap<u64, u32> = FxHashMap::default();
    let mut at = 0;
    while let Some(container) = segments.containers.get(at) {
        let named = container.hints.any(Hints::CAPTION) || container.tag == Tag::Figure;
        if named && !container.hints.any(Hints::BODY) && letters(segments, segments.blocks_of(at)) <= CAPTION_LETTERS {
            found.push(at);
            *groups.entry(container.signature).or_default() += prose(at);
            at = container.end as usize;
        } else {
            at += 1;
        }
    }
    let whole = prose(0);
    let mut out = vec![false; segments.blocks.len()];
    for at in found {
        let container = &segments.containers[at];
        let real = matches!(container.tag, Tag::Figure | Tag::Figcaption | Tag::Caption);
        if real || groups.get(&container.signature).is_none_or(|group| group * 4 < whole) {
            // A figure may be a quotation, a table or a listing, or hold the whole head of the article.
            let range = segments.blocks_of(at);
            let head = segments.blocks[range.clone()].iter().any(|b| b.place == Place::Heading(1));
            for i in range {
                out[i] |= !head && !matches!(segments.blocks[i].place, Place::Quote | Place::Cell(_) | Place::Code);
            }
        }
    }
    for (block, out) in segments.blocks.iter().zip(&mut out) {
        *out |= (block.place == Place::Caption || block.hints.any(Hints::CAPTION)) && block.measure.letters <= CAPTION_LETTERS;
    }
    out
}

/// The letters of a range of blocks; stops counting where they are more than a caption's.
fn letters(segments: &Segments, range: Range<usize>) -> u32 {
    let mut sum = 0;
    for block in &segments.blocks[range] {
        sum += block.measure.letters;
        if sum > CAPTION_LETTERS {
            break;
        }
    }
    sum
}

/// Chooses among the blocks of `range`.
pub fn select(view: &View<'_>, range: Range<usize>, captions: &[bool]) -> Vec<Kept> {
    let segments = view.segments;
    let range = with_first_lines(view, after_headline(view, range), captions);
    let mut kept: Vec<Kept> = Vec::new();
    let homes = homes(view, range.clone());
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let first_prose = range.clone().find(|&i| !view.unwanted[i] && !captions[i] && segments.blocks[i].measure.prose() > 0);
    // The prose at home that is still to come: where hardly any is, a heading may end the article.
    let at_home = |i: usize| if !view.unwanted[i] && homes.holds(segments, i) { segments.blocks[i].measure.prose() } else { 0 };
    let mut ahead: u32 = range.clone().map(at_home).sum();
    let pointers = pointers(view, range.clone());
    for i in range.clone() {
        let block = &segments.blocks[i];
        let text = segments.text_of(i);
        ahead -= at_home(i);
        if view.unwanted[i] || Some(i) == view.headline || pointers.contains(&i) {
            continue;
        }
        let leading = first_prose.is_none_or(|f| i < f && !opens(segments, i, f));
        match region::shows(segments, i, view.title) {
            Shown::Whole if leading => continue,
            Shown::Part if leading && block.place == Place::Heading(1) => continue,
            _ => {}
        }
        let cell = matches!(block.place, Place::Cell(_));
        if block.measure.letters >= 40 && !cell && !seen.insert(text) {
            continue;
        }
        if captions[i] || block.measure.letters <= CAPTION_LETTERS && cues::ends_with_credit(text) {
            kept.push(Kept { index: i, kind: BlockKind::Caption });
            continue;
        }
        let cue = cues::of_line(text);
        // "Related:" in a line of its own points to what stands below it, in the middle of a text.
        let label = !matches!(block.place, Place::Heading(_)) && text.ends_with(':') && ahead >= LABEL_AHEAD;
        if cue == Some(Cue::End) && ahead * 4 < homes.total() && !label {
            break;
        }
        if dropped(view, i, cue, leading, &homes) {
            continue;
        }
        kept.push(Kept { index: i, kind: kind_of(block.place) });
    }
    drop_captions(view, &mut kept);
    drop_repeated_quotes(view, &mut kept);
    cut_tail(view, &mut kept, &homes);
    drop_empty_headings(view, &mut kept);
    kept
}

/// So much of the article after a label shows that the label ends nothing.
const LABEL_AHEAD: u32 = 150;

/// How many short lines may stand before the first that counts as running text.
const FIRST_LINES: usize = 12;

/// The stretch with the short sentences before it that stand where its own paragraphs do.
fn with_first_lines(view: &View<'_>, range: Range<usize>, captions: &[bool]) -> Range<usize> {
    let segments = view.segments;
    let Some(first) = range.clone().find(|&i| !view.unwanted[i] && segments.blocks[i].measure.prose() > 0) else { return range };
    let least = view.headline.filter(|&h| h < range.start).map_or(0, |h| h + 1).max(range.start.saturating_sub(FIRST_LINES));
    let own = |&i: &usize| !view.unwanted[i] && !captions[i] && home_of(segments, i) == home_of(segments, first);
    let start = (least..range.start).rev().take_while(own).last().unwrap_or(range.start);
    start..range.end
}

/// Whether block `index` is a sentence that stands where block `first`, the first paragraph of running text, does.
fn opens(segments: &Segments, index: usize, first: usize) -> bool {
    let measure = &segments.blocks[index].measure;
    measure.ends && measure.words >= 3 && measure.linked == 0 && home_of(segments, index) == home_of(segments, first)
}

/// What calls to read on is at most this long.
const CALL_CHARS: usize = 48;

/// Lines that point to other articles by their make: the same few words, a mark, and a link, twice or more ("Read this | …").
fn pointers(view: &View<'_>, range: Range<usize>) -> FxHashSet<usize> {
    let mut calls: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for i in range.filter(|&i| !view.unwanted[i]) {
        let measure = &view.segments.blocks[i].measure;
        if measure.linked == 0 || !(0.4..0.95).contains(&measure.link_density()) {
            continue;
        }
        let text = view.segments.text_of(i);
        let call = text.find(['|', '»', '>', '｜']).and_then(|at| text.get(..at)).map(str::trim);
        // The link is what follows the mark.
        let unlinked = measure.letters - measure.linked;
        let fits = |c: &&str| {
            (2..=CALL_CHARS).contains(&c.chars().count()) && c.chars().filter(|c| c.is_alphanumeric()).count() as u32 <= unlinked
        };
        if let Some(call) = call.filter(fits) {
            calls.entry(call).or_default().push(i);
        }
    }
    calls.into_values().filter(|of| of.len() >= 2).flatten().collect()
}

/// So many quotations are looked at.
const QUOTES: usize = 40;
/// A quotation this long that the text holds too was taken from it.
const QUOTE_LETTERS: u32 = 30;

/// Drops quotations set apart that repeat words of the text.
fn drop_repeated_quotes(view: &View<'_>, kept: &mut Vec<Kept>) {
    let of_quote = |k: &Kept| k.kind == BlockKind::Quote && view.segments.blocks[k.index].measure.letters >= QUOTE_LETTERS;
    if !kept.iter().any(of_quote) {
        return;
    }
    let mut text = String::new();
    for k in kept.iter().filter(|k| !matches!(k.kind, BlockKind::Quote | BlockKind::Caption)) {
        text.push_str(&region::folded(view.segments.text_of(k.index)));
        text.push(' ');
    }
    let mut left = QUOTES;
    kept.retain(|k| {
        if !of_quote(k) || left == 0 {
            return true;
        }
        left -= 1;
        !text.contains(&region::folded(view.segments.text_of(k.index)))
    });
}

/// What stands before the headline is not the article, unless that would be much of it.
fn after_headline(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    match view.headline {
        Some(at) if range.contains(&at) => {
            let before = view.sums.of(range.start..at).prose;
            if before * 5 < view.sums.of(range.clone()).prose { at + 1..range.end } else { range }
        }
        _ => range,
    }
}

/// The kinds of container (by tag and class) whose children are the article's paragraphs.
#[derive(Debug, Default)]
struct Homes {
    prose: FxHashMap<u64, u32>,
    /// Whether nearly all of the article is at home, so that what is not stands out.
    telling: bool,
}

impl Homes {
    fn holds(&self, segments: &Segments, index: usize) -> bool {
        self.prose.contains_key(&segments.containers[home_of(segments, index) as usize].signature)
    }
    fn total(&self) -> u32 {
        self.prose.values().sum()
    }
}

fn homes(view: &View<'_>, range: Range<usize>) -> Homes {
    let mut homes = Homes::default();
    let mut all = 0;
    for i in range.filter(|&i| !view.unwanted[i]) {
        let prose = view.segments.blocks[i].measure.prose();
        if prose > 0 {
            let home = home_of(view.segments, i) as usize;
            *homes.prose.entry(view.segments.containers[home].signature).or_default() += prose;
            all += prose;
        }
    }
    homes.prose.retain(|_, prose| *prose * 8 >= all);
    homes.telling = homes.total() * 10 >= all * 7;
    homes
}

/// The container of which a block's paragraph is a child.
fn home_of(segments: &Segments, index: usize) -> u32 {
    let container = segments.blocks[index].container;
    let own = &segments.containers[container as usize];
    match own.tag {
        Tag::P | Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Blockquote | Tag::Pre => own.parent,
        Tag::Li | Tag::Dd | Tag::Dt => segments.containers[own.parent as usize].parent,
        _ => match segments.blocks[index].place {
            Place::Cell(row) => table_around(segments, row),
            _ => container,
        },
    }
}

/// The container around the table that row `row` belongs to.
fn table_around(segments: &Segments, row: u32) -> u32 {
    let mut at = row;
    for _ in 0..3 {
        let container = &segments.containers[at as usize];
        at = container.parent;
        if container.tag == Tag::Table {
            break;
        }
    }
    at
}

/// Whether the block is a line that belongs to no article.
fn dropped(view: &View<'_>, index: usize, cue: Option<Cue>, leading: bool, homes: &Homes) -> bool {
    let block = &view.segments.blocks[index];
    let measure = &block.measure;
    let heading = matches!(block.place, Place::Heading(_));
    match cue {
        Some(Cue::End | Cue::Service | Cue::Credit) => return true,
        Some(Cue::Pointer) if measure.linked > 0 || heading => return true,
        Some(Cue::Offer) if measure.letters < 250 && !heading => return true,
        Some(Cue::Byline | Cue::Stamp) if leading || measure.prose() == 0 => return true,
        _ => {}
    }
    if measure.letters == 0 || block.hints.any(Hints::META) && measure.prose() == 0 {
        return true;
    }
    if matches!(block.place, Place::Cell(_)) && homes.holds(view.segments, index) {
        return false;
    }
    let density = measure.link_density();
    if density > 0.9 && !heading && block.place != Place::Item && measure.words >= 2 {
        return true;
    }
    // Before the first paragraph stand dates, names and buttons; what is no sentence must be a heading or an item of a list.
    if leading && measure.prose() == 0 {
        let item = block.place == Place::Item && measure.words >= 5 && density < 0.5;
        return !(heading || item) || density > 0.5;
    }
    measure.prose() == 0 && measure.words <= 3 && !heading && !homes.holds(view.segments, index) && block.place == Place::Flow
}

/// Drops the captions of pictures, which repeat the text or name photographers, but not where they are the story: in a gallery
/// most of the words stand under pictures. Captions of tables stay.
fn drop_captions(view: &View<'_>, kept: &mut Vec<Kept>) {
    let segments = view.segments;
    let under_table = |k: &Kept| segments.containers[segments.blocks[k.index].container as usize].tag == Tag::Caption;
    let letters = |caption: bool| -> u32 {
        kept.iter().filter(|k| (k.kind == BlockKind::Caption) == caption).map(|k| segments.blocks[k.index].measure.prose()).sum()
    };
    if letters(true) <= letters(false) {
        kept.retain(|k| k.kind != BlockKind::Caption || under_table(k));
    }
}

/// Cuts what follows the last block that reads as text of the article.
fn cut_tail(view: &View<'_>, kept: &mut Vec<Kept>, homes: &Homes) {
    let answers = answers(view, kept, homes);
    let holds = |k: &Kept| {
        let block = &view.segments.blocks[k.index];
        let home = homes.holds(view.segments, k.index) || answers.contains(&k.index);
        match k.kind {
            BlockKind::Heading => false,
            BlockKind::Caption => block.measure.prose() > 0,
            _ if block.measure.prose() > 0 => home || !homes.telling || declared(view, k.index),
            _ if matches!(block.place, Place::Cell(_)) => home,
            _ if block.measure.ends && block.measure.words >= 8 => home && block.measure.link_density() < 0.9,
            _ => home && block.measure.link_density() < 0.5 && block.measure.words >= 2,
        }
    };
    let last = kept.iter().rposition(holds).map_or(0, |at| at + 1);
    kept.truncate(last);
}

/// The answers of questions and answers that are set apart from the paragraphs: two or more.
fn answers(view: &View<'_>, kept: &[Kept], homes: &Homes) -> FxHashSet<usize> {
    let mut found = FxHashSet::default();
    let mut asked = false;
    for k in kept {
        let prose = k.kind != BlockKind::Code && view.segments.blocks[k.index].measure.prose() > 0;
        if asked && prose && !homes.holds(view.segments, k.index) {
            found.insert(k.index);
        }
        asked = view.segments.text_of(k.index).ends_with(['?', '？', '؟']);
    }
    if found.len() >= 2 { found } else { FxHashSet::default() }
}

fn declared(view: &View<'_>, index: usize) -> bool {
    view.declared.get(index).copied().unwrap_or(false)
}

/// A note about an author is at most this long.
const AUTHOR_LETTERS: u32 = 600;
/// How many of the last blocks may be such notes.
const AUTHOR_NOTES: usize = 4;

/// Cuts notes about the authors off the end: short blocks that name one in full.
pub fn cut_author_notes(view: &View<'_>, kept: &mut Vec<Kept>, authors: &[String]) {
    let names = |k: &Kept| {
        let text = view.segments.text_of(k.index);
        view.segments.blocks[k.index].measure.letters <= AUTHOR_LETTERS
            && !declared(view, k.index)
            && authors.iter().any(|a| a.contains(' ') && text.contains(a.as_str()))
    };
    let tail = kept.len().saturating_sub(AUTHOR_NOTES).max(kept.len() / 2);
    let letters = |k: &Kept| view.segments.blocks[k.index].measure.letters;
    if let Some(at) = kept.iter().skip(tail).position(names).map(|at| tail + at)
        // In an interview a question names who is asked, and a long answer follows.
        && kept.iter().skip(at).all(|k| letters(k) <= AUTHOR_LETTERS)
    {
        kept.truncate(at);
    }
    while kept.last().is_some_and(|k| k.kind == BlockKind::Heading) {
        kept.pop();
    }
}

/// Drops headings under which nothing is left.
fn drop_empty_headings(view: &View<'_>, kept: &mut Vec<Kept>) {
    let level = |k: &Kept| match view.segments.blocks[k.index].place {
        Place::Heading(level) if k.kind == BlockKind::Heading => Some(level),
        _ => None,
    };
    let mut out: Vec<Kept> = Vec::with_capacity(kept.len());
    let mut next: Option<u8> = Some(0);
    for k in kept.iter().rev() {
        match level(k) {
            Some(own) => {
                if next.is_some_and(|n| n <= own) {
                    continue;
                }
                next = Some(own);
            }
            None if k.kind == BlockKind::Caption => {}
            None => next = None,
        }
        out.push(*k);
    }
    out.reverse();
    *kept = out;
}

/// The kind of a block by its place.
fn kind_of(place: Place) -> BlockKind {
    match place {
        Place::Flow | Place::Cell(_) => BlockKind::Paragraph,
        Place::Heading(_) => BlockKind::Heading,
        Place::Item => BlockKind::ListItem,
        Place::Quote => BlockKind::Quote,
        Place::Caption => BlockKind::Caption,
        Place::Code => BlockKind::Code,
    }
}
