//! Questions, direct and indirect, with what they ask for, who asks and which entities they are about.
//!
//! A direct question is found by its mark (or by a form that only questions have); a sentence that asks several is cut at its
//! marks, and a question inside quotation marks begins with them. An indirect one is a word of asking, not knowing or deciding
//! with the clause that it governs. All words come from the table `questions.tsv` of the language.

mod choice;
mod indirect;
mod kind;
mod lexicon;

use crate::document::marks::Quoted;
use crate::document::{BlockKind, Document, Sentence, Span, TokenKind};
use crate::facts::{Entities, EntityId, Question, QuestionKind, Quotation};
use crate::language::lexis::Reading;
use lexicon::{BARE, DETERMINER, HEADING as HEADINGS, Lexicon, PREPOSITION};
use memchr::memmem;
use std::ops::Range;

/// The questions of `document`, in reading order.
pub fn find(document: &Document, entities: &Entities, quotations: &[Quotation]) -> Vec<Question> {
    let Some(language) = document.language else { return Vec::new() };
    let quoted = document.quoted();
    let lexicon = lexicon::of(language);
    let reading = Reading::new(document, &lexicon.lexis);
    let mut marks: Vec<usize> = MARKS.iter().flat_map(|mark| memmem::find_iter(document.text.as_bytes(), mark)).collect();
    marks.sort_unstable();
    let finder = Finder { document, entities, quotations, quoted, lexicon, reading: &reading, marks: &marks };
    let mut out = Vec::new();
    for sentence in document.sentences.iter().filter(|s| document.blocks[s.block].kind != BlockKind::Code) {
        let before = out.len();
        finder.direct(sentence, &mut out);
        if out.len() == before {
            finder.indirect(sentence, &mut out);
        }
    }
    out
}

/// How many tokens a heading that asks may have.
const HEADING: usize = 12;

/// The marks of a question.
const MARKS: [&str; 5] = ["?", "？", "‽", "⁇", "⁈"];

struct Finder<'a> {
    document: &'a Document,
    entities: &'a Entities,
    quotations: &'a [Quotation],
    quoted: &'a [Quoted],
    lexicon: &'a Lexicon,
    reading: &'a Reading<'a>,
    /// Where its question marks lie, in order.
    marks: &'a [usize],
}

impl Finder<'_> {
    fn direct(&self, sentence: &Sentence, out: &mut Vec<Question>) {
        let tokens = sentence.tokens.clone();
        let mut from = tokens.start;
        let mut found: Vec<Range<usize>> = Vec::new();
        let span = self.document.span_of(tokens.clone());
        let marks = &self.marks[self.marks.partition_point(|&mark| mark < span.start)..];
        let mut at = marks.first().filter(|&&mark| mark < span.end).map_or(tokens.end, |&mark| self.document.token_at(mark));
        while at < tokens.end {
            if !self.is_mark(at) || !self.asks_here(at, from) {
                at += 1;
                continue;
            }
            let mut end = at + 1;
            while end < tokens.end && (self.is_mark(end) || matches!(self.document.token_text(end), "!" | "…" | "...")) {
                end += 1;
            }
            found.push(self.begin(from, at)..end);
            from = end;
            at = end;
        }
        if found.is_empty() && self.bare(&tokens) {
            found.push(tokens.clone());
        }
        let several = found.len() > 1;
        for range in found {
            let range = self.trim(range, several);
            if range.start < range.end {
                out.push(self.question(range.clone(), kind::of(self.reading, self.lexicon, range)));
            }
        }
    }

    fn is_mark(&self, at: usize) -> bool {
        self.document.tokens[at].kind == TokenKind::Punctuation && MARKS.contains(&self.document.token_text(at))
    }

    /// Not a mark in brackets that only doubts ("(?)", "(surprise ?)"), and with something before it.
    fn asks_here(&self, at: usize, from: usize) -> bool {
        let closes = at + 1 < self.document.tokens.len() && matches!(self.document.token_text(at + 1), ")" | "]");
        let reach = if closes { 3 } else { 1 };
        at > from && !(at.saturating_sub(reach).max(from)..at).any(|i| matches!(self.document.token_text(i), "(" | "["))
    }

    /// Where the question that ends at `at` begins: after the last one, or with the quotation mark that it stands behind.
    fn begin(&self, from: usize, at: usize) -> usize {
        let inner = self.around(at).map(|q| q.content.start).filter(|&start| start > from && start <= at).max();
        inner.unwrap_or(from)
    }

    /// What stands between quotation marks and holds token `at`.
    fn around(&self, at: usize) -> impl Iterator<Item = &Quoted> {
        let to = self.quoted.partition_point(|q| q.content.start <= at);
        // Nesting is shallow: the ones that hold `at` are among the last few that begin before it.
        self.quoted[to.saturating_sub(16)..to].iter().filter(move |q| q.content.contains(&at))
    }

    /// A question by its form alone, without a mark ("Quels sont les effets").
    fn bare(&self, tokens: &Range<usize>) -> bool {
        let end = self.document.token_text(tokens.end - 1);
        if matches!(end, "!" | ":") {
            return false;
        }
        let infinitive = self.document.folded(tokens.start + usize::from(tokens.len() > 1));
        let wh = self.lexicon.wh(self.reading.known(tokens.start));
        self.reading.width(BARE, tokens.start, tokens.end) > 1
            || self.heading(tokens)
            || tokens.len() <= 12 && wh == Some(lexicon::Wh::Strong) && self.lexicon.infinitive(infinitive)
    }

    /// A question that stands alone in its block and has no mark at all at its end ("Que contient la boîte", "À quoi sert la pompe").
    fn heading(&self, tokens: &Range<usize>) -> bool {
        let width = self.reading.width(HEADINGS, tokens.start, tokens.end);
        let block = &self.document.blocks[self.document.block_at(self.document.tokens[tokens.start].span.start)];
        let marked = self.document.tokens[tokens.end - 1].kind == TokenKind::Punctuation;
        if width == 0 || marked || block.tokens != *tokens || tokens.len() > HEADING || tokens.len() < width + 2 {
            return false;
        }
        // "Que" begins wishes and exclamations too: its verb must follow at once.
        let next = tokens.start + width;
        let word = self.document.folded(next);
        let verb = self.document.tokens[next].kind == TokenKind::Word && !self.document.tokens[next].capital;
        let known = self.reading.known(next);
        width > 1 || verb && word.chars().count() > 3 && !known.is(DETERMINER) && !known.is(PREPOSITION)
    }

    /// Without marks and dashes around it; of several in one sentence, also without what joins them.
    fn trim(&self, mut range: Range<usize>, several: bool) -> Range<usize> {
        while range.start < range.end {
            let text = self.document.token_text(range.start);
            let outer = matches!(text, "«" | "»" | "“" | "”" | "„" | "\"" | "'" | "‘" | "’" | "—" | "–" | "-" | "•" | "(" | ")");
            if !(outer || several && matches!(text, "," | ";" | ":" | "." | "!" | "…")) {
                break;
            }
            range.start += 1;
        }
        range
    }

    fn indirect(&self, sentence: &Sentence, out: &mut Vec<Question>) {
        let found = indirect::find(self.reading, self.lexicon, sentence.tokens.clone());
        for (index, question) in found.iter().enumerate() {
            let end = found.get(index + 1).map_or(sentence.tokens.end, |next| next.join);
            let range = if found.len() == 1 { sentence.tokens.clone() } else { question.join..end };
            let mut asked = self.question(self.trim(range, false), QuestionKind::Indirect);
            if asked.asker.is_none() {
                asked.asker = self.subject(sentence.tokens.start, question.trigger);
            }
            out.push(asked);
        }
    }

    /// The entity named last before the word of asking, in the same clause.
    fn subject(&self, from: usize, trigger: usize) -> Option<EntityId> {
        let low =
            (from..trigger).rev().take(8).find(|&at| matches!(self.document.token_text(at), "," | ";" | ":")).map_or(from, |at| at + 1);
        let low = low.max(trigger.saturating_sub(8));
        if low >= trigger {
            return None;
        }
        let span = self.document.span_of(low..trigger);
        self.entities.within(span).last().map(|&(_, id)| id)
    }

    fn question(&self, range: Range<usize>, kind: QuestionKind) -> Question {
        let span = self.document.span_of(range.clone());
        let last = range.end - 1;
        let inside = self.around(last).next().is_some();
        let quotation = self.quotation(span);
        Question { span, kind, quoted: inside || quotation.is_some(), asker: quotation.and_then(|q| q.speaker), about: self.about(span) }
    }

    fn quotation(&self, span: Span) -> Option<&Quotation> {
        let to = self.quotations.partition_point(|q| q.span.start <= span.start);
        self.quotations[to.saturating_sub(8)..to].iter().rev().find(|q| q.span.contains(span))
    }

    fn about(&self, span: Span) -> Vec<EntityId> {
        let mut about: Vec<EntityId> = Vec::new();
        for &(_, id) in self.entities.within(span) {
            if !about.contains(&id) {
                about.push(id);
            }
        }
        about
    }
}
