//! What a direct question asks for.

use super::lexicon::{AFTER_PREPOSITION, ALTERNATIVE, LEAD, Lexicon, OPENER, OR, PREPOSITION, TAG, Wh};
use crate::document::{Document, TokenKind};
use crate::facts::QuestionKind;
use crate::language::lexis::{Known, Reading};
use std::ops::Range;

/// How far into a clause its verb is looked for.
const REACH: usize = 24;

/// The kind of the question that `range` asks, final mark included.
pub(super) fn of(reading: &Reading<'_>, lexicon: &Lexicon, range: Range<usize>) -> QuestionKind {
    let document = reading.document;
    let whole = View { document, reading, lexicon, range: bare(document, range.clone()) };
    if whole.tag() {
        return QuestionKind::Tag;
    }
    let range = asked(document, range);
    if !range.clone().any(|at| document.tokens[at].kind == TokenKind::Word) {
        return QuestionKind::Other;
    }
    let view = View { document, reading, lexicon, range };
    match view.wh() {
        true => QuestionKind::Wh,
        false if view.alternative() => QuestionKind::Alternative,
        false => QuestionKind::YesNo,
    }
}

/// From the inverted mark on, where there is one; without marks at either end.
fn asked(document: &Document, range: Range<usize>) -> Range<usize> {
    let from = range.clone().rev().find(|&at| document.token_text(at) == "¿").map_or(range.start, |at| at + 1);
    bare(document, from.min(range.end)..range.end)
}

/// Without marks at either end.
fn bare(document: &Document, mut asked: Range<usize>) -> Range<usize> {
    while asked.start < asked.end && is_outer(document, asked.start) {
        asked.start += 1;
    }
    while asked.end > asked.start && is_outer(document, asked.end - 1) {
        asked.end -= 1;
    }
    asked
}

fn is_outer(document: &Document, at: usize) -> bool {
    document.tokens[at].kind == TokenKind::Punctuation && !matches!(document.token_text(at), "(" | ")")
}

struct View<'a> {
    document: &'a Document,
    reading: &'a Reading<'a>,
    lexicon: &'a Lexicon,
    range: Range<usize>,
}

impl View<'_> {
    fn folded(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.document.folded(at) } else { "" }
    }

    fn known(&self, at: usize) -> Known {
        if self.range.contains(&at) { self.reading.known(at) } else { Known::default() }
    }

    fn breaks(&self, at: usize) -> bool {
        matches!(self.folded(at), "," | ":" | ";" | "–" | "—" | "-" | "…" | "..." | ")" | "»" | "”" | "¿")
    }

    /// A statement, a comma, and a word or two that ask for assent.
    fn tag(&self) -> bool {
        let from = self.range.end.saturating_sub(5).max(self.range.start);
        (from..self.range.end).any(|at| {
            let width = self.reading.width(TAG, at, self.range.end);
            let apart = at > self.range.start + 1 && (self.breaks(at - 1) || width > 2);
            width > 0 && at + width == self.range.end && apart
        })
    }

    /// Past the words and marks that only lead in.
    fn start(&self, mut at: usize) -> usize {
        while at < self.range.end && self.lexicon.wh(self.known(at)).is_none() {
            let lead = self.reading.width(LEAD, at, self.range.end);
            let mark = usize::from(self.document.tokens[at].kind == TokenKind::Punctuation);
            if lead + mark == 0 {
                break;
            }
            at += lead.max(mark);
        }
        at
    }

    /// The word that asks at the start of the clause at `at`, perhaps after a preposition.
    fn asks(&self, at: usize) -> Option<(Wh, usize)> {
        let at = self.start(at);
        if let Some(wh) = self.lexicon.wh(self.known(at)) {
            return Some((wh, at));
        }
        // "À qui", "au nom de quoi", "from which of the …": a preposition first, and one before the word that asks.
        if !self.known(at).is(PREPOSITION) {
            return None;
        }
        (at + 1..at + 5).take_while(|&p| !self.breaks(p)).find_map(|p| {
            let wh = self.lexicon.wh(self.known(p)).filter(|&wh| wh != Wh::Direct || self.known(p).is(AFTER_PREPOSITION))?;
            self.known(p - 1).is(PREPOSITION).then_some((wh, p))
        })
    }

    fn opens(&self, at: usize) -> bool {
        let at = self.start(at);
        at < self.range.end && (self.reading.width(OPENER, at, self.range.end) > 0 || self.lexicon.inverted(self.folded(at)))
    }

    fn inverted_within(&self, range: Range<usize>) -> bool {
        range.take(REACH).any(|at| self.lexicon.inverted(self.folded(at)))
    }

    fn comma_after(&self, at: usize) -> Option<usize> {
        (at..self.range.end).find(|&i| self.folded(i) == ",")
    }

    /// Whether the question asks for something else than yes or no.
    fn wh(&self) -> bool {
        let start = self.range.start;
        if let Some((wh, at)) = self.asks(start) {
            // "Quand le marché recule, faut-il vendre ?": a clause before the question proper.
            let later = (wh == Wh::Weak).then(|| self.comma_after(at)).flatten().filter(|&comma| !self.inverted_within(at..comma));
            return !later.is_some_and(|comma| {
                (self.opens(comma + 1) || self.inverted_within(comma + 1..self.range.end)) && self.asks(comma + 1).is_none()
            });
        }
        if self.opens(start) {
            return false;
        }
        let leads_in = self.known(self.start(start)).is(PREPOSITION);
        for at in start..self.range.end {
            if self.lexicon.inverted(self.folded(at)) {
                return false;
            }
            if !self.breaks(at) {
                continue;
            }
            if self.opens(at + 1) {
                return false;
            }
            if let Some((wh, word)) = self.asks(at + 1) {
                let verb = self.folded(word + 1);
                let at_once = self.lexicon.inverted(verb) || self.lexicon.infinitive(verb);
                let sure = matches!(wh, Wh::Strong | Wh::Free)
                    || at_once
                    || (leads_in || self.folded(at) == ":") && !self.inverted_within(word..self.range.end);
                if sure {
                    return true;
                }
            }
        }
        // The asking word in the place of what it asks for ("C'est pour quand ?").
        let last = self.range.end - 1;
        let last = if self.lexicon.infinitive(self.folded(last)) { last.saturating_sub(1) } else { last };
        last > self.range.start && self.lexicon.wh(self.known(last)).is_some()
    }

    /// Whether the question offers a choice.
    fn alternative(&self) -> bool {
        if self.known(self.range.start).is(OR) {
            return true;
        }
        self.range.clone().skip(1).any(|at| {
            self.reading.width(ALTERNATIVE, at, self.range.end) > 0
                || self.known(at).is(OR)
                    && (self.folded(at - 1) == "," || self.lexicon.inverted(self.folded(at + 1)) || self.parts_infinitives(at))
        })
    }

    /// Whether the word at `or` stands between two things to do ("le réparer ou le remplacer").
    fn parts_infinitives(&self, or: usize) -> bool {
        let low = or.saturating_sub(6).max(self.range.start);
        (or + 1..or + 3).any(|at| self.lexicon.infinitive(self.folded(at))) && (low..or).any(|at| self.lexicon.infinitive(self.folded(at)))
    }
}
