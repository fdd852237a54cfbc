//! What the form of a title tells: of how many, and of a woman.

use super::assemble::Assembler;
use super::title_reader::TitlePhrase;
use crate::facts::EntityId;
use crate::language::Language;

impl Assembler<'_> {
    /// Whether the form of a title tells that a woman bears it ("Ministerin").
    pub(super) fn is_feminine(&self, phrase: &TitlePhrase) -> bool {
        let words = phrase.titles.first().map_or(0..0, |title| self.document.tokens_in(title.span));
        let ends = |word: &str| self.rules.feminine.iter().any(|ending| word.len() > ending.len() + 2 && word.ends_with(&**ending));
        words.into_iter().any(|at| ends(self.document.folded(at)))
    }

    /// Which of coordinated persons a title is of: all for a plural, else the one next to it.
    pub(super) fn holders<'s>(&self, persons: &'s [EntityId], phrase: &TitlePhrase, persons_first: bool) -> &'s [EntityId] {
        if persons.len() < 2 || self.plural(phrase) {
            return persons;
        }
        if persons_first { &persons[persons.len() - 1..] } else { &persons[..1] }
    }

    fn plural(&self, phrase: &TitlePhrase) -> bool {
        let Some(title) = phrase.titles.first() else { return false };
        let mut tokens = self.document.tokens_in(title.span);
        // "Sens."
        let word = |at: &usize| self.document.folded(*at) != ".";
        let head = if self.language == Language::En { tokens.rfind(word) } else { tokens.next() };
        let word = head.map_or("", |i| self.document.folded(i).trim_end_matches('.'));
        match self.language {
            Language::De | Language::It | Language::Nl => true,
            _ => word.ends_with(['s', 'x']) || word.ends_with("men"),
        }
    }

    /// Whether a phrase names several holders of a title, as far as its form tells.
    pub(super) fn is_plural(&self, phrase: &TitlePhrase) -> bool {
        let several = |at: usize| matches!(self.document.folded(at), "i" | "gli" | "le" | "dei" | "degli" | "delle");
        match self.language {
            Language::De | Language::Nl => false,
            Language::It => several(phrase.tokens.start),
            _ => self.plural(phrase),
        }
    }

    /// Whether the form of a title tells one holder from several.
    pub(super) const fn has_number(&self) -> bool {
        !matches!(self.language, Language::De | Language::It | Language::Nl)
    }
}
