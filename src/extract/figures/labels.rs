//! Words that say what a figure is in the story, from `labels.tsv`.

use super::anaphors::Anaphor;
use super::number::Reader;
use super::phrases::Phrases;
use crate::document::fold;
use crate::facts::{EntityType, FigureKind};
use crate::language::word_set::WordSet;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};

/// A cue: the label it gives, and the kinds of figure that it can label.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    /// The label.
    pub label: &'static str,
    /// Whether a noun that says more outweighs it (`paid … in damages`).
    pub weak: bool,
    /// The kinds of figure that it can label, as bits.
    pub kinds: u16,
}

/// Words after an article in which its noun is looked for.
const HEAD_REACH: usize = 3;
/// Letters by which stems are found.
const HEAD: usize = 3;

/// The cues and function words of one language.
#[derive(Debug, Default)]
pub struct Labels {
    words: Phrases<Cue>,
    stems: FxHashMap<Box<str>, Vec<(Box<str>, Cue)>>,
    /// Ends of words written together (`*gewinn`), by their own last letters.
    ends: FxHashMap<Box<str>, Vec<(Box<str>, Cue)>>,
    /// Words between a percentage and the whole that it is a share of.
    pub share: FxHashSet<Box<str>>,
    /// What percentages are measured against without being a share of it (`du PIB`).
    pub yardsticks: FxHashSet<Box<str>>,
    /// Prepositions that lead to whose a percentage is (`1,2 % pour la zone euro`).
    pub beneficiary: FxHashSet<Box<str>>,
    /// Words between a change and its size (`by`).
    pub by: FxHashSet<Box<str>>,
    /// Prepositions that keep a name after them from being the subject.
    pub oblique: Phrases<()>,
    /// Words that stand for somebody named before, and what that must be where the word says so.
    anaphors: Phrases<Option<EntityType>>,
    /// Nouns that, after a definite article, stand for somebody named before (`le cimentier`).
    heads: FxHashMap<Box<str>, EntityType>,
    /// Ends of such nouns where they are written together (`*hersteller`).
    head_ends: Vec<(Box<str>, EntityType)>,
    /// Endings of their cases (`des Konzerns`).
    head_cases: Vec<Box<str>>,
    /// Articles that do point back, and to nobody else (`cet`).
    pub demonstratives: FxHashSet<Box<str>>,
    /// Words of those who speak for a house (`nous`).
    pub ours: FxHashSet<Box<str>>,
    /// Words that say whose the thing after them is (`its`).
    possessives: FxHashSet<Box<str>>,
    /// Prepositions before the one who is punished (`à l'encontre de`).
    pub against: Phrases<()>,
    /// Words of somebody who speaks of himself (`je`).
    pub mine: FxHashSet<Box<str>>,
    /// Endings of the words for who is from where (`Brestois`).
    native_endings: Vec<Box<str>>,
    /// Prepositions before how long something has gone on for somebody (`depuis`).
    pub lasting: FxHashSet<Box<str>>,
    /// Relatives that a part of what was told follows (`, dont deux`).
    pub partitives: FxHashSet<Box<str>>,
    /// Words after a length of time by which two events lie apart (`after`, `plus tôt`).
    pub apart: Phrases<()>,
    /// Words after a lead (`clear of`), and nouns of leads after a preposition (`à trois points de`).
    pub ahead: FxHashSet<Box<str>>,
    pub gap: FxHashSet<Box<str>>,
    /// Those who expect a figure (`analysts had expected`).
    pub expected: Phrases<()>,
    /// Words of orders, after which what is paid is a fine (`ordered … to pay`).
    pub compels: WordSet,
    /// Phrases in which a pronoun stands for nobody (`il faut`).
    impersonals: Phrases<()>,
    /// Words before an age (`à 43 ans`).
    pub at_age: FxHashSet<Box<str>>,
    /// Words of who holds a share (`détenu à 30 % par`).
    pub held: WordSet,
    /// Nouns of the body that stands for its place (`the council`).
    pub seats: FxHashSet<Box<str>>,
    /// Words that open a clause with a subject of its own (`after`, `quand`).
    pub clauses: FxHashSet<Box<str>>,
    /// Words that lead to an owner beside those of counted nouns (`du`).
    pub owner_links: FxHashSet<Box<str>>,
    /// Endings of participles, which begin a clause about the name before them.
    participle_endings: Vec<Box<str>>,
    /// Words before what a figure is compared with (`contre`, `down from`).
    pub compare: Phrases<()>,
    /// Nouns of an organisation's books that name no label (`margin`, `orders`).
    pub books: WordSet,
    /// Articles that point back.
    pub definite: FxHashSet<Box<str>>,
    /// Words before the one who tells a figure (`according to`).
    pub sources: Phrases<()>,
    /// Verbs of people who tell a figure (`chiffre`, `reckons`).
    pub reports: WordSet,
    /// Those of these verbs by which houses tell their own figures (`annonce`).
    pub announces: WordSet,
    /// Words after such a verb that lead back to its subject (`avoir`).
    pub selves: FxHashSet<Box<str>>,
    /// Verbs whose subject lays something on another (`condamne`, `fined`).
    pub punishes: WordSet,
    /// What makes such a verb passive.
    pub passives: FxHashSet<Box<str>>,
    /// Auxiliaries of the perfect before their participle (`a condamné`).
    pub perfects: FxHashSet<Box<str>>,
    /// Auxiliaries that stand away from their participle (`hat … verurteilt`).
    pub far_perfects: FxHashSet<Box<str>>,
    /// Words that stand for the last one named (`ce dernier`).
    latter: Phrases<()>,
    /// Verbs that tell a figure with a preposition (`put the cost at`).
    pub appraisals: FxHashSet<Box<str>>,
    /// Verbs of salaries that, said of a firm, tell its profit.
    pub earns: FxHashSet<Box<str>>,
    /// Whether a verb needs no subject beside it (`deberá pagar`).
    pub drops_subjects: bool,
    /// Words that begin a clause about the name before them (`, who`, `, qui`).
    pub relative: FxHashSet<Box<str>>,
    /// Prepositions that lead to what is measured.
    pub prepositions: FxHashSet<Box<str>>,
    /// Prepositions of the time in which something came about (`in 20 years`), which is nobody's term.
    pub timeframes: FxHashSet<Box<str>>,
    /// Words after a length of time that only say how long ago or how much later (`two years ago`).
    pub gone: Phrases<()>,
    /// Whether a number in brackets after somebody's name is his age: `Anna Bell (76)`.
    pub bracket_ages: bool,
    /// Words after which somebody is told what he is: `becomes`, `as`.
    pub copulas: FxHashSet<Box<str>>,
    /// Verbs of those who reckon what others have or do (`estimates`).
    pub estimates: WordSet,
    /// Articles and possessives.
    pub determiners: FxHashSet<Box<str>>,
}

static LABELS: PerLanguage<Labels> = per_language!(build);

/// The labels of `language`.
pub fn of(language: Language) -> &'static Labels {
    LABELS.get(language)
}

const fn bit(kind: FigureKind) -> u16 {
    1 << kind as u16
}

fn kinds(names: &str) -> u16 {
    names
        .split(',')
        .map(|name| match name.trim() {
            "money" => bit(FigureKind::Money),
            "percent" => bit(FigureKind::Percent),
            "points" => bit(FigureKind::PercentagePoints),
            "duration" => bit(FigureKind::Duration),
            "count" => bit(FigureKind::Count) | bit(FigureKind::Number),
            "quantity" => bit(FigureKind::Quantity),
            "ratio" => bit(FigureKind::Ratio),
            "age" => bit(FigureKind::Age),
            _ => {
                bit(FigureKind::Money)
                    | bit(FigureKind::Duration)
                    | bit(FigureKind::Count)
                    | bit(FigureKind::Number)
                    | bit(FigureKind::Quantity)
            }
        })
        .fold(0, |all, one| all | one)
}

fn head(text: &str) -> Option<&str> {
    text.char_indices().nth(HEAD - 1).map(|(at, c)| &text[..at + c.len_utf8()])
}

fn tail(text: &str) -> Option<&str> {
    text.char_indices().nth_back(HEAD - 1).map(|(at, _)| &text[at..])
}

fn build(language: Language) -> Labels {
    let mut labels = Labels::default();
    for row in table::rows(language.tables().labels) {
        if row.section == "label" {
            let cue = Cue { label: row.cell(0), weak: row.cell(3) == "weak", kinds: kinds(row.cell(1)) };
            row.alternatives(2).for_each(|form| labels.add(form, language, cue));
            continue;
        }
        for form in row.alternatives(0) {
            let word: Box<str> = fold(form).into();
            match row.section {
                "pair_share" => _ = labels.share.insert(word),
                "beneficiary" => _ = labels.beneficiary.insert(word),
                "yardstick" => _ = labels.yardsticks.insert(word),
                "relative" => _ = labels.relative.insert(word),
                "by" => _ = labels.by.insert(word),
                "oblique" => labels.oblique.add(form, language, ()),
                "definite" => _ = labels.definite.insert(word),
                "source" => labels.sources.add(form, language, ()),
                "report" => labels.reports.insert(form),
                "self" => _ = labels.selves.insert(word),
                "punish" => labels.punishes.insert(form),
                "passive" => _ = labels.passives.insert(word),
                "perfect" => _ = labels.perfects.insert(word),
                "far_perfect" => _ = labels.far_perfects.insert(word),
                "latter" => labels.latter.add(form, language, ()),
                "appraisal" => _ = labels.appraisals.insert(word),
                "earn" => _ = labels.earns.insert(word),
                "drops_subjects" => labels.drops_subjects = true,
                "head_case" => labels.head_cases.push(word),
                "possessive" => _ = labels.possessives.insert(word),
                "demonstrative" => _ = labels.demonstratives.insert(word),
                "ours" => _ = labels.ours.insert(word),
                "against" => labels.against.add(form, language, ()),
                "owner_link" => _ = labels.owner_links.insert(word),
                "participle_ending" => labels.participle_endings.push(word),
                "clause" => _ = labels.clauses.insert(word),
                "partitive" => _ = labels.partitives.insert(word),
                "apart" => labels.apart.add(form, language, ()),
                "ahead" => _ = labels.ahead.insert(word),
                "gap" => _ = labels.gap.insert(word),
                "expected" => labels.expected.add(form, language, ()),
                "compel" => labels.compels.insert(form),
                "held" => labels.held.insert(form),
                "bracket_age" => labels.bracket_ages = true,
                "copula" => _ = labels.copulas.insert(word),
                "gone" => labels.gone.add(form, language, ()),
                "timeframe" => _ = labels.timeframes.insert(word),
                "estimate" => labels.estimates.insert(form),
                "impersonal" => labels.impersonals.add(form, language, ()),
                "at_age" => _ = labels.at_age.insert(word),
                "seat" => _ = labels.seats.insert(word),
                "lasting" => _ = labels.lasting.insert(word),
                "mine" => _ = labels.mine.insert(word),
                "native_ending" => labels.native_endings.push(word),
                "compare" => labels.compare.add(form, language, ()),
                "announce" => labels.announces.insert(form),
                "books" => labels.books.insert(form),
                "head_organization" => labels.add_head(&word, EntityType::Organization),
                "head_person" => labels.add_head(&word, EntityType::Person),
                "head_thing" => labels.add_head(&word, EntityType::Product),
                "head_location" => labels.add_head(&word, EntityType::Location),
                "anaphor" => labels.anaphors.add(form, language, None),
                "anaphor_organization" => labels.anaphors.add(form, language, Some(EntityType::Organization)),
                "anaphor_thing" => labels.anaphors.add(form, language, Some(EntityType::Product)),
                "anaphor_person" => labels.anaphors.add(form, language, Some(EntityType::Person)),
                "preposition" => _ = labels.prepositions.insert(word),
                "determiner" => _ = labels.determiners.insert(word),
                _ => {}
            }
        }
    }
    labels
}

impl Labels {
    fn add(&mut self, form: &str, language: Language, cue: Cue) {
        if let Some(end) = form.strip_prefix('*').map(fold) {
            if let Some(tail) = tail(&end) {
                self.ends.entry(tail.into()).or_default().push((end.as_str().into(), cue));
            }
            return;
        }
        let stem = form.strip_suffix('*').map(fold);
        match stem.as_deref().and_then(|s| head(s).map(|h| (h, s))) {
            Some((head, stem)) => self.stems.entry(head.into()).or_default().push((stem.into(), cue)),
            None => self.words.add(form, language, cue),
        }
    }

    fn add_head(&mut self, word: &str, kind: EntityType) {
        match word.strip_prefix('*') {
            Some(end) => self.head_ends.push((end.into(), kind)),
            None => _ = self.heads.insert(word.into(), kind),
        }
    }

    /// What a noun after a definite article stands for.
    pub fn head(&self, word: &str) -> Option<EntityType> {
        let known = |word: &str| {
            let ends = || self.head_ends.iter().find(|(end, _)| word.ends_with(&**end)).map(|e| e.1);
            self.heads.get(word).copied().or_else(ends)
        };
        let former = || word.strip_prefix("ex-").and_then(|w| self.heads.get(w)).copied();
        let case = || self.head_cases.iter().find_map(|end| known(word.strip_suffix(&**end)?));
        known(word).or_else(former).or_else(case)
    }

    /// Whether `word` looks like a participle.
    pub fn is_participle(&self, word: &str) -> bool {
        word.len() > 4 && self.participle_endings.iter().any(|end| word.ends_with(&**end))
    }

    /// Whether participles can be told from other forms of verbs.
    pub fn has_participles(&self) -> bool {
        !self.participle_endings.is_empty()
    }

    /// Whether `word` says where somebody is from.
    pub fn is_native(&self, word: &str) -> bool {
        word.len() > 5 && self.native_endings.iter().any(|end| word.ends_with(&**end))
    }

    /// Whether the verb stands second, with its subject after it where something else opens the sentence.
    pub fn verb_second(&self) -> bool {
        !self.far_perfects.is_empty()
    }

    /// Whether `word` says whose the thing after it is.
    pub fn is_possessive(&self, word: &str) -> bool {
        self.possessives.contains(word)
    }

    /// Whether `word` is a preposition that keeps a name from being the subject.
    pub fn oblique_word(&self, word: &str) -> bool {
        self.oblique.single(word).is_some()
    }

    /// What the pronoun `word` stands for.
    pub fn pronoun(&self, word: &str) -> Option<Option<EntityType>> {
        self.anaphors.single(word).copied()
    }

    /// The word or phrase at atom `at` that stands for somebody named before: a listed one, or a definite article and a noun near it.
    pub fn anaphor(&self, reader: &Reader<'_, '_>, at: usize) -> Option<Anaphor> {
        if let Some((end, ())) = self.latter.longest(reader.document, reader.atoms, at) {
            return Some(Anaphor { end, kind: None, head: None, latter: true });
        }
        if self.impersonals.longest(reader.document, reader.atoms, at).is_some() {
            return None;
        }
        if let Some((end, kind)) = self.anaphors.longest(reader.document, reader.atoms, at) {
            return Some(Anaphor { end, kind: *kind, head: kind.filter(|_| end - at > 1).map(|_| end - 1), latter: false });
        }
        if !self.definite.contains(reader.text(at)) {
            return None;
        }
        for index in at + 1..at + 1 + HEAD_REACH {
            let atom = reader.atom(index).filter(|a| a.is_word() && a.last && !a.taken)?;
            if let Some(kind) = self.head(atom.text) {
                return Some(Anaphor { end: index + 1, kind: Some(kind), head: Some(index), latter: false });
            }
            if reader.nouns.is_stop(atom.text) || reader.entry(index).is_some_and(|e| e.opens()) {
                return None;
            }
        }
        None
    }

    /// The cue that begins at atom `at`, if it can label a figure of `kind`: one past its last atom.
    pub fn cue(&self, reader: &Reader<'_, '_>, at: usize, kind: FigureKind) -> Option<(usize, Cue)> {
        let atom = reader.atom(at).filter(|a| a.is_word())?;
        let fits = |cue: &Cue| cue.kinds & bit(kind) != 0;
        if let Some((end, cue)) = self.words.matches(reader.document, reader.atoms, at).find(|(_, cue)| fits(cue)) {
            return Some((end, *cue));
        }
        let stems = self.stems.get(head(atom.text)?).map_or(&[][..], Vec::as_slice);
        let best = stems.iter().filter(|(stem, cue)| atom.text.starts_with(&**stem) && fits(cue)).max_by_key(|(stem, _)| stem.len());
        let compound = || {
            let ends = if self.ends.is_empty() { None } else { self.ends.get(tail(atom.text)?) };
            ends?.iter().find(|(end, cue)| atom.text.ends_with(&**end) && fits(cue))
        };
        best.or_else(compound).map(|(_, cue)| (at + 1, *cue))
    }
}
