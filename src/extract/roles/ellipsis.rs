//! The organisation of a post that names none, and goes without saying.

use super::assemble::{Assembler, RoleDraft, Sentence};
use super::houses::Kinds;
use super::organization;
use super::slugs::{self, Field};
use super::title_reader::Title;
use crate::document::{Span, fold};
use crate::facts::{EntityId, RoleChange, RoleStatus};
use rustc_hash::FxHashSet;

/// How many names of a sentence are looked at for where somebody comes from.
const NAMED: usize = 32;
/// Houses that elect a president, judge one or write of one rather than having one of their own that goes without saying.
const ELECTORS: [&str; 3] = ["court", "parliament", "press"];
/// How many sentences back a change tells what the text is about.
const CHANGED: usize = 3;
/// How many titles on either side of one are looked at.
const TITLES: usize = 16;

impl Assembler<'_> {
    /// The organisation of a title that names none; `apposed` where a mark parts it from the name.
    pub(super) fn elliptic(&self, sentence: &Sentence<'_>, title: &Title, apposed: bool) -> Option<EntityId> {
        self.implied(sentence, title, apposed).map(|id| self.governed(id))
    }

    fn implied(&self, sentence: &Sentence<'_>, title: &Title, apposed: bool) -> Option<EntityId> {
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
        let meant = |id: &EntityId| !within(*id) && early(*id);
        let (hero, opening) = (self.hero.filter(meant), self.opening.filter(meant));
        let (document, entities, rules, words) = (self.document, self.entities, self.rules, &self.rule_words);
        let is_house = |id: EntityId| self.houses.get(id.index()).copied().unwrap_or(false);
        let changes = self.changes.iter().rev().take_while(|c| index - c.sentence <= CHANGED);
        let told = changes.map(|c| &c.change).find_map(|c| c.organization).filter(meant);
        let search = organization::Search { document, entities, is_house: &is_house, rules, words, hero, opening, told };
        let gone = |t: &Title| matches!(t.status, Some(RoleStatus::Former | RoleStatus::Outgoing));
        let past = |t: &Title, id| t.organization == Some(id) && gone(t);
        let elsewhere = |id| titles().any(|t| past(t, id)) || within(id) || self.is_origin(index, id);
        // "porte-parole du gouvernement" says for whom.
        let said = title.slug == Some("spokesperson") && !title.elliptic && self.document.tokens_in(title.span).len() > 2;
        if title.closed || said {
            return None;
        }
        let held = title.field == Field::Organization || title.slug.is_some_and(slugs::is_held);
        let own = title.slug.map_or(Kinds::default(), slugs::houses);
        let wanted = if title.house.is_empty() { own } else { title.house };
        if !wanted.is_empty() {
            let named = self.of_kind(&search, wanted, (index, before), &elsewhere);
            // A candidate's is a party or nothing.
            let strict = matches!(title.slug, Some("candidate" | "lead_candidate"));
            if named.is_some() || (strict || !held) && title.house.is_empty() {
                return named;
            }
        }
        // A coach's is no court.
        let clashes = |id: EntityId| !wanted.is_empty() && !self.kinds(id).is_empty() && !self.kinds(id).meets(wanted);
        let elsewhere = |id: EntityId| elsewhere(id) || clashes(id);
        // What the article names only as where somebody was before is not what it is about.
        let here = self.document.sentences[index].span;
        let only_here = |id: EntityId| {
            let mentions = &self.entities.get(id).mentions;
            mentions.first().is_some_and(|m| here.start <= m.start) && mentions.last().is_some_and(|m| m.end <= here.end)
        };
        let about = |id: &EntityId| !(clashes(*id) || elsewhere(*id) && only_here(*id));
        let search = organization::Search { hero: hero.filter(about), opening: opening.filter(about), ..search };
        // "lead author of the paper": a paper that is written is no publisher.
        if title.elliptic && matches!(title.slug, Some("author" | "co_author")) {
            return None;
        }
        // A plant belongs to the company that the text is about.
        let plant = title.slug == Some("plant_manager");
        if let Some(id) = self.of_superior(index, title) {
            return Some(id);
        }
        if plant || (title.elliptic && title.field != Field::Office) {
            return search.of_context(index, before, |id| !clashes(id));
        }
        if held { self.of_officer(&search, title, (index, before), apposed, &elsewhere) } else { None }
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
        let alike = |id: EntityId| told(id) && self.kinds(id).meets(wanted);
        let (hero, opening) = (search.hero.filter(|&id| alike(id)), search.opening.filter(|&id| alike(id)));
        organization::Search { is_house: &alike, hero, opening, ..*search }.of_context(index, before, |id| !elsewhere(id))
    }

    /// "Roe leaves Foo for Bar. Her deputy …": that of the person whom the sentence before was about.
    fn of_superior(&self, index: usize, title: &Title) -> Option<EntityId> {
        if !title.elliptic || !title.slug.is_some_and(slugs::is_under_somebody) {
            return None;
        }
        let before = self.topics.iter().rev().find(|&&(_, told)| told < index).map(|&(id, _)| id);
        let theirs = |r: &&RoleDraft| Some(r.role.person) == before && matches!(r.role.status, RoleStatus::Current | RoleStatus::Outgoing);
        self.roles.iter().rev().filter(theirs).find_map(|r| r.role.organization)
    }

    /// The house of an officer, by what goes without saying.
    fn of_officer(
        &self,
        search: &organization::Search<'_>,
        title: &Title,
        (index, before): (usize, usize),
        apposed: bool,
        elsewhere: &dyn Fn(EntityId) -> bool,
    ) -> Option<EntityId> {
        // Presidents preside over states too, and states go without saying; what is of the past was held anywhere.
        // The presidency by its name is that of what was told before.
        let state = matches!(title.slug, Some("president" | "vice_president")) && !title.nominal;
        // What elects a president is not what one presides over.
        let elector = Kinds::named(ELECTORS.into_iter());
        let alone = self.document.tokens_in(title.span).len() <= 3;
        let elsewhere =
            |id: EntityId| elsewhere(id) || state && alone && !title.elliptic && !self.is_house(Some(id)) && self.kinds(id).meets(elector);
        let vague = matches!(title.slug, Some("secretary" | "shareholder" | "owner" | "co_owner" | "partner" | "member"));
        match (state, apposed) {
            (true, false) => None,
            (true, true) if title.slug == Some("president") => {
                organization::Search { hero: None, opening: None, ..*search }.of_context(index, before, |id| !elsewhere(id))
            }
            _ if title.status == Some(RoleStatus::Former) || vague || (title.weak && !apposed) => {
                let near = search.of_sentence(index, before).filter(|&id| !elsewhere(id));
                near.or_else(|| search.hero.filter(|&id| title.weak && !vague && search.is_near(index, id)))
            }
            // What officers are of goes without saying where the whole article is about it.
            _ => {
                let near = search.of_sentence(index, before).filter(|&id| !elsewhere(id)).or(search.hero);
                near.or_else(|| search.of_context(index, before, |id| !elsewhere(id)))
            }
        }
    }

    /// Whether a sentence names an organisation only as where somebody comes from ("Roe, who joins from Foo").
    fn is_origin(&self, sentence: usize, id: EntityId) -> bool {
        let sentence = &self.document.sentences[sentence];
        let led = |at: usize| self.rules.origins.ending(&self.rule_words, sentence.tokens.start, at).is_some();
        let near = self.entities.within(sentence.span).iter().take(NAMED);
        let mut named = near.filter(|&&(_, other)| other == id).map(|&(span, _)| span).peekable();
        named.peek().is_some() && named.all(|span| led(self.document.token_at(span.start)))
    }

    /// Of which kind an organisation is, as far as the text tells.
    fn kinds(&self, id: EntityId) -> Kinds {
        let all = self.kinds.get_or_init(|| self.titles.houses.of_all(&self.title_words, self.entities, self.titles));
        all.get(id.index()).copied().unwrap_or_default()
    }

    /// What the article is about, for a change in a post that is held within an organisation and that nothing else places; `past` are the
    /// organisations where somebody was before.
    pub(super) fn house_of(&self, change: &RoleChange, past: &FxHashSet<EntityId>) -> Option<EntityId> {
        let slug = change.to_slug.or(change.from_slug)?;
        let held = slugs::find(slug).is_some_and(|(_, field)| field == Field::Organization) || slugs::is_held(slug);
        let early = |&id: &EntityId| self.entities.get(id).mentions.first().is_some_and(|m| m.start < change.span.end);
        // "Health Secretary": what the title names is no house.
        let titles = [&change.from, &change.to].map(|title| title.as_ref().map_or(String::new(), |title| fold(title)));
        let apart = |&id: &EntityId| titles.iter().all(|title| !title.contains(&fold(&self.entities.get(id).name)));
        // "Roe, a former Foo engineer, becomes …": what is named only as where somebody was before.
        let about = |id: &EntityId| self.entities.get(*id).mentions.len() > 1 || !past.contains(id);
        self.hero.or(self.opening).filter(|_| held).filter(about).filter(early).filter(apart).map(|id| self.governed(id))
    }
}
