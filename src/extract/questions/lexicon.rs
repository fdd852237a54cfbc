//! The words that make questions, from the table `questions.tsv` of a language.

use crate::document::fold;
use crate::language::word_set::WordSet;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::FxHashMap;

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

/// All sections of one language's table.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    wh: FxHashMap<String, Wh>,
    pub(super) lead: WordSet,
    pub(super) preposition: WordSet,
    pub(super) opener: WordSet,
    inversion: Vec<String>,
    infinitives: Vec<String>,
    pub(super) tag: WordSet,
    pub(super) or: WordSet,
    pub(super) alternative: WordSet,
    pub(super) bare: WordSet,
    /// What begins a question that stands alone in its block without a mark.
    pub(super) heading: WordSet,
    joins: FxHashMap<String, Join>,
    pub(super) ask: WordSet,
    pub(super) know: WordSet,
    pub(super) narrow: WordSet,
    pub(super) filler: WordSet,
    pub(super) determiner: WordSet,
    pub(super) loose: WordSet,
    pub(super) barrier: WordSet,
    pub(super) refusing: WordSet,
    pub(super) negation: WordSet,
    pub(super) unasked: WordSet,
    /// Of the words that ask only at the start, those that also ask after a preposition (`com que`).
    pub(super) after_preposition: WordSet,
    pub(super) after: WordSet,
}

static LEXICONS: PerLanguage<Lexicon> = per_language!(build);

/// The lexicon of `language`.
pub(super) fn of(language: Language) -> &'static Lexicon {
    LEXICONS.get(language)
}

fn build(language: Language) -> Lexicon {
    let mut lexicon = Lexicon::default();
    for row in table::rows(language.tables().questions) {
        let entry = row.cell(0);
        let words = match row.section {
            "wh" => {
                let wh = match row.cell(1) {
                    "free" => Wh::Free,
                    "weak" => Wh::Weak,
                    "direct" => Wh::Direct,
                    _ => Wh::Strong,
                };
                lexicon.wh.insert(fold(entry), wh);
                continue;
            }
            "if" => {
                let join = match row.cell(1) {
                    "free" => Join::Free,
                    "narrow" => Join::Narrow,
                    _ => Join::Asked,
                };
                lexicon.joins.insert(fold(entry), join);
                continue;
            }
            "inversion" => {
                lexicon.inversion.push(fold(entry));
                continue;
            }
            "infinitive" => {
                lexicon.infinitives.push(fold(entry));
                continue;
            }
            "lead" => &mut lexicon.lead,
            "preposition" => &mut lexicon.preposition,
            "opener" => &mut lexicon.opener,
            "tag" => &mut lexicon.tag,
            "or" => &mut lexicon.or,
            "alternative" => &mut lexicon.alternative,
            "bare" => &mut lexicon.bare,
            "heading" => &mut lexicon.heading,
            "ask" => &mut lexicon.ask,
            "know" => &mut lexicon.know,
            "narrow" => &mut lexicon.narrow,
            "filler" => &mut lexicon.filler,
            "determiner" => &mut lexicon.determiner,
            "barrier" => &mut lexicon.barrier,
            "loose" => &mut lexicon.loose,
            "refusing" => &mut lexicon.refusing,
            "negation" => &mut lexicon.negation,
            "after_preposition" => &mut lexicon.after_preposition,
            "unasked" => &mut lexicon.unasked,
            "after" => &mut lexicon.after,
            _ => continue,
        };
        words.insert(entry);
    }
    lexicon
}

impl Lexicon {
    /// Whether and how `word` asks.
    pub(super) fn wh(&self, word: &str) -> Option<Wh> {
        self.wh.get(word).copied()
    }
    /// Whether `word` joins an indirect question of yes or no, and what it needs before it.
    pub(super) fn joins(&self, word: &str) -> Option<Join> {
        self.joins.get(word).copied()
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
    use crate::language::word_set::unreachable;

    #[test]
    fn every_row_can_match() {
        for &language in Language::ALL {
            let rows = table::rows(language.tables().questions);
            let entries = rows.filter(|r| !matches!(r.section, "inversion" | "infinitive")).map(|r| (r.line, r.cell(0).to_owned()));
            assert_eq!(unreachable(language, entries), Vec::<String>::new(), "{}", language.code());
        }
    }
}
