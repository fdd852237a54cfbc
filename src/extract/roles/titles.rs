//! The titles of a language and the words around them, built from its table.

use super::houses::HouseNouns;
use super::inflections::{Inflections, read_inflections};
use super::slugs::{self, Field};
use crate::document::{Document, fold, tokens};
use crate::facts::RoleStatus;
use crate::language::lexis::{Known as Word, Lexis, List, Phrases, Reading, lists};
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

lists! {
    /// Every form of every word of a title.
    FORM,
    /// The forms that begin a title.
    OPENING,
    DROPPED,
    BEFORE,
    AFTER,
    /// Ordinals before titles that only count ("the fourth minister to leave").
    COUNT,
    /// Ordinals before titles that count where a deed follows ("the first minister to resign").
    FIRST,
    /// What leads to that deed.
    DEED,
    MODIFIER,
    NATIONALITY,
    /// Words that may follow a noun as its adjectives, though their endings do not tell.
    ADJECTIVE,
    /// Adjectives that stand before their noun.
    PRENOMINAL,
    NOT_ADJECTIVE,
    PREPOSITION,
    NO_COMPLEMENT,
    ORGANIZATION_NOUN,
    NO_TITLE,
    /// Nouns of bodies that have no name of their own ("la commission des finances").
    BODY,
    /// What departments are called after, where no name is meant ("Recursos Humanos").
    FIELD,
    HONORIFIC,
    STOP,
    RANK,
    ARTICLE,
    AND,
    /// Words that tell that the name before them is a subject ("was", "has").
    FINITE,
    /// Prepositions behind which a title and a name are no clause ("against senator Roe").
    LED,
    /// What leads to under whom an office was held ("sous Roe").
    REIGN,
    /// What leads to those of whom somebody is one ("one of").
    PARTITIVE,
    /// Nouns for stretches of land that the name of the place follows ("la circonscription de Foo").
    DISTRICT,
    /// Say that each of several persons has one of several titles.
    RESPECTIVELY,
    /// Behind an article, stand for the person named last ("le suppléant de ce dernier").
    LATTER,
    /// Prepositions of what a noun phrase tells behind a title, before the name of its holder ("à la présidentielle").
    ADJUNCT,
    HOUSE,
    /// Words that something is attached to, as far as they may be titles: told for each document, by their form.
    ATTACHED,
}

/// Everything that the table of one language says.
#[derive(Debug)]
pub(super) struct Titles {
    language: Language,
    /// The words of all lists.
    pub(super) lexis: Lexis,
    /// The number that all forms of a word of a title have.
    forms: Phrases<u32>,
    numbers: u32,
    next: FxHashMap<(u32, u32), u32>,
    accepts: Vec<Option<Known>>,
    /// Last parts of closed compounds (`minister`, `chef`).
    compounds: FxHashMap<Box<str>, Known>,
    compound_tails: FxHashSet<[u8; 3]>,
    pub(super) before: Phrases<Option<RoleStatus>>,
    pub(super) after: Phrases<Option<RoleStatus>>,
    /// Prefixes that make a title a former one (`ex`).
    pub(super) attached_former: Vec<Box<str>>,
    /// Endings that make a title one to come (`-elect`).
    pub(super) attached_incoming: Vec<Box<str>>,
    /// Endings of infinitives, where they tell a deed from a noun.
    pub(super) deed_endings: Vec<Box<str>>,
    pub(super) modifiers: Phrases<()>,
    pub(super) nationalities: Phrases<()>,
    adjective_endings: FxHashSet<Box<str>>,
    nationality_endings: FxHashSet<Box<str>>,
    /// Endings of finite verbs and of participles that a word which no table knows may have.
    verb_endings: FxHashSet<Box<str>>,
    participle_endings: FxHashSet<Box<str>>,
    pub(super) prepositions: Phrases<Preposition>,
    /// What looks like the beginning of a complement and is none ("en remplacement").
    pub(super) no_complements: Phrases<()>,
    pub(super) organization_nouns: Phrases<()>,
    /// What looks like a title and is none ("assemblée générale").
    pub(super) no_titles: Phrases<()>,
    /// Nouns that tell which kind of house something is.
    pub(super) houses: HouseNouns,
    pub(super) honorifics: Phrases<()>,
    pub(super) articles: Phrases<Determiner>,
    pub(super) and: Phrases<()>,
    pub(super) reigns: Phrases<()>,
    pub(super) partitives: Phrases<()>,
    portfolio: FxHashSet<u32>,
}

static TITLES: PerLanguage<Titles> = per_language!(build);

/// The titles of `language`.
pub(super) fn of(language: Language) -> &'static Titles {
    TITLES.get(language)
}

impl Titles {
    fn new(language: Language) -> Self {
        Self {
            language,
            lexis: Lexis::default(),
            forms: Phrases::new(FORM),
            numbers: 0,
            next: FxHashMap::default(),
            accepts: vec![None],
            compounds: FxHashMap::default(),
            compound_tails: FxHashSet::default(),
            before: Phrases::new(BEFORE),
            after: Phrases::new(AFTER),
            attached_former: Vec::new(),
            attached_incoming: Vec::new(),
            deed_endings: Vec::new(),
            modifiers: Phrases::new(MODIFIER),
            nationalities: Phrases::new(NATIONALITY),
            adjective_endings: FxHashSet::default(),
            nationality_endings: FxHashSet::default(),
            verb_endings: FxHashSet::default(),
            participle_endings: FxHashSet::default(),
            prepositions: Phrases::new(PREPOSITION),
            no_complements: Phrases::new(NO_COMPLEMENT),
            organization_nouns: Phrases::new(ORGANIZATION_NOUN),
            no_titles: Phrases::new(NO_TITLE),
            houses: HouseNouns::new(),
            honorifics: Phrases::new(HONORIFIC),
            articles: Phrases::new(ARTICLE),
            and: Phrases::new(AND),
            reigns: Phrases::new(REIGN),
            partitives: Phrases::new(PARTITIVE),
            portfolio: FxHashSet::default(),
        }
    }

    /// The longest title of the table that begins at token `at` and ends before `end`: how many tokens it takes, what it is, and
    /// whether its field belongs to it (`ministre de …`).
    pub(super) fn starting(&self, words: &Reading<'_>, at: usize, end: usize) -> Option<(usize, Known, bool)> {
        self.starting_with(words.known(at), words, at, end)
    }

    /// The same, with `first` in the place of the first token (`ministre` of `ex-ministre`).
    pub(super) fn starting_with(&self, first: Word, words: &Reading<'_>, at: usize, end: usize) -> Option<(usize, Known, bool)> {
        let mut node = *self.next.get(&(0, self.forms.value(&self.lexis, first)?))?;
        let mut field = self.portfolio.contains(&node);
        let mut found = self.accepts[node as usize].map(|known| (1, known, field));
        for index in at + 1..end.min(at + 12) {
            let word = words.known(index);
            if word.is(DROPPED) {
                continue;
            }
            let Some(&to) = self.forms.value(&self.lexis, word).and_then(|form| self.next.get(&(node, form))) else { break };
            node = to;
            // "ministre de l’Intérieur" has a field, "secrétaire général" is another title.
            field = self.portfolio.contains(&node) || (field && (word.is(PREPOSITION) || self.after_preposition(words, index)));
            if let Some(known) = self.accepts[node as usize] {
                found = Some((index + 1 - at, known, field));
            }
        }
        found
    }

    /// Whether a preposition stands before token `index`, articles apart.
    fn after_preposition(&self, words: &Reading<'_>, index: usize) -> bool {
        let before = (1..=2).filter_map(|back| index.checked_sub(back)).find(|&i| !words.is(i, DROPPED));
        before.is_some_and(|i| words.is(i, PREPOSITION) || words.is(i, AND))
    }

    /// The single word `word` as title, whole or as last part of a closed compound; for compounds also where that part begins.
    pub(super) fn word(&self, word: &str) -> Option<(usize, Known)> {
        if let Some(form) = self.forms.value(&self.lexis, self.lexis.know(word))
            && let Some(node) = self.next.get(&(0, form))
            && let Some(known) = self.accepts[*node as usize]
        {
            return Some((0, known));
        }
        self.compound(word)
    }

    /// The word behind the last hyphen of a compound as title, where it may be one only there (`Rallye-Sieger`).
    pub(super) fn part(&self, word: &str) -> Option<(usize, Known)> {
        self.word(word).or_else(|| self.compounds.get(word).map(|&known| (0, known)))
    }

    /// The title at the end of a compound, whether it has a hyphen or not.
    fn last_part(&self, word: &str) -> Option<(usize, Known)> {
        word.rsplit_once('-').map_or_else(|| self.word(word), |(_, last)| self.part(last))
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
    pub(super) fn told(&self, words: &Reading<'_>, at: usize, end: usize) -> Option<usize> {
        if let Some((length, known, _)) = self.starting(words, at, end) {
            return (!known.weak && !known.nominal).then_some(length);
        }
        if !self.has_compounds() || !words.is(at, ATTACHED) {
            return None;
        }
        self.last_part(words.document.folded(at)).filter(|(_, known)| !known.weak).map(|_| 1)
    }

    /// Whether the folded `word` is a noun for an organisation.
    pub(super) fn is_house_noun(&self, word: &str) -> bool {
        self.lexis.know(word).is(ORGANIZATION_NOUN)
    }

    /// `document` as the titles know its words.
    pub(super) fn read<'a>(&'a self, document: &'a Document) -> Reading<'a> {
        let mut words = Reading::new(document, &self.lexis);
        words.mark(ATTACHED, |word| {
            self.attached_former.iter().any(|prefix| word.starts_with(&**prefix))
                || self.attached_incoming.iter().any(|ending| word.ends_with(&**ending))
                || self.has_compounds() && self.last_part(word).is_some()
        });
        words
    }

    /// Whether the language closes its compounds (`Außenminister`).
    pub(super) fn has_compounds(&self) -> bool {
        !self.compounds.is_empty()
    }

    /// Whether the language's adjectives follow their noun.
    pub(super) fn has_adjectives(&self) -> bool {
        !self.adjective_endings.is_empty()
    }

    /// Whether token `at` may follow a noun as its adjective, by its ending.
    pub(super) fn is_adjective(&self, words: &Reading<'_>, at: usize) -> bool {
        let word = words.known(at);
        let told = word.is(NATIONALITY) || word.is(ADJECTIVE);
        told || !word.is(NOT_ADJECTIVE) && !word.is(STOP) && ends_with(words.document.folded(at), &self.adjective_endings)
    }

    /// Whether token `at` tells where somebody is from.
    pub(super) fn is_nationality(&self, words: &Reading<'_>, at: usize) -> bool {
        words.is(at, NATIONALITY) || ends_with(words.document.folded(at), &self.nationality_endings)
    }

    /// Whether `word`, which no table knows, may be a finite verb by its ending.
    pub(super) fn may_be_verb(&self, word: &str) -> bool {
        word.char_indices().skip(1).any(|(i, _)| word.get(i..).is_some_and(|ending| self.verb_endings.contains(ending)))
    }

    /// Whether `word`, which no table knows, may be a participle by its ending.
    pub(super) fn may_be_participle(&self, word: &str) -> bool {
        word.char_indices().skip(1).any(|(i, _)| word.get(i..).is_some_and(|ending| self.participle_endings.contains(ending)))
    }

    /// The title that a whole phrase is, nationalities apart, where the table has just that.
    pub(super) fn exactly(&self, words: &Reading<'_>, mut tokens: std::ops::Range<usize>) -> Option<Known> {
        let node = tokens.try_fold(0, |node, index| {
            let word = words.known(index);
            if word.is(DROPPED) || word.is(NATIONALITY) {
                return Some(node);
            }
            self.forms.value(&self.lexis, word).and_then(|form| self.next.get(&(node, form))).copied()
        })?;
        self.accepts[node as usize]
    }

    fn word_number(&mut self, word: &str, inflections: &Inflections) -> u32 {
        if let Some(number) = self.forms.value(&self.lexis, self.lexis.know(word)) {
            return number;
        }
        let number = self.numbers;
        self.numbers += 1;
        let (forms, lexis) = (&mut self.forms, &mut self.lexis);
        inflections.forms(word, |form| forms.add(lexis, [form], number));
        number
    }

    fn path(&mut self, phrase: &str, inflections: &Inflections) -> u32 {
        let mut node = 0;
        tokens::pieces(phrase, self.language, |_, word| {
            if node != 0 && self.lexis.know(word).is(DROPPED) {
                return;
            }
            let number = self.word_number(word, inflections);
            let fresh = u32::try_from(self.accepts.len()).unwrap_or(u32::MAX);
            node = *self.next.entry((node, number)).or_insert(fresh);
            if node == fresh {
                self.accepts.push(None);
            }
        });
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
        inflections.forms(&fold(form), |form| {
            if let Some(&tail) = form.as_bytes().last_chunk() {
                self.compound_tails.insert(tail);
                self.compounds.insert(form.into(), Known { slug, field, weak, nominal: false });
            }
        });
    }
}

fn build(language: Language) -> Titles {
    let source = language.tables().titles;
    let inflections = read_inflections(source);
    let mut titles = Titles::new(language);
    titles.houses.read(&mut titles.lexis, source, language, |word, each| inflections.forms(&fold(word), each));
    let ends = |into: &mut FxHashSet<Box<str>>, row: &table::Row<'_>| into.extend(row.alternatives(0).map(|w| Box::from(fold(w))));
    for row in table::rows(source).filter(|row| row.section == "drop") {
        row.alternatives(0).for_each(|word| titles.lexis.add(DROPPED, std::iter::once(&*fold(word)), 0));
    }
    for row in table::rows(source) {
        let lexis = &mut titles.lexis;
        let mut words = |list: List| row.alternatives(0).for_each(|word| lexis.add(list, std::iter::once(&*fold(word)), 0));
        match row.section {
            "ending" | "same" | "fold" | "drop" | "portfolio" | "house" | "post" | "agree" => {}
            "former" | "incoming" | "outgoing" | "current" => {
                let status = status_named(row.section).filter(|_| row.section != "current");
                row.alternatives(0).for_each(|phrase| titles.before.add_cut(lexis, phrase, language, status));
            }
            "attached former" => titles.attached_former.extend(row.alternatives(0).map(|w| Box::from(fold(w)))),
            "attached incoming" => titles.attached_incoming.extend(row.alternatives(0).map(|w| Box::from(fold(w)))),
            "count" => words(COUNT),
            "first" => words(FIRST),
            "deed" => {
                words(DEED);
                titles.deed_endings.extend(row.alternatives(1).map(|w| Box::from(fold(w))));
            }
            "after" => row.alternatives(1).for_each(|phrase| titles.after.add_cut(lexis, phrase, language, status_named(row.cell(0)))),
            "modifier" => row.alternatives(0).for_each(|phrase| titles.modifiers.add_cut(lexis, phrase, language, ())),
            "nationality" => row.alternatives(0).for_each(|phrase| {
                inflections.forms(&fold(phrase), |form| titles.nationalities.add_cut(lexis, form, language, ()));
            }),
            "adjective ending" => ends(&mut titles.adjective_endings, &row),
            "nationality ending" => ends(&mut titles.nationality_endings, &row),
            "verb ending" => ends(&mut titles.verb_endings, &row),
            "participle ending" => ends(&mut titles.participle_endings, &row),
            "finite" => words(FINITE),
            "led" => words(LED),
            "adjective" => words(ADJECTIVE),
            "prenominal" => words(PRENOMINAL),
            "not adjective" => words(NOT_ADJECTIVE),
            "preposition" => {
                let kind = match row.cell(0) {
                    "of" => Preposition::Of,
                    "at" => Preposition::At,
                    "to" => Preposition::To,
                    "in" => Preposition::In,
                    _ => Preposition::For,
                };
                row.alternatives(1).for_each(|phrase| titles.prepositions.add_cut(lexis, phrase, language, kind));
            }
            "organization noun" => row.alternatives(0).for_each(|phrase| {
                inflections.forms(&fold(phrase), |form| titles.organization_nouns.add_cut(lexis, form, language, ()));
            }),
            "no complement" => row.alternatives(0).for_each(|phrase| titles.no_complements.add_cut(lexis, phrase, language, ())),
            "no title" => row.alternatives(0).for_each(|phrase| titles.no_titles.add_cut(lexis, phrase, language, ())),
            "body" => words(BODY),
            "field" => words(FIELD),
            "honorific" => row.alternatives(0).for_each(|phrase| titles.honorifics.add_cut(lexis, phrase, language, ())),
            "reign" => row.alternatives(0).for_each(|phrase| titles.reigns.add_cut(lexis, phrase, language, ())),
            "partitive" => row.alternatives(0).for_each(|phrase| titles.partitives.add_cut(lexis, phrase, language, ())),
            "district" => words(DISTRICT),
            "respectively" => words(RESPECTIVELY),
            "latter" => words(LATTER),
            "adjunct" => words(ADJUNCT),
            "stop" => words(STOP),
            "rank" => words(RANK),
            "article" => {
                let kind = match row.cell(0) {
                    "possessive" => Determiner::Possessive,
                    "indefinite" => Determiner::Indefinite,
                    _ => Determiner::Definite,
                };
                row.alternatives(1).for_each(|phrase| titles.articles.add_cut(lexis, phrase, language, kind));
            }
            "and" => row.alternatives(0).for_each(|phrase| titles.and.add_cut(lexis, phrase, language, ())),
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
    let (forms, next) = (&titles.forms, &titles.next);
    titles.lexis.mark(OPENING, |lexis, word| forms.value(lexis, word).is_some_and(|form| next.contains_key(&(0, form))));
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
