//! Noun phrases: which noun is somebody, what article it has, what it belongs to, whether a preposition leads to it.

use super::lexicon::{
    AGE, AS_FOR, AUXILIARY, DEFINITE, DEMONYM, DETERMINER, INDEFINITE, KIND, OBLIQUE, OF, PERSON, THAT, WEAK_PREPOSITION,
};
use super::speaker::Resolver;
use crate::document::TokenKind;
use crate::facts::EntityId;
use std::ops::Range;

/// How many words may stand before the name that a sentence begins with.
const LEAD: usize = 6;
/// How many words may stand between the name of an owner and that of the owned.
const OWNED: usize = 4;
/// How many words of a noun phrase may stand before its name.
pub(super) const PHRASE: usize = 8;

impl Resolver<'_> {
    /// Whether token `at` is a noun for a person.
    pub(super) fn is_somebody(&self, at: usize) -> bool {
        let known = self.known(at);
        known.is(PERSON) || known.is(KIND) || (known.is(DEMONYM) || known.is(AGE)) && self.is_epithet(at) || self.is_compound(at)
    }

    /// Whether an age or the name of a people stands for somebody: right behind an article ("the 24-year-old", "le Letton").
    pub(super) fn is_epithet(&self, at: usize) -> bool {
        let age = self.is_age(at);
        if !age && !self.is(at, DEMONYM) {
            return false;
        }
        // An age is three tokens, the number and the hyphen first.
        let led = at.checked_sub(if age { 3 } else { 1 }).is_some_and(|before| self.is(before, DEFINITE));
        let led = led || at > 0 && self.is_age(at - 1);
        let capital = age || !self.lexicon.nouns_capital || self.document.tokens[at].capital;
        if !led || !capital || self.mention(at).is_some_and(|(_, id)| self.is_person(id)) {
            return false;
        }
        // "the American president": beside a noun it is an adjective.
        let next = self.known(at + 1);
        let word = self.document.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Word);
        let light =
            next.is(DEMONYM) || next.is(AUXILIARY) || next.is(OBLIQUE) || next.is(OF) || next.is(THAT) || self.verb_form(at + 1).is_some();
        !word || light || matches!(self.folded(at + 1), "who" | "qui" | "che" | "die" | "der" | "wie")
    }

    /// Whether token `at` is the last of an age ("24-year-old", "52-Jährige").
    pub(super) fn is_age(&self, at: usize) -> bool {
        let number = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        self.is(at, AGE) && at.checked_sub(2).is_some_and(number) && self.folded(at - 1) == "-"
    }

    /// The definite article of the noun at `noun`, adjectives between them.
    pub(super) fn article(&self, noun: usize) -> Option<usize> {
        let low = noun.saturating_sub(5);
        let person = |at: usize| self.mention(at).is_some_and(|(_, id)| self.is_person(id));
        for at in (low..noun).rev() {
            let known = self.known(at);
            if known.is(DEFINITE) {
                return Some(at);
            }
            if self.document.tokens[at].kind == TokenKind::Number || self.folded(at) == "-" {
                continue;
            }
            let light = known.is(DETERMINER) || known.is(INDEFINITE) || known.is(OF) || known.is(OBLIQUE) || known.is(AUXILIARY);
            if light || self.document.tokens[at].kind != TokenKind::Word || self.verb_form(at).is_some() || person(at) {
                return None;
            }
        }
        None
    }

    /// Whether the noun at `noun` names somebody new ("un avocat", "several aides").
    pub(super) fn is_new(&self, noun: usize) -> bool {
        for at in (noun.saturating_sub(4)..noun).rev() {
            let known = self.known(at);
            if known.is(INDEFINITE) {
                return true;
            }
            let light = known.is(DEFINITE) || known.is(OF) || known.is(OBLIQUE) || known.is(AUXILIARY);
            let joined = self.folded(at) == "-";
            if !joined && (light || self.document.tokens[at].kind != TokenKind::Word || self.verb_form(at).is_some()) {
                return false;
            }
        }
        false
    }

    /// Whether the phrase of the noun or name at `start` is led in by a preposition ("tras reunirse con la delegada, X").
    pub(super) fn is_led(&self, start: usize, low: usize) -> bool {
        let mut at = start;
        if at > low && self.folded(at - 1) == "," {
            let Some(noun) = self.title_before(at - 1, low) else { return false };
            at = noun;
        }
        for before in (low.max(at.saturating_sub(PHRASE))..at).rev() {
            // "disse ao Diário Ana Silva": another name has the preposition.
            if self.mention(before).is_some_and(|(name, _)| name.end <= start) {
                return false;
            }
            let known = self.known(before);
            let article = known.is(DEFINITE) || known.is(INDEFINITE);
            if known.is(OBLIQUE) && !article {
                return true;
            }
            // "a la alcaldesa": the preposition stands before the article.
            if article {
                return before > low && self.is(before - 1, OBLIQUE);
            }
            if known.is(OF) || self.document.tokens[before].kind != TokenKind::Word || self.verb_form(before).is_some() {
                return false;
            }
        }
        false
    }

    /// Whether a word that begins what is told about a person stands at `at`, where no article looks like it.
    pub(super) fn is_relative(&self, at: usize) -> bool {
        ["who", "whose", "which", "qui", "dont", "quien", "cuyo", "cuya", "che", "cui", "quem", "cujo", "cuja"].contains(&self.folded(at))
            || self.lexicon.drops_subject && self.folded(at) == "que"
    }

    /// Whether the name of the person whom the noun at `noun` calls follows it, perhaps behind a comma.
    pub(super) fn names_behind(&self, noun: usize, end: usize) -> bool {
        let mut comma = None;
        for at in noun + 1..end.min(noun + 2 * PHRASE).min(self.document.tokens.len()) {
            if let Some((name, id)) = self.mention(at) {
                // "an aide to X".
                let led = comma.is_none() && name.start > noun + 1 && self.is(name.start - 1, OBLIQUE);
                if self.is_person(id) && !led && !self.is_owner(name.start, noun) {
                    return true;
                }
                continue;
            }
            let known = self.known(at);
            match self.document.tokens[at].kind {
                TokenKind::Punctuation if self.folded(at) == "," && comma.is_none() => comma = Some(at),
                TokenKind::Punctuation if !self.is_honorific(at) => return false,
                // "le troisième sortant, le secrétaire d’État X": a second title may stand before the name.
                _ if comma.is_some_and(|comma| at == comma + 3 && !(comma + 1..at).any(|i| self.is(i, DEFINITE))) => return false,
                _ if self.verb_form(at).is_some() || known.is(AUXILIARY) && !known.is(OF) && !known.is(DEFINITE) => return false,
                _ => {}
            }
        }
        false
    }

    /// What the noun at `noun` belongs to by the words right behind it ("le président du Kazakhstan").
    pub(super) fn owner_behind(&self, noun: usize, end: usize) -> Option<EntityId> {
        let mut of = false;
        for at in noun + 1..end.min(noun + PHRASE).min(self.document.tokens.len()) {
            if let Some((_, id)) = self.mention(at) {
                return of.then_some(id);
            }
            let known = self.known(at);
            // "the lawyer representing X".
            of |= known.is(OF) || self.lexicon.is_gerund(self.folded(at));
            let verb = self.verb_form(at).is_some() || known.is(AUXILIARY) && !known.is(OF) && !known.is(DEFINITE) && !known.is(DETERMINER);
            if verb || self.document.tokens[at].kind != TokenKind::Word {
                return None;
            }
        }
        None
    }

    /// Whether a preposition leads to the noun phrase whose name or noun begins at `start` ("du président américain X"); titles before
    /// the name belong to it.
    pub(super) fn is_governed(&self, start: usize, low: usize) -> bool {
        let mut at = self.behind_honorifics(start, low);
        if at > low && self.folded(at - 1) == "," {
            let Some(noun) = self.title_before(at - 1, low) else { return false };
            at = noun;
        }
        // How many words that may be adjectives or verbs were passed.
        let mut unknown = 0;
        for _ in 0..PHRASE {
            let Some(before) = at.checked_sub(1).filter(|&before| before >= low) else { return false };
            let (known, token) = (self.known(before), &self.document.tokens[before]);
            // "der Minister": an article, unless a noun stands before it ("die Sprecherin der Ministerin").
            let noun = before > low && (self.document.tokens[before - 1].capital || self.mention(before - 1).is_some());
            let article = known.is(DEFINITE) && !(known.is(OF) && noun && before > low + 1);
            if !article && (known.is(OF) || known.is(OBLIQUE)) && !(known.is(AUXILIARY) && unknown > 0 && !known.is(OF)) {
                // "the minister of finance X": the title goes on before it.
                if known.is(OF) && at < start && before > low && self.is_somebody(before - 1) {
                    at = before - 1;
                    continue;
                }
                return !self.is_as_for(before, low);
            }
            if let Some((name, _)) = self.mention(before) {
                at = name.start.max(low);
                continue;
            }
            let light = article || known.is(DETERMINER);
            let verb = self.verb_form(before).is_some() || known.is(AUXILIARY) || self.lexicon.pronoun(known).is_some();
            // "according to a map that engineer X drew": a clause of its own.
            if token.kind != TokenKind::Word || verb && !light || known.is(THAT) {
                return false;
            }
            if !light && !self.is_somebody(before) && !token.capital {
                unknown += 1;
                if unknown > 2 {
                    return false;
                }
            }
            at = before;
        }
        false
    }

    /// "Quant à X, il …": whether the preposition at `at` leads to whom the sentence is about.
    pub(super) fn is_as_for(&self, at: usize, low: usize) -> bool {
        let whole = |list, from: usize| self.reading.width(list, from, at + 1) == at + 1 - from;
        // "Selon X, … Il …": whoever a sentence begins to quote.
        let source = at < low + 3 && (self.preposition_width(low, at + 1) == at + 1 - low || whole(WEAK_PREPOSITION, low));
        source || (at.saturating_sub(2).max(low)..at).any(|from| whole(AS_FOR, from))
    }

    /// The noun for a person whose phrase ends before the comma at `comma` ("le maire de Lyon, X").
    pub(super) fn title_before(&self, comma: usize, low: usize) -> Option<usize> {
        let phrase = (low.max(comma.saturating_sub(PHRASE))..comma).rev().take_while(|&at| {
            let known = self.known(at);
            let verb = self.verb_form(at).is_some() || known.is(AUXILIARY) && !known.is(OF) && !known.is(DEFINITE);
            self.document.tokens[at].kind == TokenKind::Word && (!verb || self.is_somebody(at))
        });
        phrase.into_iter().find(|&at| self.is_somebody(at) && self.mention(at).is_none())
    }

    /// Whether token `at` is an honorific, or the stop behind one.
    pub(super) fn is_honorific(&self, at: usize) -> bool {
        let bare = |at: usize| {
            let word = self.folded(at);
            self.lexicon.title_gender(word, self.known(at)).is_some() && !self.is_somebody(at)
                || matches!(word.trim_end_matches('.'), "me" | "dr" | "pr" | "prof" | "frau")
        };
        bare(at) || self.folded(at) == "." && at > 0 && bare(at - 1)
    }

    /// The first of the honorifics before the name at `start`, not before token `low`; `start` where there are none.
    pub(super) fn behind_honorifics(&self, start: usize, low: usize) -> usize {
        start - (low.max(start.saturating_sub(4))..start).rev().take_while(|&at| self.is_honorific(at)).count()
    }

    /// Whether what stands before the name at `start`, honorifics apart, makes it an owner ("de M. X").
    pub(super) fn is_owner(&self, start: usize, low: usize) -> bool {
        let at = self.behind_honorifics(start, low);
        at > low && self.is(at - 1, OF)
    }

    /// Whether the comma at `comma` closes what is told by the way about whom the sentence from `start` on begins with ("The chair,
    /// Ann Roe, met Bo Doe", "Ann Roe, the chair, met Bo Doe"): the verb behind it has its subject before it.
    pub(super) fn closes_apposition(&self, start: usize, comma: usize) -> bool {
        let comma_before = |at: usize| at > start && self.folded(at - 1) == ",";
        let named = comma.checked_sub(1).and_then(|at| self.mention(at));
        if named.is_some_and(|(name, id)| name.end == comma && self.is_person(id) && comma_before(name.start)) {
            return true;
        }
        let first = (start..comma.min(start + LEAD)).find_map(|at| self.mention(at));
        first.is_some_and(|(name, id)| {
            self.is_person(id)
                && name.end < comma
                && self.folded(name.end) == ","
                && (name.end + 1..comma).all(|at| self.folded(at) != "," && self.verb_form(at).is_none())
        })
    }

    /// Whether a name stands before a noun to tell of what, or whose, that is ("a Roe backer", "Roes Sprecher Bo Doe", "Roe aide Bo Doe").
    pub(super) fn is_modifier(&self, name: &Range<usize>) -> bool {
        // English puts no article before the name of a person.
        if self.lexicon.has_unopened && name.start > 0 && self.is(name.start - 1, INDEFINITE) {
            return true;
        }
        let german = self.lexicon.nouns_capital && self.folded(name.end - 1).ends_with('s');
        let noun = |at: usize| {
            let token = self.document.tokens.get(at);
            let word =
                token.is_some_and(|token| token.kind == TokenKind::Word) && self.mention(at).is_none() && self.verb_form(at).is_none();
            word && (self.is_somebody(at) || self.lexicon.is_person(self.known(at)) || german && token.is_some_and(|token| token.capital))
        };
        let plain = || self.lexicon.has_unopened && noun(name.end + 1) && self.is_plain(name.end);
        if !(noun(name.end) || plain()) {
            return false;
        }
        let next = (name.end..name.end + OWNED).find_map(|at| self.mention(at));
        let apart = |other: &Range<usize>| (name.end..other.start).all(|at| self.document.tokens[at].kind == TokenKind::Word);
        next.is_some_and(|(other, id)| self.is_person(id) && other.start > name.start && apart(&other))
    }

    /// Whether token `at` is a lower-case word of no list and no verb of speech.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        let token = self.document.tokens.get(at);
        token.is_some_and(|token| token.kind == TokenKind::Word && !token.capital) && self.says_nothing(at)
    }

    /// Whether a name is that of a family and no single person's ("the Roe family", "la famille Roe").
    pub(super) fn is_family(&self, name: &Range<usize>, id: EntityId) -> bool {
        let family =
            |at: usize| matches!(self.folded(at), "family" | "families" | "famille" | "familie" | "familia" | "famiglia" | "família");
        self.is_person(id) && (family(name.end) || name.start > 0 && family(name.start - 1))
    }

    /// Whether a German name is an owner by its ending, before the noun for somebody ("sagte Roes Anwalt").
    pub(super) fn owns_noun(&self, name: &Range<usize>) -> bool {
        let genitive = self.lexicon.nouns_capital && self.folded(name.end - 1).ends_with('s');
        let apart = |at: usize| self.mention(at).is_none() && !self.is(at, DETERMINER) && !self.is(at, DEFINITE);
        genitive && apart(name.end) && (self.is_somebody(name.end) || self.lexicon.is_person(self.known(name.end)))
    }

    /// Whether the token behind a name makes it an owner ("Roe’s lawyer").
    pub(super) fn is_genitive(&self, at: usize) -> bool {
        matches!(self.folded(at), "'s" | "'")
    }
}
