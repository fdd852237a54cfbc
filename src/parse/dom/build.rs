//! Feeding the parser within the budget, and laying its tree out flat.

use super::{Node, Tag, markup};
use crate::limits;
use crate::warning::{Stage, Warning};
use ego_tree::NodeId;
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::TokenizerOpts;
use scraper::{Html, HtmlTreeSink, Node as HtmlNode};
use std::borrow::Cow;

/// Parses `text` in small pieces until it ends or the budget does.
pub fn tree(text: &str, warnings: &mut Vec<Warning>) -> Html {
    let text = text.trim_start_matches('\u{feff}');
    // The tree builder takes every NUL as a token of its own and then drops it.
    let text = if memchr::memchr(0, text.as_bytes()).is_some() { Cow::Owned(text.replace('\0', "")) } else { Cow::Borrowed(text) };
    let overloaded = markup::overloaded_tags(&text, limits::TAG_ATTRIBUTES);
    // A piece that starts with U+FEFF would lose it as if it were a byte order mark.
    let tokenizer = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, ..ParseOpts::default() };
    let mut parser = driver::parse_document(HtmlTreeSink::new(Html::new_document()), options);
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
            if let Some(reason) = budget.exceeded(&parser.tokenizer.sink.sink.0.borrow()) {
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
    /// The ancestors of the node looked at last, root first.
    path: Vec<NodeId>,
}

impl Budget {
    /// Why the tree is too large, if it is. Looks at the nodes made since the last call only; as nodes are made in document
    /// order almost always, the path to each follows from the path to the one before.
    fn exceeded(&mut self, html: &Html) -> Option<&'static str> {
        let total = html.tree.values().len();
        if total > limits::DOM_NODES {
            return Some("the page has too many elements; only the first part was read");
        }
        let fresh = total - self.seen;
        self.seen = total;
        let mut deepest = 0;
        // From the end, as the tree can be read from there without passing over the nodes already seen.
        for node in html.tree.nodes().rev().take(fresh) {
            let Some(parent) = node.parent() else { continue };
            if self.path.last() != Some(&parent.id()) {
                match self.path.iter().rposition(|&id| id == parent.id()) {
                    Some(at) => self.path.truncate(at + 1),
                    None => {
                        self.path.clear();
                        self.path.extend(parent.ancestors().map(|a| a.id()));
                        self.path.reverse();
                        self.path.push(parent.id());
                    }
                }
            }
            deepest = deepest.max(self.path.len());
        }
        (deepest > limits::DOM_DEPTH).then_some("the page is nested too deeply; only the first part was read")
    }
}

/// All nodes of `html` in document order.
pub fn flatten(html: &Html) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::with_capacity(html.tree.values().len());
    let mut open: Vec<usize> = Vec::with_capacity(64);
    let mut next = Some(html.tree.root());
    while let Some(mut node) = next {
        let tag = match node.value() {
            HtmlNode::Element(element) => Tag::from_name(&element.name.local),
            HtmlNode::Text(_) => Tag::Text,
            HtmlNode::Document => Tag::Document,
            HtmlNode::Fragment => Tag::Other,
            _ => Tag::Ignored,
        };
        let index = nodes.len();
        let parent = u32_of(open.last().copied().unwrap_or(0));
        let depth = u16::try_from(open.len()).unwrap_or(u16::MAX);
        nodes.push(Node { id: node.id(), parent, end: u32_of(index + 1), depth, tag });
        next = node.first_child();
        if next.is_some() {
            open.push(index);
            continue;
        }
        // Up to the first node that has another one behind it; what is left on the way has ended.
        loop {
            next = node.next_sibling();
            if next.is_some() {
                break;
            }
            let (Some(index), Some(parent)) = (open.pop(), node.parent()) else { break };
            nodes[index].end = u32_of(nodes.len());
            node = parent;
        }
    }
    nodes
}
