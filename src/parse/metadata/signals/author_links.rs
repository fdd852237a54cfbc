//! Links to authors: by what a link says of itself, or by the kind of address that it leads to.

use super::SHORT;
use super::words::words;
use crate::parse::dom::{Dom, Tag};

/// Addresses of pages about an author.
pub fn is_author_address(href: &str) -> bool {
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
pub fn links(dom: &Dom, node: usize, end: usize) -> Vec<String> {
    let within = node + 1..end.min(node + 120);
    let to_author = |&i: &usize| {
        let rel = dom.attribute(i, "rel").is_some_and(|r| r.split_ascii_whitespace().any(|r| r == "author"));
        dom.nodes[i].tag == Tag::A && (rel || dom.attribute(i, "href").is_some_and(is_author_address))
    };
    within.filter(to_author).take(12).map(|i| words(dom, i, SHORT)).filter(|t| !t.is_empty()).collect()
}
