//! Words that stand for a person named before: pronouns, "the 52-year-old", "the Italian".

use super::items::Builder;
use super::rules::{DATE_PREPOSITION, INTERIM, SKIPPED};
use super::sequence::{Content, Persons, Sequence};
use super::title_reader::TitlePhrase;
use super::titles::{Determiner, PREPOSITION};
use crate::document::TokenKind;
use crate::extract::pattern::{Item, Weight};
use crate::facts::{EntityId, EntityType};

/// Within how many tokens behind "her" or "his" a noun says what is theirs.
const OWNED: usize = 3;

impl Builder<'_> {
    /// Whether a pronoun is no determiner ("succeeds her", but "leaves her post").
    fn stands_alone(&self, at: usize, length: usize, end: usize) -> bool {
        let (document, next) = (self.reader.document, at + length);
        if next >= end || !self.reader.titles.articles.has(self.reader.words, at) || document.tokens[next].kind != TokenKind::Word {
            return true;
        }
        let word = self.words.known(next);
        let classed = self.rules.classes.starting(self.words, next, end).is_some_and(|(_, class)| {
            self.rules.class_symbols[usize::from(class)].iter().any(|s| self.rules.named.behind_pronoun.contains(&Some(*s)))
        });
        classed
            || self.rules.verbs.starting(self.words, next, end).is_some()
            || word.is(SKIPPED)
            || word.is(INTERIM)
            || word.is(DATE_PREPOSITION)
            || self.reader.words.is(next, PREPOSITION)
    }

    /// A pronoun: for the one person that the sentence has named, else for whom the sentence before was about.
    pub(super) fn pronoun(&self, out: &mut Sequence, at: usize, end: usize) -> Option<usize> {
        let (length, pronoun) = self.rules.pronouns.starting(self.words, at, end)?;
        if pronoun.possessive && !(pronoun.object && self.stands_alone(at, length, end)) {
            return self.possessor(out, (at, length), pronoun.female, end);
        }
        if !pronoun.subject {
            if !self.stands_alone(at, length, end) {
                return None;
            }
            return Some(self.object(out, at..at + length));
        }
        if length > 1 && self.is_name(at + length, end) {
            return None;
        }
        let may_be = |id: &EntityId| pronoun.female.is_none_or(|female| self.genders.get(id).is_none_or(|&known| known == female));
        if self.has_another_subject(out) {
            return None;
        }
        let latter = if pronoun.latter { self.named_last(out, at, may_be) } else { None };
        let here = || out.topic(self.rules.markers).filter(|persons| persons.iter().all(may_be));
        let persons = match latter.map(Persons::one).or_else(here) {
            Some(persons) => persons,
            None if (0..out.contents.len()).any(|i| self.competes(out, i, pronoun.person, may_be)) => return None,
            None => Persons::one(self.meant(pronoun.female)?),
        };
        let mut item = Item::new(Weight::Heavy);
        item.add(self.rules.named.person);
        Some(Self::push(out, item, Content::Persons(persons), at..at + length))
    }

    /// "Roe a dit que le maire ne savait pas s’il …": whether a clause about somebody told by a title alone begins behind the last name.
    fn has_another_subject(&self, out: &Sequence) -> bool {
        let document = self.reader.document;
        let behind =
            out.contents.iter().rposition(|content| matches!(content, Content::Persons(_))).map_or(out.contents.len(), |at| at + 1);
        out.contents[behind..].iter().any(|content| {
            let Content::Titles(index) = content else { return false };
            let phrase = &self.phrases[*index];
            let before = phrase.tokens.start.checked_sub(1).map(|at| document.folded(at));
            let opens = before.is_some_and(|word| matches!(word, "que" | "qu'" | "che" | "dass" | "«" | "“" | "„"));
            opens && phrase.determiner == Determiner::Definite
        })
    }

    /// Whom a word for a woman or a man means that the sentence itself does not explain: whom the sentences before were about, else
    /// another one whom they named and who is known to be one.
    pub(super) fn meant(&self, female: Option<bool>) -> Option<EntityId> {
        let fits = |id: &EntityId| female.is_none_or(|female| self.genders.get(id).is_none_or(|&known| known == female));
        let known = |id: &EntityId| female.is_some() && self.genders.get(id).copied() == female;
        let topic = self.topics.iter().rev().map(|&(id, _)| id).find(fits);
        topic.or_else(|| {
            let &(_, last) = self.others.last()?;
            let mut named = self.others.iter().rev().take_while(|&&(_, told)| told == last).map(|&(id, _)| id).filter(known);
            let first = named.next()?;
            // "Roe and his son Doe": nobody can tell which man is meant.
            named.all(|id| id == first).then_some(first)
        })
    }

    /// "È la nuova presidente": whether the article of the first title tells that its holder is a woman, or a man.
    pub(super) fn told_gender(&self) -> Option<bool> {
        let phrase = self.phrases.first().filter(|phrase| phrase.titles.iter().all(|title| !title.nominal))?;
        self.rules.genders.at(self.words, phrase.tokens.start)
    }

    /// "Her appointment as chair": whom the sentences before were about, where a clause opens with the word for what is theirs and a noun
    /// of coming or going follows.
    fn possessor(&self, out: &mut Sequence, (at, length): (usize, usize), female: Option<bool>, end: usize) -> Option<usize> {
        let last = out.items.last()?;
        let opens = last.weight == Weight::Border || self.rules.named.start.is_some_and(|start| last.has(start));
        let named = out.contents.iter().any(|content| matches!(content, Content::Persons(_)));
        if !opens || named || self.rules.classes.starting(self.words, at, end).is_some() {
            return None;
        }
        let move_noun = |next: usize| {
            let class = self.rules.classes.starting(self.words, next, end);
            class.is_some_and(|(_, class)| self.rules.class_items[usize::from(class)].is_any(&self.rules.named.moves))
        };
        if !(at + length..end.min(at + length + OWNED)).any(move_noun) {
            return None;
        }
        let topic = self.meant(female)?;
        let mut item = Item::new(Weight::Heavy);
        item.add(self.rules.named.person);
        Self::push(out, item, Content::Persons(Persons::one(topic)), at..at);
        Some(self.word(out, at + length.max(1) - 1))
    }

    /// "Roe follows Doe. The latter becomes …": who was named last before token `at`, in its sentence, else in the one before.
    fn named_last(&self, out: &Sequence, at: usize, may_be: impl Fn(&EntityId) -> bool) -> Option<EntityId> {
        let persons = |content: &Content| if let Content::Persons(persons) = content { persons.last().copied() } else { None };
        if let Some(id) = out.contents.iter().rev().find_map(persons) {
            return Some(id).filter(&may_be);
        }
        let (document, entities) = (self.reader.document, self.reader.entities);
        let before = document.sentence_at(document.tokens[at].span.start).checked_sub(1)?;
        let named = entities.within(document.sentences[before].span).iter().rev().map(|&(_, id)| id);
        named.filter(|&id| entities.get(id).kind == EntityType::Person).find(may_be)
    }

    /// "la manager", though the noun is a title too: where it is the whole phrase and nobody is named behind it, it stands for somebody.
    pub(super) fn standing(&self, out: &mut Sequence, phrase: &TitlePhrase, at: usize) -> Option<usize> {
        let (document, end) = (self.reader.document, self.reader.sentence.end);
        let (length, _) = self.rules.pronouns.starting(self.words, at, phrase.tokens.end)?;
        let after = at + length;
        if at != phrase.tokens.start || after != phrase.tokens.end {
            return None;
        }
        let comma = usize::from(after < end && document.folded(after) == ",");
        if self.is_name(after + comma, end) { None } else { self.pronoun(out, at, end) }
    }

    /// Whether item `index` may be meant by a pronoun behind it: a person, or a thing that no preposition leads.
    fn competes(&self, out: &Sequence, index: usize, person: bool, may_be: impl Fn(&EntityId) -> bool) -> bool {
        match &out.contents[index] {
            Content::Persons(persons) => persons.iter().any(may_be),
            Content::Entity(_) if !person => {
                let at = out.tokens[index].start;
                let led = |back: usize| at.checked_sub(back).is_some_and(|i| self.reader.titles.prepositions.has(self.reader.words, i));
                !led(1) && !led(2)
            }
            _ => false,
        }
    }

    /// Whether token `at` begins a name or a word with a capital.
    fn is_name(&self, at: usize, end: usize) -> bool {
        let token = self.reader.document.tokens.get(at).filter(|_| at < end);
        token.is_some_and(|t| t.kind == TokenKind::Word && (t.capital || self.reader.entities.at(t.span.start).is_some()))
    }

    /// "Le Serbe prend la suite", "The Italian, 52, takes over": the person whom the sentence before was about, where the article and
    /// the name of a people stand alone before a verb or a comma.
    pub(super) fn demonym(&self, out: &mut Sequence, (length, kind): (usize, Determiner), at: usize, end: usize) -> Option<usize> {
        let (document, titles) = (self.reader.document, self.reader.titles);
        let (noun, after) = (at + length, at + length + 1);
        let token = document.tokens.get(noun).filter(|t| noun < end && t.capital && !t.upper)?;
        let people = titles.is_nationality(self.reader.words, noun) || titles.nationalities.has(self.reader.words, noun);
        let named = self.reader.entities.at(token.span.start);
        let person = named.is_some_and(|(span, id)| span.end > token.span.end || self.reader.entities.get(id).kind == EntityType::Person);
        // "la Finlandaise Lea Roe": the name says who it is.
        let next = document.tokens.get(after).filter(|_| after < end && people && !person);
        let named_next = next.and_then(|token| self.reader.entities.at(token.span.start));
        if named_next.is_some_and(|(_, id)| self.reader.entities.get(id).kind == EntityType::Person) {
            return Some(after);
        }
        let alone = after < end && (document.folded(after) == "," || self.rules.verbs.starting(self.words, after, end).is_some());
        if kind != Determiner::Definite || !people || person || !alone || out.topic(self.rules.markers).is_some() {
            return None;
        }
        let female = self.rules.genders.at(self.words, at);
        let topic = self.meant(female)?;
        let mut item = Item::new(Weight::Heavy);
        item.add(self.rules.named.person);
        Some(Self::push(out, item, Content::Persons(Persons::one(topic)), at..after))
    }

    /// "der 52-Jährige", "the 52-year-old": the person whom the sentence before was about, where no noun follows.
    pub(super) fn aged(&self, out: &mut Sequence, (length, kind): (usize, Determiner), at: usize, end: usize) -> Option<usize> {
        let document = self.reader.document;
        let after = self.age(at + length, end).filter(|_| kind == Determiner::Definite)?;
        let next = document.tokens.get(after).filter(|_| after < self.reader.sentence.end)?;
        if next.capital || self.phrases.iter().any(|p| p.tokens.start == after) {
            return None;
        }
        let persons = match out.topic(self.rules.markers) {
            Some(persons) => persons,
            None => Persons::one(self.topics.last()?.0),
        };
        let mut item = Item::new(Weight::Heavy);
        item.add(self.rules.named.person);
        Some(Self::push(out, item, Content::Persons(persons), at..after))
    }
}
