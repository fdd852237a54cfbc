//! Data that a page gives for machines as JSON-LD: parsed once, capped in size and depth, read forgivingly.
//!
//! A page may hold several blocks, graphs and lists; what counts is the item that the page is about. [`Structured::article`] is
//! that item: of an article's type, preferred where it names this page's address or headline, and never one of a list of
//! teasers.

mod items;
mod json;

use super::dom::{Dom, Tag};
use crate::limits;
use crate::warning::{Stage, Warning};
use items::{Ids, Place, article, breadcrumbs, flatten, is_article_type, text_of, types};
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
            match (size <= limits::STRUCTURED_DATA_BYTES).then(|| json::parse(block)).flatten() {
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

/// An address reduced to what tells pages apart: host without `www.`, path without trailing slash, no query, no fragment.
fn address_key(address: &str) -> String {
    let rest = address.trim().split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or("");
    rest.trim_start_matches("www.").trim_end_matches('/').to_ascii_lowercase()
}
