//! Whom the text speaks of: the person that each sentence is about, and whom pronouns and nouns for people mean by it
//! ("la dirigeante", "the 24-year-old", "er").
//!
//! The topic of a sentence is its first person that no preposition governs, the one whom a pronoun or a noun at its head stands for,
//! or else the topic of the sentence before. It is found once a sentence, in order.

use super::attribution::NAME;
use super::kinds::{ACADEMIC, ACCUSED, COURT, STRICT};
use super::lexicon::{AGENT, AUXILIARY, Class, FORMER, Gender, INCOMING, OBLIQUE, OF, OUTGOING, PASSIVE, PERFECT, RESPONSE, THING};
use super::phrase::PHRASE;
use super::speaker::{Resolver, Speaker};
use crate::document::{Span, fold};
use crate::facts::{EntityId, EntityType, RoleStatus};
use std::ops::Range;

/// How far into a sentence its subject is looked for.
const REACH: usize = 24;
/// How many sentences back a pronoun may reach.
const SENTENCES_BACK: usize = 4;
/// How many sentences back it may reach with those that stand between quotation marks.
const QUOTED_BACK: usize = 14;
/// How many mentions back somebody of a kind is looked for.
const MENTIONS: usize = 24;
/// How many verbs of a sentence are asked who tells it.
const TELLERS: usize = 24;
/// How many names of a sentence are looked at.
const MOST: usize = 64;
/// How far behind a noun like "response" stands whose it is.
const RESPONSE_OF: usize = 12;
/// How many sentences back a body may be meant by a pronoun.
const BODIES: usize = 3;

/// The person whom a sentence is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Topic {
    /// None for somebody who has no name ("un ancien collaborateur de X").
    person: Option<EntityId>,
    /// The noun that tells that one as known ("la candidate").
    noun: Option<usize>,
    /// Whether that one is a woman or a man, as far as the noun tells.
    gender: Option<Gender>,
    /// How many sentences ago the text last spoke of them.
    age: usize,
}

/// What stands at the head of a sentence.
enum Head {
    Person(EntityId),
    Pronoun(Gender),
    /// Somebody who is told as known, by this noun, and is not.
    Somebody(usize),
    /// Somebody new who is not named, at this noun.
    Newcomer(usize),
    /// Nobody; at most a person whom a preposition governs.
    Nothing(Option<EntityId>),
}

impl Resolver<'_> {
    /// The topic of sentence `index`. Those before it are found first: looking for one asks only for these.
    fn topic(&self, index: usize) -> Option<Topic> {
        if !self.peopled {
            return None;
        }
        loop {
            let next = self.topics.borrow().len();
            if next > index {
                return self.topics.borrow().get(index).copied().flatten();
            }
            let topic = self.find_topic(next);
            self.topics.borrow_mut().push(topic);
        }
    }

    fn find_topic(&self, index: usize) -> Option<Topic> {
        let tokens = self.document.sentences.get(index)?.tokens.clone();
        let before = index.checked_sub(1).and_then(|before| self.topic(before)).filter(|topic| topic.noun.is_none());
        let told = |person| Some(Topic { person: Some(person), noun: None, gender: None, age: 0 });
        // Another paragraph may be about somebody else.
        let block = |at: usize| self.document.sentences.get(at).map(|sentence| sentence.block);
        let opens = index > 0 && block(index - 1) != block(index) && block(index + 1) == block(index);
        match self.head(tokens.clone()) {
            Head::Person(id) => told(id),
            Head::Somebody(at) => {
                let article = || self.article(at).and_then(|article| self.lexicon.article_gender(self.known(article)));
                let gender = self.lexicon.title_gender(self.folded(at), self.known(at)).or_else(article);
                Some(Topic { person: None, noun: Some(at), gender, age: 0 })
            }
            Head::Newcomer(at) => {
                let gender = self.lexicon.title_gender(self.folded(at), self.known(at));
                Some(Topic { person: None, noun: None, gender, age: 0 })
            }
            Head::Pronoun(gender) => self.topic_before(index, gender, |_| true).and_then(told),
            Head::Nothing(Some(id)) if opens || before.is_none_or(|topic| topic.age > 0) => told(id),
            Head::Nothing(_) => {
                let quoted = self.is_quoted(tokens.start) && self.is_quoted(tokens.end.saturating_sub(1));
                before.map(|topic| Topic { age: topic.age + usize::from(!quoted), ..topic }).filter(|topic| topic.age < SENTENCES_BACK)
            }
        }
    }

    /// Who is at the head of the sentence `tokens`.
    fn head(&self, tokens: Range<usize>) -> Head {
        let end = tokens.end.min(tokens.start + REACH);
        if let Some(head) = self.teller(tokens.clone()) {
            return head;
        }
        let mut governed = None;
        let mut at = tokens.start;
        // "It was saved by X": nobody can be "it".
        let thing = self.is(at, THING);
        // Whether a verb stood before.
        let mut acts = false;
        while at < end {
            if self.is_quoted(at) || self.says_nothing(at) {
                at += 1;
                continue;
            }
            if let Some((name, id)) = self.mention(at) {
                if self.is_person(id) && !self.is_genitive(name.end) && !self.is_modifier(&name) {
                    if !self.is_governed(name.start, tokens.start) {
                        return Head::Person(id);
                    }
                    governed.get_or_insert(id);
                }
                at = name.end.max(at + 1);
                continue;
            }
            let known = self.known(at);
            let gender = self.lexicon.pronoun(known).or_else(|| self.inverted(at));
            let led = || at > tokens.start && (self.is(at - 1, OBLIQUE) || self.is(at - 1, OF)) && !self.is_as_for(at - 1, tokens.start);
            if let Some(gender) = gender.filter(|g| g.is_person() && !known.is(AUXILIARY) && !led()) {
                return self.named_ahead(at, tokens, gender).map_or(Head::Pronoun(gender), Head::Person);
            }
            acts |= self.verb_form(at).is_some() || known.is(PERFECT) || known.is(PASSIVE);
            let new = !acts && governed.is_none() && self.is_somebody(at) && self.is_new(at);
            if new && !self.is_governed(at, tokens.start) && !self.names_behind(at, tokens.end) {
                return Head::Newcomer(at);
            }
            if self.is_somebody(at)
                && self.article(at).is_some()
                && !self.is_governed(at, tokens.start)
                && !self.names_behind(at, tokens.end)
            {
                return self.by_role(at, self.owner_behind(at, end)).id().map_or(Head::Somebody(at), Head::Person);
            }
            at += 1;
        }
        governed.filter(|_| thing).map_or(Head::Nothing(governed), Head::Person)
    }

    /// "At the hotel where she sleeps, X keeps …": the subject behind the comma that a clause at the head of the sentence `tokens` ends
    /// with, whom the pronoun at `at` in there means.
    fn named_ahead(&self, at: usize, tokens: Range<usize>, gender: Gender) -> Option<EntityId> {
        let led = at > tokens.start && !self.known(tokens.start).is(AUXILIARY) && self.mention(tokens.start).is_none();
        let comma = (at + 1..tokens.end.min(at + REACH)).find(|&i| self.folded(i) == ",").filter(|_| led)?;
        let (name, id) = self.mention(comma + 1)?;
        let subject = name.start == comma + 1 && self.folded(name.end) != "," && !self.is_quoted(name.start);
        (subject && self.is_person(id) && self.may_be(id, gender)).then_some(id)
    }

    /// Who is told, behind a comma or a quotation, to say what stands before ("…, juge Mme X").
    fn teller(&self, tokens: Range<usize>) -> Option<Head> {
        // ", called the former chair a coward": a verb whose object stands behind it.
        let tells = |&verb: &usize| verb > tokens.start && !matches!(self.verb_form(verb), Some(Class::Judge | Class::Order));
        self.verbs(tokens.clone()).filter(tells).take(TELLERS).find_map(|verb| {
            // "…, as noted by X."
            if self.is(verb + 1, AGENT) {
                let (name, id) =
                    (verb + 2..tokens.end.min(verb + 2 + PHRASE)).find_map(|at| self.mention(at).filter(|(_, id)| self.is_person(*id)))?;
                return (name.end <= tokens.end && !self.is_genitive(name.end)).then_some(Head::Person(id));
            }
            let mut first = verb;
            while first > tokens.start && verb - first < 4 && self.is(first - 1, AUXILIARY) {
                first -= 1;
            }
            let behind = first > tokens.start && (self.folded(first - 1) == "," || self.is_quoted(first - 1));
            if !behind || self.closes_apposition(tokens.start, first - 1) {
                return None;
            }
            if let Some(gender) = self.inverted(verb) {
                return gender.is_person().then_some(Head::Pronoun(gender));
            }
            let id = self.named_after(verb + 1..tokens.end.min(verb + NAME))?.id()?;
            self.is_person(id).then_some(Head::Person(id))
        })
    }

    /// The person whom the text speaks of before sentence `index`, if `gender` may mean them and they fit.
    fn topic_before(&self, index: usize, gender: Gender, fits: impl Fn(EntityId) -> bool) -> Option<EntityId> {
        let mut told = 0;
        for back in (index.saturating_sub(QUOTED_BACK + 1)..index).rev() {
            let tokens = self.document.sentences[back].tokens.clone();
            let topic = self.topic(back);
            // "La candidate a évoqué X. Elle …": whoever she is, it is she whom the text goes on about.
            let here = |topic: Topic| topic.person.is_none() && topic.noun.is_none() && fits_gender(topic.gender, gender);
            if topic.is_some_and(here) {
                return None;
            }
            // "La candidate a évoqué X. Elle …": whoever she is, she is not X, as "le ministre des Postes et des Médias X" is.
            let somebody = topic.filter(|topic| topic.person.is_none()).and_then(|topic| topic.noun);
            let topic = topic.and_then(|topic| topic.person);
            if let Some(id) = topic.filter(|&id| self.may_be(id, gender) && fits(id)) {
                return Some(id);
            }
            let other = match somebody {
                Some(noun) => self.called(noun, tokens.end, gender),
                None => self.first_person(tokens.clone(), gender),
            };
            if let Some(id) = other.filter(|&id| Some(id) != topic && fits(id)) {
                return Some(id);
            }
            told += usize::from(!self.is_quoted(tokens.start) || !self.is_quoted(tokens.end.saturating_sub(1)));
            if told > SENTENCES_BACK {
                break;
            }
        }
        None
    }

    /// The person whom the noun at `noun` may go with: the next one named in its sentence, before any verb.
    fn called(&self, noun: usize, end: usize, gender: Gender) -> Option<EntityId> {
        let (id, name) = self.persons(noun + 1..end, gender).next()?;
        let acts = |at: usize| self.verb_form(at).is_some() || self.is(at, PERFECT) || self.is(at, PASSIVE);
        (!(noun + 1..name.start).any(acts)).then_some(id)
    }

    /// Whose words the sentence `tokens` announces ("drew a furious response from X").
    pub(super) fn responds(&self, tokens: Range<usize>) -> Option<EntityId> {
        let noun = tokens.clone().find(|&at| self.is(at, RESPONSE))?;
        let (name, id) = (noun + 1..tokens.end.min(noun + RESPONSE_OF)).find_map(|at| self.mention(at))?;
        let led = (noun + 1..name.start).take(2).any(|at| self.is(at, OF) || self.is(at, OBLIQUE));
        (led && self.is_person(id) && !self.is_genitive(name.end)).then_some(id)
    }

    /// Whether the sentence of token `at` is about somebody new who is not named.
    pub(super) fn is_newcomer(&self, at: usize) -> bool {
        let index = self.document.sentence_at(self.document.tokens[at].span.start);
        self.topic(index).is_some_and(|topic| topic.person.is_none() && topic.noun.is_none() && topic.age == 0)
    }

    /// The person whom the sentence of token `at` is about, if a sentence from token `from` on tells so.
    pub(super) fn topic_since(&self, at: usize, from: usize) -> Option<EntityId> {
        let index = self.document.sentence_at(self.document.tokens[at].span.start);
        let topic = self.topic(index)?;
        let first = self.document.sentences.get(index.checked_sub(topic.age)?)?;
        topic.person.filter(|_| first.tokens.start >= from)
    }

    /// Whom the text speaks of before the sentence of token `at`, if that is one of those who fit.
    pub(super) fn spoken_of(&self, at: usize, fits: impl Fn(EntityId) -> bool) -> Speaker {
        let index = self.document.sentence_at(self.document.tokens[at].span.start);
        let topic = self.topic_before(index, Gender::Either, |_| true);
        topic.filter(|id| fits(*id)).map_or(Speaker::Unknown, Speaker::Known)
    }

    /// Whom the pronoun at `at` stands for: the subject of its sentence before it, or whom the text speaks of.
    pub(super) fn pronoun(&self, at: usize, gender: Gender) -> Speaker {
        let index = self.document.sentence_at(self.document.tokens[at].span.start);
        if gender == Gender::Thing {
            return self.body_before(index).map_or(Speaker::Unknown, Speaker::Known);
        }
        if !gender.is_person() {
            return Speaker::Unknown;
        }
        let start = self.document.sentences[index].tokens.start;
        let here =
            || self.persons(start..at, gender).find(|(_, name)| name.start < at && !self.is_governed(name.start, start)).map(|(id, _)| id);
        let ahead = || {
            // "“It’s over,” she whispered. Ines Marlow had waited …": nobody was named before.
            let next = self.document.sentences.get(index + 1).filter(|_| index < 2 && !matches!(gender, Gender::Either))?;
            let (name, id) = self.mention(next.tokens.start)?;
            (name.start == next.tokens.start && self.is_person(id) && self.may_be(id, gender)).then_some(id)
        };
        let found = here()
            .or_else(|| self.topic_before(index, gender, |_| true))
            .or_else(|| self.first_person(start..at, gender))
            .or_else(ahead)
            .or_else(|| self.body_before(index).filter(|_| gender != Gender::Either));
        found.map_or(Speaker::Unknown, Speaker::Known)
    }

    /// The organisation that is the subject of the sentence before sentence `index`, in its block or the one before.
    fn body_before(&self, index: usize) -> Option<EntityId> {
        let here = self.document.sentences.get(index)?.block;
        for back in (index.saturating_sub(BODIES)..index).rev() {
            let sentence = &self.document.sentences[back];
            if sentence.block + 1 < here {
                return None;
            }
            let tokens = sentence.tokens.clone();
            let mut names =
                (tokens.start..tokens.end.min(tokens.start + REACH)).filter_map(|at| self.mention(at).filter(|(name, _)| name.start == at));
            let firm = |id: EntityId| self.entities.get(id).kind == EntityType::Organization;
            let subject = |name: &Range<usize>| {
                !self.is_governed(name.start, tokens.start) && !self.is_genitive(name.end) && !self.is_quoted(name.start)
            };
            if let Some((_, id)) = names.find(|(name, id)| firm(*id) && subject(name)) {
                return Some(id);
            }
        }
        None
    }

    /// The persons of `range` outside quotation marks that `gender` may mean, with their tokens.
    fn persons(&self, range: Range<usize>, gender: Gender) -> impl Iterator<Item = (EntityId, Range<usize>)> {
        let span = if range.is_empty() { Span::default() } else { self.document.span_of(range) };
        let mentions = self.entities.within(span).iter().take(MOST);
        mentions.filter_map(move |&(span, id)| {
            let at = self.document.token_at(span.start);
            let fits = self.is_person(id) && self.may_be(id, gender) && !self.is_quoted(at);
            fits.then(|| (id, self.document.tokens_in(span)))
        })
    }

    /// The first person of `range` outside quotation marks that `gender` may mean; one who is no object before others.
    pub(super) fn first_person(&self, range: Range<usize>, gender: Gender) -> Option<EntityId> {
        let low = range.start;
        let subject = self
            .persons(range.clone(), gender)
            .find(|(_, name)| !self.is_governed(name.start, low) && !self.is_genitive(name.end) && !self.is_modifier(name))
            .map(|(id, _)| id);
        subject.or_else(|| self.persons(range, gender).next().map(|(id, _)| id))
    }

    /// Whether the person may be called by a noun: they do the same or nothing is known of what they do.
    fn may_be_called(&self, id: EntityId, kinds: u32) -> bool {
        let own = self.kinds.get(&id).copied().unwrap_or(0);
        // Anybody may come to stand before a court, but who sits there by trade.
        let accused = kinds & ACCUSED != 0 && own & COURT == 0;
        // Who holds an office in a story about somebody else is no other than told.
        kinds == 0 || own & kinds != 0 || accused || own == 0 && kinds & !STRICT != 0
    }

    /// Whether the person may be called by the noun at `noun`.
    pub(super) fn may_be_called_by(&self, id: EntityId, noun: usize) -> bool {
        self.kinds_of(noun).is_some_and(|kinds| self.may_be_called(id, kinds))
    }

    /// Who is at the head of `range`, which begins a sentence; none where nobody is, and unknown where it is somebody without a name.
    pub(super) fn subject_at_head(&self, range: Range<usize>) -> Option<Speaker> {
        let first = range.start;
        Some(match self.head(range) {
            Head::Person(id) => Speaker::Known(id),
            Head::Pronoun(gender) => self.pronoun(first, gender),
            Head::Somebody(_) | Head::Newcomer(_) => Speaker::Unknown,
            Head::Nothing(_) => return None,
        })
    }

    /// The subject of the sentence that `before` begins, where it stands in there: a person, or a body that no preposition governs.
    pub(super) fn subject_of_sentence(&self, before: Range<usize>) -> Option<EntityId> {
        let (first, end) = (before.start, before.end);
        if let Some(speaker) = self.subject_at_head(before) {
            return speaker.id();
        }
        let (name, id) = (first..end.min(first + PHRASE)).find_map(|at| self.mention(at))?;
        let body = self.entities.get(id).kind == EntityType::Organization;
        (body && !self.is_governed(name.start, first)).then_some(id)
    }

    /// Whom the definite noun for a person at `noun` means, whose post was not told by the same word: somebody of the kind, else whom
    /// the text speaks of, if it may.
    pub(super) fn described(&self, noun: usize) -> Option<EntityId> {
        let article = self.article(noun)?;
        let kinds = self.kinds_of(noun)?;
        let told = self.lexicon.title_gender(self.folded(noun), self.known(noun));
        let gender = told.or_else(|| self.lexicon.article_gender(self.known(article))).unwrap_or(Gender::Either);
        // "l’ancienne proviseure": what somebody was says nothing of what they are.
        let former = (article..noun + 2).any(|at| at != noun && (self.is(at, FORMER) || self.is(at, OUTGOING)));
        let index = self.document.sentence_at(self.document.tokens[noun].span.start);
        if kinds != 0 && !former {
            let to = self.entities.mentions().partition_point(|(m, _)| m.start < self.document.tokens[noun].span.start);
            let mut two = [None; 2];
            for &(_, id) in self.entities.mentions()[..to].iter().rev().take(MENTIONS).filter(|(_, id)| self.is_person(*id)) {
                let own = self.kinds.get(&id).copied().unwrap_or(0);
                if own & kinds != 0 && self.may_be(id, gender) && two[0] != Some(id) {
                    two[usize::from(two[0].is_some())] = Some(id);
                }
            }
            if let [Some(id), other] = two {
                let topic = self.topic_before(index, gender, |_| true);
                return if other.is_none() { Some(id) } else { topic.filter(|topic| two.contains(&Some(*topic))) };
            }
        }
        let next = (article..noun).any(|at| self.is(at, INCOMING));
        let word = self.folded(noun);
        let same = |title: &str| title.split(char::is_whitespace).any(|part| fold(part) == word);
        let coming = |id: EntityId| {
            let mut roles = self.roles.iter().rev().take(MOST);
            roles.any(|role| role.person == id && role.status == RoleStatus::Incoming && same(&role.title))
        };
        // "X hielt das für unmöglich. „…“, sagte die Ökonomin": a noun for what somebody knows about brings nobody new in.
        let subject = |id: EntityId| self.may_know(id, noun) && self.is_topic(index, id);
        self.topic_before(index, gender, |id| if former { !coming(id) } else { next || self.may_be_called(id, kinds) || subject(id) })
    }

    /// Whether the noun at `noun` tells what somebody knows about ("expert"), and nothing else is known of what the person does.
    pub(super) fn may_know(&self, id: EntityId, noun: usize) -> bool {
        !self.kinds.contains_key(&id) && self.kinds_of(noun).is_some_and(|kinds| kinds & ACADEMIC != 0)
    }

    /// Whether the sentence before sentence `index` is about `id` by name.
    fn is_topic(&self, index: usize, id: EntityId) -> bool {
        let topic = index.checked_sub(1).and_then(|before| self.topic(before));
        topic.is_some_and(|topic| topic.person == Some(id) && topic.age == 0)
    }

    /// What the noun at `noun` says that somebody does; 0 for one that may mean anybody ("the 24-year-old").
    pub(super) fn kinds_of(&self, noun: usize) -> Option<u32> {
        let word = self.folded(noun);
        if self.is_epithet(noun) {
            return Some(0);
        }
        self.lexicon.kinds(self.known(noun)).or_else(|| {
            // "Bundestrainerin": a compound ends with its noun.
            let cuts = word.char_indices().skip(3).filter(|(at, _)| self.lexicon.nouns_capital && word.len() - at >= 4);
            cuts.map(|(at, _)| at).find_map(|at| self.lexicon.kinds(self.lexicon.lexis.know(&word[at..])))
        })
    }
}

/// Whether somebody of whom the noun tells `told` may be meant by a pronoun of `asked`.
fn fits_gender(told: Option<Gender>, asked: Gender) -> bool {
    !matches!(asked, Gender::Masculine | Gender::Feminine) || told.is_none_or(|gender| gender == asked)
}
