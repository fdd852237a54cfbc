//! From titles to whole phrases: those that "and" or commas join, with what they share.

use super::slugs::Field;
use super::title_reader::{Reader, Title, TitlePhrase};
use super::titles::Determiner;
use crate::facts::{EntityType, RoleStatus};

impl Reader<'_> {
    pub(super) fn phrase(&self, at: usize, floor: usize) -> Option<TitlePhrase> {
        let (lead, first, mut end) = self.title(at, floor)?;
        let mut phrase = TitlePhrase { tokens: lead.from..end, determiner: lead.determiner, titles: vec![first] };
        let (mut joined, mut kept) = (end, 1);
        let mut apart = None;
        while phrase.titles.len() < 5 {
            let Some((length, and)) = self.conjunction(joined) else { break };
            let article = self.titles.articles.starting(self.words, joined + length, self.sentence.end);
            // "the chairman and his deputy", "Roe, prime minister, and the army chief": the other one is somebody else.
            let another = |kind| kind == Determiner::Possessive || kind == Determiner::Definite && lead.determiner == Determiner::None;
            if and && article.is_some_and(|(_, kind)| another(kind)) {
                break;
            }
            // "Roe, until now treasurer, chair": what comes and what goes are two.
            if !and && phrase.titles.iter().any(|t| matches!(t.status, Some(RoleStatus::Outgoing | RoleStatus::Former))) {
                break;
            }
            let start = self.past_determiner(joined + length);
            let Some((_, title, next)) = self.title(start, joined + length) else { break };
            if title.nominal != phrase.titles.iter().all(|t| t.nominal) {
                break;
            }
            // "Roe, prime minister, and general Doe": the second title is that of the name behind it.
            if and && length > 1 && self.person_at(next) {
                break;
            }
            // "the treasurer and a former director of Foo": what somebody was by the way says nothing of what somebody is.
            let aside = article.is_some_and(|(_, kind)| kind == Determiner::Indefinite) && title.status == Some(RoleStatus::Former);
            if aside && apart.is_none() {
                apart = Some(phrase.titles.len());
            }
            phrase.titles.push(title);
            joined = next;
            // Commas alone join titles only where the list is closed by "and" or ends there.
            if and || self.closes(next) {
                (end, kept) = (joined, phrase.titles.len());
            }
        }
        phrase.titles.truncate(kept);
        let whole = lead.determiner != Determiner::None || lead.from == self.sentence.start;
        let whole = whole && !phrase.titles.iter().all(|title| title.nominal);
        phrase.tokens.end = if whole { self.past_adjuncts(lead.from, end) } else { end };
        let apart = apart.unwrap_or(0).min(phrase.titles.len());
        let (first, rest) = phrase.titles.split_at_mut(apart);
        self.share_organization(first);
        self.share_organization(rest);
        Some(phrase)
    }

    /// Whether a person's name begins at token `at`.
    pub(super) fn person_at(&self, at: usize) -> bool {
        let start = self.document.tokens.get(at).filter(|_| at < self.sentence.end).map(|t| t.span.start);
        let mention = start.and_then(|start| self.entities.at(start));
        mention.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Person)
    }

    /// "cofondateur et PDG de Foo": what ends the coordination holds for all of it; "ancien ministre et député": so does a status
    /// word at its start, up to a title with an organisation of its own.
    fn share_organization(&self, titles: &mut [Title]) {
        let mut status = None;
        for title in titles.iter_mut() {
            // "this former prosecutor and governor of Foo": English says it once of offices, wherever they were held; "der ehemalige
            // Minister und EU-Kommissar": so does German of all, as its adjectives agree with one article.
            let office = self.compounds_by_apposition() && title.field == Field::Office || self.titles.has_compounds();
            if title.status.is_none() && status == Some(RoleStatus::Former) && (title.organization.is_none() || office) {
                title.status = status;
            }
            status = title.status;
        }
        let Some((Some(organization), last)) = titles.last().map(|t| (t.organization, t.span.start)) else { return };
        for title in titles.iter_mut().filter(|t| t.organization.is_none() && !t.elliptic && t.span.start < last) {
            if title.field == Field::Organization {
                title.organization = Some(organization);
            }
        }
    }

    /// How many tokens of `, `, `et` … at `at` join two titles, and whether there is an "and" among them.
    fn conjunction(&self, at: usize) -> Option<(usize, bool)> {
        if at >= self.sentence.end {
            return None;
        }
        let comma = usize::from(self.document.folded(at) == ",");
        let and = self.titles.and.starting(self.words, at + comma, self.sentence.end).map_or(0, |(length, ())| length);
        (comma + and > 0).then_some((comma + and, and > 0))
    }

    /// Whether an apposition can end before token `at`.
    fn closes(&self, at: usize) -> bool {
        at >= self.sentence.end || matches!(self.document.folded(at), "," | "." | ")" | ";" | ":")
    }

    fn past_determiner(&self, mut at: usize) -> usize {
        let end = self.sentence.end;
        for _ in 0..3 {
            let article = self.titles.articles.starting(self.words, at, end).map(|(length, _)| length);
            let before = || self.titles.before.starting(self.words, at, end).map(|(length, _)| length);
            let Some(length) = article.or_else(before).filter(|_| self.nucleus(at).is_none()) else { break };
            at += length;
        }
        while at < end && self.is_modifier(at) && self.nucleus(at).is_none() {
            at += 1;
        }
        at
    }
}
