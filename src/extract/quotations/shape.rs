//! What quoted words look like, and whether that makes them somebody's words or only a name, a title or a term.

use super::Finder;
use super::attribution::Attribution;
use super::lexicon::{AUXILIARY, DETERMINER, NAMING, ORGANIZATION, PERSON, REPORTED, SPOKESMAN, WORK};
use crate::document::marks::Quoted;
use crate::document::{BlockKind, Document, TokenKind};
use crate::language::lexis::Known;
use std::ops::Range;

/// How many words a name has.
const NAME: usize = 5;

/// How many words behind a colon are more than a title or a slogan.
const ANNOUNCED: usize = 6;

/// What the quoted words look like.
pub(super) struct Shape {
    pub(super) words: usize,
    pub(super) capital: bool,
    pub(super) terminal: bool,
    /// Whether a comma stands before the closing mark.
    pub(super) comma: bool,
    /// Whether it is at least a whole sentence by its form.
    pub(super) sentence: bool,
}

impl Shape {
    /// Whether a colon before it makes it somebody's words, by its length.
    pub(super) const fn is_announced(&self) -> bool {
        self.capital && self.words >= ANNOUNCED
    }
}

/// How many words a range of tokens holds.
pub(super) trait Words {
    fn iter_words(&self, document: &Document) -> usize;
}

impl Words for Range<usize> {
    fn iter_words(&self, document: &Document) -> usize {
        self.clone().filter(|&at| document.tokens[at].kind == TokenKind::Word).count()
    }
}

impl Finder<'_> {
    /// Whether words between marks are somebody's by themselves: whole sentences, longer pieces of them, and those in reported speech.
    pub(super) fn stands_alone(&self, mark: &Quoted, shape: &Shape, before: &Range<usize>) -> bool {
        let reported = self.is_reported(before);
        let headline = matches!(self.document.blocks[mark.block].kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
        let block = &self.document.blocks[mark.block].tokens;
        if (headline && shape.words > 1 || shape.words > 3)
            && !mark.closing.is_empty()
            && mark.opening.start == block.start
            && mark.closing.end == block.end
        {
            return true;
        }
        let opens = before.iter_words(self.document) == 0;
        let told = shape.words >= 4 && shape.capital && opens && (shape.comma || self.goes_on(mark));
        let announced = shape.is_announced() && !opens && self.document.token_text(before.end - 1) == ":";
        let told = told || announced;
        shape.sentence || told || shape.words >= 4 && !shape.capital && before.iter_words(self.document) > 0 || reported && shape.words > 1
    }

    /// Whether the next block goes on with what `mark` quotes and leaves open.
    pub(super) fn goes_on(&self, mark: &Quoted) -> bool {
        let next = self.marks.partition_point(|m| m.content.start <= mark.content.start);
        mark.closing.is_empty() && self.marks.get(next).is_some_and(|next| next.continues && next.block == mark.block + 1)
    }

    /// A sentence between marks, however short, that stands by itself or goes on from what was quoted before it.
    pub(super) fn follows(&self, index: usize, shape: &Shape, before: &Range<usize>, after: &Range<usize>) -> bool {
        let near = self.accepted.last().is_some_and(|a| a.mark + 1 == index && self.marks[a.mark].block == self.marks[index].block);
        let alone = after.iter_words(self.document) == 0;
        before.iter_words(self.document) == 0 && shape.capital && shape.terminal && shape.words > 1 && (alone || near)
    }

    /// What is quoted, without the comma that only joins it to the sentence around.
    pub(super) fn content(&self, mark: &Quoted) -> Range<usize> {
        let mut content = mark.content.clone();
        while content.end > content.start && matches!(self.document.token_text(content.end - 1), "," | ";") {
            content.end -= 1;
        }
        content
    }

    pub(super) fn shape(&self, mark: &Quoted, content: &Range<usize>) -> Shape {
        let tokens = &self.document.tokens;
        let words = content.clone().filter(|&at| matches!(tokens[at].kind, TokenKind::Word | TokenKind::Number)).count();
        let first = content.clone().find(|&at| tokens[at].kind != TokenKind::Punctuation).unwrap_or(content.start);
        let capital = tokens[first].capital;
        let last = self.document.token_text(content.end - 1);
        // "Neither do I.": the stop of what looks like an initial ends the sentence all the same.
        let initial = last.len() == 2 && last.ends_with('.');
        let terminal = initial || matches!(last, "." | "?" | "!" | "…" | "...");
        let inner = content.end > content.start + 1
            && (content.start..content.end - 1).any(|at| matches!(self.document.token_text(at), "." | "?" | "!") && tokens[at + 1].capital);
        let comma = mark.content.end > content.end;
        let outside = mark.opening.start == self.resolver.sentence(mark.opening.start).start
            && self.document.tokens.get(mark.closing.end).is_some_and(|t| self.document.slice(t.span) == ".");
        let sentence = words >= 4 && capital && (terminal || inner || outside);
        Shape { words, capital, terminal, comma, sentence }
    }

    /// Names, titles of works and terms, which marks only set off.
    pub(super) fn is_name(
        &self,
        mark: &Quoted,
        content: &Range<usize>,
        shape: &Shape,
        before: &Range<usize>,
        found: Option<&Attribution>,
    ) -> bool {
        let nouns = self.resolver.lexicon.nouns_capital && (found.is_some_and(|a| a.verb.is_some()) || self.is_reported(before));
        let titled = shape.capital
            && !nouns
            && !shape.comma
            && (2..=8).contains(&shape.words)
            && content
                .clone()
                .filter(|&at| self.document.tokens[at].kind == TokenKind::Word)
                .all(|at| self.document.tokens[at].capital || self.document.token_text(at).len() <= 3);
        if titled && before.iter_words(self.document) > 0 && self.document.token_text(before.end - 1) != ":" {
            return true;
        }
        if shape.sentence || shape.terminal && shape.words > 2 {
            return false;
        }
        // "„…“ genannt", "„…“, so heißt das Vorhaben".
        let close = mark.closing.end;
        // "„…“, heißt es von X" says it.
        let told = |at: usize| found.is_some_and(|a| a.verb == Some(at)) && self.resolver.is_impersonal(at);
        let naming = |at: usize| self.resolver.is(at, NAMING) && !told(at);
        if shape.words <= NAME && (close..self.resolver.sentence(close - 1).end.min(close + 3)).any(naming) {
            return true;
        }
        let word = if before.is_empty() { Known::default() } else { self.resolver.known(before.end - 1) };
        let earlier = if before.len() > 1 { self.resolver.known(before.end - 2) } else { Known::default() };
        let work = word.is(WORK) || earlier.is(WORK) && word.is(DETERMINER);
        if work && (shape.capital && shape.words <= 8 || found.is_none()) {
            return true;
        }
        let verb = found.and_then(|a| a.verb);
        // "le dispositif dit « … »": a participle behind its noun names a thing.
        if word.is(WORK) && !shape.capital && verb == before.end.checked_sub(1) && self.is_plain_noun(before) {
            return true;
        }
        let distance = verb.map_or(usize::MAX, |verb| mark.opening.start.saturating_sub(verb));
        if distance <= 1 {
            // Beside a verb it is quoted; right after a preposition ("laut „…“") a name is the source.
            let preposition = verb.is_some_and(|v| v < mark.opening.start && self.resolver.verb_form(v).is_none());
            return preposition && shape.words <= 3;
        }
        let entity = self.resolver.mention(content.start).is_some_and(|(m, _)| m.start <= content.start && content.end <= m.end);
        entity || !nouns && shape.capital && shape.words == 1 && !shape.comma && !shape.terminal
    }

    /// Whether the word before the last one of `before` is a common noun that does not stand for a person.
    fn is_plain_noun(&self, before: &Range<usize>) -> bool {
        let Some(at) = before.end.checked_sub(2).filter(|&at| at >= before.start) else { return false };
        let (token, word, lexicon) = (&self.document.tokens[at], self.resolver.known(at), self.resolver.lexicon);
        token.kind == TokenKind::Word
            && !token.capital
            && !word.is(AUXILIARY)
            && !word.is(PERSON)
            && !word.is(SPOKESMAN)
            && !word.is(ORGANIZATION)
            && lexicon.pronoun(word).is_none()
    }

    /// Whether a form that tells the words of others stands shortly before.
    fn is_reported(&self, before: &Range<usize>) -> bool {
        before.clone().rev().take(12).any(|at| self.resolver.is(at, REPORTED))
    }
}
