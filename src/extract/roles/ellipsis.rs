//! The organisation of a post that names none, and goes without saying.

use super::assemble::{Assembler, RoleDraft, Sentence};
use super::houses::Kinds;
use super::organization;
use super::slugs::{self, Field};
use super::title_reader::{Title, TitlePhrase};
use super::titles::{Determiner, ORGANIZATION_NOUN};
use crate::document::{Span, TokenKind, fold};
use crate::extract::nouns::{Noun, words_of};
use crate::facts::{Entity, EntityId, EntityType, RoleChange, RoleStatus};
use crate::language::Language;
use rustc_hash::FxHashSet;

/// How many names of a sentence are looked at for where somebody comes from.
const NAMED: usize = 32;
/// How many sentences back a change tells what the text is about.
const CHANGED: usize = 3;
/// How many names before a noun are looked at for the one that it stands for.
const MENTIONS: usize = 24;
/// How many entities are asked whether their names have a noun.
const FAR: usize = 64;
/// How many tokens before a title a noun may tell where it is held.
const NOUNS: usize = 60;
/// How many words before a name may hold the noun that says what it is.
const BESIDE: usize = 3;
/// How many words behind a name and a comma do so.
const APPOSED: usize = 7;
/// How many of the roles told last of somebody are asked where they are held.
const KNOWN: usize = 16;
/// How many of the roles told last are asked whether all posts in a house are of the past.
const PAST: usize = 32;
/// How many titles on either side of one are looked at.
const TITLES: usize = 16;

impl Assembler<'_> {
    /// The organisation of a title that names none; `apposed` where a mark parts it from the name.
    pub(super) fn elliptic(&self, sentence: &Sentence<'_>, title: &Title, apposed: bool) -> Option<EntityId> {
        self.implied(sentence, title, apposed).map(|id| self.governed(id))
    }

    fn implied(&self, sentence: &Sentence<'_>, title: &Title, apposed: bool) -> Option<EntityId> {
        // "porte-parole du gouvernement" says for whom.
        let said = || {
            let speaks = matches!(title.slug, Some("spokesperson" | "press_officer"));
            speaks && !title.elliptic && self.document.tokens_in(title.span).len() > 2
        };
        let mayoral = self.is_of_mayor(title);
        if title.closed && !mayoral || said() || self.is_of_none(title) {
            return None;
        }
        if let Some(id) = self.of_clause(sentence.index, title.span.start) {
            return Some(id);
        }
        if let Some(owner) = self.owner(sentence.index, title) {
            return self.house_of_person(owner);
        }
        let held = title.field == Field::Organization || title.slug.is_some_and(slugs::is_held);
        let town = Kinds::named(std::iter::once("town"));
        let own = if mayoral { town } else { title.slug.map_or(Kinds::default(), slugs::houses) };
        let wanted = if title.house.is_empty() { own } else { title.house };
        // A plant belongs to the company that the text is about.
        let plant = title.slug == Some("plant_manager");
        // Most that are no posts are of nothing.
        let player = super::teams::is_player(title);
        if !held && !plant && !player && !title.elliptic && title.noun.is_none() && wanted.is_empty() {
            return None;
        }
        let (index, before) = (sentence.index, title.span.start);
        // "Union leader", "Museum director": what the title itself names is no organisation of its own.
        let place = sentence.phrases.partition_point(|phrase| self.document.tokens[phrase.tokens.start].span.start < before);
        let near = sentence.phrases.iter().skip(place.saturating_sub(TITLES)).take(2 * TITLES);
        let titles = || near.clone().flat_map(|phrase| &phrase.titles);
        let inside = |m: &Span| titles().any(|t| t.span.start <= m.start && m.end <= t.span.end);
        let within = |id: EntityId| {
            let mentions = &self.entities.get(id).mentions;
            mentions.len() <= NAMED && mentions.iter().all(inside)
        };
        // What is named only in later sentences is not what this one means.
        let end = self.document.sentences[index].span.end;
        let early = |id: EntityId| self.entities.get(id).mentions.first().is_some_and(|m| m.start < end);
        let meant = |id: &EntityId| early(*id) && !within(*id);
        let section = self.section(index);
        let (hero, opening) = (section.or(self.hero).filter(meant), section.or(self.opening).filter(meant));
        let (document, entities, rules, words) = (self.document, self.entities, self.rules, &self.rule_words);
        let is_house = |id: EntityId| self.houses.get(id.index()).copied().unwrap_or(false);
        let changes = self.changes.iter().rev().take_while(|c| index - c.sentence <= CHANGED);
        let told = changes.map(|c| &c.change).find_map(|c| c.organization).filter(meant);
        let search = organization::Search { document, entities, is_house: &is_house, rules, words, hero, opening, told };
        let gone = |t: &Title| matches!(t.status, Some(RoleStatus::Former | RoleStatus::Outgoing));
        let past = |t: &Title, id| t.organization == Some(id) && gone(t);
        // "Roe, a partner at Foo, joins the board as a director"
        let member = |id: EntityId| {
            let one = |phrase: &&TitlePhrase| phrase.determiner == Determiner::Indefinite && self.is_apposed(phrase);
            !title.elliptic && near.clone().filter(one).flat_map(|phrase| &phrase.titles).any(|t| t.organization == Some(id))
        };
        let elsewhere = |id| titles().any(|t| past(t, id)) || within(id) || member(id) || self.is_origin(index, id);
        if let Some(id) = self.of_noun(&search, title, &elsewhere) {
            return Some(id);
        }
        if player && !held {
            return self.of_team(&search, (index, before));
        }
        if !wanted.is_empty() {
            // "un maire, Roe": one of many.
            let governs = wanted == town && title.house.is_empty();
            let one = |phrase: &TitlePhrase| phrase.titles.iter().any(|t| t.span == title.span);
            if governs && near.clone().any(|phrase| phrase.determiner == Determiner::Indefinite && one(phrase)) {
                return None;
            }
            let fits = |id: EntityId| meant(&id) && !elsewhere(id);
            let hall = if wanted == town { self.of_town_hall(&search, title, (index, before), &fits) } else { None };
            let named = hall.or_else(|| self.of_kind(&search, wanted, (index, before), &elsewhere));
            // A candidate's is a party or nothing, a union leader's a union.
            let strict = matches!(title.slug, Some("candidate" | "lead_candidate" | "union_leader" | "union_delegate"));
            if named.is_some() || (strict || !held) && title.house.is_empty() {
                return named;
            }
        }
        // A coach's is no court; what a paper writes of is not the paper.
        let clashes = |id: EntityId| !self.kinds(id).may_be(wanted) || !title.elliptic && self.is_source(id, wanted);
        let elsewhere = |id: EntityId| elsewhere(id) || clashes(id);
        // What the article names only as where somebody was before is not what it is about.
        let here = self.document.sentences[index].span;
        let only_here = |id: EntityId| {
            let mentions = &self.entities.get(id).mentions;
            mentions.first().is_some_and(|m| here.start <= m.start) && mentions.last().is_some_and(|m| m.end <= here.end)
        };
        let about = |id: &EntityId| !(clashes(*id) || elsewhere(*id) && only_here(*id) || self.is_former_house(*id));
        let search = organization::Search { hero: hero.filter(about), opening: opening.filter(about), ..search };
        // "lead author of the paper": a paper that is written is no publisher.
        if title.elliptic && matches!(title.slug, Some("author" | "co_author")) {
            return None;
        }
        if let Some(id) = self.of_superior(index, title).or_else(|| self.of_mayor(title)) {
            return Some(id);
        }
        let elsewhere = |id: EntityId| elsewhere(id) || self.is_former_house(id) || self.is_destination(index, title, id);
        if plant || (title.elliptic && title.field != Field::Office) {
            let fits = |id: EntityId| !clashes(id) && !self.is_former_house(id) && !self.is_destination(index, title, id);
            let strange = |id: EntityId| self.is_affiliation(id);
            let own = search.of_context(index, before, |id| fits(id) && !strange(id));
            return own.or_else(|| search.of_context(index, before, fits)).or_else(|| search.of_rest(index, before, fits));
        }
        if held { self.of_officer(&search, title, (index, before), apposed, &elsewhere) } else { None }
    }

    /// Whether a title is of no house that goes without saying: that of a state ("the Dutch leader"), what somebody is in politics at
    /// large, what somebody is to a person ("his lawyer"), who directs films ("the Dutch director").
    fn is_of_none(&self, title: &Title) -> bool {
        let words = || self.document.tokens_in(title.span);
        // "le chef libéral": that of a party, whatever house is named beside.
        if matches!(title.slug, None | Some("chief" | "leader")) && words().skip(1).any(|at| self.is_partisan(at)) {
            return true;
        }
        let Some(slug) = title.slug else { return false };
        let national = || words().any(|at| self.titles.is_nationality(&self.title_words, at));
        let state = matches!(slug, "president" | "vice_president" | "leader" | "chief" | "dictator" | "director") && national();
        let politics = matches!(slug, "politician" | "activist" | "pollster" | "lobbyist" | "dissident");
        let private = title.elliptic && title.noun.is_none() && title.field == Field::Occupation && !slugs::is_held(slug);
        // "la manager Roe": what somebody is by calling.
        let calling = slug == "manager" && !title.elliptic && title.noun.is_none() && self.rules.adjectives_follow;
        state || politics || private || calling
    }

    /// Whether token `at` tells what somebody is in politics.
    fn is_partisan(&self, at: usize) -> bool {
        let class = self.rules.classes.starting(&self.rule_words, at, at + 1);
        class
            .zip(self.rules.named.partisan)
            .is_some_and(|((_, class), partisan)| self.rules.class_symbols[usize::from(class)].contains(&partisan))
    }

    /// "the council's chief executive": the organisation named last before whose name has the noun, or which is described by it.
    fn of_noun(&self, search: &organization::Search<'_>, title: &Title, elsewhere: &dyn Fn(EntityId) -> bool) -> Option<EntityId> {
        let (from, to) = title.noun?;
        let head = if self.titles.has_adjectives() { from } else { to.checked_sub(1)? };
        self.by_noun(search, head, elsewhere)
    }

    /// The organisation named last before token `head` that the noun there may mean.
    fn by_noun(&self, search: &organization::Search<'_>, head: usize, elsewhere: &dyn Fn(EntityId) -> bool) -> Option<EntityId> {
        let closed = self.document.language.is_some_and(Language::capitalises_nouns);
        let noun = Noun { word: self.document.folded(head), beside: &[], closed };
        let here = self.document.tokens.get(head)?.span.start;
        let mentions = self.entities.mentions();
        let before = mentions[..mentions.partition_point(|(m, _)| m.start < here)].iter().rev().take(MENTIONS);
        let houses = before.filter(|&&(_, id)| (search.is_house)(id) && !elsewhere(id));
        let mut fits = houses
            .filter(|&&(mention, id)| noun.fits(&words_of(&self.entities.get(id).name)) || self.is_described(&noun, mention))
            .map(|&(_, id)| id);
        let hero = |id: &EntityId| search.hero == Some(*id);
        // Farther back only by its name ("the trust").
        let far = || {
            let told = |e: &Entity| e.kind == EntityType::Organization && e.mentions.first().is_some_and(|m| m.start < here);
            let mut named = self
                .entities
                .list
                .iter()
                .zip((0..).map(EntityId))
                .take(FAR)
                .filter(|(e, id)| (search.is_house)(*id) && told(e) && noun.fits(&words_of(&e.name)) && !elsewhere(*id));
            let (_, first) = named.next()?;
            named.next().is_none().then_some(first)
        };
        fits.clone().find(hero).or_else(|| fits.next()).or_else(far)
    }

    /// "The bank lost money. … The chief executive, Roe, …": the house that a noun with an article means which the paragraph tells before the
    /// title, in its sentence or in the one before.
    pub(super) fn by_told_noun(
        &self,
        search: &organization::Search<'_>,
        (index, before): (usize, usize),
        elsewhere: &dyn Fn(EntityId) -> bool,
    ) -> Option<EntityId> {
        let (here, title) = (self.document.sentences.get(index)?, self.document.token_at(before));
        let last = index.checked_sub(1).and_then(|last| self.document.sentences.get(last)).filter(|last| last.block == here.block);
        let start = last.unwrap_or(here).tokens.start;
        let noun = |&at: &usize| {
            self.title_words.is(at, ORGANIZATION_NOUN)
                && self.titles.articles.ending(&self.title_words, start, at).is_some_and(|(_, kind)| kind == Determiner::Definite)
        };
        (start.max(title.saturating_sub(NOUNS))..title).rev().filter(noun).find_map(|at| self.by_noun(search, at, elsewhere))
    }

    /// "la compagnie pétrolière Foo", "Foo, a listed brewer, …": whether the words around a name say that it is what the noun tells.
    fn is_described(&self, noun: &Noun<'_>, mention: Span) -> bool {
        let Some(sentence) = self.document.sentences.get(self.document.sentence_at(mention.start)) else { return false };
        let (name, words) = (self.document.tokens_in(mention), &sentence.tokens);
        let is = |at: usize| noun.is(self.document.folded(at));
        let floor = words.start.max(name.start.saturating_sub(BESIDE));
        let mut before =
            (floor..name.start).rev().take_while(|&at| self.document.tokens[at].kind == TokenKind::Word && !self.is_preposition(at));
        if before.any(is) {
            return true;
        }
        let comma = name.end + 1 < words.end && self.document.folded(name.end) == ",";
        let article = comma && self.titles.articles.has(&self.title_words, name.end + 1);
        let behind = name.end + 2..words.end.min(name.end + 2 + APPOSED);
        article && behind.take_while(|&at| self.document.tokens[at].kind == TokenKind::Word).any(is)
    }

    /// "Roe, a partner at Foo": whether a phrase stands behind a person's name and a comma.
    fn is_apposed(&self, phrase: &TitlePhrase) -> bool {
        let Some(comma) = phrase.tokens.start.checked_sub(1).filter(|&at| self.document.folded(at) == ",") else { return false };
        let name = comma.checked_sub(1).and_then(|at| self.document.tokens.get(at)).and_then(|t| self.entities.at(t.span.start));
        name.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Person)
    }

    /// Whether an organisation is a paper or an agency, which other articles quote, and not what this one is about.
    fn is_source(&self, id: EntityId, wanted: Kinds) -> bool {
        let press = Kinds::named(std::iter::once("press"));
        self.kinds(id).meets(press) && !wanted.meets(press) && !self.is_house(Some(id)) && self.first_house != Some(id)
    }

    /// The house in which `person` was told to hold the post that `title` names again.
    pub(super) fn known_house(&self, person: EntityId, title: &Title) -> Option<EntityId> {
        let slug = title.slug.filter(|_| !title.elliptic && !title.closed && title.status != Some(RoleStatus::Former))?;
        let same = |r: &&RoleDraft| {
            let other = r.role.slug.unwrap_or_default();
            other == slug || slugs::is_teacher(slug) && slugs::is_teacher(other)
        };
        let held = |r: &&RoleDraft| !r.derived && r.role.status != RoleStatus::Former;
        self.roles_of(person).take(KNOWN).filter(held).filter(same).find_map(|r| r.role.organization)
    }

    /// Whether an organisation is named only as where people were before: each of its names belongs to a post of the past.
    fn is_former_house(&self, id: EntityId) -> bool {
        let told = self.roles.iter().rev().take(PAST).map(|r| &r.role).filter(|r| r.organization == Some(id));
        let named = self.entities.get(id).mentions.len();
        named <= PAST && told.clone().all(|r| r.status == RoleStatus::Former) && told.count() >= named
    }

    /// Whether an organisation is named only as where somebody else holds or held a post, and is not what the text is about: neither
    /// the most salient one nor the one with which it begins.
    pub(super) fn is_affiliation(&self, id: EntityId) -> bool {
        let told = self.affiliations.get(&id).copied().unwrap_or(0);
        !self.is_house(Some(id)) && self.first_house != Some(id) && told >= self.entities.get(id).mentions.len()
    }

    /// "Judge Roe", "the hospital's director", "the dean": what was named of the kind in which the post is held, before the title at
    /// byte `before` of sentence `index`.
    fn of_kind(
        &self,
        search: &organization::Search<'_>,
        wanted: Kinds,
        (index, before): (usize, usize),
        elsewhere: &dyn Fn(EntityId) -> bool,
    ) -> Option<EntityId> {
        let told = |id: EntityId| self.entities.get(id).mentions.first().is_some_and(|m| m.start < before);
        let alike = |id: EntityId| told(id) && self.kinds(id).meets(wanted) && !self.is_land(id);
        let (hero, opening) = (search.hero.filter(|&id| alike(id)), search.opening.filter(|&id| alike(id)));
        let search = organization::Search { is_house: &alike, hero, opening, ..*search };
        let own = search.of_context(index, before, |id| !elsewhere(id) && !self.is_affiliation(id));
        own.or_else(|| search.of_context(index, before, |id| !elsewhere(id)))
    }

    /// Whether a sentence names an organisation only as where somebody comes from ("Roe, who joins from Foo").
    fn is_origin(&self, sentence: usize, id: EntityId) -> bool {
        let sentence = &self.document.sentences[sentence];
        let led = |at: usize| self.rules.comes_from(&self.rule_words, sentence.tokens.start, at);
        let near = self.entities.within(sentence.span).iter().take(NAMED);
        let mut named = near.filter(|&&(_, other)| other == id).map(|&(span, _)| span).peekable();
        named.peek().is_some() && named.all(|span| led(self.document.token_at(span.start)))
    }

    /// Of which kind an organisation is, as far as the text tells.
    pub(super) fn kinds(&self, id: EntityId) -> Kinds {
        let all = self.kinds.get_or_init(|| self.titles.houses.of_all(&self.title_words, self.entities, self.titles));
        all.get(id.index()).copied().unwrap_or_default()
    }

    /// What the article is about, for a change in a post that is held within an organisation and that nothing else places; `past` are the
    /// organisations where somebody was before.
    pub(super) fn house_of(&self, change: &RoleChange, past: &FxHashSet<EntityId>) -> Option<EntityId> {
        let slug = change.to_slug.or(change.from_slug)?;
        if slugs::houses(slug).meets(Kinds::named(std::iter::once("town"))) {
            return self.headed();
        }
        let held = slugs::find(slug).is_some_and(|(_, field)| field == Field::Organization) || slugs::is_held(slug);
        let early = |&id: &EntityId| self.entities.get(id).mentions.first().is_some_and(|m| m.start < change.span.end);
        // "Health Secretary": what the title names is no house.
        let titles = [&change.from, &change.to].map(|title| title.as_ref().map_or(String::new(), |title| fold(title)));
        let apart = |&id: &EntityId| titles.iter().all(|title| !title.contains(&fold(&self.entities.get(id).name)));
        // "Roe, a former Foo engineer, becomes …": what is named only as where somebody was before.
        let about = |id: &EntityId| self.entities.get(*id).mentions.len() > 1 || !past.contains(id);
        // Presidents preside over states too, which go without saying.
        let state = matches!(slug, "president" | "vice_president");
        let sentence = self.document.sentence_at(change.span.start);
        let near = |id: EntityId| {
            let spans = self.document.sentences.get(sentence.saturating_sub(CHANGED)..=sentence).unwrap_or_default();
            spans.iter().any(|s| self.entities.within(s.span).iter().any(|&(_, other)| other == id))
        };
        let presided = |&id: &EntityId| !state || self.hero == Some(id) && self.has_president(id) && near(id);
        let about = self.section(sentence).or(self.hero).or(self.opening).filter(|_| held).filter(about);
        about.filter(early).filter(apart).filter(presided).map(|id| self.governed(id))
    }

    /// "Lorquin : la maire s’en va": the place with which the headline opens, before a colon.
    fn headed(&self) -> Option<EntityId> {
        let headline = self.document.sentences.first()?.span;
        let &(mention, id) = self.entities.within(headline).first()?;
        let colon = self.document.tokens_in(mention).end;
        let place = self.entities.get(id).kind == EntityType::Location && mention.start == headline.start;
        (place && colon < self.document.tokens.len() && self.document.folded(colon) == ":").then_some(id)
    }
}
