//! The words that attribute speech, from the table `quotations.tsv` of a language.

use crate::document::{Document, fold};
use crate::language::verbs::Endings;
use crate::language::word_set::WordSet;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What a verb of speech may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A quotation or a clause.
    Say,
    /// A clause, and the person told.
    Tell,
    /// A clause; quotations only in passing.
    Think,
    /// A quotation only.
    Speak,
    /// Quoted words within a sentence of the article's own.
    Judge,
    /// A question.
    Ask,
    /// What is to be done, as infinitive; else quoted words only.
    Order,
}

/// Whom a pronoun may stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
    Plural,
    /// A man or a woman: the language leaves the pronoun out, or the word does not tell.
    Either,
    /// Nobody named (`dit-on`, `ai-je`).
    Nobody,
}

/// All sections of one language's table.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    verbs: FxHashMap<String, Class>,
    pub(super) preposition: WordSet,
    pub(super) weak_preposition: WordSet,
    pub(super) that: WordSet,
    pronouns: FxHashMap<String, Gender>,
    latter: WordSet,
    latter_feminine: WordSet,
    inversions: Vec<(String, Gender)>,
    pub(super) auxiliary: WordSet,
    pub(super) determiner: WordSet,
    pub(super) spokesman: WordSet,
    pub(super) organization: WordSet,
    pub(super) person: WordSet,
    human: WordSet,
    feminine: FxHashSet<String>,
    /// Articles that tell a man from a woman.
    articles: FxHashMap<String, Gender>,
    pub(super) work: WordSet,
    pub(super) open: WordSet,
    pub(super) of: WordSet,
    pub(super) oblique: WordSet,
    honorifics: FxHashMap<String, Gender>,
    pub(super) verb_phrase: WordSet,
    /// Attributions that name nobody anew (`à ses yeux`).
    pub(super) own: WordSet,
    /// Auxiliaries of the perfect.
    pub(super) perfect: WordSet,
    /// Articles for what is known already.
    pub(super) definite: WordSet,
    /// Words that no clause begins with, for languages that leave "that" out.
    pub(super) unopened: WordSet,
    /// Whether verbs stand at the end of their clause.
    pub(super) ends_with_verb: bool,
    /// What joins an infinitive or a thing asked for to a verb of [`Class::Order`].
    pub(super) to: WordSet,
    /// Forms of verbs that tell the words of others (German subjunctive).
    pub(super) reported: WordSet,
    /// Those of them that stand in reported speech only.
    pub(super) reported_sure: WordSet,
    /// Prepositions that attribute only behind what is said (`…“, so X`).
    pub(super) closing: WordSet,
    /// Attribute to the name before them (`X zufolge`).
    pub(super) postposition: WordSet,
    /// Begin a clause that attributes what follows it (`as X said, …`).
    pub(super) as_told: WordSet,
    /// Join a question to a verb of asking.
    pub(super) asked: WordSet,
    /// Verbs whose plain object tells what is said (`denied the charge`).
    pub(super) object: WordSet,
    /// Verb forms that are nouns as well.
    pub(super) noun: WordSet,
    /// Forms that only the verb of a clause has.
    pub(super) finite: WordSet,
    infinitives: WordSet,
    infinitive_endings: Vec<String>,
    /// May stand between a verb and the infinitive that it governs.
    pub(super) before_infinitive: WordSet,
    /// Whether all nouns are upper case.
    pub(super) nouns_capital: bool,
    /// Whether an insertion may put its subject before its verb (`…, X said`).
    pub(super) subject_first: bool,
    /// Whether a verb may do without a subject.
    pub(super) drops_subject: bool,
}

static LEXICONS: PerLanguage<Lexicon> = per_language!(build);

/// The lexicon of `language`.
pub(super) fn of(language: Language) -> &'static Lexicon {
    LEXICONS.get(language)
}

fn gender(cell: &str) -> Gender {
    match cell {
        "f" => Gender::Feminine,
        "p" => Gender::Plural,
        "n" => Gender::Nobody,
        _ => Gender::Masculine,
    }
}

fn class(cell: &str) -> Class {
    match cell {
        "tell" => Class::Tell,
        "think" => Class::Think,
        "speak" => Class::Speak,
        "judge" => Class::Judge,
        "ask" => Class::Ask,
        "order" => Class::Order,
        _ => Class::Say,
    }
}

fn build(language: Language) -> Lexicon {
    let mut lexicon = Lexicon::default();
    let mut endings = Endings::default();
    for row in table::rows(language.tables().quotations) {
        let entry = row.cell(0);
        let words = match row.section {
            "ending" => {
                endings.insert(entry, row.cell(1));
                continue;
            }
            "verb" => {
                for form in endings.forms(entry) {
                    lexicon.verbs.insert(form, class(row.cell(1)));
                }
                continue;
            }
            "pronoun" => {
                lexicon.pronouns.insert(fold(entry), gender(row.cell(1)));
                continue;
            }
            "honorific" => {
                lexicon.honorifics.insert(fold(entry), gender(row.cell(1)));
                continue;
            }
            "inversion" => {
                lexicon.inversions.push((fold(entry), gender(row.cell(1))));
                continue;
            }
            "preposition" if row.cell(1) == "closing" => &mut lexicon.closing,
            "preposition" if row.cell(1) == "weak" => &mut lexicon.weak_preposition,
            "preposition" => &mut lexicon.preposition,
            "latter" if row.cell(1) == "f" => &mut lexicon.latter_feminine,
            "latter" => &mut lexicon.latter,
            "that" => &mut lexicon.that,
            "auxiliary" => &mut lexicon.auxiliary,
            "determiner" => &mut lexicon.determiner,
            "spokesman" => &mut lexicon.spokesman,
            "organization" => &mut lexicon.organization,
            "person" => &mut lexicon.person,
            "human" => &mut lexicon.human,
            "work" => &mut lexicon.work,
            "open" => &mut lexicon.open,
            "of" => &mut lexicon.of,
            "verb_phrase" => &mut lexicon.verb_phrase,
            "own" => &mut lexicon.own,
            "to" => &mut lexicon.to,
            "reported" => &mut lexicon.reported,
            "reported_sure" => {
                lexicon.reported.insert(entry);
                &mut lexicon.reported_sure
            }
            "postposition" => &mut lexicon.postposition,
            "as" => &mut lexicon.as_told,
            "asked" => &mut lexicon.asked,
            "object" => &mut lexicon.object,
            "noun" => &mut lexicon.noun,
            "finite" => &mut lexicon.finite,
            "infinitive" if entry.starts_with('-') => {
                lexicon.infinitive_endings.push(fold(&entry[1..]));
                continue;
            }
            "infinitive" => &mut lexicon.infinitives,
            "before_infinitive" => &mut lexicon.before_infinitive,
            "perfect" => &mut lexicon.perfect,
            "definite" => {
                if !row.cell(1).is_empty() {
                    lexicon.articles.insert(fold(entry), gender(row.cell(1)));
                }
                &mut lexicon.definite
            }
            "unopened" => &mut lexicon.unopened,
            "oblique" => &mut lexicon.oblique,
            _ => continue,
        };
        words.insert(entry);
    }
    // The longest inversion first, so that "-t-il" is not read as "-il".
    lexicon.inversions.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    language.title_nouns().for_each(|noun| lexicon.human.insert(noun));
    lexicon.feminine = feminine(&lexicon);
    lexicon.subject_first = language == Language::En;
    lexicon.nouns_capital = language == Language::De;
    lexicon.ends_with_verb = matches!(language, Language::De | Language::Nl);
    lexicon.drops_subject = matches!(language, Language::Es | Language::It | Language::Pt);
    lexicon
}

/// The nouns for people that have a masculine partner among them ("présidente" beside "président").
fn feminine(lexicon: &Lexicon) -> FxHashSet<String> {
    const PAIRS: [(&str, &str); 10] = [
        ("trice", "teur"),
        ("trice", "tore"),
        ("euse", "eur"),
        ("ère", "er"),
        ("ora", "or"),
        ("ina", "ino"),
        ("in", ""),
        ("a", "o"),
        ("e", ""),
        ("fe", "f"),
    ];
    let partner = |word: &str| {
        PAIRS.iter().any(|(f, m)| {
            word.strip_suffix(f)
                .is_some_and(|stem| !stem.is_empty() && lexicon.is_person(&format!("{stem}{m}")) && format!("{stem}{m}") != word)
        })
    };
    lexicon.person.words().chain(lexicon.human.words()).filter(|word| partner(word)).map(str::to_owned).collect()
}

impl Lexicon {
    /// The class of the verb form `word`; an inverted form (`explique-t-il`) counts as its verb.
    pub(super) fn verb(&self, word: &str) -> Option<Class> {
        self.verbs.get(word).copied().or_else(|| {
            let (ending, _) = self.inversion(word)?;
            self.verbs.get(&word[..word.len() - ending]).copied()
        })
    }
    /// Length of the inverted pronoun that `word` ends with, and whom it stands for.
    pub(super) fn inversion(&self, word: &str) -> Option<(usize, Gender)> {
        if self.inversions.is_empty() || !word.contains('-') {
            return None;
        }
        self.inversions.iter().find(|(ending, _)| word.len() > ending.len() && word.ends_with(ending.as_str())).map(|(e, g)| (e.len(), *g))
    }
    /// Whether the form of the verb tells the words of others.
    pub(super) fn subjunctive(&self) -> bool {
        !self.reported_sure.is_empty()
    }
    /// Whether `word` is an infinitive by its form.
    pub(super) fn is_infinitive(&self, word: &str) -> bool {
        self.infinitives.has(word)
            || self.infinitive_endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }
    /// Whom the pronoun `word` stands for.
    pub(super) fn pronoun(&self, word: &str) -> Option<Gender> {
        self.pronouns.get(word).copied()
    }
    /// The gender that an honorific (`Mme`, `Mr`) or a title in the feminine gives.
    pub(super) fn title_gender(&self, word: &str) -> Option<Gender> {
        let honorific = self.honorifics.get(word.trim_end_matches('.')).copied();
        honorific.or_else(|| self.feminine.contains(word).then_some(Gender::Feminine))
    }
    /// Whether `word` is a noun for people, one that says what a speaker is or any other.
    pub(super) fn is_person(&self, word: &str) -> bool {
        self.person.has(word) || self.human.has(word)
    }
    /// Whom the article `word` may stand before.
    pub(super) fn article_gender(&self, word: &str) -> Option<Gender> {
        self.articles.get(word).copied()
    }
    /// The gender of the phrase for the one named last that `range` begins with.
    pub(super) fn latter(&self, document: &Document, range: Range<usize>) -> Option<Gender> {
        if self.latter_feminine.at(document, range.clone()) > 0 {
            return Some(Gender::Feminine);
        }
        (self.latter.at(document, range) > 0).then_some(Gender::Masculine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::word_set::unreachable;

    #[test]
    fn every_row_can_match() {
        for &language in Language::ALL {
            let mut endings = Endings::default();
            let mut entries = Vec::new();
            for row in table::rows(language.tables().quotations) {
                match row.section {
                    "ending" => endings.insert(row.cell(0), row.cell(1)),
                    "inversion" => {}
                    "infinitive" if row.cell(0).starts_with('-') => {}
                    "verb" => {
                        let forms = endings.forms(row.cell(0));
                        assert!(!forms.is_empty(), "{} line {}: no forms", language.code(), row.line);
                        entries.extend(forms.into_iter().map(|form| (row.line, form)));
                    }
                    _ => entries.push((row.line, row.cell(0).to_owned())),
                }
            }
            assert_eq!(unreachable(language, entries.into_iter()), Vec::<String>::new(), "{}", language.code());
        }
    }
}
