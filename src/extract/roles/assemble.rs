//! From matches to facts: who fills which slot. What follows from a change is told in [`super::changes`].

use super::adverbials::mark_adverbs;
use super::anaphors::Succession;
use super::changes::Post;
use super::columns::Head;
use super::houses::Kinds;
use super::insertions::Shorter;
use super::items::Builder;
use super::later::{self, Later};
use super::organization;
use super::rules::{self, Rules, Statement, TELLING, VERB, Vacancy};
use super::sequence::{Content, Sequence};
use super::slugs::{self, Handed};
use super::title_reader::{Reader, Title, TitlePhrase};
use super::titles::{self, BODY, Titles};
use super::{merge, nameless, sections};
use crate::document::{Document, Span, fold};
use crate::extract::pattern::Match;
use crate::facts::{Certainty, DateFact, DateRelation, Entities, EntityId, EntityType, Role, RoleChange, RoleStatus};
use crate::language::lexis::Reading;
use crate::language::{Language, given};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// How many of the roles told of somebody are looked at.
const KNOWN: usize = 64;
/// How many sentences a pronoun may stand behind the one that names its person.
const TOPIC: usize = 3;

/// A role with what merging needs to know.
#[derive(Debug, Clone)]
pub(super) struct RoleDraft {
    pub(super) role: Role,
    /// Whether it only follows from a change.
    pub(super) derived: bool,
    /// Whether it is a post that is handed on, not what somebody is by calling or for good.
    pub(super) handed: Handed,
    /// The title, folded.
    pub(super) folded: String,
    /// The place of the role told before of the same person.
    previous: Option<usize>,
}

impl RoleDraft {
    /// A role, which may only follow from a change.
    pub(super) fn new(role: Role, derived: bool) -> Self {
        let handed = role.slug.map_or(Handed::Post, |slug| slugs::handed(slug, role.organization.is_some()));
        let folded = fold(&role.title);
        Self { role, derived, handed, folded, previous: None }
    }
}

/// A role change with what merging needs to know.
#[derive(Debug, Clone)]
pub(super) struct ChangeDraft {
    pub(super) change: RoleChange,
    pub(super) sentence: usize,
}

/// Collects the facts of a document sentence by sentence.
pub(super) struct Assembler<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a Entities,
    pub(super) dates: &'a [DateFact],
    pub(super) language: Language,
    pub(super) rules: &'static Rules,
    pub(super) titles: &'static Titles,
    /// What is told so far; [`Assembler::push_role`] adds to it.
    pub(super) roles: Vec<RoleDraft>,
    /// The place of the last role of each person.
    last_roles: FxHashMap<EntityId, usize>,
    pub(super) changes: Vec<ChangeDraft>,
    names: FxHashMap<String, EntityId>,
    /// The document as the titles know its words.
    pub(super) title_words: Reading<'a>,
    /// The document as the rules know its words.
    pub(super) rule_words: Reading<'a>,
    /// Which entities are organisations, or act as such.
    pub(super) houses: Vec<bool>,
    /// Of which kind each entity is; found where it is asked for.
    pub(super) kinds: OnceCell<Vec<Kinds>>,
    /// The town that the article is about; found where it is asked for.
    pub(super) town: OnceCell<Option<EntityId>>,
    /// How often each organisation was named so far as where somebody holds or held a post.
    pub(super) affiliations: FxHashMap<EntityId, usize>,
    /// Posts that were told without their holders.
    pub(super) posts: Vec<Post>,
    /// The organisation that each block is about, where a heading says so; empty where none does.
    pub(super) sections: Vec<Option<EntityId>>,
    /// The organisation that is named first.
    pub(super) first_house: Option<EntityId>,
    pub(super) hero: Option<EntityId>,
    /// The organisation with which the article opens.
    pub(super) opening: Option<EntityId>,
    /// A post that was told to be left or filled, and in which sentence, where nobody was named with it.
    pub(super) pending: Option<(Post, usize)>,
    /// Whom a pronoun may mean that opens a sentence, and the sentence that names each; the last one last.
    pub(super) topics: Vec<(EntityId, usize)>,
    /// The others whom those sentences name, where it is known whether they are women or men.
    pub(super) others: Vec<(EntityId, usize)>,
    /// Who was told to leave, and in which sentence, the last one last.
    pub(super) leavers: Vec<(EntityId, usize)>,
    /// What became of the post that is pending, and in which sentence, where the next one may name for whom.
    pub(super) vacancy: Option<(Vacancy, usize)>,
    /// The post of which the headline says that it is left or filled, without a name.
    pub(super) headline: Option<(Post, Vacancy)>,
    /// The first post of which the text below the headline says so.
    pub(super) below: Option<(Post, Vacancy)>,
    /// The last sentence that told of somebody's going, whoever it was.
    pub(super) wake: Option<usize>,
    /// Changes whose posts had no name yet.
    pub(super) later: Vec<Later>,
    /// A post that was named last without its holder, with where it is held, and in which sentence.
    pub(super) mentioned: Option<(Post, usize)>,
    /// The last line of a list of appointments, with what its head tells.
    pub(super) column: Option<(usize, Head)>,
    /// A succession in a post that had no name yet.
    pub(super) open: Option<Succession>,
    /// Who is known to be a woman, or a man, by articles and forms of address.
    pub(super) genders: FxHashMap<EntityId, bool>,
    /// Titles as told of a man and of a woman.
    pub(super) forms: [RefCell<FxHashMap<String, Rc<str>>>; 2],
    /// The title phrases of each sentence that is still to be read.
    phrases: Vec<Vec<TitlePhrase>>,
    /// Memory for the items of the next sentence.
    spare: Sequence,
}

/// One sentence under work.
pub(super) struct Sentence<'a> {
    pub(super) index: usize,
    pub(super) phrases: &'a [TitlePhrase],
    pub(super) sequence: &'a Sequence,
}

impl<'a> Assembler<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a Entities, dates: &'a [DateFact], language: Language) -> Self {
        let (rules, titles) = (rules::of(language), titles::of(language));
        let title_words = titles.read(document);
        let mut rule_words = Reading::new(document, &rules.lexis);
        mark_adverbs(&mut rule_words, language);
        let houses = organization::houses(&title_words, entities, titles);
        let first_house = houses.iter().position(|house| *house).and_then(|id| u32::try_from(id).ok()).map(EntityId);
        let sections = sections::of(document, entities, &houses);
        let (names, (hero, opening)) = (names(entities), organization::hero(document, entities, &houses));
        Self {
            document,
            entities,
            dates,
            language,
            rules,
            titles,
            roles: Vec::new(),
            last_roles: FxHashMap::default(),
            changes: Vec::new(),
            names,
            title_words,
            rule_words,
            houses,
            kinds: OnceCell::new(),
            town: OnceCell::new(),
            affiliations: FxHashMap::default(),
            posts: Vec::new(),
            sections,
            first_house,
            hero,
            opening,
            pending: None,
            topics: Vec::new(),
            others: Vec::new(),
            leavers: Vec::new(),
            headline: None,
            below: None,
            wake: None,
            vacancy: None,
            later: Vec::new(),
            mentioned: None,
            column: None,
            open: None,
            genders: FxHashMap::default(),
            forms: Default::default(),
            phrases: Vec::new(),
            spare: Sequence::default(),
        }
    }

    /// Adds the facts of the whole document. The titles of all sentences are read first: what reads them and what reads the rest of a
    /// sentence would drive each other out of the processor's cache.
    pub(super) fn read_all(&mut self) {
        let (mut houses, sentences) = (self.houses.clone(), &self.document.sentences);
        self.phrases.reserve(sentences.len());
        for sentence in sentences {
            let phrases = self.reader(sentence.tokens.clone(), &houses).phrases();
            for id in led(&phrases) {
                note_house(self.entities, &mut houses, id);
            }
            self.phrases.push(phrases);
        }
        (0..sentences.len()).for_each(|index| self.read(index));
    }

    /// What reads titles in the sentence of some tokens, where these entities are `houses`.
    fn reader<'s>(&'s self, sentence: Range<usize>, houses: &'s [bool]) -> Reader<'s> {
        Reader {
            document: self.document,
            entities: self.entities,
            titles: self.titles,
            names: &self.names,
            words: &self.title_words,
            houses,
            sentence,
        }
    }

    /// Adds the facts of sentence `index`.
    fn read(&mut self, index: usize) {
        let sentence = &self.document.sentences[index];
        let person = |&(_, id): &(Span, EntityId)| self.entities.get(id).kind == EntityType::Person;
        let mentions = self.entities.within(sentence.span);
        let named = mentions.iter().any(person);
        self.topics.retain(|&(_, told)| index - told <= TOPIC);
        self.others.retain(|&(_, told)| index - told <= TOPIC);
        self.note_genders(mentions);
        let phrases = self.phrases.get_mut(index).map(std::mem::take).unwrap_or_default();
        let silent = phrases.is_empty() && self.is_silent(sentence.tokens.clone(), index);
        if silent && !named {
            return;
        }
        let dates = &self.dates[self.dates.partition_point(|d| d.span.start < sentence.span.start)..];
        let dates = &dates[..dates.partition_point(|d| d.span.start < sentence.span.end)];
        let memory = std::mem::take(&mut self.spare);
        let (rules, genders, houses) = (self.rules, &self.genders, self.houses.as_slice());
        let reader = self.reader(sentence.tokens.clone(), houses);
        let (topics, others) = (self.topics.as_slice(), self.others.as_slice());
        let words = &self.rule_words;
        let builder = Builder { reader: &reader, rules, words, phrases: &phrases, dates, topics, others, genders, houses };
        let sequence = builder.build(memory, silent);
        if named {
            let persons = sequence.topic(self.rules.markers);
            let persons = persons.iter().flat_map(|persons| persons.iter());
            self.topics.extend(persons.clone().map(|&id| (id, index)));
            let others = mentions.iter().map(|&(_, id)| id).filter(|id| self.genders.contains_key(id) && !persons.clone().any(|p| p == id));
            self.others.extend(others.map(|id| (id, index)));
        }
        // Where nothing is told, only whom the sentence is about matters to those behind it.
        if silent {
            self.spare = sequence;
            return;
        }
        self.note_houses(&phrases);
        self.note_affiliations(&phrases);
        let (mut chosen, shorter) = self.told(&sequence);
        let lists = self.lists(&sequence, &chosen);
        chosen.retain(|m| self.rules.of(m).changes || !lists.iter().any(|more| more.has(m)));
        let sentence = Sentence { index, phrases: &phrases, sequence: &sequence };
        let column = self.column(&sentence, &chosen);
        chosen.retain(|m| self.rules.of(m).changes || !column.as_ref().is_some_and(|column| column.has(m)));
        for (found, statement) in statements(&chosen, self.rules) {
            if let Statement::Vacant(vacant) = statement {
                self.vacate(&sentence, found, vacant);
            }
        }
        let before = (self.changes.len(), self.roles.len());
        self.state_roles(&sentence, &chosen);
        if let Some(shorter) = &shorter {
            let sentence = Sentence { sequence: &shorter.sequence, ..sentence };
            self.state_roles(&sentence, &shorter.chosen);
            self.state_changes(&sentence, &shorter.chosen);
        }
        self.state_changes(&sentence, &chosen);
        lists.iter().for_each(|more| self.state_more(&sentence, more));
        if let Some(column) = &column {
            self.state_column(&sentence, column);
        }
        if !phrases.is_empty() || self.rules.inverts {
            let mut claimed = self.claimed(&sequence, &chosen);
            let across = shorter.iter().flat_map(|shorter| &shorter.claimed);
            claimed.iter_mut().zip(across).for_each(|(claimed, across)| *claimed |= across);
            self.read_inverted(&sentence, &mut claimed, None);
            if let Some(Shorter { sequence, kept, .. }) = &shorter {
                let mut left: Vec<bool> = kept.iter().map(|&item| claimed[item]).collect();
                self.read_inverted(&Sentence { sequence, ..sentence }, &mut left, Some(kept));
                kept.iter().zip(left).for_each(|(&item, taken)| claimed[item] |= taken);
            }
            self.reread(&sentence, &claimed);
        }
        self.name_vacancy(&sentence, before);
        self.note_movers(index, before.0);
        if sequence.items.iter().any(|item| item.is_any(&self.rules.going)) {
            self.wake = Some(index);
        }
        self.spare = sequence;
    }

    /// Whether the tokens of sentence `index`, in which no title stands, say nothing that a pattern tells of.
    fn is_silent(&self, mut tokens: Range<usize>, index: usize) -> bool {
        let (rules, words, end) = (self.rules, &self.rule_words, tokens.end);
        let verb = |at: usize| rules.verbs.class(words, at, end).is_some_and(|class| rules.telling_verbs.get(class) == Some(&true));
        let telling = |at: usize| words.known(at).opens(1 << VERB | 1 << TELLING) && (words.width(TELLING, at, end) > 0 || verb(at));
        let awaited = self.vacancy.is_some_and(|(_, told)| told + 1 == index);
        !awaited && !rules.patterns.untitled().is_any() && !tokens.any(telling)
    }

    /// "The board named Roe. He starts in May.", "Roe follows Doe. She …": whom a pronoun behind a change means is rather the one who
    /// takes a post than whom the sentence begins with. `before` is how many changes were told before the sentence.
    fn note_movers(&mut self, index: usize, before: usize) {
        let told = self.changes.get(before..).unwrap_or_default().iter().map(|c| &c.change);
        let mut movers = told.filter(|c| c.to.is_some() && c.certainty != Certainty::Denied).map(|c| c.person);
        if let Some(first) = movers.next()
            && movers.all(|id| id == first)
        {
            self.topics.push((first, index));
        }
    }

    /// Adds the roles that `chosen` states.
    pub(super) fn state_roles(&mut self, sentence: &Sentence<'_>, chosen: &[Match]) {
        for (found, statement) in statements(chosen, self.rules) {
            match statement {
                // Beside a change the pattern tells what is held by now.
                Statement::Role(role) => self.role(sentence, found, role, self.rules.of(found).changes),
                Statement::Deed(deed) => self.deed(sentence, found, deed),
                Statement::Change(_) | Statement::Vacant(_) => {}
            }
        }
    }

    /// Adds the changes that `chosen` states.
    pub(super) fn state_changes(&mut self, sentence: &Sentence<'_>, chosen: &[Match]) {
        for (found, statement) in statements(chosen, self.rules) {
            if let Statement::Change(change) = statement {
                self.change(sentence, found, change, chosen);
            }
        }
    }

    /// Whether the article is about `organization`.
    pub(super) fn is_house(&self, organization: Option<EntityId>) -> bool {
        organization.is_some() && (organization == self.hero || organization == self.opening)
    }

    /// Adds a role, which may only follow from a change or from what was told before (`derived`).
    pub(super) fn push_role(&mut self, role: Role, derived: bool) {
        let previous = self.last_roles.insert(role.person, self.roles.len());
        self.roles.push(RoleDraft { previous, ..RoleDraft::new(role, derived) });
    }

    /// The last roles told of `person`, the last one first.
    pub(super) fn roles_of(&self, person: EntityId) -> impl Iterator<Item = &RoleDraft> + Clone {
        let last = self.last_roles.get(&person).and_then(|&at| self.roles.get(at));
        std::iter::successors(last, |draft| self.roles.get(draft.previous?)).take(KNOWN)
    }

    /// Notes where the titles of `phrases` say that they are held.
    fn note_affiliations(&mut self, phrases: &[TitlePhrase]) {
        for phrase in phrases {
            let mut last = None;
            let held = |title: &&Title| !title.slug.is_some_and(slugs::is_lasting);
            for id in phrase.titles.iter().filter(held).filter_map(|title| title.organization) {
                if last.replace(id) != Some(id) {
                    *self.affiliations.entry(id).or_default() += 1;
                }
            }
        }
    }

    /// Notes what `phrases` tell to be run by somebody, as houses are.
    fn note_houses(&mut self, phrases: &[TitlePhrase]) {
        let mut new = false;
        led(phrases).for_each(|id| new |= note_house(self.entities, &mut self.houses, id));
        if new {
            (self.hero, self.opening) = organization::hero(self.document, self.entities, &self.houses);
        }
    }

    /// Notes what forms of address before `mentions`, and given names, tell of persons.
    fn note_genders(&mut self, mentions: &[(Span, EntityId)]) {
        for &(mention, id) in mentions {
            let before = self.document.token_at(mention.start).checked_sub(1);
            if let Some(female) = before.and_then(|at| self.rules.genders.at(&self.rule_words, at)) {
                self.genders.insert(id, female);
            } else if let Some(language) = self.document.language
                && self.entities.get(id).kind == EntityType::Person
                && !self.genders.contains_key(&id)
                && let Some(female) = given::is_female(language, &self.entities.get(id).name)
            {
                self.genders.insert(id, female);
            }
        }
    }

    pub(super) fn persons<'s>(&self, sentence: &'s Sentence<'_>, found: &Match, slot: u8) -> (&'s [EntityId], usize) {
        match found.item(slot).map(|i| (&sentence.sequence.contents[i], i)) {
            Some((Content::Persons(persons), item)) => (persons, item),
            _ => (&[], 0),
        }
    }

    pub(super) fn phrase<'s>(&self, sentence: &'s Sentence<'_>, found: &Match, slot: u8) -> Option<(&'s TitlePhrase, usize)> {
        let item = found.item(slot)?;
        match sentence.sequence.contents[item] {
            Content::Titles(index) => Some((&sentence.phrases[index], item)),
            _ => None,
        }
    }

    pub(super) fn entity(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> Option<EntityId> {
        let item = found.item(slot?)?;
        match sentence.sequence.contents[item] {
            // "delegates meeting in Leeds elected Roe": where it happened.
            Content::Entity(id) if item == found.start && self.is_scene(sentence, item, id) => None,
            Content::Entity(id) => Some(self.governed(id)),
            _ => None,
        }
    }

    /// Whether item `item` only says where something happens.
    fn is_scene(&self, sentence: &Sentence<'_>, item: usize, id: EntityId) -> bool {
        let before = item.checked_sub(1).map(|before| &sentence.sequence.items[before]);
        let led = || before.zip(self.rules.named.place).is_some_and(|(before, place)| before.has(place));
        self.entities.get(id).kind == EntityType::Location && led()
    }

    /// "le conseil d'administration de Foo": the organisation whose body it is, where the article names it by itself.
    pub(super) fn governed(&self, id: EntityId) -> EntityId {
        let Some(&mention) = self.entities.get(id).mentions.first() else { return id };
        let tokens = self.document.tokens_in(mention);
        if !self.title_words.is(tokens.start, BODY) {
            return id;
        }
        let inner = tokens.clone().skip(1).filter(|&t| self.document.tokens[t].capital);
        let names = inner.map(|t| self.document.slice(self.document.span_of(t..tokens.end)));
        names.filter_map(|name| self.names.get(&fold(name))).copied().find(|&other| other != id).unwrap_or(id)
    }

    /// The facts of the whole document, each in reading order.
    pub(super) fn finish(mut self) -> (Vec<Role>, Vec<RoleChange>) {
        self.resolve_later();
        if nameless::is_any(self.titles, &self.roles) {
            let (mut roles, mut changes) = (self.roles.clone(), self.changes.clone());
            nameless::name(self.titles, (&mut roles, &mut changes), &self.posts, |person, post| self.handed(person, post));
            (self.roles, self.changes) = (roles, changes);
        }
        let former = self.roles.iter().filter(|r| r.role.status == RoleStatus::Former);
        let past: FxHashSet<EntityId> = former.filter_map(|r| r.role.organization).collect();
        let (mut roles, mut changes) = (merge::roles(std::mem::take(&mut self.roles)), merge::changes(std::mem::take(&mut self.changes)));
        // "until June": for a while only.
        let until = |at: usize| {
            let start = self.document.tokens[at].span.start;
            let date = self.dates.get(self.dates.partition_point(|d| d.span.end <= start));
            date.is_some_and(|d| d.span.start <= start && d.relation == DateRelation::Until)
        };
        let interim = |at: usize| until(at) || self.rules.interim.starting(&self.rule_words, at, self.document.tokens.len()).is_some();
        let house = |change: &RoleChange| self.house_of(change, &past);
        later::inherit(self.document, interim, house, &mut roles, &mut changes);
        later::part_houses(&roles, &mut changes);
        later::leave_elsewhere(&roles, &mut changes);
        (roles, changes)
    }
}

/// What titles of `phrases` tell to be run by somebody.
fn led(phrases: &[TitlePhrase]) -> impl Iterator<Item = EntityId> {
    phrases.iter().flat_map(|phrase| &phrase.titles).filter_map(organization::house_led)
}

/// Lets a place or a person act as a house does, whose name is that of one: whether that is new.
fn note_house(entities: &Entities, houses: &mut [bool], id: EntityId) -> bool {
    let other = matches!(entities.get(id).kind, EntityType::Location | EntityType::Person);
    other && houses.get_mut(id.index()).is_some_and(|house| !std::mem::replace(house, true))
}

/// Organisations and places by their folded forms; the first of equal ones.
fn names(entities: &Entities) -> FxHashMap<String, EntityId> {
    let mut names = FxHashMap::default();
    for (entity, id) in entities.list.iter().zip(0..) {
        if matches!(entity.kind, EntityType::Organization | EntityType::Location) {
            entity.forms.iter().for_each(|form| {
                names.entry(fold(form)).or_insert(EntityId(id));
            });
        }
    }
    names
}

/// The least certain verb group of a match.
pub(super) fn verb_certainty(sentence: &Sentence<'_>, found: &Match) -> Certainty {
    let contents = sentence.sequence.contents[found.start..found.end].iter();
    contents.fold(Certainty::Done, |certainty, content| match content {
        Content::Verb(verb) => certainty.max_doubt(*verb),
        _ => certainty,
    })
}

fn statements<'m>(chosen: &'m [Match], rules: &'m Rules) -> impl Iterator<Item = (&'m Match, &'m Statement)> {
    chosen.iter().flat_map(|m| rules.of(m).statements.iter().map(move |s| (m, s)))
}
