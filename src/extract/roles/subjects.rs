//! Who acts where the words do not repeat the name: the elided subject of a coordinated verb ("Roe quits and becomes chair"), a
//! subject pronoun ("She was named …"). Whom an object pronoun means ("lui succède") is told later, from the changes found.

use super::sequence::{Content, Persons, Sequence};
use crate::extract::pattern::{Symbol, Weight};
use crate::facts::EntityId;
use std::ops::Range;

/// How many items back a clause is searched for its subject.
const REACH: usize = 40;
/// How many persons share one verb, besides the one right before it.
const JOINED: usize = 4;

/// The words that the search for subjects asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Markers {
    /// Words that let the next verb share the subject of the one before.
    pub(super) carry: Option<Symbol>,
    /// Relative pronouns.
    pub(super) who: Option<Symbol>,
    /// Nouns of intent with the word that leads to what is intended.
    pub(super) intent: Option<Symbol>,
    /// What somebody is to another ("son", "ally").
    pub(super) kin: Option<Symbol>,
    /// Prepositions: what follows one is no subject.
    pub(super) prepositions: [Option<Symbol>; 5],
    /// Joins two of a kind.
    pub(super) and: Option<Symbol>,
    /// Behind a name, makes it an owner ("Roe's deputy, Doe, …").
    pub(super) owning: Option<Symbol>,
}

/// A subject: the persons and the tokens that name them.
pub(super) type Subject = (Persons, Range<usize>);

impl Sequence {
    fn bears(&self, item: usize, symbol: Option<Symbol>) -> bool {
        symbol.is_some_and(|s| self.items[item].has(s))
    }

    fn person(&self, item: usize, markers: Markers) -> Option<Subject> {
        let led = item > 0 && markers.prepositions[..3].iter().any(|&p| self.bears(item - 1, p));
        match &self.contents[item] {
            Content::Persons(persons) if !led => Some((*persons, self.tokens[item].clone())),
            _ => None,
        }
    }

    /// Whether the last item carries the subject of a verb over to the next one.
    pub(super) fn is_carried(&self, markers: Markers) -> bool {
        let last = self.items.len().checked_sub(1);
        let last = last.map(|last| if matches!(self.contents[last], Content::Persons(_)) { last.saturating_sub(1) } else { last });
        last.is_some_and(|last| self.bears(last, markers.carry))
    }

    /// The subject that a verb takes over when it is the next item: what the last item carries over to it.
    pub(super) fn carried(&self, infinitive: bool, participle: bool, markers: Markers) -> Option<Subject> {
        let last = self.items.len().checked_sub(1)?;
        if !self.bears(last, markers.carry) {
            return None;
        }
        // "Roe won with Doe, later become coach": a participle behind a comma belongs to the one named right before.
        if participle
            && let Some(comma) = last.checked_sub(1).filter(|&at| self.items[at].weight == Weight::Comma)
            && comma.checked_sub(1).is_some_and(|at| matches!(self.contents[at], Content::Persons(_)))
        {
            let at = comma - 1;
            if let Content::Persons(persons) = &self.contents[at] {
                return Some((*persons, self.tokens[at].clone()));
            }
        }
        let floor = last.saturating_sub(REACH);
        match (floor..last).rev().find(|&i| matches!(self.contents[i], Content::Verb(_))) {
            Some(verb) => self.of_verb(verb, floor, markers),
            None if infinitive => None,
            None => self.opening(floor, markers),
        }
    }

    /// "minister Roe and minister Doe": whether the last item is a person whom "and" joins to another one.
    pub(super) fn joins_subject(&self) -> bool {
        let Some(last) = self.items.len().checked_sub(1) else { return false };
        let person = |i: usize| matches!(self.contents[i], Content::Persons(_));
        let mut before = (0..last).rev().skip_while(|&i| matches!(self.contents[i], Content::Titles(_)));
        let and = before.next().is_some_and(|i| self.contents[i] == Content::Nothing && self.items[i].weight == Weight::Light);
        person(last) && and && before.next().is_some_and(person)
    }

    /// "chairman Roe and treasurer Doe resigned": the others, each with a title, whom "and" joins to the subject at `item`.
    pub(super) fn joined(&self, item: usize, markers: Markers) -> Vec<EntityId> {
        let (mut others, mut at) = (Vec::new(), item);
        if let Some(other) = self.joined_apposed(item, markers) {
            return other;
        }
        let comma = |item: usize| self.items[item].weight == Weight::Comma;
        // "chairman Roe", "his deputy, Doe"
        let title = |person: usize| {
            let before = person.checked_sub(1)?;
            let at = if comma(before) { before.checked_sub(1)? } else { before };
            matches!(self.contents[at], Content::Titles(_)).then_some(at)
        };
        while let Some(link) = title(at).and_then(|title| title.checked_sub(1))
            && others.len() < JOINED
        {
            let and = self.contents[link] == Content::Nothing && self.items[link].weight == Weight::Light && self.bears(link, markers.and);
            let Some(mut before) = link.checked_sub(1).filter(|_| and || comma(link) && !others.is_empty()) else { break };
            if comma(before) {
                before = before.saturating_sub(1);
            }
            let Content::Persons(persons) = &self.contents[before] else { break };
            if title(before).is_none() || self.person(before, markers).is_none() {
                break;
            }
            others.extend(persons.iter().copied());
            at = before;
        }
        others
    }

    /// "Roe, head of trading, and Doe, head of research, resigned": the first, each with a title behind.
    fn joined_apposed(&self, item: usize, markers: Markers) -> Option<Vec<EntityId>> {
        let comma = |item: usize| self.items[item].weight == Weight::Comma;
        let title = |item: usize| matches!(self.contents.get(item), Some(Content::Titles(_)));
        let (and, close, first) = (item.checked_sub(1)?, item.checked_sub(2)?, item.checked_sub(5)?);
        let parts = self.bears(and, markers.and) && comma(close) && title(close - 1) && comma(close - 2);
        let apposed = self.items.get(item + 1).is_some_and(|next| next.weight == Weight::Comma) && title(item + 2);
        let Content::Persons(persons) = &self.contents[first] else { return None };
        (parts && apposed).then(|| persons.to_vec())
    }

    /// "Roe announced her intention to": who intends what the next verb tells, the one with whom the clause begins.
    pub(super) fn intending(&self, markers: Markers) -> Option<Subject> {
        let last = self.items.len().checked_sub(1)?;
        let told =
            self.bears(last, markers.intent) && !matches!(self.contents[last.checked_sub(1)?], Content::Persons(_) | Content::Entity(_));
        let floor = last.saturating_sub(REACH);
        // "…, with Roe announcing her intention to"
        let near = || (floor..last).rev().take_while(|&i| self.items[i].weight != Weight::Border).find_map(|i| self.person(i, markers));
        if told { self.opening(floor, markers).or_else(near) } else { None }
    }

    /// "Roe won the vote, becoming": whom a verb without a subject behind a comma tells of, the subject of the verb before it, else the
    /// one with whom the clause begins.
    pub(super) fn going_on(&self, markers: Markers) -> Option<Subject> {
        let last = self.items.len().checked_sub(1)?;
        if self.items[last].weight != Weight::Comma || matches!(self.contents[last.checked_sub(1)?], Content::Persons(_)) {
            return None;
        }
        let floor = last.saturating_sub(REACH);
        let verb = || (floor..last).rev().find(|&i| matches!(self.contents[i], Content::Verb(_)));
        verb().and_then(|verb| self.of_verb(verb, floor, markers)).or_else(|| self.opening(floor, markers))
    }

    /// "Roe joined in 2014, rose to chair and left": whom a verb behind a comma tells of, where it is the next item: the subject of the verb
    /// before it, unless that is told in a clause about something else or the comma closes one.
    pub(super) fn running_on(&self, markers: Markers) -> Option<Subject> {
        let last = self.items.len().checked_sub(1)?;
        if self.items[last].weight != Weight::Comma || self.items[last].dropped {
            return None;
        }
        let floor = last.saturating_sub(REACH);
        let within = |i: &usize| {
            self.items[*i].weight == Weight::Light && matches!(self.contents[*i], Content::Nothing)
                || matches!(self.contents[*i], Content::Titles(_) | Content::Entity(_))
        };
        // What stands between the two verbs names nobody and begins no clause of its own.
        let verb = (floor..last).rev().find(|i| !within(i)).filter(|&i| matches!(self.contents[i], Content::Verb(_)))?;
        let first = verb.checked_sub(1).filter(|&i| matches!(self.contents[i], Content::Persons(_)))?;
        let starts =
            first == 0 || matches!(self.items[first - 1].weight, Weight::Border) || matches!(self.contents[first - 1], Content::Titles(_));
        if starts { self.person(first, markers) } else { None }
    }

    /// Whether the person at `item` is told only to say whose the title before is ("the adviser to President Roe", "the son of Roe").
    pub(super) fn is_governed(&self, item: usize, markers: Markers) -> bool {
        let title = |i: usize| matches!(self.contents[i], Content::Titles(_));
        let back = |i: usize| i.checked_sub(1);
        let own = back(item).filter(|&i| title(i)).and_then(back).or_else(|| back(item));
        let led = own.filter(|&i| markers.prepositions.iter().any(|&p| self.bears(i, p)));
        let related = |i: usize| title(i) || self.bears(i, markers.kin);
        matches!(self.contents[item], Content::Persons(_)) && led.and_then(back).is_some_and(related)
    }

    /// The subject of the verb at item `verb`: the person before it, insertions apart.
    fn of_verb(&self, verb: usize, floor: usize, markers: Markers) -> Option<Subject> {
        let word = |i: usize| self.items[i].weight == Weight::Light && self.contents[i] == Content::Nothing && !self.bears(i, markers.who);
        let mut at = verb;
        while at > floor && word(at - 1) {
            at -= 1;
        }
        let mut before = at.checked_sub(1)?;
        if self.bears(before, markers.who) {
            before = before.checked_sub(1)?;
            if self.items[before].weight == Weight::Comma {
                before = before.checked_sub(1)?;
            }
            return self.person(before, markers);
        }
        let close = self.items[before].weight;
        if !matches!(close, Weight::Comma | Weight::Dash | Weight::Close) {
            return self.person(before, markers);
        }
        let open = if close == Weight::Close { Weight::Open } else { close };
        let inside = (floor + 1..before).rev().take_while(|&i| self.items[i].weight != Weight::Border);
        let opening = inside.filter(|&i| self.items[i].weight == open).find_map(|i| self.person(i - 1, markers));
        opening.or_else(|| self.person(before.checked_sub(1)?, markers))
    }

    /// The person with whom the clause begins, where its verb is none that the tables know.
    fn opening(&self, floor: usize, markers: Markers) -> Option<Subject> {
        let from = (floor..self.items.len()).rev().find(|&i| self.items[i].weight == Weight::Border).unwrap_or(floor);
        let first = (from..self.items.len()).find(|&i| matches!(self.contents[i], Content::Persons(_)))?;
        self.starting(first, markers)
    }

    /// The person at item `first`, where a clause begins with it or with its title.
    fn starting(&self, first: usize, markers: Markers) -> Option<Subject> {
        let starts = first > 0 && {
            let before = first - 1;
            matches!(self.items[before].weight, Weight::Border | Weight::Comma) || matches!(self.contents[before], Content::Titles(_))
        };
        starts.then(|| self.person(first, markers)).flatten()
    }

    /// Whom a pronoun in the next sentence may mean: the only person of this one, else the one with whom it begins.
    pub(super) fn topic(&self, markers: Markers) -> Option<Persons> {
        let owner = |item: usize| item + 1 < self.items.len() && self.bears(item + 1, markers.owning);
        let own = (0..self.contents.len()).filter(|&item| !owner(item));
        let mut named = own.filter_map(|item| self.subject(item).map(|persons| (item, persons)));
        let (item, first) = named.next()?;
        if first.len() == 1 && named.all(|(_, persons)| persons == first) {
            return Some(*first);
        }
        self.starting(item, markers).map(|(persons, _)| persons).filter(|persons| persons.len() == 1)
    }

    /// The persons at `item`, but for a rival ("won against Doe"): not the one whom the sentence is about.
    fn subject(&self, item: usize) -> Option<&Persons> {
        match &self.contents[item] {
            Content::Persons(persons) if !self.asides.contains(&self.tokens[item].start) => Some(persons),
            _ => None,
        }
    }

    /// Whether whom the sentence is about is told by its last item so far, whatever follows: the first person, with whom it begins.
    pub(super) fn has_topic(&self, markers: Markers) -> bool {
        let Some(last) = self.contents.len().checked_sub(1) else { return false };
        let alone = self.subject(last).is_some_and(|persons| persons.len() == 1);
        alone && (0..last).all(|item| self.subject(item).is_none()) && self.starting(last, markers).is_some()
    }
}
