//! Adjectives of a title that no table knows: what stands between a title and the name of its holder, or ends an apposition.

use super::slugs::Field;
use super::title_reader::{Nucleus, Reader, Tail};
use super::titles::{FINITE, LED};
use crate::document::TokenKind;
use crate::facts::EntityType;

/// How many such words a title has.
const MOST: usize = 2;

impl Reader<'_> {
    /// "la sénatrice démocrate Roe", "Roe, député touareg, …": lower-case words that no table knows, behind the title at the end of `tail`;
    /// the phrase begins at token `from`. A word that may be a verb is one ("le ministre rencontre Roe"), unless what stands around it
    /// says otherwise.
    pub(super) fn take_unknown_adjectives(&self, tail: &mut Tail, nucleus: &Nucleus, from: usize, limit: usize) {
        if nucleus.known.nominal || !self.titles.has_adjectives() {
            return;
        }
        if self.is_native_with_capital(tail.to, limit) {
            tail.to += 1;
            if nucleus.known.field != Field::Occupation {
                tail.title = tail.to;
            }
            return;
        }
        if !self.is_unknown(tail.to, limit) {
            return;
        }
        let document = self.document;
        let (mut end, mut verb, mut participle) = (tail.to, false, false);
        while end < tail.to + MOST && self.is_unknown(end, limit) {
            verb |= self.titles.may_be_verb(document.folded(end));
            participle |= self.titles.may_be_participle(document.folded(end));
            end = self.past_adjectives(end + 1, limit);
        }
        let before_name = self.person_at(end) && (!verb || self.is_led(from) || self.is_subject(end));
        if !before_name && !self.is_apposed_after(end) && (participle || !self.ends_apposition(from, end)) {
            return;
        }
        // "l’opposant emprisonné Roe": what happened to somebody is no part of the title.
        if !participle {
            tail.title = end;
        }
        tail.to = end;
    }

    /// "le président de la République italien Roe": past the adjectives that only a name follows, behind what a title is of.
    pub(super) fn pass_adjectives_before_name(&self, tail: &mut Tail, limit: usize) {
        let adjective = self.titles.has_adjectives() && tail.to < limit && self.adjective(tail.to);
        let end = if adjective { self.past_adjectives(tail.to, limit) } else { return };
        if self.person_at(end) || self.is_apposed_after(end) {
            tail.to = end;
        }
    }

    /// "le président Chinois Roe": whether a word that tells where somebody is from, with a capital, stands before a name.
    fn is_native_with_capital(&self, at: usize, limit: usize) -> bool {
        let Some(token) = self.document.tokens.get(at).filter(|token| at < limit && token.capital) else { return false };
        let native = token.kind == TokenKind::Word && !token.upper && self.titles.is_nationality(self.words, at);
        native && self.entities.at(token.span.start).is_none() && self.person_at(at + 1)
    }

    /// Whether token `at` is a lower-case word that no table knows.
    fn is_unknown(&self, at: usize, limit: usize) -> bool {
        let Some(token) = self.document.tokens.get(at).filter(|_| at < limit && self.words.known(at).is_nothing()) else { return false };
        let word = token.kind == TokenKind::Word && !token.capital && token.span.len() > 2;
        word && self.entities.at(token.span.start).is_none() && !self.is_status_adverb(at)
    }

    /// Whether token `at` is an adverb by its ending ("récemment").
    fn is_status_adverb(&self, at: usize) -> bool {
        let word = self.document.folded(at);
        word.ends_with("mente") || word.ends_with("ment")
    }

    /// Whether a preposition stands before token `from` behind which no clause begins.
    fn is_led(&self, from: usize) -> bool {
        from > self.sentence.start && self.words.is(from - 1, LED)
    }

    /// Whether the name of a person that begins at token `at` is a subject: a verb follows.
    fn is_subject(&self, at: usize) -> bool {
        let after = self.past_person(at);
        after.is_some_and(|after| after < self.sentence.end && self.words.is(after, FINITE))
    }

    /// One past the name of a person that begins at token `at`.
    pub(super) fn past_person(&self, at: usize) -> Option<usize> {
        let start = self.document.tokens.get(at).filter(|_| at < self.sentence.end)?.span.start;
        let (span, id) = self.entities.at(start).filter(|(span, _)| span.start == start)?;
        (self.entities.get(id).kind == EntityType::Person).then(|| self.document.token_at(span.end))
    }

    /// "le président guatémaltèque, Roe, …": whether a name between commas stands at token `at`.
    fn is_apposed_after(&self, at: usize) -> bool {
        let comma = |at: usize| at < self.sentence.end && self.document.folded(at) == ",";
        comma(at) && self.past_person(at + 1).is_some_and(comma)
    }

    /// Whether a comma stands at token `at`, and the name of a person behind it.
    pub(super) fn is_apposed_at(&self, at: usize) -> bool {
        at < self.sentence.end && self.document.folded(at) == "," && self.person_at(at + 1)
    }

    /// Whether a bare title behind a name and a comma begins at token `from` and can end before token `end`.
    fn ends_apposition(&self, from: usize, end: usize) -> bool {
        let document = self.document;
        let comma = from > self.sentence.start + 1 && document.folded(from - 1) == ",";
        let named = || {
            let last = document.tokens[from - 2].span;
            let mention = self.entities.at(last.start).filter(|(span, _)| span.end == last.end);
            mention.is_some_and(|(_, id)| self.entities.get(id).kind == EntityType::Person)
        };
        let closes = end >= self.sentence.end || matches!(document.folded(end), "," | "." | ")" | ";" | ":");
        // "Secondo Roe, il sindaco mentì": behind an article an unknown word is as well a verb.
        comma && closes && !self.titles.articles.has(self.words, from) && named()
    }
}
