//! What a direct question asks for.

use super::lexicon::{AFTER_PREPOSITION, AND, ARTICLE, LEAD, Lexicon, OPENER, OR, POLITE, PREPOSITION, SUBJECT, TAG, Wh};
use crate::document::{Document, TokenKind};
use crate::facts::QuestionKind;
use crate::language::lexis::{Known, Reading};
use std::ops::Range;

/// How far into a clause its verb is looked for.
const REACH: usize = 24;
/// How many words a noun phrase has that is set before its clause ("Et les maraîchers, qu’en disent-ils ?").
const PHRASE: usize = 6;

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

pub(super) struct View<'a> {
    pub(super) document: &'a Document,
    pub(super) reading: &'a Reading<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) range: Range<usize>,
}

impl View<'_> {
    pub(super) fn folded(&self, at: usize) -> &str {
        if self.range.contains(&at) { self.document.folded(at) } else { "" }
    }

    pub(super) fn known(&self, at: usize) -> Known {
        if self.range.contains(&at) { self.reading.known(at) } else { Known::default() }
    }

    pub(super) fn breaks(&self, at: usize) -> bool {
        matches!(self.folded(at), "," | ":" | ";" | "–" | "—" | "-" | "…" | "..." | ")" | "»" | "”" | "¿")
    }

    /// A statement, a comma, and a word or two that ask for assent.
    fn tag(&self) -> bool {
        let from = self.range.end.saturating_sub(5).max(self.range.start);
        (from..self.range.end).any(|at| {
            let width = self.reading.width(TAG, at, self.range.end);
            let apart = at > self.range.start + 1 && (self.breaks(at - 1) || width > 2);
            width > 0 && at + width == self.range.end && apart || self.turned(at)
        })
    }

    /// ", couldn't they": an auxiliary and its subject alone behind the comma of a statement.
    fn turned(&self, at: usize) -> bool {
        let width = self.reading.width(OPENER, at, self.range.end);
        let subject = at + width + usize::from(matches!(self.folded(at + width), "n't" | "not"));
        let statement = || !self.known(self.start(self.range.start)).is(PREPOSITION) && !self.opens(self.range.start);
        let apart = at > self.range.start + 1 && self.folded(at - 1) == ",";
        width > 0 && apart && subject + 1 == self.range.end && self.known(subject).is(SUBJECT) && statement()
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
    pub(super) fn asks(&self, at: usize) -> Option<(Wh, usize)> {
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

    pub(super) fn opens(&self, at: usize) -> bool {
        let at = self.start(at);
        at < self.range.end && (self.reading.width(OPENER, at, self.range.end) > 0 || self.lexicon.inverted(self.folded(at)))
    }

    pub(super) fn inverted_within(&self, range: Range<usize>) -> bool {
        range.take(REACH).any(|at| self.lexicon.inverted(self.folded(at)))
    }

    fn comma_after(&self, at: usize) -> Option<usize> {
        (at..self.range.end).find(|&i| self.folded(i) == ",")
    }

    /// Whether the question asks for something else than yes or no.
    fn wh(&self) -> bool {
        if self.request() || self.leaves_out() {
            return true;
        }
        let mut start = self.range.start;
        while !self.begins(start) {
            // "Gares et péages : quand …": what stands before a colon only leads in.
            let colon = (start..self.range.end).find(|&at| self.folded(at) == ":");
            let Some(colon) = colon.filter(|&colon| !self.inverted_within(start..colon)) else { break };
            start = colon + 1;
        }
        let start = if start > self.range.start && !self.begins(start) { self.range.start } else { start };
        if let Some(asks) = self.clause(start) {
            return asks;
        }
        // The asking word in the place of what it asks for ("C'est pour quand ?").
        let last = self.range.end - 1;
        let last = if self.lexicon.infinitive(self.folded(last)) { last.saturating_sub(1) } else { last };
        last > self.range.start && self.lexicon.wh(self.known(last)).is_some()
    }

    /// Whether a question begins at `start`.
    fn begins(&self, start: usize) -> bool {
        self.asks(start).is_some() || self.opens(start)
    }

    /// Whether the words from `start` on ask for something else than yes or no; `None` where they tell neither.
    fn clause(&self, start: usize) -> Option<bool> {
        if let Some((wh, at)) = self.asks(start) {
            // "Quand le marché recule, faut-il vendre ?": a clause before the question proper.
            let later = (wh == Wh::Weak).then(|| self.comma_after(at)).flatten().filter(|&comma| !self.inverted_within(at..comma));
            return Some(!later.is_some_and(|comma| {
                (self.opens(comma + 1) || self.inverted_within(comma + 1..self.range.end)) && self.asks(comma + 1).is_none()
            }));
        }
        if self.opens(start) {
            return Some(false);
        }
        for at in start..self.range.end {
            if self.lexicon.inverted(self.folded(at)) || self.breaks(at) && self.opens(at + 1) {
                return Some(false);
            }
            if self.breaks(at) && self.asks_behind(start, at) {
                return Some(true);
            }
        }
        None
    }

    /// Whether the clause behind the mark at `mark`, which words from `start` on lead in, asks for something else than yes or no.
    fn asks_behind(&self, start: usize, mark: usize) -> bool {
        let Some((wh, word)) = self.asks(mark + 1) else { return false };
        let verb = self.folded(word + 1);
        if matches!(wh, Wh::Strong | Wh::Free) || self.lexicon.inverted(verb) || self.lexicon.infinitive(verb) {
            return true;
        }
        // "Ce pont, d’où vient-il ?"; "Ce pont, que Paula défend, tiendra-t-il ?" has a clause between.
        let end = self.comma_after(word).unwrap_or(self.range.end);
        if self.inverted_within(word..end) {
            return true;
        }
        if self.inverted_within(end..self.range.end) {
            return false;
        }
        let leads_in = self.known(self.start(start)).is(PREPOSITION);
        leads_in || end == self.range.end && self.sets_before(start..mark)
    }

    /// Whether `range` is but a noun phrase, a name or one word, set before its clause.
    fn sets_before(&self, range: Range<usize>) -> bool {
        let from = (range.start..range.end).find(|&at| !self.known(at).is(LEAD)).unwrap_or(range.end);
        let words = from..range.end;
        let only = words
            .clone()
            .all(|at| self.document.tokens[at].kind == TokenKind::Word && !self.known(at).is(SUBJECT) || self.known(at).is(ARTICLE));
        let name = || words.clone().all(|at| self.document.tokens[at].capital) && from > range.start;
        only && words.len() <= PHRASE && (words.len() == 1 || self.known(from).is(ARTICLE) || name())
    }

    /// "May I ask who signed it?": a request that asks what the clause behind it asks.
    fn request(&self) -> bool {
        let start = self.start(self.range.start);
        let width = self.reading.width(POLITE, start, self.range.end);
        width > 0 && self.asks(start + width).is_some()
    }

    /// "And the rent?": what about it.
    fn leaves_out(&self) -> bool {
        let first = self.known(self.range.start);
        if !first.is(AND) || first.is(OR) || self.opens(self.range.start) {
            return false;
        }
        let from = self.range.start + 1;
        let from = from + usize::from(from + 1 < self.range.end && self.known(from).is(PREPOSITION) && !self.known(from).is(ARTICLE));
        let rest = from..self.range.end;
        let word = |at: usize| self.document.tokens[at].kind == TokenKind::Word;
        if rest.is_empty() || !rest.clone().all(word) {
            return false;
        }
        let name = || rest.clone().all(|at| self.document.tokens[at].capital);
        rest.len() == 1 || name() || self.is_noun_phrase(rest)
    }

    /// Whether `range` is an article and a noun, with others that prepositions join to it ("les locataires du rez-de-chaussée").
    fn is_noun_phrase(&self, range: Range<usize>) -> bool {
        let mut at = range.start;
        let mut led = false;
        loop {
            let article = usize::from(at < range.end && self.known(at).is(ARTICLE));
            led |= article == 1;
            at += article + 1;
            if at >= range.end {
                return led && at == range.end;
            }
            if !self.known(at).is(PREPOSITION) {
                return false;
            }
            at += 1;
        }
    }
}
