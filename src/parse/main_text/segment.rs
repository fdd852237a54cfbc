//! Cutting the page into blocks of running text, in one pass over its nodes.
//!
//! A block is what a browser shows as one run of lines: it ends where a block element begins or ends and at a blank line
//! (`<br><br>`). Containers are the block elements, each with the range of blocks it holds; every later question about an
//! element is a question about its range, answered by prefix sums.

use super::hints::{self, Hints};
use super::measure::Measure;
use super::word::{self, Word};
use crate::parse::dom::{Dom, Tag};
use std::ops::Range;

/// What kind of element a block stands in; the innermost one counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// None in particular.
    #[default]
    Flow,
    /// A heading of this level.
    Heading(u8),
    /// A list item.
    Item,
    /// A block quotation.
    Quote,
    /// A caption of a figure or table.
    Caption,
    /// Preformatted text.
    Code,
    /// A cell of the table row that is this container.
    Cell(u32),
}

/// A run of text.
#[derive(Debug, Clone)]
pub struct Block {
    /// Where its text lies in [`Segments::text`].
    pub text: Range<usize>,
    /// The innermost container that holds it.
    pub container: u32,
    /// The kind of element it stands in.
    pub place: Place,
    /// The hints that all of its text stands under within its container.
    pub hints: Hints,
    /// Whether it follows the block before it after a mere line break.
    pub broken: bool,
    /// Its counts.
    pub measure: Measure,
}

/// A block element.
#[derive(Debug, Clone)]
pub struct Container {
    /// Its node.
    pub node: u32,
    /// Its tag.
    pub tag: Tag,
    /// The innermost container around it; the first is its own.
    pub parent: u32,
    /// One past the last container within it.
    pub end: u32,
    /// The blocks within it.
    pub blocks: Range<u32>,
    /// What its names say.
    pub hints: Hints,
    /// Equal for elements of the same tag and class.
    pub signature: u64,
    /// Pictures, videos and frames directly or deeper within it.
    pub media: u32,
}

/// The page as blocks within containers.
#[derive(Debug, Default)]
pub struct Segments {
    /// The text of all blocks.
    pub text: String,
    /// In reading order.
    pub blocks: Vec<Block>,
    /// In document order.
    pub containers: Vec<Container>,
}

impl Segments {
    /// The text of block `index`.
    pub fn text_of(&self, index: usize) -> &str {
        self.blocks.get(index).and_then(|b| self.text.get(b.text.clone())).unwrap_or("")
    }
    /// The blocks of container `index`.
    pub fn blocks_of(&self, index: usize) -> Range<usize> {
        self.containers.get(index).map_or(0..0, |c| c.blocks.start as usize..c.blocks.end as usize)
    }
}

/// What holds for all text below an element.
#[derive(Clone, Copy, Default)]
struct State {
    container: u32,
    place: Place,
    link: bool,
    /// Hints of the inline elements around, since the last container.
    hints: Hints,
    /// Whether glosses (`rt`) are part of the text.
    glossed: bool,
}

/// Glosses and what is shown on demand within a line are small.
const ASIDE_NODES: usize = 48;

struct Open {
    end: u32,
    before: State,
    container: Option<u32>,
    block: bool,
    quoted: bool,
    label: bool,
}

struct Cutter<'a> {
    dom: &'a Dom,
    out: Segments,
    state: State,
    open: Vec<Open>,
    /// The block being filled.
    start: usize,
    place: Place,
    container: u32,
    hints: Option<Hints>,
    measure: Measure,
    /// Line breaks since the last visible character, and whether the block before ended by such.
    breaks: u8,
    broken: bool,
    /// One past the last node of the label that ended last.
    ended: usize,
    /// Whether a label has ended and another begun since the last visible character.
    seam: bool,
}

/// What the shortest pages hold of text.
const TEXT_BYTES: usize = 1000;

/// Cuts the visible text under `root` into blocks.
pub fn segment(dom: &Dom, root: usize) -> Segments {
    let out = Segments { text: String::with_capacity(TEXT_BYTES), ..Segments::default() };
    let mut cutter = Cutter {
        dom,
        out,
        state: State::default(),
        open: Vec::with_capacity(32),
        start: 0,
        place: Place::Flow,
        container: 0,
        hints: None,
        measure: Measure::default(),
        breaks: 0,
        broken: false,
        ended: 0,
        seam: false,
    };
    let range = dom.subtree(root);
    let mut at = range.start;
    while at < range.end {
        cutter.close(at);
        at = cutter.visit(at);
    }
    cutter.close(range.end);
    cutter.flush();
    cutter.out
}

impl Cutter<'_> {
    /// Takes node `at` in; gives the next node to visit.
    fn visit(&mut self, at: usize) -> usize {
        let node = self.dom.nodes[at];
        match node.tag {
            Tag::Text => {
                self.words(at);
                return at + 1;
            }
            Tag::Br | Tag::Hr => {
                self.line_break(node.tag == Tag::Hr);
                return at + 1;
            }
            Tag::Img | Tag::Video | Tag::Iframe | Tag::Audio | Tag::Picture | Tag::Embed | Tag::Object => {
                if let Some(container) = self.out.containers.get_mut(self.state.container as usize) {
                    container.media += 1;
                }
            }
            _ => {}
        }
        if node.tag == Tag::Sup && self.is_note_mark(at) {
            return node.end as usize;
        }
        let glossed = matches!(node.tag, Tag::Rp | Tag::Rt) && self.state.glossed;
        if node.tag.is_opaque() && !glossed && !self.shown_template(at, node.tag) {
            return node.end as usize;
        }
        self.enter(at, node.tag, node.end);
        if self.is_aside_in_line(at, node.tag) {
            return node.end as usize;
        }
        at + 1
    }

    /// Whether a superscript is the mark of a footnote: a link within the page.
    fn is_note_mark(&self, at: usize) -> bool {
        let link = self.dom.subtree(at).take(4).find(|&i| self.dom.nodes[i].tag == Tag::A);
        link.is_some_and(|i| self.dom.attribute(i, "href").is_some_and(|h| h.starts_with('#')))
    }

    /// Whether an element within a line is shown on demand or to screen readers alone: a tooltip, "opens in a new window".
    /// Longer ones are read, as their names may mislead.
    fn is_aside_in_line(&self, at: usize, tag: Tag) -> bool {
        let node = self.dom.nodes[at];
        tag == Tag::Span
            && self.state.hints.any(Hints::HIDDEN.or(Hints::POPUP))
            && (!self.state.link || hints::of_element(self.dom, at, tag).any(Hints::HIDDEN))
            && self.hints.is_some()
            && self.dom.attribute(at, "aria-hidden").is_none()
            && node.end as usize - at <= ASIDE_NODES
            && self.dom.subtree(at).all(|i| !matches!(self.dom.nodes[i].tag, Tag::P | Tag::Div))
    }

    /// Declarative shadow trees are shown in place.
    fn shown_template(&self, at: usize, tag: Tag) -> bool {
        tag == Tag::Template && self.dom.attribute(at, "shadowrootmode").is_some()
    }

    fn enter(&mut self, at: usize, tag: Tag, end: u32) {
        let before = self.state;
        let block = tag.is_block() || at == 0;
        let hints = if matches!(tag, Tag::Html | Tag::Body | Tag::Document) { Hints::NONE } else { hints::of_element(self.dom, at, tag) };
        let mut container = None;
        if block {
            self.flush();
            self.broken = false;
            let index = u32_of(self.out.containers.len());
            let blocks = u32_of(self.out.blocks.len());
            let signature = self.signature(at, tag);
            self.out.containers.push(Container {
                node: u32_of(at),
                tag,
                parent: before.container,
                end: index + 1,
                blocks: blocks..blocks,
                hints,
                signature,
                media: 0,
            });
            self.state.container = index;
            self.state.hints = Hints::NONE;
            container = Some(index);
            self.state.place = match tag {
                Tag::Li | Tag::Dd | Tag::Dt => Place::Item,
                Tag::Blockquote => Place::Quote,
                Tag::Figcaption | Tag::Caption => Place::Caption,
                Tag::Pre => Place::Code,
                Tag::Tr => Place::Cell(index),
                _ => tag.heading_level().map_or(before.place, Place::Heading),
            };
        } else {
            self.seam |= is_label(tag) && self.ended == at;
            self.state.hints |= hints;
            if tag == Tag::Ruby {
                // Where the page gives brackets for it, a gloss over a word is to be read after the word.
                self.state.glossed = self.dom.subtree(at).take(ASIDE_NODES).any(|i| self.dom.nodes[i].tag == Tag::Rp);
            }
            if tag == Tag::A {
                self.state.link |= self.dom.attribute(at, "href").is_some_and(|h| !h.trim_start().starts_with('#'));
            }
            if tag == Tag::Q {
                self.words_of("“");
            }
        }
        self.open.push(Open { end, before, container, block, quoted: tag == Tag::Q, label: is_label(tag) });
    }

    /// Closes what ends before node `at`.
    fn close(&mut self, at: usize) {
        while self.open.last().is_some_and(|o| o.end as usize <= at) {
            let Some(open) = self.open.pop() else { break };
            if open.label {
                self.ended = open.end as usize;
            }
            if open.quoted {
                self.words_of("”");
            }
            if open.block {
                self.flush();
                self.broken = false;
            }
            if let Some(index) = open.container {
                let (end, blocks) = (u32_of(self.out.containers.len()), u32_of(self.out.blocks.len()));
                let (mut parent, mut media) = (0, 0);
                if let Some(container) = self.out.containers.get_mut(index as usize) {
                    container.end = end;
                    container.blocks.end = blocks;
                    (parent, media) = (container.parent, container.media);
                }
                if parent != index
                    && media > 0
                    && let Some(outer) = self.out.containers.get_mut(parent as usize)
                {
                    outer.media += media;
                }
            }
            self.state = open.before;
        }
    }

    fn signature(&self, at: usize, tag: Tag) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = rustc_hash::FxHasher::default();
        tag.hash(&mut hasher);
        self.dom.attribute(at, "class").unwrap_or("").hash(&mut hasher);
        hasher.finish()
    }

    fn line_break(&mut self, rule: bool) {
        if rule {
            self.flush();
            self.broken = false;
            return;
        }
        self.breaks = self.breaks.saturating_add(1);
        if self.state.place == Place::Code {
            self.out.text.push('\n');
        } else if self.breaks >= 2 {
            self.flush();
            self.broken = true;
        } else {
            self.space();
        }
    }

    fn space(&mut self) {
        if self.out.text.len() > self.start && !self.out.text.ends_with([' ', '\n']) {
            self.out.text.push(' ');
        }
    }

    fn words(&mut self, at: usize) {
        let dom = self.dom;
        self.words_of(dom.text(at));
    }

    /// Appends running text, white space collapsed.
    fn words_of(&mut self, text: &str) {
        if self.state.place == Place::Code {
            self.begin();
            self.out.text.push_str(text);
            self.measure.add(text, self.state.link);
            return;
        }
        let mut rest = text;
        let mut begun = false;
        loop {
            let gap = word::blank(rest);
            if gap > 0 {
                self.space();
                rest = &rest[gap..];
            }
            let mut piece = word::plain(rest, &mut self.measure, self.state.link);
            let mut hidden = false;
            if piece.is_empty() {
                let word = Word::first(rest);
                (piece, hidden) = (word.text, word.hidden);
                if piece.is_empty() {
                    return;
                }
                rest = &rest[piece.len()..];
                if !word.shown {
                    continue;
                }
                word.count(&mut self.measure, self.state.link);
            } else {
                rest = &rest[piece.len()..];
            }
            if !begun {
                if std::mem::take(&mut self.seam) && word::parted(&self.out.text[self.start..], piece) {
                    self.out.text.push(' ');
                }
                self.begin();
                begun = true;
            }
            if hidden {
                self.out.text.extend(word::visible(piece));
            } else {
                self.out.text.push_str(piece);
            }
        }
    }

    /// Notes that visible text follows here.
    fn begin(&mut self) {
        self.breaks = 0;
        let hints = self.state.hints;
        match &mut self.hints {
            Some(all) => *all = all.and(hints),
            None => {
                self.hints = Some(hints);
                self.place = self.state.place;
                self.container = self.state.container;
            }
        }
    }

    /// Ends the block being filled.
    fn flush(&mut self) {
        if let Some(hints) = self.hints.take() {
            let text = &self.out.text[self.start..];
            let kept = text.trim_end();
            let (start, end) = (self.start + (kept.len() - kept.trim_start().len()), self.start + kept.len());
            if start < end {
                let mut measure = self.measure;
                measure.finish(&self.out.text[start..end]);
                let (container, place, broken) = (self.container, self.place, self.broken);
                self.out.blocks.push(Block { text: start..end, container, place, hints, broken, measure });
            }
        }
        self.start = self.out.text.len();
        self.measure = Measure::default();
        self.breaks = 0;
    }
}

/// Elements that pages use as boxes within a line, set apart by style alone.
fn is_label(tag: Tag) -> bool {
    matches!(tag, Tag::Span | Tag::Time | Tag::Label | Tag::A)
}

fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
