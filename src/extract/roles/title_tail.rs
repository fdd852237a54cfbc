//! What follows a title within its noun phrase: adjectives, complements, the organisation.

use super::houses::Kinds;
use super::slugs::{self, Field};
use super::title_reader::{NounAt, Nucleus, REACH, Reader, Tail};
use super::titles::{ADJECTIVE, BEFORE, Determiner, FIELD, LATTER, OPENING, Preposition, RANK};
use crate::document::TokenKind;
use crate::facts::{EntityId, EntityType, RoleStatus};
use crate::language::Language;

/// How many fields stand right behind a title.
const FIELDS: usize = 3;

/// What a complement of a title turned out to be.
pub(super) enum Complement {
    /// The organisation; up to token, exclusive.
    Organization(EntityId, usize),
    /// A bare common noun for the organisation ("of the group"), by its tokens.
    Elliptic(NounAt, Kinds),
    /// A body that has no name ("of the finance committee").
    Body(usize),
    /// The title of somebody else, who is not named ("porte-parole du président").
    Titled(usize),
    /// Somebody else, by name ("porte-parole du président Roe"): the title ends with the name, which may have a title of its own.
    Person(usize),
    /// A noun of the title itself.
    Noun(usize),
}

impl Reader<'_> {
    /// What follows `nucleus`, whose phrase begins at token `from`.
    pub(super) fn tail(&self, nucleus: &Nucleus, from: usize) -> Tail {
        let start = nucleus.tokens.end;
        let limit = self.sentence.end.min(start + REACH);
        let mut tail = Tail {
            title: start,
            to: start,
            status: None,
            organization: None,
            elliptic: false,
            house: Kinds::default(),
            noun: None,
            closed: false,
            ranked: false,
        };
        if let Some((organization, to)) = self.of_body(nucleus) {
            return Tail { organization: Some(organization), to, ..tail };
        }
        self.take_adjectives(&mut tail, limit, nucleus);
        self.take_unknown_adjectives(&mut tail, nucleus, from, limit);
        self.take_second_field(&mut tail, limit, nucleus);
        self.take_bare_field(&mut tail, limit, nucleus);
        self.take_region(&mut tail, limit);
        let party = if nucleus.organization.is_none() { self.take_party(&mut tail, nucleus, limit) } else { None };
        for _ in 0..3 {
            if nucleus.organization.is_some() || self.titles.no_complements.starting(self.words, tail.to, self.sentence.end).is_some() {
                break;
            }
            let Some((length, kind)) = self.titles.prepositions.starting(self.words, tail.to, limit) else { break };
            // "Directeur Van der Roe": a name that begins like a complement.
            if self.document.tokens[tail.to].capital && self.person_at(tail.to) {
                break;
            }
            if !self.titles.deed_endings.is_empty() && self.is_deed(tail.to) {
                break;
            }
            if kind == Preposition::To && self.is_next_post(tail.to + length, limit, nucleus) {
                break;
            }
            let Some(complement) = self.complement(tail.to + length, limit, kind, nucleus) else {
                // "responsable de la campagne de Roe": of somebody, and of no house that was named before.
                tail.closed |= kind == Preposition::Of && tail.title > nucleus.tokens.end && self.person_at(tail.to + length);
                break;
            };
            match complement {
                Complement::Organization(_, end) if let Some((owned, to)) = self.past_owned(end, limit) => {
                    (tail.organization, tail.closed, tail.to) = (owned, owned.is_none(), to);
                    break;
                }
                Complement::Organization(id, end) => {
                    tail.organization = party.or(Some(id));
                    tail.to = self.past_acronym(self.past_rest_of_name(end, limit), id);
                    self.take_owner_of_place(&mut tail, limit, nucleus, id);
                    break;
                }
                Complement::Elliptic(noun, house) => {
                    tail.elliptic = true;
                    tail.house = house;
                    tail.noun = Some(noun);
                    tail.to = noun.1;
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
                Complement::Person(end) => {
                    tail.closed = true;
                    tail.title = end;
                    break;
                }
                Complement::Noun(end) => {
                    // "professeur canadien de littérature": a field without an article belongs to the title across the nationality.
                    let field = kind == Preposition::Of || slugs::is_academic(nucleus.known.slug);
                    let field = field && !(tail.title..tail.to).any(|at| self.titles.and.has(self.words, at));
                    let field = field && end == tail.to + length + 1 && !self.contracted(tail.to + length);
                    if tail.title < tail.to && tail.status.is_none() && !field {
                        break;
                    }
                    // "avocat de la famille", "the owner of the bakery": of whom, of what, is no part of the title; "auteur de polars".
                    let at = tail.to + length;
                    let article = self.titles.articles.starting(self.words, at, limit);
                    let told = article.is_some() || self.contracted(at);
                    // "the head of a parallel government": not of what was named before.
                    tail.closed |= article.is_some_and(|(_, kind)| kind == Determiner::Indefinite);
                    if told && slugs::is_relation(nucleus.known.slug) {
                        tail.closed = true;
                        tail.to = end;
                        break;
                    }
                    tail.title = end;
                    tail.to = end;
                    self.take_listed_complements(&mut tail, limit, kind, nucleus.portfolio);
                }
            }
        }
        tail.organization = tail.organization.or(party);
        if tail.organization.is_none() && !tail.elliptic && !tail.closed && (tail.title == tail.to || tail.status.is_some()) {
            self.take_after(&mut tail, limit);
            self.take_bare_organization(&mut tail, nucleus);
        }
        if tail.organization.is_some() || tail.closed {
            self.pass_adjectives_before_name(&mut tail, limit);
        }
        self.pass_to_name(&mut tail, nucleus, from, limit);
        // "le maire de Foo de l’époque"
        if let Some((length, Some(RoleStatus::Former))) = self.titles.after.starting(self.words, tail.to, limit) {
            tail.to += length;
            tail.status = tail.status.or(Some(RoleStatus::Former));
        }
        tail
    }

    /// "passe de directrice des achats à directrice générale", "de la direction des achats à la présidence": whether the post to which a
    /// preposition before token `at` leads is another one, not part of the title.
    fn is_next_post(&self, at: usize, limit: usize, nucleus: &Nucleus) -> bool {
        let article = self.titles.articles.starting(self.words, at, limit).map_or(0, |(length, _)| length);
        let next = at + article;
        let named = nucleus.known.nominal;
        // "candidato a deputado": what for.
        if nucleus.known.slug == "candidate" {
            return false;
        }
        // "adjointe au maire": somebody else.
        let bare = article == 0 && at > 0 && matches!(self.document.folded(at - 1), "à" | "a" | "to");
        next < limit && (named || bare) && self.nucleus(next).is_some_and(|other| other.known.nominal == named)
    }

    /// "directeur de l’usine de Lorval du groupe Foo": of a place where something lies the organisation whose it is.
    fn take_owner_of_place(&self, tail: &mut Tail, limit: usize, nucleus: &Nucleus, place: EntityId) {
        let held = nucleus.known.field == Field::Organization || slugs::is_held(nucleus.known.slug);
        let within = held && self.entities.get(place).kind == EntityType::Location;
        let of = self.titles.prepositions.starting(self.words, tail.to, limit);
        let Some((length, Preposition::Of)) = of.filter(|_| within && self.titles.has_adjectives()) else { return };
        if let Some(Complement::Organization(id, end)) = self.complement(tail.to + length, limit, Preposition::Of, nucleus)
            && self.entities.get(id).kind == EntityType::Organization
        {
            tail.title = tail.to;
            tail.organization = Some(id);
            tail.to = self.past_acronym(end, id);
        }
    }

    fn take_after(&self, tail: &mut Tail, limit: usize) {
        while let Some((length, status)) = self.titles.after.starting(self.words, tail.to, limit) {
            tail.ranked |= (tail.to..tail.to + length).any(|i| self.words.is(i, RANK));
            tail.to += length;
            // "présidente sortante", "le ministre d’alors": that somebody goes, or has gone, is no part of the title.
            let gone = status == Some(RoleStatus::Former) && !self.titles.has_compounds();
            if !gone && status != Some(RoleStatus::Outgoing) {
                tail.title = tail.to;
            }
            tail.status = tail.status.or(status);
        }
    }

    /// Adjectives and status words right behind the title; of an occupation, not the nationality, which is passed over.
    fn take_adjectives(&self, tail: &mut Tail, limit: usize, nucleus: &Nucleus) {
        self.take_after(tail, limit);
        if !self.titles.has_adjectives() {
            return;
        }
        // "ministre de la Transition écologique et solidaire", of which the table knows the first half.
        let second = tail.to + 2 < self.sentence.end
            && nucleus.tokens.len() > 1
            && self.titles.and.has(self.words, tail.to)
            && self.adjective(tail.to - 1)
            && self.adjective(tail.to + 1)
            && (self.person_at(tail.to + 2) || self.document.folded(tail.to + 2) == ",");
        let end = if second { tail.to + 2 } else { self.before_participle(tail.to, self.past_adjectives(tail.to, limit)) };
        if end == tail.to {
            return;
        }
        let native = nucleus.known.field == Field::Occupation && self.titles.is_nationality(self.words, tail.to);
        tail.title = if native { tail.title } else { end };
        tail.to = end;
        if !native {
            self.take_after(tail, limit);
        }
    }

    /// "un agronome travaillant Roe": `end`, or what stands before a participle there that has an object.
    fn before_participle(&self, start: usize, end: usize) -> usize {
        let last = end.checked_sub(1).filter(|&last| last >= start && self.person_at(end));
        let participle = last.filter(|&last| self.document.folded(last).ends_with("ant") && !self.words.is(last, ADJECTIVE));
        participle.unwrap_or(end)
    }

    /// "responsable sécurité", "vice-président recherche et développement": a field right behind the title, without a preposition.
    fn take_bare_field(&self, tail: &mut Tail, limit: usize, nucleus: &Nucleus) {
        if !self.titles.has_adjectives() || nucleus.known.field != Field::Organization || nucleus.known.nominal {
            return;
        }
        let field = |at: usize| at < limit && self.words.is(at, FIELD) && self.plain_word(at, limit);
        for _ in 0..FIELDS {
            let and = usize::from(tail.title > nucleus.tokens.end && tail.to < limit && self.titles.and.has(self.words, tail.to));
            if !field(tail.to + and) {
                break;
            }
            tail.to += and + 1;
            tail.title = tail.to;
        }
    }

    /// "head of research and development", "directrice de la stratégie et de la transformation": what the table knows by its first half.
    fn take_second_field(&self, tail: &mut Tail, limit: usize, nucleus: &Nucleus) {
        let field = nucleus.tokens.clone().skip(1).any(|at| self.titles.prepositions.has(self.words, at));
        let next = tail.to + 1;
        if !field || tail.to != nucleus.tokens.end || next >= limit || !self.titles.and.has(self.words, tail.to) {
            return;
        }
        let end = if self.titles.has_adjectives() {
            self.past_second_noun(tail.to, limit)
        } else {
            let same = |at: usize| self.document.tokens[at].capital == self.document.tokens[tail.to - 1].capital;
            let word = |at: usize| self.plain_word(at, limit) && same(at) && self.nucleus(at).is_none();
            let capital = |at: usize| self.document.tokens[at].capital && same(at) && !self.stops_at(at);
            // "Head of Sales and Customer Services at Foo": a field that was taken for a name.
            let field = next + (next..limit.min(next + 3)).take_while(|&at| capital(at)).count();
            if field > next && field < limit && self.document.folded(field) == "at" {
                (tail.title, tail.to) = (field, field);
                return;
            }
            let after = next + (next..limit.min(next + 2)).take_while(|&at| word(at)).count();
            let ends = after >= self.sentence.end || self.document.tokens[after].kind != TokenKind::Word || self.stops_at(after);
            if after > next && ends { after } else { tail.to }
        };
        if end > tail.to {
            (tail.title, tail.to) = (end, end);
        }
    }

    /// "directrice régionale Grand-Est de Foo", "patron Europe de Foo": the place that a post is for, between it and the organisation.
    fn take_region(&self, tail: &mut Tail, limit: usize) {
        if let Some(end) = self.past_region(tail.to, limit) {
            (tail.title, tail.to) = (end, end);
        }
    }

    /// One past the name of a place at token `at` behind which it is told of which organisation it is the part.
    fn past_region(&self, at: usize, limit: usize) -> Option<usize> {
        let start = self.document.tokens.get(at).filter(|token| at < limit && token.capital && self.titles.has_adjectives())?.span.start;
        let named = |at: usize| self.document.tokens.get(at).and_then(|token| self.entities.at(token.span.start));
        let (span, _) = named(at).filter(|(span, id)| span.start == start && self.entities.get(*id).kind == EntityType::Location)?;
        let end = self.document.token_at(span.end);
        let (of, _) = self.titles.prepositions.starting(self.words, end, limit).filter(|(_, kind)| *kind == Preposition::Of)?;
        let article = self.titles.articles.starting(self.words, end + of, limit).map_or(0, |(length, _)| length);
        let owner = named(end + of).or_else(|| named(end + of + article));
        owner.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Organization).then_some(end)
    }

    /// The end of a run of adjectives at `at` ("économiques et financières").
    pub(super) fn past_adjectives(&self, at: usize, limit: usize) -> usize {
        let mut end = at;
        while end < limit && end < at + 4 {
            if self.adjective(end) {
                end += 1;
            } else if end > at
                && end + 1 < limit
                && self.titles.and.has(self.words, end)
                && self.adjective(end + 1)
                && !self.opens_next(end + 1, limit)
            {
                end += 2;
            } else {
                break;
            }
        }
        end
    }

    /// "ministre régionale et ancienne candidate": whether a word of status at token `at` leads to another title.
    fn opens_next(&self, at: usize, limit: usize) -> bool {
        at + 1 < limit && self.words.is(at, BEFORE) && self.words.known(at + 1).opens(1 << OPENING | 1 << BEFORE)
    }

    pub(super) fn adjective(&self, at: usize) -> bool {
        let token = self.document.tokens[at];
        let lower = token.kind == TokenKind::Word && !token.capital && self.entities.at(token.span.start).is_none();
        // "libanais démissionnaire": a word that tells a status is no mere adjective.
        let status = matches!(self.titles.after.at(self.words, at), Some(Some(_)));
        lower && !status && self.titles.is_adjective(self.words, at)
    }

    fn complement(&self, at: usize, limit: usize, kind: Preposition, nucleus: &Nucleus) -> Option<Complement> {
        let portfolio = nucleus.portfolio;
        let article = self.titles.articles.starting(self.words, at, limit);
        let definite = article.is_some_and(|(_, d)| d == Determiner::Definite);
        let noun = self.past_status(self.past_seat(at + article.map_or(0, |(length, _)| length)), limit);
        let field = || nucleus.known.field == Field::Occupation && article.is_none() && self.plain_word(noun, limit);
        if noun >= limit || kind == Preposition::In && (!field() || self.document.tokens[noun].capital) || self.is_gerund(at, kind) {
            return None;
        }
        let start = self.document.tokens[noun].span.start;
        if let Some((id, end)) = self.quoted_organization(noun, limit, kind, nucleus) {
            return Some(Complement::Organization(id, end));
        }
        if let Some(person) = self.attended(noun, limit, kind, nucleus) {
            return Some(person);
        }
        if let Some((span, id)) = self.entities.at(start) {
            if span.start < start {
                return Some(Complement::Body(self.document.token_at(span.end)));
            }
            let seat = kind == Preposition::For && slugs::is_seat(nucleus.known.slug) && self.entities.get(id).kind == EntityType::Location;
            if seat {
                return Some(Complement::Organization(id, self.document.token_at(span.end)));
            }
            if span.end < self.document.tokens[noun].span.end
                && let Some(house) = self.compounded_house(noun, limit, kind, id)
            {
                return Some(house);
            }
            return self.named_complement(noun, span.end, id, kind, nucleus);
        }
        if let Some(place) = self.of_district(noun, limit) {
            return Some(place);
        }
        if let Some((length, ())) = self.titles.organization_nouns.starting(self.words, noun, limit) {
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
            // "the head of a museum": not of the one that was named before.
            if ends && article.is_some_and(|(_, d)| d == Determiner::Indefinite) {
                return Some(Complement::Body(next));
            }
            if bare && ends && (kind != Preposition::For || self.titles.has_adjectives()) {
                return Some(Complement::Elliptic((noun, next), self.titles.houses.starting(self.words, noun, next)));
            }
        }
        // "co-founder of the fashion brand Foo"
        if !self.titles.has_adjectives()
            && matches!(kind, Preposition::Of | Preposition::At)
            && let Some(Complement::Organization(id, end)) = self.modified_organization(noun, limit)
        {
            return Some(Complement::Organization(id, end));
        }
        if !self.titles.has_adjectives()
            && matches!(kind, Preposition::Of | Preposition::At)
            && !portfolio
            && let Some(complement) = self.apposed_organization(noun, limit)
        {
            return Some(complement);
        }
        // "directrice de Foo": a name that nobody has found.
        if kind == Preposition::Of && !portfolio && self.is_unfound_name(noun, nucleus) {
            return Some(Complement::Body(self.past_unfound_name(noun, limit)));
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
        // Where compounds are closed, a genitive is no part of the title ("die Präsidentin der Kammer, Roe"), but it tells what somebody
        // is the head of ("Leiter der Zugsparte von Foo").
        if self.titles.has_compounds() && kind == Preposition::Of {
            let of = |at: usize| self.titles.prepositions.starting(self.words, at, limit).is_some_and(|(_, p)| p == Preposition::Of);
            if nucleus.known.slug == "head_of_department"
                && (article.is_some() || self.contracted(at))
                && self.plain_word(noun, limit)
                && of(noun + 1)
            {
                return Some(Complement::Noun(noun + 1));
            }
            if nucleus.known.weak
                && (definite || self.contracted(at))
                && let Some(end) = self.past_attributed_noun(noun, limit)
            {
                return Some(Complement::Body(end));
            }
            // "der Vorsitzende der Gewerkschaft der Polizei, Roe"
            let second = noun + 3 < limit && self.titles.articles.has(self.words, noun + 1) && self.plain_word(noun + 2, limit);
            let end = if second { noun + 3 } else { noun + 1 };
            let closed = end < limit && matches!(self.document.folded(end), "," | "(") && self.plain_word(noun, limit);
            return (closed && self.nucleus(noun).is_none()).then_some(Complement::Body(end));
        }
        let end = self.common_noun(noun, limit)?;
        // "le suppléant de ce dernier, Roe": whose somebody is, by a pronoun.
        if definite && self.words.is(noun, LATTER) {
            return Some(Complement::Body(noun + 1));
        }
        // "directrice du bureau Europe de Foo"
        if let Some(region) = self.past_region(end, limit).filter(|_| !portfolio && kind == Preposition::Of) {
            return Some(Complement::Noun(region));
        }
        // "chief executive of Swedish …": a nationality alone says nothing of what.
        if end == noun + 1 && !self.titles.has_adjectives() && self.titles.nationalities.has(self.words, noun) {
            return None;
        }
        // "le capitaine du chalutier « Foo »"
        if !portfolio && let Some(close) = self.past_quoted(end, limit) {
            return Some(Complement::Body(close));
        }
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
            return Some(Complement::Body(self.past_house(end, limit)));
        }
        Some(Complement::Noun(end))
    }

    /// "championne en battant Roe": whether the preposition before token `at` leads to a verb.
    fn is_gerund(&self, at: usize, kind: Preposition) -> bool {
        let french = kind == Preposition::For && at > 0 && self.document.folded(at - 1) == "en" && !self.document.tokens[at].capital;
        french && self.document.language == Some(Language::Fr) && self.document.folded(at).ends_with("ant")
    }

    /// Further complements behind commas, with the same preposition ("…, à la fiscalité et aux douanes").
    fn take_listed_complements(&self, tail: &mut Tail, limit: usize, kind: Preposition, portfolio: bool) {
        if !portfolio {
            return;
        }
        for _ in 0..4 {
            let comma = tail.to < limit && self.document.folded(tail.to) == ",";
            let and = tail.to < limit && self.titles.and.has(self.words, tail.to);
            if !(comma || and) {
                return;
            }
            let Some((length, other)) = self.titles.prepositions.starting(self.words, tail.to + 1, limit) else { return };
            let at = tail.to + 1 + length;
            let article = self.titles.articles.starting(self.words, at, limit).map_or(0, |(length, _)| length);
            if other != kind {
                return;
            }
            let Some(end) = self.common_noun(at + article, limit) else { return };
            tail.to = end;
            tail.title = end;
        }
    }
}
