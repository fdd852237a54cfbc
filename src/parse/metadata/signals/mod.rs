//! One pass over the page that gathers everything which may tell a title, an author, a date or the like.

mod author_links;
mod words;

use super::marks::{self, Marks};
use super::text::{key, squashed};
use crate::parse::dom::{Dom, Tag};
use author_links::{is_author_address, links};
use words::{joined, pieces, words};

/// Everything found, in document order; `place` is the node's index.
#[derive(Debug, Default)]
pub struct Signals<'d> {
    /// `meta` elements: name, property or itemprop (lower case), and content.
    pub metas: Vec<(String, &'d str)>,
    /// The language that the document declares.
    pub language: Option<&'d str>,
    /// `link rel=canonical`.
    pub canonical: Option<&'d str>,
    /// The page's `title`.
    pub page_title: Option<String>,
    /// Headings of level 1 and 2, and what is marked as a headline.
    pub headings: Vec<Heading>,
    /// `time` elements and elements named after dates.
    pub stamps: Vec<StampText<'d>>,
    /// Elements named after authors, and links to them.
    pub bylines: Vec<Byline>,
    /// Microdata of the article.
    pub properties: Vec<Property<'d>>,
    /// Short pieces of text outside of anything hidden.
    pub texts: Vec<(usize, &'d str)>,
    /// Elements named after a standfirst.
    pub subtitles: Vec<(usize, String)>,
    /// The labels of visible bread crumbs.
    pub crumbs: Vec<String>,
    /// The labels of links to tags.
    pub tags: Vec<String>,
    /// Where paragraphs of running text stand.
    pub paragraphs: Vec<usize>,
    /// Whether an element is named after a paywall.
    pub fenced: bool,
}

/// A heading.
#[derive(Debug)]
pub struct Heading {
    /// Where it stands.
    pub place: usize,
    /// 1 or 2; 0 for an element that microdata calls the headline.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Their [`key`].
    pub key: String,
    /// What its names say.
    pub marks: Marks,
    /// Whether all of it is one link.
    pub linked: bool,
    /// The words of each of its children, where it has several.
    pub pieces: Vec<String>,
}

/// A text that may hold a date.
#[derive(Debug)]
pub struct StampText<'d> {
    /// Where it stands.
    pub place: usize,
    /// The machine-readable form.
    pub machine: Option<&'d str>,
    /// Its words.
    pub text: String,
    /// What its names say.
    pub marks: Marks,
    /// Whether it is a `time` element.
    pub time: bool,
    /// The microdata property.
    pub property: Option<&'d str>,
}

/// A text that may name authors.
#[derive(Debug)]
pub struct Byline {
    /// Where it stands.
    pub place: usize,
    /// One past its last node.
    pub end: usize,
    /// Its words; `|` stands between the words of elements that follow each other.
    pub text: String,
    /// The texts of links to authors within.
    pub links: Vec<String>,
    /// What its names say.
    pub marks: Marks,
    /// Whether it is a link to an author.
    pub link: bool,
}

/// One microdata property.
#[derive(Debug)]
pub struct Property<'d> {
    /// Where it stands.
    pub place: usize,
    /// One past its last node.
    pub end: usize,
    /// Its name.
    pub name: &'d str,
    /// `content`, `datetime`, or its words.
    pub value: String,
    /// Whether it opens an item of its own.
    pub scope: bool,
    /// What its names say.
    pub marks: Marks,
}

/// Texts longer than this are sentences, no furniture.
const SHORT: usize = 160;
/// What an element's words are read of.
const ELEMENT_TEXT: usize = 600;
/// Signals of one kind kept of a page; more are lists.
const MANY: usize = 400;

/// Gathers the signals of `dom`.
pub fn collect(dom: &Dom) -> Signals<'_> {
    let mut signals = Signals::default();
    let mut marks: Vec<Marks> = Vec::with_capacity(dom.nodes.len());
    let mut opaque_until = 0;
    let headings: Vec<usize> = dom.elements(Tag::H1).collect();
    for (node, n) in dom.nodes.iter().enumerate() {
        let parent = marks.get(n.parent as usize).copied().unwrap_or_default();
        if n.tag == Tag::Text {
            marks.push(parent);
            if node >= opaque_until && !parent.has(Marks::HIDDEN) {
                signals.text(dom, node);
            }
            continue;
        }
        let mut own = marks::of_element(dom, node, n.tag);
        // What holds the page's heading is named after something that it holds as well.
        let heading = headings.partition_point(|&h| h <= node);
        if headings.get(heading).is_some_and(|&h| h < n.end as usize) {
            own = own.without(Marks::INHERITED);
        }
        let own = own.under(parent);
        marks.push(own);
        match n.tag {
            Tag::Meta | Tag::Link | Tag::Html | Tag::Title => signals.head_element(dom, node, n.tag),
            Tag::Script | Tag::Style | Tag::Template | Tag::Noscript | Tag::Svg => opaque_until = opaque_until.max(n.end as usize),
            _ if node >= opaque_until => signals.element(dom, node, n.tag, own),
            _ => {}
        }
    }
    signals
}

impl<'d> Signals<'d> {
    /// The content of the first `meta` with one of these names.
    pub fn meta(&self, names: &[&str]) -> Option<&'d str> {
        names.iter().find_map(|name| self.metas_named(name).next())
    }

    /// The contents of every `meta` of that name.
    pub fn metas_named<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'d str> + 's {
        self.metas.iter().filter(move |(key, content)| key == name && !content.trim().is_empty()).map(|(_, content)| *content)
    }

    fn text(&mut self, dom: &'d Dom, node: usize) {
        let text = dom.text(node).trim();
        if (1..=SHORT).contains(&text.len()) && self.texts.len() < 20_000 {
            self.texts.push((node, text));
        }
    }

    fn head_element(&mut self, dom: &'d Dom, node: usize, tag: Tag) {
        match tag {
            Tag::Html => self.language = dom.attribute(node, "lang").or_else(|| dom.attribute(node, "xml:lang")),
            Tag::Title if self.page_title.is_none() && self.headings.is_empty() => {
                self.page_title = Some(squashed(&dom.text_content(node))).filter(|t| !t.is_empty());
            }
            Tag::Link if self.canonical.is_none() && dom.attribute(node, "rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical")) => {
                self.canonical = dom.attribute(node, "href");
            }
            Tag::Meta => {
                let Some(content) = dom.attribute(node, "content") else { return };
                for key in ["property", "name", "itemprop", "http-equiv"] {
                    if let Some(name) = dom.attribute(node, key)
                        && self.metas.len() < MANY
                    {
                        self.metas.push((name.trim().to_ascii_lowercase(), content));
                    }
                }
            }
            _ => {}
        }
    }

    fn element(&mut self, dom: &'d Dom, node: usize, tag: Tag, marks: Marks) {
        self.fenced |= marks.has(Marks::PAYWALL);
        let property = dom.attribute(node, "itemprop");
        if let Some(names) = property {
            self.property(dom, node, names, marks);
        }
        match tag {
            Tag::H1 | Tag::H2 => self.heading(dom, node, tag, marks),
            Tag::P if dom.nodes[node].end as usize > node + 1 && dom.text(node + 1).len() > 60 => self.paragraphs.push(node),
            Tag::A => self.link(dom, node, marks),
            _ => {}
        }
        let dated =
            tag == Tag::Time || property.is_some_and(|p| p.starts_with("date")) || marks.has(Marks::DATE) || marks.has(Marks::UPDATED);
        if dated && self.stamps.len() < MANY {
            self.stamp(dom, node, tag, marks, property);
        }
        if marks.has(Marks::SUBTITLE) && !marks.has(Marks::BESIDE) && self.subtitles.len() < 40 {
            self.subtitles.push((node, words(dom, node, ELEMENT_TEXT)));
        }
        let author_property = property.is_some_and(|p| p == "author" || p == "creator");
        if (marks.has(Marks::AUTHOR) || author_property) && tag != Tag::A {
            self.byline(dom, node, marks, false);
        }
    }

    fn heading(&mut self, dom: &Dom, node: usize, tag: Tag, marks: Marks) {
        if self.headings.len() >= 100 {
            return;
        }
        let text = words(dom, node, ELEMENT_TEXT);
        let end = dom.nodes[node].end as usize;
        let linked = dom.nodes[node + 1..end]
            .iter()
            .take(4)
            .position(|n| n.tag == Tag::A)
            .is_some_and(|at| dom.nodes[node + 1 + at].end as usize + 2 >= end);
        if !text.is_empty() {
            let pieces = pieces(dom, node);
            self.headings.push(Heading {
                place: node,
                level: tag.heading_level().unwrap_or(1),
                key: key(&text),
                text,
                marks,
                linked,
                pieces,
            });
        }
    }

    fn link(&mut self, dom: &Dom, node: usize, marks: Marks) {
        let href = dom.attribute(node, "href").unwrap_or("");
        let rel = |name: &str| dom.attribute(node, "rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == name));
        if marks.has(Marks::CRUMBS) && self.crumbs.len() < 16 {
            self.crumbs.push(words(dom, node, SHORT));
        } else if (rel("tag") || marks.has(Marks::TAGS)) && !marks.has(Marks::BESIDE) && self.tags.len() < 40 {
            self.tags.push(words(dom, node, SHORT));
        } else if rel("author") || marks.has(Marks::AUTHOR) || is_author_address(href) {
            self.byline(dom, node, marks, true);
        }
    }

    fn byline(&mut self, dom: &Dom, node: usize, marks: Marks, link: bool) {
        if self.bylines.len() >= MANY {
            return;
        }
        let end = dom.nodes[node].end as usize;
        let text = joined(dom, node, ELEMENT_TEXT, true);
        let within = if link { Vec::new() } else { links(dom, node, end) };
        if !text.is_empty() {
            self.bylines.push(Byline { place: node, end, text, links: within, marks, link });
        }
    }

    fn stamp(&mut self, dom: &'d Dom, node: usize, tag: Tag, marks: Marks, property: Option<&'d str>) {
        let machine = ["datetime", "content", "data-datetime", "data-timestamp", "data-date", "data-published", "title"]
            .iter()
            .find_map(|key| dom.attribute(node, key))
            .filter(|v| v.bytes().any(|b| b.is_ascii_digit()));
        let text = words(dom, node, SHORT);
        if machine.is_some() || text.bytes().any(|b| b.is_ascii_digit()) {
            self.stamps.push(StampText { place: node, machine, text, marks, time: tag == Tag::Time, property });
        }
    }

    fn property(&mut self, dom: &'d Dom, node: usize, names: &'d str, marks: Marks) {
        if self.properties.len() >= MANY {
            return;
        }
        let given = ["content", "datetime"].iter().find_map(|key| dom.attribute(node, key));
        let end = dom.nodes[node].end as usize;
        let scope = dom.attribute(node, "itemscope").is_some();
        for name in names.split_ascii_whitespace() {
            let wanted = matches!(
                name,
                "headline"
                    | "name"
                    | "author"
                    | "creator"
                    | "datePublished"
                    | "dateModified"
                    | "dateCreated"
                    | "description"
                    | "publisher"
                    | "articleSection"
                    | "keywords"
                    | "alternativeHeadline"
                    | "isAccessibleForFree"
                    | "inLanguage"
                    | "image"
            );
            if wanted {
                let value = given.map_or_else(|| words(dom, node, ELEMENT_TEXT), squashed);
                self.properties.push(Property { place: node, end, name, value, scope, marks });
            }
        }
    }
}
