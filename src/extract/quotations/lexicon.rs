//! The words that attribute speech, from the table `quotations.tsv` of a language.

use super::kinds::{add_kinds, kind_bits};
use crate::document::fold;
use crate::language::lexis::{Known, Lexis, List, Phrases, lists};
use crate::language::verbs::Endings;
use crate::language::{Language, PerLanguage, per_language, table};

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
    /// What is to be done, as infinitive or clause; else quoted words only.
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
    /// A body (`it said`).
    Thing,
    /// Nobody named (`dit-on`, `ai-je`).
    Nobody,
}

lists! {
    VERB,
    PRONOUN,
    HONORIFIC,
    /// Articles that tell a man from a woman.
    ARTICLE,
    PREPOSITION,
    WEAK_PREPOSITION,
    THAT,
    LATTER,
    LATTER_FEMININE,
    AUXILIARY,
    DETERMINER,
    SPOKESMAN,
    ORGANIZATION,
    /// Nouns of institutions, which stand for one whose name has the noun and for no other.
    INSTITUTION,
    PERSON,
    HUMAN,
    /// Nouns for women.
    FEMININE,
    WORK,
    OPEN,
    OF,
    OBLIQUE,
    VERB_PHRASE,
    /// Attributions that name nobody anew (`à ses yeux`).
    OWN,
    /// Auxiliaries of the perfect.
    PERFECT,
    /// Articles for what is known already.
    DEFINITE,
    /// Words that no clause begins with, for languages that leave "that" out.
    UNOPENED,
    /// What joins an infinitive or a thing asked for to a verb of [`Class::Order`].
    TO,
    /// What joins a gerund to one.
    TO_GERUND,
    /// Auxiliaries of the passive.
    PASSIVE,
    /// Behind words between marks, say that these are a name.
    NAMING,
    /// Forms of verbs that tell the words of others (German subjunctive).
    REPORTED,
    /// Those of them that stand in reported speech only.
    REPORTED_SURE,
    /// Prepositions that attribute only behind what is said (`…“, so X`).
    CLOSING,
    /// Attribute to the name before them (`X zufolge`).
    POSTPOSITION,
    /// Begin a clause that attributes what follows it (`as X said, …`).
    AS_TOLD,
    /// Join a question to a verb of asking.
    ASKED,
    /// Verbs whose plain object tells what is said (`denied the charge`).
    OBJECT,
    /// Verb forms that are nouns as well.
    NOUN,
    /// Forms that only the verb of a clause has.
    FINITE,
    INFINITIVE,
    /// May stand between a verb and the infinitive that it governs.
    BEFORE_INFINITIVE,
    /// Nouns that say what somebody does.
    KIND,
    /// Before a noun, name somebody new.
    INDEFINITE,
    /// Before a name, make it the matter that is talked about.
    CASE,
    /// Begin what tells, behind a quotation, whose words it was.
    POINTING,
    /// Stands for a body named before.
    THING,
    /// Lead to whoever does what a passive tells.
    AGENT,
    /// Right behind an article, mean somebody by where they are from.
    DEMONYM,
    /// Behind a number and a hyphen, mean somebody by how old they are.
    AGE,
    /// Lead to whoever lends a body the voice (`par la voix de`).
    VOICE,
    /// Nouns of what somebody wrote.
    DOCUMENT,
    /// Lead to who wrote it, beside what leads to an owner or an agent (`a letter from X`).
    AUTHOR,
    /// Verbs of saying without a subject (`heißt es`).
    IMPERSONAL,
    /// Join two who speak together.
    AND,
    /// Stand for two people named before.
    BOTH,
    /// Nouns that announce somebody's words.
    RESPONSE,
    /// Stand for the first and the last of two people named before, behind an article.
    FIRST,
    SECOND,
    /// Lead to whom a sentence is about, though they are prepositions (`quant à`).
    AS_FOR,
    /// Before a title: it is still to be taken, about to be left, or was held before.
    INCOMING,
    OUTGOING,
    FORMER,
}

/// All sections of one language's table.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) lexis: Lexis,
    verbs: Phrases<Class>,
    pronouns: Phrases<Gender>,
    honorifics: Phrases<Gender>,
    articles: Phrases<Gender>,
    pub(super) kinds: Phrases<u32>,
    inversions: Vec<(String, Gender)>,
    infinitive_endings: Vec<String>,
    participle_endings: Vec<String>,
    gerund_endings: Vec<String>,
    /// Whether the table tells what a clause may open with, and what not.
    pub(super) has_open: bool,
    pub(super) has_unopened: bool,
    /// Whether the form of the verb tells the words of others.
    pub(super) subjunctive: bool,
    /// Whether verbs stand at the end of their clause.
    pub(super) ends_with_verb: bool,
    /// Whether all nouns are upper case.
    pub(super) nouns_capital: bool,
    /// Whether an insertion may put its subject before its verb (`…, X said`).
    pub(super) subject_first: bool,
    /// Whether a verb may do without a subject.
    pub(super) drops_subject: bool,
    /// Whether the words for the one named last tell a woman from a man.
    pub(super) latter_tells: bool,
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

/// The list that a row adds to.
fn list(row: &table::Row<'_>) -> Option<List> {
    Some(match (row.section, row.cell(1)) {
        ("preposition", "closing") => CLOSING,
        ("preposition", "weak") => WEAK_PREPOSITION,
        ("preposition", _) => PREPOSITION,
        ("latter", "f") => LATTER_FEMININE,
        ("latter", _) => LATTER,
        ("that", _) => THAT,
        ("auxiliary", _) => AUXILIARY,
        ("determiner", _) => DETERMINER,
        ("spokesman", _) => SPOKESMAN,
        ("organization", _) => ORGANIZATION,
        ("institution", _) => INSTITUTION,
        ("person", _) => PERSON,
        ("human", _) => HUMAN,
        ("work", _) => WORK,
        ("open", _) => OPEN,
        ("of", _) => OF,
        ("verb_phrase", _) => VERB_PHRASE,
        ("own", _) => OWN,
        ("to", "gerund") => TO_GERUND,
        ("to", _) => TO,
        ("passive", _) => PASSIVE,
        ("naming", _) => NAMING,
        ("reported", _) => REPORTED,
        ("reported_sure", _) => REPORTED_SURE,
        ("postposition", _) => POSTPOSITION,
        ("as", _) => AS_TOLD,
        ("asked", _) => ASKED,
        ("object", _) => OBJECT,
        ("noun", _) => NOUN,
        ("finite", _) => FINITE,
        ("infinitive", _) => INFINITIVE,
        ("before_infinitive", _) => BEFORE_INFINITIVE,
        ("perfect", _) => PERFECT,
        ("definite", _) => DEFINITE,
        ("unopened", _) => UNOPENED,
        ("indefinite", _) => INDEFINITE,
        ("case", _) => CASE,
        ("pointing", _) => POINTING,
        ("as_for", _) => AS_FOR,
        ("agent", _) => AGENT,
        ("voice", _) => VOICE,
        ("document", _) => DOCUMENT,
        ("author", _) => AUTHOR,
        ("impersonal", _) => IMPERSONAL,
        ("thing", _) => THING,
        ("demonym", _) => DEMONYM,
        ("age", _) => AGE,
        ("and", _) => AND,
        ("both", _) => BOTH,
        ("response", _) => RESPONSE,
        ("ordinal", "first") => FIRST,
        ("ordinal", _) => SECOND,
        ("status", "incoming") => INCOMING,
        ("status", "outgoing") => OUTGOING,
        ("status", _) => FORMER,
        ("oblique", _) => OBLIQUE,
        _ => return None,
    })
}

fn build(language: Language) -> Lexicon {
    let mut lexicon = Lexicon {
        lexis: Lexis::default(),
        verbs: Phrases::new(VERB),
        pronouns: Phrases::new(PRONOUN),
        honorifics: Phrases::new(HONORIFIC),
        articles: Phrases::new(ARTICLE),
        kinds: Phrases::new(KIND),
        inversions: Vec::new(),
        infinitive_endings: Vec::new(),
        participle_endings: Vec::new(),
        gerund_endings: Vec::new(),
        has_open: false,
        has_unopened: false,
        subjunctive: false,
        ends_with_verb: matches!(language, Language::De | Language::Nl),
        nouns_capital: language == Language::De,
        subject_first: language == Language::En,
        drops_subject: matches!(language, Language::Es | Language::It | Language::Pt),
        latter_tells: false,
    };
    let mut endings = Endings::default();
    let mut verbs = Vec::new();
    let mut kinds: Vec<(String, u32)> = Vec::new();
    for row in table::rows(language.tables().quotations) {
        let entry = fold(row.cell(0));
        match row.section {
            "ending" => endings.insert(row.cell(0), row.cell(1)),
            "verb" => verbs.push(row),
            "kind" => kinds.extend(row.alternatives(1).map(|noun| (fold(noun), kind_bits(row.cell(0))))),
            "pronoun" => lexicon.pronouns.add(&mut lexicon.lexis, [&*entry], gender(row.cell(1))),
            "honorific" => lexicon.honorifics.add(&mut lexicon.lexis, [&*entry], gender(row.cell(1))),
            "inversion" => lexicon.inversions.push((entry, gender(row.cell(1)))),
            "infinitive" if entry.starts_with('-') => lexicon.infinitive_endings.push(entry[1..].to_owned()),
            "participle" => lexicon.participle_endings.push(entry.trim_start_matches('-').to_owned()),
            "gerund" => lexicon.gerund_endings.push(entry.trim_start_matches('-').to_owned()),
            _ => {
                let Some(list) = list(&row) else { continue };
                if list == DEFINITE && !row.cell(1).is_empty() {
                    lexicon.articles.add(&mut lexicon.lexis, [&*entry], gender(row.cell(1)));
                }
                if list == REPORTED_SURE {
                    lexicon.lexis.add_entry(REPORTED, &entry);
                }
                lexicon.latter_tells |= list == LATTER_FEMININE;
                lexicon.has_open |= list == OPEN;
                lexicon.has_unopened |= list == UNOPENED;
                lexicon.subjunctive |= list == REPORTED_SURE;
                lexicon.lexis.add_entry(list, &entry);
            }
        }
    }
    // Of a form with several classes the last one counts.
    for row in verbs.iter().rev() {
        endings.forms(row.cell(0), |form| lexicon.verbs.add(&mut lexicon.lexis, [form], class(row.cell(1))));
    }
    // The longest inversion first, so that "-t-il" is not read as "-il".
    lexicon.inversions.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
    language.title_nouns().for_each(|noun| lexicon.lexis.add_entry(HUMAN, &fold(noun)));
    add_kinds(&mut lexicon, kinds);
    add_status(&mut lexicon, language);
    mark_feminine(&mut lexicon);
    lexicon
}

/// Adds the words of the titles' table that tell whether a post is held, and where somebody is from.
fn add_status(lexicon: &mut Lexicon, language: Language) {
    for row in table::rows(language.tables().titles) {
        let list = match row.section {
            "incoming" => INCOMING,
            "outgoing" => OUTGOING,
            "former" => FORMER,
            "nationality" => DEMONYM,
            _ => continue,
        };
        let words = row.alternatives(0).filter(|word| word.chars().all(char::is_alphabetic));
        words.for_each(|word| lexicon.lexis.add_entry(list, &fold(word)));
    }
}

/// Marks the nouns for people that have a masculine partner among them ("présidente" beside "président").
fn mark_feminine(lexicon: &mut Lexicon) {
    const PAIRS: [(&str, &str); 14] = [
        ("trice", "teur"),
        ("trice", "tore"),
        ("euse", "eur"),
        ("ère", "er"),
        ("ora", "or"),
        ("ina", "ino"),
        ("in", ""),
        ("in", "e"),
        ("in", "er"),
        ("ière", "ier"),
        ("esse", ""),
        ("a", "o"),
        ("e", ""),
        ("fe", "f"),
    ];
    let mut masculine = String::new();
    let mut partner = |word: &str| {
        PAIRS.iter().any(|(f, m)| {
            let Some(stem) = word.strip_suffix(f).filter(|stem| !stem.is_empty()) else { return false };
            masculine.clear();
            masculine.push_str(stem);
            masculine.push_str(m);
            let known = |masculine: &str| lexicon.is_person(lexicon.lexis.know(masculine));
            // "Anwältin" beside "Anwalt".
            masculine != word && known(&masculine) || *f == "in" && known(&masculine.replace('ä', "a").replace('ö', "o"))
        })
    };
    let people = lexicon.lexis.words(|word| lexicon.is_person(word));
    let women: Vec<String> = people.filter(|word| partner(word)).map(str::to_owned).collect();
    women.iter().for_each(|word| lexicon.lexis.add(FEMININE, std::iter::once(&**word), 0));
}

impl Gender {
    /// Whether one person may be meant.
    pub(super) const fn is_person(self) -> bool {
        !matches!(self, Self::Nobody | Self::Plural | Self::Thing)
    }
}

impl Lexicon {
    /// The class of the verb form `word`; an inverted form (`explique-t-il`) counts as its verb.
    pub(super) fn verb(&self, word: &str, known: Known) -> Option<Class> {
        self.verbs.value(&self.lexis, known).or_else(|| {
            let (ending, _) = self.inversion(word)?;
            self.verbs.value(&self.lexis, self.lexis.know(&word[..word.len() - ending]))
        })
    }
    /// Length of the inverted pronoun that `word` ends with, and whom it stands for.
    pub(super) fn inversion(&self, word: &str) -> Option<(usize, Gender)> {
        if self.inversions.is_empty() || !word.contains('-') {
            return None;
        }
        self.inversions.iter().find(|(ending, _)| word.len() > ending.len() && word.ends_with(ending.as_str())).map(|(e, g)| (e.len(), *g))
    }
    /// Whether `word` is an infinitive by its form.
    pub(super) fn is_infinitive(&self, word: &str, known: Known) -> bool {
        known.is(INFINITIVE)
            || self.infinitive_endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }
    /// Whether a word ends with a noun for people and is longer: German compounds, and those with a hyphen elsewhere.
    pub(super) fn is_compound(&self, word: &str) -> bool {
        let person = |noun: &str| Some(self.lexis.know(noun)).is_some_and(|known| known.is(PERSON) || known.is(KIND));
        if word.rsplit_once('-').is_some_and(|(_, noun)| person(noun)) {
            return true;
        }
        if !self.nouns_capital {
            return false;
        }
        let mut ends = word.char_indices().map(|(at, _)| at).skip(4).take_while(|at| word.len() - at >= 5);
        ends.any(|at| person(&word[at..]))
    }
    /// Whether a verb form is a participle, in languages whose participles have a form of their own.
    pub(super) fn is_participle(&self, word: &str) -> bool {
        self.participle_endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }
    /// Whether a verb form is a gerund or present participle, whose subject is that of the sentence ("…, saying").
    pub(super) fn is_gerund(&self, word: &str) -> bool {
        self.gerund_endings.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }
    /// Whether the forms of the language tell an infinitive.
    pub(super) fn has_infinitives(&self) -> bool {
        !self.infinitive_endings.is_empty()
    }
    /// Whom a pronoun stands for.
    pub(super) fn pronoun(&self, word: Known) -> Option<Gender> {
        self.pronouns.value(&self.lexis, word)
    }
    /// The gender that an honorific (`Mme`, `Mr`) or a title in the feminine gives.
    pub(super) fn title_gender(&self, word: &str, known: Known) -> Option<Gender> {
        let bare = word.trim_end_matches('.');
        let honorific = if bare.len() == word.len() { known } else { self.lexis.know(bare) };
        self.honorifics.value(&self.lexis, honorific).or_else(|| known.is(FEMININE).then_some(Gender::Feminine))
    }
    /// Whether a word is a noun for people, one that says what a speaker is or any other.
    pub(super) const fn is_person(&self, word: Known) -> bool {
        word.is(PERSON) || word.is(HUMAN)
    }
    /// What somebody does who is called by a noun, a bit each: 0 for what anybody may be called, none where it is not known.
    pub(super) fn kinds(&self, word: Known) -> Option<u32> {
        self.kinds.value(&self.lexis, word)
    }
    /// Whom an article may stand before.
    pub(super) fn article_gender(&self, word: Known) -> Option<Gender> {
        self.articles.value(&self.lexis, word)
    }
}

#[cfg(test)]
mod tests {
    use super::super::kinds::KINDS;
    use super::*;
    use crate::language::lexis::unreachable;

    #[test]
    fn every_row_can_match() {
        for &language in Language::ALL {
            let mut endings = Endings::default();
            let mut entries = Vec::new();
            for row in table::rows(language.tables().quotations) {
                match row.section {
                    "ending" => endings.insert(row.cell(0), row.cell(1)),
                    "inversion" => {}
                    "kind" => {
                        assert!(KINDS.contains(&row.cell(0)), "{} line {}: {}", language.code(), row.line, row.cell(0));
                        entries.extend(row.alternatives(1).map(|noun| (row.line, noun.to_owned())));
                    }
                    "infinitive" | "participle" | "gerund" if row.cell(0).starts_with('-') => {}
                    "verb" => {
                        let before = entries.len();
                        endings.forms(row.cell(0), |form| entries.push((row.line, form.to_owned())));
                        assert!(entries.len() > before, "{} line {}: no forms", language.code(), row.line);
                    }
                    _ => entries.push((row.line, row.cell(0).to_owned())),
                }
            }
            assert_eq!(unreachable(language, entries.into_iter()), Vec::<String>::new(), "{}", language.code());
        }
    }
}
