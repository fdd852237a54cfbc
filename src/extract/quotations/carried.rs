//! Who speaks where the words beside a quotation do not say so: whoever the text before speaks of.

use super::attribution::Attribution;
use super::lexicon::{
    AUXILIARY, BEFORE_INFINITIVE, Class, DEFINITE, DETERMINER, Gender, INDEFINITE, OBLIQUE, OF, PERFECT, SPOKESMAN, THAT,
};
use super::shape::{Shape, Words};
use super::speaker::Speaker;
use super::{Accepted, Finder};
use crate::document::{BlockKind, TokenKind};
use crate::facts::EntityId;
use std::ops::Range;

/// How many words may stand before the name of who does what is quoted.
const SUBJECT: usize = 12;
/// How many words a signature takes.
const SIGNATURE: usize = 20;
/// How many blocks a question and what leads to it take in an interview.
const INTERVIEW: usize = 6;
/// How many auxiliaries and clitics may stand before a verb.
const CLITICS: usize = 3;
/// How many words may lead on from one quotation to the next.
const RESUMED: usize = 5;

impl Finder<'_> {
    /// Who is meant by a definite noun that no name goes with: the person whom the sentences before it in its block speak of, else
    /// the one who was quoted just before.
    pub(super) fn known_already(&self, index: usize, found: &Attribution) -> Option<EntityId> {
        let mark = self.marks[index];
        let here = self.resolver.sentence(mark.opening.start).start;
        let definite = |verb: usize| self.resolver.is_definite(verb, verb >= mark.content.end);
        if found.class == Class::Judge || !found.verb.is_some_and(definite) {
            return None;
        }
        let from = self.document.blocks[mark.block].tokens.start;
        let last = self.accepted.iter().rev().find(|a| !self.is_heading(a.mark));
        let from = from.max(last.map_or(0, |a| a.content.end));
        let verb = found.verb?;
        let gender = self.resolver.noun_gender(verb);
        let noun = (verb + 2..verb + 5).chain(verb.checked_sub(1)).find(|&at| self.resolver.is_somebody(at));
        let called = |id: EntityId| noun.is_none_or(|noun| self.resolver.may_be_called_by(id, noun) || self.resolver.may_know(id, noun));
        // "l’avocat de X" is anybody but X.
        let owner = noun.and_then(|noun| self.resolver.owner_behind(noun, self.document.tokens.len()));
        let may_be = |id: &EntityId| gender.is_none_or(|gender| self.resolver.may_be(*id, gender)) && called(*id) && owner != Some(*id);
        let announced = here.checked_sub(1).filter(|&at| at >= from).and_then(|at| self.resolver.responds(self.resolver.sentence(at)));
        if announced.is_some() {
            return announced;
        }
        if let Some(id) = self.subject_between(from, here).filter(may_be) {
            return Some(id);
        }
        // Who was asked answers, not who asked.
        let asks = |a: &&Accepted| self.document.token_text(a.content.end - 1) == "?";
        if let Some(id) = last.filter(|a| mark.block <= self.marks[a.mark].block + 6 && !asks(a)).and_then(|a| a.speaker).filter(may_be) {
            return Some(id);
        }
        gender.and_then(|gender| self.resolver.pronoun(verb, gender).id()).filter(may_be)
    }

    /// Whom a pronoun beside the quotation means: the one who spoke last in its block, where nobody was named since.
    pub(super) fn same_speaker(&self, index: usize, found: &Attribution) -> Option<EntityId> {
        let last = self.accepted.last().filter(|a| self.marks[a.mark].block == self.marks[index].block)?;
        let (from, to) = (last.content.end, self.marks[index].opening.start);
        if from >= to || !found.verb.is_some_and(|verb| self.resolver.has_pronoun(verb)) {
            return None;
        }
        let named = self.resolver.first_person(from..to, Gender::Either).is_some();
        let gender = found.speaker.id().and_then(|id| self.resolver.genders.get(&id));
        last.speaker.filter(|id| !named && self.resolver.genders.get(id).is_none_or(|g| gender.is_none_or(|other| other == g)))
    }

    /// The one to whom the words behind the quotation, or the next sentence of its block, point back.
    pub(super) fn pointed(&self, index: usize, after: &Range<usize>) -> Option<Attribution> {
        let mark = self.marks[index];
        if after.iter_words(self.document) > 0 {
            return self.resolver.pointing(after.clone());
        }
        let next = after.end.max(mark.closing.end);
        let block = self.document.blocks[mark.block].tokens.end;
        if next >= block && mark.opening.start == self.document.blocks[mark.block].tokens.start {
            return self.signed(mark.block + 1);
        }
        (next < block).then(|| self.resolver.sentence(next)).and_then(|sentence| self.resolver.pointing(next..sentence.end.min(block)))
    }

    /// Who signs a quotation that is a block of its own, in the next one, behind a dash.
    fn signed(&self, block: usize) -> Option<Attribution> {
        let tokens = self.document.blocks.get(block)?.tokens.clone();
        let dash = !tokens.is_empty() && matches!(self.document.token_text(tokens.start), "–" | "—" | "―");
        if !dash || tokens.len() > SIGNATURE {
            return None;
        }
        let speaker = self.resolver.named_after(tokens.start + 1..tokens.end).unwrap_or(Speaker::Unknown);
        Some(Attribution { speaker, verb: None, class: Class::Say, end: tokens.start })
    }

    /// "Et d’ajouter : « … »": whoever spoke last, where nothing but the verb stands before a colon.
    pub(super) fn resumed(&self, index: usize, before: &Range<usize>) -> Option<EntityId> {
        let colon = before.end.checked_sub(1).is_some_and(|at| at >= before.start && self.document.token_text(at) == ":");
        let named = |at: usize| {
            let known = self.resolver.known(at);
            let somebody = self.resolver.is_somebody(at) || known.is(SPOKESMAN) || known.is(DETERMINER) && !known.is(OF);
            self.resolver.mention(at).is_some() || somebody || self.resolver.inverted(at).is_some()
        };
        if !colon || before.iter_words(self.document) > RESUMED || before.clone().any(named) {
            return None;
        }
        let last = self.accepted.iter().rev().find(|a| !self.is_heading(a.mark))?;
        let block = self.marks[index].block;
        if self.marks[last.mark].block + 1 >= block { last.speaker } else { None }
    }

    /// Whose words quoted within a sentence of the article's own are that nothing attributes: its subject's.
    pub(super) fn own(&self, index: usize, before: &Range<usize>, whole: bool) -> Option<EntityId> {
        if whole || before.iter_words(self.document) == 0 || self.is_heading(index) {
            return None;
        }
        // "X « s’associe à la douleur »", "X renonce, « pour des raisons de santé »".
        let last = before.end - 1;
        let word = |at: usize| self.resolver.known(at);
        let first = word(self.marks[index].content.start);
        let reason = self.document.token_text(last) == "," && (first.is(OBLIQUE) || first.is(OF));
        let beside = self.resolver.mention(last).is_some() || self.document.token_text(last) == ",";
        let verb = |at: usize| self.resolver.verb_form(at).is_some() || word(at).is(AUXILIARY) && !word(at).is(OF);
        let told = (before.start..before.end.min(before.start + 4)).find_map(|at| self.resolver.mention(at));
        let named = beside && told.is_some_and(|(name, _)| !(name.end..last).any(verb));
        let shown = last > before.start && self.document.token_text(last) == "," && self.resolver.mention(last - 1).is_some();
        if reason || named || shown || self.resolver.mention(last).is_some() {
            self.resolver.subject_of_sentence(before.clone())
        } else {
            None
        }
    }

    /// "X « remercie vivement » Y", "X a « salué le courage » de Y": the one named right before quoted words that tell what they do.
    pub(super) fn predicated(&self, index: usize, shape: &Shape, before: &Range<usize>) -> Option<EntityId> {
        let first = self.marks[index].content.start;
        let known = self.resolver.known(first);
        let noun = known.is(DETERMINER) || known.is(INDEFINITE) || known.is(DEFINITE) || self.resolver.is_somebody(first);
        let light = noun || known.is(OF) || known.is(OBLIQUE) || known.is(THAT);
        let word = self.document.tokens[first].kind == TokenKind::Word;
        // English and German set off names and nouns in this place as often.
        let verbs = !self.resolver.lexicon.has_unopened && !self.resolver.lexicon.nouns_capital;
        if !verbs || shape.words < 2 || shape.capital || !word || light || before.is_empty() || self.is_heading(index) {
            return None;
        }
        let comma = usize::from(before.len() > 1 && self.document.token_text(before.end - 1) == ",");
        // What belongs to the verb stands before the mark.
        let clitic = |at: &usize| {
            let known = self.resolver.known(*at);
            known.is(PERFECT) || known.is(BEFORE_INFINITIVE) && !known.is(OF)
        };
        let clitics = (before.start..before.end - comma).rev().take(CLITICS).take_while(clitic).count();
        let last = before.end.checked_sub(1 + comma + clitics).filter(|&last| last >= before.start)?;
        let verb = |at: usize| {
            let known = self.resolver.known(at);
            self.resolver.verb_form(at).is_some() || known.is(AUXILIARY) && !known.is(OF) && !known.is(DEFINITE)
        };
        let (name, id) = self.resolver.mention(last).filter(|(_, id)| self.resolver.is_person(*id))?;
        let clause = (before.start..name.start).rev().find(|&at| self.resolver.is(at, THAT)).map_or(before.start, |that| that + 1);
        if name.start >= clause + SUBJECT || (clause..name.start).any(verb) {
            return None;
        }
        let owned = self.resolver.is_owner(name.start, clause);
        if owned { self.resolver.subject_of_sentence(clause..before.end) } else { Some(id) }
    }

    /// The speaker of a quotation without words of its own that say so: whom the sentence before it speaks of, or the one who
    /// spoke last, if it stands beside or alone.
    pub(super) fn carried(&self, index: usize, before: &Range<usize>) -> Option<EntityId> {
        let mark = self.marks[index];
        let block = self.document.blocks[mark.block].tokens.clone();
        let start = self.resolver.sentence(mark.opening.start).start;
        let opens = before.iter_words(self.document) == 0;
        // A heading belongs to what follows it.
        if self.is_heading(index) {
            return None;
        }
        let last = self.accepted.iter().rev().find(|a| !self.is_heading(a.mark)).filter(|a| {
            let block = self.marks[a.mark].block;
            block == mark.block || block + 1 == mark.block && before.is_empty()
        });
        let from = block.start.max(last.map_or(0, |a| a.content.end));
        if opens && from < start {
            if self.resolver.is_newcomer(start - 1) {
                return None;
            }
            let found = self.subject_between(from, start).or_else(|| self.resolver.topic_since(start - 1, from));
            if found.is_some() {
                return found;
            }
        }
        if let Some(last) = last {
            return last.speaker;
        }
        // A block of its own: whoever the sentence before it speaks of.
        if !before.is_empty() || mark.opening.start > block.start + 1 || block.start == 0 {
            return None;
        }
        let sentence = self.resolver.sentence(block.start - 1);
        // "Does X bake well?": who is asked answers, as before.
        if self.document.token_text(sentence.end - 1) == "?" {
            let last = self.accepted.iter().rev().find(|a| !self.is_heading(a.mark));
            return last.filter(|a| self.marks[a.mark].block + INTERVIEW >= mark.block).and_then(|a| a.speaker);
        }
        let verb = self.resolver.before(sentence.clone()).map(|a| a.speaker);
        // "X won, leaving Y behind.": a colon gives the word to the last one named, a full stop to the subject.
        let colon = self.document.token_text(sentence.end - 1) == ":";
        let subject = || if colon { None } else { self.resolver.subject_at_head(sentence.clone()) };
        verb.or_else(subject).or_else(|| self.resolver.last_named(sentence.clone())).and_then(Speaker::id)
    }

    pub(super) fn is_heading(&self, mark: usize) -> bool {
        matches!(self.document.blocks[self.marks[mark].block].kind, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading)
    }

    /// Gives the quotations of headings that name nobody to whoever is quoted right after them.
    pub(super) fn headings(&mut self) {
        for index in (0..self.accepted.len().saturating_sub(1)).rev() {
            let (this, next) = (&self.accepted[index], &self.accepted[index + 1]);
            let near = self.marks[next.mark].block <= self.marks[this.mark].block + 2;
            if near && this.speaker.is_none() && this.attribution.is_none() && self.is_heading(this.mark) {
                self.accepted[index].speaker = next.speaker;
            }
        }
    }

    /// The person whom the last whole sentence between two places in a block speaks of, by name or by a pronoun that begins it.
    fn subject_between(&self, from: usize, to: usize) -> Option<EntityId> {
        if to <= from {
            return None;
        }
        let sentence = self.resolver.sentence(to - 1);
        if sentence.start < from {
            return None;
        }
        let gender = self.resolver.lexicon.pronoun(self.resolver.known(sentence.start));
        match gender {
            Some(gender) => self.resolver.pronoun(sentence.start, gender).id(),
            None => self.resolver.first_person(sentence, Gender::Either),
        }
    }
}
