//! Questions that are told, not asked: a word of asking, not knowing or deciding, and the clause that it governs.

use super::lexicon::{
    AFTER, AFTER_PREPOSITION, AND, ANTECEDENT, ASK, BARRIER, DETERMINER, FILLER, IF, Join, KNOW, KNOWING, LOOSE, Lexicon, NARROW, NEGATION,
    PREPOSITION, REFUSING, UNASKED, WH, Wh,
};
use crate::document::{Document, TokenKind};
use crate::language::lexis::{Known, List, Reading};
use std::ops::Range;

/// How many tokens may stand between the word of asking and the question.
const REACH: usize = 8;
/// How many tokens a question has at least that its sentence begins with.
const LEAST: usize = 3;

/// An indirect question: the word of asking and the word that joins the question to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indirect {
    pub(super) trigger: usize,
    pub(super) join: usize,
}

/// The indirect questions of the sentence `range`, in order.
pub(super) fn find(reading: &Reading<'_>, lexicon: &Lexicon, range: Range<usize>) -> Vec<Indirect> {
    let finder = Finder { document: reading.document, reading, lexicon, range: range.clone() };
    let mut out: Vec<Indirect> = Vec::new();
    for at in range {
        let word = reading.known(at);
        if !word.is(IF) && !word.is(WH) {
            continue;
        }
        let how = lexicon.joins(word).map(How::If).or_else(|| finder.wh(at).map(How::Wh));
        let Some(how) = how else { continue };
        let join = finder.join(at, how);
        if let Some(last) = out.last().filter(|last| finder.goes_on(**last, at, how)) {
            out.push(Indirect { trigger: last.trigger, join });
            continue;
        }
        if !finder.joins_here(at, join) {
            continue;
        }
        // Nothing is asked twice by one word.
        let fresh = finder.trigger(join, how).filter(|t| out.last().is_none_or(|last| last.trigger != *t || *t == at));
        out.extend(fresh.map(|trigger| Indirect { trigger, join }));
    }
    out
}

/// How a question is joined to the word of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    If(Join),
    Wh(Wh),
}

struct Finder<'a> {
    document: &'a Document,
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    range: Range<usize>,
}

impl Finder<'_> {
    fn folded(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.document.folded(at) } else { "" }
    }

    fn known(&self, at: usize) -> Known {
        if self.range.contains(&at) { self.reading.known(at) } else { Known::default() }
    }

    /// The token before `at`, if it is one of the sentence.
    fn before(&self, at: usize) -> Option<usize> {
        at.checked_sub(1).filter(|before| self.range.contains(before))
    }

    fn is_before(&self, at: usize, list: List) -> bool {
        self.before(at).is_some_and(|before| self.reading.is(before, list))
    }

    /// Whether and how the word at `at` asks. One that does so only at the start, or behind a preposition, asks behind what refers to a
    /// clause as well ("ce qui", "o que").
    fn wh(&self, at: usize) -> Option<Wh> {
        let wh = self.lexicon.wh(self.known(at))?;
        if self.is_before(at, ANTECEDENT) {
            return Some(Wh::Clause);
        }
        let behind = wh == Wh::Direct && self.known(at).is(AFTER_PREPOSITION) && self.is_before(at, PREPOSITION);
        Some(if behind { Wh::Weak } else { wh })
    }

    /// Where the question begins that the word at `at` joins: with the preposition before it or what refers to a clause ("à qui", "ce que").
    fn join(&self, at: usize, how: How) -> usize {
        let led = match how {
            How::Wh(Wh::Clause) => true,
            // "whether to ask about how it works": a preposition that belongs to the word of asking is passed over by itself.
            How::Wh(_) => self.is_before(at, PREPOSITION) && !self.is_before(at, FILLER),
            How::If(_) => false,
        };
        self.before(at).filter(|_| led).unwrap_or(at)
    }

    /// Whether the word at `at` goes on with what the question before it asks ("how much it costs and who pays for it").
    fn goes_on(&self, last: Indirect, at: usize, how: How) -> bool {
        let asks = |at: usize| self.lexicon.wh(self.known(at)).is_some() || self.known(at).is(IF);
        matches!(how, How::Wh(Wh::Strong | Wh::Weak | Wh::Free))
            && self.is_before(at, AND)
            && self.lexicon.wh(self.known(last.join)).is_some()
            && at > last.join + LEAST
            && !(last.join + 1..at).any(asks)
    }

    /// Not an elided "se" ("s'agit"), a conjunction before a participle ("when leaving"), or an open choice ("regardless of whether").
    fn joins_here(&self, at: usize, join: usize) -> bool {
        let next = self.folded(at + 1);
        let elided = self.known(at).is(IF) && self.folded(at).ends_with('\'');
        let low = at.saturating_sub(3).max(self.range.start);
        let unasked = (low..at).any(|i| {
            let width = self.reading.width(UNASKED, i, at);
            width > 0 && (i + width == at || i + width == join)
        });
        !(unasked
            || elided && !matches!(next, "il" | "ils")
            || self.lexicon.wh(self.known(at)) == Some(Wh::Weak) && next.len() > 5 && next.ends_with("ing"))
    }

    /// The word of asking that governs the question which begins at `at`; `at` itself where none is needed.
    fn trigger(&self, at: usize, how: How) -> Option<usize> {
        match how {
            How::Wh(Wh::Direct) => return None,
            How::Wh(wh) if at == self.range.start && wh != Wh::Clause => return self.told_of(at, wh),
            How::Wh(Wh::Free) => return (at > self.range.start && self.document.tokens[at - 1].kind == TokenKind::Word).then_some(at),
            How::If(Join::Free) if at > self.range.start => return Some(at),
            How::If(_) if at == self.range.start => return self.later(at),
            _ => {}
        }
        self.near(at, how).or_else(|| self.coordinated(at, how))
    }

    fn near(&self, at: usize, how: How) -> Option<usize> {
        let low = at.saturating_sub(REACH).max(self.range.start);
        let mut close = true;
        for back in (low..at).rev() {
            let word = self.known(back);
            if self.width(back, how) > 0 && (close || word.is(LOOSE)) && self.governs(back, at, how) {
                return Some(back);
            }
            let filler = word.is(FILLER);
            if self.document.tokens[back].kind == TokenKind::Punctuation && !filler {
                return None;
            }
            if !close && word.is(BARRIER) {
                return None;
            }
            close &= filler;
            if !close && (!self.lexicon.is_loose || how == How::Wh(Wh::Weak)) {
                return None;
            }
        }
        None
    }

    /// "… the risks, or how it fits": the second of two questions, or of a thing and a question.
    fn coordinated(&self, at: usize, how: How) -> Option<usize> {
        if how != How::Wh(Wh::Strong) || !self.is_before(at, AND) {
            return None;
        }
        let low = at.saturating_sub(2 * REACH).max(self.range.start);
        (low..at - 1).rev().find(|&back| self.width(back, how) > 0 && self.known(back).is(REFUSING) && self.governs(back, at, how))
    }

    fn width(&self, back: usize, how: How) -> usize {
        let width = |list| self.reading.width(list, back, self.range.end);
        match how {
            // "explain what happened", "dare to say what one thinks" tell of a thing.
            How::Wh(Wh::Clause) if self.known(back).is(REFUSING) => 0,
            How::Wh(Wh::Clause) => width(ASK),
            How::Wh(_) => width(ASK).max(width(KNOW)),
            How::If(Join::Narrow) => width(NARROW),
            How::If(_) => width(ASK),
        }
    }

    /// Whether the word of asking at `back` is a verb (or a noun that takes questions) and not merely mentioned.
    fn governs(&self, back: usize, at: usize, how: How) -> bool {
        if how == How::Wh(Wh::Weak) && back > self.range.start && self.reading.is(back - 1, DETERMINER) {
            return false;
        }
        // "knows what she wants" tells of a thing.
        let told = how == How::Wh(Wh::Clause) && self.known(back).is(KNOWING);
        if told || self.known(back).is(REFUSING) && how != How::If(Join::Asked) {
            let low = back.saturating_sub(6).max(self.range.start);
            return (low..at).any(|i| self.reading.is(i, NEGATION));
        }
        true
    }

    /// "How the thief got in is a mystery": what is said of the question that the sentence begins with.
    fn told_of(&self, at: usize, wh: Wh) -> Option<usize> {
        // Where all words that ask are relatives as well, a comma parts the question from what is said of it.
        let parted = self.lexicon.parts_clauses;
        if wh == Wh::Weak && !parted {
            return None;
        }
        (at + LEAST..self.range.end).find(|&after| {
            if self.reading.width(AFTER, after, self.range.end) == 0 {
                return false;
            }
            let between = (at + LEAST..after).rev().take_while(|&back| self.reading.is(back, FILLER));
            let (mut verbs, mut comma) = (0, false);
            for back in between {
                verbs += usize::from(self.document.tokens[back].kind == TokenKind::Word);
                comma |= self.folded(back) == ",";
            }
            verbs > 0 && comma == parted
        })
    }

    /// "Whether … is unclear": the word of not knowing comes after the question.
    fn later(&self, at: usize) -> Option<usize> {
        (at + 1..self.range.end).find(|&i| self.reading.width(AFTER, i, self.range.end) > 0)
    }
}
