//! Questions that are told, not asked: a word of asking, not knowing or deciding, and the clause that it governs.

use super::lexicon::{Join, Lexicon, Wh};
use crate::document::{Document, TokenKind};
use std::ops::Range;

/// How many tokens may stand between the word of asking and the question.
const REACH: usize = 8;

/// An indirect question: the word of asking and the word that joins the question to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Indirect {
    pub(super) trigger: usize,
    pub(super) join: usize,
}

/// The indirect questions of the sentence `range`, in order.
pub(super) fn find(document: &Document, lexicon: &Lexicon, range: Range<usize>) -> Vec<Indirect> {
    let finder = Finder { document, lexicon, range: range.clone() };
    let mut out: Vec<Indirect> = Vec::new();
    for at in range {
        let word = document.folded(at);
        let how = lexicon.joins(word).map(How::If).or_else(|| lexicon.wh(word).map(How::Wh));
        let found = how.filter(|_| finder.joins_here(at)).and_then(|how| finder.trigger(at, how));
        // Nothing is asked twice by one word.
        let fresh = found.filter(|t| out.last().is_none_or(|last| last.trigger != *t || *t == at));
        out.extend(fresh.map(|trigger| Indirect { trigger, join: at }));
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
    lexicon: &'a Lexicon,
    range: Range<usize>,
}

impl Finder<'_> {
    fn folded(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.document.folded(at) } else { "" }
    }

    fn before(&self, at: usize) -> &str {
        if at > self.range.start { self.document.folded(at - 1) } else { "" }
    }

    /// Not an elided "se" ("s'agit"), a conjunction before a participle ("when leaving"), or an open choice ("regardless of whether").
    fn joins_here(&self, at: usize) -> bool {
        let next = self.folded(at + 1);
        let elided = self.folded(at).ends_with('\'') && self.lexicon.joins(self.folded(at)).is_some();
        let low = at.saturating_sub(3).max(self.range.start);
        let unasked = (low..at).any(|i| {
            let width = self.lexicon.unasked.at(self.document, i..at);
            width > 0 && i + width == at
        });
        !(unasked
            || elided && !matches!(next, "il" | "ils")
            || self.lexicon.wh(self.folded(at)) == Some(Wh::Weak) && next.len() > 5 && next.ends_with("ing"))
    }

    /// The word of asking that governs the question which begins at `at`; `at` itself where none is needed.
    fn trigger(&self, at: usize, how: How) -> Option<usize> {
        match how {
            How::Wh(Wh::Direct) => return None,
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
            let word = self.folded(back);
            if self.width(back, how) > 0 && (close || self.lexicon.loose.has(word)) && self.governs(back, at, how) {
                return Some(back);
            }
            let filler = self.lexicon.filler.has(word);
            if self.document.tokens[back].kind == TokenKind::Punctuation && !filler {
                return None;
            }
            if !close && self.lexicon.barrier.has(word) {
                return None;
            }
            close &= filler;
            if !close && (self.lexicon.loose.is_empty() || how == How::Wh(Wh::Weak)) {
                return None;
            }
        }
        None
    }

    /// "… the risks, or how it fits": the second of two questions, or of a thing and a question.
    fn coordinated(&self, at: usize, how: How) -> Option<usize> {
        if how != How::Wh(Wh::Strong)
            || !matches!(self.before(at), "and" | "or" | "et" | "ou" | "und" | "oder" | "e" | "o" | "y" | "en" | "of" | "ni" | "nor")
        {
            return None;
        }
        let low = at.saturating_sub(2 * REACH).max(self.range.start);
        (low..at - 1)
            .rev()
            .find(|&back| self.width(back, how) > 0 && self.lexicon.refusing.has(self.folded(back)) && self.governs(back, at, how))
    }

    fn width(&self, back: usize, how: How) -> usize {
        let range = back..self.range.end;
        match how {
            How::Wh(_) => self.lexicon.ask.at(self.document, range.clone()).max(self.lexicon.know.at(self.document, range)),
            How::If(Join::Narrow) => self.lexicon.narrow.at(self.document, range),
            How::If(_) => self.lexicon.ask.at(self.document, range),
        }
    }

    /// Whether the word of asking at `back` is a verb (or a noun that takes questions) and not merely mentioned.
    fn governs(&self, back: usize, at: usize, how: How) -> bool {
        if how == How::Wh(Wh::Weak) && self.lexicon.determiner.has(self.before(back)) {
            return false;
        }
        if self.lexicon.refusing.has(self.folded(back)) && how != How::If(Join::Asked) {
            let low = back.saturating_sub(6).max(self.range.start);
            return (low..at).any(|i| self.lexicon.negation.has(self.folded(i)));
        }
        true
    }

    /// "Whether … is unclear": the word of not knowing comes after the question.
    fn later(&self, at: usize) -> Option<usize> {
        (at + 1..self.range.end).find(|&i| self.lexicon.after.at(self.document, i..self.range.end) > 0)
    }
}
