//! Common nouns and names that nobody has found, within the complements of a title.

use super::slugs;
use super::title_reader::{Nucleus, Reader};
use super::title_tail::Complement;
use super::titles::{AND, ARTICLE, BEFORE, BODY, HONORIFIC, PRENOMINAL, Preposition, STOP};
use crate::document::TokenKind;
use crate::facts::EntityType;

/// How many tokens a name between quotation marks takes, with these.
const QUOTED: usize = 8;

impl Reader<'_> {
    /// The end of a name between quotation marks that opens at token `at`: the name of what the noun before it says.
    pub(super) fn past_quoted(&self, at: usize, limit: usize) -> Option<usize> {
        let mark = |at: usize| matches!(self.document.folded(at), "«" | "»" | "\"" | "“" | "”" | "„");
        let opens = at + 1 < limit && mark(at) && self.document.tokens[at + 1].capital;
        (at + 2..limit.min(at + QUOTED)).find(|&end| opens && mark(end)).map(|end| end + 1)
    }

    /// Whether a capital at `noun` tells a name, though no entity was found: titles that are themselves written with capitals
    /// ("Director of Operations") say nothing of it.
    pub(super) fn is_unfound_name(&self, noun: usize, nucleus: &Nucleus) -> bool {
        let (token, title) = (self.document.tokens[noun], self.document.tokens[nucleus.tokens.end - 1]);
        let compounds = self.titles.has_compounds() || nucleus.tokens.clone().any(|t| self.document.tokens[t].capital);
        // "catedrático de Economía": a field of study.
        let field = slugs::is_academic(nucleus.known.slug);
        token.capital && token.kind == TokenKind::Word && !title.capital && !compounds && !field && self.nucleus(noun).is_none()
    }

    /// The end of a name at `noun` that nobody has found, or of a noun behind where what it means is from ("the Ukrainian parliament").
    pub(super) fn past_unfound_name(&self, noun: usize, limit: usize) -> usize {
        let next = noun + 1;
        let native = self.compounds_by_apposition() && self.titles.nationalities.has(self.words, noun) && self.plain_word(next, limit);
        let native = native && !self.document.tokens[next].capital && self.nucleus(next).is_none();
        let whole = if native { self.common_noun(noun, limit) } else { None };
        whole.unwrap_or_else(|| self.past_capitals(noun, limit))
    }

    pub(super) fn past_capitals(&self, noun: usize, limit: usize) -> usize {
        let ends = |at: usize| !self.document.tokens[at].capital || self.entities.at(self.document.tokens[at].span.start).is_some();
        (noun..limit.min(noun + 4)).find(|&at| ends(at)).unwrap_or(limit.min(noun + 4))
    }

    /// The end of a body without a name that begins at `noun`, a common noun that ends at `end`: "la commission des affaires
    /// sociales", "the work and pensions committee".
    pub(super) fn body(&self, noun: usize, end: usize, limit: usize) -> Option<usize> {
        if !self.titles.has_adjectives() {
            return self.words.is(end - 1, BODY).then_some(end);
        }
        if !self.words.is(noun, BODY) {
            return None;
        }
        let Some((length, _)) = self.titles.prepositions.starting(self.words, end, limit) else { return Some(end) };
        let article = self.titles.articles.starting(self.words, end + length, limit).map_or(0, |(length, _)| length);
        let at = end + length + article;
        // "le syndicat des pharmaciens Roe": those whose body it is, not the one behind it.
        let members = || self.nucleus(at).map(|nucleus| nucleus.tokens.end).filter(|&end| self.document.folded(end - 1).ends_with('s'));
        Some(self.common_noun(at, limit).or_else(members).unwrap_or(end))
    }

    /// "la commission des finances du Sénat": past the house whose body it is.
    pub(super) fn past_house(&self, end: usize, limit: usize) -> usize {
        let of = self.titles.prepositions.starting(self.words, end, limit).filter(|(_, kind)| *kind == Preposition::Of);
        let at = end + of.map_or(0, |(length, _)| length);
        let at = at + self.titles.articles.starting(self.words, at, limit).map_or(0, |(length, _)| length);
        let start = self.document.tokens.get(at).filter(|_| of.is_some() && at < limit).map(|token| token.span.start);
        let named = start.and_then(|start| self.entities.at(start).filter(|(span, _)| span.start == start));
        if let Some((span, _)) = named.filter(|&(_, id)| self.is_place_or_organization(id)) {
            return self.document.token_at(span.end);
        }
        // "le comité d’organisation de la fête, Roe": a noun behind which the phrase ends with a name.
        let noun = if of.is_some() && named.is_none() { self.common_noun(at, limit) } else { None };
        noun.filter(|&noun| self.is_apposed_at(noun)).unwrap_or(end)
    }

    /// "du nouveau président", "de la petite ville": past a word of status, or an adjective, at `at` that belongs to the noun behind it.
    pub(super) fn past_status(&self, at: usize, limit: usize) -> usize {
        if at >= limit
            || !self.words.known(at).opens(1 << BEFORE | 1 << PRENOMINAL)
            || self.document.tokens[at].capital
            || self.nucleus(at).is_some()
        {
            return at;
        }
        let status = self.titles.before.starting(self.words, at, limit).map(|(length, _)| length);
        let Some(length) = status.or_else(|| self.words.is(at, PRENOMINAL).then_some(1)) else { return at };
        let next = at + length;
        let noun = next < limit && (self.nucleus(next).is_some() || self.titles.has_adjectives() && self.plain_word(next, limit));
        if noun { next } else { at }
    }

    /// "porte-parole de Roe", "conseillère du président Roe": of who speaks for somebody, or serves somebody, whom.
    pub(super) fn attended(&self, noun: usize, limit: usize, kind: Preposition, nucleus: &Nucleus) -> Option<Complement> {
        if kind != Preposition::Of || !slugs::is_attendant(nucleus.known.slug) || !self.titles.has_adjectives() {
            return None;
        }
        // "A. Roe" is nobody but a person, whatever it was taken for.
        if let Some(end) = self.past_initial_name(noun, limit) {
            return Some(Complement::Titled(end));
        }
        if let Some(end) = self.past_person(noun) {
            return self.is_surely_person(noun).then_some(Complement::Person(end));
        }
        let title = self.nucleus(noun)?.tokens.end;
        let name = self.past_adjectives(title, limit);
        self.past_person(name).filter(|&end| end <= self.sentence.end).map(Complement::Person)
    }

    /// One past a name at token `at` that begins with an initial and is none of a person.
    fn past_initial_name(&self, at: usize, limit: usize) -> Option<usize> {
        let token = self.document.tokens.get(at).filter(|token| at < limit && token.capital)?;
        let initial = self.document.slice(token.span).trim_end_matches('.').chars().count() == 1;
        let (span, id) = self.entities.at(token.span.start).filter(|(span, _)| initial && span.start == token.span.start)?;
        let other = self.entities.get(id).kind != EntityType::Person && self.document.slice(span).contains(' ');
        other.then(|| self.document.token_at(span.end))
    }

    /// Whether who is named at token `at` is called by more than one word somewhere, so that no firm is taken for a person.
    fn is_surely_person(&self, at: usize) -> bool {
        let named = self.entities.at(self.document.tokens[at].span.start).map(|(_, id)| id);
        named.is_some_and(|id| {
            let house = self.houses.get(id.index()).copied().unwrap_or(false);
            !house && self.entities.get(id).forms.iter().any(|form| form.contains(' '))
        })
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

    pub(super) fn continues_noun(&self, at: usize) -> bool {
        // "propriétaire du club à 82 %"
        let counted = |length: usize| self.document.tokens.get(at + length).is_some_and(|token| token.kind == TokenKind::Number);
        let preposition = self.titles.prepositions.starting(self.words, at, self.sentence.end);
        self.adjective(at) || preposition.is_some_and(|(length, _)| !counted(length))
    }

    /// The end of a common noun with its adjectives, or of a run of plain words in languages that compound by apposition.
    pub(super) fn common_noun(&self, at: usize, limit: usize) -> Option<usize> {
        if let Some(nucleus) = self.nucleus(at) {
            // "conseiller du Premier ministre", but not "l’avocat du président Roe", where the second title has its own holder.
            let end = self.past_adjectives(nucleus.tokens.end, limit);
            let next = self.document.tokens.get(end).filter(|_| end < self.sentence.end).and_then(|t| self.entities.at(t.span.start));
            // "la candidate à la présidence Roe": a post by its name has no holder of its own.
            let whole = nucleus.known.nominal || next.is_none_or(|(_, id)| self.entities.get(id).kind != EntityType::Person);
            return whole.then_some(end);
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
            } else if self.titles.and.has(self.words, end) && self.plain_word(end + 1, limit) && self.nucleus(end + 1).is_none() {
                end += 2;
            } else {
                break;
            }
        }
        // A run that does not end where noun phrases end is cut back to its first word.
        let ends = end >= self.sentence.end
            || !matches!(self.document.tokens[end].kind, TokenKind::Word)
            || self.stops_at(end)
            || self.person_at(end);
        Some(if ends { end } else { at + 1 })
    }

    /// "de l’Economie et des Finances", "recherche et développement".
    pub(super) fn past_second_noun(&self, end: usize, limit: usize) -> usize {
        let document = self.document;
        if end >= limit || !self.titles.and.has(self.words, end) {
            return end;
        }
        let preposition = self.titles.prepositions.starting(self.words, end + 1, limit).map_or(0, |(length, _)| length);
        let article = self.titles.articles.starting(self.words, end + 1 + preposition, limit).map_or(0, |(length, _)| length);
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

    pub(super) fn stops_at(&self, at: usize) -> bool {
        self.words.is(at, STOP) || self.titles.prepositions.has(self.words, at)
    }

    pub(super) fn plain_word(&self, at: usize, limit: usize) -> bool {
        if at >= limit {
            return false;
        }
        let token = self.document.tokens[at];
        let word = self.words.known(at);
        token.kind == TokenKind::Word
            && self.entities.at(token.span.start).is_none()
            && !self.stops_at(at)
            && !word.is(ARTICLE)
            && !word.is(AND)
            && !word.is(HONORIFIC)
            && self.document.folded(at) != "'s"
    }
}
