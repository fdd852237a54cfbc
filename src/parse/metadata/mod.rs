//! What a page says of itself: title, authors, dates, site and the rest, each chosen among candidates.

use super::dom::{Dom, Tag};
use schemars::JsonSchema;
use serde::Serialize;

/// How much of the article the page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// All of it.
    Free,
    /// A part; the rest is behind a paywall.
    Partial,
}

/// The page's own data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<String>,
    /// The standfirst.
    pub subtitle: Option<String>,
    /// People, in order.
    pub authors: Vec<String>,
    /// The publication.
    pub site: Option<String>,
    /// The source that the article credits at its end.
    pub credit: Option<String>,
    /// First publication, ISO 8601 as the page gives it, local day first.
    pub published: Option<String>,
    /// Last change, likewise.
    pub modified: Option<String>,
    /// The section of the publication.
    pub section: Option<String>,
    /// Keywords.
    pub tags: Vec<String>,
    /// The canonical address.
    pub canonical_url: Option<String>,
    /// The lead picture's address.
    pub image: Option<String>,
    /// How much the page shows.
    pub access: Option<Access>,
    /// The declared language tag.
    pub language: Option<String>,
}

/// Reads the metadata of `dom`; `url` is the page's address where it is known.
pub fn read(dom: &Dom, url: Option<&str>) -> Metadata {
    let _ = url;
    let title = dom.elements(Tag::H1).next().map(|h1| dom.text_content(h1));
    Metadata { title: title.map(|t| t.split_whitespace().collect::<Vec<_>>().join(" ")), ..Metadata::default() }
}
