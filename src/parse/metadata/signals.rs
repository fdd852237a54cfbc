//! One pass over the page that gathers everything which may tell a title, an author, a date or the like.

use super::marks::{self, Marks};
use super::text::squashed;
use crate::parse::dom::{Dom, Tag};

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
    /// What its names say.
    pub marks: Marks,
    /// Whether all of it is one link.
    pub linked: bool,
    /// The words of each of its children.
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
            self.headings.push(Heading { place: node, level: tag.heading_level().unwrap_or(1), text, marks, linked, pieces });
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
        let links = if link { Vec::new() } else { self::links(dom, node, end) };
        if !text.is_empty() {
            self.bylines.push(Byline { place: node, end, text, links, marks, link });
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

/// The words of each child of `node` (of its only child's children, where there is but one), a few at most.
fn pieces(dom: &Dom, node: usize) -> Vec<String> {
    let mut parent = node;
    for _ in 0..3 {
        let children: Vec<usize> = children(dom, parent).take(8).collect();
        match children.as_slice() {
            [only] if dom.nodes[*only].tag != Tag::Text => parent = *only,
            _ => return children.into_iter().map(|child| words(dom, child, ELEMENT_TEXT)).filter(|t| !t.is_empty()).collect(),
        }
    }
    Vec::new()
}

/// The children of `node` that are text or elements, without blank text.
fn children(dom: &Dom, node: usize) -> impl Iterator<Item = usize> + '_ {
    let end = dom.nodes[node].end as usize;
    let mut next = node + 1;
    std::iter::from_fn(move || {
        let child = (next < end).then_some(next)?;
        next = (dom.nodes[child].end as usize).max(child + 1);
        Some(child)
    })
    .filter(|&child| dom.nodes[child].tag != Tag::Text || !dom.text(child).trim().is_empty())
}

/// Addresses of pages about an author.
fn is_author_address(href: &str) -> bool {
    const PARTS: &[&str] = &[
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/auteur/",
        "/auteurs/",
        "/autore/",
        "/autori/",
        "/autores/",
        "/profile/",
        "/journalist/",
        "/byline/",
        "/by/",
        "/writers/",
        "/contributor/",
        "/contributors/",
        "/people/",
        "/redakteure/",
        "/team/",
        "/reporter/",
        "/signataires/",
        "/firmas/",
    ];
    href.len() < 300 && PARTS.iter().any(|part| href.contains(part))
}

/// The words of the links to authors in `node`, which ends before `end`.
fn links(dom: &Dom, node: usize, end: usize) -> Vec<String> {
    let within = node + 1..end.min(node + 120);
    let to_author = |&i: &usize| {
        let rel = dom.attribute(i, "rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "author"));
        dom.nodes[i].tag == Tag::A && (rel || dom.attribute(i, "href").is_some_and(is_author_address))
    };
    within.filter(to_author).take(12).map(|i| words(dom, i, SHORT)).filter(|t| !t.is_empty()).collect()
}

/// The visible words under `node`, at most `cap` bytes of them: a blank where a block or one of two neighbouring elements ends.
pub fn words(dom: &Dom, node: usize, cap: usize) -> String {
    joined(dom, node, cap, false)
}

/// The same, with a bar instead of the blank between elements where `barred`.
fn joined(dom: &Dom, node: usize, cap: usize, barred: bool) -> String {
    let mut out = String::new();
    let mut i = node;
    let end = dom.nodes[node].end as usize;
    let mut block = false;
    let mut after_text = false;
    let mut steps = 0;
    while i < end && out.len() < cap && steps < 400 {
        steps += 1;
        let n = &dom.nodes[i];
        if n.tag == Tag::Text {
            let text = dom.text(i);
            if barred && text.trim().is_empty() {
                out.push_str(text);
                i += 1;
                continue;
            }
            let apart = block || !after_text && !out.is_empty() && opens_element(dom, i, node);
            if barred && apart && !out.is_empty() {
                out.push_str(" | ");
            } else if apart || !after_text && two_words(&out, text) {
                out.push(' ');
            }
            out.push_str(text);
            block = false;
            after_text = true;
        } else {
            let hidden = matches!(n.tag, Tag::Script | Tag::Style | Tag::Template | Tag::Noscript | Tag::Svg | Tag::Button | Tag::Ignored)
                || i > node && dom.attribute(i, "class").is_some_and(is_hidden_class);
            if hidden {
                i = (n.end as usize).max(i + 1);
                continue;
            }
            block |= n.tag.is_block() || n.tag == Tag::Br;
            after_text = false;
        }
        i += 1;
    }
    squashed(&out)
}

/// Whether the text at `i` opens an element that follows another one, with nothing but blanks between: the page sets them apart.
fn opens_element(dom: &Dom, i: usize, root: usize) -> bool {
    let mut element = i;
    // Out of the elements that the text opens.
    for _ in 0..4 {
        let parent = dom.nodes[element].parent as usize;
        if parent <= root || parent + 1 != element {
            break;
        }
        element = parent;
    }
    if element == i || element <= root + 1 {
        return false;
    }
    let mut before = element - 1;
    if dom.nodes[before].tag == Tag::Text && dom.nodes[before].parent == dom.nodes[element].parent {
        if !dom.text(before).trim().is_empty() || before <= root + 1 {
            return false;
        }
        before -= 1;
    }
    // The node before ends where the element begins: it is a sibling, or the last node inside one.
    before > root
        && dom.nodes[before].tag != Tag::Ignored
        && before != dom.nodes[element].parent as usize
        && !(dom.nodes[before].tag == Tag::Text && dom.nodes[before].parent == dom.nodes[element].parent)
}

/// Classes by which stylesheets leave words to screen readers alone.
fn is_hidden_class(class: &str) -> bool {
    class.split_ascii_whitespace().any(|c| {
        matches!(
            c,
            "sr-only"
                | "visually-hidden"
                | "visuallyhidden"
                | "screen-reader-text"
                | "element-invisible"
                | "aural"
                | "hidden"
                | "u-visually-hidden"
                | "show-for-sr"
                | "assistive-text"
        )
    })
}

/// Whether a capital directly after a long word in small letters, across elements, says that these are two words.
fn two_words(before: &str, after: &str) -> bool {
    let low = before.chars().rev().take_while(|c| c.is_lowercase()).take(4).count();
    low == 4 && after.chars().next().is_some_and(char::is_uppercase)
}
