//! Feeding the parser within the budget, and laying its tree out flat.

use super::tree::{Content, Entry, NONE, Sink};
use super::{Node, Tag, markup};
use crate::limits;
use crate::warning::{Stage, Warning};
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use std::borrow::Cow;

/// Parses `text` in small pieces until it ends or the budget does.
pub fn tree(text: &str, warnings: &mut Vec<Warning>) -> Vec<Entry> {
    let text = text.trim_start_matches('\u{feff}');
    // The tree builder takes every NUL as a token of its own and then drops it.
    let text = if memchr::memchr(0, text.as_bytes()).is_some() { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) };
    let overloaded = markup::overloaded_tags(&text, limits::TAG_ATTRIBUTES);
    // A piece that starts with U+FEFF would lose it as if it were a byte order mark.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, ..ParseOpts::default() };
    let mut parser = driver::parse_document(Sink::default(), options);
    let whole = StrTendril::from(&*text);
    let mut budget = Budget::default();
    let mut kept_from = 0;
    let runs = markup::long_runs(&text, limits::OPEN_SIGNS);
    let mut capped = match (overloaded.is_empty(), runs.is_empty()) {
        (false, _) => Some("a tag with too many attributes was left out"),
        (true, false) => Some("a run of `<` was cut"),
        (true, true) => None,
    };
    let mut skipped = overloaded;
    skipped.extend(runs);
    skipped.sort_by_key(|range| range.start);
    'page: for skip in skipped.into_iter().chain(std::iter::once(text.len()..text.len())) {
        let mut at = kept_from;
        while at < skip.start {
            let end = text.floor_char_boundary((at + limits::DOM_PIECE_BYTES).min(skip.start));
            parser.process(whole.subtendril(u32_of(at), u32_of(end - at)));
            at = end;
            if let Some(reason) = budget.exceeded(&parser.tokenizer.sink.sink.entries()) {
                capped = Some(reason);
                break 'page;
            }
        }
        kept_from = kept_from.max(skip.end);
    }
    if let Some(reason) = capped {
        warnings.push(Warning::new(Stage::Parse, "dom_capped", reason));
    }
    parser.finish()
}

fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What the tree has grown to so far.
#[derive(Default)]
struct Budget {
    seen: usize,
    /// The ancestors of the node looked at last, root first, and the node itself.
    path: Vec<u32>,
}

impl Budget {
    /// Why the tree is too large, if it is. Looks at the nodes made since the last call only; as nodes are made in document
    /// order almost always, the path to each follows from the path to the one before.
    fn exceeded(&mut self, tree: &[Entry]) -> Option<&'static str> {
        if tree.len() > limits::DOM_NODES {
            return Some("the page has too many elements; only the first part was read");
        }
        let mut deepest = 0;
        // Nodes may have moved since.
        self.path.clear();
        for (at, entry) in tree.iter().enumerate().skip(self.seen).filter(|(_, entry)| entry.parent != NONE) {
            match self.path.iter().rposition(|&node| node == entry.parent) {
                Some(parent) => self.path.truncate(parent + 1),
                None => {
                    self.path.clear();
                    let parent = |&node: &u32| tree.get(node as usize).map(|e| e.parent).filter(|&p| p != NONE);
                    self.path.extend(std::iter::successors(Some(entry.parent), parent));
                    self.path.reverse();
                }
            }
            deepest = deepest.max(self.path.len());
            self.path.push(u32_of(at));
        }
        self.seen = tree.len();
        (deepest > limits::DOM_DEPTH).then_some("the page is nested too deeply; only the first part was read")
    }
}

/// All nodes of `tree` in document order.
pub fn flatten(tree: &[Entry]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(tree.len());
    let mut open: Vec<usize> = Vec::with_capacity(64);
    let mut next = 0;
    while let Some(entry) = tree.get(next as usize) {
        let tag = match &entry.content {
            Content::Element(name, _) => Tag::from_name(&name.local),
            Content::Text(_) => Tag::Text,
            Content::Document => Tag::Document,
            Content::Fragment => Tag::Other,
            Content::Ignored => Tag::Ignored,
        };
        let index = nodes.len();
        let parent = u32_of(open.last().copied().unwrap_or(0));
        let depth = u16::try_from(open.len()).unwrap_or(u16::MAX);
        nodes.push(Node { entry: next, parent, end: u32_of(index + 1), depth, tag });
        next = entry.first;
        if next != NONE {
            open.push(index);
            continue;
        }
        next = entry.after;
        while next == NONE
            && let Some(closed) = open.pop()
        {
            nodes[closed].end = u32_of(nodes.len());
            next = tree.get(nodes[closed].entry as usize).map_or(NONE, |e| e.after);
        }
    }
    nodes
}
