//! Data that a page gives for machines as JSON-LD: parsed once, capped in size and depth, read forgivingly.
//!
//! A page may hold several blocks, graphs and lists; what counts is the item that the page is about. [`Structured::article`] is
//! that item: of an article's type, preferred where it names this page's address or headline, and never one of a list of
//! teasers.

use super::dom::{Dom, Tag};
use crate::limits;
use crate::warning::{Stage, Warning};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

/// What JSON-LD says, reduced to what an article needs.
#[derive(Debug, Clone, Default)]
pub struct Structured {
    /// Everything of an article's type that is an item of its own, in the order of the page.
    pub articles: Vec<Article>,
    /// The name of the site or of its publisher.
    pub site: Option<String>,
    /// The labels of the bread crumbs, from the front page on.
    pub breadcrumbs: Vec<String>,
}

/// One article item.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// Its schema.org types.
    pub types: Vec<String>,
    /// `headline`, else `name`.
    pub headline: Option<String>,
    /// `alternativeHeadline`.
    pub alternative_headline: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `author`, else `creator`.
    pub authors: Vec<Author>,
    /// `datePublished`, else `dateCreated`.
    pub published: Option<String>,
    /// `dateModified`.
    pub modified: Option<String>,
    /// `articleSection`.
    pub sections: Vec<String>,
    /// `keywords`.
    pub keywords: Vec<String>,
    /// `url`, `mainEntityOfPage`, `@id`.
    pub addresses: Vec<String>,
    /// `image`.
    pub image: Option<String>,
    /// `inLanguage`.
    pub language: Option<String>,
    /// `isAccessibleForFree`.
    pub free: Option<bool>,
    /// `articleBody`, else `text`.
    pub body: Option<String>,
    /// `publisher`'s name.
    pub publisher: Option<String>,
    /// Whether it is an item of its own and not part of another.
    pub main: bool,
}

/// Who is said to have written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name as given.
    pub name: String,
    /// Whether the page says that this is an organisation.
    pub organization: bool,
    /// Whether the page says that this is a person.
    pub person: bool,
}

impl Structured {
    /// Reads every JSON-LD block of the page.
    pub fn read(dom: &Dom, warnings: &mut Vec<Warning>) -> Self {
        let is_data = |kind: &str| kind.split(';').next().is_some_and(|k| k.trim().eq_ignore_ascii_case("application/ld+json"));
        let scripts = dom.elements(Tag::Script).filter(|&s| dom.attribute(s, "type").is_some_and(is_data));
        Self::from_blocks(scripts.map(|s| dom.text_content(s)), warnings)
    }

    /// Reads JSON-LD blocks.
    pub fn from_blocks<T: AsRef<str>>(blocks: impl Iterator<Item = T>, warnings: &mut Vec<Warning>) -> Self {
        let mut found = Self::default();
        let (mut size, mut skipped) = (0usize, 0usize);
        let mut values = Vec::new();
        for block in blocks {
            let block = block.as_ref();
            size += block.len();
            match (size <= limits::STRUCTURED_DATA_BYTES).then(|| parse(block)).flatten() {
                Some(list) => values.extend(list),
                None => skipped += usize::from(!block.trim().is_empty()),
            }
        }
        if skipped > 0 {
            let what = if skipped == 1 { "1 block".to_owned() } else { format!("{skipped} blocks") };
            let message = format!("{what} of structured data could not be read (broken, nested too deep, or too large)");
            warnings.push(Warning::new(Stage::Parse, "structured_data_skipped", message));
        }
        let mut nodes = Vec::new();
        for value in &values {
            flatten(value, Place::Top, 0, &mut nodes);
        }
        let mut ids = Ids::default();
        for (node, _) in nodes.iter().filter(|(node, _)| node.contains_key("name")) {
            if let Some(id) = node.get("@id").and_then(Value::as_str) {
                ids.entry(id).or_insert(node);
            }
        }
        for &(node, place) in &nodes {
            found.take(node, place, &ids);
        }
        found
    }

    /// The item that the page is about: by address, then by likeness of its headline to `titles`, then the first one.
    pub fn article(&self, url: Option<&str>, titles: &[&str]) -> Option<&Article> {
        let key = url.map(address_key);
        let score = |article: &Article| {
            let here = key.as_ref().is_some_and(|key| article.addresses.iter().any(|a| address_key(a) == *key));
            let likeness = article
                .headline
                .as_deref()
                .map_or(0.0, |h| titles.iter().map(|t| super::metadata::text::likeness(h, t)).fold(0.0, f64::max));
            let rich = [article.published.is_some(), !article.authors.is_empty(), article.body.is_some(), article.headline.is_some()];
            let rank = if article.is_page() { 0.0 } else { 1.5 };
            f64::from(u8::from(here)) * 2.0
                + likeness * 2.0
                + f64::from(u8::from(article.main)) * 3.0
                + rank
                + rich.iter().filter(|r| **r).count() as f64 * 0.25
        };
        let mut best: Option<(&Article, f64)> = None;
        for article in &self.articles {
            let value = score(article);
            if best.is_none_or(|(_, top)| value > top) {
                best = Some((article, value));
            }
        }
        best.map(|(article, _)| article)
    }

    fn take<'v>(&mut self, node: &'v Map<String, Value>, place: Place, ids: &Ids<'v>) {
        let types = types(node);
        let is = |name: &str| types.iter().any(|t| t.eq_ignore_ascii_case(name));
        if is("BreadcrumbList") && self.breadcrumbs.is_empty() {
            self.breadcrumbs = breadcrumbs(node);
        } else if (is("WebSite") || is("NewsMediaOrganization")) && self.site.is_none() {
            self.site = text_of(node.get("name"));
        } else if types.iter().any(|t| is_article_type(t)) && place != Place::Teaser {
            self.articles.push(article(node, types, place, ids));
        }
    }
}

impl Article {
    /// Whether it is the page rather than an article on it.
    fn is_page(&self) -> bool {
        self.types.iter().all(|t| t.ends_with("Page") || t == "CreativeWork")
    }
}

/// Named items by `@id`.
type Ids<'v> = FxHashMap<&'v str, &'v Map<String, Value>>;

/// Where in the structure an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// An item of its own, a member of a top-level list or of `@graph`.
    Top,
    /// Part of another item (`mainEntity`, `hasPart`, an update of a live blog).
    Part,
    /// An entry of a list of links.
    Teaser,
}

/// One block as JSON, forgiving what publishers get wrong: comment marks, raw line breaks in strings, trailing commas, several
/// values one after the other.
fn parse(block: &str) -> Option<Vec<Value>> {
    let text = unwrapped(block);
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return Some(vec![value]);
    }
    let repaired = repair(text);
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(&repaired).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => break,
        }
    }
    (!values.is_empty()).then_some(values)
}

fn unwrapped(block: &str) -> &str {
    let mut text = block.trim();
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>"), ("/*<![CDATA[*/", "/*]]>*/")] {
        text = text.strip_prefix(open).unwrap_or(text).trim();
        text = text.strip_suffix(close).unwrap_or(text).trim();
    }
    text.trim_end_matches(';').trim()
}

/// Escapes control characters within strings and drops commas before a closing bracket.
fn repair(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let (mut in_string, mut escaped) = (false, false);
    for c in text.chars() {
        if in_string {
            match c {
                _ if escaped => {
                    // "\'" is no JSON escape.
                    if !"\"\\/bfnrtu".contains(c) {
                        out.pop();
                    }
                    if c >= ' ' {
                        out.push(c);
                    }
                    escaped = false;
                    continue;
                }
                '\\' => escaped = true,
                '"' => in_string = false,
                '\n' => {
                    out.push_str("\\n");
                    continue;
                }
                c if c < ' ' => {
                    out.push(' ');
                    continue;
                }
                _ => {}
            }
        } else if c == '"' {
            in_string = true;
        } else if c == '}' || c == ']' {
            let kept = out.trim_end().len();
            if out[..kept].ends_with(',') {
                out.truncate(kept - 1);
            }
        } else if c < ' ' {
            out.push(' ');
            continue;
        }
        out.push(c);
    }
    out
}

/// Every object that is an item, in order.
fn flatten<'v>(value: &'v Value, place: Place, depth: usize, nodes: &mut Vec<(&'v Map<String, Value>, Place)>) {
    if depth > limits::STRUCTURED_DATA_DEPTH || nodes.len() >= limits::STRUCTURED_DATA_ITEMS {
        return;
    }
    match value {
        Value::Array(list) => list.iter().for_each(|v| flatten(v, place, depth + 1, nodes)),
        Value::Object(node) => {
            nodes.push((node, place));
            for (key, value) in node {
                let inner = match key.as_str() {
                    "@graph" => place,
                    "mainEntity" | "mainEntityOfPage" | "hasPart" | "liveBlogUpdate" | "isPartOf" | "publisher" | "author"
                    | "breadcrumb" => {
                        if place == Place::Teaser {
                            place
                        } else {
                            Place::Part
                        }
                    }
                    "itemListElement" | "item" | "relatedLink" | "associatedArticle" | "citation" | "comment" | "review" | "mentions"
                    | "blogPost" => Place::Teaser,
                    _ => continue,
                };
                flatten(value, inner, depth + 1, nodes);
            }
        }
        _ => {}
    }
}

fn types(node: &Map<String, Value>) -> Vec<String> {
    let short = |s: &str| s.rsplit(['/', ':', '#']).next().unwrap_or(s).to_owned();
    match node.get("@type") {
        Some(Value::String(name)) => vec![short(name)],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(short).collect(),
        _ => Vec::new(),
    }
}

/// Whether schema.org counts `name` among articles, or publishers use it for one.
fn is_article_type(name: &str) -> bool {
    name.ends_with("Article")
        || name.ends_with("NewsArticle")
        || matches!(
            name,
            "BlogPosting"
                | "LiveBlogPosting"
                | "Report"
                | "Review"
                | "Recipe"
                | "HowTo"
                | "WebPage"
                | "ItemPage"
                | "CreativeWork"
                | "ArticlePage"
                | "SocialMediaPosting"
                | "DiscussionForumPosting"
                | "OpinionPiece"
        )
}

fn article<'v>(node: &'v Map<String, Value>, types: Vec<String>, place: Place, ids: &Ids<'v>) -> Article {
    let text = |key: &str| text_of(node.get(key));
    let page = types.iter().all(|t| t.ends_with("Page") || t == "CreativeWork");
    let mut addresses = Vec::new();
    for key in ["url", "mainEntityOfPage", "@id"] {
        addresses.extend(address_of(node.get(key)));
    }
    Article {
        headline: text("headline").or_else(|| text("name")),
        alternative_headline: text("alternativeHeadline"),
        description: text("description"),
        authors: ["author", "creator"].iter().map(|key| authors(node.get(*key), ids)).find(|a| !a.is_empty()).unwrap_or_default(),
        published: text("datePublished").or_else(|| if page { None } else { text("dateCreated") }),
        modified: text("dateModified"),
        sections: texts_of(node.get("articleSection")),
        keywords: keywords(node.get("keywords")),
        addresses,
        image: address_of(node.get("image")).or_else(|| address_of(node.get("thumbnailUrl"))),
        language: text("inLanguage"),
        free: node.get("isAccessibleForFree").and_then(boolean),
        body: text("articleBody").or_else(|| if page { None } else { text("text") }),
        publisher: node.get("publisher").and_then(|p| names(p, ids, 0).into_iter().next()).filter(|p| !p.person).map(|p| p.name),
        main: place == Place::Top,
        types,
    }
}

fn authors(value: Option<&Value>, ids: &Ids<'_>) -> Vec<Author> {
    value.map(|v| names(v, ids, 0)).unwrap_or_default()
}

/// The people and organisations that `value` names: strings, objects, lists, and references into the graph.
fn names(value: &Value, ids: &Ids<'_>, depth: usize) -> Vec<Author> {
    match value {
        Value::String(name) => vec![Author { name: clean(name), organization: false, person: false }],
        Value::Array(list) if depth < 3 => list.iter().take(64).flat_map(|v| names(v, ids, depth + 1)).collect(),
        Value::Object(node) => {
            let own = named(node);
            if !own.is_empty() {
                return own;
            }
            let id = node.get("@id").and_then(Value::as_str);
            let target = id.and_then(|id| ids.get(id));
            target.map(|node| named(node)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|a: &Author| !a.name.is_empty())
    .collect()
}

/// The names of one item, with what the page says it is.
fn named(node: &Map<String, Value>) -> Vec<Author> {
    let types = types(node);
    let is = |part: &str| types.iter().any(|t| t.contains(part));
    let person = is("Person");
    let organization = !person && (is("Organization") || is("Corporation"));
    texts_of(node.get("name")).into_iter().map(|name| Author { name, organization, person }).collect()
}

fn breadcrumbs(node: &Map<String, Value>) -> Vec<String> {
    let Some(Value::Array(list)) = node.get("itemListElement") else { return Vec::new() };
    let label = |entry: &Value| {
        let item = entry.get("item");
        text_of(entry.get("name")).or_else(|| text_of(item.and_then(|i| i.get("name"))))
    };
    list.iter().take(16).filter_map(label).collect()
}

fn keywords(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => text.split([',', ';']).map(clean).filter(|k| !k.is_empty()).collect(),
        other => texts_of(other),
    }
}

fn address_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Array(list) => list.iter().find_map(|v| address_of(Some(v))),
        Value::Object(node) => ["url", "@id", "contentUrl"].iter().find_map(|key| node.get(*key)?.as_str()).map(str::to_owned),
        _ => None,
    }
}

/// A text, or the first of several.
fn text_of(value: Option<&Value>) -> Option<String> {
    texts_of(value).into_iter().next()
}

fn texts_of(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => Some(clean(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(node) => ["@value", "name", "alternateName"].iter().find_map(|key| node.get(*key)?.as_str()).map(clean),
        _ => None,
    };
    let texts: Vec<String> = match value {
        Some(Value::Array(list)) => list.iter().take(256).filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    texts.into_iter().filter(|t| !t.is_empty()).collect()
}

/// Strings in JSON-LD are often escaped for HTML once more.
fn clean(text: &str) -> String {
    super::metadata::text::unescaped(text).trim().to_owned()
}

fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(b) => Some(*b),
        Value::String(text) => match text.trim().to_ascii_lowercase().rsplit('/').next()? {
            "true" | "yes" | "1" => Some(true),
            "false" | "no" | "0" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// An address reduced to what tells pages apart: host without `www.`, path without trailing slash, no query, no fragment.
fn address_key(address: &str) -> String {
    let rest = address.trim().split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or("");
    rest.trim_start_matches("www.").trim_end_matches('/').to_ascii_lowercase()
}
