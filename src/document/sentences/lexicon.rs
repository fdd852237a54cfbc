//! What the table of abbreviations says of the words before and after a full stop.

use crate::document::fold;
use crate::language::verbs::Endings;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};

/// What may follow an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// No sentence ends here.
    Never,
    /// Goes with a number that follows; else it is an ordinary word.
    Number,
    /// Part of a name: ends the sentence only before a word that can only begin one.
    Name,
    /// An ordinary end, but one that a lower-case word may follow.
    End,
}

/// The words of one language that matter at sentence ends, all folded.
pub(super) struct Lexicon {
    /// Abbreviations without spaces and last point; the flag asks for an upper-case first letter.
    abbreviations: FxHashMap<String, Vec<(Abbreviation, bool)>>,
    starters: FxHashSet<String>,
    particles: FxHashSet<String>,
    ordinals: FxHashSet<String>,
    months: FxHashSet<String>,
    marked: FxHashSet<String>,
    endings: Vec<String>,
    vowels: bool,
    language: Language,
}

/// The longest abbreviation, in tokens, that is looked for.
pub(super) const LONGEST: usize = 8;

static LEXICONS: PerLanguage<Lexicon> = per_language!(build);
/// Verbs that may follow a quoted question and its asker ("“Why?” Smith asked"): thousands of forms, which few articles need.
static SAYS: PerLanguage<FxHashSet<String>> = per_language!(says);

/// The lexicon of `language`.
pub(super) fn of(language: Language) -> &'static Lexicon {
    LEXICONS.get(language)
}

fn build(language: Language) -> Lexicon {
    let mut lexicon = Lexicon {
        abbreviations: FxHashMap::default(),
        starters: FxHashSet::default(),
        particles: FxHashSet::default(),
        ordinals: FxHashSet::default(),
        months: FxHashSet::default(),
        marked: FxHashSet::default(),
        endings: Vec::new(),
        vowels: language == Language::It,
        language,
    };
    for row in table::rows(language.tables().abbreviations) {
        let written = row.cell(0);
        let class = match row.section {
            "never" => Abbreviation::Never,
            "number" => Abbreviation::Number,
            "name" => Abbreviation::Name,
            "end" => Abbreviation::End,
            "ending" => {
                lexicon.endings.push(fold(written));
                continue;
            }
            section => {
                match section {
                    "starter" => lexicon.starters.insert(fold(written)),
                    "particle" => lexicon.particles.insert(fold(written)),
                    "ordinal" => lexicon.ordinals.insert(fold(written)),
                    "month" => lexicon.months.insert(fold(written)),
                    "mark" => lexicon.marked.insert(fold(written)),
                    _ => false,
                };
                continue;
            }
        };
        let capital = written.chars().next().is_some_and(char::is_uppercase);
        let key: String = fold(written).chars().filter(|c| !c.is_whitespace()).collect();
        lexicon.abbreviations.entry(key).or_default().push((class, capital));
    }
    lexicon
}

/// The verbs of asking and saying in the language's table of quotations.
fn says(language: Language) -> FxHashSet<String> {
    let mut endings = Endings::default();
    let mut says = FxHashSet::default();
    for row in table::rows(language.tables().quotations) {
        match row.section {
            "ending" => endings.insert(row.cell(0), row.cell(1)),
            "verb" if matches!(row.cell(1), "say" | "speak" | "ask") => {
                endings.forms(row.cell(0), |form| {
                    says.insert(form.to_owned());
                });
            }
            _ => {}
        }
    }
    says
}

impl Lexicon {
    /// Whether `word` is a verb of saying.
    pub(super) fn says(&self, word: &str) -> bool {
        SAYS.get(self.language).contains(word)
    }
    /// The class of the abbreviation `key` (folded, no spaces, no last point), written with a `capital` or not.
    pub(super) fn abbreviation(&self, key: &str, capital: bool) -> Option<Abbreviation> {
        let Some(entries) = self.abbreviations.get(key) else {
            return self
                .endings
                .iter()
                .any(|ending| key.len() > ending.len() && key.ends_with(ending.as_str()))
                .then_some(Abbreviation::Number);
        };
        entries
            .iter()
            .find(|(_, upper)| *upper == capital)
            .or_else(|| entries.iter().find(|(_, upper)| !upper && key.len() > 1))
            .map(|&(class, _)| class)
    }
    /// Whether `word` begins sentences and no names.
    pub(super) fn starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
    /// Whether `word`, though a starter, also begins a name.
    pub(super) fn particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }
    /// Whether a number with a point after `word` is an ordinal.
    pub(super) fn before_ordinal(&self, word: &str) -> bool {
        self.ordinals.contains(word)
    }
    /// Whether an ordinal is at home before `word`.
    pub(super) fn after_ordinal(&self, word: &str) -> bool {
        self.months.contains(word)
    }
    /// Whether the language writes ordinals with a point at all.
    pub(super) fn has_ordinals(&self) -> bool {
        !self.ordinals.is_empty()
    }
    /// Whether the words of the language end in vowels, so that other endings tell an abbreviation.
    pub(super) fn ends_in_vowels(&self) -> bool {
        self.vowels
    }
    /// Whether `word` is a name that is written with a mark of its own (`Yahoo!`).
    pub(super) fn marked(&self, word: &str) -> bool {
        self.marked.contains(word)
    }
}
