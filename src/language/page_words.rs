//! The words of pages about themselves, of all languages together: a page's furniture is often not in its article's language.

use super::{Language, table};
use crate::document::fold;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// All `metadata.tsv` tables as matchers; every word is folded.
pub(crate) struct PageWords {
    /// Month names and their abbreviations.
    pub months: FxHashMap<String, i8>,
    /// What stands before an author's name, as sequences of words.
    pub byline: Vec<String>,
    /// What joins two names.
    pub conjunction: FxHashSet<String>,
    /// What opens a source credit.
    pub credit: FxHashSet<String>,
    /// What marks a date of publication.
    pub published: Vec<String>,
    /// What marks a date of change.
    pub updated: Vec<String>,
    /// What marks a credit for a picture.
    pub photo: FxHashSet<String>,
    /// What makes a byline one of an office.
    pub desk: FxHashSet<String>,
    /// Words of buttons and of boxes about authors: what holds one is no name.
    pub label: FxHashSet<String>,
    /// What a person is called after the name.
    pub post: FxHashSet<String>,
    /// Given names, of the tables of names.
    pub first: FxHashSet<String>,
    /// Words that open a sentence or a label rather than a name, of the tables of names.
    pub function: FxHashSet<String>,
    /// Places of more than one word, of the tables of names.
    pub location: FxHashSet<String>,
    /// News agencies.
    pub agency: FxHashSet<String>,
    /// What a page says where the rest is for subscribers.
    pub paywall: Vec<String>,
}

/// The one set of matchers.
pub(crate) static PAGE_WORDS: LazyLock<PageWords> = LazyLock::new(|| {
    let all = |section: &str| -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for language in Language::ALL {
            words.extend(rows(*language, section).map(|row| fold(row.cell(0))));
        }
        // The longest first, so that a prefix never hides a longer phrase.
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        words
    };
    let set = |section: &str| -> FxHashSet<String> { all(section).into_iter().collect() };
    let named = |section: &str| -> FxHashSet<String> {
        let rows = Language::ALL.iter().flat_map(|l| table::rows(l.tables().names)).filter(|row| row.section == section);
        rows.flat_map(|row| row.alternatives(0).map(fold).collect::<Vec<_>>()).collect()
    };
    let mut months = FxHashMap::default();
    for language in Language::ALL {
        for row in rows(*language, "month") {
            let Ok(number) = row.cell(0).parse::<i8>() else { continue };
            months.extend(row.alternatives(1).map(|name| (fold(name), number)));
        }
    }
    PageWords {
        months,
        byline: all("byline"),
        conjunction: set("conjunction"),
        credit: set("credit"),
        published: all("published"),
        updated: all("updated"),
        photo: set("photo"),
        desk: set("desk"),
        label: set("label"),
        post: set("post"),
        first: named("first"),
        function: named("function"),
        location: named("location").into_iter().filter(|name| name.contains(' ')).collect(),
        agency: set("agency"),
        paywall: all("paywall"),
    }
});

/// The rows of one section of a language's table of page words.
pub(crate) fn rows(language: Language, section: &str) -> impl Iterator<Item = table::Row<'static>> {
    table::rows(language.tables().metadata).filter(move |row| row.section == section)
}
