//! Two people at once: those who speak together, the first and the last of a pair.

use super::lexicon::{AND, AUXILIARY, BOTH, DEFINITE, DETERMINER, FIRST, Gender, OBLIQUE, OF, PASSIVE, PERFECT, SECOND, THAT};
use super::speaker::{Resolver, Speaker};
use crate::document::TokenKind;
use crate::facts::EntityId;
use std::ops::Range;

/// How many words of titles may stand between "and" and the second name ("et son adjointe aux sports, X").
const TITLES: usize = 8;
/// How many words may stand before the first name of a clause ("the crofter X and Y").
const LEAD: usize = 6;
/// How many mentions back a pair is looked for.
const MENTIONS: usize = 12;

impl Resolver<'_> {
    /// Whether the words at `at` stand for two people named before ("les deux", "both").
    pub(super) fn is_both(&self, at: usize, end: usize) -> bool {
        self.known(at).opens(1 << BOTH) && self.reading.width(BOTH, at, end) > 0 || self.is(at, BOTH)
    }

    /// Whom "la première", "the latter" at `at` means: the first or the last of two people that a sentence before it names.
    pub(super) fn ordinal(&self, at: usize, end: usize) -> Option<Speaker> {
        let noun = at + usize::from(self.is(at, DEFINITE));
        let (first, second) = (noun > at && self.is(noun, FIRST), noun > at && self.is(noun, SECOND));
        // "la première ministre": beside a noun it is an adjective.
        let alone = noun + 1 >= end
            || self.document.tokens[noun + 1].kind != TokenKind::Word
            || self.is(noun + 1, AUXILIARY)
            || self.verb_form(noun + 1).is_some();
        if !(first || second) || !alone {
            return None;
        }
        let gender = self.lexicon.article_gender(self.known(at)).unwrap_or(Gender::Either);
        let found = self.pair_before(at).map(|(one, other)| if first { one } else { other });
        Some(found.filter(|&id| self.may_be(id, gender)).map_or(Speaker::Unknown, Speaker::Known))
    }

    /// The last two people before token `at` that one sentence names.
    fn pair_before(&self, at: usize) -> Option<(EntityId, EntityId)> {
        let here = self.document.tokens[at].span.start;
        let to = self.entities.mentions().partition_point(|(m, _)| m.start < here);
        let mut last: Option<(usize, EntityId)> = None;
        for &(span, id) in self.entities.mentions()[..to].iter().rev().take(MENTIONS).filter(|(_, id)| self.is_person(*id)) {
            let sentence = self.document.sentence_at(span.start);
            match last {
                Some((other, second)) if other == sentence && second != id => return Some((id, second)),
                Some((other, _)) if other == sentence => {}
                _ => last = Some((sentence, id)),
            }
        }
        None
    }

    /// Whether the person named before a verb speaks together with one named right before ("X et Y ont écrit").
    pub(super) fn is_joined_before(&self, name: &Range<usize>, low: usize) -> bool {
        let mut at = name.start;
        while at > low && name.start - at <= TITLES && !self.is(at - 1, AND) {
            if !self.is_title_word(at - 1, name.start) {
                return false;
            }
            at -= 1;
        }
        let Some(and) = at.checked_sub(1).filter(|&and| and > low && self.is(and, AND)) else { return false };
        let before = and - usize::from(self.folded(and - 1) == ",");
        let Some((other, id)) = before.checked_sub(1).and_then(|at| self.mention(at)) else { return false };
        self.is_person(id) && other.start >= low && self.begins_clause(other.start, low)
    }

    /// Whether another person follows the one whose name ends at `from` and speaks together with them ("ont écrit X et Y", "X and Y
    /// wrote"); `verb` is where their verb stands, if it follows them.
    pub(super) fn is_joined_after(&self, from: usize, end: usize, verb: Option<usize>) -> bool {
        if from >= end || !self.is(from, AND) {
            return false;
        }
        let second = (from + 1..end.min(from + 1 + TITLES)).find(|&at| self.mention(at).is_some() || !self.is_title_word(at, end));
        let Some((name, id)) = second.and_then(|at| self.mention(at)) else { return false };
        let next = name.end;
        let closed = next >= end || self.document.tokens[next].kind == TokenKind::Punctuation || self.is(next, OBLIQUE);
        self.is_person(id) && verb.map_or(closed, |verb| (next..verb).all(|at| self.is(at, AUXILIARY)))
    }

    /// Whether token `at` may stand in the title before a name that begins at `name`: a word that is no verb, or the comma before it.
    fn is_title_word(&self, at: usize, name: usize) -> bool {
        let known = self.known(at);
        let light = known.is(DETERMINER) || known.is(OF) || known.is(DEFINITE);
        let verb = self.verb_form(at).is_some() || known.is(PERFECT) || known.is(PASSIVE) || known.is(THAT);
        let mark = self.document.tokens[at].kind != TokenKind::Word;
        let person = self.mention(at).is_some_and(|(_, id)| self.is_person(id));
        !person && if mark { at + 1 == name && self.folded(at) == "," || self.is_honorific(at) } else { light || !verb }
    }

    /// Whether nothing but a title stands between the start of the clause and the name at `start`: no verb whose object it could be.
    fn begins_clause(&self, start: usize, low: usize) -> bool {
        let lead = (low..start).rev().take_while(|&at| {
            let mark = self.document.tokens[at].kind == TokenKind::Punctuation && !self.is_honorific(at) && self.folded(at) != "-";
            !mark && !self.is(at, THAT)
        });
        let words: Vec<usize> = lead.take(LEAD + 1).collect();
        let acts = |at: usize| self.verb_form(at).is_some() || self.is(at, PERFECT) || self.is(at, PASSIVE) || self.is(at, OBLIQUE);
        if words.iter().any(|&at| acts(at) && !self.is(at, DEFINITE)) {
            return false;
        }
        let noun = |at: usize| {
            self.is_somebody(at) || self.is_honorific(at) || self.lexicon.is_person(self.known(at)) || self.document.tokens[at].capital
        };
        let article = |at: usize| self.is(at, DETERMINER) || self.is(at, DEFINITE);
        match *words {
            [] => true,
            [last] => noun(last) || article(last),
            // "the botanist X"; "the mayor met X" has a word more.
            [_, article_at] if article(article_at) => true,
            [last, ..] => words.len() <= LEAD && noun(last),
        }
    }
}
