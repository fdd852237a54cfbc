//! Who is the subject of a verb that stands behind it: the name, pronoun or noun on the way back from the verb, or the one at the
//! head of the sentence where the verb shares that.

use super::lexicon::{
    AGENT, AND, AUXILIARY, DEFINITE, DETERMINER, DOCUMENT, FIRST, Gender, INSTITUTION, OBLIQUE, OF, ORGANIZATION, PERSON, SECOND,
    SPOKESMAN, THING,
};
use super::speaker::{Resolver, Speaker};
use crate::document::TokenKind;
use crate::facts::EntityId;
use crate::language::lexis::Known;
use std::ops::Range;

/// How far, in tokens, a subject may stand from its verb.
const REACH: usize = 40;
/// How many tokens stand between brackets behind a name.
const BRACKETS: usize = 12;
/// How many tokens stand between two dashes.
const ASIDE: usize = 16;
/// How many words an apposition takes.
const APPOSED: usize = 8;
/// How many auxiliaries and adverbs may stand before a verb.
const HELPERS: usize = 5;

impl Resolver<'_> {
    /// The subject that stands before the verb at `verb`, not before token `start`.
    pub(super) fn subject_before(&self, verb: usize, start: usize) -> Option<Speaker> {
        let low = verb.saturating_sub(REACH).max(start);
        if let Some(id) = self.before_apposition(verb, low) {
            return Some(Speaker::Known(id));
        }
        if let Some(found) = self.shared_subject(verb, start).or_else(|| self.relative_subject(verb, start)) {
            return Some(found);
        }
        let mut walk = Walk { verb, ..Walk::default() };
        let mut at = verb;
        while at > low {
            at -= 1;
            if self.is_quoted(at) {
                continue;
            }
            if let Some((range, id)) = self.mention(at) {
                at = range.start.max(low);
                if let Some(found) = self.weigh(&mut walk, range, id, low) {
                    return Some(found);
                }
                continue;
            }
            let word = self.folded(at);
            let known = self.known(at);
            // "Sen. X (R-Ga.) said": a full stop in brackets ends nothing.
            if word == ")"
                && let Some(open) = (low..at).rev().take(BRACKETS).find(|&i| self.folded(i) == "(")
            {
                at = open;
                continue;
            }
            // "looped the streets – where X played – while chanting": told by the way.
            if self.is_dash(at)
                && let Some(open) = (low..at).rev().take(ASIDE).find(|&i| self.is_dash(i))
            {
                at = open;
                continue;
            }
            if matches!(word, ";" | ":") || (word == "." && at + 1 < verb) {
                break;
            }
            if let Some(gender) = self.latter_gender(at, verb.min(at + 4)).filter(|_| walk.nearest.is_none()) {
                return Some(self.latter(at, gender));
            }
            if (known.is(FIRST) || known.is(SECOND)) && (at + 1..verb).all(|i| self.is(i, AUXILIARY)) {
                let from = at - usize::from(at > low && self.is(at - 1, DEFINITE));
                if let Some(found) = self.ordinal(from, verb) {
                    return Some(found);
                }
            }
            if at + 3 > verb && self.is_both(at, verb) {
                return Some(Speaker::Unknown);
            }
            // "it said": no other "it" before a verb is its subject.
            if known.is(THING) && (at + 1..verb).all(|i| self.is(i, AUXILIARY)) {
                return Some(self.pronoun(at, Gender::Thing));
            }
            if known.is(DOCUMENT)
                && walk.nearest.is_none()
                && walk.noun.is_none()
                && let Some(author) = self.written_by(at, verb, start)
            {
                return Some(author);
            }
            let pronoun = self.lexicon.pronoun(known).filter(|_| !known.is(AUXILIARY));
            if let Some(gender) = pronoun.filter(|_| walk.nearest.is_none() && walk.noun.is_none()) {
                return Some(self.pronoun(at, gender));
            }
            // "le pays voisin, la Turquie, a condamné": what tells of the one named is nobody else.
            let apposed = walk.nearest.is_some() && self.is_bystander(at);
            if walk.noun.is_none() && walk.person_noun(self, at, low) && !apposed && !self.is_governed(at, low) {
                walk.noun = Some(at);
            }
        }
        self.settle(&walk)
    }

    /// Whether token `at` is a dash, or a hyphen that stands for one: doubled or between spaces.
    fn is_dash(&self, at: usize) -> bool {
        let hyphen = |at: usize| self.folded(at) == "-";
        let spaced = |at: usize| self.document.tokens.get(at).is_some_and(|token| token.spaced);
        let apart = || hyphen(at + 1) || at > 0 && hyphen(at - 1) || spaced(at) && spaced(at + 1);
        matches!(self.folded(at), "--" | "–" | "—") || hyphen(at) && apart()
    }

    /// The first of the auxiliaries and adverbs before the verb at `verb`, not before token `start`; words that join clauses are none.
    fn helped_from(&self, verb: usize, start: usize) -> usize {
        let helps = |at: usize| self.is(at, AUXILIARY) && !self.is(at, AND) && !self.is_relative(at);
        let helpers = (start.max(verb.saturating_sub(HELPERS))..verb).rev().take_while(|&at| helps(at)).count();
        verb - helpers
    }

    /// "X, who replaced Y as chair, said": the person before the comma that what tells about them begins with.
    fn before_apposition(&self, verb: usize, low: usize) -> Option<EntityId> {
        let at = self.helped_from(verb, low);
        let mark = at.checked_sub(1).filter(|&mark| mark >= low)?;
        if self.is_dash(mark) {
            // "X – author of Y – said".
            let begin = |mark: usize| (low..=mark).rev().take_while(|&i| self.is_dash(i)).last();
            let open = begin((low..begin(mark)?).rev().find(|&i| self.is_dash(i))?)?;
            let (name, id) = open.checked_sub(1).filter(|&last| last >= low).and_then(|last| self.mention(last))?;
            return (name.end == open && self.is_person(id) && !self.is_governed(name.start, low)).then_some(id);
        }
        if self.folded(mark) != "," {
            return None;
        }
        (low..at - 1).find_map(|i| {
            let (name, id) = self.mention(i).filter(|(name, id)| name.start == i && self.is_person(*id))?;
            let before = if i > low { self.known(i - 1) } else { Known::default() };
            let subject = !self.is_owner(i, low) && !before.is(OBLIQUE) && !self.is_quoted(i) && !self.is_governed(i, low);
            (subject && name.end < at - 1 && matches!(self.folded(name.end), "," | "(")).then_some(id)
        })
    }

    /// "X met Y and said", "X waved Y aside, saying": the subject of the sentence, where the verb has none of its own.
    pub(super) fn shared_subject(&self, verb: usize, start: usize) -> Option<Speaker> {
        let link = self.helped_from(verb, start).checked_sub(1).filter(|&link| link > start)?;
        let gerund = || (self.folded(link) == "," || self.is_quoted(link)) && self.lexicon.is_gerund(self.folded(verb));
        if !self.is(link, AND) && !gerund() {
            return None;
        }
        self.subject_at_head(start..link)
    }

    /// "une phrase de X, qui disait": the person right before the relative pronoun that is the subject of the verb at `verb`.
    fn relative_subject(&self, verb: usize, start: usize) -> Option<Speaker> {
        let relative = self.helped_from(verb, start).checked_sub(1).filter(|&relative| relative > start && self.is_relative(relative))?;
        let before = relative - usize::from(self.folded(relative - 1) == ",");
        let (name, id) = before.checked_sub(1).filter(|&last| last >= start).and_then(|last| self.mention(last))?;
        if name.end != before || !self.is_person(id) {
            return None;
        }
        // "X, le successeur de Y, qui disait": what is told of X between commas.
        let low = name.start.saturating_sub(APPOSED).max(start);
        let comma = (low..name.start).rev().find(|&at| self.folded(at) == ",").filter(|_| self.is_owner(name.start, low));
        let apposed = comma.and_then(|comma| self.mention(comma.checked_sub(1)?).filter(|(other, _)| other.end == comma));
        Some(Speaker::Known(apposed.map_or(id, |(_, other)| other)))
    }

    /// Whether the mention before a verb is its subject, or else what it tells about the subject.
    fn weigh(&self, walk: &mut Walk, range: Range<usize>, id: EntityId, low: usize) -> Option<Speaker> {
        if !self.speaks(id) {
            return None;
        }
        // "In a letter to Ms. X, the lawyer wrote".
        let first = self.behind_honorifics(range.start, low);
        let before = if first > low { self.known(first - 1) } else { Known::default() };
        let article = if before.is(DETERMINER) && first > low + 1 { self.known(first - 2) } else { Known::default() };
        let under = before.is(OF) || article.is(OF) || self.is_genitive(range.end) || self.is_owner(range.start, low);
        // "(X)", but not "(X called it …".
        if range.start > low && self.folded(range.start - 1) == "(" && (range.end..walk.verb).any(|at| self.folded(at) == ")") {
            return None;
        }
        if self.is_family(&range, id) {
            return Some(Speaker::Unknown);
        }
        if self.is_person(id) && self.is_modifier(&range) {
            return None;
        }
        let noun = (range.start.saturating_sub(4).max(low)..range.start).any(|at| {
            let word = self.known(at);
            word.is(PERSON) || word.is(SPOKESMAN)
        });
        if under && self.is_person(id) && !noun && range.end == walk.verb && walk.nearest.is_none() {
            return Some(Speaker::Known(id));
        }
        if under {
            walk.owner.get_or_insert(id);
            return None;
        }
        // "la commission, présidée par le député X, juge …": told by the way.
        let agent = self.folded(range.end) == ","
            && (range.start.saturating_sub(6).max(low)..range.start)
                .rev()
                .take_while(|&at| self.folded(at) != ",")
                .any(|at| self.is(at, AGENT));
        // "after a walk with chairman X, the mayor said".
        let apart = || (range.end..walk.verb).any(|at| !self.is(at, AUXILIARY));
        let led = !self.lexicon.ends_with_verb && self.is_person(id) && apart() && self.is_governed(range.start, low);
        if before.is(OBLIQUE) || article.is(OBLIQUE) || agent || led {
            return None;
        }
        if self.is_person(id) {
            let joined = self.is_joined_before(&range, low);
            return Some(if joined { Speaker::Unknown } else { Speaker::Known(id) });
        }
        walk.nearest.get_or_insert(id);
        None
    }

    /// No person was named: an organisation, or a role.
    fn settle(&self, walk: &Walk) -> Option<Speaker> {
        if let Some(noun) = walk.noun {
            return Some(self.by_role(noun, self.owner_behind(noun, walk.verb).or(walk.owner).or(walk.nearest)));
        }
        if let Some(id) = walk.nearest {
            return Some(Speaker::Known(id));
        }
        if let Some(at) = walk.organization {
            return Some(self.organization_before(at));
        }
        if walk.spokesman {
            return Some(walk.owner.filter(|id| !self.is_person(*id)).map_or(Speaker::Unknown, Speaker::Known));
        }
        None
    }
}

/// What was met on the way back from a verb.
#[derive(Debug, Default)]
struct Walk {
    verb: usize,
    /// The first organisation or place met as a possible subject.
    nearest: Option<EntityId>,
    /// The name that something or somebody belongs to.
    owner: Option<EntityId>,
    noun: Option<usize>,
    organization: Option<usize>,
    spokesman: bool,
}

impl Walk {
    /// Notes common nouns that stand for speakers; true for one that stands for a person.
    fn person_noun(&mut self, resolver: &Resolver<'_>, at: usize, low: usize) -> bool {
        let word = resolver.known(at);
        if resolver.document.tokens[at].kind != TokenKind::Word {
            return false;
        }
        self.spokesman |= word.is(SPOKESMAN);
        // "A chi gli chiedeva se resterà nel consiglio, ha risposto …": what a preposition leads to says nothing.
        if (word.is(ORGANIZATION) || word.is(INSTITUTION)) && self.organization.is_none() && !resolver.is_led(at, low) {
            self.organization = Some(at);
        }
        resolver.is_somebody(at)
    }
}
