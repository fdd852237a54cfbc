//! Titles of several behind the name of one ("According to Roe, prosecutors opened a case."): those of others.

use super::items::Builder;
use super::sequence::{Content, Sequence};
use super::title_reader::TitlePhrase;
use crate::document::TokenKind;
use crate::extract::pattern::Weight;
use crate::language::Language;

impl Builder<'_> {
    /// Whether a phrase behind the items of `out`, one person and a comma, is of several others, of whom something is told.
    pub(super) fn is_crowd(&self, out: &Sequence, phrase: &TitlePhrase) -> bool {
        let comma = out.items.last().is_some_and(|item| item.weight == Weight::Comma);
        let one = |content: &Content| matches!(content, Content::Persons(persons) if persons.len() == 1);
        let person = || out.contents.len().checked_sub(2).and_then(|at| out.contents.get(at)).is_some_and(one);
        comma && person() && self.goes_on(phrase.tokens.end) && self.is_of_several(phrase)
    }

    /// Whether a word follows at token `at` that is no name of a person.
    fn goes_on(&self, at: usize) -> bool {
        let word = self.reader.document.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word);
        word && at < self.reader.sentence.end && !self.reader.person_at(at)
    }

    /// Whether the form of a title tells that several hold it, and no word before it says that one of them is meant.
    pub(super) fn is_of_several(&self, phrase: &TitlePhrase) -> bool {
        let (reader, document) = (self.reader, self.reader.document);
        let Some(title) = phrase.titles.first() else { return false };
        let mut words = document.tokens_in(title.span);
        let plural = match document.language {
            Some(Language::Fr | Language::Es | Language::Pt) => {
                words.next().is_some_and(|head| document.folded(head).ends_with(['s', 'x']))
            }
            Some(Language::En) => {
                let head = words.take_while(|&at| !reader.titles.prepositions.has(reader.words, at)).last();
                head.is_some_and(|head| is_english_plural(document.folded(head)))
            }
            _ => false,
        };
        plural && reader.titles.partitives.starting(reader.words, phrase.tokens.start, phrase.tokens.end).is_none()
    }
}

/// Whether an English noun has the form of a plural.
fn is_english_plural(word: &str) -> bool {
    let single = ["ss", "us", "is", "ics"].iter().any(|ending| word.ends_with(ending));
    word.ends_with("men") || word.ends_with('s') && !single
}
