//! The languages that have tables, and where the tables lie.
//!
//! A language is one folder of plain tables and one line in `languages!`. The tables are data ([`table`] says how they are
//! written); the extractors build their matchers from them, once, on first use.

pub(crate) mod chains;
pub(crate) mod conjugation;
pub mod detect;
pub(crate) mod given;
pub(crate) mod interner;
pub(crate) mod lexis;
pub(crate) mod page_words;
pub mod table;
pub(crate) mod verbs;
pub(crate) mod word_set;

use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Declares the languages: variant, ISO 639-1 code (also the folder), English name.
macro_rules! languages {
    ($($variant:ident $code:literal $name:literal;)*) => {
        /// A language that the extractors have tables for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Language { $(#[doc = $name] $variant,)* }

        impl Language {
            /// Every language, in the order of the registry.
            pub const ALL: &'static [Language] = &[$(Language::$variant),*];

            /// ISO 639-1 code.
            pub const fn code(self) -> &'static str {
                match self { $(Language::$variant => $code,)* }
            }
            /// English name.
            pub const fn name(self) -> &'static str {
                match self { $(Language::$variant => $name,)* }
            }
            /// The raw tables of the language.
            pub(crate) fn tables(self) -> &'static Tables {
                // A static is in the program once; constants, once for each part of it that reads them.
                static TABLES: [Tables; Language::ALL.len()] = [$(Tables {
                    words: include_str!(concat!($code, "/words.tsv")),
                    titles: include_str!(concat!($code, "/titles.tsv")),
                    roles: include_str!(concat!($code, "/roles.tsv")),
                    names: include_str!(concat!($code, "/names.tsv")),
                    abbreviations: include_str!(concat!($code, "/abbreviations.tsv")),
                    questions: include_str!(concat!($code, "/questions.tsv")),
                    quotations: include_str!(concat!($code, "/quotations.tsv")),
                    metadata: include_str!(concat!($code, "/metadata.tsv")),
                    numbers: include_str!(concat!($code, "/numbers.tsv")),
                    units: include_str!(concat!($code, "/units.tsv")),
                    money: include_str!(concat!($code, "/money.tsv")),
                    bounds: include_str!(concat!($code, "/bounds.tsv")),
                    nouns: include_str!(concat!($code, "/nouns.tsv")),
                    labels: include_str!(concat!($code, "/labels.tsv")),
                    dates: include_str!(concat!($code, "/dates.tsv")),
                }),*];
                &TABLES[self.index()]
            }
        }
    };
}

/// The text of every table of one language; one file each in the language's folder.
pub(crate) struct Tables {
    /// Words about names, and names that everyone writes alike.
    pub names: &'static str,
    /// Elisions, clitics and other facts about words that the tokeniser needs.
    pub words: &'static str,
    /// Abbreviations and the words around sentence ends.
    pub abbreviations: &'static str,
    /// Words that make questions.
    pub questions: &'static str,
    /// Words that attribute speech.
    pub quotations: &'static str,
    /// Words of pages about themselves: bylines, dates, credits, and common words.
    pub metadata: &'static str,
    /// Number words: cardinals, ordinals, fractions, collectives, scales.
    pub numbers: &'static str,
    /// Units of time, measure and rates.
    pub units: &'static str,
    /// Names of currencies.
    pub money: &'static str,
    /// Words that bound or join numbers.
    pub bounds: &'static str,
    /// Words around counted nouns, and numbers that are no figures.
    pub nouns: &'static str,
    /// Words that say what a figure is in the story.
    pub labels: &'static str,
    /// Words and patterns of calendar expressions.
    pub dates: &'static str,
    /// Titles and the words around them.
    pub titles: &'static str,
    /// Verb groups and patterns of roles and role changes.
    pub roles: &'static str,
}

/// The language-neutral names of well-known titles: one a line, by field.
pub(crate) fn slugs() -> &'static str {
    static SLUGS: &str = include_str!("slugs.tsv");
    SLUGS
}

languages! {
    Fr "fr" "French";
    En "en" "English";
    De "de" "German";
    Es "es" "Spanish";
    It "it" "Italian";
    Pt "pt" "Portuguese";
    Nl "nl" "Dutch";
}

impl Language {
    /// The language of an ISO 639-1 code or BCP 47 tag (`fr`, `fr-CA`, `FR_fr`); `None` where it has no tables.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let code = tag.split(['-', '_']).next().unwrap_or("").trim();
        Self::ALL.iter().copied().find(|l| l.code().eq_ignore_ascii_case(code))
    }

    /// Position in [`Language::ALL`], to index per-language caches.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether `head` (folded or as written in ASCII, without its apostrophe) is elided before a vowel in this language.
    pub(crate) fn elides(self, head: &str) -> bool {
        WORDS.get(self).elisions.iter().any(|e| e.eq_ignore_ascii_case(head))
    }

    /// Whether every noun is capitalised, so that a capital alone says nothing of a name.
    pub(crate) fn capitalises_nouns(self) -> bool {
        WORDS.get(self).capitalises_nouns
    }

    /// The nouns that are titles by themselves ("treasurer", "archevêque").
    pub(crate) fn title_nouns(self) -> impl Iterator<Item = &'static str> {
        let slugs: FxHashSet<&str> = table::rows(slugs()).map(|row| row.cell(0)).collect();
        let rows = table::rows(self.tables().titles).filter(move |row| slugs.contains(row.cell(0)));
        // A sign tells those that say little by themselves, and names of posts.
        rows.flat_map(|row| row.alternatives(1)).filter(|title| title.chars().all(char::is_alphabetic))
    }

    /// Whether the language writes clitics after an apostrophe (`’s`, `n’t`).
    pub(crate) fn has_clitics(self) -> bool {
        self == Language::En
    }
}

/// A value built from the tables of each language on first use.
pub(crate) struct PerLanguage<T: 'static> {
    cells: [LazyLock<T>; Language::ALL.len()],
}

impl<T> PerLanguage<T> {
    /// One initialiser a language, in the order of [`Language::ALL`]; use the `per_language!` macro.
    pub(crate) const fn new(cells: [LazyLock<T>; Language::ALL.len()]) -> Self {
        Self { cells }
    }
    /// The value for `language`.
    pub(crate) fn get(&self, language: Language) -> &T {
        &self.cells[language.index()]
    }
}

/// `per_language!(build)`: a [`PerLanguage`] whose values are `build(language)`, made on first use.
macro_rules! per_language {
    ($build:path) => {
        $crate::language::PerLanguage::new([
            std::sync::LazyLock::new(|| $build($crate::language::Language::Fr)),
            std::sync::LazyLock::new(|| $build($crate::language::Language::En)),
            std::sync::LazyLock::new(|| $build($crate::language::Language::De)),
            std::sync::LazyLock::new(|| $build($crate::language::Language::Es)),
            std::sync::LazyLock::new(|| $build($crate::language::Language::It)),
            std::sync::LazyLock::new(|| $build($crate::language::Language::Pt)),
            std::sync::LazyLock::new(|| $build($crate::language::Language::Nl)),
        ])
    };
}
pub(crate) use per_language;

struct Words {
    elisions: Vec<String>,
    capitalises_nouns: bool,
}

static WORDS: PerLanguage<Words> = per_language!(words);

fn words(language: Language) -> Words {
    let mut elisions = Vec::new();
    let mut capitalises_nouns = false;
    for row in table::rows(language.tables().words) {
        match row.section {
            "elision" => elisions.push(document_fold(row.cell(0))),
            "nouns" => capitalises_nouns = row.cell(0) == "capitalised",
            _ => {}
        }
    }
    Words { elisions, capitalises_nouns }
}

fn document_fold(text: &str) -> String {
    crate::document::fold(text)
}
