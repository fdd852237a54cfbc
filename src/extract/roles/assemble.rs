//! From matches to facts: who fills which slot, what follows from a change, what several sentences say of one person.

use super::items::{Builder, Content, Sequence};
use super::merge;
use super::organization;
use super::rules::{self, ChangeStatement, Rules, Statement};
use super::slugs::Field;
use super::title_reader::{Reader, Title, TitlePhrase};
use super::titles::{self, Titles};
use crate::document::{Document, Span, fold};
use crate::extract::pattern::Match;
use crate::facts::{Certainty, DateFact, DateRelation, Entities, EntityId, EntityType, Role, RoleChange, RoleStatus};
use crate::language::Language;
use rustc_hash::FxHashMap;

/// A role with what merging needs to know.
#[derive(Debug, Clone)]
pub(super) struct RoleDraft {
    pub(super) role: Role,
    /// Whether it only follows from a change.
    pub(super) derived: bool,
}

/// A role change with what merging needs to know.
#[derive(Debug, Clone)]
pub(super) struct ChangeDraft {
    pub(super) change: RoleChange,
    pub(super) sentence: usize,
}

/// A post as a change names it.
#[derive(Debug, Clone)]
struct Post {
    title: String,
    slug: Option<&'static str>,
    organization: Option<EntityId>,
}

/// Collects the facts of a document sentence by sentence.
pub(super) struct Assembler<'a> {
    document: &'a Document,
    entities: &'a Entities,
    dates: &'a [DateFact],
    language: Language,
    rules: &'static Rules,
    titles: &'static Titles,
    roles: Vec<RoleDraft>,
    changes: Vec<ChangeDraft>,
    names: FxHashMap<String, EntityId>,
}

/// One sentence under work.
struct Sentence<'a> {
    index: usize,
    phrases: &'a [TitlePhrase],
    sequence: &'a Sequence,
}

impl<'a> Assembler<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a Entities, dates: &'a [DateFact], language: Language) -> Self {
        let (rules, titles) = (rules::of(language), titles::of(language));
        let names = if titles.has_compounds() { names(entities) } else { FxHashMap::default() };
        Self { document, entities, dates, language, rules, titles, roles: Vec::new(), changes: Vec::new(), names }
    }

    /// Adds the facts of sentence `index`.
    pub(super) fn read(&mut self, index: usize) {
        let sentence = &self.document.sentences[index];
        let person = |&(_, id): &(Span, EntityId)| self.entities.get(id).kind == EntityType::Person;
        if !self.entities.within(sentence.span).iter().any(person) {
            return;
        }
        let reader = Reader {
            document: self.document,
            entities: self.entities,
            titles: self.titles,
            names: &self.names,
            sentence: sentence.tokens.clone(),
        };
        let phrases = reader.phrases();
        let builder = Builder { reader: &reader, rules: self.rules, phrases: &phrases, dates: self.dates };
        let sequence = builder.build();
        let mut found = Vec::new();
        self.rules.patterns.matches(&sequence.items, &mut found);
        let chosen = self.choose(found, &sequence);
        let sentence = Sentence { index, phrases: &phrases, sequence: &sequence };
        for (found, statement) in statements(&chosen, self.rules) {
            if let Statement::Role { person, title, status, organization } = statement {
                self.role(&sentence, found, (*person, *title), *status, *organization);
            }
        }
        for (found, statement) in statements(&chosen, self.rules) {
            if let Statement::Change(change) = statement {
                self.change(&sentence, found, change);
            }
        }
    }

    /// The matches that stand: a title, and for changes a verb, serves one match; earlier rules win, then fuller matches.
    fn choose(&self, mut found: Vec<Match>, sequence: &Sequence) -> Vec<Match> {
        let filled = |m: &Match| (0..12).filter(|&slot| m.item(slot).is_some()).count();
        found.sort_by_key(|m| (m.rule, std::cmp::Reverse(filled(m)), m.end - m.start, m.start));
        let mut taken = vec![false; sequence.items.len()];
        let mut chosen = Vec::new();
        for m in found {
            let changes = self.rules.rules[usize::from(m.rule)].statements.iter().any(|s| matches!(s, Statement::Change(_)));
            let titles = self.rules.title_slots.iter().filter_map(|&slot| m.item(slot));
            let verbs = (m.start..m.end).filter(|&i| changes && matches!(sequence.contents[i], Content::Verb(_)));
            let needed: Vec<usize> = titles.chain(verbs).collect();
            if needed.iter().any(|&i| taken[i]) {
                continue;
            }
            needed.iter().for_each(|&i| taken[i] = true);
            chosen.push(m);
        }
        chosen
    }

    fn persons<'s>(&self, sentence: &'s Sentence<'_>, found: &Match, slot: u8) -> (&'s [EntityId], usize) {
        match found.item(slot).map(|i| (&sentence.sequence.contents[i], i)) {
            Some((Content::Persons(persons), item)) => (persons, item),
            _ => (&[], 0),
        }
    }

    fn phrase<'s>(&self, sentence: &'s Sentence<'_>, found: &Match, slot: u8) -> Option<(&'s TitlePhrase, usize)> {
        let item = found.item(slot)?;
        match sentence.sequence.contents[item] {
            Content::Titles(index) => Some((&sentence.phrases[index], item)),
            _ => None,
        }
    }

    fn entity(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> Option<EntityId> {
        match sentence.sequence.contents[found.item(slot?)?] {
            Content::Entity(id) => Some(id),
            _ => None,
        }
    }

    fn role(&mut self, sentence: &Sentence<'_>, found: &Match, slots: (u8, u8), status: Option<RoleStatus>, organization: Option<u8>) {
        let (persons, person_item) = self.persons(sentence, found, slots.0);
        let Some((phrase, title_item)) = self.phrase(sentence, found, slots.1) else { return };
        let given = self.entity(sentence, found, organization);
        let persons = self.holders(persons, phrase, person_item < title_item);
        let certainty = verb_certainty(sentence, found);
        if certainty == Certainty::Denied {
            return;
        }
        let to_come = matches!(certainty, Certainty::Announced | Certainty::Planned);
        let at = self.document.span_of(sentence.sequence.tokens[person_item].clone());
        let span = at.cover(self.document.span_of(phrase.tokens.clone()));
        for &person in persons {
            for title in &phrase.titles {
                let organization = title.organization.or(given).or_else(|| self.elliptic(sentence, title));
                if title.weak && organization.is_none() {
                    continue;
                }
                let told = title.status.or(status).unwrap_or(RoleStatus::Current);
                let status = if to_come && told == RoleStatus::Current { RoleStatus::Incoming } else { told };
                let text = self.document.slice(title.span).to_owned();
                if to_come || (title.fresh && title.field != Field::Occupation) {
                    let post = Post { title: text.clone(), slug: title.slug, organization };
                    let date = self.date(sentence, span);
                    self.push_change(sentence.index, &Moved { to: Some(post), organization, date, certainty, ..Moved::of(person, span) });
                }
                let role = Role { person, title: text, slug: title.slug, organization, status, span };
                self.roles.push(RoleDraft { role, derived: false });
            }
        }
    }

    /// Which of coordinated persons a title is of: all for a plural, else the one next to it.
    fn holders<'s>(&self, persons: &'s [EntityId], phrase: &TitlePhrase, persons_first: bool) -> &'s [EntityId] {
        if persons.len() < 2 || self.plural(phrase) {
            return persons;
        }
        if persons_first { &persons[persons.len() - 1..] } else { &persons[..1] }
    }

    fn plural(&self, phrase: &TitlePhrase) -> bool {
        let Some(title) = phrase.titles.first() else { return false };
        let mut tokens = self.document.tokens_in(title.span);
        let head = if self.language == Language::En { tokens.next_back() } else { tokens.next() };
        let word = head.map_or("", |i| self.document.folded(i));
        match self.language {
            Language::De | Language::It | Language::Nl => true,
            _ => word.ends_with(['s', 'x']) || word.ends_with("men"),
        }
    }

    /// The organisation of a title that names none.
    fn elliptic(&self, sentence: &Sentence<'_>, title: &Title) -> Option<EntityId> {
        if title.elliptic {
            return organization::of_possessive(self.document, self.entities, sentence.index, title.span.start);
        }
        match title.field {
            // Presidents preside over states too, and states go without saying.
            Field::Organization if title.slug != Some("president") => {
                organization::of_sentence(self.document, self.entities, sentence.index, title.span.start)
            }
            _ => None,
        }
    }

    fn post(&self, sentence: &Sentence<'_>, found: &Match, slot: Option<u8>) -> Option<Post> {
        let (phrase, _) = self.phrase(sentence, found, slot?)?;
        let title = phrase.titles.first()?;
        let organization = title.organization.or_else(|| self.elliptic(sentence, title));
        Some(Post { title: self.document.slice(title.span).to_owned(), slug: title.slug, organization })
    }

    /// The post that `person` is last said to hold, in an organisation that does not contradict `organization`.
    fn known(&self, person: EntityId, organization: Option<EntityId>) -> Option<Post> {
        let held = |r: &&RoleDraft| {
            r.role.person == person
                && matches!(r.role.status, RoleStatus::Current | RoleStatus::Outgoing)
                && (organization.is_none() || r.role.organization.is_none() || r.role.organization == organization)
        };
        let role = &self.roles.iter().rev().find(held)?.role;
        Some(Post { title: role.title.clone(), slug: role.slug, organization: role.organization })
    }

    fn change(&mut self, sentence: &Sentence<'_>, found: &Match, statement: &ChangeStatement) {
        let certainty = self.certainty(sentence, found, statement);
        let (persons, _) = self.persons(sentence, found, statement.person);
        let one = |slot: Option<u8>| slot.and_then(|slot| self.persons(sentence, found, slot).0.first().copied());
        let (successor, predecessor) = (one(statement.successor), one(statement.predecessor));
        let named = self.entity(sentence, found, statement.organization);
        let span = self.document.span_of(sentence.sequence.tokens[found.start].start..last_token(sentence, found));
        let date = self.date(sentence, span);
        for &person in persons {
            let mut from = self.post(sentence, found, statement.from);
            let mut to = self.post(sentence, found, statement.to);
            if from.is_none() && statement.from_known {
                from = self.known(person, named);
            }
            if to.is_none() && statement.to_known {
                to = predecessor.and_then(|p| self.known(p, named));
            }
            if from.is_none() && to.is_none() {
                continue;
            }
            let organization = named.or(to.as_ref().and_then(|p| p.organization)).or(from.as_ref().and_then(|p| p.organization));
            let organization = organization.or_else(|| self.organization_of(person, from.as_ref().or(to.as_ref())));
            let moved = Moved { person, from, to, successor, predecessor, organization, certainty, date, span };
            self.add_change(sentence.index, moved);
        }
    }

    /// The organisation that `person` is known to belong to, for posts within organisations.
    fn organization_of(&self, person: EntityId, post: Option<&Post>) -> Option<EntityId> {
        let field = post?.slug.and_then(super::slugs::find).map(|(_, field)| field);
        if field == Some(Field::Office) {
            return None;
        }
        let mut known = self.roles.iter().rev().filter(|r| r.role.person == person && r.role.status != RoleStatus::Former);
        known.find_map(|r| r.role.organization)
    }

    fn certainty(&self, sentence: &Sentence<'_>, found: &Match, statement: &ChangeStatement) -> Certainty {
        let certainty = statement.certainty.unwrap_or(Certainty::Done).max_doubt(verb_certainty(sentence, found));
        if sentence.sequence.reported { certainty.max_doubt(Certainty::Reported) } else { certainty }
    }

    /// The date of a change: within its words, or else the nearest one of its sentence.
    fn date(&self, sentence: &Sentence<'_>, span: Span) -> Option<usize> {
        let whole = self.document.sentences[sentence.index].span;
        let from = self.dates.partition_point(|d| d.span.start < whole.start);
        let inside = self.dates.iter().enumerate().skip(from).take_while(|(_, d)| d.span.end <= whole.end);
        let distance = |d: &DateFact| d.span.start.saturating_sub(span.end).max(span.start.saturating_sub(d.span.end));
        let when = |d: &DateFact| !matches!(d.relation, DateRelation::Since | DateRelation::Until) && distance(d) < 40;
        inside.filter(|(_, d)| when(d)).min_by_key(|(_, d)| distance(d)).map(|(index, _)| index)
    }

    fn add_change(&mut self, sentence: usize, moved: Moved) {
        let Moved { person, ref from, ref to, successor, predecessor, organization, certainty, span, .. } = moved;
        if certainty != Certainty::Denied {
            if let Some(post) = from {
                self.add_derived(person, post, organization, RoleStatus::Outgoing, span);
            }
            if let Some(post) = to {
                self.add_derived(person, post, organization, RoleStatus::Incoming, span);
            }
        }
        if let (Some(successor), Some(post)) = (successor, from) {
            let next = Moved { to: Some(post.clone()), ..moved.alone(successor) };
            self.push_change(sentence, &Moved { predecessor: Some(person), ..next });
            self.add_derived(successor, post, organization, RoleStatus::Incoming, span);
        }
        if let (Some(predecessor), Some(post)) = (predecessor, to) {
            let last = Moved { from: Some(post.clone()), ..moved.alone(predecessor) };
            self.push_change(sentence, &Moved { successor: Some(person), ..last });
            self.add_derived(predecessor, post, organization, RoleStatus::Outgoing, span);
        }
        self.push_change(sentence, &moved);
    }

    fn add_derived(&mut self, person: EntityId, post: &Post, organization: Option<EntityId>, status: RoleStatus, span: Span) {
        let organization = post.organization.or(organization);
        let role = Role { person, title: post.title.clone(), slug: post.slug, organization, status, span };
        self.roles.push(RoleDraft { role, derived: true });
    }

    fn push_change(&mut self, sentence: usize, moved: &Moved) {
        let (from, to) = (moved.from.as_ref(), moved.to.as_ref());
        let change = RoleChange {
            person: moved.person,
            organization: moved.organization,
            from: from.map(|p| p.title.clone()),
            from_slug: from.and_then(|p| p.slug),
            to: to.map(|p| p.title.clone()),
            to_slug: to.and_then(|p| p.slug),
            certainty: moved.certainty,
            successor: moved.successor,
            predecessor: moved.predecessor,
            date: moved.date,
            span: moved.span,
        };
        self.changes.push(ChangeDraft { change, sentence });
    }

    /// The facts of the whole document, each in reading order.
    pub(super) fn finish(self) -> (Vec<Role>, Vec<RoleChange>) {
        (merge::roles(self.roles), merge::changes(self.changes))
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

/// A change with its posts.
#[derive(Debug, Clone)]
struct Moved {
    person: EntityId,
    from: Option<Post>,
    to: Option<Post>,
    successor: Option<EntityId>,
    predecessor: Option<EntityId>,
    organization: Option<EntityId>,
    certainty: Certainty,
    date: Option<usize>,
    span: Span,
}

impl Moved {
    /// Nothing but a person and the words that tell of the change.
    fn of(person: EntityId, span: Span) -> Self {
        let (from, to, successor, predecessor, organization) = (None, None, None, None, None);
        Self { person, from, to, successor, predecessor, organization, certainty: Certainty::Done, date: None, span }
    }
    /// The same event for another person, without posts.
    fn alone(&self, person: EntityId) -> Self {
        Self { person, from: None, to: None, successor: None, predecessor: None, ..self.clone() }
    }
}

/// The least certain verb group of a match.
fn verb_certainty(sentence: &Sentence<'_>, found: &Match) -> Certainty {
    let contents = sentence.sequence.contents[found.start..found.end].iter();
    contents.fold(Certainty::Done, |certainty, content| match content {
        Content::Verb(verb) => certainty.max_doubt(*verb),
        _ => certainty,
    })
}

fn statements<'m>(chosen: &'m [Match], rules: &'m Rules) -> impl Iterator<Item = (&'m Match, &'m Statement)> {
    chosen.iter().flat_map(|m| rules.rules[usize::from(m.rule)].statements.iter().map(move |s| (m, s)))
}

/// One past the last token of a match, leaving out marks that only close it.
fn last_token(sentence: &Sentence<'_>, found: &Match) -> usize {
    let mut end = found.end;
    while end > found.start + 1
        && sentence.sequence.contents[end - 1] == Content::Nothing
        && sentence.sequence.items[end - 1].weight != crate::extract::pattern::Weight::Light
    {
        end -= 1;
    }
    sentence.sequence.tokens[end - 1].end
}
