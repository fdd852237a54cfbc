//! The number words of a language, from `numbers.tsv`.

use super::compose::Composer;
use super::phrases::Phrases;
use crate::document::fold;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};

/// Everything that one word can mean within a number.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Entry {
    /// A number to add.
    pub cardinal: Option<i128>,
    /// How much may be added after it, where that is not plain from its digits.
    pub room: Option<i128>,
    /// A hundred, to multiply by.
    pub hundred: bool,
    /// `vingt` after `quatre`.
    pub score: bool,
    /// The power of ten of a scale word.
    pub scale: Option<u32>,
    /// Joins numbers (`vingt et un`).
    pub and: bool,
    /// Joins a unit and tens (`fünf und zwanzig`).
    pub inverted: bool,
    /// An article that can mean one.
    pub article: bool,
    /// A number word that is also a pronoun.
    pub pronoun: bool,
    /// One half.
    pub half: bool,
    /// How many halves it says (`anderthalb`: three).
    pub halves: Option<i128>,
    /// The denominator that it names after a numerator.
    pub fraction: Option<i128>,
    /// The rank it names.
    pub ordinal: Option<i128>,
    /// `trentaine`, `dozen`: the number, and whether it is approximate on its own.
    pub collective: Option<(i128, bool)>,
    /// `dizaines`, `thousands`: a number of unknown count, given by its power or value.
    pub vague: Option<i128>,
    /// Whether such a word counts only before its link (`scores of`).
    pub vague_linked: bool,
    /// Comes before a collective or scale word to leave the count open (`plusieurs`).
    pub several: bool,
    /// Makes negative.
    pub minus: bool,
    /// The decimal mark as word.
    pub point: bool,
}

impl Entry {
    /// Whether a number can begin with it.
    pub fn opens(&self) -> bool {
        self.cardinal.is_some()
            || self.hundred
            || self.scale.is_some()
            || self.article
            || self.half
            || self.ordinal.is_some()
            || self.halves.is_some()
            || self.collective.is_some()
            || self.vague.is_some()
            || self.several
            || self.minus
            || self.point
            || self.fraction.is_some()
    }
}

/// When an abbreviated scale word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AbbreviationUse {
    /// Always.
    Any,
    /// Only glued to the digits.
    Glued,
    /// Only with a currency before or after.
    Money,
}

/// The number words of one language.
#[derive(Debug)]
pub struct Lexicon {
    /// Whether the decimal mark is a comma.
    pub decimal_comma: bool,
    words: FxHashMap<Box<str>, Entry>,
    /// `k`, `M`, `Md`, `bn`: power of ten and when they count.
    pub abbreviations: Phrases<(u32, AbbreviationUse)>,
    /// Whole phrases for "and a half".
    pub and_half: Phrases<()>,
    /// `la moitié`, `the majority`: fractions as nouns.
    pub half_of: Phrases<u32>,
    /// Letters that make an ordinal of digits before them.
    pub ordinal_suffixes: Phrases<()>,
    /// Such letters that may stand apart (`le 2 e tour`), as where a page raises them.
    pub apart_suffixes: FxHashSet<Box<str>>,
    /// Whether a point after digits makes an ordinal of them (`die 70. Minute`).
    pub point_ordinals: bool,
    /// Articles after which a scale word stands for one of it: `le million de visiteurs`.
    pub scale_articles: FxHashSet<Box<str>>,
    /// Nouns that `m` after a number counts in millions, not metres.
    pub million_of: FxHashSet<Box<str>>,
    /// Whether `vingt` multiplies a four before it.
    pub counts_in_scores: bool,
    /// Whether the word for thousand stands for one thousand without a number before it.
    pub bare_thousand: bool,
    /// Whether the language writes every noun with a capital, so that a capital makes no name.
    pub capital_nouns: bool,
    /// Whether a vague number takes its noun without a link (`honderden mensen`).
    pub bare_vague: bool,
    /// Units written together with the number before them (`dreijährig`).
    unit_suffixes: Vec<Box<str>>,
    /// Words written together, by first byte, longest first, where the language writes numbers as one word.
    pieces: FxHashMap<u8, Vec<(Box<str>, Entry)>>,
}

static LEXICONS: PerLanguage<Lexicon> = per_language!(build);

/// The number words of `language`.
pub fn of(language: Language) -> &'static Lexicon {
    LEXICONS.get(language)
}

fn build(language: Language) -> Lexicon {
    let mut lexicon = Lexicon {
        decimal_comma: true,
        words: FxHashMap::default(),
        abbreviations: Phrases::default(),
        and_half: Phrases::default(),
        half_of: Phrases::default(),
        ordinal_suffixes: Phrases::default(),
        apart_suffixes: FxHashSet::default(),
        point_ordinals: false,
        scale_articles: FxHashSet::default(),
        million_of: FxHashSet::default(),
        counts_in_scores: false,
        bare_thousand: false,
        capital_nouns: false,
        bare_vague: false,
        unit_suffixes: Vec::new(),
        pieces: FxHashMap::default(),
    };
    let mut compounds = false;
    for row in table::rows(language.tables().numbers) {
        compounds |= row.section == "compound";
        lexicon.counts_in_scores |= row.section == "score";
        read(&mut lexicon, row, language);
    }
    if compounds {
        for list in lexicon.pieces.values_mut() {
            list.sort_unstable_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
    } else {
        lexicon.pieces.clear();
    }
    lexicon
}

fn read(lexicon: &mut Lexicon, row: table::Row<'_>, language: Language) {
    let number: Option<i128> = row.cell(0).parse().ok();
    match row.section {
        "unit_suffix" => lexicon.unit_suffixes.extend(row.alternatives(0).map(|s| fold(s).into())),
        "apart_suffix" => lexicon.apart_suffixes.extend(row.alternatives(0).map(|w| fold(w).into())),
        "scale_article" => lexicon.scale_articles.extend(row.alternatives(0).map(|w| fold(w).into())),
        "million_of" => lexicon.million_of.extend(row.alternatives(0).map(|w| fold(w).into())),
        "capital_nouns" => lexicon.capital_nouns = true,
        "point_ordinal" => lexicon.point_ordinals = true,
        "bare_vague" => lexicon.bare_vague = true,
        "bare_thousand" => lexicon.bare_thousand = true,
        "decimal" => lexicon.decimal_comma = row.cell(0) == ",",
        "abbreviation" => {
            let when = match row.cell(2) {
                "money" => AbbreviationUse::Money,
                "glued" => AbbreviationUse::Glued,
                _ => AbbreviationUse::Any,
            };
            for form in row.alternatives(1) {
                lexicon.abbreviations.add(form, language, (u32::try_from(number.unwrap_or(0)).unwrap_or(0), when));
            }
        }
        "and_half" => row.alternatives(0).for_each(|p| lexicon.and_half.add(p, language, ())),
        "ordinal_suffix" => row.alternatives(0).for_each(|p| lexicon.ordinal_suffixes.add(p, language, ())),
        "half_of" => {
            let part = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(2);
            row.alternatives(1).for_each(|p| lexicon.half_of.add(p, language, part));
        }
        section => {
            let column = usize::from(number.is_some());
            for form in row.alternatives(column) {
                let mut fresh = Entry::default();
                note(&mut fresh, section, number, row.cell(column + 1));
                if matches!(section, "cardinal" | "hundred" | "scale" | "inverted" | "ordinal" | "compound") {
                    let folded = fold(form);
                    let first = folded.as_bytes().first().copied().unwrap_or(0);
                    lexicon.pieces.entry(first).or_default().push((folded.into(), fresh));
                }
                if section != "compound" {
                    note(lexicon.words.entry(fold(form).into()).or_default(), section, number, row.cell(column + 1));
                }
            }
        }
    }
}

/// Writes what a row of `section` says into `entry`.
fn note(entry: &mut Entry, section: &str, number: Option<i128>, option: &str) {
    match section {
        "cardinal" | "compound" => {
            entry.cardinal = number;
            entry.room = option.parse().ok();
        }
        "hundred" => entry.hundred = true,
        "score" => entry.score = true,
        "scale" => entry.scale = number.and_then(|n| u32::try_from(n).ok()),
        "and" => entry.and = true,
        "inverted" => entry.inverted = true,
        "article" => entry.article = true,
        "pronoun" => entry.pronoun = true,
        "half" => entry.half = true,
        "halves" => entry.halves = number,
        "fraction" => entry.fraction = number,
        "ordinal" => entry.ordinal = number,
        "collective" => entry.collective = number.map(|n| (n, option == "approx")),
        "vague" => {
            entry.vague = number;
            entry.vague_linked = option == "linked";
        }
        "several" => entry.several = true,
        "minus" => entry.minus = true,
        "point" => entry.point = true,
        _ => {}
    }
}

/// Number words written together have no more letters than this.
const LONGEST_COMPOUND: usize = 60;

impl Lexicon {
    /// What `word` (folded) means, taken apart where the language writes numbers as one word.
    pub fn entry(&self, word: &str) -> Option<Entry> {
        self.words.get(word).copied().or_else(|| self.compound(word))
    }

    /// The words that a number can begin with.
    pub fn openers(&self) -> impl Iterator<Item = &str> {
        let large = |e: &Entry| !self.scale_articles.is_empty() && e.scale.is_some_and(|power| power >= 6);
        let words = self.words.iter().filter(move |(_, entry)| entry.opens() || large(entry)).map(|(word, _)| &**word);
        words.chain(self.half_of.firsts())
    }

    /// Whether `word` is number words written together.
    pub fn is_compound(&self, word: &str) -> bool {
        self.compound(word).is_some()
    }

    /// Where a unit begins that is written together with the number before it.
    pub fn unit_in(&self, word: &str) -> Option<usize> {
        let suffix = self.unit_suffixes.iter().filter(|s| word.ends_with(&***s)).max_by_key(|s| s.len())?;
        let at = word.len() - suffix.len();
        (at > 0 && self.entry(&word[..at]).is_some_and(|e| e.cardinal.is_some() || e.halves.is_some() || e.article)).then_some(at)
    }

    /// Whether a hyphenated token that begins with `head` is to be taken apart.
    pub fn opens_compound(&self, whole: &str, head: &str) -> bool {
        !self.words.contains_key(whole)
            && self
                .entry(head)
                .is_some_and(|e| e.cardinal.is_some() || e.hundred || e.scale.is_some() || e.half || e.fraction.is_some() || e.article)
    }

    fn compound(&self, word: &str) -> Option<Entry> {
        if self.pieces.is_empty() || word.len() > LONGEST_COMPOUND || word.len() < 5 {
            return None;
        }
        self.walk(word, Composer::default(), false)
    }

    /// Takes `rest` apart into pieces that add up; the composer refuses wrong orders early, which keeps the search short.
    fn walk(&self, rest: &str, so_far: Composer, inverted: bool) -> Option<Entry> {
        let first = rest.as_bytes().first()?;
        for (piece, entry) in self.pieces.get(first)?.iter().filter(|(p, _)| rest.starts_with(&**p)) {
            let mut composer = so_far;
            if !push(&mut composer, *entry, inverted) {
                continue;
            }
            let tail = &rest[piece.len()..];
            if tail.is_empty() {
                if entry.inverted {
                    continue;
                }
                let value = Some(composer.value());
                return Some(if entry.ordinal.is_some() {
                    Entry { ordinal: value, ..Entry::default() }
                } else {
                    Entry { cardinal: value, ..Entry::default() }
                });
            }
            if entry.ordinal.is_some() {
                continue;
            }
            let unit = composer.value() % 100;
            let found = self.walk(tail, composer, entry.inverted && (1..10).contains(&unit));
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

/// Adds one piece of a compound; false where it does not fit.
fn push(composer: &mut Composer, entry: Entry, inverted: bool) -> bool {
    if inverted {
        return entry.cardinal.or(entry.ordinal).is_some_and(|v| composer.add_inverted(v));
    }
    if entry.inverted {
        return !composer.is_empty();
    }
    if entry.hundred {
        return composer.hundred();
    }
    if let Some(scale) = entry.scale {
        return composer.scale(scale);
    }
    match entry.ordinal {
        Some(1000) => composer.scale(3),
        Some(100) => composer.hundred(),
        Some(rank) => composer.add(rank, None),
        None => entry.cardinal.is_some_and(|v| composer.add(v, entry.room)),
    }
}
