//! Links to authors: by what a link says of itself, or by the kind of address that it leads to.

use super::SHORT;
use super::words::words;
use crate::parse::dom::{Dom, Tag};

/// Addresses of pages about an author.
pub fn is_author_address(href: &str) -> bool {
    let names_author = |part: &str| {
        matches!(
            part,
            "author"
                | "authors"
                | "autor"
                | "autoren"
                | "auteur"
                | "auteurs"
                | "autore"
                | "autori"
                | "autores"
                | "profile"
                | "journalist"
                | "byline"
                | "by"
                | "writers"
                | "contributor"
                | "contributors"
                | "people"
                | "redakteure"
                | "team"
                | "reporter"
                | "signataires"
                | "firmas"
        )
    };
    // What stands between two slashes.
    let inner = href.rsplit_once('/').and_then(|(inner, _)| inner.split_once('/'));
    href.len() < 300 && inner.is_some_and(|(_, parts)| parts.split('/').any(names_author))
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

#[cfg(test)]
mod tests {
    use super::is_author_address;

    #[test]
    fn addresses_of_authors_have_a_part_that_says_so() {
        for href in ["/author/ada-lind", "https://example.org/en/by/ada/", "a/team/", "//team/"] {
            assert!(is_author_address(href), "{href}");
        }
        for href in ["", "author", "/author", "author/", "/authority/x", "https://example.org/news/author"] {
            assert!(!is_author_address(href), "{href}");
        }
    }
}
