//! Phrases before the main clause that end with a name: the title behind the comma is the subject of the clause and nobody's apposition
//! ("Selon Roe, le maire a menti", "Asked by Roe, the mayor said no").

use super::assemble::Assembler;
use super::sequence::{Content, Sequence};
use super::titles::{FINITE, HONORIFIC};
use crate::document::TokenKind;
use crate::extract::pattern::{Match, Weight};
use std::ops::Range;

/// How many tokens a phrase before the main clause takes up to the name that it ends with.
const PHRASE: usize = 10;

impl Assembler<'_> {
    /// Whether the title that `found` ends with, behind a person and a comma, is the subject of the main clause.
    pub(super) fn is_behind_fronted(&self, found: &Match, sequence: &Sequence) -> bool {
        let Some(title) = found.end.checked_sub(1).filter(|&at| matches!(sequence.contents[at], Content::Titles(_))) else { return false };
        let articles = [self.rules.named.definite, self.rules.named.possessive];
        let determined = articles.into_iter().flatten().any(|symbol| sequence.items[title].has(symbol));
        let comma = title > found.start + 1 && sequence.items[title - 1].weight == Weight::Comma;
        if !determined || !comma || sequence.moved || !matches!(sequence.contents[found.start], Content::Persons(_)) {
            return false;
        }
        let (name, end) = (sequence.tokens[found.start].start, sequence.tokens[title].end);
        let sentence = &self.document.sentence_of(name).tokens;
        self.ends_fronted(sequence, found.start, sentence.start..name) && self.goes_on(sequence, title, end..sentence.end)
    }

    /// Whether `before`, what stands before the person at `item`, is a phrase without a verb or a comma.
    fn ends_fronted(&self, sequence: &Sequence, item: usize, before: Range<usize>) -> bool {
        let verb = |at: usize| self.title_words.is(at, FINITE);
        let mark = |at: usize| self.document.tokens[at].kind == TokenKind::Punctuation;
        let stop = |at: usize| self.document.folded(at) == ".";
        // "Le maire Roe, le président …": the title of the one named is no phrase.
        let heads = |item: usize| matches!(sequence.contents[item], Content::Titles(_)) && sequence.tokens[item].start <= before.start + 1;
        let last = before.clone().rev().find(|&at| !self.title_words.is(at, HONORIFIC) && !mark(at));
        let led = last.is_some_and(|last| !self.document.tokens[last].capital || before.len() == 1);
        led && before.len() <= PHRASE
            && !(0..item).any(|item| self.is_finite(sequence, item) && !sequence.bare_verbs.contains(&item) || heads(item))
            && !before.clone().any(|at| verb(at) || mark(at) && !stop(at))
    }

    /// Whether what stands behind the title at item `title`, `after`, goes on with a verb, not with a comma.
    fn goes_on(&self, sequence: &Sequence, title: usize, after: Range<usize>) -> bool {
        let token = |at: usize| &self.document.tokens[at];
        let close = after.clone().find(|&at| token(at).kind == TokenKind::Punctuation);
        let (first, stop) = (after.start, close.unwrap_or(after.end));
        if stop == first {
            return false;
        }
        // "Asked by Roe, the mayor replied: …": a colon closes no apposition. Without another comma there is no other main clause.
        let ends = after.clone().skip(stop - first).all(|at| token(at).kind == TokenKind::Punctuation && self.document.folded(at) != ",");
        let within = |item: &usize| sequence.tokens[*item].start < stop;
        let told = || (title + 1..sequence.items.len()).take_while(within).any(|item| self.is_finite(sequence, item));
        let colon = close.is_some_and(|at| self.document.folded(at) == ":");
        ends || colon || told() || (first..stop).any(|at| self.title_words.is(at, FINITE))
    }
}
