//! What the article tells about its people: the posts that they hold, whether they are men or women, their surnames.

use super::lexicon::{AUXILIARY, DEFINITE, DETERMINER, Gender, OBLIQUE, OF, ORGANIZATION, PERSON, SPOKESMAN, THAT};
use super::speaker::{Resolver, Speaker};
use crate::document::{TokenKind, fold};
use crate::extract::nouns::Noun;
use crate::facts::{Entities, EntityId, EntityType, Role};
use rustc_hash::FxHashMap;

/// How many mentions back an organisation is looked for.
const MENTIONS: usize = 24;
/// How many names of a text are looked at for one with a noun.
const MOST: usize = 200;

/// How many words before a noun may tell which one it means.
const BESIDE: usize = 5;

/// The people who are named in full, by the last word of their name.
pub(super) fn surnames(entities: &Entities) -> FxHashMap<&str, EntityId> {
    let mut surnames = FxHashMap::default();
    for (entity, id) in entities.list.iter().zip(0..).filter(|(e, _)| e.kind == EntityType::Person) {
        if let Some((_, last)) = entity.name.rsplit_once(' ') {
            surnames.entry(last).or_insert(EntityId(id));
        }
    }
    surnames
}

/// The folded words of the names of organisations.
fn organizations(entities: &Entities) -> FxHashMap<EntityId, Vec<String>> {
    let list = entities.list.iter().zip((0..).map(EntityId)).filter(|(entity, _)| entity.kind == EntityType::Organization);
    list.map(|(entity, id)| (id, entity.name.split_whitespace().map(fold).collect())).collect()
}

/// A person named beside a noun for what they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Post {
    pub(super) at: usize,
    pub(super) person: EntityId,
    /// What the noun belongs to ("le président du Kazakhstan").
    pub(super) of: Option<EntityId>,
}

impl Resolver<'_> {
    /// The person whose name ends with the folded word `surname`.
    pub(super) fn surnamed(&self, surname: &str) -> Option<EntityId> {
        let named = |name: &str| name.rsplit_once([' ', '\u{a0}']).is_some_and(|(_, last)| fold(last) == surname);
        let mut list = self.entities.list.iter().zip(0..);
        list.find(|(e, _)| e.kind == EntityType::Person && named(&e.name)).map(|(_, id)| EntityId(id))
    }

    /// The nouns that stand right before a person's name, or after it behind a comma.
    pub(super) fn read_posts(&self) -> FxHashMap<String, Vec<Post>> {
        let mut posts: FxHashMap<String, Vec<Post>> = FxHashMap::default();
        let mut last = 0;
        for &(span, id) in self.entities.mentions().iter().filter(|(_, id)| self.is_person(*id)) {
            let name = self.document.tokens_in(span);
            let sentence = self.document.sentences[self.document.sentence_at(span.start)].tokens.clone();
            let before = last.max(sentence.start).max(name.start.saturating_sub(9))..name.start;
            let after = if self.folded(name.end) == "," { name.end + 1..sentence.end.min(name.end + 5) } else { 0..0 };
            let mut of = None;
            let nouns = before.rev().take_while(|&at| self.in_phrase(at)).chain(after.take_while(|&at| self.folded(at) != ","));
            let noun = nouns.into_iter().find(|&at| {
                if let Some((_, owner)) = self.mention(at) {
                    of.get_or_insert(owner);
                }
                self.is(at, PERSON)
            });
            if let Some(at) = noun {
                posts.entry(self.folded(at).to_owned()).or_default().push(Post { at: name.start, person: id, of });
            }
            last = name.end;
        }
        posts
    }

    /// Whether token `at` may belong to the noun phrase of a name: no verb, no auxiliary, no mark but a comma.
    fn in_phrase(&self, at: usize) -> bool {
        let word = self.folded(at);
        let known = self.known(at);
        let light = known.is(OF) || known.is(DETERMINER);
        let verb = self.verb_form(at).is_some() || known.is(AUXILIARY) || known.is(THAT);
        let mark = self.document.tokens[at].kind == TokenKind::Punctuation && word != ",";
        !mark && (light || !verb)
    }

    /// Men and women, as far as honorifics and titles in the feminine tell.
    pub(super) fn read_genders(&self) -> FxHashMap<EntityId, Gender> {
        let mut genders = FxHashMap::default();
        for &(span, id) in self.entities.mentions() {
            let at = self.document.token_at(span.start);
            let found = (at.saturating_sub(1)..=at).find_map(|i| self.lexicon.title_gender(self.folded(i), self.known(i)));
            if let Some(gender) = found.filter(|_| self.is_person(id)) {
                genders.entry(id).or_insert(gender);
            }
        }
        for role in self.roles {
            let first = role.title.split([' ', '\u{a0}']).next().unwrap_or("").to_lowercase();
            if let Some(gender) = self.lexicon.title_gender(&first, self.lexicon.lexis.know(&first)) {
                genders.entry(role.person).or_insert(gender);
            }
        }
        genders
    }

    /// The person who holds the post named at `noun`, with the organisation if the words name one.
    pub(super) fn by_role(&self, noun: usize, organization: Option<EntityId>) -> Speaker {
        let word = self.folded(noun);
        let known = self.known(noun);
        let here = self.document.tokens[noun].span.start;
        // Closed compounds end with their noun ("die Chefin", who is called "Finanzchefin" elsewhere).
        let compound = |title: &str| self.lexicon.nouns_capital && word.len() >= 4 && title.ends_with(word);
        let fits = |role: &&Role| {
            let mut words = role.title.split(|c: char| c.is_whitespace() || c == '-').map(fold);
            words.any(|title| title == word || compound(&title)) && organization.is_none_or(|id| role.organization == Some(id))
        };
        let before = self.roles.iter().filter(fits).rfind(|r| r.span.start < here);
        if let Some(role) = before.or_else(|| self.roles.iter().find(fits).filter(|_| organization.is_some())) {
            return Speaker::Known(role.person);
        }
        let place = organization.is_some_and(|id| self.entities.get(id).kind == EntityType::Location);
        let fits = |post: &&Post| post.at < noun && (post.of == organization || !place && (post.of.is_none() || organization.is_none()));
        if let Some(post) = self.posts.get(word).and_then(|p| p.iter().rev().find(fits)) {
            return Speaker::Known(post.person);
        }
        match organization {
            Some(id) if known.is(SPOKESMAN) => Speaker::Known(id),
            _ => Speaker::Unknown,
        }
    }

    /// The organisation that the noun at token `at` stands for: the one named last before it whose name has the noun and the words
    /// beside it, or the only one of the text; for a noun of any organisation else the one named last.
    pub(super) fn organization_before(&self, at: usize) -> Speaker {
        let here = self.document.tokens[at].span.start;
        let noun = Noun { word: self.folded(at), beside: &self.beside(at), closed: self.lexicon.nouns_capital };
        let organizations = self.organizations.get_or_init(|| organizations(self.entities));
        let called = |id: EntityId| organizations.get(&id).is_some_and(|words| noun.fits(words)).then_some(id);
        let to = self.entities.mentions().partition_point(|(m, _)| m.start < here);
        let mut before = self.entities.mentions()[..to].iter().rev().take(MENTIONS).map(|&(_, id)| id);
        if let Some(id) = before.clone().find_map(called) {
            return Speaker::Known(id);
        }
        if self.is(at, ORGANIZATION) {
            return before.find(|id| organizations.contains_key(id)).map_or(Speaker::Unknown, Speaker::Known);
        }
        let mut named = (0..).map(EntityId).take(MOST.min(self.entities.list.len())).filter_map(called);
        match (named.next(), named.next()) {
            (Some(only), None) => Speaker::Known(only),
            _ => Speaker::Unknown,
        }
    }

    /// The words that tell which one the noun at token `at` means: whose it is, and adjectives (`Nepal's aviation authority`).
    fn beside(&self, at: usize) -> Vec<&str> {
        let ends = |at: usize| {
            let known = self.known(at);
            let light =
                known.is(DETERMINER) || known.is(DEFINITE) || known.is(OF) || known.is(OBLIQUE) || known.is(THAT) || known.is(AUXILIARY);
            light || self.document.tokens.get(at).is_none_or(|t| t.kind != TokenKind::Word) || self.verb_form(at).is_some()
        };
        let before = (at.saturating_sub(BESIDE)..at).rev().take_while(|&at| !ends(at)).filter(|&at| !self.is_genitive(at));
        let behind = (at + 1..at + 2).filter(|&at| !ends(at) && !self.document.tokens[at].capital);
        before.chain(behind).map(|at| self.folded(at)).collect()
    }

    /// "Ce dernier", "the latter": the person named last before it.
    pub(super) fn latter(&self, at: usize, gender: Gender) -> Speaker {
        let here = self.document.tokens[at].span.start;
        let to = self.entities.mentions().partition_point(|(m, _)| m.start < here);
        let mut before = self.entities.mentions()[..to].iter().rev().take(12);
        before.find(|(_, id)| self.is_person(*id) && self.may_be(*id, gender)).map_or(Speaker::Unknown, |&(_, id)| Speaker::Known(id))
    }

    pub(super) fn may_be(&self, id: EntityId, gender: Gender) -> bool {
        matches!(gender, Gender::Plural | Gender::Either) || self.genders.get(&id).is_none_or(|&g| g == gender)
    }
}
