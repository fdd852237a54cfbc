//! From a match to the role that it states.

use super::assemble::{Assembler, Sentence, verb_certainty};
use super::changes::Post;
use super::moved::Moved;
use super::rules::RoleStatement;
use super::slugs;
use super::slugs::Field;
use super::title_reader::{Title, TitlePhrase};
use super::titles::{Determiner, REIGN, RESPECTIVELY};
use crate::extract::pattern::Match;
use crate::facts::{Certainty, DateRelation, EntityId, EntityType, Role, RoleStatus};
use std::ops::Range;

impl Assembler<'_> {
    pub(super) fn role(&mut self, sentence: &Sentence<'_>, found: &Match, statement: &RoleStatement, beside: bool) {
        let (persons, person_item) = self.persons(sentence, found, statement.person);
        let Some((phrase, title_item)) = self.phrase(sentence, found, statement.title) else { return };
        // "told shareholders he would go": a pronoun bears no title before it.
        let first = sentence.sequence.tokens[person_item].start;
        if title_item + 1 == person_item && self.rules.pronouns.starting(&self.rule_words, first, self.document.tokens.len()).is_some() {
            return;
        }
        let given = self.entity(sentence, found, statement.organization);
        let each = self.are_each(persons, phrase, person_item > title_item);
        let persons = if each { persons } else { self.holders(persons, phrase, person_item < title_item) };
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
        for (nth, &person) in persons.iter().enumerate() {
            if let Some(female) = female.filter(|_| persons.len() == 1) {
                self.genders.entry(person).or_insert(female);
            }
            let titles = if each { phrase.titles.get(nth..=nth).unwrap_or_default() } else { &phrase.titles };
            for title in titles {
                // "the actor Lea Roe, of Leeds": where somebody is from.
                let from = given.is_some_and(|id| self.entities.get(id).kind == EntityType::Location) && title.field == Field::Occupation;
                // "Roe of Foo University, the study's lead author"
                let work = title.slug.is_some_and(slugs::is_relation) && !title.elliptic && apposed;
                let organization = title.organization.or(given.filter(|_| !from && !work));
                // "Chief Roe": not of what was named before.
                let tribal = title.slug == Some("chief") && !apposed && phrase.determiner == Determiner::None && !title.elliptic;
                let scholar = || self.of_scholar(person, title.slug).filter(|_| !title.closed && !title.elliptic);
                let known = || self.known_house(person, title).or_else(scholar);
                let implied = || known().or_else(|| self.elliptic(sentence, title, apposed)).filter(|_| !statement.closed && !tribal);
                let organization = organization.or_else(implied);
                // "à la tête": says nothing without a place.
                let phrase_only = self.is_preposition(self.document.tokens_in(title.span).start);
                if (title.weak || phrase_only) && organization.is_none() {
                    continue;
                }
                let bygone = || title.field == Field::Office && self.is_of_reign(phrase.tokens.end);
                let over = || (self.is_over(phrase.tokens.end) || bygone()).then_some(RoleStatus::Former);
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

    /// "Roe and Doe, respectively mayor and treasurer", "the mayor and the treasurer, Roe and Doe": whether each of several persons has one
    /// of the titles, in order.
    fn are_each(&self, persons: &[EntityId], phrase: &TitlePhrase, titles_first: bool) -> bool {
        if persons.len() < 2 || persons.len() != phrase.titles.len() {
            return false;
        }
        let Range { start, end } = phrase.tokens;
        let said = |at: usize| self.title_words.is(at, RESPECTIVELY);
        let own = |title: &Title| {
            let at = self.document.token_at(title.span.start);
            matches!(self.titles.articles.ending(&self.title_words, start, at), Some((_, Determiner::Definite)))
        };
        said(end) || start > 0 && said(start - 1) || titles_first && phrase.titles.iter().all(own)
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

    /// "Premier ministre sous Roe": whether it follows under whom an office was held.
    fn is_of_reign(&self, token: usize) -> bool {
        if !self.document.tokens.get(token).is_some_and(|_| self.title_words.known(token).opens(1 << REIGN)) {
            return false;
        }
        let Some((length, ())) = self.titles.reigns.starting(&self.title_words, token, self.document.tokens.len()) else { return false };
        let named = self.document.tokens.get(token + length).and_then(|t| self.entities.at(t.span.start));
        length > 1 || named.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Person)
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
}
