//! Passives and participles, whose subject hears what is said, and whoever they name as the one who says it.

use super::attribution::{Attribution, NAME};
use super::lexicon::{AGENT, Class, PASSIVE, PERFECT};
use super::speaker::{Resolver, Speaker};
use std::ops::Range;

/// How far before a participle its auxiliary stands ("a par la suite parlé").
const HELPED: usize = 5;

impl Resolver<'_> {
    /// Whether the verb at `verb` is reflexive ("s’est félicité").
    pub(super) fn is_reflexive(&self, verb: usize) -> bool {
        (verb.saturating_sub(3)..verb).any(|at| matches!(self.folded(at), "s'" | "se" | "si"))
    }

    /// Whether the subject of the verb at `verb` is who hears it ("was accused of", "invité à"); a reflexive one says it ("s’est engagé à").
    pub(super) fn is_passive(&self, verb: usize) -> bool {
        if self.is_reflexive(verb) {
            return false;
        }
        let be = verb.saturating_sub(2)..verb;
        let word = self.folded(verb);
        be.into_iter().any(|at| self.is(at, PASSIVE)) && !word.ends_with("ing") || self.is_attribute(verb)
    }

    /// Whether the verb at `verb` is a participle without an auxiliary.
    pub(super) fn is_attribute(&self, verb: usize) -> bool {
        // "a exprimé son soutien et salué l’effort": the auxiliary of the first serves both.
        let joined = verb > 0 && matches!(self.folded(verb - 1), "et" | "e" | "y" | "puis" | "ou" | "o");
        if joined {
            return false;
        }
        let helped = |at: usize| self.is(at, PERFECT) || self.is(at, PASSIVE);
        self.lexicon.is_participle(self.folded(verb))
            && !(verb.saturating_sub(HELPED)..verb).rev().take_while(|&at| self.folded(at) != ",").any(helped)
            && !self.is_reflexive(verb)
    }

    /// Whoever a passive names as the one who speaks ("jugée « excessive » par X", "described by X as “…”").
    pub(super) fn agent(&self, range: Range<usize>) -> Option<Speaker> {
        let by = range.clone().find(|&at| self.is(at, AGENT))?;
        self.named_after(by + 1..range.end.min(by + NAME))
    }

    /// Who is told behind the quotation to have judged so, where the attribution before it names nobody.
    pub(super) fn agent_behind(&self, found: &Attribution, after: &Range<usize>) -> Option<Speaker> {
        let judged = found.class != Class::Speak && found.speaker == Speaker::Unknown;
        let by = judged && after.start < after.end && self.is(after.start, AGENT);
        if by { self.agent(after.start..after.end.min(after.start + NAME)) } else { None }
    }
}
