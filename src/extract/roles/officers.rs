//! The house of an officer, or of somebody under one, by what goes without saying.

use super::assemble::{Assembler, RoleDraft};
use super::houses::Kinds;
use super::organization;
use super::slugs;
use super::title_reader::{Title, TitlePhrase};
use super::titles::Preposition;
use crate::facts::{EntityId, EntityType, RoleStatus};

/// Houses that elect a president, judge one or write of one rather than having one of their own that goes without saying.
const ELECTORS: [&str; 3] = ["court", "parliament", "press"];
/// Houses that people are members of, whose officers have titles that firms have too.
const MEMBERS: [&str; 4] = ["charity", "club", "party", "union"];
/// How many tokens may stand before the subject of a sentence ("Le syndicat Foo").
const SUBJECT: usize = 5;
/// How many tokens before a title its owner may be named.
const OWNER: usize = 3;
/// How many of the roles told last may be that of an officer of the same firm.
const ROLES: usize = 6;

impl Assembler<'_> {
    /// "Roe leaves Foo for Bar. Her deputy …": that of the person whom the sentence before was about.
    pub(super) fn of_superior(&self, index: usize, title: &Title) -> Option<EntityId> {
        if !title.elliptic || !title.slug.is_some_and(slugs::is_under_somebody) {
            return None;
        }
        let &(before, _) = self.topics.iter().rev().find(|&&(_, told)| told < index)?;
        let held = |r: &&RoleDraft| matches!(r.role.status, RoleStatus::Current | RoleStatus::Outgoing);
        self.roles_of(before).filter(held).find_map(|r| r.role.organization)
    }

    /// "Doe’s longtime chief of staff, Roe": the person whose the title in sentence `index` is said to be.
    pub(super) fn owner(&self, index: usize, title: &Title) -> Option<EntityId> {
        if !title.slug.is_some_and(slugs::is_under_somebody) {
            return None;
        }
        let floor = self.document.sentences.get(index)?.tokens.start + 1;
        let tokens = self.document.tokens_in(title.span);
        let from = floor.max(tokens.start.saturating_sub(OWNER));
        let genitive = (from..tokens.end).find(|&at| self.document.folded(at) == "'s")?;
        let (_, id) = self.entities.at(self.document.tokens[genitive - 1].span.start)?;
        (self.entities.get(id).kind == EntityType::Person).then_some(id)
    }

    /// Where a person was told to hold a post in a house; an office is that of nobody else.
    pub(super) fn house_of_person(&self, person: EntityId) -> Option<EntityId> {
        let held = |r: &&RoleDraft| r.role.status != RoleStatus::Former && !r.role.slug.is_some_and(slugs::is_office);
        self.roles_of(person).take(ROLES).filter(held).find_map(|r| r.role.organization)
    }

    /// "Roe of Foo University said … “…,” said Professor Roe.": the house that stands behind a scholar’s name.
    pub(super) fn of_scholar(&self, person: EntityId, slug: Option<&'static str>) -> Option<EntityId> {
        if !slug.is_some_and(slugs::is_academic) {
            return None;
        }
        let (words, titles, end) = (&self.title_words, self.titles, self.document.tokens.len());
        self.entities.get(person).mentions.iter().take(ROLES).find_map(|mention| {
            let at = self.document.token_at(mention.end);
            let comma = usize::from(at < end && self.document.folded(at) == ",");
            let (length, kind) = titles.prepositions.starting(words, at + comma, end)?;
            let article = titles.articles.starting(words, at + comma + length, end).map_or(0, |(length, _)| length);
            let name = self.document.tokens.get(at + comma + length + article)?.span.start;
            let (_, id) = self.entities.at(name).filter(|(span, _)| span.start == name)?;
            let of = matches!(kind, Preposition::Of | Preposition::At) && self.entities.get(id).kind == EntityType::Organization;
            of.then_some(id)
        })
    }

    /// "Roe will be chair of Bar. Her deputy …": whether the person whom the sentence before was about goes to `house`.
    pub(super) fn is_destination(&self, index: usize, title: &Title, house: EntityId) -> bool {
        let under = title.elliptic && title.slug.is_some_and(slugs::is_under_somebody);
        let before = if under { self.topics.iter().rev().find(|&&(_, told)| told < index) } else { None };
        let goes = |r: &RoleDraft| r.role.organization == Some(house) && r.role.status == RoleStatus::Incoming;
        before.is_some_and(|&(id, _)| self.roles_of(id).any(goes))
    }

    /// "Le syndicat Foo s’indigne. La secrétaire générale, Roe, …": the house with which the sentence before begins, of the same paragraph,
    /// where people are members of it, and the paragraph does not name what the article is about.
    fn of_members(&self, search: &organization::Search<'_>, title: &Title, index: usize) -> Option<EntityId> {
        let members = Kinds::named(MEMBERS.into_iter());
        let officer = title.slug.is_none_or(|slug| !slug.starts_with("chief_") && slug != "president");
        let (here, last) = (self.document.sentences.get(index)?, self.document.sentences.get(index.checked_sub(1)?)?);
        if !officer || title.elliptic || here.block != last.block {
            return None;
        }
        let &(mention, id) = self.entities.within(last.span).first()?;
        let opens = self.document.token_at(mention.start) <= last.tokens.start + SUBJECT;
        let about = search.hero.filter(|&hero| hero != id)?;
        let block = self.document.blocks.get(here.block)?.span;
        let named = self.entities.get(about).mentions.iter().any(|m| block.start <= m.start && m.start < here.span.end);
        let tokens = last.tokens.start..self.document.token_at(mention.start);
        let noun = |at: usize| self.titles.houses.starting(&self.title_words, at, at + 1).meets(members);
        (opens && !named && (self.kinds(id).meets(members) || tokens.into_iter().any(noun)) && (search.is_house)(id)).then_some(id)
    }

    /// "l’amministratore delegato, Doe, … al presidente Roe": the firm of which the paragraph just told that an officer
    /// comes or goes.
    fn of_colleague(&self, (index, before): (usize, usize)) -> Option<EntityId> {
        let here = self.document.sentences.get(index)?;
        let last = index.checked_sub(1).and_then(|last| self.document.sentences.get(last)).filter(|last| last.block == here.block);
        let start = last.unwrap_or(here).span.start;
        let told = self.roles.iter().rev().take(ROLES).map(|r| &r.role).filter(|r| r.span.start >= start && r.span.end <= before);
        let mut told = told.filter(|r| r.slug.is_some_and(slugs::is_executive) && r.status != RoleStatus::Former);
        let moved =
            |id: EntityId| self.changes.iter().rev().take(ROLES).any(|c| c.sentence + 1 >= index && c.change.organization == Some(id));
        told.find_map(|r| r.organization).filter(|&id| self.has_president(id) && moved(id))
    }

    /// The house of an officer, by what goes without saying.
    pub(super) fn of_officer(
        &self,
        search: &organization::Search<'_>,
        title: &Title,
        (index, before): (usize, usize),
        apposed: bool,
        elsewhere: &dyn Fn(EntityId) -> bool,
    ) -> Option<EntityId> {
        // Presidents preside over states too, and states go without saying; what is of the past was held anywhere.
        // The presidency by its name is that of what was told before.
        let words = self.document.tokens_in(title.span).len();
        let state = matches!(title.slug, Some("president" | "vice_president")) && !title.nominal && words <= 2;
        // What elects a president is not what one presides over.
        let elector = Kinds::named(ELECTORS.into_iter());
        let alone = words <= 3;
        let elsewhere =
            |id: EntityId| elsewhere(id) || state && alone && !title.elliptic && !self.is_house(Some(id)) && self.kinds(id).meets(elector);
        let vague = matches!(title.slug, Some("secretary" | "shareholder" | "owner" | "co_owner" | "partner" | "member"));
        if let Some(id) = self.of_members(search, title, index) {
            return Some(id);
        }
        match (state, apposed) {
            (true, true) if title.slug == Some("president") => {
                if let Some(land) = self.heading_land(index) {
                    return Some(land);
                }
                let hero = search.hero.filter(|&id| self.is_club(id) || self.has_president(id) && search.is_near(index, id));
                let search = organization::Search { hero: None, opening: None, ..*search };
                let noun = || self.by_told_noun(&search, (index, before), &elsewhere);
                hero.or_else(noun).or_else(|| search.of_context(index, before, |id| !elsewhere(id) && !self.is_affiliation(id)))
            }
            // "le vice-président Lea Roe"
            (true, false)
                if title.slug == Some("vice_president")
                    && self.titles.has_adjectives()
                    && !self.document.slice(title.span).contains(char::is_uppercase) =>
            {
                search.hero.filter(|&id| self.has_president(id) && search.is_near(index, id))
            }
            // "le président Lea Roe", in a story about a club.
            (true, false)
                if title.slug == Some("president")
                    && self.titles.has_adjectives()
                    && !self.document.slice(title.span).contains(char::is_uppercase) =>
            {
                let club = search.hero.filter(|&id| self.is_club(id) && search.is_near(index, id));
                club.or_else(|| self.of_colleague((index, before)).filter(|_| title.status.is_none()))
            }
            (true, false) => None,
            _ if title.status == Some(RoleStatus::Former) || vague || (title.weak && !apposed) => {
                let near = search.of_sentence(index, before).filter(|&id| !elsewhere(id));
                let owner = matches!(title.slug, Some("owner" | "co_owner"));
                near.or_else(|| search.hero.filter(|&id| (title.weak && !vague || owner) && search.is_near(index, id)))
            }
            // What officers are of goes without saying where the whole article is about it.
            _ => {
                let near = search.of_sentence(index, before).filter(|&id| !elsewhere(id));
                let strange = |id: EntityId| self.is_affiliation(id);
                let own = near.filter(|&id| !strange(id));
                let own = own.or_else(|| self.by_told_noun(search, (index, before), &elsewhere)).or(search.hero).or(near);
                let own = own.or_else(|| search.of_context(index, before, |id| !elsewhere(id) && !strange(id)));
                own.or_else(|| search.of_context(index, before, |id| !elsewhere(id)))
            }
        }
    }

    /// Whether a house elects or judges the president of a state whom a phrase names, rather than having one of its own.
    pub(super) fn is_judge_of(&self, house: EntityId, phrase: &TitlePhrase) -> bool {
        let state =
            |title: &Title| matches!(title.slug, Some("president" | "vice_president")) && !title.elliptic && title.organization.is_none();
        phrase.titles.iter().all(state) && self.kinds(house).meets(Kinds::named(ELECTORS.into_iter()))
    }

    /// Whether an organisation is one of those that have a president rather than elect or report on one.
    pub(super) fn has_president(&self, id: EntityId) -> bool {
        let state = ["parliament", "press", "town"];
        self.entities.get(id).kind == EntityType::Organization && !self.kinds(id).meets(Kinds::named(state.into_iter()))
    }
}
