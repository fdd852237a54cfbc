//! How sure a change is, and when it happened.

use super::assemble::{Assembler, Sentence, verb_certainty};
use super::moved::Moved;
use super::rules::ChangeStatement;
use super::sequence::Content;
use crate::document::Span;
use crate::extract::pattern::{Match, Weight};
use crate::facts::{Certainty, DateFact, DateRelation};

/// How many months after a post was taken its holder is new no more.
const PAST: i64 = 10;

/// Within how many bytes of its start a sentence opens with a date.
const OPENING: usize = 6;

impl Assembler<'_> {
    pub(super) fn certainty(&self, sentence: &Sentence<'_>, found: &Match, statement: &ChangeStatement) -> Certainty {
        self.certainty_of(sentence, found, statement.certainty)
    }

    /// How sure what a match says is; `told` by the pattern itself: `done` where the first verb alone tells ("chosen to succeed").
    pub(super) fn certainty_of(&self, sentence: &Sentence<'_>, found: &Match, told: Option<Certainty>) -> Certainty {
        let first = || {
            let contents = sentence.sequence.contents[found.start..found.end].iter();
            contents.filter_map(|c| if let Content::Verb(verb) = c { Some(*verb) } else { None }).next().unwrap_or(Certainty::Done)
        };
        let certainty = match told {
            Some(Certainty::Done) => first(),
            told => told.unwrap_or(Certainty::Done).max_doubt(verb_certainty(sentence, found)),
        };
        let certainty = if told != Some(Certainty::Done) && self.is_negated(sentence, found) { Certainty::Denied } else { certainty };
        if sentence.sequence.reported { certainty.max_doubt(Certainty::Reported) } else { certainty }
    }

    /// Whether a word of negation stands in a match, outside of insertions.
    pub(super) fn is_negated(&self, sentence: &Sentence<'_>, found: &Match) -> bool {
        let Some(not) = self.rules.named.not else { return false };
        let items = &sentence.sequence.items[found.start..found.end];
        let from = items[..items.len().saturating_sub(1)].iter().rposition(|item| item.weight == Weight::Comma).unwrap_or(0);
        items[from..].iter().any(|item| item.has(not))
    }

    /// The date of a change: within its words, or else the nearest one of its sentence.
    pub(super) fn date(&self, sentence: &Sentence<'_>, span: Span) -> Option<usize> {
        let whole = self.document.sentences[sentence.index].span;
        let from = self.dates.partition_point(|d| d.span.start < whole.start);
        let inside = self.dates.iter().enumerate().skip(from).take_while(|(_, d)| d.span.end <= whole.end);
        let distance = |d: &DateFact| d.span.start.saturating_sub(span.end).max(span.start.saturating_sub(d.span.end));
        // "from 1 May": when it begins, where that is to come.
        let past = |d: &DateFact| d.relation == DateRelation::Since && !self.is_ahead(d);
        let when = |d: &DateFact| d.relation != DateRelation::Until && !past(d) && distance(d) < 40;
        inside.filter(|(_, d)| when(d)).min_by_key(|(_, d)| distance(d)).map(|(index, _)| index)
    }

    /// Whether a date lies ahead of the article.
    fn is_ahead(&self, date: &DateFact) -> bool {
        let Some((value, today)) = date.value.as_deref().zip(self.document.reference) else { return false };
        let number = |range| value.get(range).and_then(|digits: &str| digits.parse::<u16>().ok());
        let Some(year) = number(0..4) else { return false };
        let then = (i64::from(year), number(5..7).map_or(0, i64::from), number(8..10).map_or(0, i64::from));
        then > (i64::from(today.year()), i64::from(today.month()), i64::from(today.day()))
    }

    /// Whether a change lies so far back that what was taken then is held by now: by a date that no comma parts from its words, or
    /// with which the sentence opens.
    pub(super) fn is_past(&self, moved: &Moved) -> bool {
        let date = moved.date.filter(|_| moved.certainty == Certainty::Done);
        let Some(span) = date.and_then(|index| self.dates.get(index)).map(|d| d.span) else { return false };
        let opening = self.document.sentences[self.document.sentence_at(span.start)].span.start;
        let between = Span::new(span.end.min(moved.span.end), span.start.max(moved.span.end));
        let near = span.start <= opening + OPENING || !self.document.slice(between).contains(',');
        near && self.is_long_ago(date)
    }

    /// Whether a date lies more than a few months before the article.
    pub(super) fn is_long_ago(&self, date: Option<usize>) -> bool {
        let value = date.and_then(|index| self.dates.get(index)).and_then(|d| d.value.as_deref());
        let Some((value, today)) = value.zip(self.document.reference) else { return false };
        let number = |range| value.get(range).and_then(|digits: &str| digits.parse::<i64>().ok());
        let Some(year) = number(0..4) else { return false };
        let (this, month) = (i64::from(today.year()), i64::from(today.month()));
        match number(5..7) {
            Some(then) => (this - year) * 12 + month - then >= PAST,
            None => this > year,
        }
    }
}
