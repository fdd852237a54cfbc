//! The words that make questions, from the table `questions.tsv` of a language.

use crate::document::fold;
use crate::language::lexis::{Known, Lexis, List, Phrases};
use crate::language::{Language, PerLanguage, per_language, table};

/// How surely a word asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wh {
    /// Always; an indirect question needs no other word.
    Free,
    /// Nearly always.
    Strong,
    /// It may also be a relative or a conjunction.
    Weak,
    /// Only at the start of a direct question.
    Direct,
    /// Behind what refers to a clause ("ce qui"); found, not written in the table.
    Clause,
}

impl Wh {
    fn read(cell: &str) -> Self {
        match cell {
            "free" => Self::Free,
            "weak" => Self::Weak,
            "direct" => Self::Direct,
            _ => Self::Strong,
        }
    }
}

/// What a word that joins an indirect question of yes or no needs before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// Nothing.
    Free,
    /// A word of asking.
    Asked,
    /// One of the narrow set of words of asking.
    Narrow,
}

impl Join {
    fn read(cell: &str) -> Self {
        match cell {
            "free" => Self::Free,
            "narrow" => Self::Narrow,
            _ => Self::Asked,
        }
    }
}

/// The lists of words, a section of the table each.
macro_rules! lists {
    ($($name:ident = $number:literal $section:literal,)*) => {
        $(pub(super) const $name: List = $number;)*

        fn list(section: &str) -> Option<List> {
            Some(match section {
                $($section => $name,)*
                _ => return None,
            })
        }
    };
}

lists! {
    WH = 0 "wh",
    IF = 1 "if",
    LEAD = 2 "lead",
    PREPOSITION = 3 "preposition",
    OPENER = 4 "opener",
    TAG = 5 "tag",
    OR = 6 "or",
    ALTERNATIVE = 7 "alternative",
    BARE = 8 "bare",
    // What begins a question that stands alone in its block without a mark.
    HEADING = 9 "heading",
    ASK = 10 "ask",
    KNOW = 11 "know",
    NARROW = 12 "narrow",
    FILLER = 13 "filler",
    DETERMINER = 14 "determiner",
    LOOSE = 15 "loose",
    BARRIER = 16 "barrier",
    REFUSING = 17 "refusing",
    NEGATION = 18 "negation",
    UNASKED = 19 "unasked",
    // Of the words that ask only at the start, those that also ask after a preposition (`com que`).
    AFTER_PREPOSITION = 20 "after_preposition",
    AFTER = 21 "after",
    AND = 22 "and",
    ANTECEDENT = 23 "antecedent",
    // What begins a noun phrase.
    ARTICLE = 24 "article",
    // What only makes a request of the question behind it (`may I ask`).
    POLITE = 25 "polite",
    // Forms that tell of what is known and ask only if negated (`sait ce que`).
    KNOWING = 26 "knowing",
    // Pronouns that stand behind the verb of a question.
    SUBJECT = 27 "subject",
    // Words that make a choice of any "or" behind them (`rather`).
    CHOICE = 28 "choice",
}

/// All sections of one language's table.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) lexis: Lexis,
    wh: Phrases<Wh>,
    joins: Phrases<Join>,
    inversion: Vec<String>,
    infinitives: Vec<String>,
    /// Whether words may stand between a word of asking and its question.
    pub(super) is_loose: bool,
    /// Whether a comma always parts a clause from the one that it is a part of.
    pub(super) parts_clauses: bool,
}

static LEXICONS: PerLanguage<Lexicon> = per_language!(build);

/// The lexicon of `language`.
pub(super) fn of(language: Language) -> &'static Lexicon {
    LEXICONS.get(language)
}

fn build(language: Language) -> Lexicon {
    let (lexis, wh, joins) = (Lexis::default(), Phrases::new(WH), Phrases::new(IF));
    let parts_clauses = matches!(language, Language::De | Language::Nl);
    let mut lexicon = Lexicon { lexis, wh, joins, inversion: Vec::new(), infinitives: Vec::new(), is_loose: false, parts_clauses };
    for row in table::rows(language.tables().questions) {
        let entry = fold(row.cell(0));
        match (row.section, list(row.section)) {
            ("inversion", _) => lexicon.inversion.push(entry),
            ("infinitive", _) => lexicon.infinitives.push(entry),
            (_, Some(WH)) => lexicon.wh.add(&mut lexicon.lexis, [&*entry], Wh::read(row.cell(1))),
            (_, Some(IF)) => lexicon.joins.add(&mut lexicon.lexis, [&*entry], Join::read(row.cell(1))),
            (_, Some(list)) => {
                lexicon.is_loose |= list == LOOSE;
                lexicon.lexis.add_entry(list, &entry);
            }
            (_, None) => {}
        }
    }
    lexicon
}

impl Lexicon {
    /// Whether and how a word asks.
    pub(super) fn wh(&self, word: Known) -> Option<Wh> {
        self.wh.value(&self.lexis, word)
    }
    /// Whether a word joins an indirect question of yes or no, and what it needs before it.
    pub(super) fn joins(&self, word: Known) -> Option<Join> {
        self.joins.value(&self.lexis, word)
    }
    /// Whether `word` looks like an infinitive of a language where one may ask by itself ("Comment choisir").
    pub(super) fn infinitive(&self, word: &str) -> bool {
        self.infinitives.iter().any(|ending| word.len() > ending.len() + 1 && word.ends_with(ending.as_str()))
    }
    /// Whether `word` is a verb with its subject after it (`cherche-t-elle`).
    pub(super) fn inverted(&self, word: &str) -> bool {
        word != "rendez-vous"
            && self
                .inversion
                .iter()
                .any(|ending| word.strip_suffix(ending.as_str()).is_some_and(|verb| verb.len() > 1 || verb == "a" || verb == "y"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::lexis::unreachable;

    #[test]
    fn every_row_can_match() {
        for &language in Language::ALL {
            let rows = table::rows(language.tables().questions);
            let entries = rows.filter(|r| !matches!(r.section, "inversion" | "infinitive")).map(|r| (r.line, r.cell(0).to_owned()));
            assert_eq!(unreachable(language, entries), Vec::<String>::new(), "{}", language.code());
        }
    }
}
