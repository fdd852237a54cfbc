//! What follows a title within its noun phrase: adjectives, complements, the organisation.

use super::slugs::{self, Field};
use super::title_reader::{Nucleus, REACH, Reader, Tail};
use super::titles::{Determiner, Preposition};
use crate::document::TokenKind;
use crate::facts::{EntityId, EntityType};
use crate::language::Language;

/// What a complement of a title turned out to be.
enum Complement {
    /// The organisation; up to token, exclusive.
    Organization(EntityId, usize),
    /// A bare common noun for the organisation ("of the group").
    Elliptic(usize),
    /// A body that has no name ("of the finance committee").
    Body(usize),
    /// The title of somebody else, who is not named ("porte-parole du président").
    Titled(usize),
    /// A noun of the title itself.
    Noun(usize),
}

impl Reader<'_> {
    pub(super) fn tail(&self, nucleus: &Nucleus) -> Tail {
        let start = nucleus.tokens.end;
        let limit = self.sentence.end.min(start + REACH);
        let mut tail = Tail { title: start, to: start, status: None, organization: None, elliptic: false, closed: false, ranked: false };
        self.take_adjectives(&mut tail, limit, nucleus.known.field == Field::Occupation);
        let party = if nucleus.organization.is_none() { self.take_party(&mut tail, nucleus, limit) } else { None };
        for _ in 0..3 {
            if nucleus.organization.is_some() || self.titles.no_complements.starting(self.document, tail.to, self.sentence.end).is_some() {
                break;
            }
            let Some((length, kind)) = self.titles.prepositions.starting(self.document, tail.to, limit) else { break };
            let Some(complement) = self.complement(tail.to + length, limit, kind, nucleus) else { break };
            match complement {
                Complement::Organization(id, end) => {
                    tail.organization = party.or(Some(id));
                    tail.to = self.past_acronym(self.past_rest_of_name(end, limit), id);
                    break;
                }
                Complement::Elliptic(end) => {
                    tail.elliptic = true;
                    tail.to = end;
                    break;
                }
                Complement::Body(end) => {
                    tail.closed = true;
                    tail.to = end;
                    break;
                }
                Complement::Titled(end) => {
                    // "adjointe au maire de Foo": the organisation of the other may follow.
                    tail.closed = true;
                    tail.title = end;
                    tail.to = end;
                }
                Complement::Noun(end) => {
                    if tail.title < tail.to {
                        break;
                    }
                    tail.title = end;
                    tail.to = end;
                    self.take_listed_complements(&mut tail, limit, kind, nucleus.portfolio);
                }
            }
        }
        tail.organization = tail.organization.or(party);
        if tail.organization.is_none() && !tail.elliptic && !tail.closed && tail.title == tail.to {
            self.take_after(&mut tail, limit);
            self.take_bare_organization(&mut tail, nucleus);
        }
        tail
    }

    /// "sénateur (LR) de la Manche", "députée LFI du Nord": the party of who holds a seat, before the place of the seat.
    fn take_party(&self, tail: &mut Tail, nucleus: &Nucleus, limit: usize) -> Option<EntityId> {
        if !slugs::is_seat(nucleus.known.slug) || tail.to >= limit {
            return None;
        }
        let bracket = self.document.folded(tail.to) == "(";
        let at = tail.to + usize::from(bracket);
        let start = self.document.tokens.get(at).filter(|_| at < limit)?.span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let end = self.document.token_at(span.end);
        let closed = !bracket || end < limit && self.document.folded(end) == ")";
        let place = self.titles.prepositions.starting(self.document, end + usize::from(bracket), limit).is_some();
        if self.entities.get(id).kind != EntityType::Organization || !closed || !(bracket || place) {
            return None;
        }
        tail.to = end + usize::from(bracket);
        Some(id)
    }

    /// "CEO Hansen Gruppe", "PDG France": a name right behind a bare title.
    fn take_bare_organization(&self, tail: &mut Tail, nucleus: &Nucleus) {
        let next = tail.to;
        if nucleus.organization.is_some()
            || nucleus.portfolio
            || nucleus.known.weak
            || next >= self.sentence.end
            || nucleus.tokens.end != next
        {
            return;
        }
        let start = self.document.tokens[next].span.start;
        if let Some((span, id)) = self.entities.at(start)
            && span.start == start
            && self.entities.get(id).kind == EntityType::Organization
        {
            tail.organization = Some(id);
            tail.to = self.document.token_at(span.end);
        }
    }

    fn take_after(&self, tail: &mut Tail, limit: usize) {
        while let Some((length, status)) = self.titles.after.starting(self.document, tail.to, limit) {
            tail.ranked |= (tail.to..tail.to + length).any(|i| self.titles.ranks.contains(self.document.folded(i)));
            tail.to += length;
            tail.title = tail.to;
            tail.status = tail.status.or(status);
        }
    }

    /// Adjectives and status words right behind the title; of an occupation, not the nationality, which is passed over.
    fn take_adjectives(&self, tail: &mut Tail, limit: usize, occupation: bool) {
        self.take_after(tail, limit);
        if !self.titles.has_adjectives() {
            return;
        }
        let end = self.past_adjectives(tail.to, limit);
        if end == tail.to {
            return;
        }
        let native = occupation && self.titles.is_nationality(self.document.folded(tail.to));
        tail.title = if native { tail.title } else { end };
        tail.to = end;
        if !native {
            self.take_after(tail, limit);
        }
    }

    /// The end of a run of adjectives at `at` ("économiques et financières").
    fn past_adjectives(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        while end < limit && end < at + 4 {
            if self.adjective(end) {
                end += 1;
            } else if end > at && end + 1 < limit && self.titles.and.has(self.document.folded(end)) && self.adjective(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    fn adjective(&self, at: usize) -> bool {
        let token = self.document.tokens[at];
        let lower = token.kind == TokenKind::Word && !token.capital && self.entities.at(token.span.start).is_none();
        // "libanais démissionnaire": a word that tells a status is no mere adjective.
        let status = matches!(self.titles.after.value(self.document.folded(at)), Some(Some(_)));
        lower && !status && self.titles.is_adjective(self.document.folded(at))
    }

    fn complement(&self, at: usize, limit: usize, kind: Preposition, nucleus: &Nucleus) -> Option<Complement> {
        let portfolio = nucleus.portfolio;
        let article = self.titles.articles.starting(self.document, at, limit);
        let definite = article.is_some_and(|(_, d)| d == Determiner::Definite);
        let noun = at + article.map_or(0, |(length, _)| length);
        if noun >= limit {
            return None;
        }
        let start = self.document.tokens[noun].span.start;
        if let Some((span, id)) = self.entities.at(start) {
            if span.start < start {
                return Some(Complement::Body(self.document.token_at(span.end)));
            }
            let seat = kind == Preposition::For && slugs::is_seat(nucleus.known.slug) && self.entities.get(id).kind == EntityType::Location;
            if seat {
                return Some(Complement::Organization(id, self.document.token_at(span.end)));
            }
            return self.named_complement(noun, span.end, id, kind, nucleus);
        }
        if let Some((length, ())) = self.titles.organization_nouns.starting(self.document, noun, limit) {
            if let Some((id, end)) = self.organization_after(noun + length, limit) {
                return Some(Complement::Organization(id, end));
            }
            // "directeur du musée Holt": what looks like a surname is the name of the museum.
            if let Some(end) = self.surname_at(noun + length, limit) {
                return Some(Complement::Body(end));
            }
            let bare = definite || (noun > at) || self.contracted(at);
            let next = noun + length;
            // "topman van rederij Foo": a name that nobody has found.
            let named = next < limit && self.document.tokens[next].capital && self.plain_word(next, limit) && self.nucleus(next).is_none();
            if named && !self.document.language.is_some_and(Language::capitalises_nouns) {
                return Some(Complement::Body(self.past_capitals(next, limit)));
            }
            let ends = next >= self.sentence.end || !self.continues_noun(next);
            if bare && ends && (kind != Preposition::For || self.titles.has_adjectives()) {
                return Some(Complement::Elliptic(next));
            }
        }
        // "co-founder of the fashion brand Foo"
        if !self.titles.has_adjectives()
            && matches!(kind, Preposition::Of | Preposition::At)
            && let Some(Complement::Organization(id, end)) = self.modified_organization(noun, limit)
        {
            return Some(Complement::Organization(id, end));
        }
        // "directrice de Foo": a name that nobody has found.
        if kind == Preposition::Of && !portfolio && self.is_unfound_name(noun, nucleus) {
            return Some(Complement::Body(self.past_capitals(noun, limit)));
        }
        if kind == Preposition::At || article.is_some_and(|(_, d)| d == Determiner::Possessive) {
            return None;
        }
        // "pour" leads to a noun only with an article; without, a verb follows ("pour remplacer").
        if kind == Preposition::For && article.is_none() && !portfolio && self.document.folded(at - 1) == "pour" {
            return None;
        }
        // "the fourth minister to leave": a verb follows.
        if kind == Preposition::To && article.is_none() && !self.titles.has_adjectives() && !self.titles.has_compounds() {
            return None;
        }
        // Where compounds are closed, a genitive is no part of the title ("die Präsidentin der Kammer, Roe").
        if self.titles.has_compounds() && kind == Preposition::Of {
            let closed = noun + 1 < limit && matches!(self.document.folded(noun + 1), "," | "(") && self.plain_word(noun, limit);
            return (closed && self.nucleus(noun).is_none()).then_some(Complement::Body(noun + 1));
        }
        let end = self.common_noun(noun, limit)?;
        if kind == Preposition::Of
            && !portfolio
            && let Some(complement) = self.described_organization(noun, end, limit)
        {
            return Some(complement);
        }
        if self.nucleus(noun).is_some() {
            // "lawyers for the chairman, Roe": the other one has a name of his own.
            if kind == Preposition::For {
                return None;
            }
            return Some(Complement::Titled(end));
        }
        if kind == Preposition::Of
            && !portfolio
            && let Some(end) = self.body(noun, end, limit)
        {
            return Some(Complement::Body(end));
        }
        Some(Complement::Noun(end))
    }

    /// "Banco" of "Banco del Sur": where a name was found in part only, the rest of it ends the phrase with it.
    fn past_rest_of_name(&self, end: usize, limit: usize) -> usize {
        if !self.titles.has_adjectives() {
            return end;
        }
        let Some((length, Preposition::Of)) = self.titles.prepositions.starting(self.document, end, limit) else { return end };
        let at = end + length;
        let at = at + self.titles.articles.starting(self.document, at, limit).map_or(0, |(length, _)| length);
        let Some(token) = self.document.tokens.get(at).filter(|t| at < limit && t.capital && t.kind == TokenKind::Word) else { return end };
        let rest = match self.entities.at(token.span.start) {
            Some((span, id)) if self.entities.get(id).kind != EntityType::Person => self.document.token_at(span.end),
            Some(_) => return end,
            None => self.past_capitals(at, limit),
        };
        let closes = rest >= self.sentence.end || matches!(self.document.folded(rest), "," | ")" | "." | "(");
        if closes { rest } else { end }
    }

    /// The end of a person's name of one word at `at`.
    fn surname_at(&self, at: usize, limit: usize) -> Option<usize> {
        let start = self.document.tokens.get(at).filter(|_| at < limit && self.titles.has_adjectives())?.span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let end = self.document.token_at(span.end);
        (self.entities.get(id).kind == EntityType::Person && end == at + 1).then_some(end)
    }

    /// A noun for an organisation behind one or two nouns that modify it, with its name.
    fn modified_organization(&self, noun: usize, limit: usize) -> Option<Complement> {
        (noun + 1..limit.min(noun + 3)).take_while(|&at| self.plain_word(at - 1, limit)).find_map(|at| {
            let (length, ()) = self.titles.organization_nouns.starting(self.document, at, limit)?;
            let start = self.document.tokens.get(at + length).filter(|_| at + length < limit)?.span.start;
            self.entities.at(start).filter(|(span, _)| span.start == start)?;
            self.organization_after(at + length, limit).map(|(id, end)| Complement::Organization(id, end))
        })
    }

    /// "directrice du brasseur danois Foo": the noun from `noun` to `end` says what the organisation is that is named right behind it.
    fn described_organization(&self, noun: usize, end: usize, limit: usize) -> Option<Complement> {
        if !self.titles.has_adjectives() || end >= limit || self.document.tokens[noun].capital || self.nucleus(noun).is_some() {
            return None;
        }
        let start = self.document.tokens[end].span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let named = matches!(self.entities.get(id).kind, EntityType::Organization | EntityType::Product);
        named.then(|| Complement::Organization(id, self.document.token_at(span.end)))
    }

    /// Whether a capital at `noun` tells a name, though no entity was found: titles that are themselves written with capitals
    /// ("Director of Operations") say nothing of it.
    fn is_unfound_name(&self, noun: usize, nucleus: &Nucleus) -> bool {
        let (token, title) = (self.document.tokens[noun], self.document.tokens[nucleus.tokens.end - 1]);
        let compounds = self.titles.has_compounds() || nucleus.tokens.clone().any(|t| self.document.tokens[t].capital);
        // "catedrático de Economía": a field of study.
        let field = slugs::is_academic(nucleus.known.slug);
        token.capital && token.kind == TokenKind::Word && !title.capital && !compounds && !field && self.nucleus(noun).is_none()
    }

    fn past_capitals(&self, noun: usize, limit: usize) -> usize {
        let ends = |at: usize| !self.document.tokens[at].capital || self.entities.at(self.document.tokens[at].span.start).is_some();
        (noun..limit.min(noun + 4)).find(|&at| ends(at)).unwrap_or(limit.min(noun + 4))
    }

    /// The end of a body without a name that begins at `noun`, a common noun that ends at `end`: "la commission des affaires
    /// sociales", "the work and pensions committee".
    fn body(&self, noun: usize, end: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        if !self.titles.has_adjectives() {
            return self.titles.bodies.contains(document.folded(end - 1)).then_some(end);
        }
        if !self.titles.bodies.contains(document.folded(noun)) {
            return None;
        }
        let Some((length, _)) = self.titles.prepositions.starting(document, end, limit) else { return Some(end) };
        let article = self.titles.articles.starting(document, end + length, limit).map_or(0, |(length, _)| length);
        Some(self.common_noun(end + length + article, limit).unwrap_or(end))
    }

    /// `du`, `del`, `vom`: the article is in the preposition, which lies right before `at`.
    pub(super) fn contracted(&self, at: usize) -> bool {
        at > 0
            && matches!(
                self.document.folded(at - 1),
                "du" | "del"
                    | "do"
                    | "da"
                    | "dello"
                    | "della"
                    | "dell'"
                    | "vom"
                    | "au"
                    | "der"
                    | "des"
                    | "dem"
                    | "al"
                    | "ao"
                    | "à"
                    | "às"
                    | "na"
                    | "no"
                    | "alla"
                    | "allo"
                    | "all'"
                    | "dal"
                    | "dalla"
                    | "dallo"
                    | "dall'"
                    | "nel"
                    | "nella"
                    | "nell'"
            )
    }

    fn continues_noun(&self, at: usize) -> bool {
        self.adjective(at) || self.titles.prepositions.starting(self.document, at, self.sentence.end).is_some()
    }

    fn named_complement(&self, noun: usize, end: usize, id: EntityId, kind: Preposition, nucleus: &Nucleus) -> Option<Complement> {
        let portfolio = nucleus.portfolio;
        let entity = self.entities.get(id);
        let end = self.document.token_at(end);
        match entity.kind {
            // "the mayor of Foo": what looks like a surname is a town.
            EntityType::Person if kind == Preposition::Of && end == noun + 1 && is_of_place(nucleus.known.slug) => {
                Some(Complement::Organization(id, end))
            }
            EntityType::Person | EntityType::Event => None,
            EntityType::Location if matches!(kind, Preposition::To | Preposition::For) => None,
            // "a bus driver from Leeds": where somebody is from.
            EntityType::Location
                if kind == Preposition::At
                    && self.document.folded(noun - 1) == "from"
                    && nucleus.known.field == Field::Occupation
                    && !slugs::is_held(nucleus.known.slug) =>
            {
                Some(Complement::Body(end))
            }
            EntityType::Location => Some(Complement::Organization(id, end)),
            EntityType::Work | EntityType::Other if kind == Preposition::For => None,
            _ if portfolio && kind != Preposition::At && !self.document.tokens[noun].upper => Some(Complement::Noun(end)),
            _ => Some(Complement::Organization(id, end)),
        }
    }

    /// The organisation that follows a common noun for it, perhaps behind adjectives and an opening mark.
    pub(super) fn organization_after(&self, at: usize, limit: usize) -> Option<(EntityId, usize)> {
        let mut at = self.past_adjectives(at, limit);
        if at < limit && matches!(self.document.folded(at), "«" | "\"" | "“" | "„") {
            at += 1;
        }
        let at = at + self.titles.prepositions.starting(self.document, at, limit).filter(|p| p.1 == Preposition::Of).map_or(0, |p| p.0);
        let mut at = at + self.titles.articles.starting(self.document, at, limit).map_or(0, |a| a.0);
        // "fabricant de puces Foo", "géant de l’énergie Foo"
        if self.titles.has_adjectives() && self.plain_word(at, limit) && !self.document.tokens[at].capital && self.nucleus(at).is_none() {
            at = self.past_adjectives(at + 1, limit);
        }
        if at >= limit {
            return None;
        }
        let start = self.document.tokens[at].span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        self.is_place_or_organization(id).then(|| (id, self.document.token_at(span.end)))
    }

    /// "CNRS (Centre …)": a second name of the same organisation in brackets.
    fn past_acronym(&self, end: usize, id: EntityId) -> usize {
        let bracket = end < self.sentence.end && self.document.folded(end) == "(";
        if !bracket || end + 1 >= self.sentence.end {
            return end;
        }
        let start = self.document.tokens[end + 1].span.start;
        match self.entities.at(start) {
            Some((span, other)) if other == id || self.entities.get(other).kind == EntityType::Organization => {
                let close = self.document.token_at(span.end);
                let closed = close < self.sentence.end && self.document.folded(close) == ")";
                if closed { close + 1 } else { end }
            }
            _ => end,
        }
    }

    /// The end of a common noun with its adjectives, or of a run of plain words in languages that compound by apposition.
    fn common_noun(&self, at: usize, limit: usize) -> Option<usize> {
        if let Some(nucleus) = self.nucleus(at) {
            // "conseiller du Premier ministre", but not "l’avocat du président Roe", where the second title has its own holder.
            let end = self.past_adjectives(nucleus.tokens.end, limit);
            let next = self.document.tokens.get(end).filter(|_| end < self.sentence.end).and_then(|t| self.entities.at(t.span.start));
            return next.is_none_or(|(_, id)| self.entities.get(id).kind != EntityType::Person).then_some(end);
        }
        if !self.plain_word(at, limit) {
            return None;
        }
        if self.titles.has_adjectives() {
            let mut end = self.past_adjectives(at + 1, limit);
            // Capitalised fields go on while capitals do ("Affaires étrangères", "Transition écologique").
            while end < limit && self.document.tokens[end].capital && self.document.tokens[end - 1].capital && self.plain_word(end, limit) {
                end += 1;
            }
            return Some(self.past_second_noun(end, limit));
        }
        let mut end = at + 1;
        while end < limit && end < at + 6 {
            if self.plain_word(end, limit) {
                end += 1;
            } else if matches!(self.document.folded(end), "'s" | "'")
                && !self.document.tokens[end - 1].capital
                && self.plain_word(end + 1, limit)
            {
                // "head of women's football"
                end += 2;
            } else if self.titles.and.has(self.document.folded(end)) && self.plain_word(end + 1, limit) && self.nucleus(end + 1).is_none() {
                end += 2;
            } else {
                break;
            }
        }
        // A run that does not end where noun phrases end is cut back to its first word.
        let ends = end >= self.sentence.end || !matches!(self.document.tokens[end].kind, TokenKind::Word) || self.stops_at(end);
        Some(if ends { end } else { at + 1 })
    }

    /// "de l’Economie et des Finances", "recherche et développement".
    fn past_second_noun(&self, end: usize, limit: usize) -> usize {
        let document = self.document;
        if end >= limit || !self.titles.and.has(document.folded(end)) {
            return end;
        }
        let preposition = self.titles.prepositions.starting(document, end + 1, limit).map_or(0, |(length, _)| length);
        let article = self.titles.articles.starting(document, end + 1 + preposition, limit).map_or(0, |(length, _)| length);
        let noun = end + 1 + preposition + article;
        let like = noun < limit && (document.tokens[noun].capital == document.tokens[end - 1].capital || preposition > 0);
        if !like || (preposition == 0 && article > 0) || !self.plain_word(noun, limit) || self.nucleus(noun).is_some() {
            return end;
        }
        if preposition == 0 && !document.tokens[noun].capital {
            return end;
        }
        self.past_adjectives(noun + 1, limit)
    }

    /// Further complements behind commas, with the same preposition ("…, à la fiscalité et aux douanes").
    fn take_listed_complements(&self, tail: &mut Tail, limit: usize, kind: Preposition, portfolio: bool) {
        if !portfolio {
            return;
        }
        for _ in 0..4 {
            let comma = tail.to < limit && self.document.folded(tail.to) == ",";
            let and = tail.to < limit && self.titles.and.has(self.document.folded(tail.to));
            if !(comma || and) {
                return;
            }
            let Some((length, other)) = self.titles.prepositions.starting(self.document, tail.to + 1, limit) else { return };
            let at = tail.to + 1 + length;
            let article = self.titles.articles.starting(self.document, at, limit).map_or(0, |(length, _)| length);
            if other != kind {
                return;
            }
            let Some(end) = self.common_noun(at + article, limit) else { return };
            tail.to = end;
            tail.title = end;
        }
    }

    fn stops_at(&self, at: usize) -> bool {
        self.titles.stops.contains(self.document.folded(at)) || self.titles.prepositions.has(self.document.folded(at))
    }

    fn plain_word(&self, at: usize, limit: usize) -> bool {
        if at >= limit {
            return false;
        }
        let token = self.document.tokens[at];
        let word = self.document.folded(at);
        token.kind == TokenKind::Word
            && self.entities.at(token.span.start).is_none()
            && !self.stops_at(at)
            && !self.titles.articles.has(word)
            && !self.titles.and.has(word)
            && word != "'s"
    }
}

/// Whether an office is always that of a place.
fn is_of_place(slug: &str) -> bool {
    matches!(slug, "mayor" | "deputy_mayor" | "bishop" | "archbishop" | "prefect")
}
