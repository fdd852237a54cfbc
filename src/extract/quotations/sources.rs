//! Sources: prepositions and clauses that attribute words without a verb of their own ("selon X", "laut X", "X zufolge", "as X put it").

use super::attribution::{ASIDE, Attribution, NAME};
use super::lexicon::{
    AGENT, AS_TOLD, CLOSING, Class, DEFINITE, DETERMINER, Gender, OF, OWN, POSTPOSITION, PREPOSITION, THAT, WEAK_PREPOSITION,
};
use super::speaker::{Resolver, Speaker};
use crate::document::TokenKind;
use std::ops::Range;

impl Resolver<'_> {
    /// `selon X`, `according to X`.
    pub(super) fn preposition_at(&self, at: usize, end: usize, weak: bool) -> Option<Attribution> {
        let own = self.reading.width(OWN, at, end);
        if own > 1 {
            return Some(Attribution { speaker: self.pronoun(at, Gender::Either), verb: Some(at), class: Class::Say, end: at + own });
        }
        let strong = self.preposition_width(at, end);
        let width = if strong == 0 && weak { self.reading.width(WEAK_PREPOSITION, at, end) } else { strong };
        if width == 0 {
            return None;
        }
        if let Some(found) = self.relative_source(at, width) {
            return Some(found);
        }
        let to = self.phrase_end(at + width, end);
        // "selon les précisions apportées par X".
        let named = self.named_after(at + width..to).or_else(|| self.agent(at + width..to));
        let speaker = named.or((strong > 0).then_some(Speaker::Unknown))?;
        Some(Attribution { speaker, verb: Some(at), class: Class::Say, end: to })
    }

    /// `« … », pour X.`: a weak preposition that leads to a name and to nothing else.
    pub(super) fn weak_source(&self, at: usize, end: usize) -> Option<Attribution> {
        let width = self.reading.width(WEAK_PREPOSITION, at, end);
        if width == 0 {
            return None;
        }
        let found = self.preposition_at(at, end, true)?;
        let id = found.speaker.id().filter(|&id| self.is_person(id))?;
        let (name, _) = (at + width..found.end).filter_map(|at| self.mention(at)).find(|(_, named)| *named == id)?;
        // "« … », pour X le plus beau jour de sa vie": the sentence goes on.
        let closed = name.end >= end || self.document.tokens[name.end].kind == TokenKind::Punctuation;
        closed.then_some(found)
    }

    /// `“…”, comme l’a rappelé X`, `“…”, as X put it`: what was said is told to be said.
    pub(super) fn as_told(&self, at: usize, end: usize) -> Option<Attribution> {
        let width = self.reading.width(AS_TOLD, at, end);
        if width == 0 {
            return None;
        }
        let found = self
            .claimed(at, at + width, end)
            .or_else(|| self.verb_first(at + width, end, false))
            .or_else(|| self.subject_first(at + width, end, false))
            .or_else(|| self.verb_last(at + width, end))?;
        let says = matches!(found.class, Class::Say | Class::Tell | Class::Speak | Class::Judge);
        (says && found.speaker != Speaker::Unknown && found.verb.is_some_and(|verb| verb <= at + ASIDE)).then_some(found)
    }

    /// `…“, wie die Abgeordnete X am Montag sagte`: the verb at the end of the clause that begins at `start`.
    fn verb_last(&self, start: usize, end: usize) -> Option<Attribution> {
        let verb = (start + 1..end.min(start + NAME)).find(|&at| self.verb(at, start).is_some()).filter(|_| self.lexicon.ends_with_verb)?;
        let speaker = self.subject_before(verb, start)?;
        Some(Attribution { speaker, verb: Some(verb), class: self.verb(verb, start)?, end: verb + 1 })
    }

    /// `…“, X zufolge`, `X zufolge …`: the name or noun at `start`, behind which a word stands that attributes.
    pub(super) fn postposition_at(&self, start: usize, end: usize) -> Option<Attribution> {
        let mut words = (start + 1..end.min(start + NAME)).take_while(|&at| self.folded(at) != ",");
        words.find(|&at| self.is(at, POSTPOSITION)).map(|at| self.before_postposition(at, start))
    }

    /// The attribution that the postposition at `at` makes: to the name right before it, not before token `start`.
    pub(super) fn before_postposition(&self, at: usize, start: usize) -> Attribution {
        let words = (start.max(at.saturating_sub(NAME))..at).rev().take_while(|&at| self.folded(at) != ",");
        let named = words.into_iter().find_map(|at| self.mention(at)).filter(|(_, id)| self.speaks(*id));
        let speaker = named.map_or(Speaker::Unknown, |(_, id)| Speaker::Known(id));
        Attribution { speaker, verb: Some(at), class: Class::Say, end: at + 1 }
    }

    /// `X, selon qui …`: the one named last before it.
    fn relative_source(&self, at: usize, width: usize) -> Option<Attribution> {
        let next = at + width;
        let article = usize::from(self.is(next, DEFINITE));
        let who = ["cui", "qui", "quale", "lequel", "laquelle", "quien", "cual", "quem", "qual", "whom", "dem", "der", "wie"];
        let word = self.folded(next + article);
        let relative = who.contains(&word) && (article == 1 || !matches!(word, "quale" | "cual" | "qual"));
        // "laut dem Landwirt X" has an article, "laut dem die Lage ernst ist" a pronoun.
        let opens = self.known(next + article + 1);
        let pronoun = || opens.is(DEFINITE) || opens.is(DETERMINER) || self.lexicon.pronoun(opens).is_some();
        let article_like = self.is(next + article, DEFINITE) || self.is(next + article, DETERMINER);
        let relative = relative && (!article_like || pronoun());
        let comma = at > 0 && self.folded(at - 1) == ",";
        if !relative || !comma || self.mention(next + 1).is_some() {
            return None;
        }
        let low = self.sentence(at).start;
        let named = (low..at).rev().take(NAME).find_map(|i| self.mention(i)).filter(|(_, id)| self.is_person(*id));
        let speaker = named.map_or(Speaker::Unknown, |(_, id)| Speaker::Known(id));
        Some(Attribution { speaker, verb: Some(at), class: Class::Say, end: next + article + 1 })
    }

    /// `…“, so X`: a word that attributes only behind what is said.
    pub(super) fn closing_preposition(&self, at: usize, end: usize) -> Option<Attribution> {
        if self.reading.width(CLOSING, at, end) == 0 {
            return None;
        }
        let to = self.phrase_end(at + 1, end);
        let speaker = self.named_after(at + 1..to).unwrap_or(Speaker::Unknown);
        Some(Attribution { speaker, verb: Some(at), class: Class::Say, end: to })
    }

    /// How many tokens the preposition of attribution at `at` takes, with the "of" behind one of several words ("selon les mots de"); 0 for
    /// none.
    pub(super) fn preposition_width(&self, at: usize, end: usize) -> usize {
        let width = self.reading.width(PREPOSITION, at, end);
        width + usize::from(width > 1 && at + width < end && self.is(at + width, OF))
    }

    /// The end of the noun phrase at `at`: the next comma that no apposition follows.
    fn phrase_end(&self, at: usize, end: usize) -> usize {
        let end = end.min(at + NAME);
        // "according to Sgt. X": the stop of a short form ends nothing.
        let stop =
            |i: usize| self.folded(i) == "." && (i + 1 >= end || self.document.tokens[i].spaced || !self.document.tokens[i + 1].capital);
        let comma = (at..end).find(|&i| matches!(self.folded(i), "," | ";" | ":") || stop(i));
        match comma {
            // "selon le maire de Nordal, Léa Brisson, …": the name may follow its title.
            Some(i) if self.folded(i) == "," && i + 1 < end && !(at..i).any(|k| self.is_named_source(k, at)) => {
                let first = (i + 1..end.min(i + 4)).find(|&k| !self.is_honorific(k)).unwrap_or(i + 1);
                let name = self.mention(first).filter(|(m, id)| self.is_person(*id) && matches!(self.folded(m.end), "," | "."));
                name.map_or(i, |(m, _)| m.end.min(end))
            }
            Some(i) => i,
            None => end,
        }
    }

    /// Whether a person is named at `at` who is no owner of what stands before ("l’avocate de M. X").
    fn is_named_source(&self, at: usize, low: usize) -> bool {
        self.mention(at).is_some_and(|(name, id)| self.is_person(id) && !self.is_owner(name.start, low))
    }

    /// `, as claimed by X`: the participle at `start`, behind what begins such a clause at `from`.
    pub(super) fn claimed(&self, from: usize, start: usize, end: usize) -> Option<Attribution> {
        let class = self.verb(start, start).filter(|_| start > from && self.is(start + 1, AGENT))?;
        let speaker = self.named_after(start + 2..end.min(start + 2 + NAME))?;
        Some(Attribution { speaker, verb: Some(start), class, end: start + 1 })
    }

    /// `…, and, according to X, “…”`: a preposition behind the verb at `verb` whose phrase reaches the quotation.
    pub(super) fn nearer(&self, verb: usize, end: usize) -> Option<Attribution> {
        let comma = end.checked_sub(1).filter(|&at| at > verb && self.folded(at) == ",")?;
        let low = comma.saturating_sub(NAME).max(verb + 1);
        let led = |at: usize| at == low || self.document.tokens[at - 1].kind == TokenKind::Punctuation || self.is(at - 1, THAT);
        (low..comma).filter(|&at| led(at)).find_map(|at| self.preposition_at(at, end, true).filter(|found| found.end + 1 >= end))
    }

    /// A preposition of attribution anywhere in `range`, outside quotation marks.
    pub(super) fn preposition_in(&self, range: Range<usize>) -> Option<Attribution> {
        range.clone().filter(|&at| !self.is_quoted(at)).find_map(|at| self.preposition_at(at, range.end, at == range.start))
    }
}
