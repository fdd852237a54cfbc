//! Questions that offer a choice of answers.

use super::kind::View;
use super::lexicon::{ALTERNATIVE, ARTICLE, ASK, CHOICE, OPENER, OR, PREPOSITION, SUBJECT};
use crate::document::TokenKind;

/// How many words either side of a bare choice has ("Erreur ou sabotage ?").
const SIDE: usize = 3;
/// How far from the start of a question the second of two places, times or people is offered ("Para o bairro ou para a escola?").
const NEAR: usize = 12;

impl View<'_> {
    /// Whether the question offers a choice.
    pub(super) fn alternative(&self) -> bool {
        if self.known(self.range.start).is(OR) {
            return true;
        }
        let chosen = |or: usize| self.range.clone().take_while(|&at| at < or).any(|at| self.known(at).is(CHOICE));
        self.range.clone().skip(1).any(|at| {
            self.reading.width(ALTERNATIVE, at, self.range.end) > 0
                || self.known(at).is(OR)
                    && (self.folded(at - 1) == ","
                        || self.lexicon.inverted(self.folded(at + 1))
                        || self.parts_infinitives(at)
                        || self.parts_things(at)
                        || self.parts_clauses(at)
                        || chosen(at))
        })
    }

    /// Whether the word at `or` stands between two things to do ("le réparer ou le remplacer").
    fn parts_infinitives(&self, or: usize) -> bool {
        let low = or.saturating_sub(6).max(self.range.start);
        (or + 1..or + 3).any(|at| self.lexicon.infinitive(self.folded(at))) && (low..or).any(|at| self.lexicon.infinitive(self.folded(at)))
    }

    /// Whether the word at `or` is "whether", as it may be behind a word of asking where one word is both.
    fn joins(&self, or: usize) -> bool {
        self.lexicon.joins(self.known(or)).is_some()
            && (self.known(or + 1).is(SUBJECT) || (self.range.start..or).any(|at| self.known(at).is(ASK)))
    }

    /// Whether nothing but things are offered: two, or a list of them.
    fn parts_things(&self, or: usize) -> bool {
        let (start, end) = (self.range.start, self.range.end);
        if self.opens(start) || self.known(start).is(SUBJECT) || self.inverted_within(start..end) || self.joins(or) {
            return false;
        }
        let words = (start..end).filter(|&at| at != or).all(|at| self.document.tokens[at].kind == TokenKind::Word);
        let two = words && (1..=SIDE).contains(&(or - start)) && (1..=SIDE).contains(&(end - or - 1));
        two || self.known(start).is(ARTICLE) && (start..or).any(|at| self.folded(at) == ",") && !(or..end).any(|at| self.folded(at) == ",")
    }

    /// Whether a second question begins behind the word at `or`.
    fn parts_clauses(&self, or: usize) -> bool {
        let next = or + 1;
        if next + 1 >= self.range.end {
            return false;
        }
        // "Fecha-se a escola ou fecha-se o bairro?", "Para o bairro ou para a escola?"
        let near = |at: usize| !self.known(at).is(PREPOSITION) || or < self.range.start + NEAR;
        let again = self.folded(next) == self.folded(self.range.start) && !self.known(next).is(ARTICLE) && near(next);
        // "Was he sacked or did he walk?"
        let opens = self.reading.width(OPENER, next, self.range.end) > 0 && self.known(next + 1).is(SUBJECT);
        // "Blijft de trainer of komt er een ander?"
        let verb = self.lexicon.parts_clauses && !self.document.tokens[next].capital && !self.known(next).is(SUBJECT);
        again || opens || verb && self.known(next + 1).is(SUBJECT) && !self.joins(or)
    }
}
