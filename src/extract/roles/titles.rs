//! The titles of a language and the words around them, built from its table.

use super::houses::HouseNouns;
use super::phrases::{Phrases, words};
use super::slugs::{self, Field};
use crate::document::{Document, fold};
use crate::facts::RoleStatus;
use crate::language::{Language, PerLanguage, per_language, table};
use rustc_hash::{FxHashMap, FxHashSet};

/// A title of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Its language-neutral name.
    pub(super) slug: &'static str,
    /// Its walk of life.
    pub(super) field: Field,
    /// Whether it says little without an organisation ("chef", "patron").
    pub(super) weak: bool,
    /// Whether it names the post, not who holds it ("présidence").
    pub(super) nominal: bool,
}

/// What a preposition after a title leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Preposition {
    /// To the organisation, or to a noun of the title.
    Of,
    /// To the organisation.
    At,
    /// To a noun of the title (`commissaire aux comptes`), or to the organisation.
    To,
    /// To a noun of the title.
    For,
    /// To the field of an occupation ("consultant in infectious diseases").
    In,
}

/// How a noun phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    /// With nothing.
    None,
    /// `le`, `the`.
    Definite,
    /// `un`, `a`.
    Indefinite,
    /// `son`, `its`: the organisation was named before.
    Possessive,
}

/// Everything that the table of one language says.
#[derive(Debug)]
pub(super) struct Titles {
    language: Language,
    /// Every form of every word of a title, with its number.
    forms: FxHashMap<Box<str>, u32>,
    next: FxHashMap<(u32, u32), u32>,
    accepts: Vec<Option<Known>>,
    dropped: FxHashSet<Box<str>>,
    /// Last parts of closed compounds (`minister`, `chef`).
    compounds: FxHashMap<Box<str>, Known>,
    compound_tails: FxHashSet<[u8; 3]>,
    pub(super) before: Phrases<Option<RoleStatus>>,
    pub(super) after: Phrases<Option<RoleStatus>>,
    /// Prefixes that make a title a former one (`ex`).
    pub(super) attached_former: Vec<Box<str>>,
    /// Endings that make a title one to come (`-elect`).
    pub(super) attached_incoming: Vec<Box<str>>,
    /// Ordinals before titles that only count ("the fourth minister to leave").
    pub(super) counts: FxHashSet<Box<str>>,
    pub(super) modifiers: Phrases<()>,
    pub(super) nationalities: Phrases<()>,
    adjective_endings: FxHashSet<Box<str>>,
    nationality_endings: FxHashSet<Box<str>>,
    not_adjectives: FxHashSet<Box<str>>,
    pub(super) prepositions: Phrases<Preposition>,
    /// What looks like the beginning of a complement and is none ("en remplacement").
    pub(super) no_complements: Phrases<()>,
    pub(super) organization_nouns: Phrases<()>,
    /// What looks like a title and is none ("assemblée générale").
    pub(super) no_titles: Phrases<()>,
    /// Nouns of bodies that have no name of their own ("la commission des finances").
    pub(super) bodies: FxHashSet<Box<str>>,
    /// Nouns that tell which kind of house something is.
    pub(super) houses: HouseNouns,
    pub(super) honorifics: Phrases<()>,
    pub(super) stops: FxHashSet<Box<str>>,
    pub(super) ranks: FxHashSet<Box<str>>,
    pub(super) articles: Phrases<Determiner>,
    pub(super) and: Phrases<()>,
    portfolio: FxHashSet<u32>,
}

static TITLES: PerLanguage<Titles> = per_language!(build);

/// The titles of `language`.
pub(super) fn of(language: Language) -> &'static Titles {
    TITLES.get(language)
}

impl Titles {
    fn new(language: Language, houses: HouseNouns) -> Self {
        Self {
            language,
            forms: FxHashMap::default(),
            next: FxHashMap::default(),
            accepts: vec![None],
            dropped: FxHashSet::default(),
            compounds: FxHashMap::default(),
            compound_tails: FxHashSet::default(),
            before: Phrases::new(),
            after: Phrases::new(),
            attached_former: Vec::new(),
            attached_incoming: Vec::new(),
            counts: FxHashSet::default(),
            modifiers: Phrases::new(),
            nationalities: Phrases::new(),
            adjective_endings: FxHashSet::default(),
            nationality_endings: FxHashSet::default(),
            not_adjectives: FxHashSet::default(),
            prepositions: Phrases::new(),
            no_complements: Phrases::new(),
            organization_nouns: Phrases::new(),
            no_titles: Phrases::new(),
            bodies: FxHashSet::default(),
            houses,
            honorifics: Phrases::new(),
            stops: FxHashSet::default(),
            ranks: FxHashSet::default(),
            articles: Phrases::new(),
            and: Phrases::new(),
            portfolio: FxHashSet::default(),
        }
    }

    /// The longest title of the table that begins at token `at` and ends before `end`: how many tokens it takes, what it is, and
    /// whether its field belongs to it (`ministre de …`).
    pub(super) fn starting(&self, document: &Document, at: usize, end: usize) -> Option<(usize, Known, bool)> {
        self.starting_with(document.folded(at), document, at, end)
    }

    /// The same, with `word` in the place of the first token (`ministre` of `ex-ministre`).
    pub(super) fn starting_with(&self, word: &str, document: &Document, at: usize, end: usize) -> Option<(usize, Known, bool)> {
        let first = *self.forms.get(word)?;
        let mut node = *self.next.get(&(0, first))?;
        let mut field = self.portfolio.contains(&node);
        let mut found = self.accepts[node as usize].map(|known| (1, known, field));
        for index in at + 1..end.min(at + 12) {
            let word = document.folded(index);
            if self.dropped.contains(word) {
                continue;
            }
            let Some(&to) = self.forms.get(word).and_then(|form| self.next.get(&(node, *form))) else { break };
            node = to;
            // "ministre de l’Intérieur" has a field, "secrétaire général" is another title.
            field = self.portfolio.contains(&node) || (field && (self.prepositions.has(word) || self.after_preposition(document, index)));
            if let Some(known) = self.accepts[node as usize] {
                found = Some((index + 1 - at, known, field));
            }
        }
        found
    }

    /// Whether a preposition stands before token `index`, articles apart.
    fn after_preposition(&self, document: &Document, index: usize) -> bool {
        let before = (1..=2).filter_map(|back| index.checked_sub(back)).find(|&i| !self.dropped.contains(document.folded(i)));
        before.is_some_and(|i| self.prepositions.has(document.folded(i)) || self.and.has(document.folded(i)))
    }

    /// The first words of all titles.
    pub(super) fn firsts(&self) -> impl Iterator<Item = &str> {
        self.forms.iter().filter(|(_, form)| self.next.contains_key(&(0, **form))).map(|(word, _)| &**word)
    }

    /// The single word `word` as title, whole or as last part of a closed compound; for compounds also where that part begins.
    pub(super) fn word(&self, word: &str) -> Option<(usize, Known)> {
        if let Some(form) = self.forms.get(word)
            && let Some(node) = self.next.get(&(0, *form))
            && let Some(known) = self.accepts[*node as usize]
        {
            return Some((0, known));
        }
        self.compound(word)
    }

    fn compound(&self, word: &str) -> Option<(usize, Known)> {
        let tail: [u8; 3] = word.as_bytes().last_chunk().copied()?;
        if !self.compound_tails.contains(&tail) {
            return None;
        }
        let starts = word.char_indices().map(|(i, _)| i).skip(3).take(32);
        starts.filter_map(|i| word.get(i..).and_then(|last| self.compounds.get(last)).map(|&known| (i, known))).next()
    }

    /// How many tokens a title takes that begins at token `at`, whatever it is of; none for one that says little by itself.
    pub(super) fn told(&self, document: &Document, at: usize, end: usize) -> Option<usize> {
        if let Some((length, known, _)) = self.starting(document, at, end) {
            return (!known.weak && !known.nominal).then_some(length);
        }
        let word = document.folded(at);
        let (_, last) = word.rsplit_once('-').unwrap_or(("", word));
        self.has_compounds().then(|| self.word(last)).flatten().filter(|(_, known)| !known.weak).map(|_| 1)
    }

    /// Whether the language closes its compounds (`Außenminister`).
    pub(super) fn has_compounds(&self) -> bool {
        !self.compounds.is_empty()
    }

    /// Whether the language's adjectives follow their noun.
    pub(super) fn has_adjectives(&self) -> bool {
        !self.adjective_endings.is_empty()
    }

    /// Whether `word` may follow a noun as its adjective, by its ending.
    pub(super) fn is_adjective(&self, word: &str) -> bool {
        if self.nationalities.has(word) {
            return true;
        }
        !self.not_adjectives.contains(word) && !self.stops.contains(word) && ends_with(word, &self.adjective_endings)
    }

    /// Whether `word` tells where somebody is from.
    pub(super) fn is_nationality(&self, word: &str) -> bool {
        self.nationalities.has(word) || ends_with(word, &self.nationality_endings)
    }

    /// The title that a whole phrase is, nationalities apart, where the table has just that.
    pub(super) fn exactly(&self, document: &Document, mut tokens: std::ops::Range<usize>) -> Option<Known> {
        let node = tokens.try_fold(0, |node, index| {
            let word = document.folded(index);
            if self.dropped.contains(word) || self.nationalities.has(word) {
                return Some(node);
            }
            self.forms.get(word).and_then(|form| self.next.get(&(node, *form))).copied()
        })?;
        self.accepts[node as usize]
    }

    fn word_number(&mut self, word: &str, inflections: &Inflections) -> u32 {
        if let Some(&number) = self.forms.get(word) {
            return number;
        }
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        for form in inflections.forms(word) {
            self.forms.entry(form).or_insert(number);
        }
        number
    }

    fn path(&mut self, phrase: &str, inflections: &Inflections) -> u32 {
        let mut node = 0;
        for word in words(phrase, self.language) {
            if node != 0 && self.dropped.contains(&word) {
                continue;
            }
            let number = self.word_number(&word, inflections);
            let fresh = u32::try_from(self.accepts.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, number)).or_insert(fresh);
            if node == fresh {
                self.accepts.push(None);
            }
        }
        node
    }

    fn add_title(&mut self, form: &str, slug: &'static str, field: Field, inflections: &Inflections) {
        let (form, weak) = form.strip_prefix('~').map_or((form, false), |f| (f, true));
        let (form, nominal) = form.strip_prefix('^').map_or((form, false), |f| (f, true));
        let node = self.path(form, inflections);
        if let Some(accept) = self.accepts.get_mut(node as usize) {
            accept.get_or_insert(Known { slug, field, weak, nominal });
        }
    }

    fn add_compound(&mut self, form: &str, slug: &str, inflections: &Inflections) {
        let (form, weak) = form.strip_prefix('~').map_or((form, false), |f| (f, true));
        let Some((slug, field)) = slugs::find(slug) else { return };
        for form in inflections.forms(&fold(form)) {
            if let Some(&tail) = form.as_bytes().last_chunk() {
                self.compound_tails.insert(tail);
                self.compounds.insert(form, Known { slug, field, weak, nominal: false });
            }
        }
    }
}

/// How the words of a language inflect.
#[derive(Debug, Default)]
struct Inflections {
    /// Groups of endings that go into one another.
    groups: Vec<Vec<String>>,
    /// The first group that holds an ending.
    by_ending: FxHashMap<String, usize>,
    /// The length of the longest ending, in bytes.
    longest: usize,
    /// Words whose forms are listed.
    listed: FxHashMap<String, Vec<Box<str>>>,
}

impl Inflections {
    /// All forms of `word`, with itself.
    fn forms(&self, word: &str) -> Vec<Box<str>> {
        if let Some(forms) = self.listed.get(word) {
            return forms.clone();
        }
        if let Some((head, tail)) = word.split_once('-').filter(|(head, tail)| head.len() > 3 && tail.len() > 3) {
            let tails = self.forms(tail);
            let heads = self.forms(head);
            let both = heads.iter().flat_map(|head| tails.iter().map(move |tail| [head, "-", tail].concat().into()));
            return std::iter::once(word.into()).chain(both).collect();
        }
        let mut forms: Vec<Box<str>> = vec![word.into()];
        // The longest ending that leaves a stem of three letters.
        let cuts = word.char_indices().map(|(at, _)| at).chain([word.len()]).skip(3).filter(|at| word.len() - at <= self.longest);
        let found = cuts.map(|at| word.split_at(at)).find_map(|(stem, ending)| Some((stem, ending, *self.by_ending.get(ending)?)));
        if let Some((stem, own, group)) = found {
            let others = self.groups[group].iter().filter(|ending| *ending != own);
            forms.extend(others.map(|ending| [stem, ending].concat().into()));
        }
        forms
    }

    fn add_group(&mut self, endings: Vec<String>) {
        for ending in &endings {
            self.longest = self.longest.max(ending.len());
            self.by_ending.entry(ending.clone()).or_insert(self.groups.len());
        }
        self.groups.push(endings);
    }
}

fn read_inflections(rows: &str) -> Inflections {
    let mut inflections = Inflections::default();
    for row in table::rows(rows) {
        match row.section {
            "ending" => inflections.add_group(row.alternatives(0).map(|e| if e == "-" { String::new() } else { fold(e) }).collect()),
            "same" | "fold" => {
                let forms: Vec<Box<str>> = row.alternatives(0).map(|f| fold(f).into()).collect();
                for form in &forms {
                    inflections.listed.insert(form.to_string(), forms.clone());
                }
            }
            _ => {}
        }
    }
    inflections
}

fn build(language: Language) -> Titles {
    let source = language.tables().titles;
    let inflections = read_inflections(source);
    let houses = HouseNouns::read(source, language, |word| inflections.forms(&fold(word)));
    let mut titles = Titles::new(language, houses);
    let set = |into: &mut FxHashSet<Box<str>>, row: &table::Row<'_>| into.extend(row.alternatives(0).map(|w| Box::from(fold(w))));
    for row in table::rows(source).filter(|row| row.section == "drop") {
        set(&mut titles.dropped, &row);
    }
    for row in table::rows(source) {
        match row.section {
            "ending" | "same" | "fold" | "drop" | "portfolio" | "house" => {}
            "former" | "incoming" | "outgoing" | "current" => {
                let status = status_named(row.section).filter(|_| row.section != "current");
                row.alternatives(0).for_each(|phrase| titles.before.add(phrase, language, status));
            }
            "attached former" => titles.attached_former.extend(row.alternatives(0).map(|w| Box::from(fold(w)))),
            "attached incoming" => titles.attached_incoming.extend(row.alternatives(0).map(|w| Box::from(fold(w)))),
            "count" => set(&mut titles.counts, &row),
            "after" => row.alternatives(1).for_each(|phrase| titles.after.add(phrase, language, status_named(row.cell(0)))),
            "modifier" => row.alternatives(0).for_each(|phrase| titles.modifiers.add(phrase, language, ())),
            "nationality" => row.alternatives(0).for_each(|phrase| {
                inflections.forms(&fold(phrase)).iter().for_each(|form| titles.nationalities.add(form, language, ()));
            }),
            "adjective ending" => set(&mut titles.adjective_endings, &row),
            "nationality ending" => set(&mut titles.nationality_endings, &row),
            "not adjective" => set(&mut titles.not_adjectives, &row),
            "preposition" => {
                let kind = match row.cell(0) {
                    "of" => Preposition::Of,
                    "at" => Preposition::At,
                    "to" => Preposition::To,
                    "in" => Preposition::In,
                    _ => Preposition::For,
                };
                row.alternatives(1).for_each(|phrase| titles.prepositions.add(phrase, language, kind));
            }
            "organization noun" => row.alternatives(0).for_each(|phrase| {
                inflections.forms(&fold(phrase)).iter().for_each(|form| titles.organization_nouns.add(form, language, ()));
            }),
            "no complement" => row.alternatives(0).for_each(|phrase| titles.no_complements.add(phrase, language, ())),
            "no title" => row.alternatives(0).for_each(|phrase| titles.no_titles.add(phrase, language, ())),
            "body" => set(&mut titles.bodies, &row),
            "honorific" => row.alternatives(0).for_each(|phrase| titles.honorifics.add(phrase, language, ())),
            "stop" => set(&mut titles.stops, &row),
            "rank" => set(&mut titles.ranks, &row),
            "article" => {
                let kind = match row.cell(0) {
                    "possessive" => Determiner::Possessive,
                    "indefinite" => Determiner::Indefinite,
                    _ => Determiner::Definite,
                };
                row.alternatives(1).for_each(|phrase| titles.articles.add(phrase, language, kind));
            }
            "and" => row.alternatives(0).for_each(|phrase| titles.and.add(phrase, language, ())),
            "compound" => row.alternatives(1).for_each(|form| titles.add_compound(form, row.cell(0), &inflections)),
            _ => {
                if let Some((slug, field)) = slugs::find(row.cell(0)) {
                    row.alternatives(1).for_each(|form| titles.add_title(form, slug, field, &inflections));
                }
            }
        }
    }
    for row in table::rows(source).filter(|row| row.section == "portfolio") {
        for phrase in row.alternatives(0) {
            let node = titles.path(phrase, &inflections);
            titles.portfolio.insert(node);
        }
    }
    titles
}

/// Whether `word` is long enough for an inflected word and ends with one of `endings`.
fn ends_with(word: &str, endings: &FxHashSet<Box<str>>) -> bool {
    word.chars().count() >= 5 && word.char_indices().map(|(i, _)| i).skip(2).any(|i| word.get(i..).is_some_and(|e| endings.contains(e)))
}

fn status_named(name: &str) -> Option<RoleStatus> {
    match name {
        "former" => Some(RoleStatus::Former),
        "incoming" => Some(RoleStatus::Incoming),
        "outgoing" => Some(RoleStatus::Outgoing),
        "current" => Some(RoleStatus::Current),
        _ => None,
    }
}
