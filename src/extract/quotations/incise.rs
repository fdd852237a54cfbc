//! Attributions inside the marks ("« Le désaccord est total, souligne-t-elle. La suite … »", "« C’est fini, a déclaré X. On part. »").

use super::attribution::{Attribution, NAME};
use super::lexicon::{CLOSING, Class, DEFINITE, OBLIQUE, VERB_PHRASE};
use super::speaker::Resolver;
use crate::document::TokenKind;
use crate::document::marks::Quoted;
use std::ops::Range;

/// Behind how many commas of a quotation an attribution is looked for.
const COMMAS: usize = 64;
/// How many words may stand between the comma and the verb of an attribution ("a de son côté souligné X").
const LEAD: usize = 5;

impl Resolver<'_> {
    /// What attributes each of the quotations `marks` from within.
    pub(super) fn incises(&mut self, marks: &[&Quoted]) -> Vec<Option<Attribution>> {
        marks.iter().map(|mark| self.incise(mark.content.clone())).collect()
    }

    fn incise(&mut self, content: Range<usize>) -> Option<Attribution> {
        let commas = content.clone().filter(|&at| matches!(self.folded(at), "," | "–" | "—" | "-")).take(COMMAS).collect::<Vec<_>>();
        commas.into_iter().find_map(|comma| {
            let range = comma + 1..self.sentence(comma).end.min(content.end).min(comma + LEAD + NAME);
            let speaks = |at: usize| self.verb_form(at).is_some() || self.known(at).opens(1 << VERB_PHRASE | 1 << CLOSING);
            let told = range.clone().take(LEAD).any(speaks);
            told.then(|| self.outside(range.clone(), |resolver| resolver.inserted(range))).flatten()
        })
    }

    /// What `read` finds where the tokens of `range` are read as words of the article, not of the quotation around them.
    fn outside<T>(&mut self, range: Range<usize>, read: impl FnOnce(&Self) -> T) -> T {
        let within = self.release(range.clone());
        let found = read(self);
        self.enclose(range, within);
        found
    }

    /// The attribution that `range`, behind a comma, begins with: the verb, and who says it right behind.
    fn inserted(&self, range: Range<usize>) -> Option<Attribution> {
        let found = self.closing_preposition(range.start, range.end).or_else(|| self.verb_first(range.start, range.end, false))?;
        let verb = found.verb.filter(|&verb| verb < range.start + LEAD)?;
        let mark = |at: usize| self.document.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Punctuation);
        // "…, räumte X ein.", "…, a déclaré X à la presse.", "…, sagte X der Zeitung.": the sentence does not go on about X.
        let closes = |at: usize| mark(at) || mark(at + 1) || self.is(at, OBLIQUE) || self.is(at, DEFINITE);
        let inverted = (range.start..=verb).any(|at| self.inverted(at).is_some());
        let named = |id| (verb + 1..range.end).filter_map(|at| self.mention(at)).find(|(_, named)| *named == id);
        let beside = |id| self.speaks(id) && named(id).is_some_and(|(name, _)| closes(name.end));
        let told = inverted || found.speaker.id().is_some_and(beside);
        (told && (verb == range.start || !matches!(found.class, Class::Judge | Class::Think | Class::Order))).then_some(found)
    }
}
