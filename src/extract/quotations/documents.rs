//! Letters, statements and the like that say something (`a letter from X said`): who speaks is whoever wrote them.

use super::attribution::{Attribution, NAME};
use super::lexicon::{AGENT, AND, AUTHOR, Class, DEFINITE, DOCUMENT, IMPERSONAL, OBLIQUE, OF};
use super::speaker::{Resolver, Speaker};
use crate::document::TokenKind;
use crate::facts::{EntityId, EntityType};

/// How many words the noun phrase of a document takes behind its noun.
const PHRASE: usize = 8;
/// How many tokens back a document is looked for that the text goes on about.
const BACK: usize = 300;

impl Resolver<'_> {
    /// Who wrote the document at `noun`, of which the verb at `verb` tells what it says; `low` is where its clause begins.
    pub(super) fn written_by(&self, noun: usize, verb: usize, low: usize) -> Option<Speaker> {
        // "X, in a letter to staff, wrote": whoever wrote it is the subject, unless nobody is ("in dem Brief heißt es").
        if noun < verb && self.is_governed(noun, low) && !self.is_impersonal(verb) {
            return None;
        }
        // "refuse la publication et ajoute": a verb that has another subject.
        let apart = |at: usize| self.is(at, AND) || self.document.tokens[at].kind == TokenKind::Punctuation;
        if (noun + 1..verb).any(apart) {
            return None;
        }
        let author = self.author(noun, low).or_else(|| if self.is_known(noun) { self.author_before(noun) } else { None });
        author.map(Speaker::Known)
    }

    /// `…, peut-on lire dans un communiqué de X`: a verb at `verb` without a subject, and the document that it leads to.
    pub(super) fn told_in(&self, verb: usize, end: usize) -> Option<Attribution> {
        let width =
            Some(self.known(verb)).filter(|known| known.opens(1 << IMPERSONAL)).map_or(0, |_| self.reading.width(IMPERSONAL, verb, end));
        if width == 0 {
            return None;
        }
        let from = verb + width;
        let phrase = (verb + 1..end.min(from + NAME)).take_while(|&at| self.document.tokens[at].kind == TokenKind::Word);
        let noun = phrase.into_iter().find(|&at| self.is(at, DOCUMENT));
        let author = noun.and_then(|noun| self.written_by(noun, verb, from));
        // "heißt es von X".
        let led = self.is(from, AGENT) || self.is(from, OBLIQUE);
        let body = |speaker: &Speaker| *speaker != Speaker::Unknown && self.is_body(*speaker);
        let named = || {
            let at = from + usize::from(led);
            self.named_after(at..end.min(at + NAME)).filter(|speaker| !led || body(speaker))
        };
        let speaker = author.or_else(named).unwrap_or(Speaker::Unknown);
        Some(Attribution { speaker, verb: Some(verb), class: Class::Say, end: from })
    }

    /// Whether a verb without a subject begins at token `verb`.
    pub(super) fn is_impersonal(&self, verb: usize) -> bool {
        self.known(verb).opens(1 << IMPERSONAL) && self.reading.width(IMPERSONAL, verb, self.document.tokens.len().min(verb + 4)) > 0
    }

    /// Whether somebody or an organisation speaks, and not a mere thing ("sur la page Foo, on peut lire").
    pub(super) fn is_body(&self, speaker: Speaker) -> bool {
        let body = |id| matches!(self.entities.get(id).kind, EntityType::Person | EntityType::Organization);
        speaker.id().is_none_or(body)
    }

    /// Whose the words about the document at `noun` say that it is: "X’s letter", "une lettre de X", "a statement from X", "ein Brief von X an Y".
    fn author(&self, noun: usize, low: usize) -> Option<EntityId> {
        let mut led = false;
        for at in noun + 1..(noun + 1 + PHRASE).min(self.document.tokens.len()) {
            if let Some((_, id)) = self.mention(at) {
                if led && self.speaks(id) {
                    return Some(id);
                }
                break;
            }
            let known = self.known(at);
            let of = known.is(OF) || known.is(AGENT) || known.is(AUTHOR);
            led |= of;
            if !of && known.is(OBLIQUE)
                || self.document.tokens[at].kind != TokenKind::Word
                || self.verb_form(at).is_some() && !self.is(at + 1, AGENT)
            {
                break;
            }
        }
        noun.checked_sub(1).filter(|&at| at >= low).and_then(|at| self.owner_beside(at))
    }

    /// The name in the genitive that ends at token `at`, which a document follows.
    fn owner_beside(&self, at: usize) -> Option<EntityId> {
        // "X’s letter": the ending may be a token of its own.
        let (name, id) = self.mention(at).or_else(|| self.mention(at.checked_sub(1)?))?;
        (name.end > at || self.is_genitive(name.end)).then_some(id).filter(|&id| self.speaks(id))
    }

    /// Whether the document at `noun` is one that the text spoke of.
    fn is_known(&self, noun: usize) -> bool {
        self.article(noun).is_some_and(|article| self.is(article, DEFINITE))
    }

    /// Who wrote the document that the text spoke of last before token `noun`: whose it was told to be, or who is the subject there.
    fn author_before(&self, noun: usize) -> Option<EntityId> {
        let before = (noun.saturating_sub(BACK)..noun).rev().find(|&at| self.is(at, DOCUMENT) && !self.is_quoted(at))?;
        let sentence = self.document.sentence_at(self.document.tokens[before].span.start);
        let low = self.document.sentences[sentence].tokens.start;
        self.author(before, low).or_else(|| self.subject_of_sentence(low..before))
    }
}
