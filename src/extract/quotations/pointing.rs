//! Who is given the word without a verb: by a colon behind the name, or by a clause behind a quotation that points back to it.

use super::attribution::{Attribution, NAME};
use super::lexicon::{CASE, Class, OBLIQUE, POINTING};
use super::speaker::{Resolver, Speaker};
use crate::document::{Span, TokenKind};
use crate::facts::{EntityId, EntityType};
use std::ops::Range;

impl Resolver<'_> {
    /// Whether the name that `range` ends with before a colon is the matter that is talked about ("L’affaire X : « … »").
    pub(super) fn is_case(&self, range: Range<usize>) -> bool {
        let end = range.end.saturating_sub(1);
        let Some((name, _)) = end.checked_sub(1).and_then(|at| self.mention(at)).filter(|(name, _)| name.end == end) else { return false };
        let near = |at: &usize| self.is(*at, CASE);
        (name.start.saturating_sub(3).max(range.start)..name.start).any(|at| near(&at)) || self.is(name.end, CASE)
    }

    /// `“…” So says X.`: who is named by a clause behind a quotation that points back to it.
    pub(super) fn pointing(&self, range: Range<usize>) -> Option<Attribution> {
        let start = self.skip_marks(range.start, range.end);
        let width = self.reading.width(POINTING, start, range.end);
        if width == 0 {
            return None;
        }
        let end = range.end.min(start + width + NAME);
        let mut at = start + width;
        while at < end {
            if let Some((name, id)) = self.mention(at) {
                if self.is_person(id) {
                    return Some(Attribution { speaker: Speaker::Known(id), verb: None, class: Class::Say, end: name.end });
                }
                at = name.end.max(at + 1);
                continue;
            }
            if self.document.tokens[at].kind == TokenKind::Punctuation && self.folded(at) != "," {
                break;
            }
            at += 1;
        }
        None
    }

    /// Whether nothing but an abbreviation in brackets stands between the name at `start` and the mark that ends before `end`.
    fn ends_before_mark(&self, start: usize, end: usize) -> bool {
        let Some((name, _)) = self.mention(start) else { return false };
        let close = name.end + usize::from(self.folded(name.end) == ")");
        self.behind_aside(close, end) + 1 >= end
    }

    /// The last person of `range`, or else the body that it ends with: who a colon gives the word to.
    pub(super) fn last_named(&self, range: Range<usize>) -> Option<Speaker> {
        if range.is_empty() {
            return None;
        }
        let mentions = self.entities.within(self.document.span_of(range.clone()));
        let outside: Vec<_> = mentions.iter().filter(|(span, _)| !self.is_quoted(self.document.token_at(span.start))).collect();
        let person = |&&&(_, id): &&&(Span, EntityId)| self.is_person(id);
        let subject = |&&&(span, _): &&&(Span, EntityId)| {
            let at = self.document.token_at(span.start);
            at == 0 || !self.is(at - 1, OBLIQUE)
        };
        let colon = self.folded(range.end - 1) == ":";
        let ends = |span: Span| colon && self.ends_before_mark(self.document.token_at(span.start), range.end);
        let body = || outside.last().filter(|(span, id)| self.entities.get(*id).kind == EntityType::Organization && ends(*span));
        let people = || outside.iter().rev().filter(person);
        let found = people().find(subject).or_else(|| people().next()).or_else(body);
        found.map(|&&(_, id)| Speaker::Known(id))
    }
}
