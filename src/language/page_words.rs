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
    /// The first words of these.
    pub byline_openers: FxHashSet<String>,
    /// What joins two names.
    pub conjunction: FxHashSet<String>,
    /// What opens a source credit.
    pub credit: FxHashSet<String>,
    /// What marks a date of publication.
    pub published: Vec<String>,
    /// What marks a date of change.
    pub updated: Vec<String>,
    /// Both.
    pub stamp: FxHashSet<String>,
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
    let (mut months, mut sections, mut names) = (FxHashMap::default(), Sections::default(), Sections::default());
    for language in Language::ALL {
        for row in table::rows(language.tables().metadata) {
            if row.section != "month" {
                sections.0.entry(row.section).or_default().push(fold(row.cell(0)));
            } else if let Ok(number) = row.cell(0).parse::<i8>() {
                months.extend(row.alternatives(1).map(|name| (fold(name), number)));
            }
        }
        for row in table::rows(language.tables().names).filter(|row| ["first", "function", "location"].contains(&row.section)) {
            names.0.entry(row.section).or_default().extend(row.alternatives(0).map(fold));
        }
    }
    let (published, updated) = (sections.list("published"), sections.list("updated"));
    let byline = sections.list("byline");
    let opener = |phrase: &String| phrase.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_owned();
    PageWords {
        months,
        byline_openers: byline.iter().map(opener).collect(),
        byline,
        conjunction: sections.set("conjunction"),
        credit: sections.set("credit"),
        stamp: published.iter().chain(&updated).cloned().collect(),
        published,
        updated,
        photo: sections.set("photo"),
        desk: sections.set("desk"),
        label: sections.set("label"),
        post: sections.set("post"),
        first: names.set("first"),
        function: names.set("function"),
        location: names.set("location").into_iter().filter(|name| name.contains(' ')).collect(),
        agency: sections.set("agency"),
        paywall: sections.list("paywall"),
    }
});

/// The words of all languages by the section they stand in.
#[derive(Default)]
struct Sections(FxHashMap<&'static str, Vec<String>>);

impl Sections {
    /// The words of a section, the longest first, so that a prefix never hides a longer phrase.
    fn list(&mut self, section: &str) -> Vec<String> {
        let mut words = self.0.remove(section).unwrap_or_default();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        words
    }
    fn set(&mut self, section: &str) -> FxHashSet<String> {
        self.0.remove(section).unwrap_or_default().into_iter().collect()
    }
}

/// The rows of one section of a language's table of page words.
pub(crate) fn rows(language: Language, section: &str) -> impl Iterator<Item = table::Row<'static>> {
    table::rows(language.tables().metadata).filter(move |row| row.section == section)
}
