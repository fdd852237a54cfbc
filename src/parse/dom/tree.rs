//! The tree that the parser builds: all nodes in one list in the order of their making, linked by their indices.
//!
//! Kept of a page is what its readers ask for: the words, and the names and attributes of elements. Comments and declarations keep
//! their places and nothing else.

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// No node.
pub const NONE: u32 = u32::MAX;
/// The document.
const ROOT: u32 = 0;

/// What a node is.
#[derive(Debug)]
pub enum Content {
    /// The document.
    Document,
    /// A comment, a declaration.
    Ignored,
    /// What a `template` holds.
    Fragment,
    /// A piece of text.
    Text(StrTendril),
    /// An element.
    Element(QualName, Vec<Attribute>),
}

/// A node and its place in the tree.
#[derive(Debug)]
pub struct Entry {
    /// What it is.
    pub content: Content,
    /// The node that it is a child of.
    pub parent: u32,
    /// Its first child.
    pub first: u32,
    /// The sibling after it.
    pub after: u32,
    last: u32,
    before: u32,
}

/// A tree under construction.
#[derive(Debug)]
pub struct Tree {
    entries: Vec<Entry>,
    /// The name of what is no element.
    nameless: QualName,
}

impl Tree {
    fn entry(&self, at: u32) -> Option<&Entry> {
        self.entries.get(at as usize)
    }

    fn entry_mut(&mut self, at: u32) -> Option<&mut Entry> {
        self.entries.get_mut(at as usize)
    }

    fn add(&mut self, content: Content) -> u32 {
        let at = u32::try_from(self.entries.len()).unwrap_or(NONE);
        self.entries.push(Entry { content, parent: NONE, first: NONE, last: NONE, before: NONE, after: NONE });
        at
    }

    fn detach(&mut self, at: u32) {
        let Some(entry) = self.entry_mut(at) else { return };
        let (parent, before, after) = (entry.parent, entry.before, entry.after);
        (entry.parent, entry.before, entry.after) = (NONE, NONE, NONE);
        match self.entry_mut(before) {
            Some(sibling) => sibling.after = after,
            None => self.entry_mut(parent).into_iter().for_each(|p| p.first = after),
        }
        match self.entry_mut(after) {
            Some(sibling) => sibling.before = before,
            None => self.entry_mut(parent).into_iter().for_each(|p| p.last = before),
        }
    }

    /// Makes `child` the last child of `parent`.
    fn append(&mut self, parent: u32, child: u32) {
        if self.entry(child).is_some_and(|c| c.parent != NONE) {
            self.detach(child);
        }
        let Some(above) = self.entry_mut(parent) else { return };
        let before = std::mem::replace(&mut above.last, child);
        match self.entry_mut(before) {
            Some(sibling) => sibling.after = child,
            None => self.entry_mut(parent).into_iter().for_each(|p| p.first = child),
        }
        if let Some(entry) = self.entry_mut(child) {
            (entry.parent, entry.before) = (parent, before);
        }
    }

    /// Makes `child` the sibling directly before `sibling`, where that has a parent.
    fn insert_before(&mut self, sibling: u32, child: u32) {
        let Some(entry) = self.entry_mut(sibling).filter(|s| s.parent != NONE) else { return };
        let parent = entry.parent;
        let before = std::mem::replace(&mut entry.before, child);
        match self.entry_mut(before) {
            Some(earlier) => earlier.after = child,
            None => self.entry_mut(parent).into_iter().for_each(|p| p.first = child),
        }
        if let Some(entry) = self.entry_mut(child) {
            (entry.parent, entry.before, entry.after) = (parent, before, sibling);
        }
    }

    /// Whether node `at` is a text, which then ends with `more` as well.
    fn lengthens(&mut self, at: u32, more: &StrTendril) -> bool {
        match self.entry_mut(at).map(|e| &mut e.content) {
            Some(Content::Text(text)) => {
                text.push_tendril(more);
                true
            }
            _ => false,
        }
    }
}

/// Builds a [`Tree`] as the parser says.
#[derive(Debug)]
pub struct Sink(RefCell<Tree>);

impl Default for Sink {
    fn default() -> Self {
        let mut tree = Tree { entries: Vec::with_capacity(256), nameless: QualName::new(None, ns!(), local_name!("")) };
        tree.add(Content::Document);
        Self(RefCell::new(tree))
    }
}

impl Sink {
    /// The nodes made so far.
    pub fn entries(&self) -> Ref<'_, [Entry]> {
        Ref::map(self.0.borrow(), |tree| tree.entries.as_slice())
    }
}

impl TreeSink for Sink {
    type Handle = u32;
    type Output = Vec<Entry>;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Self::Output {
        self.0.into_inner().entries
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn get_document(&self) -> u32 {
        ROOT
    }

    fn same_node(&self, one: &u32, other: &u32) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, target: &'a u32) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match tree.entry(*target).map(|e| &e.content) {
            Some(Content::Element(name, _)) => name,
            _ => &tree.nameless,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> u32 {
        let template = name.ns == ns!(html) && name.local == local_name!("template");
        let mut tree = self.0.borrow_mut();
        let element = tree.add(Content::Element(name, attributes));
        if template {
            let fragment = tree.add(Content::Fragment);
            tree.append(element, fragment);
        }
        element
    }

    fn create_comment(&self, _text: StrTendril) -> u32 {
        self.0.borrow_mut().add(Content::Ignored)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> u32 {
        self.0.borrow_mut().add(Content::Ignored)
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {
        let mut tree = self.0.borrow_mut();
        let doctype = tree.add(Content::Ignored);
        tree.append(ROOT, doctype);
    }

    fn append(&self, parent: &u32, child: NodeOrText<u32>) {
        let mut tree = self.0.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let last = tree.entry(*parent).map_or(NONE, |p| p.last);
                if tree.lengthens(last, &text) {
                    return;
                }
                tree.add(Content::Text(text))
            }
        };
        tree.append(*parent, child);
    }

    fn append_before_sibling(&self, sibling: &u32, child: NodeOrText<u32>) {
        let mut tree = self.0.borrow_mut();
        let child = match child {
            NodeOrText::AppendNode(node) => {
                tree.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                let Some(sibling) = tree.entry(*sibling).filter(|s| s.parent != NONE) else { return };
                let before = sibling.before;
                if tree.lengthens(before, &text) {
                    return;
                }
                tree.add(Content::Text(text))
            }
        };
        tree.insert_before(*sibling, child);
    }

    fn append_based_on_parent_node(&self, element: &u32, previous: &u32, child: NodeOrText<u32>) {
        let placed = self.0.borrow().entry(*element).is_some_and(|e| e.parent != NONE);
        if placed { self.append_before_sibling(element, child) } else { self.append(previous, child) }
    }

    fn remove_from_parent(&self, target: &u32) {
        self.0.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &u32, parent: &u32) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree.entry(*node).map(|n| n.first).filter(|&child| child != NONE) {
            tree.append(*parent, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &u32, attributes: Vec<Attribute>) {
        if let Some(Content::Element(_, own)) = self.0.borrow_mut().entry_mut(*target).map(|e| &mut e.content) {
            for attribute in attributes {
                if !own.iter().any(|a| a.name == attribute.name) {
                    own.push(attribute);
                }
            }
        }
    }

    fn get_template_contents(&self, target: &u32) -> u32 {
        self.0.borrow().entry(*target).map_or(NONE, |t| t.first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use html5ever::driver::parse_document;
    use html5ever::tendril::TendrilSink;

    /// The tree as text: names with their children in brackets.
    fn shape(entries: &[Entry], at: u32) -> String {
        let entry = &entries[at as usize];
        let mut children = String::new();
        let (mut child, mut before) = (entry.first, NONE);
        while child != NONE {
            assert_eq!((entries[child as usize].parent, entries[child as usize].before), (at, before));
            children.push_str(&shape(entries, child));
            (before, child) = (child, entries[child as usize].after);
        }
        assert_eq!(entry.last, before);
        match &entry.content {
            Content::Document => children,
            Content::Ignored => "!".to_owned(),
            Content::Fragment => format!("#[{children}]"),
            Content::Text(text) => format!("'{text}'"),
            Content::Element(name, attributes) => {
                let attributes: String = attributes.iter().map(|a| format!(" {}={}", &*a.name.local, &*a.value)).collect();
                format!("{}{attributes}[{children}]", &*name.local)
            }
        }
    }

    fn parsed(page: &str) -> String {
        shape(&parse_document(Sink::default(), Default::default()).one(page), ROOT)
    }

    #[test]
    fn pages_become_trees() {
        for (page, wanted) in [
            ("<!doctype html><title>a</title><p>b<!--c-->d", "!html[head[title['a']]body[p['b'!'d']]]"),
            ("<b>one<p>two</b>three</p>", "html[head[]body[b['one']p[b['two']'three']]]"),
            ("<table>a<tr><td>b</td></tr>c</table>", "html[head[]body['ac'table[tbody[tr[td['b']]]]]]"),
            ("<table><b>a<tr><td>c", "html[head[]body[b['a']table[tbody[tr[td['c']]]]]]"),
            ("<template><p>a</template>b", "html[head[template[#[p['a']]]]body['b']]"),
            ("<html lang=fr><p>a<html lang=en class=b>", "html lang=fr class=b[head[]body[p['a']]]"),
            ("<a>one<div><a>two", "html[head[]body[a['one']div[a[]a['two']]]]"),
        ] {
            assert_eq!(parsed(page), wanted, "{page}");
        }
    }

    /// The same of the tree that `scraper` builds.
    fn scraped(page: &str) -> String {
        fn shape(node: ego_tree::NodeRef<'_, scraper::Node>) -> String {
            let children: String = node.children().map(shape).collect();
            match node.value() {
                scraper::Node::Document => children,
                scraper::Node::Fragment => format!("#[{children}]"),
                scraper::Node::Text(text) => format!("'{}'", &**text),
                scraper::Node::Element(element) => {
                    let attributes: String = element.attrs().map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("{}{attributes}[{children}]", element.name())
                }
                _ => "!".to_owned(),
            }
        }
        shape(scraper::Html::parse_document(page).tree.root())
    }

    #[test]
    fn trees_of_any_soup_are_those_of_scraper() {
        const TAGS: &[&str] = &[
            "b", "i", "a", "nobr", "p", "div", "h1", "ul", "li", "table", "tbody", "tr", "td", "caption", "template", "select", "option",
            "form", "button", "svg", "math", "title", "body", "html", "head", "frameset", "ruby", "rt", "font", "br",
        ];
        // Numbers that are the same at every run.
        let mut state = 7_u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for _ in 0..2_000 {
            let mut page = String::new();
            for _ in 0..below(40) {
                let tag = TAGS[below(TAGS.len())];
                match below(8) {
                    0..=3 => page.push_str(&format!("<{tag}>")),
                    4 => page.push_str(&format!("<{tag} class=x{}>", below(3))),
                    5 | 6 => page.push_str(&format!("</{tag}>")),
                    _ => page.push_str(["one", " ", "two<!--c-->"][below(3)]),
                }
            }
            assert_eq!(parsed(&page), scraped(&page), "{page}");
        }
    }
}
