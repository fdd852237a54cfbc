//! What is counted: the noun after a number, told from function words and adjectives by `nouns.tsv`.

use super::number::Reader;
use super::phrases::Phrases;
use super::quantity::Quantity;
use crate::document::fold;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::FxHashSet;

/// Where a language puts the noun among its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The first word that is no known adjective is the noun.
    AdjectivesListed,
    /// Nouns are plural in -s; all before them belongs to the phrase.
    PluralLast,
    /// Nouns have a capital.
    Capitals,
}

/// Words for counted nouns of one language.
#[derive(Debug)]
pub struct Nouns {
    order: Order,
    links: FxHashSet<Box<str>>,
    stops: FxHashSet<Box<str>>,
    /// Participles that lead from an amount to its use: `investis dans`.
    participles: FxHashSet<Box<str>>,
    adjectives: FxHashSet<Box<str>>,
    plurals: FxHashSet<Box<str>>,
    /// Words before a number that it only names: `article 49`, `rue`, `page`.
    pub references: Phrases<()>,
    /// Words of a scale whose number counts nothing: `magnitude 6,4`.
    pub measures: Phrases<()>,
    /// Words that, with a number word in them, are no figure: `premier ministre`, `one another`.
    pub idioms: Phrases<()>,
    /// Words after a number that make it an address.
    pub streets: FxHashSet<Box<str>>,
    /// Words before the numbers of a result.
    pub score_cues: FxHashSet<Box<str>>,
    rank_cues: FxHashSet<Box<str>>,
    /// Words for units that, after an article alone, are the thing itself: `un bar`, `a foot`.
    pub things: FxHashSet<Box<str>>,
    /// Endings of adjectives that stand before their noun (`drie gemiste strafworpen`).
    adjective_endings: Vec<Box<str>>,
    /// Endings that only verbs have.
    verb_endings: Vec<Box<str>>,
}

static NOUNS: PerLanguage<Nouns> = per_language!(build);

/// The nouns of `language`.
pub fn of(language: Language) -> &'static Nouns {
    NOUNS.get(language)
}

fn build(language: Language) -> Nouns {
    let mut nouns = Nouns {
        order: Order::AdjectivesListed,
        links: FxHashSet::default(),
        stops: FxHashSet::default(),
        participles: FxHashSet::default(),
        adjectives: FxHashSet::default(),
        plurals: FxHashSet::default(),
        references: Phrases::default(),
        measures: Phrases::default(),
        idioms: Phrases::default(),
        streets: FxHashSet::default(),
        score_cues: FxHashSet::default(),
        rank_cues: FxHashSet::default(),
        things: FxHashSet::default(),
        adjective_endings: Vec::new(),
        verb_endings: Vec::new(),
    };
    for row in table::rows(language.tables().nouns) {
        if row.section == "order" {
            nouns.order = match row.cell(0) {
                "plural_last" => Order::PluralLast,
                "capitals" => Order::Capitals,
                _ => Order::AdjectivesListed,
            };
            continue;
        }
        for form in row.alternatives(0) {
            let word: Box<str> = fold(form).into();
            match row.section {
                "link" => _ = nouns.links.insert(word),
                "stop" => _ = nouns.stops.insert(word),
                "participle" => _ = nouns.participles.insert(word),
                "adjective" => _ = nouns.adjectives.insert(word),
                "plural" => _ = nouns.plurals.insert(word),
                "reference" => nouns.references.add(form, language, ()),
                "measure" => nouns.measures.add(form, language, ()),
                "idiom" => nouns.idioms.add(form, language, ()),
                "street" => _ = nouns.streets.insert(word),
                "adjective_ending" => nouns.adjective_endings.push(word),
                "verb_ending" => nouns.verb_endings.push(word),
                "thing" => _ = nouns.things.insert(word),
                "rank" => _ = nouns.rank_cues.insert(word),
                "score" => _ = nouns.score_cues.insert(word),
                _ => {}
            }
        }
    }
    nouns
}

/// Whether atom `at` is glued to an elided word (`d'abonnés`).
fn after_elision(reader: &Reader<'_, '_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|b| reader.text(b).ends_with('\''))
}

/// Words between a number and its noun.
const REACH: usize = 4;

impl Nouns {
    /// `de`, `of`: joins a collective number and what it counts.
    pub fn is_link(&self, word: &str) -> bool {
        self.links.contains(word)
    }
    /// A function word or verb that no noun phrase goes on over.
    pub fn is_stop(&self, word: &str) -> bool {
        self.stops.contains(word) || self.links.contains(word) || self.is_participle(word)
    }
    /// A participle that leads from an amount to its use (`investis dans`); no noun phrase goes on over it.
    pub fn is_participle(&self, word: &str) -> bool {
        self.participles.contains(word)
    }
    /// A verb after which a bare ordinal is a rank (`finished second`).
    pub fn ranks(&self, word: &str) -> bool {
        self.rank_cues.contains(word)
    }
    /// An adjective that stands before its noun.
    pub fn is_adjective(&self, word: &str) -> bool {
        self.adjectives.contains(word)
    }

    /// The phrase counted by a number that ends before atom `at`: one past its last atom. `one`: a singular is expected.
    pub fn counted(&self, reader: &Reader<'_, '_>, at: usize, one: bool) -> Option<usize> {
        let mut best = None;
        for index in at..at + REACH {
            let Some(atom) = reader.atom(index).filter(|a| a.is_word() && a.last && (a.spaced || after_elision(reader, index)) && !a.taken)
            else {
                break;
            };
            let word = atom.text;
            if self.is_stop(word) || word.chars().count() < 2 {
                break;
            }
            if self.adjectives.contains(word) || self.is_before_noun(reader, index, word) {
                continue;
            }
            if reader.entry(index).is_some_and(|e| e.opens()) && !self.plurals.contains(word) {
                break;
            }
            match self.order {
                Order::AdjectivesListed if self.verb_endings.iter().any(|e| word.ends_with(&**e)) => return None,
                // A people is written with a capital: `trois Français`, `vier Nederlanders`.
                Order::AdjectivesListed if atom.capital => {
                    let people = !one && word.ends_with(['s', 'x']) && word.len() > 4;
                    let alone = reader.atom(index + 1).is_none_or(|next| !next.capital || !next.is_word());
                    return (people && alone).then_some(index + 1);
                }
                Order::AdjectivesListed => return Some(index + 1),
                Order::Capitals => {
                    if atom.capital {
                        return Some(index + 1);
                    }
                    if !word.ends_with(['e', 'n', 'r', 's', 'm']) {
                        return None;
                    }
                }
                Order::PluralLast => {
                    if one || self.is_plural(word) {
                        best = Some(index + 1);
                        break;
                    }
                }
            }
        }
        best
    }

    /// Whether `word`, atom `at`, has the ending of an adjective and a noun can follow it.
    fn is_before_noun(&self, reader: &Reader<'_, '_>, at: usize, word: &str) -> bool {
        let next = || reader.atom(at + 1).is_some_and(|a| a.is_word() && a.spaced && !a.capital && !a.dated && !self.is_stop(a.text));
        word.len() > 3 && self.adjective_endings.iter().any(|e| word.ends_with(&**e)) && next()
    }

    /// Whether the noun that ends before atom `end` is sure to be one, by the language's own signs.
    pub fn is_certain(&self, reader: &Reader<'_, '_>, end: usize) -> bool {
        self.order != Order::AdjectivesListed && reader.atom(end - 1).is_some()
    }

    /// Whether a word of games and votes stands near two numbers.
    pub fn score_near(&self, reader: &Reader<'_, '_>, first: &Quantity, second: &Quantity) -> bool {
        let near = first.start.saturating_sub(10)..(second.end + 6).min(reader.atoms.len());
        reader.atoms[near].iter().any(|a| self.score_cues.contains(a.text))
    }

    fn is_plural(&self, word: &str) -> bool {
        self.plurals.contains(word)
            || (word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "ous"].iter().any(|e| word.ends_with(e)))
    }
}
