//! From JSON values to article items: which objects of a block are items, and what they say.

use super::{Article, Author};
use crate::limits;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

/// Named items by `@id`.
pub type Ids<'v> = FxHashMap<&'v str, &'v Map<String, Value>>;

/// Where in the structure an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An item of its own, a member of a top-level list or of `@graph`.
    Top,
    /// Part of another item (`mainEntity`, `hasPart`, an update of a live blog).
    Part,
    /// An entry of a list of links.
    Teaser,
}

/// Every object that is an item, in order.
pub fn flatten<'v>(value: &'v Value, place: Place, depth: usize, nodes: &mut Vec<(&'v Map<String, Value>, Place)>) {
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

pub fn types(node: &Map<String, Value>) -> Vec<String> {
    let short = |s: &str| s.rsplit(['/', ':', '#']).next().unwrap_or(s).to_owned();
    match node.get("@type") {
        Some(Value::String(name)) => vec![short(name)],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(short).collect(),
        _ => Vec::new(),
    }
}

/// Whether schema.org counts `name` among articles, or publishers use it for one.
pub fn is_article_type(name: &str) -> bool {
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

pub fn article<'v>(node: &'v Map<String, Value>, types: Vec<String>, place: Place, ids: &Ids<'v>) -> Article {
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

pub fn breadcrumbs(node: &Map<String, Value>) -> Vec<String> {
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
pub fn text_of(value: Option<&Value>) -> Option<String> {
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
    crate::parse::metadata::text::unescaped(text).trim().to_owned()
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
