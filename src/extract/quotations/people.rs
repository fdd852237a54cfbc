//! What the article tells about its people: the posts that they hold, whether they are men or women, their surnames.

use super::kinds::{BYSTANDER, POLITICIAN};
use super::lexicon::{
    AUXILIARY, DEFINITE, DETERMINER, FORMER, Gender, INCOMING, INSTITUTION, OBLIQUE, OF, ORGANIZATION, OUTGOING, PERSON, SPOKESMAN, THAT,
};
use super::speaker::{Resolver, Speaker};
use crate::document::{TokenKind, fold};
use crate::extract::nouns::{Noun, words_of};
use crate::facts::{Entities, Entity, EntityId, EntityType, Role, RoleStatus};
use crate::language::given;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// How many mentions back an organisation is looked for.
const MENTIONS: usize = 24;
/// How many names of a text are looked at for one with a noun.
const MOST: usize = 200;

/// How many bytes a German compound has at least that ends like a word for a woman.
const COMPOUND: usize = 8;
/// How far behind a noun stands what it belongs to.
const BEHIND: usize = 8;
/// How many of those who hold a post of one name are compared.
const HOLDERS: usize = 64;
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

/// The folded words of the names of organisations, by entity; none for other entities.
fn organizations(entities: &Entities) -> Vec<Vec<String>> {
    let words = |entity: &Entity| if entity.kind == EntityType::Organization { words_of(&entity.name) } else { Vec::new() };
    entities.list.iter().map(words).collect()
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
                self.is_somebody(at)
            });
            if let Some(at) = noun {
                posts.entry(self.folded(at).to_owned()).or_default().push(Post { at: name.start, person: id, of });
            }
            last = name.end;
        }
        posts
    }

    /// The one person before it of the party that the compound at `noun` begins with ("AfD-Chef", "VVD-leider").
    fn affiliate(&self, noun: usize) -> Option<EntityId> {
        let (party, _) = self.folded(noun).split_once('-').filter(|_| !self.affiliates.is_empty())?;
        let here = self.document.tokens[noun].span.start;
        let gender = self.article(noun).and_then(|article| self.lexicon.article_gender(self.known(article))).unwrap_or(Gender::Either);
        let to = self.entities.mentions().partition_point(|(m, _)| m.start < here);
        let before = self.entities.mentions()[..to].iter().rev().take(MENTIONS).map(|&(_, id)| id);
        let mut people = before.filter(|&id| self.affiliates.contains(&(party, id)) && self.may_be(id, gender));
        let first = people.next()?;
        people.all(|id| id == first).then_some(first)
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
            // "Finanzvorständin".
            let woman = self.lexicon.nouns_capital && first.len() > COMPOUND && first.ends_with("in");
            let told = self.lexicon.title_gender(&first, self.lexicon.lexis.know(&first));
            if let Some(gender) = told.or(woman.then_some(Gender::Feminine)) {
                genders.entry(role.person).or_insert(gender);
            }
        }
        if let Some(language) = self.document.language {
            for (entity, id) in self.entities.list.iter().zip(0..).filter(|(entity, _)| entity.kind == EntityType::Person) {
                if let Some(female) = given::is_female(language, &entity.name) {
                    genders.entry(EntityId(id)).or_insert(if female { Gender::Feminine } else { Gender::Masculine });
                }
            }
        }
        genders
    }

    /// The roles by the words of their titles, and by the nouns that compounds end with ("die Chefin", called "Finanzchefin" elsewhere).
    pub(super) fn read_titled(&self) -> FxHashMap<String, Vec<usize>> {
        let mut titled: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, role) in self.roles.iter().enumerate() {
            for word in role.title.split(|c: char| c.is_whitespace() || c == '-').map(fold) {
                if self.lexicon.nouns_capital {
                    for (cut, _) in word.char_indices().skip(2).filter(|(cut, _)| word.len() - cut >= 4) {
                        let known = self.lexicon.lexis.know(&word[cut..]);
                        if self.lexicon.is_person(known) || known.is(SPOKESMAN) {
                            titled.entry(word[cut..].to_owned()).or_default().push(index);
                        }
                    }
                }
                titled.entry(word).or_default().push(index);
            }
        }
        titled
    }

    /// What people do by the nouns of their titles and beside their names.
    pub(super) fn read_kinds(&self) -> FxHashMap<EntityId, u32> {
        let mut kinds: FxHashMap<EntityId, u32> = FxHashMap::default();
        let mut add = |person, noun: &str| {
            let more = self.lexicon.kinds(self.lexicon.lexis.know(noun)).unwrap_or(0);
            *kinds.entry(person).or_default() |= more;
        };
        self.titled.iter().for_each(|(noun, roles)| roles.iter().for_each(|&role| add(self.roles[role].person, noun)));
        self.posts.iter().for_each(|(noun, posts)| posts.iter().for_each(|post| add(post.person, noun)));
        kinds
    }

    /// The person who holds the post named at `noun`, with the organisation if the words name one; else whom the noun may call.
    pub(super) fn by_role(&self, noun: usize, organization: Option<EntityId>) -> Speaker {
        if !self.is_new(noun) {
            let held = self.holder(noun, organization);
            // "der AfD-Chef": whoever was told to be of the party.
            if !matches!(held, Some(Speaker::Known(_)))
                && let Some(id) = self.affiliate(noun)
            {
                return Speaker::Known(id);
            }
            match held {
                Some(speaker) => return speaker,
                None => {
                    // "the New York businessman": where somebody is from is no house of theirs.
                    let place = |id: EntityId| self.entities.get(id).kind == EntityType::Location;
                    let beside = |id: EntityId| {
                        [noun.wrapping_sub(1), noun + 1].iter().any(|&at| self.mention(at).is_some_and(|(_, other)| other == id))
                    };
                    // "the Labour MP", "le député LR": a party is no house.
                    let party = |id: EntityId| self.kinds_of(noun).is_some_and(|kinds| kinds & POLITICIAN != 0) && beside(id);
                    let house = organization
                        .filter(|&id| !party(id))
                        .filter(|&id| !place(id) || self.owner_behind(noun, noun + BEHIND) == Some(id));
                    let found = self.described(noun).filter(|id| house.is_none_or(|house| self.belongs.contains(&(*id, house))));
                    if let Some(id) = found {
                        return Speaker::Known(id);
                    }
                }
            }
        }
        // "a company spokesman", "un porte-parole du groupe": the body that the noun beside stands for.
        if organization.is_none() && self.is(noun, SPOKESMAN) {
            let body = |at: &usize| self.is(*at, ORGANIZATION) || self.is(*at, INSTITUTION);
            let behind = || (noun + 1..noun + BEHIND).take_while(|&at| at <= noun + 3 && self.verb_form(at).is_none()).find(body);
            let beside = noun.checked_sub(1).filter(body).or_else(|| if self.is(noun + 1, OF) { behind() } else { None });
            if let Some(body) = beside {
                return self.organization_before(body);
            }
        }
        // "a spokesman for Calterra": one word may name a firm, whatever it was taken for.
        let speaks = self.is(noun, PERSON);
        let firm = |id: &EntityId| {
            let entity = self.entities.get(*id);
            entity.kind == EntityType::Organization || speaks && entity.kind == EntityType::Person && !entity.name.contains(' ')
        };
        organization.filter(firm).filter(|_| self.is(noun, SPOKESMAN)).map_or(Speaker::Unknown, Speaker::Known)
    }

    /// Who was told to hold the post of the noun at `noun`; unknown where two hold it and the text speaks of neither.
    fn holder(&self, noun: usize, organization: Option<EntityId>) -> Option<Speaker> {
        let word = self.folded(noun);
        let here = self.document.tokens[noun].span.start;
        let fits = |role: &&Role| organization.is_none_or(|id| role.organization == Some(id));
        let roles = self.titled.get(word).map_or(&[][..], Vec::as_slice);
        let told = || roles.iter().rev().take(HOLDERS).map(|&at| &self.roles[at]).filter(fits);
        // "la future patronne", "der frühere Chef".
        let low = noun.saturating_sub(3);
        let marked = |list| (low..noun + 2).any(|at| at != noun && self.is(at, list));
        let status = if marked(INCOMING) {
            Some([RoleStatus::Incoming; 2])
        } else if marked(FORMER) {
            Some([RoleStatus::Former, RoleStatus::Outgoing])
        } else {
            marked(OUTGOING).then_some([RoleStatus::Outgoing; 2])
        };
        if let Some(status) = status
            && let Some(role) = told().find(|role| status.contains(&role.status))
        {
            return Some(Speaker::Known(role.person));
        }
        // "le président sortant" is nobody who is about to become president.
        let other = |role: &&Role| status.is_some() && (role.status == RoleStatus::Incoming) != marked(INCOMING);
        let told = || told().filter(|role| !other(role));
        let held = |role: &&Role| role.span.start < here && (status.is_some() || role.status != RoleStatus::Former);
        let mut people = told().filter(held).chain(told().filter(|role| role.span.start < here)).map(|role| role.person);
        if let Some(first) = people.next() {
            let other = people.find(|id| *id != first && organization.is_none());
            return Some(other.map_or(Speaker::Known(first), |_| self.spoken_of(noun, |id| told().any(|role| role.person == id))));
        }
        if let Some(role) = told().next().filter(|_| organization.is_some()) {
            return Some(Speaker::Known(role.person));
        }
        let place = organization.is_some_and(|id| self.entities.get(id).kind == EntityType::Location);
        let fits = |post: &&Post| post.at < noun && (post.of == organization || !place && (post.of.is_none() || organization.is_none()));
        let posts = self.posts.get(word).map_or(&[][..], Vec::as_slice);
        let mut people = posts.iter().rev().take(HOLDERS).filter(fits).map(|post| post.person);
        let first = people.next()?;
        let other = people.find(|id| *id != first && organization.is_none());
        Some(
            other.map_or(Speaker::Known(first), |_| {
                self.spoken_of(noun, |id| posts.iter().rev().take(HOLDERS).any(|post| post.person == id))
            }),
        )
    }

    /// The organisation that the noun at token `at` stands for: the one named last before it whose name has the noun and the words
    /// beside it, or the only one of the text; for a noun of any organisation else the one named last.
    pub(super) fn organization_before(&self, at: usize) -> Speaker {
        let here = self.document.tokens[at].span.start;
        let noun = Noun { word: self.folded(at), beside: &[], closed: self.lexicon.nouns_capital };
        let organizations = self.organizations.get_or_init(|| organizations(self.entities));
        let beside = OnceCell::new();
        // Most names have not even the noun.
        let fits = |words: &[String]| noun.fits(words) && Noun { beside: beside.get_or_init(|| self.beside(at)), ..noun }.fits(words);
        let called = |id: EntityId| organizations.get(id.index()).is_some_and(|words| fits(words)).then_some(id);
        let to = self.entities.mentions().partition_point(|(m, _)| m.start < here);
        let before = || self.entities.mentions()[..to].iter().rev().take(MENTIONS);
        if let Some(id) = before().find_map(|&(_, id)| called(id)) {
            return Speaker::Known(id);
        }
        if self.is(at, ORGANIZATION) {
            // What is named within somebody's words is not who says them.
            return before()
                .filter(|(span, _)| !self.is_quoted(self.document.token_at(span.start)))
                .map(|&(_, id)| id)
                .find(|id| organizations.get(id.index()).is_some_and(|words| !words.is_empty()))
                .map_or(Speaker::Unknown, Speaker::Known);
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

    /// Whether the noun at `at` says no more than how somebody stands to others ("voisin", "aide").
    pub(super) fn is_bystander(&self, at: usize) -> bool {
        self.kinds_of(at) == Some(BYSTANDER)
    }

    pub(super) fn may_be(&self, id: EntityId, gender: Gender) -> bool {
        matches!(gender, Gender::Plural | Gender::Either) || self.genders.get(&id).is_none_or(|&g| g == gender)
    }
}
