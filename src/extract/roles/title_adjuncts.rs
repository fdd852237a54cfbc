//! What a noun phrase tells behind a title and where it is held, before the name of its holder: what for, where, since when, of which
//! kind ("le candidat du PS à la présidentielle, Roe, …", "un économiste proche du pouvoir, Roe, …").

use super::title_reader::Reader;
use super::titles::{ADJUNCT, Determiner, FINITE, LED, REIGN};
use crate::document::TokenKind;
use crate::facts::EntityType;

/// How many adjuncts are passed over.
const MOST: usize = 4;
/// How many words an adjunct has behind its preposition and its article.
const WORDS: usize = 3;
/// How near the start of a sentence a preposition leads to no post of who is named behind it ("Nommé par le ministre, Roe, …").
const OPENING_CLAUSE: usize = 6;

impl Reader<'_> {
    /// Where a title phrase from token `from` ends: at `end`, or behind the adjuncts there, where the name of who bears the title
    /// follows them between commas.
    pub(super) fn past_adjuncts(&self, from: usize, end: usize) -> usize {
        let adjunct = |at: usize| at < self.sentence.end && self.words.is(at, ADJUNCT);
        let passed = || adjunct(end + 1) && (self.is_description(end) || self.goes_on_with_name(end));
        let first = if adjunct(end) {
            end
        } else if passed() {
            end + 1
        } else {
            return end;
        };
        if self.is_led_in_opening(from) {
            return end;
        }
        let mut at = first;
        for _ in 0..MOST {
            let Some(next) = self.past_adjunct(at) else { break };
            at = next;
            // What opens a sentence needs no second comma: who is named behind it is the subject.
            if self.is_apposed_at(at) && (from == self.sentence.start || self.is_closed_name(at + 1)) {
                return at;
            }
        }
        end
    }

    /// "patron de Foo et de Bar": whether an "and" at token `at` leads to the name of a second house.
    fn goes_on_with_name(&self, at: usize) -> bool {
        if at >= self.sentence.end || !self.titles.and.has(self.words, at) {
            return false;
        }
        let article = self.titles.articles.starting(self.words, at + 2, self.sentence.end).map_or(0, |(length, _)| length);
        let named = self.document.tokens.get(at + 2 + article).filter(|_| at + 2 + article < self.sentence.end);
        named.and_then(|token| self.entities.at(token.span.start)).is_some_and(|(_, id)| self.is_place_or_organization(id))
    }

    /// Whether a word that tells more of somebody stands at token `at`, a participle or an adjective ("interrogé par", "proche de").
    fn is_description(&self, at: usize) -> bool {
        let plain = self.plain_word(at, self.sentence.end) && !self.document.tokens[at].capital && !self.words.is(at, FINITE);
        plain && (self.titles.is_adjective(self.words, at) || self.titles.may_be_participle(self.document.folded(at)))
    }

    /// One past the adjunct at token `at`: a preposition, perhaps an article, a noun or a name with what belongs to it.
    fn past_adjunct(&self, at: usize) -> Option<usize> {
        let (floor, limit) = (at, self.sentence.end);
        let mut at = at;
        while at < limit && at < floor + 2 && self.words.is(at, ADJUNCT) {
            at += 1;
        }
        let article = self.titles.articles.starting(self.words, at, limit);
        // "cède la place à sa fille, Roe": somebody else.
        let other = article.is_some_and(|(_, kind)| kind == Determiner::Possessive);
        at = self.past_status(at + article.map_or(0, |(length, _)| length), limit);
        if at == floor || at >= limit || other {
            return None;
        }
        let first = at;
        while at < limit && at < first + WORDS {
            match self.past_noun_word(at, at == first) {
                Some(next) => at = next,
                None => break,
            }
        }
        (at > first).then_some(at)
    }

    /// One past a word of a noun phrase at token `at`, the `first` of it or one that belongs to that.
    fn past_noun_word(&self, at: usize, first: bool) -> Option<usize> {
        let (token, limit) = (self.document.tokens[at], self.sentence.end);
        if let Some((span, id)) = self.entities.at(token.span.start) {
            let person = self.entities.get(id).kind == EntityType::Person;
            // "ministre sous Roe"
            let reigned = at > self.sentence.start && self.words.is(at - 1, REIGN);
            return (!person || reigned).then(|| self.document.token_at(span.end).max(at + 1));
        }
        if token.kind == TokenKind::Number {
            return Some(at + 1);
        }
        if !first && self.titles.and.has(self.words, at) {
            return (at + 1 < limit && self.adjective(at + 1)).then_some(at + 2);
        }
        if !self.plain_word(at, limit) || self.words.is(at, FINITE) {
            return None;
        }
        if !first && self.adjective(at) {
            return Some(at + 1);
        }
        match self.nucleus(at) {
            // "candidato a alcalde": for which post, not who holds it.
            Some(nucleus) => {
                let aimed = || matches!(self.document.folded(at - 1), "a" | "ad" | "para");
                (first && (nucleus.known.nominal || aimed())).then_some(nucleus.tokens.end)
            }
            // "de 45 ans"
            None => (first || token.capital || self.document.tokens[at - 1].kind == TokenKind::Number).then_some(at + 1),
        }
    }

    /// Whether the name of a person stands at token `at`, and behind it what ends an apposition.
    fn is_closed_name(&self, at: usize) -> bool {
        let closes = |end: usize| end >= self.sentence.end || matches!(self.document.folded(end), "," | "." | ")" | ";" | "(");
        self.past_person(at).is_some_and(closes)
    }

    /// "Nommé par le ministre en mars, Roe, …": whether a preposition before token `from` may stand within what opens the sentence, so that
    /// the name behind the comma is its subject.
    fn is_led_in_opening(&self, from: usize) -> bool {
        let opening = from > self.sentence.start + 1 && from < self.sentence.start + OPENING_CLAUSE;
        opening && self.words.is(from - 1, LED)
    }
}
