//! The organisation that follows a title within its noun phrase: named, described by a noun, in brackets, found in part only.

use super::houses::Kinds;
use super::slugs::{self, Field};
use super::title_reader::{Nucleus, Reader, Tail};
use super::title_tail::Complement;
use super::titles::{COUNT, DISTRICT, FIELD, FIRST, Known, MODIFIER, ORGANIZATION_NOUN, Preposition, RANK};
use crate::document::{Span, TokenKind};
use crate::facts::{EntityId, EntityType};
use crate::language::Language;

/// Endings of words that tell where a firm has its seat, or whose it is.
const SEATS: [&str; 4] = ["-based", "-headquartered", "-listed", "-owned"];

impl Reader<'_> {
    /// "sénateur (LR) de la Manche", "députée LFI du Nord": the party of who holds a seat, before the place of the seat.
    pub(super) fn take_party(&self, tail: &mut Tail, nucleus: &Nucleus, limit: usize) -> Option<EntityId> {
        // "le président LR du Sénat": the house, not the party, is what somebody presides over.
        let presides =
            matches!(nucleus.known.slug, "president" | "vice_president" | "mayor" | "deputy_mayor") && self.titles.has_adjectives();
        if nucleus.known.field != Field::Office && !presides || tail.to >= limit {
            return None;
        }
        let bracket = self.document.folded(tail.to) == "(";
        if let Some(end) = (tail.to + 2..limit.min(tail.to + 5)).find(|&at| bracket && self.document.folded(at) == ")")
            && (tail.to + 1..end).all(|at| self.plain_word(at, limit) && !self.document.tokens[at].capital)
        {
            // "maire (sans étiquette) de …"
            tail.to = end + 1;
            return None;
        }
        if !slugs::is_seat(nucleus.known.slug) && !presides {
            return None;
        }
        let at = tail.to + usize::from(bracket);
        let start = self.document.tokens.get(at).filter(|_| at < limit)?.span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let end = self.document.token_at(span.end);
        // "Les Républicains (LR) du Sénat"
        let end = if presides && !bracket { self.past_acronym(end, id) } else { end };
        let closed = !bracket || end < limit && self.document.folded(end) == ")";
        let place = self.titles.prepositions.starting(self.words, end + usize::from(bracket), limit).is_some();
        if self.entities.get(id).kind != EntityType::Organization || !closed || !(bracket && !presides || place) {
            return None;
        }
        tail.to = end + usize::from(bracket);
        (!presides).then_some(id)
    }

    /// "CEO Hansen Gruppe", "PDG France": a name right behind a bare title.
    pub(super) fn take_bare_organization(&self, tail: &mut Tail, nucleus: &Nucleus) {
        let next = tail.to;
        if nucleus.organization.is_some()
            || nucleus.portfolio
            || nucleus.known.weak
            || next >= self.sentence.end
            || tail.title != next && tail.status.is_none()
        {
            return;
        }
        // "déléguée centrale CFDT": behind more than the bare title only what has no words of its own.
        let bare = nucleus.tokens.end == next || self.document.tokens[next].upper;
        let start = self.document.tokens[next].span.start;
        if let Some((span, id)) = self.entities.at(start)
            && bare
            && span.start == start
            && self.entities.get(id).kind == EntityType::Organization
        {
            tail.organization = Some(id);
            tail.to = self.past_apposed_house(self.document.token_at(span.end));
        }
    }

    /// "le brasseur alsacien Foo", "brewer Foo": whether the noun for an occupation says what the firm is that is named behind it.
    pub(super) fn says_what_house(&self, nucleus: &Nucleus) -> bool {
        let noun = nucleus.tokens.start;
        if nucleus.known.field != Field::Occupation || nucleus.tokens.len() != 1 || !self.words.is(noun, ORGANIZATION_NOUN) {
            return false;
        }
        let at = if self.titles.has_adjectives() { self.past_adjectives(noun + 1, self.sentence.end) } else { noun + 1 };
        let start = self.document.tokens.get(at).filter(|_| at < self.sentence.end).map(|token| token.span.start);
        let named = start.and_then(|start| self.entities.at(start).filter(|(span, _)| span.start == start));
        named.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Organization)
    }

    /// "du « Courrier »": an organisation between quotation marks at token `at`; not the work of who makes works.
    pub(super) fn quoted_organization(&self, at: usize, limit: usize, kind: Preposition, nucleus: &Nucleus) -> Option<(EntityId, usize)> {
        let slug = nucleus.known.slug;
        let makes = slugs::is_feat(slug) || matches!(slug, "producer" | "film_director" | "screenwriter");
        let mark = |at: usize, marks: &[&str]| at < limit && marks.contains(&self.document.folded(at));
        if makes || nucleus.portfolio || kind == Preposition::For || !mark(at, &["«", "\"", "“", "„"]) {
            return None;
        }
        let start = self.document.tokens.get(at + 1).filter(|_| at + 1 < limit)?.span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let end = self.document.token_at(span.end);
        let closed = mark(end, &["»", "\"", "”", "“"]);
        (closed && self.entities.get(id).kind == EntityType::Organization).then_some((id, end + 1))
    }

    /// "le délégué CGT du port, Roe": past the house in which somebody stands for another one, where the phrase ends with it.
    fn past_apposed_house(&self, at: usize) -> usize {
        let end = self.sentence.end;
        let of = self.titles.prepositions.starting(self.words, at, end).filter(|_| self.titles.has_adjectives());
        let Some((length, _)) = of else { return at };
        let noun = at + length + self.titles.articles.starting(self.words, at + length, end).map_or(0, |(length, _)| length);
        let named = self.document.tokens.get(noun).filter(|_| noun < end).and_then(|t| self.entities.at(t.span.start));
        let after = named.map_or(noun + 1, |(span, _)| self.document.token_at(span.end));
        let plain = named.is_some_and(|(_, id)| self.is_place_or_organization(id)) || named.is_none() && self.plain_word(noun, end);
        if plain && after < end && self.document.folded(after) == "," { after } else { at }
    }

    /// "at Leeds-based Foo": past the word at `at` that tells where what is named behind it has its seat.
    pub(super) fn past_seat(&self, at: usize) -> usize {
        at + usize::from(at + 1 < self.sentence.end && self.is_seat(at))
    }

    /// "Leeds-based": whether the word at `at` tells where a firm, or somebody, has its seat.
    pub(super) fn is_seat(&self, at: usize) -> bool {
        let within = self.document.tokens[at].capital && self.compounds_by_apposition();
        within && SEATS.iter().any(|ending| self.document.folded(at).ends_with(ending))
    }

    /// "Banco" of "Banco del Sur": where a name was found in part only, the rest of it ends the phrase with it.
    pub(super) fn past_rest_of_name(&self, end: usize, limit: usize) -> usize {
        if self.compounds_by_apposition() {
            // "Northmoor prison"
            let noun = self.titles.organization_nouns.starting(self.words, end, limit).map(|(length, ())| length);
            let land = || usize::from(end < limit && self.titles.houses.starting(self.words, end, end + 1).meets(Kinds::of_land()));
            return end + noun.unwrap_or_else(land);
        }
        if !self.titles.has_adjectives() {
            return end;
        }
        let Some((length, Preposition::Of)) = self.titles.prepositions.starting(self.words, end, limit) else { return end };
        let at = end + length;
        let at = at + self.titles.articles.starting(self.words, at, limit).map_or(0, |(length, _)| length);
        let Some(token) = self.document.tokens.get(at).filter(|t| at < limit && t.capital && t.kind == TokenKind::Word) else { return end };
        let rest = match self.entities.at(token.span.start) {
            Some((span, id)) if self.entities.get(id).kind != EntityType::Person => self.document.token_at(span.end),
            Some(_) => return end,
            None => self.past_capitals(at, limit),
        };
        let closes = rest >= self.sentence.end || matches!(self.document.folded(rest), "," | ")" | "." | "(");
        if closes { rest } else { end }
    }

    /// "la 3e circonscription du Gers", "l’arrondissement Foo": the place whose name follows a noun for a stretch of land at token `noun`,
    /// or behind a number there.
    pub(super) fn of_district(&self, noun: usize, limit: usize) -> Option<Complement> {
        let district = |at: usize| at + 1 < limit && self.words.is(at, DISTRICT) && !self.document.tokens[at].capital;
        let land = (noun..limit.min(noun + 3)).find(|&at| !self.is_ordinal(at)).filter(|&at| district(at))?;
        if let Some((id, end)) = self.organization_after(land + 1, limit) {
            return Some(Complement::Organization(id, end));
        }
        let of = self.titles.prepositions.starting(self.words, land + 1, limit).filter(|(_, kind)| *kind == Preposition::Of);
        let at = land + 1 + of.map_or(0, |(length, _)| length);
        let at = at + self.titles.articles.starting(self.words, at, limit).map_or(0, |(length, _)| length);
        let name = self.document.tokens.get(at).filter(|token| at < limit && token.capital && token.kind == TokenKind::Word)?;
        match self.entities.at(name.span.start) {
            // What looks like somebody's name is that of the place where a preposition leads to it.
            Some((span, _)) => of.map(|_| Complement::Body(self.document.token_at(span.end))),
            None => Some(Complement::Body(self.past_capitals(at, limit))),
        }
    }

    /// "3e", "troisième": whether token `at` says which of several, or is the end of a number that does.
    fn is_ordinal(&self, at: usize) -> bool {
        let (token, word) = (self.document.tokens[at], self.words.known(at));
        let glued = || token.span.start == self.document.tokens[at - 1].span.end && self.document.tokens[at - 1].kind == TokenKind::Number;
        token.kind == TokenKind::Number || word.is(COUNT) || word.is(FIRST) || at > 0 && token.kind == TokenKind::Word && glued()
    }

    /// The end of a person's name of one word at `at`.
    pub(super) fn surname_at(&self, at: usize, limit: usize) -> Option<usize> {
        let start = self.document.tokens.get(at).filter(|_| at < limit && self.titles.has_adjectives())?.span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let end = self.document.token_at(span.end);
        (self.entities.get(id).kind == EntityType::Person && end == at + 1).then_some(end)
    }

    /// A noun for an organisation behind one or two nouns that modify it, with its name.
    pub(super) fn modified_organization(&self, noun: usize, limit: usize) -> Option<Complement> {
        (noun + 1..limit.min(noun + 3)).take_while(|&at| self.plain_word(at - 1, limit)).find_map(|at| {
            let (length, ()) = self.titles.organization_nouns.starting(self.words, at, limit)?;
            let start = self.document.tokens.get(at + length).filter(|_| at + length < limit)?.span.start;
            self.entities.at(start).filter(|(span, _)| span.start == start)?;
            self.organization_after(at + length, limit).map(|(id, end)| Complement::Organization(id, end))
        })
    }

    /// "Chef des Autozulieferers Foo", "chief executive of retailer Foo": nouns from `noun` on that say what is named right behind them.
    pub(super) fn apposed_organization(&self, noun: usize, limit: usize) -> Option<Complement> {
        let nouns = self.document.language.is_some_and(Language::capitalises_nouns);
        for at in noun + 1..limit.min(noun + 4) {
            let before = at - 1;
            let word = self.plain_word(before, limit) && (nouns || !self.document.tokens[before].capital);
            // "an analyst at broker Foo Bar": what somebody is at is a house, whatever it looks like.
            let at_house = self.document.folded(noun - 1) == "at";
            if !word || !at_house && self.nucleus(before).is_some() {
                return None;
            }
            let start = self.document.tokens.get(at).filter(|_| at < limit)?.span.start;
            let Some((span, id)) = self.entities.at(start).filter(|(span, _)| span.start == start) else { continue };
            let kind = self.entities.get(id).kind;
            // "modern-day Ukraine": an adjective.
            let adjective = kind == EntityType::Location && at == noun + 1 && self.document.folded(before).contains('-');
            let named = matches!(kind, EntityType::Organization | EntityType::Product)
                || kind == EntityType::Person && at_house
                || adjective
                || kind == EntityType::Location && self.titles.has_compounds() && (!nouns || self.document.tokens[before].capital);
            return named.then(|| Complement::Organization(id, self.document.token_at(span.end)));
        }
        None
    }

    /// "directrice du brasseur danois Foo": the noun from `noun` to `end` says what the organisation is that is named right behind it.
    pub(super) fn described_organization(&self, noun: usize, end: usize, limit: usize) -> Option<Complement> {
        if !self.titles.has_adjectives() || end >= limit || self.document.tokens[noun].capital || self.nucleus(noun).is_some() {
            return None;
        }
        let start = self.document.tokens[end].span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        let named = matches!(self.entities.get(id).kind, EntityType::Organization | EntityType::Product);
        named.then(|| Complement::Organization(id, self.document.token_at(span.end)))
    }

    /// "der SPD-Fraktion", "der Nordal-Tochter Foo": the house in a compound at token `noun` that begins with a name, which is `inner`:
    /// what is named behind it, else what it begins with.
    pub(super) fn compounded_house(&self, noun: usize, limit: usize, kind: Preposition, inner: EntityId) -> Option<Complement> {
        let end = noun + 1;
        let (_, last) = self.document.folded(noun).rsplit_once('-')?;
        let house = last.char_indices().any(|(i, _)| last.get(i..).is_some_and(|part| self.titles.is_house_noun(part)));
        if !house
            || !self.titles.has_compounds()
            || !matches!(kind, Preposition::Of | Preposition::At)
            || self.entities.get(inner).kind == EntityType::Person
        {
            return None;
        }
        let named = self.document.tokens.get(end).filter(|_| end < limit).and_then(|token| self.entities.at(token.span.start));
        match named.filter(|(_, id)| matches!(self.entities.get(*id).kind, EntityType::Organization | EntityType::Product)) {
            Some((span, id)) => Some(Complement::Organization(id, self.document.token_at(span.end))),
            None => Some(Complement::Organization(inner, end)),
        }
    }

    pub(super) fn named_complement(
        &self,
        noun: usize,
        end: usize,
        id: EntityId,
        kind: Preposition,
        nucleus: &Nucleus,
    ) -> Option<Complement> {
        let portfolio = nucleus.portfolio;
        let entity = self.entities.get(id);
        let end = self.document.token_at(end);
        match entity.kind {
            // "the mayor of Foo": what looks like a surname is a town.
            EntityType::Person if kind == Preposition::Of && end == noun + 1 && is_of_place(nucleus.known.slug) => {
                Some(Complement::Organization(id, end))
            }
            EntityType::Person if kind == Preposition::Of && self.houses.get(id.index()).copied().unwrap_or(false) => {
                Some(Complement::Organization(id, end))
            }
            // "the chief executive of Foo": nobody runs a person.
            EntityType::Person
                if end == noun + 1 && slugs::is_of_firm(nucleus.known.slug) && entity.forms.iter().all(|f| !f.contains(' ')) =>
            {
                Some(Complement::Organization(id, end))
            }
            // "l'allenatore della Virtus Foo": what has an article is no person.
            EntityType::Person
                if kind == Preposition::Of && end == noun + 2 && self.follows_article(noun) && is_of_house(nucleus.known.slug) =>
            {
                Some(Complement::Organization(id, end))
            }
            // "parish priest of St Anne’s": the church is called after a saint.
            EntityType::Person if kind == Preposition::Of && matches!(nucleus.known.slug, "priest" | "pastor" | "vicar" | "dean") => {
                Some(Complement::Body(end))
            }
            // "an analyst at Foo Bar", "économiste chez Foo Bar": a firm that was taken for a person.
            EntityType::Person if kind == Preposition::At && matches!(self.document.folded(noun - 1), "at" | "chez" | "bij") => {
                Some(Complement::Organization(id, end))
            }
            // "MEC for Rural Affairs": nobody is minister for a person.
            EntityType::Person if kind == Preposition::For && portfolio && self.compounds_by_apposition() => {
                Some(Complement::Noun(self.past_second_name(end)))
            }
            EntityType::Person | EntityType::Event => None,
            // "directora de Recursos Humanos": a department.
            _ if kind != Preposition::At && self.is_field(noun, end) => Some(Complement::Noun(end)),
            // "secrétaire d’État au Logement": a field that was taken for a place.
            EntityType::Location if portfolio && kind == Preposition::To && self.is_articled(noun) => Some(Complement::Noun(end)),
            // "ministre de la Ruralité": the same; states have ministers without an article ("ministre d’Israël").
            EntityType::Location if portfolio && nucleus.known.slug == "minister" && end == noun + 1 && self.follows_article(noun) => {
                Some(Complement::Noun(end))
            }
            // "ambassador to Portugal", "ambassadeur au Portugal": to whom somebody is sent.
            EntityType::Location if kind == Preposition::To && slugs::is_sent(nucleus.known.slug) => Some(Complement::Body(end)),
            // "minister for Housing and Homelessness": a field that was taken for a place.
            EntityType::Location if kind == Preposition::For && portfolio => {
                Some(Complement::Noun(self.past_second_noun(end, self.sentence.end)))
            }
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
            // "the commissioner of the Northern League"
            EntityType::Organization if kind == Preposition::Of && end > noun + 1 && self.says_house(noun, end) => {
                Some(Complement::Organization(id, end))
            }
            // "asesora del Ministerio de Igualdad": who advises is of the house that is advised.
            EntityType::Organization if end > noun + 1 && nucleus.known.slug.ends_with("adviser") => {
                Some(Complement::Organization(id, end))
            }
            _ if portfolio && kind != Preposition::At && !self.document.tokens[noun].upper => {
                let end = self.past_second_name(end);
                // "du Commerce extérieur": a field of which the first word was taken for a name.
                Some(Complement::Noun(if self.titles.has_adjectives() { self.past_adjectives(end, self.sentence.end) } else { end }))
            }
            _ => Some(Complement::Organization(id, end)),
        }
    }

    /// "MEC for Rural Affairs and Public Works": past a second field from `end` on, where both were taken for names.
    fn past_second_name(&self, end: usize) -> usize {
        if !self.compounds_by_apposition() || end + 1 >= self.sentence.end || !self.titles.and.has(self.words, end) {
            return end;
        }
        let start = self.document.tokens[end + 1].span.start;
        match self.entities.at(start).filter(|(span, _)| span.start == start) {
            Some((span, _)) => self.document.token_at(span.end),
            None if self.plain_word(end + 1, self.sentence.end) && self.document.tokens[end + 1].capital => {
                self.past_capitals(end + 1, self.sentence.end)
            }
            None => end,
        }
    }

    /// Whether an article stands before token `noun`, by itself or within the preposition.
    fn follows_article(&self, noun: usize) -> bool {
        let before = noun.checked_sub(1).filter(|_| self.titles.has_adjectives());
        before.is_some_and(|at| self.titles.articles.has(self.words, at)) || before.is_some() && self.contracted(noun)
    }

    /// Whether all words from `from` to `to` are those of departments.
    fn is_field(&self, from: usize, to: usize) -> bool {
        let joins = |at: usize| self.titles.and.has(self.words, at) || self.titles.prepositions.has(self.words, at);
        self.words.is(from, FIELD) && (from + 1..to).all(|at| self.words.is(at, FIELD) || joins(at))
    }

    /// Whether the words of a name say that it is an organisation ("Northern League", "Agence du Port").
    fn says_house(&self, from: usize, to: usize) -> bool {
        [from, to - 1].into_iter().any(|at| self.titles.organization_nouns.has(self.words, at))
    }

    /// Whether an article stands before token `at`, or is part of the preposition there.
    fn is_articled(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.titles.has_adjectives()) else { return false };
        self.titles.articles.has(self.words, before) || matches!(self.document.folded(before), "au" | "aux")
    }

    /// Whether the first part of a hyphenated title must be a name: of a firm's officer, no word that titles or organisations have.
    pub(super) fn is_unfound_prefix(&self, named: &str, known: Known) -> bool {
        let word = self.titles.lexis.know(named);
        let word = word.is(MODIFIER) || word.is(ORGANIZATION_NOUN) || word.is(RANK);
        !named.is_empty() && known.field == Field::Organization && !word
    }

    /// The organisation or place that is named in the first parts of a hyphenated word.
    pub(super) fn mention_in(&self, span: Span) -> Option<EntityId> {
        let inside = self.entities.within(span).iter().find(|&&(inner, _)| inner != span).map(|&(_, id)| id);
        inside.filter(|&id| self.is_place_or_organization(id))
    }

    /// The organisation that follows a common noun for it, perhaps behind adjectives and an opening mark.
    pub(super) fn organization_after(&self, at: usize, limit: usize) -> Option<(EntityId, usize)> {
        let mut at = self.past_adjectives(at, limit);
        if at < limit && matches!(self.document.folded(at), "«" | "\"" | "“" | "„") {
            at += 1;
        }
        let at = at + self.titles.prepositions.starting(self.words, at, limit).filter(|p| p.1 == Preposition::Of).map_or(0, |p| p.0);
        let mut at = at + self.titles.articles.starting(self.words, at, limit).map_or(0, |a| a.0);
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
    pub(super) fn past_acronym(&self, end: usize, id: EntityId) -> usize {
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
}

/// Whether a post is always one in a firm or a club.
fn is_of_house(slug: &str) -> bool {
    matches!(slug, "head_coach" | "assistant_coach" | "sporting_director" | "club_president") || slug.starts_with("chief_")
}

/// Whether an office is always that of a place.
fn is_of_place(slug: &str) -> bool {
    matches!(slug, "mayor" | "deputy_mayor" | "bishop" | "archbishop" | "prefect")
}
