//! Which words of a sentence attribute speech, and to whom: verbs before and after, prepositions, colons.

use super::indirect::{clause_start, is_clause};
use super::lexicon::{
    AND, AS_TOLD, ASKED, AUXILIARY, Class, DEFINITE, DETERMINER, Gender, INDEFINITE, OBLIQUE, OF, ORGANIZATION, PASSIVE, PERFECT, PERSON,
    SPOKESMAN, THAT, THING, VOICE,
};
use super::speaker::{Resolver, Speaker};
use crate::document::{Document, TokenKind};
use crate::language::lexis::Known;
use std::ops::Range;

/// How far from the quotation a verb may stand.
const FAR: usize = 40;
/// How long the name of a speaker may be, with titles.
pub(super) const NAME: usize = 18;
/// How many tokens what is told by the way between a name and its verb takes.
pub(super) const ASIDE: usize = 12;

/// Speech is attributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) speaker: Speaker,
    /// The verb, or the first word of the preposition.
    pub(super) verb: Option<usize>,
    pub(super) class: Class,
    /// One past its last token, where it stands after the quotation.
    pub(super) end: usize,
}

impl Resolver<'_> {
    /// Past marks and bare conjunctions at the head of what follows a quotation.
    pub(super) fn skip_marks(&self, mut at: usize, end: usize) -> usize {
        while at < end && matches!(self.folded(at), "," | "." | "–" | "—" | "―" | "-" | ")" | "…" | "..." | ":" | "!" | "?") {
            at += 1;
        }
        at
    }

    /// The attribution that `range`, which follows a quotation, begins with.
    ///
    /// `sure` where a comma or the like tells that one must follow, whoever it names.
    pub(super) fn after(&self, range: Range<usize>, sure: bool) -> Option<Attribution> {
        let start = self.skip_marks(range.start, range.end);
        let end = range.end.min(start + FAR);
        if start >= end {
            return None;
        }
        let dash = matches!(self.folded(range.start), "–" | "—" | "―" | "-" | ":");
        self.preposition_at(start, end, false)
            .or_else(|| self.closing_preposition(start, end))
            .or_else(|| sure.then(|| self.weak_source(start, end)).flatten())
            .or_else(|| self.verb_first(start, end, sure))
            .or_else(|| self.as_told(start, end))
            .or_else(|| self.postposition_at(start, end))
            .or_else(|| sure.then(|| self.framed(start, end)).flatten())
            .or_else(|| sure.then(|| self.perfect(start, end)).flatten())
            .or_else(|| self.subject_first(start, end, sure))
            .or_else(|| sure.then(|| self.unlisted(start, end)).flatten())
            .or_else(|| dash.then(|| self.signature(start, end)).flatten())
    }

    /// `“…” — X`, `« … » : X, libraire`: nothing but a name after a dash or a colon.
    fn signature(&self, start: usize, end: usize) -> Option<Attribution> {
        let (name, id) = self.mention(start)?;
        let alone = name.end >= end || matches!(self.folded(name.end), "," | "." | "(");
        alone.then_some(Attribution { speaker: Speaker::Known(id), verb: None, class: Class::Say, end: name.end })
    }

    /// The tokens of the sentence that token `at`, or the last one, stands in.
    pub(super) fn sentence(&self, at: usize) -> Range<usize> {
        let at = at.min(self.document.tokens.len() - 1);
        self.document.sentence_of(at).tokens.clone()
    }

    /// `…, a déclaré X`, `…, said X`, `…, explique-t-il`.
    pub(super) fn verb_first(&self, start: usize, end: usize, sure: bool) -> Option<Attribution> {
        let mut pronoun = None;
        for at in start..end.min(start + 9) {
            let known = self.known(at);
            if let Some(found) = self.told_in(at, end) {
                return Some(found);
            }
            if let Some(gender) = self.inverted(at) {
                pronoun.get_or_insert((at, gender));
            }
            if let Some(class) = self.verb(at, start) {
                // "…, jugée trop chère par X, …": a participle tells of what stands before it.
                if pronoun.is_none() && self.is_attribute(at) {
                    return None;
                }
                let speaker = match pronoun {
                    Some((at, gender)) => self.pronoun(at, gender),
                    // "“…,” adding: “…”": whoever the sentence is about.
                    None => (self.lexicon.is_gerund(self.folded(at)).then(|| self.shared_subject(at, self.sentence(at).start)).flatten())
                        .or_else(|| self.voice(at + 1..end.min(at + NAME)))
                        .or_else(|| self.named_after(at + 1..end.min(at + NAME)))
                        .or_else(|| self.unnamed(at, at == start || sure))?,
                };
                let known = !matches!(class, Class::Judge | Class::Think) || pronoun.is_some() || at <= start + 2;
                return known.then_some(Attribution { speaker, verb: Some(at), class, end: at + 1 });
            }
            if !(known.is(AUXILIARY) || pronoun.is_some() || self.is_adverb(at)) || self.mention(at).is_some() {
                return None;
            }
        }
        None
    }

    /// `…“, hat X dem Blatt erzählt`: the participle at the end of the clause.
    fn framed(&self, start: usize, end: usize) -> Option<Attribution> {
        let next = start + 1;
        if !self.lexicon.ends_with_verb || !self.is(start, PERFECT) || !(self.mention(next).is_some() || self.is(next, DEFINITE)) {
            return None;
        }
        let clause = (next..end).take_while(|&at| self.document.tokens[at].kind != TokenKind::Punctuation);
        let verb = clause.into_iter().find(|&at| self.verb(at, start).is_some())?;
        let speaker = self.named_after(next..verb).unwrap_or(Speaker::Unknown);
        Some(Attribution { speaker, verb: Some(verb), class: self.verb(verb, start)?, end: verb + 1 })
    }

    /// `…», a mentionné X`: after a mark and a comma any perfect with its subject behind it attributes.
    fn perfect(&self, start: usize, end: usize) -> Option<Attribution> {
        let verb = start + 1;
        if verb + 1 >= end || !self.is(start, PERFECT) || self.document.tokens[verb].kind != TokenKind::Word {
            return None;
        }
        let next = verb + 1;
        if !(self.mention(next).is_some() || self.is(next, DETERMINER) || self.is(next, PERSON)) {
            return None;
        }
        let speaker = self.named_after(next..end.min(next + NAME)).unwrap_or(Speaker::Unknown);
        Some(Attribution { speaker, verb: Some(verb), class: Class::Speak, end: verb + 1 })
    }

    /// `“…,” X grinned.`, `“…”, lästerte X`: behind a comma a word of no list, beside a person, is a verb that attributes.
    fn unlisted(&self, start: usize, end: usize) -> Option<Attribution> {
        if let Some((name, id)) = self.mention(start).filter(|(_, id)| self.is_person(*id)) {
            let verb = name.end;
            let closed = verb + 1 >= end || self.document.tokens[verb + 1].kind == TokenKind::Punctuation;
            let told = verb < end && self.is_plain(verb) && closed;
            return told.then_some(Attribution { speaker: Speaker::Known(id), verb: Some(verb), class: Class::Speak, end: verb + 1 });
        }
        if self.lexicon.has_unopened || start + 1 >= end || !self.is_plain(start) {
            return None;
        }
        let next = start + 1;
        let named = |at: usize| self.mention(at).is_some_and(|(_, id)| self.is_person(id)) || self.is_somebody(at) || self.is_honorific(at);
        let german = self.lexicon.nouns_capital && self.document.tokens[next].capital;
        let led = german || named(next) || self.is(next, DEFINITE) && named(next + 1);
        let speaker = self.named_after(next..end.min(next + NAME)).filter(|speaker| led && *speaker != Speaker::Unknown)?;
        Some(Attribution { speaker, verb: Some(start), class: Class::Speak, end: next })
    }

    /// Whether the unnamed speaker beside the verb at `verb` is one already spoken of ("ajoute le politique letton").
    ///
    /// `behind` where the verb stands behind what is said, so that its subject may follow it.
    pub(super) fn is_definite(&self, verb: usize, behind: bool) -> bool {
        let noun = |at: usize| self.is_noun_of_speakers(at);
        // "dit l’un des témoins" is somebody new.
        let new = self.is(verb + 2, INDEFINITE);
        // "according to the expert": a preposition may have several words.
        let next = verb + self.preposition_width(verb, self.document.tokens.len().min(verb + 4)).max(1);
        let somebody = |at: usize| if next == verb + 1 { noun(at) } else { self.is_somebody(at) };
        behind && !new && self.is(next, DEFINITE) && (next + 1..next + 4).any(somebody)
            || verb > 2 && noun(verb - 1) && self.article(verb - 1).is_some_and(|article| article == 0 || !self.is(article - 1, OF))
    }

    fn is_noun_of_speakers(&self, at: usize) -> bool {
        let word = self.known(at);
        self.lexicon.is_person(word) || word.is(SPOKESMAN) || word.is(ORGANIZATION) || self.is_compound(at)
    }

    /// The gender of the noun for a person behind the verb at `verb` ("explique la future patronne"), as far as it or its article tells.
    pub(super) fn noun_gender(&self, verb: usize) -> Option<Gender> {
        let noun = (verb + 2..verb + 5).find(|&at| self.lexicon.is_person(self.known(at)))?;
        let told =
            self.lexicon.title_gender(self.folded(noun), self.known(noun)).or_else(|| self.lexicon.article_gender(self.known(verb + 1)));
        Some(told.unwrap_or(Gender::Either))
    }

    /// Whether a pronoun is the subject of the verb at `verb`.
    pub(super) fn has_pronoun(&self, verb: usize) -> bool {
        self.mention(verb + 1).is_none()
            && (verb.saturating_sub(3)..=verb + 1).any(|at| {
                let known = self.known(at);
                let gender = self.lexicon.pronoun(known).or_else(|| self.inverted(at));
                gender.is_some_and(Gender::is_person)
            })
    }

    /// A verb without a word for who speaks: left out where the language may, else unknown if it must be somebody.
    fn unnamed(&self, at: usize, sure: bool) -> Option<Speaker> {
        match sure {
            // "Una vecina habla de «…»": the subject is there, though it has no name.
            true if self.lexicon.drops_subject && !self.is_newcomer(at) => Some(self.pronoun(at, Gender::Either)),
            sure => sure.then_some(Speaker::Unknown),
        }
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = self.folded(at);
        word.ends_with("ment") || word.ends_with("mente") || word.len() > 4 && word.ends_with("ly")
    }

    /// `…, X said`, `…, she said`, `…, X, who runs Y, told reporters`.
    pub(super) fn subject_first(&self, start: usize, end: usize, sure: bool) -> Option<Attribution> {
        if start >= end {
            return None;
        }
        let word = self.known(start);
        let pronoun = self.lexicon.pronoun(word).or_else(|| word.is(THING).then_some(Gender::Thing));
        let noun = word.is(PERSON) || word.is(SPOKESMAN) || sure && (word.is(INDEFINITE) || self.leads_to_name(start, end));
        let named = self.mention(start).is_some() || self.document.tokens[start].capital || word.is(DETERMINER) || noun;
        if pronoun.is_none() && !named {
            return None;
        }
        let reach = if pronoun.is_some() { 6 } else { 26 };
        let verb = (start + 1..end.min(start + reach)).find(|&at| self.verb(at, start).is_some() || self.folded(at) == ";")?;
        let class = self.verb(verb, start)?;
        let speaker = match pronoun {
            Some(gender) => self.pronoun(start, gender),
            None => self.subject_of(start, verb).or_else(|| (sure && verb < start + 12).then_some(Speaker::Unknown))?,
        };
        Some(Attribution { speaker, verb: Some(verb), class, end: verb + 1 })
    }

    /// "athletic director X said": any words before the name of a person whose verb of speech follows it at once.
    fn leads_to_name(&self, start: usize, end: usize) -> bool {
        // "Rep.", "Sen.": the stop is the title's.
        let stop =
            |at: usize| at > start && self.folded(at) == "." && !self.document.tokens[at].spaced && self.document.tokens[at - 1].capital;
        // "“…,” when X blamed Y": a clause of its own.
        let clause = |at: usize| self.is(at, ASKED) || self.is(at, OBLIQUE) || self.is(at, THAT) || self.is(at, AND);
        let word =
            |at: usize| self.document.tokens[at].kind == TokenKind::Word && self.verb(at, start).is_none() && !clause(at) || stop(at);
        let name = (start..end.min(start + 7)).find(|&at| self.mention(at).is_some() || !word(at)).and_then(|at| self.mention(at));
        name.is_some_and(|(name, id)| self.is_person(id) && self.verb(self.behind_aside(name.end, end), start).is_some())
    }

    /// The first token behind what is told by the way at `at`, in brackets or between commas ("(R-Ohio)", ", a nurse,"); `at` where there is none.
    pub(super) fn behind_aside(&self, at: usize, end: usize) -> usize {
        let close = match self.folded(at) {
            "(" => ")",
            "," => ",",
            _ => return at,
        };
        (at + 1..end.min(at + ASIDE)).find(|&i| self.folded(i) == close).map_or(at, |i| i + 1)
    }

    /// `“…” of the sprinklers, said X.`: the attribution that the sentence around quoted words ends with.
    pub(super) fn trailing(&self, after: Range<usize>) -> Option<Attribution> {
        let end = after.end.min(after.start + FAR);
        let mut commas = (after.start..end).filter(|&at| self.folded(at) == "," && at + 1 < after.end);
        commas.find_map(|comma| {
            // ", as she put it", ", wie X berichtete", ", selon X".
            let start = comma + 1 + self.reading.width(AS_TOLD, comma + 1, after.end);
            let found = self
                .claimed(comma + 1, start, after.end)
                .or_else(|| self.verb_first(start, after.end, false))
                .or_else(|| self.subject_first(start, after.end, false))
                .or_else(|| self.preposition_at(start, after.end, false))?;
            let near = found.verb.is_some_and(|verb| verb <= comma + 6);
            let says = matches!(found.class, Class::Say | Class::Tell | Class::Speak);
            (near && says && found.speaker != Speaker::Unknown).then_some(found)
        })
    }

    /// The subject that begins at `start`, before its verb: the first person of it, or what its last words name.
    fn subject_of(&self, start: usize, verb: usize) -> Option<Speaker> {
        let first = (start..verb.min(start + NAME)).find_map(|at| {
            self.mention(at)
                .filter(|(m, id)| self.is_person(*id) && !self.is_genitive(m.end) && !self.is_modifier(m))
                .map(|(m, id)| (m.start, id))
        });
        let family = first.and_then(|(at, _)| self.mention(at)).is_some_and(|(name, id)| self.is_family(&name, id));
        if let Some((at, id)) = first.filter(|_| !family) {
            let before = if at > start { self.known(at - 1) } else { Known::default() };
            if !before.is(OF) && !before.is(OBLIQUE) {
                let joined = self.mention(at).is_some_and(|(name, _)| self.is_joined_after(name.end, verb, Some(verb)));
                return Some(if joined { Speaker::Unknown } else { Speaker::Known(id) });
            }
        }
        self.subject_before(verb, start)
    }

    /// The attribution that `range`, which a quotation follows, holds.
    pub(super) fn before(&self, range: Range<usize>) -> Option<Attribution> {
        let low = range.end.saturating_sub(FAR).max(range.start);
        // "les faits contestés sont « … »": a participle further off belongs to a noun.
        let beside = |at: usize| range.end - at <= 4 && !(at + 1..range.end).any(|i| self.is(i, PASSIVE));
        let told = |at: &usize| self.verb(*at, range.start).is_some() && (beside(*at) || !self.is_attribute(*at));
        let verb = (low..range.end).rev().take_while(|&at| self.folded(at) != ";").find(told);
        let outer = verb
            .filter(|&v| !matches!(self.verb(v, range.start), Some(Class::Say | Class::Tell)))
            .and_then(|v| self.governs_clause(range.start..v));
        let Some(verb) = outer.or(verb) else {
            return (self.preposition_at(range.start, range.end, true))
                .or_else(|| self.as_told(range.start, range.end))
                .or_else(|| self.postposition_at(range.start, range.end));
        };
        let class = self.verb(verb, range.start)?;
        // "As described by X, the plan is “…”".
        if let Some(found) = self.claimed(range.start, verb, range.end).filter(|_| self.reading.width(AS_TOLD, range.start, verb) > 0) {
            return Some(found);
        }
        if let Some(found) = self.nearer(verb, range.end) {
            return Some(found);
        }
        if let Some(speaker) = self.voice(verb + 1..range.end) {
            return Some(Attribution { speaker, verb: Some(verb), class, end: range.end });
        }
        if class != Class::Speak && self.is_passive(verb) {
            let speaker = self.agent(verb + 1..range.end).unwrap_or(Speaker::Unknown);
            // "Ils sont accusés de « … »": nobody says so.
            if class == Class::Order && speaker == Speaker::Unknown {
                return None;
            }
            return Some(Attribution { speaker, verb: Some(verb), class, end: range.end });
        }
        let inverted = self.inverted(verb).map(|gender| self.pronoun(verb, gender));
        // Who follows a verb of judgement is judged (`calling Nordal's account "misleading"`), but where the verb comes second.
        let near = range.end - verb <= if matches!(class, Class::Say | Class::Tell | Class::Speak) { 24 } else { 4 };
        let said = !matches!(class, Class::Judge | Class::Think | Class::Order);
        let speaker = inverted
            .or_else(|| self.turned(verb, range.start, range.end))
            .or_else(|| self.subject_before(verb, range.start).filter(|speaker| !self.is_impersonal(verb) || self.is_body(*speaker)))
            .or_else(|| {
                let behind = || self.named_after(verb + 1..range.end.min(verb + NAME));
                // "Rappelons que X …": a clause, and no subject.
                if (said || self.lexicon.ends_with_verb) && !self.is(verb + 1, THAT) { behind() } else { None }
            })
            .or_else(|| self.led_infinitive(verb))
            .or_else(|| {
                // Nobody said so: "things feel “cheaper”".
                let told = self.lexicon.drops_subject || matches!(class, Class::Say | Class::Tell | Class::Speak | Class::Ask);
                if told { self.unnamed(verb, near) } else { None }
            });
        Some(Attribution { speaker: speaker?, verb: Some(verb), class, end: range.end })
    }

    /// "Et d’ajouter : « … »", "Et elle de conclure : « … »": who is the subject of an infinitive behind a preposition.
    fn led_infinitive(&self, verb: usize) -> Option<Speaker> {
        let led = verb.checked_sub(1).filter(|&at| self.is(at, OF) || self.is(at, OBLIQUE))?;
        let gender = led.checked_sub(1).and_then(|at| self.lexicon.pronoun(self.known(at)));
        let infinitive = self.lexicon.is_infinitive(self.folded(verb), self.known(verb));
        infinitive.then(|| self.pronoun(verb, gender.unwrap_or(Gender::Either)))
    }

    /// `par la voix de X`: who lends a body the voice, behind its verb.
    fn voice(&self, range: Range<usize>) -> Option<Speaker> {
        let mut phrases = range.clone().filter(|&at| self.known(at).opens(1 << VOICE));
        let named = |at: usize| {
            let width = Some(self.reading.width(VOICE, at, range.end)).filter(|&width| width > 0)?;
            self.named_after(at + width..range.end.min(at + width + NAME)).filter(|speaker| *speaker != Speaker::Unknown)
        };
        phrases.find_map(named)
    }

    /// `Nachdem …, entgegnete X: “…”`: who stands right behind a verb that a comma stands before, or before a colon.
    fn turned(&self, verb: usize, start: usize, end: usize) -> Option<Speaker> {
        // ", said X had left": the name has a verb of its own.
        let clause = || self.lexicon.has_unopened && is_clause(self, verb + 1, end);
        if verb <= start || clause() {
            return None;
        }
        // "In einem Brief schreibt X: “…”": where the verb comes second, who stands between it and a colon says so.
        let second = self.lexicon.ends_with_verb && self.folded(end.saturating_sub(1)) == ":";
        let (name, id) = self.mention(verb + 1).filter(|(name, _)| name.end <= end)?;
        let subject = second && self.speaks(id) && self.behind_aside(name.end, end) + 1 >= end;
        (subject || self.is_person(id) && self.folded(verb - 1) == ",").then_some(Speaker::Known(id))
    }

    /// The verb of saying in `range` whose clause the rest of the sentence is.
    fn governs_clause(&self, range: Range<usize>) -> Option<usize> {
        range.clone().find(|&at| {
            let says = matches!(self.verb(at, range.start), Some(Class::Say | Class::Tell));
            // English leaves "that" out.
            let whole = || !(at..range.end).any(|i| matches!(self.folded(i), "," | ";"));
            let opens = |from: &usize| is_clause(self, *from, range.end);
            let bare = || self.lexicon.has_unopened && whole() && clause_start(self, at, range.end).filter(opens).is_some();
            says && ((at + 1..range.end.min(at + 8)).any(|i| self.is(i, THAT)) || bare())
        })
    }

    /// A verb at the end of the clause that a quotation stands in ("als „haltlos“ bezeichnet"), with the subject before the quotation.
    pub(super) fn around(&self, before: Range<usize>, after: Range<usize>) -> Option<Attribution> {
        if !self.lexicon.ends_with_verb {
            return None;
        }
        let end = after.end.min(after.start + 6);
        let verb =
            (after.start..end).take_while(|&at| !matches!(self.folded(at), "," | ";")).find(|&at| self.verb(at, after.start).is_some())?;
        let class = self.verb(verb, after.start)?;
        // "X selbst habe sie als „…“ abgetan": the name comes first.
        let subject = self.mention(before.start).is_some().then(|| self.subject_of(before.start, before.end)).flatten();
        let speaker = subject.or_else(|| self.subject_before(before.end, before.start)).unwrap_or(Speaker::Unknown);
        Some(Attribution { speaker, verb: Some(verb), class, end: verb + 1 })
    }
}

/// The text of the verb, without an inverted pronoun.
pub(super) fn verb_text(document: &Document, resolver: &Resolver<'_>, at: usize) -> String {
    let text = document.token_text(at);
    let cut = resolver.lexicon.inversion(resolver.folded(at)).map_or(0, |(length, _)| length);
    text.get(..text.len().saturating_sub(cut)).unwrap_or(text).to_owned()
}
