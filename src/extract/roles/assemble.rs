//! From matches to facts: who fills which slot. What follows from a change is told in [`super::changes`].

use super::anaphors::Succession;
use super::changes::Post;
use super::houses::Kinds;
use super::insertions::Shorter;
use super::items::{Builder, Content, Sequence};
use super::later::{self, Later};
use super::moved::Moved;
use super::organization;
use super::rules::{self, RoleStatement, Rules, Statement, TELLING, VERB, Vacancy};
use super::slugs::{self, Field, Handed};
use super::title_reader::{Reader, Title, TitlePhrase};
use super::titles::{self, BODY, Determiner, Titles};
use super::{merge, nameless, sections};
use crate::document::{Document, Span, fold};
use crate::extract::pattern::{Match, Weight};
use crate::facts::{Certainty, DateFact, DateRelation, Entities, EntityId, EntityType, Role, RoleChange, RoleStatus};
use crate::language::lexis::Reading;
use crate::language::{Language, given};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::{OnceCell, RefCell};
use std::ops::Range;
use std::rc::Rc;

/// How many items before a title "the post" may stand ("the new post of chair").
const POST: usize = 4;

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
    /// A succession in a post that had no name yet.
    pub(super) open: Option<Succession>,
    /// Who is known to be a woman, or a man, by articles and forms of address.
    pub(super) genders: FxHashMap<EntityId, bool>,
    /// Titles as told of a man and of a woman.
    pub(super) forms: [RefCell<FxHashMap<String, Rc<str>>>; 2],
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
            rule_words: Reading::new(document, &rules.lexis),
            houses,
            kinds: OnceCell::new(),
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
            open: None,
            genders: FxHashMap::default(),
            forms: Default::default(),
            spare: Sequence::default(),
        }
    }

    /// Adds the facts of sentence `index`.
    pub(super) fn read(&mut self, index: usize) {
        let sentence = &self.document.sentences[index];
        let person = |&(_, id): &(Span, EntityId)| self.entities.get(id).kind == EntityType::Person;
        let mentions = self.entities.within(sentence.span);
        let named = mentions.iter().any(person);
        self.topics.retain(|&(_, told)| index - told <= TOPIC);
        self.others.retain(|&(_, told)| index - told <= TOPIC);
        let empty = !named && self.topics.is_empty();
        if empty && self.rules.vacancies == 0 {
            return;
        }
        self.note_genders(mentions);
        let reader = Reader {
            document: self.document,
            entities: self.entities,
            titles: self.titles,
            names: &self.names,
            words: &self.title_words,
            houses: &self.houses,
            sentence: sentence.tokens.clone(),
        };
        let phrases = reader.phrases();
        let led: Vec<EntityId> = phrases.iter().flat_map(|phrase| &phrase.titles).filter_map(organization::house_led).collect();
        let silent = phrases.is_empty() && self.is_silent(sentence.tokens.clone(), index);
        if silent && !named {
            return;
        }
        let dates = &self.dates[self.dates.partition_point(|d| d.span.start < sentence.span.start)..];
        let dates = &dates[..dates.partition_point(|d| d.span.start < sentence.span.end)];
        let (rules, genders, houses) = (self.rules, &self.genders, self.houses.as_slice());
        let (topics, others) = (self.topics.as_slice(), self.others.as_slice());
        let words = &self.rule_words;
        let builder = Builder { reader: &reader, rules, words, phrases: &phrases, dates, topics, others, genders, houses };
        let sequence = builder.build(std::mem::take(&mut self.spare), silent);
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
        self.note_houses(&led);
        self.note_affiliations(&phrases);
        let (mut chosen, shorter) = self.told(&sequence);
        let lists = self.lists(&sequence, &chosen);
        chosen.retain(|m| self.rules.of(m).changes || !lists.iter().any(|more| more.has(m)));
        let sentence = Sentence { index, phrases: &phrases, sequence: &sequence };
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
        let rules = self.rules;
        if sequence.items.iter().any(|item| item.may_be(rules.going_marks) && item.is_any(&rules.going)) {
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

    /// The roles told of `person`, the last one first.
    pub(super) fn roles_of(&self, person: EntityId) -> impl Iterator<Item = &RoleDraft> + Clone {
        let last = self.last_roles.get(&person).and_then(|&at| self.roles.get(at));
        std::iter::successors(last, |draft| self.roles.get(draft.previous?))
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

    /// Notes that `led` are run by somebody, as houses are.
    fn note_houses(&mut self, led: &[EntityId]) {
        let (mut new, entities) = (false, self.entities);
        for id in led.iter().filter(|id| matches!(entities.get(**id).kind, EntityType::Location | EntityType::Person)) {
            if let Some(house) = self.houses.get_mut(id.index()).filter(|house| !**house) {
                (*house, new) = (true, true);
            }
        }
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

    /// The matches that stand: a title, and for changes a verb, serves one match; earlier rules win, then fuller matches.
    /// What is `taken` serves none of them.
    pub(super) fn choose(&self, mut found: Vec<Match>, sequence: &Sequence, taken: &[bool]) -> Vec<Match> {
        if found.is_empty() {
            return found;
        }
        let mut taken = taken.to_vec();
        taken.resize(sequence.items.len(), false);
        let rules = self.rules;
        // "the adviser to President Roe resigned": the president is no subject.
        let subject = |m: &Match| rules.of(m).movers.iter().any(|&slot| m.item(slot) == Some(m.start));
        found.retain(|m| !(subject(m) && sequence.is_governed(m.start, rules.markers)));
        // "removed Roe's immunity": it is told of what somebody has.
        let owns = |m: &Match, item: usize| !m.used(item + 1) && self.is_owner(sequence, item);
        found.retain(|m| !rules.of(m).movers.iter().filter_map(|&slot| m.item(slot)).any(|item| owns(m, item)));
        found.retain(|m| !self.takes_from_agent(m, sequence));
        // A post that somebody is named with is none whose holder the sentence leaves open.
        found.sort_by_key(|m| (rules.of(m).vacant, m.rule, std::cmp::Reverse(m.filled()), m.end - m.start, m.start));
        let mut chosen = Vec::new();
        // "demands the resignation of Roe": what is told to say nothing keeps its words from every other pattern.
        let mut barred = vec![false; sequence.items.len()];
        let light = |i: &usize| sequence.items[*i].weight == Weight::Light;
        for m in found {
            let rule = rules.of(&m);
            let (changes, bars) = (rule.changes || rule.vacant, rule.bars);
            let claims = changes || bars;
            let needed = || {
                let titles = self.rules.title_slots.iter().filter_map(|&slot| m.item(slot));
                let verbs = m.matched().filter(|_| claims).filter(|&i| matches!(sequence.contents[i], Content::Verb(_)));
                titles.chain(verbs)
            };
            if needed().any(|i| taken[i]) || changes && m.matched().filter(light).any(|i| barred[i]) {
                continue;
            }
            if bars {
                m.matched().filter(light).for_each(|i| barred[i] = true);
            }
            needed().for_each(|i| taken[i] = true);
            chosen.push(m);
        }
        chosen
    }

    /// Whether a genitive stands right behind the person at `item`.
    fn is_owner(&self, sequence: &Sequence, item: usize) -> bool {
        let next = sequence.contents.get(item + 1).filter(|content| **content == Content::Nothing);
        let genitive = next.and(sequence.tokens.get(item + 1)).filter(|tokens| tokens.start == sequence.tokens[item].end);
        genitive.is_some_and(|tokens| self.document.folded(tokens.start) == "'s")
    }

    /// "named by President Roe", "chosen ahead of four candidates": whether the post that a match takes is that of somebody else.
    fn takes_from_agent(&self, found: &Match, sequence: &Sequence) -> bool {
        let [of, by, ..] = self.rules.markers.prepositions;
        let bears = |item: usize, symbol| Option::is_some_and(symbol, |symbol| sequence.items[item].has(symbol));
        let [_, post, _] = self.rules.named.posts;
        let other = |title: usize| {
            if title < 2 || found.used(title - 1) {
                return title > 0 && bears(title - 1, by) && matches!(sequence.contents.get(title + 1), Some(Content::Persons(_)));
            }
            let named = matches!(sequence.contents.get(title + 1), Some(Content::Persons(_)));
            bears(title - 1, by) && named
                || found.filled() <= 2
                    && bears(title - 1, of)
                    && title - 1 > found.start
                    && !(title.saturating_sub(POST)..title - 1).any(|item| bears(item, post))
        };
        self.rules.of(found).taken.iter().filter_map(|&slot| found.item(slot)).any(other)
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

    fn role(&mut self, sentence: &Sentence<'_>, found: &Match, statement: &RoleStatement, beside: bool) {
        let (persons, person_item) = self.persons(sentence, found, statement.person);
        let Some((phrase, title_item)) = self.phrase(sentence, found, statement.title) else { return };
        // "told shareholders he would go": a pronoun bears no title before it.
        let first = sentence.sequence.tokens[person_item].start;
        if title_item + 1 == person_item && self.rules.pronouns.starting(&self.rule_words, first, self.document.tokens.len()).is_some() {
            return;
        }
        let given = self.entity(sentence, found, statement.organization);
        let persons = self.holders(persons, phrase, person_item < title_item);
        let apposed = person_item + 1 != title_item && title_item + 1 != person_item;
        let certainty = verb_certainty(sentence, found);
        if !statement.only && (certainty == Certainty::Denied || self.is_negated(sentence, found)) {
            return;
        }
        let to_come = !beside && !statement.only && matches!(certainty, Certainty::Announced | Certainty::Planned);
        let at = self.document.span_of(sentence.sequence.tokens[person_item].clone());
        let span = at.cover(self.document.span_of(phrase.tokens.clone()));
        // "la direction": the article is that of the noun, not of the holder.
        let nominal = phrase.titles.iter().all(|title| title.nominal);
        let article = if nominal { None } else { self.rules.genders.at(&self.rule_words, phrase.tokens.start) };
        let female = article.or_else(|| self.is_feminine(phrase).then_some(true));
        for &person in persons {
            if let Some(female) = female.filter(|_| persons.len() == 1) {
                self.genders.entry(person).or_insert(female);
            }
            for title in &phrase.titles {
                // "the actor Lea Roe, of Leeds": where somebody is from.
                let from = given.is_some_and(|id| self.entities.get(id).kind == EntityType::Location) && title.field == Field::Occupation;
                // "Roe of Foo University, the study's lead author"
                let work = title.slug.is_some_and(slugs::is_relation) && !title.elliptic && apposed;
                let organization = title.organization.or(given.filter(|_| !from && !work));
                // "Chief Roe": not of what was named before.
                let tribal = title.slug == Some("chief") && !apposed && phrase.determiner == Determiner::None && !title.elliptic;
                let implied = || self.elliptic(sentence, title, apposed).filter(|_| !statement.closed && !tribal);
                let organization = organization.or_else(implied);
                // "à la tête": says nothing without a place.
                let phrase_only = self.is_preposition(self.document.tokens_in(title.span).start);
                if (title.weak || phrase_only) && organization.is_none() {
                    continue;
                }
                let over = || self.is_over(phrase.tokens.end).then_some(RoleStatus::Former);
                let told = title.status.or(statement.status).or_else(over).unwrap_or(RoleStatus::Current);
                let status = if to_come && told == RoleStatus::Current { RoleStatus::Incoming } else { told };
                let text = self.title_text(title, organization);
                let post = title.field != Field::Occupation || title.slug.is_some_and(slugs::is_held);
                if to_come || (title.fresh && post) {
                    let post = Post { title: text.clone(), slug: title.slug, organization };
                    let date = self.date(sentence, span);
                    self.push_change(sentence.index, &Moved { to: Some(post), organization, date, certainty, ..Moved::of(person, span) });
                } else if title.status == Some(RoleStatus::Outgoing) && title.field != Field::Occupation {
                    self.leavers.push((person, sentence.index));
                }
                let role = Role { person, title: text, slug: title.slug, organization, status, span };
                self.push_role(role, false);
            }
        }
    }

    /// A title as written; where nothing says in which house it is held, with the noun for that.
    pub(super) fn title_text(&self, title: &Title, organization: Option<EntityId>) -> String {
        let whole = title.whole.filter(|_| organization.is_none());
        self.document.slice(whole.unwrap_or(title.span)).to_owned()
    }

    /// Whether token `at` is a preposition of titles.
    pub(super) fn is_preposition(&self, at: usize) -> bool {
        self.titles.prepositions.has(&self.title_words, at)
    }

    /// Whether a stretch of time that has an end follows ("maire de 2008 à 2020").
    fn is_over(&self, token: usize) -> bool {
        let Some(start) = self.document.tokens.get(token).map(|t| t.span.start) else { return false };
        let date = self.dates.get(self.dates.partition_point(|d| d.span.start < start));
        date.is_some_and(|d| {
            let ended = d.value.as_ref().is_some_and(|value| !value.ends_with(".."));
            d.span.start == start && d.relation == DateRelation::FromTo && ended
        })
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
