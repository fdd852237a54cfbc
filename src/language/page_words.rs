//! The words of pages about themselves, of all languages together: a page's furniture is often not in its article's language.

use super::{Language, table};
use crate::document::{fold_into, is_alphanumeric};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Words and phrases, folded.
#[derive(Debug, Default)]
pub(crate) struct Words {
    words: FxHashSet<&'static str>,
    /// How long the longest is.
    longest: usize,
}

impl FromIterator<&'static str> for Words {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let words: FxHashSet<&str> = words.into_iter().collect();
        Self { longest: words.iter().map(|w| w.len()).max().unwrap_or(0), words }
    }
}

impl Words {
    /// Whether `folded` is one of them.
    pub fn has(&self, folded: &str) -> bool {
        folded.len() <= self.longest && self.words.contains(folded)
    }
    /// All of them, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }
}

/// Phrases by their first word.
#[derive(Debug)]
pub(crate) struct Openers {
    phrases: FxHashMap<&'static str, Vec<&'static str>>,
    /// For every first byte the lengths of the words that begin with it, as bits.
    lengths: [u32; 256],
}

impl FromIterator<&'static str> for Openers {
    fn from_iter<I: IntoIterator<Item = &'static str>>(phrases: I) -> Self {
        let mut built = Self { phrases: FxHashMap::default(), lengths: [0; 256] };
        for phrase in phrases {
            let word = opener(phrase);
            if let Some(&first) = word.as_bytes().first() {
                built.lengths[usize::from(first)] |= length_bit(word);
            }
            built.phrases.entry(word).or_default().push(phrase);
        }
        built
    }
}

impl Openers {
    /// The phrases whose first word is `word`, folded.
    pub fn get(&self, word: &str) -> Option<&[&'static str]> {
        let first = *word.as_bytes().first()?;
        let known = self.lengths[usize::from(first)] & length_bit(word) > 0;
        if known { self.phrases.get(word).map(Vec::as_slice) } else { None }
    }
}

fn length_bit(word: &str) -> u32 {
    1 << word.len().min(31)
}

/// All `metadata.tsv` tables as matchers; every word is folded.
pub(crate) struct PageWords {
    /// Month names and their abbreviations.
    pub months: FxHashMap<&'static str, i8>,
    /// What stands before an author's name, as sequences of words by their first word, the longest first.
    pub byline: Openers,
    /// What joins two names.
    pub conjunction: Words,
    /// What opens a source credit.
    pub credit: Words,
    /// What marks a date of publication.
    pub published: Vec<&'static str>,
    /// What marks a date of change.
    pub updated: Vec<&'static str>,
    /// Both.
    pub stamp: Words,
    /// What marks a credit for a picture.
    pub photo: Words,
    /// What makes a byline one of an office.
    pub desk: Words,
    /// Words of buttons and of boxes about authors: what holds one is no name.
    pub label: Words,
    /// What a person is called after the name.
    pub post: Words,
    /// Given names, of the tables of names.
    pub first: Words,
    /// Words that open a sentence or a label rather than a name, of the tables of names.
    pub function: Words,
    /// Places of more than one word, of the tables of names.
    pub location: Words,
    /// News agencies.
    pub agency: Words,
    /// What a page says where the rest is for subscribers.
    pub paywall: Vec<&'static str>,
}

/// The rows that are needed of all tables, folded in one piece, that no word needs memory of its own.
static FOLDED: LazyLock<String> = LazyLock::new(|| {
    let mut out = String::with_capacity(64 * 1024);
    let mut add = |table: &str, name: &str, wanted: &dyn Fn(&str) -> bool| {
        let mut section = "";
        for row in table::rows(table).filter(|row| wanted(row.section)) {
            if row.section != section {
                section = row.section;
                out.extend(["[", name, section, "]\n"]);
            }
            fold_into(row.text(), &mut out);
            out.push('\n');
        }
    };
    for language in Language::ALL {
        add(language.tables().metadata, "", &|section| section != "function");
        add(language.tables().names, "names ", &|section| ["first", "function", "location"].contains(&section));
    }
    out
});

/// The one set of matchers.
pub(crate) static PAGE_WORDS: LazyLock<PageWords> = LazyLock::new(|| {
    let (mut months, mut sections) = (FxHashMap::default(), Sections::default());
    for row in table::rows(&FOLDED) {
        if row.section.starts_with("names ") {
            sections.0.entry(row.section).or_default().extend(row.alternatives(0));
        } else if row.section != "month" {
            sections.0.entry(row.section).or_default().push(row.cell(0));
        } else if let Ok(number) = row.cell(0).parse::<i8>() {
            months.extend(row.alternatives(1).map(|name| (name, number)));
        }
    }
    let (published, updated) = (sections.list("published"), sections.list("updated"));
    PageWords {
        months,
        byline: sections.list("byline").into_iter().collect(),
        conjunction: sections.set("conjunction"),
        credit: sections.set("credit"),
        stamp: published.iter().chain(&updated).copied().collect(),
        published,
        updated,
        photo: sections.set("photo"),
        desk: sections.set("desk"),
        label: sections.set("label"),
        post: sections.set("post"),
        first: sections.set("names first"),
        function: sections.set("names function"),
        location: sections.list("names location").into_iter().filter(|name| name.contains(' ')).collect(),
        agency: sections.set("agency"),
        paywall: sections.list("paywall"),
    }
});

/// The first word of a folded text, as phrases are looked up by it.
pub(crate) fn opener(folded: &str) -> &str {
    let bytes = folded.as_bytes();
    let end = bytes.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(bytes.len());
    let end = if bytes.get(end).is_none_or(u8::is_ascii) { Some(end) } else { folded.find(|c| !is_alphanumeric(c)) };
    end.map_or(folded, |end| &folded[..end])
}

/// The words of all languages by the section they stand in.
#[derive(Default)]
struct Sections(FxHashMap<&'static str, Vec<&'static str>>);

impl Sections {
    /// The words of a section, the longest first, so that a prefix never hides a longer phrase.
    fn list(&mut self, section: &str) -> Vec<&'static str> {
        let mut words = self.0.remove(section).unwrap_or_default();
        words.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        words.dedup();
        words
    }
    fn set(&mut self, section: &str) -> Words {
        self.0.remove(section).unwrap_or_default().into_iter().collect()
    }
}

/// The rows of one section of a language's table of page words.
pub(crate) fn rows(language: Language, section: &str) -> impl Iterator<Item = table::Row<'static>> {
    table::rows(language.tables().metadata).filter(move |row| row.section == section)
}
