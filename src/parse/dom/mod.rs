//! The DOM of a page, built within a budget and laid out flat.
//!
//! The page is parsed once by `scraper` and its tree converted once into [`Dom::nodes`]: all nodes in document order, each with
//! its parent and the end of its subtree. Whoever reads the page makes linear passes over that list and carries state down it;
//! nothing walks up ancestors for every node, nothing recurses.

mod build;
mod markup;
mod tag;

pub use tag::Tag;

use crate::warning::Warning;
use ego_tree::NodeId;
use html5ever::LocalName;
use scraper::{Html, Node as HtmlNode};

/// One node of the page in document order.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    id: NodeId,
    /// The parent's index; the root is its own parent.
    pub parent: u32,
    /// One past the last node of its subtree.
    pub end: u32,
    /// Number of ancestors.
    pub depth: u16,
    /// What it is.
    pub tag: Tag,
}

/// A parsed page.
pub struct Dom {
    html: Html,
    /// All nodes in document order; the first is the document itself.
    pub nodes: Vec<Node>,
}

impl Dom {
    /// Parses `text`; what exceeds the budget is left out with a warning.
    pub fn parse(text: &str, warnings: &mut Vec<Warning>) -> Self {
        let html = build::tree(text, warnings);
        let nodes = build::flatten(&html);
        Self { html, nodes }
    }

    /// The indices of all elements with `tag`, in document order.
    pub fn elements(&self, tag: Tag) -> impl Iterator<Item = usize> + '_ {
        self.nodes.iter().enumerate().filter(move |(_, n)| n.tag == tag).map(|(i, _)| i)
    }

    /// The indices of `node`'s subtree, itself first.
    pub fn subtree(&self, node: usize) -> std::ops::Range<usize> {
        node..self.nodes.get(node).map_or(node, |n| n.end as usize)
    }

    /// The words of a text node; empty for any other node.
    pub fn text(&self, node: usize) -> &str {
        match self.value(node) {
            Some(HtmlNode::Text(text)) => text,
            _ => "",
        }
    }

    /// All text under `node` as it stands, scripts and hidden text included.
    pub fn text_content(&self, node: usize) -> String {
        self.subtree(node).filter(|&i| self.nodes[i].tag == Tag::Text).map(|i| self.text(i)).collect()
    }

    /// The value of `node`'s attribute `name` (lower case).
    pub fn attribute(&self, node: usize, name: &str) -> Option<&str> {
        self.attributes(node).find(|(key, _)| &***key == name).map(|(_, value)| value)
    }

    /// All attributes of `node`.
    pub fn attributes(&self, node: usize) -> impl Iterator<Item = (&LocalName, &str)> {
        let element = self.value(node).and_then(HtmlNode::as_element);
        element.into_iter().flat_map(|e| e.attrs.iter().map(|(name, value)| (&name.local, &**value)))
    }

    /// The element name of `node` as written in the page, lower case; empty for text.
    pub fn name(&self, node: usize) -> &str {
        self.value(node).and_then(HtmlNode::as_element).map_or("", |e| e.name())
    }

    fn value(&self, node: usize) -> Option<&HtmlNode> {
        self.html.tree.get(self.nodes.get(node)?.id).map(|n| n.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits;

    fn parse(text: &str) -> (Dom, Vec<String>) {
        let mut warnings = Vec::new();
        let dom = Dom::parse(text, &mut warnings);
        (dom, warnings.into_iter().map(|w| w.code).collect())
    }

    #[test]
    fn nodes_are_in_document_order_with_subtrees() {
        let (dom, warnings) = parse("\u{feff}<p id=a class='x y'>one <b>two</b></p><p>three</p>");
        assert!(warnings.is_empty());
        let paragraphs: Vec<usize> = dom.elements(Tag::P).collect();
        assert_eq!(paragraphs.len(), 2);
        assert_eq!(dom.text_content(paragraphs[0]), "one two");
        assert_eq!(dom.attribute(paragraphs[0], "class"), Some("x y"));
        assert_eq!(dom.subtree(paragraphs[0]).end, paragraphs[1]);
        for (i, node) in dom.nodes.iter().enumerate().skip(1) {
            let parent = &dom.nodes[node.parent as usize];
            assert!((node.parent as usize) < i && node.end <= parent.end && node.depth == parent.depth + 1);
        }
    }

    #[test]
    fn byte_order_marks_inside_and_nuls_do_not_matter() {
        let filler = "x".repeat(limits::DOM_PIECE_BYTES * 2);
        let (dom, _) = parse(&format!("<p>{filler}\u{feff}\0y</p>"));
        assert_eq!(dom.text_content(0), format!("{filler}\u{feff}y"));
    }

    #[test]
    fn misnested_formatting_stops_at_the_node_cap() {
        let mut page = String::new();
        for i in 0..6_000 {
            page.push_str(&format!("<b id=i{i}><p>"));
        }
        let (dom, warnings) = parse(&page);
        assert!(dom.nodes.len() < limits::DOM_NODES * 2);
        assert_eq!(warnings, ["dom_capped"]);
    }

    #[test]
    fn deep_nesting_stops_at_the_depth_cap_and_keeps_what_was_read() {
        let (dom, warnings) = parse(&format!("<p>kept</p>{}", "<div>".repeat(100_000)));
        assert_eq!(warnings, ["dom_capped"]);
        assert!(dom.nodes.iter().all(|n| usize::from(n.depth) < limits::DOM_DEPTH + limits::DOM_PIECE_BYTES));
        assert!(dom.text_content(0).contains("kept"));
    }

    #[test]
    fn a_tag_with_too_many_attributes_is_left_out_and_the_rest_kept() {
        let attributes: String = (0..20_000).map(|i| format!(" a{i}=\"<p>\"")).collect();
        let (dom, warnings) = parse(&format!("<p>one</p><div{attributes}><p>two</p>"));
        assert_eq!(warnings, ["dom_capped"]);
        assert_eq!(dom.text_content(0), "onetwo");
    }
}
